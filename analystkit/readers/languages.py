"""The language of a text, told by its function words: enough to keep English rules off the others."""

import re
from functools import cache
from itertools import islice

from analystkit import tables

__all__ = ["declared_language", "find_language", "language_code"]

WORD = re.compile(r"[^\W\d_]+")
ENOUGH, MOST = 12, 2000
"""Words that must be there to tell, and words that are looked at."""

SHARE = 0.1
"""Running text of every language in the table has 25 to 45 % function words; tables and lists have few."""


def find_language(text: str) -> str:
    """Return the language of a text.

    Returns
    -------
    An ISO 639-1 code of ``data/languages.csv``; "und" for a text in other letters than Latin ones that is in
    none of them; "" where the text is too short or holds hardly any running text.

    Examples
    --------
    >>> find_language("Belarus, a close ally of Russia, was ready to act with it against NATO in the region.")
    'en'
    >>> find_language("La Russie a averti que l'OTAN ne doit pas déployer de troupes dans la région du Don.")
    'fr'
    >>> find_language("20 warships")
    ''
    """
    words = [match[0].casefold() for match in islice(WORD.finditer(text), MOST)]
    if len(words) >= ENOUGH:
        counts = {language: sum(word in known for word in words) for language, known in _known().items()}
        best = max(counts, key=lambda language: counts[language])
        if counts[best] >= SHARE * len(words):
            return best
    return "und" if _is_foreign("".join(words)) else ""


def _is_foreign(letters: str) -> bool:
    """Letters beyond Latin and its accents: a page in Chinese has few words, but long ones."""
    return len(letters) > 20 and sum(char > "\u024f" for char in letters) > len(letters) / 2


@cache
def _known() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(row["words"].split()) for row in tables.rows("languages")}


def declared_language(tag: str) -> str:
    """Return the two letters that open a tag such as "en-GB", else "".

    Examples
    --------
    >>> [declared_language(tag) for tag in ("en-GB", "FR", "english", "")]
    ['en', 'fr', '', '']
    """
    code = CODE.match(tag.lower())
    return code[0] if code else ""


CODE = re.compile(r"[a-z]{2}(?=[-_]|\Z)")


def language_code(name: str) -> str:
    """Return the two letters of a language given as "en-GB", "eng" or "English"; what is none stays as it is.

    Examples
    --------
    >>> [language_code(name) for name in ("en_GB", "English", "FR", "")]
    ['en', 'en', 'fr', '']
    """
    folded = name.strip().casefold()
    return declared_language(folded) or tables.mapping("language_names", "name", "language").get(folded, folded)
