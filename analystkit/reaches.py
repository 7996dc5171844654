"""How far a reporting cue reaches that stands after or amid what it covers.

"A, X said" reaches back to the start of its clause, and goes on over what completes A after it.
"""

from typing import NamedTuple

from analystkit.complements import next_comma
from analystkit.lines import FINITE, Line, Span, words_of

__all__ = ["BACKWARD", "Cue", "whole"]


class Cue(NamedTuple):
    """A reporting word, its source and the tokens it reaches."""

    at: int
    source: Span
    reach: Span
    rule: str


BACKWARD = ("according_to", "citing", "reported_by", "inverted", "postposed")


def whole(line: Line, first: int, stop: int, found: list[Cue]) -> Span:
    """Return the reach of a cue that stands after or amid what it covers: to the cue, or all of its sentence.

    In "A, X said, leaving 5 hurt" what follows is the author's own; in "The attack, X said, killed 5" it is not.
    """
    behind = [cue.reach[1] for cue in found if cue.rule in BACKWARD and cue.reach[1] <= first]
    semicolons = [i + 1 for i in range(first) if line.words[i] == ";" and i not in line.quoted]
    start = _contrast(line, max([0, *behind, *semicolons]), first, found)
    complete = any(line.tags[i] in FINITE or i in line.quoted or _has_object(line, i) for i in range(start, first))
    return start, _as_told(line, next_comma(line, stop - 1)) if complete else _next_semicolon(line, stop)


def _next_semicolon(line: Line, at: int) -> int:
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


def _as_told(line: Line, comma: int) -> int:
    """In "A, X said, but more may come" X goes on: what will or may be was told as well."""
    if line.word(comma) != "," or line.word(comma + 1) not in ("and", "but"):
        return comma
    following = (tag for tag in line.tags[comma + 2 :] if tag in FINITE or tag == ",")
    return len(line) if next(following, "") == "MD" else comma
