"""Words on a page of a PDF, by their places, put back into columns, lines and paragraphs.

A PDF has no paragraphs, only words at places. A column ends where a gap runs down the page that no word crosses
and prose stands on both of its sides; a paragraph ends at a wider gap, at a change of letter size, at an indent,
or where its last line left room for the next word.
"""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

__all__ = ["Line", "Word", "lines_of", "paragraphs_of"]

GUTTER = 0.9
"""Width of the gap between columns, in letter heights: justified lines have gaps of up to two thirds."""

FEWEST_ROWS = 4
PROSE = 18
"""Characters that the lines of a column have on average; the cells of a table have fewer."""

LEADING, SIZE, INDENT = 1.35, 1.15, 0.8
ENDS = ".!?:;\"”’')»"


class Word(NamedTuple):
    """A word and the box around it, in points from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


class Line(NamedTuple):
    """The words of one line of one column, from left to right."""

    words: tuple[Word, ...]
    column: int
    """Number of the block of lines that it belongs to."""

    @property
    def text(self) -> str:
        """Return the words with a space between."""
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        """Return the height of the letters."""
        return median(word.bottom - word.top for word in self.words)


Row = list[Word]


def lines_of(words: list[Word]) -> list[Line]:
    """Return the lines of a page in the order in which they are read: column by column.

    Examples
    --------
    >>> left = [Word("some long words of prose", 0, 90, 12 * n, 12 * n + 10) for n in range(4)]
    >>> right = [Word("and more of them here", 110, 200, 12 * n, 12 * n + 10) for n in range(4)]
    >>> [line.column for line in lines_of(left + right)]
    [0, 0, 0, 0, 1, 1, 1, 1]
    """
    return [Line(tuple(row), number) for number, block in enumerate(_blocks(_rows(words))) for row in block]


def paragraphs_of(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph.

    Parameters
    ----------
    lines : of one page, in order.
    """
    paragraph: list[Line] = []
    edges = _edges(lines)
    pitch = _pitch(lines)
    for line in lines:
        if paragraph and _begins(paragraph, line, edges[line.column], pitch):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _rows(words: list[Word]) -> list[Row]:
    """Return the words in rows: whatever overlaps a row by half of its height stands in it."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        middle = (word.top + word.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _blocks(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield blocks of rows in reading order, each of one column."""
    found = _widest_split(rows)
    if found is None:
        if rows:
            yield rows
        return
    start, end, gutter = found
    yield from _blocks(rows[:start])
    for is_left in (True, False):
        side = ([word for word in row if (word.x0 < gutter) == is_left] for row in rows[start:end])
        yield from _blocks([row for row in side if row])
    yield from _blocks(rows[end:])


def _widest_split(rows: list[Row]) -> tuple[int, int, float] | None:
    """Return the longest run of rows that a gutter parts into two columns of prose, and where it is."""
    if len(rows) < FEWEST_ROWS:
        return None
    width = GUTTER * median(word.bottom - word.top for row in rows for word in row)
    found = []
    for gutter in _gutters(rows, width):
        start, end = _longest_run([_parts(row, gutter, width) for row in rows])
        if _are_columns(rows[start:end], gutter):
            found.append((end - start, start, end, gutter))
    return max(found)[1:] if found else None


def _gutters(rows: list[Row], width: float) -> list[float]:
    """Return places where a column may begin, some points to the left of its words; a page has few of them."""
    starts = [after.x0 for row in rows for before, after in pairwise(row) if after.x0 - before.x1 >= width]
    starts += [row[0].x0 for row in rows]
    counts: dict[int, list[float]] = {}
    for start in starts:
        counts.setdefault(round(start / 3), []).append(start)
    often = sorted(counts.values(), key=len, reverse=True)[:40]
    return [min(group) - width / 2 for group in often if len(group) >= 2]


def _parts(row: Row, gutter: float, width: float) -> bool:
    """Tell whether no word of a row stands in a gutter or reaches over it."""
    return all((word.x1 <= gutter + width / 2 and word.x1 <= gutter) or word.x0 >= gutter for word in row)


def _longest_run(fits: list[bool]) -> tuple[int, int]:
    best, start = (0, 0), 0
    for number, fit in enumerate([*fits, False]):
        if not fit:
            best = max(best, (start, number), key=lambda run: run[1] - run[0])
            start = number + 1
    return best


def _are_columns(rows: list[Row], gutter: float) -> bool:
    for is_left in (True, False):
        side = [[word.text for word in row if (word.x0 < gutter) == is_left] for row in rows]
        filled = [" ".join(words) for words in side if words]
        if len(filled) < FEWEST_ROWS or sum(map(len, filled)) < PROSE * len(filled):
            return False
    return True


def _edges(lines: list[Line]) -> dict[int, tuple[float, float]]:
    """Return where the lines of each column begin and end."""
    found: dict[int, tuple[float, float]] = {}
    for line in lines:
        left, right = found.get(line.column, (line.words[0].x0, line.words[-1].x1))
        found[line.column] = min(left, line.words[0].x0), max(right, line.words[-1].x1)
    return found


def _pitch(lines: list[Line]) -> float:
    """Return the usual distance from line to line."""
    steps = [
        after.words[0].top - before.words[0].top for before, after in pairwise(lines) if before.column == after.column
    ]
    return median([step for step in steps if step > 0] or [0.0])


def _begins(paragraph: list[Line], line: Line, edges: tuple[float, float], pitch: float) -> bool:
    """Tell whether a line begins a new paragraph, by the first rule that says so."""
    before = paragraph[-1]
    if before.column != line.column:
        return before.text[-1:] in ENDS or not line.text[:1].islower()
    step = line.words[0].top - before.words[0].top
    taller = max(before.height, line.height) / max(0.1, min(before.height, line.height))
    is_indented = line.words[0].x0 - before.words[0].x0 > INDENT * line.height and before.words[0].x0 - edges[0] < 2
    left_room = edges[1] - before.words[-1].x1 > line.words[0].x1 - line.words[0].x0 + line.height / 2
    return step > pitch * LEADING or taller > SIZE or is_indented or left_room
