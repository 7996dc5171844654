"""Runs of capitalised words, the raw material of names no table holds: "Ihor Palahniuk", "Alishang District".

A run ends at a comma, a possessive and a lower-case word, except the small words inside names of people
("Ursula von der Leyen"). Lines in title case are marked: there a capital says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analystkit.gazetteer import words_of
from analystkit.tables import column

__all__ = ["Run", "Word", "find_runs", "free_pieces"]

_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"


@dataclass(frozen=True, slots=True)
class Word:
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
        first = next((place for place, word in enumerate(self.words) if word.text not in idle), len(self.words))
        return self.words[first:]

    @property
    def start(self) -> int:
        """Where the first word starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end


@cache
def _run() -> re.Pattern[str]:
    dotted = {title.rsplit(" ")[-1][:-1] for title in column("titles", "title") if title.endswith(".")}
    short = "|".join(sorted(re.escape(word) for word in dotted | words_of("saint")))
    small = "|".join(sorted(word for word in words_of("particle") if word.isalpha()))
    word = (
        rf"(?:(?:{short})\.(?= )|(?:[{_CAPITAL}]\.)+(?=[ -][{_CAPITAL}])"
        rf"|(?:(?:al|el|bin|ibn|ash|an|ar|as|at|az|ul)-)?[{_CAPITAL}][\w&]*+(?:'(?!s\b)\w++)*+(?:-[{_CAPITAL}\d]\w*+)*+(?![$£€]))"
    )
    return re.compile(rf"(?<![\w@#'-]){word}(?: (?:(?:{small}) ){{0,2}}{word})*")


def find_runs(flat: str) -> Iterator[Run]:
    """Yield the runs of capitalised words of a flattened text.

    Examples
    --------
    >>> [[word.text for word in run.words] for run in find_runs("Gen. Mark Milley met Ukraine's Oleh von Ruh.")]
    [['Gen.', 'Mark', 'Milley'], ['Ukraine'], ['Oleh', 'von', 'Ruh']]
    """
    for line in re.finditer(r"[^\n]+", flat):
        heading = _is_heading(line.group())
        for match in _run().finditer(flat, line.start(), line.end()):
            words = (Word(*w.span(), w.group()) for w in re.finditer(r"\S+", match.group()))
            moved = tuple(Word(w.start + match.start(), w.end + match.start(), w.text) for w in words)
            yield Run(moved, _opens(flat, line.start(), match.start()), heading)


def _is_heading(line: str) -> bool:
    """Most longer words have a capital and no full stop ends it: "Nimitz Strike Group Enters 5th Fleet"."""
    words = re.findall(r"[^\W\d_]{4,}", line) if len(line) <= 240 else []
    ended = line.rstrip().endswith((".", '"', ":"))
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= (1 if ended else 0.7) * len(words)


def _opens(flat: str, line: int, start: int) -> bool:
    before = flat[max(line, start - 6) : start].rstrip(" ([")
    return not before or before[-1] in ".!?:\"'—"


def free_pieces(run: Run, taken: bytearray) -> Iterator[tuple[Word, ...]]:
    """Yield the words of a run that no name has claimed yet, where they stand side by side."""
    piece: list[Word] = []
    for word in run.words:
        if taken.find(1, word.start, word.end) < 0:
            piece.append(word)
        elif piece:
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)
