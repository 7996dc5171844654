"""Which lines of an e-mail its sender wrote: no older mails, no signature, no footer of a mailing program."""

import re
from functools import cache
from typing import Any

from analystkit import tables

__all__ = ["is_forward", "own_lines", "own_markup", "plain_subject"]

FIELD = re.compile(r"\*?([A-Za-z]{2,12}):\*?\s+(\S.*)")
OLD_HEAD = {"from", "sent", "date", "to", "subject", "cc"}
DASHES = " -–—_=*<>"
BRACKETED = re.compile(r"[ \t]*[<(\[][ \t]*(?:https?://|mailto:)[^\s<>()\[\]]{1,3000}[ \t]*[>)\]]")
ADDRESS_ONLY = re.compile(r"[\s*•-]*https?://\S+\s*\Z")
SIGNATURE = re.compile(r"--[ \t]*\Z")
LONGEST_FOOTER, LONGEST_SIGNATURE = 200, 12
"""Characters of a line that a program adds, and lines below the two dashes."""

Lines = list[str]


def plain_subject(subject: str) -> str:
    """Return a subject without what mail programs put before it.

    Examples
    --------
    >>> plain_subject("Re: FW: Troops leave")
    'Troops leave'
    """
    return _prefixes().sub("", subject).strip()


def is_forward(subject: str) -> bool:
    """Tell whether a subject says that an older mail is handed on.

    Examples
    --------
    >>> is_forward("Fwd: Troops leave"), is_forward("Re: Troops leave")
    (True, False)
    """
    return subject.strip().casefold().startswith(("fw:", "fwd:", "wg:"))


def own_lines(text: str, *, forwarded: bool) -> tuple[dict[str, str], str]:
    """Return the head of a mail that was handed on, empty where none was, and the text to read.

    Parameters
    ----------
    text : the plain text of a mail.
    forwarded : whether its subject says that an older mail is what matters.

    Examples
    --------
    >>> own_lines("Some 300 left.\\n\\nOn May 3 Anna wrote:\\n> How many?", forwarded=False)
    ({}, 'Some 300 left.')
    >>> own_lines("FYI\\n---- Forwarded message ----\\nFrom: Anna\\nDate: May 3\\n\\nSome left.", forwarded=True)
    ({'from': 'Anna', 'date': 'May 3'}, 'Some left.')
    """
    lines = BRACKETED.sub("", text.replace("\r\n", "\n")).split("\n")
    head, lines = _handed_on(lines, forwarded=forwarded)
    own = _without_signature(_without_quotations(_above_replies(lines)))
    if not any(own):  # a mail that is nothing but a quotation is read as such
        own = [line.lstrip("> ") for line in lines]
    return head, "\n".join(line for line in own if not _is_added(line)).strip()


def own_markup(tree: Any) -> None:
    """Take the elements that hold older mails out of the HTML of a mail.

    Parameters
    ----------
    tree : the root element as lxml parsed it.
    """
    classes, ids = _lines("class"), _lines("id")
    old = [
        part
        for part in tree.iter("div", "blockquote", "hr")
        if not classes.isdisjoint((part.get("class") or "").split())
        or part.get("id") in ids
        or (part.tag == "blockquote" and part.get("type") == "cite")
    ]
    for part in old:
        if part.getparent() is not None:
            part.drop_tree()


def _handed_on(lines: Lines, *, forwarded: bool) -> tuple[dict[str, str], Lines]:
    """Return the head of the mail that is handed on, and what stands below it."""
    for number, line in enumerate(lines):
        if line.strip(DASHES).casefold() in _lines("forward"):
            return _head(lines, number + 1)
        if forwarded and len(_head(lines, number)[0]) >= 3:
            return _head(lines, number)
    return {}, lines


def _head(lines: Lines, start: int) -> tuple[dict[str, str], Lines]:
    """Return the fields that begin at a line, and the lines below them."""
    found: dict[str, str] = {}
    for number in range(start, len(lines)):
        match = FIELD.match(lines[number].strip("> "))
        if match and match[1].lower() in OLD_HEAD:
            found[match[1].lower()] = match[2].strip()
        elif found or lines[number].strip("> "):
            return found, lines[number:]
    return found, []


def _above_replies(lines: Lines) -> Lines:
    """Return the lines above an old mail that is quoted whole, as Outlook does."""
    for number, line in enumerate(lines):
        is_mark = line.strip(DASHES).casefold() in _lines("reply")
        if is_mark or (line.startswith(("From:", "*From:")) and len(_head(lines, number)[0]) >= 3):
            return lines[:number]
    return lines


def _without_quotations(lines: Lines) -> Lines:
    own: Lines = []
    for line in lines:
        if not line.startswith(">"):
            own.append(line.rstrip())
            continue
        while own and not own[-1]:
            own.pop()
        if own and own[-1].casefold().endswith(tuple(_lines("quote"))):
            _drop_attribution(own)
    return own


def _drop_attribution(own: Lines) -> None:
    """Drop "On 3 November Anna Petrova <anna@example.org> wrote:", which may be wrapped into two lines."""
    last = own.pop()
    if own and own[-1] and not re.match(r"(?i)on |am |le |el ", last):
        own.pop()


def _without_signature(lines: Lines) -> Lines:
    marks = [number for number, line in enumerate(lines) if SIGNATURE.match(line)]
    is_one = marks and len(lines) - marks[-1] - 1 <= LONGEST_SIGNATURE
    return lines[: marks[-1]] if is_one else lines


def _is_added(line: str) -> bool:
    folded = line.strip(" *•|>-[]").casefold()
    return bool(ADDRESS_ONLY.match(line)) or (
        len(line) <= LONGEST_FOOTER and folded.startswith(tuple(_lines("footer")))
    )


@cache
def _lines(kind: str) -> frozenset[str]:
    return tables.column("mail_lines", "line", kind=kind)


@cache
def _prefixes() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*(?:{'|'.join(sorted(_lines('prefix')))})\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
