"""Web archives are read record by record, to the break where there is one."""

import gzip
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from case_files import GOOD

from analystkit.readers import read_files
from analystkit.readers.formats import read_bytes
from analystkit.records import Article, Skipped


def page(number: int = 1) -> bytes:
    return f"<html><body><article><h1>Troops leave</h1><p>{number}: {GOOD}</p></article></body></html>".encode()


def http(body: bytes, kind: str = "text/html", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def record(block: bytes, kind: str = "response", url: str = "https://example.org/a", media: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2021-11-03T08:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: {media or 'application/http;msgtype=response'}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


INFO = record(b"software: none\r\n", "warcinfo", media="application/warc-fields")
THREE = [INFO, *(record(http(page(n)), url=f"https://example.org/{n}") for n in (1, 2, 3))]


def arc(body: bytes, length: int | None = None) -> bytes:
    version = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
    head = f"filedesc://a.arc 127.0.0.1 20211103080000 text/plain {len(version)}\n".encode() + version
    answer = http(body)
    line = f"https://example.org/a 127.0.0.1 20211103080000 text/html {length or len(answer)}\n".encode()
    return head + b"\n" + line + answer + b"\n"


def read(raw: bytes, name: str = "a.warc") -> list[Article | Skipped]:
    return list(read_bytes(raw, name))


def numbers(found: list[Article | Skipped]) -> list[str]:
    return [one.text[0] if isinstance(one, Article) else one.reason for one in found]


class TestPages:
    def test_every_page_is_an_article_with_its_address(self) -> None:
        found = read(b"".join(THREE))
        assert numbers(found) == ["1", "2", "3"]
        assert [(one.url, one.path) for one in found][1] == ("https://example.org/2", "a.warc!2")

    def test_the_day_of_the_crawl_is_no_day_of_publication(self) -> None:
        assert read(b"".join(THREE))[0].published is None

    @pytest.mark.parametrize("name", ["a.warc.gz", "a"])
    def test_packed_record_by_record_or_as_one(self, name: str) -> None:
        assert numbers(read(b"".join(map(gzip.compress, THREE)), name)) == ["1", "2", "3"]
        assert numbers(read(gzip.compress(b"".join(THREE)), name)) == ["1", "2", "3"]

    def test_what_is_no_page_is_passed_over(self) -> None:
        others = [
            record(http(b"\x89PNG", "image/png")),
            record(http(page(), status="404 Not Found")),
            record(http(b"", status="301 Moved", more="Location: /b\r\n")),
            record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        ]
        assert numbers(read(b"".join([INFO, *others, THREE[1]]))) == ["1"]

    def test_a_page_without_an_article_stops_no_other(self) -> None:
        found = read(b"".join([INFO, record(http(b"<html><body></body></html>")), THREE[1]]))
        assert numbers(found) == ["it holds no article text", "1"]

    def test_transfer_and_content_encodings_are_undone(self) -> None:
        packed = gzip.compress(page())
        chunked = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
        more = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
        assert numbers(read(INFO + record(http(chunked, more=more)))) == ["1"]

    def test_the_charset_of_the_server_counts(self) -> None:
        body = page().replace(b"Monday", "понедельник".encode("koi8-r"))
        (article,) = read(INFO + record(http(body, "text/html; charset=koi8-r")))
        assert "понедельник" in article.text

    def test_pages_and_texts_kept_without_their_answers(self) -> None:
        raw = (
            INFO
            + record(page(), "resource", media="text/html")
            + record(b"2: " + GOOD.encode(), "conversion", media="text/plain")
        )
        assert numbers(read(raw)) == ["1", "2"]

    def test_an_archive_without_pages_says_so(self) -> None:
        with pytest.raises(Exception, match="the archive holds no web pages"):
            read(INFO)


class TestArc:
    def test_it_is_read_too(self) -> None:
        (article,) = read(arc(page()), "a.arc")
        assert (article.text[0], article.url) == ("1", "https://example.org/a")
        assert numbers(read(gzip.compress(arc(page())), "a.arc.gz")) == ["1"]

    def test_a_record_counted_too_long_is_whole_where_its_server_says_so(self) -> None:
        body = page()
        raw = arc(body, 9999).replace(b"text/html\r\n\r\n", b"text/html\r\nContent-Length: %d\r\n\r\n" % len(body))
        assert numbers(read(raw, "a.arc")) == ["1"]


def cuts() -> Iterator[tuple[str, bytes]]:
    plain, packed = b"".join(THREE), b"".join(map(gzip.compress, THREE))
    last, last_packed = len(THREE[3]), len(gzip.compress(THREE[3]))
    yield "in its page", plain[: -last // 3]
    yield "in its page, packed", packed[: -last_packed // 3]
    yield "in the last bytes, packed", packed[:-4]
    yield "packed as one", gzip.compress(plain)[:-9]


@pytest.mark.parametrize(("where", "raw"), list(cuts()))
def test_what_stands_before_a_break_is_kept_and_the_break_told(tmp_path: Path, where: str, raw: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(raw)
    *before, broken = read_files(tmp_path)
    assert len(before) >= 2, where
    assert all(isinstance(one, Article) for one in before)
    assert isinstance(broken, Skipped)
    assert "break" in broken.reason
    assert "before the break were kept" in broken.step


def test_a_damaged_archive_keeps_what_stands_before(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(THREE[:3]) + b"\0garbage" * 99)
    found = list(read_files(tmp_path))
    assert numbers(found)[:2] == ["1", "2"]


@pytest.mark.parametrize(
    "raw",
    [
        b"WARC/1.0\r\n" + b"a" * 200_000_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 1_000_000,
        INFO + record(http(b"x", more="Content-Length: 99999999999999\r\n")),
        INFO + record(http(b"ffffffff\r\nabc", more="Transfer-Encoding: chunked\r\n")),
        INFO + record(http(gzip.compress(b"a" * 300_000_000), more="Content-Encoding: gzip\r\n")),
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n" * 1000,
        b"filedesc://" + b"a" * 10_000_000,
        b"WARC/1.0\r\n\r\n" * 100_000,
    ],
    ids=["line", "headers", "length", "chunks", "bomb", "negative", "arc line", "empty"],
)
def test_hostile_archives_end_within_seconds(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(raw)
    begun = time.perf_counter()
    assert [one for one in read_files(tmp_path) if isinstance(one, Skipped)]
    assert time.perf_counter() - begun < 15


STREAMED = """
import resource, sys, analystkit.readers.web, trafilatura, warcio
from analystkit.readers import read_files
next(read_files(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = sum(1 for _ in read_files(sys.argv[1]))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_memory_stays_flat_however_long_the_archive(tmp_path: Path) -> None:
    filler = record(http(b"\0" * 1_000_000, "image/png"))
    with (tmp_path / "a.warc").open("wb") as file:
        for number in range(100):
            file.write(filler + (THREE[1] if number % 10 == 0 else b""))
    done = subprocess.run([sys.executable, "-c", STREAMED, str(tmp_path)], capture_output=True, text=True, check=True)
    count, kilobytes = map(int, done.stdout.split())
    assert count == 10
    assert kilobytes < 30_000


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    raw = INFO + record(b"x", "resource", "file:///a b") + b"garbage\r\n" + THREE[1]
    assert list(read_files(BytesIO(raw)))
    assert capfd.readouterr() == ("", "")
