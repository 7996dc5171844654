"""Golden cases of extraction, one line each, in ``tests/cases/figures``.

A line is a sentence with its numbers in braces, an arrow, and what each number is: value and unit, then, after
bars, any other columns. ``~20`` is approximate, ``>=40`` at least, ``<=10`` at most, ``500..600`` a range,
``12..120?`` a vague word. A headline may go before, parted by `` // ``. Nothing after the arrow means that the
sentence holds no figure. A line that starts with ``!`` is a known failure, and the suite fails when it starts to
pass. The comment above a line gives its reason.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analystkit.figures import find_figures
from analystkit.records import Figure

FOLDER = Path(__file__).parent / "cases" / "figures"
PUBLISHED = date(2021, 9, 28)
"""A Tuesday; the day of publication of every case."""


def _cases() -> Iterator[object]:
    for path in sorted(FOLDER.glob("*.txt")):
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line and not line.startswith("#"):
                marks = [pytest.mark.xfail(reason="known failure", strict=True)] if line.startswith("!") else []
                yield pytest.param(line.lstrip("! "), id=f"{path.stem}:{at}", marks=marks)


@pytest.mark.parametrize("case", list(_cases()))
def test_a_sentence_gives_these_figures_and_no_others(case: str) -> None:
    sentence, _, wanted = case.partition("=>")
    title, _, plain = sentence.strip().replace("{", "").replace("}", "").rpartition(" // ")
    text = plain.strip()
    figures = list(find_figures(text, title=title, published=PUBLISHED))
    assert [figure.number for figure in figures] == re.findall(r"\{(.*?)\}", sentence)
    for figure, expected in zip(figures, filter(None, wanted.strip().split(";")), strict=True):
        head, *columns = (part.strip() for part in expected.split("|"))
        value, _, unit = head.partition(" ")
        assert (_value(figure), figure.unit) == (value, unit)
        for column in columns:
            name, _, cell = column.partition("=")
            assert (name, _cell(figure, name)) == (name, cell)
        assert text[figure.start : figure.end] == figure.number


def _value(figure: Figure) -> str:
    low, best, high = (None if value is None else f"{value:.10g}" for value in (figure.low, figure.best, figure.high))
    forms = {
        "exact": f"{best}",
        "approx": f"~{best}",
        "at_least": f">={low}",
        "at_most": f"<={high}",
        "range": f"{low}..{high}",
        "vague": f"{low}..{high}?",
    }
    return forms[figure.bound]


def _cell(figure: Figure, name: str) -> str:
    value = getattr(figure, name)
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")
