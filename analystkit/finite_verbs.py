"""Which verb of a sentence is finite, where the tagger was in doubt: news has one, and seldom two in a row.

Each shape is one small rule over the tags of a whole sentence; words alone are left to ``retagging``.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from analystkit import tables
from analystkit.lexicon import lemma, singular
from analystkit.passages import ADJECTIVE, NOUN
from analystkit.records import Token
from analystkit.verb_groups import FINITE

__all__ = ["mend_verbs"]


def mend_verbs(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens of a sentence with its finite verb tagged as one, and what looks like a second one mended.

    In "workers hired in May were sacked" hired is a participle, in "exports to Chad rose" exports are a noun, and in
    "the bank raised rates" raised is what the bank did.
    """
    mended = _with_subject(list(tokens))
    for at, token in enumerate(tokens):
        if token.tag in DOUBTFUL and 0 < at < len(tokens) - 1 and mended[at] is token:
            mended[at] = _alone(tokens, at)
        elif token.tag == "VBD" and at and tokens[at - 1].tag == "PRP$":
            mended[at] = replace(token, tag="NN")  # "revised its forecast to"
        elif token.text == "-" and _joins_verb(tokens, at):
            mended[at - 1 : at + 1] = [replace(tokens[at - 1], tag="RB"), replace(token, tag="RB")]
            mended[at + 1] = replace(tokens[at + 1], tag="VBD")
    verbs = [at for at, token in enumerate(mended) if token.tag in FINITE]
    if not verbs:
        return _with_verb(mended)
    for at in verbs[:-1]:
        if _has_verb_behind(mended, at):
            mended[at] = _mended(mended, at)
    return tuple(mended)


def _with_subject(tokens: list[Token]) -> list[Token]:
    """Tag "Rebels" in "Rebels control 60%" as the noun it is; "control" may pass for a noun behind such a verb."""
    if len(tokens) < 3 or tokens[0].tag != "VBZ" or singular(tokens[0].text.lower()) not in _nouns():
        return tokens
    tokens[0] = replace(tokens[0], tag="NNS")
    known = tokens[1].tag == "NN" and tokens[1].text in tables.column("verbs", "verb")
    if known and tokens[2].tag in ("CD", "DT", "PRP$", "$", "IN", "JJ"):
        tokens[1] = replace(tokens[1], tag="VBP")
    return tokens


def _joins_verb(tokens: Sequence[Token], at: int) -> bool:
    """True for the hyphen of "North Korea test-fired two missiles"; "the rebel-held town" has no such verb."""
    if not 0 < at < len(tokens) - 2 or tokens[at + 1].tag not in ("VBD", "VBN"):
        return False
    if tokens[at + 2].tag not in ("CD", "DT", "PRP$", "$"):
        return False
    return tokens[at - 1].text.lower() in tables.words("verb_prefixes")


def _mended(tokens: Sequence[Token], at: int) -> Token:
    """Return the first of two verbs in a row as the participle or the noun that it is."""
    if _is_reduced(tokens, at):
        return replace(tokens[at], tag="VBN")
    return replace(tokens[at], tag="NNS") if _is_plural(tokens, at) else tokens[at]


DOUBTFUL = frozenset(("VBN", "VBZ", "VB", "VBP"))


def _alone(tokens: Sequence[Token], at: int) -> Token:
    """Return a token with the tag that its neighbours leave: "since they arrived", "12-hour shifts", "rum industry"."""
    token = tokens[at]
    before, after = tokens[at - 1], tokens[at + 1]
    if token.text == "up":
        return replace(token, tag="RP")  # "wired to up to ten machines"
    if token.tag == "VBN" and token.text == "sustained" and after.text.lower() in ("winds", "wind"):
        return replace(token, tag="JJ")
    if token.tag == "VBN" and before.tag == "PRP$" and after.tag in ("IN", "TO", ".", ",", "CC"):
        return replace(token, tag="NN")  # "has revised its forecast to"
    if token.tag == "VBN":
        came = before.tag in (*NOUN, "PRP") and lemma(token.text) in tables.words("intransitive_verbs")
        told = (came and _is_past(token.text)) or _is_told_when(tokens, at)
        return replace(token, tag="VBD") if told else token
    if token.tag == "VBZ":
        shifts = before.tag == "NN" and tokens[at - 2].tag == "HYPH" and singular(token.text) in _nouns()
        return replace(token, tag="NNS") if shifts else token
    known = lemma(token.text) in tables.column("verbs", "verb") or token.text in tables.column(
        "irregular_verbs", "form"
    )
    named = after.tag in ("NN", "NNS") and (before.tag in NOUN or before.text.lower() == "to")
    return token if known or not named else replace(token, tag="NN" if before.tag in NOUN else "JJ")


def _is_told_when(tokens: Sequence[Token], at: int) -> bool:
    """True for "crashed" in "when the plane crashed into the sea", whose clause has no other verb."""
    first = at
    while first > 0 and tokens[first - 1].tag in ("DT", "PRP$", "POS", "CD", *ADJECTIVE, *NOUN):
        first -= 1
    if first == at or first == 0 or tokens[first - 1].text.lower() not in ("when", "after", "as", "because"):
        return False
    if tokens[at + 1].text.lower() == "by" or tokens[at - 1].tag not in NOUN:
        return False
    end = next((i for i in range(at + 1, len(tokens)) if tokens[i].tag in (",", ".", "CC", *FINITE)), len(tokens) - 1)
    return tokens[end].tag not in FINITE


def _is_past(word: str) -> bool:
    """True for "arrived" and "came", not for "gone"."""
    return tables.mapping("irregular_verbs", "form", "tag").get(word, "VBD") != "VBN"


def _nouns() -> frozenset[str]:
    return tables.column("nouns", "noun")


# -- two verbs in a row


def _has_verb_behind(tokens: Sequence[Token], at: int) -> bool:
    """True for a verb with another behind its prepositions: no "and", comma or "who" stands between the two."""
    if at + 2 >= len(tokens) or tokens[at + 1].tag not in ("IN", "TO") or tokens[at + 1].text.lower() == "that":
        return False
    for index in range(at + 1, len(tokens)):
        here, before = tokens[index], tokens[index - 1]
        if index > at + 1 and here.tag in FINITE:
            return before.tag in (*NOUN, "RB", "CD")
        if here.text.lower() in tables.words("clause_prepositions") | tables.words("subordinators"):
            return False
        another = before.tag in ("NN", "NNS") and here.tag in ("DT", "PRP", "PRP$", "NNP", "CD")
        if another or here.tag not in ("IN", "TO", "DT", "CD", "PRP$", "POS", "RB", "HYPH", *ADJECTIVE, *NOUN):
            return False
    return False


def _is_reduced(tokens: Sequence[Token], at: int) -> bool:
    """True for "hired" in "the workers hired in May were sacked"."""
    word, verb = tokens[at].text.lower(), lemma(tokens[at].text)
    if at == 0 or tokens[at].tag != "VBD" or tokens[at - 1].tag not in NOUN:
        return False
    both = word.endswith("ed") or tables.mapping("irregular_verbs", "form", "tag").get(word) == ""
    return both and verb not in tables.words("intransitive_verbs") and word not in tables.words("speech_verbs")


def _is_plural(tokens: Sequence[Token], at: int) -> bool:
    """True for "exports" in "Peruvian exports to Chad rose"."""
    word = tokens[at].text.lower()
    before = tokens[at - 1].tag if at else "DT"
    known = singular(word) in _nouns() or word in tables.words("trade_flows")
    return tokens[at].tag == "VBZ" and known and before in ("DT", "PRP$", "POS", *ADJECTIVE, "NN", "NNP")


# -- no verb at all


def _with_verb(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Give a sentence that ends in a full stop its verb, and the verbs that "and" joins to it."""
    if not tokens or tokens[-1].text not in (".", "!", "?", '"', "”", "''"):
        return tuple(tokens)
    close = (at for at in range(1, len(tokens) - 1) if tokens[at - 1].tag in (*NOUN, "RB", "CD", "-RRB-"))
    apart = (at for at in range(len(tokens) - 2, 0, -1) if tokens[at - 1].text in (",", "—", "–", "-", "than"))
    found = next(((at, tag) for at in chain(close, apart) if (tag := _finite_tag(tokens, at))), None)
    if found is None:
        return tuple(tokens)
    joined = {at for at in range(found[0] + 1, len(tokens)) if tokens[at].tag == "VBN" and _is_joined(tokens, at)}
    return tuple(
        replace(token, tag=found[1]) if at == found[0] else replace(token, tag="VBD") if at in joined else token
        for at, token in enumerate(tokens)
    )


def _finite_tag(tokens: Sequence[Token], at: int) -> str:
    """Return the tag that a word has if it is the verb of its sentence: "raised rates", "sections limit", or ""."""
    token, after = tokens[at], tokens[at + 1]
    form = tables.mapping("irregular_verbs", "form", "tag").get(token.text)
    if form == "VBD":
        return "VBD"
    if token.tag == "VB" and tokens[at - 1].tag in ("NNS", "NNPS", "NNP", "RB"):
        return "VBP"
    if token.tag == "VBN":
        harmed = lemma(token.text) in tables.column("harm_verbs", "verb") and after.tag in ("IN", "TO", "CC", ".", ",")
        return "" if harmed else "VBD"  # "Two people killed in a raid."
    object_behind = after.tag in ("DT", "PRP$", "CD", "$", "IN", "TO", *NOUN, *ADJECTIVE)
    if token.tag == "NN" and form == "" and tokens[at - 1].tag in NOUN and object_behind:
        return "VBD"
    known = lemma(token.text) in tables.column("verbs", "verb")
    if token.tag == "JJ" and known and token.text.endswith("ed") and after.tag in ("DT", "PRP$", "CD", "$", "NNP"):
        return "VBD"  # "rebels entered Tervola"
    told = known and after.tag in ("DT", "PRP$", "CD", "$", "IN", "TO")
    if told and token.tag == "NN" and tokens[at - 1].tag in ("NNS", "NNPS") and lemma(token.text) == token.text:
        return "VBP"  # "these weapons travel at speeds of"
    s_form = token.tag == "NNS" and token.text.endswith("s") and tokens[at - 1].tag in ("NN", "NNP", ",")
    told = told or (
        known and tokens[at - 1].tag == "," and after.tag == "NNP"
    )  # "The survey, made in May, puts Labour"
    return "VBZ" if told and s_form else ""


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """True for "wounded" in "killed Ali and severely wounded Omar"."""
    before = at - 1 - (tokens[at - 1].tag == "RB")
    return before >= 0 and tokens[before].tag == "CC"
