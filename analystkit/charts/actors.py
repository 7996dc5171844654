"""Figures by actor: one row per figure, who says so on the left, its mark in the middle, its words on the right."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analystkit.charts.marks import MARKED, Look, add_key, draw_marks, looks, to_marks
from analystkit.charts.picture import (
    FONT,
    INK,
    RULE,
    SIZE,
    Chart,
    add_note,
    add_title,
    dress,
    fit,
    label,
    new_chart,
    say_empty,
)  # fmt: skip
from analystkit.charts.scales import set_values
from analystkit.charts.subjects import subject_of
from analystkit.charts.wording import (
    NAMED,
    NO_ACTOR,
    actor_names,
    claimants,
    count,
    day_text,
    describe_figures,
    figure_text,
    source_note,
)  # fmt: skip
from analystkit.frames import require

__all__ = ["figures_by_actor"]

COLUMNS = (*NAMED, *MARKED, "number", "item", "change")
WIDTH, LEFT, RIGHT, BOTTOM, TOP, ROW = 9.2, 2.95, 2.8, 1.0, 0.8, 0.27
EDGE = LEFT - 0.15
GAP = 1.25


def figures_by_actor(
    figures: pd.DataFrame, *, articles: pd.DataFrame | None = None, ax: Axes | None = None, most: int = 30
) -> Axes:
    """Draw each figure as a row, grouped by whose it is, with its bound or range.

    Parameters
    ----------
    figures : figures of one kind, and of one unit where they measure something.
    articles : their articles, which name the outlets.
    ax : where to draw; it needs about 2.9 inches free on its left and 2.5 on its right. None makes a chart that
        shows itself in a notebook.
    most : rows drawn; of more, the largest, and the chart says how many it leaves out.

    Returns
    -------
    The Axes: values run along x, row by row downwards.

    Raises
    ------
    ColumnError : a column is missing.
    MixedKindsError : the figures are of several kinds; names them.
    ValueError : ``most`` is below 1.

    Examples
    --------
    >>> import pandas as pd
    >>> figures = pd.DataFrame([{
    ...     "article": "a", "published": pd.Timestamp("2021-09-28"), "number": "20", "low": 20, "best": 20,
    ...     "high": 20, "bound": "approx", "unit": "warship", "item": "Russian warships", "kind": "ship",
    ...     "actor": ["Russia"], "source": None, "modality": "stated", "change": None}])
    >>> ax = figures_by_actor(figures)
    >>> [text.get_text() for text in ax.get_yticklabels()]
    ['Russia', 'not attributed, 28 Sep 2021']
    """
    figures = require(figures, COLUMNS, thing="figures")
    if most < 1:
        raise ValueError(f"most is at least 1, not {most}")
    subject = subject_of(figures)
    rows = _rows(figures, articles, most)
    height = rows["row"].max() + 1 if len(rows) else 4
    ax = ax or new_chart(WIDTH, height * ROW + BOTTOM + TOP, (LEFT, RIGHT, BOTTOM, TOP))
    dress(ax, "x")
    set_values(ax, rows["first"], rows["last"], subject, along="x")
    ax.set_ylim(height - 0.4, -0.6)
    if len(rows):
        _draw_rows(ax, rows)
    else:
        say_empty(ax)
    notes = [_left_out(figures, most), source_note(figures, articles)]
    add_title(ax, f"Reported {subject} by actor", EDGE, WIDTH - 0.3)
    add_note(ax, notes, EDGE, 42)
    if isinstance(ax, Chart):
        ax.alt = " ".join(part for part in [describe_figures(figures), *notes] if part)
    return ax


def _rows(figures: pd.DataFrame, articles: pd.DataFrame | None, most: int) -> pd.DataFrame:
    """Return what is drawn, in order from the top: an actor with most figures first, within one by date."""
    marks = to_marks(figures.assign(name=actor_names(figures), who=claimants(figures, articles)))
    marks = marks.nlargest(most, "last").sort_index()
    sizes = marks["name"].map(marks["name"].value_counts()).astype("int64")  # of no marks: text, where pyarrow is
    marks = marks.assign(unknown=marks["name"] == NO_ACTOR, size=-sizes)
    marks = marks.sort_values(["unknown", "size", "name", "published"], kind="stable")
    group = (marks["name"] != marks["name"].shift()).cumsum()
    return marks.assign(group=group, row=np.arange(len(marks)) + GAP * group - 0.25)


def _draw_rows(ax: Axes, rows: pd.DataFrame) -> None:
    ax.hlines(rows["row"], 0, 1, transform=ax.get_yaxis_transform(), color=RULE, linewidth=0.6, zorder=1)
    for colour, (_, group) in zip(_colours(rows), rows.groupby("group"), strict=True):
        draw_marks(ax, group, group["row"], Look(colour))
    for _, figure in rows.iterrows():
        _write_words(ax, figure)
    _write_names(ax, rows)
    add_key(ax, rows, "x", EDGE)


def _colours(rows: pd.DataFrame) -> list[str]:
    """Return the colour of each group, beginning again after the last: the rows tell the groups apart already."""
    palette, grey = [look.colour for look in looks()], looks("others")[0].colour
    heads = rows.drop_duplicates("group")
    return [grey if unknown else palette[number % len(palette)] for number, unknown in enumerate(heads["unknown"])]


def _write_words(ax: Axes, figure: pd.Series) -> None:
    ax.annotate(
        fit(label(figure_text(figure)), RIGHT - 0.3), (1, figure["row"]), xycoords=ax.get_yaxis_transform(),
        xytext=(10, 0), textcoords="offset points", verticalalignment="center_baseline", annotation_clip=False,
        parse_math=False, family=FONT, size=SIZE, color=INK,
    )  # fmt: skip


def _write_names(ax: Axes, rows: pd.DataFrame) -> None:
    """Write the actors in bold and under each who says so, flush left."""
    heads = rows.drop_duplicates("group")
    names = [fit(label(name), LEFT - 0.3, "bold") for name in heads["name"]]
    ax.set_yticks([*(heads["row"] - 1), *rows["row"]])
    ax.set_yticklabels([*names, *map(_who, rows["who"], rows["published"])], parse_math=False)
    ax.tick_params(axis="y", pad=EDGE * 72)
    for number, text in enumerate(ax.get_yticklabels()):
        text.set(horizontalalignment="left", fontweight="bold" if number < len(heads) else "normal")


def _who(name: str, day: pd.Timestamp) -> str:
    when = "" if pd.isna(day) else f", {day_text(day)}"
    return fit(label(name), LEFT - 0.3 - 0.07 * len(when)) + when


def _left_out(figures: pd.DataFrame, most: int) -> str:
    valued = len(to_marks(figures))
    parts = [f"The {most} largest of {valued} figures; {valued - most} left out." if valued > most else ""]
    if valued < len(figures):
        parts.append(f"{count(len(figures) - valued, 'figure')} without a value left out.")
    return " ".join(part for part in parts if part)
