"""One page or feed from the web, fetched politely: robots.txt is heeded, and nobody's inner network is asked.

Written on the standard library, because what matters here is what the larger libraries keep to themselves:
every hop of a redirect is checked anew, and the connection goes to the very address that was checked, so that
a name which resolves differently the second time leads nowhere. Proxies in the environment are not used.
"""

import http.client
import io
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterator
from email.message import Message
from http import HTTPStatus
from typing import BinaryIO, NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from analystkit import __version__
from analystkit.cleaning import decode_bytes
from analystkit.errors import SourceError
from analystkit.readers.streams import as_utf8

__all__ = ["fetch", "is_address"]

AGENT = f"analystkit/{__version__}"
TIMEOUT, DEADLINE = 20, 60
"""Seconds that a server may be silent, and that a whole page may take: some send a byte at a time."""

LARGEST, LONGEST_ROBOTS = 20_000_000, 500_000
MOST_HOPS = 5
CHUNK = 65_536
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
SAVE = "open it in a browser and save the page"


class _Answer(NamedTuple):
    """What a server said to one request."""

    status: int
    headers: Message
    body: bytes


def is_address(path: str) -> bool:
    """Tell whether a path is an address of the web.

    Examples
    --------
    >>> is_address("https://example.org/a"), is_address("seeds/a.txt")
    (True, False)
    """
    return ADDRESS.match(path) is not None


def fetch(address: str, *, private: bool = False) -> BinaryIO:
    """Return the bytes of one page or feed, open for reading.

    Parameters
    ----------
    address : begins with http:// or https://.
    private : allow addresses of one's own machine and network; never do so for links that strangers wrote.

    Raises
    ------
    SourceError : the site forbids it, does not answer, answers with an error, or sends too much.
    """
    try:
        return io.BytesIO(_body(_follow(address, private=private), address))
    except ValueError as error:  # where urllib cannot take an address apart: "http://["
        raise SourceError(address, f"it is no address of the web ({error})", "check the address") from error


def _follow(address: str, *, private: bool) -> _Answer:
    """Return the first answer that does not lead on to another page."""
    here = address
    for _ in range(MOST_HOPS + 1):
        _check_robots(here, address, private=private)
        answer = _ask(here, address, private=private)
        there = _redirect(here, answer)
        if there is None:
            return answer
        here = there
    raise SourceError(address, f"it leads from page to page more than {MOST_HOPS} times", SAVE)


def _body(answer: _Answer, address: str) -> bytes:
    if answer.status != HTTPStatus.OK:
        raise SourceError(address, f"the server answered {_status(answer.status)}", SAVE)
    if len(answer.body) > LARGEST:
        raise SourceError(address, f"it has more than {LARGEST:,} bytes", "save it and name the file")
    if answer.headers.get_content_maintype() != "text" or answer.headers.get("content-encoding"):
        return answer.body
    return as_utf8(answer.body, str(answer.headers["content-type"]))  # it comes before what a page says of itself


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _redirect(here: str, answer: _Answer) -> str | None:
    where = answer.headers.get("location", "")
    return urljoin(here, where) if answer.status in (301, 302, 303, 307, 308) and where else None


def _check_robots(here: str, address: str, *, private: bool) -> None:
    """Ask the site for its rules; one that has none allows all, one that fails to tell allows nothing."""
    where, asked = urljoin(here, "/robots.txt"), 0
    while True:
        answer = _ask(where, address, private=private, largest=LONGEST_ROBOTS)
        there = _redirect(where, answer)
        if there is None or asked == MOST_HOPS:
            break
        where, asked = there, asked + 1
    if answer.status >= 500:
        raise SourceError(address, f"its robots.txt could not be read ({_status(answer.status)})", "try again later")
    rules = RobotFileParser()
    rules.parse(decode_bytes(answer.body[:LONGEST_ROBOTS]).splitlines() if answer.status == HTTPStatus.OK else [])
    if not rules.can_fetch(AGENT, here):
        raise SourceError(address, "the site's robots.txt asks programs not to fetch it", SAVE)


def _ask(address: str, asked_for: str, *, private: bool, largest: int = LARGEST) -> _Answer:
    """Send one request to an address that has been checked, and return the answer as it is."""
    try:
        parts = urlsplit(address)
        connection = _connection(parts, _resolve(parts, private=private))
        try:
            return _exchange(connection, parts, largest)
        finally:
            connection.close()
    except _Refused as error:
        raise SourceError(asked_for, str(error), "check the address") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        because = str(getattr(error, "reason", None) or getattr(error, "strerror", None) or error).lower()
        found = f"it could not be fetched ({because or type(error).__name__})"
        raise SourceError(asked_for, found, "check the address and the network, or save the page") from error


def _exchange(connection: http.client.HTTPConnection, parts: SplitResult, largest: int) -> _Answer:
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*") + (f"?{quote(parts.query, safe=SAFE)}" * bool(parts.query))
    connection.request("GET", path, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
    response = connection.getresponse()
    return _Answer(response.status, response.headers, b"".join(_chunks(response, largest)))


SAFE = "/%:=&~+!$,;'@()*?[]"


def _chunks(response: http.client.HTTPResponse, largest: int) -> Iterator[bytes]:
    """Yield the body up to one byte more than allowed, by which the caller sees that it is too long."""
    left, end = largest + 1, time.monotonic() + DEADLINE
    while left > 0 and (chunk := response.read1(min(CHUNK, left))):
        if time.monotonic() > end:
            raise TimeoutError(f"it took longer than {DEADLINE} seconds")
        left -= len(chunk)
        yield chunk


class _Refused(ValueError):
    """An address that is not asked."""


def _resolve(parts: SplitResult, *, private: bool) -> str:
    """Return the number of a host, where it may be asked: all of its numbers must be public ones."""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _Refused("it leads to an address that is none of the web")
    found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    numbers = [str(entry[4][0]) for entry in found]
    if not private and not all(map(_is_public, numbers)):
        raise _Refused("it leads to a private address, which is not asked unless private=True says so")
    return numbers[0]


def _is_public(number: str) -> bool:
    """Tell a public address, looking also at the one that another may carry: ::ffff:127.0.0.1."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if carried or address in NAT64:
            return _is_public(str(carried or ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    return address.is_global and not address.is_multicast


NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _connection(parts: SplitResult, number: str) -> http.client.HTTPConnection:
    kind = _Secure if parts.scheme == "https" else _Plain
    return kind(str(parts.hostname), _port(parts), number)


class _Plain(http.client.HTTPConnection):
    """A connection to a number, in the name of a host."""

    def __init__(self, host: str, port: int, number: str) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self.number = number

    def connect(self) -> None:
        """Connect to the number that was checked, not to what the name means now."""
        self.sock = socket.create_connection((self.number, self.port), TIMEOUT)


class _Secure(_Plain):
    """The same, encrypted, with a certificate for the name."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        """Connect, and make sure that the other side is who it should be."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
