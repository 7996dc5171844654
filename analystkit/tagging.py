"""Part-of-speech tags of words, from our own averaged perceptron in the format of NLTK's PerceptronTagger.

The weights in ``data/tagger.json.gz`` are whole numbers, so that a sum of scores is exact in any order: the
tags are the very ones that NLTK gives with the same file, without importing NLTK and many times faster, since
the scores of a word are added up once and remembered. ``benchmarks/train_tagger.py`` makes the file;
``data/NOTICE`` names the treebanks that it learnt from.
"""

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from analystkit import tables
from analystkit.records import Sentence
from analystkit.text import find_tokens

__all__ = ["find_tags", "tag_sentence"]

Scores = NDArray[np.int32]

START, END = ("-START-", "-START2-"), ("-END-", "-END2-")
QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
"""Most of what the tagger learnt from has straight quotes, news has curly ones."""

DESIGNATOR = re.compile(r"\A([A-Z][A-Za-z]*)-(\d\w*)\Z")

REMEMBERED = 20_000
"""Words, and pairs of words and tags, whose scores are remembered: about 40 MB at the most."""


def find_tags(words: Sequence[str]) -> list[str]:
    """Return the Penn Treebank tag of each word of one sentence.

    Parameters
    ----------
    words : the words and marks of a sentence, in order, as ``find_tokens`` cuts them.

    Examples
    --------
    >>> find_tags(["They", "sent", "4,000", "troops", "."])
    ['PRP', 'VBD', 'CD', 'NNS', '.']
    """
    model = _model()
    if not words:
        return []
    words = [as_learnt(word) for word in words]
    shapes = [shape_of(word) for word in words]
    tags, before, before2 = [], *START
    for word, shape, scores in zip(words, shapes, _scores(words, shapes), strict=True):
        tag = model.sure.get(word)
        if tag is None:
            total = scores + _after_tags(before, before2) + _word_after_tag(before, shape)
            tag = model.classes[total.argmax()]
        tags.append(tag)
        before, before2 = tag, before
    return tags


def tag_sentence(sentence: Sentence) -> Sentence:
    """Return the sentence with its tokens, tagged; their offsets are into the text of the article.

    Examples
    --------
    >>> sentence = tag_sentence(Sentence(100, 118, "They sent 20 ships"))
    >>> sentence.tokens[3]
    Token(start=113, end=118, text='ships', tag='NNS')
    """
    tokens = find_tokens(sentence.text, sentence.start)
    tags = find_tags([token.text for token in tokens])
    tagged = (replace(token, tag=tag) for token, tag in zip(tokens, tags, strict=True))
    return replace(sentence, tokens=tuple(tagged))


@dataclass(frozen=True, slots=True)
class _Model:
    """The three parts of the file: weights of features, words of one tag, all tags; and a tag's column."""

    weights: dict[str, dict[str, int]]
    sure: dict[str, str]
    classes: tuple[str, ...]
    column: dict[str, int]


@cache
def _model() -> _Model:
    weights, sure, classes = json.loads(gzip.decompress((tables.DATA / "tagger.json.gz").read_bytes()))
    # NLTK breaks a tie in favour of the last tag in the alphabet, argmax in favour of the first one.
    classes = tuple(sorted(classes, reverse=True))
    return _Model(weights, sure, classes, {tag: column for column, tag in enumerate(classes)})


def as_learnt(word: str) -> str:
    """Return the word as the tagger knows it: quotes straight, and F16 for F-16.

    The treebanks cut F-16 in three: of words with a hyphen and digits the tagger knows phone numbers only.
    """
    straight = word.translate(QUOTES)
    return DESIGNATOR.sub(r"\1\2", straight) if "-" in straight else straight


def shape_of(word: str) -> str:
    """Return what NLTK's tagger compares words by: all numbers look alike, and all words with a hyphen."""
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word.isdigit() and len(word) == 4:
        return "!YEAR"
    return "!DIGITS" if word[:1].isdigit() else word.lower()


def _scores(words: Sequence[str], shapes: Sequence[str]) -> Scores:
    """Return a row for each word: what it, two words before and two after it say for every tag."""
    beside = np.stack([_beside(shape) for shape in (*START, *shapes, *END)])
    end = len(words)
    total = np.stack([_own(word) for word in words])
    return total + beside[:end, 0] + beside[1 : end + 1, 1] + beside[3 : end + 3, 2] + beside[4 : end + 4, 3]


@lru_cache(REMEMBERED)
def _own(word: str) -> Scores:
    return _sum("bias", f"i suffix {word[-3:]}", f"i pref1 {word[:1]}", f"i word {shape_of(word)}")


@lru_cache(REMEMBERED)
def _beside(shape: str) -> Scores:
    """Return what a word says for the tags two after it, one after it, one before it and two before it."""
    return np.stack([
        _sum(f"i-2 word {shape}"),
        _sum(f"i-1 word {shape}", f"i-1 suffix {shape[-3:]}"),
        _sum(f"i+1 word {shape}", f"i+1 suffix {shape[-3:]}"),
        _sum(f"i+2 word {shape}"),
    ])  # fmt: skip


@lru_cache(REMEMBERED)
def _after_tags(before: str, before2: str) -> Scores:
    return _sum(f"i-1 tag {before}", f"i-2 tag {before2}", f"i tag+i-2 tag {before} {before2}")


@lru_cache(REMEMBERED)
def _word_after_tag(before: str, shape: str) -> Scores:
    return _sum(f"i-1 tag+i word {before} {shape}")


def _sum(*features: str) -> Scores:
    """Return the sum of the weights of some features for every tag."""
    model = _model()
    total = np.zeros(len(model.classes), np.int32)
    for feature in features:
        for tag, weight in model.weights.get(feature, {}).items():
            total[model.column[tag]] += weight
    return total
