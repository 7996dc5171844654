"""Whose a figure is: the named owner of what is counted, or who was hit.

Each way to find the owner is one small named rule; the first rule with an opinion wins, and its name goes into the
figure's ``rule``.
"""

import re
from functools import cache
from itertools import pairwise

from analystkit import tables
from analystkit.appositions import apposition, gapped, group, of_them, predicate, shared, voted
from analystkit.clauses import VERB
from analystkit.doers import (
    after_preposition,
    agent,
    asked,
    beside,
    capital_state,
    fined,
    occupier,
    output,
    packaged,
    payer,
    raised,
    rated,
    seller,
    subject,
    subject_phrase,
    sufferer,
)
from analystkit.lexicon import lemma, singular
from analystkit.opponents import attacked, comrades
from analystkit.owners import (
    HELD,
    OWNERS,
    Owned,
    Rule,
    aside_prepositions,
    describes,
    first_opinion,
    in_subject,
    is_aside,
    is_made,
    owners_of,
    possessives,
    unknown_owner,
)
from analystkit.passages import index_at
from analystkit.records import Mention

__all__ = ["find_actor"]


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
    inside = [m for m in inside if not is_aside(owned, m)]  # "three hours in Benin"
    inside = [m for m in inside if not _is_currency(owned, m) and not is_made(owned.text, m)]
    names = owners_of(inside) or tuple(m.name for m in inside if m.kind == "place" and m.adjective)[:1]
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
    return frozenset(word.split()[-1].lower() for words in written for word in words if word) | {"cent", "cents"}


def possessive(owned: Owned) -> tuple[str, ...]:
    """Read an owner before the number: "Iraq's 12 bases"."""
    tokens, at = owned.passage.tokens, owned.phrase.first - 1
    while at >= 0 and tokens[at].tag in ("JJ", "JJR", "JJS", "RB", "RBR", "IN", "NN") and owned.phrase.first - at < 4:
        at -= 1
    if at > 0 and tokens[at].text.lower() == "whose":
        ends = (tokens[at - 1].start, tokens[at - 1].end)  # "the union, whose 15,000 members"
        return owners_of(mention for mention in owned.passage.mentions if mention.end in ends)
    if at < 0 or tokens[at].tag != "POS":
        return ()
    ends = (tokens[at].start, tokens[at].end)
    beside = [mention for mention in owned.passage.mentions if mention.end in ends]
    return owners_of(beside) or (unknown_owner(beside) if owned.kind in tables.words("business_kinds") else ())


def level(owned: Owned) -> tuple[str, ...]:
    """Read "the number of Russian dead rose to 300", "Lebanon's deaths stand at 479"."""
    if owned.phrase.rule not in ("number_of", "strength"):
        return ()
    marks = ("'s", "’s")
    inside = [m for m in in_subject(owned) if m.adjective or owned.text.startswith(marks, m.end)]
    inside = inside or [m for m in in_subject(owned) if owned.text.endswith("opulation of ", 0, m.start)]
    return owners_of(inside)


def service(owned: Owned) -> tuple[str, ...]:
    """Read "6,200 Sailors", "23 Marines": the American services write their own people with a capital.

    Beside the National Guard of a state they are that state's.
    """
    last = owned.phrase.words[-1] if owned.phrase.words else ""
    if not last[:1].isupper() or owned.passage.text.istitle():
        return ()
    known = tables.mapping("services", "form", "service").get(singular(last), "")
    if not known:
        return ()
    guards = [m.name for m in owned.mentions if m.name.endswith(" National Guard") and m.start < owned.at]
    return tuple(dict.fromkeys(guards))[-1:] or (known,)


def complement(owned: Owned) -> tuple[str, ...]:
    """Read "of the Rwandan army", "from France"; "2,000 from Germany to Romania" are not Germany's."""
    tokens, end = owned.passage.tokens, owned.phrase.end
    if end >= len(tokens) or tokens[end].text.lower() not in ("of", "from", "belonging", *_at_body(owned)):
        return ()
    if owned.kind in tables.words("natural_kinds"):
        return ()  # "12 kilometres from Taiwan"
    window = tokens[end + 1 : end + 6]
    glued = [token.tag == "HYPH" for token in tokens[end : end + 5]]  # "of the NATO-led force ISAF"
    ends = (at for at, token in enumerate(window) if token.tag[:2] in ("VB", ",", "WD", "CD") and not glued[at])
    stop = next(ends, len(window))
    inside = window[:stop]
    leaving = owned.governor is not None and owned.governor.action in tables.words("leaving_verbs")
    leaving = leaving or _fires(owned)
    if tokens[end].text.lower() == "from" and (leaving or any(token.text.lower() == "to" for token in inside)):
        return ()
    after = [m for m in owned.passage.mentions if inside and inside[0].start <= m.start]
    if len(after) > 1 and is_made(owned.text, after[0]) and after[1].kind == "organisation":
        del after[0]
    if not after or after[0].start >= inside[-1].end:
        return ()
    if any(token.text.lower() in aside_prepositions() for token in inside if token.end < after[0].start):
        return ()  # "2 million doses of the vaccine to Ukraine"
    if after[0].kind == "place":  # "tanks from Berlin"; "transports from Ramstein Air Base, Germany"
        got = owned.governor is not None and owned.governor.action in tables.words("receiving_verbs")
        return capital_state(after[:1]) if got else ()
    joined = _joined(owned.text, after)
    return owners_of(joined, owned.text) or (
        unknown_owner(joined) if owned.phrase.noun.unit in tables.words("staff_nouns") else ()
    )


def _fires(owned: Owned) -> bool:
    """True for "Hezbollah fired 40 rockets from Lebanon": whose they are stands before."""
    governor = owned.governor
    fires = governor is not None and governor.relation == "object" and not governor.passive
    return fires and owned.kind == "munition" and bool(owners_of(in_subject(owned)))


def _at_body(owned: Owned) -> tuple[str, ...]:
    """Return the prepositions between staff and their body alone: "two employees for BC Hydro"."""
    return ("at", "for", "with") if owned.phrase.noun.unit in tables.words("staff_nouns") else ()


def _joined(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions that nothing parts from the first: "of American, French and British warships"."""
    apart = (at for at, pair in enumerate(pairwise(mentions), 1) if not _is_joined(text, *pair))
    return mentions[: next(apart, len(mentions))]


def _is_joined(text: str, first: Mention, second: Mention) -> bool:
    """True for "of Kenya and Uganda", not for "of al-Qaeda in Yemen"."""
    if describes(text, first, second):
        return True
    return text[first.end : second.start].strip(", ") in ("", "and", "or", "the", "and the", "’s", "'s")


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
    direct = [m for m in named if not after_preposition(owned.passage, m, owned.passage.start)]
    if possessives(owned) == ["their"]:
        return owners_of(_joined(owned.text, direct))
    acting = [m for m in direct if _acts(owned, m)]
    return owners_of(acting)[-1:] or owners_of(direct)[:1]


def _acts(owned: Owned, mention: Mention) -> bool:
    """True for the NASA of "all that NASA asked for in its budget": a verb stands right after the name."""
    after = index_at(owned.passage.tokens, mention.end)
    return any(token.tag in (*VERB, "MD") for token in owned.passage.tokens[after : after + 1])


def topic(owned: Owned) -> tuple[str, ...]:
    """Read "For the UK, defence spending was 2.3%"."""
    opening = TOPIC.match(owned.passage.text)
    if opening is None:
        return ()
    start = owned.passage.start + opening.end()
    after = (m for m in owned.passage.mentions if m.start == start)
    return owners_of(m for m in after if owned.text[m.end : m.end + 1] == ",")


TOPIC = re.compile(r"(?:For|In the case of|As for) (?:the )?")


def the_bodys(owned: Owned) -> tuple[str, ...]:
    """Read "the country's 241 million users", "half of the airline's staff" as those of the body named last."""
    if owned.kind in tables.words("natural_kinds"):
        return ()  # "a two-week test of the country's defences"
    tokens, first = owned.passage.tokens, owned.phrase.first
    near = range(max(2, first - 2), min(len(tokens), owned.phrase.end + OF_THE_BODY))
    marks = [at for at in near if tokens[at].tag == "POS" and tokens[at - 2].text.lower() in ("the", "this")]
    bodies = tables.mapping("bodies", "noun", "stands_for")
    at, kind = next(((at - 2, bodies.get(tokens[at - 1].text.lower(), "")) for at in marks), (0, ""))
    before = [m for m in (*owned.headline, *owned.mentions) if kind and m.kind == kind and m.end <= tokens[at].start]
    return owners_of([m for m in before if not is_aside(owned, m)][-1:])


OF_THE_BODY = 4
"""How many tokens after a share "of the airline's" may end."""


def held(owned: Owned) -> tuple[str, ...]:
    """Read what is taken or destroyed as that of who held it: "liberated dozens of villages and ISIL-held land"."""
    if owned.governor is None or owned.governor.action not in tables.words("adverse_verbs") | {"fire", "launch"}:
        return ()
    return owners_of(m for m in owned.passage.mentions if owned.text.startswith(HELD, m.end))[:1]


def reporter(owned: Owned) -> tuple[str, ...]:
    """Read money, shares and tonnes in a company's own report as the company's, where the sentence names nobody."""
    others = (m for m in owned.passage.mentions if m.kind in OWNERS and not m.adjective)
    named = any(not m.name.startswith(owned.reporter) for m in others)
    if not owned.reporter or named or owned.kind not in tables.words("business_kinds"):
        return ()
    return (owned.reporter,)


RULES: tuple[Rule, ...] = (
    occupier,
    payer,
    fined,
    modifier,
    group,
    of_them,
    possessive,
    shared,
    voted,
    gapped,
    rated,
    beside,
    asked,
    seller,
    its_own,
    complement,
    level,
    service,
    destination,
    holder,
    predicate,
    apposition,
    topic,
    the_bodys,
    sufferer,
    held,
    comrades,
    attacked,
    reporter,
    agent,
    subject,
    output,
    packaged,
    subject_phrase,
    raised,
)
"""Nearest first: in "Russia destroyed two Ukrainian tanks" the tanks are Ukraine's."""
