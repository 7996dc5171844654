"""Accuracy does not fall unnoticed: a score stays within half a point of its pin, and BENCHMARKS.md shows the pins."""

import copy
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def pins() -> Iterator[Any]:
    """The module benchmarks/pin_scores.py, which is a script beside the package."""
    sys.path.insert(0, str(BENCHMARKS))
    yield importlib.import_module("pin_scores")
    sys.path.remove(str(BENCHMARKS))


def test_no_score_falls_by_more_than_half_a_point(pins: Any) -> None:
    if not pins.has_gold():
        pytest.skip("the annotated development files, which are not part of the repository, are not here")
    fallen = pins.fallen_scores(pins.pinned_scores(), pins.current_scores())
    assert not fallen, "fell below its pin: mend it, or pin anew with python benchmarks/pin_scores.py and say why"


def test_the_gate_sees_a_fall_of_more_than_half_a_point_and_no_smaller_one(pins: Any) -> None:
    pinned = pins.pinned_scores()
    current = copy.deepcopy(pinned)
    current["figures"]["number"] -= 0.5
    current["figures"]["unit"] -= 0.6
    current["newsquant"]["value"] += 3.0
    assert [name for name, _, _ in pins.fallen_scores(pinned, current)] == ["figures unit"]


def test_a_pin_whose_score_is_gone_is_an_error(pins: Any) -> None:
    with pytest.raises(KeyError):
        pins.fallen_scores(pins.pinned_scores(), {"figures": {}, "newsquant": {}})


def test_benchmarks_md_shows_every_pinned_score(pins: Any) -> None:
    document = pins.TABLES.read_text(encoding="utf-8")
    assert pins.with_scores(document, pins.pinned_scores()) == document, "run python benchmarks/pin_scores.py"
    blank = {part: dict.fromkeys(scores, -1.0) for part, scores in pins.pinned_scores().items()}
    shown = pins.with_scores(document, blank).count("| -1.0 |")
    assert shown == sum(len(scores) for scores in pins.pinned_scores().values())
