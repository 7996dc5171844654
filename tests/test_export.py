"""Tables as files: exact in JSON Lines, joined and harmless in CSV, escaped in HTML."""

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analystkit.errors import AnalystkitError
from analystkit.export import Markup, check_ending, format_rows, mark_numbers, render_table, write_table


def csv_cell(value: object) -> str:
    frame = pd.DataFrame({"cell": pd.Series([value], dtype="object"), "other": ["x"]})
    return next(csv.reader(list(format_rows(frame, ".csv"))[1:]))[0]


def json_cell(value: object) -> object:
    return json.loads(next(format_rows(pd.DataFrame({"cell": pd.Series([value], dtype="object")}), ".jsonl")))["cell"]


@pytest.mark.parametrize(
    ("value", "in_csv", "in_json"),
    [
        ("troop", "troop", "troop"),
        (4000.0, "4000", 4000),
        (1.5, "1.5", 1.5),
        (np.int64(7), "7", 7),
        (np.float64(0.25), "0.25", 0.25),
        (True, "True", True),
        (None, "", None),
        (float("nan"), "", None),
        (pd.NA, "", None),
        (pd.NaT, "", None),
        (pd.Timestamp("2021-09-28"), "2021-09-28", "2021-09-28"),
        (pd.Timestamp("2021-09-28 07:30"), "2021-09-28T07:30:00", "2021-09-28T07:30:00"),
        (["Belarus", "Russia"], "Belarus; Russia", ["Belarus", "Russia"]),
        ([4000.0, None, 2.5], "4000; ; 2.5", [4000, None, 2.5]),
        (("Crimea",), "Crimea", ["Crimea"]),
        ([], "", []),
        ('He said "yes",\nthen left', 'He said "yes",\nthen left', 'He said "yes",\nthen left'),
    ],
)
def test_every_kind_of_value_has_one_form(value: object, in_csv: str, in_json: object) -> None:
    assert csv_cell(value) == in_csv
    assert json_cell(value) == in_json


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "-", "+"])
def test_text_that_a_spreadsheet_would_run_is_disarmed_in_csv_only(text: str) -> None:
    assert csv_cell(text) == f"'{text}"
    assert csv_cell([text, "ships"]).startswith("'")
    assert json_cell(text) == text


@pytest.mark.parametrize("text", ["-5", "+20%", "-1,200.5", "troop = 1", ""])
def test_signed_amounts_are_not_taken_for_formulas(text: str) -> None:
    assert csv_cell(text) == text


def test_line_ends_do_not_break_a_row_of_csv() -> None:
    assert csv_cell("one\rtwo\r\nthree") == "one\ntwo\nthree"
    assert json_cell("one\rtwo") == "one\rtwo"


def test_a_negative_number_stays_a_number() -> None:
    assert csv_cell(-5.5) == "-5.5"


def test_written_files_come_back(tmp_path: Path) -> None:
    frame = pd.DataFrame({"number": ["4,000", "dozens"], "best": [4000.0, 12.0]})
    assert pd.read_csv(write_table(frame, tmp_path / "t.csv")).equals(frame.astype({"best": "int64"}))
    rows = [json.loads(line) for line in write_table(frame, tmp_path / "t.jsonl").read_text("utf-8").splitlines()]
    assert rows == [{"number": "4,000", "best": 4000}, {"number": "dozens", "best": 12}]


def test_an_empty_frame_is_a_header_or_an_empty_file() -> None:
    frame = pd.DataFrame({"number": [], "best": []})
    assert list(format_rows(frame, ".csv")) == ["number,best\n"]
    assert list(format_rows(frame, ".jsonl")) == []


def test_file_names_that_are_no_text_can_be_written(tmp_path: Path) -> None:
    frame = pd.DataFrame({"path": pd.Series(["caf\udce9.txt"], dtype="object")})
    assert "caf\\udce9.txt" in write_table(frame, tmp_path / "t.csv").read_text("utf-8")


@pytest.mark.parametrize("name", ["figures.xlsx", "figures", "figures.csv.gz", "folder.csv/figures"])
def test_other_endings_are_refused_and_the_known_ones_named(name: str) -> None:
    with pytest.raises(AnalystkitError, match=r"end the name in \.csv or \.jsonl"):
        check_ending(name)


def test_nothing_from_an_article_is_markup_in_a_table() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    table = render_table(pd.DataFrame({hostile: [hostile], "actor": [[hostile, "a & b"]]}), caption=hostile)
    assert "<img" not in table
    assert table.count("&lt;img src=x onerror=alert(1)&gt;") == 4
    assert "a &amp; b" in table


def test_table_cells_are_made_to_be_read() -> None:
    frame = pd.DataFrame({"day": [pd.Timestamp("2021-09-28")], "actor": [["Belarus", "Russia"]], "place": [None]})
    assert '<td class="day">2021-09-28</td><td>Belarus, Russia</td><td></td>' in render_table(frame)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (1.5e6, "1,500,000"),
        (2.7e9, "2,700,000,000"),
        (1 / 3, "0.333"),
        (1234.5678, "1,234.57"),
        (0.0, "0"),
        (-5.0, "-5"),
    ],
)
def test_amounts_are_set_off_and_as_exact_as_a_reader_needs(amount: float, shown: str) -> None:
    assert f'<td class="amount">{shown}</td>' in render_table(pd.DataFrame({"best": [amount, 0.5]}))


def test_markup_is_kept() -> None:
    frame = pd.DataFrame({"sentence": pd.Series([Markup("<mark>20</mark>")], dtype="object")})
    assert "<td><mark>20</mark></td>" in render_table(frame)


TEXT = "On 20 May <b>20</b> ships left. 20 & 20 more followed."  # four times "20": letters alone do not tell which


@pytest.mark.parametrize(
    ("start", "sentence", "marked"),
    [
        (13, TEXT[:31], "On 20 May &lt;b&gt;<mark>20</mark>&lt;/b&gt; ships left."),
        (32, TEXT[32:], "<mark>20</mark> &amp; 20 more followed."),
        (37, TEXT[32:], "20 &amp; <mark>20</mark> more followed."),
        (37, TEXT[:31], "On 20 May &lt;b&gt;20&lt;/b&gt; ships left."),
        (37, None, ""),
    ],
)
def test_the_number_is_marked_where_it_stands(start: int, sentence: str | None, marked: str) -> None:
    articles = pd.DataFrame({"article": ["a"], "text": [TEXT]})
    figures = pd.DataFrame({"article": ["a"], "start": [start], "end": [start + 2], "sentence": [sentence]})
    assert TEXT[start : start + 2] == "20"
    assert list(mark_numbers(figures, articles)) == [marked]


def test_a_sentence_without_its_article_is_escaped_and_unmarked() -> None:
    articles = pd.DataFrame({"article": ["other"], "text": ["20"]})
    figures = pd.DataFrame({"article": ["a"], "start": [0], "end": [2], "sentence": ["20 < 30"]})
    assert list(mark_numbers(figures, articles)) == ["20 &lt; 30"]
