"""Designators: numbers that name or label and so count nothing, as in "F-16", "Resolution 2231", "52nd Brigade".

Two thirds of the digits in running news text are of this sort or belong to a date. Each token with a digit is
shown to one small rule after another; the first that has an opinion wins, and says how far the name reaches.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from analystkit.gazetteer import flatten, gazetteer, words_of
from analystkit.records import Mention

__all__ = ["find_designators"]

Span = tuple[int, int]
Rule = Callable[[str, int, int], Span | None]

_TOKEN = re.compile(r"[\w&$€£¥#.+]*\d(?:[\w]|[.,/:-](?=\w)|'(?!s\b)(?=\w))*")
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"
_TABLE = "designator_words"


def find_designators(text: str) -> list[Mention]:
    """Return the names and labels that numbers are part of, so that no number inside one is counted.

    Parameters
    ----------
    text : an article or a sentence.

    Returns
    -------
    Mentions of kind "other", or "organisation" for numbered units, in text order, not overlapping.

    Examples
    --------
    >>> [m.text for m in find_designators("20 F-16s of the 52nd Brigade, Resolution 2231, 155 mm shells, 30 tanks")]
    ['F-16s', '52nd Brigade', 'Resolution 2231', '155 mm']
    """
    flat = flatten(text)
    found: list[Mention] = []
    for start, end, kind in sorted([*_shaped(flat), *_numbered(flat), *_spelled(flat)]):
        if found and start < found[-1].end:
            continue
        found.append(Mention(start, end, text[start:end], text[start:end], kind))
    return found


@cache
def _words(kind: str) -> frozenset[str]:
    return words_of(kind, _TABLE)


@cache
def _ending_in(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """Match text that ends with a word of one of the kinds; read from the right, the longest wins."""
    words = sorted({word for kind in kinds for word in _words(kind)}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})$")


# -- numbers with a shape of their own -----------------------------------------------------------------------------

_SHAPES = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"]+ | [\w.+-]+@[\w-]+\.[\w.-]+\w       # web and mail addresses
    | (?<!\w)[@\#]\w+                                              # @name, #tag
    | \(\d{3}\)\s?\d{3}-\d{4} | (?<![\w-])(?:1-)?\d{3}-\d{3}-\d{4}(?![\w-]) # telephone
    | \+\d{1,3}(?:[ .-]\(?\d{2,4}\)?){2,5}(?!\w)
    | (?<!\d)24/7(?!\d) | (?<!\d)9/11(?!\d)
    | \[\d{1,3}\]                                                   # a note
    | (?m:^)[ ]*\(?\d{1,2}[.)](?=[ ][A-Z])                           # an item of a list
    | (?<!\w)\d+(?:\.\d+)?[ ]?°[ ]?(?:\d+[ ]?')?[ ]?[NSEW]\b       # latitude, longitude
    | \b(?:UTC|GMT)[+-]\d{1,2}\b
    | \b(?:A|S)/(?:RES/)?\d+(?:/\d+)*\b                             # documents of the United Nations
    """,
    re.VERBOSE,
)


def _shaped(flat: str) -> Iterator[tuple[int, int, str]]:
    for match in _SHAPES.finditer(flat):
        if any(char.isdigit() for char in match.group()):
            yield match.start(), match.end(), "other"


# -- numbers that a word beside them makes a name ------------------------------------------------------------------


def _numbered(flat: str) -> Iterator[tuple[int, int, str]]:
    previous: Span | None = None
    for token in _TOKEN.finditer(flat):
        start, end = token.span()
        unit = _unit_after_ordinal(flat, start, end)
        if unit:
            previous = None
            yield *unit, "organisation"
            continue
        span = _first_opinion(flat, start, end) or _continued(flat, start, end, previous)
        if span:
            previous = span
            yield *span, "other"


def _first_opinion(flat: str, start: int, end: int) -> Span | None:
    for rule in _RULES:
        span = rule(flat, start, end)
        if span:
            return span
    return None


def _is_amount(flat: str, start: int, end: int) -> bool:
    """A currency sign, a scale word or a thousands comma makes it an amount: "Article 5 million", "EUR20"."""
    token = flat[start:end]
    after = re.match(r"[ -]?(%|\w+)", flat[end : end + 20])
    scaled = bool(after) and after is not None and after.group(1) in _words("scale")
    return scaled or bool(re.search(r"[$€£¥]|\d,\d{3}(?!\d)|\d%", token))


def _left(flat: str, start: int) -> str:
    """Return what stands before a number, back to the line's start, without the space between."""
    before = flat[max(0, start - 48) : start]
    return before[before.rfind("\n") + 1 :].rstrip(" ")


def _model(flat: str, start: int, end: int) -> Span | None:
    """Letters and digits in one word: F-16, T-72B3, S-400, Su-30SM, M270, MH17, 9M729, Covid-19, 5G."""
    token = flat[start:end]
    head = re.match(r"([A-Za-z]*[A-Z][A-Za-z]*)-?\d", token)
    if head and head.group(1) in _words("amount"):
        return None
    if _MODEL.fullmatch(token) or token.partition("-")[0].lower() in _words("element") and "-" in token:
        return None if _is_amount(flat, start, end) else (start, end)
    return None


_MODEL = re.compile(
    r"[A-Z][A-Za-z]*-\d{1,4}(?:[A-Z]*\d*)*(?:[-/][A-Z\d]{1,4})*s?"  # Su-30SM, CH-53K, Shahed-136, Boeing-737
    r"|[A-Z]{1,5}[a-z]?\d{1,5}[A-Z]*\d*[A-Z]*(?:-[A-Z\d]{1,4})?s?"  # M270, M1A2, MH17, H5N1
    r"|\d{1,2}[A-Z]{1,2}\d{1,3}[A-Z]*|[2-6]G|[23]D"  # 9M729, 2S19, 5G
    r"|[A-Z]{2,5}-[A-Z]{1,3}-\d{1,3}"  # SARS-CoV-2, AN/TPY-2
)


def _label(flat: str, start: int, end: int) -> Span | None:
    """A label goes before: "Resolution 2231", "Category 5", "no. 1430/2019", "Task Force 50"."""
    if _is_amount(flat, start, end):
        return None
    left = re.sub(r"(?<=\w) (?:No|no|Nr)\.?$", "", _left(flat, start))
    match = _ending_in(("label", "capital")).search(left) or _lower_label(left)
    return (_start_of(flat, start, left, match), end) if match else None


@cache
def _lower_labels() -> re.Pattern[str]:
    words = sorted(_words("label"), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(word.capitalize() for word in words)})$".replace(".", r"\."))


def _lower_label(left: str) -> re.Match[str] | None:
    return _lower_labels().search(left)


def _start_of(flat: str, start: int, left: str, match: re.Match[str]) -> int:
    return flat.rfind(left[match.start() :], max(0, start - 64), start)


def _brand(flat: str, start: int, end: int) -> Span | None:
    """A make or an index goes before: "Boeing 737-800", "iPhone 11", "S&P 500", "Formula 1"."""
    left = _left(flat, start)
    match = _ending_in(("brand",)).search(left)
    if not match or _is_amount(flat, start, end):
        return None
    return _start_of(flat, start, left, match), end


def _hull(flat: str, start: int, end: int) -> Span | None:
    """Capitals and a number alone in brackets: "USS Nimitz (CVN 68)", but "(USD 500)" is money."""
    match = re.search(r"\(([A-Z]{1,5})[ -]?$", flat[max(0, start - 8) : start])
    if not match or match.group(1) in _words("amount") or flat[end : end + 1] != ")":
        return None
    return start - len(match.group()) + 1, end


def _acronym(flat: str, start: int, end: int) -> Span | None:
    """A numbered body by its initials: "CTF 50", "Carrier Air Wing (CVW) 17", but not "NATO 20 ships"."""
    left = _left(flat, start)
    match = re.search(r"(?<![\w.-])[A-Z]{2,7}$|(?<= \()[A-Z]{2,7}\)$", left)
    if not match or not re.fullmatch(r"\d{1,4}", flat[start:end]) or _counts_something(flat, start, end):
        return None
    if match.group().strip(")") in gazetteer().values or match.group() in _words("amount"):
        return None
    if match.group().endswith(")"):
        match = re.search(rf"(?:[{_CAPITAL}]\w+ )+\([A-Z]+\)$", left) or match
    return _start_of(flat, start, left, match), end


def _counts_something(flat: str, start: int, end: int) -> bool:
    """A plural follows: "the SDF 20 fighters". A verb may end in s too, but then no other noun was counted."""
    plural = re.match(r" [a-z-]+s\b", flat[end : end + 24])
    return _is_amount(flat, start, end) or (bool(plural) and flat[end:].split(maxsplit=1)[0] not in _VERBS)


_VERBS = frozenset({"consists", "is", "was", "has", "includes"})


def _calibre(flat: str, start: int, end: int) -> Span | None:
    """Millimetres before a gun or a shell: "155 mm howitzers", "7.62x39mm rounds", but "50 mm of rain"."""
    match = _BORE.match(flat, start)
    if not match:
        return None
    following = re.findall(r"[\w-]+", flat[match.end() : match.end() + 40])[:3]
    if ".50" in match.group() or "cal" in match.group() or any(word in _words("gun") for word in following):
        return match.span()
    return None


_BORE = re.compile(r"\.?\d+(?:\.\d+)?(?:[x×]\d+)?(?:[ -]?mm\b|[ -](?:calib(?:er|re)|cal\b\.?))")


def _address(flat: str, start: int, end: int) -> Span | None:
    """A house number: "at 10 Downing Street", but "20 Wall Street bankers"."""
    street = "|".join(map(re.escape, _words("street")))
    match = re.match(rf" (?:[{_CAPITAL}][\w']* ){{1,3}}(?:{street})(?!\w)(?! [a-z]+s\b)", flat[end : end + 60])
    before = re.search(r"(?:\b(?:at|of|outside|from|near|to|in)|[,(])$", _left(flat, start))
    return (start, end + match.end()) if match and before and flat[start:end].isdigit() else None


def _inside_name(flat: str, start: int, end: int) -> Span | None:
    """A number between two capitals: "the Lost 52 Project", but not "Ukraine 20 Russian tanks"."""
    after = re.match(rf" [{_CAPITAL}][a-z]+\b", flat[end : end + 24])
    before = re.search(rf"(?<=[a-z] )[{_CAPITAL}][a-z]+$|^The [{_CAPITAL}][a-z]+$", _left(flat, start))
    if not after or not before or after.group().strip() not in words_of("after", "event_words"):
        return None
    return start - len(before.group()) - 1, end + after.end()


def _emergency(flat: str, start: int, end: int) -> Span | None:
    """A number to call: "call 911", "dial 112"."""
    called = re.search(r"\b(?:call(?:ed|ing)?|dial(?:l?ed|l?ing)?|text(?:ed|ing)?)$", _left(flat, start))
    return (start, end) if called and re.fullmatch(r"911|999|112|988|110|119", flat[start:end]) else None


def _continued(flat: str, start: int, end: int, previous: Span | None) -> Span | None:
    """A label in the plural governs the next number too: "Articles 5 and 6", "Resolutions 2231, 2334 and 2401"."""
    if not previous or not re.fullmatch(r"(?:,| and| or|, and| to|-| through) ?", flat[previous[1] : start]):
        return None
    labelled = re.match(r"[\w.]+", flat[previous[0] :])
    plural = labelled is not None and (labelled.group().lower() in _words("label") or labelled.group().isdigit())
    return (start, end) if plural and not _counts_something(flat, start, end) else None


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


# -- ordinals and number words ----------------------------------------------------------------------------------------


def _unit_after_ordinal(flat: str, start: int, end: int) -> Span | None:
    """A unit with an ordinal: "101st Airborne Division", "3rd Battalion, 321st Field Artillery Regiment"."""
    if not re.fullmatch(r"\d+(?:st|nd|rd|th|d)", flat[start:end]):
        return None
    rest = _UNIT_REST.match(flat, end)
    words = rest.group().split() if rest else []
    while words and words[-1] not in _unit_words() and not (words[-1].isupper() and len(words) == 1):
        words.pop()
    if not words:
        return None
    reached = flat.index(words[-1], end + sum(map(len, words[:-1]))) + len(words[-1])
    further = re.compile(r", (?=\d+(?:st|nd|rd|th)\b)").match(flat, reached)
    more = _unit_after_ordinal(flat, further.end(), _TOKEN.match(flat, further.end()).end()) if further else None
    return start, more[1] if more else reached


_UNIT_REST = re.compile(rf"(?: (?:[{_CAPITAL}][\w-]*|\([A-Z][\w ]*\)))+")


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(word.split()[-1] for word in _words("unit"))


def _spelled(flat: str) -> Iterator[tuple[int, int, str]]:
    """Yield labels before a number in words: "Phase Two", "Air Force One", "SEAL Team Six"."""
    for match in _spelled_number().finditer(flat):
        left = _left(flat, match.start())
        label = _ending_in(("capital",)).search(left) or _lower_label(left)
        if label and not re.match(r" [A-Z]|-", flat[match.end() : match.end() + 2]):
            yield _start_of(flat, match.start(), left, label), match.end(), "other"


@cache
def _spelled_number() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_words('word')))})\b(?! hundred| thousand| million)")
