"""What may own something, and a counted phrase with all that may say whose it is.

The rules that find an owner, in its clause (``actors``) or in what was said before (``antecedents``), stand on these.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from analystkit import tables
from analystkit.cardinals import any_of
from analystkit.clauses import Governor
from analystkit.entities import country_of
from analystkit.lexicon import harm_of
from analystkit.passages import NOUN, Passage, index_at
from analystkit.phrases import Phrase
from analystkit.records import Mention, Token
from analystkit.units import is_unit

__all__ = [
    "HELD",
    "LOOK_BACK",
    "OWNERS",
    "Owned",
    "Rule",
    "adversaries_of",
    "agents",
    "aside_prepositions",
    "describes",
    "first_opinion",
    "in_subject",
    "is_aside",
    "is_beside_deed",
    "is_force",
    "is_made",
    "is_of_nature",
    "is_others",
    "owner_of",
    "owners_of",
    "place_of",
    "possessives",
    "service_of",
    "stands_aside",
    "state_of",
    "subject_tokens",
    "unknown_owner",
]

OWNERS = ("country", "organisation")

HELD = ("-held", "-controlled", "-occupied", "-owned", "-run", "-operated", "-flagged")


class Owned(NamedTuple):
    """A counted phrase with what may say whose it is."""

    text: str
    passage: Passage
    phrase: Phrase
    governor: Governor | None
    kind: str
    mentions: Sequence[Mention]
    """The names of the sentence and of what stands shortly before it, and the last country before those."""
    owners: Sequence[Mention]
    """Of all owners that the article names, the first mentions of each: see ``antecedents.first_owners``."""
    title: str
    headline: Sequence[Mention]
    """The names of the headline, whose offsets lie before the text: below zero."""
    reporter: str
    """The organisation whose own report the article is: "RTX Reports Q3 Results"."""
    sides: frozenset[str] = frozenset()
    """Whom the speaker of this figure speaks for."""
    subject: tuple[int, int] | None = None
    """Where the subject of the governor stands."""

    @property
    def at(self) -> int:
        """Where the counted phrase begins, in the article."""
        return self.passage.tokens[self.phrase.first].start


Rule = Callable[[Owned], tuple[str, ...]]


def first_opinion(owned: Owned, rules: Sequence[Rule]) -> tuple[tuple[str, ...], str]:
    """Return the owners that the first rule with an opinion gives, and its name."""
    for rule in rules:
        owners = rule(owned)
        if owners:
            return owners, f"actor_{rule.__name__}"
    return (), ""


def owners_of(mentions: Iterable[Mention], text: str = "") -> tuple[str, ...]:
    """Return the names of those mentions that can own something, each once.

    "Brazil's Embraer" is Embraer, and so is, where the text is given, "the Brazilian planemaker Embraer".
    """
    named = [mention for mention in mentions if _can_own(mention)]
    possessors = [one for one, body in pairwise(named) if _is_within(one, body) or describes(text, one, body)]
    return tuple(dict.fromkeys(owner_of(mention) for mention in named if mention not in possessors))


def _is_within(country: Mention, body: Mention) -> bool:
    """True for "Brazil's Embraer" and "the United States Federal Reserve"."""
    beside = country.kind == "country" and body.kind == "organisation" and body.start - country.end == len(" ")
    return beside or body.start - country.end == len("'s ")


def describes(text: str, country: Mention, body: Mention) -> bool:
    """Return whether a country only says what a body is: "the German arms maker Rheinmetall"."""
    describing = country.adjective or country.text in ("US", "U.S.", "UK")  # "US drugmaker Pfizer"
    if not describing or body.adjective or not 0 < body.start - country.end < DESCRIBED:
        return False
    words = text[country.end : body.start].split()
    kinds = tables.words("company_nouns") | tables.column("bodies", "noun")
    return bool(words) and all(word.islower() for word in words) and words[-1] in kinds


DESCRIBED = 40
"""How many characters may say what a body is."""


def _can_own(mention: Mention) -> bool:
    if mention.text in tables.words("traded_names") or mention.name in tables.words("nameless_bodies"):
        return False
    if mention.kind != "other":
        return mention.kind in OWNERS
    vessel = tables.mapping("vessels", "prefix", "owner").get(mention.text.split()[0], "")
    return bool(vessel) or mention.name in tables.column("peoples", "name")


def unknown_owner(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the name that nobody knows as that of a body: it has staff, or money: "HDT's 38 million euro loan"."""
    return tuple(m.name for m in mentions if m.kind == "other" and not m.adjective)[:1]


def owner_of(mention: Mention) -> str:
    """Return the owner a mention stands for: a ministry speaks for its country, USS Nimitz for the US Navy."""
    if mention.kind == "other":
        return tables.mapping("vessels", "prefix", "owner").get(mention.text.split()[0], "") or mention.name
    service = service_of(mention.name)
    if service:
        return service
    country = country_of(mention.name)
    governs = country and any(word in mention.name for word in tables.words("government_words"))
    return country if governs else mention.name


def state_of(owned: Owned, name: str) -> str:
    """Return the country of "the Ministry of Defence" where headline or sentence name one: who speaks for it."""
    if country_of(name) or not any(word in name for word in tables.words("government_words")):
        return name
    countries = [m.name for m in (*owned.headline, *owned.owners) if m.kind == "country" and m.start < owned.at]
    return countries[0] if countries else name


@cache
def service_of(unit: str) -> str:
    """Return the American service whose units are called so: the 173rd Airborne Brigade is of the US Army."""
    forms = ((row["form"], row["service"]) for row in tables.rows("services") if row["role"] == "unit")
    numbered = unit[:1].isdigit() or unit.startswith("Marine")
    return next((service for form, service in forms if numbered and unit.endswith(form)), "")


def possessives(owned: Owned) -> list[str]:
    """Return the possessive pronouns of the phrase and right before it."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    if owned.phrase.rule == "number_of":
        begin = max(0, first - 6)  # "increase its troop strength from 138,000"
    else:
        near = range(first - 1, max(0, first - 3), -1)  # ends at the verb of "said its forces destroyed 12 tanks"
        verbs = (at for at in near if tokens[at].tag in ("VBD", "VBN") and tokens[at - 1].tag in NOUN)
        begin = next(verbs, max(0, first - 3))
    return [token.text.lower() for token in tokens[begin : owned.phrase.end] if token.tag == "PRP$"]


LOOK_BACK = 600
"""How many characters before a figure its owner may be named: about three sentences."""


def subject_tokens(owned: Owned) -> Sequence[Token]:
    """Return the tokens of the subject of the governor."""
    start, end = owned.subject or (0, 0)
    tokens = owned.passage.tokens
    return tokens[index_at(tokens, start) : index_at(tokens, end)]


def agents(owned: Owned) -> list[Mention]:
    """Return the names right after the "by" of a passive verb: "were launched by Iran"."""
    if owned.governor is None or not owned.governor.passive:
        return []
    after = owned.passage.tokens[owned.governor.at + 1 : owned.governor.at + 8]
    by = next((token for token in after if token.text.lower() == "by"), None)
    return [m for m in owned.passage.mentions if by and by.end < m.start < by.end + 24]


def in_subject(owned: Owned) -> list[Mention]:
    """Return the names inside the subject of the governor."""
    first, end = owned.subject or (0, 0)
    return [m for m in owned.passage.mentions if first <= m.start < end]


def is_beside_deed(owned: Owned) -> bool:
    """True for "acting on four proposals", "shipped arms to 96 states"; "took part with 12 ships" has its owner."""
    if owned.governor is None or owned.governor.relation != "oblique":
        return False
    if owned.kind in ("money", "percent", "rate", "speed", "energy", "mass", "area", "volume"):
        return False
    before = owned.passage.tokens[max(0, owned.phrase.first - 3) : owned.phrase.first]
    linked = [token for token in before if token.tag in ("IN", "TO")]
    particle = bool(linked) and linked[-1].start == owned.passage.tokens[owned.governor.at].end + 1  # "flew in 500"
    flown = particle and linked[-1].text.lower() in tables.words("particles")
    tokens, at = owned.passage.tokens, index_at(owned.passage.tokens, linked[-1].start) if linked else 0
    if at and linked[-1].text.lower() == "of" and tokens[at - 1].text.lower() in tables.words("listing_nouns"):
        return True  # "published a list of 20 companies"
    if linked and linked[-1].text.lower() in ("at", "to") and _is_level_of_its_own(owned):
        return False  # "Boeing's backlog stood at 900 jets"
    own = ("with", "of", "by", "using", *(("during", "in", "through") if owned.kind == "event" else ()))
    return bool(linked) and not flown and linked[-1].text.lower() not in own


def _is_level_of_its_own(owned: Owned) -> bool:
    """True where what a name has is put at a number: a name with 's, and a verb of level."""
    if owned.governor is None or owned.governor.action not in tables.words("levelling_verbs"):
        return False
    return any(token.text in ("'s", "’s", "its", "Its") for token in subject_tokens(owned))


def is_made(text: str, mention: Mention) -> bool:
    """True for the maker of "Chinese-made vehicles", no owner as in "ISIL-held buildings"."""
    return text.startswith("-", mention.end) and not text.startswith(HELD, mention.end)


def is_of_nature(owned: Owned) -> bool:
    """True for "the storm was 120 miles off", "drove 50 km north"; "built 100 miles of road" has an owner."""
    if owned.kind not in tables.words("natural_kinds"):
        return False
    governor = owned.governor
    if governor is None or governor.relation != "object":
        return True
    if owned.kind != "distance" or owned.phrase.words:
        return owned.kind != "duration" and not owned.phrase.words
    return governor.passive or not governor.action or not _is_done(owned, governor)


def _is_done(owned: Owned, governor: Governor) -> bool:
    """True for "steamed 68,000 miles", "has a 1,340 km border": not how far away something is."""
    tokens, end = owned.passage.tokens, owned.phrase.end
    between = tokens[governor.at + 1 : owned.phrase.first]
    apart = any(token.tag in (*NOUN, "IN", ",") and not is_unit(token.text) for token in between)
    after = next(
        (t for t in tokens[end:] if t.tag not in ("-LRB-", "-RRB-", "CD", "HYPH") and not is_unit(t.text)), None
    )
    onwards = after is not None and after.tag in ("IN", "RB", "RP", "JJ") and after.text.lower() != "of"
    return not apart and not onwards


def is_aside(owned: Owned, mention: Mention) -> bool:
    """True for the country of "aid for Ukraine" and "troops in Mali": a goal or a place, and no side that acts."""
    return stands_aside(owned.title if mention.start < 0 else owned.text, place_of(owned, mention), mention)


def place_of(owned: Owned, mention: Mention) -> int:
    """Return where a mention begins in the text, or in the headline if it lies there."""
    return mention.start if mention.start >= 0 else len(owned.title) + len("\n\n") + mention.start


def stands_aside(text: str, start: int, mention: Mention) -> bool:
    """Return whether a mention that begins at an offset is a goal or a place: "for Ukraine", "over Iraq and Syria"."""
    if mention.adjective:
        return False
    before = text[max(0, start - 12) : start].lower()
    if before.endswith((" and ", " and the ")):  # "missions over Iraq and Syria"
        return _joined().search(text[max(0, start - 60) : start]) is not None
    return before.endswith(_asides())


@cache
def aside_prepositions() -> frozenset[str]:
    """Return the prepositions that make what follows a goal or a place, and no side that acts."""
    return tables.words("place_prepositions") | tables.words("goal_prepositions")


@cache
def _joined() -> re.Pattern[str]:
    words = any_of(aside_prepositions())
    name = r"(?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*)?"
    return re.compile(rf" {words} {name}(?:(?:, {name})+,)? and (?:the )?\Z")


@cache
def _asides() -> tuple[str, ...]:
    return tuple(sorted(f" {word}{the} " for word in aside_prepositions() for the in ("", " the")))


def is_force(mention: Mention) -> bool:
    """True for the Peruvian Navy, which fights for Peru; a Peruvian bank does not."""
    return bool(country_of(mention.name)) and mention.name.endswith(_force_endings())


@cache
def _force_endings() -> tuple[str, ...]:
    return tuple(sorted(tables.words("force_endings")))


def adversaries_of(side: str) -> frozenset[str]:
    """Return those whom a careful reader takes for adversaries of a country or an armed group."""
    pairs = ((row["one"], row["other"]) for row in tables.rows("adversaries"))
    return frozenset(b if a == side else a for a, b in pairs if side in (a, b))


def is_others(governor: Governor, kind: str) -> bool:
    """True where what the verb is done to is somebody else's: the destroyer of a tank is not its owner."""
    if kind == "civilian" and governor.action in tables.words("staffing_verbs"):
        return False
    if kind in ("money", "event") and governor.action in tables.words("committing_verbs"):
        return False
    if governor.action in tables.words("fining_verbs"):
        return True
    if kind in ("mass", "volume", "money") and governor.action in tables.words("seizing_verbs"):
        return True
    if kind != "event" and governor.action in tables.words("hosting_verbs"):
        return True  # "Estonia will host 12 tanks"
    if kind in ("area", "facility") and governor.action in tables.words("hostile_verbs"):
        return True  # land that is won back belonged to another
    if kind in tables.words("hit_kinds") or governor.action in tables.words("stating_verbs"):
        return True
    if kind in tables.words("own_kinds"):
        return governor.action in tables.words("speech_verbs")
    return governor.action in tables.words("adverse_verbs") or bool(harm_of(governor.action))
