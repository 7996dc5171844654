"""Who says so: the stretches of a text that somebody answers for, each with its source as written.

Reporting cues are looked for outside quotation marks, in three forms: "X said that A" reaches from X to the end of
the sentence, "A, X said" and "A, according to X" reach back to its start. A quotation belongs to the cue beside it;
one without a cue carries on the speaker of the quotation before it. Nothing else reaches into the next sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from analystkit.cues import find_cues, reporting_words, telling_words
from analystkit.dates import find_moments
from analystkit.lines import Line, look_at, words_of
from analystkit.pronouns import Before, who_it_is
from analystkit.quotations import Quotation, find_quotations
from analystkit.records import Mention, Moment, Sentence, Statement
from analystkit.sources import source_text
from analystkit.tagging import tag_sentence
from analystkit.tallies import who_publishes

__all__ = ["find_statements"]

WORD = re.compile("[a-z]+")
LONGEST = 4000
"""Characters of a sentence: a longer one is a table or a list, in which nobody speaks."""
RECENT = 30
"""Names and claims looked back at: who spoke a page ago stands behind no pronoun."""


class Claim(NamedTuple):
    """A cue in the text: where it stands, and the statement it makes."""

    at: int
    statement: Statement


def find_statements(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    moments: Mapping[int, Sequence[Moment]] = MappingProxyType({}),
) -> list[Statement]:
    """Find what in a text somebody else than its author answers for.

    Parameters
    ----------
    text : the article.
    sentences : its sentences, in order, tagged or not.
    mentions : its named entities, in order; a person among them may stand behind "he".
    moments : the time expressions of sentences where they are known already, by where the sentence starts.

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
    people = [mention for mention in mentions if mention.kind == "person" and not _inside(quotations, mention)]
    ends, starts = [person.end for person in people], [mention.start for mention in mentions]
    claims: list[Claim] = []
    for at, (sentence, near) in enumerate(_with_quotations(sentences, quotations)):
        telling = reporting_words() if sentence.tokens else telling_words()
        if len(sentence.text) <= LONGEST and not telling.isdisjoint(WORD.findall(sentence.text.lower())):
            tagged = sentence if sentence.tokens else tag_sentence(sentence)
            recent = _recent(people, bisect_right(ends, sentence.end))
            times = moments.get(sentence.start)
            times = find_moments(text, None, sentence.start, sentence.end) if times is None else times
            named = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            last = partial(_looked_at, sentences[at - 1] if at else None, mentions, starts)
            claims += _claims(look_at(tagged, near, times, named), last, claims[-RECENT:], recent)
    statements = [claim.statement for claim in claims]
    statements += _quoted(text, sentences, quotations, claims)
    statements += _announced(sentences, quotations, claims)
    statements += _published(sentences, mentions, starts, claims)
    return sorted(statements, key=lambda statement: (statement.start, -statement.end))


def _inside(quotations: Sequence[Quotation], mention: Mention) -> bool:
    """Who is named in direct speech is spoken of, and stands behind no "he said"."""
    at = bisect_right(quotations, mention.start, key=lambda quotation: quotation.start) - 1
    return at >= 0 and mention.start < quotations[at].end


def _looked_at(sentence: Sentence | None, mentions: Sequence[Mention], starts: Sequence[int]) -> Line | None:
    """Return a sentence without its times and quotations, to see what its subject is."""
    if sentence is None or len(sentence.text) > LONGEST:
        return None
    named = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
    return look_at(sentence if sentence.tokens else tag_sentence(sentence), (), (), named)


def _recent(people: list[Mention], stop: int) -> list[Mention]:
    return people[max(0, stop - RECENT) : stop]


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


def _claims(line: Line, last: Callable[[], Line | None], before: list[Claim], people: Sequence[Mention]) -> list[Claim]:
    """Return the claims of a sentence; the sentence before it is only looked at for a pronoun."""
    found: list[Claim] = []
    for cue in find_cues(line):
        start, end = line.tokens[cue.reach[0]].start, line.tokens[cue.reach[1] - 1].end
        source = source_text(line, cue.source)
        if source.lower() in words_of("pronoun"):
            earlier = [claim.statement for claim in (*before, *found)]
            source = who_it_is(line, cue, Before(last(), earlier, people)) or source
        if source and start < end:
            found.append(Claim(line.tokens[cue.at].start, Statement(start, end, source, cue.rule)))
    return found


# -- quotations -------------------------------------------------------------------------------------------------------


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
        if not source and opens:
            carried = speaker if quotation.continued or first - last <= 1 else ""
            source, rule = carried or _spoke_before(sentences, first, claims, cues), "quotation_carried"
        if source:
            yield Statement(quotation.start, quotation.end, source, rule)
        last, speaker = end - 1, source


def _spoke_before(sentences: Sequence[Sentence], first: int, claims: Sequence[Claim], cues: Sequence[int]) -> str:
    """Return the person or body of the sentence before, who goes on: Ann Poole said it was hard. “We lost two men.”"""
    last = bisect_left(cues, sentences[first].start) - 1
    near = first > 0 and last >= 0 and cues[last] >= sentences[first - 1].start
    return claims[last].statement.source if near else ""


def _announced(
    sentences: Sequence[Sentence], quotations: Sequence[Quotation], claims: Sequence[Claim]
) -> Iterator[Statement]:
    """Give what follows "The minister said:" to the minister, up to the end of its sentence, marks or not."""
    cues, quotes = [claim.at for claim in claims], [quotation.end for quotation in quotations]
    for before, after in pairwise(sentences):
        last = bisect_left(cues, before.end) - 1
        if not before.text.endswith(":") or last < 0 or cues[last] < before.start:
            continue
        quoted = bisect_right(quotes, after.start)
        if quoted == len(quotations) or quotations[quoted].start > after.start:
            yield Statement(after.start, after.end, claims[last].statement.source, "announced")


def _published(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], starts: Sequence[int], claims: Sequence[Claim]
) -> Iterator[Statement]:
    """Give the sentence after "The institute has issued its yearbook." to the institute, if nobody speaks in it."""
    cues = [claim.at for claim in claims]
    for before, after in pairwise(sentences):
        words = set(WORD.findall(before.text.lower())) if len(before.text) <= LONGEST else set()
        if words.isdisjoint(words_of("publishing")) or words.isdisjoint(words_of("figures")):
            continue
        line = _looked_at(before, mentions, starts)
        publisher = (
            who_publishes(line) if line and bisect_left(cues, after.end) == bisect_left(cues, after.start) else None
        )
        if line and publisher:
            yield Statement(after.start, after.end, source_text(line, publisher), "published")


SPEECH_END = re.compile(r"[.,!?…]\W?$")


def _is_scare(quote: str) -> bool:
    """“Red lines” are nobody's speech, “Never!” is."""
    return len(quote.split()) < 4 and SPEECH_END.search(quote) is None


def _beside(quotation: Quotation, claims: Sequence[Claim]) -> str:
    """Return the source of the nearest cue in the sentences of a quotation, outside it."""
    outside = [claim for claim in claims if not quotation.start <= claim.at < quotation.end]
    distance = {claim: max(quotation.start - claim.at, claim.at - quotation.end) for claim in outside}
    return min(outside, key=distance.__getitem__).statement.source if outside else ""
