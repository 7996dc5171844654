"""The explorer: filters, a chart, the table under it, and the way from a figure to its sentence."""

from collections.abc import Callable
from typing import Any

import ipywidgets
import pandas as pd

from analystkit import charts
from analystkit.charts.wording import count, escape, legible
from analystkit.frames import FIGURES, require
from analystkit.widgets.filters import BY_ACTOR, OVER_TIME, Filters
from analystkit.widgets.highlight import detail
from analystkit.widgets.live import cell_key, close_tree, keep_one
from analystkit.widgets.rows import PAGE, Rows, to_words
from analystkit.widgets.still import still
from analystkit.widgets.style import STYLE

__all__ = ["Explorer", "explorer"]

DRAW = {BY_ACTOR: charts.figures_by_actor, OVER_TIME: charts.figures_over_time}


def explorer(figures: pd.DataFrame, articles: pd.DataFrame | None = None, *, key: str | None = None) -> "Explorer":
    """Open a panel to filter figures, draw them, and read each one in its sentence.

    Parameters
    ----------
    figures : a frame with the columns of figures.
    articles : their articles; without them the panel shows sentences alone.
    key : one panel lives for each key, a new one closes the former; None is the notebook cell. Name keys where one
        cell opens several panels.

    Returns
    -------
    Explorer, which shows itself as the last line of a cell. ``.filtered`` is the frame it shows, ``.selected`` the
    figure that is open.

    Raises
    ------
    ColumnError : a column is missing.

    Examples
    --------
    >>> from analystkit.frames import FIGURES
    >>> panel = explorer(pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in FIGURES.items()}))
    >>> len(panel.filtered), panel.selected
    (0, None)
    >>> panel.close()
    """
    panel = Explorer(figures, articles)
    keep_one(cell_key() if key is None else key, panel)
    return panel


class Explorer:
    """A live panel around figures; ``widget`` is its root for use inside other layouts.

    ``filters`` holds its controls: ``filters.kind.value = "ships"`` does what the mouse does.
    """

    def __init__(self, figures: pd.DataFrame, articles: pd.DataFrame | None = None) -> None:
        require(figures, FIGURES, thing="figures")
        if articles is not None:
            require(articles, ["article", "text"], thing="articles")
        self._articles = articles
        self._filtered, self._chosen, self._page, self._busy = figures.head(0), None, 0, False
        self.filters = Filters(charts.split_by_subject(figures) or {"figures": figures}, articles)
        self.rows = Rows(lambda number: self._run(lambda: self.select(self._page * PAGE + number)))
        ...
