"""Amounts as written: "4,000", "$1.5 million", "two-thirds", "twenty-eight thousand", "dozens".

Each way to write an amount is one small named rule; the first rule with an opinion wins, and its name is the
number's ``rule``. Ranges and hedges are read in ``numerals``.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from analystkit import tables
from analystkit.cardinals import (
    Amount,
    any_of,
    multiply_scales,
    read_cardinal,
    read_half,
    scale_words,
    split_scale,
    values,
)
from analystkit.shares import half_a_million, half_a_unit, part_of_percent, share

__all__ = ["RULES", "find_amounts", "read_amount"]


ACRONYM = re.compile(r"[A-Z] $")
"""Before a minus sign it makes a label: "COVID -19" is no temperature."""

ALIKE = re.compile(r" (?:to|and|or|from) [\d.,]+(?P<letter>m)(?!\w)")
"""After "1.2m" it says what the letter means there too: "from 1.2m to 1.5m people"."""

MIXED = re.compile(r"(?P<whole>\d{1,3})[ -](?P<top>\d)/(?P<bottom>[248]|16|3|5|10)(?![\d/])")

MINUS = re.compile(r"minus[ -](?=[\w.])", re.I)


def find_amounts(text: str) -> Iterator[Amount]:
    """Find every amount in a text, in order and apart."""
    position, words, starts = 0, _first_words(), _starts()
    for found in _candidates().finditer(text):
        start, word = found.start(), found[1]
        if start < position or (word and word.lower() not in words):
            continue
        begun = starts.match(text, start)
        amount = read_amount(text, start) if begun else None
        if amount is not None:
            yield amount
            position = amount.end
        elif begun:
            position = begun.end()


def read_amount(text: str, start: int) -> Amount | None:
    """Read the amount that starts at an offset, or None."""
    rules = DIGIT_RULES if text[start : start + 1].isdigit() else RULES
    return next((amount for rule in rules if (amount := rule(text, start)) is not None), None)


# -- the parts of a number, as patterns


@cache
def _signs() -> dict[str, str]:
    pairs = ((sign, row["code"]) for row in tables.rows("currencies") for sign in row["signs"].split(";") if sign)
    return dict(pairs)


@cache
def _vague() -> dict[str, tuple[float, float]]:
    return {row["word"]: (float(row["low"]), float(row["high"])) for row in tables.rows("vague_numbers")}


DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?![\d,.’'-]*\d|[ -]?mm\b)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+,\d{1,2}(?=\s?(?:m|b|tr)(?:illion|n\b))|\d+(?:\.\d+)?|\.\d+)"
)
"""Digits with , . space or apostrophe groups ("4,000", "15 000", "1'000'000"), or a decimal point."""


LEADS = ("a", "an", "several", "few", "couple", "half", "quarter", "minus")


@cache
def _first_words() -> frozenset[str]:
    """Return the words, in lower case, with which an amount may start; most words of a text are none."""
    folds = (f"{word}{scale}fold" for word in values("one", "teen", "ten") for scale in ("", "hundred", "thousand"))
    written = (*values("one", "teen", "ten", "zero"), *_vague(), *_signs(), *LEADS, *folds)
    return frozenset(word[0].lower() for word in map(LETTERS.match, written) if word)


LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _candidates() -> re.Pattern[str]:
    """Words, and the marks and digits with which an amount may start."""
    marks = "".join({sign[0] for sign in _signs()} | set(values("fraction")) | set("-−."))
    return re.compile(rf"(?<![\w.])(?:([^\W\d_]+)|[\d{re.escape(marks)}])")


@cache
def _starts() -> re.Pattern[str]:
    """Where an amount may start; every alternative is cheap to test."""
    words = [*values("one", "teen", "ten", "zero"), *_vague()]
    lead = r"an? (?:hundred|thousand|[mbtr]+illion|couple|dozen|third|quarter|fifth|tenth|few|half)"
    lead += r"|several|few|couple|half|quarter[ -](?:(?:of a )?million|point)"
    signs, fractions = any_of(_signs()), any_of(values("fraction"))
    digit = rf"(?<![A-Za-z][-/–’'])(?<!\d[-/.,:–])[-−]?(?:\d|\.\d|{fractions})"
    lead += r"|minus"
    money = rf"[-−]?{signs}[ ]?(?=[-−]?\d)"
    return re.compile(rf"(?<![\w.])(?:{money}|{digit}|(?i:{any_of(words)}|{lead})(?!\w)|{_fold_word()})")


# -- rules: one way to write an amount each


def digits(text: str, start: int) -> Amount | None:
    """Read "4,000", "1.5 million", "$2.5bn", "-5", "$-5bn", "20%", "2½"."""
    match = _digits().match(text, start)
    if match is None or (match["minus"] and ACRONYM.search(text, max(0, start - 3), start)):
        return None
    mantissa = _decimal(match["digits"] or "0") + values("fraction").get(match["fraction"] or "", 0.0)
    sign, minus = (match["sign"] or "").strip(), -1 if match["minus"] or match["less"] else 1
    scale, end = _scale(text, match.end(), money=bool(sign))
    if sign.isalpha() and len(sign) == 1 and (match["less"] or (scale == 1.0 and "," not in match[0])):
        return None  # N95 is a mask and R-36M a missile, N1,500 and N2bn are naira
    if end == match.end() and not sign and not _percent_sign().match(text, end) and _letters_follow(text, end):
        return None
    value = minus * (mantissa if scale == 1.0 else float(f"{mantissa * scale:.12g}"))
    unit, end = _percent(text, end) if not sign else (_signs()[sign], end)
    return Amount(start, end, value, value, value, "digits", unit, mantissa, scale)


def vague_word(text: str, start: int) -> Amount | None:
    """Read "dozens", "tens of thousands", "multi-billion"."""
    match = _vague_word().match(text, start)
    if match is None:
        return None
    low, high = _vague()[match["word"].lower()]
    if match["scale"]:
        factor = _vague()[match["scale"].lower()][0]
        low, high = low * factor, high * factor
    return Amount(start, match.end(), low, low, high, "vague_word")


def several_hundred(text: str, start: int) -> Amount | None:
    """Read "several hundred", "a few thousand": two to ten of them, three at best."""
    match = _several().match(text, start)
    if match is None:
        return None
    factor = multiply_scales(match["scales"])
    return Amount(start, match.end(), 2 * factor, 3 * factor, 10 * factor, "several_hundred")


def couple(text: str, start: int) -> Amount | None:
    """Read "a couple", "a couple of", "couple hundred"."""
    match = re.compile(r"(?:a )?couple(?: of)?(?P<scales>(?: (?:hundred|thousand|dozen|million)\b)?)", re.I).match(
        text, start
    )
    if match is None:
        return None
    value = 2 * multiply_scales(match["scales"])
    end = match.end() if match["scales"] else match.start() + len(match[0].removesuffix(" of"))
    return Amount(start, end, value, value, value, "couple")


def number_words(text: str, start: int) -> Amount | None:
    """Read "twenty-eight thousand six hundred forty-two", "a million and a half", "two and a half", "one percent"."""
    value, end = read_cardinal(text, start)
    if end == start:
        return None
    value, end = read_half(text, end, value)
    dozen = re.compile(r"[ -]dozen\b", re.I).match(text, end)
    if dozen:
        value, end = 12 * value, dozen.end()
    unit, end = _percent(text, end)
    mantissa, scale = split_scale(value)
    again = AGAIN.match(text, end)
    end = again.end() if again and _decimal(again["digits"]) == value else end
    return Amount(start, end, value, value, value, "number_words", unit, mantissa, scale)


AGAIN = re.compile(r" \((?P<digits>\d[\d,]*)\)")
"""In "four (4) tickets" the number is written twice."""


@cache
def _fold_word() -> str:
    return rf"(?i:{any_of(values('one', 'teen', 'ten'))}[- ]?(?:hundred|thousand)?fold)\b"


@cache
def _fold() -> re.Pattern[str]:
    return re.compile(rf"{_fold_word()}|\d+(?:\.\d+)?[- ]?fold\b", re.I)


def fold(text: str, start: int) -> Amount | None:
    """Read "sixfold", "ten-fold", "2.5-fold": that many times."""
    match = _fold().match(text, start)
    if match is None:
        return None
    written = match[0][:-4].rstrip(" -")
    value = float(written) if written[0].isdigit() else read_cardinal(written, 0)[0]
    return Amount(start, match.end(), value, value, value, "fold", "time")


def minus(text: str, start: int) -> Amount | None:
    """Read "minus 5", "minus-five"."""
    if text.endswith(("plus or ", "plus-or-"), 0, start):
        return None  # "an error of plus or minus 3 points"
    match = MINUS.match(text, start)
    amount = match and (digits(text, match.end()) or number_words(text, match.end()))
    if not amount:
        return None
    value = -amount.best
    return amount._replace(start=start, low=value, best=value, high=value, rule="minus", mantissa=-amount.mantissa)


def mixed(text: str, start: int) -> Amount | None:
    """Read "5 1/2 percent", "3-3/4 cups"."""
    match = MIXED.match(text, start)
    if match is None or not 0 < int(match["top"]) < int(match["bottom"]):
        return None
    mantissa = int(match["whole"]) + int(match["top"]) / int(match["bottom"])
    scale, end = _scale(text, match.end(), money=False)
    unit, end = _percent(text, end)
    return Amount(start, end, mantissa * scale, mantissa * scale, mantissa * scale, "mixed", unit, mantissa, scale)


RULES: tuple[Callable[[str, int], Amount | None], ...] = (
    minus,
    fold,
    mixed,
    part_of_percent,
    half_a_unit,
    share,
    digits,
    half_a_million,
    vague_word,
    several_hundred,
    couple,
    number_words,
)
"""In this order the first rule with an opinion wins: "1/3 of" is a share before it is digits."""

DIGIT_RULES = (fold, mixed, part_of_percent, half_a_unit, share, digits)
"""The only ones that read what begins with a digit."""


@cache
def _digits() -> re.Pattern[str]:
    sign, fraction = any_of(list(_signs())), any_of(list(values("fraction")))
    return re.compile(
        rf"(?P<minus>[-−])?(?P<sign>{sign}[ ]?)?(?P<less>(?(sign)[-−]))?"
        rf"(?:(?P<digits>{DIGITS})(?P<fraction>{fraction})?|(?P<half>{fraction}))"
    )


@cache
def _vague_word() -> re.Pattern[str]:
    words = any_of(_vague())
    return re.compile(rf"(?:many |low )?(?P<word>{words})(?: of (?P<scale>thousands|millions|billions)\b)?(?!\w)", re.I)


@cache
def _several() -> re.Pattern[str]:
    return re.compile(rf"(?:several|a few|few)(?P<scales>(?:[ -]{scale_words()}s?\b)+)(?! of the\b)", re.I)


@cache
def _scale_after() -> re.Pattern[str]:
    letters = "".join(values("letter"))
    return re.compile(rf"(?:(?:[ -]?{scale_words()})+\b|(?P<letter>[{letters}])(?![\w/]))", re.I)


def _scale(text: str, end: int, *, money: bool) -> tuple[float, int]:
    """Return the factor written after digits and where it ends: " million", "k", "bn".

    "m" without a currency is metres before "tall" or "from", millions before a noun: "1.5m people".
    """
    match = _scale_after().match(text, end)
    if match is None:
        return 1.0, end
    if match["letter"] is None:
        return multiply_scales(match[0]), match.end()
    if not money and (match["letter"] in "tTb" or not _counts_millions(text, match)):
        return 1.0, end
    return values("letter")[match["letter"]], match.end()


def _counts_millions(text: str, letter: re.Match[str]) -> bool:
    if letter[0] in "kK":
        return True
    again = ALIKE.match(text, letter.end())
    if again and letter[0] == "m":
        return _counts_millions(text, again)
    following = re.compile(r" ([a-z]+)").match(text, letter.end())
    if following is None or following[1] in tables.words("length_words"):
        return False
    thing = tables.mapping("nouns", "noun", "kind").get(following[1])
    return thing not in tables.words("long_kinds") or following[1] in tables.words("plural_nouns")  # a 30m vessel


@cache
def _percent_sign() -> re.Pattern[str]:
    return re.compile(r"[ -]?(?:%|per[ -]?cent\b|pct\b|(?-i:pc)\b|percentage points?\b)", re.I)


def _percent(text: str, end: int) -> tuple[str, int]:
    match = _percent_sign().match(text, end)
    return ("percent", match.end()) if match else ("", end)


def _letters_follow(text: str, end: int) -> bool:
    """True for "5th", "1990s", "9M729", "5G": letters that are no unit glued to digits make a label."""
    match = GLUED.match(text, end)
    return match is not None and match[0] not in _glued_units()


GLUED = re.compile(r"[A-Za-z]\w*")


@cache
def _glued_units() -> frozenset[str]:
    glued = (re.match(r"[A-Za-z]\w*", row["form"]) for row in tables.rows("units") if row["glued"] == "yes")
    return frozenset(form[0] for form in glued if form)


def _decimal(written: str) -> float:
    if re.fullmatch(r"\d+,\d{1,2}", written) or written.count(".") == 1:
        return float(written.replace(",", "" if "." in written else "."))
    return float(re.sub(r"\D", "", written))
