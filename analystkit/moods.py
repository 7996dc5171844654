"""How a verb is meant: as stated, planned, or denied."""

from collections.abc import Sequence

from analystkit import tables
from analystkit.clauses import FINITE, REACH, VERB, Governor, group_start
from analystkit.lexicon import lemma
from analystkit.passages import Passage
from analystkit.records import Token

__all__ = ["is_denied", "is_planned"]


def is_planned(passage: Passage, governor: Governor | None) -> bool:
    """True where the verb group speaks of the future, of what may be, or of what was asked for."""
    if governor is None or governor.relation == "adjunct":
        return False
    tokens, first = passage.tokens, group_start(passage.tokens, governor.at)
    if _asked_for(tokens, governor.at):
        return True
    if any(token.text.lower() in tables.words("plan_words") for token in tokens[first : governor.at + 1]):
        return True
    return _follows_plan(tokens, first)


def _follows_plan(tokens: Sequence[Token], first: int) -> bool:
    """True for "bringing" in "will send 500 more, bringing the total to 2,000": it is as sure as what it follows."""
    if first == 0 or tokens[first].tag != "VBG" or tokens[first - 1].tag != ",":
        return False
    finite = next((at for at in range(first - 1, max(-1, first - REACH), -1) if tokens[at].tag in FINITE), -1)
    return finite >= 0 and tokens[finite].tag == "MD" and tokens[finite].text.lower() in tables.words("plan_words")


def _asked_for(tokens: Sequence[Token], index: int) -> bool:
    """True for an infinitive that no deed is told by: "working to install", "a demand for Ukraine to hand over"."""
    if index < 2 or tokens[index - 1].text.lower() != "to" or tokens[index].tag != "VB":
        return False
    if tokens[index - 2].text.lower() in ("ready", "set", "due", "prepared", "poised", "willing"):
        return True
    if tokens[index - 2].tag in VERB and lemma(tokens[index - 2].text) not in tables.words("implicative_verbs"):
        return True
    near = tokens[max(0, index - 6) : index]
    if any(token.tag in VERB and token.text.lower() in tables.words("plan_words") for token in near):
        return True  # "proposed on Wednesday to spend"
    return any(token.text.lower() in tables.words("plan_nouns") for token in near)


def is_denied(passage: Passage, governor: Governor | None) -> bool:
    """True where the clause says that it is not so: "denied that 20 ships", "did not send"."""
    if governor is None:
        return False
    first = group_start(passage.tokens, governor.at)
    group = passage.tokens[first : governor.at + 1]
    if first and lemma(passage.tokens[first - 1].text) in tables.words("denial_verbs"):
        return True
    words = [token.text.lower() for token in (*group, *passage.tokens[governor.at + 1 : governor.at + 2])]
    negated = any(word in ("not", "n't", "n’t", "never") for word in words) and "only" not in words
    denied = any(_denies(passage.tokens, at) for at in range(first, governor.at + 1))
    return negated or denied or _in_denial(passage, governor)


def _denies(tokens: Sequence[Token], at: int) -> bool:
    """True for "denied sending" and "rejected claims"; a vote that rejects a budget denies nothing."""
    verb = lemma(tokens[at].text)
    if verb not in tables.words("denial_verbs"):
        return False
    following = {token.text.lower() for token in tokens[at + 1 : at + 5]}
    return verb not in tables.words("rejecting_verbs") or not following.isdisjoint(tables.words("claim_nouns"))


def _in_denial(passage: Passage, governor: Governor) -> bool:
    """True in the clause of "denied that 12 ships" and "rejected claims that"."""
    tokens = passage.tokens
    if any(lemma(token.text) == "deny" for token in tokens[max(0, governor.at - 3) : governor.at]):
        return True
    for at in range(governor.at, 0, -1):
        if tokens[at].tag == "VBG" and tokens[at].text.lower() in tables.column("reporting_verbs", "word"):
            return False  # "rejected claims that it had fired, saying 12 civilians had died"
        if tokens[at].text.lower() == "that" and tokens[at].tag in ("IN", "WDT", "DT"):
            before = tokens[max(0, at - 4) : at]
            return any(lemma(token.text) in tables.words("denial_verbs") for token in before)
    return False
