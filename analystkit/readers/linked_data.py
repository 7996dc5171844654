"""Linked data (JSON-LD) of a web page: what publishers tell search engines about an article, and keep right."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from analystkit.cleaning import clean_line

__all__ = ["LinkedData", "Tree", "read_linked_data"]

Tree = Any
"""An lxml element; lxml has no types of its own."""

Node = dict[str, Any]

ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Blog)\Z")
MOST_NODES = 10_000


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The node of a page's article, and the named nodes beside it, which it may refer to by their ids."""

    article: Node = field(default_factory=dict)
    named: dict[str, Node] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Return one value of the article as a clean line, "" where it is no text."""
        return _text(self.article.get(key))

    def names(self, key: str) -> str:
        """Return the names under a key, where one may be a string, a node, a reference, or a list of any."""
        value = self.article.get(key)
        found = [self._name(one) for one in (value if isinstance(value, list) else [value])]
        return ", ".join(dict.fromkeys(name for name in found if name and not name.startswith("http")))

    def _name(self, value: object) -> str:
        """Return a node's name: its own, its byline, or that of the node whose id it gives."""
        if not isinstance(value, dict):
            return _text(value)
        referred = self.named.get(str(value.get("@id")), {})
        return next((name for one in (value, referred) for key in NAMING if (name := _text(one.get(key)))), "")


NAMING = ("name", "byline")


def read_linked_data(tree: Tree) -> LinkedData:
    """Return the linked data of a page: its article is the first node of an article's kind.

    Parameters
    ----------
    tree : the root element of the page as lxml parsed it.
    """
    nodes = [node for script in tree.iter("script") for node in _nodes(script)]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    return LinkedData(next((node for node in nodes if _is_article(node)), {}), named)


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    return any(ARTICLE_TYPE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _nodes(script: Tree) -> Iterator[Node]:
    """Yield the dicts of a script, outer before inner, in order; a script that is no linked data holds none."""
    if "ld+json" not in (script.get("type") or ""):
        return
    try:
        waiting = [json.loads((script.text or "").strip().rstrip(";"), strict=False)]
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
