"""A small build-up, as four articles and their figures, with offsets that hold."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from analystkit.frames import ARTICLES, FIGURES

ARTICLE_ROWS = [
    {
        "article": "a1", "title": "Kyiv counts troops on its border", "published": "2021-11-03",
        "publisher": "Harbour Post",
        "text": "Ukraine's Defence Ministry said on Wednesday that about 90,000 Russian troops stood near the "
        "border.\n\nIt also counted dozens of Russian tanks close to Yelnya.\n\n"
        "Moscow called the count inflated.",
    },
    {
        "article": "a2", "title": "Washington fears a winter attack", "published": "2021-12-04",
        "publisher": "Northern Wire",
        "text": "A Pentagon official put the Russian force at 95,000 to 100,000 troops.\n\n"
        "Up to 175,000 Russian troops could be in place by January, the official said.\n\n"
        "Ukraine keeps 125,000 soldiers in the east, according to its Defence Ministry.",
    },
    {
        "article": "a3", "title": "The build-up nears completion", "published": "2022-01-19",
        "publisher": "Harbour Post",
        "text": "More than 127,000 Russian troops now surround Ukraine, its Defence Ministry said.\n\n"
        "The Pentagon placed 8,500 American troops on alert. Thousands of Belarusian soldiers joined a drill, "
        "Minsk said.\n\nApproximately 20 Russian warships left the Baltic.\n\n"
        "Washington sent weapons worth $200 million and Berlin added €5 million.",
    },
    {
        "article": "a4", "title": "Moscow speaks of withdrawal", "published": "2022-02-18",
        "publisher": "Lakeside Review",
        "text": "The American envoy estimated between 169,000 and 190,000 Russian troops in and near Ukraine.\n\n"
        "The Kremlin denied that 190,000 Russian troops were there. It said 10,000 Russian troops had gone home."
        "\n\nAt least 30,000 Russian troops remained in Belarus, a NATO official said.",
    },
]  # fmt: skip

MINISTRY, PENTAGON, ENVOY, KREMLIN = (
    "Ukraine's Defence Ministry", "A Pentagon official", "The American envoy", "The Kremlin",
)  # fmt: skip

# article, number, low, best, high, bound, unit, item, kind, actor, source, more
FIGURE_ROWS: list[tuple[Any, ...]] = [
    ("a1", "90,000", 90000, 90000, 90000, "approx", "troop", "Russian troops", "personnel", ["Russia"], MINISTRY,
     {"time": "Wednesday", "time_start": "2021-11-03", "time_end": "2021-11-03", "stance": "adversary"}),
    ("a1", "dozens", 12, 12, 120, "vague", "tank", "Russian tanks", "ground_vehicle", ["Russia"], MINISTRY, {}),
    ("a2", "95,000 to 100,000", 95000, None, 100000, "range", "troop", "troops", "personnel", ["Russia"],
     PENTAGON, {"stance": "third party"}),
    ("a2", "175,000", None, 175000, 175000, "at_most", "troop", "Russian troops", "personnel", ["Russia"],
     PENTAGON, {"modality": "planned", "time": "by January", "time_start": "2022-01-01",
                "time_end": "2022-01-31"}),
    ("a2", "125,000", 125000, 125000, 125000, "exact", "soldier", "soldiers", "personnel", ["Ukraine"], MINISTRY,
     {"stance": "own"}),
    ("a3", "127,000", 127000, 127000, None, "at_least", "troop", "Russian troops", "personnel", ["Russia"],
     MINISTRY, {"stance": "adversary"}),
    ("a3", "8,500", 8500, 8500, 8500, "exact", "troop", "American troops", "personnel", ["United States"],
     None, {}),
    ("a3", "Thousands", 1000, 1000, 10000, "vague", "soldier", "Belarusian soldiers", "personnel", ["Belarus"],
     "Minsk", {"stance": "own"}),
    ("a3", "20", 20, 20, 20, "approx", "warship", "Russian warships", "ship", ["Russia"], None, {}),
    ("a3", "$200 million", 2e8, 2e8, 2e8, "exact", "USD", None, "money", ["United States"], None, {}),
    ("a3", "€5 million", 5e6, 5e6, 5e6, "exact", "EUR", None, "money", ["Germany"], None, {}),
    ("a4", "169,000 and 190,000", 169000, None, 190000, "range", "troop", "Russian troops", "personnel",
     ["Russia"], ENVOY, {"stance": "third party"}),
    ("a4", "190,000 ", 190000, 190000, 190000, "exact", "troop", "Russian troops", "personnel", ["Russia"],
     KREMLIN, {"modality": "denied", "stance": "own"}),
    ("a4", "10,000", 10000, 10000, 10000, "exact", "troop", "Russian troops", "personnel", ["Russia"], KREMLIN,
     {"stance": "own", "change": "down"}),
    ("a4", "30,000", 30000, 30000, None, "at_least", "troop", "Russian troops", "personnel", ["Russia"],
     "a NATO official", {"place": ["Belarus"]}),
]  # fmt: skip

NAMES = ["article", "number", "low", "best", "high", "bound", "unit", "item", "kind", "actor", "source"]


@pytest.fixture
def articles() -> pd.DataFrame:
    """Return four articles with the columns of ``frames.ARTICLES``."""
    return typed([row | lists(ARTICLES) for row in ARTICLE_ROWS], ARTICLES)


@pytest.fixture
def figures() -> pd.DataFrame:
    """Return their fifteen figures with the columns of ``frames.FIGURES``."""
    return typed([figure_row(number, row) for number, row in enumerate(FIGURE_ROWS)], FIGURES)


@pytest.fixture
def personnel(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the eleven figures of one kind, which share one scale."""
    return figures[figures["kind"] == "personnel"]


def figure_row(number: int, row: tuple[Any, ...]) -> dict[str, Any]:
    """Return one figure, its offsets and sentence looked up in its article."""
    named = dict(zip(NAMES, row, strict=False)) | {"figure": f"f{number:02}", "rule": "cardinal number"}
    article = next(one for one in ARTICLE_ROWS if one["article"] == row[0])
    text = article["text"]
    start = text.rindex(row[1]) if row[1].endswith(" ") else text.index(row[1])
    written = row[1].strip()
    return lists(FIGURES) | named | row[-1] | {
        "number": written, "start": start, "end": start + len(written), "published": article["published"],
        "sentence": sentence_at(text, start), "modality": row[-1].get("modality", "stated"), "measure": "stock",
    }  # fmt: skip


def sentence_at(text: str, start: int) -> str:
    """Return the sentence around an offset; every sentence here ends at a full stop before a space."""
    first = max((text.rfind(stop, 0, start) + len(stop) for stop in (". ", "\n") if stop in text[:start]), default=0)
    stops = [text.find(stop, start) + len(stop.rstrip()) for stop in (". ", ".\n") if text.find(stop, start) >= 0]
    return text[first : min(stops, default=len(text))]


def lists(columns: dict[str, str]) -> dict[str, list[str]]:
    """Return an empty list for every list column."""
    return {name: [] for name, dtype in columns.items() if dtype == "object"}


def typed(rows: list[dict[str, Any]], columns: dict[str, str]) -> pd.DataFrame:
    """Return rows as a frame with exactly these columns and dtypes."""
    frame = pd.DataFrame(rows, columns=list(columns), dtype="object")
    for name, dtype in columns.items():
        values = pd.to_datetime(frame[name]) if dtype.startswith("datetime") else frame[name]
        frame[name] = values.astype(dtype)
    return frame


def day(text: str) -> pd.Timestamp:
    """Return a day as a frame holds it."""
    return pd.Timestamp(date.fromisoformat(text))
