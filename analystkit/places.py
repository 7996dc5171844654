"""The places of a sentence and the word that ties each to what is told there: "in Kharkiv", "the shelling of Kherson".

A place that nothing ties is somebody's name or concern: "Washington said", "sanctions on Iran", "in support of Peru".
The scan goes from a name to the left, over the rest of its noun phrase, to a preposition or a verb.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from analystkit import tables
from analystkit.clause_edges import opens_clause
from analystkit.clauses import FINITE, VERB
from analystkit.gazetteer import words_of
from analystkit.lexicon import is_happening, lemma, noun_of, singular
from analystkit.passages import ADJECTIVE, NOUN, PARTICIPLE, Tie
from analystkit.place_names import is_no_place, is_site, is_town, whole_name
from analystkit.records import Mention, Token
from analystkit.scenes import is_compass, is_scene
from analystkit.verb_groups import is_passive

__all__ = ["find_ties"]

REACH = 9
"""How many tokens there may be between a place and what ties it: "in the besieged eastern port city of Mariupol"."""

MODIFIER = ("DT", "PDT", "CC", "POS", "HYPH", "CD", "RB", "``", "''", *NOUN, *ADJECTIVE, *PARTICIPLE)


def find_ties(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Tie, ...]:
    """Return the places of a sentence that something ties to what it tells, in order."""
    return tuple(_ties(tokens, mentions))


def _ties(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Tie]:
    last: Tie | None = None
    for mention in mentions:
        building = mention.kind == "organisation" and _is_building(mention)
        if mention.adjective or _is_dateline(mention):
            continue
        if mention.kind not in ("place", "country", "other") and not building:
            continue
        mention, first, end = whole_name(tokens, mention)
        if any(token.text.lower() == "class" for token in tokens[end : end + 2]):
            continue  # "the Virginia class", "Virginia-class"
        if last is not None and _is_end_of_route(tokens, last, mention, first):
            last = Tie(mention, first - 1, end)
        elif last is not None and _is_chained(tokens, last, mention, first, end):
            last = Tie(mention, last.at, end)
        else:
            last = _tie(tokens, mention, first, end)
        if last is not None:
            yield last


def _is_dateline(mention: Mention) -> bool:
    """True for "JUBA, May 20 -": a place in capitals heads what is told."""
    return mention.text.isupper() and len(mention.text) > 3 and "." not in mention.text


def _is_building(mention: Mention) -> bool:
    """True for "Nasser Hospital" and "Lund University": bodies that are also where something happens."""
    return mention.text.rsplit(" ", 1)[-1] in tables.words("building_heads")


def _tie(tokens: Sequence[Token], mention: Mention, first: int, end: int) -> Tie | None:
    if is_no_place(tokens, mention, first, end):
        return None
    if mention.kind == "organisation":
        at = _tied_before(tokens, first, end, mention.kind)
        return Tie(mention, at, end) if at >= 0 and _is_inside(tokens, at) else None
    if mention.kind == "other" and not (is_site(tokens, end) or is_town(tokens, first, end)):
        return None
    owns = _is_possessive(tokens, end)
    if owns and not _owns_a_region(tokens, end + 1) and not _owns_a_happening(tokens, first, end + 1):
        return None
    at = _tied_before(tokens, first, end, mention.kind)
    if at >= 0:
        return Tie(mention, at, end)
    if _is_scene_of_clause(tokens, end):
        return Tie(mention, end + 1, end)
    if mention.kind == "other" or _is_governed(tokens, first):
        return None
    tied_behind = owns or is_site(tokens, end) or is_scene(tokens, mention, end)
    return Tie(mention, first, end) if tied_behind else None


def _is_scene_of_clause(tokens: Sequence[Token], end: int) -> bool:
    """True for Lyon in "the mayor of Lyon, where 300 people marched": the clause ties it."""
    return end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].text.lower() == "where"


def _is_inside(tokens: Sequence[Token], at: int) -> bool:
    """True for "died at Nasser Hospital" and "hit Nasser Hospital", not for "went to" and "the doctors at" it."""
    if tokens[at].tag in VERB:
        return True
    return tokens[at].text.lower() in tables.words("close_prepositions") and not _is_person(tokens, at - 1)


def _is_governed(tokens: Sequence[Token], first: int) -> bool:
    """True for "Kharkiv" in "the mayor of Kharkiv bought" and "where Kharkiv ended up": it is no subject of its own."""
    at = first - 1
    while at >= 0 and tokens[at].tag in ("DT", *ADJECTIVE):
        at -= 1
    return at >= 0 and tokens[at].tag in ("IN", "TO", "WRB", *VERB)


def _is_possessive(tokens: Sequence[Token], end: int) -> bool:
    return end < len(tokens) and tokens[end].tag == "POS"


def _owns_a_region(tokens: Sequence[Token], index: int) -> bool:
    """True for "Pakistan's" in "in Pakistan's Balochistan province" and "in Pakistan's far north"."""
    regions, places = tables.words("region_nouns"), words_of("place")
    for at, token in enumerate(tokens[index : index + 4], start=index):
        word = token.text.lower()
        if (word in regions or word in places or singular(word) in places) and not _is_modifying(tokens, at):
            return True
        if token.tag not in (*NOUN, *ADJECTIVE):
            return False
    return False


def _owns_a_happening(tokens: Sequence[Token], first: int, index: int) -> bool:
    """True for "Argentina's" in "the death toll in Argentina's food riots": where it happened."""
    if first < 1 or tokens[first - 1].text.lower() not in ("in", "during", "from"):
        return False
    for at, token in enumerate(tokens[index : index + 4], start=index):
        if token.tag in NOUN and not _is_modifying(tokens, at):
            return is_happening(token.text.lower())
        if token.tag not in (*NOUN, *ADJECTIVE):
            return False
    return False


def _is_modifying(tokens: Sequence[Token], at: int) -> bool:
    """True for "coast" in "coast guard" and "state" in "state television", which are no regions."""
    return at + 1 < len(tokens) and tokens[at + 1].tag in NOUN and tokens[at + 1].text.islower()


# -- what stands before a place


def _tied_before(tokens: Sequence[Token], first: int, end: int, kind: str) -> int:
    """Return the preposition or verb before the noun phrase that a place ends, or -1."""
    if _is_contact_clause(tokens, first, end):
        return -1
    for at in range(first - 1, max(-1, first - REACH), -1):
        ties = _ties_place(tokens, at, kind)
        if ties is not None:
            return at if ties else -1
    return -1


def _ties_place(tokens: Sequence[Token], at: int, kind: str) -> bool | None:
    """Tell whether a token ties the place behind it, or None where it belongs to the same noun phrase."""
    token, word = tokens[at], tokens[at].text.lower()
    if word == "of" and _is_of_resident(tokens, at):
        return False
    if word == "of":
        named = _names_its_place(tokens, at - 1) or (kind == "place" and not _is_abstract(tokens, at - 1))
        return True if named else False if _is_abstract(tokens, at - 1) else None
    if opens_clause(tokens, at):
        return False  # "sent 40 to Chad and Peru will"
    if token.tag in (",", ":") or (word in _introducers() and token.tag != "RB"):
        return None if _is_region(tokens, at - 1) else False
    if word in tables.words("place_prepositions") or word in ("for", "with", "against"):
        craft = word == "from" and kind == "country" and _is_craft(tokens, at - 1)
        return not _is_hedge(tokens, at) and not craft and _is_spatial(tokens, at)
    if token.tag in VERB and not _is_modifier(tokens, at):
        return lemma(word) in tables.words("place_verbs")
    return None if token.tag in MODIFIER or word == "-" else False


@cache
def _introducers() -> frozenset[str]:
    """Return what stands between a kind of place and its name: "cities such as Basra", "a base known as Camp Varga"."""
    return tables.words("example_words") | tables.words("naming_words")


def _is_hedge(tokens: Sequence[Token], at: int) -> bool:
    """True for "over" in "has over 200 tanks, but neither Peru nor Chile": it is part of the number."""
    counted = at + 1 < len(tokens) and tokens[at + 1].tag == "CD"
    return counted and tokens[at].text.lower() in ("over", "around", "above", "below", "near", "up")


def _is_contact_clause(tokens: Sequence[Token], first: int, end: int) -> bool:
    """True for the country in "in the attack Russia launched", "in towns and villages, Russia has": it is a subject."""
    before = tokens[first - 1] if first else None
    after_noun = before is not None and (before.tag in ("NN", "NNS") or before.text == ",")
    return after_noun and end < len(tokens) and tokens[end].tag in FINITE


def _is_modifier(tokens: Sequence[Token], at: int) -> bool:
    """True for "the rebel-held town" and "in occupied Crimea"; "after leaving Lviv" has a verb."""
    before = tokens[at - 1].tag if at else ""
    if before == "HYPH" or (at and tokens[at - 1].text == "-"):
        return True
    if tokens[at].tag == "VBG" and lemma(tokens[at].text) in tables.words("place_verbs"):
        return False
    return before in ("DT", "IN", "TO") or (before in ADJECTIVE and tokens[at].tag in PARTICIPLE)


def _names_its_place(tokens: Sequence[Token], at: int) -> bool:
    """True for "the outskirts of", "the shelling of", "20% of": the place is theirs whatever stands before them."""
    if at < 0:
        return False
    word = tokens[at].text.lower()
    known = word in tables.words("region_nouns") or word in tables.words("raid_nouns") or word in words_of("place")
    return known or tokens[at].tag == "CD"


def _is_region(tokens: Sequence[Token], at: int) -> bool:
    """True before the comma of "in its capital, Sanaa" and before "such as" in "in cities such as Basra"."""
    idle = tables.words("naming_words")
    while at > 0 and (tokens[at].tag in (",", "``") or tokens[at].text.lower() in idle):
        at -= 1
    return at >= 0 and tokens[at].text.lower() in tables.words("region_nouns")


def _is_of_resident(tokens: Sequence[Token], at: int) -> bool:
    """True for "Jan Cole of Leeds" and "a driver, 45, of Leeds": where somebody lives, not where it was."""
    if at < 2 or tokens[at - 1].text == ",":
        return at >= 2
    pair = tokens[at - 2 : at]
    if not all(token.tag == "NNP" and token.text[:1].isupper() for token in pair):
        return False
    kinds = tables.words("region_nouns") | words_of("place") | words_of("place_before") | words_of("settlement")
    return not any(token.text.lower() in kinds or token.text in kinds for token in pair)


def _is_abstract(tokens: Sequence[Token], at: int) -> bool:
    """True for "support of" and "mayor of"; not for "at the entrance of a factory in" and "the women of"."""
    word = tokens[at].text.lower() if at >= 0 else ""
    officer = noun_of((word,)).person or word in tables.column("titles", "title")
    return (officer and singular(word) == word) or word in tables.words("abstract_nouns")


def _is_spatial(tokens: Sequence[Token], at: int) -> bool:
    """Tell "marched from Kyiv" and "the border with Chad" from "told reporters in Kyiv" and "sanctions on Chad"."""
    word = tokens[at].text.lower()
    before = tokens[at - 1].text.lower() if at else ""
    if word == "for":
        return before in tables.words("departing_words")
    if word == "against":
        return before in tables.words("assault_words")
    if word == "from" and (before in tables.words("supply_nouns") or _is_bought(tokens, at)):
        return False
    if word == "in" and _is_mission(tokens, at - 1):
        return False
    if word == "with":
        return before in tables.words("border_words")
    if _is_speech(tokens, at - 1) or (word == "from" and _is_origin(tokens, at)):
        return False
    return word in tables.words("close_prepositions") or before not in tables.words("abstract_heads")


def _is_craft(tokens: Sequence[Token], at: int) -> bool:
    """True for "ships" in "backed by ships from Chile": it says whose they are."""
    return at >= 0 and tokens[at].tag == "NNS" and noun_of((tokens[at].text,)).kind in ("ship", "aircraft")


def _is_bought(tokens: Sequence[Token], at: int) -> bool:
    """True for "buy 26 jets from France": who sells is no place."""
    for token in reversed(tokens[max(0, at - REACH) : at]):
        if token.tag in VERB:
            return lemma(token.text) in tables.words("buying_verbs")
        if token.tag in (",", ":", "IN") and token.text.lower() != "of":
            return False
    return False


def _is_mission(tokens: Sequence[Token], at: int) -> bool:
    """True for "Mission" in "the United Nations Mission in Mali said": the country is part of a name."""
    named = at > 0 and tokens[at - 1].text[:1].isupper() and tokens[at - 1].tag in ("NNP", "NNPS", "JJ")
    return named and tokens[at].text in tables.words("mission_heads")


def _is_speech(tokens: Sequence[Token], at: int) -> bool:
    """True for "told reporters in", "speaking in" and "a news conference in": there it was said, not done."""
    if at < 0:
        return False
    word, before = tokens[at].text.lower(), tokens[at - 1].text.lower() if at else ""
    if word in ("conference", "release"):
        return before in ("news", "press")
    said = word in tables.words("speech_verbs") or word in tables.words("speech_occasions")
    if said and is_passive(tokens, at):
        return False  # "12 deaths were reported in Kyiv"
    return said or _is_told(tokens, at)


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """True for "the BBC" in "told the BBC in Oslo" and "a rally" in "told a rally in Lagos"."""
    first = at
    while first >= 0 and tokens[first].tag in ("DT", "PRP", *NOUN, *ADJECTIVE):
        first -= 1
    return 0 <= first < at and lemma(tokens[first].text) in tables.words("telling_verbs")


def _is_person(tokens: Sequence[Token], at: int) -> bool:
    return at >= 0 and tokens[at].tag in ("NN", "NNS") and noun_of((tokens[at].text,)).person


def _is_origin(tokens: Sequence[Token], at: int) -> bool:
    """True for "six soldiers from Canada"; refugees, and those that are "withdrawn" from a place, have been there."""
    if not _is_person(tokens, at - 1) or singular(tokens[at - 1].text) in tables.words("leavers"):
        return False
    behind = next((token.text for token in tokens[at + 1 : at + 6] if token.tag not in ("DT", "NNP", "NNPS")), "")
    if behind == "to":
        return False  # "40 pilgrims from Karachi to Quetta"
    first = at - 1
    while first >= 0 and (tokens[first].tag in MODIFIER or tokens[first].text.lower() in tables.words("hedge_words")):
        first -= 1
    if first < 0:
        return True
    moved = tokens[first].tag in VERB and lemma(tokens[first].text) in tables.words("removal_verbs")
    return not moved and not (tokens[first].text == "of" and tokens[first - 1].text.lower() in tables.words("removals"))


# -- places side by side


def _is_end_of_route(tokens: Sequence[Token], last: Tie, mention: Mention, first: int) -> bool:
    """True for a name nobody knows in "from Baku to Tervola" and "from Baku through Tbilisi to Tervola"."""
    if mention.kind != "other" or tokens[first - 1].text != "to" or first - last.end > 2:
        return False
    return tokens[last.at].text.lower() in ("from", "through", "via", "between")


def _is_chained(tokens: Sequence[Token], last: Tie, mention: Mention, first: int, end: int) -> bool:
    """True for the second place in "Gulfport, Mississippi", "Texas and the Sahara", "Yemen's capital Sanaa"."""
    between = tokens[last.end : first]
    words = [token.text.lower() for token in between]
    joins = [word for word in words if word in (",", "and", "or", "(", "'s", "’s")]
    owned = between[:1] and between[0].tag == "POS"
    idle = tables.words("region_nouns") if owned else frozenset()
    if not joins or len(words) > 5:
        return False
    if any(word not in joins and word != "the" and word not in idle and not is_compass(word) for word in words):
        return False
    follows = tokens[end].tag if end < len(tokens) else ""
    if follows in FINITE and (joins == [","] or any(opens_clause(tokens, at) for at in range(last.end, first))):
        return False
    return mention.kind != "other" or bool({"and", "or"} & set(joins)) or follows in (",", "CC")
