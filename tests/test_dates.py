"""Time expressions are found as an analyst would quote them, and read against the day of publication."""

import re
from datetime import date
from time import perf_counter

import pytest
from case_files import CASES, case_lines
from hypothesis import given
from hypothesis import strategies as st

from analystkit import tables
from analystkit.date_grammar import match_whole
from analystkit.date_readings import READERS, read_days
from analystkit.dates import find_moments
from analystkit.records import Moment

PUBLISHED = date(2021, 9, 28)


def written(moment: Moment) -> str:
    star = "*" if moment.calendar else ""
    if moment.first is None and moment.last is None:
        return f"-{star}"
    if moment.first == moment.last:
        return f"{moment.first}{star}"
    return f"{moment.first or ''}..{moment.last or ''}{star}"


@pytest.mark.parametrize("case", case_lines(CASES / "dates.txt"))
def test_a_case_holds(case: str) -> None:
    sentence, _, days = case.partition(" => ")
    moments = find_moments(re.sub(r"[{}]", "", sentence), PUBLISHED)
    assert [moment.text for moment in moments] == re.findall(r"\{(.*?)\}", sentence)
    assert " ; ".join(map(written, moments)) == days


def test_without_a_day_of_publication_only_dates_with_their_year_are_read() -> None:
    moments = find_moments("On October 1, last week, in 2014 and on May 2, 2015.")
    assert [moment.first for moment in moments] == [None, None, date(2014, 1, 1), date(2015, 5, 2)]


def test_a_no_break_space_is_a_space() -> None:
    assert [m.text for m in find_moments("On October\u00a01 and in the past\u00a0three years.", PUBLISHED)] == [
        "October\u00a01",
        "the past\u00a0three years",
    ]


def test_the_ends_of_the_calendar_do_not_raise() -> None:
    text = "Since yesterday, last week, the past decade, next century, 900 years ago, 9999, the 99th century."
    for published in (date.min, date.max):
        assert find_moments(text, published)


def test_every_rule_of_the_grammar_that_can_be_read_has_a_reader() -> None:
    unread = {"clock", "fiscal", "same_time"}
    assert {match_whole(text) for text in ("10 a.m.", "FY2024", "the same time")} == unread
    assert not unread & set(READERS)


PIECES = sorted(
    {row["phrase"] for row in tables.rows("time_words")}
    | {
        row["word"]
        for name in ("months", "weekdays", "day_parts", "seasons", "time_units")
        for row in tables.rows(name)
    }
    | {"the", "1", "31", "2014", "2000", "0", "1990s", "of", ",", "-", "'", "10:30", "a.m.", "troops", "\u00a0", "Q1"}
)
NEWS = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@given(st.one_of(st.text(), NEWS), st.one_of(st.none(), st.dates()))
def test_moments_quote_the_text_in_order_and_apart(text: str, published: date | None) -> None:
    end = 0
    for moment in find_moments(text, published):
        assert end <= moment.start < moment.end
        assert text[moment.start : moment.end] == moment.text
        assert not (moment.first and moment.last) or moment.first <= moment.last
        end = moment.end


@given(NEWS, st.one_of(st.none(), st.dates()))
def test_reading_never_raises(text: str, published: date | None) -> None:
    days = read_days(text, published)
    assert not (days.first and days.last) or days.first <= days.last


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)))
def test_a_full_date_means_its_day(day: date) -> None:
    (moment,) = find_moments(f"On {day:%B} {day.day}, {day.year} it rained.")
    assert (moment.first, moment.last) == (day, day)


@pytest.mark.parametrize("part", ["2014, ", "Monday, ", "May and ", "the ", "since ", "from 5 ", "twenty-", "1"])
def test_a_long_run_of_one_word_takes_no_longer_than_other_text(part: str) -> None:
    started = perf_counter()
    find_moments(part * (100_000 // len(part)), PUBLISHED)
    assert perf_counter() - started < 10
