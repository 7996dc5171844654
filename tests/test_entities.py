"""Names are found whole, under one name each, and numbers inside names count nothing."""

import re
import time
from pathlib import Path

import pytest
from case_files import CASES, case_lines
from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit.entities import find_designators, find_mentions
from analystkit.gazetteer import country_of, find_names, find_words, flatten, known_names
from analystkit.records import Mention
from analystkit.tables import rows

ROOT = Path(__file__).parent
LINES = case_lines(CASES / "entities.txt")
NAMED = [line for line in LINES if "=>" in line]
NUMBERED = [line for line in LINES if "{" in line and "=>" not in line]
PLAIN = [line for line in LINES if "{" not in line and "=>" not in line]

FRAGMENTS = st.sampled_from(
    [
        "Gen.",
        "Mark",
        "Milley",
        "President",
        "Putin",
        "'s",
        "’s",
        "said",
        ",",
        "the",
        "Kremlin",
        "U.S.",
        "US",
        "Navy",
        "(",
        ")",
        "Operation",
        "Exercise",
        "Zapad",
        "-2021",
        "2021",
        "Task",
        "Force",
        "50",
        "52nd",
        "Brigade",
        "3rd",
        "Battalion,",
        "F-16",
        "155",
        "mm",
        "shells",
        "Article",
        "5",
        "and",
        "6",
        "No.",
        "\n",
        "\n\n",
        "of",
        "in",
        "near",
        "village",
        "province",
        "KYIV",
        "Ukraine",
        "Russian",
        "(KIA)",
        "Kachin",
        "Independence",
        "Army",
        ".",
        "“",
        "”",
        "\xa0",
        "–",
        "San",
        "Jose",
        "al-Assad",
        "bin",
        "0",
        "-",
        "é",
        "ß",
    ]
)
TEXTS = st.text(max_size=200) | st.lists(FRAGMENTS, max_size=40).map(" ".join)


def bare(sentence: str) -> str:
    return re.sub(r"[{}]", "", sentence)


def marked(sentence: str) -> list[str]:
    return re.findall(r"\{(.*?)\}", sentence)


def named(mention: Mention) -> str:
    return f"{mention.name} {mention.kind}{'*' if mention.adjective else ''}"


def certain(mentions: list[Mention]) -> list[Mention]:
    """Leave out names of no known kind, as a case would have to list every capital."""
    return [m for m in mentions if m.kind != "other" or m.text[:4] in ("USS ", "HMS ")]


@pytest.mark.parametrize("case", NAMED)
def test_a_case_holds(case: str) -> None:
    sentence, _, names = case.partition("=>")
    mentions = certain(find_mentions(bare(sentence.rstrip())))
    assert [mention.text for mention in mentions] == marked(sentence)
    assert "; ".join(map(named, mentions)) == names.strip()


@pytest.mark.parametrize("case", NUMBERED + PLAIN)
def test_numbers_in_names_are_designators_and_others_are_not(case: str) -> None:
    assert [mention.text for mention in find_designators(bare(case))] == marked(case)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Pentagon", "United States"), ("Kremlin", "Russia"), ("Moscow", "Russia"), ("Washington", "United States"),
        ("US Navy", "United States"), ("U.S. Navy", "United States"), ("IDF", "Israel"), ("Polish Navy", "Poland"),
        ("Russian", "Russia"), ("Ukraine Ministry of Defence", "Ukraine"), ("Royal Navy", "United Kingdom"),
        ("Armed Forces of the Philippines", "Philippines"), ("Vladimir Putin", "Russia"), ("Crimea", "Ukraine"),
        ("Parliament of Ghana", "Ghana"), ("Odesa", "Ukraine"), ("NATO", ""), ("Hezbollah", ""), ("", ""),
        ("Black Sea", ""), ("Somewhere", ""),
    ],
)  # fmt: skip
def test_a_name_leads_to_its_country(name: str, country: str) -> None:
    assert country_of(name) == country


def test_a_title_before_the_text_teaches_names_to_it() -> None:
    mentions = find_mentions("Storm Harbour Watch\n\nHurricane Osric came. Osric left 20 homes in Varga district.")
    assert [m.name for m in mentions if m.kind == "event"] == ["Hurricane Osric", "Hurricane Osric"]


def test_a_surname_that_two_people_share_stands_for_neither() -> None:
    text = "Minister Ada Okoro met Gen. Uche Okoro. Then Okoro left."
    assert [m.name for m in find_mentions(text) if m.kind == "person"][:2] == ["Ada Okoro", "Uche Okoro"]
    assert "Ada Okoro" not in [m.name for m in find_mentions(text)][2:]


def test_a_line_in_title_case_makes_no_new_names() -> None:
    text = "Gunmen Storm Village Market Near Northern Border Town\n\nGunmen came."
    assert find_mentions(text) == []


def test_the_seed_article_names_its_people_countries_and_bodies(seed: str) -> None:
    names = {kind: {m.name for m in find_mentions(seed) if m.kind == kind} for kind in KINDS}
    assert names["country"] == {"Russia", "Belarus", "Ukraine", "United States"}
    assert names["person"] == {
        "Vladimir Putin", "Alexander Lukashenko", "Dmitry Peskov", "Dmytro Kuleba", "Ihor Palahniuk",
    }  # fmt: skip
    assert {"NATO", "European Union", "Ukraine Ministry of Defence"} <= names["organisation"]
    assert {"Black Sea", "Crimea"} <= names["place"]
    assert names["event"] == {"Rapid Trident-2021"}


KINDS = ("country", "organisation", "person", "place", "event")


@pytest.fixture
def seed() -> str:
    return (ROOT.parent / "seeds" / "russia-belarus-nato-2021-09-28.txt").read_text(encoding="utf-8")


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_mentions_quote_their_text_in_order_and_apart(text: str) -> None:
    for mentions in (find_mentions(text), find_designators(text)):
        end = 0
        for mention in mentions:
            assert text[mention.start : mention.end] == mention.text
            assert end <= mention.start < mention.end
            assert mention.name
            end = mention.end


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_flattening_moves_no_offset(text: str) -> None:
    assert len(flatten(text)) == len(text)


@pytest.mark.parametrize(
    "part",
    ["a", "1", "1-", "a-", "A ", "A-", "F-16 ", "Mr. ", "3rd Battalion, ", "US ", "Task Force 50 and ", "Xy (XYZ) "],
)
def test_time_grows_with_the_length_of_the_text(part: str) -> None:
    text = part * (40_000 // len(part))
    started = time.perf_counter()
    find_mentions(text)
    find_designators(text)
    assert time.perf_counter() - started < 10


def test_the_gazetteer_reads_a_megabyte_in_a_second_or_so() -> None:
    text = flatten(
        "Russian and Belarusian troops met near Minsk, the Kremlin and the Pentagon said on Monday. " * 11_000
    )
    started = time.perf_counter()
    assert sum(1 for _ in find_names(text, find_words(text))) == 5 * 11_000
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("table", ["countries", "organisations", "places", "people"])
def test_a_table_of_names_holds_each_name_once(table: str) -> None:
    names = [name for row in rows(table) for name in [row["name"], *row["aliases"].split(";")] if name]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("table", ["organisations", "places", "people"])
def test_a_table_of_names_names_countries_that_exist(table: str) -> None:
    countries = {row["name"] for row in rows("countries")}
    assert {row["country"] for row in rows(table)} - countries <= {""}


def test_what_looks_like_a_country_and_is_not_is_never_told() -> None:
    names = [row["name"] for row in rows("places") if row["kind"] == "none"]
    assert len(names) > 50
    for name in names:
        assert [m.kind for m in find_mentions(f"they saw {name}, too")] in ([], ["event"])


def test_every_known_name_is_found_by_itself() -> None:
    shouted = {"IS", "US", "WHO", "IT"}
    for name, entry in known_names().values.items():
        found = [m.name for m in find_names(name, find_words(name))]
        assert found == [entry.name] or name in shouted
