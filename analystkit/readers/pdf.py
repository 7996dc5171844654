"""PDF: the text layer, column by column, without page furniture, and where each page begins in it."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from analystkit.errors import SourceError
from analystkit.readers.assembly import assemble
from analystkit.readers.extras import load_extra
from analystkit.readers.pages import join_pages, page_starts, without_furniture
from analystkit.readers.pdf_layout import Word, lines_of
from analystkit.readers.printed import printed_fields
from analystkit.readers.streams import blame
from analystkit.records import Article

__all__ = ["is_pdf", "read_pdf"]

HEAD = 1024
MOST_PAGES, LARGEST_PAGE = 2000, 5_000_000
"""Pages of a document, and bytes of drawing on one of them, above which it is no article."""

LARGEST_STREAM, LARGEST_TOTAL = 100_000_000, 500_000_000
STREAM = re.compile(rb"stream\r?\n")
BROKEN = "open it in a viewer and print it to a new PDF, or save its text"


def is_pdf(head: bytes) -> bool:
    """Tell whether a file's first bytes begin a PDF; some have a little before it."""
    return b"%PDF-" in head[:HEAD]


def read_pdf(raw: bytes, path: str) -> Iterator[Article]:
    """Yield the one article of a PDF.

    Parameters
    ----------
    raw : the bytes of the document.
    path : where it was read from.

    Raises
    ------
    SourceError : it is protected, damaged, unpacks to too much, or holds pictures of text only.
    """
    library = load_extra("pdfplumber", "pdf", path)
    _check_streams(raw, path)
    with blame(path, "it is no PDF that can be read", BROKEN), _opened(library, raw, path) as document:
        pages = [lines_of(_words(page)) for page in _pages(document, path)]
        title, author = (str((document.metadata or {}).get(name) or "") for name in ("Title", "Author"))
    joined = join_pages(without_furniture(pages))
    if not joined.text.strip():
        raise SourceError(path, "it holds no text, perhaps pictures of it", "run text recognition (OCR) on it first")
    article = assemble(joined.text, path, printed_fields(joined.text, title, author))
    yield replace(article, pages=page_starts(joined, article.text))


def _opened(library: Any, raw: bytes, path: str) -> Any:
    try:
        return library.open(BytesIO(raw))
    except Exception as error:
        if "password" in f"{error!r}{error.__context__!r}{error.args!r}".lower():
            raise SourceError(path, "it is protected by a password", "save it without one") from error
        raise


def _pages(document: Any, path: str) -> Iterator[Any]:
    if len(document.pages) > MOST_PAGES:
        raise SourceError(path, f"it has more than {MOST_PAGES:,} pages", "split it")
    for page in document.pages:
        if sum(len(stream.get_data()) for stream in map(_resolved, page.page_obj.contents)) > LARGEST_PAGE:
            raise SourceError(path, f"page {page.page_number} has too much drawn on it", "print it without that page")
        yield page
        page.close()  # else the letters of all pages stay in memory


def _resolved(stream: Any) -> Any:
    from pdfminer.pdftypes import stream_value

    return stream_value(stream)


def _words(page: Any) -> list[Word]:
    """Return the words of a page; bold print made by printing twice counts once."""
    found = page.dedupe_chars().extract_words(x_tolerance_ratio=0.15)
    return [Word(one["text"], one["x0"], one["x1"], one["top"], one["bottom"]) for one in found]


def _check_streams(raw: bytes, path: str) -> None:
    """Unpack the streams in it to no end but to see how long they are: the library has no limit of its own."""
    total = 0
    for match in STREAM.finditer(raw):
        total += _unpacked_length(raw[match.end() : match.end() + 2], memoryview(raw)[match.end() :])
        if total > LARGEST_TOTAL:
            raise SourceError(path, "it unpacks to far more than its size", "leave it alone, or print it to a new PDF")


def _unpacked_length(mark: bytes, packed: memoryview) -> int:
    """Return how long a stream is, the limit of all where it is a bomb by itself."""
    if mark[:1] != b"\x78":
        return 0
    unpacker, length, place = zlib.decompressobj(), 0, 0
    try:
        while not unpacker.eof and length <= LARGEST_STREAM and place < len(packed):
            chunk = unpacker.unconsumed_tail or bytes(packed[place : place + 65_536])
            place += 0 if unpacker.unconsumed_tail else 65_536
            length += len(unpacker.decompress(chunk, 1_000_000))
    except zlib.error:
        pass  # a damaged stream is as long as what could be unpacked of it
    return length if length <= LARGEST_STREAM else LARGEST_TOTAL + 1
