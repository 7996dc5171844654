"""Numbers that somebody expected or told of, in a clause of their own: "the 5% that analysts had forecast"."""

from analystkit.complements import is_finite
from analystkit.lines import FINITE, Line, Span, words_of
from analystkit.reaches import Cue
from analystkit.saying_verbs import verbs_of
from analystkit.sources import phrase_after, subject_before
from analystkit.tallies import may_state

__all__ = ["foreseen", "foreseen_by"]

WITHIN = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "CD", "DT", "HYPH", "$", "#"})
"""Tags of a counted phrase, read from its end to its start."""
LONGEST = 9
PER = ("per", "%")


def foreseen(line: Line, at: int, _: list[Cue]) -> Cue | None:
    """The 5% that X had forecast; the 600 a day X says are needed; but "After 3 days X said 5 had died"."""
    if line.word(at) not in verbs_of("speech", "expecting") or not is_finite(line, at):
        return None
    subject = _apart(line, subject_before(line, at), at)
    if subject is None or not may_state(line, subject):
        return None
    linked = line.word(subject[0] - 1) == "that"
    start = _counted_before(line, subject[0] - linked)
    if start is None or not _has_gap(line, at, linked=linked):
        return None
    return Cue(at, subject, (start, _end(line, at)), "foreseen")


def _apart(line: Line, subject: Span | None, verb: int) -> Span | None:
    """In "the 5% analysts had forecast", "40 men police say fled" the last noun alone is the subject."""
    first, last = subject or (0, 0)
    if last - first < 2 or "CD" not in line.tags[first:last] or line.words[last - 1] not in words_of("speaker"):
        return subject
    measured = line.tags[last - 2] == "CD" or line.words[last - 2] in words_of("measured") | {"cent"}
    counted = line.is_noun(last - 2) and line.tag(verb + 1) in FINITE
    return (last - 1, last) if measured or counted else subject


def _end(line: Line, verb: int) -> int:
    """Return where a clause of "that X says are needed" ends: at a comma, or where the next verb is the author's."""
    end, finite = verb + 1, 0
    while end < len(line) and line.words[end] not in (",", ";", "and", "but") and line.tags[verb + 1] != "IN":
        finite += line.tags[end] in FINITE
        if finite > 1:
            break
        end += 1
    return end


def foreseen_by(line: Line, at: int, _: list[Cue]) -> Cue | None:
    """The 5% forecast by X, pencilled in by X; but "the 5 boats expected by Friday"."""
    by = at + 1 + (line.word(at + 1) == "in")
    if line.word(by) != "by" or line.word(at) not in verbs_of("expecting", "foreseeing") or by + 1 in line.hidden:
        return None
    start, source = _counted_before(line, at), phrase_after(line, by + 1)
    if start is None or source is None or not may_state(line, source):
        return None
    return Cue(at, source, (start, at), "foreseen")


def _has_gap(line: Line, at: int, *, linked: bool) -> bool:
    """Tell whether a verb lacks the number before it: "say are needed", "claims to have", "had forecast"."""
    after = at + 1 + (line.word(at + 1) == "in" and line.tag(at + 2) != "DT")
    while line.tag(after).startswith("RB") or after in line.hidden:
        after += 1
    if line.word(after) == "to" or line.tag(after) in FINITE:
        return True
    known = linked or line.word(at) in verbs_of("expecting", "foreseeing")
    return known and line.tag(after) in (".", ",", ":", "", "CC", "IN", "-RRB-")


def _counted_before(line: Line, stop: int) -> int | None:
    """Return where the counted phrase that ends at a token starts: "the 600 trucks a day"."""
    first, number = stop, False
    while first > max(0, stop - LONGEST) and (line.tags[first - 1] in WITHIN or line.words[first - 1] in PER):
        first -= 1
        number = number or (line.tags[first] == "CD" and first not in line.hidden)
    return first if number and not words_of("subordinator").intersection(line.words[first:stop]) else None
