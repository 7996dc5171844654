"""How a figure is drawn: its bound shows in the form of its mark, its series in colour and marker.

An exact value is a filled marker, an approximate one hollow; an arrow leads up from a lower bound and down from an
upper one; a range is a bar, a vague word a dashed bar with a hollow marker at its cautious value. What is planned or
denied is pale: it is no report that something is so.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import ScaledTranslation, Transform

from analystkit import tables
from analystkit.charts.picture import FONT, INK, MUTED, SIZE
from analystkit.charts.wording import ends

__all__ = ["MARKED", "Look", "add_key", "dot_style", "draw_marks", "looks", "set_aside", "to_marks"]

MARKED = ("low", "best", "high", "bound", "modality")
"""Columns that say how a figure is drawn."""
BOUNDS = {
    "exact": "exact",
    "approx": "about",
    "at_least": "at least",
    "at_most": "at most",
    "range": "range",
    "vague": "vague word",
}
HOLLOW, BARS = {"approx", "vague"}, {"range": "-", "vague": (0, (1.5, 1))}
ARROWS = {"at_least": 1, "at_most": -1}
NOT_SO = {"planned", "denied"}
PALE = 0.35
ARROW = [Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO, Path.LINETO]


@dataclass(frozen=True)
class Look:
    """How a series looks, and the axis its values run along."""

    colour: str
    marker: str = "o"
    along: str = "x"
    capped: bool = False
    """True where the ends of a range bear the marker of the series instead of a stroke."""
    reach: float = 44
    """Twice the length of an arrow, in points."""
    transform: Transform | None = None
    """Sets a mark aside by a few points, so that equal figures do not hide each other."""


def looks(use: str = "series") -> list[Look]:
    """Return the looks of the series in order of use, or with "others" that of all series beyond the list."""
    return [Look(row["hex"], row["marker"]) for row in tables.rows("colours") if row["use"] == use]


def to_marks(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that have a value, with what is drawn: ``first``, ``last``, ``value``, ``bound``, ``pale``."""
    figures = figures.reset_index(drop=True)
    first, last = ends(figures)
    bound = figures["bound"].where(figures["bound"].isin(list(BOUNDS)), "exact")
    value = figures["best"].astype("float64").fillna(first)
    pale = figures["modality"].isin(NOT_SO)
    return figures.assign(first=first, last=last, value=value, bound=bound, pale=pale)[first.notna()]


def draw_marks(ax: Axes, marks: pd.DataFrame, places: pd.Series, look: Look) -> None:
    """Draw the marks of one series; ``places`` are where they stand on the axis across their values."""
    for (bound, pale), group in marks.groupby(["bound", "pale"]):
        _draw_bound(ax, group, places[group.index], str(bound), look, PALE if pale else 1.0)


def add_key(ax: Axes, marks: pd.DataFrame, along: str, left: float) -> Legend:
    """Add the key above the axes, from ``left`` inches before them: one entry for each form that is drawn."""
    look = Look(MUTED, along=along, reach=20)
    forms = [bound for bound in BOUNDS if (marks["bound"] == bound).any()]
    entries = [(_sample(bound, look), BOUNDS[bound]) for bound in forms]
    if marks["pale"].any():
        entries.append(((Line2D([], [], **dot_style(look, alpha=PALE)),), "pale: planned or denied"))
    return ax.legend(
        [shapes for shapes, _ in entries], [name for _, name in entries], loc="lower left",
        bbox_to_anchor=(0, 1), bbox_transform=set_aside(ax, -left, ax.transAxes), borderaxespad=0.3, ncols=7,
        borderpad=0, frameon=False, handlelength=2, handletextpad=0.8, columnspacing=1.6, labelcolor=INK,
        prop={"family": FONT, "size": SIZE - 0.5},
    )  # fmt: skip


def set_aside(ax: Axes, inches: float, base: Transform) -> Transform:
    """Return a transform that draws a little to the right of where the data stand."""
    return base + ScaledTranslation(inches, 0, ax.figure.dpi_scale_trans)


def _draw_bound(ax: Axes, marks: pd.DataFrame, places: pd.Series, bound: str, look: Look, alpha: float) -> None:
    where: dict[str, Any] = {"transform": look.transform} if look.transform else {}
    if bound in BARS:
        lines = ax.hlines if look.along == "x" else ax.vlines
        lines(places, marks["first"], marks["last"], **_bar(look, bound, alpha), **where)
    for style in _points(bound, look, alpha):
        for name in ("first", "last") if bound == "range" else ("value",):
            xy = (marks[name], places) if look.along == "x" else (places, marks[name])
            ax.plot(*xy, **style, **where)


def _sample(bound: str, look: Look) -> tuple[Line2D, ...]:
    bars = [_bar(look, bound, 1.0) | {"solid_capstyle": "butt"}] if bound in BARS else []
    points = _points(bound, look, 1.0) if bound != "range" else []
    return tuple(Line2D([], [], **style) for style in [*bars, *points])


def _points(bound: str, look: Look, alpha: float) -> list[dict[str, Any]]:
    """Return the styles of the points that make up a mark, the uppermost last."""
    if bound == "range" and not look.capped:
        return [dot_style(look, alpha=alpha) | {"marker": "|", "markersize": 11, "gid": bound}]
    arrow = [_arrow(look, ARROWS[bound], alpha)] if bound in ARROWS else []
    return [*arrow, dot_style(look, hollow=bound in HOLLOW, alpha=alpha) | {"gid": bound}]


def dot_style(look: Look, *, hollow: bool = False, alpha: float = 1.0) -> dict[str, Any]:
    """Return the style of a series' marker, as keywords of a line without a line."""
    face = "white" if hollow else look.colour
    return {
        "marker": look.marker, "linestyle": "none", "markersize": 7, "markerfacecolor": face, "alpha": alpha,
        "markeredgecolor": look.colour, "markeredgewidth": 1.6, "zorder": 4, "clip_on": False,
    }  # fmt: skip


def _arrow(look: Look, way: int, alpha: float) -> dict[str, Any]:
    tip, barbs = (way, 0), ((0.7 * way, 0.22), (0.7 * way, -0.22))
    points = [(0, 0), tip, barbs[0], tip, barbs[1]]
    path = Path([(x, y) if look.along == "x" else (y, x) for x, y in points], ARROW)
    marker = MarkerStyle(path, "none")
    return dot_style(look, alpha=alpha) | {"marker": marker, "markersize": look.reach, "gid": "arrow"}


def _bar(look: Look, bound: str, alpha: float) -> dict[str, Any]:
    return {"color": look.colour, "linewidth": 5, "linestyle": BARS[bound], "alpha": alpha, "gid": bound}
