"""Time expressions in a text, and the days they mean against the day of publication.

A word that may begin one is looked up first; there the longest rule of the grammar wins. Guards then refuse what
only looks like a time: "2000 troops", "Theresa May", "The fall of Kabul".
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from analystkit import tables
from analystkit.date_grammar import Rule, any_rule, first_words, next_words, rules, single_words, words_after_digits
from analystkit.date_readings import read_days
from analystkit.records import Moment

__all__ = ["find_moments"]

START = re.compile(r"(?<![\w$€£#.,/:-])([A-Za-z]+|['’‘]?\d+)")
NEXT_WORD = re.compile(r"[- \u00a0]?['’]?([A-Za-z]+|\d+)")
YEAR_AT_END = re.compile(r"(?:1[5-9]|20)\d\d\Z")
DAY_AT_END = re.compile(r"[a-z]\.? \d\d?\Z")
WORD_BEFORE = re.compile(r"([\w%]+)[ \u00a0'’(-]*\Z")
WORD_AFTER = re.compile(r"[ \u00a0-]*([\w%]+)")
SMALL_WORD = re.compile(r" [a-z]")
OF_YEAR = re.compile(r" of ((?:19|20)\d\d)\b")
LOOK = 24
"""Characters that a guard sees on either side."""


def find_moments(text: str, published: date | None = None, start: int = 0, stop: int | None = None) -> list[Moment]:
    """Find the time expressions of a text, in order, apart from each other.

    Parameters
    ----------
    text : any text.
    published : day of publication, against which "last week" is read; None reads only dates with their year.
    start, stop : the sentence to look at; what stands around it may still speak against a time.

    Returns
    -------
    Moments without a leading in, on, at, over or during; ``text[start:end] == moment.text``. ``first`` and
    ``last`` are None where the text does not tell.

    Examples
    --------
    >>> for moment in find_moments("It began last week and ends on October 1.", date(2021, 9, 28)):
    ...     print(moment.text, moment.first, moment.last, moment.calendar)
    last week 2021-09-20 2021-09-26 False
    October 1 2021-10-01 2021-10-01 True
    """
    found: list[Moment] = []
    stop = len(text) if stop is None else stop
    for at in _starts(text, start, stop):
        if at < start:
            continue
        moment = _moment_at(text, at, published)
        if moment and moment.end <= stop:
            found.append(moment)
            start = moment.end
    return found


def _starts(text: str, start: int, stop: int) -> Iterator[int]:
    """Yield where a time expression may begin; most words are ruled out by themselves, "the" by the next word."""
    alone, first, following = single_words(), first_words(), next_words()
    for word in START.finditer(text, start, stop):
        folded = word[1].lower()
        if folded in alone or (not folded.isalpha() and _may_be_time(text, word)):
            yield word.start()
        elif folded in first:
            after = NEXT_WORD.match(text, word.end())
            if after and (
                after[1].lower() in following or not after[1].isalpha() or after[1].endswith(("th", "first"))
            ):
                yield word.start()


def _may_be_time(text: str, digits: re.Match[str]) -> bool:
    """Rule out "300 soldiers" and "4,000": a year has four digits, a word of time follows a day and a count."""
    if len(digits[1]) == 4 or digits[1][0] in "'’‘" or text[digits.end() : digits.end() + 1] in AFTER_HOUR:
        return True
    after = NEXT_WORD.match(text, digits.end())
    return after is not None and after[1].lower() in words_after_digits()


AFTER_HOUR = (":", ".", "/", "-", "–", "—")
"""What may follow the digits of 10:30, 9/11, 28-09-2021 and 15–24 May."""


class Candidate(NamedTuple):
    """What a rule of the grammar matched."""

    text: str
    start: int
    end: int
    rule: Rule

    @property
    def quote(self) -> str:
        """The expression as written."""
        return self.text[self.start : self.end]


def _moment_at(text: str, start: int, published: date | None) -> Moment | None:
    if not any_rule().match(text, start):
        return None
    found = [
        Candidate(text, start, match.end(), rule) for rule in rules() if (match := rule.pattern.match(text, start))
    ]
    for candidate in sorted(found, key=lambda candidate: -candidate.end):
        if not any(guard(candidate) for guard in GUARDS):
            return _moment(candidate, published)
    return None


def _moment(found: Candidate, published: date | None) -> Moment:
    of_year = OF_YEAR.match(found.text, found.end) if found.rule.name == "counted" else None
    days = read_days(found.quote.replace("\u00a0", " ") + (of_year[0] if of_year else ""), published)
    digits = any(character.isdigit() for character in found.quote)
    calendar = found.rule.name == "quarter" or (found.rule.calendar and digits)
    return Moment(found.start, found.end, found.quote, days.first, days.last, calendar)


# -- guards: what only looks like a time ------------------------------------------------------------------------------


def _inside_word(found: Candidate) -> bool:
    """An expression ends where a word does: "Mayor", "2014th"."""
    after = found.text[found.end : found.end + 1]
    return after.isalnum() and found.text[found.end - 1].isalnum()


def _is_name(found: Candidate) -> bool:
    """The Sunday Times and Theresa May are names."""
    offset = max(0, found.start - LOOK)
    names = _names().finditer(found.text, offset, found.end + LOOK)
    return any(name.start() < found.end and found.start < name.end() for name in names)


@cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in sorted(tables.column("not_moments", "phrase"))))


def _needs_lead(found: Candidate) -> bool:
    """Winter and dawn are times after a preposition, "the fall of Kabul" is none; nor is "the time" without "at"."""
    before = _before(found.text, found.start)
    if found.rule.name == "same_time":
        return found.text[found.start] == "t" and before not in _lead()
    if found.rule.name != "bare":
        return False
    if before == "to" and found.quote == "fall":
        return True  # "lost 162 points to fall to 7,425"
    return before not in _lead() or found.text.startswith((" of ", "-"), found.end)


def _needs_month(found: Candidate) -> bool:
    """May, March, April and June are months after a preposition or between "the" and a small noun."""
    if found.rule.name != "month" or found.quote.title() not in tables.column("months", "word", alone="context"):
        return False
    before = _before(found.text, found.start)
    if before in _lead():
        return False
    return before not in _words("determiner") or not SMALL_WORD.match(found.text, found.end)


def _counts(found: Candidate) -> bool:
    """2000 troops are a number, whatever comes before: "on June 5, 2000 troops"."""
    year = YEAR_AT_END.search(found.text, found.start, found.end)
    if year is None or found.rule.name in ("month_year", "fiscal", "quarter", "holiday", "numeric"):
        return False
    before, after = _before(found.text, year.start()), _after(found.text, found.end)
    if after in _words("after_count") or found.text.startswith("%", found.end):
        return True
    if before == "of" and _is_plural(after) and _before(found.text, year.start() - len(" of")) in _words("before_of"):
        return True  # "a survey of 1709 schoolchildren"
    if year.start() > found.start:
        return year[0].endswith("00") and _is_plural(after)
    return before in _words("label") or not _is_year(before, year[0], after)


def _is_year(before: str, year: str, after: str) -> bool:
    """Tell a bare year from a count by its neighbours; "in 2014 protesters" may be either, so may no round number."""
    odd = int(year) % 50 != 0
    led, determined = before in _words("before_year"), before in _words("determiner")
    if before in _words("before_count"):
        return odd and not _is_plural(after)
    if after in _words("counted"):
        return odd and (led or determined)
    return determined or (led and odd) if _is_plural(after) else led or determined or odd


def _is_plural(word: str) -> bool:
    if word in _words("counted"):
        return True
    singular = word.endswith(("ss", "us", "is")) or word in _words("not_plural")
    irregular = word in tables.column("irregular_nouns", "plural")
    return irregular or (len(word) > 3 and word.endswith("s") and not singular)


def _month_counts(found: Candidate) -> bool:
    """In "In June 15 people died" the day is a count: a day of the month follows "on", never "in"."""
    if found.rule.name not in ("month_day", "between", "bound") or _before(found.text, found.start) not in (
        "in",
        "during",
    ):
        return False
    return DAY_AT_END.search(found.quote) is not None and _is_plural(_after(found.text, found.end))


def _before(text: str, start: int) -> str:
    word = WORD_BEFORE.search(text, max(0, start - LOOK), start)
    return word[1].lower() if word else ""


def _after(text: str, end: int) -> str:
    word = WORD_AFTER.match(text, end, end + LOOK)
    return word[1].lower() if word else ""


@cache
def _words(role: str) -> frozenset[str]:
    return tables.column("year_neighbours", "word", role=role)


@cache
def _lead() -> frozenset[str]:
    return tables.column("time_words", "phrase", role="lead")


GUARDS: tuple[Callable[[Candidate], bool], ...] = (
    _inside_word,
    _needs_lead,
    _needs_month,
    _counts,
    _month_counts,
    _is_name,
)
"""Each refuses one kind of false time; then a shorter expression at the same place has its turn."""
