"""Units of measure as written after a number: "80km", "500 sq ft", "20-megawatt", "120 g/km".

The table of units holds the forms; whatever stands after the digits is looked up by its first letters.
"""

import re
from functools import cache
from typing import NamedTuple

from analystkit import tables

__all__ = ["Unit", "find_unit", "is_unit", "unit_at"]


class Unit(NamedTuple):
    """A unit as written: its span, the unit that it names and the kind of figure that it makes."""

    start: int
    end: int
    name: str
    kind: str


class Form(NamedTuple):
    """A way to write a unit; ``glued`` where it may follow the digits without a space, and then keeps its case."""

    form: str
    name: str
    kind: str
    glued: bool


OPENING = re.compile(r"[ -]{0,2}(?P<letters>[^\W\d_]+|[^\w\s,.;:()'\"-])")
LETTERS = re.compile(r"[^\W\d_]+|.")
OVER = re.compile(r" ?/ ?")
AFTER_LETTER = re.compile(
    r"[.,;)/]|\Z|\s[±×+=<>]|\s(?:of|in|to|and|or|at|from|above|below|over|deep|high|tall|long|wide|away|per|by|on|for)\b"
)
"""What must follow a single letter apart from its digits: "heights of 500 m.", not "a group of 5 A students"."""


METRES_BEFORE = re.compile(r" (?!people|men|women)[a-z]{3}")
"""What follows an "m" that is apart from its digits: "an 8 m wall", "300 m north", not "1.5 m people"."""

CAPITALS = "WVCFL"
"""Capital letters that are units apart from their digits too: "a 12 V battery", "95 F"; "5 A students" are not."""


def find_unit(text: str, end: int) -> Unit | None:
    """Return the unit of measure after a number that ends at an offset, or None.

    Examples
    --------
    >>> find_unit("a 3200sq ft house", 6)
    Unit(start=6, end=11, name='square foot', kind='area')
    >>> find_unit("emits 120 g/km", 9).name
    'gram per kilometre'
    """
    opening = OPENING.match(text, end)
    if opening is None:
        return None
    start = opening.start("letters")
    unit = unit_at(text, start, glued=start == end)
    if unit is None or len(unit.name.split(" per ")) > 1:
        return unit
    over = OVER.match(text, unit.end)
    divisor = unit_at(text, over.end(), glued=True) if over else None
    return unit._replace(end=divisor.end, name=f"{unit.name} per {divisor.name}", kind="rate") if divisor else unit


def unit_at(text: str, start: int, *, glued: bool) -> Unit | None:
    """Return the unit whose form stands at an offset; right after digits its case must be the table's."""
    letters = LETTERS.match(text, start)
    for form in _forms().get(letters[0].lower(), ()) if letters else ():
        end = start + len(form.form)
        written = text[start:end].replace("-", " ")
        alike = written == form.form or (not (glued and form.glued) and written.lower() == form.form)
        alike = alike and not (written != form.form and NAMED.match(text, start))
        if alike and not text[end : end + 1].isalnum() and _fits(text, form, end, glued=glued):
            return Unit(start, end, form.name, form.kind)
    return None


NAMED = re.compile(r"[A-Z][A-Za-z]*-[\w]|[A-Z]\d")
"""A type that begins like a unit: "five Mi-17 helicopters", "6 Kilo-class submarines", "20 M2 Bradleys"."""


def _fits(text: str, form: Form, end: int, *, glued: bool) -> bool:
    """True where a form may be meant: "in" and single letters are mostly no units where a space stands before."""
    if glued:
        return form.glued
    if len(form.form) == 1 and form.form.isalpha():
        divided = text.startswith("/", end) and text[end - 1] == form.form
        apart = form.form.islower() or form.form in CAPITALS
        powers = form.form in ("W", "V") and text[end : end + 2].strip().isalpha()  # "a 60 W bulb"
        lasting = form.form == "m" and METRES_BEFORE.match(text, end) is not None
        return divided or powers or lasting or (apart and AFTER_LETTER.match(text, end) is not None)
    return form.form != "in"


@cache
def is_unit(word: str) -> bool:
    """Return whether a word alone is a unit of measure.

    Examples
    --------
    >>> is_unit("kilometres"), is_unit("tanks")
    (True, False)
    """
    return word.lower() in tables.column("units", "form")


@cache
def _forms() -> dict[str, tuple[Form, ...]]:
    """Return the forms by their first letters, the longest first, and the one whose case is as written first."""
    found: dict[str, list[Form]] = {}
    for row in tables.rows("units"):
        first = LETTERS.match(row["form"])
        if first:
            form = Form(row["form"].replace("-", " "), row["unit"], row["kind"], row["glued"] == "yes")
            found.setdefault(first[0].lower(), []).append(form)
    return {key: tuple(sorted(forms, key=lambda form: -len(form.form))) for key, forms in found.items()}
