"""Rows of a table of articles: each is an article whose fields are known already."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from analystkit import tables
from analystkit.cleaning import clean_line, clean_text, strip_markup
from analystkit.errors import SourceError
from analystkit.readers.headers import Headers, byline_fields, find_outlet, split_headers
from analystkit.readers.languages import find_language
from analystkit.records import Article
from analystkit.text import article_id

__all__ = ["language_code", "read_row"]

FIELDS = ("via", "language", "url", "path")


def read_row(row: Mapping[str, str], *, published: date | None = None, path: str = "") -> Article:
    """Return the article of a row: what the row gives first, then what the text's own first lines say.

    Parameters
    ----------
    row : the row's ``text``, and where they are known ``title``, ``publisher``, ``via``, ``author``, ``language``,
        ``url`` and ``path``.
    published : the day of publication.
    path : names the row where it does not name its file.

    Raises
    ------
    SourceError : no text is left once it is clean.

    Examples
    --------
    >>> article = read_row({"text": "KYIV (AFP) - Some 300 troops left.", "author": "Anna Petrova"})
    >>> article.via, article.author
    ('Agence France-Presse', 'Anna Petrova')
    """
    printed, text = split_headers(clean_text(strip_markup(row.get("text", ""))), clean_line(row.get("title", "")))
    if not text:
        raise SourceError(path or "row", "it holds no text", "fill its text or leave it out")
    fields: dict[str, Any] = {"path": path, **printed, **_given(row)}
    if published:
        fields["published"] = published
    language = find_language(text) or language_code(fields.pop("language", ""))
    return Article(article_id(text), text, **(fields | {"language": language}))


def _given(row: Mapping[str, str]) -> dict[str, Any]:
    given: dict[str, Any] = {name: line for name in FIELDS if (line := clean_line(row.get(name, "")))}
    author: Headers = byline_fields(line) if (line := clean_line(row.get("author", ""))) else {}
    publisher = clean_line(row.get("publisher", ""))
    return {**author, **given, **({"publisher": find_outlet(publisher) or publisher} if publisher else {})}


def language_code(name: str) -> str:
    """Return the two letters of a language given as "en-GB", "eng" or "English"; what is none stays as it is.

    Examples
    --------
    >>> [language_code(name) for name in ("en_GB", "English", "FR", "")]
    ['en', 'en', 'fr', '']
    """
    folded = name.strip().casefold()
    code = re.match(r"[a-z]{2}(?=[-_]|\Z)", folded)
    return code[0] if code else tables.mapping("language_names", "name", "language").get(folded, folded)
