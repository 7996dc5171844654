"""Whom "he said", "it said" and "they said" stand for: who spoke last, or the subject of the sentence before."""

from collections.abc import Sequence
from typing import NamedTuple

from analystkit import tables
from analystkit.lexicon import noun_of
from analystkit.lines import Line
from analystkit.reaches import Cue
from analystkit.records import Mention, Statement
from analystkit.sources import main_subject, source_text
from analystkit.tallies import heads_of, watches

__all__ = ["Before", "who_it_is"]


class Before(NamedTuple):
    """What stands before a pronoun."""

    line: Line | None
    """The sentence before."""
    statements: Sequence[Statement]
    """Who spoke, in order, also earlier in the same sentence."""
    people: Sequence[Mention]
    """Who was named, in order."""


def who_it_is(line: Line, cue: Cue, before: Before) -> str:
    """Return the name or the body that the pronoun of a cue stands for where that is plain, else ""."""
    pronoun = line.tokens[cue.source[0]]
    stands_for = tables.mapping("source_words", "word", "value")[pronoun.text.lower()]
    own = _subject(line, stands_for, cue.at, before.people) if cue.rule == "postposed" else ""
    near = before.line.tokens[0].start if before.line else line.tokens[0].start
    recent = bool(before.statements) and before.statements[-1].end > near
    carried = _carried(before, stands_for, pronoun.start)
    if own or (recent and carried):
        return own or carried
    subject = _subject(before.line, stands_for, len(before.line), before.people) if before.line else ""
    return subject or (carried if cue.rule != "tally" else "")


def _carried(before: Before, stands_for: str, start: int) -> str:
    """Return who spoke last where the pronoun may stand for him or them."""
    if stands_for == "person":
        return _last_person(start, before)
    last = before.statements[-1].source if before.statements else ""
    if last.lower().startswith(("their ", "its ")):
        return ""  # "claiming their own tallies showed": papers say nothing more
    return last if last and _is_several(last) == (stands_for == "several") else ""


def _is_several(source: str) -> bool:
    """They are several, it is one body; both go on with whoever spoke last."""
    first, joined, second = source.partition(" and ")
    named = first.startswith(("the ", "The ")) and second[:1].isupper()  # "the Risk Reduction and Management Council"
    body = named and any(noun_of((word,)).kind == "organisation" for word in source.split() if word.istitle())
    return source.endswith("s") or (bool(joined) and not body)


def _subject(line: Line, stands_for: str, stop: int, people: Sequence[Mention]) -> str:
    """Return the subject of a sentence if it may speak: the ministry for it, the miners for them, the mayor for him."""
    subject = main_subject(line, stop)
    if subject is None or line.tag(subject[0]) == "PRP":
        return ""
    heads = heads_of(line, subject)
    plural = bool(heads) and line.tags[heads[-1]] in ("NNS", "NNPS")
    body = watches(line, subject, wide=True)
    one = not plural and "CC" not in line.tags[subject[0] : subject[1]]
    if one == (stands_for == "several") and not (one and body):
        return ""  # a body may be "they": "the opposition"
    noun = noun_of(tuple(line.tokens[at].text for at in heads))
    source = source_text(line, subject)
    person = noun.person or (stands_for == "person" and any(source.endswith(one.text) for one in people))
    speaks = person if stands_for == "person" or (stands_for == "several" and not one) else body and not person
    return source if speaks else ""


def _last_person(start: int, before: Before) -> str:
    """Return who spoke last, or the last person named since, with the title under which he spoke."""
    named = [person for person in before.people if person.end <= start]
    last = before.statements[-1] if before.statements else None
    if last and (not named or named[-1].start < last.end) and _is_person(last.source, named):
        return last.source
    if not named:
        return ""
    sources = (statement.source for statement in reversed(before.statements))
    return next((source for source in sources if named[-1].text in source), named[-1].text)


def _is_person(source: str, people: Sequence[Mention]) -> bool:
    """Tell "Mr Colville" and "police chief KK Paul" from "the ministry"; without any names nothing tells against it."""
    return not people or _has_title(source) or any(person.text in source or source in person.text for person in people)


def _has_title(source: str) -> bool:
    """A noun that names a person stands before the name."""
    return any(noun_of((word,)).person for word in source.split()[:-1] if word.islower())
