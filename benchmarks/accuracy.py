"""Score extracted figures against hand-annotated ones, or write the predictions in the scorers' format.

    python benchmarks/accuracy.py [--figures GOLD.jsonl] [--newsquant GOLD.json] [--predict OUT] [--only even|odd]

A figures file holds one JSON object a line: id, title, date, prev, text, figures. A NewsQuant file is the public
benchmark's list of {"text", "quantities"}. Without options the development files beside the checkout are scored by
the scorers beside them. With ``--predict`` the predictions are written instead of scored.
"""

import argparse
import importlib.util
import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from newsquant import misses, quantities_of

from analystkit.figures import find_figures
from analystkit.records import Figure

SHARED = Path(__file__).resolve().parents[2] / "shared"
NEWSQUANT = ("value", "unit", "unit_partial", "change", "concept_partial", "concept_complete")
FIELDS = ("low", "high", "bound", "unit", "kind", "action", "event", "time", "source", "modality")


def main(argv: list[str]) -> int:
    options = _options(argv)
    for path, predict, score in (
        (options.figures, predict_figures, score_figures),
        (options.newsquant, predict_newsquant, score_newsquant),
    ):
        if path is None:
            continue
        gold = _read(path)
        if options.only:
            gold = [row for at, row in enumerate(gold) if at % 2 == (options.only == "odd")]
        predicted = [predict(row) for row in gold]
        if options.predict:
            _write(options.predict, predicted, lines=path.suffix == ".jsonl")
        else:
            score(gold, predicted, options.errors)
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--figures", type=Path, help="gold file of figures, JSON Lines")
    parser.add_argument("--newsquant", type=Path, help="gold file of NewsQuant, JSON")
    parser.add_argument("--predict", type=Path, metavar="OUT", help="write predictions here instead of scoring")
    parser.add_argument(
        "--only", choices=("even", "odd"), help="score every second row: tune on one, check on the other"
    )
    parser.add_argument("--errors", metavar="FIELD", help=f"list the misses of a column, or of {', '.join(NEWSQUANT)}")
    options = parser.parse_args(argv)
    if options.figures is None and options.newsquant is None:
        options.figures = SHARED / "gold" / "figures_dev.jsonl"
        options.newsquant = SHARED / "gold" / "newsquant_dev.json"
    return options


def _read(path: Path) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.split("\n") if line] if path.suffix == ".jsonl" else json.loads(text)
    return list(rows)


def _write(path: Path, rows: list[dict[str, Any]], *, lines: bool) -> None:
    written = "".join(json.dumps(row) + "\n" for row in rows) if lines else json.dumps(rows, indent=1)
    path.write_text(written, encoding="utf-8")


def _scorer(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SHARED / "score" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# -- figures


def predict_figures(row: dict[str, Any]) -> dict[str, Any]:
    """Extract from the sentence with the one before it as context; keep what stands in the sentence."""
    lead = f"{row['prev']}\n" if row.get("prev") else ""
    published = date.fromisoformat(row["date"]) if row.get("date") else None
    figures = find_figures(lead + row["text"], title=row.get("title", ""), published=published)
    inside = (figure for figure in figures if figure.start >= len(lead))
    return {"id": row["id"], "figures": [_as_gold(figure, len(lead)) for figure in inside]}


def _as_gold(figure: Figure, shift: int) -> dict[str, Any]:
    known = {name: getattr(figure, name) for name in FIELDS}
    lists = {"actor": list(figure.actor), "place": list(figure.place)}
    span = [figure.start - shift, figure.end - shift]
    return {"span": span, "surface": figure.number, **known, **lists, "change": figure.change or "none"}


def score_figures(gold: list[dict[str, Any]], predicted: list[dict[str, Any]], errors: str | None) -> None:
    scorer = _scorer("score_figures")
    result = scorer.score(_by_id(gold), _by_id(predicted), _reporter(gold, errors) if errors else None)
    print(f"{'figures':10} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5}")
    for name, (precision, recall, f1, count) in result.items():
        print(f"{name:10} {precision:6.1f} {recall:6.1f} {f1:6.1f} {count:5}")


def _by_id(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {row["id"]: row["figures"] for row in rows}


def _reporter(gold: list[dict[str, Any]], wanted: str) -> Any:
    texts = {row["id"]: row["text"] for row in gold}

    def report(field: str, key: str, expected: dict[str, Any] | None, found: dict[str, Any] | None) -> None:
        if field != wanted:
            return
        pick = [
            {k: f.get(k) for k in ("surface", "low", "high", "unit", wanted) if k in f} if f else None
            for f in (expected, found)
        ]
        print(f"{key} gold {pick[0]} found {pick[1]}\n      {texts[key]}")

    return report


# -- NewsQuant


def predict_newsquant(row: dict[str, Any]) -> dict[str, Any]:
    return {"text": row["text"], "quantities": quantities_of(row["text"])}


def score_newsquant(gold: list[dict[str, Any]], predicted: list[dict[str, Any]], errors: str | None) -> None:
    scorer = _scorer("score_newsquant")
    for miss in misses(gold, predicted, errors, scorer) if errors in NEWSQUANT else ():
        print(miss)
    print(f"{'newsquant':24} {'P':>6} {'R':>6} {'F1':>6}")
    for name, (precision, recall, f1) in scorer.score(gold, predicted)["clean"].items():
        print(f"{name:24} {precision:6.1f} {recall:6.1f} {f1:6.1f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
