"""Companies nobody knows by heart, told by the company they keep: "the retailer Karo", "Karo cuts its outlook"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analystkit import tables
from analystkit.capitals import Run, Word, free_pieces
from analystkit.cardinals import any_of
from analystkit.gazetteer import words_of
from analystkit.lexicon import lemma, singular
from analystkit.records import Mention

__all__ = ["find_companies", "opening_company"]

LONGEST = 4
"""How many words the name of a company may have that only its surroundings tell."""


def find_companies(flat: str, runs: Sequence[Run], taken: bytearray) -> Iterator[Mention]:
    """Yield each mention of the companies that an article introduces, by the first word of their name too.

    Parameters
    ----------
    flat : a flattened article; its headline may go before it as a paragraph of its own.
    runs : its runs of capitalised words.
    taken : which letters belong to a name already.

    Examples
    --------
    >>> from analystkit.capitals import find_runs
    >>> from analystkit.gazetteer import find_words
    >>> text = "Shares of the retailer Karo Foods fell. Karo said it would close nine shops."
    >>> runs = list(find_runs(text, find_words(text)))
    >>> [(m.text, m.name) for m in find_companies(text, runs, bytearray(len(text)))]
    [('Karo Foods', 'Karo Foods'), ('Karo', 'Karo Foods')]
    """
    pieces = [words for run in runs if not run.heading for piece in free_pieces(run, taken) if (words := _name(piece))]
    opening_words = {run.words[0].start for run in runs if run.opening}
    headline = flat.partition("\n")[0]
    opening = opening_company(headline) if not headline.endswith(".") else ""
    companies = (words for words in pieces if _is_company(flat, words, opening))
    staffed = (words for words in pieces if _is_staffed(flat, words) and words[0].start not in opening_words)
    names = dict.fromkeys(_text(flat, words) for words in (*companies, *staffed))
    if not names:
        return
    longer = [name for name in reversed(names) if " " in name and _may_stand_alone(name.split()[0])]
    known = {name: name for name in names} | {name.split()[0]: name for name in longer}
    for words in pieces:
        name = known.get(_text(flat, words), "")
        if name:
            yield Mention(words[0].start, words[-1].end, _text(flat, words), name, "organisation")


def opening_company(headline: str) -> str:
    """Return the words before the business of a headline: "Karo Foods" of "Karo Foods Posts Q3 Results", or "".

    Examples
    --------
    >>> opening_company("Karo Foods third-quarter profit falls"), opening_company("Floods hit Peru")
    ('Karo Foods', '')
    """
    match = _business_headline().match(headline)
    if match is None:
        return ""
    name = match["name"]
    common = " " not in name and singular(name) in tables.column("nouns", "noun")
    return "" if common or name.lower() in tables.words("headline_openers") else name


def _name(piece: Sequence[Word]) -> Sequence[Word]:
    words = list(piece)
    while words and words[0].text in words_of("opener"):
        words.pop(0)
    return words if len(words) <= LONGEST and not any(word.text in words_of("calendar") for word in words) else ()


def _text(flat: str, words: Sequence[Word]) -> str:
    return flat[words[0].start : words[-1].end]


def _is_company(flat: str, words: Sequence[Word], opening: str) -> bool:
    start, end = words[0].start, words[-1].end
    if opening and start == 0 and flat[start:end] == opening:
        return True
    return _is_called_company(flat, start) or (
        flat.startswith(TIED, end) and _own_business().match(flat, end) is not None
    )


def _is_staffed(flat: str, words: Sequence[Word]) -> bool:
    """True for Karo in "two Karo employees", "directors of Karo"; "Striking workers" names nobody."""
    start, end = words[0].start, words[-1].end
    behind = flat[end + 1 : end + 16].partition(" ")[0].rstrip(",.;") if flat.startswith(" ", end) else ""
    if behind in tables.words("company_staff"):
        return True
    return flat.endswith((" of ", " in "), 0, start) and _led().search(flat, max(0, start - 40), start) is not None


@cache
def _led() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(tables.words('company_leads'))} (?:of|in) \Z")


TIED = ("'", "’", " said ", " says ", ",")


def _is_called_company(flat: str, start: int) -> bool:
    """True where what a company is goes before its name: "the Swedish carmaker Volta"; "a rival of Volta" says less."""
    before = flat[max(0, start - LONGEST_KIND) : start]
    word = before[:-1].rpartition(" ")[2]
    return before.endswith(" ") and word in tables.words("company_nouns")


LONGEST_KIND = 24
"""How many characters a word such as "housebuilder" may have."""


@cache
def _own_business() -> re.Pattern[str]:
    """What only companies have follows the name: "Karo's shares", "Karo said it would", "Karo shares"."""
    nouns = any_of(tables.words("company_belongings"))
    return re.compile(rf"(?:['’]s? {nouns}\b|(?:,[^,.]{{3,40}},)? (?:said|says) (?:it|its)\b)")


def _may_stand_alone(word: str) -> bool:
    """True for the Karo of Karo Foods; the First of First Harbour Bank is a word like any other."""
    common = singular(word) in tables.column("nouns", "noun") or lemma(word) in tables.column("verbs", "verb")
    return len(word) > 3 and not common and word not in words_of("organisation")


PERIOD = r"(?:First|Second|Third|Fourth|Full|Half)[\w-]*|Quarter|Year|20\d\d|Financial|Net"
SKIPPED = rf"(?: (?:[QHF][1-4Y]\d*|[a-z][\w-]+|{PERIOD}))"
"""Words between a company and its business: "Acme third-quarter profit", "Acme Third Quarter Results"."""


@cache
def _business_headline() -> re.Pattern[str]:
    words = any_of(tables.words("headline_business"))
    return re.compile(
        rf"(?P<name>[A-Z][\w&.-]*(?: (?!(?i:{words})\b|[QHF][1-4Y]|First|Second|Third|Fourth|Full|Half)"
        rf"(?:[A-Z][\w&.-]*|&)){{0,4}})(?:['’]s)?{SKIPPED}{{0,5}} (?i:{words})\b"
    )
