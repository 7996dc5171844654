"""Tags: the very ones that NLTK gives with the same weights, right about as often as the trainer said."""

import gzip
import json
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analystkit import tables, tagging
from analystkit.records import Sentence
from analystkit.tagging import as_learnt, find_tags, tag_sentence
from analystkit.text import find_sentences, find_tokens

ROOT = Path(__file__).parents[1]
TREEBANKS = ROOT.parent / "shared" / "data" / "ud"

WHO = ["The army", "A spokesman for Ukraine’s Defence Ministry", "Gen. Anna Moroz", "Kyiv", "Nobody", "NATO’s chief"]
SAYS = ["said", "didn't say", "has repeatedly denied", "confirmed on Monday", "will say", "told AFP at 10:30 a.m."]
WHAT = [
    *("that 4,000 Ukrainian and 2,000 foreign troops took part", "about 20 Russian warships were sunk"),
    *("“it’s clear we need to react”", "12 F-16s, two Su-30SM jets and 190k shells arrived in 2021"),
    *("up to 500-600 soldiers had been wounded", "one-third of the well-known 25,000-strong force left"),
    *("it costs $1.5m, €66bn or 5% of GDP", "that forty-one battalion tactical groups stand ready -- or not"),
]
ENDS = [".", "?", "...", "!", ", according to the 82nd Airborne Division.", " (see https://example.org/a)."]
ODD = [
    [""],
    ["-"],
    ["-START-"],
    ["-END-", "-END2-"],
    ["a b", "\n"],
    ["2021"],
    ["２０２１"],
    ["²"],
    ["İ", "ß"],
    ["😀"] * 3,
]


def sentences() -> list[list[str]]:
    """Return 300 sentences of news, always the same ones."""
    pick = random.Random(1).choice
    texts = [f"{pick(WHO)} {pick(SAYS)} {pick(WHAT)}{pick(ENDS)}" for _ in range(300)]
    return [[token.text for token in find_tokens(text)] for text in texts]


def treebank(name: str) -> list[tuple[list[str], list[str]]]:
    """Return the words and the tags of each sentence of a treebank file."""
    path = TREEBANKS / f"{name}.tsv.gz"
    if not path.is_file():
        pytest.skip(f"{path.name} is not here")
    blocks = gzip.decompress(path.read_bytes()).decode("utf-8").strip("\n").split("\n\n")
    rows = [[line.split("\t") for line in block.split("\n")] for block in blocks]
    return [([row[0] for row in block], [row[1] for row in block]) for block in rows]


@cache
def weights() -> Any:
    return json.loads(gzip.decompress((tables.DATA / "tagger.json.gz").read_bytes()))


@cache
def nltk_tagger() -> Any:
    from nltk.tag.perceptron import PerceptronTagger

    tagger = PerceptronTagger(load=False)
    tagger.decode_json_params(weights())
    return tagger


def nltk_tags(words: list[str]) -> list[str]:
    return [tag for _, tag in nltk_tagger().tag([as_learnt(word) for word in words])]


def test_nltk_gives_the_same_tags_to_sentences_of_news() -> None:
    words = sentences()
    assert len({" ".join(one) for one in words}) > 250
    assert [find_tags(one) for one in words] == [nltk_tags(one) for one in words]


def test_nltk_gives_the_same_tags_to_words_in_no_order() -> None:
    shuffled = [random.Random(seed).sample(one, len(one)) for seed, one in enumerate(sentences())]
    assert [find_tags(one) for one in shuffled] == [nltk_tags(one) for one in shuffled]


@pytest.mark.parametrize("words", ODD)
def test_nltk_gives_the_same_tags_to_odd_words(words: list[str]) -> None:
    assert find_tags(words) == nltk_tags(words)


@pytest.mark.parametrize("name", ["gum-dev", "ewt-dev"])
def test_nltk_gives_the_same_tags_to_a_treebank(name: str) -> None:
    assert all(find_tags(words) == nltk_tags(words) for words, _ in treebank(name))


@pytest.mark.parametrize(
    ("name", "least"), [("gum-dev", 95.5), ("gum-test", 95.3), ("ewt-dev", 93.7), ("ewt-test", 93.8)]
)
def test_tags_are_right_as_often_as_the_trainer_said(name: str, least: float) -> None:
    hits = [tag == right for words, tags in treebank(name) for tag, right in zip(find_tags(words), tags, strict=True)]
    assert 100 * sum(hits) / len(hits) >= least


def test_what_is_forgotten_is_found_again() -> None:
    words = sentences()[:40]
    remembered = [find_tags(one) for one in words]
    for function in (tagging._known, tagging._after_tags, tagging._word_after_tag):
        function.cache_clear()
        assert function.cache_info().maxsize == tagging.REMEMBERED
    assert [find_tags(one) for one in words] == remembered


def test_no_words_have_no_tags() -> None:
    assert find_tags([]) == []
    assert tag_sentence(Sentence(7, 7, "")).tokens == ()


def test_curly_quotes_change_no_tag() -> None:
    curly = ["Kyiv", "’s", "“", "red", "lines", "”", "are", "n’t", "‘", "red", "’", "."]
    straight = ["Kyiv", "'s", '"', "red", "lines", '"', "are", "n't", "'", "red", "'", "."]
    assert find_tags(curly) == find_tags(straight)


@pytest.mark.parametrize("name", ["F-16s", "T-72B3s", "Su-30SM", "S-300", "Mi-8s", "Tu-95"])
def test_a_designator_is_a_noun_even_after_a_number(name: str) -> None:
    assert find_tags(["They", "sent", "120", name, "to", "the", "border", "."])[3].startswith("NN")


def test_a_tagged_sentence_quotes_the_article() -> None:
    text = "Nobody came.\nApproximately 20 Russian warships engaged in live-fire exercises."
    tagged = tag_sentence(find_sentences(text)[1])
    assert [token.tag for token in tagged.tokens[:4]] == ["RB", "CD", "JJ", "NNS"]
    assert all(text[token.start : token.end] == token.text for token in tagged.tokens)
    assert (tagged.start, tagged.text) == (13, text[13:])


def test_weights_are_whole_numbers_so_that_any_order_gives_one_sum() -> None:
    table, sure, classes = weights()
    assert all(type(weight) is int and weight for columns in table.values() for weight in columns.values())
    assert {tag for columns in table.values() for tag in columns} | set(sure.values()) <= set(classes)


def test_tagging_needs_neither_nltk_nor_pandas() -> None:
    code = (
        "import sys; from analystkit.tagging import find_tags; find_tags(['Troops', 'left']);"
        "print(sorted({'nltk', 'pandas', 'scipy', 'sklearn'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def trained(folder: Path, hash_seed: str) -> bytes:
    """Return what the training script writes for a small treebank."""
    rows = [("Troops", "NNS"), ("left", "VBD"), ("the", "DT"), ("F-16", "NNP"), (".", ".")]
    treebank = "\n".join(f"{word}\t{tag}\t0\troot\t" for word, tag in rows) + "\n\n"
    for name in ("ewt-train", "gum-train", "ewt-dev", "gum-dev", "ewt-test", "gum-test"):
        (folder / f"{name}.tsv.gz").write_bytes(gzip.compress(treebank.encode() * 3))
    out = folder / f"{hash_seed}.json.gz"
    command = [sys.executable, str(ROOT / "benchmarks" / "train_tagger.py"), str(folder), "--out", str(out)]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    printed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert printed.startswith("6 sentences")
    assert "ewt-test: 100.00 % of tags right" in printed
    return out.read_bytes()


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = trained(tmp_path, "1")
    assert first == trained(tmp_path, "2")
    _, sure, classes = json.loads(gzip.decompress(first))
    assert set(sure.values()) == {"VBD", "VBN", "VBZ"}  # no word is common enough: only forms known from grammar
    assert classes == [".", "DT", "NNP", "NNS", "VBD"]


def test_the_notice_ships_beside_the_weights() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert (tables.DATA / "NOTICE").read_text(encoding="utf-8") == notice
    assert all(words in notice for words in ("tagger.json.gz", "CC BY-SA 4.0", "EWT", "GUM"))
