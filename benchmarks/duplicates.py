"""Measure how well and how fast copies of articles are found, on stories made up of random words.

    python benchmarks/duplicates.py [--articles N] [--seed N]

Half of the articles are stories of their own. The others derive from one of them, a few days later, in one of the ways
in KINDS: as copies, which should share its cluster, or as articles that only look like copies, which should not.
Recall is the share of copies in the cluster of their story; false joins are articles that joined another's.
"""

import argparse
import random
import re
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter, process_time

from analystkit.clusters import find_leaders

Edit = Callable[[random.Random, list[str]], list[str]]

FIRST = date(2021, 9, 1)
LETTERS = "abcdefghijklmnoprstuvw"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    options = parser.parse_args(argv)
    texts, days, kinds, origins = make(random.Random(options.seed), options.articles)
    began, used = perf_counter(), process_time()
    leaders = find_leaders(texts, days)
    took, used = perf_counter() - began, process_time() - used
    size = sum(map(len, texts)) / 1e6
    print(f"{len(texts):,} articles, {size:.0f} MB: {took:.0f} seconds, {used:.0f} of processor time")
    print(f"peak memory beside the texts: {memory(texts[: len(texts) // 10], days) / 1e6:.0f} MB for a tenth of them\n")
    report(leaders, kinds, origins)
    return 0


def memory(texts: list[str], days: list[date]) -> int:
    """Return the most bytes that were held at once."""
    tracemalloc.start()
    find_leaders(texts, days[: len(texts)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def report(leaders: list[int], kinds: list[str], origins: list[int]) -> None:
    """Print the share of each kind that was joined to its story, and the share of joins that are right."""
    joined = [leader == origin for leader, origin in zip(leaders, origins, strict=True)]
    for kind in KINDS:
        places = [place for place, one in enumerate(kinds) if one == kind]
        share = sum(joined[place] for place in places) / max(1, len(places))
        print(f"{kind:44}{'copy' if kind in COPIES else 'none':6}{share:8.1%} joined of {len(places):,}")
    copies = [place for place, kind in enumerate(kinds) if kind in COPIES]
    moved = [place for place, leader in enumerate(leaders) if leader != place]
    right = sum(joined[place] and kinds[place] in COPIES for place in moved)
    print(f"\nrecall {right / len(copies):.1%}, precision {right / max(1, len(moved)):.1%}")


# -- articles


def make(chance: random.Random, count: int) -> tuple[list[str], list[date], list[str], list[int]]:
    """Return articles in random order with their days, kinds, and the place of the story each derives from."""
    words = sorted({_word(chance) for _ in range(20_000)})
    weights = [1 / (rank + 2) for rank in range(len(words))]
    stories = [_story(chance, words, weights) for _ in range(count // 2)]
    made = [(story, FIRST, "story", number) for number, story in enumerate(stories)]
    for number in range(count - len(stories)):
        kind = list(KINDS)[number % len(KINDS)]
        origin = chance.randrange(len(stories))
        made.append((KINDS[kind](chance, stories[origin]), FIRST + timedelta(1 + number % 5), kind, origin))
    chance.shuffle(made)
    places = {origin: place for place, (_, _, kind, origin) in enumerate(made) if kind == "story"}
    return (
        [" ".join(text) for text, *_ in made],
        [day for _, day, *_ in made],
        [kind for *_, kind, _ in made],
        [places[origin] for *_, origin in made],
    )


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(LETTERS) for _ in range(chance.randint(2, 9)))


def _story(chance: random.Random, words: list[str], weights: list[float]) -> list[str]:
    story = chance.choices(words, weights, k=chance.randint(80, 700))
    for place in range(5, len(story), 25):
        story[place] = str(chance.randint(2, 90_000))
    return story


# -- edits


def _replaced(share: float) -> Edit:
    def edit(chance: random.Random, story: list[str]) -> list[str]:
        return [_word(chance) if chance.random() < share and not word.isdigit() else word for word in story]

    return edit


def _cut(chance: random.Random, story: list[str]) -> list[str]:
    return story[: int(len(story) * chance.uniform(0.5, 0.9))]


def _framed(chance: random.Random, story: list[str]) -> list[str]:
    return [*(_word(chance) for _ in range(30)), *story, *(_word(chance) for _ in range(30))]


def _updated(chance: random.Random, story: list[str]) -> list[str]:
    numbers = [place for place, word in enumerate(story) if word.isdigit()]
    changed = {place: str(chance.randint(2, 90_000)) for place in numbers[:2]}
    return [changed.get(place, word) for place, word in enumerate(story)]


def _renumbered(chance: random.Random, story: list[str]) -> list[str]:
    return [str(chance.randint(2, 90_000)) if re.fullmatch(r"\d+", word) else word for word in story]


def _quoting(chance: random.Random, story: list[str]) -> list[str]:
    own = [_word(chance) for _ in range(len(story))]
    return own[: len(own) // 2] + story[: len(story) // 3] + own[len(own) // 2 :]


COPIES: dict[str, Edit] = {
    "the same, in capitals": lambda _, story: [word.upper() for word in story],
    "2 % of words replaced": _replaced(0.02),
    "5 % of words replaced": _replaced(0.05),
    "cut to between half and nine tenths": _cut,
    "60 words of its own around it": _framed,
    "the first two numbers updated": _updated,
}
OTHERS: dict[str, Edit] = {
    "the same report with other numbers": _renumbered,
    "a third of it quoted in another story": _quoting,
}
KINDS = COPIES | OTHERS

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
