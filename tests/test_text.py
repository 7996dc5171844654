"""Sentences and tokens: where they are cut, and that no offset is ever lost."""

import gzip
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit import tables
from analystkit.text import article_id, find_sentences, find_tokens

CASES = Path(__file__).parent / "cases"
TREEBANKS = Path(__file__).parents[2] / "shared" / "data" / "ud"

PIECES = [
    *("U.S. ", "Gen. ", "F-16", "$1.5m", "n't", "’s", "anti-", "https://a.b/c", "@x", "[1]", "5", "a", "É", "e\u0301"),
    *("“", "”", '"', ". ", "...", "… ", "-", "(", ")", "؟", "😀", "\ufeff", "\x00", " ", "\n", "\r\n", "\u2028"),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


def case_lines(name: str) -> list[str]:
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("# ")]


def treebank(name: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Return the sentences of a treebank file as texts with the spans of their tokens."""
    path = TREEBANKS / f"{name}.tsv.gz"
    if not path.is_file():
        pytest.skip(f"{path.name} is not here")
    found = []
    for block in gzip.decompress(path.read_bytes()).decode("utf-8").strip("\n").split("\n\n"):
        text, spans = "", []
        for word, *_, gap in (line.split("\t") for line in block.split("\n")):
            spans.append((len(text), len(text) + len(word)))
            text += word if gap == "-" else word + " "
        found.append((text.rstrip(), spans))
    return found


def f1(right: Counter[object], found: Counter[object]) -> float:
    return 200 * (right & found).total() / (right.total() + found.total())


@pytest.mark.parametrize("line", case_lines("sentences"))
def test_a_text_is_cut_into_these_sentences(line: str) -> None:
    pieces = line.split(" | ")
    assert [sentence.text for sentence in find_sentences(" ".join(pieces))] == pieces


@pytest.mark.parametrize("line", case_lines("tokens"))
def test_a_sentence_is_cut_into_these_tokens(line: str) -> None:
    text, tokens = line.split(" => ")
    assert [token.text for token in find_tokens(text)] == tokens.split(" ")


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n", "\r", "\u2028", " \n\t\n "])
def test_a_line_end_always_ends_a_sentence(end: str) -> None:
    assert [one.text for one in find_sentences(f"Troops near{end}the border{end}")] == ["Troops near", "the border"]


@settings(deadline=None)
@given(TEXTS)
def test_sentences_quote_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for sentence in find_sentences(text):
        assert sentence.start >= end
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        end = sentence.end


@settings(deadline=None)
@given(TEXTS)
def test_no_letter_is_in_no_sentence(text: str) -> None:
    assert "".join("".join(one.text for one in find_sentences(text)).split()) == "".join(text.split())


@settings(deadline=None)
@given(TEXTS, st.integers(0, 1000))
def test_tokens_quote_the_text_in_order_and_apart(text: str, offset: int) -> None:
    end = 0
    for token in find_tokens(text, offset):
        assert token.start - offset >= end
        assert text[token.start - offset : token.end - offset] == token.text != ""
        assert token.tag == ""
        end = token.end - offset


@settings(deadline=None)
@given(TEXTS)
def test_every_letter_is_in_one_token(text: str) -> None:
    tokens = [token.text for token in find_tokens(text)]
    assert "".join(tokens) == "".join(text.split())
    assert not any(character.isspace() for token in tokens for character in token)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece",
    [
        *("a", ".", " ", "\n", "'", "a-", "1,", ". ", "U.S. ", ".[1]", "a@", "1/", "n't", "! ", "http://", "e\u0301"),
        *('.")', "A.", "ab.cd", "A&", "1-", "The army left on Sept. 5 with 40 tanks. "),
    ],
)
def test_a_very_long_line_is_read_in_linear_time(piece: str) -> None:
    text = "x. " + piece * (200_000 // len(piece)) + "y"
    assert find_sentences(text)[-1].end == len(text)
    assert find_tokens(text)[-1].end == len(text)


def test_nothing_is_found_in_nothing() -> None:
    assert find_sentences("") == find_sentences(" \n\t") == []
    assert find_tokens("") == find_tokens(" \n\t") == []


def test_an_article_has_one_id_whatever_its_format() -> None:
    printed, typed = "Putin’s “red lines”\n\n4,000 troops", 'PUTIN\'S  "red lines" 4,000\u00a0troops\r\n'
    assert article_id(printed) == article_id(typed)
    assert len(article_id(printed)) == 12
    assert set(article_id(printed)) <= set("0123456789abcdef")


def test_another_article_has_another_id() -> None:
    texts = ["", "4,000 troops", "4,001 troops", "4 000 troops", "troops 4,000"]
    assert len({article_id(text) for text in texts}) == len(texts)


def test_an_id_stays_the_same_for_ever() -> None:
    assert article_id("Approximately 20 Russian warships") == "5a5f01fbe6c8"


def test_no_abbreviation_stands_in_two_lists() -> None:
    kinds = ("title", "number", "closing", "prefix")
    forms = Counter(row["form"] for row in tables.rows("abbreviations") if row["kind"] in kinds)
    assert [form for form, times in forms.items() if times > 1] == []


def test_every_row_of_the_abbreviations_says_something_new() -> None:
    rows = [tuple(row.values()) for row in tables.rows("abbreviations")]
    assert len(rows) == len(set(rows))
    assert {kind for _, kind in rows} == {"title", "number", "closing", "starter", "prefix"}


def test_words_that_open_a_sentence_begin_with_a_capital() -> None:
    assert all(word[0].isupper() for word in tables.column("abbreviations", "form", kind="starter"))


@pytest.mark.parametrize(
    ("name", "least"), [("gum-dev", 99.6), ("gum-test", 99.2), ("ewt-dev", 98.8), ("ewt-test", 98.5)]
)
def test_tokens_are_those_of_the_treebanks(name: str, least: float) -> None:
    right, found = Counter[object](), Counter[object]()
    for number, (text, spans) in enumerate(treebank(name)):
        right.update((number, span) for span in spans)
        found.update((number, (token.start, token.end)) for token in find_tokens(text))
    assert f1(right, found) >= least


@pytest.mark.parametrize(
    ("name", "least"), [("gum-dev", 98.8), ("gum-test", 98.8), ("ewt-dev", 97.8), ("ewt-test", 97.7)]
)
def test_sentences_are_those_of_the_treebanks(name: str, least: float) -> None:
    """Headings and list items, which end without a mark, stand on lines of their own, as in an article."""
    text, ends = "", Counter[object]()
    for sentence, _ in treebank(name):
        text += sentence
        marked = sentence.rstrip("\"'”’)]")[-1:] in (".", "!", "?", "…")
        ends.update([len(text)] if marked else [])
        text += " " if marked else "\n"
    found = Counter[object](one.end for one in find_sentences(text) if text[one.end] != "\n")
    assert f1(ends, found) >= least
