"""The grammar of time expressions: small pieces from the tables, composed upward until they read like the phrase.

A template names other pieces in angle brackets. ``RULES`` holds the expressions that may stand in a text, each
under the name by which ``calendar_days`` reads it.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analystkit import tables
from analystkit.cardinals import values

__all__ = [
    "DAYS",
    "Rule",
    "any_rule",
    "day_of_story",
    "edge_of_story",
    "first_words",
    "length_before",
    "length_inside",
    "length_named",
    "match_whole",
    "next_words",
    "opening_length",
    "rules",
    "single_words",
    "words_after_digits",
]


class Rule(NamedTuple):
    """One kind of time expression; ``calendar`` tells that its digits count nothing."""

    name: str
    pattern: re.Pattern[str]
    calendar: bool


PIECES = {
    # -- small capitals
    "YEAR": r"(?:1[5-9]\d\d|20\d\d)(?:[-–/]\d{2}(?:\d\d)?)?(?![\d%]|[.,:]\d)",
    "NUMBER": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)",
    "DAY": r"<NUMBER>(?:(?: ?[-–—] ?| to | through | and )<NUMBER>(?! <MONTH>))?",
    "NUMBERS": r"<NUMBER>(?:(?: ?[-–—] ?| to | through | and )<NUMBER>)?",
    "HOUR": r"(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?",
    "ZONE": r"(?: <zone>\b)",
    "COUNT": r"(?:<count>(?:-<count>)?|\d{1,3}(?:\.\d)?)(?: and a half)?(?:<GAP>(?:to|or) (?:<count>|\d{1,3}))?",
    "MONTH": r"(?:<FULLMONTH>|<SHORTMONTH>\.?)",
    "GAP": r"(?: |-)",
    "THE": r"(?:[Tt]he )?",
    "EARLY": r"(?:[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Ll]ater)",
    # -- one point or one period
    "clock": (
        r"(?:[Aa]round |[Aa]bout )?(?:<HOUR> ?(?:[ap]\.m\.|[ap]m\b|[AP]\.?M\b\.?|o[’']clock\b)<ZONE>?"
        r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![:\d])<ZONE>?"
        r"|(?:[01]\d|2[0-3])[.:]?[0-5]\d(?:<ZONE>| hours\b(?! of)))"
    ),
    "ISO": r"\d{4}-\d\d-\d\d(?!\d)",
    "numeric": r"(?:<ISO>|\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.|-\d{1,2}-)(?:19|20)\d\d(?!\d))",
    "month_day": r"(?:<DAYNAME>\.?,? )?<MONTH> (?:the )?<DAY>(?:,? <YEAR>)?",
    "day_month": r"(?:<DAYNAME>\.?,? )?<THE><NUMBERS>(?: of)? <MONTH>\b(?:,? <YEAR>)?",
    "month_year": r"<MONTH>,? (?:of )?<YEAR>",
    "month": r"<FULLMONTH>\b(?!-)",
    "fiscal": (
        r"<THE>(?:[Ff]iscal(?: year)?|[Ff]inancial year|FY)<GAP>?(?:<YEAR>|\d\d(?!\d))"
        r"|<THE><YEAR> <YEARKIND> year\b"
    ),
    "quarter": (
        r"<THE>(?:<ordinal><GAP>[Qq]uarter\b(?: of)?(?:,? (?:fiscal )?<YEAR>| the year| (?:last|this) year)?"
        r"|<FULLMONTH> [Qq]uarter\b(?: of <YEAR>)?"
        r"|<ordinal><GAP>[Hh]alf of (?:<YEAR>|the year|(?:last|this) year)|[QH][1-4]\b(?: of)?(?:,? <YEAR>)?)"
    ),
    "season": r"<THE><season_name>(?: of)? <YEAR>",
    "decade": r"<THE>(?:<EARLY><GAP>)?(?:(?:1[5-9]|20)\d0|[’']\d0)[’']?s\b",
    "century": r"[Tt]he (?:<EARLY><GAP>)?(?:\d{1,2}(?:st|nd|rd|th)|[a-z-]{4,15}(?:th|first)) [Cc]entury\b",
    "holiday": r"<feast>\b(?: <YEAR>)?",
    "weekday": r"<WEEKDAY>(?: <part>)?\b",
    "day": r"<day_word>(?: <part>)?\b",
    "deictic": (
        r"<THE><which> (?:(?:<YEARKIND> )?<unit>(?! old|-point)|<season_name>|<FULLMONTH>|<WEEKDAY>|<part>)"
        r"(?: <part>)?\b"
        r"|[Tt]hat (?:same )?<unit>\b"
    ),
    "same_time": r"(?:[Aa]round )?the (?:same )?time\b",
    "year_apart": r"[Tt]his time (?:last|next) year\b",
    "year": r"<YEAR>|<THE><YEAR> (?:[A-Z]\w+ ){0,2}season\b|(?<=[Ii]n )['’‘]\d\d\b(?!s)",
    "week_of": (
        r"<THE>(?:week|weekend|month) (?:of|ending|ended|beginning|starting)(?: on)? (?:<month_day>|<day_month>)"
    ),
    "bare": r"<THE>(?:early |late )?(?:<part>|<point>|<season_name>)\b|[Tt]he weekend\b",
    "SPELL": r"<COUNT><GAP>(?:<unit>|<units>)",
    "WHOLE": r"<ATOM>|the <unit>\b",
    "ATOM": (
        r"(?:<ISO>|<month_day>|<day_month>|<month_year>|<month>|<fiscal>|<quarter>|<season>"
        r"|<decade>|<century>|<holiday>|<weekday>|<day>|<deictic>|<year_apart>|<year>)"
    ),
    "edge": (
        r"<EARLY>(?:<GAP>| in (?=the |<FULLMONTH>|<YEAR>)| on (?=<WEEKDAY>|<MONTH>|\d))<WHOLE>"
        r"|[Ss]o far(?: in)? <WHOLE>"
        r"|[Tt]he (?:very )?<edge_word> of <WHOLE>"
        r"|[Tt]he (?:early |late )?(?:<part>|early hours|small hours) of <ATOM>"
    ),
    "POINT": r"(?:<edge>|<ATOM>|(?:mid)?<point>\b|<clock>|<THE><season_name>\b(?! of))",
    # -- points put together
    "list": (
        r"<YEAR>(?:, <YEAR>){0,8},? and <YEAR>|<WEEKDAY>(?:, <WEEKDAY>){0,6},? (?:and|or) <WEEKDAY>\b"
        r"|<FULLMONTH>(?:, <FULLMONTH>){0,11} (?:and|or) <FULLMONTH>\b(?: <YEAR>)?"
    ),
    "between": (
        r"[Bb]etween (?:<POINT>|<NUMBER>(?= and <day_month>)) and <POINT>"
        r"|[Ff]rom <POINT>(?: (?:to|until|till|through|and) | ?[-–] ?)<POINT>"
        r"|[Ff]rom <MONTH> <DAY>(?:, <YEAR>)?|[Ff]rom <NUMBER> to <day_month>"
        r"|<WEEKDAY>(?: to | through | until |[-–])<WEEKDAY>\b"
        r"|<DATED>(?: (?:to|through|until|–|-) |[-–])<DATED>"
    ),
    "DATED": r"(?:<month_day>|<day_month>|<month_year>|<month>)",
    "part_of": r"<THE>(?:[Ff]irst|[Ll]ast|[Ff]inal|[Oo]pening) <unit> of <WHOLE>",
    "LENGTH": (
        r"(?:<THE><SPELL>|[Tt]he (?:(?:fiscal|financial) )?<unit>)"
        r" (?:to|through|until|ended|ending|up to)(?: on| in)? "
    ),
    "bound": (
        r"<bound_word><GAP>(?:<POINT>|then\b(?!-)|the <edge_word> of <THE><story>\b)(?![’']s)"
        r"(?: onwards?| on\b(?! [A-Z\d]))?"
        r"|[Ff]rom <POINT> on(?:wards?)?\b"
    ),
    "counted": (
        r"<THE>(?:<which>|[Ff]irst|[Ff]inal) (?:<COUNT> )?<units>\b|<THE>(?:[Pp]ast|[Ll]ast) <COUNT> <unit>\b"
        r"|[Tt]he (?:<which>|first|final) half<GAP><unit>\b"
        r"|[Ww]ithin (?:<SPELL>|<units>)\b"
    ),
    "offset": (
        r"<SPELL> <offset_word>\b|(?<!more )<units> (?:ago|later|earlier|before|after)\b"
        r"|<COUNT> (?:<unit>|<units>) from (?:now|today)\b"
    ),
}

SPANS = ("between", "list", "bound", "counted", "offset", "edge", "part_of")
DAYS = ("clock", "numeric", "week_of", "month_day", "day_month", "holiday", "weekday", "day")
PERIODS = (
    "month_year",
    "fiscal",
    "quarter",
    "season",
    "decade",
    "century",
    "deictic",
    "same_time",
    "year_apart",
    "month",
    "year",
)
RULES = (*SPANS, *DAYS, *PERIODS, "bare")
"""The longest match wins, and of equally long ones the first."""

COUNTING = ("counted", "offset")
"""In "the past 24 hours" the digits are a figure."""

ALONE = ("FULLMONTH", "SHORTMONTH", "DAYNAME", "part", "point", "season_name", "feast", "day_word", "units")
OPENING = ("the", "that", "from", "between", "around", "about", "first", "final", "opening", "within")
OPENING_PERIOD = ("fiscal", "financial", "fy", "q", "h")
FOLLOWING = ("year", "time", "very", "small", "century", "weekend", "half", "in", "on", "then")
ORDINALS = ("st", "nd", "rd", "th")
AFTER_DIGITS = ("to", "through", "and", "or", "of", "a", "p", "am", "pm", "o", "s")
"""Words that templates spell out, as first words, as later ones and right after digits; those of the tables are added.
"""


@cache
def rules() -> tuple[Rule, ...]:
    """Return the compiled rules, in order."""
    return tuple(Rule(name, _compiled(PIECES[name]), name not in COUNTING) for name in RULES)


@cache
def any_rule() -> re.Pattern[str]:
    """Return a pattern that matches where one of the rules does: most places are ruled out by it alone."""
    return re.compile("|".join(rule.pattern.pattern for rule in rules()))


@cache
def _reading_rules() -> tuple[Rule, ...]:
    """Return the rules that a whole expression is read by: those put together of a number and a date are more."""
    return (
        *rules(),
        Rule("counted_of", _compiled("<counted> of (?:<ATOM>|the <unit>)"), False),
        Rule("ended", _compiled("<LENGTH>(?:<POINT>|<DATED>)"), False),
    )


@cache
def length_before() -> re.Pattern[str]:
    """Return the pattern of what may stand before the end of a period: "the three months to" June."""
    return _compiled(r"\b<LENGTH>\Z")


@cache
def opening_length() -> re.Pattern[str]:
    """Return the pattern of how long it took, where that opens a sentence: "In nearly five months"."""
    return _compiled(r"(?:In|Over|Within) ((?:[a-z]+ ){0,2}?<SPELL>)(?=, | [a-z]+ )")


@cache
def length_inside() -> re.Pattern[str]:
    """Return the pattern of how long it took, wherever that stands: "in just two days", "over the space of a week"."""
    hedge = r"(?:just|only|barely|under|about|around|some|roughly|nearly|almost|(?:less|more) than|the space of)"
    single = r"(?:just|only|under|barely|less than) an? <unit>"
    return _compiled(rf"\b(in|over) ((?:{hedge} ){{0,2}}(?!an? )<SPELL>|{single})\b")


@cache
def length_named() -> re.Pattern[str]:
    """Return the pattern of a length right before what bounds it: "in the ten years" since the war."""
    return _compiled(r"\b(?:[Ii]n|[Oo]ver|[Dd]uring) (<THE>(?:[a-z]+ )?<SPELL>|the <unit>) \Z")


@cache
def edge_of_story() -> re.Pattern[str]:
    """Return the pattern of what stands before a noun for what went on: "at the height of", "on the eve of"."""
    lead = r"(?:[Bb]y|[Ss]ince|[Uu]ntil) "
    return _compiled(
        rf"\b(?:(?:[Aa]t|[Ii]n|[Oo]n|[Dd]uring) |(?={lead}))((?:{lead})?the (?:very )?(<edge_word>|eve) of )"
    )


@cache
def day_of_story() -> re.Pattern[str]:
    """Return the pattern of what stands before a noun for what went on: "during the three-week", "on day 11 of"."""
    ordinal = r"(?:<ordinal>|\d{1,3}(?:st|nd|rd|th)|[a-z-]{3,14}(?:th|first|second|third))"
    day = rf"(?:the (?:very )?{ordinal} (?:full )?<unit>|day (?:<COUNT>|\d{{1,3}})) of "
    long = r"(?:an?|the|its|their|this|that) (?:[a-z]+ )?(?:<COUNT>-<unit>|<unit>-?long)"
    lead = r"(?:[Bb]y|[Ee]arly on|[Ll]ate on) "
    return _compiled(
        rf"\b(?:(?:[Oo]n|[Ii]n|[Dd]uring) |(?={lead}))((?:{lead})?{day})(?=the |its |their |his |her )"
        rf"|\b(?:[Dd]uring|[Tt]hroughout|[Ii]n|[Oo]ver) ((?={long}))"
    )


@lru_cache(maxsize=4096)
def match_whole(text: str) -> str:
    """Return the name of the rule that reads the whole of a text, or "".

    Examples
    --------
    >>> match_whole("28 September 2021"), match_whole("the past three years"), match_whole("Baghdad")
    ('day_month', 'counted', '')
    """
    return next((rule.name for rule in _reading_rules() if rule.pattern.fullmatch(text)), "")


@cache
def single_words() -> frozenset[str]:
    """Return the words, in lower case, that may be a time expression by themselves."""
    return frozenset(phrase.lower() for name in ALONE for phrase in _vocabulary()[name] if phrase.isalpha())


@cache
def first_words() -> frozenset[str]:
    """Return the words, in lower case, with which a longer time expression may begin."""
    leading = ("which", "edge_word", "bound_word", "ordinal", "count")
    return _words_of(*ALONE, *leading, first=True) | {*OPENING, *OPENING_PERIOD}


@cache
def next_words() -> frozenset[str]:
    """Return the words, in lower case, that may follow the first one."""
    return _words_of(*_vocabulary()) | first_words() | {*FOLLOWING}


@cache
def words_after_digits() -> frozenset[str]:
    """Return the words, in lower case, that may follow the digits of a day, an hour or a count: "28 September"."""
    return next_words() | {*AFTER_DIGITS, *ORDINALS}


def _words_of(*names: str, first: bool = False) -> frozenset[str]:
    phrases = (phrase.lower() for name in names for phrase in _vocabulary()[name])
    return frozenset(word for phrase in phrases for word in re.findall(r"\w+", phrase)[: 1 if first else None])


def _compiled(template: str) -> re.Pattern[str]:
    """Compile a template; a space in it may be a no-break space in the text."""
    return re.compile(_expand(template).replace(" ", "[ \u00a0]"))


def _expand(template: str) -> str:
    """Replace each name in angle brackets by its piece, or by the words of the tables."""
    return re.sub(r"<(\w+)>", lambda name: _piece(name[1]), template)


@cache
def _piece(name: str) -> str:
    if name in PIECES:
        return _expand(f"(?:{PIECES[name]})")
    return f"(?:{'|'.join(_either_case(name, phrase) for phrase in _vocabulary()[name])})"


def _either_case(name: str, phrase: str) -> str:
    """Month, day and zone keep their capital; "last" may open a sentence."""
    words = re.escape(phrase).replace(r"\ ", " ")
    if not phrase[0].islower():
        return f"{words}|{words.upper()}" if name in ("MONTH", "FULLMONTH", "WEEKDAY") else words
    return f"[{phrase[0].upper()}{phrase[0]}]{words[1:]}"


@cache
def _vocabulary() -> dict[str, tuple[str, ...]]:
    """Return the words of the tables under the names that templates call them by, longest first."""
    words = {
        "FULLMONTH": tables.column("months", "word") - tables.column("months", "word", alone="no"),
        "SHORTMONTH": tables.column("months", "word", alone="no"),
        "WEEKDAY": tables.column("weekdays", "word", alone="yes"),
        "DAYNAME": tables.column("weekdays", "word"),
        "part": tables.column("day_parts", "word", kind="part"),
        "point": tables.column("day_parts", "word", kind="point"),
        "season_name": tables.column("seasons", "word"),
        "unit": tables.column("time_units", "word", number="singular"),
        "units": tables.column("time_units", "word", number="plural"),
        "zone": tables.column("time_zones", "phrase"),
        "feast": tables.column("holidays", "phrase"),
        "count": _counts(),
    }
    words["YEARKIND"] = tables.column("time_words", "phrase", role="year_kind")
    for role in ("day", "deictic", "edge", "bound", "offset", "ordinal", "story"):
        name = {"deictic": "which", "ordinal": "ordinal", "story": "story"}.get(role, f"{role}_word")
        words[name] = tables.column("time_words", "phrase", role=role)
    return {name: tuple(sorted(found, key=lambda word: (-len(word), word))) for name, found in words.items()}


def _counts() -> frozenset[str]:
    """Return the words that count units of time: "two years ago", "a few days later"."""
    return tables.column("time_words", "phrase", role="count").union(values("one", "teen", "ten"))
