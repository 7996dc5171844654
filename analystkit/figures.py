"""Puts a figure together: how many of what, whose, doing what, where, when, who says so.

One article is followed from text to figures by reading ``figures_of`` downward; each column is filled by one call.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple, TypeVar

from analystkit.actors import Owned, find_actor
from analystkit.circumstances import find_edges, find_event, find_place, find_time
from analystkit.counts import Count, Counted, find_counts
from analystkit.dates import find_moments
from analystkit.entities import find_designators, find_mentions
from analystkit.numerals import find_numbers
from analystkit.phrases import Passage
from analystkit.records import Article, Figure, Mention, Moment, Number, Sentence, Statement, Token
from analystkit.speakers import find_statements
from analystkit.status import find_change, find_measure_of_time, find_modality, find_stance, find_stater
from analystkit.tagging import tag_sentence
from analystkit.text import article_id, find_sentences

__all__ = ["figures_of", "find_figures"]

REMEMBERED = 6
"""How many counts before a number may lend it their noun."""

Span = TypeVar("Span", Number, Mention, Moment)


def find_figures(text: str, *, title: str = "", published: date | None = None, publisher: str = "") -> Iterator[Figure]:
    """Find the reported figures of a text, in order.

    Parameters
    ----------
    text : the article without its headline.
    title : its headline, which may name whom the text calls "the alliance".
    published : day of publication, against which "last week" is read.
    publisher : the outlet, which speaks where nobody else does.

    Yields
    ------
    Figure records; ``text[figure.start:figure.end] == figure.number``.

    Examples
    --------
    >>> for figure in find_figures("Poland sent 300 soldiers and 12 tanks to Latvia on Monday."):
    ...     print(figure.number, figure.unit, figure.actor, figure.action, figure.place)
    300 soldier ('Poland',) send ('Latvia',)
    12 tank ('Poland',) send ('Latvia',)
    """
    yield from figures_of(Article(article_id(text), text, title=title, published=published, publisher=publisher))


@lru_cache(maxsize=2048)
def figures_of(article: Article) -> tuple[Figure, ...]:
    """Return the figures of an article; an article just read is not read twice."""
    text = article.text
    numbers = tuple(find_numbers(text))
    if not numbers or article.language not in ("", "en"):
        return ()
    context = _context(article, numbers)
    found: list[Figure] = []
    earlier: list[Counted] = []
    for passage in context.passages:
        labels = _labels(context, passage)
        counts = find_counts(text, passage, labels, earlier)
        earlier = [*earlier, *counts][-REMEMBERED:]
        for number, count in counts:
            found.append(_figure(article, context, passage, number, count, found))
    return tuple(found)


# -- what was found in the article as a whole


class Context(NamedTuple):
    """Everything found once for the whole article."""

    text: str
    passages: tuple[Passage, ...]
    labels: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    reporter: str


def _context(article: Article, numbers: Sequence[Number]) -> Context:
    text = article.text
    sentences = find_sentences(text)
    mentions = _mentions(article)
    moments = find_moments(text, article.published)
    labels = tuple(m for m in (*find_designators(text), *mentions) if m.kind in ("event", "other"))
    passages = tuple(_passages(sentences, numbers, mentions, moments))
    statements = tuple(find_statements(text, sentences, mentions))
    return Context(text, passages, labels, statements, tuple(mentions), _reporter(article.title))


def _reporter(title: str) -> str:
    """Return the organisation that opens a headline such as "RTX Reports Q3 2025 Results", or ""."""
    named = [m for m in find_mentions(title) if m.start == 0 and m.kind in ("organisation", "other")]
    return named[0].name if named and REPORTS.match(title, named[0].end) else ""


REPORTS = re.compile(r"(?:['’]s)? (?:[Rr]eports|[Aa]nnounces|[Pp]osts|(?:\w+ ){0,4}[Rr]esults)\b")


def _mentions(article: Article) -> list[Mention]:
    """Read headline and text together, so that a name in the headline is remembered; keep those of the text."""
    lead = f"{article.title}\n\n" if article.title else ""
    shift = len(lead)
    return [
        Mention(m.start - shift, m.end - shift, m.text, m.name, m.kind, m.adjective)
        for m in find_mentions(lead + article.text)
        if m.start >= shift
    ]


def _passages(
    sentences: Sequence[Sentence],
    numbers: Sequence[Number],
    mentions: Sequence[Mention],
    moments: Sequence[Moment],
) -> Iterator[Passage]:
    """Gather what falls into each sentence that bears a number; only those are tagged."""
    at_number = at_mention = at_moment = 0
    for sentence in sentences:
        at_number, inside = _within(numbers, at_number, sentence)
        at_mention, named = _within(mentions, at_mention, sentence)
        at_moment, dated = _within(moments, at_moment, sentence)
        if inside:
            tokens = tuple(_retagged(tag_sentence(sentence).tokens, inside, named))
            yield Passage(sentence.start, sentence.text, tokens, inside, named, dated, find_edges(tokens))


def _retagged(tokens: Sequence[Token], numbers: Sequence[Number], mentions: Sequence[Mention]) -> Iterator[Token]:
    """Mend what the tagger cannot know: "Nine houses" opens with no name, "six Ukrainian soldiers" with no noun."""
    counting = False
    for token in tokens:
        inside = any(number.start <= token.start < number.end for number in numbers)
        if inside and token.text[:1].isalnum():
            yield replace(token, tag="CD")
        elif counting and token.tag == "VBZ" and token.text.endswith("s"):
            yield replace(token, tag="NNS")
        elif counting and token.tag in ("IN", "NN") and any(m.adjective and m.start == token.start for m in mentions):
            yield replace(token, tag="JJ")
        else:
            yield token
        counting = inside


def _within(spans: Sequence[Span], at: int, sentence: Sentence) -> tuple[int, tuple[Span, ...]]:
    while at < len(spans) and spans[at].start < sentence.start:
        at += 1
    first = at
    while at < len(spans) and spans[at].start < sentence.end:
        at += 1
    return at, tuple(span for span in spans[first:at] if span.end <= sentence.end)


def _labels(context: Context, passage: Passage) -> list[Mention]:
    end = passage.start + len(passage.text)
    return [label for label in context.labels if label.start < end and passage.start < label.end]


# -- the row


def _figure(
    article: Article, context: Context, passage: Passage, number: Number, count: Count, found: Sequence[Figure]
) -> Figure:
    phrase = count.phrase
    owned = Owned(context.text, passage, phrase, count.governor, count.kind, context.mentions, context.reporter)
    actor, actor_rule = find_actor(owned)
    if not actor:
        actor, actor_rule = _lent_actor(count, found)
    statement = _statement(context, number) or find_stater(passage, count.governor)
    moment = find_time(passage, phrase, number, count.governor, statement)
    rules = [number.rule, *count.rules, actor_rule, statement.rule if statement else ""]
    key = f"{article.article} {number.start} {number.end} {number.number}"
    return Figure(
        figure=sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        article=article.article,
        published=article.published,
        start=number.start,
        end=number.end,
        number=number.number,
        low=number.low,
        best=number.best,
        high=number.high,
        bound=number.bound,
        unit=count.unit,
        item=count.item,
        kind=count.kind,
        actor=actor,
        action=count.governor.action if count.governor else "",
        event=find_event(passage, phrase),
        place=find_place(passage, phrase),
        time=moment.text if moment else "",
        time_start=moment.first if moment else None,
        time_end=moment.last if moment else None,
        source=statement.source if statement else "",
        stance=find_stance(statement, actor, context.mentions),
        modality=find_modality(passage, count.governor),
        change=find_change(passage, number, count.kind),
        measure=find_measure_of_time(passage, count),
        sentence=passage.text,
        rule="; ".join(dict.fromkeys(rule for rule in rules if rule)),
    )


def _lent_actor(count: Count, found: Sequence[Figure]) -> tuple[tuple[str, ...], str]:
    """Return the owner of the figure that lent its noun: "20,000 Russian troops, up from 12,000"."""
    if count.rules[0] not in ("noun_before", "noun_of_last_figure", "partitive"):
        return (), ""
    lender = next((figure for figure in reversed(found) if figure.unit == count.unit), None)
    return (lender.actor, "actor_of_lender") if lender is not None and lender.actor else ((), "")


def _statement(context: Context, number: Number) -> Statement | None:
    """Return the innermost statement around a number."""
    mute = ("it", "her", "him", "them", "this", "that")
    spoken = (s for s in context.statements if s.source.lower() not in mute)
    around = [s for s in spoken if s.start <= number.start and number.end <= s.end]
    return min(around, key=lambda s: s.end - s.start, default=None)
