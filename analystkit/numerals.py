"""The number grammar: amounts, ranges of two amounts, and the hedges beside them.

Reads upward, each step one function: an amount ("1.5 million"), a range ("500-600", "between 20 and 30"), and the
bound that the words beside it make ("more than", "or so"). Whether a number counts anything, or is a date, a label
or a score, is not decided here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from analystkit import tables
from analystkit.amounts import find_amounts, read_amount
from analystkit.cardinals import Amount, any_of
from analystkit.lexicon import lemma
from analystkit.records import Number

__all__ = ["find_numbers"]

WINDOW = 48
"""How many characters before a number may hold its hedge: the longest hedge is shorter."""

WORD, SEPARATOR = re.compile(r"[\w.]*\w\.?"), re.compile(r"[,;:!?]")
LAST_WORD = re.compile(r"\W*?(\.?\w[\w.]*)")
"""The last word of a text, from its end to its start."""


def find_numbers(text: str) -> Iterator[Number]:
    """Find every number in a text, in order and apart.

    Parameters
    ----------
    text : any text.

    Yields
    ------
    Number with offsets into ``text``, ``low``, ``best``, ``high``, ``bound`` (exact, approx, at_least, at_most,
    range or vague), and the rules that read it.

    Examples
    --------
    >>> for number in find_numbers("more than 1.5 million people, 20 or so tanks, 500-600 guns and dozens of ships"):
    ...     print(number.number, number.low, number.best, number.high, number.bound)
    1.5 million 1500000.0 1500000.0 None at_least
    20 20.0 20.0 20.0 approx
    500-600 500.0 None 600.0 range
    dozens 12.0 12.0 120.0 vague
    """
    found: list[Number] = []
    for amount in find_amounts(text):
        if found and amount.start < found[-1].end:
            continue
        votes = _votes(text, amount)
        if votes:
            found += votes
            continue
        number = _range(text, amount) or _bounded(text, _level_before(text, amount))
        found.append(_converted(text, found[-1] if found else None, number))
    yield from _in_percent(text, found)


# -- votes


VOTES = re.compile(
    r"(?P<for>\d[\d,]*)(?:\s?[-–]\s?| to )(?P<against>\d[\d,]*)"
    r"(?=[.,;:)\"'”]|\Z| (?:to|for|on|in|that|against|with|after|at|as|and|but|along|last|this|late|early)\b| [A-Z])"
)


def _votes(text: str, amount: Amount) -> list[Number]:
    """Read "voted 507-19", "by a vote of 62 to 38", "passed the bill 220-207" as two numbers of votes."""
    match = VOTES.match(text, amount.start)
    if match is None or amount.unit or not _voted().search(text, max(0, amount.start - WINDOW), amount.start):
        return []
    sides = [match.span(side) for side in ("for", "against")]
    values = [float(text[start:end].replace(",", "")) for start, end in sides]
    return [
        Number(start, end, text[start:end], value, value, value, "exact", "vote", "digits", start, end)
        for (start, end), value in zip(sides, values, strict=True)
    ]


@cache
def _voted() -> re.Pattern[str]:
    """Return what goes before the two sides of a vote: "voted", "by a vote of", "passed the bill"."""
    few_words = r"(?: (?!\d|(?:from|between)\b)[\w'’]+){0,4} "
    return re.compile(rf"\b{any_of(tables.words('voting_words'))}\b{few_words}\Z", re.I)


# -- ranges


@cache
def _joint() -> re.Pattern[str]:
    hedges = any_of(_hedges("before"))
    return re.compile(
        rf"(?:\s?(?P<dash>[-–—]|-to-)\s?|\s(?P<word>to|or|and)\s|(?P<hyphen>-\s?to\s|\sto-))(?:(?:{hedges})\s)?",
        re.I,
    )


def _range(text: str, first: Amount) -> Number | None:
    """Join two amounts: "500-600", "three or four", "between 20 and 30", "one day to four days"."""
    for joint in (_joint().match(text, first.end), _joint_after_unit(text, first)):
        second = joint and read_amount(text, joint.end())
        if joint is None or second is None or not _spans(text, first, second, joint):
            continue
        low, high = _shared_scale(text, first, second), second.best
        if low < high:
            end = second.end
            unit = second.unit or first.unit
            rule = f"{first.rule} range"
            lead = _hedge_before(text, first.start)[2]
            return Number(first.start, end, text[first.start : end], low, None, high, "range", unit, rule, lead, end)
    return None


UNIT_TO = re.compile(r"[ -](?P<unit>[a-z]+) (?:to|or) ", re.I)


def _joint_after_unit(text: str, first: Amount) -> re.Match[str] | None:
    """Find "to" after a unit that the second amount repeats: "one day to four days", not "five people to six"."""
    match = UNIT_TO.match(text, first.end)
    if match is None:
        return None
    second = read_amount(text, match.end())
    again = second and re.compile(r"[ -](?P<unit>[a-z]+)").match(text, second.end)
    if not again or again["unit"].rstrip("s") != match["unit"].rstrip("s"):
        return None
    return match if match["unit"].rstrip("s") in tables.column("units", "form", kind="duration") else None


def _spans(text: str, first: Amount, second: Amount, joint: re.Match[str]) -> bool:
    """True where two amounts are the ends of one range."""
    word = (joint.groupdict().get("word") or "").lower()
    before = text[max(0, first.start - WINDOW) : first.start].lower()
    if first.low != first.high or second.low != second.high or not _same_unit(first.unit, second.unit):
        return False
    if word == "to" and first.best <= 31 < second.best and _in_month().search(before):
        return False  # "sent on May 5 to 40 senators"
    if word == "and":
        return re.search(r"\b(?:between|from)\s+(?:[a-z]+\s+){0,2}\W?$", before) is not None
    if (word == "to" and _is_change(text, before, first, second)) or (
        YEAR.fullmatch(text[first.start : first.end]) and second.best > 2100
    ):
        return False
    if word == "or" and RESPECTIVELY.match(text, second.end):
        return False  # "25k or 40k cheaper than its two rivals respectively"
    return word != "or" or second.best <= 10 * max(1.0, _shared_scale(text, first, second))


RESPECTIVELY = re.compile(r"[^.;!?\n]*\brespectively\b")


@cache
def _in_month() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of({word.lower() for word in tables.column('months', 'word')})} $")


YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
"""In "rose in 2018 to 3.9 million" the year opens no range."""


def _same_unit(first: str, second: str) -> bool:
    """True for "20 to 30%", "$5m-$6m" and "$300 to 400 billion"; "by 5% to $3.45" is no range."""
    return first in ("", second) or (second == "" and first not in ("percent", "fraction"))


def _measured_once(text: str, first: Amount, second: Amount) -> bool:
    """True for "cut by 25 to 30 percent" and "dropped by 1 to 1.5 degrees", which are ranges of a change."""
    if first.unit:
        return False
    measured = second.unit == "percent" or UNIT_AFTER.match(text, second.end) is not None
    counted = NOUN_AFTER.match(text, second.end) is not None and second.best <= 3 * _shared_scale(text, first, second)
    return counted or (measured and second.best <= 10 * first.best)


NOUN_AFTER = re.compile(
    r" (?!in\b|on\b|by\b|at\b|from\b|after\b|as\b|for\b|and\b|the\b|last\b|this\b|since\b|with\b)[a-z]+"
)
UNIT_AFTER = re.compile(r" (?:degrees?|points?|percent|per cent|kilomet\w+|km|miles|metres|meters|tonnes|tons)\b")


def _is_change(text: str, before: str, first: Amount, second: Amount) -> bool:
    """True after "rose from", "fell" and "dropped by": then "A to B" are a change and a level, or two levels.

    "cut from the $89 to $93 billion it had forecast" was a range before.
    """
    match = CHANGED.search(before)
    if match is None or " from the " in match[0] or _change_verbs().isdisjoint(match[0].split()):
        return False
    return " from " in match[0] or not _measured_once(text, first, second)


CHANGED = re.compile(r"\w+(?:(?: \w+){0,4}? from(?: \w+){0,2}|(?: by)?(?: about| around| some| nearly| almost)?) \W?$")


@cache
def _change_verbs() -> frozenset[str]:
    return tables.column("change_words", "word")


def _shared_scale(text: str, first: Amount, second: Amount) -> float:
    """Return the first value with the scale of the second where it has none: "6 to 8 million", "14-15,000"."""
    if first.scale == 1.0 and second.scale > 1.0 and first.best < second.mantissa:
        return first.best * second.scale
    spoken = SPOKEN_SCALE.search(text, second.start, second.end)
    scale = {",000": 1000.0, " hundred": 100.0}[spoken[0].lower()] if spoken else 1.0
    near = first.best < second.best / scale <= 3 * first.best
    return first.best * scale if near else first.best


def _level_before(text: str, first: Amount) -> Amount:
    """Give the first of two levels the scale and percent of the second: "from $6 to $5.5 billion", "from 5 to 8%".

    Numbers too far apart share nothing: "from 89 to 1.2 million".
    """
    opened = text.endswith("from ", 0, first.start) and text.startswith(" to ", first.end)
    second = read_amount(text, first.end + len(" to ")) if opened and first.scale == 1.0 else None
    if second is None or not _same_unit(first.unit, second.unit):
        return first
    if not second.mantissa / 10 < first.best < second.mantissa * 10:
        return first
    scaled = float(f"{first.best * second.scale:.12g}")
    unit = second.unit if second.unit == "percent" else first.unit
    return first._replace(low=scaled, best=scaled, high=scaled, unit=unit)


SPOKEN_SCALE = re.compile(r"(?:(?<=\b\d)|(?<=\b\d\d)|(?<=\b\d\d\d)),000\Z| hundred\Z", re.I)


# -- hedges


@cache
def _hedges(side: str) -> dict[str, str]:
    return {row["phrase"]: row["bound"] for row in tables.rows("hedges") if row["side"] == side}


def _bounded(text: str, amount: Amount) -> Number:
    """Put the words beside an amount into its bound; a vague word keeps its interval."""
    bound, hedge, lead = _hedge_before(text, amount.start)
    tail = amount.end
    if not bound:
        bound, hedge, tail = _hedge_after(text, amount.end)
    elif text.startswith("+ ", tail):
        tail += 1  # "over 100+ people"
    low: float | None = amount.low
    best, high = amount.best, amount.high if amount.low != amount.high else amount.best
    high_end: float | None = high
    if amount.low != amount.high:
        bound, hedge = "vague", ""
    elif bound == "at_least":
        high_end = None
    elif bound == "at_most":
        low = None
    rule = f"{amount.rule} {hedge}".strip()
    quoted = text[amount.start : amount.end]
    return Number(
        amount.start, amount.end, quoted, low, best, high_end, bound or "exact", amount.unit, rule, lead, tail
    )


def _hedge_before(text: str, start: int) -> tuple[str, str, int]:
    """Return the bound made by the words just before a number, the words, and where they begin."""
    window = text[max(0, start - WINDOW) : start]
    if window[-1:] in _hedges("before"):  # "~", "≥"
        return _hedges("before")[window[-1]], window[-1], start - 1
    if not window or not (window[-1].isspace() or window[-1] in "-(“\"'‘"):
        return "", "", start
    last = LAST_WORD.match(window[::-1])
    if last is None or last[1][::-1].lower() not in _last_words():
        return "", "", start
    words = [(match[0].lower(), start - len(window) + match.start()) for match in WORD.finditer(window)]
    hedge, article = _longest_hedge(text, words, start), False
    while hedge is None and len(words) > 1 and words[-1][0] in _hedges("between"):
        article = words.pop()[0] in ("a", "an") or article
        hedge = _longest_hedge(text, words, start)
    if article and hedge is not None and hedge[1] in ("under", "over", "above", "below"):
        return "", "", start  # "under a $4 billion contract"
    return hedge or ("", "", start)


@cache
def _last_words() -> frozenset[str]:
    """Return the words that may stand right before a number where it has a hedge."""
    return frozenset(phrase.split()[-1] for side in ("before", "between") for phrase in _hedges(side))


def _longest_hedge(text: str, words: Sequence[tuple[str, int]], start: int) -> tuple[str, str, int] | None:
    """Return the hedge that the last words make, its bound and its offset."""
    for first in range(max(0, len(words) - 5), len(words)):
        phrase = " ".join(word for word, _ in words[first:])
        if phrase in _hedges("before") and not SEPARATOR.search(text, words[first][1], start):
            before = words[first - 1][0] if first else ""
            if before and f"{lemma(before)} {phrase}" in tables.words("phrasal_verbs"):
                return None
            if (phrase == "over" and _is_period(text, before, start)) or _leads_up(phrase, before):
                return None
            return _hedges("before")[phrase], phrase, words[first][1]
    return None


def _is_period(text: str, before: str, start: int) -> bool:
    """True for "$5 billion over five years", "49 dead over two days"; "lasted over two days" is a bound."""
    return before not in tables.words("lasting_words") and PERIOD.match(text, start) is not None


PERIOD = re.compile(
    r"\w[\w-]*?[ -](?:consecutive |straight |successive )?"
    r"(?:year|month|week|day|night|decade|weekend|session|season|quarter)s?\b"
    r"(?![ -](?:ago|olds?|of age|of experience|earlier|later|before|after|away)\b)",
    re.I,
)


def _leads_up(phrase: str, before: str) -> bool:
    """True for "will go up to $15", "rose up to 40": where it gets to."""
    return phrase == "up to" and lemma(before) in tables.words("rising_verbs")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"(?: ?(?P<near>{any_of(_hedges('after'))})|[ -]?[A-Za-z/]+ (?P<far>{any_of(_hedges('after'))}))(?!\w)"
        r"(?! than\b| (?:an?|[$£€]?\d[\d,.]*)(?: |\Z))"
    )


def _hedge_after(text: str, end: int) -> tuple[str, str, int]:
    """Return the bound made by the words just after a number or its unit, the words, and where the number's own end."""
    match = _after().match(text, end)
    if match is None:
        return "", "", end
    phrase = match["near"] or match["far"]
    if phrase in ("plus", "at least", "at most") and match["far"]:
        return "", "", end
    return _hedges("after")[phrase], phrase, match.end() if match["near"] else end


LISTED, LAST = re.compile(r", "), re.compile(r",? (?:and|or) (?:an? |another )?")
"""What stands between the numbers of a list, and before the last."""


def _in_percent(text: str, numbers: list[Number]) -> list[Number]:
    """Read "5, 10 and 15 percent" as three shares: the sign stands at the last only."""
    for at in range(len(numbers) - 1, 0, -1):
        first, second = numbers[at - 1], numbers[at]
        joint = LISTED if second.rule.endswith("listed") else LAST
        small = first.unit == "" and second.unit == "percent" and 0 < (first.low or 0) <= 100
        if small and first.bound == "exact" and joint.fullmatch(text, first.end, second.start):
            numbers[at - 1] = replace(first, unit="percent", rule=f"{first.rule} listed")
    return numbers


CONVERSION = re.compile(r"[ -]?[A-Za-z. ]{1,28}\($")
"""What stands between a measure and its conversion: "about 75 miles per hour (120 kph)"."""


def _converted(text: str, before: Number | None, number: Number) -> Number:
    """Give a conversion in brackets the bound of the measure that it converts."""
    loose = before is not None and before.bound in ("approx", "at_least", "at_most")
    if before is None or not loose or number.bound != "exact" or number.start - before.end > 32:
        return number
    if not CONVERSION.match(text[before.end : number.start]):
        return number
    low, high = (None if before.low is None else number.low), (None if before.high is None else number.high)
    return replace(number, low=low, high=high, bound=before.bound, rule=f"{number.rule} conversion")
