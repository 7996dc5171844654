"""Pin today's scores on the development files: benchmarks/pinned_scores.json, and the tables of BENCHMARKS.md.

    python benchmarks/pin_scores.py [--check]

The tests fail where a score falls by more than ``SLACK`` points below its pin, or where BENCHMARKS.md shows another
number than the pinned one. ``--check`` prints what has moved and pins nothing.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import accuracy

PINS = Path(__file__).with_name("pinned_scores.json")
TABLES = Path(__file__).resolve().parents[1] / "BENCHMARKS.md"
SLACK = 0.5
"""Points of F1 that a change may cost."""

Scores = dict[str, dict[str, float]]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="print what has moved and pin nothing")
    check = parser.parse_args(argv).check
    current = current_scores()
    pinned = pinned_scores() if PINS.is_file() else current
    for name, before, now in moved_scores(pinned, current):
        print(f"{name:34} {before:6.1f} -> {now:6.1f}")
    if not check:
        PINS.write_text(json.dumps(current, indent=1) + "\n", encoding="utf-8")
        TABLES.write_text(with_scores(TABLES.read_text(encoding="utf-8"), current), encoding="utf-8")
    return int(check and bool(fallen_scores(pinned, current)))


def has_gold() -> bool:
    """True where the development files and their scorers are there; they are not part of the repository."""
    return (accuracy.SHARED / "gold").is_dir() and (accuracy.SHARED / "score").is_dir()


def current_scores() -> Scores:
    """Return F1 of every field on the development files, in points."""
    gold = accuracy.SHARED / "gold"
    figures = _score(gold / "figures_dev.jsonl", accuracy.predict_figures, _figures_result)
    newsquant = _score(gold / "newsquant_dev.json", accuracy.predict_newsquant, _newsquant_result)
    return {"figures": figures, "newsquant": newsquant}


Rows = list[dict[str, Any]]


def _score(
    path: Path, predict: Callable[[Any], Any], result: Callable[[Rows, Rows], Mapping[str, tuple[float, ...]]]
) -> dict[str, float]:
    gold = accuracy._read(path)
    return {name: round(found[2], 1) for name, found in result(gold, [predict(row) for row in gold]).items()}


def _figures_result(gold: Rows, predicted: Rows) -> Mapping[str, tuple[float, ...]]:
    by_id = accuracy._by_id
    return dict(accuracy._scorer("score_figures").score(by_id(gold), by_id(predicted)))


def _newsquant_result(gold: Rows, predicted: Rows) -> Mapping[str, tuple[float, ...]]:
    return dict(accuracy._scorer("score_newsquant").score(gold, predicted)["clean"])


def pinned_scores() -> Scores:
    """Return the pinned F1 of every field."""
    return dict(json.loads(PINS.read_text(encoding="utf-8")))


def moved_scores(pinned: Scores, current: Scores) -> list[tuple[str, float, float]]:
    """Return name, pinned and current value of every score that is no longer what it was."""
    return [
        (f"{part} {name}", before, current[part][name])
        for part, scores in pinned.items()
        for name, before in scores.items()
        if current[part][name] != before
    ]


def fallen_scores(pinned: Scores, current: Scores) -> list[tuple[str, float, float]]:
    """Return those that fell by more than the slack."""
    return [(name, before, now) for name, before, now in moved_scores(pinned, current) if before - now > SLACK + 1e-9]


def with_scores(document: str, scores: Scores) -> str:
    """Return a document where the second cell of each row named as a score, below its part's mark, shows that score."""
    part: dict[str, float] = {}
    lines = []
    for line in document.split("\n"):
        if line.startswith("<!-- scores: "):
            part = scores[line.removeprefix("<!-- scores: ").removesuffix(" -->")]
        cells = line.split("|")
        if len(cells) > 3 and cells[1].strip() in part:
            cells[2] = f" {part[cells[1].strip()]:.1f} "
        lines.append("|".join(cells))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
