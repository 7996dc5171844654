"""Tables of articles, as other programs export them, give one article a row."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from case_files import GOOD

from analystkit import tables
from analystkit.readers import read_files
from analystkit.readers.formats import read_bytes
from analystkit.records import Article, Skipped

FIELDS = {
    "title": "Troops leave", "published": date(2021, 11, 3), "publisher": "Harbour Gazette", "author": "Anna Petrova",
    "url": "https://example.org/a", "text": GOOD,
}  # fmt: skip

EXPORTS: dict[str, dict[str, Any]] = {
    "newspaper4k": {
        "url": "https://example.org/a", "title": "Troops leave", "authors": ["Anna Petrova"], "text": GOOD,
        "publish_date": "2021-11-03 10:15:00+00:00", "summary": "", "meta_lang": "en", "publisher": "Harbour Gazette",
    },
    "trafilatura": {
        "title": "Troops leave", "author": "Anna Petrova", "hostname": "example.org", "date": "2021-11-03",
        "source": "https://example.org/a", "source-hostname": "Harbour Gazette", "text": GOOD, "raw_text": GOOD * 2,
        "fingerprint": "9b5e4d1f7c0a2b33", "excerpt": "Some 300 left.",
    },
    "news-please": {
        "authors": ["Anna Petrova"], "date_download": "2022-01-01 00:00:00", "date_modify": None,
        "date_publish": "2021-11-03 08:00:00", "maintext": GOOD, "source_domain": "Harbour Gazette", "text": None,
        "title": "Troops leave", "description": "Some 300 left.", "url": "https://example.org/a",
    },
    "fundus": {
        "title": "Troops leave", "authors": ["Anna Petrova"], "publishing_date": "2021-11-03 10:15:00+01:00",
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [GOOD]}]}, "publisher": "Harbour Gazette",
        "html": {"responded_url": "https://example.org/a", "content": "<html></html>"},
    },
    "NewsAPI": {
        "source": {"id": None, "name": "Harbour Gazette"}, "author": "Anna Petrova", "title": "Troops leave",
        "description": "Some 300 left.", "url": "https://example.org/a", "publishedAt": "2021-11-03T08:00:00Z",
        "content": GOOD,
    },
    "by hand": {
        "Headline": "Troops leave", "Date": "3 November 2021", "Outlet": "Harbour Gazette", "Byline": "Anna Petrova",
        "Link": "https://example.org/a", "Body": GOOD,
    },
}  # fmt: skip


def fields(article: Article | Skipped) -> dict[str, Any]:
    assert isinstance(article, Article), article
    return {name: getattr(article, name) for name in FIELDS}


def read(raw: bytes | str, name: str) -> list[Article | Skipped]:
    return list(read_bytes(raw.encode() if isinstance(raw, str) else raw, name))


def as_csv(rows: list[dict[str, Any]], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("export", EXPORTS)
class TestExports:
    def test_as_lines(self, export: str) -> None:
        (article,) = read(json.dumps(EXPORTS[export]), "a.jsonl")
        assert fields(article) == FIELDS
        assert article.path == "a.jsonl!1"

    def test_as_a_list_over_many_lines(self, export: str) -> None:
        first, second = read(json.dumps([EXPORTS[export]] * 2, indent=2), "a.json")
        assert fields(first) == fields(second) == FIELDS

    def test_inside_an_answer(self, export: str) -> None:
        (article,) = read(json.dumps({"status": "ok", "response": {"results": [EXPORTS[export]]}}), "a.json")
        assert fields(article) == FIELDS

    def test_under_any_name(self, export: str) -> None:
        assert fields(read(json.dumps(EXPORTS[export]), "a.txt")[0]) == FIELDS


class TestDelimited:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_any_delimiter_and_encoding(self, delimiter: str, codec: str) -> None:
        row = EXPORTS["by hand"] | {"Body": f"“{GOOD}”; it said, a|b."}
        found = read(as_csv([row, row], delimiter).encode(codec), "a.csv")
        assert [fields(one) for one in found] == [FIELDS | {"text": f"“{GOOD}”; it said, a|b."}] * 2

    def test_paragraphs_in_a_cell(self) -> None:
        (article,) = read(as_csv([{"text": f"{GOOD}\n\nMore are to follow.", "n": 1}]), "a.csv")
        assert article.text == f"{GOOD}\n\nMore are to follow."

    def test_a_cell_as_long_as_an_article(self) -> None:
        (article,) = read(as_csv([{"text": GOOD * 5000, "n": 1}]), "a.csv")
        assert article.text == GOOD * 5000

    def test_rows_without_text_are_named_and_the_others_read(self) -> None:
        found = read(as_csv([{"text": GOOD, "n": 1}, {"text": "", "n": 2}, {"text": GOOD, "n": 3}]), "a.csv")
        assert [type(one) for one in found] == [Article, Skipped, Article]
        assert found[1] == Skipped("a.csv!2", "it holds no text", "remove it or fetch it again")

    def test_a_cell_that_never_ends(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_bytes(b'text\n"' + b"a" * 30_000_000)
        (result,) = read_files(tmp_path)
        assert result.reason in ("it has a line of more than 20,000,000 bytes", "it is no table that can be read")

    def test_a_quote_that_is_never_closed(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_bytes(b'text\n"' + b"aaa aaa aaa\n" * 2_500_000)
        (result,) = read_files(tmp_path)
        assert result.reason.startswith("it is no table that can be read (field larger than")

    def test_our_own_table_comes_back(self, tmp_path: Path) -> None:
        from analystkit.export import write_table
        from analystkit.reading import read_articles

        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.txt").write_text(f"Troops leave\n\nBy Anna Petrova\n\n3 November 2021\n\n{GOOD}\n\n(AFP)")
        articles = read_articles(tmp_path / "in")
        for name in ("a.csv", "a.jsonl"):
            write_table(articles, str(tmp_path / name))
            again = read_articles(tmp_path / name)
            assert again.drop(columns="path").equals(articles.drop(columns="path"))


class TestFields:
    def test_a_page_in_a_cell_is_read_as_a_page(self) -> None:
        page = f"<html><body><article><h1>Troops</h1><p>{GOOD}</p></article></body></html>"
        (article,) = read(json.dumps({"html": page, "headline": "Troops leave"}), "a.jsonl")
        assert (article.text, article.title) == (GOOD, "Troops leave")

    def test_a_headline_alone_is_the_text(self) -> None:
        row = {"url": "https://example.org/a", "title": "300 troops leave", "seendate": "20211103T101500Z",
               "domain": "example.org", "language": "English"}  # fmt: skip
        (article,) = read(json.dumps({"articles": [row]}), "gdelt.json")
        assert (article.text, article.published, article.publisher) == (
            "300 troops leave",
            date(2021, 11, 3),
            "example.org",
        )

    def test_the_whole_text_comes_before_the_teaser_and_the_teaser_before_nothing(self) -> None:
        rows = [{"summary": "Short.", "text": GOOD}, {"summary": "Some 300 left.", "text": None}]
        assert [one.text for one in read(json.dumps(rows), "a.json")] == [GOOD, "Some 300 left."]

    @pytest.mark.parametrize("day", ["03/04/2021", "2021", "1635897600", "yesterday", ""])
    def test_a_day_that_is_not_told_stays_unknown(self, day: str) -> None:
        assert read(json.dumps({"text": GOOD, "date": day}), "a.json")[0].published is None

    def test_a_bare_number_is_no_day(self) -> None:
        assert read(json.dumps({"text": GOOD, "date": 1635897600}), "a.json")[0].published is None

    def test_the_headline_is_not_counted_twice(self) -> None:
        (article,) = read(json.dumps({"title": "300 leave", "text": f"300 leave\n\n{GOOD}"}), "a.json")
        assert article.text == GOOD

    def test_columns_that_hold_no_articles_are_listed(self) -> None:
        (result,) = read_files(io.StringIO("country;troops\nUkraine;4000"))
        assert isinstance(result, Article)  # nothing tells that it is a table
        with pytest.raises(Exception, match=r"no column of texts \(found: country, troops\)"):
            read("country;troops\nUkraine;4000", "a.csv")


class TestJson:
    def test_a_line_that_is_none_stops_no_other(self) -> None:
        found = read(f'{{"text": "{GOOD}"}}\n{{"text": \n\n{{"text": "{GOOD}"}}', "a.jsonl")
        assert [type(one) for one in found] == [Article, Skipped, Article]
        assert found[1].path == "a.jsonl!2"

    def test_even_the_first(self) -> None:
        assert [type(one) for one in read(f'{{"text": \n{{"text": "{GOOD}"}}', "a.jsonl")] == [Skipped, Article]

    @pytest.mark.parametrize("raw", ['{"a": ' + "[" * 200_000, "[{" * 100_000, '{"a": ' + "9" * 9999 + "}", '{"a"'])
    def test_what_is_no_json_is_left_out(self, raw: str) -> None:
        with pytest.raises(Exception, match=r"no JSON|no column of texts"):
            raise next(e for e in _errors(raw))


def _errors(raw: str) -> Any:
    try:
        for result in read(raw, "a.json"):
            yield ValueError(result.reason)
    except Exception as error:
        yield error


class TestParquet:
    @pytest.fixture
    def parquet(self) -> Callable[[list[dict[str, Any]]], bytes]:
        arrow = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")

        def write(rows: list[dict[str, Any]]) -> bytes:
            out = io.BytesIO()
            parquet.write_table(arrow.Table.from_pylist(rows), out)
            return out.getvalue()

        return write

    def test_rows_are_articles(self, parquet: Callable[[list[dict[str, Any]]], bytes]) -> None:
        row = EXPORTS["newspaper4k"] | {"publish_date": datetime(2021, 11, 3, 8)}
        assert [fields(one) for one in read(parquet([row] * 40), "a.parquet")] == [FIELDS] * 40

    def test_a_truncated_one_says_so(self, parquet: Callable[[list[dict[str, Any]]], bytes]) -> None:
        with pytest.raises(Exception, match="it is no Parquet table that can be read"):
            read(parquet([{"text": GOOD}])[:-20], "a.parquet")

    def test_without_its_library_the_next_step_is_the_command(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
        with pytest.raises(Exception, match=r'run: python -m pip install "analystkit\[parquet\]"'):
            read(b"PAR1", "a.parquet")


def test_no_column_name_stands_twice_for_a_field() -> None:
    found = [(row["field"], row["name"]) for row in tables.rows("article_columns")]
    assert len(found) == len(set(found))
