"""Rows of tables of articles: each field is found by the common names of its column."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from analystkit import tables
from analystkit.errors import SourceError
from analystkit.readers.assembly import assemble, known_fields
from analystkit.readers.days import find_day
from analystkit.readers.headers import Headers, byline_fields, find_outlet, find_wire
from analystkit.readers.languages import language_code
from analystkit.readers.web import read_page
from analystkit.records import Article, Skipped

__all__ = ["Row", "can_be_article", "fields_of", "read_rows"]

Row = Mapping[str, object]

BESIDE_NAME = re.compile(r"[\W_]+")
COMPACT_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)(?=T|\d{6}\b|\b)")
IDENTIFIER = re.compile(r"[0-9A-Fa-f-]*\Z")
"""A cell of these letters alone names an article in another table and is no text."""

DEEPEST = 8


def read_rows(rows: Iterable[Row | SourceError], path: str) -> Iterator[Article | Skipped]:
    """Yield the article of each row, or why it has none.

    Parameters
    ----------
    rows : dicts from column to value, where a value may be a dict or list of its own, as in JSON; or, for a row
        that could not be read, the error that says so.
    path : where they were read from; the number of the row follows it after "!".

    Raises
    ------
    SourceError : the first row has no column of texts, pages or headlines; the columns found are listed.

    Examples
    --------
    >>> [article.text for article in read_rows([{"Headline": "Troops leave", "Body": "Some 300 left."}], "a.csv")]
    ['Some 300 left.']
    """
    unread = True
    for number, row in enumerate(rows, 1):
        place = f"{path}!{number}"
        try:
            if isinstance(row, SourceError):
                raise row
            if unread and not can_be_article(row):
                listed = ", ".join(str(name)[:40] for name in list(row)[:12]) or "none"
                raise SourceError(path, f"it has no column of texts (found: {listed})", 'name that column "text"')
            unread = False
            yield _article(_folded(row), place)
        except SourceError as error:
            if error.thing == path:
                raise
            yield Skipped(place, error.found, error.step)


def fields_of(row: Row) -> Headers:
    """Return what a row says of its article beside the text.

    Examples
    --------
    >>> fields_of({"Headline": "Troops leave", "outlet": "Harbour Gazette"})
    {'title': 'Troops leave', 'publisher': 'Harbour Gazette'}
    """
    return _known(_folded(row))


def can_be_article(row: Row) -> bool:
    """Tell whether a row has a column of texts, pages, teasers or headlines.

    Examples
    --------
    >>> can_be_article({"Body": ""}), can_be_article({"country": "Ukraine", "troops": 300})
    (True, False)
    """
    return not _readable().isdisjoint(_folded(row))


@cache
def _readable() -> frozenset[str]:
    return frozenset(name for field in ("text", "html", "teaser", "title") for name in _names(field))


def _article(row: Row, path: str) -> Article:
    known, language = _known(row), _language(row)
    text = _text(row, "text")
    page = "" if text else _text(row, "html")
    if page:
        return replace(next(read_page(page.encode("utf-8", "replace"), path)), **known)
    return assemble(text or _text(row, "teaser"), path, known, language)


def _known(row: Row) -> Headers:
    named = byline_fields(author) if (author := _line(row, "author")) else Headers()
    publisher = _publisher(row)
    return known_fields(
        title=_line(row, "title"),
        published=_published(row),
        publisher=find_outlet(publisher) or publisher or named.get("publisher"),
        via=find_wire(_line(row, "via")) or _line(row, "via") or named.get("via"),
        author=named.get("author"),
        url=next((value for value in _lines(row, "url") if _is_address(value)), ""),
    )


def _publisher(row: Row) -> str:
    """Return the outlet's name; "source" may be an address, and a domain is a name where there is no better."""
    named = (value for value in _lines(row, "publisher") if not _is_address(value))
    return next(named, "").removeprefix("www.")


def _published(row: Row) -> date | None:
    for name in _names("published"):
        value = row.get(name)
        if isinstance(value, date) and value == value:  # pandas' missing day is a date that equals nothing
            return value.date() if isinstance(value, datetime) else value
        if isinstance(value, str) and (day := find_day(COMPACT_DAY.sub(r"\1-\2-\3 ", value, count=1))):
            return day
    return None


def _language(row: Row) -> str:
    return language_code(_line(row, "language"))


def _text(row: Row, field: str) -> str:
    """Return the first filled cell of a field, its parts as paragraphs."""
    texts = ("\n\n".join(_strings(row[name])) for name in _names(field) if name in row)
    return next((text for text in texts if not IDENTIFIER.match(text.strip())), "")


def _line(row: Row, field: str) -> str:
    return next(_lines(row, field), "")


def _lines(row: Row, field: str) -> Iterator[str]:
    for name in _names(field):
        value = row.get(name)
        if isinstance(value, str | list | tuple) and (line := ", ".join(_strings(value)).strip()):
            yield line


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    """Yield the texts in a value, which may be a list of paragraphs or sections with headings, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple) and depth < DEEPEST:
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(part, depth + 1)


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://"))


def _folded(row: Row, before: str = "") -> dict[str, object]:
    """Return a row by plain names; what stands in an inner dict is named by both keys: "source.name"."""
    found: dict[str, object] = {}
    for name, value in row.items():
        folded = before + _fold(str(name))
        found.setdefault(folded, value)
        if isinstance(value, Mapping) and not before:
            for inner, cell in _folded(value, folded).items():
                found.setdefault(inner, cell)
    return found


def _fold(name: str) -> str:
    return BESIDE_NAME.sub("", name.casefold())


@cache
def _names(field: str) -> tuple[str, ...]:
    return tuple(_fold(row["name"]) for row in tables.rows("article_columns") if row["field"] == field)
