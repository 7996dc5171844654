"""What a figure is said of: the thing that a measure measures, and what the sentence tells the figure of.

No parser: steps to the left from a number, over what may stand between, to the noun phrase or the verb that the
number hangs on; from a verb the steps go on to its subject.
"""

from collections.abc import Callable, Sequence

from analystkit import tables
from analystkit.clauses import FINITE, VERB, Governor, group_start, is_preposition
from analystkit.passages import ADJECTIVE, NOUN, PARTICIPLE, Passage, in_moment, index_at, noun_run
from analystkit.phrases import Phrase
from analystkit.records import Number, Token
from analystkit.units import is_unit

__all__ = ["find_subject", "find_thing", "written"]

Run = tuple[int, int]
"""A noun phrase as indices of tokens, end exclusive."""

STEPS = 24
"""How many steps one search may take."""

MARKS = ("$", "``", "''", "SYM", "-LRB-", "HYPH", ":", "POS")
LOOSE = ("DT", "PDT", "PRP$", "RB", "RBR", "RBS", "RP", *ADJECTIVE, *MARKS)
"""Tags of what may stand between a number and what it hangs on: "was only about the", "(up"."""


def find_thing(passage: Passage, phrase: Phrase, kind: str = "") -> str:
    """Return the noun phrase that a measure is said of, as written, or "".

    It stands after a preposition where money is given ("spent $12,000 on a new roof"), before one ("a speed of 20
    mph", "a car with 938 horsepower"), between verb and number ("raised its dividend by 5%"), or is the subject of
    the verb ("sales rose 5%").
    """
    return written_run(passage, _paid_for(passage, phrase, kind) or _thing(passage, phrase.first))


def find_subject(passage: Passage, phrase: Phrase, governor: Governor | None) -> tuple[str, str]:
    """Return what the sentence tells a figure of, as written, and the rule: the club in "the club has 17 players".

    A figure that is itself the subject of a verb is told of nothing else: "20 farmers blocked the road".
    """
    subject = governor is not None and governor.relation in ("subject", "participle")
    itself = subject and _opens_clause(passage, phrase.first)
    for rule in RULES[:3] if itself else RULES:
        run = rule(passage, phrase)
        if run is not None:
            return written_run(passage, run), rule.__name__
    return "", ""


def _opens_clause(passage: Passage, first: int) -> bool:
    """True where a clause begins with a number: "said 300 people died", "and 20 shops were closed"."""
    at = first - 1
    while at >= 0 and (passage.tokens[at].tag == "DT" or _loosens(passage.tokens[at])):
        at -= 1
    edge = passage.tokens[at] if at >= 0 else None
    return edge is not None and (edge.tag in ("CC", ",") or edge.text.lower() in tables.words("left_edges"))


def written_run(passage: Passage, run: Run | None) -> str:
    """Return the words of a noun phrase as the article writes them."""
    return written([token.text for token in passage.tokens[slice(*run)]]) if run else ""


def written(words: Sequence[str]) -> str:
    """Join words as the article writes them: hyphens and possessives closed up."""
    return " ".join(words).replace(" - ", "-").replace(" ’s", "’s").replace(" 's", "'s")


def _thing(passage: Passage, first: int) -> Run | None:
    at = _hung_on(passage, first)
    if at is None:
        return None
    if not is_noun(passage, at):
        return subject_of(passage, at)
    run = run_ending(passage, at)
    aged = passage.tokens[at].text.lower() == "age"
    return (_thing(passage, run[0]) if aged else None) or _with_head(passage, run)


def _with_head(passage: Passage, run: Run) -> Run:
    """Take the noun before "of" in: "a margin of error of 3 points"."""
    tokens, at = passage.tokens, run[0] - 1
    while at > 0 and tokens[at].tag in ("DT", "PRP$"):
        at -= 1
    headed = at > 0 and tokens[at].text.lower() == "of" and is_noun(passage, at - 1)
    if not headed or _before_number(passage, at - 1) is not None:
        return run
    return run_ending(passage, at - 1)[0], run[1]


def _paid_for(passage: Passage, phrase: Phrase, kind: str) -> Run | None:
    """Return what money goes to where it is the object of a verb: "spent $12,000 on a new roof", "10% off a hat"."""
    tokens, at = passage.tokens, phrase.end
    word = tokens[at].text.lower() if at < len(tokens) else ""
    if word != "off" and (kind != "money" or word not in tables.words("purpose_prepositions")):
        return None
    before = phrase.first - 1
    while before > 0 and tokens[before].tag in ("RB", "JJ"):
        before -= 1
    if before >= 0 and is_preposition(tokens[before]):
        return None
    start = at + 1
    while start < len(tokens) and tokens[start].tag in ("DT", "PRP$", "CD"):
        start += 1
    run = noun_run(passage, start)
    return (start, run[1]) if run else None


# -- rules: what the sentence tells a figure of


def told_of_bearer(passage: Passage, phrase: Phrase) -> Run | None:
    """Read "a six-cylinder engine": a number glued to its noun tells something of the noun after it."""
    glued = phrase.rule in ("hyphenated", "attributive") and phrase.end > phrase.head + 1
    return (phrase.head + 1, phrase.end) if glued and is_noun(passage, phrase.end - 1) else None


def told_of_possessor(passage: Passage, phrase: Phrase) -> Run | None:
    """Read "two of Lee's deputies": a possessive says whose; the "master's" of "two master's degrees" does not."""
    tokens, start = passage.tokens, phrase.head + 1 - len(phrase.words)
    at = next((at for at in range(start, phrase.head) if tokens[at].tag == "POS"), start)
    if at == start:
        return None
    definite = tokens[start - 1].tag in ("DT", "PRP$") or tokens[start].text[:1].isupper()
    return (start, at) if definite else None


def told_of_whole(passage: Passage, phrase: Phrase) -> Run | None:
    """Read "a run of seven games", "Lee's 12 deputies": what is counted belongs to the noun before it."""
    at = _hung_on(passage, phrase.first)
    if at is None or not phrase.noun.unit or not is_noun(passage, at):
        return None
    words = [token.text.lower() for token in passage.tokens[at : at + 2]]
    parted = words[1] == "of" or passage.tokens[at + 1].tag == "POS"
    return run_ending(passage, at) if parted and words[0] not in tables.words("number_nouns") else None


def told_of_subject(passage: Passage, phrase: Phrase) -> Run | None:
    """Read "the club has 17 players": the subject of the verb to the left."""
    at = _hung_on(passage, phrase.first)
    if at is None:
        return None
    verb = _verb_left(passage, run_ending(passage, at)[0] - 1) if is_noun(passage, at) else at
    return None if verb is None else subject_of(passage, verb)


def told_of_noun(passage: Passage, phrase: Phrase) -> Run | None:
    """Read "problems in just one area", without a verb: the noun before the preposition."""
    at = _hung_on(passage, phrase.first) if phrase.noun.unit else None
    if at is None or not is_noun(passage, at) or passage.tokens[at + 1].text == ":":
        return None
    return run_ending(passage, at)


RULES: tuple[Callable[[Passage, Phrase], Run | None], ...] = (
    told_of_bearer,
    told_of_possessor,
    told_of_whole,
    told_of_subject,
    told_of_noun,
)
"""In this order the first rule with an opinion wins."""


# -- steps to the left


def is_noun(passage: Passage, at: int) -> bool:
    """Return whether a token is a noun, or a number in a name: "the S&P 500"."""
    token = passage.tokens[at]
    return (token.tag in NOUN or _is_label(passage, token)) and not in_moment(passage, token)


def _hung_on(passage: Passage, first: int) -> int | None:
    """Return the noun or verb before a number that it hangs on, over hedges, prepositions, days and other numbers."""
    tokens, at, joint = passage.tokens, first - 1, ""
    for _ in range(STEPS):
        if at < 0:
            return None
        token, number = tokens[at], _before_number(passage, at)
        if number is not None and (joint in tables.words("parting_prepositions") or _is_unit(passage, at)):
            at = number
        elif token.tag == "-RRB-":
            at = _before_bracket(tokens, at)
        elif token.tag in ("CC", ","):
            at = _over_joint(passage, at)
        elif is_noun(passage, at) or (token.tag in VERB and not _is_preposition_like(token)):
            return at
        elif token.tag == "PRP":
            return _verb_left(passage, at)
        elif is_preposition(token) and not _loosens(token) and not in_moment(passage, token):
            joint, at = token.text.lower(), at - 1
        elif in_moment(passage, token) or token.tag in LOOSE or _loosens(token):
            at -= 1
        else:
            return None
    return None


def _loosens(token: Token) -> bool:
    return token.text.lower() in tables.words("hedge_words")


def _is_unit(passage: Passage, at: int) -> bool:
    """True for the "sen" of "rose 18 sen to" and the "5%" of "by 5% to": a measure is nothing to be measured."""
    token = passage.tokens[at]
    return token.tag not in NOUN or is_unit(token.text)


def _is_preposition_like(token: Token) -> bool:
    return token.text.lower() in tables.words("participle_prepositions")


def _before_bracket(tokens: Sequence[Token], at: int) -> int:
    """Step over a bracket: "European carmakers (.SXAP) slid 4.8%"."""
    return next((i - 1 for i in range(at, -1, -1) if tokens[i].tag == "-LRB-"), at - 1)


def _over_joint(passage: Passage, at: int) -> int:
    """Step over "and" or a comma: "138 yards and 2 touchdowns" share their subject, other joints lead to the verb."""
    tokens = passage.tokens
    before = at - 1
    while before >= 0 and tokens[before].tag in ("CC", ","):
        before -= 1
    if before < 0 or not is_noun(passage, before) or _before_number(passage, before) is not None:
        return before
    if tokens[at].tag == ",":
        return before
    verb = _verb_left(passage, before)
    return -1 if verb is None else verb


def _before_number(passage: Passage, at: int) -> int | None:
    """Return the token before a number phrase that ends at a token ("rose 18 sen to", at "sen"), or None."""
    tokens, start = passage.tokens, at
    while start > 0 and (tokens[start].tag in (*NOUN, *ADJECTIVE, "SYM") or at == start) and at - start < 5:
        start -= 1
    number = _number_around(passage, start) or _number_around(passage, at)
    return None if number is None else index_at(tokens, number.start) - 1


def _number_around(passage: Passage, at: int) -> Number | None:
    token = passage.tokens[at]
    if _is_label(passage, token) or in_moment(passage, token):
        return None
    return next((number for number in passage.numbers if number.start <= token.start < number.end), None)


def _is_label(passage: Passage, token: Token) -> bool:
    return any(label.start <= token.start < label.end for label in passage.labels)


def _verb_left(passage: Passage, at: int) -> int | None:
    """Return the nearest verb to the left in the same clause."""
    tokens = passage.tokens
    for index in range(at, max(-1, at - STEPS), -1):
        token = tokens[index]
        if token.tag in VERB and not _modifies_noun(tokens, index) and not _is_preposition_like(token):
            return index
        edge = token.text == ";" or token.tag == "WRB" or token.text.lower() in tables.words("left_edges")
        if edge and token.tag != "WDT":
            return None
    return None


def _modifies_noun(tokens: Sequence[Token], index: int) -> bool:
    """True for "the winning side" and "long-serving members": a participle inside a noun phrase."""
    if tokens[index].tag not in PARTICIPLE or index + 1 >= len(tokens) or tokens[index + 1].tag not in NOUN:
        return False
    return index > 0 and tokens[index - 1].tag in ("DT", "PRP$", "POS", "HYPH", *ADJECTIVE)


# -- noun phrases


def run_ending(passage: Passage, at: int) -> Run:
    """Return the noun phrase that ends at a token, without its article; the whole of a name."""
    tokens, start = passage.tokens, at
    while start > 0 and _belongs(passage, start - 1):
        start -= 1
    while start < at and tokens[start].tag in ("CC", "HYPH", "POS"):
        glued = tokens[start].tag == "HYPH" and tokens[start - 1].tag == "CD" and start + 1 < at
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


# -- the subject of a verb


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
    if at >= 0 and (tokens[start].tag == "TO" or (tokens[verb].tag == "VBG" and tokens[at].tag == ",")):
        shared = _shared(passage, at, again)
        if shared is not None:
            return shared
    for _ in range(STEPS):
        at = _over_commas(passage, at)
        if at < 0:
            break
        token = tokens[at]
        if in_moment(passage, token) or token.tag in ("DT", "IN") or (token.tag == "RB" and at > 0):
            at -= 1
        elif is_noun(passage, at) or (found is None and _is_nominal(passage, at)):
            found = run_ending(passage, at)
            left = _on_left(passage, found[0] - 1)
            if left is None or (relative and tokens[left + 1].text.lower() != "of"):
                return found
            at = left
        elif token.tag in ("WDT", "WP"):
            relative, at = True, at - 1
        elif token.tag == "-RRB-":
            at = _before_bracket(tokens, at)
        else:
            pronoun = token.tag in ("PRP", "CC") or token.tag in VERB
            return found or (_shared(passage, at, again) if pronoun else None)
    return found


def _is_nominal(passage: Passage, at: int) -> bool:
    """True for "sampling came back", "the 60-year-old would", "the poor pay": no noun, and yet a subject.

    The tagger may call the first word of a sentence an adverb: "Oil fell".
    """
    tokens = passage.tokens
    before = tokens[at - 1].tag if at else ","
    if at == 0 and tokens[at].tag == "RB":
        return not tokens[at].text.endswith("ly")
    if tokens[at].tag == "VBG":
        return before in (",", "DT") and not in_moment(passage, tokens[at])
    return tokens[at].tag in ("JJ", "VBN") and before in ("DT", "HYPH")


def _on_left(passage: Passage, at: int) -> int | None:
    """Return where the head of a noun phrase lies whose complement or clause was just read, or None at the head."""
    tokens = passage.tokens
    while at >= 0 and (tokens[at].tag in ("DT", "PRP$", "PDT", "CD") or in_moment(passage, tokens[at])):
        at -= 1
    if at < 1:
        return None
    token = tokens[at]
    if is_preposition(token) and token.tag != "TO" and tokens[at - 1].tag in NOUN:
        return None if _before_number(passage, at - 1) is not None and is_unit(tokens[at - 1].text) else at - 1
    start = group_start(tokens, at) if token.tag in VERB else at
    if start > 0 and tokens[start - 1].tag in ("WDT", "WP"):
        return start - 2
    reduced = token.tag in PARTICIPLE and start == at and tokens[at - 1].tag in NOUN
    return at - 1 if reduced else None


def _over_commas(passage: Passage, at: int) -> int:
    """Step over what stands between two commas: "Healthcare, last year's best sector, dropped"."""
    tokens = passage.tokens
    if at < 0 or tokens[at].tag != ",":
        return at
    opening = next((i for i in range(at - 1, max(-1, at - STEPS), -1) if tokens[i].tag == ","), None)
    if opening is None or any(token.tag in FINITE for token in tokens[opening + 2 : at]):
        return at - 1
    return opening - 1


def _shared(passage: Passage, at: int, again: int) -> Run | None:
    """Return the subject of the verb before: in "as he scored 32 goals" and "sank and lost 3%" it is the same."""
    if again == 0 or passage.tokens[at].text.lower() in tables.words("first_and_second_persons"):
        return None
    verb = _any_verb_left(passage, at - (passage.tokens[at].tag not in VERB))
    return None if verb is None else subject_of(passage, verb, again=again - 1)


def _any_verb_left(passage: Passage, at: int) -> int | None:
    """Return the nearest finite verb to the left, whatever clause it stands in."""
    tokens = passage.tokens
    return next((i for i in range(at, max(-1, at - 2 * STEPS), -1) if tokens[i].tag in FINITE), None)
