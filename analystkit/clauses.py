"""The verb that governs a counted phrase.

No parser: a scan to the left for a verb whose object the phrase is, a scan to the right for the verb whose subject
it is. Scans stop at the edges of a clause.
"""

from collections.abc import Sequence
from typing import NamedTuple

from analystkit import tables
from analystkit.clause_edges import REACH, opens_clause, subordinates
from analystkit.lexicon import lemma
from analystkit.passages import ADJECTIVE, NOUN, Passage
from analystkit.phrases import Phrase
from analystkit.records import Token
from analystkit.verb_groups import FINITE, VERB, action_of, group_start, is_passive, main_verb

__all__ = [
    "FINITE",
    "REACH",
    "VERB",
    "Governor",
    "find_governor",
    "group_start",
    "is_preposition",
]


class Governor(NamedTuple):
    """The word that governs a phrase: a verb, or a noun of action as in "the deaths of four members"."""

    at: int
    action: str
    relation: str
    """subject, object, oblique or noun."""
    passive: bool = False


def _subject_of(tokens: Sequence[Token], index: int) -> Governor:
    at, action, passive = main_verb(tokens, index)
    return Governor(at, action, "subject", passive)


def find_governor(passage: Passage, phrase: Phrase) -> Governor | None:
    """Return the verb or noun of action that governs a phrase, or None where none does."""
    governor = _governor(passage, phrase)
    return governor if governor is not None and governor.action else _freed(passage.tokens, phrase) or governor


def _freed(tokens: Sequence[Token], phrase: Phrase) -> Governor | None:
    """Read the participle of "was one of the 15 hostages rescued by the army", where the verb says nothing."""
    at = phrase.end
    if at + 1 >= len(tokens) or not phrase.words or _is_reduced(tokens, at):
        return None
    doing = tokens[at].tag == "VBG"  # "one of two pictures leading the list"
    free = tokens[at].tag == "VBN" and tokens[at + 1].tag in ("IN", "TO", "RB", ".", ",")
    return Governor(at, action_of(tokens, at), "subject", not doing) if free or doing else None


def _governor(passage: Passage, phrase: Phrase) -> Governor | None:
    tokens = passage.tokens
    own = _told_of_whole(tokens, phrase)
    if own is not None:
        return own
    before = _skip_left(tokens, phrase.first - 1)
    if before >= 0 and _is_attribute(tokens, before):
        before = _skip_left(tokens, _skip_noun_phrase(tokens, before - 1))
    if before >= 0 and tokens[before].tag in VERB and not _is_reduced(tokens, before):
        return _as_were(tokens, before) or _said(tokens, before, phrase) or _object(tokens, before, phrase)
    if before >= 0 and is_preposition(tokens[before]):
        return (
            _relative(tokens, phrase.end)
            or _absolute(tokens, before, phrase.end)
            or _of_noun(passage, before)
            or _left(tokens, before, "oblique")
            or _adjunct(tokens, phrase.end)
        )
    if phrase.end < len(tokens) and tokens[phrase.end].text.lower() == "ago":
        return _left(tokens, before, "oblique") or _right(
            tokens, phrase.end
        )  # "a boy who died two years ago was jailed"
    contrast = before >= 0 and tokens[before].text.lower() in tables.words("contrast_words")
    right = _right(tokens, phrase.end, phrase.end if contrast else 0)  # "killed one, but seven in the house remain"
    return _part(tokens, phrase) or right or _left(tokens, before, "object")


def _told_of_whole(tokens: Sequence[Token], phrase: Phrase) -> Governor | None:
    """Read what is told of a whole alone: "a study of 900 guns seized in Lima found", "of the 40 guns that X sent"."""
    before, at = phrase.first - 1, phrase.end
    while before > 0 and tokens[before].tag in ("DT", "PRP$", "RB", "IN") and tokens[before].text.lower() != "of":
        before -= 1
    if before < 1 or tokens[before].text.lower() != "of" or not phrase.words or at + 1 >= len(tokens):
        return None
    if tokens[at].tag == "VBN" and tokens[at + 1].tag in ("IN", "TO", "RB") and not _is_reduced(tokens, at):
        return Governor(at, action_of(tokens, at), "subject", True)
    if not (tokens[at].tag in ("WDT", "WP") or tokens[at].text == "that") or tokens[at + 1].tag in FINITE:
        return None
    verb = next((i for i in range(at + 1, min(len(tokens), at + 7)) if tokens[i].tag not in SUBJECT), at)
    return _subject_of(tokens, verb)._replace(relation="object") if tokens[verb].tag in FINITE else None


SUBJECT = (*NOUN, *ADJECTIVE, "DT", "PRP", "PRP$", "POS", "RB")


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


def _absolute(tokens: Sequence[Token], preposition: int, index: int) -> Governor | None:
    """Read the participle of "with 40 homes destroyed" and "with 12 inches of rain expected"."""
    if tokens[preposition].text.lower() != "with":
        return None
    while index < len(tokens) and (tokens[index].text == "of" or tokens[index].tag in (*NOUN, *ADJECTIVE, "DT")):
        index += 1
    if index >= len(tokens) or tokens[index].tag not in ("VBN", "VBG") or _is_reduced(tokens, index):
        return None
    return Governor(index, action_of(tokens, index), "subject", tokens[index].tag == "VBN")


def _part(tokens: Sequence[Token], phrase: Phrase) -> Governor | None:
    """Read "300 people were arrested, 80 of whom were students" as arrested, "90% of which come from" as come."""
    for at in range(phrase.first + 1, min(phrase.first + 4, len(tokens) - 1)):
        if tokens[at].text == "of" and tokens[at + 1].text.lower() == "them":
            return _told_before(tokens, phrase)
        if tokens[at].text == "of" and tokens[at + 1].tag in ("WP", "WDT"):
            governor = _right(tokens, at + 2)
            known = governor is not None and governor.action
            return governor if known else _left(tokens, phrase.first - 1, "subject")
    return None


def _told_before(tokens: Sequence[Token], phrase: Phrase) -> Governor | None:
    """Read "a trip that ended with 21 people dying, 14 of them Swiss, cost" as dying: what is told of the whole."""
    for at in range(phrase.first - 1, max(0, phrase.first - REACH), -1):
        if tokens[at].tag == "CD":
            return None
        if tokens[at].tag in VERB and not _is_reduced(tokens, at) and not _is_modifier(tokens, at):
            own = any(token.tag in VERB for token in tokens[phrase.end : phrase.end + 2])
            return None if own else Governor(at, action_of(tokens, at), "subject", is_passive(tokens, at))
    return None


def _skip_left(tokens: Sequence[Token], index: int) -> int:
    """Step over what stands between a verb or preposition and a number: "killed at least another 12"."""
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


def is_preposition(token: Token) -> bool:
    """True for a preposition; "because" and "after" open a clause."""
    return token.tag in ("IN", "TO") and token.text.lower() not in tables.words("clause_words")


def _is_reduced(tokens: Sequence[Token], index: int) -> bool:
    """True for the participle in "including two" and "according to three"; "has trained 30 and given 40" has a verb."""
    if tokens[index].text.lower() not in tables.words("participle_prepositions"):
        return False
    before = tokens[index - 1] if index else None
    shared = before is not None and before.tag == "CC" and tokens[index].tag == "VBN"
    return before is None or not (shared or lemma(before.text) in ("have", "be"))


# -- to the left


def _said(tokens: Sequence[Token], index: int, phrase: Phrase) -> Governor | None:
    """Read on after a verb of saying: in "said 55 people have been killed" the people are no object of "said"."""
    return _right(tokens, phrase.end) if tokens[index].text.lower() in tables.words("speech_verbs") else None


def _relative(tokens: Sequence[Token], index: int) -> Governor | None:
    """Read the clause of "among the 800 who have arrived", which says more than the verb before it."""
    if (
        index + 1 >= len(tokens)
        or tokens[index].tag not in ("WP", "WDT")
        or tokens[index + 1].tag not in (*FINITE, "RB")
    ):
        return None
    return _right(tokens, index + 1)


def _adjunct(tokens: Sequence[Token], index: int) -> Governor | None:
    """Read the verb to the right of a phrase that a preposition opens: "In two attacks, they killed"."""
    governor = _right(tokens, index)
    return governor and governor._replace(relation="adjunct")


def _object(tokens: Sequence[Token], index: int, phrase: Phrase) -> Governor:
    """Read the verb right before the phrase; "there were 12 killed" looks on to the participle."""
    index = _first_of_two(tokens, index)
    governor = Governor(index, action_of(tokens, index), "object", is_passive(tokens, index))
    if governor.action != "be":
        return governor
    there = any(token.tag == "EX" for token in tokens[max(0, index - 3) : index])
    return (_right(tokens, phrase.end) if there else None) or governor._replace(action="")


def _first_of_two(tokens: Sequence[Token], index: int) -> int:
    """Return the first verb of "killed and buried 30 people"; "came and killed" has an object only for the second."""
    if index < 2 or tokens[index - 1].tag != "CC" or tokens[index - 2].tag != tokens[index].tag:
        return index
    return index if lemma(tokens[index - 2].text) in tables.words("intransitive_verbs") else index - 2


def _left(tokens: Sequence[Token], index: int, relation: str) -> Governor | None:
    """Find the verb of the clause that a prepositional phrase or a list item belongs to."""
    for at in range(index, max(-1, index - REACH), -1):
        token = tokens[at]
        if token.text.lower() in tables.words("left_edges") and not _has_object(tokens, at):
            return None
        if token.tag in VERB and not _is_reduced(tokens, at) and not _is_modifier(tokens, at):
            action = action_of(tokens, at)
            return Governor(at, "" if action == "be" else action, relation, is_passive(tokens, at))
        if token.text in (";", ":") or token.tag in ("WDT", "WP"):
            return None
    return None


def _is_modifier(tokens: Sequence[Token], at: int) -> bool:
    """True for "wounded soldiers" and "live-fire training areas"; "the group left San Diego" has a verb."""
    after = tokens[at + 1].tag if at + 1 < len(tokens) else ""
    before = tokens[at - 1].tag if at else ""
    if tokens[at].tag not in ("VBN", "VBG") or after not in NOUN or (before == "NN" and after.startswith("NNP")):
        return False
    return before in ("DT", "JJ", "PRP$", "CD", "HYPH", "POS", "IN", "NN")


def _of_noun(passage: Passage, preposition: int) -> Governor | None:
    """Read a noun of action before "of": "the deaths of four members", "a war between two states", "torching of"."""
    tokens = passage.tokens
    if preposition < 1 or tokens[preposition].text.lower() not in ("of", "between", "against"):
        return None
    noun = tokens[preposition - 1]
    action = tables.mapping("action_nouns", "noun", "action").get(noun.text.lower())
    deed = preposition > 1 and tokens[preposition - 2].tag == "DT" and noun.text.endswith("ing")
    if not action and deed and lemma(noun.text) in tables.column("verbs", "verb"):
        action = lemma(noun.text)
    return Governor(preposition - 1, action, "noun") if action else None


# -- to the right


def _right(tokens: Sequence[Token], index: int, start: int = 0) -> Governor | None:
    """Find the verb whose subject ends at a token: over its prepositional phrases, brackets and relative clauses."""
    end, reduced, begun, told = min(len(tokens), index + REACH), None, index, None
    while index < end:
        token = tokens[index]
        if token.tag in FINITE:
            if told is not None and (tokens[index - 1].tag == "CC" or _says_so(tokens, index)):
                return told
            return None if _says_so(tokens, index) else _subject_of(tokens, index)
        if told is None and _is_past(tokens, index, reduced is not None):
            told = Governor(index, action_of(tokens, index), "subject")
        modifies = token.tag == "VBG" and _is_modifier(tokens, index)
        if token.tag in ("VBN", "VBG") and not _is_reduced(tokens, index) and reduced is None and not modifies:
            reduced = Governor(
                index, action_of(tokens, index), "subject", token.tag == "VBN" and not _has_object(tokens, index)
            )
        if (token.tag in ("WDT", "WP") and reduced is not None) or _opens_part(tokens, index):
            break
        if token.tag in ("WDT", "WP") and not _clause_after(tokens, index):
            other = any(t.text.lower() == "in" for t in tokens[begun:index])
            return None if other else _right(tokens, index + 1)  # "15 rifles in a raid that left four dead"
        if token.text in (";", ":") or token.tag == "WRB" or (reduced is None and opens_clause(tokens, index, start)):
            break
        if index > start and subordinates(tokens, index):
            break
        index = _step_right(tokens, index)
    return told or reduced


def _is_past(tokens: Sequence[Token], index: int, reduced: bool) -> bool:
    """True for the "collided" of "planes carrying divers collided", the "engaged" of "jets engaged three ships"."""
    if tokens[index].tag != "VBN" or index + 1 >= len(tokens) or lemma(tokens[index].text) == "be":
        return False
    after = tokens[index + 1].tag
    if tokens[index - 1].tag in NOUN and after in ("CD", "DT", "PRP$", "$"):
        return action_of(tokens, index) not in tables.words("giving_actions") | tables.words("awarding_verbs")
    return reduced and tokens[index - 1].tag in (*NOUN, ",") and after in ("IN", "TO", "CC", "RB")


def _opens_part(tokens: Sequence[Token], index: int) -> bool:
    """True for the comma of "found 23 mines, all of which were destroyed": that is told of them again."""
    words = [token.text.lower() for token in tokens[index : index + 4]]
    return words[:1] == [","] and words[2:3] == ["of"] and words[3:] in (["which"], ["whom"])


def _says_so(tokens: Sequence[Token], verb: int) -> bool:
    """True for the verb of ", he said" behind what was said: the phrase before the comma is not its subject."""
    if tokens[verb].text.lower() not in tables.words("speech_verbs") or verb < 2:
        return False
    at = verb - 1
    if tokens[at].tag in (",", "''"):  # ", said the captain", ", the head, Colonel Hernan, said"
        return any(token.tag in FINITE for token in tokens[:at])
    while at > 0 and tokens[at].tag in ("PRP", "DT", "PRP$", "POS", "''", "``", "IN", *NOUN, *ADJECTIVE):
        at -= 1
    return tokens[at].tag == "," and tokens[verb - 1].tag in ("PRP", *NOUN)


def _has_object(tokens: Sequence[Token], index: int) -> bool:
    """True for "gunmen killed nine villagers": the tagger calls the past tense a participle."""
    following = tokens[index + 1].tag if index + 1 < len(tokens) else ""
    return following in (*NOUN, *ADJECTIVE, "CD", "DT", "PRP", "PRP$", "$")


def _step_right(tokens: Sequence[Token], index: int) -> int:
    """Step to the next token; over a bracket or a clause between commas in one stride."""
    if tokens[index].text == "(":
        return next((at + 1 for at in range(index, len(tokens)) if tokens[at].text == ")"), len(tokens))
    if tokens[index].tag == "," and index + 1 < len(tokens):
        opener = tokens[index + 1]
        if opener.tag in ("WDT", "WP", "VBG", "VBN", "IN", "WRB") or opener.text.lower() == "including":
            return next((at + 1 for at in range(index + 1, len(tokens)) if tokens[at].tag == ","), len(tokens))
    if tokens[index].tag in ("WDT", "WP") and index + 1 < len(tokens) and tokens[index + 1].tag in FINITE:
        return index + 2
    return index + 1


def _clause_after(tokens: Sequence[Token], relative: int) -> bool:
    """True where a relative clause is followed by the verb of the main one: "ships that sailed ... were"."""
    finite = [t for t in tokens[relative + 1 : relative + REACH] if t.tag in FINITE]
    return len(finite) > 1
