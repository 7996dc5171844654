"""Whether a number is the size of a change: "rose by 5%", "500 more troops", "a 10 percent drop"; a level is none.

Each way to tell a change is one small rule over the words beside the number: up, down, "" for a level, None for no
opinion.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from analystkit import tables
from analystkit.lexicon import lemma
from analystkit.passages import Passage, index_at
from analystkit.records import Number

__all__ = ["find_change"]

CHANGE_REACH = 18
"""How many tokens before a number the verb of its change may stand: "raised its forecast for exports by"."""

CURRENCY = ("$", "£", "€", "¥")
LEVELS = ("up", "down", "below", "above", "under", "over")
"""Words that end the search for the verb of a change: "up 12 percent" is one, "drop below 10" is a level."""

SWINGING = ("percent", "money", "temperature")
"""Kinds that a price or a level may ease, leap or retreat by; an army that retreats 14 km shrinks by nothing."""


class Beside(NamedTuple):
    """The words before and behind a number, in lower case, and what kind of figure it makes."""

    before: Sequence[str]
    following: Sequence[str]
    kind: str
    nouns: Sequence[bool]
    """Which of the words behind are common nouns: the troops of "5 surge troops"."""

    @property
    def glued(self) -> bool:
        """Tell "a 5-point drop" from "a 5 point drop"."""
        return self.following[:1] == ["-"]


def find_change(passage: Passage, number: Number, kind: str) -> str:
    """Return up or down where the number is the size of a change: "rose by 5%", "500 more troops", "a 10 percent drop".

    A level reached is no change: "rose to 200" gives "".
    """
    tokens = passage.tokens
    first, after = index_at(tokens, number.start), index_at(tokens, number.end)
    if _is_difference(passage, after):
        return ""
    before = _without_bound([token.text.lower() for token in tokens[max(0, first - CHANGE_REACH) : first]])
    following = [token.text.lower() for token in tokens[after : after + 4]]
    nouns = [token.tag in ("NN", "NNS") for token in tokens[after : after + 4]]
    beside = Beside(_without_average(before), following, kind, nouns)
    change = next((found for rule in RULES if (found := rule(beside)) is not None), "")
    return change or _in_other_words(passage, number, kind)


def _is_difference(passage: Passage, after: int) -> bool:
    """True for "$12 million more than its rival": between two things; "more than a year earlier" is a change."""
    compared = next((token for token in passage.tokens[after : after + 4] if token.text.lower() == "than"), None)
    if compared is None or any(token.tag in (",", "CC") for token in passage.tokens[after : after + 2]):
        return False
    then = (moment for moment in passage.moments if 0 < moment.start - compared.end < THAN_REACH)
    return next(then, None) is None and not EARLIER.match(passage.text, compared.end - passage.start)


THAN_REACH = 30
"""How many characters may stand between "than" and the time before: "than in the same month of 2024"."""

EARLIER = re.compile(
    r" (?:\w+ ){0,3}"
    r"(?:before|previously|earlier|expected|forecast|planned|first thought|present|current|usual|normal)\b"
)


def _without_bound(before: Sequence[str]) -> Sequence[str]:
    """Cut "up to" from "cut up to 300 jobs", "at least" from "fell by at least 3%"; "rose up to 200" is a level."""
    led = before[-3:-2] != [] and lemma(before[-3]) in tables.words("rising_verbs")
    bounds = (["up", "to"], ["at", "least"], ["at", "most"])
    return before[:-2] if list(before[-2:]) in bounds and not led else before


def _without_average(before: Sequence[str]) -> Sequence[str]:
    """Cut "an average of" from "rose an average of 11.4%"."""
    if list(before[-2:]) != ["average", "of"]:
        return before
    return before[: -3 if before[-3:-2] == ["an"] else -2]


def _in_other_words(passage: Passage, number: Number, kind: str) -> str:
    """Read "rose 30 points, or 1 percent", "fell by 2 degrees Celsius (3.6 Fahrenheit)": the same change again."""
    earlier = [other for other in passage.numbers if other.end <= number.start]
    if not earlier or kind not in tables.words("measured_kinds"):
        return ""
    between = passage.text[earlier[-1].end - passage.start : number.start - passage.start]
    return find_change(passage, earlier[-1], kind) if AGAIN.fullmatch(between) else ""


AGAIN = re.compile(r"[ -]?[a-z°]*(?: [A-Za-z]+)?(?:,? or| \()\s?(?:about |nearly |some |roughly )?[$£€¥]?")


def _direction(word: str) -> str:
    return tables.mapping("change_words", "word", "direction").get(word, "")


# -- rules


def more(beside: Beside) -> str | None:
    """Read "500 more troops", "an additional $15 million", "$360m in additional aid"."""
    near = [*beside.before[-1:], *beside.following[: 2 if beside.following[:1] == ["in"] else 1]]
    if beside.following[:1] == ["than"] or beside.following[1:2] in (["were"], ["was"], ["are"], ["have"], ["had"]):
        return None
    return next((_direction(word) for word in near if word in tables.words("more_words")), None)


def of_noun(beside: Beside) -> str | None:
    """Read "a drop of", "a rise in sea levels of"; no storm surge is one."""
    noun = _changing_noun(beside.before[:-1]) if beside.before[-1:] == ["of"] else ""
    return _direction(noun) if noun else None


def _changing_noun(before: Sequence[str]) -> str:
    nouns = tables.words("change_nouns")
    if before and before[-1] in nouns:
        return "" if " ".join(before[-2:]) in tables.words("standing_names") else before[-1]
    headed = (at for at in range(len(before) - 1, 0, -1) if before[at] == "in" and before[at - 1] in nouns)
    return next((before[at - 1] for at in headed if len(before) - at < 7), "")


def growing(beside: Beside) -> str | None:
    """Read "is growing at just 2.4%", "grew at an annualised pace of 6.5%": how fast is by how much."""
    if beside.kind not in ("percent", "rate"):
        return None
    words = [word for word in beside.before[-8:] if word not in tables.words("hedge_words")]
    if len(words) > 3 and words[-1] == "of" and words[-2] in ("pace", "rate", "clip"):
        words = words[: next((at + 1 for at in range(len(words) - 1, -1, -1) if words[at] == "at"), 0)]
    grows = len(words) > 1 and words[-1] == "at" and words[-2] in tables.words("growing_forms")
    return _direction(words[-2]) if grows else None


def noun_behind(beside: Beside) -> str | None:
    """Read "a 10 per cent drop", "0.3% weaker"; "5 surge troops" are no change."""
    if beside.following[:1] in (["of"], ["to"]):
        return None  # "will give $26 million to increase its strength"
    near = range(beside.glued, min(beside.glued + 2, len(beside.following)))
    at = next((at for at in near if beside.following[at] in tables.words("change_nouns")), None)
    if at is None or (beside.following[at] in tables.words("change_verbs") and any(beside.nouns[at + 1 : at + 2])):
        return None
    return _direction(beside.following[at])


def level(beside: Beside) -> str | None:
    """Read "rose to 200", "stands at 40", "a 5-year plan" as no change; "by a quarter-point" goes on."""
    if beside.glued and beside.following[1:2] not in (["point"], ["points"]):
        return ""
    reached = "to" in beside.before[-2:] and not _is_to_change(beside.before)
    return "" if reached or "at" in beside.before[-1:] else None


def _is_to_change(before: Sequence[str]) -> bool:
    """True for "plans to cut 300 jobs"; who would "need to add ten users" need not do so."""
    cutting = before[-1] in tables.words("cutting_verbs")
    return cutting and before[-2] == "to" and lemma(before[-3] if len(before) > 2 else "") != "need"


def undergone(beside: Beside) -> str | None:
    """Read "900 jobs were cut", "300 jobs will be added"."""
    behind = beside.following[1:4]
    at = next((at for at, word in enumerate(behind) if word in ("were", "be", "been")), None)
    done = behind[at + 1] if at is not None and at + 1 < len(behind) else ""
    counted = any(beside.nouns[:1])
    return _direction(done) if counted and done in tables.words("cutting_verbs") else None


def right_before(beside: Beside) -> str | None:
    """Read "rose by 5%", "up 12 percent", "was raised 10%", by the last word before the hedges."""
    before, at = beside.before, _over_hedges(beside.before)
    if at < 0:
        return None
    if before[at] == "by":
        return _changed_by(before, at)
    word, measured = before[at], beside.kind in tables.words("measured_kinds")
    counted = not measured and word not in tables.words("cutting_verbs")
    changing = word in tables.words("change_verbs") and not counted and not _is_particle(before[: at + 1], beside.kind)
    changing = changing and not _moves_a_load(word, beside)
    raised = beside.kind == "percent" and word in tables.words("raising_forms")
    return _direction(word) if changing or raised or _swings(beside, at) else ""


def _over_hedges(before: Sequence[str]) -> int:
    """Return the last word that loosens nothing: "by" in "by a revised" and "by the same", "rose" in "rose about"."""
    idle = tables.words("hedge_words") | tables.words("change_qualifiers")
    at = len(before) - 1
    while at >= 0 and (before[at] in idle or before[at] in CURRENCY) and before[at] not in LEVELS:
        at -= 1
    return at


def _changed_by(before: Sequence[str], at: int) -> str:
    """Read the verb of "raised its forecast for exports by", in the clause of the number."""
    clause = next((i + 1 for i in range(at - 1, -1, -1) if before[i] in (";", ",", "which", "who")), 0)
    known = tables.column("change_words", "word")
    changes = [word for word in before[max(clause, at - 10) : at] if word in known]
    changes = changes or [word for word in before[clause:at] if word in tables.words("raising_forms")]
    return _direction(changes[-1]) if changes else ""


def _swings(beside: Beside, at: int) -> bool:
    """True for "eased 3%" and "firmed 12 points"; the firm of "cost the firm $3 million" does not swing."""
    named = list(beside.before[at - 1 : at]) in (["the"], ["a"], ["its"])
    swings = beside.kind in SWINGING or beside.following[:1] in (["points"], ["point"])
    return swings and beside.before[at] in tables.words("swing_verbs") and not named


def _moves_a_load(word: str, beside: Beside) -> bool:
    """True for "dropped 300 gallons of water" and "advanced 3 km"; "output dropped 300 gallons" is a change."""
    if word.startswith("advanc") and beside.kind in ("distance", "area"):
        return True
    return word.startswith("drop") and beside.kind in ("volume", "mass") and beside.following[1:2] == ["of"]


def _is_particle(before: Sequence[str], kind: str) -> bool:
    """True for "up" in "made up 14%" and "came down 16 km short"; "edged up 14%" and "went up 14%" are changes."""
    verb = lemma(before[-2]) if len(before) > 1 else ""
    moves = verb in tables.words("moving_verbs") and kind != "distance"
    return f"{verb} {before[-1]}" in tables.words("phrasal_verbs") and not moves


RULES: tuple[Callable[[Beside], str | None], ...] = (
    more,
    of_noun,
    growing,
    noun_behind,
    level,
    undergone,
    right_before,
)
"""In this order the first rule with an opinion wins."""
