"""What a bare level is a level of: "the number of users rose to 40 million", "police put the crowd at 36,000"."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from analystkit import tables
from analystkit.cardinals import any_of
from analystkit.lexicon import Noun, harm_named, lemma, noun_of
from analystkit.noun_phrases import PEOPLE, people_in
from analystkit.passages import Passage, noun_run, text_before
from analystkit.phrases import Phrase
from analystkit.referents import find_tallied, find_thing, words_after_of

__all__ = ["find_level"]


def find_level(passage: Passage, phrase: Phrase) -> Phrase:
    """Return the phrase of a number with what its level is of, where it is a bare level and the sentence tells.

    Parameters
    ----------
    passage : the sentence.
    phrase : what a number counts; any but a bare level comes back as it is.
    """
    if phrase.rule != "bare_level":
        return phrase
    return next((found for rule in RULES if (found := rule(passage, phrase))), phrase)


# -- rules


def toll(passage: Passage, phrase: Phrase) -> Phrase | None:
    """Read "the death toll rose to 41" as deaths."""
    if not TOLL.search(_before(passage, phrase)):
        return None
    return phrase._replace(words=("deaths",), noun=Noun("death", "killed", False), rule="toll")


def _before(passage: Passage, phrase: Phrase) -> str:
    """Return the words before a number in its clause: in "the toll reached 69, and 36 were missing" no toll."""
    return CLAUSES.split(text_before(passage, phrase.first))[-1].rstrip()


CLAUSES = re.compile(r"; |, (?:and|but|while|with) ")


TOLL = re.compile(
    r"\b(?:death toll|toll of the dead|number of (?:dead|deaths|people killed|those killed|fatalities)"
    r"|toll(?=(?: [\w’']+){0,6}\Z))",
    re.I,
)


def number_harmed(passage: Passage, phrase: Phrase) -> Phrase | None:
    """Read "the number of wounded rose to nineteen": people, and what befell them."""
    match = _harmed().search(_before(passage, phrase))
    return phrase._replace(noun=PEOPLE, rule="number_of", harm=harm_named(match["harm"])) if match else None


@cache
def _harmed() -> re.Pattern[str]:
    harms = any_of(tables.column("harm_words", "word"))
    return re.compile(
        rf"\b(?:numbers?|count|tally|toll) of (?:the |those )?(?:[\w-]+(?<!s) )?(?P<harm>{harms})(?! people)\b"
        r"(?=(?: [\w’'-]+){0,8}\Z)",
        re.I,
    )


def rated_thing(passage: Passage, phrase: Phrase) -> Phrase | None:
    """Read "put the crowd at 36,000", "put deaths at 479", "put the number of militants killed at 40,000"."""
    tokens, at = passage.tokens, phrase.first - 1
    if at < 2 or tokens[at].text.lower() != "at":
        return None
    verbs = (i for i in range(at - 1, max(-1, at - RATED_REACH), -1) if lemma(tokens[i].text) in ("put", "estimate"))
    verb = next(verbs, None)
    if verb is None:
        return None
    run = noun_run(passage, verb + 1 + (tokens[verb + 1].tag in ("DT", "PRP$")))
    if run is None:
        return None
    if tokens[run[0]].text.lower() in tables.words("tally_words") and tokens[run[1]].text.lower() == "of":
        return _counted(passage, phrase, words_after_of(passage, run[1]))
    noun = noun_of((tokens[run[0]].text,))
    people = people_in(tokens[run[0]].text) or (noun if noun.kind in tables.words("hit_kinds") else None)
    return phrase._replace(noun=people, rule="strength") if people else None


RATED_REACH = 12
"""How many tokens may stand between "put" and "at"."""


def strength(passage: Passage, phrase: Phrase) -> Phrase | None:
    """Read "the garrison grew to 400" as soldiers, "the crowd swelled to 3,000" as people."""
    people = people_in(find_thing(passage, phrase).rpartition(" ")[2])
    return phrase._replace(noun=people, rule="strength") if people else None


def number_of(passage: Passage, phrase: Phrase) -> Phrase | None:
    """Read "the number of users rose to 40 million", "user numbers rose to 40 million"."""
    return _counted(passage, phrase, find_tallied(passage, phrase))


def _counted(passage: Passage, phrase: Phrase, words: tuple[str, ...]) -> Phrase | None:
    if not words:
        return None
    return phrase._replace(words=words, noun=noun_of(words), rule="number_of", harm=_harm_of(passage, phrase, words))


def _harm_of(passage: Passage, phrase: Phrase, words: Sequence[str]) -> str:
    """Return what befell those whose number is told: "the number of militants killed rose to 300"."""
    before = [token.text for token in passage.tokens[max(0, phrase.first - 12) : phrase.first]]
    after = [word for last, word in pairwise(before) if last == words[-1]]
    return harm_named(after[-1]) if after else ""


RULES: tuple[Callable[[Passage, Phrase], Phrase | None], ...] = (
    toll,
    number_harmed,
    rated_thing,
    strength,
    number_of,
)
"""In this order the first rule with an opinion wins."""
