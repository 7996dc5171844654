"""How far the subject of a verb reaches, as offsets: all that stands before it in its clause.

Rules for owners look for names in it; ``subjects`` finds the one noun phrase that is the subject.
"""

from collections.abc import Sequence

from analystkit import tables
from analystkit.clause_edges import REACH, opens_clause
from analystkit.clauses import Governor
from analystkit.lexicon import lemma
from analystkit.passages import ADJECTIVE, NOUN, Passage
from analystkit.records import Token
from analystkit.verb_groups import FINITE, VERB, group_start

__all__ = ["controls", "subject_span"]


def subject_span(passage: Passage, governor: Governor) -> tuple[int, int] | None:
    """Return the offsets of the subject of an active verb, or None.

    A participle and a second verb borrow the subject of the verb before: in "Russia held drills involving 20,000
    troops and sent 12 ships" both are Russia's.
    """
    tokens = passage.tokens
    controlled = _controlled(tokens, governor.at)
    if controlled is not None:
        return _span(tokens, *controlled)
    end = at = group_start(tokens, governor.at)
    borrows = tokens[end].tag == "VBG" or (end > 0 and tokens[end - 1].tag in ("CC", "RB"))
    while at > 0 and governor.at - at < REACH:
        token = tokens[at - 1]
        if at < end and opens_clause(tokens, at - 1):
            break  # "sent 40 tanks to Chad and Peru will send"
        opens = token.tag == "WRB" or token.text.lower() in ("that", "because", "while")
        if token.text in (";", ":") or (opens and not (borrows and at == end)):  # "fought on while suffering losses"
            break
        if token.tag in FINITE and at != governor.at:
            return subject_span(passage, governor._replace(at=at - 1)) if borrows else _span(tokens, at, end)
        at -= 1
    return _span(tokens, at, end)


def _controlled(tokens: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """Return who does what an infinitive tells: the firm of "forced the firm to scrap", "for the firm to grow"."""
    if verb < 3 or not _may_be_anothers(tokens, verb):
        return None
    end = at = verb - 1
    while at > 0 and tokens[at - 1].tag in (*NOUN, *ADJECTIVE, "DT", "PRP", "PRP$", "POS"):
        at -= 1
    if at == end or at == 0:
        return None
    before = tokens[at - 1]
    if tokens[verb].tag == "VBG":
        blamed = before.tag in VERB and lemma(before.text) in tables.words("blaming_verbs")
        return (at, end) if blamed else None
    return (at, end) if controls(before) else None


def _may_be_anothers(tokens: Sequence[Token], verb: int) -> bool:
    """True for the verb of "forced the firm to scrap", "accused China of sending", "thanked Berlin for sending"."""
    before = tokens[verb - 1].text.lower()
    if tokens[verb].tag == "VBG":
        return before in ("of", "for", "from")
    return tokens[verb].tag == "VB" and before == "to"


def controls(token: Token) -> bool:
    """Return whether whoever follows does what the infinitive tells: "forced the firm to scrap", "for it to grow"."""
    forces = token.tag in VERB and lemma(token.text) in tables.words("controlling_verbs")
    return forces or token.text.lower() == "for"


def _span(tokens: Sequence[Token], first: int, end: int) -> tuple[int, int] | None:
    return (tokens[first].start, tokens[end - 1].end) if end > first else None
