"""Web archives, WARC and ARC: each page that a crawler was sent is an article, one in memory at a time."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from analystkit.errors import SourceError
from analystkit.readers.plain import read_plain
from analystkit.readers.streams import as_utf8, blame, some_of
from analystkit.readers.web import LARGEST, read_page
from analystkit.records import Article, Skipped

__all__ = ["is_crawl", "read_crawl"]

CHUNK = 65_536
LONGEST_LINE = 100_000
"""Bytes of a line of headers: the library would join a longer one in more than linear time."""

BREAK = "the articles before the break were kept; fetch the archive again for the others"


def is_crawl(head: bytes) -> bool:
    """Tell whether a file's first bytes begin a WARC or an ARC.

    Examples
    --------
    >>> is_crawl(b"WARC/1.0\\r\\nWARC-Type: warcinfo"), is_crawl(b"filedesc://a.arc 127.0.0.1")
    (True, True)
    """
    return head.startswith((b"WARC/", b"filedesc://"))


def read_crawl(stream: BinaryIO, path: str) -> Iterator[Article | Skipped]:
    """Yield the articles of the pages in a web archive, and the pages that hold none as Skipped.

    Answers that are no pages, such as pictures, redirects and errors, are passed over. The day of the crawl is
    no day of publication.

    Parameters
    ----------
    stream : the open archive, unpacked.
    path : where it is; the number of the page follows it after "!".

    Raises
    ------
    SourceError : the archive breaks off or is damaged, or holds no page at all.
    """
    number = 0
    for record in _records(stream, path):
        kind = _media_type(record)
        payload = _payload(record, path) if kind else b""
        _check_whole(record, len(payload), path)
        if payload.strip():
            number += 1
            yield from _read_payload(record, kind, payload, f"{path}!{number}")
    if not number:
        raise SourceError(path, "the archive holds no web pages", "name one with answers in HTML")


def _read_payload(record: Any, kind: str, payload: bytes, place: str) -> Iterator[Article | Skipped]:
    url = str(record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri") or "").strip(
        "<>"
    )
    try:
        if len(payload) > LARGEST:
            raise SourceError(place, f"it has more than {LARGEST:,} bytes", "save the article alone, or as text")
        read = read_plain if kind.startswith("text/plain") else read_page
        for article in read(as_utf8(payload, kind), place):
            yield article if article.url or not url.startswith("http") else replace(article, url=url)
    except SourceError as error:
        yield Skipped(place, error.found, error.step)


def _records(stream: BinaryIO, path: str) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator

    logging.getLogger("warcio").addHandler(logging.NullHandler())

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        """Without the remarks that the library prints about records of the wrong length."""

        INC_RECORD = ""

    with blame(path, "the archive breaks off or is damaged", BREAK):
        records = Quiet(_Eager(stream))
        whole = records.reader.readline
        records.reader.readline = lambda length=0: whole(min(length or LONGEST_LINE, LONGEST_LINE))
        yield from records


class _Eager:
    """A stream that gives what is there at once, so that a break does not take what stands before it along."""

    def __init__(self, stream: BinaryIO) -> None:
        self.read = some_of(stream)


def _media_type(record: Any) -> str:
    """Return the media type of a page or a text that was made of one, "" for everything else."""
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    if headers is None or not (record.rec_type != "response" or str(headers.get_statuscode() or "200").startswith("2")):
        return ""
    kind = str(headers.get_header("Content-Type") or "").lower()
    is_page = record.rec_type in ("response", "resource", "conversion") and "html" in kind.partition(";")[0]
    return kind if is_page or (record.rec_type == "conversion" and kind.startswith("text/plain")) else ""


def _payload(record: Any, path: str) -> bytes:
    """Return the bytes of a page, unpacked and without the marks of their transfer, to just above the limit."""
    found, length = [], 0
    with blame(path, "a record cannot be read", BREAK):
        body = record.content_stream()
        while length <= LARGEST and (chunk := body.read(CHUNK)):
            found.append(chunk)
            length += len(chunk)
    return b"".join(found)


def _check_whole(record: Any, length: int, path: str) -> None:
    """Raise SourceError where the file ends before the record does, of which the library says nothing.

    Old archives count some records a few bytes too long; a page as long as its server said is whole.
    """
    while record.raw_stream.read(CHUNK):
        pass
    said = str(record.http_headers.get_header("Content-Length") or "") if record.http_headers else ""
    is_long_enough = said.isdecimal() and 0 < int(said) <= length
    if getattr(record.raw_stream, "limit", 0) > 0 and not is_long_enough:
        raise SourceError(path, "the archive breaks off in the middle of a record", BREAK)
