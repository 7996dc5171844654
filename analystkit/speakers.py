"""Who says so: the stretches of a text that somebody answers for, each with its source as written.

Reporting cues are looked for outside quotation marks, in three forms: "X said that A" reaches from X to the end of
the sentence, "A, X said" and "A, according to X" reach back to its start. A quotation belongs to the cue beside it;
one without a cue carries on the speaker of the quotation before it. Nothing else reaches into the next sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analystkit import tables
from analystkit.cues import Cue, find_cues, reporting_words
from analystkit.quotations import Quotation, find_quotations
from analystkit.records import Mention, Sentence, Statement
from analystkit.sources import Line, look_at, source_text, words_of
from analystkit.tagging import tag_sentence

__all__ = ["find_statements"]

WORD = re.compile("[a-z]+")


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
        if not reporting_words().isdisjoint(WORD.findall(sentence.text.lower())):
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


def _claims(line: Line, before: list[Claim], mentions: Sequence[Mention]) -> list[Claim]:
    found: list[Claim] = []
    for cue in find_cues(line):
        start, end = line.tokens[cue.reach[0]].start, line.tokens[cue.reach[1] - 1].end
        source = _resolved(line, cue, [*before, *found], mentions)
        if source and start < end:
            found.append(Claim(line.tokens[cue.at].start, Statement(start, end, source, cue.rule)))
    return found


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
