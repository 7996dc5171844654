"""A tagged sentence as the rules for speakers see it: what is quoted, what is hidden, who may speak.

Times and brackets between the words of a phrase are hidden: in "Norton Marine (NYSE: NMC) on Tuesday reported" the
phrase is "Norton Marine".
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from analystkit import tables
from analystkit.quotations import Quotation
from analystkit.records import Mention, Moment, Sentence, Token
from analystkit.saying_verbs import mend_names, mend_verbs

__all__ = ["FINITE", "NOUN", "Line", "Span", "look_at", "words_of"]

Span = tuple[int, int]
"""The first token of a phrase and the one after its last."""

NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@cache
def words_of(role: str) -> frozenset[str]:
    """Return the small words that have a role in ``data/source_words.csv``."""
    return tables.column("source_words", "word", role=role)


@dataclass(frozen=True)
class Line:
    """A tagged sentence, with what is quoted and what is hidden between the words of a phrase."""

    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    words: tuple[str, ...]
    quoted: frozenset[int]
    hidden: frozenset[int]
    bodies: frozenset[int] = frozenset()
    lands: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.tokens)

    def is_noun(self, index: int) -> bool:
        """Return whether a token is a noun or a name that may head a phrase."""
        return 0 <= index < len(self.tags) and self.tags[index] in NOUN and index not in self.quoted

    def tag(self, index: int) -> str:
        """Return the tag of a token, "" beyond the ends."""
        return self.tags[index] if 0 <= index < len(self.tags) else ""

    def word(self, index: int) -> str:
        """Return a word in lower case, "" beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""


def look_at(
    sentence: Sentence, quotations: Iterable[Quotation], moments: Iterable[Moment], mentions: Sequence[Mention] = ()
) -> Line:
    """Prepare a tagged sentence: mark quoted words and who may speak, and hide times and brackets."""
    tokens = sentence.tokens
    quoted = {i for q in quotations for i, token in enumerate(tokens) if q.start <= token.start < q.end}
    words = tuple([token.text.lower() for token in tokens])
    bodies, lands = _named(tokens, mentions, "organisation"), _named(tokens, mentions, "country", "place")
    people = frozenset(_named(tokens, mentions, "person"))
    tags = mend_verbs(words, _with_marks(tokens, mend_names([token.tag for token in tokens], words, bodies | people)))
    hidden = {*_timed(tokens, words, moments), *_bracketed(tags)}
    return Line(tokens, tags, words, frozenset(quoted), frozenset(hidden), bodies, lands, people)


def _named(tokens: tuple[Token, ...], mentions: Iterable[Mention], *kinds: str) -> frozenset[int]:
    """Find the tokens of the names of some kinds."""
    named = [mention for mention in mentions if mention.kind in kinds]
    if not named:
        return frozenset()
    starts = [token.start for token in tokens]
    spans = ((bisect_left(starts, m.start), bisect_left(starts, m.end)) for m in named)
    return frozenset(at for span in spans for at in range(*span))


def _with_marks(tokens: tuple[Token, ...], tags: list[str]) -> list[str]:
    """Make one name of "Rotational Force-Darwin", whose hyphen is no comma, and of "the Nurses' Union"."""
    for at in (at for at in range(1, len(tags) - 1) if tokens[at].text in ("-", "'", "’")):
        named = tags[at - 1] in NOUN and tags[at + 1] in NOUN and tokens[at - 1].end == tokens[at].start
        closed = tokens[at].end == tokens[at + 1].start
        if named and tokens[at].text == "-" and closed:
            tags[at] = "HYPH"
        elif named and tokens[at].text != "-" and not closed and tokens[at - 1].text.endswith("s"):
            tags[at] = "POS"
    return tags


def _timed(tokens: tuple[Token, ...], words: tuple[str, ...], moments: Iterable[Moment]) -> Iterable[int]:
    """Yield the tokens of times, with the preposition before them: "on Tuesday", "late Sunday"."""
    for moment in moments:
        inside = [i for i, token in enumerate(tokens) if moment.start <= token.start < moment.end]
        yield from inside
        if inside and inside[0] and words[inside[0] - 1] in ("on", "in", "at", "over", "during"):
            yield inside[0] - 1


def _bracketed(tags: tuple[str, ...]) -> Iterable[int]:
    opening: list[int] = []
    for index, tag in enumerate(tags):
        if tag == "-LRB-":
            opening.append(index)
        elif tag == "-RRB-" and opening:
            inside = range(opening.pop(), index + 1)
            if not any(tags[i] in FINITE for i in inside):
                yield from inside
