"""Governors that the words right beside a phrase name, whatever verbs there are: "the deaths of four", "compared with".

"Putting the number of men killed at 40", "281 of the 830 bases have been closed", "the 40 guns that X sent".
"""

from collections.abc import Sequence

from analystkit import tables
from analystkit.lexicon import lemma, singular
from analystkit.passages import ADJECTIVE, NOUN, Passage
from analystkit.phrases import Phrase
from analystkit.predicates import Governor, is_reduced, subject_of_verb, verb_behind
from analystkit.records import Token
from analystkit.verb_groups import FINITE, action_of

__all__ = ["deed_before", "named_beside"]


def named_beside(passage: Passage, phrase: Phrase, before: int) -> Governor | None:
    """Return the governor that the words right beside a phrase name, whatever verbs there are."""
    tokens = passage.tokens
    of_deed = deed_before(passage, before) if before > 0 and tokens[before].text.lower() == "of" else None
    own = of_deed or _told_of_whole(tokens, phrase)
    if own is not None:
        return own
    if _is_exceeding(tokens, phrase.first):
        return Governor(phrase.first, action_of(tokens, phrase.first), "object")
    return _compared(tokens, before, phrase.end) or _put_at(tokens, before) or _of_whole(tokens, before, phrase.end)


def _compared(tokens: Sequence[Token], before: int, end: int) -> Governor | None:
    """Read "compared with 84 percent in 2019"; in "compared to 700 who had signed up" a clause tells more."""
    if any(token.tag == "WP" for token in tokens[end : end + 1]):
        return None
    if before < 1 or tokens[before].text.lower() not in ("with", "to") or tokens[before - 1].text.lower() != "compared":
        return None
    return Governor(before - 1, "compare", "oblique")


def _put_at(tokens: Sequence[Token], before: int) -> Governor | None:
    """Read the verb of "putting the number of men killed or caught since May at 40,000"."""
    if before < 2 or tokens[before].text.lower() != "at":
        return None
    verbs = (at for at in range(before - 2, max(-1, before - PUT_REACH), -1) if lemma(tokens[at].text) == "put")
    verb = next(verbs, None)
    if verb is None or any(token.text == "," for token in tokens[verb:before]):
        return None
    tallied = any(token.text.lower() in tables.words("tally_words") for token in tokens[verb + 1 : verb + 4])
    return Governor(verb, "put", "oblique") if tallied else None


PUT_REACH = 16
"""How many tokens "the number of men killed or caught since May" may have."""


def _of_whole(tokens: Sequence[Token], before: int, end: int) -> Governor | None:
    """Read "281 of the 830 bases have been closed": the verb is told of both."""
    if before < 1 or tokens[before].text.lower() != "of" or tokens[before - 1].tag != "CD" or end >= len(tokens):
        return None
    return verb_behind(tokens, end) if tokens[end].tag in ("VBP", "VBZ", "VBD", "MD") else None


def _is_exceeding(tokens: Sequence[Token], at: int) -> bool:
    """True for the verb of "deaths have surpassed 300" and "its value topped $1 trillion", which is a bound too."""
    if tokens[at].tag not in ("VBD", "VBN", "VB", "VBZ", "VBP") or at == 0:
        return False
    helped = lemma(tokens[at - 1].text) == "have" or tokens[at - 1].tag in ("MD", "TO")
    return helped or (tokens[at].tag in FINITE and tokens[at - 1].tag in NOUN)


def _told_of_whole(tokens: Sequence[Token], phrase: Phrase) -> Governor | None:
    """Read what is told of a whole alone: "a study of 900 guns seized in Lima found", "of the 40 guns that X sent"."""
    before, at = phrase.first - 1, phrase.end
    while before > 0 and tokens[before].tag in ("DT", "PRP$", "RB", "IN") and tokens[before].text.lower() != "of":
        before -= 1
    if before < 1 or tokens[before].text.lower() != "of" or not phrase.words or at + 1 >= len(tokens):
        return None
    if tokens[at].tag == "VBN" and tokens[at + 1].tag in ("IN", "TO", "RB") and not is_reduced(tokens, at):
        return Governor(at, action_of(tokens, at), "subject", True)
    linked = tokens[at].tag in ("WDT", "WP") or tokens[at].text == "that"
    contact = (
        phrase.rule == "noun_after"
        and tokens[at].tag in ("NNP", "PRP")
        and tokens[at + 1].tag in ("NNP", "VBN", *FINITE)
    )  # "bases NATO set up"
    if not (linked or contact) or (linked and tokens[at + 1].tag in FINITE):
        return None
    verb = next((i for i in range(at + 1, min(len(tokens), at + 7)) if tokens[i].tag not in SUBJECT), at)
    told = tokens[verb].tag in FINITE or (
        tokens[verb].tag == "VBN" and lemma(tokens[verb - 1].text) not in ("be", "have")
    )
    return subject_of_verb(tokens, verb)._replace(relation="object") if told and verb > at else None


SUBJECT = (*NOUN, *ADJECTIVE, "DT", "PRP", "PRP$", "POS", "RB")


def deed_before(passage: Passage, preposition: int) -> Governor | None:
    """Read a noun of action before "of": "the deaths of four members", "a war between two states", "torching of"."""
    tokens = passage.tokens
    if preposition < 1:
        return None
    word, noun = tokens[preposition].text.lower(), tokens[preposition - 1]
    raids = word == "on" and singular(noun.text.lower()) in tables.words("attack_nouns")
    done = noun.tag in NOUN and (word == "by" or raids)
    if word not in ("of", "between", "against") and not done:
        return None
    action = tables.mapping("action_nouns", "noun", "action").get(noun.text.lower())
    deed = preposition > 1 and tokens[preposition - 2].tag == "DT" and noun.text.endswith("ing")
    if not action and deed and lemma(noun.text) in tables.column("verbs", "verb"):
        action = lemma(noun.text)
    return Governor(preposition - 1, action, "noun") if action else None
