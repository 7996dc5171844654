"""What a count leaves unsaid and takes over from the one before it: its noun, unit, verb, fate or bound.

"2.4 billion euros, up from 1.9 billion", "killed 30 people: eight women", "five in Victoria", "put them at 30,000".
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analystkit import tables
from analystkit.clause_edges import opens_clause
from analystkit.clauses import VERB, Governor
from analystkit.joint_bounds import with_joint_bound
from analystkit.kinds import HARM
from analystkit.passages import Passage, index_at, noun_run
from analystkit.phrases import Phrase
from analystkit.records import Number

__all__ = ["Count", "Counted", "fill_ellipsis"]


class Count(NamedTuple):
    """What a number counts or measures."""

    phrase: Phrase
    unit: str
    item: str
    kind: str
    rules: tuple[str, ...]
    governor: Governor | None
    subject: str = ""
    """What the sentence tells the figure of, as written."""


Counted = tuple[Number, Count]


def fill_ellipsis(
    passage: Passage, number: Number, count: Count, found: Sequence[Counted], earlier: Sequence[Counted]
) -> Counted:
    """Return a number and what it counts with all that it takes over.

    Parameters
    ----------
    passage : the sentence.
    number, count : the number and what it counts by itself.
    found : what the numbers before it in the sentence count.
    earlier : what the sentences just before counted, from which "put them at 30,000" takes its noun.
    """
    count = _as_before(passage, number, count, found) if found else count
    count = _with_noun(number, count, [*earlier, *found])
    if not found:
        return number, count
    before, counted = found[-1]
    count = _taken_over(passage, found[-1], number, count)
    number = with_joint_bound(passage, before, counted.phrase, number, count.phrase)
    return number, _listed(passage, counted, count)


def _as_before(passage: Passage, number: Number, count: Count, found: Sequence[Counted]) -> Count:
    """Measure a bare number as the one before it: "2.4 billion euros, up from 1.9 billion"."""
    before, measured = found[-1]
    if _is_same_rate(passage, before, measured, number, count):
        return count._replace(unit=measured.unit, kind="rate", rules=("rate_as_before", *count.rules))
    money = next((counted for _, counted in reversed(found) if counted.kind == "money"), None)
    if money is not None and SCALED.search(number.number) and _is_sum(passage, number, count.phrase):
        return _in_unit_of(money, count, "money_as_before")
    at = count.phrase.first - 1
    word = passage.tokens[at].text.lower() if at >= 0 else ""
    if count.phrase.rule == "bare_level":
        follows = word == "to" and measured.phrase.end == at and _is_next(before, number)
        if follows or _is_rival(before, measured, number):
            return _in_unit_of(measured, count)
        points = [counted for _, counted in found[-2:] if counted.unit == "point"]
        if points and word in ("to", "at"):  # "rose 64 points to 4,577"
            return _in_unit_of(points[-1], count)
    linked = word in tables.words("comparing_prepositions") or word == "by"  # "rose 2 percent, the other by 1"
    if count.phrase.rule not in ("noun_before", "bare_level") or measured.phrase.noun.unit or not linked:
        return count
    values = [value for value in (before.best, number.best) if value]
    if not measured.unit or len(values) < 2 or not 0.1 <= values[1] / values[0] <= 10:
        return count
    return _in_unit_of(measured, count)._replace(item=measured.item)


def _in_unit_of(measured: Count, count: Count, rule: str = "measured_as_before") -> Count:
    return count._replace(unit=measured.unit, kind=measured.kind, rules=(rule, *count.rules[1:]))


def _is_rival(before: Number, measured: Count, number: Number) -> bool:
    """True for "the highest is 84.75 cents, the lowest is 74.07": two measures of one size, to the same exactness."""
    exact = "." in before.number and "." in number.number
    return exact and not measured.phrase.noun.unit and measured.unit != "percent" and _is_near(before, number)


def _is_near(before: Number, number: Number) -> bool:
    return 0.5 <= (number.best or 0) / (before.best or 1) <= 2


def _is_same_rate(passage: Passage, before: Number, measured: Count, number: Number, count: Count) -> bool:
    """True for the $95 of "$93.30 a barrel, having traded above $95": a price of the same size, or a difference."""
    if count.kind != "money" or count.phrase.words or not measured.unit.startswith(f"{count.unit} per "):
        return False
    following = passage.tokens[count.phrase.end : count.phrase.end + 1]
    compared = any(token.text.lower() in tables.words("comparatives") for token in following)
    return compared or _is_near(before, number)


SCALED = re.compile(r"(?:illion|crore|\dbn|\dmn|\dtn)$")

OF_THAT = re.compile(r" of (?:that|this|it|which)\b")


def _is_sum(passage: Passage, number: Number, phrase: Phrase) -> bool:
    """True after money for "1.1 billion of that", "a 12.9 billion contract", "the remaining 120.3 million."."""
    if phrase.rule == "attributive":
        return phrase.noun.kind not in tables.words("hit_kinds") and _ends_in_money(passage, phrase)
    return phrase.rule == "bare_level" or OF_THAT.match(passage.text, number.end - passage.start) is not None


def _ends_in_money(passage: Passage, phrase: Phrase) -> bool:
    run = noun_run(passage, phrase.head)
    return run is not None and passage.tokens[run[1] - 1].text.lower() in tables.words("money_nouns")


def _is_next(before: Number, number: Number) -> bool:
    """True for "by 0.4 million tonnes to 43.7 million": change and level have a scale each; a share has none."""
    return bool(SCALED.search(before.number)) and bool(SCALED.search(number.number)) and not before.unit


def _with_noun(number: Number, count: Count, earlier: Sequence[Counted]) -> Count:
    """Give a bare level the noun of the last count of its size: "NATO has put them at 30,000"."""
    if count.phrase.rule != "bare_level":
        return count
    for number_before, before in reversed(earlier):
        ends = [value for value in (number.low, number.high) if value]
        known = [value for value in (number_before.low, number_before.high) if value]
        if before.phrase.noun.unit and ends and known and 0.1 <= ends[0] / known[0] <= 10:
            rules = ("noun_of_last_figure", *count.rules[1:])
            put = count.governor is not None and count.governor.action == "put"
            kind = before.kind if put and before.kind in HARM else before.phrase.noun.kind
            return count._replace(unit=before.unit, item=before.item, kind=kind, rules=rules)
    return count


def _taken_over(passage: Passage, before: Counted, number: Number, count: Count) -> Count:
    """Take over from the count before what a conversion or a part of it shares: its verb, and its harm."""
    number_before, count_before = before
    between = passage.text[number_before.end - passage.start : number.start - passage.start]
    if "conversion" in number.rule or (between.endswith("(") and count.kind == count_before.kind):
        return count._replace(governor=count_before.governor)
    stated = count.governor is not None and count.governor.action in ("put", "say", "claim", "report", "count")
    put = stated and count.phrase.rule == "noun_before"
    if put and count_before.kind in HARM and count.phrase.noun.person:
        return count._replace(kind=count_before.kind)  # "abducted 47 people; police put the figure at five"
    among = re.search(r"\b(?:including|among them|of whom|of them)\b", between) is not None
    if among and count_before.kind == "personnel" and count.phrase.noun.person and count.kind == "civilian":
        rules = (*count.rules, "part_of_force")
        return count._replace(kind="personnel", governor=count_before.governor, rules=rules)
    gapped = _is_gapped(passage, count_before, count)
    harmed = count_before.kind in HARM and not count.phrase.harm and count.phrase.noun.person
    harmed = harmed and count.phrase.rule != "crowd_of"  # "killed two men from Homs, a city of 800,000"
    if gapped or (harmed and count.kind in ("civilian", "personnel") and _is_part(passage, number_before, number)):
        rules = (*count.rules, "gapped_toll" if gapped else "part_of_toll")
        return count._replace(kind=count_before.kind, governor=count_before.governor, rules=rules)
    return count


def _is_gapped(passage: Passage, before: Count, count: Count) -> bool:
    """True for "seven people died in Queensland, five in Victoria": the verb is left out the second time."""
    if count.phrase.rule != "noun_before" or before.kind not in HARM or before.governor is None:
        return False
    if count.kind == "rate":
        return False
    if count.governor is not None and count.governor.at != before.governor.at:
        return False
    between = passage.tokens[before.governor.at + 1 : count.phrase.first]
    return bool(between) and not any(token.tag in VERB or token.text == ";" for token in between)


def _listed(passage: Passage, before: Count, count: Count) -> Count:
    """Give an item of a list the verb of the one before it: "sent 11 ships and 46 aircraft there, it said"."""
    if before.kind == "age" or count.phrase.rule == "fated":
        return count
    if before.unit == count.unit == "vote" and count.phrase.first - before.phrase.end < 2:
        return count._replace(governor=before.governor)  # "voted 507-19 to send troops"
    own = count.governor is not None and count.governor.relation == "subject" and not count.governor.passive
    if own and before.governor is not None and before.governor.relation == "object":
        return count  # "holds 12 towns, and 60,000 families have fled"
    if count.phrase.rule == "partitive" and count.governor is not None and count.governor.at == count.phrase.end:
        return count  # "5,440 warheads, 1,710 of them deployed"
    between = range(before.phrase.end, count.phrase.first)
    hedges = tables.words("hedge_words")
    joined = all(passage.tokens[at].tag in (",", "CC") or passage.tokens[at].text.lower() in hedges for at in between)
    following = passage.tokens[count.phrase.end : count.phrase.end + 2]
    apart = any(opens_clause(passage.tokens, at) for at in between) or any(t.tag in ("WDT", "WP") for t in following)
    return count._replace(governor=before.governor) if between and joined and not apart else count


def _is_part(passage: Passage, number_before: Number, number: Number) -> bool:
    """True for "30 people: eight women, seven children", "31 killed, including 13 children" and list items."""
    between = passage.text[number_before.end - passage.start : number.start - passage.start]
    if re.search(r"[:–—-] ?[‘'“\"]?$|\b(?:including|among them|of whom)\b(?: [\w-]+){0,4} ?$", between):
        return True
    tokens = passage.tokens[index_at(passage.tokens, number_before.end) : index_at(passage.tokens, number.start)]
    return any(token.tag in (",", "CC") for token in tokens) and not any(token.tag in VERB for token in tokens)
