"""Puts a figure together: how many of what, whose, doing what, where, when, who says so.

One article is followed from text to figures by reading ``figures_of`` downward; each column is filled by one call.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import sha256

from analystkit import tables
from analystkit.actors import find_actor
from analystkit.antecedents import find_antecedent
from analystkit.changes import find_change
from analystkit.circumstances import find_event, find_time
from analystkit.clauses import VERB
from analystkit.context import Context, add_circumstances, read_context
from analystkit.counts import Count, Counted, find_counts
from analystkit.numerals import find_numbers
from analystkit.owners import Owned, state_of
from analystkit.passages import Passage, index_at
from analystkit.records import Article, Figure, Moment, Number, Statement
from analystkit.scopes import clause_of
from analystkit.status import find_measure_of_time, find_modality, find_stance, find_stater, sides_named
from analystkit.subject_spans import subject_span
from analystkit.text import article_id, plain_hyphens
from analystkit.whereabouts import find_place

__all__ = ["figures_of", "find_figures"]

REMEMBERED = 6
"""How many counts before a number may lend it their noun."""


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
    read = replace(article, text=plain_hyphens(article.text), title=plain_hyphens(article.title))
    numbers = tuple(find_numbers(read.text))
    if not numbers or article.language not in ("", "en"):
        return ()
    context = read_context(read, numbers)
    counted = list(_counted(context))
    bearing = [passage for passage, _ in counted]
    passages = add_circumstances(context, bearing, article.published) if counted else ()
    found: list[Figure] = []
    for passage, (_, counts) in zip(passages, counted, strict=True):
        for number, count in counts:
            found.append(_figure(article, context, passage, number, count, found))
    return tuple(found)


def _counted(context: Context) -> Iterator[tuple[Passage, list[Counted]]]:
    """Yield the passages in which something is counted, with what."""
    earlier: list[Counted] = []
    for passage in context.passages:
        counts = find_counts(context.text, passage, earlier)
        earlier = [*earlier, *counts][-REMEMBERED:]
        if counts:
            yield passage, counts


# -- the row


def _figure(
    article: Article, context: Context, passage: Passage, number: Number, count: Count, found: Sequence[Figure]
) -> Figure:
    statement = _claim(passage, number, count) or _by_headline(context, passage)
    sides = _sides(context, passage, statement)
    actor, actor_rule = _actor(_owned(article, context, passage, count, sides), count, found)
    clause = clause_of(passage, count.phrase)
    moment = find_time(passage, number, count, clause, statement)
    rules = [number.rule, *count.rules, actor_rule, statement.rule if statement else ""]
    return Figure(
        figure=_id(article, number),
        article=article.article,
        published=article.published,
        start=number.start,
        end=number.end,
        page=bisect_right(article.pages, number.start) or None,
        number=article.text[number.start : number.end],
        low=number.low,
        best=number.best,
        high=number.high,
        bound=number.bound,
        unit=count.unit,
        item=count.item,
        subject=count.subject,
        kind=count.kind,
        actor=actor,
        action=count.governor.action if count.governor else "",
        event=find_event(passage, count.phrase, clause),
        place=find_place(passage, number, count, clause, statement),
        time=moment.text if moment else "",
        time_start=moment.first if moment else None,
        time_end=moment.last if moment else None,
        source=statement.source if statement else "",
        stance=find_stance(sides, actor) if statement else "outlet",
        modality=find_modality(passage, count.phrase, count.governor, _is_to_come(moment, article.published)),
        change=find_change(passage, number, count.kind),
        measure=find_measure_of_time(passage, count),
        sentence=article.text[passage.start : passage.start + len(passage.text)],
        rule="; ".join(dict.fromkeys(rule for rule in rules if rule)),
    )


def _is_to_come(moment: Moment | None, published: date | None) -> bool:
    """True for a time after the day of publication: "by 2035", "next spring"."""
    if moment is None or published is None:
        return False
    first = moment.first or moment.last
    return first is not None and first > published


def _id(article: Article, number: Number) -> str:
    key = f"{article.article} {number.start} {number.end} {number.number}"
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _owned(article: Article, context: Context, passage: Passage, count: Count, sides: frozenset[str]) -> Owned:
    names = (context.near(passage), context.owners, article.title, context.headline, context.reporter)
    subject = subject_span(passage, count.governor) if count.governor else None
    return Owned(context.text, passage, count.phrase, count.governor, count.kind, *names, sides, subject)


def _sides(context: Context, passage: Passage, statement: Statement | None) -> frozenset[str]:
    """Return whom the speaker of a statement speaks for."""
    if statement is None:
        return frozenset()
    return context.sides_of(statement.source) or sides_named(statement.source, passage.mentions)


def _actor(owned: Owned, count: Count, found: Sequence[Figure]) -> tuple[tuple[str, ...], str]:
    """Return the owner; a figure that takes over a noun takes over its owner: "Russian troops ... put them at 30,000".

    The subject of its own verb is then who states it, as in "an American envoy gave a range of 169,000 to 190,000".
    """
    if count.unit in tables.words("natural_units"):
        return (), ""  # nobody owns a magnitude
    actor, rule = find_actor(owned)
    actor = tuple(dict.fromkeys(state_of(owned, name) for name in actor))
    borrowed = not LENT.isdisjoint(count.rules)
    stated = count.rules[0] == "noun_of_last_figure" and rule == "actor_subject"
    if actor and not (borrowed and stated):
        return actor, rule
    lenders = (figure for figure in reversed(found) if _lends(figure, count, owned.passage.start))
    lender = next(lenders, None) if borrowed else None
    lender = _listed(owned, found) or lender or _among(owned, found) or _beside(owned, found)
    return (lender.actor, "actor_of_lender") if lender is not None and lender.actor else find_antecedent(owned)


def _among(owned: Owned, found: Sequence[Figure]) -> Figure | None:
    """Return the whole of "27,000 targets, among them 132 tanks and 6,900 buildings": its parts are its owner's."""
    tokens, first = owned.passage.tokens, owned.phrase.first
    for at in range(first - 1, 0, -1):
        if tokens[at].tag in VERB or tokens[at].text in (";", ":"):
            return None
        if tokens[at].text.lower() == "them" and tokens[at - 1].text.lower() == "among":
            before = (figure for figure in reversed(found) if figure.end <= tokens[at].start)
            return next(before, None)
    return None


def _beside(owned: Owned, found: Sequence[Figure]) -> Figure | None:
    """Return the figure before in a list of arms: "37 Chinese aircraft and 14 ships" are all China's."""
    before = found[-1] if found and found[-1].start >= owned.passage.start else None
    arms = tables.words("forces_kinds")
    if before is None or before.kind not in arms or owned.kind not in arms:
        return None
    tokens = owned.passage.tokens[index_at(owned.passage.tokens, before.end) : owned.phrase.first]
    listed = any(token.tag in ("CC", ",") for token in tokens) and not any(token.tag in APART for token in tokens)
    return before if listed else None


APART = (*VERB, "MD", "IN", "TO", ":")


def _lends(figure: Figure, count: Count, start: int) -> bool:
    """True for "144 soldiers, including 95 who": a whole lends to its part, also where the part has no noun.

    Those of "43,000 soldiers were killed and 370,000 wounded" are of one side.
    """
    hit = tables.words("hit_kinds")
    same = figure.kind == count.kind or (figure.start >= start and figure.kind in hit and count.kind in hit)
    return figure.unit == count.unit or (count.unit == "person" and same)


LENT = frozenset(
    {
        "noun_before",
        "noun_of_last_figure",
        "others_alike",
        "harmed_alike",
        "harmed_people",
        "partitive",
        "people_who",
        "part_of_force",
        "part_of_toll",
        "participle",
    }
)
"""Rules by which a figure counts part of what the one before it counts."""


def _listed(owned: Owned, found: Sequence[Figure]) -> Figure | None:
    """Return the figure that "this includes 20 vehicles" goes on from: the package of the sentence before."""
    words = owned.text[slice(*owned.subject)].lower() if owned.subject else ""
    lists = owned.governor is not None and owned.governor.action in tables.words("listing_verbs")
    before = (figure for figure in reversed(found) if figure.start < owned.passage.start)
    earlier = next(before, None)
    return earlier if lists and words in ("this", "these", "it", "they", "the package", "the aid") else None


def _claim(passage: Passage, number: Number, count: Count) -> Statement | None:
    """Return who answers for a number: whoever "put it at" it answers for it himself, whoever quotes him."""
    stater = find_stater(passage, count.governor)
    stater = stater if stater is not None and stater.start <= number.start else None
    if stater is not None and count.governor is not None and count.governor.action == "put":
        return stater
    return _statement(passage, number) or stater


def _by_headline(context: Context, passage: Passage) -> Statement | None:
    """Return the claim of a sentence that nobody else answers for in a statement: "Minister Kane comments on"."""
    if not context.speaker:
        return None
    end = passage.start + len(passage.text)
    return Statement(passage.start, end, context.speaker, "headline_speaker")


def _statement(passage: Passage, number: Number) -> Statement | None:
    """Return the innermost statement around a number."""
    mute = ("it", "her", "him", "them", "this", "that")
    around = [s for s in passage.statements if s.start <= number.start and number.end <= s.end]
    spoken = (s for s in around if s.source.lower() not in mute)
    return min(spoken, key=lambda s: s.end - s.start, default=None)
