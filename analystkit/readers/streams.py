"""Streams of bytes as readers get them: looked at without being used up, and never longer than allowed.

Files may be larger than the memory and hold more than they weigh: a few kilobytes of gzip unpack to gigabytes.
So no reader asks for "all the rest": it takes a part of known length, and what is unpacked is paid from a
budget that grows with the size of the file it came out of.
"""

import codecs
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import BinaryIO, cast
from zipfile import BadZipFile

from analystkit.cleaning import decode_bytes
from analystkit.errors import SourceError

__all__ = [
    "HEAD",
    "LARGEST",
    "Budget",
    "Reading",
    "as_utf8",
    "blame",
    "budget_for",
    "buffered",
    "look_ahead",
    "read_lines",
    "read_whole",
    "seekable",
    "some_of",
    "unpacked",
]

HEAD = 65_536
"""Bytes at the beginning of a file by which its format is known."""

CHUNK = 1_000_000
LARGEST = 20_000_000
"""Bytes above which one article is left unread: a container of articles may be as large as it likes."""

ALLOWANCE, RATIO = 100_000_000, 200
"""Bytes that any file may unpack to, and how often its own size beyond: text packs 3 to 20 times, a bomb 1000."""


@dataclass
class Budget:
    """How many bytes may still be unpacked from one file, through all the archives inside it."""

    left: int

    def spend(self, count: int, path: str) -> None:
        """Take bytes off, or raise SourceError where they were the last."""
        self.left -= count
        if self.left < 0:
            raise SourceError(path, "it unpacks to far more than its size", "unpack it yourself if you trust it")


def as_utf8(raw: bytes, media_type: str) -> bytes:
    """Return text as UTF-8, marked as such, where a media type beside it names its encoding; else as it is.

    Examples
    --------
    >>> as_utf8("Київ".encode("cp1251"), "text/html; charset=windows-1251").decode("utf-8-sig")
    'Київ'
    """
    header = Message()
    header["content-type"] = media_type
    charset = header.get_content_charset()
    return codecs.BOM_UTF8 + decode_bytes(raw, charset).encode("utf-8", "replace") if charset else raw


def budget_for(stream: BinaryIO) -> Budget:
    """Return what may be unpacked from a file, by its size; a stream without an end has the allowance alone."""
    if not stream.seekable():
        return Budget(ALLOWANCE)
    here = stream.tell()
    size = stream.seek(0, io.SEEK_END) - here
    stream.seek(here)
    return Budget(ALLOWANCE + RATIO * size)


def look_ahead(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream that still begins with them.

    Examples
    --------
    >>> head, stream = look_ahead(io.BytesIO(b"%PDF-1.7"))
    >>> head == stream.read()
    True
    """
    if stream.seekable():
        here = stream.tell()
        head = stream.read(HEAD)
        stream.seek(here)
        return head, stream
    head, broken = b"", None
    try:
        while len(head) < HEAD and (more := some_of(stream)(HEAD - len(head))):
            head += more
    except SourceError as error:
        if not head:
            raise
        broken = error
    return head, buffered(_Rejoined(head, stream, broken))


def read_whole(stream: BinaryIO, path: str, largest: int = LARGEST) -> bytes:
    """Return all bytes of one article.

    Raises
    ------
    SourceError : there are more than ``largest`` of them.
    """
    chunks, left = [], largest + 1
    while left > 0 and (chunk := stream.read(min(left, CHUNK))):  # a larger read would set all of it aside
        chunks.append(chunk)
        left -= len(chunk)
    if left <= 0:
        raise SourceError(path, f"it has more than {largest:,} bytes", "split it into one file per article")
    return b"".join(chunks)


def read_lines(stream: BinaryIO, path: str, largest: int = LARGEST) -> Iterator[bytes]:
    """Yield the lines of a stream with their ends.

    Raises
    ------
    SourceError : a line has more than ``largest`` bytes.
    """
    while line := stream.readline(largest + 1):
        if len(line) > largest:
            raise SourceError(path, f"it has a line of more than {largest:,} bytes", "split it into lines")
        yield line


def seekable(stream: BinaryIO, path: str) -> BinaryIO:
    """Return a stream in which a reader can go back: the same one, or its bytes in memory where they fit."""
    return stream if stream.seekable() else io.BytesIO(read_whole(stream, path))


def unpacked(packed: BinaryIO, path: str, budget: Budget) -> BinaryIO:
    """Return a stream of unpacked bytes that ends with a SourceError where the budget or the packed data do."""
    return buffered(_Unpacked(packed, path, budget))


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """Return a raw stream with lines and exact reads."""
    return cast("BinaryIO", io.BufferedReader(raw, HEAD))


@contextmanager
def blame(path: str, found: str, step: str) -> Iterator[None]:
    """Turn whatever a library raises into a SourceError: any file may hold what its library did not foresee.

    Parameters
    ----------
    path, found, step : as in SourceError; the kind of failure is added to ``found``.
    """
    try:
        yield
    except SourceError:
        raise
    except Exception as error:
        raise SourceError(path, f"{found} ({type(error).__name__})", step) from error


class Reading(io.RawIOBase):
    """A stream made of a function that gives up to so many bytes."""

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as one step goes."""
        chunk = self.take(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def take(self, size: int) -> bytes:
        """Return up to ``size`` bytes, none at the end."""
        raise NotImplementedError


class _Rejoined(Reading):
    """What was looked at, followed by the rest, or by the break that was met on the way."""

    def __init__(self, head: bytes, rest: BinaryIO, broken: SourceError | None) -> None:
        self.head, self.rest, self.broken = head, rest, broken

    def take(self, size: int) -> bytes:
        chunk, self.head = self.head[:size], self.head[size:]
        if not chunk and self.broken:
            raise self.broken
        return chunk or some_of(self.rest)(size)


class _Unpacked(Reading):
    """Unpacked bytes, counted; those before a break in the packed data are given out before it is told."""

    def __init__(self, packed: BinaryIO, path: str, budget: Budget) -> None:
        self.packed, self.path, self.budget = packed, path, budget

    def take(self, size: int) -> bytes:
        try:
            chunk = some_of(self.packed)(size)
        except (EOFError, OSError, ValueError, zlib.error, BadZipFile) as error:
            found = f"its packed data break off or are damaged ({type(error).__name__})"
            raise SourceError(self.path, found, "fetch it again; articles before the break were kept") from error
        self.budget.spend(len(chunk), self.path)
        return chunk


def some_of(stream: BinaryIO) -> Callable[[int], bytes]:
    """Return the reading that gives what is there at once: a full read would lose it if a break follows."""
    return getattr(stream, "read1", stream.read)
