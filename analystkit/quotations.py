"""Direct speech between quotation marks, over sentences and paragraphs.

Marks may be curly, straight or single; marks inside a quotation (“Putin’s “red lines” are ...”) do not end it. A
paragraph that opens with a mark continues a quotation that the paragraph before it left open.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analystkit.text import LINE

__all__ = ["Quotation", "find_quotations"]

DOUBLE = re.compile(r"[“”„«»\"]|``|''")
MARK = re.compile(r"[“”„«»\"`'‘’]")
OPEN_SINGLE = re.compile(r"(?<![\w’'.,!?])[‘'](?=[A-Z\[“\"(]|[a-z]{2})")
CLOSE_SINGLE = re.compile(r"(?<=[\w.,!?…)\]*])[’'](?!\w)")
STRAY = re.compile(r"[.,!?…][’'](?!\w)")
SMALL_LETTER = re.compile(r" [a-z]")
BEFORE_OPENING = " \t\u00a0([{—–-:/"


class Quotation(NamedTuple):
    """A stretch in quotation marks, marks included."""

    start: int
    end: int
    continued: bool
    """True where the paragraph before left it open."""


def find_quotations(text: str) -> list[Quotation]:
    """Return the outermost quotations of a text, in order; each lies in one paragraph.

    Examples
    --------
    >>> text = "“Putin’s “red lines” end here,” he said."
    >>> [text[quotation.start : quotation.end] for quotation in find_quotations(text)]
    ['“Putin’s “red lines” end here,”']
    """
    found: list[Quotation] = []
    left_open = False
    for line in LINE.finditer(text) if MARK.search(text) else ():
        if not line[0].strip():
            continue
        spans = list(_in_line(text, line.start(), line.end(), left_open))
        opening = line.start() + len(line[0]) - len(line[0].lstrip())
        found += [Quotation(start, end, left_open and start <= opening) for start, end, _ in spans]
        left_open = bool(spans) and not spans[-1][2]
    return found


def _in_line(text: str, start: int, end: int, left_open: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether the quotation was closed."""
    depth, first = 0, start
    for mark in DOUBLE.finditer(text, start, end):
        if _opens(text, mark, start, depth):
            first = first if depth else mark.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield first, mark.end(), True
                first = mark.end()
        elif (left_open or text[mark.start() - 1 : mark.start()] in set(".,!?…")) and first == start:
            yield start, mark.end(), True
            first = mark.end()
    if depth:
        yield first, end, False
    elif first == start:
        yield from _single(text, start, end)


def _opens(text: str, mark: re.Match[str], start: int, depth: int) -> bool:
    """Tell an opening mark by its shape; a straight one by white space before it."""
    if mark[0] in ("“", "„", "«", "``"):
        return True
    if mark[0] in ("”", "»", "''"):
        return False
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    free = mark.start() == start or before in BEFORE_OPENING
    return not depth if free == (after in ("", " ", "\u00a0", "\t")) else free


def _single(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield what stands between single marks; the soldiers' rifles do not close one."""
    at = start
    while opening := OPEN_SINGLE.search(text, at, end):
        closing = next((m for m in CLOSE_SINGLE.finditer(text, opening.end(), end) if not _possessive(text, m)), None)
        if closing is None:
            if not text[start : opening.start()].strip():
                yield opening.start(), end, False
            return
        yield opening.start(), closing.end(), True
        at = closing.end()
    stray = STRAY.search(text, at, end) if at == start else None
    if stray:
        yield start, stray.end(), True


def _possessive(text: str, mark: re.Match[str]) -> bool:
    return text[mark.start() - 1] == "s" and SMALL_LETTER.match(text, mark.end()) is not None
