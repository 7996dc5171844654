"""Copies: which articles repeat an earlier one, to the letter or with small edits, as newsrooms run what agencies send.

A text is a copy by the share of its runs of four words that stand in the other one too. To find whom to compare, the
runs of each text are hashed, one-permutation MinHash [1] keeps a sample, and texts whose samples agree in a band meet.
Cost grows with the length of all texts and not with the number of pairs.

[1] Li, Owen, Zhang: One Permutation Hashing, NIPS 2012; an empty bin has the next one's value, as in Shrivastava and
Li: Densifying One Permutation Hashing, ICML 2014.
"""

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

__all__ = ["find_leaders", "likeness"]

Hashes = npt.NDArray[np.uint64]

RUN = 4
"""Words of a run."""

BAND, BANDS = 3, 24
"""Values of a band, and bands: texts meet in 19 cases of 20 where half of all their runs are shared, and nearly always
where two thirds are."""

ALIKE = 2 / 3
"""Share of the shorter text's runs that the longer has, from which they are copies: one word in twelve may differ."""

NUMBERS, FEW = 1 / 3, 3
"""Share of numbers that copies have in common, and how many there must be to ask for it: a ministry's daily report
repeats its words, and none of its numbers."""

CROWD = 8
"""Texts of one band that a text is compared with, the latest: thousands may share a form and be no copies."""

WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

BASE, MIX = 0x9E3779B97F4A7C15, np.uint64(0xBF58476D1CE4E5B9)
"""Odd numbers: all arithmetic is modulo 2**64, where every odd number has an inverse."""


def find_leaders(texts: Sequence[str], days: Sequence[date | None]) -> list[int]:
    """Return for each text the place of the one that it repeats; its own where it repeats none.

    Parameters
    ----------
    texts : the texts, in the order that decides between those of one day.
    days : when each was published. The first by date leads; those without a date come last.

    Examples
    --------
    >>> news = "Some 300 troops left the border on Monday, and more were expected to follow them by the weekend."
    >>> find_leaders([news.replace("Some", "About"), news, "20 warships"], [date(2021, 9, 28), date(2021, 9, 27), None])
    [1, 1, 2]
    """
    found = list(range(len(texts)))
    samples = np.array([_sample(text) for text in texts], np.uint64).reshape(len(texts), BANDS * BAND)
    groups, leading = _groups(samples), dict[int, list[int]]()
    for place in sorted(found, key=lambda one: (days[one] or date.max, one)):
        own = [group for group in groups[place].tolist() if group >= 0]
        near = {leader for group in own for leader in leading.get(group, ())}
        nearest = max(sorted(near), key=lambda one: np.count_nonzero(samples[one] == samples[place]), default=place)
        if nearest != place and _is_copy(texts[place], texts[nearest]):
            found[place] = nearest
            continue
        for group in own:
            leading[group] = [*leading.get(group, ()), place][-CROWD:]
    return found


def likeness(text: str, other: str) -> float:
    """Return the share of the shorter text's runs of words that the longer one has, from 0 to 1.

    Examples
    --------
    >>> likeness("Some 300 troops left the border.", "Some 300 troops left the border on Monday.")
    1.0
    """
    runs, others = np.unique(_runs(text)), np.unique(_runs(other))
    shared = len(np.intersect1d(runs, others, assume_unique=True))
    return shared / max(1, min(len(runs), len(others)))


def _is_copy(text: str, other: str) -> bool:
    numbers, others = set(NUMBER.findall(text)), set(NUMBER.findall(other))
    fewer = min(len(numbers), len(others))
    told = fewer < FEW or len(numbers & others) >= NUMBERS * fewer
    return told and likeness(text, other) >= ALIKE


def _groups(samples: Hashes) -> npt.NDArray[np.int64]:
    """Return for each text and band a number that it shares with the texts that agree there, -1 where none does."""
    found = np.full((len(samples), BANDS), -1, np.int64)
    for band in range(BANDS):
        values = samples[:, band * BAND : (band + 1) * BAND]
        _, group, size = np.unique(values, axis=0, return_inverse=True, return_counts=True)
        found[:, band] = np.where(size[group] > 1, group * BANDS + band, -1)
    return found


def _sample(text: str) -> Hashes:
    """Return the least hash of each bin, where the bins part the range of hashes; an empty one has the next one's."""
    runs = np.sort(_runs(text))
    return runs[np.searchsorted(runs, EDGES) % len(runs)]


EDGES = np.array([bin * (2**64 // (BAND * BANDS)) for bin in range(BAND * BANDS)], np.uint64)


def _runs(text: str) -> Hashes:
    """Return a hash for every run of words; a text of fewer words is one run.

    The hash of the letters from a to b is the sum of letter[i] * BASE**i, over BASE**a: one running sum gives them all.
    """
    words = WORD.findall(text.casefold())
    letters = np.frombuffer((" ".join(words) + " ").encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(letters * POWERS.of(BASE, len(letters)), dtype=np.uint64)])
    starts = np.concatenate([[0], np.flatnonzero(letters == ord(" ")) + 1])
    first, last = (starts[:-RUN], starts[RUN:]) if len(words) > RUN else (starts[:1], starts[-1:])
    return _mixed((sums[last] - sums[first]) * POWERS.of(pow(BASE, -1, 2**64), len(letters) + 1)[first])


def _mixed(hashes: Hashes) -> Hashes:
    """Spread over all bits what is left of the letters: the bins are told by the highest."""
    hashes = (hashes ^ (hashes >> np.uint64(31))) * MIX
    return hashes ^ (hashes >> np.uint64(29))


class _Powers:
    """Powers of a base, kept as far as the longest text needed them."""

    def __init__(self) -> None:
        self.known: dict[int, Hashes] = {}

    def of(self, base: int, count: int) -> Hashes:
        if count > len(self.known.get(base, ())):
            factors = np.full(2 * count, base, np.uint64)
            factors[0] = 1
            self.known[base] = np.cumprod(factors, dtype=np.uint64)
        return self.known[base][:count]


POWERS = _Powers()
