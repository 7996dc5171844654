"""RSS and Atom: each entry is an article, its whole content before its summary."""

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from analystkit.cleaning import decode_bytes
from analystkit.errors import SourceError
from analystkit.readers.assembly import assemble, known_fields
from analystkit.readers.days import find_day
from analystkit.readers.headers import Headers, byline_fields, find_outlet
from analystkit.readers.languages import declared_language
from analystkit.readers.streams import blame
from analystkit.records import Article, Skipped

__all__ = ["is_feed", "read_feed"]

FEED = re.compile(
    r"\s*+(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*)?>|\s++)*+<(?:\w+:)?(?:rss|feed|RDF)\b", re.DOTALL
)
HEAD = 8192


def is_feed(head: bytes) -> bool:
    """Tell whether a file's first bytes begin RSS or Atom.

    Examples
    --------
    >>> is_feed(b'<?xml version="1.0"?><!-- news --><rss version="2.0">'), is_feed(b"<html>")
    (True, False)
    """
    return FEED.match(decode_bytes(head[:HEAD])) is not None


def read_feed(raw: bytes, path: str) -> Iterator[Article | Skipped]:
    """Yield the articles of a feed in its order; entries without a text or a headline are yielded as Skipped.

    Parameters
    ----------
    raw : the bytes of the feed.
    path : where it was read from; the number of the entry follows it after "!".

    Raises
    ------
    SourceError : it holds no entries.
    """
    import feedparser  # costs 0.1 s

    with blame(path, "it is no feed that can be read", "save it again"):  # given as a file: text may be an address
        feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise SourceError(path, "the feed has no entries", "save it again, or leave it out")
    for number, entry in enumerate(feed.entries, 1):
        place = f"{path}!{number}"
        try:
            yield assemble(_text(entry), place, _known(entry, feed), _language(entry, feed))
        except SourceError as error:
            yield Skipped(place, error.found, error.step)


def _text(entry: Any) -> str:
    """Return the content, of which there may be several forms, or else the summary."""
    contents = [str(content.get("value") or "") for content in entry.get("content", [])]
    return max(contents, key=len, default="") or str(entry.get("summary") or "")


def _known(entry: Any, feed: Any) -> Headers:
    names = [str(author.get("name") or "") for author in entry.get("authors", [])]
    names = [name for name in dict.fromkeys(names) if name] or [str(entry.get("author") or "")]
    named = byline_fields(", ".join(names)) if names[0] else Headers()
    outlet = str(entry.get("source", {}).get("title") or feed.feed.get("title") or "")
    link = str(entry.get("link") or "")
    return known_fields(
        title=str(entry.get("title") or ""),
        published=_published(entry, feed),
        publisher=find_outlet(outlet) or outlet or named.get("publisher"),
        via=named.get("via"),
        author=named.get("author"),
        url=link if link.startswith(("http://", "https://")) else "",
    )


def _published(entry: Any, feed: Any) -> date | None:
    """Return the day as written; RSS says in dc:date what Atom says in "published", and feedparser calls it updated."""
    written = entry.get("published") or (entry.get("updated") if feed.version.startswith("rss") else None)
    return find_day(str(written)) if written else None


def _language(entry: Any, feed: Any) -> str:
    return declared_language(str(entry.get("iso_language") or feed.feed.get("language") or ""))
