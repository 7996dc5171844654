"""Whatever a file of any ending holds, it ends as an article or a reason, within seconds and megabytes."""

import random
import time
import tracemalloc
from pathlib import Path

import pytest
from case_files import GOOD

from analystkit.readers import read_files
from analystkit.readers.formats import FORMATS
from analystkit.records import Article, Skipped

PAGE = f"<html><head><meta charset={{}}></head><body><article><h1>Troops</h1><p>“{GOOD}”</p></article></body></html>"
ENDINGS = [*sorted(ending for kind in FORMATS for ending in kind.endings if ending), ".zip", ".gz"]

NOISE = random.Random(7).randbytes(30_000)
OPENINGS = [
    b"", b"\0" * 100_000, NOISE, b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08\0\0\0\0\0",
    b"WARC/1.0\r\n",
    b"filedesc://", b"From a@b Wed Nov  3 08:00:00 2021\nA: b\n", b"MIME-Version: 1.0\n", b"<?xml version='1.0'?><rss",
    b'{"text": ', b"PAR1", b"\xff\xfe", b"\xef\xbb\xbf", b"---\na: b\n---\n", b"PK\x03\x04[Content_Types].xml word/",
    b"PK" + b"\3\4" + b"." * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(OPENINGS)))
def test_any_opening_followed_by_noise_under_any_ending(number: int, tmp_path: Path) -> None:
    pytest.importorskip("pdfplumber")
    for ending in ENDINGS:
        (tmp_path / f"alone{ending}").write_bytes(OPENINGS[number])
        (tmp_path / f"noise{ending}").write_bytes(OPENINGS[number] + b"\0" * 10_000 + NOISE)
    begun = time.perf_counter()
    for result in read_files(tmp_path):
        assert isinstance(result, Article) or (result.reason and result.step)
    assert time.perf_counter() - begun < 60


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_bytes_at_all(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"a{ending}").write_bytes(b"")
    (result,) = read_files(tmp_path)
    assert isinstance(result, Skipped)
    assert result.reason == "it is empty"


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "koi8-r", "utf-16", "no-such-charset"])
@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16"])
def test_a_page_that_names_the_wrong_charset(declared: str, codec: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(declared).encode(codec))
    (article,) = read_files(tmp_path)
    assert isinstance(article, Article)
    assert GOOD in article.text
    if codec != "cp1252" or declared not in ("koi8-r", "utf-8"):  # it is believed where its bytes do not belie it
        assert article.text == f"“{GOOD}”"


def test_a_text_of_two_hundred_megabytes_in_one_line(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.writelines(b"a " * 500_000 for _ in range(200))
    for ending in (".txt", ".csv", ".jsonl", ".eml", ".xml", ".mbox", ".md"):
        (tmp_path / "a.txt").rename(tmp_path / f"a{ending}")
        tracemalloc.start()
        begun = time.perf_counter()
        (result,) = read_files(tmp_path)
        assert time.perf_counter() - begun < 20
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
        tracemalloc.stop()
        assert isinstance(result, Skipped)
        assert "more than" in result.reason
        (tmp_path / f"a{ending}").rename(tmp_path / "a.txt")
