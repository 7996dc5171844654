"""Names that an article's other names make plain: which coalition "the coalition" is, which Korea "the North"."""

import re
from collections.abc import Iterable, Iterator

from analystkit import tables
from analystkit.records import Mention

__all__ = ["find_coalitions", "find_halves"]

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


HALF = re.compile(r"\b[Tt]he (?P<half>North|South)\b(?! [A-Z]| of\b|-| (?:coast|side|bank|end|pole))")


def find_halves(flat: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """Yield "the North" and "the South" of an article that names one of the Koreas: sides that act, and no places.

    Parameters
    ----------
    flat : the article, its quotes and dashes made even.
    found : the names found so far.
    """
    if "he North" not in flat and "he South" not in flat:
        return
    names = {mention.name for mention in found}
    halves = {row["half"]: row["name"] for row in tables.rows("halves") if row["name"] in names or row["sign"] in names}
    for match in HALF.finditer(flat) if len(halves) == 2 else ():
        start, end = match.span("half")
        yield Mention(start, end, match["half"], halves[match["half"]], "country", adjective=True)
