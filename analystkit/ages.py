"""Ages: "25-year-old", "42 years old", "aged 42", "who was 10", and those between commas after a name or noun.

Each way to give an age is one small rule; the first with an opinion wins.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from analystkit import tables
from analystkit.lexicon import noun_of
from analystkit.records import Number

__all__ = ["Age", "find_age"]

BEFORE = 30
"""How many characters before a number may say that it is an age."""

OLD = re.compile(r"[- ](?P<unit>year|month|week|day)s?[- ]olds?\b")
YEARS = re.compile(r" (?P<unit>year|month|week|day)s?(?: old)?\b")
AGED = re.compile(
    r"\b(?:aged?|age (?:of|is|was)|ages)(?: between)? (?:(?:[\w-]+,? ){1,3}(?:and|or) |(?:[\w-]+, ){1,3})?$", re.I
)
BEING = re.compile(
    r"\b(?:(?:he|she|who) (?:is|was|will be|turns|turned)|I (?:am|was|turned)|I ?['’]m|(?:will|to|would) turn"
    r"|(?:when|while|since|until|till|before) (?:they|we|you) (?:are|were)) (?:only |just |about |around )?$",
    re.I,
)
ENDS = re.compile(r"[,.;]|\Z| (?:when|at|on|in|by|and|so|but|to|because|then|while|as)\b")
DIED = re.compile(r"\b(?:died|dies|retired|married|orphaned|widowed) at (?:just |only |about )?$")
CLAUSE_ENDS = re.compile(
    r"[,.;]|\Z"
    r"| (?:in|on|of|from|after|when|and|last|died|who|were|was|are|is|have|has|had|can|will|must|may|get|live)\b"
)
THE_PILOT = re.compile(r"\b(?:the|an?|his|her|their|another) (?:[a-z-]+ )?(?P<bearer>[a-z]+), $", re.I)
APPOSED = re.compile(r", (?:was|is|who|said|has|had|died|were|after|on|in|for|over|from|with)\b")
PAIR = re.compile(r"\b(?:two|both|the|a|these) (?:[a-z-]+ )?(?P<bearer>[a-z]+), (?:\d{1,2} and )?$", re.I)
PAIRED = re.compile(r" and \d{1,2}(?=, (?:was|were|is|are|who|have|had)\b)|, (?:was|were|is|are|who|have|had)\b")
LAST_WORD = re.compile(r"[a-z]+ $")
UNPARTED = re.compile(r" (?:was|is|who|said|told|has|had|died)\b")
NAMED = re.compile(r"[A-Z][\w’'-]+, $")


class Age(NamedTuple):
    """An age as written: where its unit stands, the unit and the rule that found it."""

    start: int
    end: int
    unit: str
    rule: str = "age"


def find_age(text: str, number: Number) -> Age | None:
    """Return the age that a number states, or None.

    Examples
    --------
    >>> from analystkit.numerals import find_numbers
    >>> [find_age(text, next(find_numbers(text))).unit for text in ("an 8-month-old boy", "a girl aged six")]
    ['month of age', 'year of age']
    """
    old = OLD.match(text, number.end)
    if old:
        return Age(old.start("unit"), old.end(), f"{old['unit']} of age")
    if not 0 < (number.best or number.low or 0) < 120:
        return None
    before = text[max(0, number.start - BEFORE) : number.start]
    return next((age for age in (rule(text, number, before) for rule in RULES) if age), None)


def aged(text: str, number: Number, before: str) -> Age | None:
    """Read "aged 42", "under the age of 5 years", "two girls, aged six and seven"."""
    if not AGED.search(before):
        return None
    years = YEARS.match(text, number.end)
    unit = years["unit"] if years else "year"
    return Age(number.end, years.end() if years else number.end, f"{unit} of age")


def being(text: str, number: Number, before: str) -> Age | None:
    """Read "who was 10", "she turned 80,"."""
    found = ENDS.match(text, number.end) and (BEING.search(before) or _is_somebody(before))
    return Age(number.end, number.end, "year of age") if found else None


def _is_somebody(before: str) -> bool:
    """True after "The victim was"."""
    was = SOMEBODY.search(before)
    return was is not None and noun_of((was["who"].lower(),)).person


SOMEBODY = re.compile(r"\b(?:the|his|her|their) (?P<who>[a-z]+) (?:is|was) (?:only |just )?$", re.I)


def under_age(text: str, number: Number, before: str) -> Age | None:
    """Read "children under 5", "men over 60 in the town"; not "people over 300 miles"."""
    found = CLAUSE_ENDS.match(text, number.end) and UNDER_AGE.search(before)
    return Age(number.end, number.end, "year of age") if found else None


UNDER_AGE = re.compile(
    r"\b(?:children|child|people|adults|persons|men|women|boys|girls|those|anyone|everyone|minors|residents|patients"
    r"|voters|Americans|workers|kids|youths|teenagers|students)"
    r" (?:aged )?(?:under|over|below|above|between|as (?:young|old) as)(?: the age of)? $",
    re.I,
)


def at_death(text: str, number: Number, before: str) -> Age | None:
    """Read "she died at 24 in Tokyo", "retired at 65"; not "died at 24 sites"."""
    found = CLAUSE_ENDS.match(text, number.end) and DIED.search(before)
    return Age(number.end, number.end, "year of age") if found else None


def apposed(text: str, number: Number, before: str) -> Age | None:
    """Read "the pilot, 34, was"."""
    pilot = THE_PILOT.search(before) if number.number.isdigit() and APPOSED.match(text, number.end) else None
    definite = pilot is not None and pilot[0].lower().startswith("the ")
    if pilot is None or not (definite or noun_of((pilot["bearer"].lower(),)).person):
        return None
    return Age(number.end, number.end, "year of age", "age_apposition")


def paired(text: str, number: Number, before: str) -> Age | None:
    """Read "two women, 56 and 61, were hurt" as their ages."""
    pair = PAIR.search(before) if number.number.isdigit() and PAIRED.match(text, number.end) else None
    if pair is None or not noun_of((pair["bearer"].lower(),)).person:
        return None
    both = " and " in pair[0] or text.startswith(" and ", number.end)
    return Age(number.end, number.end, "year of age", "age_apposition") if both else None


def unparted(text: str, number: Number, before: str) -> Age | None:
    """Read "the pilot 34 was", of a text that has lost its commas."""
    if not number.number.isdigit() or not 14 < float(number.number) < 100 or not UNPARTED.match(text, number.end):
        return None
    bearer = LAST_WORD.search(before)
    person = bearer is not None and noun_of((bearer[0].strip(),)).person
    return Age(number.end, number.end, "year of age", "age_apposition") if person else None


def named(text: str, number: Number, before: str) -> Age | None:
    """Read "Smith, 42, said"; not "On Monday, 20, ..."."""
    if not number.number.isdigit() or text[number.end : number.end + 1] not in (",", "."):
        return None
    name = NAMED.search(before)
    dated = name is not None and name[0].rstrip(", ").rstrip(".").lower() in _calendar_words()
    found = 4 < float(number.number) < 110 and name and not dated
    return Age(number.end, number.end, "year of age", "age_apposition") if found else None


@cache
def _calendar_words() -> frozenset[str]:
    return frozenset(word.lower() for word in tables.column("months", "word") | tables.column("weekdays", "word"))


RULES: tuple[Callable[[str, Number, str], Age | None], ...] = (
    aged,
    being,
    under_age,
    at_death,
    apposed,
    paired,
    unparted,
    named,
)
