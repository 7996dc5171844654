"""The data tables: facts about the world, read once. The only module that knows they are files.

A table is a CSV file in ``analystkit/data``. Its first lines start with ``#`` and say what it is, where it
comes from and its licence; then follow a header and the rows.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from analystkit.errors import TableError

__all__ = ["column", "mapping", "rows", "words"]

DATA = files("analystkit") / "data"

added: dict[str, list[dict[str, str]]] = {}
"""Rows of an analyst's own, by table: see ``vocabulary``, which alone changes it."""


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table, each a dict from column to text.

    Examples
    --------
    >>> rows("currencies")[0]["code"]
    'USD'
    """
    known = list(_checked(name))
    own = [
        dict.fromkeys(known[0], "") | {key: row[key] for key in row if key in known[0]} for row in added.get(name, ())
    ]
    key = next(iter(known[0]))
    replaced = {row[key] for row in own}
    return (*own, *(row for row in known if row[key] not in replaced))


def _checked(name: str) -> Iterator[dict[str, str]]:
    path = DATA / f"{name}.csv"
    if not path.is_file():
        raise TableError(f"data/{name}.csv", "there is no such table", "name one of the tables in analystkit/data")
    lines = path.read_text(encoding="utf-8").splitlines()
    reader = csv.reader(line for line in lines if line and not line.startswith("#"))
    header = next(reader)
    for cells in reader:
        if len(cells) != len(header):
            row = ",".join(cells)
            raise TableError(f"data/{name}.csv", f"{len(cells)} cells in '{row}'", f"write {len(header)} cells")
        yield dict(zip(header, (cell.strip() for cell in cells), strict=True))


@cache
def mapping(name: str, key: str, value: str) -> dict[str, str]:
    """Return a dict from one column of a table to another; the first row of a key wins."""
    found: dict[str, str] = {}
    for row in rows(name):
        found.setdefault(row[key], row[value])
    return found


@cache
def column(name: str, key: str, **where: str) -> frozenset[str]:
    """Return the values of one column as a set, of the rows whose other columns equal ``where``."""
    return frozenset(row[key] for row in rows(name) if all(row[k] == v for k, v in where.items()))


@cache
def words(name: str) -> frozenset[str]:
    """Return one of the small sets of words in ``data/words.csv``.

    Examples
    --------
    >>> "expect" in words("catenative_verbs")
    True
    """
    found = _sets().get(name)
    if found is None:
        raise TableError("data/words.csv", f"there is no set '{name}'", "name one of the sets in it")
    return found


@cache
def _sets() -> dict[str, frozenset[str]]:
    """Return all sets of words by name: the table is gone through once, not once for each of them."""
    found: dict[str, set[str]] = {}
    for row in rows("words"):
        found.setdefault(row["set"], set()).add(row["word"])
    return {name: frozenset(members) for name, members in found.items()}
