"""The name of a place among its neighbours: what belongs to it, and what makes it the name of something else."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from analystkit import tables
from analystkit.gazetteer import is_sea, words_of
from analystkit.lexicon import lemma, noun_of, singular
from analystkit.passages import NOUN, index_at
from analystkit.records import Mention, Token
from analystkit.scenes import is_compass
from analystkit.verb_groups import VERB

__all__ = ["is_no_place", "is_site", "is_town", "whole_name"]


def whole_name(tokens: Sequence[Token], mention: Mention) -> tuple[Mention, int, int]:
    """Add to a name what belongs to it: "Bagram" becomes "Bagram Air Base", "Galilee" the "Upper Galilee"."""
    first, end = index_at(tokens, mention.start), index_at(tokens, mention.end)
    if _has_compass_name(tokens, first):
        first -= 1
        mention = replace(mention, start=tokens[first].start, text=f"{tokens[first].text} {mention.text}")
    for size in (3, 2, 1):
        head = " ".join(token.text for token in tokens[end : end + size])
        if head[:1].isupper() and head in words_of("place"):
            end += size
            return replace(mention, end=tokens[end - 1].end, text=f"{mention.text} {head}"), first, end
    return mention, first, end


def _has_compass_name(tokens: Sequence[Token], first: int) -> bool:
    """True for "the Upper Galilee"; the capital of "Northern" says nothing where it opens a sentence."""
    if first < 2 or not tokens[first - 1].text[:1].isupper() or not is_compass(tokens[first - 1].text.lower()):
        return False
    return first == 2 or tokens[first - 2].text[:1].islower() or not tokens[first - 2].text[:1].isalpha()


def is_no_place(tokens: Sequence[Token], mention: Mention, first: int, end: int) -> bool:
    """Return whether what stands behind a name makes it that of people, money, a sea's town, a race, or of a body."""
    return (
        _is_part_of_a_name(tokens, end)
        or _is_of_people(tokens, end)
        or _is_of_money(tokens, end)
        or _is_of_a_state(tokens, mention, end)
        or _is_sea_of_a_town(tokens, mention, end)
        or _is_part_of_race(tokens, first, end)
    )


def _is_part_of_a_name(tokens: Sequence[Token], end: int) -> bool:
    """True in "the Syria Recovery Fund" and "the Britain-based group"; "in Kabul Monday" is none."""
    if end >= len(tokens):
        return False
    glued = tokens[end].text in ("-", "–") and tokens[end].start == tokens[end - 1].end
    return glued or (tokens[end].tag in ("NNP", "NNPS") and tokens[end].text[0].isupper() and not _is_day(tokens[end]))


def _is_of_people(tokens: Sequence[Token], end: int) -> bool:
    """True for "US" in "left 7 US soldiers dead" and "Gaza" in "fired at Gaza fishermen": it says who they are."""
    if end >= len(tokens) or tokens[end].tag not in ("NN", "NNS") or is_site(tokens, end):
        return False
    word = tokens[end].text
    return word not in tables.words("region_nouns") and noun_of((word,)).person


def _is_of_money(tokens: Sequence[Token], end: int) -> bool:
    """True for "US" in "billions of US dollars" and "Hong Kong" in "40 million Hong Kong dollars"."""
    return end < len(tokens) and tokens[end].text in _currencies()


def _is_of_a_state(tokens: Sequence[Token], mention: Mention, end: int) -> bool:
    """True for "U.S." in "in U.S. government support": the short name of a state stands for an adjective."""
    if not mention.text.replace(".", "").isupper() or end >= len(tokens) or tokens[end].tag not in ("NN", "NNS"):
        return False
    return not is_site(tokens, end) and tokens[end].text not in tables.words("region_nouns")


@cache
def _currencies() -> frozenset[str]:
    return frozenset(
        word for row in tables.rows("currencies") for words in row["words"].split(";") for word in words.split(" ")[-1:]
    )


def _is_sea_of_a_town(tokens: Sequence[Token], mention: Mention, end: int) -> bool:
    """True for "Mediterranean" in "the Mediterranean island of Malta": it says what island Malta is."""
    return is_sea(mention.name) and end < len(tokens) and tokens[end].text in words_of("settlement")


def _is_part_of_race(tokens: Sequence[Token], first: int, end: int) -> bool:
    """True for both names in "the Sydney to Hobart Yacht Race", "the Sydney to Hobart race": a route that is a name."""
    if first > 1 and tokens[first - 1].text == "to" and tokens[first - 2].text[:1].isupper():
        return _is_race(tokens, end)
    goes_on = end + 2 < len(tokens) and tokens[end].text in ("to", "-", "–") and tokens[end + 1].text[:1].isupper()
    return goes_on and _is_race(tokens, end + 2)


def _is_race(tokens: Sequence[Token], at: int) -> bool:
    run = (token.text.capitalize() for token in tokens[at : at + 2] if token.tag in NOUN)
    return not tables.words("race_names").isdisjoint(run)


def _is_day(token: Token) -> bool:
    word = token.text.rstrip(".")
    return word in tables.column("weekdays", "word") or word in tables.column("months", "word")


def is_site(tokens: Sequence[Token], end: int) -> bool:
    """True for "a Kabul hospital", "the Azovstal complex" and "the Beirut blast": the next word tells it is a place."""
    if end >= len(tokens) or tokens[end].tag not in ("NN", "NNS"):
        return False
    word = tokens[end].text
    return word in tables.words("site_nouns") or word in words_of("place") or noun_of((word,)).kind == "event"


def is_town(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Return whether a name nobody knows is a town: "shelled Tervola", "the siege of Tervola", "the area of Tervola".

    "At Tervola, four people were rescued" is told of a town too.
    """
    if first < 1:
        return False
    before, word = tokens[first - 1], tokens[first - 1].text.lower()
    if word == "of":
        head = tokens[first - 2].text.lower() if first > 1 else ""
        return head in tables.words("town_raids") or head in tables.words("region_nouns")
    if first == 1 and word in ("at", "near"):
        return end < len(tokens) and tokens[end].text == ","
    verb = lemma(word) if before.tag in VERB else ""
    return verb in tables.words("town_verbs") or (verb in tables.words("striking_verbs") and _is_struck(tokens))


def _is_struck(tokens: Sequence[Token]) -> bool:
    """True for a sentence of "rockets hit Tervola" and "the quake shook Tervola": no firm, no man is hit so."""
    return not tables.words("striking_nouns").isdisjoint(singular(token.text.lower()) for token in tokens)
