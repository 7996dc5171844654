"""How a figure is meant: who speaks for whom, stated or planned or denied, a change or a level, a stock or a flow."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from analystkit import tables
from analystkit.clauses import Governor, group_start
from analystkit.counts import Count
from analystkit.entities import country_of
from analystkit.lexicon import noun_of
from analystkit.lines import look_at
from analystkit.moods import is_denied, is_planned
from analystkit.owners import adversaries_of
from analystkit.passages import Passage
from analystkit.phrases import Phrase
from analystkit.records import Mention, Sentence, Statement
from analystkit.saying_verbs import speaking_nouns
from analystkit.sources import source_text, subject_before
from analystkit.tallies import puts_at

__all__ = ["find_measure_of_time", "find_modality", "find_stance", "find_stater", "sides_named"]


def find_stater(passage: Passage, governor: Governor | None) -> Statement | None:
    """Return the subject of a verb that states a number itself: "the ministry spoke of 140,000"."""
    if governor is None or governor.passive or not _states(passage, governor):
        return None
    sentence = Sentence(passage.start, passage.start + len(passage.text), passage.text, passage.tokens)
    line = look_at(sentence, (), passage.moments, passage.mentions)
    if governor.action == "put" and not puts_at(line, governor.at):
        return None
    span = subject_before(line, governor.at)
    if span is None or governor.relation == "subject" or not _speaks(passage, span):
        return None
    source = source_text(line, span)
    start, end = passage.tokens[span[1]].start, passage.start + len(passage.text)
    return Statement(start, end, source, "stating_verb") if source else None


def _states(passage: Passage, governor: Governor) -> bool:
    """True for "put", "spoke of", and for "gave a range of": "gave 12 tanks" and "counted on 12" state nothing."""
    following = {token.text.lower() for token in passage.tokens[governor.at + 1 : governor.at + 4]}
    given = governor.action == "give" and not following.isdisjoint(tables.words("number_nouns"))
    relied = governor.action == "count" and "on" in following
    relied = relied or (governor.action == "claim" and "lives" in following)  # "has claimed hundreds of lives"
    return given or (governor.action in tables.words("stating_verbs") and not relied)


def _speaks(passage: Passage, span: tuple[int, int]) -> bool:
    """True for a named person or body, and for "officials": "the figure" gives no number of its own accord."""
    start, end = passage.tokens[span[0]].start, passage.tokens[span[1] - 1].end
    named = any(m.kind in SPEAKERS and start <= m.start < end for m in passage.mentions)
    head = passage.tokens[span[1] - 1].text
    return named or noun_of((head,)).person or head.lower() in speaking_nouns()


SPEAKERS = ("person", "organisation", "country")


def sides_named(source: str, mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the countries and bodies named in a source as written: "Russia's Defence Ministry" speaks for Russia."""
    names = {mention.text: mention.name for mention in mentions}
    return frozenset(_side(name) for text, name in names.items() if text in source) - {""}


def find_stance(claimants: frozenset[str], actor: Sequence[str]) -> str:
    """Return own, adversary or third party: does the claimant speak of its own side; "" where unknown."""
    owners = {_side(name) for name in actor} - {""}
    if not claimants or not owners:
        return ""
    if claimants & owners:
        return "own"
    hostile = any(b in adversaries_of(a) for a in claimants for b in owners)
    return "adversary" if hostile else "third party"


def _side(name: str) -> str:
    return country_of(name) or name


def find_modality(passage: Passage, phrase: Phrase, governor: Governor | None, to_come: bool) -> str:
    """Return planned, denied or stated; what has a time ``to_come`` is planned whatever the verb."""
    if is_denied(passage, governor):
        return "denied"
    ahead = to_come and not _is_past(passage, governor)
    return "planned" if ahead or is_planned(passage, phrase, governor) else "stated"


def _is_past(passage: Passage, governor: Governor | None) -> bool:
    """True for "was 2.3%" and "spending about $980bn", whatever day the page says it is of."""
    if governor is None:
        return False
    group = passage.tokens[group_start(passage.tokens, governor.at) : governor.at + 1]
    return all(token.tag in ("VBD", "VBN", "VBG", "RB") for token in group)


@cache
def _cumulative() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(tables.words('cumulative_words')))})\b")


@lru_cache(maxsize=64)
def _tells_all_so_far(sentence: str) -> bool:
    """True for a sentence with "so far" or "since 2014": asked once for all its figures."""
    return _cumulative().search(sentence.lower()) is not None


def find_measure_of_time(passage: Passage, count: Count) -> str:
    """Return cumulative ("since 2014"), flow (a rate, a deed, a toll), stock (what there is), or "" where unclear."""
    if _tells_all_so_far(passage.text):
        return "cumulative"
    if count.kind in tables.words("flow_kinds"):
        return "flow"
    action = count.governor.action if count.governor else ""
    return "stock" if action in tables.words("stock_verbs") else ""
