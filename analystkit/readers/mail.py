"""E-mails and newsletters: what the sender wrote, without quotations, signatures and the footers of programs."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from analystkit.cleaning import decode_bytes
from analystkit.errors import SourceError
from analystkit.readers.assembly import assemble, known_fields
from analystkit.readers.days import find_day
from analystkit.readers.headers import Headers, byline_fields, find_outlet
from analystkit.readers.languages import declared_language
from analystkit.readers.mail_lines import is_forward, own_lines, own_markup, plain_subject
from analystkit.readers.streams import as_utf8, blame
from analystkit.readers.web import read_page
from analystkit.records import Article

__all__ = ["is_mail", "is_snapshot", "read_mail", "read_snapshot"]

FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):(.*)")
BY_MACHINES = {"message-id", "mime-version", "received", "return-path", "delivered-to", "list-unsubscribe"}
"""Fields that people do not write: an article too may begin with "From: Reuters" and "Date: 3 November"."""

BY_SERVERS = BY_MACHINES - {"mime-version"}
ADDRESS = re.compile(r"https?://\S+")
NAME = re.compile(r"\s*[<\[(](?:mailto:)?[^<>]*@[^<>]*[>\])]|\S+@\S+")
FLOWED = re.compile(r"(?<!\n--)(?<!\n) \n(?=[^\s>])")
HEAD = 16_384
ENOUGH = 200
"""Letters beside addresses from which the plain part of a newsletter is more than "view this in your browser"."""

LONGEST_FIELD = 2000
MOST_PARTS = 20_000


def is_mail(head: bytes) -> bool:
    """Tell whether a file's first bytes are the head of an e-mail.

    Examples
    --------
    >>> is_mail(b"Message-ID: <a@b>\\nSubject: Troops\\n\\nSome"), is_mail(b"From: Reuters\\nDate: May 3\\n\\nSome")
    (True, False)
    """
    return not BY_MACHINES.isdisjoint(_fields(head))


def is_snapshot(head: bytes) -> bool:
    """Tell whether a file's first bytes are the head of a page that a browser saved whole: MHTML."""
    fields = _fields(head)
    saved = "multipart/related" in fields.get("content-type", "") and BY_SERVERS.isdisjoint(fields)
    return "mime-version" in fields and (saved or "snapshot-content-location" in fields)


def read_snapshot(raw: bytes, path: str) -> Iterator[Article]:
    """Yield the article of a page saved as MHTML; the day on which it was saved is no day of publication."""
    message = _parsed(raw, path)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise SourceError(path, "it holds no web page", "save the page again")
    url = _line(message, "Snapshot-Content-Location") or _line(pages[0], "Content-Location")
    for article in read_page(_content(pages[0]), path):
        is_new = not article.url and url.startswith(("http://", "https://"))
        yield replace(article, url=url) if is_new else article


def read_mail(raw: bytes, path: str) -> Iterator[Article]:
    """Yield the one article of an e-mail.

    The plain part is read where there is a good one, else the HTML part as a web page is. Quotations of older
    mails are left out; a mail that was handed on is what is read, with its own sender and day.

    Parameters
    ----------
    raw : the bytes of the mail, with its head.
    path : where it was read from.

    Raises
    ------
    SourceError : it cannot be taken apart, or holds no text.
    """
    message = _parsed(raw, path)
    with blame(path, "the mail cannot be taken apart", "save it as text"):
        known, plain, page = _known(message), _plain(message), message.get_body(("html",))
    if page is None or _is_good(plain):
        head, own = own_lines(plain, forwarded=is_forward(_line(message, "Subject")))
        yield assemble(own, path, cast("Headers", {**known, **_handed_on(head)}), _language(message))
    else:
        yield _from_page(_content(page), plain, path, known, _language(message))


def _from_page(page: bytes, plain: str, path: str, known: Headers, language: str) -> Article:
    """Read the HTML part as a web page, or where it is too short for one, as marked-up text."""
    own = page if b"forwarded message" in page.lower() else _without_old_mails(page)
    try:
        (article,) = read_page(own, path)
    except SourceError:
        return assemble(plain or decode_bytes(own), path, known, language)
    head, text = own_lines(article.text, forwarded=False)
    return assemble(text, path, cast("Headers", {**known, **_handed_on(head)}), language)


def _without_old_mails(page: bytes) -> bytes:
    from lxml import etree
    from lxml import html as lxml_html

    text = decode_bytes(page).encode("utf-8", "replace")
    try:
        tree = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return page
    own_markup(tree)
    return cast("bytes", lxml_html.tostring(tree, encoding="utf-8"))


def _parsed(raw: bytes, path: str) -> EmailMessage:
    if raw.count(b"\n--") > MOST_PARTS:
        raise SourceError(path, "the mail has too many parts", "save the one to read as text")
    with blame(path, "the mail cannot be taken apart", "save it as text"):
        return message_from_bytes(raw.removeprefix(codecs.BOM_UTF8).lstrip(), policy=SHORT)  # type: ignore[arg-type]


class _Short(policy.EmailPolicy):
    """The standard rules for the fields of a head, which take very long for very long ones."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Return a field, of which a part is enough."""
        return super().header_fetch_parse(name, value[:LONGEST_FIELD])


SHORT = _Short()


def _plain(message: EmailMessage) -> str:
    """Return the plain part, the soft line ends of its flow undone."""
    part = message.get_body(("plain",))
    if part is None:
        return ""
    text = decode_bytes(_content(part)).replace("\r\n", "\n")
    return FLOWED.sub(" ", text) if part.get_param("format") == "flowed" else text


def _content(part: Any) -> bytes:
    """Return the bytes of a part as UTF-8; unlike get_content, this fails for no charset."""
    raw = part.get_payload(decode=True) or b""
    return as_utf8(raw, str(part.get("Content-Type") or ""))


def _is_good(plain: str) -> bool:
    letters = len("".join(ADDRESS.sub("", plain).split()))
    return letters >= ENOUGH and letters > len(plain) / 4


def _known(message: EmailMessage) -> Headers:
    """Return what the head says: whoever writes to a list is an outlet, anybody else a person."""
    name = _sender(message)
    outlet = find_outlet(name) or (name if message.get("List-Unsubscribe") or message.get("List-Id") else "")
    named = Headers() if outlet or not name else byline_fields(name)
    fields = {"publisher": outlet, **named}
    return known_fields(title=plain_subject(_line(message, "Subject")), published=_day(message), **fields)


def _sender(message: EmailMessage) -> str:
    sender = _field(message, "From")
    addresses = getattr(sender, "addresses", ())
    return str(addresses[0].display_name) if addresses else NAME.sub("", str(sender or "")).strip("\"' ")


def _day(message: EmailMessage) -> date | None:
    """Return the day on which it was sent, by the clock of the sender."""
    written = _field(message, "Date")
    moment = getattr(written, "datetime", None)
    return moment.date() if moment else find_day(str(written or ""))


def _handed_on(head: dict[str, str]) -> Headers:
    """Return what the head of a mail says that was handed on."""
    name = NAME.sub("", head.get("from", "")).strip("\"'* ")
    outlet = find_outlet(name)
    named = {"publisher": outlet} if outlet else byline_fields(name) if name else {}
    day, title = find_day(head.get("date") or head.get("sent", "")), plain_subject(head.get("subject", ""))
    return known_fields(title=title, published=day, **named)


def _line(message: EmailMessage, name: str) -> str:
    return str(_field(message, name) or "").strip()


def _field(message: EmailMessage, name: str) -> Any:
    """Return a field of the head; the standard parser fails on some of what spammers write."""
    try:
        return message.get(name)
    except Exception:
        return next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), None)


def _language(message: EmailMessage) -> str:
    return declared_language(_line(message, "Content-Language"))


def _fields(head: bytes) -> dict[str, str]:
    """Return the fields at the very beginning of a file, by their names in lower case."""
    lines = decode_bytes(head[:HEAD]).replace("\r\n", "\n").lstrip("\n").partition("\n\n")[0].split("\n")
    if not FIELD.match(lines[0]):
        return {}
    unfolded = re.sub(r"\n[ \t]+", " ", "\n".join(lines)).split("\n")
    return {match[1].lower(): match[2].lower() for line in unfolded if (match := FIELD.match(line))}
