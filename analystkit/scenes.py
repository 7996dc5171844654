"""Places that are told of themselves: the subject of "Nepal was hit by", "Sudan is home to", "Malta is 80 km south".

A country or a capital that acts is no place: it stands for its government.
"""

from collections.abc import Sequence
from functools import cache

from analystkit import tables
from analystkit.clauses import VERB
from analystkit.lexicon import lemma
from analystkit.records import Mention, Token

__all__ = ["capital_names", "is_compass", "is_distance", "is_scene"]


def is_scene(tokens: Sequence[Token], mention: Mention, end: int) -> bool:
    """Return whether a place before a token is told of itself.

    It is the subject of "Pakistan has experienced" and of "Nepal was hit by", and of "Seoul has" if it is no country.
    """
    if _is_measured_from(tokens, end) or _is_home_to(tokens, end):
        return True
    verb, passive = "", False
    start = end + 2 if end + 1 < len(tokens) and tokens[end + 1].tag == "WDT" else end
    for token in tokens[start : start + 6]:
        if token.tag not in ("MD", "RB", *VERB):
            return token.tag in ("DT", "CD") and verb == "have" and mention.kind == "place"
        verb = lemma(token.text)
        if verb in tables.words("experience_verbs"):
            return True
        if (
            mention.kind == "place"
            and verb not in ("be", "have", "do")
            and token.tag != "MD"
            and not _is_metonym(mention)
        ):
            return verb not in tables.words("speech_verbs")
        if token.tag == "VBN" and passive and verb in tables.words("place_verbs"):
            return True
        passive = passive or verb == "be"
    return False


def _is_measured_from(tokens: Sequence[Token], end: int) -> bool:
    """True for "Malta is 80 kilometres to the north" and "Bern lies about 90 km from Basel"."""
    if end >= len(tokens) or lemma(tokens[end].text) not in ("be", "lie", "sit", "stand"):
        return False
    at = end + 1
    while at < len(tokens) and tokens[at].text.lower() in tables.words("hedge_words"):
        at += 1
    return at + 2 < len(tokens) and tokens[at].tag == "CD" and _is_length(tokens, at + 1)


def _is_home_to(tokens: Sequence[Token], end: int) -> bool:
    """True for "Sudan is home to 46 million people"."""
    return [token.text.lower() for token in tokens[end + 1 : end + 3]] == ["home", "to"]


def is_distance(token: Token) -> bool:
    """Return whether a token is a unit of distance: "miles", "km", the end of "80km"."""
    unit = token.text.lower().lstrip("0123456789.,")
    return tables.mapping("units", "form", "kind").get(unit, "") == "distance"


def _is_length(tokens: Sequence[Token], at: int) -> bool:
    """True for the "km" and "miles" of a distance that goes on with where from or where to."""
    if not is_distance(tokens[at]) or at + 1 >= len(tokens):
        return False
    return tokens[at + 1].tag in ("IN", "TO", "RB") or is_compass(tokens[at + 1].text.lower())


@cache
def capital_names() -> frozenset[str]:
    """Return the capitals of the countries."""
    return frozenset(capital for row in tables.rows("countries") for capital in row["capitals"].split(";"))


def _is_metonym(mention: Mention) -> bool:
    """True for a capital, which stands for its government: "Moscow sent 40 tanks"; "Basra sent 40 doctors" does not."""
    return mention.name in capital_names()


def is_compass(word: str) -> bool:
    """Return whether a word is a direction or a part: "northern", "upper"."""
    return word in tables.words("compass_words")
