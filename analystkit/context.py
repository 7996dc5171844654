"""Everything that is found once for a whole article, gathered sentence by sentence.

What costs most is done last and for the fewest: times and labels are looked for around numbers, and a number that is
part of one counts nothing; names only where a number is left; who speaks only where a figure was found.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import TypeVar

from analystkit.antecedents import first_owners
from analystkit.companies import opening_company
from analystkit.dates import find_moments
from analystkit.entities import find_designators, name_mentions
from analystkit.finite_verbs import mend_verbs
from analystkit.headline_speakers import find_headline_speaker
from analystkit.owners import LOOK_BACK, owner_of
from analystkit.passages import Passage
from analystkit.places import find_ties
from analystkit.records import Article, Mention, Moment, Number, Sentence, Statement
from analystkit.rejections import reject_unread
from analystkit.retagging import mend_tags
from analystkit.scopes import find_edges
from analystkit.speakers import find_statements
from analystkit.status import sides_named
from analystkit.tagging import tag_sentence
from analystkit.text import find_sentences
from analystkit.times import find_times

__all__ = ["Context", "add_circumstances", "read_context"]

Span = TypeVar("Span", Number, Mention, Moment)
Reach = TypeVar("Reach", Mention, Statement)


@dataclass(frozen=True)
class Context:
    """Everything found once for the whole article."""

    text: str
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...] = ()
    """The sentences with a number that may count something."""
    mentions: tuple[Mention, ...] = ()
    headline: tuple[Mention, ...] = ()
    """The names of the headline, whose offsets lie before the text: below zero."""
    reporter: str = ""
    """The organisation whose own report the article is."""
    speaker: str = ""
    """Whose words the article is, by its headline: "Foreign Secretary statement on Syria"."""
    owners: tuple[Mention, ...] = ()
    """Of all owners that the article names, the first mentions of each."""
    named: tuple[Mention, ...] = ()
    """Of all names, one mention of each form as written."""
    sides: dict[str, frozenset[str]] = field(default_factory=dict)
    """For each source asked for so far, as written, the countries and bodies that it speaks for."""

    def sides_of(self, source: str) -> frozenset[str]:
        """Return the countries and bodies that a source speaks for; long articles name the same ones over and over."""
        if source not in self.sides:
            self.sides[source] = sides_named(source, self.named)
        return self.sides[source]

    def near(self, passage: Passage) -> tuple[Mention, ...]:
        """Return the names of a passage and of what stands shortly before it, and the last country before those."""
        mentions, end = self.mentions, passage.start + len(passage.text)
        first = bisect_left(mentions, passage.start - LOOK_BACK, key=_start)
        last = bisect_left(mentions, end, first, key=_start)
        country = next((mentions[at] for at in range(first - 1, -1, -1) if mentions[at].kind == "country"), None)
        return ((country,) if country else ()) + mentions[first:last]


_start = attrgetter("start")


def read_context(article: Article, numbers: Sequence[Number]) -> Context:
    """Find times, labels and names of an article, and gather them around its numbers."""
    sentences = tuple(find_sentences(article.text))
    lead = f"{article.title}\n\n" if article.title else ""
    designators = find_designators(lead + article.text)
    own = _labels(_shifted(designators, -len(lead)))
    bearing = [p for p in _with_labels(_passages(article, sentences, numbers), own) if _may_count(article.text, p)]
    if not bearing:
        return Context(article.text, sentences)
    headline, named = _parted(_shifted(name_mentions(lead + article.text, designators), -len(lead)))
    mentions = _outside_signs(named, numbers)
    labelled = _with_labels(bearing, _labels((*own, *mentions)))
    passages = tuple(_tagged(passage, named) for passage, named in _with_mentions(labelled, mentions))
    owners = tuple(first_owners(article.text, mentions))
    distinct = tuple({mention.text: mention for mention in mentions}.values())
    voices = (_reporter(article.title, headline), find_headline_speaker(article.title, headline))
    return Context(article.text, sentences, passages, mentions, headline, *voices, owners, distinct)


def _may_count(text: str, passage: Passage) -> bool:
    return not all(reject_unread(text, passage, number) for number in passage.numbers)


def _labels(mentions: Iterable[Mention]) -> list[Mention]:
    labels = (mention for mention in mentions if mention.kind in ("event", "other"))
    return sorted(labels, key=lambda label: label.start)


def _shifted(mentions: list[Mention], by: int) -> list[Mention]:
    """Move what was found in headline and text together; what stands in the headline comes to lie below zero."""
    if not by:
        return mentions
    return [Mention(m.start + by, m.end + by, m.text, m.name, m.kind, m.adjective) for m in mentions]


def _parted(mentions: list[Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    above = sum(mention.start < 0 for mention in mentions)
    return tuple(mentions[:above]), tuple(mentions[above:])


def _outside_signs(mentions: tuple[Mention, ...], numbers: Sequence[Number]) -> tuple[Mention, ...]:
    """Leave out the country of a sign: "US $5 billion" says nothing of where, nor whose."""
    ends = {number.start: number.end for number in numbers if number.number[:1].isalpha()}
    return tuple(mention for mention in mentions if mention.end > ends.get(mention.start, 0))


def _reporter(title: str, headline: Sequence[Mention]) -> str:
    """Return the organisation that opens a headline such as "RTX Reports Q3 2025 Results", or ""."""
    opening = opening_company(title)
    if not opening:
        return ""
    start = -len(title) - len("\n\n")
    named = [m for m in headline if m.start == start]
    if any(m.kind in ("country", "place", "person", "event") or owner_of(m) != m.name for m in named):
        return ""
    return next((m.name for m in named if m.kind == "organisation" and m.end - start >= len(opening)), opening)


def _passages(article: Article, sentences: Sequence[Sentence], numbers: Sequence[Number]) -> Iterator[Passage]:
    """Yield the sentences that bear a number, with their times."""
    at = 0
    for sentence in sentences:
        at, inside = _within(numbers, at, sentence.start, sentence.end)
        if inside:
            moments = find_moments(article.text, article.published, sentence.start, sentence.end)
            yield Passage(sentence.start, sentence.text, (), inside, (), tuple(moments))


def _with_mentions(
    passages: Iterable[Passage], mentions: Sequence[Mention]
) -> Iterator[tuple[Passage, tuple[Mention, ...]]]:
    at = 0
    for passage in passages:
        at, named = _within(mentions, at, passage.start, passage.start + len(passage.text))
        yield passage, named


def _within(spans: Sequence[Span], at: int, start: int, end: int) -> tuple[int, tuple[Span, ...]]:
    while at < len(spans) and spans[at].start < start:
        at += 1
    first = at
    while at < len(spans) and spans[at].start < end:
        at += 1
    return at, tuple(span for span in spans[first:at] if span.end <= end)


def _tagged(passage: Passage, named: tuple[Mention, ...]) -> Passage:
    """Add the tokens of a passage, tagged, and its names."""
    end = passage.start + len(passage.text)
    plain = tag_sentence(Sentence(passage.start, end, passage.text)).tokens
    tokens = mend_verbs(tuple(mend_tags(plain, passage.numbers, named)))
    return passage._replace(tokens=tokens, mentions=named, plain=plain)


def _with_labels(passages: Iterable[Passage], labels: Sequence[Mention]) -> Iterator[Passage]:
    """Add the labels that reach into each passage; they may begin before it."""
    at, still = 0, list[Mention]()
    for passage in passages:
        at, still = _reaching(labels, at, still, passage)
        yield passage._replace(labels=tuple(still)) if still else passage


def add_circumstances(context: Context, passages: Iterable[Passage], published: date | None) -> Iterator[Passage]:
    """Yield passages with who says where and when it was: statements that reach into each may begin before it."""
    passages = tuple(passages)
    read, end = {passage.start: passage for passage in context.passages}, _end_of_reading(context.text, passages)
    near = (sentence for sentence in context.sentences if sentence.start < end)
    sentences = [_as_read(sentence, read.get(sentence.start)) for sentence in near]
    moments = {passage.start: passage.moments for passage in context.passages}
    statements = find_statements(context.text, sentences, context.mentions, moments)
    at, still = 0, list[Statement]()
    for passage in passages:
        at, still = _reaching(statements, at, still, passage)
        tokens = passage.tokens
        ties, free = find_ties(tokens, passage.mentions), tuple(_outside_names(passage))
        times = find_times(passage.text, tokens, free, published)
        yield passage._replace(edges=find_edges(tokens), statements=tuple(still), ties=ties, times=times)


def _outside_names(passage: Passage) -> Iterator[Moment]:
    """Yield the moments of a passage but for the year of an event: "took part in Predators Run 2023"."""
    events = [mention for mention in passage.mentions if mention.kind == "event"]
    for moment in passage.moments:
        if not any(event.start < moment.start and moment.end <= event.end for event in events):
            yield moment


def _end_of_reading(text: str, passages: Sequence[Passage]) -> int:
    """Return where it no longer matters who speaks: two paragraphs behind the last figure."""
    end = max(passage.start for passage in passages)
    marks = islice(re.finditer(r"\n+", text[end:]), 2, 3)
    return end + next((mark.start() for mark in marks), len(text))


def _as_read(sentence: Sentence, passage: Passage | None) -> Sentence:
    return sentence if passage is None else Sentence(sentence.start, sentence.end, sentence.text, passage.plain)


def _reaching(spans: Sequence[Reach], at: int, still: list[Reach], passage: Passage) -> tuple[int, list[Reach]]:
    end = passage.start + len(passage.text)
    reaching = [span for span in still if span.end > passage.start]
    while at < len(spans) and spans[at].start < end:
        if spans[at].end > passage.start:
            reaching.append(spans[at])
        at += 1
    return at, reaching
