"""Number words: "twenty-eight thousand six hundred forty-two", "a million and a half", and their scales.

Words are read greedily, each where it fits below the one before it: "five six" are two numbers, "fifty-six" is one.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from analystkit import tables

__all__ = ["Amount", "any_of", "multiply_scales", "read_cardinal", "read_half", "scale_words", "split_scale", "values"]


class Amount(NamedTuple):
    """One amount as written; ``low`` and ``high`` differ only for vague words."""

    start: int
    end: int
    low: float
    best: float
    high: float
    rule: str
    unit: str = ""
    mantissa: float = 0.0
    scale: float = 1.0


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


@cache
def values(*roles: str) -> dict[str, float]:
    """Return the values of the number words that have one of the roles."""
    return {row["word"]: float(row["value"]) for row in tables.rows("number_words") if row["role"] in roles}


@cache
def scale_words() -> str:
    """Return a pattern for a scale: hundred, dozen, million, bn."""
    return any_of([*values("scale", "hundred"), "dozen"])


def multiply_scales(written: str) -> float:
    """Return the product of the scale words: " hundred thousand" is 100,000."""
    product = 1.0
    for word in re.findall(r"[A-Za-z]+", written.lower()):
        product *= values("scale", "hundred", "dozen").get(word) or values("scale", "hundred", "dozen")[word[:-1]]
    return product


FOLLOWS = {
    "start": {"article", "one", "teen", "ten", "zero"},
    "article": {"hundred", "scale"},
    "one": {"hundred", "scale"},
    "teen": {"hundred", "scale"},
    "ten": {"one", "hundred", "scale"},
    "hundred": {"one", "teen", "ten", "scale"},
    "scale": {"article", "one", "teen", "ten"},
    "zero": set[str](),
}
"""Which word may follow which inside one number: "five six" are two numbers, "fifty-six" is one."""


@cache
def _lexeme() -> re.Pattern[str]:
    words = any_of(values("one", "teen", "ten", "zero", "hundred", "scale"))
    article = rf"an?(?=[ -]{scale_words()}\b)"
    return re.compile(rf"(?P<joint>[ -]and[ -]|[ -])?(?P<word>{words}|{article})(?![^\W_])", re.I)


@cache
def _roles() -> dict[str, str]:
    return {row["word"]: row["role"] for row in tables.rows("number_words")}


def read_cardinal(text: str, start: int) -> tuple[float, int]:
    """Read number words from an offset; return their value and end, which is the offset where there are none."""
    total, group, last, smallest, end = 0.0, 0.0, "start", float("inf"), start
    while match := _lexeme().match(text, end):
        word = match["word"].lower()
        role, value = (
            _roles().get(word, "article"),
            values("one", "teen", "ten", "hundred", "scale").get(word, 1.0),
        )
        fits = role in FOLLOWS[last] and _joint_fits(match["joint"], last) and (role != "scale" or value < smallest)
        if not fits or (role == "hundred" and group >= 100):
            break
        if role == "scale":
            total, group, smallest = total + (group or 1.0) * value, 0.0, value
        else:
            group = (group or 1.0) * 100 if role == "hundred" else group + (value if role != "zero" else 0.0)
        last, end = role, match.end()
    return total + group, end


def _joint_fits(joint: str | None, last: str) -> bool:
    """True for "twenty-eight" and "hundred and two"; "two and three" are two numbers."""
    if joint is None or last == "start":
        return joint is None and last == "start"
    return "and" not in joint or last in ("hundred", "scale")


def read_half(text: str, end: int, value: float) -> tuple[float, int]:
    """Read on after number words: "a million and a half" adds half of a million, "two and a half" half of one."""
    match = re.compile(r" and an? (?P<part>half|quarter)\b", re.I).match(text, end)
    if match is None:
        return value, end
    value += (0.5 if match["part"].lower() == "half" else 0.25) * split_scale(value)[1]
    scale = re.compile(rf" {scale_words()}\b", re.I).match(text, match.end())
    return (value * multiply_scales(scale[0]), scale.end()) if scale else (value, match.end())


def split_scale(value: float) -> tuple[float, float]:
    """Split a value into the number before its scale word and the scale: 6 million is (6, 1,000,000)."""
    scales = sorted({v for v in values("scale").values() if v >= 1000}, reverse=True)
    scale = next((s for s in scales if value >= s and value % (s / 10) == 0), 1.0)
    return value / scale, scale
