"""Words of an analyst's own: rows added to the tables for the length of a call.

An own table is a CSV file with a header. Columns it does not have are empty, and a row replaces the one of the same
name in the project's table.
"""

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from analystkit import tables
from analystkit.errors import TableError

__all__ = ["own_words"]

OWN = {
    "nouns": ("noun", "kind"),
    "units": ("form", "unit", "kind"),
    "entities": ("name", "kind"),
}
"""Columns that an own table must have; the first one names the row."""

NAMES = {"organisation": "organisations", "person": "people", "place": "places", "country": "countries"}
"""The table that a kind of entity lives in."""

_lock = RLock()


@contextmanager
def own_words(**paths: str | Path | None) -> Iterator[None]:
    """Add the rows of own tables while the block runs; other threads wait.

    Parameters
    ----------
    paths : CSV files by what they hold: ``nouns`` (columns noun, kind; also unit, role), ``units`` (form, unit,
        kind; also glued) and ``entities`` (name, kind; also aliases, country).

    Raises
    ------
    TableError : a file is missing, has no such column, or names a kind that does not exist.

    Examples
    --------
    >>> from analystkit.lexicon import noun_of
    >>> noun_of(("lancets",)).kind
    'other'
    """
    given = {name: Path(path) for name, path in paths.items() if path is not None}
    if not given:
        yield
        return
    added = {table: rows for name, path in given.items() for table, rows in _by_table(name, path)}
    with _lock:
        try:
            tables.added.update(added)
            _forget()
            yield
        finally:
            tables.added.clear()
            _forget()


def _forget() -> None:
    """Empty every cache of the package: whatever was remembered, it may have come from a table."""
    loaded = [module for name, module in sys.modules.items() if name.startswith("analystkit.")]
    for module in loaded:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def _by_table(name: str, path: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    rows = _own_rows(name, path)
    if name != "entities":
        yield name, rows
        return
    for kind, table in NAMES.items():
        same = [row for row in rows if row["kind"] == kind]
        if same:
            yield table, same


def _own_rows(name: str, path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        raise TableError(str(path), "there is no such file", f"name a CSV file of {name}")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    reader = csv.DictReader(line for line in lines if line.strip() and not line.startswith("#"))
    missing = [column for column in OWN[name] if column not in (reader.fieldnames or ())]
    if missing:
        found = f"no column '{missing[0]}' (found: {', '.join(reader.fieldnames or ())})"
        raise TableError(str(path), found, f"begin it with {','.join(OWN[name])}")
    rows = [{key: (cell or "").strip() for key, cell in row.items() if key} for row in reader]
    for row in rows:
        _check(name, path, row)
    return rows


def _check(name: str, path: Path, row: dict[str, str]) -> None:
    kinds = frozenset(NAMES) if name == "entities" else tables.column("kinds", "kind")
    if row["kind"] not in kinds:
        found = f"'{row['kind']}' in the row of '{row[OWN[name][0]]}' is no kind"
        raise TableError(str(path), found, f"write one of {', '.join(sorted(kinds))}")
    if not row[OWN[name][0]]:
        raise TableError(str(path), f"a row without a {OWN[name][0]}", "fill it in or delete the row")
