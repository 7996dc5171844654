"""Everything that is found once for a whole article, gathered sentence by sentence.

Names, times, statements and labels are looked for in the text as a whole; only sentences that bear a number are
tagged, and each gets what falls into it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from analystkit.dates import find_moments
from analystkit.entities import find_designators, find_mentions
from analystkit.passages import Passage
from analystkit.places import find_ties
from analystkit.records import Article, Mention, Moment, Number, Sentence, Statement
from analystkit.retagging import mend_tags
from analystkit.scopes import find_edges
from analystkit.speakers import find_statements
from analystkit.status import sides_named
from analystkit.tagging import tag_sentence
from analystkit.text import find_sentences
from analystkit.times import find_times

__all__ = ["Context", "read_context"]

Span = TypeVar("Span", Number, Mention, Moment)
Reach = TypeVar("Reach", Mention, Statement)


class Context(NamedTuple):
    """Everything found once for the whole article."""

    text: str
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    headline: tuple[Mention, ...]
    """The names of the headline, whose offsets lie before the text: below zero."""
    sides: dict[str, frozenset[str]]
    """For each source as written, the countries and bodies that it speaks for."""
    reporter: str
    """The organisation whose own report the article is."""


def read_context(article: Article, numbers: Sequence[Number]) -> Context:
    """Find names, times and statements of an article, and gather them around its numbers."""
    text = article.text
    headline, mentions = _mentions(article)
    sentences = list(_tagged(find_sentences(text), numbers))
    statements = find_statements(text, sentences, mentions)
    labels = [m for m in (*find_designators(text), *mentions) if m.kind in ("event", "other")]
    bearing = _passages(sentences, numbers, mentions, find_moments(text, article.published), article.published)
    passages = tuple(_with_reaches(bearing, statements, sorted(labels, key=lambda label: label.start)))
    sides = {source: sides_named(source, mentions) for source in {statement.source for statement in statements}}
    return Context(text, passages, mentions, headline, sides, _reporter(article.title))


def _reporter(title: str) -> str:
    """Return the organisation that opens a headline such as "RTX Reports Q3 2025 Results", or ""."""
    named = [m for m in find_mentions(title) if m.start == 0 and m.kind in ("organisation", "other")]
    return named[0].name if named and REPORTS.match(title, named[0].end) else ""


REPORTS = re.compile(r"(?:['’]s)? (?:[Rr]eports|[Aa]nnounces|[Pp]osts|(?:\w+ ){0,4}[Rr]esults)\b")


def _mentions(article: Article) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Read headline and text together, so that a name in the headline is remembered; part them again."""
    lead = f"{article.title}\n\n" if article.title else ""
    shift = len(lead)
    found = [
        Mention(m.start - shift, m.end - shift, m.text, m.name, m.kind, m.adjective)
        for m in find_mentions(lead + article.text)
    ]
    above = sum(m.start < 0 for m in found)
    return tuple(found[:above]), tuple(found[above:])


def _tagged(sentences: Sequence[Sentence], numbers: Sequence[Number]) -> Iterator[Sentence]:
    """Tag the sentences that bear a number, once for all who look at them."""
    at = 0
    for sentence in sentences:
        at, inside = _within(numbers, at, sentence)
        yield tag_sentence(sentence) if inside else sentence


def _passages(
    sentences: Sequence[Sentence],
    numbers: Sequence[Number],
    mentions: Sequence[Mention],
    moments: Sequence[Moment],
    published: date | None,
) -> Iterator[Passage]:
    """Gather what falls into each sentence that bears a number."""
    at_number = at_mention = at_moment = 0
    for sentence in sentences:
        at_number, inside = _within(numbers, at_number, sentence)
        at_mention, named = _within(mentions, at_mention, sentence)
        at_moment, dated = _within(moments, at_moment, sentence)
        if inside:
            tokens = tuple(mend_tags(sentence.tokens, inside, named))
            ties, times = find_ties(tokens, named), find_times(sentence.text, tokens, dated, published)
            found = Passage(sentence.start, sentence.text, tokens, inside, named, dated, find_edges(tokens))
            yield found._replace(ties=ties, times=times)


def _within(spans: Sequence[Span], at: int, sentence: Sentence) -> tuple[int, tuple[Span, ...]]:
    while at < len(spans) and spans[at].start < sentence.start:
        at += 1
    first = at
    while at < len(spans) and spans[at].start < sentence.end:
        at += 1
    return at, tuple(span for span in spans[first:at] if span.end <= sentence.end)


def _with_reaches(
    passages: Iterator[Passage], statements: Sequence[Statement], labels: Sequence[Mention]
) -> Iterator[Passage]:
    """Add the statements and labels that reach into each passage; they may begin before it."""
    at_statement = at_label = 0
    open_statements: list[Statement] = []
    open_labels: list[Mention] = []
    for passage in passages:
        at_statement, open_statements = _reaching(statements, at_statement, open_statements, passage)
        at_label, open_labels = _reaching(labels, at_label, open_labels, passage)
        yield passage._replace(statements=tuple(open_statements), labels=tuple(open_labels))


def _reaching(spans: Sequence[Reach], at: int, still: list[Reach], passage: Passage) -> tuple[int, list[Reach]]:
    end = passage.start + len(passage.text)
    reaching = [span for span in still if span.end > passage.start]
    while at < len(spans) and spans[at].start < end:
        if spans[at].end > passage.start:
            reaching.append(spans[at])
        at += 1
    return at, reaching
