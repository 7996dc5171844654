"""The verb that governs a counted phrase.

No parser: a scan to the left for a verb whose object the phrase is, a scan to the right for the verb whose subject
it is. Scans stop at the edges of a clause.
"""

from collections.abc import Sequence

from analystkit import tables
from analystkit.asides import aside_around
from analystkit.clause_edges import REACH
from analystkit.governing_words import deed_before, named_beside
from analystkit.lexicon import lemma
from analystkit.passages import ADJECTIVE, NOUN, Passage
from analystkit.phrases import Phrase
from analystkit.predicates import (
    Governor,
    has_object,
    is_modifier,
    is_preposition,
    is_reduced,
    verb_behind,
)
from analystkit.records import Token
from analystkit.verb_groups import FINITE, VERB, action_of, group_start, is_passive

__all__ = [
    "FINITE",
    "REACH",
    "VERB",
    "Governor",
    "find_governor",
    "group_start",
    "is_preposition",
]


def find_governor(passage: Passage, phrase: Phrase) -> Governor | None:
    """Return the verb or noun of action that governs a phrase, or None where none does."""
    governor = _governor(passage, phrase)
    return governor if governor is not None and governor.action else _freed(passage.tokens, phrase) or governor


def _freed(tokens: Sequence[Token], phrase: Phrase) -> Governor | None:
    """Read the participle of "was one of the 15 hostages rescued by the army", where the verb says nothing."""
    at = phrase.end
    if at + 1 >= len(tokens) or not phrase.words or is_reduced(tokens, at):
        return None
    words = [token.text.lower() for token in tokens[at + 1 : at + 3]]
    if words in (["among", "those"], ["among", "the"]) and tokens[at + 3 : at + 4] and tokens[at + 3].tag == "VBN":
        return Governor(at + 3, action_of(tokens, at + 3), "subject", True)  # "were among those killed"
    doing = tokens[at].tag == "VBG"  # "one of two pictures leading the list"
    free = tokens[at].tag == "VBN" and tokens[at + 1].tag in ("IN", "TO", "RB", ".", ",", *FINITE)
    return Governor(at, action_of(tokens, at), "subject", not doing) if free or doing else None


def _governor(passage: Passage, phrase: Phrase) -> Governor | None:
    tokens = passage.tokens
    before = _skip_left(tokens, phrase.first - 1)
    beside = named_beside(passage, phrase, before)
    if beside is not None:
        return beside
    if before >= 0 and _is_attribute(tokens, before):
        before = _skip_left(tokens, _skip_noun_phrase(tokens, before - 1))
    if before >= 0 and tokens[before].tag in VERB and not is_reduced(tokens, before):
        return _as_were(tokens, before) or _said(tokens, before, phrase) or _object(tokens, before, phrase)
    if before > 0 and _is_group(tokens, before, phrase.end):
        return verb_behind(tokens, phrase.end)
    if before >= 0 and is_preposition(tokens[before]):
        return _behind_preposition(passage, phrase, before)
    if _is_gap(tokens, phrase):
        return _left(tokens, before, "oblique") or verb_behind(tokens, phrase.end)
    return _given(tokens, phrase, before) or _subject_or_object(tokens, phrase, before)


def _behind_preposition(passage: Passage, phrase: Phrase, preposition: int) -> Governor | None:
    tokens = passage.tokens
    return (
        _relative(tokens, phrase.end)
        or _undergone(tokens, phrase.end)
        or _absolute(tokens, preposition, phrase.end)
        or deed_before(passage, preposition)
        or _left(tokens, preposition, "oblique")
        or _adjunct(tokens, preposition, phrase.end)
    )


def _given(tokens: Sequence[Token], phrase: Phrase, before: int) -> Governor | None:
    """Read "gave both sides 48 hours to show they were serious"."""
    if phrase.words or phrase.end >= len(tokens) or tokens[phrase.end].tag != "TO":
        return None
    given = _left(tokens, before, "object")
    return given if given is not None and given.action else None


def _subject_or_object(tokens: Sequence[Token], phrase: Phrase, before: int) -> Governor | None:
    """Read the verb behind a phrase, else that before it: "killed one, but seven in the house remain"."""
    contrast = before >= 0 and tokens[before].text.lower() in tables.words("contrast_words")
    right = verb_behind(tokens, phrase.end, phrase.end if contrast else 0)
    return _part(tokens, phrase) or _undergone(tokens, phrase.end) or right or _left(tokens, before, "object")


def _is_gap(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True for "two years ago" and "two days after being rescued": when something else was done."""
    if phrase.end >= len(tokens) or phrase.words or tokens[phrase.end - 1].tag not in NOUN:
        return False
    word = tokens[phrase.end].text.lower()
    return word == "ago" or (word in ("after", "before") and phrase.end + 1 < len(tokens))


def _is_attribute(tokens: Sequence[Token], index: int) -> bool:
    """True for "worth" in "goods worth $28 million" and "magnitude" in "a magnitude 6.4 earthquake"."""
    return tokens[index].text.lower() in tables.words("attribute_words")


def _skip_noun_phrase(tokens: Sequence[Token], index: int) -> int:
    """Step over a noun phrase to the left, to the verb or preposition before it: "hundreds of technical goods"."""
    while index >= 0:
        of_number = tokens[index].text == "of" and index > 0 and tokens[index - 1].tag == "CD"
        if not of_number and tokens[index].tag not in (*NOUN, *ADJECTIVE, "CD", "DT", "VBN"):
            break
        index -= 1
    return index


def _as_were(tokens: Sequence[Token], index: int) -> Governor | None:
    """Read on to the verb before "as" in "90 civilians were wounded, as were seventeen soldiers"."""
    if index < 2 or lemma(tokens[index].text) not in ("be", "do", "have"):
        return None
    if tokens[index - 1].text.lower() not in ("as", "so", "nor"):
        return None
    governor = _left(tokens, index - 2, "subject")
    return governor if governor is not None and governor.action else None


def _is_group(tokens: Sequence[Token], of: int, end: int) -> bool:
    """True for the subject of "After it closed, a group of 300 protesters gathered": the verb is right behind."""
    if tokens[of].text != "of" or end >= len(tokens) or tokens[end].tag not in FINITE:
        return False
    if tokens[of - 1].text.lower() in tables.column("action_nouns", "noun"):
        return False
    first = of - 1
    while first >= 0 and tokens[first].tag in ("DT", *ADJECTIVE, *NOUN):
        first -= 1
    return first < of - 1 and (first < 0 or tokens[first].text == ",")


def _absolute(tokens: Sequence[Token], preposition: int, index: int) -> Governor | None:
    """Read the participle of "with 40 homes destroyed" and "with 12 inches of rain expected"."""
    if tokens[preposition].text.lower() != "with":
        return None
    while index < len(tokens) and (tokens[index].text == "of" or tokens[index].tag in (*NOUN, *ADJECTIVE, "DT")):
        index += 1
    if index >= len(tokens) or tokens[index].tag not in ("VBN", "VBG") or is_reduced(tokens, index):
        return None
    return Governor(index, action_of(tokens, index), "subject", tokens[index].tag == "VBN")


def _undergone(tokens: Sequence[Token], index: int) -> Governor | None:
    """Read the participle of "led to 300 men getting detained", "ended with 20 being killed"."""
    if index + 1 >= len(tokens) or tokens[index].text.lower() not in ("being", "getting"):
        return None
    return (
        Governor(index + 1, action_of(tokens, index + 1), "subject", True) if tokens[index + 1].tag == "VBN" else None
    )


def _part(tokens: Sequence[Token], phrase: Phrase) -> Governor | None:
    """Read "300 people were arrested, 80 of whom were students" as arrested, "90% of which come from" as come."""
    for at in range(phrase.first + 1, min(phrase.first + 4, len(tokens) - 1)):
        if tokens[at].text == "of" and tokens[at + 1].text.lower() == "them":
            return _told_before(tokens, phrase)
        if tokens[at].text == "of" and tokens[at + 1].tag in ("WP", "WDT"):
            governor = verb_behind(tokens, at + 2)
            known = governor is not None and governor.action
            return governor if known else _left(tokens, phrase.first - 1, "subject")
    return None


def _told_before(tokens: Sequence[Token], phrase: Phrase) -> Governor | None:
    """Read "a trip that ended with 21 people dying, 14 of them Swiss, cost" as dying: what is told of the whole.

    The 90 of "200 warheads, 90 of them deployed, and" have a participle of their own.
    """
    own = next((i for i in range(phrase.end, min(phrase.end + 2, len(tokens))) if tokens[i].tag in VERB), None)
    if own is not None:
        alone = tokens[own].tag == "VBN" and not is_reduced(tokens, own)
        return Governor(own, action_of(tokens, own), "subject", True) if alone else None
    for at in range(phrase.first - 1, max(0, phrase.first - REACH), -1):
        if tokens[at].tag == "CD":
            return None
        if tokens[at].tag in VERB and not is_reduced(tokens, at) and not is_modifier(tokens, at):
            return Governor(at, action_of(tokens, at), "subject", is_passive(tokens, at))
    return None


def _skip_left(tokens: Sequence[Token], index: int) -> int:
    """Step over what stands between a verb or preposition and a number: "killed at least another 12"."""
    if index > 0 and tokens[index].tag == "DT" and tokens[index - 1].tag == "RP":
        index -= 2  # "carry out the two missions"
    while index >= 0:
        token = tokens[index]
        hedge = token.text.lower() in tables.words("hedge_words")
        if token.text.lower() == "that":
            return index
        if index and tokens[index - 1].tag == "HYPH":
            index -= 3
            continue
        if index and token.text == "of" and tokens[index - 1].text.lower() in SUMS:
            index -= 2  # "a total of 40 people died"
            continue
        if index and token.tag in ("VBN", "VBG") and tokens[index - 1].text.lower() in ("a", "an", "the"):
            index -= 1  # "killed a staggering 300 people"
            continue
        if not hedge and token.tag not in (
            "DT",
            "RB",
            "RBR",
            "RBS",
            "JJR",
            "JJS",
            "PDT",
            "PRP$",
            "$",
            "``",
            "''",
            *ADJECTIVE,
        ):
            return index
        index -= 1
    return index


SUMS = ("total", "sum")


# -- to the left


def _said(tokens: Sequence[Token], index: int, phrase: Phrase) -> Governor | None:
    """Read on after a verb of saying: in "said 55 people have been killed" the people are no object of "said".

    They are of "announced a $3 million package for Peru that includes": a clause of its own tells of the package.
    """
    if tokens[index].text.lower() not in tables.words("speech_verbs"):
        return None
    if phrase.noun.unit == "life" and lemma(tokens[index].text) == "claim":
        return None  # fighting that claimed 12 lives says nothing
    governor = verb_behind(tokens, phrase.end)
    end = governor.at if governor is not None else phrase.end
    if governor is not None and tokens[end].text.lower() in tables.words("valuing_participles"):
        return None  # "report 15,600 missing items valued at"
    apart = any(t.tag in ("WDT", "WP") or t.text.lower() == "that" for t in tokens[phrase.end : end])
    return None if apart and lemma(tokens[index].text) in tables.words("unveiling_verbs") else governor


def _relative(tokens: Sequence[Token], index: int) -> Governor | None:
    """Read the clause of "among the 800 who have arrived", which says more than the verb before it."""
    if (
        index + 1 >= len(tokens)
        or tokens[index].tag not in ("WP", "WDT")
        or tokens[index + 1].tag not in (*FINITE, "RB")
    ):
        return None
    return verb_behind(tokens, index + 1)


def _adjunct(tokens: Sequence[Token], preposition: int, index: int) -> Governor | None:
    """Read the verb to the right of a phrase that a preposition opens: "In two attacks, they killed".

    In "Karo, a firm with 300 workers, said" the verb tells nothing of the workers.
    """
    governor = verb_behind(tokens, index)
    aside = aside_around(tokens, preposition) if tokens[preposition].text.lower() == "with" else None
    apart = aside is not None and governor is not None and governor.at >= aside[1]
    return None if apart or governor is None else governor._replace(relation="adjunct")


def _object(tokens: Sequence[Token], index: int, phrase: Phrase) -> Governor:
    """Read the verb right before the phrase; "there were 12 killed" looks on to the participle."""
    behind = tokens[phrase.end : phrase.end + 1]
    if behind and behind[0].tag in ("VBP", "VBZ", "MD") and lemma(tokens[index].text) in tables.words("clause_verbs"):
        return verb_behind(tokens, phrase.end) or Governor(index, action_of(tokens, index), "object")
    index = _first_of_two(tokens, index)
    governor = Governor(index, action_of(tokens, index), "object", is_passive(tokens, index))
    if governor.action != "be":
        return governor
    if not phrase.words and behind and behind[0].tag == "VBN":
        return Governor(phrase.end, action_of(tokens, phrase.end), "subject", True)  # "is 75 percent contained"
    if index and tokens[index - 1].tag == "VBN" and (index == 1 or tokens[index - 2].tag in ("RB", ",", "CC")):
        return Governor(index - 1, action_of(tokens, index - 1), "object", True)  # "Also found were four knives"
    there = any(token.tag == "EX" for token in tokens[max(0, index - 3) : index])
    deed = tables.mapping("action_nouns", "noun", "action").get(phrase.words[-1].lower(), "") if phrase.words else ""
    return (verb_behind(tokens, phrase.end) if there else None) or governor._replace(action=deed if there else "")


def _first_of_two(tokens: Sequence[Token], index: int) -> int:
    """Return the first verb of "killed and buried 30 people"; "came and killed" has an object only for the second."""
    if index < 2 or tokens[index - 1].tag != "CC" or tokens[index - 2].tag != tokens[index].tag:
        return index
    return index if lemma(tokens[index - 2].text) in tables.words("intransitive_verbs") else index - 2


def _left(tokens: Sequence[Token], index: int, relation: str) -> Governor | None:
    """Find the verb of the clause that a prepositional phrase or a list item belongs to."""
    for at in range(index, max(-1, index - REACH), -1):
        token = tokens[at]
        edge = token.text.lower() in tables.words("left_edges") and token.tag != "DT"  # not in "that week"
        if edge and not has_object(tokens, at):
            return None
        if token.tag in VERB and not is_reduced(tokens, at) and not is_modifier(tokens, at):
            action = action_of(tokens, at)
            return Governor(at, "" if action == "be" else action, relation, is_passive(tokens, at))
        if token.text in (";", ":") or token.tag in ("WDT", "WP"):
            return None
    return None
