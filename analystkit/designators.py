"""Designators: numbers that name or label and so count nothing, as in "F-16", "Resolution 2231", "52nd Brigade".

Two thirds of the digits in running news text are of this sort or belong to a date. Each token with a digit is
shown to one small rule after another; the first that has an opinion wins, and says how far the name reaches. A rule
looks first at what costs least: most numbers have neither letters of their own nor a label before them.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from analystkit.gazetteer import flatten, known_names, words_of
from analystkit.records import Mention
from analystkit.shapes import find_shapes

__all__ = ["counts_what_follows", "find_designators"]

Span = tuple[int, int]
Rule = Callable[["_Numeral"], Span | None]

_DIGITS = re.compile(r"\d(?:\w|[.,/:-](?=\w))*")
_BEFORE = re.compile(r"(?:[A-Za-z]+[-/])?(?:[A-Za-z]+[-/])?[\w$€£¥#.]*$")
_LONGEST = 24
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"
_TABLE = "designator_words"


def find_designators(text: str) -> list[Mention]:
    """Return the names and labels that numbers are part of, so that no number inside one is counted.

    Parameters
    ----------
    text : an article or a sentence.

    Returns
    -------
    Mentions of kind "other", or "organisation" for numbered bodies, in text order, not overlapping.

    Examples
    --------
    >>> [m.text for m in find_designators("20 F-16s of the 52nd Brigade, Resolution 2231, 155 mm shells, 30 tanks")]
    ['F-16s', '52nd Brigade', 'Resolution 2231', '155 mm']
    """
    flat = flatten(text)
    found: list[Mention] = []
    for start, end, kind in sorted(
        [*((*span, "other") for span in find_shapes(flat)), *_numbered(flat), *_spelled(flat)]
    ):
        if found and start < found[-1].end:
            continue
        name = re.sub(r" \([A-Z]+\)", "", flat[start:end])  # "Carrier Air Wing (CVW) 17"
        found.append(Mention(start, end, text[start:end], name, _kind(name, kind)))
    return found


def _kind(name: str, kind: str) -> str:
    """The word before the number tells a body: "Carrier Air Wing 17"."""
    bodies = words_of("organisation") | _unit_words()
    return "organisation" if name.split()[-2:-1] and name.split()[-2] in bodies else kind


@cache
def _words(kind: str) -> frozenset[str]:
    return words_of(kind, _TABLE)


class _Numeral(NamedTuple):
    """A word with a digit, where it stands, and what goes before it on its line, without the space between."""

    flat: str
    start: int
    end: int
    token: str
    left: str

    def before_capital(self) -> bool:
        """Return whether a word with a capital may follow."""
        return self.flat[self.end : self.end + 1] == " " and self.flat[self.end + 1 : self.end + 2].isupper()


def _numeral(flat: str, start: int, end: int) -> _Numeral:
    return _Numeral(flat, start, end, flat[start:end], _left(flat, start))


def _left(flat: str, start: int) -> str:
    """Return what stands before a position, back to the line's start, without the space between."""
    before = flat[max(0, start - 48) : start]
    return before[before.rfind("\n") + 1 :].rstrip(" ")


def _phrase_before(flat: str, start: int, left: str, phrases: frozenset[str]) -> int | None:
    """Return where the longest of the phrases begins that ends just before a position."""
    words = left.rsplit(" ", 3)
    if words[-1].lstrip("('\"[") not in _last_words(phrases):
        return None
    for count in (3, 2, 1):
        phrase = " ".join(words[-count:]).lstrip("('\"[")
        if count <= len(words) and phrase in phrases:
            return flat.rindex(phrase, 0, start)
    return None


@cache
def _last_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in phrases)


# -- numbers that a word beside them makes a name --------------------------------------------------


def _numbered(flat: str) -> Iterator[tuple[int, int, str]]:
    previous: Span | None = None
    for start, end in _tokens(flat):
        numeral = _numeral(flat, start, end)
        unit = _unit_after_ordinal(numeral)
        if unit:
            previous = None
            yield *unit, "organisation"
            continue
        span = _first_opinion(numeral) or _continued(numeral, previous)
        if span:
            previous = span
            yield *span, "other"


def _tokens(flat: str) -> Iterator[Span]:
    """Yield the words with a digit, read to the left from their first digit: "T-72B3", "$5", "9M729"."""
    for digits in _DIGITS.finditer(flat):
        start, end = digits.span()
        if start and flat[start - 1] not in " \n(":
            before = _BEFORE.search(flat[max(0, start - _LONGEST) : start])
            start -= len(before.group()) if before else 0
        if end - start <= 2 * _LONGEST:
            yield start, end


def _first_opinion(numeral: _Numeral) -> Span | None:
    for rule in _RULES:
        span = rule(numeral)
        if span:
            return span
    return None


def _is_amount(numeral: _Numeral) -> bool:
    """A currency sign, a scale word or a thousands comma makes it an amount: "Article 5 million", "EUR20"."""
    after = _NEXT_WORD.match(numeral.flat, numeral.end, numeral.end + 20)
    scaled = after is not None and after.group(1) in _words("scale")
    return scaled or _AMOUNT.search(numeral.token) is not None


_NEXT_WORD = re.compile(r"[ -]?(%|\w+)")
_AMOUNT = re.compile(r"[$€£¥]|\d,\d{3}(?!\d)|\d%")


def _model(numeral: _Numeral) -> Span | None:
    """Letters and digits in one word: F-16, T-72B3, S-400, Su-30SM, M270, MH17, 9M729, Covid-19, 5G."""
    token = numeral.token
    if _NO_LETTERS.fullmatch(token):
        return None
    head = _HEAD.match(token)
    if head and head.group(1) in _words("amount"):
        return None
    isotope = "-" in token and token.partition("-")[0].lower() in _words("element")
    named = isotope or _MODEL.fullmatch(token)
    return (numeral.start, numeral.end) if named and not _is_amount(numeral) else None


_NO_LETTERS = re.compile(r"[\d.,]+")
_HEAD = re.compile(r"([A-Za-z]*[A-Z][A-Za-z]*)-?\d")
_MODEL = re.compile(
    r"(?:[A-Z]{2,3}/)?[A-Z][A-Za-z]*-\d{1,4}[A-Z\d]*(?:[-/][A-Z\d]{1,4})?s?"  # Su-30SM, CH-53K, Shahed-136, Boeing-737
    r"|[A-Z]{1,5}[a-z]?\d{1,5}[A-Z]*\d*[A-Z]*(?:-[A-Z\d]{1,4})?s?"  # M270, M1A2, MH17, H5N1
    r"|\d{1,2}[A-Z]{1,2}\d{1,3}[A-Z]*|[2-6]G|[23]D"  # 9M729, 2S19, 5G
    r"|[A-Z]{2,5}-[A-Za-z]{1,3}-\d{1,3}"  # SARS-CoV-2
)


def _label(numeral: _Numeral) -> Span | None:
    """A label goes before: "Resolution 2231", "Category 5", "no. 1430/2019", "Task Force 50"."""
    flat = numeral.flat
    begin = _phrase_before(flat, numeral.start, numeral.left, _labels())
    if begin is None or _is_amount(numeral):
        return None
    left = _left(flat, begin)
    if flat[begin].islower() and left.rpartition(" ")[2].lower() in _words("determiner"):
        return None
    outer = _phrase_before(flat, begin, left, _labels())  # "resolution No. 1430"
    return begin if outer is None else outer, numeral.end


@cache
def _labels() -> frozenset[str]:
    both = _words("label")
    return _words("capital") | both | {word.capitalize() for word in both}


def _brand(numeral: _Numeral) -> Span | None:
    """A make or an index goes before: "Boeing 737-800", "iPhone 11", "S&P 500", "Formula 1"."""
    begin = _phrase_before(numeral.flat, numeral.start, numeral.left, _words("brand"))
    return None if begin is None or _is_amount(numeral) else (begin, numeral.end)


def _hull(numeral: _Numeral) -> Span | None:
    """Capitals and a number alone in brackets: "USS Nimitz (CVN 68)", but "(USD 500)" is money."""
    flat, start, end = numeral.flat, numeral.start, numeral.end
    if flat[end : end + 1] != ")":
        return None
    match = re.search(r"\(([A-Z]{1,5})[ -]?$", flat[max(0, start - 8) : start])
    if not match or match.group(1) in _words("amount"):
        return None
    return start - len(match.group()) + 1, end


def _acronym(numeral: _Numeral) -> Span | None:
    """A numbered body by its initials: "CTF 50", "Air Wing (CVW) 17", but not "NATO 20" or "Army (KIA) 3"."""
    left = numeral.left
    if not (left[-1:].isupper() or left.endswith(")")) or not re.fullmatch(r"\d{1,4}", numeral.token):
        return None
    match = re.search(r"(?<![\w.-])[A-Z]{2,7}$|(?<= \()[A-Z]{2,7}\)$", left)
    if not match or _counts_something(numeral):
        return None
    if match.group().strip(")") in known_names().values or match.group() in _words("amount"):
        return None
    if match.group().endswith(")"):
        match = re.search(rf"(?:[{_CAPITAL}]\w+ )+\([A-Z]+\)$", left)
        if not match or match.group().split()[-2] not in _unit_words() - {"Army"}:
            return None
    return numeral.flat.rindex(match.group(), 0, numeral.start), numeral.end


def _counts_something(numeral: _Numeral) -> bool:
    """A plural follows: "the SDF 20 fighters", but "CSG 11 consists of ships"."""
    return _is_amount(numeral) or counts_what_follows(numeral.flat, numeral.end)


def counts_what_follows(flat: str, end: int) -> bool:
    """Tell whether a plural follows a number, or a scale: then it counts, and is part of no name.

    Examples
    --------
    >>> counts_what_follows("20 men", 2), counts_what_follows("CSG 11 consists", 6), counts_what_follows("5 km", 1)
    (True, False, True)
    """
    after = _COUNTED.match(flat, end, end + 24)
    if not after or after.group(1) in _words("verb"):
        return False
    return after.group(1).endswith("s") or after.group(1) in _words("plural") | _words("scale")


_COUNTED = re.compile(r"[ -](%|[a-z-]+)")


def _calibre(numeral: _Numeral) -> Span | None:
    """Millimetres before a gun or a shell: "155 mm howitzers", "7.62x39mm rounds", but "50 mm of rain"."""
    flat = numeral.flat
    match = _BORE.match(flat, numeral.start)
    if not match:
        return None
    following = re.findall(r"[\w-]+", flat[match.end() : match.end() + 40])[:3]
    if ".50" in match.group() or "cal" in match.group() or any(word in _words("gun") for word in following):
        return match.span()
    return None


_BORE = re.compile(r"\.?\d+(?:\.\d+)?(?:[x×]\d+)?(?:[ -]?mm\b|[ -](?:calib(?:er|re)|cal\b\.?))")


def _address(numeral: _Numeral) -> Span | None:
    """A house number: "at 10 Downing Street", but "20 Wall Street bankers"."""
    if not numeral.before_capital() or not numeral.token.isdigit() or not _AT.search(numeral.left):
        return None
    match = _street().match(numeral.flat, numeral.end, numeral.end + 60)
    return (numeral.start, match.end()) if match else None


_AT = re.compile(r"(?:\b(?:at|of|outside|from|near|to|in)|[,(])$")


@cache
def _street() -> re.Pattern[str]:
    street = "|".join(sorted(map(re.escape, _words("street"))))
    return re.compile(rf" (?:[{_CAPITAL}][\w']* ){{1,3}}(?:{street})(?!\w)(?! [a-z]+s\b)")


def _inside_name(numeral: _Numeral) -> Span | None:
    """A number between two capitals: "the Lost 52 Project", but not "Ukraine 20 Russian tanks"."""
    if not numeral.before_capital():
        return None
    after = re.match(rf" [{_CAPITAL}][a-z]+\b", numeral.flat[numeral.end : numeral.end + 24])
    before = re.search(rf"(?<=[a-z] )[{_CAPITAL}][a-z]+$|^The [{_CAPITAL}][a-z]+$", numeral.left)
    if not after or not before or after.group().strip() not in words_of("after", "event_words"):
        return None
    return numeral.start - len(before.group()) - 1, numeral.end + after.end()


_EMERGENCY = ("911", "999", "112", "988", "110", "119")


def _emergency(numeral: _Numeral) -> Span | None:
    """A number to call: "call 911", "dial 112"."""
    if numeral.token not in _EMERGENCY:
        return None
    called = re.search(r"\b(?:[Cc]all(?:ed|ing)?|dial(?:l?ed|l?ing)?|text(?:ed|ing)?)$", numeral.left)
    return (numeral.start, numeral.end) if called else None


def _continued(numeral: _Numeral, previous: Span | None) -> Span | None:
    """A label in the plural governs the next number too: "Articles 5 and 6", "Resolutions 2231, 2334 and 2401"."""
    flat = numeral.flat
    if not previous or not re.fullmatch(r"(?:,| and| or|, and| to|-| through) ?", flat[previous[1] : numeral.start]):
        return None
    labelled = re.match(r"[\w.]+", flat[previous[0] :])
    plural = labelled is not None and (labelled.group().lower() in _words("label") or labelled.group().isdigit())
    return (numeral.start, numeral.end) if plural and not _counts_something(numeral) else None


_RULES: tuple[Rule, ...] = (
    _calibre,
    _model,
    _hull,
    _label,
    _brand,
    _acronym,
    _address,
    _inside_name,
    _emergency,
)


# -- ordinals and number words ---------------------------------------------------------------------


def _unit_after_ordinal(numeral: _Numeral) -> Span | None:
    """A unit with an ordinal, and what it is part of: "3rd Battalion, 321st Field Artillery Regiment"."""
    flat, start, end = numeral.flat, numeral.start, numeral.end
    reached = _end_of_unit(flat, start, end) if numeral.token[-1] in "tdh" else None
    if not reached:
        return None
    further = _NEXT_ORDINAL.match(flat, reached)
    if further and flat.endswith(tuple(_words("part")), start, reached):
        reached = _end_of_unit(flat, *further.span(1)) or reached
    return start, reached


def _end_of_unit(flat: str, start: int, end: int) -> int | None:
    if not _ORDINAL.fullmatch(flat, start, end):
        return None
    rest = _UNIT_REST.match(flat, end)
    words = list(re.finditer(r"\S+", rest.group())) if rest else []
    while words and words[-1].group() not in _unit_words():
        if len(words) == 1 and words[0].group().isupper():
            break  # "507th ARW"
        words.pop()
    return end + words[-1].end() if words else None


_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d)")
_NEXT_ORDINAL = re.compile(r", (\d+(?:st|nd|rd|th))\b")
_UNIT_REST = re.compile(rf"(?: (?:[{_CAPITAL}][\w-]*|\([A-Z][\w ]*\)))+")


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(word.split()[-1] for word in _words("unit"))


def _spelled(flat: str) -> Iterator[tuple[int, int, str]]:
    """Yield labels before a number in words: "Phase Two", "Air Force One", "SEAL Team Six"."""
    for match in _spelled_number().finditer(flat):
        begin = _phrase_before(flat, match.start(), _left(flat, match.start()), _labels())
        if begin is not None and flat[begin].isupper():
            yield begin, match.end(), "other"


@cache
def _spelled_number() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(sorted(_words('word')))})\b(?![ -][A-Za-z]*[A-Z]|-| hundred| thousand| million)"
    )
