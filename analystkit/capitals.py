"""Runs of capitalised words, the raw material of names no table holds: "Ihor Palahniuk", "Alishang District".

A run ends at a comma, a possessive and a lower-case word, except the small words inside names of people
("Ursula von der Leyen"). Lines in title case are marked: there a capital says nothing.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from analystkit.gazetteer import Words, known_places, words_of
from analystkit.tables import column

__all__ = ["Run", "Word", "find_runs", "free_pieces"]

_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"


class Word(NamedTuple):
    """A word of a run."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand side by side."""

    words: tuple[Word, ...]
    opening: bool
    """True where its first word opens a sentence, so that its capital says nothing."""
    heading: bool
    """True where it stands in a line in title case."""

    def named(self) -> tuple[Word, ...]:
        """Return the words without what opens the sentence, and without days and months: "On Monday Army"."""
        idle = words_of("opener") if self.opening else words_of("calendar")
        if self.words[0].text not in idle:
            return self.words
        first = next((place for place in range(len(self.words)) if self._names(place, idle)), len(self.words))
        return self.words[first:]

    def _names(self, place: int, idle: AbstractSet[str]) -> bool:
        """True for "New" in "New South Wales Police", "Air" in "Two Air Force jets", and for any word not idle."""
        if self.words[place].text not in idle:
            return True
        longer = (" ".join(word.text for word in self.words[place : place + size]) for size in (2, 3))
        return any(name in known_places() or name in words_of("force") for name in longer)

    @property
    def start(self) -> int:
        """Where the first word starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end


_PREFIXES = ("al", "el", "bin", "ibn", "ash", "an", "ar", "as", "at", "az", "ul")
_LONGER = re.compile(r"[^\W\d_]{4,}")


@cache
def _run() -> re.Pattern[str]:
    dotted = {title.rsplit(" ")[-1][:-1] for title in column("titles", "title") if title.endswith(".")}
    short = "|".join(sorted(re.escape(word) for word in dotted | words_of("saint")))
    small = "|".join(sorted(word for word in words_of("particle") if word.isalpha()))
    links = "|".join(sorted(words_of("link")))  # "Dar-es-Salaam"
    joined = rf"(?:-(?:{'|'.join(sorted(words_of('izafe')))}))?"  # "Qala-e Zal"
    word = (
        rf"(?:(?:{short})\.(?= )|(?:[{_CAPITAL}]\.)+(?=[ -][{_CAPITAL}])"
        rf"|(?:(?:{'|'.join(_PREFIXES)})-|[dl]'|dell'|nell')?[{_CAPITAL}][\w&]*+(?:'(?!s\b)\w++)*+(?:-(?:(?:{links})-){{0,2}}[{_CAPITAL}\d]\w*+)*+(?![$£€]))"
    )
    return re.compile(rf"(?<![\w@#'-]){word}(?:{joined} (?:(?:{small}) ){{0,2}}{word})*")


@cache
def _lower_openers() -> frozenset[str]:
    """Return what may open a run without a capital of its own: "al-Shabaab", "gen. Milley"."""
    titles = {title.rsplit(" ")[-1][:-1] for title in column("titles", "title") if title.endswith(".")}
    return frozenset(word for word in titles | words_of("saint") | set(_PREFIXES) if word[:1].islower())


def find_runs(flat: str, words: Words) -> Iterator[Run]:
    """Yield the runs of capitalised words of a flattened text.

    Examples
    --------
    >>> from analystkit.gazetteer import find_words
    >>> flat = "Gen. Mark Milley met Ukraine's Oleh von Ruh."
    >>> [[word.text for word in run.words] for run in find_runs(flat, find_words(flat))]
    [['Gen.', 'Mark', 'Milley'], ['Ukraine'], ['Oleh', 'von', 'Ruh']]
    """
    reached, line, stop, heading = 0, 0, -1, False
    openers = _lower_openers()
    for start in [at for at, word in words if word in openers or (not word.islower() and _IS_CAPITAL(word))]:
        if start < reached:
            continue
        match = _run().match(flat, start)
        if match is None:
            continue
        if start > stop:
            line, stop = _line_around(flat, start)
            heading = _is_heading(flat[line:stop])
        reached = match.end()
        yield Run(tuple(_words_in(match[0], start)), _opens(flat, line, start), heading)


def _line_around(flat: str, at: int) -> tuple[int, int]:
    end = flat.find("\n", at)
    return flat.rfind("\n", 0, at) + 1, end if end >= 0 else len(flat)


_IS_CAPITAL = re.compile(f"[{_CAPITAL}]").match


def _words_in(run: str, start: int) -> Iterator[Word]:
    for word in run.split(" "):
        yield Word(start, start + len(word), word)
        start += len(word) + 1


def _is_heading(line: str) -> bool:
    """Most longer words have a capital and no full stop ends it: "Nimitz Strike Group Enters 5th Fleet"."""
    words = _LONGER.findall(line) if len(line) <= 240 else []
    ended = line.rstrip().endswith((".", '"', ":"))
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= (1 if ended else 0.7) * len(words)


def _opens(flat: str, line: int, start: int) -> bool:
    before = flat[max(line, start - 6) : start].rstrip(" ([")
    return not before or before[-1] in ".!?:\"'—"


def free_pieces(run: Run, taken: bytearray) -> Iterator[tuple[Word, ...]]:
    """Yield the words of a run that no name has claimed yet, where they stand side by side."""
    if taken.find(1, run.words[0].start, run.words[-1].end) < 0:
        yield run.words
        return
    piece: list[Word] = []
    for word in run.words:
        if taken.find(1, word.start, word.end) < 0:
            piece.append(word)
        elif piece:
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)
