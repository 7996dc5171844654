"""Mailboxes in the mbox form: mails one after another, one in memory at a time."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from analystkit.errors import SourceError
from analystkit.readers.mail import read_mail
from analystkit.readers.streams import LARGEST, read_lines
from analystkit.records import Article, Skipped

__all__ = ["is_mailbox", "read_mailbox"]

FIRST_LINE = re.compile(rb"From \S+ [^\n]{0,80}\d{4}[^\n]{0,20}\r?\n>?[A-Za-z][A-Za-z0-9-]*:")
BEGINS = re.compile(rb"From \S+ .*\d{4}")
QUOTED_BEGIN = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mailbox(head: bytes) -> bool:
    """Tell whether a file's first bytes begin a mailbox.

    Examples
    --------
    >>> is_mailbox(b"From anna@example.org Wed Nov  3 08:00:00 2021\\nSubject: Troops leave"), is_mailbox(b"From Kyiv")
    (True, False)
    """
    return FIRST_LINE.match(head) is not None


def read_mailbox(stream: BinaryIO, path: str) -> Iterator[Article | Skipped]:
    """Yield the articles of the mails in a mailbox, and the mails that hold none as Skipped.

    Parameters
    ----------
    stream : the open mailbox.
    path : where it is; the number of the mail follows it after "!".

    Raises
    ------
    SourceError : a line in it has no end.
    """
    for number, raw in enumerate(_mails(stream, path), 1):
        place = f"{path}!{number}"
        try:
            if len(raw) > LARGEST:
                raise SourceError(
                    place, f"it has more than {LARGEST:,} bytes", "save it as text without its attachments"
                )
            yield from read_mail(QUOTED_BEGIN.sub(rb"\1", raw), place)
        except SourceError as error:
            yield Skipped(place, error.found, error.step)


def _mails(stream: BinaryIO, path: str) -> Iterator[bytes]:
    """Yield the mails without the lines that part them; of one that is too large a little more than is allowed."""
    lines: list[bytes] = []
    length, is_blank = 0, True
    for line in read_lines(stream, path):
        if is_blank and BEGINS.match(line):
            if lines:
                yield b"".join(lines)
            lines, length = [], 0
        elif length <= LARGEST:
            lines.append(line)
            length += len(line)
        is_blank = not line.strip()
    if lines:
        yield b"".join(lines)
