"""How a figure is meant: who speaks for whom, stated or planned or denied, a change or a level, a stock or a flow."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from analystkit import tables
from analystkit.clauses import Governor
from analystkit.counts import Count
from analystkit.entities import country_of
from analystkit.lexicon import lemma, noun_of
from analystkit.lines import look_at
from analystkit.moods import is_denied, is_planned
from analystkit.owners import adversaries_of
from analystkit.passages import Passage, index_at
from analystkit.phrases import Phrase
from analystkit.records import Mention, Number, Sentence, Statement
from analystkit.saying_verbs import speaking_nouns
from analystkit.sources import source_text, subject_before
from analystkit.tallies import puts_at

__all__ = ["find_change", "find_measure_of_time", "find_modality", "find_stance", "find_stater", "sides_named"]


def find_stater(passage: Passage, governor: Governor | None) -> Statement | None:
    """Return the subject of a verb that states a number itself: "the ministry spoke of 140,000"."""
    if governor is None or governor.passive or not _states(passage, governor):
        return None
    sentence = Sentence(passage.start, passage.start + len(passage.text), passage.text, passage.tokens)
    line = look_at(sentence, (), passage.moments, passage.mentions)
    if governor.action == "put" and not puts_at(line, governor.at):
        return None
    span = subject_before(line, governor.at)
    if span is None or governor.relation == "subject" or not _speaks(passage, span):
        return None
    source = source_text(line, span)
    start, end = passage.tokens[span[1]].start, passage.start + len(passage.text)
    return Statement(start, end, source, "stating_verb") if source else None


def _states(passage: Passage, governor: Governor) -> bool:
    """True for "put", "spoke of", and for "gave a range of": "gave 12 tanks" and "counted on 12" state nothing."""
    following = {token.text.lower() for token in passage.tokens[governor.at + 1 : governor.at + 4]}
    given = governor.action == "give" and not following.isdisjoint(tables.words("number_nouns"))
    relied = governor.action == "count" and "on" in following
    return given or (governor.action in tables.words("stating_verbs") and not relied)


def _speaks(passage: Passage, span: tuple[int, int]) -> bool:
    """True for a named person or body, and for "officials": "the figure" gives no number of its own accord."""
    start, end = passage.tokens[span[0]].start, passage.tokens[span[1] - 1].end
    named = any(m.kind in SPEAKERS and start <= m.start < end for m in passage.mentions)
    head = passage.tokens[span[1] - 1].text
    return named or noun_of((head,)).person or head.lower() in speaking_nouns()


SPEAKERS = ("person", "organisation", "country")


def sides_named(source: str, mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the countries and bodies named in a source as written: "Russia's Defence Ministry" speaks for Russia."""
    names = {mention.text: mention.name for mention in mentions}
    return frozenset(_side(name) for text, name in names.items() if text in source) - {""}


def find_stance(claimants: frozenset[str], actor: Sequence[str]) -> str:
    """Return own, adversary or third party: does the claimant speak of its own side; "" where unknown."""
    owners = {_side(name) for name in actor} - {""}
    if not claimants or not owners:
        return ""
    if claimants & owners:
        return "own"
    hostile = any(b in adversaries_of(a) for a in claimants for b in owners)
    return "adversary" if hostile else "third party"


def _side(name: str) -> str:
    return country_of(name) or name


def find_modality(passage: Passage, phrase: Phrase, governor: Governor | None) -> str:
    """Return planned, denied or stated."""
    if is_denied(passage, governor):
        return "denied"
    return "planned" if is_planned(passage, phrase, governor) else "stated"


def find_change(passage: Passage, number: Number, kind: str) -> str:
    """Return up or down where the number is the size of a change: "rose by 5%", "500 more troops", "a 10 percent drop".

    A level reached is no change: "rose to 200" gives "".
    """
    tokens = passage.tokens
    first, after = index_at(tokens, number.start), index_at(tokens, number.end)
    directions = tables.mapping("change_words", "word", "direction")
    before = [token.text.lower() for token in tokens[max(0, first - CHANGE_REACH) : first]]
    following = [token.text.lower() for token in tokens[after : after + 4]]
    change = _more(directions, before, following) or _changed_by(directions, before, following, kind)
    return change or _in_other_words(passage, number, kind)


CHANGE_REACH = 18
"""How many tokens before a number the verb of its change may stand: "raised its forecast for exports by"."""


def _in_other_words(passage: Passage, number: Number, kind: str) -> str:
    """Read "rose 30 points, or 1 percent", "fell by 2 degrees Celsius (3.6 Fahrenheit)": the same change again."""
    earlier = [other for other in passage.numbers if other.end <= number.start]
    if not earlier or kind not in tables.words("measured_kinds"):
        return ""
    between = passage.text[earlier[-1].end - passage.start : number.start - passage.start]
    return find_change(passage, earlier[-1], kind) if AGAIN.fullmatch(between) else ""


AGAIN = re.compile(r"[ -]?[a-z°]*(?: [A-Za-z]+)?(?:,? or| \()\s?(?:about |nearly |some |roughly )?[$£€¥]?")


def _more(directions: dict[str, str], before: Sequence[str], following: Sequence[str]) -> str:
    """Read "500 more troops", "an additional $15 million", "$360m in additional aid"."""
    near = [*before[-1:], *following[: 2 if following[:1] == ["in"] else 1]]
    if "than" in near or following[1:2] in (["were"], ["was"], ["are"], ["have"], ["had"]):
        return ""
    return next((directions[word] for word in near if word in tables.words("more_words")), "")


CURRENCY = ("$", "£", "€", "¥")
LEVELS = ("up", "down", "below", "above", "under", "over")
"""Words that end the search for the verb of a change: "up 12 percent" is one, "drop below 10" is a level."""


def _changed_by(directions: dict[str, str], before: Sequence[str], following: Sequence[str], kind: str) -> str:
    """Read "rose by 5%", "up 12 percent", "increased 10 percent", "a 10 per cent drop"."""
    risen = _changing_noun(before[:-1]) if before[-1:] == ["of"] else ""
    if risen:
        return directions.get(risen, "")
    glued = following[:1] == ["-"]
    noun = next((word for word in following[glued : glued + 2] if word in tables.words("change_nouns")), "")
    if noun and "of" not in following[:1]:
        return directions.get(noun, "")
    if glued or "to" in before[-2:] or "at" in before[-1:]:
        return ""
    hedges = tables.words("hedge_words")
    at = len(before) - 1
    while at >= 0 and (before[at] in hedges or before[at] in CURRENCY) and before[at] not in LEVELS:
        at -= 1
    if at >= 0 and before[at] == "by":
        clause = next((i + 1 for i in range(at - 1, -1, -1) if before[i] in (";", ",", "which", "who")), 0)
        changes = [word for word in before[max(clause, at - 10) : at] if word in directions]
        changes = changes or [word for word in before[clause:at] if word in tables.words("raising_forms")]
        return directions[changes[-1]] if changes else ""
    word = before[at] if at >= 0 else ""
    counted = kind not in tables.words("measured_kinds") and word not in tables.words("cutting_verbs")
    changing = word in tables.words("change_verbs") and not counted and not _is_particle(before[: at + 1], kind)
    named = before[at - 1 : at] in (["the"], ["a"], ["its"])  # "cost the firm $3 million"
    swung = (
        not named
        and word in tables.words("swing_verbs")
        and (kind in SWINGING or following[:1] in (["points"], ["point"]))
    )
    return directions.get(word, "") if changing or swung else ""


SWINGING = ("percent", "money", "temperature")
"""Kinds that a price or a level may ease, leap or retreat by; an army that retreats 14 km shrinks by nothing."""


def _is_particle(before: Sequence[str], kind: str) -> bool:
    """True for "up" in "made up 14%" and "came down 16 km short"; "edged up 14%" and "went up 14%" are changes."""
    verb = lemma(before[-2]) if len(before) > 1 else ""
    moves = verb in tables.words("moving_verbs") and kind != "distance"
    return f"{verb} {before[-1]}" in tables.words("phrasal_verbs") and not moves


def _changing_noun(before: Sequence[str]) -> str:
    """Return the noun of change of which a number is: "a drop of", "a rise in sea levels of"; no storm surge is one."""
    nouns = tables.words("change_nouns")
    if before and before[-1] in nouns:
        return "" if " ".join(before[-2:]) in tables.words("standing_names") else before[-1]
    headed = (at for at in range(len(before) - 1, 0, -1) if before[at] == "in" and before[at - 1] in nouns)
    return next((before[at - 1] for at in headed if len(before) - at < 7), "")


@cache
def _cumulative() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(tables.words('cumulative_words')))})\b")


def find_measure_of_time(passage: Passage, count: Count) -> str:
    """Return cumulative ("since 2014"), flow (a rate, a deed, a toll), stock (what there is), or "" where unclear."""
    if _cumulative().search(passage.text.lower()):
        return "cumulative"
    if count.kind in tables.words("flow_kinds"):
        return "flow"
    action = count.governor.action if count.governor else ""
    return "stock" if action in tables.words("stock_verbs") else ""
