"""How a verb is meant: as stated, planned, or denied."""

from collections.abc import Sequence

from analystkit import tables
from analystkit.clauses import FINITE, REACH, VERB, Governor, group_start
from analystkit.lexicon import lemma
from analystkit.passages import NOUN, Passage, before_hedges
from analystkit.phrases import Phrase
from analystkit.records import Token

__all__ = ["is_denied", "is_planned"]


def is_planned(passage: Passage, phrase: Phrase, governor: Governor | None) -> bool:
    """True where the verb group speaks of the future, of what may be, or of what was asked for."""
    tokens = passage.tokens
    if _is_level_before(tokens, phrase) or _is_had(tokens, phrase):
        return False
    if _to_come(tokens, phrase) or _wanted(tokens, phrase.first) or _sought(tokens, phrase.end):
        return True
    if governor is None or governor.relation == "adjunct":
        return False
    if phrase.noun.person and _expects(tokens, governor):
        return False
    if governor.relation != "subject" and _holds_plan(tokens[governor.at + 1 : phrase.first]):
        return True
    if governor.relation == "noun":
        return _wanted(tokens, governor.at) or _has_planning_verb(tokens, governor.at)
    first = _finite_start(tokens, group_start(tokens, governor.at), governor.at)
    if _considered(tokens, governor.at):
        return True
    calls = lemma(tokens[governor.at].text) == "call" and tokens[governor.at + 1].text.lower() == "for"
    if calls or _asked_for(tokens, governor.at):
        return True
    group = tokens[first : governor.at + 1]
    if any(_plans(tokens, at) for at in range(first, governor.at + 1)):
        return not _perceived(group)
    return _follows_plan(tokens, first) or _shares_plan(passage, phrase, first)


def _considered(tokens: Sequence[Token], verb: int) -> bool:
    """True for "is considering buying 20 planes", "proposed raising $3m": what is thought of has not been done."""
    if verb < 1 or tokens[verb].tag != "VBG":
        return False
    return lemma(tokens[verb - 1].text) in tables.words("considering_verbs")


def _is_level_before(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True for the 138,000 of "will grow from 138,000 to 150,000", "up from 24,000 now": what it is today."""
    before = before_hedges(tokens, phrase.first)
    if before < 1 or tokens[before].text.lower() != "from":
        return False
    raised = tokens[before - 1].text.lower() in ("up", "down")
    return raised or any(a.text.lower() == "to" for a in tokens[phrase.end : phrase.end + 4])


def _is_had(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True for "will lose two of its six vessels": it has the six already."""
    return phrase.first > 0 and tokens[phrase.first - 1].tag == "PRP$" and phrase.rule == "noun_after"


def _expects(tokens: Sequence[Token], governor: Governor) -> bool:
    """True for "eleven economists had expected a cut": they did, whatever comes."""
    if governor.relation != "subject" or governor.passive or tokens[governor.at].tag not in ("VBD", "VBN", "VBP"):
        return False
    first = group_start(tokens, governor.at)
    modal = any(token.tag == "MD" for token in tokens[first : governor.at])
    return not modal and tokens[governor.at].text.lower() in tables.words("plan_words")


def _holds_plan(between: Sequence[Token]) -> bool:
    """True between verb and number of "approved a possible sale of 54 launchers, 230 missiles and gear for $3m"."""
    planned = any(token.text.lower() in tables.words("proposal_adjectives") for token in between)
    return planned and not any(token.tag in VERB for token in between)


def _sought(tokens: Sequence[Token], end: int) -> bool:
    """True for "the $690 million they asked for", "the 20 years prosecutors had sought"."""
    at = end + (end < len(tokens) and tokens[end].text.lower() in ("that", "which"))
    subject = at
    while at < len(tokens) and at - subject < 5 and tokens[at].tag in ("PRP", "DT", "JJ", *NOUN):
        at += 1
    if at == subject:
        return False
    while at < len(tokens) and lemma(tokens[at].text) in ("have", "be"):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].tag not in ("VBD", "VBN", "VBG") or tokens[subject].tag in ("NN", "NNS"):
        return False
    asked = lemma(tokens[at].text) in tables.words("seeking_verbs")
    return asked and tokens[at + 1].tag in (".", ",", "IN", "CC", "RP", ":")


def _shares_plan(passage: Passage, phrase: Phrase, first: int) -> bool:
    """True for the second verb of "will double its presence and leave half of it": the modal is that of the first."""
    tokens = passage.tokens
    bare = tokens[first].tag == "VB" or lemma(tokens[first].text) == tokens[first].text  # "close the plant and cut"
    if first < 2 or not bare or tokens[first - 1].tag != "CC":
        return False
    before = next((at for at in range(first - 2, max(-1, first - REACH), -1) if tokens[at].tag in VERB), None)
    if before is None or tokens[before].tag != "VB":
        return False
    return is_planned(passage, phrase, Governor(before, lemma(tokens[before].text), "object"))


def _finite_start(tokens: Sequence[Token], first: int, verb: int) -> int:
    """Step over the participle of "the tanks promised have arrived", which belongs to the subject."""
    while first < verb and tokens[first].tag == "VBN" and tokens[first + 1].tag in FINITE:
        first += 1
    return first


def _has_planning_verb(tokens: Sequence[Token], noun: int) -> bool:
    """True for "will seek the release of 40 hostages": the verb before the noun tells of what is to come."""
    verb = next((at for at in range(noun - 1, max(-1, noun - NOUN_REACH), -1) if tokens[at].tag in VERB), -1)
    between = tokens[verb + 1 : noun] if verb >= 0 else tokens[:1]
    if any(token.tag in ("IN", "CC", ",", "TO") for token in between):
        return False
    return any(_plans(tokens, at) for at in range(group_start(tokens, verb), verb + 1))


NOUN_REACH = 6
"""How many tokens before its object a verb may stand."""


def _plans(tokens: Sequence[Token], at: int) -> bool:
    """True for "will", "expects", "is set to"; who "set a record" has set it."""
    word = tokens[at].text.lower()
    if tokens[at].text == "May" and at > 0:
        return False  # "the quake in May killed 300"
    settled = word == "set" and tokens[at + 1 : at + 2] and tokens[at + 1].text.lower() not in ("to", "for")
    return word in tables.words("plan_words") and not settled


def _perceived(group: Sequence[Token]) -> bool:
    """True for "a crater could be seen": who could see it saw it."""
    words = [token.text.lower() for token in group]
    return words[0] == "could" and lemma(words[-1]) in ("see", "hear", "feel", "smell")


def _to_come(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True for "35 jets are due by May", "36 jets on order", "20 planned reactors"."""
    after = [token.text.lower() for token in tokens[phrase.end : phrase.end + 3]]
    due = after[:1] in (["is"], ["are"], ["were"]) and not tables.words("due_words").isdisjoint(after[1:])
    inside = {token.text.lower() for token in tokens[phrase.first : phrase.head]}
    ahead = phrase.first > 0 and tokens[phrase.first - 1].text.lower() in ("next", "coming")  # "the next three years"
    return due or ahead or after[:2] == ["on", "order"] or not inside.isdisjoint(tables.words("plan_adjectives"))


def _wanted(tokens: Sequence[Token], index: int) -> bool:
    """True for "calls for the release of 40", "a plan for a 29-member council", "a possible sale of 300 missiles"."""
    before = index - 1
    while before > 0 and tokens[before].tag in ("DT", "JJ", "RB", "VBN", "CD", "PRP$", "NNP", "NN"):
        if tokens[before].text.lower() in tables.words("plan_adjectives"):
            return True
        before -= 1
    if before < 1 or tokens[before].text.lower() != "for":
        return False
    asking = tokens[before - 1].text.lower()
    return asking in tables.words("plan_nouns") or lemma(asking) in ("call", "plan", "ask", "push", "lobby")


def _follows_plan(tokens: Sequence[Token], first: int) -> bool:
    """True for "bringing" in "will send 500 more, bringing the total to 2,000": it is as sure as what it follows."""
    if first == 0 or tokens[first].tag != "VBG" or tokens[first - 1].tag != ",":
        return False
    before = range(first - 1, max(-1, first - REACH), -1)
    finite = next((at for at in before if tokens[at].tag in FINITE and not _is_relative(tokens, at)), -1)
    return finite >= 0 and tokens[finite].tag == "MD" and tokens[finite].text.lower() in tables.words("plan_words")


def _is_relative(tokens: Sequence[Token], at: int) -> bool:
    """True for the verb of "a city that will host the Games", which tells of the city alone."""
    return at > 0 and (tokens[at - 1].tag in ("WDT", "WP") or tokens[at - 1].text.lower() == "that")


def _asked_for(tokens: Sequence[Token], index: int) -> bool:
    """True for an infinitive that no deed is told by: "working to install", "a demand for Ukraine to hand over"."""
    if index > 2 and tokens[index].tag == "VBN" and tokens[index - 1].text.lower() == "be":
        index -= 1  # "are to be paid"
    if index < 2 or tokens[index - 1].text.lower() != "to" or tokens[index].tag != "VB":
        return False
    if tokens[index - 2].text.lower() in ("ready", "set", "due", "prepared", "poised", "willing", "about", "track"):
        return True
    matrix = _matrix_verb(tokens, index - 1)
    if matrix >= 0 and any(_plans(tokens, at) for at in range(group_start(tokens, matrix), matrix + 1)):
        return True  # "will allow them to put", "would hire 1,500 workers to build six"
    near = tokens[max(0, index - 6) : index]
    if any(_intends(tokens, at) for at in range(max(0, index - 6), index - 1)):
        return True  # "proposed on Wednesday to spend", "urged members to send"
    return any(token.text.lower() in tables.words("plan_nouns") for token in near)


def _matrix_verb(tokens: Sequence[Token], to: int) -> int:
    """Return the verb that an infinitive depends on, over an aside: "expects the fleet, which has 370, to reach"."""
    at = to - 1
    while at > 0 and to - at < MATRIX_REACH:
        if tokens[at].text == ",":
            opens = next((i for i in range(at - 1, max(0, to - MATRIX_REACH), -1) if tokens[i].text == ","), at)
            at = opens - 1 if tokens[opens + 1].tag in ("WDT", "WP") else -1
            continue
        if tokens[at].tag in VERB:
            return at
        at -= 1
    return -1


MATRIX_REACH = 16
"""How many tokens before an infinitive its verb may stand."""


def _intends(tokens: Sequence[Token], at: int) -> bool:
    """True for a verb of will, not of force: "has to pay" is to come, "had to pay" was paid."""
    verb, token = lemma(tokens[at].text), tokens[at]
    if token.tag not in VERB and not (token.tag == "JJ" and token.text.endswith("ed")):  # "urged members to send"
        return False
    following = tokens[at + 1].text.lower()
    if verb in ("have", "be"):
        bound = verb == "be" or token.tag in ("VBZ", "VBP", "VB")
        return bound and following == "to"
    return verb in tables.words("intention_verbs") or (verb == "call" and following in ("on", "upon"))


def is_denied(passage: Passage, governor: Governor | None) -> bool:
    """True where the clause says that it is not so: "denied that 20 ships", "did not send"."""
    if governor is None:
        return False
    first = group_start(passage.tokens, governor.at)
    group = passage.tokens[first : governor.at + 1]
    before = passage.tokens[first - 1] if first else None
    if before is not None and before.tag in VERB and lemma(before.text) in tables.words("denial_verbs"):
        return True
    words = [token.text.lower() for token in (*group, *passage.tokens[governor.at + 1 : governor.at + 2])]
    negated = any(word in ("not", "n't", "n’t", "never") for word in words) and "only" not in words
    denied = any(_denies(passage.tokens, at) for at in range(first, governor.at + 1))
    return negated or denied or _withheld(passage.tokens, governor.at) or _in_denial(passage, governor)


def _denies(tokens: Sequence[Token], at: int) -> bool:
    """True for "denied sending" and "rejected claims"; a vote that rejects a budget denies nothing."""
    verb = lemma(tokens[at].text)
    if verb not in tables.words("denial_verbs"):
        return False
    following = {token.text.lower() for token in tokens[at + 1 : at + 5]}
    return verb not in tables.words("rejecting_verbs") or not following.isdisjoint(tables.words("claim_nouns"))


def _withheld(tokens: Sequence[Token], verb: int) -> bool:
    """True for "failed to send 14 tanks" and "ruled out sending them": what was not done."""
    before = [token.text.lower() for token in tokens[max(0, verb - 2) : verb]]
    if len(before) < 2:
        return False
    return (before[1] == "to" and lemma(before[0]) in tables.words("withholding_verbs")) or before == ["ruled", "out"]


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
            doubted = [token.text.lower() for token in before[-2:]] in (["no", "evidence"], ["no", "proof"])
            return doubted or any(lemma(token.text) in tables.words("denial_verbs") for token in before)
    return False
