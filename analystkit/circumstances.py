"""When and in which event: what stands around a counted phrase and is tied to it."""

from analystkit import tables
from analystkit.asides import aside_around, is_apart
from analystkit.clauses import FINITE, Governor
from analystkit.counts import Count
from analystkit.lexicon import lemma
from analystkit.passages import Passage, index_at
from analystkit.phrases import Phrase
from analystkit.records import Moment, Number, Statement
from analystkit.scopes import Clause
from analystkit.time_bonds import tells_when
from analystkit.time_scopes import closes_apposition, is_of_modifier, is_out_of_reach, is_undated, part_between

__all__ = ["find_event", "find_time"]


def find_time(
    passage: Passage, number: Number, count: Count, clause: Clause, statement: Statement | None
) -> Moment | None:
    """Return the time expression tied to a phrase: the nearest in its clause that dates what is counted.

    The number's own "24 hours" is none, nor is the day of a claim, of a dateline, or of another event.
    """
    phrase, governor = count.phrase, count.governor
    if phrase.rule.startswith("measured") and phrase.noun.unit == "" and _has_no_time(passage, governor):
        return None
    if is_undated(passage, number) or (count.kind == "age" and not _is_told(passage, governor)):
        return None
    times = [time for time in passage.times if _dates_count(passage, time, number, governor, statement)]
    near = [time for time in times if clause.holds(time.start) or _opens(passage, time, clause)]
    if not near:
        near = [time for time in times if clause.shares_with(time.start)]
    if not near and count.kind in ("killed", "wounded", "casualty"):
        near = [time for time in times if _is_when_harm_came(passage, clause, time)]
    return min(near, key=lambda time: _rank(passage, time, number, governor), default=None)


def _is_when_harm_came(passage: Passage, clause: Clause, time: Moment) -> bool:
    """True for the day of "Twelve people died after a helicopter crashed in Bern on May 13"."""
    edge = next((passage.tokens[at] for at in passage.edges if passage.tokens[at].start >= clause.end), None)
    return edge is not None and edge.text.lower() in ("after", "because") and time.start > edge.start


def _is_told(passage: Passage, governor: Governor | None) -> bool:
    """True for the age of "she was 24 at the time"; that of "Ali, 24, arrived on Monday" has no time."""
    return governor is not None and lemma(passage.tokens[governor.at].text) in ("be", "turn")


def _has_no_time(passage: Passage, governor: Governor | None) -> bool:
    """True for a measure without a verb of its own: ", 40 km north of", "decades of war", "after an 11-year lull"."""
    if governor is None or governor.relation == "noun":
        return True
    return governor.action == "" and lemma(passage.tokens[governor.at].text) != "be"


INITIAL = 6
"""A time this near to the start of a sentence dates all its main clauses: "On Monday, ..."."""


def _opens(passage: Passage, time: Moment, clause: Clause) -> bool:
    return clause.main and time.start < passage.start + INITIAL


def _dates_count(
    passage: Passage, time: Moment, number: Number, governor: Governor | None, statement: Statement | None
) -> bool:
    at = index_at(passage.tokens, time.start)
    if time.start < number.end and number.start < time.end:
        return False
    if time.start - passage.start <= INITIAL and _dates_announcement(passage, time, statement):
        return False
    aside = _is_aside(passage, time.start, number.start) and not (
        closes_apposition(passage, time) or tells_when(passage.tokens, at)
    )
    if aside or is_apart(passage.tokens, at, index_at(passage.tokens, number.start)):
        return False
    if is_out_of_reach(passage, time, number, governor):
        return False
    return not _is_of_another(passage, time, number)


def _dates_announcement(passage: Passage, time: Moment, statement: Statement | None) -> bool:
    """True for the day in "On Monday, the navy said" and "Last week, we announced that", not for "As of Monday"."""
    if time.text.lower().startswith("as of "):
        return False
    if statement is not None and time.end <= statement.start and statement.rule not in ("by_estimate", "tally"):
        return True
    tokens = passage.tokens
    first = next((at for at, token in enumerate(tokens) if token.start > time.end and token.tag in FINITE), len(tokens))
    said = first < len(tokens) and tokens[first].text.lower() in tables.words("speech_verbs")
    return said and "that" in [token.text.lower() for token in tokens[first + 1 : first + 3]]


def _is_of_another(passage: Passage, time: Moment, number: Number) -> bool:
    """True for the month in "8,000 remain, down from 13,000 in February", which dates the 13,000, and for the last
    words of "earned $3 million, up from $2 million a year earlier".

    In "killed 12 people and wounded 30 on Monday" and "by 62 percent to 38 on Sunday" both share the day.
    """
    between = [n for n in passage.numbers if number.end < n.start and n.end < time.start]
    gap = passage.text[between[-1].end - passage.start : time.start - passage.start] if between else ""
    if gap not in (" in ", " on ", " "):
        return False
    first = index_at(passage.tokens, between[-1].lead)
    return first > 0 and passage.tokens[first - 1].text.lower() in tables.words("comparing_words")


def _rank(passage: Passage, time: Moment, number: Number, governor: Governor | None) -> tuple[bool, bool, int, bool]:
    """Return how far a time is: beyond a clause, of another verb, in characters, and before rather than behind."""
    apart = part_between(passage, time, number), is_of_modifier(passage, time, number, governor)
    return *apart, _distance(time, number), time.start < number.start


def _distance(time: Moment, number: Number) -> int:
    return time.start - number.end if time.start >= number.end else number.start - time.end


def find_event(passage: Passage, phrase: Phrase, clause: Clause) -> str:
    """Return the named event of the clause that stands nearest to a phrase, or ""."""
    first = passage.tokens[phrase.first].start
    events = [m for m in passage.mentions if m.kind == "event" and not _is_aside(passage, m.start, first)]
    near = [m for m in events if clause.holds(m.start)] or [m for m in events if clause.shares_with(m.start)]
    return min(near, key=lambda m: abs(m.start - first)).name if near else ""


def _is_aside(passage: Passage, offset: int, number: int) -> bool:
    """True for what is told by the way of something else: ", which will host the Winter Olympics,"."""
    tokens = passage.tokens
    aside = aside_around(tokens, index_at(tokens, offset))
    return aside is not None and not tokens[aside[0]].start <= number < tokens[aside[1] - 1].end
