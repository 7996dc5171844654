"""Files inside files are read one by one; archives that lie or burst are left out within known bounds."""

import gzip
import io
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from case_files import GOOD

from analystkit.readers import archives, read_files
from analystkit.records import Article, Skipped

PAGE = f"<html><body><article><h1>Troops leave</h1><p>{GOOD}</p></article></body></html>"


def packed(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Iterator[object]:
    """Write bytes under a name and read them back as [(path below the folder, text or reason)]."""

    def read(raw: bytes, name: str = "a.zip") -> list[tuple[str, str]]:
        (tmp_path / name).write_bytes(raw)
        results = list(read_files(tmp_path / name))
        said = [one.text if isinstance(one, Article) else one.reason for one in results]
        return [(one.path.removeprefix(f"{tmp_path}/"), what) for one, what in zip(results, said, strict=True)]

    yield read
    assert len(list(tmp_path.parent.rglob("escaped*"))) == 0


class TestZip:
    def test_its_files_are_read_in_order_of_name_each_by_its_content(self, read) -> None:
        found = read(packed({"b/page.html": PAGE, "a.txt": GOOD, "b/": "", "c": PAGE}))
        assert found == [("a.zip!a.txt", GOOD), ("a.zip!b/page.html", GOOD), ("a.zip!c", GOOD)]

    def test_what_a_folder_is_read_without_is_passed_over(self, read) -> None:
        names = (".hidden", "a/.hidden.txt", "__MACOSX/a.txt", "README.md", "x/readme", "b.txt")
        assert [path for path, _ in read(packed(dict.fromkeys(names, GOOD)))] == ["a.zip!b.txt"]

    def test_a_bad_file_in_it_stops_no_other(self, read) -> None:
        found = read(packed({"a.bin": b"\0\1\2", "b.txt": "", "c.txt": GOOD}))
        assert [what for _, what in found] == ["it holds binary data, not text", "it is empty", GOOD]

    @pytest.mark.parametrize(
        "name", ["../escaped.txt", "/escaped.txt", "a/../../escaped.txt", "..\\escaped.txt", "C:\\escaped.txt"]
    )
    def test_a_name_that_leads_out_is_refused(self, read, name: str) -> None:
        assert [what for _, what in read(packed({name: GOOD}))] == ["its name leads out of the archive"]

    def test_an_archive_of_archives_is_opened(self, read) -> None:
        inner = packed({"b.txt": GOOD, "c.txt.gz": gzip.compress(GOOD.encode())})
        assert read(packed({"inner.zip": inner})) == [
            ("a.zip!inner.zip!b.txt", GOOD),
            ("a.zip!inner.zip!c.txt.gz", GOOD),
        ]

    def test_but_only_so_deep(self, read) -> None:
        raw = packed({"a.txt": GOOD})
        for _ in range(9):
            raw = packed({"a.zip": raw})
        assert read(raw) == [("a.zip!a.zip!a.zip!a.zip", "archives stand more than 3 deep inside each other")]

    def test_a_password_is_asked_for(self, read) -> None:
        raw = bytearray(packed({"a.txt": GOOD}))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            raw[raw.index(mark) + place] |= 1
        assert read(bytes(raw)) == [("a.zip!a.txt", "it is protected by a password")]

    def test_an_empty_one_says_so(self, read) -> None:
        assert read(packed({})) == [("a.zip", "the archive holds no files to read")]

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
    def test_a_truncated_one_says_so(self, read, share: float) -> None:
        raw = packed({"a.txt": GOOD, "b.txt": GOOD})
        assert read(raw[: int(len(raw) * share)]) == [("a.zip", "its ZIP directory cannot be read (BadZipFile)")]

    def test_a_damaged_file_in_it_is_named(self, read) -> None:
        raw = packed({"a.txt": bytes(random.Random(1).randbytes(100)).hex(), "b.txt": GOOD})
        broken = raw[:60] + b"\xff\xff\xff" + raw[63:]
        assert read(broken)[0][1].startswith("its packed data break off or are damaged")
        assert read(broken)[1] == ("a.zip!b.txt", GOOD)

    def test_a_directory_of_millions_is_not_loaded(self, read, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archives, "DIRECTORY", 1000)
        assert read(packed({f"{n}.txt": GOOD for n in range(99)})) == [("a.zip", "the archive lists too many files")]


class TestGzip:
    def test_it_is_read_as_what_it_holds(self, read) -> None:
        assert read(gzip.compress(PAGE.encode()), "a.html.gz") == [("a.html.gz", GOOD)]
        assert read(gzip.compress(f"# Troops leave\n\n{GOOD}".encode()), "a.md.gz") == [("a.md.gz", GOOD)]

    def test_members_are_joined(self, read) -> None:
        raw = gzip.compress(GOOD[:20].encode()) + gzip.compress(GOOD[20:].encode())
        assert read(raw, "a.txt.gz") == [("a.txt.gz", GOOD)]

    def test_a_truncated_one_says_so(self, read) -> None:
        raw = gzip.compress(GOOD.encode())
        assert read(raw[:-12], "a.txt.gz") == [("a.txt.gz", "its packed data break off or are damaged (EOFError)")]


def overlapping(copies: int) -> bytes:
    """An archive whose directory lists one packed file many times over."""
    name, text = b"a.txt", (GOOD * 90_000).encode()
    raw = packed({"a.txt": text})
    start = raw.index(b"PK\x01\x02")
    entry = raw[start : start + 46 + len(name)]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(entry) * copies, start, 0)
    return raw[:start] + entry * copies + end


def many(char: bytes) -> bytes:
    """Gzip of half a gigabyte of one character, made without having it."""
    packer, chunk = zlib.compressobj(9, zlib.DEFLATED, 31), char * 1_000_000
    return b"".join(packer.compress(chunk) for _ in range(500)) + packer.flush()


def nested(raw: bytes, wide: int = 8) -> bytes:
    """Archives of archives of a text that packs a thousandfold: 8 * 8 * 8 files of 15 MB."""
    for _ in range(2):
        raw = packed({f"{n}.zip": raw for n in range(wide)})
    return raw


BOMBS = {
    "zeros.txt.gz": lambda: many(b"\0"),
    "letters.txt.gz": lambda: many(b"a"),
    "letters.zip": lambda: packed({"a.txt": b"a" * 300_000_000}),
    "gzip in gzip.gz": lambda: gzip.compress(many(b"a")),
    "nested.zip": lambda: nested(packed({f"{n}.txt": b"a" * 15_000_000 for n in range(8)})),
    "overlapping.zip": lambda: overlapping(20_000),
    "one line.txt": lambda: b"a " * 100_000_000,
    "one line.html": lambda: b"<html><body><p>" + b"a " * 100_000_000,
}

LIMITED = """
import resource, sys
from analystkit.readers import read_files
import analystkit.readers.web, trafilatura
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 600_000_000,) * 2)
for result in read_files(sys.argv[1]):
    print(getattr(result, "reason", "article"))
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited as Linux does it")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_within_seconds_and_megabytes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BOMBS[name]())
    begun = time.perf_counter()
    command = [sys.executable, "-c", LIMITED, str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert time.perf_counter() - begun < 60
    reasons = (
        "it holds binary",
        "it has more than",
        "it unpacks to far more",
        "its files stand on top",
        "archives stand",
    )
    assert any(reason in done.stdout for reason in reasons), done.stdout


def test_every_member_left_out_has_a_next_step(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.bin": b"\0", "../b.txt": GOOD, "c.txt": ""}))
    for result in read_files(tmp_path):
        assert isinstance(result, Skipped)
        assert result.step
