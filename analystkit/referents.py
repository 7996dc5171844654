"""What a figure is said of: the thing that a measure measures, and what the sentence tells the figure of.

Steps go to the left from a number, over what may stand between, to the noun phrase or the verb that it hangs on.
"""

from collections.abc import Callable, Sequence

from analystkit import tables
from analystkit.clauses import VERB, Governor, is_preposition
from analystkit.lexicon import noun_of, singular
from analystkit.passages import ADJECTIVE, NOUN, Passage, in_moment, noun_run
from analystkit.phrases import Phrase
from analystkit.records import Token
from analystkit.subjects import (
    STEPS,
    Run,
    before_bracket,
    before_number,
    is_noun,
    is_preposition_like,
    run_ending,
    subject_of,
    verb_left,
)
from analystkit.units import is_unit

__all__ = ["find_subject", "find_tallied", "find_thing", "words_after_of", "written"]

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


def find_tallied(passage: Passage, phrase: Phrase) -> tuple[str, ...]:
    """Return the words of what a bare level tallies: the users of "the number of users rose to 40 million".

    Of things that are counted the plural says as much: "injuries rose to 300", not "prices rose to 300"; "passenger
    numbers" are of passengers.
    """
    run, tokens = _thing(passage, phrase.first), passage.tokens
    if run is not None and _is_headcount(tokens[run[1] - 2 : run[1]]) and is_noun(passage, run[1] - 2):
        return tuple(token.text for token in tokens[run[0] : run[1] - 1])
    if run is not None and tokens[run[1] - 1].tag == "NNS" and _is_countable(tokens[run[1] - 1].text):
        return tuple(token.text for token in tokens[slice(*run)])
    if run is None or run[1] + 1 >= len(tokens) or tokens[run[1]].text.lower() != "of":
        return ()
    return words_after_of(passage, run[1]) if tokens[run[1] - 1].text.lower() in tables.words("tally_words") else ()


def _is_headcount(words: Sequence[Token]) -> bool:
    """True for "user numbers" and "troop strength"."""
    if len(words) < 2:
        return False
    last = words[1].text.lower()
    return last == "numbers" or (last in ("strength", "levels") and noun_of((words[0].text,)).person)


def words_after_of(passage: Passage, of: int) -> tuple[str, ...]:
    """Return the words of the noun phrase after an "of", without its article."""
    tokens, start = passage.tokens, of + 1
    start += tokens[start].tag in ("DT", "PRP$")
    counted = noun_run(passage, start)
    return tuple(token.text for token in tokens[start : counted[0] + 1]) if counted else ()


def _is_countable(noun: str) -> bool:
    return singular(noun) in tables.column("nouns", "noun") or noun.lower() not in tables.words("measured_plurals")


def find_subject(passage: Passage, phrase: Phrase, governor: Governor | None) -> tuple[str, str]:
    """Return what the sentence tells a figure of, as written, and the rule: the club in "the club has 17 players".

    A figure that is itself the subject of a verb is told of nothing else: "20 farmers blocked the road".
    """
    subject = governor is not None and governor.relation in ("subject", "participle")
    itself = subject and _opens_clause(passage, phrase)
    for rule in RULES[:3] if itself else RULES:
        run = rule(passage, phrase)
        if run is not None:
            return written_run(passage, run), rule.__name__
    return "", ""


def _opens_clause(passage: Passage, phrase: Phrase) -> bool:
    """True where a clause begins with a figure: "said 300 people died"; not in "announced 300 jobs that were cut"."""
    tokens, at = passage.tokens, phrase.first - 1
    while at >= 0 and (tokens[at].tag == "DT" or _loosens(tokens[at])):
        at -= 1
    if at < 0 or (phrase.end < len(tokens) and tokens[phrase.end].tag in ("WDT", "WP")):
        return False
    return tokens[at].tag in ("CC", ",") or tokens[at].text.lower() in tables.words("left_edges")


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
    """Take "margin" of "a margin of error of 3 points", "force" of "its force in Mali from 5,100"."""
    tokens, at = passage.tokens, run[0] - 1
    while at > 0 and tokens[at].tag in ("DT", "PRP$"):
        at -= 1
    placed = at > 0 and tokens[at].text.lower() == "in" and tokens[run[1] - 1].tag == "NNP"
    if placed and is_noun(passage, at - 1) and before_number(passage, at - 1) is None:
        return run_ending(passage, at - 1)
    headed = at > 0 and tokens[at].text.lower() == "of" and is_noun(passage, at - 1)
    if not headed or before_number(passage, at - 1) is not None:
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
    if before < 0 or is_preposition(tokens[before]) or (word != "off" and tokens[before].tag not in VERB):
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
    verb = verb_left(passage, run_ending(passage, at)[0] - 1) if is_noun(passage, at) else at
    return None if verb is None else subject_of(passage, verb)


def told_of_noun(passage: Passage, phrase: Phrase) -> Run | None:
    """Read "problems in just one area", without a verb: the noun before the preposition."""
    at = _hung_on(passage, phrase.first) if phrase.noun.unit else None
    if at is None or not is_noun(passage, at) or passage.tokens[at + 1].text == ":":
        return None
    if passage.tokens[at].text.lower() in tables.words("number_nouns"):
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


# -- what a number hangs on


def _hung_on(passage: Passage, first: int) -> int | None:
    """Return the noun or verb before a number that it hangs on, over hedges, prepositions, days and other numbers."""
    tokens, at, joint = passage.tokens, first - 1, ""
    for _ in range(STEPS):
        if at < 0:
            return None
        token, number = tokens[at], before_number(passage, at)
        if number is not None and (joint in tables.words("parting_prepositions") or _is_unit(passage, at)):
            at = number
        elif token.tag == "-RRB-":
            at = before_bracket(tokens, at)
        elif token.tag in ("CC", ","):
            at = _over_joint(passage, at)
        elif is_noun(passage, at) or (token.tag in VERB and not is_preposition_like(token)):
            return at
        elif token.tag == "PRP":
            return verb_left(passage, at)
        elif is_preposition(token) and not _loosens(token) and not in_moment(passage, token):
            joint, at = token.text.lower(), at - 1
        elif in_moment(passage, token) or token.tag in LOOSE or _loosens(token):
            at -= 1
        else:
            return None
    return None


def _over_joint(passage: Passage, at: int) -> int:
    """Step over "and" or a comma: "138 yards and 2 touchdowns" share their subject, other joints lead to the verb."""
    tokens = passage.tokens
    before = at - 1
    while before >= 0 and tokens[before].tag in ("CC", ","):
        before -= 1
    if before < 0 or not is_noun(passage, before) or before_number(passage, before) is not None:
        return before
    if tokens[at].tag == ",":
        return before
    verb = verb_left(passage, before)
    return -1 if verb is None else verb


def _loosens(token: Token) -> bool:
    return token.text.lower() in tables.words("hedge_words")


def _is_unit(passage: Passage, at: int) -> bool:
    """True for the "sen" of "rose 18 sen to" and the "5%" of "by 5% to": a measure is nothing to be measured."""
    token = passage.tokens[at]
    return token.tag not in NOUN or is_unit(token.text)
