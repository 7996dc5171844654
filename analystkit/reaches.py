"""How far a reporting cue reaches that stands after or amid what it covers.

"A, X said" reaches back to the start of its clause, and goes on over what completes A after it.
"""

from typing import NamedTuple

from analystkit.complements import next_comma
from analystkit.lines import FINITE, Line, Span, words_of
from analystkit.sources import RELATIVE

__all__ = ["BACKWARD", "Cue", "next_semicolon", "whole"]


class Cue(NamedTuple):
    """A reporting word, its source and the tokens it reaches."""

    at: int
    source: Span
    reach: Span
    rule: str


BACKWARD = ("according_to", "citing", "reported_by", "inverted", "postposed")


def whole(line: Line, first: int, stop: int, found: list[Cue]) -> Span:
    """Return the reach of a cue that stands after or amid what it covers: its clause, and what completes it.

    "The attack, X said, killed 5" is all X's, and so is "A bomb went off, X said, killing 5".
    """
    start = _contrast(line, _clause_start(line, first, found), first, found)
    joined = _inserted_after(line, start, first, stop)
    if joined is not None:
        return joined, next_semicolon(line, stop)
    if not _is_complete(line, start, first):
        return start, next_semicolon(line, stop)
    if line.tag(stop) in RELATIVE:
        return start, stop  # "according to a farmer whose 3 sons"
    comma = next_comma(line, stop - 1)
    return start, next_semicolon(line, stop) if _goes_on(line, first, comma) else comma


def _clause_start(line: Line, first: int, found: list[Cue]) -> int:
    """Return where a cue behind other speakers and semicolons begins: in "A, X said, and B, Y said" Y said B."""
    before = [cue for cue in found if cue.rule in BACKWARD and _is_complete(line, cue.reach[0], min(cue.at, first))]
    behind = [comma for cue in before if (comma := next_comma(line, max(cue.at, cue.source[1] - 1))) <= first]
    semicolons = [i + 1 for i in range(first) if line.words[i] == ";" and i not in line.quoted]
    return max([0, *behind, *semicolons])


def _is_complete(line: Line, start: int, stop: int) -> bool:
    """Tell whether a stretch has its verb or its quotation."""
    return any(line.tags[i] in FINITE or i in line.quoted or _has_object(line, i) for i in range(start, stop))


def _inserted_after(line: Line, start: int, first: int, stop: int) -> int | None:
    """Return where the clause around a cue starts: "Ten boats left, and two of them, X said, sank", "where, X said, 9".

    In "lost 12 tanks, and 4 jets, X said, when it withdrew" the cue belongs to all of it.
    """
    closing = next_comma(line, stop - 1)
    if line.word(first - 1) != "," or not FINITE.isdisjoint(line.tags[stop:closing]):
        return None
    stop = closing
    for at in range(first - 1, start, -1):
        if line.tags[at] in FINITE or at in line.quoted:
            return None
        if _opens_clause(line, at) and _is_complete(line, start, at):
            after = next((i for i in range(stop + 1, len(line)) if not line.tags[i].startswith("RB")), stop)
            fronted = at + 2 >= first or line.tag(at + 1) == "IN" or line.tags[at] in RELATIVE
            follows = any(line.tags[i] in FINITE for i in range(stop + 1, next_comma(line, stop)))
            return at if line.tag(after) in FINITE or (fronted and follows) else None
    return None


def _opens_clause(line: Line, at: int) -> bool:
    """Tell the "and" or the "where" that follows a comma: ", and", ", of which"."""
    relative = line.tags[at] in RELATIVE and "," in (line.word(at - 1), line.word(at - 2))
    return relative or (line.word(at - 1) == "," and line.words[at] in words_of("continuing"))


def next_semicolon(line: Line, at: int) -> int:
    """Return where what "Most of them, a poll found, want change; 12 do not" is cut, or the end."""
    return next((i for i in range(at, len(line)) if line.words[i] == ";" and i not in line.quoted), len(line))


def _has_object(line: Line, at: int) -> bool:
    """The fire destroyed 40 homes: a verb that the tagger took for a participle."""
    return line.tags[at] == "VBN" and line.is_noun(at - 1) and line.tag(at + 1) in ("CD", "DT", "PRP$")


def _contrast(line: Line, start: int, first: int, found: list[Cue]) -> int:
    """In "Y claimed B, while A, X said" what X said starts at "while"."""
    spoken = [cue.at for cue in found if cue.rule not in BACKWARD and start <= cue.at < first]
    joins = (i for i in range(spoken[-1] if spoken else first, first) if _opens_contrast(line, i))
    inserted = line.word(first - 1) == "," and line.tag(first - 2) == "CC"  # "A and, X said, B"
    return first - 2 if inserted else next(joins, start)


def _opens_contrast(line: Line, at: int) -> bool:
    return line.words[at] in words_of("contrasting") and line.word(at - 1) == "," and at not in line.quoted


def _goes_on(line: Line, first: int, comma: int) -> bool:
    """Tell whether what follows "A, X said," completes A: "and B", "after B", "up from 5", "killing 5", "with 5 left".

    What the market made of it is the author's: "and its shares fell 3 percent"; and so is what X did then.
    """
    after = comma + 1
    if line.word(comma) != "," or after in line.quoted or _trades(line, after):
        return False
    if line.word(after) in words_of("continuing"):
        following = next((tag for tag in line.tags[after + 1 :] if tag in FINITE or tag == ","), "")
        spoken = first - 1 in line.quoted or first - 2 in line.quoted or line.tag(first) in FINITE  # "A, said X, and"
        deed = line.tag(after) == "CC" and line.tag(after + 1 + (line.tag(after + 1) == "RB")) in FINITE
        on = line.word(after) == "and" and line.word(after + 1) in ("was", "were", "is", "are")
        return following == "MD" or not (spoken or (deed and not on))  # "burnt 341 acres, he said, and was still"
    if line.tag(first) in FINITE and line.word(after) == "with":
        return False  # "said Jo Lund, with the Red Cross"
    return line.word(after) in words_of("completing") or _compares(line, after)


def _trades(line: Line, at: int) -> bool:
    """Tell what a share, a bond or a currency did."""
    return not words_of("trading").isdisjoint(line.words[at : at + 5])


def _compares(line: Line, at: int) -> bool:
    """Tell "3 percent more than a year before"."""
    thans = (i for i in range(at, min(at + 7, len(line))) if line.words[i] == "than")
    than = next(thans, at)
    return than > at and FINITE.isdisjoint(line.tags[at:than]) and line.tags[than - 1] in ("JJR", "RBR")
