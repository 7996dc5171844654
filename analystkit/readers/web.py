"""Web pages: the main text without menus, notices and comments, and what the page says about its article."""

import logging
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice, zip_longest
from typing import Any, cast

from analystkit import tables
from analystkit.cleaning import clean_line, clean_text, decode_bytes
from analystkit.errors import SourceError
from analystkit.readers.headers import split_headers
from analystkit.readers.languages import find_language
from analystkit.readers.linked_data import Tree
from analystkit.readers.page_headers import headers_of, page_language, short_line, top_headings
from analystkit.records import Article
from analystkit.text import article_id

__all__ = ["is_page", "read_page"]

PAGE = re.compile(
    r"(?:\s++|<\?xml[^>]*>|(?><!--.*?-->))*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
HEAD = 4096

LARGEST = 10_000_000
"""Characters above which a page is left unread: finding the main text takes more than linear time."""

SHORTEST = 25
"""Characters below which what was found on a page is no article."""

LAYOUT_CELL = 400
"""Characters in a table's cell from which the table is the page's layout and not a table of values."""

FURNITURE = 200
"""Characters up to which a line may be an invitation to read, sign up or share."""

REPEATED = 40
"""Characters from which a line that comes again is a copy of it, as of a teaser, and no refrain."""

HEADLINE = 300
"""Characters up to which a link by itself may be the headline of another article."""

HEADING = 60
"""Characters up to which a line may be a heading over other articles."""

TAIL = 0.8
"""Share of the text above a heading such as "More from", so that it ends the article and not the menu."""


def is_page(raw: bytes) -> bool:
    """Tell whether a file's first bytes begin a web page.

    Examples
    --------
    >>> is_page(b"<!-- saved page --><!DOCTYPE html>"), is_page(b"An article on <html> tags")
    (True, False)
    """
    return PAGE.match(decode_bytes(raw[:HEAD])) is not None


def read_page(raw: bytes, path: str) -> Iterator[Article]:
    """Yield the one article of a web page.

    Parameters
    ----------
    raw : the bytes of the page; the encoding it declares is respected.
    path : where it was read from.

    Raises
    ------
    SourceError : the page is too large, cannot be parsed, or shows no article.
    """
    tree = _parse(_decoded(raw), path)
    headers, headings = headers_of(tree), set(top_headings(tree))
    lines = [clean_line(line) for line in _main_text(tree, path).split("\n")]
    text = _paragraphs([line for line in _article_lines(lines) if line not in headings])
    printed, text = split_headers(clean_text(text), headers.get("title", ""))
    if len(text) < SHORTEST:
        raise SourceError(path, "it holds no article text", "save the page again once it shows the text")
    printed.update(headers)
    language = find_language(text) or page_language(tree)
    yield Article(article_id(text), text, language=language, path=path, **printed)


def _decoded(raw: bytes) -> str:
    declared = CHARSET.search(raw[:HEAD])
    return decode_bytes(raw, declared[1].decode("ascii", "replace") if declared else "")


def _parse(page: str, path: str) -> Tree:
    from lxml import etree
    from lxml import html as lxml_html

    if len(page) > LARGEST:
        size = f"it has {len(page):,} characters of HTML, more than {LARGEST:,}"
        raise SourceError(path, size, "save the article alone, or as text")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise SourceError(path, "it holds no HTML that can be read", "save the page again") from error
    if any("depth" in entry.message for entry in parser.error_log):  # what follows would be missing
        raise SourceError(path, "its elements are nested too deeply", "save the article as text")
    return tree


def _main_text(tree: Tree, path: str) -> str:
    """Return the main text, a line per paragraph; "" where there is none."""
    _drop_teasers(tree)
    for table in list(tree.iter("table")):
        if _is_layout(table):
            _unwrap(table)
    try:
        found = _extractor()(tree, include_comments=False)
    except Exception as error:  # any page may hold what its library did not foresee
        kind = type(error).__name__
        raise SourceError(path, f"its main text could not be found ({kind})", "save the article as text") from error
    return found.text or "" if found else ""


@cache
def _extractor() -> Callable[..., Any]:
    """Load the library where the first page is read, and leave its remarks to whoever asks for a log."""
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan", "readability", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return cast("Callable[..., Any]", bare_extraction)


def _drop_teasers(tree: Tree) -> None:
    """Drop the headlines of other articles: headings, paragraphs and items that are a link and nothing else."""
    around = [next(link.iterancestors("p", "li", "h2", "h3", "h4", "h5", "h6"), None) for link in tree.iter("a")]
    for block in dict.fromkeys(block for block in around if block is not None):
        if _is_link(block):
            block.drop_tree()


def _is_link(block: Tree) -> bool:
    links = [link for link in islice(block.iter("a"), 2) if link.get("href")]
    linked = short_line(links[0], HEADLINE) if len(links) == 1 else ""
    return bool(linked) and _letters(linked) == _letters(short_line(block, HEADLINE))


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line))


def _is_layout(table: Tree) -> bool:
    """Old pages put the whole article into a table's cell, and would be read as one row of it."""
    return any(len(cell.text_content()) > LAYOUT_CELL for cell in table.iter("td"))


def _unwrap(table: Tree) -> None:
    for part in [table, *table.iter("tbody", "tr", "td", "th")]:
        part.tag = "div"


def _article_lines(lines: list[str]) -> Iterator[str]:
    """Yield the lines of the article: no invitations, no line twice, nothing below "More from this site"."""
    seen: set[str] = set()
    total, length = sum(map(len, lines)), 0
    for line in lines:
        length += len(line)
        if length > total * TAIL and len(line) < HEADING and _folded(line).startswith(_phrases("ends")):
            return
        if line.strip("|- ") and not _is_furniture(line) and not (len(line) > REPEATED and line in seen):
            yield line
        seen.add(line)


def _is_furniture(line: str) -> bool:
    folded = _folded(line)
    return folded in _phrases("is") or (len(folded) <= FURNITURE and folded.startswith(_phrases("begins")))


def _folded(line: str) -> str:
    return line.strip("-*•|:> ").casefold().replace("’", "'")


@cache
def _phrases(where: str) -> tuple[str, ...]:
    return tuple(sorted(tables.column("boilerplate", "phrase", where=where)))


def _paragraphs(lines: list[str]) -> str:
    """Part paragraphs by an empty line and leave the items of a list and the rows of a table as lines."""
    text = ""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        together = line[:2] in ("- ", "| ") and following[:2] == line[:2]
        text += (line.strip("| ") if line[:2] == "| " else line) + ("\n" if together else "\n\n")
    return text
