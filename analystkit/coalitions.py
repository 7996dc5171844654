"""Coalitions named as "the coalition", where an article's other names tell which one is meant."""

import re
from collections.abc import Iterable, Iterator

from analystkit import tables
from analystkit.records import Mention

__all__ = ["find_coalitions"]

COALITION = re.compile(
    r"\b(?<!ruling )(?<!governing )[Cc]oalition\b(?! (?:governments?|partners?|part(?:y|ies)|talks|deal|cabinet)\b)"
    r"(?P<of> (?:of|led)\b)?(?P<noun> [a-z]+)?"
)


def find_coalitions(flat: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """Yield each "coalition" of an article that speaks of one only: of ISAF beside the Taliban.

    Parameters
    ----------
    flat : the article, its quotes and dashes made even.
    found : the names found so far.
    """
    if "oalition" not in flat:
        return
    known = {mention.name for mention in found}
    names = {row["name"] for row in tables.rows("coalitions") if row["sign"] in known}
    if len(names) != 1:
        return
    name = names.pop()
    for match in COALITION.finditer(flat):
        if not match["of"]:
            end = match.start() + len("coalition")
            yield Mention(match.start(), end, flat[match.start() : end], name, "organisation", bool(match["noun"]))
