"""What a web page says about its article: linked data first, then meta tags, then what is printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Any, cast
from urllib.parse import urlsplit

from analystkit import tables
from analystkit.cleaning import clean_line
from analystkit.readers.days import day_line, find_day
from analystkit.readers.headers import Headers, byline_fields, find_outlet, read_byline
from analystkit.readers.languages import declared_language
from analystkit.readers.linked_data import LinkedData, Tree, read_linked_data
from analystkit.readers.page_titles import Headlines, choose_title, without_site

__all__ = ["headers_of", "page_language", "short_line", "top_headings"]

BYLINE_CLASS = re.compile(r"(?:\b|_)(?:byline|author)")
LONGEST_AUTHOR, LONGEST_HEADLINE = 200, 500
MOST_HEADINGS, MOST_BYLINES = 50, 200


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as three voices: its elements, its linked data, its meta tags."""

    tree: Tree
    data: LinkedData
    meta: dict[str, str]

    def tags(self, field: str) -> list[str]:
        """Return the contents of the meta tags that hold a field, the most trusted first."""
        return [self.meta[name] for name in _meta_names(field) if name in self.meta]


def headers_of(tree: Tree) -> Headers:
    """Return the headline, day, outlet, agency, author and address that a page gives for its article.

    Parameters
    ----------
    tree : the root element of the page as lxml parsed it.
    """
    page = _Page(tree, read_linked_data(tree), _meta(tree))
    url = _url(page)
    title, publisher = _title(page, url), _publisher(page)
    found: dict[str, Any] = {
        "title": title,
        "published": _published(page),
        "publisher": publisher or _outlet_in_title(page, title, url),
        "url": url,
        **_author(page, publisher),
    }
    return cast("Headers", {name: value for name, value in found.items() if value})


def page_language(tree: Tree) -> str:
    """Return the language that a page declares, as two letters, "" where it declares none."""
    return declared_language(str(tree.get("lang") or "").strip())


def top_headings(tree: Tree) -> list[str]:
    """Return the top headings of a page, of which one should be the article's headline."""
    headings = islice(tree.iter("h1"), MOST_HEADINGS)
    return [line for heading in headings if (line := short_line(heading, LONGEST_HEADLINE))]


def short_line(element: Tree, longest: int) -> str:
    """Return an element's text as one clean line, "" where it is longer: what is nested is not read over and over."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part[: longest + 1] if part.strip() else " ")
        length += len(parts[-1])
        if length > longest * 2:
            return ""
    line = clean_line(" ".join(parts))
    return line if len(line) <= longest else ""


@cache
def _meta_names(field: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in tables.rows("meta_names") if row["field"] == field)


def _meta(tree: Tree) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = clean_line(element.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _url(page: _Page) -> str:
    links = [link.get("href") or "" for link in page.tree.iter("link") if link.get("rel") == "canonical"]
    given = [*links, *page.tags("url")[:1], page.data.text("url")]
    return next((clean_line(url) for url in given if re.match(r"https?://[^\s<>\"]+\Z", url.strip())), "")


def _title(page: _Page, url: str) -> str:
    sites = [*page.tags("publisher")[:1], page.data.names("publisher"), urlsplit(url).netloc.removeprefix("www.")]
    given = Headlines(
        linked=page.data.text("headline")[:LONGEST_HEADLINE],
        shared=[title[:LONGEST_HEADLINE] for title in page.tags("title")],
        windowed=_windowed(page.tree),
        printed=top_headings(page.tree),
        sites=[site for site in sites if site],
    )
    return choose_title(given)


def _windowed(tree: Tree) -> str:
    return next((short_line(title, LONGEST_HEADLINE) for title in tree.iter("title")), "")


def _publisher(page: _Page) -> str:
    """Return the outlet: "Ottawa Citizen" where tags have "ottawacitizen" and linked data have it in full."""
    tagged, linked = next(iter(page.tags("publisher")), ""), page.data.names("publisher")
    same = "".join(linked.split()).casefold() == tagged.casefold()
    site = linked if same or not tagged else tagged
    return find_outlet(site) or site


def _outlet_in_title(page: _Page, title: str, url: str) -> str:
    """Return "Harbour Post" where the window says "Troops leave - Harbour Post" at harbourpost.com."""
    windowed = _windowed(page.tree)
    if not title or without_site(windowed, [], [title]) == windowed:
        return ""
    name = re.sub(r"\A\W+|\W+\Z", "", windowed[len(title) :])
    return find_outlet(name) or (name if without_site(windowed, [urlsplit(url).netloc]) != windowed else "")


def _author(page: _Page, publisher: str) -> Headers:
    """Return the fields of the byline; the outlet itself is no author: the name of a shared account."""
    others = {name.casefold() for name in (publisher, page.data.names("publisher"), *page.tags("publisher"))}
    given = (page.data.names("author"), *page.tags("author"))
    for name in map(_without_by, given):
        named = name and "//" not in name and len(name) <= LONGEST_AUTHOR and name.casefold() not in others
        if named and name.casefold() not in tables.words("account_names"):
            return byline_fields(name)
    return _printed_author(page.tree)


def _without_by(name: str) -> str:
    return re.sub(r"\Aby\s+", "", name, flags=re.IGNORECASE)


def _printed_author(tree: Tree) -> Headers:
    """Return the printed byline: the first with "By", else the only name marked as an author's."""
    lines = list(islice(_marked_bylines(tree), MOST_BYLINES))
    by = next((fields for line in lines if (fields := read_byline(line))), None)
    if by:
        return by
    names = {line for line in lines if read_byline(f"By {line}") and 1 < len(line.split()) <= 4}
    return byline_fields(names.pop()) if len(names) == 1 else {}


def _marked_bylines(tree: Tree) -> Iterator[str]:
    for element in tree.iter("a", "p", "span", "div", "address", "cite"):
        marks = " ".join(element.get(name) or "" for name in ("class", "rel", "itemprop")).lower()
        if BYLINE_CLASS.search(marks):
            yield short_line(element, LONGEST_AUTHOR)


def _published(page: _Page) -> date | None:
    given = [page.data.text("datePublished"), page.data.text("dateCreated"), *page.tags("published")]
    times = [time for part in page.tree.iter("article", "main") for time in part.iter("time")]
    times = times or list(page.tree.iter("time"))
    given += [time.get("datetime") or time.text_content()[:80] for time in times[:1]]
    return next((day for text in given if (day := find_day(text))), None) or _printed_day(page.tree)


def _printed_day(tree: Tree) -> date | None:
    """Return the day of the page's date lines where all name the same one: readers' comments have days too."""
    days = {day for text in tree.itertext() if text.strip() and (day := day_line(text.strip()))}
    return days.pop() if len(days) == 1 else None
