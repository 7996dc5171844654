"""Whose a figure is: the named owner of what is counted, or who was hit.

Each way to find the owner is one small named rule; the first rule with an opinion wins, and its name goes into the
figure's ``rule``.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from analystkit import tables
from analystkit.cardinals import any_of
from analystkit.clauses import Governor, subject_span
from analystkit.entities import country_of
from analystkit.lexicon import harm_of
from analystkit.passages import Passage
from analystkit.phrases import Phrase
from analystkit.records import Mention

__all__ = ["Owned", "find_actor"]

OWNERS = ("country", "organisation")

LOOK_BACK = 400
"""How many characters before a toll the side of the fallen may be named: about two sentences."""


class Owned(NamedTuple):
    """A counted phrase with what may say whose it is."""

    text: str
    passage: Passage
    phrase: Phrase
    governor: Governor | None
    kind: str
    mentions: Sequence[Mention]
    """All names of the article."""
    reporter: str
    """The organisation whose own report the article is: "RTX Reports Q3 Results"."""


def find_actor(owned: Owned) -> tuple[tuple[str, ...], str]:
    """Return the owners of what is counted, canonical names, and the rule that found them."""
    for rule in RULES:
        owners = rule(owned)
        if owners:
            return owners, f"actor_{rule.__name__}"
    return (), ""


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_owner(mention) for mention in mentions if mention.kind in OWNERS))


def _owner(mention: Mention) -> str:
    """Return the owner a mention stands for: a ministry or a seat of government speaks for its country."""
    country = country_of(mention.name)
    governs = country and any(word in mention.name for word in tables.words("government_words"))
    return country if governs else mention.name


# -- rules, nearest first


def modifier(owned: Owned) -> tuple[str, ...]:
    """Read the words of the phrase itself: "20 Russian warships", "2,000 foreign troops"."""
    passage, phrase = owned.passage, owned.phrase
    tokens = passage.tokens[phrase.first : phrase.end]
    names = _names(m for m in passage.mentions if tokens and tokens[0].start <= m.start < tokens[-1].end)
    foreign = any(token.text.lower() in tables.words("foreign_words") for token in tokens)
    return names or (("foreign",) if foreign else ())


def possessive(owned: Owned) -> tuple[str, ...]:
    """Read an owner before the number: "Iraq's 12 bases"."""
    tokens, at = owned.passage.tokens, owned.phrase.first - 1
    while at >= 0 and tokens[at].tag in ("JJ", "JJR", "JJS", "RB", "RBR", "IN", "NN") and owned.phrase.first - at < 4:
        at -= 1
    if at < 0 or tokens[at].tag != "POS":
        return ()
    ends = (tokens[at].start, tokens[at].end)
    return _names(mention for mention in owned.passage.mentions if mention.end in ends)


def complement(owned: Owned) -> tuple[str, ...]:
    """Read "of the Rwandan army", "from France"; "2,000 from Germany to Romania" are not Germany's."""
    tokens, end = owned.passage.tokens, owned.phrase.end
    if end >= len(tokens) or tokens[end].text.lower() not in ("of", "from", "belonging"):
        return ()
    window = tokens[end + 1 : end + 6]
    stop = next((at for at, token in enumerate(window) if token.tag[:2] in ("VB", ",", "WD", "CD")), len(window))
    inside = window[:stop]
    leaving = owned.governor is not None and owned.governor.action in tables.words("leaving_verbs")
    if tokens[end].text.lower() == "from" and (leaving or any(token.text.lower() == "to" for token in inside)):
        return ()
    near = [m for m in owned.passage.mentions if inside and inside[0].start <= m.start < inside[-1].end]
    return _names(near[:2])


def topic(owned: Owned) -> tuple[str, ...]:
    """Read "For the UK, defence spending was 2.3%"."""
    opening = re.match(r"(?:For|In the case of|As for) (?:the )?", owned.passage.text)
    if opening is None:
        return ()
    start = owned.passage.start + opening.end()
    after = (m for m in owned.passage.mentions if m.start == start)
    return _names(m for m in after if owned.text[m.end : m.end + 1] == ",")


def the_country(owned: Owned) -> tuple[str, ...]:
    """Read "the country's 241 million users" as the country named last."""
    tokens, at = owned.passage.tokens, owned.phrase.first
    words = [token.text.lower() for token in tokens[max(0, at - 2) : at]]
    if len(words) < 2 or words[0] not in ("country", "nation") or words[1] not in ("'s", "’s"):
        return ()
    before = [m for m in owned.mentions if m.kind == "country" and m.end <= tokens[at].start]
    return _names(before[-1:])


def comrades(owned: Owned) -> tuple[str, ...]:
    """Read the side of the fallen from the forces named last: "struck Ukrainian positions, killing 20 soldiers"."""
    if owned.kind not in ("killed", "wounded", "captured") or owned.phrase.noun.kind != "personnel":
        return ()
    at = owned.passage.tokens[owned.phrase.first].start
    near = [mention for mention in owned.mentions if at - LOOK_BACK <= mention.start < at]
    sides = [_side(owned.text, mention) for mention in reversed(near)]
    return next(((side,) for side in sides if side), ())


def _side(text: str, mention: Mention) -> str:
    """Return the country whose forces a mention names: "Syrian army post", "US Navy"."""
    if mention.kind == "organisation":
        return country_of(mention.name)
    forces = mention.kind == "country" and _forces_after().match(text, mention.end)
    return mention.name if forces else ""


@cache
def _forces_after() -> re.Pattern[str]:
    return re.compile(rf" (?:\w+ )?{any_of(tables.words('side_words'))}\b")


def reporter(owned: Owned) -> tuple[str, ...]:
    """Read money and shares in a company's own report as the company's, where the sentence names nobody."""
    others = (m for m in owned.passage.mentions if m.kind in OWNERS and not m.adjective)
    named = any(not m.name.startswith(owned.reporter) for m in others)
    if not owned.reporter or named or owned.kind not in ("money", "percent", "rate"):
        return ()
    return (owned.reporter,)


def agent(owned: Owned) -> tuple[str, ...]:
    """Read "by Iran" after a passive verb of ownership: "12 missiles were launched by Iran"."""
    governor = owned.governor
    if governor is None or not governor.passive or _is_others(governor, owned.kind):
        return ()
    after = owned.passage.tokens[governor.at + 1 : governor.at + 8]
    by = next((token for token in after if token.text.lower() == "by"), None)
    return _names(m for m in owned.passage.mentions if by and by.end < m.start < by.end + 24)


def subject(owned: Owned) -> tuple[str, ...]:
    """Read the subject of the verb that has the phrase as its object: "Cuba has shipped 1,500 advisers"."""
    governor = owned.governor
    if governor is None or governor.passive or governor.relation == "subject" or _is_others(governor, owned.kind):
        return ()
    span = subject_span(owned.passage, governor)
    if span is None:
        return ()
    inside = [m for m in owned.passage.mentions if span[0] <= m.start < span[1]]
    direct = [m for m in inside if not _after_preposition(owned.passage, m, span[0])]
    return _names(direct) or _capital(direct) or _pronoun(owned, span)


@cache
def _capitals() -> frozenset[str]:
    rows = tables.rows("countries")
    return frozenset(name.strip() for row in rows for name in row["capitals"].split(";"))


def _capital(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Read a capital that does something as its state: "Moscow has 30 ships there"."""
    capitals = [m.name for m in mentions if m.kind == "place" and m.name in _capitals()]
    return tuple(country_of(name) for name in capitals[:1] if country_of(name))


def _is_others(governor: Governor, kind: str) -> bool:
    """True where what the verb is done to is somebody else's: the destroyer of a tank is not its owner."""
    if kind in tables.words("hit_kinds") or governor.action in tables.words("stating_verbs"):
        return True
    if kind in tables.words("own_kinds"):
        return governor.action in tables.words("speech_verbs")
    return governor.action in tables.words("adverse_verbs") or bool(harm_of(governor.action))


def _after_preposition(passage: Passage, mention: Mention, start: int) -> bool:
    """True for the country in "the city of Homs in Syria": no owner, only a place."""
    before = [token for token in passage.tokens if start <= token.start < mention.start][-2:]
    return any(token.tag in ("IN", "TO") for token in before)


def _pronoun(owned: Owned, span: tuple[int, int]) -> tuple[str, ...]:
    """Read "it" and "they" as the owner named last before them in the sentence."""
    words = {token.text.lower() for token in owned.passage.tokens if span[0] <= token.start < span[1]}
    named = [m for m in owned.passage.mentions if m.end <= span[0] and m.kind in OWNERS]
    return _names(named[-1:]) if words & {"it", "they", "he", "she"} else ()


RULES: tuple[Callable[[Owned], tuple[str, ...]], ...] = (
    modifier,
    possessive,
    complement,
    topic,
    the_country,
    comrades,
    reporter,
    agent,
    subject,
)
"""Nearest first: in "Russia destroyed two Ukrainian tanks" the tanks are Ukraine's."""
