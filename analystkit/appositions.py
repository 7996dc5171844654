"""Owners by what stands beside a figure: in apposition to it, joined to it by "and", or before a gap.

Each way is one small named rule of ``actors``.
"""

from analystkit import tables
from analystkit.asides import aside_around
from analystkit.lexicon import lemma
from analystkit.owners import Owned, owners_of, unknown_owner
from analystkit.passages import NOUN, before_hedges, index_at

__all__ = ["apposition", "gapped", "group", "of_them", "predicate", "shared", "voted"]


def group(owned: Owned) -> tuple[str, ...]:
    """Read "a German brigade of 4,800 soldiers", "a Russian fleet of 12 ships" as those of whom the group is."""
    tokens = owned.passage.tokens
    of = before_hedges(tokens, owned.phrase.first)
    grouped = tables.words("force_words") | tables.words("group_heads")
    if of < 2 or tokens[of].text.lower() != "of" or tokens[of - 1].text.lower() not in grouped:
        return ()
    start = tokens[of - 1].start
    return owners_of(m for m in owned.passage.mentions if m.end == start - 1 and m.adjective)


def shared(owned: Owned) -> tuple[str, ...]:
    """Read "half of Hamas's commanders and 14,000 fighters", "Peru's two ships and nine jets" as one owner's."""
    tokens, at = owned.passage.tokens, owned.phrase.first - 1
    people = owned.phrase.noun.person and owned.phrase.rule == "noun_after"
    if not (people or owned.kind in tables.words("forces_kinds")) or at < 2 or tokens[at].text.lower() != "and":
        return ()
    while at > 0 and (tokens[at].tag in ("CC", "CD", "JJ", *NOUN)):
        at -= 1
    if tokens[at].tag != "POS":
        return ()
    return owners_of(m for m in owned.passage.mentions if m.end == tokens[at].start)


def voted(owned: Owned) -> tuple[str, ...]:
    """Read "6 million votes for Gonzalez and 2.7 million for Maduro" as those of whom they are for."""
    tokens, end = owned.passage.tokens, owned.phrase.end
    if owned.phrase.noun.unit != "vote" or end + 1 >= len(tokens) or tokens[end].text.lower() != "for":
        return ()
    return tuple(m.name for m in owned.passage.mentions if m.start == tokens[end + 1].start and m.kind != "place")


def gapped(owned: Owned) -> tuple[str, ...]:
    """Read "Poland promised 14 tanks and Norway eight": whose name stands right before the number, without a verb."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    if first < 2 or not (owned.phrase.rule in ("noun_before", "noun_of_last_figure") or _follows_figure(owned)):
        return ()
    before = [m for m in owned.passage.mentions if m.end == tokens[first - 1].end and not m.adjective]
    joints = {m: index_at(tokens, m.start) - 1 for m in before}
    return owners_of(m for m, at in joints.items() if tokens[at - (tokens[at].tag == "DT")].tag in ("CC", ","))


def _follows_figure(owned: Owned) -> bool:
    """True for "deliver 180 tanks and Hanwha 212 howitzers": no verb parts the two."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    earlier = [number for number in owned.passage.numbers if number.end < tokens[first].start]
    if not earlier or owned.phrase.rule != "noun_after":
        return False
    between = tokens[index_at(tokens, earlier[-1].end) : first]
    return not any(token.tag.startswith(("VB", "MD")) for token in between)


def predicate(owned: Owned) -> tuple[str, ...]:
    """Read "the FARC is a rebel group with about 12,000 members" as those of the FARC."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    before = [token.text.lower() for token in tokens[max(0, first - 4) : first]]
    if (owned.governor is not None and owned.governor.action) or "with" not in before:
        return ()
    verbs = [at for at in range(first) if tokens[at].tag in ("VBZ", "VBD", "VBP", "MD")]
    if len(verbs) != 1 or lemma(tokens[verbs[0]].text) != "be" or verbs[0] == 0:
        return ()
    end = tokens[verbs[0] - 1].end
    return owners_of(m for m in owned.passage.mentions if m.end == end)


def apposition(owned: Owned) -> tuple[str, ...]:
    """Read "Karo Foods, a family firm with 300 workers, said" as Karo's workers."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    aside = aside_around(tokens, first)
    near = [token.text.lower() for token in tokens[max(0, first - 3) : first]]
    if aside is None or aside[0] < 2 or tokens[aside[0]].text.lower() not in ("a", "an", "the"):
        return ()
    if not {"with", "of"} & set(near) or owned.kind in tables.words("natural_kinds"):
        return ()
    named = [m for m in owned.passage.mentions if m.end == tokens[aside[0] - 2].end and not m.adjective]
    return owners_of(m for m in named if m.kind != "country") or unknown_owner(named)


def of_them(owned: Owned) -> tuple[str, ...]:
    """Read "three of them Mozambicans", "five of them AMISOM troops"."""
    tokens, end = owned.passage.tokens, owned.phrase.end
    after = tokens[end : end + 1] if owned.phrase.rule == "partitive" else ()
    return owners_of(m for m in owned.passage.mentions if after and m.start == after[0].start)
