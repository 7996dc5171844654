"""Who says so: the stretches of a text that somebody answers for, each with its source as written.

Reporting cues are looked for outside quotation marks, in three forms: "X said that A" reaches from X to the end of
the sentence, "A, X said" and "A, according to X" reach back to its start. A quotation belongs to the cue beside it;
one without a cue carries on the speaker of the quotation before it. Nothing else reaches into the next sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analystkit import tables
from analystkit.quotations import Quotation, find_quotations
from analystkit.records import Mention, Sentence, Statement
from analystkit.sources import (
    FINITE,
    RELATIVE,
    Line,
    Span,
    look_at,
    main_subject,
    phrase_after,
    source_text,
    subject_before,
    words_of,
)
from analystkit.tagging import tag_sentence

__all__ = ["find_statements"]


class Cue(NamedTuple):
    """A reporting word, its source and the tokens it reaches."""

    at: int
    source: Span
    reach: Span
    rule: str


class Claim(NamedTuple):
    """A cue in the text: where it stands, and the statement it makes."""

    at: int
    statement: Statement


def find_statements(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Statement]:
    """Find what in a text somebody else than its author answers for.

    Parameters
    ----------
    text : the article.
    sentences : its sentences, in order, tagged or not.
    mentions : its named entities, in order; a person among them may stand behind "he".

    Returns
    -------
    Statements in order; they may lie in each other, and then the innermost one counts.

    Examples
    --------
    >>> from analystkit.text import find_sentences
    >>> text = "Aid agencies said 40 people fled. They went north, according to the mayor."
    >>> [(s.source, s.rule) for s in find_statements(text, find_sentences(text), [])]
    [('Aid agencies', 'subject_verb'), ('the mayor', 'according_to')]
    """
    quotations = find_quotations(text)
    claims: list[Claim] = []
    for sentence, near in _with_quotations(sentences, quotations):
        if _may_report(sentence.text):
            tagged = sentence if sentence.tokens else tag_sentence(sentence)
            claims += _claims(look_at(tagged, near), claims, mentions)
    statements = [claim.statement for claim in claims]
    statements += _quoted(text, sentences, quotations, claims)
    return sorted(statements, key=lambda statement: (statement.start, -statement.end))


def _with_quotations(
    sentences: Sequence[Sentence], quotations: Sequence[Quotation]
) -> Iterator[tuple[Sentence, list[Quotation]]]:
    """Pair each sentence with the quotations that overlap it."""
    first = 0
    for sentence in sentences:
        while first < len(quotations) and quotations[first].end <= sentence.start:
            first += 1
        last = first
        while last < len(quotations) and quotations[last].start < sentence.end:
            last += 1
        yield sentence, list(quotations[first:last])


@cache
def _verbs(kind: str = "") -> frozenset[str]:
    return tables.column("reporting_verbs", "word", **({"kind": kind} if kind else {}))


@cache
def _nouns(claim: str = "") -> frozenset[str]:
    return tables.column("source_nouns", "word", **({"claim": claim} if claim else {}))


def _may_report(text: str) -> bool:
    words = set(re.findall(r"[a-z]+", text.lower()))
    return not words.isdisjoint(_verbs() | words_of("cue") | _nouns("yes"))


# -- the cues of a sentence -----------------------------------------------------------------------------------------------


def _claims(line: Line, before: list[Claim], mentions: Sequence[Mention]) -> list[Claim]:
    found: list[Claim] = []
    for cue in _cues(line):
        start, end = line.tokens[cue.reach[0]].start, line.tokens[cue.reach[1] - 1].end
        source = _resolved(line, cue, [*before, *found], mentions)
        if source and start < end:
            found.append(Claim(line.tokens[cue.at].start, Statement(start, end, source, cue.rule)))
    return found


def _cues(line: Line) -> list[Cue]:
    """Return the cues of a sentence; each rule sees those found so far, the first that answers wins."""
    found: list[Cue] = []
    for at in range(len(line)):
        if at in line.quoted:
            continue
        cue = next((cue for rule in RULES if (cue := rule(line, at, found))), None)
        if cue and not _mute(line, cue.source):
            found.append(cue)
    return _bounded(found)


def _mute(line: Line, source: Span) -> bool:
    """I, which and 5 tell of no source."""
    words = line.words[source[0] : source[1]]
    numbers = all(tag in ("CD", "DT") for tag in line.tags[source[0] : source[1]])
    return numbers or (len(words) == 1 and words[0] in words_of("mute"))


def _bounded(cues: list[Cue]) -> list[Cue]:
    """End "X said A" where "and Y said B" begins."""
    starts = [cue.reach[0] for cue in cues if cue.rule == "subject_verb"]
    bounded = []
    for cue in cues:
        later = [start for start in starts if cue.at < start < cue.reach[1]]
        forward = cue.rule in ("subject_verb", "participle", "same_subject")
        bounded.append(cue._replace(reach=(cue.reach[0], later[0])) if forward and later else cue)
    return bounded


def _according_to(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """A, according to X. According to X, A."""
    if line.word(at) != "according" or line.word(at + 1) != "to":
        return None
    source = phrase_after(line, at + 2)
    return Cue(at, source, _whole(line, at, source[1], found), "according_to") if source else None


def _citing(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """A, citing X, where nobody else is named; "A per day" is no cue."""
    if line.word(at) not in ("citing", "quoting") and not (line.word(at) == "per" and line.word(at - 1) == ","):
        return None
    source = phrase_after(line, at + 1)
    if source is None or found:
        return None
    return Cue(at, source, _whole(line, at, source[1], found), "citing")


def _reported_by(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """A, as reported by X; it was confirmed by X that A."""
    if line.word(at) not in _verbs() or line.tag(at) not in ("VBN", "VBD") or line.word(at + 1) != "by":
        return None
    source = phrase_after(line, at + 2)
    return Cue(at, source, _whole(line, at, source[1], found), "reported_by") if source else None


def _participle(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """..., saying A: the subject of the sentence goes on; "with reports indicating A" has its own."""
    if line.word(at) not in _verbs() or line.tag(at) != "VBG" or line.word(at - 1) in words_of("be"):
        return None
    if line.is_noun(at - 1) and line.word(at - 1) in _nouns() and line.tag(at - 2) in ("IN", ",", ""):
        return Cue(at, (at - 1, at), (at - 1, len(line)), "participle")
    source = _speaker_so_far(line, at, found)
    return Cue(at, source, (at, len(line)), "participle") if source else None


def _speaker_so_far(line: Line, at: int, found: list[Cue]) -> Span | None:
    spoken = [cue.source for cue in found if cue.rule != "claim_noun"]
    return spoken[-1] if spoken else main_subject(line, at)


def _verb(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """X said A; A, X said; A, said X; X came and said A."""
    if line.word(at) not in _verbs() or not _is_finite(line, at) or not _says_something(line, at):
        return None
    inverted = _inverted(line, at)
    if inverted:
        return Cue(at, inverted, _whole(line, at, inverted[1], found), "inverted")
    if line.word(_left_of(line, at)) in ("and", "but", "or"):
        source = _speaker_so_far(line, at, found)
        return Cue(at, source, (at, len(line)), "same_subject") if source else None
    subject = subject_before(line, at)
    if subject is None or not _may_speak(line, at, subject):
        return None
    if _comes_after(line, at, subject):
        return Cue(at, subject, _whole(line, subject[0], at + 1, found), "postposed")
    return Cue(at, subject, (subject[0], _end_of_clause(line, at, subject)), "subject_verb")


def _claim_noun(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """Reports that A; the ministry's claim that A."""
    if found or line.word(at) not in _nouns("yes") or not line.is_noun(at) or line.word(at + 1) != "that":
        return None
    source = subject_before(line, at + 1)
    if source is None:
        return None
    owner = next((i for i in range(source[0], at) if line.tags[i] == "POS"), None)
    return Cue(at, (source[0], owner or source[1]), (source[0], _next_comma(line, at)), "claim_noun")


Rule = Callable[[Line, int, list[Cue]], Cue | None]
RULES: tuple[Rule, ...] = (_according_to, _citing, _reported_by, _participle, _verb, _claim_noun)


# -- what makes a verb a cue ------------------------------------------------------------------------------------------------


def _left_of(line: Line, at: int) -> int:
    """Return the token left of a verb and its auxiliaries."""
    at -= 1
    while at > 0 and (line.tags[at].startswith("RB") or line.words[at] in words_of("auxiliary") or at in line.hidden):
        at -= 1
    return at


def _is_finite(line: Line, at: int) -> bool:
    """Refuse "was said to", "to report", "did not confirm", "500 confirmed cases"."""
    if line.tags[at] not in ("VBD", "VBZ", "VBP", "VBN", "VB"):
        return False
    between = line.words[_left_of(line, at) + 1 : at]
    left = line.word(_left_of(line, at))
    if left in words_of("be") or left == "to" or {"not", "n't", "n’t", "never"} & set(between):
        return False
    return line.tags[at] != "VB" or bool({"will", "would", "did", "does", "do"} & set(between))


def _says_something(line: Line, at: int) -> bool:
    """Refuse "claimed responsibility" and "claimed 3,000 lives"."""
    window = line.words[at + 1 : at + 5]
    return line.word(at)[:5] != "claim" or not words_of("not_claimed") & set(window)


def _may_speak(line: Line, at: int, subject: Span) -> bool:
    """A study found 5 cases; the police found 5 rifles, which says nothing, or found that 5 were stolen."""
    if line.word(at) in _verbs("speech") | _verbs("tell"):
        return True
    if _nouns() & set(line.words[subject[0] : subject[1]]):
        return line.word(at) in _verbs("finding") or line.tag(at + 1) in ("DT", "CD", "NNP", "NNS")
    if line.word(at) in _verbs("listing"):
        return False
    if line.word(at + 1) == "that":
        return True
    thing = phrase_after(line, at + 1)
    return thing is not None and line.tag(thing[1]) in FINITE


def _inverted(line: Line, at: int) -> Span | None:
    """Return X of "..., said X", where no verb follows X that it could be the subject of."""
    left = _left_of(line, at)
    after_quote = left in line.quoted or line.word(left) in CLOSING
    if line.word(at) in _verbs("tell") or at + 1 in line.quoted or not (after_quote or line.word(left) == "," or not at):
        return None
    source = phrase_after(line, at + 1)
    if source is None or line.tag(source[1]) in FINITE | {"TO"}:
        return None
    if after_quote:
        return source
    continued = line.tag(source[1]) in ("VBN", "VBG") or (subject_before(line, at) and _later_verb(line, source))
    return None if continued else source


def _later_verb(line: Line, source: Span) -> bool:
    return any(line.tags[i] in FINITE for i in range(source[1], min(source[1] + 6, len(line))))


CLOSING = ("—", "–", "-", "--", "”", '"', "’", "'", "''")
"""What may stand between a claim and who makes it, besides a comma."""


def _comes_after(line: Line, at: int, subject: Span) -> bool:
    """Tell "A, X said" from "On Monday, X said A": in the first nothing is said after the verb."""
    left = subject[0] - 1
    closed = left in line.quoted or line.word(left) == "," or line.word(left) in CLOSING
    return left > 0 and closed and not _has_complement(line, at)


def _has_complement(line: Line, verb: int) -> bool:
    """Tell whether anything is said after the verb but when, where and to whom."""
    at = verb + 1
    if line.word(verb) in _verbs("tell"):
        addressee = phrase_after(line, at)
        at = addressee[1] if addressee else at
    while at < len(line):
        if at in line.quoted or line.words[at] in (":", "that"):
            return True
        if at in line.hidden or line.tags[at].startswith("RB"):
            at += 1
        elif line.tags[at] in ("IN", "TO"):
            place = phrase_after(line, at + 1)
            at = place[1] if place else at + 1
        elif line.words[at] == ",":
            return at + 1 in line.quoted
        else:
            return line.tags[at] not in (".", "''", "-RRB-", "CC")
    return False


# -- how far a cue reaches ----------------------------------------------------------------------------------------------------


def _whole(line: Line, first: int, stop: int, found: list[Cue]) -> Span:
    """Return the reach of a cue that stands after or amid what it covers: to the cue, or all of its sentence.

    In "A, X said, leaving 5 hurt" what follows is the author's own; in "The attack, X said, killed 5" it is not.
    """
    behind = [cue.reach[1] for cue in found if cue.rule in BACKWARD and cue.reach[1] <= first]
    semicolon = [i + 1 for i in range(first) if line.words[i] == ";" and i not in line.quoted]
    start = max([0, *behind, *semicolon])
    return start, _next_comma(line, stop - 1) if _is_complete(line, start, first) else len(line)


BACKWARD = ("according_to", "citing", "reported_by", "inverted", "postposed")


def _is_complete(line: Line, start: int, stop: int) -> bool:
    return any(line.tags[i] in FINITE or i in line.quoted for i in range(start, stop))


def _next_comma(line: Line, at: int) -> int:
    return next(
        (i for i in range(at + 1, len(line)) if line.words[i] in (",", ";") and i not in line.quoted), len(line)
    )


def _end_of_clause(line: Line, at: int, subject: Span) -> int:
    """After X said A, B: what follows the comma is the author's own."""
    opens = line.word(subject[0] - 1) in words_of("subordinator")
    return _next_comma(line, at) if opens else len(line)


# -- whom a pronoun stands for ------------------------------------------------------------------------------------------------


def _resolved(line: Line, cue: Cue, claims: Sequence[Claim], mentions: Sequence[Mention]) -> str:
    source = source_text(line, cue.source)
    pronoun = tables.mapping("source_words", "word", "value").get(source.lower(), "")
    if source.lower() not in words_of("pronoun"):
        return source
    start = line.tokens[cue.source[0]].start
    if pronoun == "person":
        return _last_person(start, claims, mentions) or source
    last = claims[-1].statement.source if claims else ""
    return last if last and _fits(last, pronoun) else source


def _fits(source: str, pronoun: str) -> bool:
    """They are several, it is a body; both go on with whoever spoke last."""
    several = source.split()[-1].endswith("s") or " and " in source
    return several == (pronoun == "several")


def _last_person(start: int, claims: Sequence[Claim], mentions: Sequence[Mention]) -> str:
    """Return the last person named before a pronoun, with the title under which he spoke."""
    people = [mention for mention in mentions if mention.kind == "person" and mention.end <= start]
    spoken = [claim for claim in claims if claim.statement.source[:1] and claim.at < start]
    if not people:
        return spoken[-1].statement.source if spoken else ""
    person = people[-1]
    titled = (claim.statement.source for claim in reversed(spoken) if person.text in claim.statement.source)
    return next(titled, person.text)


# -- quotations -----------------------------------------------------------------------------------------------------------------


def _quoted(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], claims: Sequence[Claim]
) -> Iterator[Statement]:
    """Give each quotation the speaker of the cue beside it, or of the quotation that it goes on from."""
    starts, cues = [sentence.start for sentence in sentences], [claim.at for claim in claims]
    last, speaker = -2, ""
    for quotation in quotations:
        first, end = bisect_right(starts, quotation.start) - 1, bisect_left(starts, quotation.end)
        if first < 0 or _is_scare(text[quotation.start : quotation.end]):
            continue
        near = claims[bisect_left(cues, starts[first]) : bisect_left(cues, sentences[end - 1].end)]
        source, rule = _beside(quotation, near), "quotation"
        opens = quotation.start - starts[first] <= 1
        if not source and opens and (quotation.continued or first - last <= 1):
            source, rule = speaker, "quotation_carried"
        if source:
            yield Statement(quotation.start, quotation.end, source, rule)
        last, speaker = end - 1, source


def _is_scare(quote: str) -> bool:
    """“Red lines” are nobody's speech, “Never!” is."""
    return len(quote.split()) < 4 and re.search(r"[.,!?…]\W?$", quote) is None


def _beside(quotation: Quotation, claims: Sequence[Claim]) -> str:
    """Return the source of the nearest cue in the sentences of a quotation, outside it."""
    outside = [claim for claim in claims if not quotation.start <= claim.at < quotation.end]
    distance = {claim: max(quotation.start - claim.at, claim.at - quotation.end) for claim in outside}
    return min(outside, key=distance.__getitem__).statement.source if outside else ""
