"""The noun phrase that stands after a number: head noun and modifiers, shared nouns, participles for people.

A hand-written scan over part-of-speech tags, from the number to the right. Each way to find the noun is one small
named rule, by the tokens at which the number begins and after which it ends.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analystkit import tables
from analystkit.lexicon import Noun, harm_named, lemma, noun_of, singular
from analystkit.passages import ADJECTIVE, NOUN, QUOTES, Passage, in_moment, index_at, is_demonym, noun_run
from analystkit.records import Number, Token

__all__ = [
    "PEOPLE",
    "Phrase",
    "attributive",
    "compound",
    "demonym",
    "hyphenated",
    "joined_modifiers",
    "noun_after",
    "noun_after_next_number",
    "noun_after_of",
    "participle",
    "people_in",
    "strong",
    "suspended",
]

PEOPLE = Noun("person", "civilian", True)
"""What is counted where a verb of harm or "who" says that they are people, and nothing says which."""

SOLDIERS = PEOPLE._replace(kind="personnel")
"""What is counted where a body that is made of them says that they serve."""


class Phrase(NamedTuple):
    """The noun phrase of a number, as indices of tokens: ``first`` to ``end``, end exclusive."""

    first: int
    head: int
    end: int
    words: tuple[str, ...]
    """The counted words up to the head, as written, without the number."""
    noun: Noun
    rule: str
    harm: str = ""
    """killed, wounded or captured where a participle stands for the people: "12 killed"."""


def people_in(body: str) -> Noun | None:
    """Return whom a body of people is made of: soldiers in a garrison, people in a crowd, else None."""
    word = body.lower()
    if word in tables.words("force_words"):
        return SOLDIERS
    return PEOPLE if word in tables.words("crowd_words") else None


def participle(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "12 killed", "100 wounded", "three of the dead", "six of the 22 killed": the people are left unsaid."""
    tokens = passage.tokens
    at = after + (after < len(tokens) and tokens[after].text.lower() in ("more", "others", "other", "still"))
    if [token.text.lower() for token in tokens[at : at + 2]] in (["of", "the"], ["of", "those"]):
        at += 2 + (at + 2 < len(tokens) and tokens[at + 2].tag == "CD")
    if at >= len(tokens):
        return None
    token = tokens[at]
    harm = harm_named(token.text)
    if not harm or (at + 1 < len(tokens) and tokens[at + 1].tag in NOUN and not in_moment(passage, tokens[at + 1])):
        return None
    return Phrase(first, at, at + 1, (token.text,), PEOPLE, "participle", harm)


def hyphenated(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "six-car convoy", "15-member council": the noun is glued to the number."""
    tokens = passage.tokens
    if after + 1 >= len(tokens) or tokens[after].text != "-" or tokens[after].start != tokens[after - 1].end:
        return None
    word = tokens[after + 1]
    if word.tag not in NOUN or word.text.lower() in tables.words("number_compounds"):
        return None
    run = noun_run(passage, after + 1)
    end = run[1] if run else after + 2
    return Phrase(first, after + 1, end, (word.text,), noun_of((word.text,)), "hyphenated")


def strong(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "a 5,000-strong brigade", "the unit, 90 strong," as soldiers, "a six-strong flotilla of ships" as ships."""
    tokens = passage.tokens
    parted = first > 1 and (tokens[first - 1].text == "," or lemma(tokens[first - 1].text) == "be")
    if tokens[after : after + 1] and tokens[after].text == "strong" and parted:
        return Phrase(first, after, after + 1, (), people_in(tokens[first - 2].text) or SOLDIERS, "strong")
    if [token.text.lower() for token in tokens[after : after + 2]] != ["-", "strong"]:
        return None
    run = noun_run(passage, after + 2)
    if run is None:
        return None
    after_of = tokens[run[1] + 1 : run[1] + 1 + OF_REACH] if tokens[run[1]].text.lower() == "of" else []
    plural = next((token.text for token in after_of if token.tag == "NNS"), "")
    noun = noun_of((plural,)) if plural else people_in(tokens[run[0]].text) or SOLDIERS
    return Phrase(first, run[0], run[1], (plural,) if plural else (), noun, "strong")


OF_REACH = 10
"""How many tokens after "of" the plural may stand: "of French and British warships"."""


def suspended(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "four-, five- and six-cylinder engines": the noun is glued to the last number only."""
    tokens = passage.tokens
    hyphen = tokens[after : after + 1]
    if not hyphen or hyphen[0].text != "-" or hyphen[0].start != tokens[after - 1].end:
        return None
    follows = next((n for n in passage.numbers if n.start > hyphen[0].start), None)
    at = index_at(tokens, follows.start) if follows else len(tokens)
    if at - after > 3 or any(token.tag not in (",", "CC", "TO", "IN") for token in tokens[after + 1 : at]):
        return None
    later = index_at(tokens, follows.end) if follows else at
    return suspended(passage, first, later) or hyphenated(passage, first, later)


def attributive(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "the 12 page document", "a 3 cylinder engine": the hyphen is left out, and the noun after it is one."""
    tokens = passage.tokens
    if after + 1 >= len(tokens) or tokens[after].tag != "NN" or tokens[after - 1].text.lower() in ("one", "1"):
        return None
    run = noun_run(passage, after)
    if run is None or run[0] == after or tokens[run[0]].tag != "NN" or _is_plural(tokens[run[0]].text):
        return None
    word = tokens[after].text
    return Phrase(first, after, run[1], (word,), noun_of((word,)), "attributive")


def _is_plural(word: str) -> bool:
    """True for a noun that counts more than one as it stands: "tanks", "staff", "aircraft"."""
    return word.lower().endswith("s") or word.lower() in tables.words("plural_nouns")


def joined_modifiers(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "200 army and navy officers", "90 air, sea and ground-launched missiles": joined nouns describe the last."""
    tokens, at = passage.tokens, after
    while at + 1 < len(tokens) and tokens[at].tag == "NN" and not _is_plural(tokens[at].text):
        joint = tokens[at + 1]
        at += 2
        if joint.tag == "CC":
            counted = at < len(tokens) and tokens[at].tag == "CD"  # "14 Su-24 and 12 Su-25 attack aircraft"
            apart = counted or (at < len(tokens) and tokens[at].text.lower() in tables.words("quantifiers"))
            run = None if apart else noun_run(passage, at)
            if run is None or run[0] == at or not _is_plural(tokens[run[0]].text):
                return None
            words = tuple(token.text for token in tokens[after : run[0] + 1])
            return Phrase(first, run[0], run[1], words, noun_of(compound(words)), "joined_modifiers")
        if joint.tag != ",":
            return None
    return None


def noun_after(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "20 Russian warships", "hundreds more soldiers": the noun follows the number."""
    if after < len(passage.tokens) and passage.tokens[after].text == "-":
        return None
    return _phrase(passage, first, after, "noun_after")


def noun_after_of(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "hundreds of villagers", "two of his associates", "three of its last 31 tanks"."""
    tokens = passage.tokens
    if after >= len(tokens) or tokens[after].text.lower() != "of":
        return None
    start = after + 1
    owner = next((at for at in range(start, min(start + 4, len(tokens) - 1)) if tokens[at].tag == "POS"), None)
    if owner is not None and tokens[owner + 1].tag == "CD":
        start = owner + 1  # "3,000 of Germany's 180,000 soldiers"
    while start < len(tokens) and tokens[start].tag in ("DT", "PRP$", "PDT", "CD", "$"):
        start += 1
    if start + 1 < len(tokens) and tokens[start].tag in ("JJ", "VBN") and tokens[start + 1].tag == "CD":
        start += 2
        while start < len(tokens) and tokens[start].tag == "CD":
            start += 1  # "300,000 of the promised 1 million shells"
    return _phrase(passage, first, start, "noun_after_of")


def noun_after_next_number(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "4,000 Ukrainian and 2,000 foreign troops", "from 200 to 300 people": the next number holds the noun."""
    tokens = passage.tokens
    if (
        after < len(tokens)
        and tokens[after].text.lower() in ("to", "or", "and")
        and _number_led_from(passage, after + 1)
    ):
        phrase = noun_after(passage, first, index_at(tokens, _end_of_number(passage, after + 1)))
        return phrase and phrase._replace(head=after - 1, end=after, rule="shared_noun")
    index = after
    while index < len(tokens) and tokens[index].tag in (
        *ADJECTIVE,
        "NNP",
        "NNPS",
        "HYPH",
        ",",
        "CC",
        "IN",
        "RB",
        "NN",
    ):
        index += 1
    number = _number_starting(passage, index)
    if number is None or index == after or not _joins(passage, after, index) or _are_types(tokens[after:index]):
        return None
    later = index_at(tokens, number.end)
    phrase = noun_after_next_number(passage, index, later) or noun_after(passage, index, later)
    if phrase is None or _names_people(passage, phrase.head) or _are_people(tokens[index - 2].text):
        return None  # "one Malaysian and three South Koreans", "six Hindus and two nurses"
    own = tuple(token.text for token in tokens[after:index] if token.tag not in ("CC", ","))
    if own and TYPE.fullmatch(own[-1]) and not any(char.isdigit() for char in "".join(phrase.words)):
        return None  # "1 BMP-2 and 3 trucks"; "two F-16 and three F-35 jets" share theirs
    words = (*own, phrase.words[-1])
    return phrase._replace(first=first, head=index - 2, end=index - 1, words=words, rule="shared_noun")


def _are_types(own: Sequence[Token]) -> bool:
    """True for "14 T-90Ms and", "eight F-16s,": what has a plural of its own shares none."""
    named = [token.text for token in own if token.tag not in ("CC", ",")]
    return bool(named) and (named[-1] in tables.words("type_plurals") or TYPES.fullmatch(named[-1]) is not None)


TYPE = re.compile(r"[A-Z][A-Za-z]*-\d\w*")
TYPES = re.compile(r"(?:[A-Z][\w-]*)?\d[\w-]*s")


def _are_people(word: str) -> bool:
    return word[:1].isupper() and singular(word) != word.lower() and noun_of((word,)).person


def _names_people(passage: Passage, head: int) -> bool:
    token = passage.tokens[head]
    return token.text[:1].isupper() and token.text.endswith("s") and is_demonym(passage, token)


def demonym(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "one Malaysian, one Brit and three South Koreans": each is of that people, where no noun follows."""
    tokens = passage.tokens
    if after + 1 >= len(tokens) or tokens[after].tag not in ("JJ", "NNP") or not is_demonym(passage, tokens[after]):
        return None
    if tokens[after + 1].tag not in (",", "CC", "."):
        return None
    noun = Noun(singular(tokens[after].text), "civilian", True)
    return Phrase(first, after, after + 1, (tokens[after].text,), noun, "demonym")


def _joins(passage: Passage, after: int, index: int) -> bool:
    """True where only adjectives and one "and" or comma stand between; "2,980, down 5 points" are two levels."""
    between = passage.tokens[after:index]
    joints = [token for token in between if token.tag in ("CC", ",")]
    if any(token.text.lower() in ("up", "down", "from") for token in between):
        return False
    adjectives = [token for token in between if token.tag in (*ADJECTIVE, "NNP", "NNPS") or is_demonym(passage, token)]
    others = [token for token in between if token.tag in ("IN", "NN") and not is_demonym(passage, token)]
    others += [token for token in between if token.tag == "NNPS"]  # "14 Australians and seven others"
    return bool(joints) and len(adjectives) <= 3 and not others


def _number_starting(passage: Passage, index: int) -> Number | None:
    if index >= len(passage.tokens):
        return None
    offset = passage.tokens[index].start
    return next((number for number in passage.numbers if number.start == offset), None)


def _number_led_from(passage: Passage, index: int) -> Number | None:
    """Return the number that begins at a token, or whose hedge does: "10,000 and as many as 300,000 people"."""
    if index >= len(passage.tokens):
        return None
    offset = passage.tokens[index].start
    return next((number for number in passage.numbers if offset in (number.lead, number.start)), None)


def _end_of_number(passage: Passage, index: int) -> int:
    number = _number_led_from(passage, index)
    return number.end if number else 0


def _phrase(passage: Passage, first: int, start: int, rule: str) -> Phrase | None:
    joined = passage.tokens[start : start + 1]
    run = noun_run(passage, start) if joined and joined[0].tag != "CC" else None  # "Norway six and Germany six"
    if run is None:
        return None
    words = tuple(token.text for token in passage.tokens[start : run[0] + 1] if token.text not in QUOTES)
    if len(words) == 1 and passage.tokens[first].text.lower() not in ALONE and _is_verb(words[0]):
        return None
    return Phrase(first, run[0], run[1], words, noun_of(compound(words)), rule)


ALONE = ("one", "1")
"""Numbers with a noun in the singular."""


@cache
def _is_verb(word: str) -> bool:
    """True for "belong" in "three of the five belong": two of a thing have a plural."""
    if lemma(word) in ("be", "have", "do", "put"):
        return True
    return word in tables.column("verbs", "verb") and word not in tables.column("nouns", "noun")


def compound(words: tuple[str, ...]) -> tuple[str, ...]:
    """Join what hyphens hold together, so that "anti-tank missiles" is two words."""
    joined = " ".join(words).replace(" - ", "-").replace(" -", "-")
    return tuple(joined.split())
