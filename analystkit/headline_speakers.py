"""Who speaks where a headline says that what follows is a statement: "Foreign Secretary statement on Syria"."""

import re
from collections.abc import Sequence
from functools import cache

from analystkit import tables
from analystkit.cardinals import any_of
from analystkit.records import Mention

__all__ = ["find_headline_speaker"]


def find_headline_speaker(title: str, headline: Sequence[Mention]) -> str:
    """Return whose words an article is by its headline, as written, or "".

    Parameters
    ----------
    title : the headline.
    headline : its names; they lie before the text, below zero.

    Examples
    --------
    >>> find_headline_speaker("Foreign Secretary statement on Syria", [])
    'Foreign Secretary'
    >>> find_headline_speaker("Report comments on prices", [])
    ''
    """
    match = next((found for shape in _shapes() if (found := shape.match(title))), None)
    if match is None or not _titles().search(match["who"]):
        return ""
    who, end = match["who"], match.end("who") - len(title) - len("\n\n")
    person = next((m for m in headline if m.kind == "person" and m.end == end), None)
    if person is None:
        return who if _titles().search(who.rpartition(" ")[2]) else ""
    return person.text if LINKED.search(who) else who


LINKED = re.compile(r" (?:for|of|on|at) ")
"""In "Minister for the Middle East Tobias Kane" the name says it alone."""


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    words = any_of(tables.words("statement_words"))
    on = r"(?:on|to|at|about|after|following|regarding)\b"
    return (
        re.compile(rf"(?P<who>[A-Z][^:,.?!]{{2,80}}?)(?:['’]s?)? {words} {on}"),
        re.compile(rf"(?:Joint )?(?i:{words}) (?:by|from|of) (?P<who>[A-Z][^:,.?!]{{2,80}}?)(?= {on}|[,:]|\Z)"),
        re.compile(r"(?P<who>[A-Z][^:,.?!]{2,60}): "),
    )


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(tables.words('speaking_titles'))}\b")
