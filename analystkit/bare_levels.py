"""Numbers that are levels of something unsaid: "rose to 27,349", "an average of 1,500", "the toll passed 300"."""

import re

from analystkit import tables
from analystkit.lexicon import Noun
from analystkit.measures import find_rate
from analystkit.noun_phrases import Phrase
from analystkit.passages import Passage, in_moment, text_before

__all__ = ["bare_level"]


def bare_level(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "rose to 27,349", "an average of 1,500", "800,000 will be sold": a level of something unsaid."""
    tokens = passage.tokens
    around = {token.text.lower() for token in tokens[max(0, first - 1) : first + 1]}  # "has exceeded 40" is a bound too
    following = tokens[after].tag if after < len(tokens) else "."
    ends = following in ENDS or in_moment(passage, tokens[after])
    level = ends and not around.isdisjoint(tables.words("level_words"))
    level = level or _is_level(passage, first, after) or _is_converted(passage, after) or _is_paced(passage, after)
    if not level and following not in ("MD", "VBD", "VBP") and not _is_large_estimate(passage, first, following):
        return None
    return Phrase(first, after - 1, after, (), Noun("", "other", False), "bare_level")


def _is_paced(passage: Passage, after: int) -> bool:
    """True for "rose from 300 to 800 a day", "averaged 12 per month"."""
    return bool(find_rate(passage.text, passage.tokens[after - 1].end - passage.start)[0])


def _is_converted(passage: Passage, after: int) -> bool:
    """True for "a worth of 1.356 billion ($1.762bn)", where the sign of the first was lost."""
    if after < 1 or after + 1 >= len(passage.tokens) or passage.tokens[after].tag != "-LRB-":
        return False
    start = passage.tokens[after].end
    sum_after = any(number.start == start and len(number.unit) == 3 for number in passage.numbers)
    return sum_after and passage.tokens[after - 1].text.lower().endswith("illion")


def _is_level(passage: Passage, first: int, after: int) -> bool:
    """True for "the lowest is 74.07.", "(16369.03 up 58.06 points)", "40k cheaper": nobody counts things so."""
    tokens = passage.tokens
    word = tokens[after].text.lower() if after < len(tokens) else "."
    before = tokens[first - 1].text.lower() if first else ""
    moved = word in ("up", "down") and after + 1 < len(tokens) and tokens[after + 1].tag == "CD"
    told = before in ("is", "are", "stands", "stood") and "." in tokens[first].text and word in (".", ",", ";")
    told = told or _is_tally(passage, first, word)
    return moved or told or word in tables.words("comparatives")


def _is_tally(passage: Passage, first: int, after: str) -> bool:
    """True for the end of "the number of soldiers killed is now three."."""
    before = text_before(passage, first)
    return after in (".", ",", ";", "by", "in", "on", "after") and TALLY.search(before) is not None


TALLY = re.compile(
    r"\b(?:(?:number|toll|count|tally|population|strength) (?:of|from|in) [^,.;]{3,60}|toll|population)"
    r" (?:(?:is|was|are|were)(?: now| currently| still)?|(?:could|may|might|will|would) (?:reach|exceed|hit|top|pass)"
    r"|(?:has |had |have )?(?:climbed|risen|rose|passed|topped|reached|hit|exceeded)"
    r"|(?:passes|tops|reaches|hits|exceeds|nears)) \Z",
    re.I,
)


ENDS = (",", ".", ":", "CC", "IN", "RB", "''", "-RRB-", "TO")


def _is_large_estimate(passage: Passage, first: int, following: str) -> bool:
    """True for "probably fewer than 20,000.": who loosens a large number counts with it."""
    number = next((number for number in passage.numbers if number.lead == passage.tokens[first].start), None)
    if number is None or following not in (".", ",", ":"):
        return False
    if number.rule.endswith(" average of"):
        return True  # "will go up by an average of 1,500."
    if number.bound not in ("approx", "at_least", "at_most"):
        return False
    counts = number.rule.endswith((" as many as", " no fewer than"))  # who says "as many as 35" counts
    return counts or (number.low or number.high or 0) >= 100
