"""Readers give the article's text, and what the article says about itself as fields beside it."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analystkit import tables
from analystkit.errors import SourceError
from analystkit.readers import read_files
from analystkit.readers.formats import read_bytes
from analystkit.readers.headers import split_headers
from analystkit.readers.languages import find_language
from analystkit.records import Article

HERE = Path(__file__).parent
GIVEN = HERE.parent / "seeds" / "russia-belarus-nato-2021-09-28.txt"

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Some 300 troops leave the border | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><link rel="canonical" href="https://example.org/a">
{head}</head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<div class="cookie-banner">We use 12 cookies. Accept all</div>
<article><h1>{heading}</h1><div class="share"><button>Share 1,204</button></div>
<p>Some 300 troops left the border on Monday, the Defence Ministry said, and more were expected to follow.</p>
<p>Read more: 50 years of border crossings</p>
<p>About 20 warships stayed in the harbour, where they had arrived together with 40 aircraft in the spring.</p>
<ul><li>4,000 soldiers of the first brigade</li><li>2,000 soldiers of the second brigade</li></ul>
<p>The ministry gave no date for their return, but its spokesman spoke of several weeks at the very least.</p>
</article>
<section id="comments"><p>I do not believe a word of it, says reader 77, who has read 900 of them.</p></section>
<footer>Copyright 2020 Harbour Gazette. 742 partners.</footer></body></html>"""


def cases(name: str) -> Iterator[Any]:
    for line in (HERE / "cases" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            given, _, expected = line.partition("=>")
            yield pytest.param(given.strip(), expected.strip(), id=given.strip())


def said(fields: Any) -> str:
    return "; ".join(f"{name} {fields[name]}" for name in sorted(fields) if name != "title")


def read_text(text: str, path: str = "a.txt") -> Article:
    return next(read_bytes(text.encode(), path))


def read_web(head: str = "", heading: str = "Some 300 troops leave the border") -> Article:
    return read_text(PAGE.format(head=head, heading=heading), "a.html")


@pytest.fixture(scope="module")
def given() -> Article:
    (article,) = read_files(GIVEN)
    assert isinstance(article, Article)
    return article


class TestTheGivenArticle:
    def test_its_headers_become_fields(self, given: Article) -> None:
        assert given.title == "Russia, Belarus Warn Against NATO Expansion in Ukraine"
        assert (given.published, given.via, given.language) == (date(2021, 9, 28), "Reuters", "en")

    def test_nothing_of_them_is_left_in_the_text(self, given: Article) -> None:
        for trace in ("Google", "-->", given.title, "September 28", "SOURCE", "\u00a0"):
            assert trace not in given.text

    def test_the_text_begins_with_the_teaser_and_ends_with_the_last_sentence(self, given: Article) -> None:
        assert given.text.startswith("Russia and Belarus warned NATO")
        assert given.text.endswith("in the Black Sea.")

    def test_paragraphs_are_parted_by_one_empty_line_and_quotes_stay_curly(self, given: Article) -> None:
        paragraphs = given.text.split("\n\n")
        assert len(paragraphs) == 10
        assert all(paragraph == paragraph.strip() and "\n" not in paragraph for paragraph in paragraphs)
        assert "Putin’s “red lines.”" in given.text

    def test_reading_it_twice_gives_the_same_bytes(self, given: Article) -> None:
        assert list(read_files(GIVEN)) == [given]


@pytest.mark.parametrize(("line", "expected"), list(cases("header_lines")))
def test_header_lines_are_told_from_text(line: str, expected: str) -> None:
    fields, text = split_headers(f"Some Troops Leave\n\n{line}\n\nThe last of them left at noon, he said.")
    fields.pop("title", None)
    assert said(fields) == ("" if expected == "nothing" else expected)
    assert (line in text) == (not expected)


@pytest.mark.parametrize(("paragraph", "expected"), list(cases("datelines")))
def test_datelines_are_read_and_stay_in_the_text(paragraph: str, expected: str) -> None:
    fields, text = split_headers(f"Some Troops Leave\n\n{paragraph}\n\nMore will follow.")
    assert said(fields) == expected
    assert paragraph in text


class TestPlainText:
    def test_one_line_is_all_text(self) -> None:
        article = read_text("Some 300 troops leave the border")
        assert (article.title, article.text) == ("", "Some 300 troops leave the border")

    def test_a_long_first_sentence_is_no_headline(self) -> None:
        text = "Some 300 troops left the border on Monday, the Defence Ministry said.\n\nMore will follow."
        assert (read_text(text).title, read_text(text).text) == ("", text)

    def test_a_headline_without_an_empty_line_below_is_text(self) -> None:
        assert read_text("Tanks 300\nWarships 20").text == "Tanks 300\nWarships 20"

    def test_days_that_head_the_parts_of_a_chronicle_stay(self) -> None:
        text = "\n\n".join(f"{day} May 2021\n\nSome {day}00 troops left the border." for day in range(1, 6))
        article = read_text(text)
        assert article.published is None
        assert article.text.count("May 2021") >= 4

    def test_the_credit_at_the_end_is_lifted(self) -> None:
        article = read_text("Some 300 Leave\n\nSome 300 troops left.\n\n(AFP)")
        assert (article.via, article.text) == ("Agence France-Presse", "Some 300 troops left.")

    @pytest.mark.parametrize("teaser", ["{}", "Some 300 troops left the border on Monday, the…"])
    def test_a_teaser_is_not_read_twice(self, teaser: str) -> None:
        first = "Some 300 troops left the border on Monday, the Defence Ministry said."
        assert read_text(f"Some 300 Leave\n\n{teaser.format(first)}\n\n{first}\n\nMore left.").text.count("300") == 1

    def test_markdown_loses_its_marks(self) -> None:
        article = read_text("# Some 300 leave\n\nSome **300** [troops](http://x.org) left, 4 * 5 and a_b_c.", "a.md")
        assert (article.title, article.text) == ("Some 300 leave", "Some 300 troops left, 4 * 5 and a_b_c.")

    def test_the_same_article_has_the_same_id_in_any_encoding(self) -> None:
        text = "“Some 300 troops left,” he said."
        assert (
            len({next(read_bytes(text.encode(codec), "a.txt")).article for codec in ("utf-8", "utf-16", "cp1252")}) == 1
        )

    def test_it_is_read_without_the_library_for_web_pages(self) -> None:
        code = (
            "import sys; from analystkit.readers import read_files;"
            f"assert list(read_files({str(GIVEN)!r}));"
            "assert not {'trafilatura', 'lxml', 'nltk', 'pandas'} & set(sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], check=True, cwd=HERE.parent)


class TestWebPages:
    def test_the_text_is_the_article_and_nothing_else(self) -> None:
        text = read_web().text
        assert text.startswith("Some 300 troops left")
        assert text.endswith("at the very least.")
        for trace in ("cookies", "Home", "1,204", "Read more", "reader 77", "742"):
            assert trace not in text

    def test_paragraphs_are_parted_and_list_items_are_lines(self) -> None:
        assert "first brigade\n- 2,000" in read_web().text
        assert read_web().text.count("\n\n") == 3

    def test_fields_come_from_tags(self) -> None:
        page = read_web('<meta property="article:published_time" content="2021-11-03T08:00:00Z">')
        assert (page.published, page.publisher, page.language) == (date(2021, 11, 3), "Harbour Gazette", "en")
        assert page.url == "https://example.org/a"

    def test_linked_data_comes_before_tags(self) -> None:
        head = (
            '<meta name="date" content="2020-01-01"><script type="application/ld+json">{"@graph": [{"@type": "Person"},'
            '{"@type": ["NewsArticle"], "datePublished": "2021-11-03", "author": [{"name": "Anna Petrova, Reuters"}]}]}'
            "</script>"
        )
        page = read_web(head)
        assert (page.published, page.author, page.via) == (date(2021, 11, 3), "Anna Petrova", "Reuters")

    def test_linked_data_that_is_none_is_passed_over(self) -> None:
        head = '<script type="application/ld+json">{"@type": ' + "[" * 100_000 + "</script>"
        assert read_web(head).title == "Some 300 troops leave the border"

    def test_the_headline_is_the_printed_one_without_the_name_of_the_site(self) -> None:
        assert read_web(heading="Around 300 troops leave the border").title == "Around 300 troops leave the border"
        assert read_web(heading="Menu").title == "Some 300 troops leave the border"

    def test_the_same_article_has_the_same_id_as_text(self) -> None:
        page = read_web()
        assert read_text(f"{page.title}\n\n{page.text}").article == page.article

    def test_the_headline_is_not_in_the_text(self) -> None:
        assert "leave the border" not in read_web().text

    def test_a_printed_date_line_is_read_where_tags_have_none(self) -> None:
        printed = PAGE.replace("<nav>", "<p>Published: 3 November 2021, 10:15</p><nav>")
        assert read_text(printed.format(head="", heading="x"), "a.html").published == date(2021, 11, 3)

    def test_two_printed_days_are_no_day(self) -> None:
        printed = PAGE.replace("<nav>", "<p>3 November 2021</p><p>4 November 2021</p><nav>")
        assert read_text(printed.format(head="", heading="x"), "a.html").published is None

    def test_the_encoding_it_declares_is_respected(self) -> None:
        page = PAGE.format(head="", heading="x").replace("utf-8", "windows-1251").replace("Monday", "Понедельник")
        assert "Понедельник" in next(read_bytes(page.encode("cp1251"), "a.html")).text

    def test_its_content_decides_and_not_its_name(self) -> None:
        page = PAGE.format(head="", heading="Some 300 troops leave the border")
        assert {read_text(page, name).text for name in ("a.html", "a.txt", "a", "a.xyz")} == {read_web().text}

    def test_a_table_of_values_has_a_line_per_row(self) -> None:
        rows = "<table><tr><th>Who</th><th>Troops</th></tr><tr><td>Kyiv</td><td>90,000</td></tr></table></article>"
        page = PAGE.replace("</article>", rows).format(head="", heading="x")
        assert "Kyiv | 90,000" in read_text(page, "a.html").text

    def test_a_table_that_lays_out_the_page_is_read_as_paragraphs(self) -> None:
        body = "".join(f"<p>Paragraph {n} says that some {n}00 troops left the border on Monday.</p>" for n in range(9))
        page = f"<html><body><table><tr><td>Menu</td><td><h1>Troops leave</h1>{body}</td></tr></table></body></html>"
        text = read_text(page, "a.html").text
        assert "|" not in text
        assert "\n\nParagraph 5 says" in text

    def test_nothing_is_fetched_or_logged(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("the network was asked")

        monkeypatch.setattr("socket.socket.connect", refuse)
        monkeypatch.setattr("socket.getaddrinfo", refuse)
        read_web()
        with pytest.raises(SourceError):
            list(read_bytes(b"<html><body>x</body></html>", "a.html"))
        assert capfd.readouterr() == ("", "")


class TestSources:
    def test_a_folder_is_read_with_its_subfolders_in_order_of_path(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.txt", "a/README.md", ".hidden.txt", ".git/c.txt", "README"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(f"Some 300 troops left {name}.")
        found = [result.path for result in read_files(tmp_path)]
        assert found == [f"{tmp_path}/a/z.txt", f"{tmp_path}/b.txt"]

    def test_a_readme_that_is_named_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "README.md").write_text("Some 300 troops left.")
        assert next(read_files(tmp_path / "README.md")).path.endswith("README.md")

    def test_lists_patterns_and_repeats_give_each_file_once(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.txt", "c[1].txt"):
            (tmp_path / name).write_text("Some 300 troops left.")
        found = read_files([str(tmp_path / "*.txt"), tmp_path / "a.txt", str(tmp_path / "c[1].txt")])
        assert [Path(result.path).name for result in found] == ["a.txt", "b.txt", "c[1].txt"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Some 300 troops left the border on Monday, and more of them were expected to follow.", "en"),
        ("Rund 300 Soldaten haben die Grenze am Montag verlassen, und weitere sollen ihnen folgen.", "de"),
        ("Unos 300 soldados dejaron la frontera el lunes, y se espera que otros los sigan en los días.", "es"),
        ("Около 300 солдат покинули границу в понедельник, и по словам министра за ними уйдут другие.", "ru"),
        ("Близько 300 солдатів залишили кордон у понеділок, і за словами міністра це ще не всі, та й інші.", "uk"),
        ("约三百名士兵周一离开边境，国防部表示更多士兵将随后离开，但没有给出具体日期和人数。", "und"),
        ("Tanks 300\nWarships 20", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_function_words(text: str, language: str) -> None:
    assert find_language(text) == language


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("wires", ["alias"]),
        ("publishers", ["alias"]),
        ("header_labels", ["label"]),
        ("header_words", ["word"]),
        ("languages", ["language"]),
        ("charsets", ["label"]),
        ("markup", ["tag"]),
        ("signatures", ["bytes"]),
        ("boilerplate", ["phrase", "where"]),
    ],
)
def test_no_key_stands_twice_in_a_table(table: str, keys: list[str]) -> None:
    found = [tuple(row[key].casefold() for key in keys) for row in tables.rows(table)]
    assert len(found) == len(set(found))
