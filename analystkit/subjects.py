"""The subject of a verb, by steps to the left: over its complements, relative clauses, asides and pronouns.

No parser: tags, and what is known of a sentence's numbers, names and times. A noun phrase is a pair of indices.
"""

from collections.abc import Sequence

from analystkit import tables
from analystkit.clauses import FINITE, VERB, group_start, is_preposition
from analystkit.passages import ADJECTIVE, NOUN, PARTICIPLE, Passage, in_moment, index_at
from analystkit.records import Number, Token
from analystkit.subject_spans import controls
from analystkit.units import is_unit

__all__ = [
    "STEPS",
    "Run",
    "before_bracket",
    "before_number",
    "is_noun",
    "is_preposition_like",
    "run_ending",
    "subject_of",
    "verb_left",
]

Run = tuple[int, int]
"""A noun phrase as indices of tokens, end exclusive."""

STEPS = 24
"""How many steps one search may take."""


def subject_of(passage: Passage, verb: int, *, again: int = 4) -> Run | None:
    """Return the noun phrase that is the subject of a verb, or None.

    Parameters
    ----------
    passage : the sentence.
    verb : the token of the verb.
    again : how many verbs more may be asked for their subject: a pronoun and a second verb share that of the first.
    """
    tokens = passage.tokens
    start = max(group_start(tokens, verb), 1)
    at, found, relative = start - 1, None, False
    own = _controlled(passage, start) if tokens[start].tag == "TO" else _absolute(passage, start)
    if own is not None:
        return own
    if at >= 0 and (tokens[start].tag == "TO" or (tokens[verb].tag == "VBG" and tokens[at].tag == ",")):
        shared = _shared(passage, at, again)
        if shared is not None:
            return shared
    for _ in range(STEPS):
        at = _over_aside(passage, at)
        if at < 0:
            break
        if found is None and _is_object(passage, at):
            return _shared(passage, at, again)
        if is_noun(passage, at) or (found is None and _is_nominal(passage, at)):
            found = run_ending(passage, at)
            left = _on_left(passage, found[0] - 1)
            if left is None or (relative and tokens[left + 1].text.lower() != "of"):
                return found
            at = left
        elif tokens[at].tag in ("WDT", "WP"):
            relative, at = True, at - (2 if tokens[at - 1].tag == "," else 1)
        else:
            return found or _shared(passage, at, again)
    return found


def _controlled(passage: Passage, to: int) -> Run | None:
    """Return the sales of "expects sales to grow by 5%", the army of "allows for the army to grow": who does it."""
    run, before = _noun_phrase_before(passage, to)
    return run if before is not None and controls(before) else None


def _absolute(passage: Passage, verb: int) -> Run | None:
    """Return the party of "ended in a draw with the party winning 46% of seats"."""
    tokens = passage.tokens
    if tokens[verb].tag != "VBG" or tokens[min(verb + 1, len(tokens) - 1)].tag in NOUN:
        return None  # "with wireless charging case"
    run, before = _noun_phrase_before(passage, verb)
    return run if before is not None and before.text.lower() == "with" else None


def _noun_phrase_before(passage: Passage, at: int) -> tuple[Run | None, Token | None]:
    """Return the noun phrase right before a token, and the word before its article."""
    tokens = passage.tokens
    if at < 1 or not is_noun(passage, at - 1):
        return None, None
    run = run_ending(passage, at - 1)
    before = run[0] - 1
    while before > 0 and tokens[before].tag in ("DT", "PRP$"):
        before -= 1
    return run, tokens[before] if before >= 0 else None


def _over_aside(passage: Passage, at: int) -> int:
    """Step over what belongs to no noun phrase: asides between commas or in brackets, times, adverbs."""
    tokens = passage.tokens
    for _ in range(STEPS):
        if at < 0:
            break
        token, before = tokens[at], at
        if token.tag == ",":
            at = _over_commas(passage, at)
        elif token.tag == "-RRB-":
            at = before_bracket(tokens, at)
        elif in_moment(passage, token) or token.tag in ("DT", "IN") or (token.tag == "RB" and at > 0):
            at -= 1
        if at == before:
            break
    return at


def _is_object(passage: Passage, at: int) -> bool:
    """True for the "cars a day" of "the bridge which carries 100,000 cars a day will close": no subject."""
    before = before_number(passage, at)
    return before is not None and before >= 0 and passage.tokens[before].tag in VERB


def _is_nominal(passage: Passage, at: int) -> bool:
    """True for "sampling came back", "the 60-year-old would", "the poor pay": no noun, and yet a subject.

    The tagger may call the first word of a sentence an adverb: "Oil fell".
    """
    tokens = passage.tokens
    before = tokens[at - 1].tag if at else ","
    if at == 0 and tokens[at].tag == "RB":
        return not tokens[at].text.endswith("ly")
    if tokens[at].tag == "VBG":
        return before in (",", "DT", *NOUN, *ADJECTIVE) and not in_moment(passage, tokens[at])
    return tokens[at].tag in ("JJ", "VBN") and before in ("DT", "HYPH")


def _on_left(passage: Passage, at: int) -> int | None:
    """Return where the head of a noun phrase lies whose complement or clause was just read, or None at the head."""
    tokens = passage.tokens
    while at >= 0 and (tokens[at].tag in BEFORE_NOUN or in_moment(passage, tokens[at]) or _is_glued(tokens, at)):
        at -= 1
    if at < 1:
        return None
    token = tokens[at]
    if is_preposition(token) and tokens[at - 1].tag in NOUN:
        return None if before_number(passage, at - 1) is not None and is_unit(tokens[at - 1].text) else at - 1
    if is_preposition(token) and tokens[at - 1].tag == "VBN" and tokens[at - 2].tag in NOUN:
        return at - 2  # "soldiers killed in Iraq"
    if token.tag == "CC":
        return _antecedent(tokens, at)
    start = group_start(tokens, at) if token.tag in VERB else at
    if start > 0 and tokens[start - 1].tag in ("WDT", "WP"):
        return start - 2
    reduced = token.tag in PARTICIPLE and start == at and tokens[at - 1].tag in NOUN
    return at - 1 if reduced else None


def _antecedent(tokens: Sequence[Token], at: int) -> int | None:
    """Return the Volvo of "Volvo which makes trucks and buses fell": a relative clause may end in joined nouns."""
    for index in range(at - 1, max(0, at - 8), -1):
        if tokens[index].tag in ("WDT", "WP"):
            return index - 1
        if tokens[index].tag not in (*NOUN, *ADJECTIVE, *VERB, "DT", "PRP$", "CC", "RB"):
            return None
    return None


BEFORE_NOUN = ("DT", "PRP$", "PDT", "CD", "HYPH")


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """True for the month of "three-month delivery"."""
    return at > 1 and tokens[at - 1].tag == "HYPH" and tokens[at - 2].tag == "CD"


def _over_commas(passage: Passage, at: int) -> int:
    """Step over what stands between two commas: "Healthcare, last year's best sector, dropped"."""
    tokens = passage.tokens
    if at < 0 or tokens[at].tag != ",":
        return at
    opening = next((i for i in range(at - 1, max(-1, at - STEPS), -1) if tokens[i].tag == ","), None)
    relative = opening is not None and tokens[opening + 1].tag in ("WDT", "WP")
    if opening is None or (not relative and any(token.tag in FINITE for token in tokens[opening + 2 : at])):
        return at - 1
    return opening - 1


def _shared(passage: Passage, at: int, again: int) -> Run | None:
    """Return the subject of the verb before: in "as he scored 32 goals" and "sank and lost 3%" it is the same."""
    token = passage.tokens[at]
    if again == 0 or token.text.lower() in tables.words("first_and_second_persons"):
        return None
    if token.tag not in ("PRP", "CC", "CD", ",", *NOUN, *VERB):
        return None
    verb = _any_verb_left(passage, at - (passage.tokens[at].tag not in VERB))
    return None if verb is None else subject_of(passage, verb, again=again - 1)


def _any_verb_left(passage: Passage, at: int) -> int | None:
    """Return the nearest verb to the left that has a subject, whatever clause it stands in."""
    tokens = passage.tokens
    return next((i for i in range(at, max(-1, at - 2 * STEPS), -1) if _has_subject(tokens, i)), None)


def _has_subject(tokens: Sequence[Token], index: int) -> bool:
    """True for a finite verb, and for the "destroyed" of "fire destroyed at least 30 homes", called a participle."""
    if tokens[index].tag in FINITE:
        return True
    if tokens[index].tag != "VBN" or not 0 < index < len(tokens) - 1 or tokens[index - 1].tag not in NOUN:
        return False
    return tokens[index + 1].tag in ("CD", "DT", "PRP$", "$") or tokens[index + 1].text.lower() in ("at", "about")


# -- parts of a sentence


def is_noun(passage: Passage, at: int) -> bool:
    """Return whether a token is a noun, or a number in a name: "the S&P 500"."""
    token = passage.tokens[at]
    return (token.tag in NOUN or _is_label(passage, token)) and not in_moment(passage, token)


def run_ending(passage: Passage, at: int) -> Run:
    """Return the noun phrase that ends at a token, without its article; the whole of a name."""
    tokens, start = passage.tokens, at
    while start > 0 and _belongs(passage, start - 1):
        start -= 1
    while start < at and tokens[start].tag in ("CC", "HYPH", "POS"):
        glued = tokens[start].tag == "HYPH" and tokens[start - 1].tag in ("CD", *NOUN) and start + 1 < at
        start += 2 if glued else 1
    return start, at + 1


def _belongs(passage: Passage, index: int) -> bool:
    """True where a token goes on to the left with the noun phrase after it."""
    tokens, token = passage.tokens, passage.tokens[index]
    if _is_label(passage, token):
        return True
    if in_moment(passage, token):
        return False
    if token.tag in (*NOUN, *ADJECTIVE, "HYPH", "POS") or token.text == "&":
        return True
    if token.tag == "CC":
        return index > 0 and all(t.tag in ("NNP", "NNPS") for t in (tokens[index - 1], tokens[index + 1]))
    return _modifies_noun(tokens, index)


def _modifies_noun(tokens: Sequence[Token], index: int) -> bool:
    """True for "the winning side" and "long-serving members": a participle inside a noun phrase."""
    if tokens[index].tag not in PARTICIPLE or index + 1 >= len(tokens) or tokens[index + 1].tag not in NOUN:
        return False
    return index > 0 and tokens[index - 1].tag in ("DT", "PRP$", "POS", "HYPH", *ADJECTIVE)


def _is_label(passage: Passage, token: Token) -> bool:
    return bool(passage.labels) and any(label.start <= token.start < label.end for label in passage.labels)


def before_number(passage: Passage, at: int) -> int | None:
    """Return the token before a number phrase that ends at a token ("rose 18 sen to", at "sen"), or None."""
    tokens = passage.tokens
    if at > 1 and tokens[at - 1].text.lower() in ("a", "an") and tokens[at].text.lower() in tables.words("rate_nouns"):
        return before_number(passage, at - 2)
    start = at
    while start > 0 and (tokens[start].tag in (*NOUN, *ADJECTIVE, "SYM") or at == start) and at - start < 5:
        start -= 1
    number = _number_around(passage, start) or _number_around(passage, at)
    return None if number is None else index_at(tokens, number.lead) - 1


def _number_around(passage: Passage, at: int) -> Number | None:
    token = passage.tokens[at]
    for number in passage.numbers:
        if number.start <= token.start < number.end:
            return None if _is_label(passage, token) or in_moment(passage, token) else number
    return None


def before_bracket(tokens: Sequence[Token], at: int) -> int:
    """Step over a bracket: "European carmakers (.SXAP) slid 4.8%"."""
    return next((i - 1 for i in range(at, -1, -1) if tokens[i].tag == "-LRB-"), at - 1)


def verb_left(passage: Passage, at: int) -> int | None:
    """Return the nearest verb to the left in the same clause."""
    tokens = passage.tokens
    for index in range(at, max(-1, at - STEPS), -1):
        token = tokens[index]
        if token.tag in VERB and not _modifies_noun(tokens, index) and not is_preposition_like(token):
            return index
        edge = token.text == ";" or token.tag == "WRB" or token.text.lower() in tables.words("left_edges")
        if edge and token.tag != "WDT":
            return None
    return None


def is_preposition_like(token: Token) -> bool:
    """Return whether a verb works as a preposition: "including", "according"."""
    return token.text.lower() in tables.words("participle_prepositions")
