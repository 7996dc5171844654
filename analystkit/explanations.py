"""Why a figure's cells are as they are, in a few plain lines."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from analystkit import tables
from analystkit.records import Figure

__all__ = ["explain_figure"]


def explain_figure(figure: Figure | Mapping[str, Any]) -> str:
    """Say in a few lines why a figure is read as it is.

    Parameters
    ----------
    figure : a Figure record, or a row of the figures table (a Series or a dict).

    Returns
    -------
    One line for each rule that decided: the column, what stands there, and what the rule looks at. The meaning of
    the rules comes from ``data/rules.csv``.

    Examples
    --------
    >>> from analystkit.figures import find_figures
    >>> print(explain_figure(next(find_figures("Approximately 20 Russian warships fired in the Black Sea."))))
    20: "Approximately 20 Russian warships fired in the Black Sea."
    number: 20, approx - digits with their groups of three; scale; currency or percent sign; "approximately" beside it
    unit: warship - the noun phrase after the number
    kind: ship - the kind that the table of nouns gives
    actor: Russia - a name or demonym inside the counted phrase
    """
    cells = asdict(figure) if isinstance(figure, Figure) else dict(figure)
    return "\n".join([f'{cells["number"]}: "{cells["sentence"]}"', *_lines(cells)])


def _lines(cells: Mapping[str, Any]) -> Iterator[str]:
    first, *others = str(cells["rule"]).split("; ")
    yield f"number: {_number(cells)} - {_number_rule(first)}"
    for rule in others:
        column = tables.mapping("rules", "rule", "column").get(rule, "rule")
        meaning = tables.mapping("rules", "rule", "explanation").get(rule, rule)
        yield f"{column}: {_written(cells.get(column, rule))} - {meaning}"


def _number(cells: Mapping[str, Any]) -> str:
    known = {
        name: cells[name] for name in ("low", "best", "high") if cells[name] is not None and cells[name] == cells[name]
    }
    values = dict.fromkeys(f"{value:,.10g}" for value in known.values())
    return f"{' to '.join(values)}, {cells['bound']}"


def _number_rule(written: str) -> str:
    """Split "digits more than" into the rule and the words that loosen the number."""
    rule, _, beside = written.partition(" ")
    meanings = tables.mapping("rules", "rule", "explanation")
    words = beside.split()
    more = [meanings.get(word) for word in words if word in BESIDE]
    hedge = " ".join(word for word in words if word not in BESIDE)
    parts = [meanings.get(rule, rule), *more, f'"{hedge}" beside it' if hedge else ""]
    return "; ".join(part for part in parts if part)


BESIDE = ("range", "conversion", "joint")
"""Rules that a number's own goes together with; what else stands beside it is a hedge."""


def _written(cell: Any) -> str:
    """Return a cell as text: a list by its names, a missing one as a dash."""
    if isinstance(cell, list | tuple):
        return ", ".join(cell) or "-"
    return cell if isinstance(cell, str) and cell else "-"
