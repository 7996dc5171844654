"""Where a clause begins: at an "and" with a new subject and verb, at a "since" or "after" with a clause of its own."""

from collections.abc import Sequence

from analystkit import tables
from analystkit.passages import ADJECTIVE, NOUN
from analystkit.records import Token
from analystkit.verb_groups import FINITE

__all__ = ["REACH", "opens_clause", "subordinates"]

REACH = 30
"""How many tokens a scan may go: a subject stands further from its verb only in a sentence nobody reads."""


def opens_clause(tokens: Sequence[Token], index: int, start: int = 0) -> bool:
    """True for the "and" of "sent 20 ships and Russia sent"; not in "that Northern and Baltic fleets sailed".

    ``start`` is where the clause before it begins, if that is known.
    """
    return tokens[index].tag == "CC" and _has_verb(tokens, index, start) and _new_subject(tokens, index + 1)


def _has_verb(tokens: Sequence[Token], index: int, start: int) -> bool:
    """True where the clause before "and" has its verb: "officials in Kyiv and Moscow said" has it still to come."""
    for at in range(index - 1, max(start - 1, index - REACH), -1):
        if tokens[at].tag in FINITE and (at == 0 or tokens[at - 1].tag not in ("WDT", "WP")):
            return tokens[at].text.lower() not in tables.words("left_edges")
        if tokens[at].text in (";", ":") or tokens[at].tag == "WRB" or tokens[at].text.lower() == "that":
            return False
    return False


def _new_subject(tokens: Sequence[Token], index: int) -> bool:
    """True after "and" where a new clause begins: "and Russia sent", "and on Friday the army left"."""
    if index + 2 < len(tokens) and tokens[index].tag == "IN" and tokens[index + 2].tag in ("DT", "PRP", "PRP$"):
        index += 2
    if index < len(tokens) and tokens[index].tag in ("CD", "RB", "IN", "$") and not _is_year(tokens[index]):
        return False
    for token in tokens[index : index + 6]:
        if token.tag in FINITE:
            return True
        if token.tag not in (*NOUN, "DT", "PRP", "PRP$", *ADJECTIVE, "RB", "CD", "POS"):
            return False
    return False


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")


def subordinates(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a preposition opens a clause, as the "since" of "140 vehicles to Kyiv since the war began"."""
    if tokens[index].tag != "IN" or tokens[index].text.lower() not in tables.words("clause_prepositions"):
        return False
    for token in tokens[index + 1 : index + 6]:
        if token.tag in FINITE:
            return True
        if token.tag not in (*NOUN, *ADJECTIVE, "DT", "PRP", "PRP$", "POS", "CD"):
            return False
    return False
