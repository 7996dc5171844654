"""The kind of figure that counted things make: what they are, or what befell them where they are people.

Each way to tell that people were killed, wounded or captured is one small named rule; the first rule with an opinion
wins, and its name goes into the figure's ``rule``.
"""

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from analystkit import tables
from analystkit.clauses import Governor, group_start
from analystkit.lexicon import harm_named, harm_of, lemma, noun_of
from analystkit.passages import NOUN, Passage, text_before
from analystkit.phrases import Phrase
from analystkit.records import Token

__all__ = ["HARM", "find_kind"]


class People(NamedTuple):
    """Counted people, or what may be people, with all that may say what befell them."""

    passage: Passage
    phrase: Phrase
    governor: Governor | None
    subject: str
    """What the sentence tells the figure of, as written."""


def find_kind(passage: Passage, phrase: Phrase, governor: Governor | None, subject: str) -> tuple[str, str]:
    """Return the kind of figure and the rule: what befell people wins over what they are."""
    if phrase.harm:
        return phrase.harm, "harm_participle"
    if phrase.noun.unit == "drone" and _strikes(passage, phrase, governor):
        return "munition", "attack_drone"
    if phrase.noun.unit == "fighter" and governor is not None and governor.action in tables.words("flight_verbs"):
        return "aircraft", "noun_kind"  # "scrambled 12 fighters"
    people = People(passage, phrase, governor, subject)
    if not (phrase.noun.person or _may_be_people(people)):
        return phrase.noun.kind, "noun_kind"
    rules = RULES if phrase.noun.person else (harm_verb, harm_participle_after)
    opinions = ((rule(people), rule.__name__) for rule in rules)
    if not phrase.noun.person and governor is not None and governor.action in tables.words("thing_verbs"):
        return phrase.noun.kind, "noun_kind"  # "released 12 floors"
    return next(((kind, name) for kind, name in opinions if kind), (phrase.noun.kind, "noun_kind"))


def _strikes(passage: Passage, phrase: Phrase, governor: Governor | None) -> bool:
    """True for drones that fly once: "600 strike drones", "fired 300 drones"; "lost 72 drones" are craft."""
    own = {token.text.lower().partition("-")[0] for token in passage.tokens[phrase.first : phrase.end]}  # Shahed-136
    if not own.isdisjoint(tables.words("attack_drone_words")):
        return True
    if governor is None or governor.action == "lose" or not own.isdisjoint(tables.words("spy_drone_words")):
        return False
    beside = any(token.text.lower() in ("missiles", "rockets") for token in passage.tokens)
    return beside or governor.action in tables.words("drone_attack_verbs")


def _may_be_people(people: People) -> bool:
    """True for "dockers", which no table knows, and for the Houthis and Tigers, who are named."""
    noun, head = people.phrase.noun, people.passage.tokens[people.phrase.head]
    if noun.kind != "other":
        return False
    named = head.text[:1].isupper() and head.text[-1:] == "s"
    return noun.unit.endswith(PERSONAL) or (named and any(m.end == head.end for m in people.passage.mentions))


PERSONAL = ("er", "or", "ist", "ian", "ee", "man", "ant")
"""Ends of nouns that no table knows and that name people: "dockers were injured"."""

HARM = ("killed", "wounded", "captured", "casualty")


# -- rules: what befell the people counted, or "" for no opinion


def harm_verb(people: People) -> str:
    """Read the object of "kill", the subject of "were killed" or "died": they are those harmed."""
    governor = people.governor
    if governor is None or not harm_of(governor.action) or not (_is_victim(governor) or _is_of_band(people, governor)):
        return ""
    tokens, harm = people.passage.tokens, harm_of(governor.action)
    first = tokens[governor.at - 1].text.lower() == "or" if governor.at > 1 else False
    if first and harm_of(lemma(tokens[governor.at - 2].text)) not in ("", harm):
        return "casualty"  # "killed or captured nine leaders and 40 fighters"
    return _mixed(tokens, governor.at + 1, harm)


def harm_noun(people: People) -> str:
    """Read "the deaths of 12 miners", "the bodies of five hostages"."""
    governor = people.governor
    noun = governor.action if governor is not None and governor.relation == "noun" else ""
    head = people.subject.rpartition(" ")[2].lower()
    if head in tables.words("body_words") and people.passage.tokens[people.phrase.first - 1].text.lower() == "of":
        return "killed"
    kind = noun_of((noun,)).kind if noun else ""
    return kind if kind in HARM[:3] else ""


def harm_participle_after(people: People) -> str:
    """Read "seven people hurt in the blast", "left dozens dead or wounded"; "two gunmen killed nine" did it."""
    tokens, end = people.passage.tokens, people.phrase.end
    words = [token.text.lower() for token in tokens[end : end + 4]]
    words = words[words[:1] in (["is"], ["are"], ["was"], ["were"]) :]
    if words[:1] == ["who"] and words[1:2] in (["are"], ["were"]):
        return harm_of(lemma(words[2])) if len(words) > 2 else ""  # "the release of 16 people who were held"
    if words[:1] == ["in"] and words[1:2] and words[1] in ("serious", "critical", "stable", "grave"):
        return "wounded" if words[2:3] == ["condition"] else ""
    participle = end < len(tokens) and tokens[end].tag == "VBN"
    harm = _harm_word(tokens, end) or (harm_of(lemma(tokens[end].text)) if participle else "")
    alone = end + 1 >= len(tokens) or tokens[end + 1].tag in ("IN", "TO", "CC", ".", ",", ":", "RB")
    return _mixed(tokens, end + 1, harm) if harm and alone else ""


def harm_complement(people: People) -> str:
    """Read "were shot dead", "are feared drowned", "remain missing", "was taken prisoner", "are still in custody"."""
    tokens, linked = people.passage.tokens, ""
    start = _over_aside(tokens, people.phrase.end)
    if start < len(tokens) and tokens[start].tag == "CC" and people.governor and people.governor.relation == "subject":
        start = group_start(tokens, people.governor.at)  # "20 officers and 11 soldiers have been shot dead"
    for at in range(start, min(start + 8, len(tokens))):
        word = tokens[at].text.lower()
        if linked in ("be", "remain") and word in ("in", "behind"):
            held = any(token.text.lower() in tables.words("custody_words") for token in tokens[at + 1 : at + 3])
            return "captured" if held else ""
        if linked == "be" and word == "among":
            return _harm_among(tokens, at + 1)
        if linked in tables.words("harm_links") and not _modifies_noun(tokens, at) and _harm_word(tokens, at):
            return _harm_word(tokens, at)
        if word in tables.words("prisoner_words") and linked in ("take", "hold", "make", "keep"):
            return "captured"
        if tokens[at].tag[:2] not in ("VB", "MD", "RB", "TO", "JJ") and lemma(word) not in tables.words("harm_links"):
            return ""
        linked = linked if tokens[at].tag in ("RB", "TO") else lemma(tokens[at].text)
    return ""


def _harm_among(tokens: Sequence[Token], at: int) -> str:
    """Read "five children were among the dead", "among those hurt", "among the 22 people killed"."""
    if tokens[at].text.lower() not in ("the", "those"):
        return ""
    near = range(at + 1, min(at + 4, len(tokens)))
    return next((harm for i in near if (harm := _harm_word(tokens, i)) and not _modifies_noun(tokens, i)), "")


def _over_aside(tokens: Sequence[Token], at: int) -> int:
    """Step over commas to the verb: "nine people, four of them police officers, were shot dead"."""
    commas = [i for i in range(at, min(at + ASIDE, len(tokens) - 1)) if tokens[i].text == ","]
    opens = bool(commas) and (commas[0] == at or (at > 1 and tokens[at - 1].tag == "NNS"))
    verb = next((i + 1 for i in commas if lemma(tokens[i + 1].text) in tables.words("harm_links")), at)
    return verb if opens else at


ASIDE = 10
"""How many tokens an aside between commas may have."""


def to_death(people: People) -> str:
    """Read "were stabbed to death", "beat four men to death"; who is sentenced to death lives."""
    tokens, end = people.passage.tokens, people.phrase.end
    if people.governor is not None and people.governor.action in ("sentence", "condemn"):
        return ""
    words = [token.text.lower() for token in tokens[end : end + 6]]
    ends = next((at for at in range(len(words)) if words[at] in (",", ".", "and", "who")), len(words))
    return "killed" if ["to", "death"] in [words[at : at + 2] for at in range(ends)] else ""


def shot_dead(people: People) -> str:
    """Read "shot dead six protesters", "took two nurses hostage"."""
    governor, tokens = people.governor, people.passage.tokens
    if governor is None or governor.relation != "object":
        return ""
    after = tokens[governor.at + 1].text.lower() if governor.at + 1 < len(tokens) else ""
    behind = tokens[people.phrase.end].text.lower() if people.phrase.end < len(tokens) else ""
    if behind in tables.words("prisoner_words") and governor.action in ("take", "hold", "make", "keep"):
        return "captured"
    return "killed" if after == "dead" else ""


def harm_subject(people: People) -> str:
    """Read those whom "the dead", "the missing in Kerr County", "the toll", "the count of those held" include."""
    if people.phrase.noun.kind not in ("civilian", "personnel"):
        return ""
    words = people.subject.lower().split(" ")
    behind = next((at for at, word in enumerate(words) if word in ("in", "from", "at", "on", "of")), len(words))
    head = words[behind - 1] if behind else ""
    if head == "toll":
        return "killed"
    if head in tables.words("tally_words"):
        head = words[-1]
    kind = harm_named(head) or noun_of((head,)).kind
    return kind if kind in HARM[:3] else ""


def harm_listed(people: People) -> str:
    """Read "Among those killed were four soldiers", "Of the dead, 12 were children", "the hurt included two nurses"."""
    listed = LISTED.search(text_before(people.passage, people.phrase.first))
    return harm_named(listed["among"] or listed["those"]) if listed else ""


LISTED = re.compile(
    r"\A(?:Among|Of) (?:those|the)(?: \d+)? (?P<among>[a-z]+)\b[^.;,]*(?:,| (?:is|are|was|were)\b)[^.;,]*\Z"
    r"|\b[Tt](?:hose|he)(?: \d+)? (?P<those>[a-z]+)\b[^.;,]{0,40} includ(?:es?|ed|ing)\b[^.;]*\Z"
)


def harm_toll(people: People) -> str:
    """Read "raised the death toll of the quake from five people to six"."""
    tokens, first = people.passage.tokens, people.phrase.first
    if first < 2 or tokens[first - 1].text.lower() not in ("from", "to", "at"):
        return ""
    return "killed" if DEATH_TOLL.search(text_before(people.passage, first)) else ""


DEATH_TOLL = re.compile(r"\bdeath toll\b[^.,;]*\Z")


def harm_modifier(people: People) -> str:
    """Read "50 dead rebels", "200 wounded civilians", "dead and wounded men"."""
    kinds = {harm_named(word) for word in people.phrase.words[:-1]}.intersection(HARM)
    return kinds.pop() if len(kinds) == 1 else "casualty" if kinds else ""


def lost_lives(people: People) -> str:
    """Read "12 miners lost their lives"; to save 12 lives is to lose none."""
    saved = people.governor is not None and people.governor.action in tables.words("life_saving_verbs")
    if people.phrase.noun.unit == "life" and saved:
        return "civilian"
    lost = any(_does(people, verb, {"lives", "life"}) for verb in ("lose", "give", "lay down", "sacrifice"))
    return "killed" if lost else ""


def suffered_wounds(people: People) -> str:
    """Read "two soldiers suffered minor injuries"."""
    wounds = tables.words("wound_words")
    behind = [token.text.lower() for token in people.passage.tokens[people.phrase.end : people.phrase.end + 4]]
    if behind[:1] in (["suffered"], ["sustained"]) and not wounds.isdisjoint(behind):
        return "wounded"
    if any(_does(people, verb, wounds) for verb in ("suffer", "sustain", "receive")):
        return "wounded"
    return "wounded" if _treated(people, TREATED, wounds) or _treated(people, BROUGHT, {"hospital"}) else ""


def _treated(people: People, verbs: Sequence[str], words: Collection[str]) -> bool:
    """True for "were treated for burns", "were taken to hospital"."""
    governor = people.governor
    if governor is None or not governor.passive or governor.action not in verbs:
        return False
    after = people.passage.tokens[governor.at + 1 : governor.at + 5]
    return any(token.text.lower() in words for token in after)


TREATED, BROUGHT = ("treat", "hospitalise", "hospitalize", "evacuate"), ("take", "rush", "airlift", "fly", "admit")


def along_with(people: People) -> str:
    """Read "he was arrested along with 13 aides": what befell him befell them."""
    governor, tokens, first = people.governor, people.passage.tokens, people.phrase.first
    if governor is None or not governor.passive or first < 2:
        return ""
    words = [token.text.lower() for token in tokens[first - 2 : first]]
    joined = words[0] in ("along", "together") and words[1] == "with"
    return harm_of(governor.action) if joined or words[1] == "alongside" else ""


def member_of_forces(people: People) -> str:
    """Read "21,000 members of the navy", "500 members of FARC", "40 Hezbollah members": personnel."""
    passage, phrase = people.passage, people.phrase
    if phrase.noun.unit not in tables.words("member_nouns"):
        return ""
    following = passage.tokens[phrase.end : phrase.end + 6]
    of = bool(following) and following[0].text.lower() == "of"
    if of and any(token.text.lower() in tables.words("forces_words") for token in following):
        return "personnel"
    before = [token.text.lower() for token in passage.tokens[max(0, phrase.first - 3) : phrase.first]]
    grouped = "with" in before and any(m.name in tables.words("armed_groups") for m in passage.mentions)
    if grouped:
        return "personnel"  # "the FARC is a group with 12,000 members"
    start = passage.tokens[phrase.first].start
    end = following[-1].end if of else passage.tokens[phrase.end - 1].end
    near = (m for m in passage.mentions if start <= m.start < end)
    return "personnel" if any(m.name in tables.words("armed_groups") for m in near) else ""


def garrisoned(people: People) -> str:
    """Read "60 men are stationed at the post": who is stationed somewhere serves."""
    after = people.passage.tokens[people.phrase.end : people.phrase.end + 1]
    verbs = [lemma(token.text) for token in after] + ([people.governor.action] if people.governor else [])
    stationed = not tables.words("garrison_verbs").isdisjoint(verbs)
    return "personnel" if stationed and people.phrase.noun.unit in ("man", "woman", "person") else ""


RULES: tuple[Callable[[People], str], ...] = (
    to_death,
    harm_verb,
    harm_noun,
    harm_participle_after,
    harm_complement,
    shot_dead,
    harm_subject,
    harm_listed,
    harm_toll,
    along_with,
    harm_modifier,
    lost_lives,
    suffered_wounds,
    member_of_forces,
    garrisoned,
)
"""In this order the first with an opinion wins: "stabbed to death" are killed before "stabbed" are wounded."""


# -- what the rules ask


def _is_of_band(people: People, governor: Governor) -> bool:
    """True for "killed a family of five", "abducted a group of 14 miners"."""
    before = [token.text.lower() for token in people.passage.tokens[governor.at + 1 : people.phrase.first]]
    bands = tables.words("band_words") | tables.words("crowd_words") | tables.words("group_heads")
    banded = len(before) > 1 and before[-1] == "of" and before[-2] in bands
    return banded and _is_victim(governor._replace(relation="object"))


def _is_victim(governor: Governor) -> bool:
    victim = tables.mapping("harm_verbs", "verb", "victim")[governor.action]
    if governor.relation == "subject":
        return governor.passive or victim == "subject"
    exchanged = governor.relation == "oblique" and governor.action in ("exchange", "swap")
    return (governor.relation == "object" and victim == "object") or exchanged


def _mixed(tokens: Sequence[Token], at: int, harm: str) -> str:
    """Return casualty for "were killed or wounded" and "died or went missing", which tell the two no further apart."""
    words = [token.text.lower() for token in tokens[at : at + 3]]
    if len(words) < 2 or words[0] not in ("or", "and"):
        return harm
    if lemma(words[1]) in ("go", "be"):
        del words[1]
    other = harm_of(lemma(words[1])) or harm_named(words[1])
    return "casualty" if other in HARM and other != harm else harm


def _harm_word(tokens: Sequence[Token], at: int) -> str:
    return harm_named(tokens[at].text) if at < len(tokens) else ""


def _modifies_noun(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].tag in NOUN


def _does(people: People, verb: str, things: Collection[str]) -> bool:
    """True where the people counted are the subject of a verb and one of some things is its object."""
    governor = people.governor
    if governor is None or governor.action != verb or governor.relation == "object" or governor.passive:
        return False
    following = people.passage.tokens[governor.at + 1 : governor.at + 5]
    return any(token.text.lower() in things for token in following)
