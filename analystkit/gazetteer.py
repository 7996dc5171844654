"""The gazetteer: names known by heart, found in a text by their first word, the longest name first.

Countries with their adjectives and capitals, organisations, places and people come from ``data/*.csv``.
``flatten`` evens out quotes, dashes and spaces without moving an offset, so that "Iran–Iraq" and "Iran-Iraq",
"Sana’a" and "Sana'a" are one name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Generic, TypeVar

from analystkit import tables
from analystkit.cardinals import any_of
from analystkit.records import Mention
from analystkit.tables import column, rows

__all__ = [
    "Entry",
    "Index",
    "Words",
    "country_of",
    "find_names",
    "find_words",
    "flatten",
    "is_sea",
    "known_names",
    "known_places",
    "words_of",
]

Value = TypeVar("Value")

_EVEN = (
    dict.fromkeys("’‘ʼ′‛`´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("–‑‐−", "-")
    | dict.fromkeys("\u00a0\u2009\u202f\u2002\u2003\t", " ")
)  # fmt: skip
_UNEVEN = re.compile(f"[{''.join(_EVEN)}]")
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"


def flatten(text: str) -> str:
    """Return the text with quotes, dashes and spaces of one form each, and of the same length.

    Examples
    --------
    >>> flatten("Ukraine’s “Rapid Trident–2021”")
    'Ukraine\\'s "Rapid Trident-2021"'
    """
    for char in sorted(set(_UNEVEN.findall(text))):
        text = text.replace(char, _EVEN[char])
    return text


@cache
def words_of(kind: str, table: str = "name_words") -> frozenset[str]:
    """Return the words of one kind in a table of words."""
    return column(table, "word", kind=kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name in the gazetteer stands for; kind "none" looks like a name and is not."""

    name: str
    kind: str
    country: str = ""
    adjective: bool = False


Words = Sequence[tuple[int, str]]
"""Where each word of a flattened text starts, and the word: looked for once, for all who look for names."""

_WORD = re.compile(r"\w+")


def find_words(flat: str) -> Words:
    """Return the words of a flattened text with where they start.

    Examples
    --------
    >>> find_words("US$5, Kyiv's")
    [(0, 'US'), (3, '5'), (6, 'Kyiv'), (11, 's')]
    """
    return [(match.start(), match[0]) for match in _WORD.finditer(flat)]


class Index(Generic[Value]):
    """Names by their first word, the longest first: one look per word of the text.

    Parameters
    ----------
    names : pairs of a name and what it stands for; the first of equal names wins.

    Examples
    --------
    >>> index = Index([("Black Sea", 1), ("Black Sea Fleet", 2)])
    >>> flat = "The Black Sea Fleet left the Black Sea."
    >>> list(index.find(flat, find_words(flat)))
    [(4, 19, 2), (29, 38, 1)]
    """

    def __init__(self, names: Iterable[tuple[str, Value]]) -> None:
        self.values: dict[str, Value] = {}
        for name, value in names:
            self.values.setdefault(flatten(name), value)
        self._by_first: dict[str, list[tuple[int, str]]] = {}
        for name in sorted(self.values, key=len, reverse=True):
            lead, first = find_words(name)[0]
            self._by_first.setdefault(first, []).append((lead, name))

    def find(self, flat: str, words: Words) -> Iterator[tuple[int, int, Value]]:
        """Yield start, end and value of every name in a flattened text, by its words; no name overlaps another."""
        reached, by_first = 0, self._by_first
        for start, word in words:
            if word not in by_first:
                continue
            for lead, name in by_first[word]:
                begin, end = start - lead, start - lead + len(name)
                if begin >= reached and flat.startswith(name, begin) and _ends(flat, end) and _begins(flat, begin):
                    yield begin, end, self.values[name]
                    reached = end
                    break


_SIGNS = ("$", "€", "£")


def _begins(flat: str, start: int) -> bool:
    """No currency sign and no letter goes before: not "US$Iran"."""
    before = flat[start - 1 : start]
    return not (before.isalnum() or before in _SIGNS or before == "_")


def _ends(flat: str, end: int) -> bool:
    """No letter, digit or currency sign goes on: not "US$5", not "Iranian" for "Iran"."""
    after = flat[end : end + 1]
    return not (after.isalnum() or after in _SIGNS or after == "_")


def _names(row: dict[str, str], column_name: str) -> list[str]:
    return [name for name in row[column_name].split(";") if name]


_KINDS = {"country": "country", "former": "country", "territory": "place", "region": "place"}


def _country_entries(row: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    country = row["name"] if row["kind"] in ("country", "former") else row["owner"]
    itself = Entry(row["name"], _KINDS[row["kind"]], country)
    for name in [row["name"], *_names(row, "aliases")]:
        yield name, itself
    for name in _names(row, "adjectives") + _names(row, "people"):
        yield name, replace(itself, adjective=True)
    for name in _names(row, "capitals"):
        yield name, Entry(_names(row, "capitals")[0], "place", country)


def _people_forms(row: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    for form in _names(row, "forms"):
        yield form, Entry(row["name"], "other", "", adjective=True)


def _plain_entries(table: str, kind: str) -> Iterator[tuple[str, Entry]]:
    for row in rows(table):
        for name in [row["name"], *_names(row, "aliases")]:
            yield name, Entry(row["name"], row.get("kind", kind), row["country"])


def _entries() -> Iterator[tuple[str, Entry]]:
    for row in rows("countries"):
        yield from _country_entries(row)
    yield from _plain_entries("organisations", "organisation")
    yield from _plain_entries("people", "person")
    yield from _plain_entries("places", "place")
    for row in rows("peoples"):
        yield from _people_forms(row)


def _capitals(names: list[tuple[str, Entry]]) -> Iterator[tuple[str, Entry]]:
    """Yield names of countries and places in capitals: a dateline says "KABUL, Afghanistan"."""
    for name, entry in names:
        if entry.kind in ("country", "place") and len(name) > 3 and not entry.adjective:
            yield name.upper(), entry


@cache
def known_names() -> Index[Entry]:
    """Return the index of all names known by heart, built once."""
    names = list(_entries())
    return Index([*names, *_capitals(names)])


@cache
def known_places() -> frozenset[str]:
    """Return the names of places and countries of two words or more, without adjectives: "New South Wales"."""
    entries = known_names().values.items()
    return frozenset(
        name for name, entry in entries if " " in name and entry.kind in ("place", "country") and not entry.adjective
    )


def is_sea(name: str) -> bool:
    """Return whether a name is that of a sea, in which others have their towns: "the Mediterranean island"."""
    return name.rsplit(" ", 1)[-1] in words_of("sea")


def find_names(flat: str, words: Words) -> Iterator[Mention]:
    """Yield the names of the gazetteer in a flattened text; kind "none" marks what only looks like one.

    Examples
    --------
    >>> flat = "Russian ships left Kyiv's ally NATO"
    >>> [(m.text, m.name, m.kind, m.adjective) for m in find_names(flat, find_words(flat))]
    [('Russian', 'Russia', 'country', True), ('Kyiv', 'Kyiv', 'place', False), ('NATO', 'NATO', 'organisation', False)]
    """
    for start, end, entry in known_names().find(flat, words):
        text = flat[start:end]
        if text in words_of("shouted") and _is_shouted(flat, start, end):
            continue
        if text in words_of("company_word") and _is_a_word(flat, start, end):
            entry = known_places_alone().get(text, NO_NAME)
        kind = "none" if flat.startswith("-class", end) else entry.kind  # "Ohio-class submarines"
        yield Mention(start, end, text, entry.name, kind, entry.adjective)


NO_NAME = Entry("", "none")


@cache
def known_places_alone() -> dict[str, Entry]:
    """Return the places of the table of places by name: the river beside the company."""
    return dict(_plain_entries("places", "place"))


def _is_a_word(flat: str, start: int, end: int) -> bool:
    """True for "Shell casings lay" and "the Amazon"; companies are "Shell said", "by Shell", "Amazon's shares"."""
    before = flat[max(0, start - 12) : start]
    if _LAND.search(before) or _wild().match(flat, end):
        return True
    opens = not before.strip() or before.rstrip(' "').endswith((".", "!", "?", ":", "\n"))
    return opens and not _acts().match(flat, end)


_LAND = re.compile(r"(?:\b(?:the|an?)|'s|[a-z](?<!th)an|[a-z]ern) $", re.IGNORECASE)
"""What goes before a river, not before a firm: "the", "Brazil's", "Peruvian", "western"."""


@cache
def _wild() -> re.Pattern[str]:
    return re.compile(rf" {any_of(words_of('wild'))}\b")


@cache
def _acts() -> re.Pattern[str]:
    """Return what only a company does or has: "said", "has", "'s", "shares"."""
    verbs = tables.words("speech_verbs") | words_of("acting")
    return re.compile(rf"(?:\Z|['’]s\b|[,.;)]| {any_of(verbs | tables.words('company_belongings'))}\b| [a-z]+ed\b)")


def _is_shouted(flat: str, start: int, end: int) -> bool:
    """The words beside it are in capitals too: "WHAT IS NEXT" does not name the Islamic State."""
    left, right = flat[max(0, start - 12) : start].split(), flat[end : end + 12].split()
    return any(word.isupper() and len(word) > 1 for word in left[-1:] + right[:1])


@lru_cache(maxsize=4096)
def country_of(name: str) -> str:
    """Return the country behind a country, capital, adjective, organisation or person; empty where there is none.

    Examples
    --------
    >>> country_of("Kremlin"), country_of("Washington"), country_of("Afghan"), country_of("NATO")
    ('Russia', 'United States', 'Afghanistan', '')
    >>> country_of("Ukraine Ministry of Defence"), country_of("Polish Navy"), country_of("Parliament of Ghana")
    ('Ukraine', 'Poland', 'Ghana')
    """
    flat = flatten(name)
    known = known_names().values.get(flat)
    if known:
        return known.country
    found = [
        (start, end, entry.country) for start, end, entry in known_names().find(flat, find_words(flat)) if entry.country
    ]
    for start, end, country in found:
        if start == 0 or (end == len(flat) and re.search(r" of (?:the )?$", flat[:start])):
            return country
    return ""
