"""Tags that a sentence's numbers and names settle, whatever the tagger made of the words.

Each thing that the tagger cannot know is one small rule; the first with an opinion gives the token its tag.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from analystkit import tables
from analystkit.lexicon import lemma, singular
from analystkit.passages import NOUN, index_at
from analystkit.records import Mention, Number, Token

__all__ = ["mend_tags"]


class Place(NamedTuple):
    """A token among its neighbours, its numbers and its names."""

    token: Token
    before: Token | None
    after: Token | None
    inside: bool
    """Whether it is part of a number."""
    counting: bool
    """Whether it follows a number that is no name's, or the noun after one."""
    leads: bool
    """Whether a number comes next, or one short word and a number."""
    mentions: Sequence[Mention]


NEVER_NAMED = ("IN", "RB", "RP", "CC", "MD", "UH", "FW", "GW")
"""Tags that no word of a name has: the tagger may take "Amtrak" for a preposition."""

NEVER_NAMED_OR_VERB = frozenset((*NEVER_NAMED, "VB", "VBD", "VBG", "VBP"))

OPENERS = (*NOUN, "DT", "IN", "PRP")
"""Tags that the first word of a sentence keeps, name or none."""


def mend_tags(tokens: Sequence[Token], numbers: Sequence[Number], mentions: Sequence[Mention]) -> Iterator[Token]:
    """Yield the tokens of a sentence with the tags that its numbers and names leave no choice about."""
    inner = {at for n in numbers for at in range(index_at(tokens, n.start), index_at(tokens, n.end))}
    leading = set(_leading(tokens, {start for number in numbers for start in (number.start, number.lead)}))
    counting = False
    for at, token in enumerate(tokens):
        inside, leads = at in inner, at in leading
        if inside or counting or leads or _may_be_wrong(tokens, at):
            around = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
            place = Place(token, *around, inside, counting, leads, mentions)
            tag = _first_tag(place) or token.tag
            yield token if tag == token.tag else replace(token, tag=tag)
        else:
            yield token
        counting = (inside or (counting and token.tag == "NN")) and not _in_name(token, mentions)


def _first_tag(place: Place) -> str:
    for rule in _rules_for(place.token.tag):
        tag = rule(place)
        if tag:
            return tag
    return ""


def _may_be_wrong(tokens: Sequence[Token], at: int) -> bool:
    """True for what a rule may have an opinion on away from numbers: most tokens are spared the asking."""
    token = tokens[at]
    tag = token.tag
    if tag in ("NN", "JJ"):
        return at > 0 and _asks_for_verb(tokens[at - 1])
    if tag in ("CD", "VBZ", "WDT") or token.text in ("I", "sterling"):
        return True
    if at == 0:
        return tag not in OPENERS
    if tag in ("VBN", "PRP"):
        return token.text[:1].isupper() or tokens[at - 1].text[:1].isupper() or token.text == "mine"
    return tag in NEVER_NAMED_OR_VERB and token.text[:1].isupper()


def _asks_for_verb(before: Token) -> bool:
    return before.tag == "MD" or before.text.lower() in ASKING


ASKING = frozenset(("to", "had", "has", "have", "is", "are", "was", "were", "been", "being"))


def _leading(tokens: Sequence[Token], starts: set[int]) -> Iterator[int]:
    """Yield the tokens that a number follows, or a preposition or particle and a number."""
    for start in starts:
        at = index_at(tokens, start)
        if at < len(tokens) and tokens[at].start == start:
            yield at - 1
            if at > 0 and tokens[at - 1].tag in ("IN", "TO", "RP", "RB"):
                yield at - 2


def _in_name(token: Token, mentions: Sequence[Mention]) -> bool:
    return any(m.start <= token.start < m.end and not m.adjective for m in mentions)


# -- rules: a tag, or "" for no opinion


def part_of_number(place: Place) -> str:
    """Tag "Nine" in "Nine houses", which opens with no name."""
    return "CD" if place.inside and place.token.text[:1].isalnum() else ""


def part_of_name(place: Place) -> str:
    """Tag "Boeing" in "30 Boeing 737s", which looks like a verb in -ing, and "I" in "World War I"."""
    token = place.token
    odd = token.tag in NEVER_NAMED and len(token.text) > 2 and place.before is not None
    if not (odd or token.tag.startswith("VB") or token.text == "I") or not token.text[:1].isupper():
        return ""
    return "NNP" if _in_name(token, place.mentions) else ""


def name_at_start(place: Place) -> str:
    """Tag "Norway" in "Norway sent 40 tanks", which may pass for an adverb where it opens a sentence."""
    token = place.token
    if place.before is not None or token.tag in OPENERS or not token.text[:1].isupper():
        return ""
    return "NNP" if _in_name(token, place.mentions) else ""


def past_after_name(place: Place) -> str:
    """Tag "sent" in "Norway sent 40 tanks", which may pass for a participle; "Peru given 40 tanks" has one."""
    token, before, after = place.token, place.before, place.after
    if token.tag != "VBN" or before is None or after is None or after.tag not in ("CD", "DT", "PRP$", "$"):
        return ""
    named = any(m.end == before.end and not m.adjective for m in place.mentions)
    given = tables.words("giving_actions") | tables.words("awarding_verbs")
    return "VBD" if named and lemma(token.text) not in given else ""


def sterling(place: Place) -> str:
    """Tag "sterling" in "billions of pounds sterling", which no verb ends in."""
    return "NN" if place.token.text == "sterling" else ""


def noun_after_article(place: Place) -> str:
    """Tag "mine" in "A mine near Cusco", which is no pronoun there."""
    before = place.before.tag if place.before else ""
    mine = place.token.tag == "PRP" and place.token.text == "mine"
    return "NN" if mine and before in ("DT", "JJ", "NN", "NNP") else ""


def that_week(place: Place) -> str:
    """Tag "that" in "was freed that week", which opens no clause."""
    after = place.after.text.lower() if place.after is not None else ""
    if place.token.text != "that" or place.token.tag != "WDT" or after[-1:] == "s":
        return ""
    return "DT" if tables.mapping("units", "form", "kind").get(after) == "duration" else ""


def noun_after_number(place: Place) -> str:
    """Tag "aid" in "200 aid trucks", which may pass for a verb."""
    bare = place.counting and place.token.tag in ("VB", "VBP")
    return "NN" if bare and place.after is not None and place.after.tag in ("NN", "NNS") else ""


def modifier_after_number(place: Place) -> str:
    """Tag "armored" in "60 armored carriers", which is no past tense."""
    token, after = place.token, place.after
    past = place.counting and token.tag == "VBD" and token.text.endswith("ed")
    return "VBN" if past and after is not None and after.tag in NOUN else ""


def against(place: Place) -> str:
    """Tag "anti-ship" in "two anti-ship ballistic missiles"."""
    return "JJ" if place.counting and place.token.text.lower().startswith("anti-") and place.after else ""


def alive(place: Place) -> str:
    """Tag "live" in "3,000 live in the village", which is no adjective there."""
    token, after = place.token, place.after
    if not place.counting or token.tag not in ("JJ", "NN", "RB") or token.text not in ("live", "remain", "work"):
        return ""
    return "VBP" if after is not None and after.tag in ("IN", "RB", "TO", "JJ", "VBN") else ""


def glued_after_number(place: Place) -> str:
    """Tag "ground" in "200 ground-based missiles", "F-35B" in "two F-35B aircraft", which are no verbs."""
    token, after = place.token, place.after
    if not place.counting or token.tag not in ("VBD", "VB", "VBP", "VBZ", "IN", "RB"):
        return ""
    if token.text[:1].isupper() and any(char.isdigit() for char in token.text):
        return "NNP"
    return "NN" if token.tag.startswith("VB") and after is not None and after.tag == "HYPH" else ""


def preposition_before_number(place: Place) -> str:
    """Tag "Between" in "Between 40 and 50 homes", which may pass for a name."""
    return "IN" if place.leads and place.token.text.lower() in ("between", "from") else ""


def past_before_number(place: Place) -> str:
    """Tag "cut" in "Boeing cut 12,000 jobs", "climbed" in "the Dow climbed 73 points", which may pass for nouns."""
    forms = tables.mapping("irregular_verbs", "form", "tag")
    token = place.token
    if not place.leads or token.tag not in ("NN", "JJ", "RB") or token.text.endswith("ing") or not place.before:
        return ""
    regular = token.text.endswith("ed") and place.before.tag in NOUN and _is_verb(token.text)
    return "VBD" if regular or forms.get(token.text) in ("", "VBD") else ""


def past_after_number(place: Place) -> str:
    """Tag "struck" in "Seven struck Haifa", "sank" in "two sank in port", "escaped" in "two escaped"."""
    token, after = place.token, place.after
    passing = token.tag in ("NN", "NNS", "JJ", "PDT")
    if not place.counting or not passing or (after is not None and after.tag in ("NN", "NNS", "HYPH")):
        return ""
    if token.text.endswith("ed") and lemma(token.text) in tables.words("acting_verbs"):
        return "VBD"
    form = tables.mapping("irregular_verbs", "form", "tag").get(token.text)
    known = token.text in tables.column("nouns", "noun") or token.text in tables.column("verbs", "verb")
    return "VBD" if form == "VBD" or (form == "" and not known) else ""


def participle_after_be(place: Place) -> str:
    """Tag "shot" in "were shot to death", which may pass for a noun."""
    token, before, after = place.token, place.before, place.after
    if token.tag not in ("NN", "JJ") or before is None or after is None or lemma(before.text) != "be":
        return ""
    free = after.tag in ("IN", "TO", ".", ",", "CC", "RB") and before.tag.startswith("VB")
    form = tables.mapping("irregular_verbs", "form", "lemma").get(token.text, token.text)
    return "VBN" if free and form != token.text and form != "be" else ""


def participle_after_have(place: Place) -> str:
    """Tag "cost" in "had cost the state", "forecast" in "had forecast.", which may pass for nouns."""
    token, before, after = place.token, place.before, place.after
    if token.tag != "NN" or before is None or after is None or before.text.lower() not in ("had", "has", "have"):
        return ""
    free = after.tag in ("DT", "CD", "$", "PRP$", "PRP", ".", ",")
    unchanged = tables.mapping("irregular_verbs", "form", "tag").get(token.text) == ""
    return "VBN" if free and unchanged else ""


def verb_after_place(place: Place) -> str:
    """Tag "hosts" in "Lebanon hosts 1.5 million refugees", which may pass for a noun; a place comes right before."""
    token, before = place.token, place.before
    if not place.leads or token.tag != "NNS" or before is None or before.tag != "NNP":
        return ""
    named = any(m.end == before.end and m.kind in ("country", "place") and not m.adjective for m in place.mentions)
    return "VBZ" if named and lemma(token.text) in tables.column("verbs", "verb") else ""


def present_before_number(place: Place) -> str:
    """Tag "sells" in "the firm sells 200 cars", "reach" in "speeds reach 100 mph", "hold" in ", who fled, hold 30"."""
    word, before = place.token.text.lower(), place.before.tag if place.before else ""
    if not place.leads or place.counting or place.token.tag not in ("NN", "NNS", "RB") or not _is_verb(word):
        return ""
    if word.endswith("s") and before in ("NN", "NNP", "NNPS", "CD", "CC"):
        return "VBZ"
    return "VBP" if before in ("NNS", ",") and place.token.tag == "NN" else ""


def _is_verb(word: str) -> bool:
    return lemma(word) in tables.column("verbs", "verb") and singular(word) not in tables.column("nouns", "noun")


def verb_after_modal(place: Place) -> str:
    """Tag "free" in "will free 200 prisoners", "install" in "working to install it", which may pass for other words."""
    token, before = place.token, place.before
    if before is None or token.tag not in ("NN", "JJ") or not token.text.islower():
        return ""
    known = token.text in tables.column("verbs", "verb")
    modal = before.tag == "MD" and known
    infinitive = before.text.lower() == "to" and known and token.text not in tables.column("nouns", "noun")
    after = place.after
    counts = after is not None and after.tag in ("CD", "DT", "$")  # "is thought to own 110 warheads"
    hedged = after is not None and after.text in tables.words("hedge_words") and before.text == "to" and known
    return "VB" if modal or hedged or (infinitive and (token.tag == "NN" or counts)) else ""


def word_for_number(place: Place) -> str:
    """Tag "e-minis", which the tagger calls a number."""
    if place.token.tag != "CD" or not place.token.text[:1].isalpha():
        return ""
    return "NNS" if place.token.text.endswith("s") else "NN"


def plural_after_number(place: Place) -> str:
    """Tag "houses" in "nine houses stand", "tackles" in "made two tackles."; "consists" and "lasts" stay verbs."""
    word = place.token.text.lower()
    if not place.counting or place.token.tag != "VBZ":
        return ""
    known = singular(word) in tables.column("nouns", "noun") or word in tables.column("irregular_nouns", "plural")
    return "NNS" if known or place.after is None or place.after.tag in (".", ",", "CC") else ""


def noun_before_verb(place: Place) -> str:
    """Tag "exports" in "exports rose 4 percent", "Exports to Chad fell", no verb; "has", "is" and "says" are none."""
    token, after = place.token, place.after
    if token.tag not in ("VBZ", "VBP") or after is None:
        return ""
    past = tables.mapping("irregular_verbs", "form", "tag").get(after.text) == "VBD"
    opens = place.before is None and after.tag in ("IN", "TO")
    if not (opens or past or after.tag in ("VBD", "MD", "VBZ")):
        return ""
    bare = lemma(token.text) not in ("be", "have", "do", "say") and token.text.lower().endswith("s")
    return "NNS" if bare and "'" not in token.text and "’" not in token.text else ""


def demonym_alone(place: Place) -> str:
    """Tag "Iraqi" in "left one Iraqi dead" and "three Chinese were held": a person, where no noun follows."""
    token, after = place.token, place.after
    if not place.counting or token.tag not in ("JJ", "NN", "NNP") or after is None:
        return ""
    ends = after.tag in ("IN", "VBD", "VBZ", "VBP", "MD", "WP", ".") or after.text in tables.column(
        "harm_words", "word"
    )
    return "NN" if ends and any(m.adjective and m.end == token.end for m in place.mentions) else ""


def demonym_after_number(place: Place) -> str:
    """Tag "Ukrainian" in "six Ukrainian soldiers"."""
    demonym = place.counting and place.token.tag in ("IN", "NN")
    return "JJ" if demonym and any(m.adjective and m.start == place.token.start for m in place.mentions) else ""


RULES: tuple[tuple[Callable[[Place], str], tuple[str, ...]], ...] = (
    (part_of_number, ()),
    (part_of_name, (*NEVER_NAMED, "PRP", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ")),
    (name_at_start, ()),
    (past_after_name, ("VBN",)),
    (noun_after_article, ("PRP",)),
    (that_week, ("WDT",)),
    (sterling, ()),
    (past_after_number, ("NN", "NNS", "JJ", "PDT")),
    (noun_after_number, ("VB", "VBP")),
    (modifier_after_number, ("VBD",)),
    (against, ()),
    (alive, ("JJ", "NN", "RB")),
    (glued_after_number, ("VBD", "VB", "VBP", "VBZ", "IN", "RB")),
    (preposition_before_number, ()),
    (past_before_number, ("NN", "JJ", "RB")),
    (participle_after_be, ("NN", "JJ")),
    (participle_after_have, ("NN",)),
    (verb_after_place, ("NNS",)),
    (present_before_number, ("NN", "NNS", "RB")),
    (verb_after_modal, ("NN", "JJ")),
    (word_for_number, ("CD",)),
    (plural_after_number, ("VBZ",)),
    (noun_before_verb, ("VBZ", "VBP")),
    (demonym_alone, ("JJ", "NN", "NNP")),
    (demonym_after_number, ("IN", "NN")),
)
"""Each rule with the tags that it has an opinion on, all where none are named: most tokens are spared the asking."""


@cache
def _rules_for(tag: str) -> tuple[Callable[[Place], str], ...]:
    return tuple(rule for rule, tags in RULES if not tags or tag in tags)
