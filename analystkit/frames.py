"""The two tables at the waist: frozen records become DataFrames with fixed columns, and back.

``articles`` has one row per article, ``figures`` one row per number that counts or measures something.
"""

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import pandas as pd

from analystkit import readers, tables
from analystkit.entities import find_mentions
from analystkit.errors import ColumnError, SourceError
from analystkit.figures import figures_of
from analystkit.readers.languages import find_language
from analystkit.records import Article, Figure, Skipped

__all__ = [
    "ARTICLES",
    "FIGURES",
    "SkippedFilesWarning",
    "extract_figures",
    "list_skipped",
    "read_articles",
    "require",
]

TEXT, DAY, LIST, OFFSET, AMOUNT = "str", "datetime64[us]", "object", "int64", "float64"

ENTITIES = {"countries": "country", "organisations": "organisation", "people": "person", "places": "place"}

ARTICLES: dict[str, str] = {
    "article": TEXT, "title": TEXT, "published": DAY, "publisher": TEXT, "via": TEXT, "author": TEXT,
    "language": TEXT, "url": TEXT, "path": TEXT, "text": TEXT, "pages": LIST,
    **dict.fromkeys(ENTITIES, LIST),
    **{row["column"]: LIST for row in tables.rows("number_columns")},
}  # fmt: skip
"""Columns of the articles table, in order, with their dtypes."""

FIGURES: dict[str, str] = {
    "figure": TEXT, "article": TEXT, "published": DAY, "start": OFFSET, "end": OFFSET, "number": TEXT,
    "low": AMOUNT, "best": AMOUNT, "high": AMOUNT, "bound": TEXT, "unit": TEXT, "item": TEXT, "kind": TEXT,
    "actor": LIST, "action": TEXT, "event": TEXT, "place": LIST, "time": TEXT, "time_start": DAY,
    "time_end": DAY, "source": TEXT, "stance": TEXT, "modality": TEXT, "change": TEXT, "measure": TEXT,
    "sentence": TEXT, "rule": TEXT,
}  # fmt: skip
"""Columns of the figures table, in order, with their dtypes."""


class SkippedFilesWarning(UserWarning):
    """Some files were left out; ``list_skipped(articles)`` says which and why."""


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


def read_articles(
    source: readers.Source, *, errors: str = "skip", extract: bool = True, private: bool = False
) -> pd.DataFrame:
    """Read articles from files into one row each.

    Parameters
    ----------
    source : a path, a glob pattern, a folder, which is read with its subfolders, a web address, an open file, or
        a list of them.
    errors : "skip" leaves a bad file out and warns; "raise" stops at the first one.
    extract : fill the entity and number columns; False leaves them as empty lists, for very large reads.
    private : allow web addresses of one's own machine and network.

    Returns
    -------
    DataFrame with the columns of ``ARTICLES``, in order of path. Files left out are in ``list_skipped``.

    Raises
    ------
    SourceError : a path is missing, or nothing at all could be read; names the file and the next step.
    ValueError : ``errors`` is something else.

    Examples
    --------
    >>> articles = read_articles("seeds/russia-belarus-nato-2021-09-28.txt")
    >>> articles.loc[0, "troops"], articles.loc[0, "via"]
    ([4000.0, 2000.0, 20000.0], 'Reuters')
    """
    if errors not in ("skip", "raise"):
        raise ValueError(f"errors is 'skip' or 'raise', not {errors!r}")
    found, skipped = [], []
    for result in readers.read_files(source, private=private):
        if isinstance(result, Article):
            found.append(result)
        elif errors == "raise":
            raise SourceError(result.path, result.reason, result.step)
        else:
            skipped.append(result)
    if not found:
        raise _nothing_read(skipped)
    frame = _typed([_article_row(article, extract=extract) for article in found], ARTICLES)
    frame.attrs["skipped"] = [asdict(one) for one in skipped]
    if skipped:
        warnings.warn(_skipped_line(len(skipped), len(found)), SkippedFilesWarning, stacklevel=2)
    return frame


def list_skipped(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the files that ``read_articles`` left out: path, reason and next step.

    Examples
    --------
    >>> list_skipped(read_articles("seeds/russia-belarus-nato-2021-09-28.txt")).empty
    True
    """
    columns = dict.fromkeys((field.name for field in fields(Skipped)), TEXT)
    return _typed(articles.attrs.get("skipped", []), columns)


def extract_figures(articles: pd.DataFrame) -> pd.DataFrame:
    """Return one row per reported figure in the articles.

    Parameters
    ----------
    articles : any frame with a ``text`` column; ``article``, ``title``, ``published``, ``publisher`` and
        ``language`` are used where they are present; a text that is not English gives no figures.

    Returns
    -------
    DataFrame with the columns of ``FIGURES``, in order of article and offset. ``text[start:end] == number``.

    Raises
    ------
    ColumnError : there is no ``text`` column.

    Examples
    --------
    >>> frame = pd.DataFrame({"text": ["Approximately 20 Russian warships fired in the Black Sea."]})
    >>> extract_figures(frame)[["number", "best", "bound", "unit", "actor", "place"]]
      number  best   bound     unit     actor        place
    0     20  20.0  approx  warship  [Russia]  [Black Sea]
    """
    articles = require(articles, ["text"], thing="articles")
    rows = [_plain(figure) for article in _articles(articles) for figure in figures_of(article)]
    return _typed(rows, FIGURES)


def _nothing_read(skipped: list[Skipped]) -> SourceError:
    if not skipped:
        return SourceError("articles", "the list names no file", "name a file, a folder or a pattern")
    first = skipped[0]
    if len(skipped) == 1:
        return SourceError(first.path, first.reason, first.step)
    found = f"{first.reason}; {len(skipped) - 1} more could not be read either"
    return SourceError(first.path, found, first.step)


def _skipped_line(left_out: int, read: int) -> str:
    files = "file was" if left_out == 1 else "files were"
    return f"{left_out} {files} left out, {read} read; analystkit.list_skipped(articles) says why"


def _article_row(article: Article, *, extract: bool) -> dict[str, Any]:
    row: dict[str, Any] = asdict(article) | {name: [] for name, dtype in ARTICLES.items() if dtype == LIST}
    row["pages"] = list(article.pages)
    if not extract:
        return row
    mentions = find_mentions(f"{article.title}\n\n{article.text}" if article.title else article.text)
    for column, kind in ENTITIES.items():
        row[column] = list(dict.fromkeys(mention.name for mention in mentions if mention.kind == kind))
    for figure in figures_of(article):
        for column in _number_columns(figure):
            row[column].append(_amount(figure))
    return row


def _number_columns(figure: Figure) -> list[str]:
    return [row["column"] for row in tables.rows("number_columns") if row["kind"] == figure.kind]


def _amount(figure: Figure) -> float | str | None:
    """Return the best value, the low one of a range; money with its code, since currencies do not add up."""
    values = (figure.best, figure.low, figure.high)
    amount = next((value for value in values if value is not None), None)
    return f"{figure.unit} {amount:.0f}" if figure.kind == "money" else amount


def _articles(frame: pd.DataFrame) -> Iterator[Article]:
    known = [name for name in ("article", "title", "published", "publisher", "language") if name in frame.columns]
    for row in frame[["text", *known]].to_dict("records"):
        text = _text(row.pop("text"))
        given: dict[str, Any] = {str(name): _text(value) for name, value in row.items() if name != "published"}
        given["article"] = given.get("article") or readers.article_id(text)
        given["language"] = given.get("language") or find_language(text)
        yield Article(text=text, published=_day(row.get("published")), **given)


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


def _typed(rows: list[dict[str, Any]], columns: dict[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(columns), dtype="object")
    text = [name for name, dtype in columns.items() if dtype == TEXT]
    frame[text] = frame[text].replace("", None)
    return frame.astype(columns)
