"""The clause around a counted phrase: how far what stands beside it may say where, when and in which event.

No parser: a clause begins at an edge, a semicolon, "while", "and Russia sent", and ends at the next one.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from analystkit import tables
from analystkit.asides import ASIDE
from analystkit.clause_edges import opens_clause
from analystkit.clauses import FINITE
from analystkit.passages import Passage, in_moment
from analystkit.phrases import Phrase
from analystkit.records import Token

__all__ = ["Clause", "clause_of", "find_edges", "is_fronted"]


class Clause(NamedTuple):
    """The clause of a phrase, as offsets into the article."""

    start: int
    end: int
    main: bool
    """False for "after 100 people died", over which what opens the sentence has no say."""
    shares: tuple[int, int]
    """From and to where the scene is the same: "killed three and wounded two", "a raid, which killed 12, in Mosul"."""

    def holds(self, offset: int) -> bool:
        """Return whether an offset lies in the clause."""
        return self.start <= offset < self.end

    def shares_with(self, offset: int) -> bool:
        """Return whether an offset lies in a clause that has the same subject."""
        return self.shares[0] <= offset < self.shares[1]


def clause_of(passage: Passage, phrase: Phrase) -> Clause:
    """Return the clause around a phrase: up to a semicolon, "while", "after they", its own "which"."""
    tokens = passage.tokens
    edges = [edge for edge in passage.edges if not _is_closed(tokens, edge, phrase)]
    before = [edge for edge in edges if edge < phrase.first]
    behind = [edge for edge in edges if edge >= phrase.end]
    first, end = before[-1] + 1 if before else 0, behind[0] if behind else len(tokens)
    subordinate = first > 0 and tokens[first - 1].text.lower() in tables.words("subordinators")
    if subordinate:
        end = min(end, next((at for at in range(phrase.end, len(tokens)) if tokens[at].tag == ","), end))
    goes_on = bool(before) and (_goes_on(tokens, before[-1]) or tokens[before[-1]].tag == ",")
    left = (before[-2] + 1 if len(before) > 1 else 0) if goes_on else first
    right = (*behind, len(tokens))[1] if behind and _goes_on(tokens, behind[0]) else end
    first, end = _relative_span(tokens, phrase, first, end)
    last = tokens[max(first, end - 1)].end
    shares = tokens[left].start, max(last, tokens[right - 1].end)
    return Clause(tokens[first].start, last, not subordinate, shares)


def _goes_on(tokens: Sequence[Token], edge: int) -> bool:
    """True for the "and" of "killed three and wounded two": a second verb without a subject of its own."""
    at = edge + 1
    while at < len(tokens) and tokens[at].tag == "RB":
        at += 1
    return tokens[edge].tag == "CC" and at < len(tokens) and tokens[at].tag in FINITE


def is_fronted(passage: Passage, at: int) -> bool:
    """Return whether a token opens its sentence, but for times and small words: "On Monday, in Kharkiv, two died"."""
    return all(
        token.tag in ("IN", "CC", "RB", ",", "``", "''") or in_moment(passage, token) for token in passage.tokens[:at]
    )


def find_edges(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Return the tokens at which a clause of its own begins."""
    return tuple(index for index in range(len(tokens)) if _is_edge(tokens, index))


def _is_edge(tokens: Sequence[Token], index: int) -> bool:
    """True where a clause of its own begins: "; ", "while", and "after" with a verb of its own."""
    word = tokens[index].text.lower()
    if (
        word in (";", "whereas")
        or (word == "while" and not _is_meanwhile(tokens, index))
        or opens_clause(tokens, index)
        or _opens_part(tokens, index)
    ):
        return True
    if word not in tables.words("subordinators"):
        return False
    following = tokens[index + 1 : index + 10]
    if following and following[0].tag == "VBG":
        return word != "while"  # "died while crossing the river on Monday"
    stop = next((at for at, token in enumerate(following) if token.tag == ","), len(following))
    return any(token.tag in FINITE for token in following[:stop])


def _is_meanwhile(tokens: Sequence[Token], index: int) -> bool:
    """True for "while" in "died while crossing the river", which has the scene of its verb."""
    return index + 1 < len(tokens) and tokens[index + 1].tag == "VBG"


def _opens_part(tokens: Sequence[Token], index: int) -> bool:
    """True for the comma of "300 arrests, 80 of which": what is said of the part is not said of the whole."""
    if tokens[index].tag != ",":
        return False
    following = tokens[index + 1 : index + 7]
    return any(a.text == "of" and b.tag in ("WDT", "WP") for a, b in pairwise(following))


def _is_closed(tokens: Sequence[Token], edge: int, phrase: Phrase) -> bool:
    """True where a clause ends before the phrase: "In 1995, after 100 people died, it fell into two parts"."""
    if tokens[edge].text.lower() not in tables.words("subordinators"):
        return False
    return any(token.tag == "," for token in tokens[edge : phrase.first])


def _relative_span(tokens: Sequence[Token], phrase: Phrase, first: int, end: int) -> tuple[int, int]:
    """Narrow a clause to ", which has 40 ships," where the phrase stands in such an aside."""
    for index in range(phrase.first - 1, first, -1):
        if tokens[index].tag in ("WDT", "WP") and tokens[index - 1].text in ASIDE:
            closing = tokens[index - 1].text
            return index, next((at for at in range(phrase.end, end) if tokens[at].text == closing), end)
        if tokens[index].text in ASIDE and not _opens_conversion(tokens, index):
            break
    return first, end


def _opens_conversion(tokens: Sequence[Token], index: int) -> bool:
    """True for the bracket of "which has a 1,340km (832-mile) border": it breaks no clause."""
    return tokens[index].text == "(" and index + 1 < len(tokens) and tokens[index + 1].tag == "CD"
