"""Reads the days that a time expression means, against the day of publication.

What an article does not tell stays None: "a year earlier" has no anchor, "summer 2021" no hemisphere. Without a
day of publication only dates that carry their year are read.

A month and a day without a year mean the nearest such day to publication, where a day ahead counts as far as three
days back: news looks back more often than ahead. "Monday" is the last one, be it the day of publication itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from analystkit import tables
from analystkit.calendar_days import (
    UNKNOWN,
    Days,
    day_of,
    month_of,
    month_year,
    months_of,
    nearest_year,
    period_around,
    plus,
    rolling,
    shifted,
    third_of,
    weekday_near,
    year_of,
)
from analystkit.date_grammar import match_whole

__all__ = ["read_days"]


@dataclass(frozen=True)
class Phrase:
    """A time expression and the day of publication; its parts are 0, -1 or "" where it has none."""

    text: str
    published: date | None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words and digits, in lower case."""
        return tuple(re.findall(r"[a-z]+|\d+", self.text.lower()))

    @cached_property
    def month(self) -> int:
        """The first month named, from 1."""
        return int(self._first_of(_months()) or 0)

    @cached_property
    def weekday(self) -> int:
        """The first weekday named, from Monday, 0."""
        return int(self._first_of(_weekdays()) or -1)

    @cached_property
    def year(self) -> int:
        """The first number of four digits."""
        return int(next((word for word in self.words if len(word) == 4 and word.isdigit()), 0))

    @cached_property
    def period(self) -> str:
        """The first unit of time named, as ``calendar_days`` calls it."""
        return self._first_of(tables.mapping("time_units", "word", "period"))

    @cached_property
    def count(self) -> int:
        """How many units: 0 where that is vague, "a few", or between two numbers."""
        if {"to", "or", "half"} & set(self.words) or "." in self.text:
            return 0
        numbers = [
            int(_numbers().get(word, word))
            for word in self.words
            if word in _numbers() or (len(word) < 4 and word.isdigit())
        ]
        spoken = f" {' '.join(self.words)} "
        named = next((value for phrase, value in _counts() if f" {phrase} " in spoken), "")
        return sum(numbers) or int(named or 0)

    def _first_of(self, table: dict[str, str]) -> str:
        return next((table[word] for word in self.words if word in table), "")

    def role(self, role: str) -> str:
        """Return the value of the first word that has a role in ``data/time_words.csv``."""
        return self._first_of(_role(role))


Reader = Callable[[Phrase], Days]


def read_days(text: str, published: date | None = None) -> Days:
    """Return the days that a time expression means.

    Parameters
    ----------
    text : the whole expression, as ``find_moments`` quotes it.
    published : day of publication.

    Examples
    --------
    >>> read_days("last week", date(2021, 9, 28))
    Days(first=datetime.date(2021, 9, 20), last=datetime.date(2021, 9, 26))
    >>> read_days("by 2025")
    Days(first=None, last=datetime.date(2025, 12, 31))
    """
    reader = READERS.get(match_whole(text))
    days = reader(Phrase(text, published)) if reader else UNKNOWN
    return UNKNOWN if days.first and days.last and days.first > days.last else days


# -- the tables -------------------------------------------------------------------------------------------------------


@cache
def _months() -> dict[str, str]:
    return {row["word"].lower(): row["month"] for row in tables.rows("months")}


@cache
def _weekdays() -> dict[str, str]:
    return {row["word"].lower(): row["weekday"] for row in tables.rows("weekdays")}


@cache
def _numbers() -> dict[str, str]:
    """Return the number words up to ninety; "second" and "third" are ordinals here."""
    roles = ("one", "teen", "ten")
    return {row["word"]: row["value"] for row in tables.rows("number_words") if row["role"] in roles}


@cache
def _role(role: str) -> dict[str, str]:
    return {row["phrase"]: row["value"] for row in tables.rows("time_words") if row["role"] == role}


@cache
def _counts() -> tuple[tuple[str, str], ...]:
    """Return "a few" before "a"."""
    return tuple(sorted(_role("count").items(), key=lambda count: -len(count[0])))


# -- one reader for each rule of the grammar --------------------------------------------------------------------------


def _dated(phrase: Phrase) -> Days:
    """September 28, 2021; 28 September; April 14-25."""
    days = [int(word) for word in phrase.words if word.isdigit() and len(word) < 3]
    year = phrase.year or nearest_year(phrase.month, days[0], phrase.published, phrase.weekday)
    return Days(day_of(year, phrase.month, days[0]), day_of(year, phrase.month, days[-1])) if year else UNKNOWN


def _whole_month(phrase: Phrase) -> Days:
    """March 2015; March."""
    year = phrase.year or nearest_year(phrase.month, 1, phrase.published)
    return month_of(year, phrase.month) if year else UNKNOWN


def _numeric(phrase: Phrase) -> Days:
    """2021-09-28; 28.09.2021; 9/28/2021, where only one of the two can be the month."""
    first, second, third = map(int, phrase.words)
    if first > 31:
        day = day_of(first, second, third)
    elif "." in phrase.text or first > 12:
        day = day_of(third, second, first)
    else:
        day = day_of(third, first, second) if second > 12 or first == second else None
    return Days(day, day)


def _bare_year(phrase: Phrase) -> Days:
    """2014; 2021-22; summer 2021, of which only the year is sure."""
    digits = [word for word in phrase.words if word.isdigit()]
    last = digits[0][: -len(digits[-1])] + digits[-1]
    return Days(year_of(int(digits[0])).first, year_of(int(last)).last)


def _decade(phrase: Phrase) -> Days:
    """The 1990s; the late 1990s; the '90s."""
    first = phrase.year or 1900 + int(next(word for word in phrase.words if word.isdigit()))
    return _edged(phrase, Days(year_of(first).first, year_of(first + 9).last))


def _century(phrase: Phrase) -> Days:
    """The 19th century, from 1801 to 1900; "the nineteenth" is left open."""
    century = int(next((word for word in phrase.words if word.isdigit()), 0))
    return _edged(phrase, Days(year_of(century * 100 - 99).first, year_of(century * 100).last))


def _edged(phrase: Phrase, days: Days) -> Days:
    third = phrase.role("edge")
    return third_of(days, int(third)) if third.isdigit() else days


def _quarter(phrase: Phrase) -> Days:
    """Fourth quarter 2025; Q3 2024; the first half of 2022; whose fiscal year it is, is not said."""
    digit = re.search(r"(?<=[QH])\d", phrase.text)
    ordinal = digit[0] if digit else phrase.role("ordinal")
    year = phrase.year or _spoken_year(phrase)
    months = 6 if "half" in phrase.words or phrase.text.startswith("H") else 3
    if "fiscal" in phrase.words or not year or not ordinal or int(ordinal) * months > 12:
        return UNKNOWN
    return months_of(year, (int(ordinal) - 1) * months + 1, int(ordinal) * months)


def _spoken_year(phrase: Phrase) -> int:
    """Return the year of "the first half of last year"; without a year at all, nothing is sure."""
    if phrase.published is None or "year" not in phrase.words:
        return 0
    return phrase.published.year - (phrase.words[-2] == "last")


def _named(phrase: Phrase) -> Days:
    """Christmas Eve and 9/11 have a date, Easter moves."""
    name = re.sub(r"\W*\d{4}$", "", phrase.text)
    row = next(row for row in tables.rows("holidays") if row["phrase"] == name)
    if not row["month"]:
        return UNKNOWN
    month, day = int(row["month"]), int(row["day"])
    year = int(row["year"] or 0) or phrase.year or nearest_year(month, day, phrase.published)
    found = day_of(year, month, day)
    return Days(found, found)


def _weekday(phrase: Phrase) -> Days:
    """Friday; Wednesday night: the last one, the day of publication included."""
    if phrase.published is None:
        return UNKNOWN
    return period_around(plus(phrase.published, -((phrase.published.weekday() - phrase.weekday) % 7)), "day")


def _day_word(phrase: Phrase) -> Days:
    """Today; yesterday morning; recently, which means no days."""
    fitting = (word for word in _role("day") if phrase.text.lower().startswith(word))
    offsets = _role("day")[max(fitting, key=len)].split()
    if phrase.published is None or not offsets:
        return UNKNOWN
    return Days(plus(phrase.published, int(offsets[0])), plus(phrase.published, int(offsets[1])))


def _deictic(phrase: Phrase) -> Days:
    """Last week; this Friday; the last year, which rolls back; "the next year" of a story is left open."""
    which = phrase.role("deictic")
    if phrase.words[0] == "the":
        which = {"-1": "rolling back", "1": ""}.get(which, which)
    if phrase.published is None or not which:
        return UNKNOWN
    if which.startswith("rolling"):
        return rolling(phrase.published, 1, phrase.period, back=which.endswith("back"))
    if phrase.weekday >= 0:
        return period_around(weekday_near(phrase.published, phrase.weekday, int(which)), "day")
    if phrase.month:
        return month_of(month_year(phrase.published, phrase.month, int(which)), phrase.month)
    period = "day" if tables.column("day_parts", "word") & set(phrase.words) else phrase.period
    return period_around(shifted(phrase.published, int(which), period), period)


def _bare(phrase: Phrase) -> Days:
    """The weekend is the last one begun; winter and the morning are left open."""
    if phrase.published is None or phrase.words[-1] != "weekend":
        return UNKNOWN
    return period_around(plus(phrase.published, -((phrase.published.weekday() - 5) % 7)), "weekend")


def _edge(phrase: Phrase) -> Days:
    """Early 2017; earlier this year; the end of May; the morning of July 3."""
    head = re.match(r"(?:the (?:very |early |late )?)?(\w+(?: hours)?)(?:[ -](?:of|in)\b)?[ -](.*)", phrase.text, re.I)
    if head is None:
        return UNKNOWN
    days = _current(head[2], phrase.published) or read_days(head[2], phrase.published)
    edge, published = _role("edge").get(head[1].lower(), ""), phrase.published
    if edge.isdigit():
        return third_of(days, int(edge))
    if not edge or not _in_order(days.first, published) or not _in_order(published, days.last):
        return days
    return Days(days.first, published) if edge == "before" else Days(published, days.last)


def _current(text: str, published: date | None) -> Days | None:
    """Read "the year" in "the end of the year"; "the day" may be any day of a story."""
    period = tables.mapping("time_units", "word", "period").get(text.removeprefix("the "), "")
    return period_around(published, period) if period and period != "day" else None


def _list(phrase: Phrase) -> Days:
    """2011 and 2012; Monday and Tuesday; March and April 2020."""
    points = re.split(r",? (?:and|or) |, ", phrase.text)
    return _span(points[0], points[-1], phrase.published)


def _between(phrase: Phrase) -> Days:
    """Between March 5 and March 9; from 2005 to 2011; from May 15-24."""
    rest = re.sub(r"^(?:between|from) ", "", phrase.text, flags=re.IGNORECASE)
    if match_whole(rest) not in ("", "between"):
        return read_days(rest, phrase.published)
    for join in re.finditer(r" (?:to|until|till|through|and|-|–) | ?[-–] ?", rest):
        first, last = rest[: join.start()], rest[join.end() :]
        if match_whole(first) and match_whole(last):
            return _span(first, last, phrase.published)
    return UNKNOWN


def _span(first: str, last: str, published: date | None) -> Days:
    """Read two points; "March 5 and April 9, 2021" names the year once."""
    end = read_days(last, published)
    start = read_days(first, end.last if Phrase(last, None).year else published)
    return Days(start.first, end.last) if start.first and end.last else UNKNOWN


def _bound(phrase: Phrase) -> Days:
    """Since 2012; by Friday; until late May; as of Monday; from 2022 onwards."""
    bounds = _role("bound") | {"from": "from"}
    word = max((bound for bound in bounds if re.match(rf"{bound}[ -]", phrase.text.lower())), key=len)
    rest = re.sub(r" (?:onwards?|on|or so)$", "", phrase.text[len(word) + 1 :])
    days, published = read_days(rest, phrase.published), phrase.published
    if bounds[word] == "on":
        return _since(rest, days, published)
    ends = {
        "from": Days(days.first, None),
        "back": Days(None, days.last),
        "earlier": Days(None, plus(days.first, -1) if days.first else None),
        "later": Days(plus(days.last, 1) if days.last else None, None),
    }
    return ends.get(bounds[word], days)


def _since(point: str, days: Days, published: date | None) -> Days:
    """Read "since December" in November as last year's: what has begun lies behind."""
    if published and days.first and days.first > published and not Phrase(point, None).year:
        days = read_days(point, shifted(published, -6, "month"))
    return Days(days.first, published if _in_order(days.first, published) else None)


def _in_order(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and first <= last


def _counted(phrase: Phrase) -> Days:
    """The past three years; the next 48 hours; the past few months, which nobody has counted."""
    back = bool({"past", "last"} & set(phrase.words))
    if phrase.published is None or not (back or {"next", "coming"} & set(phrase.words)):
        return UNKNOWN
    return rolling(phrase.published, phrase.count, phrase.period, back=back)


def _counted_of(phrase: Phrase) -> Days:
    """The first four months of 2014; the last six months of 2022."""
    words, year = phrase.text.rsplit(" of ", 1)
    counted, whole = Phrase(words, None), year_of(int(year))
    if not counted.count or not whole.first or not whole.last:
        return UNKNOWN
    if "first" in counted.words:
        after = shifted(whole.first, counted.count, counted.period)
        return Days(whole.first, plus(after, -1)) if after else UNKNOWN
    after = plus(whole.last, 1)
    start = shifted(after, -counted.count, counted.period) if after else None
    return Days(start, whole.last) if start else UNKNOWN


def _offset(phrase: Phrase) -> Days:
    """Two years ago is the whole year; "five days later" hangs on what came before it."""
    direction = -1 if "ago" in phrase.words else int(phrase.words[-2] == "from")
    if phrase.published is None or not direction or not phrase.count or phrase.period == "hour":
        return UNKNOWN
    return period_around(shifted(phrase.published, direction * phrase.count, phrase.period), phrase.period)


READERS: dict[str, Reader] = {
    "between": _between,
    "list": _list,
    "bound": _bound,
    "counted": _counted,
    "counted_of": _counted_of,
    "offset": _offset,
    "edge": _edge,
    "numeric": _numeric,
    "month_day": _dated,
    "day_month": _dated,
    "month_year": _whole_month,
    "month": _whole_month,
    "year": _bare_year,
    "season": _bare_year,
    "quarter": _quarter,
    "decade": _decade,
    "century": _century,
    "holiday": _named,
    "weekday": _weekday,
    "day": _day_word,
    "deictic": _deictic,
    "bare": _bare,
}
"""What reads each rule of the grammar; hours, fiscal years and "the same time" name no days."""
