"""Frames as files and as HTML: CSV, JSON Lines, and tables that people read.

Lists, dates and missing values come out the same way everywhere. Text from articles is never markup, and
never a formula: a spreadsheet runs a cell that starts with ``=``, ``+``, ``-`` or ``@``, so in CSV it gets an
apostrophe in front. JSON Lines holds every value exactly as it is.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from analystkit.errors import AnalystkitError
from analystkit.frames import require

__all__ = ["Markup", "check_ending", "format_rows", "mark_numbers", "render_table", "write_table"]


class Markup(str):
    """Text that is HTML already, so that :func:`render_table` does not escape it again."""

    __slots__ = ()


def write_table(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write a frame to a file in UTF-8, in the format that its ending names.

    Parameters
    ----------
    frame : any frame; lists may stand in its cells.
    path : ends in ``.csv`` (lists joined by "; ") or ``.jsonl`` (an object a line, lists, null for missing).

    Raises
    ------
    AnalystkitError : another ending.
    OSError : the file cannot be written.

    Examples
    --------
    >>> write_table(pd.DataFrame({"unit": ["troop"]}), "figures.xlsx")
    Traceback (most recent call last):
    ...
    analystkit.errors.AnalystkitError: figures.xlsx: no table can be written so; end the name in .csv or .jsonl
    """
    path, lines = Path(path), format_rows(frame, check_ending(path))
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.writelines(lines)
    return path


def format_rows(frame: pd.DataFrame, ending: str) -> Iterator[str]:
    """Return the lines of a table file, each with its line end.

    Parameters
    ----------
    frame : any frame.
    ending : ".csv" or ".jsonl".

    Raises
    ------
    AnalystkitError : another ending.

    Examples
    --------
    >>> frame = pd.DataFrame({"best": [4000.0, None], "actor": [["Belarus", "Russia"], []]})
    >>> frame["item"] = ["=1+1", "ships"]
    >>> print("".join(format_rows(frame, ".csv")), end="")
    best,actor,item
    4000,Belarus; Russia,'=1+1
    ,,ships
    >>> next(format_rows(frame, ".jsonl"))
    '{"best": 4000, "actor": ["Belarus", "Russia"], "item": "=1+1"}\\n'
    """
    return FORMATS[check_ending(ending)](frame)


def check_ending(path: str | Path) -> str:
    """Return the ending of a path, in lower case, where a table can be written so.

    Raises
    ------
    AnalystkitError : another ending.

    Examples
    --------
    >>> check_ending("figures.CSV"), check_ending(".jsonl")
    ('.csv', '.jsonl')
    """
    ending = f".{str(path).rpartition('.')[2]}".lower()
    if ending not in FORMATS:
        raise AnalystkitError(path, "no table can be written so", f"end the name in {' or '.join(FORMATS)}")
    if not Path(path).parent.is_dir():
        raise AnalystkitError(path, f"there is no folder '{Path(path).parent}'", "make it first")
    return ending


def render_table(frame: pd.DataFrame, caption: str = "") -> str:
    """Return a frame as an HTML table: all text escaped, thousands separated, nothing where nothing is known.

    Examples
    --------
    >>> print(render_table(pd.DataFrame({"unit": ["<troop>"], "best": [4000.0]}), "As reported"))
    <table>
    <caption>As reported</caption>
    <thead><tr><th scope="col">unit</th><th scope="col" class="amount">best</th></tr></thead>
    <tbody>
    <tr><td>&lt;troop&gt;</td><td class="amount">4,000</td></tr>
    </tbody>
    </table>
    """
    marks = [_html_class(frame[name]) for name in frame.columns]
    head = _html_row("th", [f' scope="col"{mark}' for mark in marks], [str(name) for name in frame.columns])
    body = "\n".join(_html_row("td", marks, row) for row in _plain_rows(frame))
    top = f"<caption>{escape(caption)}</caption>\n" if caption else ""
    return f"<table>\n{top}<thead>{head}</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def mark_numbers(figures: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """Return the sentence of each figure as HTML, its number marked, for :func:`render_table`.

    Parameters
    ----------
    figures : columns ``article``, ``start``, ``end``, ``sentence``.
    articles : columns ``article``, ``text``.

    Raises
    ------
    ColumnError : a column is missing.

    Examples
    --------
    >>> articles = pd.DataFrame({"article": ["a1"], "text": ["Two ships. 20 left & 20 stayed."]})
    >>> figures = pd.DataFrame({"article": ["a1"], "start": [21], "end": [23]})
    >>> figures["sentence"] = "20 left & 20 stayed."
    >>> mark_numbers(figures, articles)[0]
    '20 left &amp; <mark>20</mark> stayed.'
    """
    figures = require(figures, ["article", "start", "end", "sentence"], thing="figures")
    articles = require(articles, ["article", "text"], thing="articles")
    texts = dict(zip(articles["article"], articles["text"], strict=True))
    columns = (figures["article"], figures["start"], figures["end"], figures["sentence"])
    marked = [_marked(texts.get(article, ""), *rest) for article, *rest in zip(*columns, strict=True)]
    return pd.Series(marked, index=figures.index, dtype="object")


def _marked(text: str, start: int, end: int, sentence: Any) -> Markup:
    """Mark the number where it stands, not its first look-alike: "20 left & 20 stayed" has two."""
    if not isinstance(sentence, str):
        return Markup()
    begin = text.rfind(sentence, 0, start + len(sentence))
    if begin < 0 or not begin <= start < end <= begin + len(sentence):
        return Markup(escape(sentence))
    left, number, right = text[begin:start], text[start:end], text[end : begin + len(sentence)]
    return Markup(f"{escape(left)}<mark>{escape(number)}</mark>{escape(right)}")


def _csv_lines(frame: pd.DataFrame) -> Iterator[str]:
    yield _csv_line(str(name) for name in frame.columns)
    for row in _plain_rows(frame):
        yield _csv_line(_csv_cell(value) for value in row)


def _json_lines(frame: pd.DataFrame) -> Iterator[str]:
    names = [str(name) for name in frame.columns]
    for row in _plain_rows(frame):
        yield json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False) + "\n"


FORMATS: dict[str, Callable[[pd.DataFrame], Iterator[str]]] = {".csv": _csv_lines, ".jsonl": _json_lines}


def _plain_rows(frame: pd.DataFrame) -> Iterator[list[Any]]:
    for row in frame.itertuples(index=False, name=None):
        yield [_plain(value) for value in row]


def _plain(value: Any) -> Any:
    """Return a cell as text, bool, int, float, list or None."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return [_plain(part) for part in value]
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return int(value)
    if isinstance(value, np.generic):
        return value.item()
    return value if isinstance(value, (str, bool, int, float)) else str(value)


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(list(cells))
    return line.getvalue()


def _csv_cell(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join("" if part is None else str(part) for part in value)
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = value.replace("\r\n", "\n").replace("\r", "\n")  # a lone \r ends the row for some readers
    return f"'{text}" if _would_run(text) else text


def _would_run(text: str) -> bool:
    """Say whether a spreadsheet runs the text as a formula: "=1+1" and "@SUM(A1)", but not "-5" or "+20%"."""
    if not text.startswith(("=", "+", "-", "@", "\t", "\n")):
        return False
    digits = text[1:].removesuffix("%").replace(",", "").replace(".", "")
    return text[0] not in "+-" or not digits.isdecimal()


def _html_class(column: pd.Series) -> str:
    if is_datetime64_any_dtype(column):
        return ' class="day"'
    return ' class="amount"' if is_numeric_dtype(column) else ""


def _html_row(tag: str, marks: list[str], cells: list[Any]) -> str:
    pairs = zip(cells, marks, strict=True)
    return "<tr>" + "".join(f"<{tag}{mark}>{_html(cell)}</{tag}>" for cell, mark in pairs) + "</tr>"


def _html(value: Any) -> str:
    if isinstance(value, Markup):
        return value
    if isinstance(value, list):
        return ", ".join(_html(part) for part in value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{round(value, 2) if abs(value) >= 1 else float(f'{value:.3g}'):,}" if value else "0"
    return "" if value is None else escape(str(value))
