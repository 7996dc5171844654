"""The article this project started from gives exactly the rows that a careful reader takes from it."""

from pathlib import Path

import pandas as pd
import pytest

import analystkit as ak

GIVEN = Path(__file__).parents[1] / "seeds" / "russia-belarus-nato-2021-09-28.txt"

COLUMNS = [
    "number",
    "low",
    "best",
    "high",
    "bound",
    "unit",
    "kind",
    "actor",
    "action",
    "event",
    "place",
    "time",
    "source",
]
SPOKESPERSON = "A spokesperson for Ukraine’s Defence Ministry"
ROWS = [
    ["two", 2, 2, 2, "exact", "state", "organisation", [], "ensure", "", [], "", "Kremlin spokesperson Dmitry Peskov"],
    ["4,000", 4000, 4000, 4000, "exact", "troop", "personnel", ["Ukraine"], "participate", "Rapid Trident-2021", [], "",
     SPOKESPERSON],
    ["2,000", 2000, 2000, 2000, "exact", "troop", "personnel", ["foreign"], "participate", "Rapid Trident-2021", [], "",
     SPOKESPERSON],
    ["20,000", 20000, 20000, 20000, "exact", "troop", "personnel", ["Belarus", "Russia"], "involve", "", [],
     "Around the same time", ""],
    ["20", 20, 20, 20, "approx", "warship", "ship", ["Russia"], "engage", "", ["Black Sea"], "", ""],
]  # fmt: skip


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    return ak.read_articles(GIVEN)


def test_its_figures_are_these_rows_and_no_others(articles: pd.DataFrame) -> None:
    figures = ak.extract_figures(articles)[COLUMNS]
    found = [["" if cell is None or cell != cell else cell for cell in row] for row in figures.to_numpy().tolist()]
    assert found == ROWS


def test_each_number_stands_where_its_offsets_say(articles: pd.DataFrame) -> None:
    text = articles.loc[0, "text"]
    figures = ak.extract_figures(articles)
    assert [text[row.start : row.end] for row in figures.itertuples()] == figures["number"].tolist()


def test_it_has_a_headline_a_day_and_an_agency(articles: pd.DataFrame) -> None:
    row = articles.loc[0]
    assert row["title"] == "Russia, Belarus Warn Against NATO Expansion in Ukraine"
    assert row["published"] == pd.Timestamp("2021-09-28")
    assert row["via"] == "Reuters"


def test_it_lists_who_and_what_is_named(articles: pd.DataFrame) -> None:
    row = articles.loc[0]
    assert row["countries"] == ["Russia", "Belarus", "Ukraine", "United States"]
    assert row["organisations"] == ["NATO", "Kremlin", "Ukraine Ministry of Defence", "European Union"]
    assert row["people"] == [
        "Vladimir Putin", "Alexander Lukashenko", "Dmitry Peskov", "Dmytro Kuleba", "Ihor Palahniuk",
    ]  # fmt: skip
    assert {"Black Sea", "Crimea"} <= set(row["places"])


def test_its_number_columns_hold_the_values_in_text_order(articles: pd.DataFrame) -> None:
    row = articles.loc[0]
    assert row["troops"] == [4000, 2000, 20000]
    assert row["warships"] == [20]
    assert [row[name] for name in ("aircraft", "vehicles", "missiles", "killed", "wounded", "money")] == [[]] * 6


def test_stray_markup_and_the_doubled_headline_are_read_through(articles: pd.DataFrame) -> None:
    text = articles.loc[0, "text"]
    assert text.startswith("Russia and Belarus warned NATO")
    for stray in ("gtag", "<", "\u00a0", "Russia, Belarus Warn Against", "SOURCE:", "September 28, 2021"):
        assert stray not in text
