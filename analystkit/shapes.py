"""Numbers with a shape of their own that count nothing: telephones, web addresses, coordinates, marks of lists."""

import re
from collections.abc import Iterator

__all__ = ["find_shapes"]

SHAPES = re.compile(
    r"""
    (?=[hw@\#(\d+\[UGAS])(?:
    (?:https?://|www\.)[^\s<>"]+                                     # web addresses
    | (?<!\w)[@\#]\w+                                              # @name, #tag
    | \(\d{3}\)\s?\d{3}-\d{4} | (?<![\w-])(?:1-)?\d{3}-\d{3}-\d{4}(?![\w-]) # telephone
    | \+\d{1,3}(?:[ .-]\(?\d{2,4}\)?){2,5}(?!\w)
    | (?<!\d)24/7(?!\d) | (?<!\d)9/11(?!\d)
    | \[\d{1,3}\]                                                   # a note
    | (?<!\w)\d+(?:\.\d+)?[ ]?°[ ]?(?:\d+[ ]?')?[ ]?[NSEW]\b       # latitude, longitude
    | \b(?:UTC|GMT)[+-]\d{1,2}\b
    | \b(?:A|S)/(?:RES/)?\d+(?:/\d+)*\b                             # documents of the United Nations
    )
    """,
    re.VERBOSE,
)
"""What may begin one is looked at first: most letters are passed over."""

ITEM = re.compile(r"^[ ]*\(?\d{1,2}[.)](?=[ ][A-Z])", re.MULTILINE)
"""The mark of an item of a list."""


MARKS = ("@", "#", "+", "[", "°", "/", "www.", "UTC", "GMT")
DIGITS = re.compile(r"\d(?:-\d|[.)])")
"""One of these stands in every text that holds such a shape; most texts hold none."""


def find_shapes(flat: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of such numbers in a flattened text.

    Examples
    --------
    >>> list(find_shapes("Call 555-010-0199 or write to @karo_2."))
    [(5, 17), (30, 37)]
    """
    if not DIGITS.search(flat) and not any(mark in flat for mark in MARKS):
        return
    for match in (*SHAPES.finditer(flat), *ITEM.finditer(flat)):
        if any(char.isdigit() for char in match.group()):
            yield match.span()
