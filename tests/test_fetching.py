"""A page or feed is fetched politely, and nobody's inner network is asked; the server is one of our own."""

import gzip
import io
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from case_files import GOOD

import analystkit
from analystkit.readers import fetching, read_files
from analystkit.records import Article, Skipped

PAGE = f"<html><body><article><h1>Troops leave</h1><p>{GOOD}</p></article></body></html>"


class Site:
    """A server on this machine: what it answers to each path, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers["User-Agent"]))
                status, headers, body = site.pages.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_port}"

    def put(self, path: str, body: bytes | str = PAGE, status: int = 200, **headers: str) -> str:
        raw = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, raw)
        return self.root + path


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


def only(address: str, *, private: bool = True) -> Article | Skipped:
    (result,) = read_files(address, private=private)
    assert result.path == address
    return result


def reason(address: str, *, private: bool = True) -> str:
    result = only(address, private=private)
    assert isinstance(result, Skipped)
    assert result.step
    return result.reason


class TestPages:
    def test_a_page_is_read_and_its_address_kept(self, site: Site) -> None:
        article = only(site.put("/a"))
        assert isinstance(article, Article)
        assert (article.text, article.url) == (GOOD, f"{site.root}/a")

    def test_the_site_learns_who_asks_after_telling_its_rules(self, site: Site) -> None:
        only(site.put("/a?b=c"))
        agent = f"analystkit/{analystkit.__version__}"
        assert site.asked == [("/robots.txt", agent), ("/a?b=c", agent)]

    def test_redirects_are_followed(self, site: Site) -> None:
        site.put("/b")
        assert isinstance(only(site.put("/a", status=302, Location="/b")), Article)

    def test_the_charset_of_the_server_counts(self, site: Site) -> None:
        page = PAGE.replace("Monday", "понедельник").encode("koi8-r")
        article = only(site.put("/a", page, Content_Type="text/html; charset=koi8-r"))
        assert isinstance(article, Article)
        assert "понедельник" in article.text

    def test_what_is_sent_packed_is_unpacked(self, site: Site) -> None:
        assert isinstance(only(site.put("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip")), Article)

    def test_addresses_and_files_are_read_side_by_side(self, site: Site, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(GOOD)
        found = list(read_files([site.put("/a"), tmp_path], private=True))
        assert sorted(one.path for one in found) == sorted([f"{site.root}/a", f"{tmp_path}/a.txt"])


class TestRobots:
    def test_what_it_forbids_is_not_asked_for(self, site: Site) -> None:
        site.put("/robots.txt", "User-agent: *\nDisallow: /a")
        assert reason(site.put("/a")) == "the site's robots.txt asks programs not to fetch it"
        assert [path for path, _ in site.asked] == ["/robots.txt"]

    def test_what_it_forbids_to_others_is(self, site: Site) -> None:
        site.put("/robots.txt", "User-agent: Other\nDisallow: /\n\nUser-agent: analystkit\nAllow: /")
        assert isinstance(only(site.put("/a")), Article)

    def test_it_is_heeded_where_a_redirect_leads(self, site: Site) -> None:
        site.put("/robots.txt", "User-agent: *\nDisallow: /b")
        site.put("/b")
        assert "robots.txt" in reason(site.put("/a", status=301, Location="/b"))

    def test_a_site_that_cannot_tell_its_rules_is_left_alone(self, site: Site) -> None:
        site.put("/robots.txt", status=503)
        assert reason(site.put("/a")) == "its robots.txt could not be read (503 Service Unavailable)"


class TestRefusals:
    def test_an_error_of_the_server_is_named(self, site: Site) -> None:
        assert reason(f"{site.root}/missing") == "the server answered 404 Not Found"

    def test_too_much_is_not_read(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fetching, "LARGEST", 1000)
        monkeypatch.setattr(fetching._ask, "__kwdefaults__", {"largest": 1000})
        assert reason(site.put("/a", b"a" * 5000)) == "it has more than 1,000 bytes"

    def test_a_circle_ends(self, site: Site) -> None:
        assert reason(site.put("/a", status=302, Location="/a")) == "it leads from page to page more than 5 times"

    def test_a_silent_server_is_not_waited_for(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fetching, "TIMEOUT", 0.2)
        address = site.put("/a", Content_Length="9999999")
        site.server.RequestHandlerClass.protocol_version = "HTTP/1.1"  # keeps the line open
        assert "could not be fetched" in reason(address)

    def test_a_slow_server_is_not_waited_for(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fetching, "DEADLINE", -1)
        assert reason(site.put("/a")) == "it could not be fetched (it took longer than -1 seconds)"

    def test_nobody_at_home(self) -> None:
        assert reason("http://127.0.0.1:9/a").startswith("it could not be fetched (connection refused")

    @pytest.mark.parametrize("address", ["http://", "http://[", "http://a b/", "https://exa\nmple.org", "http://h:x/"])
    def test_no_address_at_all(self, address: str) -> None:
        (result,) = read_files(address)
        assert isinstance(result, Skipped)


PRIVATE = [
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "2130706433", "127.1",
    "[::1]", "[fe80::1]", "[fc00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localhost",
    "224.0.0.1", "100.64.0.1",
]  # fmt: skip


class TestPrivateAddresses:
    @pytest.mark.parametrize("host", PRIVATE)
    def test_they_are_not_asked(self, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise AssertionError("the network was asked")

        monkeypatch.setattr("socket.create_connection", refuse)
        assert reason(f"http://{host}/a", private=False).startswith(
            ("it leads to a private address", "it could not be fetched")
        )

    def test_nor_by_a_redirect_from_outside(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        public: Callable[[str], bool] = fetching._is_public
        monkeypatch.setattr(fetching, "_is_public", lambda number: number == "127.0.0.1" or public(number))
        address = site.put("/a", status=302, Location="http://169.254.169.254/latest")
        assert reason(address, private=False).startswith("it leads to a private address")

    def test_nor_by_a_redirect_to_a_file(self, site: Site) -> None:
        assert reason(site.put("/a", status=302, Location="file:///etc/passwd")).startswith("it leads to an address")

    def test_nor_by_a_name_that_changes_its_meaning(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The connection goes to the number that was checked, not to what the name means a moment later."""
        answers = iter([[(2, 1, 6, "", ("127.0.0.1", 0))]] * 2)
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: next(answers))
        monkeypatch.setattr(fetching, "_is_public", lambda _: True)
        connected: list[str] = []

        def connect(where: tuple[str, int], *_: object) -> None:
            connected.append(where[0])
            raise OSError("enough")

        monkeypatch.setattr("socket.create_connection", connect)
        reason("http://example.org/a", private=False)
        assert connected == ["127.0.0.1"]


class TestOpenFiles:
    def test_bytes_and_text_are_read_and_stay_open(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(PAGE)
        for mode in ("r", "rb"):
            with (tmp_path / "a.html").open(mode) as file:
                (article,) = read_files(file)
                assert (article.text, article.path) == (GOOD, f"{tmp_path}/a.html")
                assert not file.closed

    def test_one_without_a_name(self) -> None:
        assert [one.path for one in read_files([io.BytesIO(PAGE.encode()), io.StringIO(GOOD)])] == ["open file"] * 2

    def test_the_charset_that_a_page_declares_is_past_where_it_is_text(self) -> None:
        page = PAGE.replace("<html>", '<html><meta charset="koi8-r">').replace("Monday", "понедельник")
        assert "понедельник" in next(read_files(io.StringIO(page))).text

    def test_a_picture_opened_as_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.png").write_bytes(b"\x89PNG\xff\xfe")
        with (tmp_path / "a.png").open(encoding="utf-8") as file:
            (result,) = read_files(file)
        assert result.reason == "it was opened as text, and is none"
