"""The parts of a time expression: its months, weekdays, years, units and counts, as the tables name them."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from analystkit import tables
from analystkit.cardinals import values

__all__ = ["Phrase", "role_words"]


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
            int(values("one", "teen", "ten").get(word, word))
            for word in self.words
            if word in values("one", "teen", "ten") or (len(word) < 4 and word.isdigit())
        ]
        spoken = f" {' '.join(self.words)} "
        named = next((value for phrase, value in _counts() if f" {phrase} " in spoken), "")
        return sum(numbers) or int(named or 0)

    def _first_of(self, table: dict[str, str]) -> str:
        return next((table[word] for word in self.words if word in table), "")

    def role(self, role: str) -> str:
        """Return the value of the first word that has a role in ``data/time_words.csv``."""
        return self._first_of(role_words(role))


@cache
def _months() -> dict[str, str]:
    return {row["word"].lower(): row["month"] for row in tables.rows("months")}


@cache
def _weekdays() -> dict[str, str]:
    return {row["word"].lower(): row["weekday"] for row in tables.rows("weekdays")}


@cache
def role_words(role: str) -> dict[str, str]:
    """Return the words that have a role in ``data/time_words.csv``, with the value of each."""
    return {row["phrase"]: row["value"] for row in tables.rows("time_words") if row["role"] == role}


@cache
def _counts() -> tuple[tuple[str, str], ...]:
    """Return "a few" before "a"."""
    return tuple(sorted(role_words("count").items(), key=lambda count: -len(count[0])))
