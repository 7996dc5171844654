"""Whose the figures of an economy are where a text speaks of one only, and whose workers and jobs."""

import re

from analystkit import tables
from analystkit.forces import named_so_far
from analystkit.lexicon import singular
from analystkit.owners import Owned, is_aside, subject_tokens
from analystkit.records import Mention

__all__ = ["employer", "headline_economy", "only_economy"]


def only_economy(owned: Owned) -> tuple[str, ...]:
    """Read a level of the economy as that of the only country named so far: "inflation rose to 9 percent"."""
    if owned.kind not in ("money", "percent", "rate"):
        return ()
    words = {token.text.lower() for token in subject_tokens(owned)} | _words_of_output(owned)
    if words.isdisjoint(tables.words("economy_nouns")) or not words.isdisjoint(tables.words("worldwide_words")):
        return ()
    inside = any(m.kind == "country" for m in owned.passage.mentions)
    named = {m.name for m in named_so_far(owned) if m.kind == "country" and not is_aside(owned, m)}
    if len(named) > 1 and not inside:
        named = {m.name for m in owned.headline[:1] if m.kind == "country"}  # who opens the headline is its topic
    return tuple(named) if len(named) == 1 and next(iter(named)) in tables.column("countries", "name") else ()


def _words_of_output(owned: Owned) -> set[str]:
    """Return what is measured in "5.7 million barrels of daily output"."""
    after = owned.passage.tokens[owned.phrase.end : owned.phrase.end + OF_OUTPUT]
    return {token.text.lower() for token in after} if after and after[0].text.lower() == "of" else set()


OF_OUTPUT = 5
"""How many tokens after a measure its noun may stand: "barrels of per-day production"."""


def headline_economy(owned: Owned) -> tuple[str, ...]:
    """Read the economy's figures under "UK borrowing overshoots" as the United Kingdom's: nobody else is named."""
    if owned.kind not in tables.words("business_kinds") and owned.phrase.noun.unit not in tables.words("labour_nouns"):
        return ()
    if owned.kind == "rate":
        return ()  # "wheat was quoted at $236 a tonne"
    opening = next((m for m in owned.headline if m.kind == "country"), None)
    if opening is None or len(owned.title) + len("\n\n") + opening.start > 0:
        return ()
    words = {singular(word) for word in re.findall(r"\w+", owned.title)}
    if words.isdisjoint(tables.words("headline_economy")):
        return ()
    countries = {m.name for m in owned.passage.mentions if m.kind == "country" and not is_aside(owned, m)}
    return (opening.name,) if countries <= {opening.name} else ()


def employer(owned: Owned) -> tuple[str, ...]:
    """Read workers and jobs as those of the one company just named: "Karo closed its mill. About 400 workers lost"."""
    if owned.phrase.noun.unit not in tables.words("hired_nouns"):
        return ()
    inside = {m.name for m in owned.passage.mentions if _may_employ(m)}
    before = {m.name for m in owned.mentions if _may_employ(m) and owned.at - JUST_NAMED < m.start < owned.at}
    named = inside or before
    return tuple(named) if len(named) == 1 else ()


def _may_employ(mention: Mention) -> bool:
    """True for a company, a charity: unions, parties, offices and wires speak of the workers of others."""
    if mention.kind != "organisation" or mention.name in tables.column("wires", "name"):
        return False
    fights = mention.name in tables.words("armed_groups")
    return not fights and tables.words("no_employers").isdisjoint(mention.name.split())


JUST_NAMED = 250
"""How many characters before its workers a company may be named."""
