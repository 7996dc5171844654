"""Real files of many kinds, broken ones among them, are read or left out with a reason; skipped where they are not at
hand.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from analystkit.readers import read_files
from analystkit.records import Article, Skipped

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
NO_ARTICLES = {
    "gold.json", "empty.pdf", "password-example.pdf", "bad.arc", "example-digest.warc", "post-test.warc.gz",
    "example-space-in-target-uri.warc.gz",
}  # fmt: skip
"""Files in which there is no article: empty, protected, or without a page; and the gold itself."""

pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the collection of samples is not here")


def words(text: str) -> Counter[tuple[str, ...]]:
    found = re.findall(r"\w+", text.lower())
    return Counter(zip(*(found[start:] for start in range(4)), strict=False))


def agreement(article: Article, text: str) -> float:
    found, expected = words(f"{article.title} {article.text}"), words(text)
    return 2 * (found & expected).total() / (found.total() + expected.total())


def test_all_of_them_are_read_or_left_out_with_a_reason() -> None:
    pytest.importorskip("pdfplumber")
    results = list(read_files(SAMPLES))
    read = {Path(one.path.partition("!")[0]).name for one in results if isinstance(one, Article)}
    files = {path.name for path in SAMPLES.rglob("*") if path.is_file() and not path.name.startswith((".", "README"))}
    assert files - read <= NO_ARTICLES
    for one in results:
        assert isinstance(one, Article) or (one.reason and one.step)
        assert one.path.startswith(str(SAMPLES))


@pytest.mark.parametrize(("name", "least"), [("docx/thedeep_doc.docx", 0.99), ("pdf/thedeep_doc.pdf", 0.99)])
def test_the_text_of_a_document_is_the_one_that_its_program_saved(name: str, least: float) -> None:
    pytest.importorskip("pdfplumber")
    (article,) = read_files(SAMPLES / name)
    assert not isinstance(article, Skipped)
    assert agreement(article, (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")) >= least
