"""The figures of a text in the form of NewsQuant, the public benchmark of quantities.

The benchmark counts a little more than analystkit does on purpose (the "one" of "one of the oldest parks", the 5 of
"5G"), names units otherwise, and was folded to ASCII: what is said here is only how it writes things.
"""

import re
from collections.abc import Iterator
from typing import Any

from analystkit.figures import find_figures
from analystkit.lexicon import singular
from analystkit.numerals import find_numbers
from analystkit.passages import NOUN, Passage, index_at, noun_run
from analystkit.records import Figure, Number
from analystkit.tables import column, mapping, rows, words
from analystkit.tagging import tag_sentence
from analystkit.text import find_sentences

NAMES = {
    "percent": "percentage", "person": "people", "degree celsius": "celsius", "degree fahrenheit": "fahrenheit",
    "part per billion": "parts-per-billion", "part per million": "parts-per-million", "time": "count",
    "pound": "pound-mass", "milliampere hour": "milliampere-hour", "ampere hour": "ampere-hour",
    "revolution per minute": "revolutions per minute", "td": "touch down", "war": "win above replacement",
}  # fmt: skip
"""Units that the benchmark calls otherwise."""

DOLLARS = ("AUD", "CAD", "NZD")
BOUNDS = {"at_least": ">", "at_most": "<"}

FOLDED = (
    (re.compile(r"\bPS(?=\d+(?:[\d,.]*\d)?(?:m|bn|k)\b|\d{2}|\d[,.]\d)"), "£"),
    (re.compile(r"(?<=\d)deg ?(?=[CF]\b)"), "°"),
)
"""Signs that became letters when the texts were folded to ASCII; "PS4" is a PlayStation."""


def quantities_of(text: str) -> list[dict[str, Any]]:
    """Return the quantities of a text as the benchmark writes them."""
    for pattern, sign in FOLDED:
        text = pattern.sub(sign, text)
    figures = list(find_figures(text))
    return [*_quantities(text, figures), *_pronouns(text, {figure.start for figure in figures}), *_generations(text)]


def _quantities(text: str, figures: list[Figure]) -> Iterator[dict[str, Any]]:
    """Write "fell from $2,415 to $2,315" as one quantity, which the benchmark takes for a range."""
    at = 0
    while at < len(figures):
        first, second = figures[at], figures[at + 1] if at + 1 < len(figures) else None
        if second is not None and _runs_to(text, first, second):
            falls = (second.best or 0) < (first.best or 0)  # a range that runs down is a fall
            change = second.change or first.change or ("down" if falls else "=")
            yield _written([first.best, second.best], _unit(second), change, _concept(first))
            at += 2
        else:
            yield _quantity(first)
            at += 1


def _runs_to(text: str, first: Figure, second: Figure) -> bool:
    lead = text[max(0, first.start - 5) : first.start]
    alike = first.best is not None and second.best is not None and first.unit == second.unit
    return alike and lead == "from " and text[first.end : second.start] in (" to ", " to US ")


def _quantity(figure: Figure) -> dict[str, Any]:
    ends = (figure.low, figure.high)
    spread = None not in ends and figure.low != figure.high
    number = next(value for value in (figure.best, *ends) if value is not None)
    change = BOUNDS.get(figure.bound) or _direction(figure) or ("~" if figure.bound == "approx" else "=")
    return _written([figure.low, figure.high] if spread else number, _unit(figure), change, _concept(figure))


BEHIND = re.compile(r"(?:[ -](?!(?:and|but|or|to|by|in|from)\b)[\w%]+){0,3}")


def _direction(figure: Figure) -> str:
    """Return up or down where a verb says so; the benchmark has none for "a 19% drop", "34% higher", "8 more than"."""
    behind = BEHIND.match(figure.sentence.partition(figure.number)[2])
    told = words("change_nouns") | {"than"}
    return "" if behind and not told.isdisjoint(behind[0].split()) else figure.change


def _written(value: Any, unit: str, change: str = "=", concept: list[str] | None = None) -> dict[str, Any]:
    concept = concept or ["-"]
    return {"value": value, "normalized_unit": unit, "change": change, "referred_concepts": concept}


# -- what only the benchmark counts


def _pronouns(text: str, known: set[int]) -> Iterator[dict[str, Any]]:
    """Yield each "one" that analystkit reads as a pronoun: "one of the oldest parks", "at one point"."""
    ones = [number for number in find_numbers(text) if number.number.lower() == "one" and number.start not in known]
    for sentence in find_sentences(text) if ones else ():
        inside = tuple(number for number in ones if sentence.start <= number.start < sentence.end)
        if inside:
            passage = Passage(sentence.start, sentence.text, tag_sentence(sentence).tokens, inside, (), ())
            counted = (_counted_by_one(passage, number) for number in inside)
            yield from (_written(1.0, _noun_phrase(words)) for words in counted if words)


def _counted_by_one(passage: Passage, number: Number) -> list[str]:
    tokens, start = passage.tokens, index_at(passage.tokens, number.end)
    following = [token.text.lower() for token in tokens[start : start + 2]]
    if following[:1] == ["of"] and len(following) == 2 and tokens[start + 1].tag in ("DT", "PRP$"):
        start += 2
    elif start >= len(tokens) or tokens[start].tag not in NOUN:
        return []
    run = noun_run(passage, start)
    return [token.text for token in tokens[start : run[0] + 1]] if run else []


def _generations(text: str) -> Iterator[dict[str, Any]]:
    """Yield the generation of a mobile network: "5G"."""
    for match in re.finditer(r"\b([2-6])G\b", text):
        yield _written(float(match[1]), "generation wireless")


# -- how it names units and concepts


def _unit(figure: Figure) -> str:
    """Return the unit in the benchmark's words: "dollar per barrel", "percentage", "first-team player"."""
    unit, _, rate = figure.unit.partition(" per ")
    if figure.unit in NAMES:
        return NAMES[figure.unit]
    named = "" if _is_measure(figure) else _noun_phrase(re.split(r"\s+|['’]s\b", figure.item))
    if figure.unit == "barrel" and f"{figure.number} barrels of oil" in figure.sentence:
        return "barrel of oil"
    if unit in DOLLARS and figure.number.startswith("$"):
        unit = "USD"  # a bare "$" is a dollar, whoever's
    unit = (figure.unit and named) or NAMES.get(unit) or _currency(unit)
    return f"{unit} per {rate}" if rate else unit or "-"


def _is_measure(figure: Figure) -> bool:
    """True for a measure; a share counts what it is of: "half the workers" are 0.5 workers."""
    known = column("units", "unit") | column("currencies", "code") | {"percent"}
    return figure.kind == "age" or not known.isdisjoint((figure.unit, figure.unit.partition(" per ")[0]))


def _noun_phrase(words: list[str]) -> str:
    """Return the counted phrase as the benchmark writes it: no "and", adjectives as such, a singular head."""
    words = [_plain(word) for word in words if word and word.lower() not in DROPPED]
    if len(words) > 2 and words[0][:1].isdigit():  # "9 liter cases"
        words[1] = mapping("units", "form", "unit").get(words[1], words[1])
    return " ".join([*words[:-1], "people" if words[-1] == "people" else singular(words[-1])]) if words else ""


def _plain(word: str) -> str:
    """Return an adjective without its degree: "oldest" is old, "biggest" big, "largest" large, "wealthiest" wealthy."""
    stem = word[:-3]
    if not word.endswith("est") or len(stem) < 3 or word in SUPERLATIVE_IN_FORM:
        return word
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1]
    return f"{stem}e" if SHORT_VOWEL.search(stem) else stem


DROPPED = ("and", "or", "more", "fewer", "such", '"', "'", "``", "''")
SUPERLATIVE_IN_FORM = (
    "rainforest",
    "forest",
    "request",
    "harvest",
    "protest",
    "arrest",
    "interest",
    "contest",
    "honest",
    "modest",
)
SHORT_VOWEL = re.compile(r"(?:^|[^aeiou])[aeiou](?:[^aeiouwxy]|rg)$")
"""An undoubled consonant after a single vowel has lost an e: "wid-est", "lat-est"."""


def _concept(figure: Figure) -> list[str]:
    """Return the words of what a figure is said of: what is measured, and the subject of its sentence."""
    measured = _is_measure(figure) or figure.unit in ("", "fraction")
    words = f"{figure.item} {figure.subject}" if measured else figure.subject
    return list(dict.fromkeys(re.findall(r"[\w&-]+", words)))


def _currency(code: str) -> str:
    """Return the name of a currency with its country, "malaysian ringgit"; other units as they are."""
    return next((row["words"].split(";")[0] for row in rows("currencies") if row["code"] == code), code)


# -- misses


def misses(gold: list[dict[str, Any]], predicted: list[dict[str, Any]], metric: str, scorer: Any) -> Iterator[str]:
    """Yield the quantities of gold that miss one metric (value, unit, change ...), and for value the false ones."""
    for row, found in zip(gold, predicted, strict=True):
        expected = [scorer.read(quantity) for quantity in row["quantities"]]
        given = [scorer.read(quantity) for quantity in found["quantities"]]
        lines = list(_missed(expected, given, metric, scorer))
        if lines:
            yield "\n".join([row["text"], *lines])


def _missed(expected: list[Any], given: list[Any], metric: str, scorer: Any) -> Iterator[str]:
    """Pair each expected quantity with the one of its value that agrees best."""
    for wanted in expected:
        alike = [one for one in given if scorer.agree("value", wanted, one)]
        best = max(alike, key=lambda one: sum(scorer.agree(m, wanted, one) for m in scorer.METRICS), default=None)
        if best is not None:
            given.remove(best)
        if best is None or not scorer.agree(metric, wanted, best):
            yield f"      gold {wanted} found {best}"
    if metric == "value":
        yield from (f"      no gold, found {one}" for one in given)
