"""The explorer: filters, a chart, the table under it, and the way from a figure to its sentence."""

from collections.abc import Callable
from typing import Any

import ipywidgets
import pandas as pd

from analystkit import charts
from analystkit.charts.wording import count, escape
from analystkit.frames import FIGURES, require
from analystkit.widgets.filters import BY_ACTOR, OVER_TIME, Filters
from analystkit.widgets.highlight import detail
from analystkit.widgets.listing import PAGE, Rows, to_words
from analystkit.widgets.live import cell_key, close_tree, keep_one
from analystkit.widgets.still import still_of
from analystkit.widgets.style import STYLE

__all__ = ["Explorer", "explorer"]

DRAW = {BY_ACTOR: charts.figures_by_actor, OVER_TIME: charts.figures_over_time}


def explorer(figures: pd.DataFrame, articles: pd.DataFrame | None = None, *, key: str | None = None) -> "Explorer":
    """Open a panel to filter figures, draw them, and read each one in its sentence.

    Parameters
    ----------
    figures : a frame with the columns of figures.
    articles : their articles; without them the panel shows sentences alone.
    key : one panel lives for each key, a new one closes the former. None takes the notebook cell, so a rerun
        replaces its panel; name keys where one cell opens several panels.

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
        figures = require(figures, FIGURES, thing="figures")
        if articles is not None:
            articles = require(articles, ["article", "text"], thing="articles")
        self.figures, self.articles = figures, articles
        numbered = figures.reset_index(drop=True)
        self._shown, self._page, self._busy, self._image = numbered, 0, False, ""
        self._chosen: int | None = None
        self.filters = Filters(charts.split_by_subject(numbered) or {"figures": numbered}, articles)
        self._build()
        self._connect()
        self._run(self._refresh)

    @property
    def filtered(self) -> pd.DataFrame:
        """The figures that the filters keep, with the index they came with."""
        return self.figures.iloc[self._shown.index]

    @property
    def selected(self) -> dict[str, Any] | None:
        """The figure whose sentence is shown, column by column; None where none is."""
        return None if self._chosen is None else _record(self.figures.iloc[self._chosen])

    def select(self, position: int | None) -> None:
        """Show the sentence of the figure at a position of ``filtered``, counted from 0; None shows none.

        Raises
        ------
        IndexError : ``filtered`` has no such position.
        """
        self._chosen = None if position is None else int(self._shown.index[position])
        self._page = self._page if position is None else position // PAGE
        self._show_rows()

    def close(self) -> None:
        """Close every widget of the panel; ``filtered`` and ``selected`` stay readable."""
        close_tree(self.widget)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Return the live view and a still of it: the still shows where no kernel runs."""
        bundle: dict[str, Any] = self.widget._repr_mimebundle_(**kwargs) or {}
        return bundle | {"text/html": still_of(self._shown, self.articles, self._image)}

    def _build(self) -> None:
        self.rows = Rows(lambda number: self._run(lambda: self.select(self._page * PAGE + number)))
        self.earlier, self.later = (ipywidgets.Button(description=name) for name in ("Previous", "Next"))
        self.status, self.message, self.chart, self.place, self.reading = (ipywidgets.HTML() for _ in range(5))
        pager = ipywidgets.HBox([self.earlier, self.later, self.place], _dom_classes=["ak-pager"])
        top = [ipywidgets.HTML(STYLE), self.filters.widget, self.message, self.status]
        parts = [*top, self.chart, self.rows.widget, pager, self.reading]
        self.widget = ipywidgets.VBox(parts, _dom_classes=["ak-panel"])

    def _connect(self) -> None:
        """Wire each control once; what a callback changes itself fires no further callback."""
        self.filters.kind.observe(lambda _: self._run(self._change_kind), "value")
        for control in self.filters.observed:
            control.observe(lambda _: self._run(self._refresh), "value")
        self.filters.clear.on_click(lambda _: self._run(self._clear))
        self.earlier.on_click(lambda _: self._run(lambda: self._turn(-1)))
        self.later.on_click(lambda _: self._run(lambda: self._turn(1)))

    def _run(self, step: Callable[[], None]) -> None:
        """Take one step; an error shows in the panel, since a callback has no cell to show it in."""
        if self._busy:
            return
        self._busy, self.message.value = True, ""
        try:
            step()
        except Exception as error:
            words = f"{type(error).__name__}: {error}"
            self.message.value = f'<p class="ak-message" role="alert">{escape(words)}</p>'
        finally:
            self._busy = False

    def _change_kind(self) -> None:
        self.filters.offer()
        self._refresh()

    def _clear(self) -> None:
        self.filters.reset()
        self._refresh()

    def _turn(self, pages: int) -> None:
        self._page += pages
        self._show_rows()

    def _refresh(self) -> None:
        """Filter anew, and draw what is kept."""
        self._shown = self.filters.keep()
        self._page = 0
        if self._chosen not in self._shown.index:
            self._chosen = None
        self._image = charts.render_image(DRAW[self.filters.chart.value](self._shown, articles=self.articles))
        self.chart.value = f'<div class="ak-chart" role="region" aria-label="Chart" tabindex="0">{self._image}</div>'
        self._show_rows()

    def _show_rows(self) -> None:
        """Fill the page of the table, the sentence under it, and the line that says what is shown."""
        first, total = self._page * PAGE, len(self._shown)
        page = self._shown.iloc[first : first + PAGE]
        chosen = page.index.tolist().index(self._chosen) if self._chosen in page.index else None
        self.rows.show(to_words(page, self.articles), chosen)
        self.earlier.disabled, self.later.disabled = first == 0, first + PAGE >= total
        self.place.value = f"{first + 1}–{first + len(page)} of {total}" if total else ""
        figure = self.selected
        self.reading.value = "" if figure is None else detail(figure, self._article(figure))
        self.status.value = self._status()

    def _status(self) -> str:
        words = f"{len(self._shown)} of {count(len(self.filters.figures()), 'figure')}"
        undated = int(self._shown["published"].isna().sum())
        if undated:
            words += f", {undated} of them without a date of publication"
        hint = "Choose a figure in the table to read its sentence." if len(self._shown) else ""
        figure = (self.selected or {}).get("figure")
        state = (self.filters.kind.value, self.filters.chart.value, len(self._shown), self._page + 1, figure)
        named = escape("|".join(map(str, state)))
        return f'<p class="ak-status" data-state="{named}">{words} <span class="ak-note">{hint}</span></p>'

    def _article(self, figure: dict[str, Any]) -> dict[str, Any] | None:
        if self.articles is None:
            return None
        rows = self.articles[self.articles["article"] == figure["article"]]
        return None if rows.empty else _record(rows.iloc[0])


def _record(row: pd.Series) -> dict[str, Any]:
    return {str(name): value for name, value in row.items()}
