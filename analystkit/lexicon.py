"""Words and their base forms: singular nouns, verb lemmas, and what a counted noun makes a figure of."""

import re
from functools import cache
from typing import NamedTuple

from analystkit import tables

__all__ = ["Noun", "harm_named", "harm_of", "is_happening", "lemma", "noun_of", "singular"]


class Noun(NamedTuple):
    """A counted noun: its unit, the kind of figure it makes, and whether it names people."""

    unit: str
    kind: str
    person: bool


@cache
def singular(noun: str) -> str:
    """Return the singular of a noun in lower case.

    Examples
    --------
    >>> [singular(word) for word in ("warships", "countries", "men", "aircraft", "buses", "SUVs", "Iraqis")]
    ['warship', 'country', 'man', 'aircraft', 'bus', 'suv', 'iraqi']
    """
    word = noun.lower()
    if len(noun) > 2 and noun.endswith("s") and noun[:-1].isupper():
        return word[:-1]
    known = tables.mapping("irregular_nouns", "plural", "singular").get(word)
    if known or word in tables.column("nouns", "noun"):
        return known or word
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("is") and noun[:1].isupper():  # Pakistanis, Israelis
        return word[:-1]
    if word.endswith("houses"):  # not as in "buses"
        return word[:-1]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "uses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def lemma(verb: str) -> str:
    """Return the base form of a verb.

    Examples
    --------
    >>> [lemma(word) for word in ("participated", "involving", "were", "shipped", "flew", "denies", "stationed")]
    ['participate', 'involve', 'be', 'ship', 'fly', 'deny', 'station']
    """
    word = verb.lower()
    known = tables.mapping("irregular_verbs", "form", "lemma").get(word)
    if known or word in _verbs():
        return known or word
    for ending, restore in (("ied", "y"), ("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        stem = word.removesuffix(ending) + restore
        if word.endswith(ending) and not VOWELS.isdisjoint(stem):  # "swing" is whole
            return _base(stem)
    return word


VOWELS = frozenset("aeiouy")


@cache
def _verbs() -> frozenset[str]:
    return tables.column("verbs", "verb") | tables.column("harm_verbs", "verb")


def _base(stem: str) -> str:
    """Give a stripped stem its e back, or take a doubled letter off: "includ" include, "shipp" ship."""
    undoubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    candidates = (stem + "e", stem) if SHORT.fullmatch(stem) else (stem, stem + "e", undoubled)
    found = next((word for word in candidates if word in _verbs()), None)
    if found:
        return found
    if stem.endswith("ll") and len(stem) > 5:  # pencilled, where one syllable keeps both: thrilled
        return stem[:-1]
    return stem + "e" if stem.endswith(_silent_e()) else undoubled


SHORT = re.compile(r"[^aeiouy]*(?:qu)?[aeiouy][^aeiouwxy]")
"""A stem that would have doubled its last letter: "hopp" is of hop, "hop" of hope."""


@cache
def _silent_e() -> tuple[str, ...]:
    """Endings that no English base form keeps bare: "involv", "forc", "argu"."""
    return tuple(sorted(tables.words("verb_endings")))


@cache
def noun_of(words: tuple[str, ...]) -> Noun:
    """Return what a counted noun phrase counts.

    Parameters
    ----------
    words : the words of the phrase up to its head, as written: ("service", "members").

    Returns
    -------
    Noun with the longest entry of ``data/nouns.csv`` that ends in the head, else the head alone as "other".

    Examples
    --------
    >>> noun_of(("Russian", "warships"))
    Noun(unit='warship', kind='ship', person=False)
    >>> noun_of(("service", "members")).unit
    'service member'
    """
    head = singular(words[-1]) if words else ""
    for size in range(min(3, len(words)), 0, -1):
        phrase = " ".join([*(_folded(word) for word in words[-size:-1]), head])
        row = _nouns().get(phrase)
        if row:
            return Noun(row["unit"] or phrase, row["kind"], row["role"] == "person")
    if "-" in head:  # a co-director is a director
        behind = _nouns().get(head.rpartition("-")[2])
        if behind and behind["role"] == "person":
            return Noun(head, behind["kind"], True)
    if head.endswith(tuple(tables.words("person_endings"))):
        return Noun(head, "civilian", True)
    return Noun(head, _equipment(head), False)


def _equipment(head: str) -> str:
    """Return the kind of a type designation by its letters: "f-35" is an aircraft, "t-90" a tank."""
    letters, _, number = head.partition("-")
    known = tables.mapping("equipment", "letters", "kind").get(letters, "other")
    return known if number[:1].isdigit() else "other"


def _folded(word: str) -> str:
    """Return a modifier as the table writes it; "Su-35" is "#", since a designator makes a fighter a plane."""
    return "#" if any(char.isdigit() for char in word) else word.lower()


@cache
def _nouns() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in tables.rows("nouns")}


@cache
def harm_of(verb: str) -> str:
    """Return killed, wounded or captured for a verb that says so of people, else "".

    Examples
    --------
    >>> harm_of("kidnap"), harm_of("participate")
    ('captured', '')
    """
    return tables.mapping("harm_verbs", "verb", "kind").get(verb, "")


def harm_named(word: str) -> str:
    """Return killed, wounded, captured or casualty for a word that says so of people where it stands alone, else "".

    Examples
    --------
    >>> harm_named("Injured"), harm_named("tall")
    ('wounded', '')
    """
    return tables.mapping("harm_words", "word", "kind").get(word.lower(), "")


def is_happening(word: str) -> bool:
    """Return whether a word names what happens once: "crash", "elections"; a "law" does not happen."""
    one = singular(word)
    return noun_of((one,)).kind == "event" or one in tables.words("happenings")
