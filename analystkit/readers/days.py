"""The day that an article gives for itself: "September 28, 2021", "28 Sept. 2021", "2021-09-28T10:15Z".

Only full dates count: a day without its year stays unknown, and so does "03/04/2021", which is in March or in
April according to the reader's country.
"""

import re
from datetime import date
from functools import cache

from analystkit import tables

__all__ = ["day_line", "find_day", "locate_day"]

WORD = re.compile(r"[^\W\d_]+")
NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<sep2>[-/.])(?P<b>\d{1,2})(?P=sep2)(?P<y2>\d{4}))(?!\d)"
)
CLOCK = re.compile(r"T?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?(?:\s*[+-]\d{2}:?\d{2})?", re.I)
LONGEST = 120
BESIDE = frozenset({"weekday", "clock", "published"})
"""Kinds of words that may stand in a date line, beside the day; "updated" tells of another day."""


def find_day(text: str) -> date | None:
    """Return the first full date in a short text, None where there is none.

    Examples
    --------
    >>> find_day("KYIV, Nov. 3, 2021 (AP) -"), find_day("KYIV, Nov. 3"), find_day("03/04/2021")
    (datetime.date(2021, 11, 3), None, None)
    """
    found = locate_day(text)
    return found[1] if found else None


def locate_day(text: str) -> tuple[str, date] | None:
    """Return the first full date in a short text, as written and as a day.

    Examples
    --------
    >>> locate_day("KYIV, Nov. 3, 2021 (AP) -")
    ('Nov. 3, 2021', datetime.date(2021, 11, 3))
    """
    found = []
    for pattern, read in ((NUMERIC, _numeric), (_named_pattern(), _named)):
        for match in pattern.finditer(text):
            day = read(match.groupdict(default=""))
            if day:
                found.append((match.start(), match[0], day))
                break
    return min(found)[1:] if found else None


def day_line(line: str) -> date | None:
    """Return the day of a line that says nothing else: no date line, no day.

    Examples
    --------
    >>> day_line("Published: Tuesday, 28 September 2021, 10:15 AM EDT")
    datetime.date(2021, 9, 28)
    >>> day_line("On September 28, 2021, Russia warned NATO.") is None
    True
    """
    found = locate_day(line) if len(line) <= LONGEST else None
    if found is None:
        return None
    written, day = found
    rest = CLOCK.sub(" ", line.replace(written, " ", 1))
    kinds = [_words().get(word.casefold()) for word in WORD.findall(rest)]
    if not BESIDE.issuperset(kinds) or any(char.isdigit() for char in rest):
        return None
    return day


def _numeric(parts: dict[str, str]) -> date | None:
    if parts["y"]:
        return _day(parts["y"], parts["m"], parts["d"])
    first, second = int(parts["a"]), int(parts["b"])
    if parts["sep2"] == "." or first > 12 or first == second:  # with full stops the day always leads
        return _day(parts["y2"], second, first)
    return _day(parts["y2"], first, second) if second > 12 else None


def _named(parts: dict[str, str]) -> date | None:
    month = tables.mapping("header_words", "word", "value")[(parts["month"] or parts["month2"]).casefold()]
    return _day(parts["y"] or parts["y2"], month, parts["d"] or parts["d2"])


OLDEST = 1800
"""Earlier years are no dates of publication: some pages say 0001-01-01 where they know none."""


def _day(year: str, month: int | str, day: int | str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= OLDEST else None


@cache
def _named_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(tables.column("header_words", "word", kind="month"), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<month>{names})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b"
        rf"|(?<!\d)(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-](?P<month2>{names})\.?,?[\s-](?P<y2>\d{{4}})\b",
        re.IGNORECASE,
    )


@cache
def _words() -> dict[str, str]:
    return tables.mapping("header_words", "word", "kind")
