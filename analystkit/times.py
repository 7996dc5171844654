"""The times of a sentence that date what it tells: not the day of the claim, of the dateline, or part of a name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from analystkit import tables
from analystkit.calendar_days import UNKNOWN, Days
from analystkit.clauses import VERB
from analystkit.date_grammar import length_before, match_whole, opening_length
from analystkit.date_readings import read_days
from analystkit.lexicon import is_happening, lemma
from analystkit.passages import ADJECTIVE, NOUN, index_at
from analystkit.records import Moment, Token
from analystkit.story_times import add_story_times, compares

__all__ = ["find_times"]

REACH = 12
"""How many tokens there may be between a verb of saying and its day: "told reporters at a briefing in Kyiv on"."""


def find_times(
    text: str, tokens: Sequence[Token], moments: Sequence[Moment], published: date | None
) -> tuple[Moment, ...]:
    """Return the moments of a sentence that date what it tells, in order, put together where two make one time."""
    opening = opening_length().match(text)
    start = tokens[0].start
    told = add_story_times(text, tokens, tuple(_joined(text, start, moments, published)))
    times = tuple(_times(text, tokens, told))
    first = start + opening.end(1) if opening else start
    if opening is None or any(time.start < first for time in times):
        return times
    return (Moment(start + opening.start(1), first, opening[1]), *times)


def _times(text: str, tokens: Sequence[Token], moments: Iterable[Moment]) -> Iterator[Moment]:
    line = DATELINE.search(text)
    reached = tokens[0].start + line.end() if line else 0
    for moment in moments:
        at, after = index_at(tokens, moment.start), index_at(tokens, moment.end)
        dateline = line is not None and tokens[0].start + line.start() <= moment.start < reached
        compared = moment.text.lower().startswith("since ") and compares(tokens, at)
        named = _premodifies(tokens, moment, at, after) or _names_contract(tokens, moment, after)
        named = named or _describes_raid(tokens, moment, after)
        if not (dateline or compared or named or _is_verb(tokens, moment, at) or _dates_claim(tokens, at, after)):
            yield moment


DATELINE = re.compile(
    r"\b[A-Z][A-Z'’.-]{2,}(?:[ /-][A-Z'’.]+)*(?:,? [\w .,]{1,40})?(?: ?\([\w /.,]{1,40}\))? ?[-–—]{1,2} "
)
"""In "KYIV, Nov. 3, 2021 -" the day is that of the article."""


def _premodifies(tokens: Sequence[Token], moment: Moment, at: int, after: int) -> bool:
    """True for the year in "the 2022 Winter Olympics": it is part of a name.

    It is none in "In 2012 English farmers bought" and in "the 2004 Indian Ocean tsunami", which tells when.
    """
    if not moment.text.isdigit() or after >= len(tokens) or not tokens[after].text[:1].isupper():
        return False
    if at and tokens[at - 1].text.lower() == "in":
        return False
    behind = next((token.text for token in tokens[after : after + 4] if not token.text[:1].isupper()), "")
    return not is_happening(behind)


def _describes_raid(tokens: Sequence[Token], moment: Moment, after: int) -> bool:
    """True for the dawn of "in dawn raids on Friday": it says what kind of raids."""
    point = moment.text.lower() in tables.column("day_parts", "word", kind="point")
    return point and after < len(tokens) and tokens[after].tag in ("NN", "NNS")


def _names_contract(tokens: Sequence[Token], moment: Moment, after: int) -> bool:
    """True for the month in "Brent for November delivery settled lower": it names what is traded."""
    return (
        after < len(tokens)
        and tokens[after].text.lower() in tables.words("traded_terms")
        and match_whole(moment.text) in ("month", "month_year")
    )


def _is_verb(tokens: Sequence[Token], moment: Moment, at: int) -> bool:
    """True for "fall" in "shares could fall" and "spring" in "may spring a leak": no season is a verb."""
    return moment.text.islower() and tokens[at].tag == "VB" and " " not in moment.text


def _dates_claim(tokens: Sequence[Token], at: int, after: int) -> bool:
    """True for the day in "the ministry said on Thursday" and "told reporters in Kyiv on Monday": it is the claim's."""
    if _names_thing(tokens, at, after) or (after < len(tokens) and tokens[after].tag == "POS"):
        return False  # "said yesterday's blast killed 12"
    for before in range(at - 1, max(-1, at - REACH), -1):
        token = tokens[before]
        counted = token.tag == "NNS" and before > 0 and tokens[before - 1].tag in ("CD", "DT", *ADJECTIVE)
        if token.text.lower() in tables.words("speech_verbs") and not counted:
            if _is_passive(tokens, before):
                return tokens[after].text.lower() == "that" if after < len(tokens) else False
            return before + 1 == at or _goes_on(tokens, before)
        if token.tag in (",", ":", "CD", "WDT", "WP", "``", "''", *VERB) or token.text.lower() == "that":
            return False
    return False


def _is_passive(tokens: Sequence[Token], verb: int) -> bool:
    """True for "12 cases were reported on Monday", which is when they were; "has said on Monday" is a claim."""
    before = next((token for token in reversed(tokens[max(0, verb - 3) : verb]) if token.tag != "RB"), None)
    return tokens[verb].tag == "VBN" and (before is None or lemma(before.text) != "have")


def _goes_on(tokens: Sequence[Token], verb: int) -> bool:
    """True where only when, where and to whom follows a verb of saying: in "said troops on Monday" it is a claim."""
    following = tokens[verb + 1]
    told = tokens[verb].text.lower() in tables.words("telling_verbs")
    return told or (following.tag in ("IN", "TO", "RB", "JJ") and following.text.lower() != "that")


def _names_thing(tokens: Sequence[Token], at: int, after: int) -> bool:
    """True for "reported fourth quarter 2025 sales": the time modifies what is reported."""
    if at == after or after >= len(tokens) or tokens[at].tag in ("NNP", "NNPS"):
        return False
    return tokens[after].tag in (*NOUN, *ADJECTIVE) and tokens[after].text.islower()


# -- times put together


def _joined(text: str, start: int, moments: Sequence[Moment], published: date | None) -> Iterator[Moment]:
    """Yield "the first week of June", "9 a.m. on Saturday" and "the three months to June" as one time each."""
    last: Moment | None = None
    for moment in moments:
        between = text[last.end - start : moment.start - start] if last else ""
        if between.startswith(" (") and ")" not in between:
            continue  # "on Wednesday (0000 UTC Thursday)"
        moment = _with_length(text, start, moment, published)
        both = _pair(text, start, last, moment, published) if last else None
        if last and not both:
            yield last
        last = both or moment
    if last:
        yield last


JOINT = re.compile(r"(?:through|until|to) ")
SAME = re.compile(r"(?:the )?same (?!time)", re.IGNORECASE)


def _with_length(text: str, start: int, moment: Moment, published: date | None) -> Moment:
    """Add how long a period is to its end: "the three months to" June."""
    joint = JOINT.match(moment.text)
    end = moment.start - start + (joint.end() if joint else 0)
    length = length_before().search(text, max(0, end - 40), end)
    if length is None:
        return moment
    quote = text[length.start() : moment.end - start]
    return _moment(start + length.start(), moment.end, quote, read_days(quote, published))


def _pair(text: str, start: int, last: Moment, moment: Moment, published: date | None) -> Moment | None:
    """Return two times as one where a small word joins them, else None."""
    gap = text[last.end - start : moment.start - start]
    quote = text[last.start - start : moment.end - start]
    if gap == " of " and match_whole(quote) == "counted_of":
        days = read_days(quote, published)
        return _moment(last.start, moment.end, quote, days if days.last else Days(moment.first, moment.last))
    if gap in (" ", " of ", " in ") and SAME.match(last.text):
        return _moment(last.start, moment.end, quote, UNKNOWN)
    if gap in (" on ", " ", ", ") and _is_hour(last.text):
        return _moment(last.start, moment.end, quote, Days(moment.first, moment.last))
    dated = ("month", "month_day", "day_month", "between", "edge")
    if gap in (" ", " of ") and moment.text.endswith(" year") and match_whole(last.text) in dated:
        days = read_days(f"{last.text} {moment.first.year}", published) if moment.first else UNKNOWN
        return _moment(last.start, moment.end, quote, days)
    if gap in (" at ", " around ", " before ", " after ") and _is_hour(moment.text):
        return _moment(last.start, moment.end, quote, Days(last.first, last.last))
    return None


def _is_hour(text: str) -> bool:
    """True for "9 a.m.", "dawn", "before midnight", "overnight": what a day may follow or precede."""
    point = text.lower().rpartition(" ")[2] in tables.column("day_parts", "word", kind="point")
    return point or text.lower() in ("overnight", "the night") or match_whole(text) == "clock"


def _moment(start: int, end: int, quote: str, days: Days) -> Moment:
    return Moment(start, end, quote, days.first, days.last)
