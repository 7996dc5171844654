"""A tagged sentence with what was found in it, and the runs of words in it that make noun phrases."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from analystkit import tables
from analystkit.lexicon import singular
from analystkit.records import Mention, Moment, Number, Statement, Token

__all__ = [
    "ADJECTIVE",
    "NOUN",
    "PARTICIPLE",
    "QUOTES",
    "Passage",
    "Tie",
    "before_hedges",
    "in_moment",
    "index_at",
    "is_demonym",
    "noun_run",
    "text_before",
]


NOUN, ADJECTIVE, PARTICIPLE = ("NN", "NNS", "NNP", "NNPS"), ("JJ", "JJR", "JJS", "AFX"), ("VBN", "VBG")


class Tie(NamedTuple):
    """A place that something ties to what is told: the index of the word that ties it, and of the token behind it."""

    place: Mention
    at: int
    end: int


class Passage(NamedTuple):
    """A tagged sentence with everything that was found in it."""

    start: int
    text: str
    tokens: tuple[Token, ...]
    numbers: tuple[Number, ...]
    mentions: tuple[Mention, ...]
    moments: tuple[Moment, ...]
    edges: tuple[int, ...] = ()
    """Tokens at which a clause of its own begins."""
    statements: tuple[Statement, ...] = ()
    labels: tuple[Mention, ...] = ()
    """Names and designators whose digits count nothing."""
    ties: tuple[Tie, ...] = ()
    """Places that are tied to what the sentence tells."""
    times: tuple[Moment, ...] = ()
    """Moments that date what the sentence tells."""
    plain: tuple[Token, ...] = ()
    """The tokens as the tagger gave them, before numbers and names had their say."""


def index_at(tokens: Sequence[Token], offset: int) -> int:
    """Return the index of the first token that starts at an offset or after it."""
    return bisect_left(tokens, offset, key=_start)


_start = attrgetter("start")


def text_before(passage: Passage, index: int) -> str:
    """Return what a sentence says before a token."""
    return passage.text[: passage.tokens[index].start - passage.start]


def before_hedges(tokens: Sequence[Token], first: int) -> int:
    """Return the token before one that hedges may lead: "of" in "a fleet of about 12 ships"; -1 before the first."""
    before = first - 1
    while before > 0 and tokens[before].text.lower() in tables.words("hedge_words"):
        before -= 1
    return before


def noun_run(passage: Passage, start: int) -> tuple[int, int] | None:
    """Return the head and the end of the noun phrase whose words begin at a token, as indices.

    "Russian warships" runs to "warships"; "soldiers Friday" stops before the day, and "troops Ukraine sent" before a
    name that follows a plural.
    """
    tokens, head, index = passage.tokens, -1, start
    while index < len(tokens):
        token = tokens[index]
        listed = head < 0 and _listed_demonyms(passage, index)
        if listed:
            index = listed
            continue
        if token.tag in NOUN and any(char.isalpha() for char in token.text):
            if in_moment(passage, token) or (head >= 0 and not _continues(passage, head, index)):
                break
            if token.text == "aboard":
                break
            head = index
        elif not (_modifies(passage, index, head) or _short_of_plural(passage, start, index, head)):
            break
        index += 1
    return (head, head + 1) if head >= 0 else None


def _listed_demonyms(passage: Passage, index: int) -> int:
    """Return the last demonym of "six French, Dutch and Danish warships", or 0: the tagger may call them nouns."""
    tokens, at = passage.tokens, index
    while at + 2 < len(tokens) and tokens[at + 1].text in (",", "and", "or") and is_demonym(passage, tokens[at]):
        at += 3 if tokens[at + 2].text in ("and", "or") else 2
    more = index < at < len(tokens) - 1 and tokens[at + 1].tag in ("NN", "NNS") and is_demonym(passage, tokens[at])
    return at if more and tokens[at].tag in ("NNP", "JJ") else 0


def _continues(passage: Passage, head: int, index: int) -> bool:
    """True where a noun goes on with the phrase of the noun before it."""
    tokens = passage.tokens
    if tokens[index].text in tables.words("end_words"):
        return False
    if _is_past_tense(tokens[index].text) and not _noun_ahead(tokens, index + 1):
        return False
    if tokens[index].tag in ("NNP", "NNPS") and tokens[head].tag in ("NNS", "NN") and tokens[head].text[:1].islower():
        return False
    people = tokens[head].text[-2:] not in ("ss", "us") and is_demonym(passage, tokens[head])
    people = people and tokens[head].text.endswith("s")  # "100,000 Greeks worship"
    plural = people or (tokens[head].tag == "NNS" and tokens[head].text.islower())
    return not plural or tokens[index].tag == "NNS" or _known_compound(tokens[head].text, tokens[index].text)


@cache
def _is_past_tense(word: str) -> bool:
    """True for "flew", which the tagger may call a noun after "aircraft"."""
    return word in tables.column("irregular_verbs", "form") and word not in tables.column("nouns", "noun")


@cache
def _known_compound(first: str, second: str) -> bool:
    return f"{first.lower()} {singular(second)}" in tables.column("nouns", "noun")


def in_moment(passage: Passage, token: Token) -> bool:
    """Return whether a token is part of a time expression."""
    if not passage.moments:
        return False
    return any(moment.start <= token.start < moment.end for moment in passage.moments)


def _modifies(passage: Passage, index: int, head: int) -> bool:
    """True where a token that is no noun belongs to the phrase, before its head or between two nouns."""
    tokens, token = passage.tokens, passage.tokens[index]
    following = tokens[index + 1].tag if index + 1 < len(tokens) else ""
    if token.tag == "HYPH" or token.text in ("-", "/"):
        return following in NOUN + ADJECTIVE + PARTICIPLE + ("CD", "RB", "IN", "TO", "VB", "DT", "CC")
    if token.tag == "POS" or (token.tag == "CC" and (head < 0 or _joins_names(passage, index))):
        return _noun_ahead(tokens, index + 1)
    if head >= 0 and following == "HYPH":
        return True
    if head > 0 and tokens[head - 1].tag == "HYPH" and token.tag in ADJECTIVE:
        return _noun_ahead(tokens, index + 1)
    if head >= 0 and (token.tag == "CD" or any(char.isdigit() for char in tokens[index - 1].text)):
        return _in_model(passage, index) and _noun_ahead(tokens, index + 1)
    if head >= 0:
        owned = _is_owned(tokens, index, head) or _is_of_group(passage, index, head)
        return owned or _joins_nouns(tokens, index)
    if token.tag in ADJECTIVE or token.text in QUOTES or _is_hyphened(tokens, index, following):
        return True
    if token.tag == "VBD" and not token.text.endswith("ed"):
        return False
    if token.tag in (*PARTICIPLE, "VBD", "RB", "RBR", "RBS", "CD", ","):
        return _noun_ahead(tokens, index + 1) and (token.tag != "," or following in ADJECTIVE)
    return False


QUOTES = ("“", '"', "‘", "'", "``", "”", "''")


def _is_hyphened(tokens: Sequence[Token], index: int, following: str) -> bool:
    """True for "to" and "eat" in "61,000 ready-to-eat meals", for 120 in "six 120-mm mortars"."""
    if tokens[index].tag == "CD" and tokens[index + 1 : index + 2] and tokens[index + 1].text == "-":
        return _noun_ahead(tokens, index + 2)
    return index > 0 and tokens[index - 1].tag == "HYPH" and following in ("HYPH", *NOUN)


def _in_model(passage: Passage, index: int) -> bool:
    """True for the 2 of "14 Challenger 2 battle tanks" and the adjective of "two Tu-95MS strategic bombers"."""
    token, before = passage.tokens[index], passage.tokens[index - 1]
    if token.text[:1].isdigit() and not token.text.isdigit() and token.text.isalnum():
        return before.text[:1].isupper()  # the 2A6 of "18 Leopard 2A6 tanks"
    if token.tag != "CD":
        return token.tag in ADJECTIVE
    labelled = any(label.start <= token.start < label.end for label in passage.labels)
    return labelled or (before.tag == "NNP" and token.text.isdigit() and len(token.text) < 4)


def _joins_nouns(tokens: Sequence[Token], index: int) -> bool:
    """True for what stands between two nouns of a phrase: "infantry fighting vehicles", "anti-aircraft guns"."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if tokens[index - 1].tag == "HYPH" or tokens[index - 1].text == "-":
        return tokens[index].tag in ADJECTIVE + PARTICIPLE + ("VBD", "IN")
    compound = tokens[index].tag == "VBG" and following is not None and following.tag in NOUN
    return compound and _known_compound(tokens[index].text, tokens[index + 1].text)


def _is_owned(tokens: Sequence[Token], index: int, head: int) -> bool:
    """True for "biggest" in "three of Australia's biggest banks": an owner's name goes before."""
    possessed = any(token.tag == "POS" for token in tokens[head + 1 : index])
    return possessed and tokens[index].tag in (*ADJECTIVE, *PARTICIPLE) and _noun_ahead(tokens, index + 1)


def _is_of_group(passage: Passage, index: int, head: int) -> bool:
    """True for "heavy" in "four ISIS heavy machine guns", "uncrewed" in "two Houthi uncrewed vessels"."""
    tokens = passage.tokens
    if index != head + 1 or tokens[head].tag != "NNP" or tokens[index].tag not in (*ADJECTIVE, *PARTICIPLE, "VBD"):
        return False
    named = any(m.end == tokens[head].end and (m.adjective or m.kind == "organisation") for m in passage.mentions)
    plural = any(token.tag == "NNS" for token in tokens[index + 1 : index + 4])
    return named and plural and _noun_ahead(tokens, index + 1)


def _joins_names(passage: Passage, index: int) -> bool:
    """True for the "and" of "US and Filipino troops": names on both sides, and what both describe after them."""
    tokens, names = passage.tokens, passage.mentions
    left = any(m.start <= tokens[index - 1].start < m.end for m in names)
    next_one = tokens[index + 1] if index + 1 < len(tokens) and tokens[index + 1].tag != "CD" else None
    right = next((m for m in names if next_one is not None and m.start == next_one.start), None)
    after = index_at(tokens, right.end) if left and right else len(tokens)
    return after < len(tokens) and tokens[after].tag in ("NN", "NNS") and tokens[after].text.islower()


def _short_of_plural(passage: Passage, start: int, index: int, head: int) -> bool:
    """True where more than one are counted and only their plural is still to come: "four world hot spots"."""
    tokens = passage.tokens
    if head < 0 or start == 0 or tokens[start - 1].tag != "CD" or tokens[index].tag not in ADJECTIVE:
        return False
    if tokens[start - 1].text.lower() in ("one", "1") or tokens[head].tag not in ("NN", "NNP", "NNPS"):
        return False
    while index < len(tokens) and tokens[index].tag in (*ADJECTIVE, "CC"):
        index += 1
    plural = index < len(tokens) and tokens[index].tag == "NNS" and tokens[index].text.islower()
    return plural and tokens[head].text.lower() not in tables.words("plural_nouns")


def _noun_ahead(tokens: Sequence[Token], index: int) -> bool:
    """True where only modifiers stand between here and a noun."""
    while index < len(tokens) and tokens[index].tag in (*ADJECTIVE, *PARTICIPLE, "HYPH", "RB", "CC"):
        index += 1
    return index < len(tokens) and tokens[index].tag in NOUN


def is_demonym(passage: Passage, token: Token) -> bool:
    """True for a demonym, which the tagger may call a noun."""
    return any(m.adjective and m.start <= token.start < m.end for m in passage.mentions)
