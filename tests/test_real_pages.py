"""Real pages of news sites keep their text, day and headline; skipped where the collection is not at hand."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analystkit.figures import figures_of
from analystkit.readers.formats import read_bytes
from analystkit.records import Article

PAGES = Path(__file__).parents[2] / "shared" / "samples" / "html"

pytestmark = pytest.mark.skipif(not (PAGES / "gold.json").exists(), reason="the collection of pages is not here")

Read = list[tuple[Article, dict[str, Any]]]


@pytest.fixture(scope="module")
def read() -> Read:
    gold = json.loads((PAGES / "gold.json").read_text(encoding="utf-8"))
    return [(next(read_bytes(gzip.decompress((PAGES / name).read_bytes()), name)), gold[name]) for name in sorted(gold)]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(zip(*(words[start:] for start in range(4)), strict=False))


def f1(text: str, body: str) -> float:
    found, expected = shingles(text), shingles(body)
    return 2 * (found & expected).total() / max(1, found.total() + expected.total())


def dated(read: Read) -> Iterator[tuple[Article, dict[str, Any]]]:
    return ((article, gold) for article, gold in read if "title" in gold)


def plain(title: str) -> str:
    return " ".join(title.split()).translate(str.maketrans("‘’“”", "''\"\""))


def test_the_main_text_is_found(read: Read) -> None:
    scores = [f1(article.text, gold["body"]) for article, gold in read]
    assert sum(scores) / len(scores) >= 0.968


def test_the_day_is_found(read: Read) -> None:
    right = [str(article.published) == gold["publishing_date"][:10] for article, gold in dated(read)]
    assert sum(right) / len(right) >= 0.95


def test_the_headline_is_found(read: Read) -> None:
    """Pages print one headline, share another and give machines a third; the collection took one, site by site."""
    right = [plain(article.title) == plain(gold["title"]) for article, gold in dated(read)]
    assert sum(right) / len(right) >= 0.85


def test_the_author_is_found(read: Read) -> None:
    right = [bool(gold["authors"]) and gold["authors"][0] in article.author for article, gold in dated(read)]
    assert sum(right) / len(right) >= 0.85


def test_what_surrounds_an_article_makes_hardly_any_figures(read: Read) -> None:
    figures = [(figure, gold) for article, gold in read for figure in figures_of(article)]
    strange = [figure for figure, gold in figures if not shares_words(figure.sentence, gold["body"])]
    assert len(strange) / len(figures) <= 0.07


def shares_words(sentence: str, body: str) -> bool:
    """Tell whether half of a sentence's runs of four words stand in the known main text."""
    found, known = shingles(sentence), shingles(body)
    return not found or (found & known).total() >= found.total() / 2
