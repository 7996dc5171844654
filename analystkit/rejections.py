"""Numbers that count nothing: dates, labels, scores, calibres, list marks, "one of the".

Two thirds of the numerals in running news text are of this sort. Each reason is one small named rule.
"""

import re
from collections.abc import Callable, Sequence

from analystkit import tables
from analystkit.lexicon import singular
from analystkit.measures import Measure
from analystkit.nominal_numbers import (
    Candidate,
    label_after_name,
    model_before_noun,
    model_number,
    name_number,
    part_of_name,
    unit_number,
)
from analystkit.passages import NOUN, Passage, index_at
from analystkit.records import Mention, Moment, Number

__all__ = ["reject", "reject_unread"]


YEAR, YEARS = re.compile(r"(?:19|20)\d\d|2100"), re.compile(r"(?:1[5-9]|20)\d\d ?[-–/] ?(?:\d\d|\d{4})")
COMPOUND = re.compile(r"-([a-z]+)")
SCORE = re.compile(r"(?<!\d)\d{1,3}[-–:]\d{1,3}(?![\d,.]*\d|%)")
DEGREES = re.compile(r"-?\d{1,3}\.\d{4,}")
RESOLUTION = re.compile(r"[2458][kK]")
RATIO = re.compile(r"[/:+]\d|\.\d+\.\d|x\d")


def reject(text: str, passage: Passage, number: Number, measure: Measure | None) -> str:
    """Return the name of the rule by which a number counts nothing, or "".

    Parameters
    ----------
    text : the article.
    passage : the sentence around the number.
    number : the number, with offsets into ``text``.
    measure : the unit of measure after it, where there is one.
    """
    candidate = Candidate(text, passage, number, measure)
    return _first(candidate, RULES)


def reject_unread(text: str, passage: Passage, number: Number) -> str:
    """Return the name of the rule by which a number counts nothing whatever the words around it are, or "".

    It needs neither tags nor names, and spares most sentences with a date the search for them.
    """
    return _first(Candidate(text, passage, number, None), UNREAD)


def _first(candidate: Candidate, rules: Sequence[Callable[[Candidate], bool]]) -> str:
    return next((rule.__name__ for rule in rules if rule(candidate)), "")


def label(candidate: Candidate) -> bool:
    """Reject what is part of a name or a designator: "F-16", "Rapid Trident-2021"."""
    number = candidate.number
    money = number.unit not in ("", "percent", "fraction", "time")
    labels = [name for name in candidate.passage.labels if not _is_shouted(number, name)]
    return not money and _inside(number, labels)


def _is_shouted(number: Number, name: Mention) -> bool:
    """True for the name that capitals alone make of "killed TEN soldiers"."""
    return number.number.isalpha() and name.text.isupper() and name.start == number.start and name.kind == "other"


def _inside(number: Number, spans: Sequence[Mention | Moment]) -> bool:
    return any(span.start < number.end and number.start < span.end for span in spans)


def date(candidate: Candidate) -> bool:
    """Reject "October 1", "2014", "10 a.m."; "an average of 1500" is no year."""
    passage, number = candidate.passage, candidate.number
    if number.bound in ("approx", "exact") and not tables.words("number_nouns").isdisjoint(number.rule.split()):
        return False
    return _inside(number, [moment for moment in passage.moments if moment.calendar])


def year(candidate: Candidate) -> bool:
    """Reject a bare 1900 to 2100 that no plural noun follows: "(2018)", "the 2014 annexation"."""
    passage, number = candidate.passage, candidate.number
    if not YEAR.fullmatch(number.number) or candidate.measure:
        return False
    after = index_at(passage.tokens, number.end)
    following = passage.tokens[after : after + 3]
    return not any(token.tag == "NNS" and token.text.islower() for token in following)


def year_range(candidate: Candidate) -> bool:
    """Reject "2021-22", "1914–1918"."""
    return YEARS.fullmatch(candidate.number.number) is not None


ONE_AFTER = re.compile(
    r"(?:['’]s\b|-on-one| of\b| another\b| day (?!(?:to|after|before|later|earlier|of)\b)"
    r"|-(?!(?:second|minute|hour|day|week|month|year|decade|mile|metre|meter|kilometre|kilometer)\b)"
    r"| thing\b| hopes\b| can\b| who\b| or (?!more\b)| point\b)"
)


def one_of(candidate: Candidate) -> bool:
    """Reject "one of the", "one another", "one's": there "one" is no count."""
    number = candidate.number
    return number.number.lower() == "one" and ONE_AFTER.match(candidate.text, number.end) is not None


def pronoun_one(candidate: Candidate) -> bool:
    """Reject "no one", "the same one", "one must": there "one" is no count."""
    passage, number = candidate.passage, candidate.number
    if number.number.lower() != "one":
        return False
    at = index_at(passage.tokens, number.start)
    before = passage.tokens[at - 1].text.lower() if at else ""
    following = passage.tokens[at + 1].tag if at + 1 < len(passage.tokens) else "."
    if before in ("-", *tables.words("before_pronoun_one")):
        return True
    if before in ("only", "not", "on", "like", "without"):
        return following not in COUNTED  # "get their hands on one"
    same = at > 0 and passage.tokens[at - 1].tag == "JJ" and before not in tables.words("hedge_words")
    return (
        (same and following not in NOUN)
        or following in ("MD", "VBZ", "PRP", ".", "POS", "WDT", ":")
        or (before in DEFINITE and following not in COUNTED)
    )


DEFINITE, COUNTED = ("the", "this", "that", "another", "each"), (*NOUN, "JJ", "JJR", "JJS", "VBN", "VBG")


def compound_label(candidate: Candidate) -> bool:
    """Reject "two-way", "three-dimensional": a hyphen makes the number part of a label."""
    text, number = candidate.text, candidate.number
    match = COMPOUND.match(text, number.end)
    return match is not None and match[1] in tables.words("number_compounds")


def picture_lines(candidate: Candidate) -> bool:
    """Reject "1080p" and "a 4K display": the lines of a picture."""
    text, number = candidate.text, candidate.number
    if RESOLUTION.fullmatch(number.number):
        following = re.compile(r"[ -]([A-Za-z-]+)").match(text, number.end)
        return following is not None and singular(following[1]) in tables.words("picture_words")
    return PICTURE.match(text, number.start) is not None


PICTURE = re.compile(r"(?:240|360|480|540|576|720|900|1080|1440|2160|4320)[pi]\b")


def score(candidate: Candidate) -> bool:
    """Reject "2-1", "3–0", "16-9" and ratios "1:3", but no votes: the second number is not larger."""
    text, number = candidate.text, candidate.number
    if number.unit == "vote":
        return False
    return number.bound != "range" and SCORE.match(text, number.start) is not None


def per_number(candidate: Candidate) -> bool:
    """Reject the second number of "12 murders per 100,000 people"."""
    return candidate.text.endswith((" per ", " per"), 0, candidate.number.start)


CALIBRE = re.compile(
    r"[ -]?(?:mm\b(?! (?:of|per|thick|wide|long|deep|high|tall|across|in|more|less)\b| \()"
    r"|millimet(?:re|er)s?\b(?= (?:gun|shell|round|mortar|howitzer|cannon|rocket)))"
    r"|[ -]cal(?:ib(?:re|er))?\b"
)


def calibre(candidate: Candidate) -> bool:
    """Reject "120 mm shells", "7.62mm", ".50-calibre"; where it rains millimetres are measured."""
    text, number = candidate.text, candidate.number
    if CALIBRE.match(text, number.end) is None:
        return False
    return RAIN.search(text, max(0, number.start - 60), number.end + 30) is None


RAIN = re.compile(r"\b(?:rain|rains|rainfall|snow|snowfall|precipitation|sea levels?)\b")


ERA = re.compile(
    r" ?(?:o['’]clock\b|[ap]\.m\.|[ap]m\b|BCE?\b|AD\b|CE\b)|[°º]? ?(?:degrees )?(?:north|south|east|west)\b|[°º]\d"
)
"""What follows an hour, an ancient year, or a place on the globe."""


def hour_era_or_coordinate(candidate: Candidate) -> bool:
    """Reject "six o'clock", "6-9 p.m.", "480 BC", "36 degrees north", "46.4825, 30.7233"."""
    text, number = candidate.text, candidate.number
    return ERA.match(text, number.end) is not None or DEGREES.fullmatch(number.number) is not None


def page_of_pages(candidate: Candidate) -> bool:
    """Reject the second number of "page 3 of 8"."""
    before = candidate.text[max(0, candidate.number.start - 16) : candidate.number.start]
    return before.endswith(" of ") and re.search(r"\b(?:page|part|slide|chapter) \d+ of $", before, re.I) is not None


def list_mark(candidate: Candidate) -> bool:
    """Reject "1. Introduction", "2) The second", "(3) whereas": marks of a list."""
    text, passage, number = candidate.text, candidate.passage, candidate.number
    at_start = number.start == passage.start or text[number.start - 1 : number.start] == "("
    return (
        at_start
        and LIST_MARK.match(text, number.end) is not None
        and number.number.isdigit()
        and len(number.number) < 3
    )


LIST_MARK = re.compile(r"[.)]\s|\)")


def clock_or_ratio(candidate: Candidate) -> bool:
    """Reject "24/7", "50/50", "10:30", "9/11", "16x9", "5+1" and dotted addresses."""
    text, number = candidate.text, candidate.number
    before = text[max(0, number.start - 2) : number.start]
    return RATIO.match(text, number.end) is not None or (before[-1:] in ("/", ":", ".", "+") and before[:1].isdigit())


def phone(candidate: Candidate) -> bool:
    """Reject telephone numbers: "(307) 773-7272", "+44 20 7946", "555-0100"."""
    text, number = candidate.text, candidate.number
    around = text[max(0, number.start - 16) : number.end + 16]
    if "-" not in around and "+" not in around and "." not in around:
        return False
    return any(
        match.start() <= number.start - max(0, number.start - 16) < match.end() for match in PHONE.finditer(around)
    )


PHONE = re.compile(
    r"\(\d{3}\)\s?\d{3}-\d{4}|\+\d{1,3}[ -]?\d{2,4}(?:[ -]\d{2,4})+|\b\d{3}[-.]\d{3}[-.]\d{4}|\b\d{3}-\d{4}\b"
)


def verb_or_noun(candidate: Candidate) -> bool:
    """Reject "scores" and "tens" that no "of" follows: "he scores twice"."""
    text, number = candidate.text, candidate.number
    word = number.number.lower()
    if word in ("scores", "tens"):
        return not text.startswith(" of ", number.end)
    return word == "couple" or (
        word == "zero" and re.match(r"-| tolerance| sum", text[number.end : number.end + 12]) is not None
    )


RULES: tuple[Callable[[Candidate], bool], ...] = (
    date,
    year,
    year_range,
    phone,
    score,
    clock_or_ratio,
    calibre,
    per_number,
    unit_number,
    list_mark,
    hour_era_or_coordinate,
    page_of_pages,
    label_after_name,
    one_of,
    pronoun_one,
    compound_label,
    picture_lines,
    part_of_name,
    verb_or_noun,
    name_number,
    model_number,
    model_before_noun,
    label,
)

UNREAD: tuple[Callable[[Candidate], bool], ...] = (date, label, one_of)
