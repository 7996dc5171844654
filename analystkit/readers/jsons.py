"""Articles as JSON: one object, a list of them, or JSON Lines, which are read a line at a time."""

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from analystkit.cleaning import decode_bytes
from analystkit.errors import SourceError
from analystkit.readers.article_rows import Row, can_be_article, read_rows
from analystkit.readers.streams import read_lines, read_whole
from analystkit.records import Article, Skipped

__all__ = ["is_json", "read_json"]

OPENING = re.compile(r"\s*(?:\[\s*)?\{\s*(?:\"|\})")
HEAD = 4096
LINES = (".jsonl", ".ndjson", ".jsonlines")
DEEPEST = 3

LARGEST = 50_000_000
"""Bytes of one JSON value: a list must be read whole, lines need not."""


def is_json(head: bytes) -> bool:
    """Tell whether a file's first bytes begin a JSON object or a list of objects.

    Examples
    --------
    >>> is_json(b'[{"title": "..."}]'), is_json(b"[1] See there.")
    (True, False)
    """
    return OPENING.match(decode_bytes(head[:HEAD])) is not None


def read_json(stream: BinaryIO, path: str) -> Iterator[Article | Skipped]:
    """Yield the articles of a JSON or JSON Lines file; a line that is no JSON is yielded as Skipped.

    Parameters
    ----------
    stream : the open file. Articles may stand deeper in it, as in {"articles": [...]}.
    path : where it is.

    Raises
    ------
    SourceError : it is no JSON, or nothing in it can be an article.
    """
    lines = read_lines(stream, path, LARGEST)
    first = next((line for line in lines if line.strip()), b"")
    if path.lower().endswith(LINES) or not isinstance(_parsed(first), SourceError):
        texts = chain([first], lines)
    else:
        texts = chain([first + read_whole(stream, path, LARGEST)])
    yield from read_rows((row for text in texts if text.strip() for row in _objects(_parsed(text))), path)


def _parsed(raw: bytes) -> Any:
    """Return a JSON value, or the error that says why it is none."""
    try:
        return json.loads(decode_bytes(raw), strict=False)
    except (ValueError, RecursionError) as error:
        return SourceError("", f"it is no JSON that can be read ({error})", "save it again, or leave it out")


def _objects(value: Any, depth: int = 0) -> Iterator[Row | SourceError]:
    """Yield the objects that can be articles: those in lists, or the object itself where it holds none."""
    if isinstance(value, SourceError):
        yield value
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))
    elif isinstance(value, dict) and (can_be_article(value) or depth == DEEPEST or not _inner(value)):
        yield value
    elif isinstance(value, dict):
        yield from _objects(_inner(value), depth + 1)


def _inner(value: dict[str, Any]) -> list[Any] | dict[str, Any] | None:
    """Return the list of objects in an object, as in {"status": "ok", "articles": [...]}, or the object in it."""
    lists = (one for one in value.values() if isinstance(one, list) and one and isinstance(one[0], dict))
    return next(lists, None) or next((one for one in value.values() if isinstance(one, dict)), None)
