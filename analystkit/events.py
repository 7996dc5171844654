"""Named events: exercises, operations, battles, storms, treaties and meetings, with the number in their name.

"Rapid Trident-2021", "Exercise Eager Lion 16", "Battle of Debaltseve", "Hurricane Dorian", "G7 summit".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analystkit.capitals import Run, Word
from analystkit.designators import counts_what_follows
from analystkit.gazetteer import Entry, Index, Words, known_names, words_of
from analystkit.records import Mention

__all__ = ["find_events"]

_TABLE = "event_words"
_YEAR = re.compile(r"[ -](?:(?:19|20)\d\d|\d\d(?:-\d{1,2})?)(?![\w%]|[.,]\d)(?!-[a-z])")


def find_events(flat: str, words: Words, runs: Sequence[Run]) -> Iterator[Mention]:
    """Yield the named events of a flattened text; they may overlap, and the longest is meant.

    Examples
    --------
    >>> from analystkit.capitals import find_runs
    >>> from analystkit.gazetteer import find_words
    >>> text = 'the "Rapid Trident-2021" drill, Exercise Eager Lion 16 and the Battle of Debaltseve'
    >>> words = find_words(text)
    >>> [m.text for m in find_events(text, words, list(find_runs(text, words)))]
    ['Rapid Trident-2021', 'Exercise Eager Lion 16', 'Eager Lion 16', 'Battle of Debaltseve']
    """
    spans = [*_known(flat, words), *_named_by_what_goes_before(flat, words, runs)]
    for run in runs:
        spans += [span for rule in _RUN_RULES for span in rule(flat, run)]
    for start, end in sorted(set(spans)):
        yield Mention(start, end, flat[start:end], flat[start:end], "event")


@cache
def _words(kind: str) -> frozenset[str]:
    return words_of(kind, _TABLE)


@cache
def _index(kind: str) -> Index[str]:
    return Index((word, word) for word in sorted(_words(kind)))


def _with_year(flat: str, end: int) -> int:
    """Extend over a year: "Zapad-2021", "Sea Breeze 21", but not "in Operation Shield 20 troops"."""
    year = _YEAR.match(flat, end)
    if not year or (flat[end] == " " and counts_what_follows(flat, year.end()) and not _is_drill(flat, year.end())):
        return end
    return year.end()


def _is_drill(flat: str, start: int) -> bool:
    return flat[start : start + 32].lstrip(' "').startswith(tuple(_words("drill")))


def _known(flat: str, words: Words) -> Iterator[tuple[int, int]]:
    """Events known by name, with or without a year; ordinary words only beside an exercise or a year."""
    for start, end, name in _index("named").find(flat, words):
        reached = _with_year(flat, end)
        if name not in _words("word") or reached > end or _beside_drill(flat, start, end):
            yield start, reached


def _beside_drill(flat: str, start: int, end: int) -> bool:
    before = flat[max(0, start - 32) : start].rstrip(' "').lower()
    return before.endswith(tuple(_words("drill"))) or _is_drill(flat, end)


def _named_by_what_goes_before(flat: str, words: Words, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """A head goes before the name: "Operation Odyssey Dawn", "Typhoon Haiyan", "Siege of Mariupol"."""
    heads = list(_index("before").find(flat, words))
    at = {word.start: (run, place) for run in runs for place, word in enumerate(run.words)} if heads else {}
    for start, end, head in heads:
        found = at.get(end + 1) or at.get(end + 1 + len('"'))
        if not found or flat[end] != " ":
            continue
        run, place = found
        storm = head in _words("storm")
        if run.heading and storm:
            continue  # "Gunmen Storm Village Market": the text itself will name the storm
        longest = 1 if storm else 2 if run.heading else 4
        named = _until_opener(run.words[place : place + longest])
        if named:
            yield start, _with_year(flat, named[-1].end)


def _until_opener(words: Sequence[Word]) -> list[Word]:
    kept: list[Word] = []
    for word in words:
        if word.text in words_of("opener") and word.text not in words_of("word", "designator_words"):
            break
        kept.append(word)
    return kept


def _entry(words: Sequence[Word]) -> Entry | None:
    return known_names().values.get(" ".join(word.text for word in words))


def _without_openers(words: Sequence[Word]) -> list[Word]:
    """Drop "The", "Last" and adjectives of countries from the front: "Russian Zapad-2021"."""
    kept = list(words)
    while kept and (kept[0].text in words_of("opener") or _is_adjective(kept[:1])) and len(kept) > 1:
        kept.pop(0)
    return kept


def _is_adjective(words: Sequence[Word]) -> bool:
    entry = _entry(words)
    return entry is not None and entry.adjective


def _named_by_what_follows(_: str, run: Run) -> Iterator[tuple[int, int]]:
    """A head follows the name: "Iran-Iraq War", "Digital Skills Initiative"; a country's own is no name."""
    words = list(run.words)
    while words and words[0].text in words_of("opener"):
        words.pop(0)
    if run.heading or len(words) < 2 or words[-1].text not in _words("after"):
        return
    yield words[0].start, words[-1].end


_SMALL_WORD = re.compile(r" ([a-z]+)\b")


def _named_by_a_common_noun(flat: str, run: Run) -> Iterator[tuple[int, int]]:
    """A common noun follows a place, or an alliance: "Minsk agreements", "G7 summit", but "Russian treaty" is none."""
    noun = _SMALL_WORD.match(flat, run.end, run.end + 20)
    if not noun or noun.group(1) not in _words("after_lower"):
        return
    for count in (3, 2, 1):
        entry = _entry(run.words[-count:]) if count <= len(run.words) else None
        if entry and not entry.adjective and entry.kind in _kinds_before(noun.group(1)):
            yield run.words[-count].start, noun.end()
            return


def _kinds_before(noun: str) -> tuple[str, ...]:
    return ("place", "organisation") if noun in _words("meeting") else ("place",)


def _coded(_: str, run: Run) -> Iterator[tuple[int, int]]:
    """A year after a hyphen: "Rapid Trident-2021"."""
    for place, word in enumerate(run.words):
        if "-" in word.text and re.fullmatch(r"[^\W\d_]{3,}-(?:19|20)\d\d", word.text):
            yield _without_openers(run.words[: place + 1])[0].start, word.end


def _dated(flat: str, run: Run) -> Iterator[tuple[int, int]]:
    """A year after a space, in quotes or beside an exercise: "the drill “Clear Sky 2018”", but not "In March 2021"."""
    end = _with_year(flat, run.end)
    if end == run.end:
        return
    words = _without_openers(run.words)
    if words[0].text in words_of("opener"):
        return
    quoted = flat[run.start - 1 : run.start] == '"' and flat[end : end + 1] == '"'
    if quoted or _beside_drill(flat, run.start, end) or _is_attended(flat, words[0].start):
        yield words[0].start, end


def _is_attended(flat: str, start: int) -> bool:
    """True for what somebody took part in, or what is called so: "personnel took part in Predators Run 2023"."""
    return flat[max(0, start - 24) : start].rstrip(' "').lower().endswith(tuple(_words("attended")))


_RUN_RULES = (_named_by_what_follows, _named_by_a_common_noun, _coded, _dated)
