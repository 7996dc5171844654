"""Whose a figure is: the named owner of what is counted, or who was hit.

Each way to find the owner is one small named rule; the first rule with an opinion wins, and its name goes into the
figure's ``rule``.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from analystkit import tables
from analystkit.cardinals import any_of
from analystkit.entities import country_of
from analystkit.lexicon import lemma, singular
from analystkit.owners import (
    HELD,
    OWNERS,
    Owned,
    Rule,
    first_opinion,
    in_subject,
    is_beside_deed,
    is_force,
    is_made,
    is_of_nature,
    is_others,
    owners_of,
    possessives,
)
from analystkit.passages import Passage, index_at
from analystkit.records import Mention

__all__ = ["find_actor"]


LOOK_BACK = 400
"""How many characters before a toll the side of the fallen may be named: about two sentences."""


def find_actor(owned: Owned) -> tuple[tuple[str, ...], str]:
    """Return the owners of what is counted, canonical names, and the rule that found them."""
    return first_opinion(owned, RULES)


# -- rules, nearest first


def modifier(owned: Owned) -> tuple[str, ...]:
    """Read the words of the phrase itself: "20 Russian warships", "2,000 foreign troops"."""
    passage, phrase = owned.passage, owned.phrase
    tokens = passage.tokens[phrase.first : phrase.end]
    inside = [m for m in passage.mentions if tokens and tokens[0].start <= m.start < tokens[-1].end]
    if any(owned.text.endswith(("non-", "Non-"), 0, m.start) for m in inside):
        return ("foreign",)
    if owned.kind == "age":
        inside = [m for m in inside if m.adjective]  # "the 63-year-old UN chief" is not the UN's
    if owned.kind == "organisation" and owned.phrase.noun.unit in tables.words("nation_nouns") | {"member"}:
        return ()  # NATO does not own "18 NATO members"
    names = owners_of(m for m in inside if not _is_currency(owned, m) and not is_made(owned.text, m))
    foreign = any(token.text.lower() in tables.words("foreign_words") for token in tokens)
    return names or (("foreign",) if foreign else ())


def _is_currency(owned: Owned, mention: Mention) -> bool:
    """True for the country of "289 U.S. dollars", which names money and no owner."""
    after = index_at(owned.passage.tokens, mention.end)
    words = owned.passage.tokens[after : after + 1]
    return bool(words) and words[0].text.lower() in _currency_words()


@cache
def _currency_words() -> frozenset[str]:
    written = (words.split(";") for words in tables.column("currencies", "words"))
    return frozenset(word.split()[-1].lower() for words in written for word in words if word)


def possessive(owned: Owned) -> tuple[str, ...]:
    """Read an owner before the number: "Iraq's 12 bases"."""
    tokens, at = owned.passage.tokens, owned.phrase.first - 1
    while at >= 0 and tokens[at].tag in ("JJ", "JJR", "JJS", "RB", "RBR", "IN", "NN") and owned.phrase.first - at < 4:
        at -= 1
    if at < 0 or tokens[at].tag != "POS":
        return ()
    ends = (tokens[at].start, tokens[at].end)
    return owners_of(mention for mention in owned.passage.mentions if mention.end in ends)


def service(owned: Owned) -> tuple[str, ...]:
    """Read "6,200 Sailors", "23 Marines": the American services write their own people with a capital."""
    last = owned.phrase.words[-1] if owned.phrase.words else ""
    if not last[:1].isupper() or owned.passage.text.istitle():
        return ()
    known = tables.mapping("services", "form", "service").get(singular(last), "")
    return (known,) if known else ()


def gapped(owned: Owned) -> tuple[str, ...]:
    """Read "Poland promised 14 tanks and Norway eight": whose name stands right before the number, without a verb."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    if first < 2 or owned.phrase.rule not in ("noun_before", "noun_of_last_figure"):
        return ()
    before = [m for m in owned.passage.mentions if m.end == tokens[first - 1].end and not m.adjective]
    joined = [m for m in before if tokens[index_at(tokens, m.start) - 1].tag in ("CC", ",")]
    return owners_of(joined)


def complement(owned: Owned) -> tuple[str, ...]:
    """Read "of the Rwandan army", "from France"; "2,000 from Germany to Romania" are not Germany's."""
    tokens, end = owned.passage.tokens, owned.phrase.end
    if end >= len(tokens) or tokens[end].text.lower() not in ("of", "from", "belonging"):
        return ()
    if owned.kind in tables.words("natural_kinds"):
        return ()  # "12 kilometres from Taiwan"
    window = tokens[end + 1 : end + 6]
    stop = next((at for at, token in enumerate(window) if token.tag[:2] in ("VB", ",", "WD", "CD")), len(window))
    inside = window[:stop]
    leaving = owned.governor is not None and owned.governor.action in tables.words("leaving_verbs")
    if tokens[end].text.lower() == "from" and (leaving or any(token.text.lower() == "to" for token in inside)):
        return ()
    near = [m for m in owned.passage.mentions if inside and inside[0].start <= m.start < inside[-1].end]
    joined = near[:1] + [m for before, m in pairwise(near[:2]) if _is_joined(owned.text, before, m)]
    return owners_of(joined)


def _is_joined(text: str, first: Mention, second: Mention) -> bool:
    """True for "of Kenya and Uganda", not for "of al-Qaeda in Yemen"."""
    return text[first.end : second.start].strip(", ") in ("", "and", "or", "and the", "’s", "'s")


def holder(owned: Owned) -> tuple[str, ...]:
    """Read who holds it: "30% of the territory that the rebels' ally Iran once controlled", "the ships Russia has"."""
    tokens, end = owned.passage.tokens, owned.phrase.end
    if owned.kind in tables.words("hit_kinds") | tables.words("natural_kinds"):
        return ()  # "195 people held by Boko Haram", "18 miles off as they have come"
    if end + 1 < len(tokens) and tokens[end + 1].text.lower() == "by" and tokens[end].tag in ("VBN", "VBD"):
        near = (m for m in owned.passage.mentions if m.start in (token.start for token in tokens[end + 2 : end + 4]))
        return owners_of(near) if lemma(tokens[end].text) in tables.words("holding_verbs") else ()
    for at in range(end + 1, min(len(tokens), end + HOLDER_REACH)):
        if tokens[at].tag in BARRIER or tokens[at].text in (",", ";", ":"):
            return ()
        if tokens[at].tag in ("VBD", "VBZ", "VBP") and lemma(tokens[at].text) in tables.words("holding_verbs"):
            helps = at + 1 < len(tokens) and tokens[at + 1].tag in ("VBN", "RB")  # "have mutilated"
            return () if helps else _holding(owned, at)
    return ()


HOLDER_REACH = 14
"""How many tokens after a counted phrase the verb of its holder may stand."""

BARRIER = ("MD", "VBG", "VBN", "CC")


def _holding(owned: Owned, verb: int) -> tuple[str, ...]:
    tokens = owned.passage.tokens
    before = verb - 1
    while before > owned.phrase.end and tokens[before].tag == "RB":
        before -= 1
    subject = tokens[before]
    if subject.text.lower() in PRONOUNS:
        named = [m for m in owned.passage.mentions if m.kind in OWNERS and not m.adjective and m.end <= owned.at]
        return owners_of(named[-1:])
    return owners_of(m for m in owned.passage.mentions if m.start <= subject.start < m.end)


PRONOUNS = ("it", "they", "he", "she")


def destination(owned: Owned) -> tuple[str, ...]:
    """Read the forces that something is bought or built for: "260 vehicles for the Canadian armed forces"."""
    tokens, end = owned.passage.tokens, owned.phrase.end
    if end >= len(tokens) or tokens[end].text.lower() != "for":
        return ()
    window = tokens[end + 1 : end + 5]
    forces = any(token.text.lower() in tables.words("forces_words") for token in window)
    near = [m for m in owned.passage.mentions if window and window[0].start <= m.start <= window[-1].start]
    return owners_of(near[:1]) if forces else ()


def its_own(owned: Owned) -> tuple[str, ...]:
    """Read "its" and "their" as the first owner of the sentence: "Peru secured the release of 144 of its soldiers"."""
    if possessives(owned) not in (["its"], ["their"]):
        return ()
    named = [m for m in owned.passage.mentions if m.kind in OWNERS and m.end <= owned.at and not m.adjective]
    direct = [m for m in named if not _after_preposition(owned.passage, m, owned.passage.start)]
    joined = next((at for at, pair in enumerate(pairwise(direct), 1) if not _is_joined(owned.text, *pair)), len(direct))
    return owners_of(direct[: joined if possessives(owned) == ["their"] else 1])


def predicate(owned: Owned) -> tuple[str, ...]:
    """Read "the FARC is a rebel group with about 12,000 members" as those of the FARC."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    before = [token.text.lower() for token in tokens[max(0, first - 4) : first]]
    if (owned.governor is not None and owned.governor.action) or "with" not in before:
        return ()
    verbs = [at for at in range(first) if tokens[at].tag in ("VBZ", "VBD", "VBP", "MD")]
    if len(verbs) != 1 or lemma(tokens[verbs[0]].text) != "be" or verbs[0] == 0:
        return ()
    end = tokens[verbs[0] - 1].end
    return owners_of(m for m in owned.passage.mentions if m.end == end)


def topic(owned: Owned) -> tuple[str, ...]:
    """Read "For the UK, defence spending was 2.3%"."""
    opening = re.match(r"(?:For|In the case of|As for) (?:the )?", owned.passage.text)
    if opening is None:
        return ()
    start = owned.passage.start + opening.end()
    after = (m for m in owned.passage.mentions if m.start == start)
    return owners_of(m for m in after if owned.text[m.end : m.end + 1] == ",")


def the_country(owned: Owned) -> tuple[str, ...]:
    """Read "the country's 241 million users", "half of the nation's farms" as those of the country named last."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    words = [token.text.lower() for token in tokens[max(0, first - 2) : owned.phrase.end]]
    if not any(pair in NATIONS for pair in pairwise(words)):
        return ()
    before = [m for m in owned.mentions if m.kind == "country" and m.end <= owned.at]
    return owners_of(before[-1:])


NATIONS = {(word, mark) for word in ("country", "nation") for mark in ("'s", "’s")}


def occupier(owned: Owned) -> tuple[str, ...]:
    """Read who holds land as its owner: "the group held 40 per cent of Iraqi territory"."""
    governor = owned.governor
    if governor is None or governor.passive or governor.relation == "subject":
        return ()
    land = owned.kind in ("percent", "area", "facility") and governor.action in tables.words("occupying_verbs")
    return owners_of(_direct(owned)) if land else ()


def payer(owned: Owned) -> tuple[str, ...]:
    """Read "the tour has cost the Navy $38 million" as the Navy's money."""
    if owned.governor is None or owned.governor.action != "cost" or owned.kind not in ("money", "rate"):
        return ()
    start = owned.passage.tokens[owned.governor.at].end
    return owners_of(m for m in owned.passage.mentions if start < m.start < owned.at)


def sufferer(owned: Owned) -> tuple[str, ...]:
    """Read who suffers a loss as who was hit: "Russia lost 300 soldiers", "while suffering heavy casualties"."""
    governor = owned.governor
    if owned.kind not in tables.words("hit_kinds") | tables.words("forces_kinds"):
        return ()
    if governor is None or governor.passive or governor.action not in tables.words("suffering_verbs"):
        return ()
    return owners_of(_direct(owned)) if governor.relation != "subject" else ()


def held(owned: Owned) -> tuple[str, ...]:
    """Read what is taken or destroyed as that of who held it: "liberated dozens of villages and ISIL-held land"."""
    if owned.governor is None or owned.governor.action not in tables.words("adverse_verbs") | {"fire", "launch"}:
        return ()
    return owners_of(m for m in owned.passage.mentions if owned.text.startswith(HELD, m.end))[:1]


def comrades(owned: Owned) -> tuple[str, ...]:
    """Read the side of the fallen from the forces named last: "struck Ukrainian positions, killing 20 soldiers"."""
    if owned.kind not in ("killed", "wounded", "captured") or owned.phrase.noun.kind != "personnel":
        return ()
    near = [mention for mention in owned.mentions if owned.at - LOOK_BACK <= mention.start < owned.at]
    sides = [_side(owned.text, mention) for mention in reversed(near)]
    return next(((side,) for side in sides if side), ())


def _side(text: str, mention: Mention) -> str:
    """Return the country whose forces a mention names: "Syrian army post", "US Navy"."""
    if mention.kind == "organisation":
        return country_of(mention.name) if is_force(mention) else ""
    forces = mention.kind == "country" and _forces_after().match(text, mention.end)
    return mention.name if forces else ""


@cache
def _forces_after() -> re.Pattern[str]:
    return re.compile(rf" (?:[\w-]+ )?{any_of(tables.words('side_words'))}\b")


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
    if governor is None or not governor.passive or is_others(governor, owned.kind):
        return ()
    after = owned.passage.tokens[governor.at + 1 : governor.at + 8]
    by = next((token for token in after if token.text.lower() == "by"), None)
    return owners_of(m for m in owned.passage.mentions if by and by.end < m.start < by.end + 24)


def subject(owned: Owned) -> tuple[str, ...]:
    """Read the subject of the verb that has the phrase as its object: "Cuba has shipped 1,500 advisers"."""
    governor = owned.governor
    if governor is None or governor.passive or governor.relation == "subject" or is_others(governor, owned.kind):
        return ()
    if governor.action == "cost" or _is_polled(owned):
        return ()  # a tour that cost $38 million did not pay it
    if _is_worth(owned) or is_of_nature(owned) or is_beside_deed(owned):
        return ()
    if owned.kind == "duration" and not owned.phrase.words and governor.action not in tables.words("spending_verbs"):
        return ()  # who "marks 100 years" does not have them
    if owned.subject is None:
        return ()
    direct = _direct(owned)
    found = owners_of(direct) or _capital(direct) or _pronoun(owned, owned.subject)
    return found or (_of_economy(owned, owned.subject) if owned.kind in ("money", "percent", "rate") else ())


def _direct(owned: Owned) -> list[Mention]:
    """Return the names in the subject that no preposition makes a place."""
    start = owned.subject[0] if owned.subject else 0
    return [m for m in in_subject(owned) if not _after_preposition(owned.passage, m, start)]


def _is_polled(owned: Owned) -> bool:
    """True for "a CNN poll has her at 39 percent", which is nobody's of CNN."""
    start, end = owned.subject or (0, 0)
    words = (token.text.lower() for token in owned.passage.tokens if start <= token.start < end)
    return owned.kind == "percent" and not tables.words("listing_nouns").isdisjoint(words)


def _is_worth(owned: Owned) -> bool:
    """True for "goods worth nearly $28 million": the money is the price of the goods."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    return any(token.text.lower() in ("worth", "valued") for token in tokens[max(0, first - 3) : first])


def _of_economy(owned: Owned, span: tuple[int, int]) -> tuple[str, ...]:
    """Read "Karo Foods earned $3m" as the earner's though nobody knows it, "inflation in Turkey" as Turkey's."""
    inside = in_subject(owned)
    earner = [m.name for m in inside if m.kind == "other" and m.start - span[0] <= len("The ") and not m.adjective]
    located = [m for m in inside if m.kind == "country" and owned.text.endswith(IN_COUNTRY, 0, m.start)]
    return owners_of(located) if len(located) == 1 else tuple(earner[:1])


IN_COUNTRY = (" in ", " of ", " in the ", " of the ")


@cache
def _capitals() -> frozenset[str]:
    rows = tables.rows("countries")
    return frozenset(name.strip() for row in rows for name in row["capitals"].split(";"))


def _capital(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Read a capital that does something as its state: "Moscow has 30 ships there"."""
    capitals = [m.name for m in mentions if m.kind == "place" and m.name in _capitals()]
    return tuple(country_of(name) for name in capitals[:1] if country_of(name))


def _after_preposition(passage: Passage, mention: Mention, start: int) -> bool:
    """True for the country of "the city of Homs in Syria", only a place, and the wire of "KYIV (Reuters) - Russia"."""
    before = [token for token in passage.tokens if start <= token.start < mention.start][-2:]
    return any(token.tag in ("IN", "TO", "-LRB-") for token in before)


def _pronoun(owned: Owned, span: tuple[int, int]) -> tuple[str, ...]:
    """Read "it" and "they" as the owner named last before them in the sentence."""
    words = {token.text.lower() for token in owned.passage.tokens if span[0] <= token.start < span[1]}
    named = [m for m in owned.passage.mentions if m.end <= span[0] and m.kind in OWNERS]
    return owners_of(named[-1:]) if words & {"it", "they", "he", "she"} else ()


RULES: tuple[Rule, ...] = (
    occupier,
    payer,
    modifier,
    possessive,
    gapped,
    its_own,
    complement,
    service,
    destination,
    holder,
    predicate,
    topic,
    the_country,
    sufferer,
    held,
    comrades,
    reporter,
    agent,
    subject,
)
"""Nearest first: in "Russia destroyed two Ukrainian tanks" the tanks are Ukraine's."""
