"""Figures over time: one colour and marker for each who says so, month by month."""

from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analystkit.charts.marks import MARKED, Look, add_key, dot_style, draw_marks, looks, set_aside, to_marks
from analystkit.charts.picture import (
    FONT,
    INK,
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
from analystkit.charts.scales import set_days, set_values
from analystkit.charts.subjects import by_frequency, subject_of
from analystkit.charts.wording import (
    NAMED,
    NO_ACTOR,
    claimants,
    count,
    describe_figures,
    join_words,
    single_actors,
    source_note,
)  # fmt: skip
from analystkit.frames import require

__all__ = ["figures_over_time"]

COLUMNS = (*NAMED, *MARKED, "measure", "time_start", "time_end")
WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, TOP = 9.2, 5.0, 1.05, 2.7, 0.85, 0.85
EDGE = LEFT - 0.15
ASIDE = 8
"""Points between the marks of two sources on one day."""


def figures_over_time(figures: pd.DataFrame, *, articles: pd.DataFrame | None = None, ax: Axes | None = None) -> Axes:
    """Draw each figure at its day, coloured by who says so, with its bound or range.

    A figure stands at the day its text names, else at the day of publication; a cumulative one ("killed since
    2014") at the end of its period, where it holds.

    Parameters
    ----------
    figures : figures of one kind, and of one unit where they measure something.
    articles : their articles, which name the outlets.
    ax : where to draw; it needs about 2.7 inches free on its right. None makes a chart that shows itself in a
        notebook.

    Returns
    -------
    The Axes: days run along x, values along y.

    Raises
    ------
    ColumnError : a column is missing.
    MixedKindsError : the figures are of several kinds; names them.

    Examples
    --------
    >>> import pandas as pd
    >>> figures = pd.DataFrame([{
    ...     "article": "a", "published": pd.Timestamp("2021-09-28"), "low": 20, "best": 20, "high": 20,
    ...     "bound": "approx", "unit": "warship", "kind": "ship", "actor": ["Russia"], "source": "the navy",
    ...     "modality": "stated", "measure": "stock", "time_start": pd.NaT, "time_end": pd.NaT}])
    >>> ax = figures_over_time(figures)
    >>> ax.get_title(), [text.get_text() for text in ax.get_legend().get_texts()]
    ('', ['the navy'])
    """
    figures = require(figures, COLUMNS, thing="figures")
    subject = subject_of(figures)
    marks = _dated(figures, articles)
    ax = ax or new_chart(WIDTH, HEIGHT, (LEFT, RIGHT, BOTTOM, TOP))
    dress(ax, "y")
    set_values(ax, marks["first"], marks["last"], subject, along="y")
    set_days(ax, marks["day"])
    if len(marks):
        _draw_sources(ax, marks)
    else:
        say_empty(ax)
    notes = [_left_out(len(figures) - len(marks)), source_note(figures, articles)]
    add_title(ax, f"Reported {subject} over time{_actors(figures)}", EDGE, WIDTH - 0.3)
    add_note(ax, notes, EDGE, 32)
    if isinstance(ax, Chart):
        ax.alt = " ".join(part for part in [describe_figures(figures), *notes] if part)
    return ax


def _dated(figures: pd.DataFrame, articles: pd.DataFrame | None) -> pd.DataFrame:
    """Return the marks that have a day, with who says so; sources beyond the colours are taken together."""
    marks = to_marks(figures.assign(who=claimants(figures, articles)))
    stated = marks["time_start"].where(marks["measure"] != "cumulative", marks["time_end"])
    marks = marks.assign(day=stated.fillna(marks["published"]))
    return marks[marks["day"].notna()]


def _draw_sources(ax: Axes, marks: pd.DataFrame) -> None:
    names = _name_list(marks["who"])
    series = marks["who"].where(marks["who"].isin(names), names[-1])
    palette = [*looks(), *looks("others")]
    number = series.map(names.index)
    for (which, aside), group in marks.groupby([number, _aside(number, marks["day"])]):
        shift = set_aside(ax, float(str(aside)) / 72, ax.transData)
        look = replace(palette[int(str(which))], along="y", capped=True, reach=34, transform=shift)
        draw_marks(ax, group, group["day"], look)
    ax.add_artist(add_key(ax, marks, "y", EDGE))
    _name_series(ax, names, palette)


def _name_list(who: pd.Series) -> list[str]:
    """Return the names of the series; those beyond the colours are one, since a colour used twice would join two."""
    ranked = by_frequency(who)
    others = len(ranked) - len(looks())
    return [*ranked[: len(looks())], *([f"{others} other{'s' if others > 1 else ''}"] if others > 0 else [])]


def _aside(number: pd.Series, day: pd.Series) -> pd.Series:
    """Return how many points a mark stands aside: several sources on one day stand side by side around it."""
    days = number.groupby(day)
    return (days.rank("dense") - (days.transform("nunique") + 1) / 2) * ASIDE


def _name_series(ax: Axes, names: list[str], palette: list[Look]) -> None:
    handles = [Line2D([], [], **dot_style(look)) for look in palette[: len(names)]]
    legend = ax.legend(
        handles, [fit(label(name), RIGHT - 0.7) for name in names], loc="upper left", bbox_to_anchor=(1.01, 1.02),
        title="According to", alignment="left", frameon=False, labelspacing=0.7, labelcolor=INK,
        prop={"family": FONT, "size": SIZE}, title_fontproperties={"family": FONT, "size": SIZE, "weight": "bold"},
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_parse_math(False)


def _actors(figures: pd.DataFrame) -> str:
    names = [name for name in by_frequency(single_actors(figures)) if name != NO_ACTOR]
    return f": {join_words(names)}" if names else ""


def _left_out(number: int) -> str:
    return f"{count(number, 'figure')} without a value or a day left out." if number else ""
