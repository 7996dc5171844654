import pandas as pd
from case_files import CASES, bare_text, case_lines

import analystkit as ak
from analystkit import tables


def _rules_in_use() -> set[str]:
    """The rules that decide anything in the golden cases, without the words that loosen a number."""
    found = set()
    for path in (CASES / "figures").glob("*.txt"):
        for line in case_lines(path):
            for figure in ak.find_figures(bare_text(line)):
                found |= {rule.split(" ")[0] for rule in figure.rule.split("; ")}
    return found


def test_every_rule_that_decides_a_golden_case_is_explained() -> None:
    assert _rules_in_use() - tables.column("rules", "rule") == set()


def test_a_row_of_the_table_is_explained_like_the_record() -> None:
    text = "More than 1,500 people were killed in Kabul, the ministry said."
    figures = ak.extract_figures(pd.DataFrame({"text": [text]}))
    (record,) = ak.find_figures(text)
    assert ak.explain_figure(figures.iloc[0]) == ak.explain_figure(record)


def test_the_words_beside_a_number_are_named() -> None:
    (record,) = ak.find_figures("More than 1,500 people were killed.")
    assert '"more than" beside it' in ak.explain_figure(record)


def test_both_ends_of_a_range_are_named() -> None:
    (record,) = ak.find_figures("Between 20 and 30 ships sailed.")
    assert "number: 20 to 30, range" in ak.explain_figure(record)
