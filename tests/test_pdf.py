"""The text layer of PDFs: columns, paragraphs, broken words, furniture, page starts; and PDFs that are no good."""

import subprocess
import sys
import time
import zlib
from bisect import bisect_right
from pathlib import Path

import pytest
from pdf_files import column, pdf, written

from analystkit.figures import figures_of
from analystkit.readers import read_files
from analystkit.readers.formats import read_bytes
from analystkit.records import Article, Skipped

pytest.importorskip("pdfplumber")

LEFT = [
    "Some 300 troops left the border on Monday,",
    "the Defence Ministry said, and about 20 war-",
    "ships stayed in the harbour where they had",
    "arrived together with 40 aircraft in spring.",
    "The ministry gave no date for their return,",
    "but its spokesman spoke of several weeks.",
]
RIGHT = [
    "Nobody counted the 700 trucks that came by",
    "rail, an officer of the second brigade told",
    "reporters near the station on Tuesday. He",
    "had seen no more than 90 of them himself in",
    "the first week, he said, and 120 later, when",
    "all of the others had already been repaired.",
]


def read(raw: bytes) -> Article:
    (article,) = read_bytes(raw, "a.pdf")
    assert isinstance(article, Article)
    return article


class TestColumns:
    def test_one_column_is_one_paragraph(self) -> None:
        assert read(pdf(column(LEFT))).text == " ".join(LEFT).replace("war- ships", "warships")

    @pytest.mark.parametrize("shift", [0, 5])
    def test_two_columns_are_read_one_after_the_other(self, shift: int) -> None:
        text = read(pdf(column(LEFT) + column(RIGHT, x=320, y=100 + shift))).text
        assert text.index("several weeks") < text.index("Nobody counted")
        assert "rail, an officer" in text

    def test_a_headline_over_both_columns_stays_above(self) -> None:
        page = [(50, 60, "Troops leave the border while the trucks of the second brigade stay where they are")]
        article = read(pdf(page + column(LEFT) + column(RIGHT, x=320)))
        assert f"{article.title} {article.text}".startswith("Troops leave the border while")
        assert article.text.index("several weeks") < article.text.index("Nobody counted")

    def test_three_columns(self) -> None:
        short = [[line[:26].rstrip() for line in lines] for lines in (LEFT, RIGHT)]
        short[0][-1] += "."
        third = [f"third column, line number {n}" for n in "abcdef"]
        text = read(pdf(column(short[0]) + column(short[1], x=230) + column(third, x=410))).text
        assert text.index(short[0][-1][:10]) < text.index(short[1][0][:10]) < text.index("line number a")

    def test_the_cells_of_a_table_stay_in_their_rows(self) -> None:
        rows = [("Kyiv", "90,000"), ("Minsk", "40,000"), ("Moscow", "100,000"), ("Riga", "7,000"), ("Oslo", "3,000")]
        page = [(x, 100 + 12 * n, cell) for n, row in enumerate(rows) for x, cell in zip((50, 300), row, strict=True)]
        assert "Minsk 40,000" in read(pdf(page)).text


class TestParagraphs:
    def test_a_wider_gap_parts_them(self) -> None:
        assert read(pdf(column(LEFT) + column(RIGHT, y=190))).text.count("\n\n") == 1

    def test_so_does_an_indent(self) -> None:
        page = column([*LEFT[:2], LEFT[2] + ".", *LEFT[3:]])
        page[3] = (65, page[3][1], "Some 40 aircraft arrived in the spring.")
        assert "had.\n\nSome 40 aircraft" in read(pdf(page)).text

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (["A column of armoured vehi-", "cles left the harbour on Monday."], "armoured vehicles left"),
            (
                ["A round of live-fire drills and more live-", "fire drills followed on Monday."],
                "more live-fire drills",
            ),
            (["They came from the town of Sainte-", "Anne on Monday, officials said."], "Sainte-Anne on"),
            (["The request had the number 2023-", "0379 and was granted on Monday."], "2023-0379 and"),
        ],
    )
    def test_broken_words_are_mended(self, lines: list[str], expected: str) -> None:
        assert expected in read(pdf(column(lines))).text

    def test_numbers_keep_their_digits_together(self) -> None:
        assert (
            "4,000 Ukrainian and 2,000"
            in read(pdf(column(["About 4,000 Ukrainian and 2,000 foreign troops came."]))).text
        )


def book(count: int = 4) -> bytes:
    pages = []
    for number, name in enumerate(("First", "Second", "Third", "Fourth")[:count], 1):
        head = [
            (50, 40, f"Harbour Gazette, 3 November 2021, issue {number + 900}"),
            (300, 780, f"Page {number} of {count}"),
        ]
        text = [f"{name}: {line.replace('300', f'{number}00')}" for line in LEFT]
        pages.append(head + column(text))
    return pdf(*pages)


class TestPages:
    def test_furniture_is_left_out(self) -> None:
        text = read(book()).text
        assert "Gazette" not in text
        assert "Page" not in text
        assert "200 troops" in text

    def test_numbered_lines_lose_their_numbers(self) -> None:
        page = [*column(LEFT, x=80), *column([str(n) for n in range(1, 7)], x=50)]
        assert read(pdf(page)).text.startswith("Some 300 troops left the border on Monday, the Defence")

    def test_every_offset_knows_its_page(self) -> None:
        article = read(book())
        for number in range(1, 5):
            assert bisect_right(article.pages, article.text.index(f"{number}00 troops")) == number
        assert [figure.page for figure in figures_of(article) if figure.unit == "troop"] == [1, 2, 3, 4]

    def test_a_sentence_over_two_pages_is_one(self) -> None:
        article = read(pdf(column(LEFT[:3]), column(LEFT[3:])))
        assert "they had arrived together" in article.text
        assert article.text[article.pages[1] :].startswith("arrived together")

    def test_the_title_among_the_properties_counts_where_it_is_printed(self) -> None:
        page = [(50, 60, "Troops leave the border"), *column(LEFT)]
        assert read(pdf(page, title="Troops leave the border")).title == "Troops leave the border"
        assert read(pdf(page, title="Microsoft Word - draft3.doc")).title == "Troops leave the border"

    def test_what_is_no_pdf_has_no_pages(self) -> None:
        assert next(read_bytes(b"Some 300 troops left.", "a.txt")).pages == ()


def reason(raw: bytes, tmp_path: Path) -> str:
    (tmp_path / "a.pdf").write_bytes(raw)
    (result,) = read_files(tmp_path)
    assert isinstance(result, Skipped), result
    assert result.step
    return result.reason


def protected() -> bytes:
    return pdf(column(LEFT)).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<%s>/U<%s>>>"
        % (b"41" * 32, b"42" * 32),
    )


class TestNoGood:
    def test_a_password_is_asked_for(self, tmp_path: Path) -> None:
        assert reason(protected(), tmp_path) == "it is protected by a password"

    def test_pictures_of_text_are_named(self, tmp_path: Path) -> None:
        assert reason(pdf([]), tmp_path) == "it holds no text, perhaps pictures of it"

    @pytest.mark.parametrize("raw", [b"%PDF-1.7 ...", b"%PDF-1.4\ntrailer<</Root 9 0 R>>\nstartxref\n0\n%%EOF"])
    def test_what_only_begins_like_one_is_named(self, raw: bytes, tmp_path: Path) -> None:
        assert reason(raw, tmp_path).startswith(("it is no PDF that can be read", "it holds no text"))

    @pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
    def test_a_truncated_one_is_read_or_named(self, share: float, tmp_path: Path) -> None:
        raw = book()
        (tmp_path / "a.pdf").write_bytes(raw[: int(len(raw) * share)])
        assert len(list(read_files(tmp_path))) == 1

    def test_without_its_library_the_next_step_is_the_command(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pdfplumber", None)
        assert reason(pdf(column(LEFT)), tmp_path) == "reading it needs pdfplumber"


def circle() -> bytes:
    return written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>", b"<<>>"])


HOSTILE = {
    "bomb": lambda: pdf([(0, 0, "")], stream=b" " * 200_000_000),
    "many bombs": lambda: pdf(*[[(0, 0, "")]] * 8, stream=b" " * 90_000_000),
    "circle": circle,
    "deep": lambda: written([b"<</Type/Catalog/Pages " + b"[" * 100_000, b"<<>>"]),
    "letters": lambda: pdf([(0, 0, "")], stream=b"BT /F 1 Tf " + b"(aaaaaaaaaa) Tj " * 400_000 + b"ET"),
    "streams": lambda: b"%PDF-1.4\n" + b"stream\n" + zlib.compress(b"a") + b"stream\n" * 100_000,
    "garbage": lambda: b"%PDF-1.4\n" + b"1 0 obj <<" * 100_000,
}

LIMITED = """
import resource, sys, pdfplumber
from analystkit.readers import read_files
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 1_500_000_000,) * 2)
for result in read_files(sys.argv[1]):
    print(getattr(result, "reason", "article"))
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited as Linux does it")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_ones_end_within_seconds_and_megabytes(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(HOSTILE[name]())
    begun = time.perf_counter()
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout
    assert time.perf_counter() - begun < 45
