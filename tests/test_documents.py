"""Word documents, OpenDocument texts and Markdown with front matter; and documents that are no good."""

import io
import time
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from case_files import GOOD

from analystkit.readers import read_files
from analystkit.readers.formats import read_bytes
from analystkit.records import Article, Skipped

MORE = "More of them were expected to follow in the week after."
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha ha ">{LAUGHS}]>'


def read(raw: bytes | str, name: str = "a.docx") -> Article:
    (article,) = read_bytes(raw.encode() if isinstance(raw, str) else raw, name)
    assert isinstance(article, Article)
    return article


def word(*paragraphs: str, title: str = "", table: list[list[str]] | None = None) -> bytes:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, "Administrator"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for number, row in enumerate(table):
            for place, cell in enumerate(row):
                grid.cell(number, place).text = cell
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(raw: bytes, name: str, old: str, new: str) -> bytes:
    """Return an archive in which one part reads differently."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            content = before.read(info)
            after.writestr(
                info.filename, content.replace(old.encode(), new.encode()) if info.filename == name else content
            )
    return out.getvalue()


CONTENT = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:text>{}</office:text></office:body></office:document-content>"""


def odt(body: str, content: str = CONTENT) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content.format(body), zipfile.ZIP_DEFLATED)
    return out.getvalue()


class TestWord:
    @pytest.mark.parametrize("name", ["a.docx", "a.zip", "a"])
    def test_paragraphs_and_headline(self, name: str) -> None:
        article = read(word("Troops leave", "3 November 2021", GOOD, MORE), name)
        assert (article.title, article.published, article.text) == (
            "Troops leave",
            date(2021, 11, 3),
            f"{GOOD}\n\n{MORE}",
        )

    def test_a_table_has_a_line_per_row(self) -> None:
        assert "Kyiv | 90,000\nMinsk | 40,000" in read(word(GOOD, table=[["Kyiv", "90,000"], ["Minsk", "40,000"]])).text

    def test_properties_count_where_they_are_printed(self) -> None:
        assert read(word("Troops Leave", GOOD, title="Troops leave")).title == "Troops leave"
        article = read(word("Troops Leave", GOOD, title="Template 7"))
        assert (article.title, article.author, article.published) == ("Troops Leave", "", None)

    def test_changes_are_taken_as_made(self) -> None:
        run = "<w:r><w:t>{}</w:t></w:r>"
        inserted, deleted = (
            f"<w:ins>{run.format('400')}</w:ins>",
            "<w:del><w:r><w:delText>300</w:delText></w:r></w:del>",
        )
        new = f"</w:t></w:r>{deleted}{inserted}<w:r><w:t>"
        assert read(changed(word("Some NNN left the border."), "word/document.xml", "NNN", new)).text == (
            "Some 400 left the border."
        )


class TestOpenDocument:
    def test_paragraphs_and_headline(self) -> None:
        body = f"<text:h>Troops leave</text:h><text:p>Some<text:s/><text:span>300</text:span>{GOOD[8:]}</text:p>"
        article = read(odt(body), "a.odt")
        assert (article.title, article.text) == ("Troops leave", GOOD)

    def test_notes_are_left_out(self) -> None:
        note = "<text:note><text:note-body><text:p>999 of them.</text:p></text:note-body></text:note>"
        assert read(odt(f"<text:p>{GOOD}{note}</text:p>"), "a.odt").text == GOOD


def reason(raw: bytes, tmp_path: Path, name: str) -> str:
    (tmp_path / name).write_bytes(raw)
    begun = time.perf_counter()
    (result,) = read_files(tmp_path / name)
    assert time.perf_counter() - begun < 10
    assert isinstance(result, Skipped), result
    return result.reason


class TestNoGood:
    def test_entities_stay_what_they_are(self, tmp_path: Path) -> None:
        """Some versions of libxml2 refuse the whole document, others leave the names of the entities."""
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        raw = changed(word(GOOD), "word/document.xml", "<w:document", f"{BOMB[21:]}<w:document")
        (tmp_path / "a.docx").write_bytes(changed(raw, "word/document.xml", "Monday", "&e11;"))
        (tmp_path / "a.odt").write_bytes(odt(f"<text:p>{GOOD} &e11;</text:p>", CONTENT.replace(head, BOMB)))
        begun = time.perf_counter()
        texts = [one.text for one in read_files(tmp_path) if isinstance(one, Article)]
        assert time.perf_counter() - begun < 10
        assert not any("ha ha" in text for text in texts)

    def test_a_file_of_this_machine_is_not_read(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("the secret")
        outside = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
        raw = changed(word(GOOD), "word/document.xml", "<w:document", f"{outside}<w:document")
        assert "secret" not in read(changed(raw, "word/document.xml", "Monday", "&x;")).text

    def test_a_bomb_is_not_unpacked(self, tmp_path: Path) -> None:
        raw = changed(word(GOOD), "word/document.xml", "Monday", "a" * 60_000_000)
        assert reason(raw, tmp_path, "a.docx") == "it unpacks to far more than a document has"
        assert reason(odt("a" * 60_000_000), tmp_path, "a.odt") == "it unpacks to far more than a document has"

    @pytest.mark.parametrize("share", [0.3, 0.9])
    def test_a_truncated_one_says_so(self, share: float, tmp_path: Path) -> None:
        for name, raw in (("a.docx", word(GOOD)), ("a.odt", odt(f"<text:p>{GOOD}</text:p>"))):
            assert "cannot be read" in reason(raw[: int(len(raw) * share)], tmp_path, name)

    def test_damaged_xml_says_so(self, tmp_path: Path) -> None:
        assert reason(odt("<text:p>"), tmp_path, "a.odt").startswith("it is no document that can be read")
        raw = changed(word(GOOD), "word/document.xml", "</w:body>", "")
        assert reason(raw, tmp_path, "a.docx").startswith("it is no Word document that can be read")

    def test_one_without_text_says_so(self, tmp_path: Path) -> None:
        assert reason(word(), tmp_path, "a.docx") == "it holds no text"

    def test_a_workbook_is_named(self, tmp_path: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("[Content_Types].xml", "")
            archive.writestr("xl/workbook.xml", "")
        assert reason(out.getvalue(), tmp_path, "a.xlsx") == "it holds a workbook or slides"


MATTER = """---
title: "Troops leave"
date: 2021-11-03T08:00:00Z  # as published
authors:
  - Anna Petrova
  - Ivan Kowal
tags: [army, border 999]
source: Harbour Gazette
url: https://example.org/a
---
# Troops leave

Some **300** troops left the border on Monday, the Defence Ministry said.
"""


class TestFrontMatter:
    @pytest.mark.parametrize("name", ["a.md", "a.txt", "a"])
    def test_its_fields_count(self, name: str) -> None:
        article = read(MATTER, name)
        assert (article.title, article.text, article.path) == ("Troops leave", GOOD, name)
        assert (article.published, article.author) == (date(2021, 11, 3), "Anna Petrova, Ivan Kowal")
        assert (article.publisher, article.url) == ("Harbour Gazette", "https://example.org/a")

    def test_a_first_paragraph_that_looks_like_a_headline_stays(self) -> None:
        assert read("---\ntitle: Troops leave\n---\n\nSome 300 left\n\nMore follow.", "a.md").text == (
            "Some 300 left\n\nMore follow."
        )

    @pytest.mark.parametrize("raw", [f"---\n{GOOD}", f"---\n\n---\n{GOOD}", f"---\na: b\n{GOOD}\n" * 9])
    def test_dashes_alone_are_none(self, raw: str) -> None:
        assert GOOD in read(raw, "a.md").text

    def test_references_are_not_followed(self) -> None:
        begun = time.perf_counter()
        bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a,*a]\n" for n in range(190))
        assert read(f"---\n{bomb}---\n{GOOD}", "a.md").text == GOOD
        assert time.perf_counter() - begun < 5
