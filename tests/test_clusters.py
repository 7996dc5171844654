"""Copies share a cluster that the first of them leads; articles that only look alike do not."""

import random
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analystkit.clusters
from analystkit.clusters import find_leaders, likeness

WORDS = [
    f"{first}{last}" for first in ("bor", "har", "con", "gar", "min") for last in ("der", "bour", "voy", "ison", "ter")
]


def story(seed: int, length: int = 200) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(WORDS) if place % 20 else str(chance.randint(2, 9999)) for place in range(length)]


def leaders(*texts: list[str]) -> list[int]:
    return find_leaders([" ".join(text) for text in texts], [None] * len(texts))


def test_the_first_by_date_leads_and_then_the_first_in_order() -> None:
    text = " ".join(story(1))
    days = [None, date(2021, 9, 29), date(2021, 9, 28), date(2021, 9, 28)]
    assert find_leaders([text] * 4, days) == [2, 2, 2, 2]
    assert find_leaders([text] * 2, [None, None]) == [0, 0]


def test_small_edits_leave_a_copy_a_copy() -> None:
    original = story(1)
    edited = ["other" if place % 25 == 7 else word for place, word in enumerate(original)]
    shorter, framed = original[:120], story(2, 30) + original + story(3, 30)
    assert leaders(original, edited, shorter, framed, [word.upper() for word in original]) == [0] * 5


def test_the_shape_of_quotes_and_spaces_makes_no_difference() -> None:
    assert likeness("“Some  300 troops”\n\nleft the border", 'some 300 troops" left the border') == 1


def test_stories_of_their_own_are_apart() -> None:
    assert leaders(*(story(seed) for seed in range(50))) == list(range(50))


def test_a_quotation_in_common_makes_no_copy() -> None:
    quoted = story(1, 70)
    assert leaders(quoted + story(2, 130), story(3, 65) + quoted + story(4, 65)) == [0, 1]


def test_a_daily_report_with_other_numbers_is_no_copy() -> None:
    """ "Over the past day 12 tanks and 40 vehicles were destroyed": the words repeat, the news is in the numbers."""
    first = story(1)
    second = [str(int(word) + 1) if word.isdigit() else word for word in first]
    updated = [str(int(word) + 1) if word.isdigit() and place < 40 else word for place, word in enumerate(first)]
    assert leaders(first, second) == [0, 1]
    assert leaders(first, updated) == [0, 0]


def test_a_leader_is_never_a_copy_itself() -> None:
    chain = [story(1)]
    for place in range(0, 200, 4):
        chain.append(["other" if place <= at < place + 4 else word for at, word in enumerate(chain[-1])])
    found = leaders(*chain)
    assert all(found[leader] == leader for leader in found)
    assert len(set(found)) > 1


def test_nothing_is_found_among_nothing() -> None:
    assert find_leaders([], []) == []


@given(st.lists(st.text(max_size=60), max_size=8))
def test_no_text_fails_and_equal_texts_meet(texts: list[str]) -> None:
    found = find_leaders([*texts, *texts], [None] * 2 * len(texts))
    assert found[: len(texts)] == found[len(texts) :]


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share_and_has_no_direction(text: str, other: str) -> None:
    assert 0 <= likeness(text, other) == likeness(other, text) <= 1


def test_thousands_of_one_form_are_compared_with_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    form = story(1)
    texts = [" ".join(str(int(word) + n) if word.isdigit() else word for word in form) for n in range(1, 2001)]
    compared: list[tuple[str, ...]] = []
    monkeypatch.setattr(analystkit.clusters, "_is_copy", lambda *pair: compared.append(pair))
    begun = time.perf_counter()
    assert find_leaders(texts, [None] * len(texts)) == list(range(len(texts)))
    assert 0 < len(compared) <= len(texts)
    assert time.perf_counter() - begun < 20
