"""Markdown with front matter: the fields between two lines of three dashes, as blogs and note programs write them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from analystkit.cleaning import decode_bytes
from analystkit.readers.article_rows import Row, fields_of
from analystkit.readers.plain import read_plain
from analystkit.records import Article

__all__ = ["has_front_matter", "read_front_matter"]

BLOCK = re.compile(r"\s*---[ \t]*\n(?P<fields>(?:[^\n]*\n){1,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
FIELD = re.compile(r"(?P<name>[A-Za-z_][\w .-]{0,40}):(?:[ \t]+(?P<value>[^\n]*))?\Z")
ITEM = re.compile(r"[ \t]*-[ \t]+(\S[^\n]*)\Z")
COMMENT = re.compile(r"[ \t]+#.*")


def has_front_matter(head: bytes) -> bool:
    """Tell whether a file's first bytes are front matter.

    Examples
    --------
    >>> has_front_matter(b"---\\ntitle: Troops leave\\n---\\nSome 300 left."), has_front_matter(b"---\\nSome 300 left.")
    (True, False)
    """
    block = BLOCK.match(_text(head))
    return block is not None and FIELD.match(block["fields"].split("\n", 1)[0]) is not None


def read_front_matter(raw: bytes, path: str) -> Iterator[Article]:
    """Yield the one article of a text with front matter, which comes before what the text says of itself.

    Only plain fields and lists are read, not all that YAML can say: what a stranger wrote is not to be trusted
    with references and types.
    """
    text = _text(raw)
    block = BLOCK.match(text)
    known = fields_of(_fields(block["fields"])) if block else {}
    body = text[block.end() :] if block else text
    named = f"Title: {known['title']}\n\n{body}" if "title" in known else body
    for article in read_plain(named.encode("utf-8", "replace"), f"{path}.md"):  # whatever its ending, it is Markdown
        yield replace(article, path=path, **known)


def _text(raw: bytes) -> str:
    return decode_bytes(raw).replace("\r\n", "\n")


def _fields(block: str) -> Row:
    """Return the fields of a block: `name: value`, `name: [one, two]`, or a name above a list."""
    found: dict[str, object] = {}
    name = ""
    for line in block.split("\n"):
        field, item = FIELD.match(line), ITEM.match(line)
        if field:
            name = field["name"]
            found[name] = _value(field["value"] or "")
        elif item and name:
            found[name] = [*_as_list(found[name]), _bare(item[1])]
    return found


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []


def _value(value: str) -> object:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_bare(part) for part in value[1:-1].split(",") if part.strip()]
    return _bare(value)


def _bare(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else COMMENT.sub("", value)
