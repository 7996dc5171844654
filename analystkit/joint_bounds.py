"""The bound that two counts share: "at least four civilians and one soldier" are at least four and at least one."""

from dataclasses import replace

from analystkit.passages import Passage
from analystkit.phrases import Phrase
from analystkit.records import Number

__all__ = ["with_joint_bound"]


def with_joint_bound(passage: Passage, before: Number, first: Phrase, number: Number, second: Phrase) -> Number:
    """Return a number with the bound of the one before it, where nothing but "and" stands between two counted nouns.

    Parameters
    ----------
    passage : the sentence.
    before, first : the number before and what it counts.
    number, second : the number and what it counts; one with a bound of its own comes back as it is.
    """
    if number.bound != "exact" or before.bound not in ("approx", "at_least", "at_most") or before.tail > before.end:
        return number
    nouns = first.rule == second.rule == "noun_after" and second.first > first.end
    between = passage.tokens[first.end : second.first]
    if not nouns or [token.text.lower() for token in between] != ["and"]:
        return number
    low, high = (None if before.low is None else number.low), (None if before.high is None else number.high)
    return replace(number, low=low, high=high, bound=before.bound, rule=f"{number.rule} joint")
