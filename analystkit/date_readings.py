"""Reads the days that a time expression means, against the day of publication.

What an article does not tell stays None: "a year earlier" has no anchor, "summer 2021" no hemisphere. Without a
day of publication only dates that carry their year are read.

A month and a day without a year mean the nearest such day to publication, where a day ahead counts as far as three
days back: news looks back more often than ahead. "Monday" is the last one, be it the day of publication itself.
"""

import re
from collections.abc import Callable
from datetime import date

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
    weekday_before,
    weekday_near,
    years_of,
)
from analystkit.date_grammar import match_whole
from analystkit.date_phrases import Phrase, role_words

__all__ = ["read_days"]


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
    return years_of(int(digits[0]), int(last))


def _decade(phrase: Phrase) -> Days:
    """The 1990s; the late 1990s; the '90s."""
    first = phrase.year or 1900 + int(next(word for word in phrase.words if word.isdigit()))
    return _edged(phrase, years_of(first, first + 9))


def _century(phrase: Phrase) -> Days:
    """The 19th century, from 1801 to 1900; "the nineteenth" is left open."""
    century = int(next((word for word in phrase.words if word.isdigit()), 0))
    return _edged(phrase, years_of(century * 100 - 99, century * 100))


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
    return period_around(weekday_before(phrase.published, phrase.weekday), "day")


def _day_word(phrase: Phrase) -> Days:
    """Today; yesterday morning; recently, which means no days."""
    fitting = (word for word in role_words("day") if phrase.text.lower().startswith(word))
    offsets = role_words("day")[max(fitting, key=len)].split()
    if phrase.published is None or not offsets:
        return UNKNOWN
    return Days(plus(phrase.published, int(offsets[0])), plus(phrase.published, int(offsets[1])))


def _deictic(phrase: Phrase) -> Days:
    """Last week; this Friday; the last year, which rolls back; "the next year" of a story is left open."""
    which = phrase.role("deictic")
    if phrase.words[0] == "this" and {"past", "coming"} & set(phrase.words):
        which = "-1" if "past" in phrase.words else "1"
    if {"fiscal", "financial", "school", "academic"} & set(phrase.words):
        return UNKNOWN
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


def _week_of(phrase: Phrase) -> Days:
    """Read the week of March 3; the week ending 5 June ends then; the month beginning May 2 begins then."""
    word = re.search(r"\b(of|end(?:ing|ed)|beginning|starting)(?: on)? ", phrase.text)
    if word is None:
        return UNKNOWN
    day = read_days(phrase.text[word.end() :], phrase.published)
    if word[1] == "of" or not day.first or not day.last:
        return period_around(day.first, phrase.period)
    if word[1].startswith("end"):
        start = shifted(day.last, -1, phrase.period)
        return Days(plus(start, 1), day.last) if start else UNKNOWN
    end = shifted(day.first, 1, phrase.period)
    return Days(day.first, plus(end, -1)) if end else UNKNOWN


def _bare(phrase: Phrase) -> Days:
    """The weekend is the last one begun; winter and the morning are left open."""
    if phrase.published is None or phrase.words[-1] != "weekend":
        return UNKNOWN
    return period_around(weekday_before(phrase.published, 5), "weekend")


def _edge(phrase: Phrase) -> Days:
    """Early 2017; earlier this year; the end of May; the morning of July 3."""
    head = re.match(
        r"(?:the (?:very |early |late )?)?(so far|\w+(?: hours)?)(?:[ -](?:of|in|on)\b)?[ -](.*)", phrase.text, re.I
    )
    if head is None:
        return UNKNOWN
    days = _current(head[2], phrase.published) or read_days(head[2], phrase.published)
    edge, published = role_words("edge").get(head[1].lower(), ""), phrase.published
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
    bounds = role_words("bound") | {"from": "from"}
    lowered = phrase.text.lower()
    word = max((bound for bound in bounds if lowered.startswith((f"{bound} ", f"{bound}-"))), key=len)
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
    """The first four months of 2014; the last six months of 2022; the first week of June."""
    words, period = phrase.text.rsplit(" of ", 1)
    counted = Phrase(words, None)
    whole = _current(period, phrase.published) or read_days(period, phrase.published)
    count = counted.count or int(counted.words[-1] in tables.column("time_units", "word", number="singular"))
    if not count or not whole.first or not whole.last:
        return UNKNOWN
    if "first" in counted.words:
        after = shifted(whole.first, count, counted.period)
        return Days(whole.first, plus(after, -1)) if after else UNKNOWN
    return _ending(whole.last, count, counted.period)


def _ended(phrase: Phrase) -> Days:
    """The three months to June; the year ended March 31, 2021."""
    length, end = re.split(r" (?:to|through|until|ended|ending|up to)(?: on| in)? ", phrase.text, maxsplit=1)
    last, spoken = read_days(end, phrase.published).last, Phrase(length, None)
    return _ending(last, spoken.count or 1, spoken.period) if last else UNKNOWN


def _ending(last: date, count: int, period: str) -> Days:
    after = plus(last, 1)
    start = shifted(after, -count, period) if after else None
    return Days(start, last) if start else UNKNOWN


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
    "part_of": _counted_of,
    "ended": _ended,
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
    "week_of": _week_of,
    "bare": _bare,
}
"""What reads each rule of the grammar; hours, fiscal years and "the same time" name no days."""
