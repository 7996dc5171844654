"""Train the part-of-speech tagger and write it in the format of NLTK's PerceptronTagger.

    python benchmarks/train_tagger.py UD_DIR [--out FILE]

UD_DIR holds ``ewt-train.tsv.gz``, ``gum-train.tsv.gz`` and the dev and test files of both: a word a line with
its Penn tag in the second column, an empty line between sentences. The same files give the same weights, byte
for byte. Four runs over differently shuffled sentences are averaged, which gains more on the dev files than
further passes do; passes and limits below were chosen on the dev files too.
"""

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analystkit import tables
from analystkit.tagging import END, START, as_learnt, shape_of

Sentence = list[tuple[str, str]]
Parts = tuple[dict[str, dict[str, int]], dict[str, str], list[str]]
"""What NLTK's tagger is made of: weights of features, words with one tag, all tags."""

RUNS, PASSES = 4, 8
SURE_COUNT, SURE_SHARE = 20, 0.97
"""A word seen so often, with one tag in so many of its cases, always gets that tag: NLTK's own limits."""
RARE = 2
"""Features seen less often are left out: a fifth of the weights, and nothing lost."""
SMALLEST, SCALE = 0.5, 2
"""Averaged weights below SMALLEST are dropped, the others multiplied by SCALE and rounded: whole numbers add
up to the same sum in any order."""


Rows = list[int]


@dataclass(frozen=True)
class Example:
    """One sentence as numbers: for each word its features' rows, its shape, its tag, its tag if sure."""

    rows: list[Rows]
    shapes: list[str]
    tags: list[int]
    sure: list[int | None]


def read_treebank(path: Path) -> list[Sentence]:
    """Return the sentences of one file as words, in the form the tagger learns them, and their tags."""
    blocks = gzip.decompress(path.read_bytes()).decode("utf-8").strip("\n").split("\n\n")
    cells = ([line.split("\t") for line in block.split("\n")] for block in blocks)
    return [[(as_learnt(word), tag) for word, tag, *_ in rows] for rows in cells]


def word_features(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield, for each word, the features of NLTK's tagger that need no tags."""
    context = [*START, *map(shape_of, words), *END]
    for place, word in enumerate(words):
        before2, before, here, after, after2 = context[place : place + 5]
        yield [
            "bias", f"i suffix {word[-3:]}", f"i pref1 {word[:1]}", f"i word {here}",
            f"i-1 word {before}", f"i-1 suffix {before[-3:]}", f"i-2 word {before2}",
            f"i+1 word {after}", f"i+1 suffix {after[-3:]}", f"i+2 word {after2}",
        ]  # fmt: skip


def tag_features(before: str, before2: str, shape: str) -> list[str]:
    """Return the features of NLTK's tagger that need the tags before a word."""
    return [
        f"i-1 tag {before}",
        f"i-2 tag {before2}",
        f"i tag+i-2 tag {before} {before2}",
        f"i-1 tag+i word {before} {shape}",
    ]


def count_features(sentences: Sequence[Sentence]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for sentence in sentences:
        words, tags = zip(*sentence, strict=True)
        before = [START[1], START[0], *tags]
        for place, features in enumerate(word_features(words)):
            counts.update(features)
            counts.update(tag_features(before[place + 1], before[place], shape_of(words[place])))
    return counts


def find_sure_words(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Return the words that nearly always have one tag, and the verb forms that can have no other."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag in sentence:
            counts[word][tag] += 1
    common = ((word, *tags.most_common(1)[0], tags.total()) for word, tags in counts.items())
    sure = {word: tag for word, tag, times, total in common if total >= SURE_COUNT and times >= SURE_SHARE * total}
    forms = {**_forms_of_one_tense(), **dict.fromkeys(tables.column("third_persons", "form"), "VBZ")}
    return sure | {form: tag for form, tag in sorted(forms.items()) if _agrees(counts[form], tag)}


def _forms_of_one_tense() -> dict[str, str]:
    """Return "shrank" and "overthrew", too rare in the treebanks to be learnt, with their tags."""
    return {row["form"]: row["tag"] for row in tables.rows("irregular_verbs") if row["tag"] and row["form"].isalpha()}


def _agrees(tags: Counter[str], tag: str) -> bool:
    """True where the treebanks do not have the word, or have it with this tag."""
    return tags[tag] >= SURE_SHARE * tags.total()


class Perceptron:
    """Weights, a row per feature and a column per tag, and what their means over time are made of."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        # A tie falls to the first column: NLTK lets the last tag in the alphabet win.
        self.classes = sorted({tag for sentence in sentences for _, tag in sentence}, reverse=True)
        self.sure = find_sure_words(sentences)
        kept = (feature for feature, times in count_features(sentences).items() if times >= RARE)
        self.place = {feature: row for row, feature in enumerate(kept)}
        self.names = [*self.classes, *START]
        self.cache: dict[tuple[int, int, str], Rows] = {}
        self.reset()

    def reset(self) -> None:
        shape = len(self.place), len(self.classes)
        self.weights: NDArray[Any] = np.zeros(shape, np.float32)
        self.sums: NDArray[Any] = np.zeros(shape)
        self.steps = 1

    def encode(self, sentence: Sentence) -> Example:
        words, tags = zip(*sentence, strict=True)
        known = (self.sure.get(word) for word in words)
        return Example(
            [self._rows(features) for features in word_features(words)],
            [shape_of(word) for word in words],
            [self.names.index(tag) for tag in tags],
            [None if tag is None else self.names.index(tag) for tag in known],
        )

    def train(self, examples: Sequence[Example], seed: int) -> NDArray[Any]:
        """Return the mean weights of one run over the sentences, which the seed shuffles."""
        self.reset()
        order, shuffler = list(examples), random.Random(seed)
        for _ in range(PASSES):
            shuffler.shuffle(order)
            for example in order:
                self._learn(example)
        return np.asarray(self.weights - self.sums / self.steps)

    def _learn(self, example: Example) -> None:
        before, before2 = len(self.classes), len(self.classes) + 1
        for rows, shape, right, sure in zip(example.rows, example.shapes, example.tags, example.sure, strict=True):
            guess = sure
            if guess is None:
                active = rows + self._tag_rows(before, before2, shape)
                guess = int(self.weights[active].sum(0).argmax())
                self._update(active, right, guess)
            before, before2 = guess, before

    def _update(self, rows: Rows, right: int, guess: int) -> None:
        self.steps += 1
        if right == guess:
            return
        for column, change in ((right, 1), (guess, -1)):
            self.weights[rows, column] += change
            self.sums[rows, column] += change * self.steps

    def _tag_rows(self, before: int, before2: int, shape: str) -> Rows:
        key = before, before2, shape
        if key not in self.cache:
            self.cache[key] = self._rows(tag_features(self.names[before], self.names[before2], shape))
        return self.cache[key]

    def _rows(self, features: list[str]) -> Rows:
        return [self.place[feature] for feature in features if feature in self.place]


def whole_numbers(perceptron: Perceptron, mean: NDArray[Any]) -> dict[str, dict[str, int]]:
    """Return the weights as NLTK keeps them, without the small ones."""
    rounded = np.rint(np.where(np.abs(mean) < SMALLEST, 0, mean * SCALE)).astype(int)
    table = {}
    for feature, row in perceptron.place.items():
        columns = np.flatnonzero(rounded[row]).tolist()
        if columns:
            table[feature] = {perceptron.classes[column]: int(rounded[row, column]) for column in columns}
    return table


def train(sentences: Sequence[Sentence]) -> Parts:
    """Return a tagger learnt from the sentences: the mean of several runs."""
    perceptron = Perceptron(sentences)
    examples = [perceptron.encode(sentence) for sentence in sentences]
    total: NDArray[Any] = np.zeros_like(perceptron.sums)
    for seed in range(RUNS):
        total += perceptron.train(examples, seed)
    return whole_numbers(perceptron, total / RUNS), perceptron.sure, sorted(perceptron.classes)


def write_tagger(path: Path, parts: Parts) -> None:
    """Write a tagger so that the same parts make the same bytes."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def measure(parts: Parts, sentences: Sequence[Sentence]) -> float:
    """Return the share of right tags in percent, as NLTK itself gives them with these weights."""
    from nltk.tag.perceptron import PerceptronTagger

    tagger = PerceptronTagger(load=False)
    tagger.decode_json_params(parts)
    tagged = ((sentence, tagger.tag([word for word, _ in sentence])) for sentence in sentences)
    hits: list[bool] = [
        pair == found for sentence, pairs in tagged for pair, found in zip(sentence, pairs, strict=True)
    ]
    return 100 * sum(hits) / len(hits)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("ud_dir", type=Path, metavar="UD_DIR")
    parser.add_argument("--out", type=Path, default=Path(str(tables.DATA / "tagger.json.gz")), metavar="FILE")
    options = parser.parse_args()
    names = [options.ud_dir / f"{name}-train.tsv.gz" for name in ("ewt", "gum")]
    sentences = [sentence for name in names for sentence in read_treebank(name)]
    parts = train(sentences)
    write_tagger(options.out, parts)
    count, size = sum(len(columns) for columns in parts[0].values()), options.out.stat().st_size
    print(f"{len(sentences)} sentences, {count} weights, {size / 1000:.0f} kB")
    for name in ("gum-dev", "gum-test", "ewt-dev", "ewt-test"):
        print(f"{name}: {measure(parts, read_treebank(options.ud_dir / f'{name}.tsv.gz')):.2f} % of tags right")


if __name__ == "__main__":
    main()
