"""Whose a thing is that an enemy destroys, takes or counts: the other of the two sides that the text speaks of."""

import re
from collections.abc import Iterator
from functools import cache

from analystkit import tables
from analystkit.cardinals import any_of
from analystkit.entities import country_of
from analystkit.lexicon import singular
from analystkit.owners import (
    LOOK_BACK,
    OWNERS,
    Owned,
    adversaries_of,
    agents,
    in_subject,
    is_aside,
    is_force,
    owners_of,
    subject_tokens,
)
from analystkit.records import Mention

__all__ = ["attacked", "comrades", "opponent"]


def opponent(owned: Owned) -> tuple[str, ...]:
    """Read "Turkish jets destroyed 20 positions" as those of the PKK, where it is the only other side named."""
    if not _is_hostile(owned):
        return ()
    near = list(dict.fromkeys(_sides_near(owned)))
    acting = _acting(owned, near)
    if acting == "":
        return _only_group(owned, near)
    others = [side for side in near if side != acting]
    known = [side for side in others if side in adversaries_of(acting)]
    if len(known) == 1:
        return tuple(known)
    armed = tables.words("armed_groups")
    return tuple(others) if len(others) == 1 and (others[0] in armed) != (acting in armed) else ()


def _only_group(owned: Owned, near: list[str]) -> tuple[str, ...]:
    """Read "the airstrikes destroyed 111 tunnels" as those of the only armed group: states do the striking."""
    passive = owned.governor is not None and owned.governor.passive  # "12 soldiers were killed when the PKK attacked"
    strikes = any(token.text.lower() in tables.words("state_forces") for token in subject_tokens(owned)) and not passive
    groups = tuple(side for side in near if side in tables.words("armed_groups"))
    return groups if strikes and len(groups) == 1 else ()


def attacked(owned: Owned) -> tuple[str, ...]:
    """Read "attacks on Turkish soldiers killed 12", "a raid on a UN convoy killed 12 peacekeepers" as of the attacked.

    Of "an attack on a Turkish village killed 12 people" nobody says that they were Turks.
    """
    governor, unit = owned.governor, owned.phrase.noun.unit
    soldiers = unit in tables.words("soldier_nouns")
    if governor is None or governor.passive or not (soldiers or owned.phrase.rule == "harmed_people"):
        return ()
    subject = subject_tokens(owned)
    words = [token.text.lower() for token in subject]
    at = next((i for i, word in enumerate(words) if word in ("on", "against")), 0)
    if not at or singular(words[at - 1]) not in tables.words("attack_nouns"):
        return ()
    if not soldiers and not any(singular(word) in tables.words("soldier_nouns") for word in words[at:]):
        return ()
    start, end = subject[at].start, subject[-1].end
    return owners_of(m for m in owned.passage.mentions if start < m.start < end)


TOLL_REACH = 400
"""How many characters before a toll the side of the fallen may be named: about two sentences."""


def comrades(owned: Owned) -> tuple[str, ...]:
    """Read the side of the fallen from the forces named last: "struck Ukrainian positions, killing 20 soldiers"."""
    if owned.kind not in ("killed", "wounded", "captured") or owned.phrase.noun.kind != "personnel":
        return ()
    if owned.phrase.noun.unit in tables.words("rebel_nouns"):
        return ()  # "Colombian troops left four guerrillas dead"
    near = [mention for mention in owned.mentions if owned.at - TOLL_REACH <= mention.start < owned.at]
    sides = [_forces_of(owned.text, mention, mention.end) for mention in reversed(near)]
    above = len(owned.title) + len("\n\n")
    for mention in owned.headline:
        following = owned.title[above + mention.end :].split()[:1]
        if following and singular(following[0]) == owned.phrase.noun.unit:  # "Dozens of Malian soldiers killed"
            sides.append(_forces_of(owned.title, mention, above + mention.end))
    return next(((side,) for side in sides if side), ())


def _forces_of(text: str, mention: Mention, end: int) -> str:
    """Return the country whose forces a mention, which ends at an offset, names: "Syrian army post", "US Navy"."""
    if mention.kind == "organisation":
        return country_of(mention.name) if is_force(mention) else ""
    forces = mention.kind == "country" and _forces_after().match(text, end)
    return mention.name if forces else ""


@cache
def _forces_after() -> re.Pattern[str]:
    return re.compile(rf" (?:[\w-]+ )?{any_of(tables.words('side_words'))}\b")


def _is_hostile(owned: Owned) -> bool:
    """True where the figure is the object of a hostile verb, or was the enemy's and is counted."""
    governor = owned.governor
    if governor is None:
        return False
    target = governor.relation == "object" or (governor.relation == "subject" and governor.passive)
    if not target:
        return False
    arms = tables.words("forces_kinds") | {"weapon"}
    if owned.kind in arms and governor.action in tables.words("sighting_verbs"):
        return True
    regular = owned.phrase.noun.unit in tables.words("soldier_nouns")  # who calls them insurgents does not say whose
    fallen = owned.kind in ("killed", "wounded", "casualty") and regular
    taken = owned.kind in arms | {"facility", "area"} or fallen
    return taken and governor.action in tables.words("hostile_verbs")


def _sides_near(owned: Owned) -> Iterator[str]:
    """Yield the countries and armed groups named near, each time they are; a place is no side."""
    end = owned.passage.start + len(owned.passage.text)
    near = [m for m in (*owned.headline, *owned.mentions) if owned.at - LOOK_BACK <= m.start < end or m.start < 0]
    for mention in near:
        side = _side(mention)
        if side and not (mention.start >= 0 and is_aside(owned, mention)):
            yield side


def _side(mention: Mention) -> str:
    if mention.kind == "place":
        return country_of(mention.name)  # a capital that acts
    if mention.kind not in OWNERS:
        return ""
    return country_of(mention.name) or (mention.name if _may_fight(mention) else "")


def _may_fight(mention: Mention) -> bool:
    return mention.kind == "country" or mention.name in tables.words("armed_groups")


def _acting(owned: Owned, near: list[str]) -> str:
    """Return the side that does the deed: the subject's, or the state's where "troops" fight an armed group."""
    named = [side for side in map(_side, in_subject(owned)) if side]
    if named:
        return named[0]
    if owned.governor is not None and owned.governor.passive:
        return next((side for side in map(_side, agents(owned)) if side), _state(near))
    forces = any(token.text.lower() in tables.words("state_forces") for token in subject_tokens(owned))
    if not forces:
        return ""
    speaking = [side for side in near if side in owned.sides]
    return _state(near) or (speaking[0] if len(speaking) == 1 else "")


def _state(near: list[str]) -> str:
    """Return the one state that fights the one armed group."""
    armed = tables.words("armed_groups")
    states = [side for side in near if side not in armed]
    return states[0] if len(states) == 1 and len(near) == 2 else ""
