"""Names of people: capitalised words that a title, a given name, an office or a verb of saying makes a person.

A title is no part of the name: "Gen. Mark Milley" is Mark Milley.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from analystkit.capitals import Run, Word, free_pieces
from analystkit.gazetteer import Index, find_words, known_names, words_of
from analystkit.records import Mention
from analystkit.tables import column, rows

__all__ = ["find_people", "title_words", "with_tail"]

Piece = tuple[Word, ...]
Rule = Callable[[str, Piece, Run], list[Word]]
_LONGEST = 4


def find_people(flat: str, runs: Sequence[Run], taken: bytearray) -> Iterator[Mention]:
    """Yield the people of a flattened text, outside of what other names have taken.

    Examples
    --------
    >>> from analystkit.capitals import find_runs
    >>> from analystkit.gazetteer import find_words
    >>> text = "Gen. Mark Milley met the training commander, Ihor Palahniuk, said Mr Colville."
    >>> [m.name for m in find_people(text, list(find_runs(text, find_words(text))), bytearray(len(text)))]
    ['Mark Milley', 'Ihor Palahniuk', 'Colville']
    """
    for run in runs:
        for piece in free_pieces(run, taken):
            words = _first_opinion(flat, piece, run)
            if words:
                start, end = words[0].start, with_tail(flat, words[-1].end)
                name = flat[start:end]
                yield Mention(start, end, name, name, "person")


def _first_opinion(flat: str, piece: Piece, run: Run) -> list[Word]:
    for rule in _RULES:
        words = rule(flat, piece, run)
        if words:
            return words
    return []


def with_tail(flat: str, end: int) -> int:
    """Return the end of a name with its tail: over "-un" in "Kim Jong-un", but not over "-led" in "Putin-led"."""
    tail = _TAIL.match(flat, end, end + 8)
    return tail.end() if tail and tail.group(1) not in words_of("tail") else end


_TAIL = re.compile(r"-([a-z]{2,5})\b")


_SURNAMES = "Places that are surnames"


@cache
def _given_names() -> frozenset[str]:
    """Return given names, without the places that only end a name: "Jack London", but "London Zoo"."""
    named = [row for row in rows("given_names") if row["languages"] != _SURNAMES]
    return frozenset(name for row in named for name in row["names"].split())


@cache
def _personal_names() -> frozenset[str]:
    return frozenset(name for row in rows("given_names") for name in row["names"].split())


@cache
def _titles() -> Index[str]:
    return Index((title, title) for title in sorted(column("titles", "title", kind="title")))


@cache
def _title_ends() -> frozenset[str]:
    """Return the last words of titles; most names have none of them before."""
    return frozenset(find_words(title)[-1][1] for title in _titles().values)


@cache
def _roles() -> frozenset[str]:
    return column("titles", "title", kind="role")


@cache
def title_words() -> frozenset[str]:
    """Return the words that titles are made of."""
    return frozenset(word for title in column("titles", "title", kind="title") for word in title.split())


@cache
def _no_surnames() -> frozenset[str]:
    """Words that end a name: "Ben Wallace Tuesday", "Mark Group", "President Biden Administration"."""
    table = "event_words"
    heads = words_of("organisation") | words_of("company") | words_of("place") | words_of("after", table)
    return heads | words_of("opener") | title_words()


def _is_name_word(word: Word) -> bool:
    """A word that may be part of a name: no known country, place or organisation, no acronym."""
    if word.text in _no_surnames() or (word.text.isupper() and len(word.text) > 2 and word.text[1] != "."):
        return False
    entry = known_names().values.get(word.text)
    return entry is None or entry.kind == "person" or word.text in _personal_names()


def _name_at(words: Sequence[Word], longest: int = _LONGEST) -> list[Word]:
    kept: list[Word] = []
    for word in words[:longest]:
        if not _is_name_word(word):
            break
        kept.append(word)
    while kept and (kept[-1].text[0].islower() and "-" not in kept[-1].text):
        kept.pop()
    return kept


def _titled(flat: str, piece: Piece, _: Run) -> list[Word]:
    """A title goes before: "Foreign Minister Dmytro Kuleba", "Rear Adm. Jim Kirk", "Secretary of State Blinken"."""
    first = max(0, piece[0].start - 24)
    ends = _title_ends()
    last = _LAST_WORD.match(flat[first : piece[0].start][::-1])
    if not (last and last[1][::-1] in ends) and not any(word.text.rstrip(".") in ends for word in piece[:-1]):
        return []
    window = flat[first : piece[-1].end]
    words = find_words(window)
    found = [end for _, end, _ in _titles().find(window, words)]
    for end in reversed(found):
        for place, word in enumerate(piece):
            if word.start == first + end + 1:
                return _name_at(piece[place:])
    return []


_LAST_WORD = re.compile(r"\W*(\w+)")
"""The last word of a text, from its end to its start."""


def _by_given_name(_: str, piece: Piece, run: Run) -> list[Word]:
    """A given name opens it: "Dmytro Kuleba"; in a line in title case the third word may be a verb."""
    for place, word in enumerate(piece[:-1]):
        if word.text in _given_names() and _is_name_word(word):
            words = _name_at(piece[place:], 2 if run.heading else _LONGEST)
            if len(words) > 1 and not _is_known_place(words, piece):
                return words
    return []


def _is_known_place(words: Sequence[Word], piece: Piece) -> bool:
    """Both words are places, or the name goes on as something else: "Paris London", "Jordan Valley Authority"."""
    names = known_names().values
    return all(word.text in names and names[word.text].kind != "person" for word in words) and len(piece) > 1


def _whole(piece: Piece) -> list[Word]:
    """Return two to four words that may all be part of a name nobody knows, without what opens the sentence."""
    if any(word.text in known_names().values for word in piece):
        return []
    words = [word for place, word in enumerate(piece) if place or word.text not in words_of("opener")]
    return words if 2 <= len(words) <= _LONGEST and len(_name_at(words)) == len(words) else []


_SPOKEN, _CLAUSE_END = re.compile(r"[\w-]+"), re.compile(r"[.!?\n;:]")


def _of_a_role(flat: str, piece: Piece, run: Run) -> list[Word]:
    """An office goes before: "spokesperson Dana Okoro", "the commander of the brigade, Dana Okoro"."""
    before = flat[max(0, piece[0].start - 64) : piece[0].start]
    if run.heading or len(piece) < 2 or not before.endswith(" "):
        return []
    said = _SPOKEN.findall(_CLAUSE_END.split(before)[-1])
    if not before.endswith(", "):
        said = said[-1:]
    return _whole(piece) if not _roles().isdisjoint(said) else []


_APPOSITION = re.compile(r", (\d\d,|who\b|[^.,;\n]{1,60})")


def _with_an_apposition(flat: str, piece: Piece, run: Run) -> list[Word]:
    """An office or an age follows: "Dana Okoro, the mayor of Lagos,", "Dana Okoro, 45,"."""
    after = _APPOSITION.match(flat, piece[-1].end, piece[-1].end + 64) if len(piece) > 1 else None
    if run.heading or not after:
        return []
    said = _SPOKEN.findall(after.group(1))[:6]
    personal = said[:1] == ["who"] or after.group(1).endswith(",") or not _roles().isdisjoint(said)
    return _whole(piece) if personal else []


_WORD_AFTER = re.compile(r",? (\w+)\b")


def _speaking(flat: str, piece: Piece, run: Run) -> list[Word]:
    """A verb of saying stands beside it: "Dana Okoro said", "said Okoro"; a first word alone may be any noun."""
    after = _WORD_AFTER.match(flat, piece[-1].end, piece[-1].end + 16)
    before = flat[max(0, piece[0].start - 16) : piece[0].start].rstrip(" ").rpartition(" ")[2]
    beside = {before, after.group(1) if after else ""}
    if run.heading or words_of("says").isdisjoint(beside):
        return []
    return _whole(piece) or _single(piece, run)


def _single(piece: Piece, run: Run) -> list[Word]:
    known = known_names().values.get(piece[0].text)  # Washington says: the capital, though it is a surname too
    alone = len(piece) == 1 and not (run.opening and piece[0] is run.words[0]) and (not known or known.kind == "person")
    return list(piece) if alone and _is_name_word(piece[0]) and not piece[0].text.isupper() else []


_RULES: tuple[Rule, ...] = (_titled, _by_given_name, _of_a_role, _with_an_apposition, _speaking)
