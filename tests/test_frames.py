"""The two tables: what goes in, what comes out."""

from datetime import date
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

import analystkit as ak
from analystkit.errors import ColumnError, SourceError
from analystkit.export import format_rows
from analystkit.frames import ARTICLES, FIGURES, require

TEXT = "Poland sent 300 soldiers and 12 tanks to Latvia on Monday, the ministry in Warsaw said."


def _figures(**columns: object) -> pd.DataFrame:
    return ak.extract_figures(pd.DataFrame({"text": [TEXT], **columns}))


def test_both_tables_have_their_columns_and_dtypes_even_when_empty() -> None:
    empty = ak.extract_figures(pd.DataFrame({"text": []}))
    assert {name: str(dtype) for name, dtype in empty.dtypes.items()} == FIGURES
    assert {name: str(dtype) for name, dtype in _figures().dtypes.items()} == FIGURES


def test_articles_have_their_columns_and_dtypes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"A headline here\n\n{TEXT}", encoding="utf-8")
    articles = ak.read_articles(tmp_path)
    assert {name: str(dtype) for name, dtype in articles.dtypes.items()} == ARTICLES


@pytest.mark.parametrize("published", ["2021-09-28", date(2021, 9, 28), pd.Timestamp("2021-09-28")])
def test_a_day_of_publication_may_be_text_date_or_timestamp(published: object) -> None:
    assert _figures(published=[published])["time_start"].tolist() == [pd.Timestamp("2021-09-27")] * 2


@pytest.mark.parametrize("published", [None, float("nan"), pd.NaT, 20210928, "no date", ""])
def test_what_is_no_day_leaves_the_day_unknown(published: object) -> None:
    assert _figures(published=[published])["published"].isna().all()


def test_ids_of_ones_own_are_kept() -> None:
    assert _figures(article=[7])["article"].tolist() == ["7", "7"]
    assert _figures(article=["x"])["article"].tolist() == ["x", "x"]


@pytest.mark.parametrize("text", [None, float("nan"), "", 5.5])
def test_a_missing_text_gives_no_figures(text: object) -> None:
    assert ak.extract_figures(pd.DataFrame({"text": [text]})).empty


def test_another_language_gives_no_figures() -> None:
    spanish = "El ministerio dijo que 40 soldados murieron en la ciudad y que otros 20 fueron heridos por el ataque."
    assert ak.extract_figures(pd.DataFrame({"text": [spanish]})).empty


def test_a_frame_without_text_is_refused_with_what_was_found() -> None:
    with pytest.raises(ColumnError, match=r"no column 'text' \(found: Text\)"):
        ak.extract_figures(pd.DataFrame({"Text": [TEXT]}))


def test_a_list_of_no_files_is_refused() -> None:
    with pytest.raises(SourceError, match="the list names no file"):
        ak.read_articles([])


def test_a_table_saved_as_csv_and_read_back_has_days_and_lists_again() -> None:
    figures = _figures(published=["2021-09-28"])
    back = pd.read_csv(StringIO("".join(format_rows(figures, ".csv"))))
    again = require(back, FIGURES, thing="figures")
    assert again["actor"].tolist() == figures["actor"].tolist()
    assert again["time_start"].tolist() == figures["time_start"].tolist()


def test_a_frame_with_its_dtypes_is_handed_through() -> None:
    figures = _figures()
    assert require(figures, FIGURES) is figures


def test_half_a_surrogate_pair_in_a_frame_of_ones_own_is_no_error() -> None:
    figures = ak.extract_figures(pd.DataFrame({"text": pd.Series(["Peru \ud800 sent 20 ships."], dtype="object")}))
    assert figures.loc[0, "sentence"] == "Peru ? sent 20 ships."
