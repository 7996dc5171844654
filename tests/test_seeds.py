"""The sample articles: documented, dated, readable, offline, and the given one untouched."""

import hashlib
import html
import json
import re
from datetime import date
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"
README = SEEDS / "README.md"
GIVEN = "russia-belarus-nato-2021-09-28.txt"
GIVEN_SHA256 = "8a92099ae88e8888eaf8008535801c20a3d8b197066dd4a9f59f080c17ad9a8b"
FILES = sorted(path.name for path in SEEDS.iterdir() if path.name != "README.md")
OURS = [name for name in FILES if name != GIVEN]
PAGES = [name for name in OURS if name.endswith(".html")]
TEXTS = [name for name in OURS if name.endswith(".txt")]

LOADED = re.compile(r"""<(?!a\b)[a-z]+[^>]*\s(?:src|srcset|href|data|poster)\s*=|@import|url\(""", re.IGNORECASE)
DATELINE = re.compile(r"^[A-Z]{3,}(?:, [A-Z][a-z]+)?, (.+? \d{4}) - \S", re.MULTILINE)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def read(name: str) -> str:
    return (SEEDS / name).read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    """Cells of the rows of the README's tables that describe a file."""
    lines = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def day_in_name(name: str) -> date:
    return date.fromisoformat(Path(name).stem[-10:])


def day_in_dateline(words: str) -> date:
    """Read "Nov. 3, 2021" or "15 February 2022"."""
    day, year = (int(digits) for digits in re.findall(r"\d+", words))
    (month,) = re.findall(r"[A-Z][a-z]{2}", words)
    return date(year, MONTHS.index(month.lower()) + 1, day)


def visible_words(name: str) -> int:
    """Words of the article itself: of a page only paragraphs and table cells, without its surroundings."""
    text = read(name)
    if name in PAGES:
        body = re.sub(r"(?s)<(nav|header|aside|footer|figure|head)\b.*?</\1>", " ", text)
        parts = re.findall(r"(?s)<(?:p|td|th)>(.*?)</(?:p|td|th)>", body)
        text = html.unescape(" ".join(parts))
    return len(text.split())


def test_every_file_is_described_in_the_readme_once_and_the_other_way_round() -> None:
    assert sorted(row[0].strip("`") for row in rows()) == FILES


def test_every_file_has_a_content_and_a_public_source_with_a_publisher() -> None:
    for name, content, source in rows():
        assert len(content) > 20, name
        assert len(source) > 20, name


def test_there_are_at_least_fourteen_articles_of_our_own_in_both_formats() -> None:
    assert len(OURS) >= 14
    assert len(PAGES) >= 5
    assert len(TEXTS) >= 5
    assert set(OURS) == {*PAGES, *TEXTS}


def test_the_given_article_is_unchanged() -> None:
    assert hashlib.sha256((SEEDS / GIVEN).read_bytes()).hexdigest() == GIVEN_SHA256


@pytest.mark.parametrize("name", [*FILES, "README.md"])
def test_a_file_is_utf8_without_damaged_characters(name: str) -> None:
    assert "\ufffd" not in read(name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_named_by_topic_and_day_in_lower_case(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*-\d{4}-\d{2}-\d{2}\.(txt|html)", name)
    assert date(2021, 4, 1) <= day_in_name(name) <= date(2022, 2, 23)


@pytest.mark.parametrize("name", OURS)
def test_an_article_is_150_to_350_words_long(name: str) -> None:
    assert 150 <= visible_words(name) <= 350


@pytest.mark.parametrize("name", OURS)
def test_an_article_says_that_its_publisher_is_the_sample_collection(name: str) -> None:
    mark = '<meta property="og:site_name" content="analystkit samples">' if name in PAGES else "By analystkit samples"
    assert read(name).count(mark) == 1


@pytest.mark.parametrize("name", OURS)
def test_the_dateline_names_the_day_of_the_file_name(name: str) -> None:
    text = re.sub(r"<[^>]+>", "", read(name)).replace("  ", "")
    (words,) = DATELINE.findall(text)
    assert day_in_dateline(words) == day_in_name(name)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_file_begins_with_headline_byline_and_dateline(name: str) -> None:
    headline, byline, dateline = read(name).split("\n\n")[:3]
    assert headline
    assert "\n" not in headline
    assert byline == "By analystkit samples"
    assert DATELINE.match(dateline)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_from_elsewhere(name: str) -> None:
    assert LOADED.search(read(name)) is None


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="" src="http://example.org/a.png">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        "<style>@import 'a.css'</style>",
        "<p style='background: url(//example.org/a.png)'>",
    ],
)
def test_the_check_for_loaded_resources_can_fail(markup: str) -> None:
    assert LOADED.search(markup)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_marked_up_like_a_news_page_with_clutter_around(name: str) -> None:
    page = read(name)
    day = day_in_name(name).isoformat()
    assert f'<meta property="article:published_time" content="{day}T' in page
    assert f'<time datetime="{day}' in page or f'<time class="published" datetime="{day}' in page
    assert page.count("<h1") == page.count("<title>") == page.count("<figcaption") == 1
    assert re.search(r"(?i)cookie|consent", page)
    assert re.search(r"(?i)footer", page)


def test_some_pages_carry_json_ld_that_agrees_with_the_headline() -> None:
    found = 0
    for name in PAGES:
        for block in re.findall(r'(?s)<script type="application/ld\+json">(.*?)</script>', read(name)):
            article = json.loads(block)
            assert article["@type"] == "NewsArticle"
            assert f">{article['headline']}</h1>" in read(name)
            found += 1
    assert found >= 2


def test_at_least_two_pages_hold_a_table() -> None:
    assert sum("<table>" in read(name) for name in PAGES) >= 2
