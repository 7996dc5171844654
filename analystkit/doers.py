"""Whose a figure is by who does, suffers or pays what its verb tells: "Cuba has shipped 1,500 advisers".

Each way is one small named rule of ``actors``.
"""

from collections.abc import Sequence

from analystkit import tables
from analystkit.clauses import FINITE, VERB, Governor
from analystkit.entities import country_of
from analystkit.lexicon import lemma, singular
from analystkit.owners import (
    OWNERS,
    Owned,
    agents,
    in_subject,
    is_aside,
    is_beside_deed,
    is_made,
    is_of_nature,
    is_others,
    owners_of,
    subject_tokens,
)
from analystkit.passages import ADJECTIVE, NOUN, Passage, index_at
from analystkit.records import Mention, Token
from analystkit.scenes import capital_names
from analystkit.subject_spans import subject_span
from analystkit.subjects import subject_of

__all__ = [
    "after_preposition",
    "agent",
    "asked",
    "beside",
    "capital_state",
    "fined",
    "occupier",
    "payer",
    "raised",
    "rated",
    "seller",
    "subject",
    "subject_phrase",
    "sufferer",
]


def rated(owned: Owned) -> tuple[str, ...]:
    """Read "puts Reform UK on 29%", "left the bank with 12 branches": whose name stands before the preposition."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    if first < 3 or tokens[first - 1].text.lower() not in ("on", "at", "with"):
        return ()
    named = [m for m in owned.passage.mentions if m.end == tokens[first - 2].end and not m.adjective]
    before = index_at(tokens, named[0].start) - 1 if named else 0
    while before > 0 and tokens[before].tag in ("DT", *ADJECTIVE):
        before -= 1
    return owners_of(named) if lemma(tokens[before].text) in tables.words("rating_verbs") else ()


def raised(owned: Owned) -> tuple[str, ...]:
    """Read "lifts US aid to $9.8 billion", "cut its forecast for Russia's exports by 2m tonnes": whose total it is."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    if first < 2 or tokens[first - 1].text.lower() not in ("to", "by", "at") or owned.kind == "duration":
        return ()
    near = range(first - 2, max(-1, first - RAISED_REACH), -1)
    verb = next((at for at in near if lemma(tokens[at].text) in tables.words("raising_verbs")), None)
    start = tokens[verb].end if verb is not None else owned.at
    totals = (m for m in owned.passage.mentions if start < m.start < owned.at and _has_total(tokens, m))
    return owners_of(totals)[:1]


RAISED_REACH = 18
"""How many tokens before its goal a verb of raising may stand."""


def _has_total(tokens: Sequence[Token], mention: Mention) -> bool:
    """True for the owner in "US military aid" and "for Russia's exports"; "tariffs on Chinese goods" are another's."""
    first, after = index_at(tokens, mention.start), index_at(tokens, mention.end)
    targeted = first > 0 and tokens[first - 1].tag == "IN" and tokens[first - 1].text.lower() not in ("for", "of")
    return not targeted and after < len(tokens) and tokens[after].tag in (*NOUN, *ADJECTIVE, "POS")


def beside(owned: Owned) -> tuple[str, ...]:
    """Read "gave Labour 33 percent and the Greens 9", "Spain, at 172": whose name stands right before a share."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    level = first > 2 and [token.text for token in tokens[first - 2 : first]] == [",", "at"]
    if first < 1 or not (level or owned.kind == "percent"):
        return ()
    last = tokens[first - 3 if level else first - 1]
    named = (m for m in owned.passage.mentions if m.end == last.end and not m.adjective)
    return owners_of(m for m in named if not after_preposition(owned.passage, m, owned.passage.start))


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


def fined(owned: Owned) -> tuple[str, ...]:
    """Read a fine as that of who has to pay it: "fined Karo Foods $3 million", "the airline was fined $500,000"."""
    governor = owned.governor
    if governor is None or owned.kind != "money" or governor.action not in tables.words("fining_verbs"):
        return ()
    start = owned.passage.tokens[governor.at].end
    whom = in_subject(owned) if governor.passive else [m for m in owned.passage.mentions if start < m.start < owned.at]
    return owners_of(m for m in whom if not m.adjective)


def asked(owned: Owned) -> tuple[str, ...]:
    """Read "Riyadh has asked Washington for 1,000 missiles" as those of who is asked."""
    governor, tokens = owned.governor, owned.passage.tokens
    if governor is None or governor.action not in ("ask", "request") or governor.passive:
        return ()
    link = next((t for t in tokens[governor.at + 1 : owned.phrase.first] if t.text.lower() in ("for", "from")), None)
    if link is None or link.text.lower() != "for":
        return ()
    whom = [m for m in owned.passage.mentions if tokens[governor.at].end < m.start < m.end < link.start]
    return owners_of(whom) or capital_state(whom)


def seller(owned: Owned) -> tuple[str, ...]:
    """Read "the State Department has cleared a sale of 300 missiles" as those of who lets them be sold."""
    governor, tokens = owned.governor, owned.passage.tokens
    if governor is None or governor.relation != "noun" or governor.action not in tables.words("giving_actions"):
        return ()
    before = (at for at in range(governor.at - 1, max(-1, governor.at - SALE_REACH), -1) if tokens[at].tag in VERB)
    verb = next(before, None)
    if verb is None or lemma(tokens[verb].text) not in tables.words("clearing_verbs"):
        return ()
    named = [m for m in in_subject(_object_of(owned, verb)) if not m.adjective]
    return owners_of(named) or capital_state(named)


SALE_REACH = 6
"""How many tokens before its object a verb may stand."""


def _object_of(owned: Owned, verb: int) -> Owned:
    """Return a figure as one that has the subject of an earlier verb: "cleared a sale of", "announced a package"."""
    governor = Governor(verb, lemma(owned.passage.tokens[verb].text), "object")
    return owned._replace(subject=subject_span(owned.passage, governor))


def sufferer(owned: Owned) -> tuple[str, ...]:
    """Read who suffers a loss as who was hit: "Russia lost 300 soldiers", "while suffering heavy casualties"."""
    governor = owned.governor
    if owned.kind not in tables.words("hit_kinds") | tables.words("forces_kinds"):
        return ()
    if governor is None or governor.passive or governor.action not in tables.words("suffering_verbs"):
        return ()
    return owners_of(_direct(owned)) if governor.relation != "subject" else ()


def agent(owned: Owned) -> tuple[str, ...]:
    """Read "by Iran" after a passive verb of ownership: "12 missiles were launched by Iran"."""
    governor = owned.governor
    if governor is None or not governor.passive or is_others(governor, owned.kind):
        return ()
    return owners_of(agents(owned), owned.text)


def subject(owned: Owned) -> tuple[str, ...]:
    """Read the subject of the verb that has the phrase as its object: "Cuba has shipped 1,500 advisers"."""
    governor = owned.governor
    if governor is None or governor.passive or governor.relation == "subject" or is_others(governor, owned.kind):
        return ()
    if governor.action == "cost" or _is_polled(owned):
        return ()  # a tour that cost $38 million did not pay it
    if _is_worth(owned) or is_of_nature(owned) or is_beside_deed(owned):
        return ()
    if owned.phrase.noun.unit in tables.words("nation_nouns"):
        return ()  # nobody owns the five nations of a trip
    if owned.kind == "duration" and not owned.phrase.words and governor.action not in tables.words("spending_verbs"):
        return ()  # who "marks 100 years" does not have them
    if owned.subject is None:
        return ()
    direct = _direct(owned)
    found = owners_of(direct, owned.text) or capital_state(direct) or _pronoun(owned, owned.subject[0])
    return found or (_of_economy(owned, owned.subject) if owned.kind in ("money", "percent", "rate") else ())


def output(owned: Owned) -> tuple[str, ...]:
    """Read "China's steel output hit 90 million tonnes", "Iran's stockpile grew to 120 kg" as whose they are."""
    if owned.kind not in ("mass", "volume", "energy", "area") or owned.governor is None or owned.governor.passive:
        return ()
    words = {singular(token.text.lower()) for token in subject_tokens(owned)}
    return () if words.isdisjoint(tables.words("output_nouns")) else owners_of(_direct(owned), owned.text)


def packaged(owned: Owned) -> tuple[str, ...]:
    """Read "the Pentagon announced a package for Kyiv that includes 18 howitzers" as those of who gives."""
    governor, tokens = owned.governor, owned.passage.tokens
    if governor is None or governor.passive or governor.action not in tables.words("including_verbs"):
        return ()
    reach = range(governor.at - 1, max(0, governor.at - PACKAGE_REACH), -1)
    package = next((at for at in reach if singular(tokens[at].text.lower()) in tables.words("aid_nouns")), None)
    if package is None:
        return ()
    before = range(package - 1, max(-1, package - PACKAGE_REACH), -1)
    verb = next((at for at in before if tokens[at].tag in FINITE), None)
    if verb is None or tokens[verb].tag == "MD":
        return ()
    given = _object_of(owned, verb)
    start = given.subject[0] if given.subject else 0
    return owners_of(m for m in in_subject(given) if not after_preposition(owned.passage, m, start))


PACKAGE_REACH = 12
"""How many tokens may stand between who gives, a package and what it includes."""


def subject_phrase(owned: Owned) -> tuple[str, ...]:
    """Read the noun phrase that is the subject where asides part it from its verb: "Mali, whose army fled, lost"."""
    governor = owned.governor
    if governor is None or owned.passage.tokens[governor.at].tag not in VERB:
        return ()
    if not any(m.start < owned.at and m.kind in (*OWNERS, "place") for m in owned.passage.mentions):
        return ()
    run = subject_of(owned.passage, governor.at)
    if run is None:
        return ()
    tokens = owned.passage.tokens
    owned = owned._replace(subject=(tokens[run[0]].start, tokens[run[1] - 1].end))
    return subject(owned) if owners_of(_direct(owned)) else ()


def _direct(owned: Owned) -> list[Mention]:
    """Return the names in the subject that no preposition makes a place, and no "-backed" a backer."""
    start = owned.subject[0] if owned.subject else 0
    named = (m for m in in_subject(owned) if not is_made(owned.text, m) and not _asks(owned, m))
    named = (m for m in named if not (m.start > start + len("the ") and is_aside(owned, m)))
    named = (m for m in named if not _is_of_its_place(owned, m))
    return [m for m in named if not after_preposition(owned.passage, m, start)]


def _is_of_its_place(owned: Owned, mention: Mention) -> bool:
    """True for the country of "officials in Mumbai, India, tore down 90 huts"."""
    before = (m for m in owned.passage.mentions if m.end + len(", ") == mention.start and m.kind == "place")
    return any(country_of(m.name) == mention.name for m in before)


def _asks(owned: Owned, mention: Mention) -> bool:
    """True for the asker of "those who answered a Military Times poll"."""
    after = index_at(owned.passage.tokens, mention.end)
    return any(t.text.lower() in tables.words("listing_nouns") for t in owned.passage.tokens[after : after + 1])


def _is_polled(owned: Owned) -> bool:
    """True for "a CNN poll has her at 39 percent", which is nobody's of CNN."""
    words = (token.text.lower() for token in subject_tokens(owned))
    return owned.kind == "percent" and not tables.words("listing_nouns").isdisjoint(words)


def _is_worth(owned: Owned) -> bool:
    """True for "goods worth nearly $28 million": the money is the price of the goods."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    words = [token.text.lower() for token in tokens[max(0, first - 3) : first]]
    return words[-2:] == ["value", "of"] or not {"worth", "valued"}.isdisjoint(words)


def _of_economy(owned: Owned, span: tuple[int, int]) -> tuple[str, ...]:
    """Read "Karo Foods earned $3m" as the earner's though nobody knows it, "inflation in Turkey" as Turkey's."""
    inside = in_subject(owned)
    if any(m.text in tables.words("traded_names") for m in inside):
        return ()  # "Brent rose 2%"
    ends = [m for m in inside if m.kind == "other" and not m.adjective]
    earner = [m.name for m in ends if m.start - span[0] <= len("The ") or m.end == span[1]]
    located = [m for m in inside if m.kind == "country" and owned.text.endswith(IN_COUNTRY, 0, m.start)]
    located += [m for m in inside if m.kind == "country" and owned.text.endswith("xports from ", 0, m.start)]
    links = (" at ", " of ", "upport for ", "acking for ", "hares in ", "take in ")
    located += [m for m in inside if m.kind == "organisation" and owned.text.endswith(links, 0, m.start)]
    if any(span[0] <= number.start < span[1] for number in owned.passage.numbers):
        return ()  # "which held 40 per cent of Iraqi land, now controls a tenth"
    return owners_of(located) if len(located) == 1 else tuple(earner[:1])


IN_COUNTRY = (" in ", " of ", " in the ", " of the ")


def capital_state(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the state of a capital that does something: "Moscow has 30 ships there"."""
    named = [m.name for m in mentions if m.kind == "place" and m.name in capital_names()]
    return tuple(country_of(name) for name in named[:1] if country_of(name))


def after_preposition(passage: Passage, mention: Mention, start: int) -> bool:
    """Return whether a preposition goes before a name that stands after an offset.

    True for the country of "the city of Homs in Syria", only a place, and the wire of "KYIV (Reuters) - Russia"."""
    before = [token for token in passage.tokens if start <= token.start < mention.start][-2:]
    if any(token.tag in ("IN", "TO", "-LRB-") for token in before):
        return True
    chain = _list_around(passage, mention)
    return chain[0] is not mention and after_preposition(passage, chain[0], start)


def _list_around(passage: Passage, mention: Mention) -> list[Mention]:
    """Return the names of a closed list: "in Chad, Mali, and Niger, she said", not "In Syria, Russia and Iran hit"."""
    chain, joint = list[Mention](), ""
    for name in passage.mentions:
        closed = joint.endswith(("and ", "or "))
        joint = passage.text[chain[-1].end - passage.start : name.start - passage.start] if chain else ""
        if closed or joint not in JOINTS:
            if closed and mention in chain:
                break
            chain, joint = [], ""
        chain.append(name)
    closes = len(chain) > 2 and passage.text[chain[-1].end - passage.start :].startswith(",")
    return chain if closes and mention in chain else [mention]


JOINTS = (", ", ", and ", " and ", ", or ", " or ")
"""What stands between the names of a list."""


def _pronoun(owned: Owned, start: int) -> tuple[str, ...]:
    """Read "it" and "they", and "its jets", as the owner named last before them in the sentence."""
    words = {token.text.lower() for token in subject_tokens(owned)}
    named = [m for m in owned.passage.mentions if m.end <= start and m.kind in OWNERS]
    abroad = [m for m in named if m.kind == "country" and after_preposition(owned.passage, m, owned.passage.start)]
    named = [m for m in named if m not in abroad]  # "opened 12 shops in Peru; it will open 30 more"
    return owners_of(named[-1:]) if words & {"it", "they", "he", "she", "its", "their"} else ()
