"""Which reader takes a file: its content decides first and the ending of its name second.

A further format is one file beside this one and one line in ``FORMATS``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from analystkit import tables
from analystkit.errors import SourceError
from analystkit.readers.plain import read_plain
from analystkit.readers.web import is_page, read_page
from analystkit.records import Article

__all__ = ["FORMATS", "Format", "read_bytes"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how it is known, and what reads it."""

    name: str
    endings: tuple[str, ...]
    matches: Callable[[bytes], bool]
    """Tells from the first bytes alone, whatever the file is called."""
    read: Callable[[bytes, str], Iterator[Article]]
    """Takes all bytes and the path; raises SourceError where there is no article in them."""


def _never(_: bytes) -> bool:
    return False


FORMATS = (
    Format("web page", (".html", ".htm", ".xhtml"), is_page, read_page),
    Format("text", (".txt", ".text", ".md", ".markdown", ""), _never, read_plain),
)

HEAD = 65_536
UTF16 = (b"\xff\xfe", b"\xfe\xff")
TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1b")


def read_bytes(raw: bytes, path: str) -> Iterator[Article]:
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
    return _format(raw, path).read(raw, path)


def _format(raw: bytes, path: str) -> Format:
    if not raw.strip():
        found = "it holds only white space" if raw else "it is empty"
        raise SourceError(path, found, "remove it or fetch it again")
    by_content = next((kind for kind in FORMATS if kind.matches(raw[:HEAD])), None)
    if by_content:
        return by_content
    _refuse_binary(raw, path)
    ending = PurePosixPath(path).suffix.lower()
    for kind in FORMATS:
        if ending in kind.endings:
            return kind
    known = ", ".join(sorted(ending for kind in FORMATS for ending in kind.endings if ending))
    raise SourceError(path, f"unknown ending {ending}", f"save it as one of {known}")


def _refuse_binary(raw: bytes, path: str) -> None:
    for mark, name in _signatures():
        if raw.startswith(mark):
            raise SourceError(path, f"it holds {name}, which no reader takes", "save it as UTF-8 text or as HTML")
    head = raw[:HEAD]
    controls = sum(byte < 32 and byte not in TEXT_CONTROLS for byte in head)
    if not raw.startswith(UTF16) and (0 in head or controls > len(head) / 100):
        raise SourceError(path, "it holds binary data, not text", "save it as UTF-8 text, or name it by what it is")


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    return tuple((bytes.fromhex(row["bytes"]), row["name"]) for row in tables.rows("signatures"))
