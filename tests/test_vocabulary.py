"""Words of an analyst's own hold for one call, replace what the project says, and fail by name."""

from pathlib import Path

import pandas as pd
import pytest

import analystkit as ak

TEXT = "Crews from Karovia lost 40 lancets and flew 30 zorks. Karovia sent two soldiers."


def figures(tmp_path: Path, text: str = TEXT, **own: str) -> pd.DataFrame:
    paths = {}
    for name, content in own.items():
        paths[name] = tmp_path / f"{name}.csv"
        paths[name].write_text(content, encoding="utf-8")
    return ak.extract_figures(pd.DataFrame({"text": [text]}), **paths)  # type: ignore[arg-type]


def test_a_noun_of_ones_own_gives_unit_and_kind(tmp_path: Path) -> None:
    found = figures(tmp_path, nouns="noun,unit,kind\nlancet,drone,munition\n")
    assert found.loc[0, ["unit", "kind"]].to_list() == ["drone", "munition"]


def test_a_noun_of_ones_own_replaces_the_known_one(tmp_path: Path) -> None:
    found = figures(tmp_path, nouns="noun,kind\nsoldier,other\n")
    assert found.loc[2, "kind"] == "other"


def test_a_unit_of_ones_own_measures(tmp_path: Path) -> None:
    found = figures(tmp_path, units="form,unit,kind\nzorks,zork,distance\n")
    assert found.loc[1, ["unit", "kind"]].to_list() == ["zork", "distance"]


def test_an_entity_of_ones_own_owns(tmp_path: Path) -> None:
    found = figures(tmp_path, entities="name,kind,aliases\nKarovia,country,Karovian Republic\n")
    assert found.loc[2, "actor"] == ["Karovia"]


def test_own_words_hold_for_one_call_only(tmp_path: Path) -> None:
    before = figures(tmp_path)
    figures(tmp_path, nouns="noun,unit,kind\nlancet,drone,munition\n")
    pd.testing.assert_frame_equal(figures(tmp_path), before)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("word,kind\nlancet,munition\n", "no column 'noun' (found: word, kind)"),
        ("noun,kind\nlancet,toy\n", "'toy' in the row of 'lancet' is no kind"),
        ("noun,kind\n,munition\n", "a row without a noun"),
    ],
)
def test_a_bad_table_is_named_with_what_is_wrong(tmp_path: Path, content: str, found: str) -> None:
    with pytest.raises(ak.AnalystkitError, match=r"nouns\.csv") as raised:
        figures(tmp_path, nouns=content)
    assert found in str(raised.value)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ak.AnalystkitError, match="there is no such file"):
        ak.extract_figures(pd.DataFrame({"text": [TEXT]}), nouns=tmp_path / "none.csv")
