"""The frozen records that the stages before the two tables hand to each other.

Offsets are always into the text of the article, end exclusive: ``text[start:end]`` is what the record quotes.
Empty text, an empty tuple and None mean "the article does not say".
"""

from dataclasses import dataclass
from datetime import date

__all__ = [
    "Article",
    "Figure",
    "Mention",
    "Moment",
    "Number",
    "Sentence",
    "Skipped",
    "Statement",
    "Token",
]


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its cleaned text, frozen for ever, and what is known about it."""

    article: str
    """Short hash of the normalised text: the same article has the same id wherever it was read from."""
    text: str
    title: str = ""
    published: date | None = None
    publisher: str = ""
    via: str = ""
    author: str = ""
    language: str = ""
    url: str = ""
    path: str = ""
    pages: tuple[int, ...] = ()
    """Offsets at which the pages of a PDF begin; empty for what has no pages."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out, why, and what to do about it."""

    path: str
    reason: str
    step: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its part-of-speech tag (Penn Treebank)."""

    start: int
    end: int
    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; its tokens are filled in where they are needed."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """An amount as written: the span covers digits or words with scale, currency and percent sign."""

    start: int
    end: int
    number: str
    low: float | None
    best: float | None
    high: float | None
    bound: str
    """exact, approx, at_least, at_most, range or vague."""
    unit: str = ""
    """Only what the number itself says: percent, fraction, or a currency code."""
    rule: str = ""
    lead: int = -1
    """Where the words that loosen it begin: "at least 40" leads with "at"; its start where there are none."""
    tail: int = -1
    """Where the words that loosen it end: "20 or so" tails off with "so"; its end where there are none."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity where it stands, with its canonical name."""

    start: int
    end: int
    text: str
    name: str
    kind: str
    """country, organisation, person, place, event or other."""
    adjective: bool = False
    """True for "Russian", which can own a figure but is no place."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression as written and the days it means, where the text or the date of publication tell."""

    start: int
    end: int
    text: str
    first: date | None = None
    last: date | None = None
    calendar: bool = False
    """True where its digits name a day, a year or an hour, and so count nothing: "October 1", "2014", "10 a.m."."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of text that somebody answers for."""

    start: int
    end: int
    source: str
    """Who says so, as written."""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that counts or measures something, with everything the article says about it."""

    figure: str
    article: str
    published: date | None
    start: int
    end: int
    page: int | None
    """Of a PDF, counted from 1."""
    number: str
    low: float | None
    best: float | None
    high: float | None
    bound: str
    unit: str
    item: str
    subject: str
    kind: str
    actor: tuple[str, ...]
    action: str
    event: str
    place: tuple[str, ...]
    time: str
    time_start: date | None
    time_end: date | None
    source: str
    stance: str
    modality: str
    change: str
    measure: str
    sentence: str
    rule: str
