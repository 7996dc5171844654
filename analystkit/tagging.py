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
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analystkit import tables
from analystkit.records import Sentence, Token
from analystkit.text import find_words

__all__ = ["find_tags", "tag_sentence"]

Scores = NDArray[np.int32]
Features = tuple[str, ...]

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
    if not words:
        return []
    classes, known = _model().classes, [_known(word) for word in words]
    tags, before, before2 = [], *START
    for word, scores in zip(known, _scores(known), strict=True):
        tag = word.sure
        if not tag:
            scores += _after_tags(before, before2)
            joint = _word_after_tag(before, word.shape)
            tag = classes[(scores if joint is None else scores + joint).argmax()]
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
    text, offset = sentence.text, sentence.start
    spans = find_words(text)
    words = [text[start:end] for start, end in spans]
    parts = zip(spans, words, find_tags(words), strict=True)
    tokens = [Token(start + offset, end + offset, word, tag) for (start, end), word, tag in parts]
    return Sentence(offset, sentence.end, text, tuple(tokens))


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


class _Known(NamedTuple):
    """What is known of a word by itself: its shape, its tag where it has only one, and what it says of tags.

    The scores are those of its own tag, then of the tags two after it, one after it, one before it and two before it.
    """

    shape: str
    sure: str
    scores: Scores


@lru_cache(REMEMBERED)
def _known(word: str) -> _Known:
    learnt = as_learnt(word)
    shape = shape_of(learnt)
    own = ("bias", f"i suffix {learnt[-3:]}", f"i pref1 {learnt[:1]}", f"i word {shape}")
    return _Known(shape, _model().sure.get(learnt, ""), _sums(own, *_beside(shape)))


def _beside(shape: str) -> Sequence[Features]:
    """Return the features of the tags two after a word, one after it, one before it and two before it."""
    suffix = shape[-3:]
    return (
        (f"i-2 word {shape}",),
        (f"i-1 word {shape}", f"i-1 suffix {suffix}"),
        (f"i+1 word {shape}", f"i+1 suffix {suffix}"),
        (f"i+2 word {shape}",),
    )


@cache
def _margins() -> tuple[list[Scores], list[Scores]]:
    """Return what stands before and after every sentence."""
    before, after = ([_sums((), *_beside(shape)) for shape in marks] for marks in (START, END))
    return before, after


def _scores(words: Sequence[_Known]) -> Scores:
    """Return a row for each word: what it, two words before and two after it say for every tag."""
    before, after = _margins()
    end = len(words)
    said = np.concatenate([*before, *(word.scores for word in words), *after]).reshape(end + 4, 5, -1)
    total: Scores = said[2:-2, 0] + said[:end, 1] + said[1 : end + 1, 2] + said[3 : end + 3, 3] + said[4:, 4]
    return total


@lru_cache(REMEMBERED)
def _after_tags(before: str, before2: str) -> Scores:
    return _sums((f"i-1 tag {before}", f"i-2 tag {before2}", f"i tag+i-2 tag {before} {before2}"))


@lru_cache(REMEMBERED)
def _word_after_tag(before: str, shape: str) -> Scores | None:
    """Return what a tag and the word after it say together, or None for the most part, where they say nothing."""
    feature = f"i-1 tag+i word {before} {shape}"
    return _sums((feature,)) if feature in _model().weights else None


def _sums(*groups: Features) -> Scores:
    """Return the sum of the weights of each group of features for every tag, one group after the other."""
    model, width = _model(), len(_model().classes)
    total = [0] * (width * len(groups))
    for place, features in enumerate(groups):
        for feature in features:
            for tag, weight in model.weights.get(feature, {}).items():
                total[place * width + model.column[tag]] += weight
    return np.array(total, np.int32)
