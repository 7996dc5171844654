"""The table of a panel: a page of rows, each a button with the figure and its cells, reached by mouse or keyboard."""

from collections.abc import Callable, Iterable

import ipywidgets
import pandas as pd

from analystkit.charts.wording import actor_names, claimants, day_text, escape, figure_text, legible, publishers

__all__ = ["PAGE", "Rows", "to_words"]

FIGURE, *HEADS = COLUMNS = ("Figure", "Whose", "Who says so", "Published", "Outlet")
PAGE = 6


def to_words(figures: pd.DataFrame, articles: pd.DataFrame | None) -> pd.DataFrame:
    """Return figures as the words of a table, one row each, not yet escaped."""
    days = figures["published"].map(day_text, na_action="ignore")
    texts = [figure_text(figure) for _, figure in figures.iterrows()]
    outlets = publishers(figures, articles).map(legible)
    columns: tuple[Iterable[str], ...] = (
        texts,
        actor_names(figures),
        claimants(figures, articles),
        days.fillna(""),
        outlets,
    )
    return pd.DataFrame({name: list(words) for name, words in zip(COLUMNS, columns, strict=True)}, dtype="str")


class Rows:
    """A fixed number of rows, filled anew for each page; ``choose`` gets the number of the row on its page."""

    def __init__(self, choose: Callable[[int], None]) -> None:
        self.buttons = [ipywidgets.Button(tooltip="Show the sentence in its article") for _ in range(PAGE)]
        self._cells = [ipywidgets.HTML() for _ in range(PAGE)]
        pairs = zip(self.buttons, self._cells, strict=True)
        self._rows = [ipywidgets.HBox(pair, _dom_classes=["ak-row"]) for pair in pairs]
        head = ipywidgets.HTML(f'<div class="ak-head"><span>{FIGURE}</span>{_spans(HEADS)}</div>')
        self.widget = ipywidgets.VBox([head, *self._rows], _dom_classes=["ak-rows"])
        for number, button in enumerate(self.buttons):
            button.on_click(lambda _, number=number: choose(number))

    def show(self, words: pd.DataFrame, chosen: int | None) -> None:
        """Show one page of words, the chosen row marked."""
        lines = words.to_dict("records")
        for number, row in enumerate(self._rows):
            row.layout.display = "" if number < len(lines) else "none"
            row._dom_classes = ("ak-row", "ak-chosen") if number == chosen else ("ak-row",)
            line = lines[number] if number < len(lines) else dict.fromkeys(COLUMNS, "")
            self.buttons[number].description = line[FIGURE]
            self._cells[number].value = _spans([line[head] for head in HEADS])


def _spans(cells: list[str]) -> str:
    shown = "".join(f'<span title="{escape(cell)}">{escape(cell)}</span>' for cell in cells)
    return f'<div class="ak-cells">{shown}</div>'
