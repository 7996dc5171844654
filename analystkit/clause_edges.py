"""Where a clause begins: at an "and" with a new subject and verb, at a "since" or "after" with a clause of its own."""

from collections.abc import Sequence

from analystkit import tables
from analystkit.lexicon import lemma
from analystkit.passages import ADJECTIVE, NOUN
from analystkit.records import Token
from analystkit.verb_groups import FINITE

__all__ = ["REACH", "changes_tense", "opens_clause", "subordinates"]

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
        word = tokens[at].text.lower()
        if word == "between" or (word in ("and", "but") and tokens[at - 1].tag == ","):
            return False  # "a deal between Peru and Chile had"
        if tokens[at].tag in FINITE and (at == 0 or tokens[at - 1].tag not in ("WDT", "WP")):
            return word not in tables.words("left_edges")
        if tokens[at].text in (";", ":") or tokens[at].tag == "WRB" or word == "that":
            return False
    return False


def _new_subject(tokens: Sequence[Token], index: int) -> bool:
    """True after "and" where a new clause begins: "and Russia sent", "and on Friday the army left"."""
    if index + 2 < len(tokens) and tokens[index].tag == "IN" and tokens[index + 2].tag in ("DT", "PRP", "PRP$"):
        index += 2
    contrast = tokens[index - 1].text.lower() == "but"
    listed = index < len(tokens) and tokens[index].tag in (("RB", "IN") if contrast else ("CD", "RB", "IN", "$"))
    if listed and not _is_year(tokens[index]):
        return False
    if _is_gapped(tokens, index):
        return False
    if index + 1 < len(tokens) and tokens[index].text.lower() in ("those", "that") and tokens[index + 1].tag == "IN":
        index += 2  # "but those in Asia fell"
    for token in tokens[index : index + 6]:
        if token.tag in FINITE:
            return True
        if token.tag not in (*NOUN, "DT", "PRP", "PRP$", *ADJECTIVE, "RB", "CD", "POS") and not (
            contrast and token.tag == "$"
        ):
            return False
    return False


def _is_gapped(tokens: Sequence[Token], index: int) -> bool:
    """True for the others of "four were killed and others injured in Herat": they share verb and scene."""
    if index + 1 >= len(tokens) or tokens[index].text.lower() != "others":
        return False
    return tokens[index + 1].text.lower() in tables.column("harm_words", "word")


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


def changes_tense(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Return whether a second verb of another tense begins between two tokens: "employs 300 and will open in May".

    In "killed 12 and wounded 30 in Kabul" both verbs have one scene.
    """
    for joint in range(first, end - 1):
        if tokens[joint].tag != "CC":
            continue
        verb = joint + 1 + (tokens[joint + 1].tag == "RB")
        before = next((at for at in range(joint - 1, -1, -1) if tokens[at].tag in FINITE), None)
        if verb < end and tokens[verb].tag in FINITE and before is not None:
            return _tense(tokens, verb) not in (_tense(tokens, before), _shared(tokens, before))
    return False


def _tense(tokens: Sequence[Token], verb: int) -> str:
    """Return past, perfect, present or future of a finite verb: "is planning to open" tells of the future."""
    tag, base = tokens[verb].tag, lemma(tokens[verb].text)
    following = [token for token in tokens[verb + 1 : verb + 4] if token.tag != "RB"]
    if base == "have" and following and following[0].tag == "VBN" and tag != "VBD":
        return "perfect"
    if tag in ("VBZ", "VBP") and any(token.tag == "TO" for token in following[:2]):
        planned = base if base != "be" else lemma(following[0].text)
        return "future" if planned in tables.words("intending_verbs") else "present"
    return {"VBD": "past", "MD": "future"}.get(tag, "present")


def _shared(tokens: Sequence[Token], verb: int) -> str:
    """Return what the tagger may make of a participle whose "have" stands before: "have killed 12 and wounded 30"."""
    return "past" if _tense(tokens, verb) == "perfect" else ""
