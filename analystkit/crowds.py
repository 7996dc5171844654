"""People that a number counts without a word for them: "the 300 who voted", "a crowd of 400", "another 12 joined"."""

from collections.abc import Sequence

from analystkit import tables
from analystkit.lexicon import lemma, noun_of
from analystkit.noun_phrases import PEOPLE, Phrase, people_in
from analystkit.passages import Passage
from analystkit.records import Token

__all__ = ["acting_people", "children_of", "crowd_of", "of_us", "people_who"]


def people_who(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "the 2.8 million who voted": only people are "who"."""
    if after >= len(passage.tokens) or passage.tokens[after].text.lower() not in ("who", "whose"):
        return None
    return Phrase(first, after - 1, after, (), PEOPLE, "people_who")


def of_us(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "they took 14 of us": people; "the two of us" is a way to say we."""
    words = [token.text.lower() for token in passage.tokens[after : after + 2]]
    definite = first > 0 and passage.tokens[first - 1].text.lower() == "the"
    counted = words in (["of", "us"], ["of", "you"]) and not definite
    return Phrase(first, after - 1, after + 2, (), PEOPLE, "of_us") if counted else None


def children_of(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "a mother of four": her children."""
    words = [token.text.lower() for token in passage.tokens[max(0, first - 2) : first]]
    if len(words) < 2 or words[1] != "of" or words[0] not in tables.words("parent_words"):
        return None
    return Phrase(first, after - 1, after, (), noun_of(("children",)), "children_of")


def crowd_of(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "a crowd of 20,000", "a garrison of 400", "a city of 800,000": people, or soldiers."""
    words = [token.text.lower() for token in passage.tokens[max(0, first - 2) : first]]
    if len(words) < 2 or words[1] != "of":
        return None
    noun = people_in(words[0]) or (
        PEOPLE if words[0] in tables.words("band_words") | tables.words("inhabited_nouns") else None
    )
    return Phrase(first, after - 1, after, (), noun, "crowd_of") if noun else None


def acting_people(passage: Passage, first: int, after: int) -> Phrase | None:
    """Read "upwards of 200 attended", "another 12 joined", "twelve more escaped": only people do that."""
    tokens = passage.tokens
    at = after + (after < len(tokens) and tokens[after].text.lower() in ("more", "others"))
    if at >= len(tokens) or tokens[at].tag not in ("VBD", "VBP", "MD", "VBN"):
        return None
    acts = lemma(tokens[at].text) in tables.words("acting_verbs") or _turns_out(tokens, at)
    return Phrase(first, after - 1, at, (), PEOPLE, "acting_people") if acts else None


def _turns_out(tokens: Sequence[Token], at: int) -> bool:
    """True for "turned out", "showed up", "signed up"."""
    pair = f"{lemma(tokens[at].text)} {tokens[at + 1].text.lower()}" if at + 1 < len(tokens) else ""
    return pair in ("turn out", "turn up", "show up", "sign up")
