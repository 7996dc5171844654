"""Each stretch of a text has the source that an analyst would name."""

import re
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from case_files import CASES, case_lines
from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit import tables
from analystkit.entities import find_mentions
from analystkit.quotations import find_quotations
from analystkit.records import Mention, Statement
from analystkit.speakers import find_statements
from analystkit.text import find_sentences

SEED = Path(__file__).parent.parent / "seeds" / "russia-belarus-nato-2021-09-28.txt"


def statements_of(text: str) -> list[Statement]:
    return find_statements(text, find_sentences(text), find_mentions(text))


def source_of(text: str, start: int, end: int) -> str:
    covering = [s for s in statements_of(text) if s.start <= start and end <= s.end]
    return min(covering, key=lambda s: s.end - s.start).source if covering else "-"


def braced(marked: str) -> tuple[str, list[tuple[int, int]]]:
    spans, text = [], ""
    for piece in re.split(r"(\{.*?\})", marked):
        if piece.startswith("{"):
            spans.append((len(text), len(text) + len(piece) - 2))
        text += piece.strip("{}")
    return text, spans


@pytest.mark.parametrize("case", case_lines(CASES / "speakers.txt"))
def test_a_case_holds(case: str) -> None:
    marked, _, sources = case.partition(" => ")
    text, spans = braced(marked.replace(" / ", "\n\n"))
    assert " ; ".join(source_of(text, *span) for span in spans) == sources


def test_the_seed_article_has_its_sources() -> None:
    text = SEED.read_text(encoding="utf-8")
    wanted = {
        "4,000": "A spokesperson for Ukraine’s Defence Ministry",
        "2,000": "A spokesperson for Ukraine’s Defence Ministry",
        "two of our states": "Kremlin spokesperson Dmitry Peskov",
        "creating bases in": "Belarusian President Alexander Lukashenko",
        "20,000": "-",
        "approximately 20": "-",
    }
    found = {words: source_of(text, text.index(words), text.index(words) + len(words)) for words in wanted}
    assert found == wanted


def test_a_pronoun_means_the_last_person_named_after_the_last_claim() -> None:
    text = "The army said it was hard. Ann Poole flew in. She said two men had died."
    ann = Mention(27, 36, "Ann Poole", "Ann Poole", "person")
    assert find_statements(text, find_sentences(text), [ann])[-1].source == "Ann Poole"


def test_marks_inside_a_quotation_do_not_end_it() -> None:
    text = "“Putin’s “red lines” are ours,” he said. The 'hot' soldiers' mess. \"Yes.\" He left."
    assert [text[q.start : q.end] for q in find_quotations(text)] == ["“Putin’s “red lines” are ours,”", '"Yes."']


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second = find_quotations("“One.\n\n“Two,” he said.")
    assert (first.continued, second.continued) == (False, True)


VERBS = sorted(tables.column("reporting_verbs", "word"))
WORDS = [*VERBS, "he", "it", "according", "to", "“", "”", '"', "'", "‘", "’", ",", ".", "\n", "that", "the",
         "officials", "Ann Poole", "reports", "who", "(", ")", "and", "on Monday", "5", ":", "—"]  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_statements_quote_the_text_in_order(text: str) -> None:
    found = find_statements(text, find_sentences(text), [])
    assert all(0 <= s.start < s.end <= len(text) and s.source and s.rule for s in found)
    assert all(one.start <= two.start for one, two in pairwise(found))


@given(st.text(alphabet="a .,'\"“”‘’«»\n", max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize("part", ["X said “a” ", ", said he", "“a ", "'A b ", "he said. ", "( ", "that who said "])
def test_a_long_run_of_one_phrase_takes_no_longer_than_other_text(part: str) -> None:
    text = part * (60_000 // len(part))
    started = perf_counter()
    find_statements(text, find_sentences(text), [])
    assert perf_counter() - started < 15
