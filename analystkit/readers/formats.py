"""Which reader takes a file: its content decides first and the ending of its name second.

A further format is one file beside this one and one line in ``FORMATS``. A file that holds others, as a ZIP
archive does, stands in ``CONTAINERS`` instead: what it holds is read like any other file, to a limited depth.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath
from typing import BinaryIO

from analystkit import tables
from analystkit.errors import SourceError
from analystkit.readers.archives import Part, is_gzip, is_zip, unpack_gzip, unpack_zip
from analystkit.readers.crawls import is_crawl, read_crawl
from analystkit.readers.delimited import read_delimited
from analystkit.readers.documents import is_docx, is_odt, is_other_office, read_docx, read_odt, refuse_office
from analystkit.readers.feeds import is_feed, read_feed
from analystkit.readers.front_matter import has_front_matter, read_front_matter
from analystkit.readers.jsons import is_json, read_json
from analystkit.readers.mail import is_mail, is_snapshot, read_mail, read_snapshot
from analystkit.readers.mailboxes import is_mailbox, read_mailbox
from analystkit.readers.parquet import is_parquet, read_parquet
from analystkit.readers.pdf import is_pdf, read_pdf
from analystkit.readers.plain import read_plain
from analystkit.readers.streams import HEAD, LARGEST, Budget, budget_for, look_ahead, read_whole
from analystkit.readers.web import is_page, read_page
from analystkit.records import Article, Skipped

__all__ = ["CONTAINERS", "FORMATS", "Container", "Format", "read_bytes", "read_stream"]

Results = Iterator[Article | Skipped]
Read = Callable[[BinaryIO, str], Results]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how it is known, and what reads it."""

    name: str
    endings: tuple[str, ...]
    matches: Callable[[bytes], bool]
    """Tells from the first bytes alone, whatever the file is called."""
    read: Read
    """Takes an open file and its path; raises SourceError where no article, or no further one, can be read."""


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of file that holds files."""

    name: str
    matches: Callable[[bytes], bool]
    unpack: Callable[[BinaryIO, str, Budget], Iterator[Part | Skipped]]


LARGEST_DOCUMENT = 100_000_000
"""Bytes of a document with pictures; text alone has fewer."""


def _whole(read: Callable[[bytes, str], Iterator[Article] | Results], largest: int = LARGEST) -> Read:
    """Let a reader of bytes read an open file of limited size."""
    return lambda stream, path: read(read_whole(stream, path, largest), path)


def _never(_: bytes) -> bool:
    return False


FORMATS = (
    Format("PDF", (".pdf",), is_pdf, _whole(read_pdf, LARGEST_DOCUMENT)),
    Format("OpenDocument text", (".odt",), is_odt, _whole(read_odt, LARGEST_DOCUMENT)),
    Format("Word document", (".docx",), is_docx, _whole(read_docx, LARGEST_DOCUMENT)),
    Format("workbook or slides", (), is_other_office, _whole(refuse_office, LARGEST_DOCUMENT)),
    Format("web archive", (".warc", ".arc"), is_crawl, read_crawl),
    Format("mailbox", (".mbox",), is_mailbox, read_mailbox),
    Format("saved page", (".mht", ".mhtml"), is_snapshot, _whole(read_snapshot)),
    Format("e-mail", (".eml",), is_mail, _whole(read_mail)),
    Format("feed", (".rss", ".atom", ".xml"), is_feed, _whole(read_feed)),
    Format("web page", (".html", ".htm", ".xhtml"), is_page, _whole(read_page)),
    Format("front matter", (), has_front_matter, _whole(read_front_matter)),
    Format("Parquet", (".parquet",), is_parquet, read_parquet),
    Format("JSON", (".json", ".jsonl", ".ndjson"), is_json, read_json),
    Format("CSV", (".csv", ".tsv"), _never, read_delimited),
    Format("text", (".txt", ".text", ".md", ".markdown", ""), _never, _whole(read_plain)),
)

CONTAINERS = (Container("ZIP archive", is_zip, unpack_zip), Container("gzip", is_gzip, unpack_gzip))

DEEPEST = 3
"""Containers inside each other that are opened: a ZIP of gzipped files has two."""

UTF16 = (b"\xff\xfe", b"\xfe\xff")
TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1b")


def read_bytes(raw: bytes, path: str) -> Results:
    """Yield the articles in a file's bytes.

    Parameters
    ----------
    raw : all bytes of the file.
    path : where they were read from.

    Raises
    ------
    SourceError : the file is empty, binary, of an unknown kind, or holds no article.

    Examples
    --------
    >>> next(read_bytes(b"<html><body><p>...", "a.txt"))
    Traceback (most recent call last):
    ...
    analystkit.errors.SourceError: a.txt: it holds no article text; save the page again once it shows the text
    """
    return read_stream(io.BytesIO(raw), path)


def read_stream(stream: BinaryIO, path: str, budget: Budget | None = None, depth: int = 0) -> Results:
    """Yield the articles in an open file, and what was left out of it.

    Parameters
    ----------
    stream : the file, open at its beginning; it need not be able to go back.
    path : where it is; its ending counts where the content does not tell the format.
    budget, depth : what containers around it have left over.

    Raises
    ------
    SourceError : as in ``read_bytes``, and where a file breaks off; what was read before was yielded.
    """
    head, stream = look_ahead(stream)
    kind = _kind(head, path)
    if isinstance(kind, Format):
        yield from kind.read(stream, path)
        return
    if depth == DEEPEST:
        raise SourceError(path, f"archives stand more than {DEEPEST} deep inside each other", "unpack the outer ones")
    budget = budget or budget_for(stream)
    for part in kind.unpack(stream, path, budget):
        yield from [part] if isinstance(part, Skipped) else _read_part(part, budget, depth + 1)


def _read_part(part: Part, budget: Budget, depth: int) -> Results:
    """Read a file inside another; a bad one is left out and the others are read, while the budget lasts."""
    try:
        with part.stream:
            for result in read_stream(part.stream, part.name, budget, depth):
                yield replace(result, path=_labelled(result.path, part))
    except SourceError as error:
        if budget.left < 0:
            raise
        yield Skipped(_labelled(error.thing, part), error.found, error.step)


def _labelled(path: str, part: Part) -> str:
    """Say of what was found inside a part where the part itself was found."""
    return part.label + path[len(part.name) :] if path.startswith(part.name) else part.label


def _kind(head: bytes, path: str) -> Format | Container:
    if len(head) < HEAD and not head.strip():
        raise SourceError(path, "it holds only white space" if head else "it is empty", "remove it or fetch it again")
    by_content = next((kind for kind in (*FORMATS, *CONTAINERS) if kind.matches(head)), None)
    if by_content:
        return by_content
    _refuse_binary(head, path)
    ending = PurePosixPath(path).suffix.lower()
    for kind in FORMATS:
        if ending in kind.endings:
            return kind
    known = ", ".join(sorted(ending for kind in FORMATS for ending in kind.endings if ending))
    raise SourceError(path, f"unknown ending {ending}", f"save it as one of {known}")


def _refuse_binary(head: bytes, path: str) -> None:
    for mark, name in _signatures():
        if head.startswith(mark):
            raise SourceError(path, f"it holds {name}, which no reader takes", "save it as UTF-8 text or as HTML")
    controls = sum(byte < 32 and byte not in TEXT_CONTROLS for byte in head)
    if not head.startswith(UTF16) and (0 in head or controls > len(head) / 100):
        raise SourceError(path, "it holds binary data, not text", "save it as UTF-8 text, or name it by what it is")


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    return tuple((bytes.fromhex(row["bytes"]), row["name"]) for row in tables.rows("signatures"))
