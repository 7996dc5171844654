"""Bad input is left out with a reason and a next step; good files beside it are read."""

import io
import os
import time
from contextlib import suppress
from pathlib import Path

import pytest
from case_files import GOOD
from hypothesis import given
from hypothesis import strategies as st

from analystkit.errors import SourceError
from analystkit.readers import read_files
from analystkit.readers.formats import read_bytes
from analystkit.readers.streams import LARGEST
from analystkit.records import Article, Skipped


def only(source: object) -> Skipped:
    (result,) = read_files(source)  # type: ignore[arg-type]
    assert isinstance(result, Skipped), result
    assert result.reason
    assert result.step
    return result


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", b" \n\t\r\n ", "it holds only white space"),
        ("a.txt", "\u00a0\u200b\n".encode(), "it holds no text"),
        ("a.txt", b"<!-- nothing else -->", "it holds no text"),
        ("a.txt", b"\x00\x01\x02 binary \x00", "it holds binary data, not text"),
        ("a.txt", bytes(range(1, 256)) * 9, "it holds binary data, not text"),
        ("a.txt", b"%PDF-1.7 ...", "it is no PDF that can be read (PdfminerException)"),
        ("a.html", b"PK\x03\x04...", "its ZIP directory cannot be read (BadZipFile)"),
        ("a.html", b"\x1f\x8b\x08...", "its packed data break off or are damaged (EOFError)"),
        ("a.xyz", GOOD.encode(), "unknown ending .xyz"),
        ("a.html", b"<html><body></body></html>", "it holds no article text"),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "it holds no article text"),
        ("a.html", b"<!-- -->", "it holds no HTML that can be read"),
        ("a.html", b"<html>" + b"<div>" * 100_000 + GOOD.encode(), "its elements are nested too deeply"),
    ],
)
def test_a_bad_file_is_left_out_and_a_good_one_beside_it_is_read(
    tmp_path: Path, name: str, raw: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.txt").write_text(GOOD)
    begun = time.perf_counter()
    bad, good = read_files(tmp_path)
    assert time.perf_counter() - begun < 10
    assert isinstance(bad, Skipped)
    assert (bad.path, bad.reason) == (f"{tmp_path}/{name}", reason)
    assert bad.step
    assert isinstance(good, Article)
    assert good.text == GOOD


@pytest.mark.parametrize("source", ["missing.txt", "", "a\0b", "missing/b.txt", GOOD * 99])
def test_a_missing_path_is_named(source: str) -> None:
    assert only(source).path == source


def test_a_path_below_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    assert only(tmp_path / "a.txt" / "b.txt").reason == "there is no such file"


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert only(tmp_path).reason == "it holds no files to read"


def test_a_pattern_without_a_match_says_so(tmp_path: Path) -> None:
    assert only(f"{tmp_path}/*.txt").reason == "no file matches it"


def test_a_link_to_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert only(tmp_path).reason == "it is a link to a file that is gone"


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    results = list(read_files(tmp_path))
    assert [Path(result.path).name for result in results] == ["good.txt", "self.txt"]
    assert isinstance(results[1], Skipped)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert only(tmp_path).reason == "it is no ordinary file"


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(GOOD)
    monkeypatch.setattr(Path, "open", refuse)
    assert only(tmp_path).reason == "it may not be read"


def test_a_folder_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: str) -> None:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert only(tmp_path).reason == "the folder could not be read (permission denied)"


def test_a_failing_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.BytesIO):
        def read(self, _: int | None = None) -> bytes:
            raise OSError(5, "Input/output error")

    (tmp_path / "a.txt").write_text(GOOD)
    monkeypatch.setattr(Path, "open", lambda *_: Failing())
    assert only(tmp_path).reason == "it could not be read (input/output error)"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * (LARGEST + 1))
    assert only(tmp_path).reason == "it has more than 20,000,000 bytes"


def test_a_huge_page_is_not_parsed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html><body>" + b"<p>x</p>" * 1_300_000)
    assert only(tmp_path).reason.startswith("it has 10,400,012 characters of HTML")


def test_an_unforeseen_failure_in_a_page_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("analystkit.readers.web._extractor", lambda: fail)
    (tmp_path / "a.html").write_text(f"<html><body><p>{GOOD}</p></body></html>")
    assert only(tmp_path).reason == "its main text could not be found (RecursionError)"


@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"two\nlines.txt", b"<b>&amp;.txt", "Київ.txt".encode()])
def test_strange_file_names_break_nothing(tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(GOOD)
    (article,) = read_files(tmp_path)
    assert isinstance(article, Article)
    article.path.encode("utf-8")


MARKS = st.sampled_from(
    [
        "By ",
        "A. B, ",
        " and ",
        "SOURCE: ",
        "AP",
        " | ",
        "\n",
        "\n\n",
        "May 1, 2021",
        "(",
        ")",
        " - ",
        "# ",
        "<p>",
        "&lt;",
    ]
)


@given(st.lists(MARKS | st.text(max_size=5), max_size=40).map("".join), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_text_is_an_article_or_a_reason(text: str, path: str) -> None:
    with suppress(SourceError):
        for article in read_bytes(text.encode("utf-8", "replace"), path):
            assert article.text
            assert article.text == article.text.strip()


@pytest.mark.parametrize("piece", ["*", "[", "](", "# ", "By A and ", "- ", "|", " ", "May 1, 2021 ", "A: "])
@pytest.mark.parametrize("end", ["", "\n"])
def test_hostile_repetition_is_read_in_seconds(piece: str, end: str) -> None:
    begun = time.perf_counter()
    assert list(read_bytes(f"# a{piece * 50_000}{end}b{(piece + end) * 50_000}c".encode(), "a.md"))
    assert time.perf_counter() - begun < 10
