"""Where, when and in which event: what stands around a counted phrase and is tied to it."""

import re
from collections.abc import Sequence

from analystkit import tables
from analystkit.clauses import FINITE, Governor
from analystkit.passages import Passage, Tie, index_at
from analystkit.phrases import Phrase
from analystkit.records import Moment, Number, Statement
from analystkit.scopes import Clause, is_fronted

__all__ = ["find_event", "find_place", "find_time"]


# -- where


def find_place(passage: Passage, number: Number, clause: Clause, statement: Statement | None) -> tuple[str, ...]:
    """Return the places that are tied to the clause of a number, as written.

    A clause without a place has that which opens its sentence, or that of a clause with the same subject. Where
    numbers have a place each, "12 died in Kabul and three in Herat", each gets its own.
    """
    ties = [tie for tie in passage.ties if not _is_of_speaker(passage, tie, statement)]
    inside = [tie for tie in ties if clause.holds(tie.place.start)]
    if not inside and clause.main:
        inside = [tie for tie in ties if is_fronted(passage, tie.at)]
    if not inside:
        inside = [tie for tie in ties if clause.shares <= tie.place.start < clause.start]
    return tuple(dict.fromkeys(tie.place.text for tie in _own(passage, number, inside)))


def _is_of_speaker(passage: Passage, tie: Tie, statement: Statement | None) -> bool:
    """True for the place of who speaks, "a spokesman in Berlin"."""
    if statement is None or tie.place.text not in statement.source:
        return False
    at = passage.text.find(statement.source)
    return 0 <= at <= tie.place.start - passage.start < at + len(statement.source)


def _own(passage: Passage, number: Number, ties: Sequence[Tie]) -> Sequence[Tie]:
    """Leave out the places that stand right behind another number, where this one has its own."""
    owners = [_owner(passage, tie) for tie in ties]
    if number not in owners:
        return ties
    return [tie for tie, owner in zip(ties, owners, strict=True) if owner is None or owner == number]


NEAR = 32
"""How many characters there may be between a number and the place that is its own."""


def _owner(passage: Passage, tie: Tie) -> Number | None:
    """Return the number right before a place, as in "15 in Herat"."""
    at = passage.tokens[tie.at].start
    before = next((n for n in reversed(passage.numbers) if n.end <= at), None)
    return before if before is not None and at - before.end < NEAR else None


# -- when and in what


def find_time(
    passage: Passage,
    phrase: Phrase,
    number: Number,
    clause: Clause,
    governor: Governor | None,
    statement: Statement | None,
) -> Moment | None:
    """Return the time expression tied to a phrase: the nearest in its clause that dates what is counted.

    The number's own "24 hours" is none, nor is the day of a claim, of a dateline, or of another event.
    """
    if governor is None and phrase.noun.unit == "" and phrase.rule.startswith("measured"):
        return None
    if governor is not None and governor.relation == "noun" and phrase.rule.startswith("measured"):
        return None
    first = passage.start + INITIAL if clause.main else passage.start
    near = [moment for moment in passage.moments if clause.holds(moment.start) or moment.start < first]
    dated = [moment for moment in near if _dates_count(passage, moment, number, statement)]
    return min(dated, key=lambda moment: _distance(moment, number), default=None)


INITIAL = 6
"""A time this near to the start of a sentence dates all its main clauses: "On Monday, ..."."""


def _dates_count(passage: Passage, moment: Moment, number: Number, statement: Statement | None) -> bool:
    if moment.start < number.end and number.start < moment.end:
        return False
    if moment.start > number.end and moment.text.lower() in tables.words("time_adverbs"):
        return False
    initial = moment.start - passage.start <= INITIAL
    if (statement is not None and initial and moment.end <= statement.start) or _in_relative(passage, number, moment):
        return False
    if _is_of_another(passage, moment, number):
        return False
    return not (_speech_time(passage, moment) or _in_dateline(passage, moment) or _premodifies(passage, moment))


def _is_of_another(passage: Passage, moment: Moment, number: Number) -> bool:
    """True for the month in "8,000 remain, down from 13,000 in February", which dates the 13,000."""
    between = [n for n in passage.numbers if number.end < n.start and n.end < moment.start]
    gap = passage.text[between[-1].end - passage.start : moment.start - passage.start] if between else ""
    return gap in (" in ", " on ")


def _in_relative(passage: Passage, number: Number, moment: Moment) -> bool:
    """True for the day in "troops joined the drill that will end on October 1": it dates the drill."""
    tokens = passage.tokens
    between = range(index_at(tokens, number.end), index_at(tokens, moment.start))
    return any(tokens[at].tag == "WDT" and tokens[at + 1].tag in FINITE for at in between if at + 1 < len(tokens))


def _premodifies(passage: Passage, moment: Moment) -> bool:
    """True for the year in "the 2022 Winter Olympics": it is part of a name."""
    after = passage.text[moment.end - passage.start : moment.end - passage.start + 2]
    return moment.text.isdigit() and len(after) == 2 and after[0] == " " and after[1].isupper()


def _distance(moment: Moment, number: Number) -> int:
    return moment.start - number.end if moment.start >= number.end else number.start - moment.end


DATELINE = re.compile(r"[A-Z][A-Z'’.-]+(?:[ /-][A-Z'’.]+)*(?:,? [\w .,]{1,40})?(?: ?\([\w /.,]{1,40}\))? ?[-–—]{1,2} ")


def _in_dateline(passage: Passage, moment: Moment) -> bool:
    """True for the day in "KYIV, Nov. 3, 2021 -": it dates the article."""
    line = DATELINE.match(passage.text)
    return line is not None and moment.start - passage.start < line.end()


THING_AFTER = re.compile(
    r" (?!that\b|in\b|at\b|on\b|and\b|during\b|as\b|by\b|after\b|before\b|it\b|he\b|she\b|they\b)[a-z]"
)
"""After a time it makes the time a modifier: "reported fourth quarter 2025 sales"."""


def _speech_time(passage: Passage, moment: Moment) -> bool:
    """True for the day in "the ministry said on Thursday": it dates the claim, not what is claimed."""
    offset = moment.start - passage.start
    before = passage.text[max(0, offset - 40) : offset].lower()
    match = re.search(r"(\w+)(?: in a \w+| (?:told|to) \w+)?(?: on| late| early)?\s*$", before)
    names_thing = THING_AFTER.match(passage.text, moment.end - passage.start) is not None
    return match is not None and match[1] in tables.words("speech_verbs") and not names_thing


def find_event(passage: Passage, phrase: Phrase, clause: Clause) -> str:
    """Return the named event of the clause that stands nearest to a phrase, or ""."""
    events = [m for m in passage.mentions if m.kind == "event" and clause.holds(m.start)]
    at = passage.tokens[phrase.first].start
    return min(events, key=lambda m: abs(m.start - at)).name if events else ""
