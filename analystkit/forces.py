"""Whose forces, arms and awards are where an article speaks of one American service, or of one side, only."""

import re
from functools import cache, lru_cache

from analystkit import tables
from analystkit.cardinals import any_of
from analystkit.entities import country_of
from analystkit.lexicon import singular
from analystkit.owners import (
    LOOK_BACK,
    OWNERS,
    Owned,
    aside_prepositions,
    is_aside,
    is_beside_deed,
    is_force,
    is_made,
    is_others,
    owner_of,
    subject_tokens,
)
from analystkit.records import Mention

__all__ = [
    "awarding_service",
    "headline_aid",
    "headline_side",
    "named_so_far",
    "one_service",
    "only_service",
    "only_side",
    "own_losses",
    "soldiers_there",
]


def named_so_far(owned: Owned) -> list[Mention]:
    """Return the owners named before a figure, in the headline too, but for the makers of things."""
    named = (m for m in (*owned.headline, *owned.owners) if m.start < owned.at and m.kind in OWNERS)
    return [m for m in named if not is_made(owned.text, m)]


def only_service(owned: Owned) -> tuple[str, ...]:
    """Read forces, and what a service does, as those of the one American service that headline and text speak of."""
    return one_service(owned) if _is_of_forces(owned) or _does_service(owned) else ()


def _does_service(owned: Owned) -> bool:
    """True for "the Air Force has established four identifiers", "the wing had flown 37 missions"."""
    if owned.subject is None or owned.governor is None or is_others(owned.governor, owned.kind):
        return False
    units = (token.text.lower() in tables.words("unit_nouns") for token in subject_tokens(owned))
    subject = owned.text[slice(*owned.subject)]
    does = any(name in subject for name in _service_names()) or any(units)
    return does and owned.kind not in tables.words("natural_kinds") and not is_beside_deed(owned)


@cache
def _service_names() -> tuple[str, ...]:
    return tuple(sorted(name.removeprefix("US ") for name in tables.column("services", "service")))


def one_service(owned: Owned) -> tuple[str, ...]:
    """Return the American service of an article that speaks of one and of no other country."""
    countries = (m for m in owned.mentions if m.kind == "country" and not is_aside(owned, m))
    if any(m.name != "United States" for m in countries):
        return ()
    near = f"{owned.title}\n{owned.text[max(0, owned.at - LOOK_BACK) : owned.at]}"
    known = tables.mapping("services", "form", "service")
    named = {m.name for m in (*owned.headline, *owned.mentions)} & tables.column("services", "service")
    services = named | {known[form] for form in _traces().findall(near)}
    return tuple(services) if len(services) == 1 else ()


@cache
def _traces() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(tables.column('services', 'form', role='trace'))}(?!\w)")


def awarding_service(owned: Owned) -> tuple[str, ...]:
    """Read "was awarded a $178 million contract" under the line "NAVY" as the US Navy's."""
    action = owned.governor.action if owned.governor else ""
    if _is_contract(owned):
        return one_service(owned)  # "the initial contract action is valued at $39.2 million"
    if action not in tables.words("awarding_verbs") or owned.kind not in ("money", "weapon", "aircraft"):
        return ()
    lines = [line for at, line in _lines_over(owned.text) if at < owned.at] or _headings().findall(owned.title)
    return (tables.mapping("services", "form", "service")[lines[-1]],) if lines else ()


def _is_contract(owned: Owned) -> bool:
    words = (singular(token.text) for token in subject_tokens(owned))
    return owned.kind == "money" and not tables.words("contract_nouns").isdisjoint(words)


@lru_cache(maxsize=1)
def _lines_over(text: str) -> list[tuple[int, str]]:
    """Return the lines that name a service, and where: looked for once for all the awards of an article."""
    return [(match.start(), match[1]) for match in _headings().finditer(text)]


@cache
def _headings() -> re.Pattern[str]:
    forms = any_of(tables.column("services", "form", role="heading"))
    return re.compile(rf"(?:^|: )({forms}):?$", re.MULTILINE)


def only_side(owned: Owned) -> tuple[str, ...]:
    """Read forces and their arms as those of the only country, or the only force, named so far."""
    if not _is_of_forces(owned):
        return ()
    named = [m for m in named_so_far(owned) if m.kind == "country" or is_force(m)]
    named = [m for m in named if not is_aside(owned, m)]
    sides = {country_of(m.name) or m.name for m in named}
    if len(sides) != 1:
        return ()
    bodies = set() if any(m.kind == "country" for m in named) else {m.name for m in named}
    navies = {name for name in bodies if name.endswith(("Navy", "Fleet"))} if owned.kind == "ship" else set()
    return next((tuple(names) for names in (bodies, navies) if len(names) == 1), tuple(sides))


def own_losses(owned: Owned) -> tuple[str, ...]:
    """Read soldiers lost as those of the side that says so: "Pakistan's army said 12 soldiers had been killed"."""
    governor = owned.governor
    if owned.kind not in tables.words("hit_kinds") or owned.phrase.noun.unit not in tables.words("soldier_nouns"):
        return ()
    if governor is None or not (governor.passive or governor.relation == "subject") or len(owned.sides) != 1:
        return ()
    own = next(iter(owned.sides))
    owners = (m for m in owned.passage.mentions if m.kind in OWNERS and not is_aside(owned, m))
    others = any((country_of(m.name) or m.name) != own for m in owners)
    return () if others or country_of(own) != own else (own,)


def soldiers_there(owned: Owned) -> tuple[str, ...]:
    """Read "seven soldiers died in northern Mali, the army said" as Mali's: nobody else is named, not even aside."""
    governor = owned.governor
    if owned.kind not in tables.words("hit_kinds") or owned.phrase.noun.unit not in tables.words("soldier_nouns"):
        return ()
    if governor is None or not (governor.passive or governor.relation == "subject"):
        return ()
    named = {owner_of(m) for m in (*owned.headline, *owned.mentions) if m.kind in OWNERS and not m.adjective}
    said = OWN_ARMY.search(owned.passage.text) is not None
    return tuple(named) if said and len(named) == 1 and named <= tables.column("countries", "name") else ()


OWN_ARMY = re.compile(
    r"\b[Tt]he (?:army|military|police|defen[cs]e ministry|armed forces) (?:\w+ )?(?:said|says|announced)\b"
)


def headline_side(owned: Owned) -> tuple[str, ...]:
    """Read forces and arms as those of the side that opens the headline, where the sentence names nobody else."""
    opening = _opening_alone(owned) if _is_of_forces(owned) or _is_of_soldiers(owned) else None
    if opening is None:
        return ()
    flies = owned.kind in ("aircraft", "ship")  # Al-Shabaab has no helicopters
    fights = opening.kind == "country" or is_force(opening)
    return (opening.name,) if fights or (opening.name in tables.words("armed_groups") and not flies) else ()


def headline_aid(owned: Owned) -> tuple[str, ...]:
    """Read money under "US clears new aid for Kyiv" as that of who gives, where the sentence names nobody else."""
    words = {singular(word.lower()) for word in re.findall(r"\w+", owned.title)} if owned.kind == "money" else set()
    opening = _opening_alone(owned) if words & tables.words("aid_nouns") else None
    if opening is None or not (opening.kind == "country" or owner_of(opening) != opening.name):
        return ()  # a party or a company gives no state's money
    return (owner_of(opening),)


def _opening_alone(owned: Owned) -> Mention | None:
    """Return the owner that the headline names first, no goal, where the sentence names nobody else that acts."""
    opening = next((m for m in owned.headline if m.kind in OWNERS), None)
    if opening is None:
        return None
    before = owned.title[: len(owned.title) + len("\n\n") + opening.start].lower().removesuffix("the ")
    named = (m for m in owned.passage.mentions if m.kind in OWNERS and not is_aside(owned, m))
    own = country_of(opening.name) or opening.name
    others = any((country_of(m.name) or m.name) != own for m in named)
    return None if others or before.endswith(_goals()) else opening


def _is_of_soldiers(owned: Owned) -> bool:
    """True for "male troops backed Trump, 57 percent", "16 launchers" and "90 police officers": no force themselves."""
    if owned.governor is None or owned.governor.action in tables.words("adverse_verbs"):
        return False
    soldiers = any(singular(token.text) in tables.words("soldier_nouns") for token in subject_tokens(owned))
    police = owned.kind == "personnel" and owned.phrase.noun.unit in tables.words("police_nouns")
    return owned.kind == "weapon" or police or (owned.kind == "percent" and soldiers)


@cache
def _goals() -> tuple[str, ...]:
    return tuple(sorted(f"{word} " for word in aside_prepositions()))


def _is_of_forces(owned: Owned) -> bool:
    """True for soldiers and their arms; insurgents are no country's, and mines that are found are not the finder's."""
    tokens, end = owned.passage.tokens, owned.phrase.end
    if owned.governor is None or owned.governor.action in tables.words("adverse_verbs"):
        return False
    lenders = tokens[end + 1 : end + 5] if end < len(tokens) and tokens[end].text.lower() in ("from", "of") else ()
    if any(token.tag == "NNP" or singular(token.text) in tables.words("nation_nouns") for token in lenders):
        return False  # 7,000 troops from 11 countries
    hidden = tables.words("hidden_arms") | tables.words("civil_craft")
    if owned.phrase.noun.unit in hidden:  # anybody may plant a bomb or drive a truck
        return False
    regular = owned.phrase.noun.unit in tables.words("soldier_nouns")
    return regular or owned.kind in tables.words("forces_kinds")
