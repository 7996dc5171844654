"""What is skipped for the sake of speed would not have been found: each filter against the rules behind it."""

from pathlib import Path

import pytest
from case_files import bare_text, case_lines

from analystkit import amounts, cues, dates, retagging
from analystkit.date_grammar import rules
from analystkit.entities import find_mentions
from analystkit.lines import look_at
from analystkit.numerals import find_numbers
from analystkit.quotations import find_quotations
from analystkit.records import Token
from analystkit.retagging import mend_tags
from analystkit.tagging import tag_sentence
from analystkit.text import find_sentences

FOLDER = Path(__file__).parent / "cases"
FILES = sorted([*FOLDER.glob("*.txt"), *FOLDER.glob("figures/*.txt")])


def texts(path: Path) -> list[str]:
    return [bare_text(line) for line in case_lines(path)]


each_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


@each_file
def test_no_amount_starts_at_a_word_that_is_skipped(path: Path) -> None:
    words = amounts._first_words()
    for text in texts(path):
        found = amounts._candidates().finditer(text)
        tried = {one.start() for one in found if not one[1] or one[1].lower() in words}
        assert {one.start() for one in amounts._starts().finditer(text)} <= tried, text


@each_file
def test_no_time_starts_at_digits_that_are_skipped(path: Path) -> None:
    for text in texts(path):
        for digits in dates.START.finditer(text):
            if digits[1].isalpha() or dates._may_be_time(text, digits):
                continue
            assert [rule.name for rule in rules() if rule.pattern.match(text, digits.start())] == [], text


@each_file
def test_no_word_that_is_skipped_is_a_cue(path: Path) -> None:
    for text in texts(path):
        for sentence in find_sentences(text):
            line = look_at(tag_sentence(sentence), find_quotations(text), dates.find_moments(text))
            skipped = [at for at, word in enumerate(line.words) if word not in cues._triggers()]
            assert not any(rule(line, at, []) for at in skipped for rule in cues.RULES), text


@each_file
def test_no_tag_that_is_left_alone_would_be_mended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mended(text: str) -> list[Token]:
        numbers, mentions = tuple(find_numbers(text)), find_mentions(text)
        tagged = (tag_sentence(sentence).tokens for sentence in find_sentences(text))
        return [token for tokens in tagged for token in mend_tags(tokens, numbers, mentions)]

    quick = [mended(text) for text in texts(path)]
    monkeypatch.setattr(retagging, "_may_be_wrong", lambda *_: True)
    monkeypatch.setattr(retagging, "_rules_for", lambda _: tuple(rule for rule, _ in retagging.RULES))
    assert [mended(text) for text in texts(path)] == quick
