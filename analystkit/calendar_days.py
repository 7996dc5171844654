"""Periods of the calendar: first and last days, moved, cut into thirds, never out of range.

Weeks run from Monday to Sunday. A day that does not exist is None, and so is one before the year 1 or after 9999.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

__all__ = [
    "UNKNOWN",
    "Days",
    "day_of",
    "month_of",
    "month_year",
    "months_of",
    "nearest_year",
    "period_around",
    "plus",
    "rolling",
    "shifted",
    "third_of",
    "weekday_before",
    "weekday_near",
    "year_of",
    "years_of",
]


class Days(NamedTuple):
    """The first and the last day of a period; None where it is open or unknown."""

    first: date | None
    last: date | None


UNKNOWN = Days(None, None)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or None for the 31st of February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Days:
    """Return the first and the last day of a month."""
    first = day_of(year, month, 1)
    return Days(first, first.replace(day=monthrange(year, month)[1])) if first else UNKNOWN


def months_of(year: int, first: int, last: int) -> Days:
    """Return the days from one month of a year to another."""
    return Days(month_of(year, first).first, month_of(year, last).last)


def years_of(first: int, last: int) -> Days:
    """Return the days from one year to another."""
    return Days(month_of(first, 1).first, month_of(last, 12).last)


def year_of(year: int) -> Days:
    """Return the first and the last day of a year."""
    return years_of(year, year)


def weekday_before(day: date, weekday: int) -> date | None:
    """Return the last Monday (0) to Sunday (6) up to a day, the day itself included."""
    return plus(day, -((day.weekday() - weekday) % 7))


def shifted(day: date, count: int, period: str) -> date | None:
    """Move a day by some periods; the 31st becomes the last day of a shorter month."""
    days = {"day": 1, "week": 7, "weekend": 7}.get(period)
    if days:
        return plus(day, days * count)
    if period == "hour":
        return plus(day, count // 24) if count % 24 == 0 else None
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(period)
    if not months:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months * count, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plus(day: date, days: int) -> date | None:
    """Move a day by some days."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def period_around(day: date | None, period: str) -> Days:
    """Return the whole day, week, month ... that a day falls in."""
    if day is None:
        return UNKNOWN
    monday = plus(day, -day.weekday())
    if period in ("week", "weekend"):
        return Days(plus(monday, 5 if period == "weekend" else 0), plus(monday, 6)) if monday else UNKNOWN
    quarter = (day.month - 1) // 3 * 3
    decade = day.year // 10 * 10
    periods = {
        "day": lambda: Days(day, day),
        "month": lambda: month_of(day.year, day.month),
        "quarter": lambda: months_of(day.year, quarter + 1, quarter + 3),
        "year": lambda: year_of(day.year),
        "decade": lambda: years_of(decade, decade + 9),
    }
    return periods[period]() if period in periods else UNKNOWN


def third_of(days: Days, third: int) -> Days:
    """Return the early, middle or late third of a period; a single day stays whole."""
    if not days.first or not days.last:
        return UNKNOWN
    length = (days.last - days.first).days + 1
    if length < 3:
        return days
    start, end = length * third // 3, length * (third + 1) // 3 - 1
    return Days(days.first + timedelta(start), days.first + timedelta(end))


def nearest_year(month: int, day: int, published: date | None, weekday: int = -1) -> int:
    """Return the year that puts a day nearest to publication, a day ahead counting as three; 0 is unknown.

    A weekday told with it decides first: "Thursday, Dec. 15".
    """
    if published is None:
        return 0
    days = [day_of(year, month, day) for year in range(published.year - 1, published.year + 2)]
    known = [found for found in days if found]
    fitting = [found for found in known if found.weekday() == weekday] or known
    distance = (((3 if found > published else -1) * (found - published).days, found.year) for found in fitting)
    return min(distance, default=(0, 0))[1]


def weekday_near(published: date, number: int, which: int) -> date | None:
    """Return "last Monday" before publication, "next Monday" after it, or "this Monday" in its week."""
    if which == 0:
        return plus(published, number - published.weekday())
    back = (published.weekday() - number) % 7
    return plus(published, 7 - back if which > 0 else -(back or 7))


def month_year(published: date, month: int, which: int) -> int:
    """Return the year of "last May", which is over, of "next May", which is to come, or of "this May"."""
    passed = (published.month > month) - (published.month < month)
    return published.year + (which if passed != -which else 0)


def rolling(published: date, count: int, period: str, *, back: bool) -> Days:
    """The past three years end on the day of publication."""
    other = shifted(published, -count if back else count, period)
    if not count or other is None:
        return UNKNOWN
    return Days(other, published) if back else Days(published, other)
