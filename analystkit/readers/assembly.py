"""An article put together from a text and what is known beside it: the same for mails, feeds, tables and documents."""

from typing import Any, cast

from analystkit.cleaning import clean_line, clean_text, strip_markup
from analystkit.errors import SourceError
from analystkit.readers.headers import Headers, split_headers
from analystkit.readers.languages import find_language
from analystkit.records import Article
from analystkit.text import article_id

__all__ = ["article_of", "assemble", "known_fields"]


def assemble(text: str, path: str, known: Headers, language: str = "") -> Article:
    """Return the article of a text, marked up or plain.

    What is known beside the text comes before what its own first lines say. Where there is a headline alone,
    as in many a feed, it is the text too.

    Parameters
    ----------
    text : as it came, not yet clean.
    path : where it was read from.
    known : fields that the file gives.
    language : the language that the file declares, for a text too short to tell its own.

    Raises
    ------
    SourceError : there is neither text nor headline.

    Examples
    --------
    >>> article = assemble("<p>Troops Leave</p><p>Some 300 left.</p>", "a.xml", {"title": "Troops leave"})
    >>> article.title, article.text
    ('Troops leave', 'Some 300 left.')
    """
    return article_of(clean_text(strip_markup(text)), path, known, language)


def article_of(clean: str, path: str, known: Headers, language: str = "") -> Article:
    """Return the article of a clean text; everything else is as in ``assemble``."""
    title = known.get("title", "")
    printed, body = split_headers(clean, title)
    body = body or title
    if not body:
        raise SourceError(path, "it holds no text", "remove it or fetch it again")
    printed.update(known)
    return Article(article_id(body), body, language=find_language(body) or language, path=path, **printed)


def known_fields(**fields: Any) -> Headers:
    """Return the fields that are known, each text as one clean line.

    Examples
    --------
    >>> known_fields(title=" Troops\\nleave ", author=None, url="")
    {'title': 'Troops leave'}
    """
    clean = {name: clean_line(value) if isinstance(value, str) else value for name, value in fields.items()}
    return cast("Headers", {name: value for name, value in clean.items() if value})
