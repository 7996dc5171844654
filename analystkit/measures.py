"""Units of measure after a number: "80km", "20 miles per hour", "$60 a barrel", "38 million euros".

A measure names what the number counts by itself; what is measured is left to ``phrases``.
"""

import re
from functools import cache
from typing import NamedTuple

from analystkit import tables
from analystkit.ages import find_age
from analystkit.cardinals import any_of
from analystkit.lexicon import lemma, singular
from analystkit.records import Number
from analystkit.units import find_unit, unit_at

__all__ = ["Measure", "find_measure", "find_rate", "measure_named"]


LAST_WORD = re.compile(r"[a-z]+ $")


class Measure(NamedTuple):
    """A unit of measure as written: its span, the unit it names and the kind of figure it makes."""

    start: int
    end: int
    unit: str
    kind: str
    rule: str


def find_measure(text: str, number: Number) -> Measure | None:
    """Return the measure that a number states, or None where it counts things.

    Examples
    --------
    >>> from analystkit.numerals import find_numbers
    >>> text = "a 1,340km border, gusts of 60-80 mph and oil at $60 a barrel"
    >>> [find_measure(text, number)[2:4] for number in find_numbers(text)]
    [('kilometre', 'distance'), ('mile per hour', 'speed'), ('USD', 'money')]
    """
    if number.unit == "percent":
        points = "points" if "point" in number.number else ""
        return Measure(number.end, number.end, "percentage point" if points else "percent", "percent", "percent")
    if number.unit == "fraction":
        return Measure(number.end, number.end, "fraction", "percent", "share")
    if number.unit == "vote":
        return Measure(number.end, number.end, "vote", "other", "votes")
    if number.unit == "time":
        return Measure(number.end, number.end, "time", "other", "fold")
    if number.unit:
        code = _dollars_near(text, number.start) if text.startswith("$", number.start) else ""
        return Measure(number.end, _after_money_word(text, number.end), code or number.unit, "money", "currency_sign")
    for rule in (_aged, _currency_word, _unit, _foot_mark, _magnitude, _bare_money):
        measure = rule(text, number)
        if measure is not None:
            return measure
    return None


@cache
def measure_named(noun: str) -> Measure | None:
    """Return the measure that a noun names wherever it stands: "seven straight days", "more kilometres", or None.

    Examples
    --------
    >>> measure_named("kilometres").unit, measure_named("tanks"), measure_named("degrees")
    ('kilometre', None, None)
    """
    word = noun.lower()
    if len(word) > 3 and word.isalpha():
        if word in _money_words() and word not in tables.column("currencies", "code"):
            return Measure(0, len(word), _money_words()[word], "money", "late_measure")
        unit = unit_at(word, 0, glued=False)
        if unit is not None and unit.kind in LATE and word not in tables.column("nouns", "noun"):
            return Measure(0, len(word), unit.name, unit.kind, "late_measure")
    return None


LATE = ("duration", "distance", "area", "mass", "volume", "money")
"""Kinds of measures whose words name little else: not the degrees of a student, the points of a talk."""


def find_rate(text: str, end: int) -> tuple[str, int]:
    """Return what a measure or count is per, and where that ends: "per day", "an hour", "per diluted share".

    Examples
    --------
    >>> find_rate("barrels per day", 7)
    ('day', 15)
    >>> find_rate("ships a mile off", 5)
    ('', 5)
    """
    match = _rate().match(text, end)
    if match is None:
        return "", end
    if match["many"]:
        return f"{match['many'].split()[0]} {match['per']}", match.end()
    unit = unit_at(text, match.start("per"), glued=False) if match["per"] else None
    if unit is not None:
        return unit.name, unit.end
    if match["often"]:
        return {"daily": "day", "weekly": "week", "monthly": "month"}.get(match["often"].lower(), "year"), match.end()
    return singular(match["per"] or match["each"] or match["glued"]), match.end()


@cache
def _rate() -> re.Pattern[str]:
    each = any_of(tables.words("rate_nouns"))
    return re.compile(
        rf"[ -](?:of )?per[ -](?P<many>[\d,]+ )?(?:\w+ (?={each}s?\b))?"
        r"(?P<per>(?!cent)[a-z]\w*)(?=[\s.,;:)”’\"'-]|\Z)"
        rf"|,? (?:an?|each|every) (?P<each>{each})\b(?! (?:ago|earlier|later|before|after|old|from (?:now|today)|on)\b)"
        r"| (?P<often>daily|weekly|monthly|annually|yearly)\b"
        r"|/(?P<glued>day|month|year|week|hour|h|person|barrel)\b",
        re.I,
    )


def _unit(text: str, number: Number) -> Measure | None:
    if POUNDS.match(text, number.end) and _is_paid(text, number):
        return Measure(number.end + 1, number.end + 7, "GBP", "money", "currency_word")
    after = number.end + 3 if number.bound == "vague" and text.startswith(" of ", number.end) else number.end
    unit = find_unit(text, after)
    if unit is not None and unit.name == "point" and _is_of_poll(text, number):
        return Measure(unit.start, unit.end, unit.name, "percent", "points_of_poll")
    if unit is not None and unit.name == "degree" and _is_of_weather(text, number):
        return Measure(unit.start, unit.end, unit.name, "temperature", "measure")
    return Measure(unit.start, unit.end, unit.name, unit.kind, "measure") if unit else None


def _is_of_weather(text: str, number: Number) -> bool:
    """True for "temperatures reached 38 degrees"; a road turns 90 degrees."""
    around = re.findall(r"[a-z]+", text[max(0, number.start - NEAR) : number.end + NEAR].lower())
    return not tables.words("weather_words").isdisjoint(around)


def _is_of_poll(text: str, number: Number) -> bool:
    """True for "seven points ahead in the polls"; those of an index, a league and a game are points."""
    if number.rule.startswith("part_of_percent"):
        return True
    around = set(re.findall(r"[a-z]+", text[max(0, number.start - NEAR) : number.end + NEAR].lower()))
    polled = not around.isdisjoint(tables.words("poll_words")) and around.isdisjoint(tables.words("score_words"))
    return polled and (number.best or 0) <= LEAD


NEAR = 100
"""How many characters from a number the words may stand that say what its points are."""

LEAD = 50
"""How many points a lead in a poll may have."""


def _foot_mark(text: str, number: Number) -> Measure | None:
    """Find "an altitude of 30'"; elsewhere the mark may close a quotation."""
    if text[number.end : number.end + 1] not in ("'", "′") or not text[number.end - 1].isdigit():
        return None
    led = _heights().search(text, max(0, number.start - 24), number.start)
    return Measure(number.end, number.end + 1, "foot", "distance", "foot_mark") if led else None


@cache
def _heights() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(tables.words('height_nouns'))} (?:of|is|was)(?: [a-z]+)? \Z")


POUNDS = re.compile(r" pounds\b")


def _is_paid(text: str, number: Number) -> bool:
    """True for "paid 300 pounds" and "100 million pounds": money, not a weight."""
    if _weighed().match(text, number.end):
        return False
    if (number.low or 0) >= 1_000_000:
        return True
    before = text[max(0, number.start - 60) : number.start].lower()
    return not tables.words("sterling_words").isdisjoint(re.findall(r"[a-z]+", before))


@cache
def _weighed() -> re.Pattern[str]:
    """Return the goods that pounds weigh: "1.9 million pounds of cargo", not "of debt"."""
    return re.compile(rf" pounds of (?:\w+ )?{any_of(tables.words('weighed_goods'))}\b")


def _aged(text: str, number: Number) -> Measure | None:
    age = find_age(text, number)
    return Measure(age.start, age.end, age.unit, "age", age.rule) if age else None


@cache
def _money_words() -> dict[str, str]:
    rows = tables.rows("currencies")
    named = {word: row["code"] for row in reversed(rows) for word in row["words"].split(";")}
    return named | {row["code"].lower(): row["code"] for row in rows}


@cache
def _currency_words() -> re.Pattern[str]:
    return re.compile(rf"[ -](?P<word>{any_of({*_money_words(), *_shared_words()})})(?!\w)", re.I)


def _currency_word(text: str, number: Number) -> Measure | None:
    after = number.end + 3 if number.bound == "vague" and text.startswith(" of ", number.end) else number.end
    match = _currency_words().match(text, after)
    if match is None or (match["word"].upper() in tables.column("currencies", "code") and not match["word"].isupper()):
        return None
    word = match["word"].lower()
    if word == "won" and not SCALED.search(number.number):
        return None  # "12 won medals"
    code = _code_near(text, number.start, word) or _money_words().get(word, "")
    if not code and (number.best or 0) < SUM:
        return None  # three crowns and a peso may be anything
    return Measure(match.start("word"), match.end(), code or singular(word), "money", "currency_word")


SCALED = re.compile(r"illion|,\d{3}|\dbn|\dtn")
"""Sums so large that "won" is Korean money."""

SUM = 1_000
"""From here on "crowns" are money even where no country tells whose."""


@cache
def _shared_words() -> dict[str, dict[str, str]]:
    """Return the words that several countries call their money by, with the code that each country's name gives."""
    shared: dict[str, dict[str, str]] = {}
    for row in tables.rows("currencies"):
        for form in row["words"].split(";"):
            people, _, word = form.rpartition(" ")
            if people and singular(word) in tables.words("shared_currencies"):
                shared.setdefault(word, {}).update(dict.fromkeys(_names_of(people), row["code"]))
    return shared


def _names_of(people: str) -> list[str]:
    """Return an adjective and the countries it belongs to, in lower case: mexican, mexico."""
    rows = tables.rows("countries")
    return [people, *(row["name"].lower() for row in rows if people in row["adjectives"].lower().split(";"))]


def _code_near(text: str, start: int, word: str) -> str:
    """Return the currency of the country named last before a sum, or first after it: "Mexico ... 300 pesos"."""
    codes = _shared_words().get(word)
    if codes is None:
        return ""
    before = list(_countries_with(word).finditer(text, max(0, start - COUNTRY_REACH), start))
    found = before[-1] if before else _countries_with(word).search(text, start)
    return codes[found[0].lower()] if found else ""


@cache
def _countries_with(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_shared_words()[word])}\b", re.I)


def _dollars_near(text: str, start: int) -> str:
    """Return the code of "$5 million" where an article speaks of Australia and no other dollars, "" for America's."""
    begin = max(0, start - COUNTRY_REACH)
    around = list(_dollar_countries().finditer(text, begin, start + COUNTRY_REACH // 4))
    codes = {_dollar_names()[match[0].lower()] for match in around}
    told = len(around) > 1 or any(start - match.start() < SENTENCE for match in around)
    return next(iter(codes - {"USD"}), "") if len(codes) == 1 and told else ""


SENTENCE = 200
"""How many characters a sentence may have in which a country named once tells whose dollars are meant."""


@cache
def _dollar_names() -> dict[str, str]:
    """Return what tells whose dollars an article counts: names of countries, and the signs of other dollars."""
    signs = [(sign, "USD") for sign in ("US$", "A$", "C$", "NZ$", "US", "U.S.")]
    peoples = {row["words"].split(";")[0].rpartition(" ")[0]: row["code"] for row in tables.rows("currencies")}
    codes = {people: code for people, code in peoples.items() if people in tables.words("dollar_peoples")}
    codes |= {"american": "USD"}
    named = [(name, code) for people, code in codes.items() for name in _names_of(people)]
    return {name.lower(): code for name, code in (*signs, *named)}


@cache
def _dollar_countries() -> re.Pattern[str]:
    names = any_of(name for name in _dollar_names() if name != "us")
    return re.compile(rf"(?<!\w)(?:US|(?i:{names}))(?!\w)")


COUNTRY_REACH = 2_000
"""How many characters before a sum its country may be named."""


def _after_money_word(text: str, end: int) -> int:
    match = re.compile(r" (?:dollars?|euros?|pounds?)\b").match(text, end)
    return match.end() if match else end


def _bare_money(text: str, number: Number) -> Measure | None:
    """Find money without a currency: "spent billions on roads"; not "spent millions of hours"."""
    if number.bound != "vague" or not number.number.endswith("illions") or text.startswith(" of ", number.end):
        return None
    verb = LAST_WORD.search(text[max(0, number.start - 24) : number.start])
    if verb is None or lemma(verb[0].strip()) not in tables.words("paying_verbs"):
        return None
    return Measure(number.end, number.end, "money", "money", "bare_money")


RICHTER = re.compile(r"(?: points)? on (?:the|an?) (?:open-ended )?Richter|(?<=\d\.\d)[ -](?:earth)?(?:quake|tremor)\b")


def _magnitude(text: str, number: Number) -> Measure | None:
    """Find "magnitude 6.3", "8.2 on the Richter scale", "an 8.6 quake"; "5.0 magnitude" has a unit like any other."""
    led = re.search(r"\bmagnitude(?: of| was)?\W*$", text[max(0, number.start - 24) : number.start], re.I)
    if not led and not RICHTER.match(text, number.end):
        return None
    return Measure(number.end, number.end, "magnitude", "other", "magnitude")
