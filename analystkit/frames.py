"""The two tables at the waist: frozen records become DataFrames with fixed columns, and back.

``articles`` has one row per article, ``figures`` one row per number that counts or measures something.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, cast

import pandas as pd

from analystkit import readers, tables
from analystkit.errors import ColumnError
from analystkit.figures import figures_of
from analystkit.readers.languages import find_language, language_code
from analystkit.records import Article, Figure
from analystkit.vocabulary import own_words

__all__ = [
    "ARTICLES",
    "FIGURES",
    "LIST",
    "TEXT",
    "extract_figures",
    "require",
    "rows_of",
    "typed",
]

TEXT, DAY, LIST, OFFSET, AMOUNT, PAGE = "str", "datetime64[us]", "object", "int64", "float64", "Int64"

ARTICLES: dict[str, str] = {
    "article": TEXT, "title": TEXT, "published": DAY, "publisher": TEXT, "via": TEXT, "author": TEXT,
    "language": TEXT, "url": TEXT, "path": TEXT, "cluster": TEXT, "text": TEXT, "pages": LIST,
    "countries": LIST, "organisations": LIST, "people": LIST, "places": LIST,
    **{row["column"]: LIST for row in tables.rows("number_columns")},
}  # fmt: skip
"""Columns of the articles table, in order, with their dtypes."""

FIGURES: dict[str, str] = {
    "figure": TEXT, "article": TEXT, "published": DAY, "start": OFFSET, "end": OFFSET, "page": PAGE, "number": TEXT,
    "low": AMOUNT, "best": AMOUNT, "high": AMOUNT, "bound": TEXT, "unit": TEXT, "item": TEXT,
    "subject": TEXT, "kind": TEXT, "actor": LIST, "action": TEXT, "event": TEXT, "place": LIST, "time": TEXT,
    "time_start": DAY, "time_end": DAY, "source": TEXT, "stance": TEXT, "modality": TEXT, "change": TEXT,
    "measure": TEXT, "sentence": TEXT, "rule": TEXT,
}  # fmt: skip
"""Columns of the figures table, in order, with their dtypes."""


def require(frame: pd.DataFrame, columns: Iterable[str], *, thing: str = "frame") -> pd.DataFrame:
    """Return a frame that has the columns, typed as the tables are, or raise.

    Parameters
    ----------
    frame : any frame.
    columns : names that must be there.
    thing : what the frame is called in the error.

    Returns
    -------
    The frame itself, or a copy where days or lists had become text: a table saved as CSV and read back works.

    Raises
    ------
    ColumnError : lists the missing columns and those found.

    Examples
    --------
    >>> require(pd.DataFrame({"Text": ["..."]}), ["text"], thing="articles")
    Traceback (most recent call last):
    ...
    analystkit.errors.ColumnError: articles: no column 'text' (found: Text); rename or add it
    """
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ColumnError(thing, missing, frame.columns)
    kinds = ARTICLES | FIGURES
    days = [name for name in frame.columns if kinds.get(name) == DAY and frame[name].dtype.kind != "M"]
    lists = [name for name in frame.columns if kinds.get(name) == LIST and not frame[name].map(_is_list).all()]
    if not days and not lists:
        return frame
    read = {name: frame[name].map(_day) for name in days}
    split = {name: frame[name].map(_as_list) for name in lists}
    return frame.assign(**read, **split).astype({name: kinds[name] for name in (*days, *lists)})


def _is_list(cell: object) -> bool:
    return isinstance(cell, list | tuple)


def _as_list(cell: Any) -> list[Any]:
    """Return a cell of a saved table as the list it was: CSV joins lists by "; "."""
    if isinstance(cell, list | tuple):
        return list(cell)
    return cell.split("; ") if isinstance(cell, str) and cell else []


def extract_figures(
    articles: pd.DataFrame,
    *,
    nouns: str | Path | None = None,
    units: str | Path | None = None,
    entities: str | Path | None = None,
) -> pd.DataFrame:
    """Return one row per reported figure in the articles.

    Parameters
    ----------
    articles : any frame with a ``text`` column; ``article``, ``title``, ``published``, ``publisher`` and
        ``language`` are used where they are present; a text that is not English gives no figures.
    nouns, units, entities : CSV files with words of your own, which go before the project's: counted nouns
        (noun, kind; also unit, role), units of measure (form, unit, kind), names (name, kind; also aliases, country).

    Returns
    -------
    DataFrame with the columns of ``FIGURES``, in order of article and offset. ``text[start:end] == number``.

    Raises
    ------
    ColumnError : there is no ``text`` column.
    TableError : an own table is missing, or lacks a column, or names a kind that does not exist.

    Examples
    --------
    >>> frame = pd.DataFrame({"text": ["Approximately 20 Russian warships fired in the Black Sea."]})
    >>> extract_figures(frame)[["number", "best", "bound", "unit", "actor", "place"]]
      number  best   bound     unit     actor        place
    0     20  20.0  approx  warship  [Russia]  [Black Sea]
    """
    articles = require(articles, ["text"], thing="articles")
    with own_words(nouns=nouns, units=units, entities=entities):
        rows = [_plain(figure) for article in _articles(articles) for figure in figures_of(article)]
    return typed(rows, FIGURES)


def _articles(frame: pd.DataFrame) -> Iterator[Article]:
    columns = ("article", "title", "publisher", "language")
    for (row, published), pages in zip(rows_of(frame, columns), _pages(frame), strict=True):
        text = row.pop("text")
        row["article"] = row.get("article") or readers.article_id(text)
        row["language"] = language_code(row.get("language", "")) or find_language(text)
        yield Article(text=text, published=published, pages=pages, **cast("dict[str, Any]", row))


def _pages(frame: pd.DataFrame) -> Iterator[tuple[int, ...]]:
    """Yield where the pages of each article begin; in a table read back from CSV they are text."""
    for pages in frame.get("pages", [()] * len(frame)):
        yield tuple(int(page) for page in pages) if _is_list(pages) else ()


def rows_of(frame: pd.DataFrame, columns: Iterable[str]) -> Iterator[tuple[dict[str, str], date | None]]:
    """Yield the text and some other columns of a frame row by row, all as text, and the day of publication.

    Examples
    --------
    >>> list(rows_of(pd.DataFrame({"text": ["Some left."], "published": ["2021-09-28"]}), ["title"]))
    [({'text': 'Some left.'}, datetime.date(2021, 9, 28))]
    """
    known = [name for name in ("text", "published", *columns) if name in frame.columns]
    for row in frame[known].to_dict("records"):
        published = _day(row.pop("published", None))
        yield {str(name): _text(value) for name, value in row.items()}, published


def _text(value: object) -> str:
    """Return text as it is and a number as text: ids of one's own may be numbers; anything else is missing."""
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _day(value: Any) -> date | None:
    """Return the day of a date or of text; a bare number is no date, it would be read as 1970."""
    if not isinstance(value, str | date | pd.Timestamp):
        return None
    moment = pd.to_datetime(value, errors="coerce")
    return None if pd.isna(moment) else moment.date()


def _plain(figure: Figure) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(figure).items()}


def _whole_characters(cell: Any) -> Any:
    """Put a question mark for half a surrogate pair, which a frame with pyarrow cannot keep; the length stays."""
    halves = isinstance(cell, str) and not cell.isascii()
    return cell.encode("utf-8", "replace").decode("utf-8") if halves else cell


def typed(rows: list[dict[str, Any]], columns: dict[str, str]) -> pd.DataFrame:
    """Return rows as a frame with exactly these columns and dtypes; empty text is missing."""
    frame = pd.DataFrame(rows, columns=list(columns), dtype="object")
    text = [name for name, dtype in columns.items() if dtype == TEXT]
    frame[text] = frame[text].map(_whole_characters).replace("", None)
    return frame.astype(columns)
