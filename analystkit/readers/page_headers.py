"""What a web page says about its article: linked data first, then meta tags, then what is printed.

Publishers fill linked data (JSON-LD) for search engines and keep it right; meta tags are next best. The
headline alone is taken as printed, in the top heading, for the tags hold one made for sharing.
"""

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit

from analystkit import tables
from analystkit.cleaning import clean_line
from analystkit.readers.days import day_line, find_day
from analystkit.readers.headers import Headers, byline_fields, find_outlet

__all__ = ["Tree", "headers_of", "page_language"]

Tree = Any
"""An lxml element; lxml has no types of its own."""

ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Blog)\Z")
SITE_SUFFIX = re.compile(r"(.{8,})\s+(?:[|–—»·:-]|::)\s+([^|]{2,40})\Z")
LONGEST_AUTHOR = 200
MOST_NODES = 10_000

SIMILAR = 0.3
"""Share of words that the article's heading has in common with its tags; "Log in" and "Menu" have none."""


@cache
def _meta_names(field: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in tables.rows("meta_names") if row["field"] == field)


def headers_of(tree: Tree) -> Headers:
    """Return the headline, day, outlet, agency, author and address that a page gives for its article.

    Parameters
    ----------
    tree : the root element of the page as lxml parsed it.
    """
    data, meta = _article_data(tree), _meta(tree)
    url = _url(tree, data, meta)
    site = _first(meta, _meta_names("publisher")) or _names(data.get("publisher"))
    found: dict[str, Any] = {
        "title": _title(tree, data, meta, site, url),
        "published": _published(tree, data, meta),
        "publisher": find_outlet(site) or clean_line(site),
        "url": url,
        **byline_fields(_author(data, meta)),
    }
    return cast("Headers", {name: value for name, value in found.items() if value})


def page_language(tree: Tree) -> str:
    """Return the language that a page declares, as two letters, "" where it declares none."""
    declared = str(tree.get("lang") or "").strip().lower()
    return declared[:2] if re.match(r"[a-z]{2}(?:[-_]|\Z)", declared) else ""


def _meta(tree: Tree) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = clean_line(element.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _article_data(tree: Tree) -> dict[str, Any]:
    """Return the linked data of the article itself: the first node of an article's kind."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for node in _nodes(script.text or ""):
                kinds = node.get("@type")
                if any(ARTICLE_TYPE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    return node
    return {}


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """Yield the dicts of a script, outer before inner, in order; a script that is no JSON holds none."""
    try:
        waiting = [json.loads(script.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            node = [value for value in node.values() if isinstance(value, dict | list)]
        if isinstance(node, list):
            waiting.extend(reversed(node))


def _text(value: object) -> str:
    return clean_line(html.unescape(value)) if isinstance(value, str) else ""


def _names(value: object) -> str:
    """Return the names in linked data, where one may be a string, a node, or a list of either."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        name = _text(one.get("name") if isinstance(one, dict) else one)
        if name and not name.startswith("http"):
            found.append(name)
    return ", ".join(dict.fromkeys(found))


def _author(data: dict[str, Any], meta: dict[str, str]) -> str:
    given = (_names(data.get("author")), *(meta.get(name, "") for name in _meta_names("author")))
    named = (name for name in given if name and "//" not in name and len(name) <= LONGEST_AUTHOR)
    return re.sub(r"\Aby\s+", "", clean_line(next(named, "")), flags=re.IGNORECASE)


def _published(tree: Tree, data: dict[str, Any], meta: dict[str, str]) -> date | None:
    given = [_text(data.get("datePublished")), _text(data.get("dateCreated"))]
    given += [meta[name] for name in _meta_names("published") if name in meta]
    times = [time for part in tree.iter("article", "main") for time in part.iter("time")] or list(tree.iter("time"))
    given += [time.get("datetime") or time.text_content()[:80] for time in times[:1]]
    return next((day for text in given if (day := find_day(text))), None) or _printed_day(tree)


def _printed_day(tree: Tree) -> date | None:
    """Return the day of the page's date lines where all name the same one: readers' comments have days too."""
    days = {day for text in tree.itertext() if text.strip() and (day := day_line(text.strip()))}
    return days.pop() if len(days) == 1 else None


def _url(tree: Tree, data: dict[str, Any], meta: dict[str, str]) -> str:
    links = [link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical"]
    given = [*links, _first(meta, _meta_names("url")), _text(data.get("url"))]
    return next((clean_line(url) for url in given if re.match(r"https?://[^\s<>\"]+\Z", url.strip())), "")


def _title(tree: Tree, data: dict[str, Any], meta: dict[str, str], site: str, url: str) -> str:
    titles = [clean_line(title.text_content()) for title in tree.iter("title")][:1]
    shared = [meta.get(name, "") for name in _meta_names("title")]
    tagged = [_without_site(title, site, url) for title in (*shared, _text(data.get("headline")), *titles)]
    tagged = [title for title in tagged if title]
    headings = [clean_line(heading.text_content()) for heading in tree.iter("h1")]
    printed = max(headings, key=lambda heading: _likeness(heading, tagged), default="")
    agreed = len(tagged) > 2 and len({title.casefold() for title in tagged}) == 1
    if agreed or (tagged and _likeness(printed, tagged) < SIMILAR):
        return tagged[0]
    return printed


def _likeness(heading: str, titles: list[str]) -> float:
    """Return the share of words that a heading has in common with the nearest of the tagged titles."""
    words = set(re.findall(r"\w+", heading.casefold()))
    others = [set(re.findall(r"\w+", title.casefold())) for title in titles]
    return max((len(words & other) / len(words | other) for other in others if words | other), default=0.0)


def _without_site(title: str, site: str, url: str) -> str:
    """Drop " | The Evening Herald": the site's own name or that of its address."""
    match = SITE_SUFFIX.match(title)
    if not match:
        return title
    suffix, known = _letters(match[2]), (_letters(site), _letters(urlsplit(url).netloc))
    return match[1] if len(suffix) > 2 and any(suffix in name for name in known) else title


def _letters(name: str) -> str:
    return "".join(re.findall(r"\w", name.casefold().removeprefix("the ")))
