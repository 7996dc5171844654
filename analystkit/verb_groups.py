"""Verb groups: where one begins, which of its verbs matters, with its particle, and whether it is passive."""

from collections.abc import Sequence

from analystkit import tables
from analystkit.lexicon import lemma
from analystkit.records import Token

__all__ = ["FINITE", "VERB", "action_of", "group_start", "is_passive", "main_verb"]

FINITE = ("VBD", "VBZ", "VBP", "MD")
VERB = ("VB", "VBD", "VBZ", "VBP", "VBG", "VBN")


def main_verb(tokens: Sequence[Token], index: int) -> tuple[int, str, bool]:
    """Read a verb group from its first word: where its main verb stands, its lemma ("" for be), whether it is passive.

    "Are known to have crashed" is crash, "were killed" is kill, passive, and so is "were reported killed".
    """
    at, last, passive = index, index, False
    while at < len(tokens):
        token = tokens[at]
        if token.tag in ("MD", *VERB):
            passive = token.tag == "VBN" and lemma(tokens[last].text) in ("be", "get")
            last = at
            if lemma(token.text) not in _light(tokens, at) and token.tag != "MD" and not _goes_on(tokens, at):
                break
        elif token.tag not in ("RB", "RBR", "TO") and token.text.lower() not in tables.words("group_words") | {"to"}:
            break
        at += 1
    action = action_of(tokens, last)
    return last, "" if action == "be" else action, passive


def _light(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """Return the verbs that say nothing here: get is one before a participle, "got killed"."""
    before = at + 1 < len(tokens) and tokens[at + 1].tag == "VBN"
    return ("be", "have", "do", "get") if before else ("be", "have", "do")


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """True for "are expected to deploy", "were reported killed": the verb that matters is the next one."""
    verb, following = lemma(tokens[at].text), tokens[at + 1 : at + 2]
    if not following:
        return False
    reported = tokens[at].tag == "VBN" and following[0].tag == "VBN" and verb in tables.words("reported_verbs")
    return reported or (verb in tables.words("catenative_verbs") and following[0].tag == "TO")


def action_of(tokens: Sequence[Token], index: int) -> str:
    """Return the lemma of a verb with its particle: "carry out", "go missing"."""
    present = tokens[index].text.lower() == "lay" and tokens[index].tag != "VBD"
    verb = "lay" if present else lemma(tokens[index].text)  # "will lay off 300 workers"; "the dead lay there"
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    behind = tokens[index + 1 : index + 4]
    bound = len(behind) == 3 and [token.text for token in behind[:2]] == ["up", "to"] and behind[2].tag == "CD"
    if bound and verb not in tables.words("up_to_verbs"):
        return verb  # "can take up to 36 hours"
    if [token.text for token in behind] == ["off", "the", "coast"]:
        return verb  # "were killed off the coast"
    if following is not None and f"{verb} {following.text.lower()}" in tables.words("phrasal_verbs"):
        return f"{verb} {following.text.lower()}"
    return verb


def is_passive(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a participle stands after a form of be or get: "were killed", "getting detained"."""
    if tokens[index].tag != "VBN":
        return False
    before = [token for token in tokens[max(0, index - 3) : index] if token.tag != "RB"]
    return bool(before) and lemma(before[-1].text) in ("be", "get")


def group_start(tokens: Sequence[Token], index: int) -> int:
    """Return the first token of the verb group that ends at a token: "would" in "would have been sent"."""
    while index > 0 and (
        tokens[index - 1].tag in ("MD", "VBZ", "VBP", "VBD", "VBN", "VB", "RB", "TO")
        or tokens[index - 1].text.lower() in ("to", "having", "being", "further")
        or (tokens[index - 1].text.lower() in ("each", "both", "all") and tokens[index - 2].tag in ("MD", "VBP", "VBD"))
        or tokens[index - 1].text.lower() in tables.words("plan_words")
    ):
        index -= 1
    return index
