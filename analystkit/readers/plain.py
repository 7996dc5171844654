"""Plain text and Markdown: the headline, the header lines and the text."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from analystkit.cleaning import clean_text, decode_bytes, strip_markup
from analystkit.readers.assembly import article_of
from analystkit.readers.headers import Headers
from analystkit.records import Article

__all__ = ["read_plain"]

MARKDOWN = (".md", ".markdown")

HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*)$", re.MULTILINE)
IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*\)")
EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![\w*_])")


def read_plain(raw: bytes, path: str) -> Iterator[Article]:
    """Yield the one article of a text file.

    Parameters
    ----------
    raw : the bytes of the file, in any encoding that ``decode_bytes`` knows.
    path : where it was read from; ``.md`` is read as Markdown.

    Raises
    ------
    SourceError : no text is left once it is clean.

    Examples
    --------
    >>> article = next(read_plain(b"300 Troops Leave\\n\\nMay 2, 2021\\n\\nSome 300 troops left.", "a.txt"))
    >>> article.title, article.published, article.text
    ('300 Troops Leave', datetime.date(2021, 5, 2), 'Some 300 troops left.')
    """
    text = strip_markup(decode_bytes(raw))
    if PurePosixPath(path).suffix.lower() in MARKDOWN:
        text = _without_marks(text)
    yield article_of(clean_text(text), path, Headers())


def _without_marks(text: str) -> str:
    text = HEADING.sub(lambda heading: f"\n{heading[1].rstrip(' #')}\n", text)
    text = LINK.sub(r"\1", IMAGE.sub("", text))
    return EMPHASIS.sub(r"\2", text)
