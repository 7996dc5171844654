"""Sentences and tokens of a text, with offsets into it that are never lost.

Sentences end where a line ends, or at a mark that named rules allow. NLTK's Punkt splitter with the same
abbreviations was measured beside them on the treebanks' dev and test files: F1 98.7 and 99.0 against 99.0 and
99.0 on GUM, 97.7 and 98.6 against 98.1 and 98.0 on EWT, in three times the time and after importing NLTK; and
a named rule says why a sentence ended. Tokens follow the conventions of the English Universal Dependencies
treebanks that our tagger learnt from (F1 99.8 on GUM dev, 99.0 on EWT dev): clitics and currency signs stand
alone, "live-fire" is three tokens, "4,000" and "U.S." are one. Two habits of newsrooms are kept whole against
the treebanks: "F-16" is a name and "190k" is an amount.
"""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from analystkit import tables
from analystkit.records import Sentence, Token

__all__ = ["LINE", "article_id", "find_sentences", "find_tokens", "find_words", "plain_hyphens"]

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
STOP = re.compile(r"""(?P<mark>[.!?…]{1,20})(?P<closers>[]"'”’)»]{0,8})(?:\s?\[\w{1,3}\]){0,4}(?P<gap>\s+)(?=\S)""")
LAST_WORD = re.compile(r"""[^\s"'“”‘’()\[\]]*\Z""")
NEXT_WORD = re.compile(r"""["'“‘«(\[—–-]*(\w*)""")
DOTTED = re.compile(r"(?:\w{1,2}\.)+\w{1,2}|[A-Z]")
LOOK = 40
"""Characters that a rule sees on either side of a mark: the splitter stays linear in the longest line."""

LONGEST = 1_000
"""The longest sentence, in characters; longer ones are cut at a space. The longest in the treebanks has 800."""

QUOTES = str.maketrans("‘’‚‛“”„‟«»", '\'\'\'\'""""""')


def article_id(text: str) -> str:
    """Return a short hash of the text that ignores case, white space and the shape of quotes.

    Returns
    -------
    Twelve hexadecimal digits, the same for one article read from two formats.

    Examples
    --------
    >>> article_id("“Red  lines”\\n") == article_id('"red lines"')
    True
    """
    plain = text if text.isascii() else normalize("NFKC", text.translate(QUOTES))
    folded = plain.casefold()
    return sha256(" ".join(folded.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def plain_hyphens(text: str) -> str:
    """Return the text, as long as before, with a plain hyphen for each other one, and for a dash that means one.

    Examples
    --------
    >>> plain_hyphens("a 22–year‑old on an F–16, 5–6 May")
    'a 22-year-old on an F-16, 5–6 May'
    """
    return text if text.isascii() else HYPHEN.sub("-", text)


HYPHEN = re.compile(r"[\u2010\u2011]|(?<=\d)–(?=[a-z])|(?<=[A-Za-z])–(?=\d)")


def find_sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text, in order; a line's end always ends one.

    Returns
    -------
    Sentences without tokens, where ``text[start:end] == sentence.text``, without white space around them.

    Examples
    --------
    >>> [s.text for s in find_sentences("U.S. troops left on Sept. 28. Gen. Mark Milley spoke.")]
    ['U.S. troops left on Sept. 28.', 'Gen. Mark Milley spoke.']
    """
    found = []
    for line in LINE.finditer(text):
        start = line.start()
        for end in _capped(text, start, [*_ends(text, line.start(), line.end()), line.end()]):
            quote = text[start:end].strip()
            if quote:
                first = text.index(quote[0], start)
                found.append(Sentence(first, first + len(quote), quote))
            start = end
    return found


def _capped(text: str, start: int, ends: list[int]) -> Iterator[int]:
    """Cut what no stop cuts: a page without one must not cost more than its length."""
    for end in ends:
        while end - start > LONGEST:
            gap = text.rfind(" ", start + 1, start + LONGEST)
            start = gap if gap > start else start + LONGEST
            yield start
        yield end
        start = end


def find_tokens(text: str, offset: int = 0) -> list[Token]:
    """Return the words and marks of a sentence, untagged, in order.

    Parameters
    ----------
    text : a sentence; a longer text is allowed.
    offset : where ``text`` begins in the article, in characters; added to every token's offsets.

    Examples
    --------
    >>> [token.text for token in find_tokens("They didn't fire $1.5m live-fire F-16 rockets.")]
    ['They', 'did', "n't", 'fire', '$', '1.5m', 'live', '-', 'fire', 'F-16', 'rockets', '.']
    """
    return [Token(start + offset, end + offset, text[start:end]) for start, end in find_words(text)]


def find_words(text: str) -> list[tuple[int, int]]:
    """Return where the words and marks of a sentence start and end, in order.

    Examples
    --------
    >>> find_words("It didn't.")
    [(0, 2), (3, 6), (6, 9), (9, 10)]
    """
    return [match.span(1) for match in _token_pattern().finditer(text)]


class _Stop(NamedTuple):
    """What a rule sees of a mark that may end a sentence."""

    mark: str
    closers: str
    word: str
    following: str


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end inside a line, by the first rule with an opinion."""
    for match in STOP.finditer(text, start, end):
        before = LAST_WORD.search(text, max(start, match.start() - LOOK), match.start())
        after = NEXT_WORD.match(text, match.end(), min(end, match.end() + LOOK))
        words = (before[0] if before else ""), (after[1] if after else "")
        stop = _Stop(match["mark"], match["closers"], *words)
        if next(opinion for rule in RULES if (opinion := rule(stop)) is not None):
            yield match.start("gap")


@cache
def _forms(kind: str) -> frozenset[str]:
    return tables.column("abbreviations", "form", kind=kind)


@cache
def _abbreviations() -> frozenset[str]:
    return _forms("title") | _forms("number") | _forms("closing")


def _small_letter_follows(stop: _Stop) -> bool | None:
    """“Why?” he asked: one sentence. They left. nobody stayed: two, as hasty writers do."""
    if not stop.following[:1].islower():
        return None
    known = stop.word in _abbreviations() or len(stop.word) < 3 or not stop.word.isalpha()
    return not stop.closers and (stop.mark in "!?" or (stop.mark == "." and not known))


def _not_a_period(stop: _Stop) -> bool | None:
    """Exclamation marks, question marks and ellipses end a sentence."""
    return None if stop.mark == "." else True


def _title_precedes(stop: _Stop) -> bool | None:
    """Gen. Mark Milley, Lt. Col. Smith: a name must follow."""
    return False if stop.word in _forms("title") and stop.following else None


def _number_precedes(stop: _Stop) -> bool | None:
    """No. 5 and Sept. 28 go on with a digit; "He said no. They left." does not."""
    return not stop.following[:1].isdigit() if stop.word in _forms("number") else None


def _name_may_go_on(stop: _Stop) -> bool | None:
    """U.S. Army goes on, "in the U.S. The army" does not: the next word tells."""
    if stop.word in _forms("closing") or DOTTED.fullmatch(stop.word):
        return stop.following in _forms("starter")
    return None


def _ends_by_default(stop: _Stop) -> bool | None:
    """A period that no rule above knows ends a sentence."""
    return bool(stop.mark)


RULES = (
    _small_letter_follows,
    _not_a_period,
    _title_precedes,
    _number_precedes,
    _name_may_go_on,
    _ends_by_default,
)
"""First opinion wins, None is no opinion."""


@cache
def _token_pattern() -> re.Pattern[str]:
    prefixes, short = _alternatives(_forms("prefix")), _alternatives(_abbreviations())
    return re.compile(TOKEN.replace("PREFIX", prefixes).replace("SHORT", short), re.VERBOSE)


def _alternatives(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words)))


TOKEN = r"""\s*+(
    (?!(?i:cannot)\b)[^\W\d_]+(?=[ ,])                                    # most words, fast
  | https?://[^\s<>"“”]{0,2000}[\w/] | www\.[^\s<>"“”]{0,2000}[\w/]
  | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}                       # addresses
  | [@\#][^\W\d]\w*                                                       # @name, but # 1
  | (?:[^\W\d_]{1,2}\.){1,8}[^\W\d_]{1,2}\b\.?(?!\w)                      # U.S. a.m. Ph.D.
  | [A-Z][A-Za-z]{0,20}-\d[\dA-Za-z]{0,20}(?![\w-])                       # F-16 T-72B3 Su-30SM
  | [A-Z]{0,3}\$                                                          # US$ in US$4.5
  | \d{1,4}(?:-\d{2,4}){2,3}(?![\w-])                                     # 713-853-3989 11-20-2000
  | \d{1,2}(?::\d\d){1,2}(?!\d)                                           # 10:30
  | \d{1,4}(?:/\d{1,4}){1,2}(?![\w/])                                     # 9/11 1/2
  | \d+(?:[.,]\d+)*(?=(?i:[ap]m)\b)                                       # 5 in 5pm
  | \d{1,3}[A-Z]\d[\dA-Za-z]{0,8}\b                                         # 2A6 9M729
  | \d+(?:[.,]\d+)*[^\W\d_]* | \.\d+                                      # 4,000 1.5m 20th .38
  | \w{1,40}(?:\.[a-z]{2,4}){1,3}\b                                       # example.com
  | (?i:PREFIX)-[^\W\d_]+\b                                               # anti-tank
  | (?:SHORT)\.(?!\W*\Z)                                                  # Gen. but not at the end
  | [A-Z]\.(?=\s+\w)                                                      # J. Smith
  | (?i:can(?=not\b)|n['’]t\b|['’](?:s|m|d|re|ve|ll)\b)                   # clitics
  | \w{1,20}?(?=(?i:n['’]t)\b)
  | [A-Z]{1,5}(?:&[A-Z]{1,5}){1,3}\b                                      # AT&T
  | \w[\w\u0300-\u036f]*(?:['’](?!(?i:s|m|d|re|ve|ll)\b)\w[\w\u0300-\u036f]*)*
  | (?P<mark>[-.!?*=~+_<>])(?P=mark)+ | '' | `` | \S
)"""
