"""From files, folders and frames to the table of articles, all at once or one by one."""

import os
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, fields, replace
from pathlib import Path, PurePath
from typing import Any, TypeVar, cast

import pandas as pd

from analystkit import readers, tables
from analystkit.cache import open_cache, read_kept
from analystkit.clusters import find_leaders
from analystkit.entities import find_mentions
from analystkit.errors import ColumnError, SourceError
from analystkit.figures import figures_of
from analystkit.frames import ARTICLES, LIST, TEXT, typed
from analystkit.readers.article_rows import Row, can_be_article, read_rows
from analystkit.readers.fetching import is_address
from analystkit.readers.sources import find_files
from analystkit.records import Article, Figure, Skipped

__all__ = ["SkippedFilesWarning", "iter_articles", "list_skipped", "read_articles"]

Source = readers.Source | pd.DataFrame
Result = Article | Skipped
Item = TypeVar("Item")

COLUMNS = ("title", "publisher", "via", "author", "language", "url", "path")
"""Columns of a frame of articles that are taken over, beside text and published."""

HANDFUL = 20
"""Files above which a bar shows how far the reading has come."""

ENTITIES = {"countries": "country", "organisations": "organisation", "people": "person", "places": "place"}


class SkippedFilesWarning(UserWarning):
    """Some files were left out; ``list_skipped(articles)`` says which and why."""


def read_articles(
    source: Source,
    *,
    errors: str = "skip",
    extract: bool = True,
    cache: str | Path | None = None,
    progress: bool | None = None,
    private: bool = False,
) -> pd.DataFrame:
    """Read articles from files or a frame into one row each.

    Parameters
    ----------
    source : a path, a glob pattern, a folder, which is read with its subfolders, a web address, an open file, or a
        list of them; or a frame with a column of texts, and of titles, days and outlets where they are known, by
        the names that are common for them.
    errors : "skip" leaves a bad file out and warns; "raise" stops at the first one.
    extract : fill the entity and number columns; False leaves them as empty lists, for very large reads.
    cache : a folder in which results are kept. A file read before is not read again unless its content or the
        version of the reader changed; so an interrupted reading goes on where it stopped.
    progress : show a bar; without it there is one for more than a handful of files, in a notebook or a terminal.
    private : allow web addresses of one's own machine and network.

    Returns
    -------
    DataFrame with the columns of ``ARTICLES``, in order of path. Files left out are in ``list_skipped``.

    Raises
    ------
    SourceError : a path is missing, or nothing at all could be read; names the file and the next step.
    ColumnError : a frame has no ``text`` column.
    ValueError : ``errors`` is something else.

    Examples
    --------
    >>> articles = read_articles("seeds/russia-belarus-nato-2021-09-28.txt")
    >>> articles.loc[0, "troops"], articles.loc[0, "via"]
    ([4000.0, 2000.0, 20000.0], 'Reuters')
    """
    rows, skipped = [], []
    for result in _results(source, errors, cache, progress, private):
        if isinstance(result, Skipped):
            skipped.append(result)
        else:
            rows.append(_row(result, extract))
    if not rows:
        raise _nothing_read(skipped)
    frame = typed(rows, ARTICLES)
    leaders = find_leaders(frame["text"].to_list(), [day.date() if day == day else None for day in frame["published"]])
    frame["cluster"] = frame["article"].iloc[leaders].set_axis(frame.index)
    frame.attrs["skipped"] = [asdict(one) for one in skipped]
    if skipped:
        warnings.warn(_skipped_line(len(skipped), len(rows)), SkippedFilesWarning, stacklevel=2)
    return frame


def iter_articles(
    source: Source,
    *,
    errors: str = "skip",
    extract: bool = True,
    cache: str | Path | None = None,
    progress: bool | None = None,
    private: bool = False,
) -> Iterator[dict[str, Any]]:
    """Read articles one by one, for sources that are too large for a table: memory does not grow with their number.

    Parameters
    ----------
    source, errors, extract, cache, progress, private : as in ``read_articles``. Each file left out is a warning of
        its own.

    Yields
    ------
    One dict per article, with the columns of ``ARTICLES`` as keys; ``cluster`` is missing, for it takes all articles
    to tell copies.

    Raises
    ------
    SourceError, ColumnError, ValueError : as in ``read_articles``; but a source in which nothing can be read yields
        nothing.

    Examples
    --------
    >>> for article in iter_articles("seeds/russia-*.txt"):
    ...     print(article["published"], article["via"], article["troops"])
    2021-09-28 Reuters [4000.0, 2000.0, 20000.0]
    """
    for result in _results(source, errors, cache, progress, private):
        if isinstance(result, Skipped):
            warnings.warn(f"{result.path}: {result.reason}; {result.step}", SkippedFilesWarning, stacklevel=2)
        else:
            yield _row(result, extract)


def list_skipped(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the files that ``read_articles`` left out: path, reason and next step.

    Examples
    --------
    >>> list_skipped(read_articles("seeds/russia-belarus-nato-2021-09-28.txt")).empty
    True
    """
    columns = dict.fromkeys((field.name for field in fields(Skipped)), TEXT)
    return typed(articles.attrs.get("skipped", []), columns)


# -- what is read


def _results(
    source: Source, errors: str, cache: str | Path | None, progress: bool | None, private: bool
) -> Iterator[Result]:
    if errors not in ("skip", "raise"):
        raise ValueError(f"errors is 'skip' or 'raise', not {errors!r}")
    for result in _read(source, cache, progress, private):
        if isinstance(result, Skipped) and errors == "raise":
            raise SourceError(result.path, result.reason, result.step)
        yield result


def _read(source: Source, cache: str | Path | None, progress: bool | None, private: bool) -> Iterator[Result]:
    if isinstance(source, pd.DataFrame):
        yield from _rows_read(source, progress)
        return
    folder = None if cache is None else open_cache(cache)
    for one in _shown(_parts(source), progress, "file"):
        kept = folder if isinstance(one, str) and not is_address(one) else None
        read = read_kept(one, kept) if kept else readers.read_files(one, private=private)
        with closing(cast("Any", read)) as results:
            yield from results


def _rows_read(frame: pd.DataFrame, progress: bool | None) -> Iterator[Result]:
    if not can_be_article(dict.fromkeys(map(str, frame.columns))):
        raise ColumnError("articles", ["text"], frame.columns)
    rows = cast("list[Row | SourceError]", frame.to_dict("records"))
    paths = [path if isinstance(path, str) else "" for path in frame.get("path", [""] * len(frame))]
    for result, path in zip(read_rows(_shown(rows, progress, "row"), "frame"), paths, strict=True):
        yield replace(result, path=path) if isinstance(result, Article) else result


def _parts(source: readers.Source) -> list[Any]:
    """Return what is read by itself: open files as they are, and the files that names, patterns and folders mean."""
    named = [source] if isinstance(source, str | PurePath) or hasattr(source, "read") else list(source)
    paths = [one for one in named if isinstance(one, str | PurePath)]
    return [*(one for one in named if not isinstance(one, str | PurePath)), *(path for path, _ in find_files(paths))]


def _shown(parts: list[Item], progress: bool | None, unit: str) -> Iterable[Item]:
    """Show how far the reading has come; ``TQDM_DISABLE``, which notebooks overlook, hides what was not asked for."""
    if progress is None:
        seen = "ipykernel" in sys.modules or sys.stderr.isatty()
        progress = seen and len(parts) > HANDFUL and not os.environ.get("TQDM_DISABLE")
    if not progress:
        return parts
    from tqdm.auto import tqdm

    return cast("Iterable[Item]", tqdm(parts, desc="reading", unit=unit, leave=False))


# -- what is told


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


# -- the row


def _row(article: Article, extract: bool) -> dict[str, Any]:
    known = asdict(article)
    row: dict[str, Any] = {
        name: [] if dtype == LIST else known[name] for name, dtype in ARTICLES.items() if name != "cluster"
    }
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
