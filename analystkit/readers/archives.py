"""Files packed in files: ZIP archives and gzip. Names inside an archive are labels and never become paths."""

import gzip
import io
import re
import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from analystkit.errors import SourceError
from analystkit.readers.streams import Budget, blame, seekable, unpacked
from analystkit.records import Skipped

__all__ = ["Part", "is_gzip", "is_zip", "unpack_gzip", "unpack_zip"]

DIRECTORY = 20_000_000
"""Bytes of a ZIP directory that are read: about 200,000 names, which take half a gigabyte."""

TAIL = 66_000
"""Bytes at the end of a ZIP archive within which its directory is described."""

CLIMBS = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
FURNITURE = re.compile(r"(?:^|/)(?:\.(?!\.?[/\\])|__MACOSX/|README(?:\.[^/]*)?$)", re.IGNORECASE)
"""What a folder is read without too: hidden files, those called README, and what a Mac adds to archives."""


class Part(NamedTuple):
    """A file inside a file."""

    name: str
    """What it is called by itself, for the sake of its ending."""
    label: str
    """Where it was found: "news.zip!2021/a.html"."""
    stream: BinaryIO


def is_zip(head: bytes) -> bool:
    """Tell whether a file's first bytes begin a ZIP archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_gzip(head: bytes) -> bool:
    """Tell whether a file's first bytes begin gzip."""
    return head.startswith(b"\x1f\x8b")


def unpack_gzip(stream: BinaryIO, path: str, budget: Budget) -> Iterator[Part]:
    """Yield the one file in gzip, however many members it was written in."""
    name = path[:-3] if path.lower().endswith(".gz") else path
    with gzip.GzipFile(fileobj=stream) as packed:
        yield Part(name, path, unpacked(packed, name, budget))  # type: ignore[arg-type]


def unpack_zip(stream: BinaryIO, path: str, budget: Budget) -> Iterator[Part | Skipped]:
    """Yield the files in a ZIP archive in order of name; what is refused is yielded as Skipped.

    Raises
    ------
    SourceError : its directory is damaged or too long, or lists nothing.
    """
    stream = seekable(stream, path)
    size = _check_directory(stream, path)
    with blame(path, "its ZIP directory cannot be read", "fetch it again, or unpack it and name the folder"):
        archive = ZipFile(stream)
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir() and not FURNITURE.search(info.filename)]
        if sum(info.compress_size for info in members) > size:
            raise SourceError(path, "its files stand on top of each other, as in a bomb", "leave it alone")
        if not members:
            raise SourceError(path, "the archive holds no files to read", "name one with articles in it")
        for info in sorted(members, key=lambda info: info.filename):
            yield _member(archive, info, f"{path}!{info.filename}", budget)


def _member(archive: ZipFile, info: ZipInfo, label: str, budget: Budget) -> Part | Skipped:
    if CLIMBS.search(info.filename):
        return Skipped(label, "its name leads out of the archive", "pack it again under a plain name if you trust it")
    if info.flag_bits & 1:
        return Skipped(label, "it is protected by a password", "unpack it with the password and name the folder")
    try:
        packed = archive.open(info)
    except (BadZipFile, NotImplementedError, OSError, ValueError) as error:
        found = f"it cannot be unpacked ({type(error).__name__})"
        return Skipped(label, found, "fetch the archive again, or unpack it and name the folder")
    return Part(info.filename, label, unpacked(packed, info.filename, budget))  # type: ignore[arg-type]


def _check_directory(stream: BinaryIO, path: str) -> int:
    """Return the size of an archive whose directory may be loaded: names are cheap to write and dear to hold."""
    here = stream.tell()
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(here, size - TAIL))
    tail = stream.read(TAIL)
    stream.seek(here)
    short, long = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    lengths = [struct.unpack_from("<I", tail, short + 12)[0]] if 0 <= short <= len(tail) - 16 else []
    lengths += [struct.unpack_from("<Q", tail, long + 40)[0]] if 0 <= long <= len(tail) - 48 else []
    if lengths and min(lengths[-1], size) > DIRECTORY:
        raise SourceError(path, "the archive lists too many files", "unpack it and name the folder")
    return size
