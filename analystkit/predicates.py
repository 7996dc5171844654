"""The verb whose subject a phrase is, by a scan to its right over what belongs to the phrase; verbs that are none."""

from collections.abc import Sequence
from typing import NamedTuple

from analystkit import tables
from analystkit.clause_edges import REACH, opens_clause, subordinates
from analystkit.lexicon import lemma
from analystkit.passages import ADJECTIVE, NOUN
from analystkit.records import Token
from analystkit.verb_groups import FINITE, action_of, main_verb

__all__ = ["Governor", "has_object", "is_modifier", "is_preposition", "is_reduced", "subject_of_verb", "verb_behind"]


class Governor(NamedTuple):
    """The word that governs a phrase: a verb, or a noun of action as in "the deaths of four members"."""

    at: int
    action: str
    relation: str
    """subject, object, oblique or noun."""
    passive: bool = False


def subject_of_verb(tokens: Sequence[Token], index: int) -> Governor:
    """Return the governor of a subject from the first word of a verb group: "are known to have crashed"."""
    at, action, passive = main_verb(tokens, index)
    return Governor(at, action, "subject", passive)


def is_preposition(token: Token) -> bool:
    """True for a preposition; "because" and "after" open a clause."""
    return token.tag in ("IN", "TO") and token.text.lower() not in tables.words("clause_words")


def is_reduced(tokens: Sequence[Token], index: int) -> bool:
    """True for the participle in "including two" and "according to three"; "has trained 30 and given 40" has a verb."""
    if tokens[index].text.lower() not in tables.words("participle_prepositions"):
        return False
    before = tokens[index - 1] if index else None
    shared = before is not None and before.tag == "CC" and tokens[index].tag == "VBN"
    return before is None or not (shared or lemma(before.text) in ("have", "be"))


def is_modifier(tokens: Sequence[Token], at: int) -> bool:
    """True for "wounded soldiers" and "live-fire training areas"; "the group left San Diego" has a verb."""
    after = tokens[at + 1].tag if at + 1 < len(tokens) else ""
    before = tokens[at - 1].tag if at else ""
    if _is_glued(tokens, at):
        return True
    if before == "DT" and tokens[at].tag == "VBN" and after in ("CD", "$", "JJ"):
        return True  # "worth an estimated $11 million"
    if tokens[at].tag not in ("VBN", "VBG") or after not in NOUN or (before == "NN" and after.startswith("NNP")):
        return False
    if tokens[at].text.lower() in tables.words("noun_participles"):
        return True  # "reported operating profit of 3 billion euros"
    return before in ("DT", "JJ", "PRP$", "CD", "HYPH", "POS", "IN", "NN")


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """True for the participle of "the guided-missile cruiser" and of "a cash-strapped nation"."""
    if tokens[at].tag not in ("VBN", "VBG") or at + 1 >= len(tokens):
        return False
    joined = at > 0 and tokens[at - 1].tag == "HYPH" and tokens[at + 1].tag in NOUN
    return joined or tokens[at + 1].tag == "HYPH"


def verb_behind(tokens: Sequence[Token], index: int, start: int = 0) -> Governor | None:
    """Find the verb whose subject ends at a token: over its prepositional phrases, brackets and relative clauses."""
    end, reduced, begun, told = min(len(tokens), index + REACH), None, index, None
    while index < end:
        token = tokens[index]
        if token.tag in FINITE:
            if told is not None and (tokens[index - 1].tag == "CC" or _says_so(tokens, index)):
                return told
            return None if _says_so(tokens, index) else subject_of_verb(tokens, index)
        if told is None and _is_past(tokens, index, reduced is not None):
            told = Governor(index, action_of(tokens, index), "subject")
        modifying = token.tag == "VBG" or tokens[index - 1].tag == "DT" or _is_glued(tokens, index)
        modifies = modifying and is_modifier(tokens, index)
        if token.tag in ("VBN", "VBG") and not is_reduced(tokens, index) and reduced is None and not modifies:
            reduced = Governor(
                index, action_of(tokens, index), "subject", token.tag == "VBN" and not has_object(tokens, index)
            )
        if (token.tag in ("WDT", "WP") and reduced is not None) or _opens_part(tokens, index):
            break
        if token.tag in ("WDT", "WP") and not _clause_after(tokens, index):
            other = any(t.text.lower() in ELSEWHERE for t in tokens[begun:index])
            return None if other else verb_behind(tokens, index + 1)  # "15 rifles in a raid that left four dead"
        if (
            token.text in (";", ":", "according")
            or token.tag == "WRB"
            or (token.text == "than" and tokens[index + 1 : index + 2] and tokens[index + 1].tag != "CD")
            or (reduced is None and opens_clause(tokens, index, start))
        ):
            break
        posing = token.text == "as" and tokens[index - 1].tag == "VBN"  # "gunmen dressed as guards killed six"
        if index > start and not posing and subordinates(tokens, index):
            break
        index = _step_right(tokens, index)
    return told or reduced


ELSEWHERE = ("in", "from", "along", "at", "on", "near")
"""What leads from what is counted to something that a relative clause tells of: "five from fire on a line that"."""


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


def has_object(tokens: Sequence[Token], index: int) -> bool:
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
