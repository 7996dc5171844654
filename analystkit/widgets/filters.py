"""The controls of a panel and the figures they keep: subject, actors, sources, days, and the chart."""

from collections.abc import Iterable, Mapping

import ipywidgets
import numpy as np
import pandas as pd

from analystkit.charts.subjects import by_frequency
from analystkit.charts.wording import actors_of, claimants, day_text, legible, single_actors

__all__ = ["BY_ACTOR", "OVER_TIME", "Filters"]

BY_ACTOR, OVER_TIME = "By actor", "Over time"


class Filters:
    """Controls over figures split by subject. Nothing chosen in a list keeps all; an undated figure is kept."""

    def __init__(self, subjects: Mapping[str, pd.DataFrame], articles: pd.DataFrame | None) -> None:
        self._subjects, self._articles = subjects, articles
        kinds = [(f"{legible(name)} ({len(frame)})", name) for name, frame in subjects.items()]
        self.kind = ipywidgets.Dropdown(options=kinds, description="Kind")
        self.chart = ipywidgets.ToggleButtons(options=[BY_ACTOR, OVER_TIME], description="Chart")
        self.actors = ipywidgets.SelectMultiple(description="Whose (none chosen: all)")
        self.sources = ipywidgets.SelectMultiple(description="Who says so (none chosen: all)")
        self.days = _day_slider(subjects.values())
        self.clear = ipywidgets.Button(description="Clear filters")
        controls = [self.kind, *self.observed, self.clear]
        self.widget = ipywidgets.Box(controls, _dom_classes=["ak-filters"])
        self.offer()

    @property
    def observed(self) -> list[ipywidgets.Widget]:
        """The controls whose value narrows or redraws the present subject."""
        return [self.chart, *([self.days] if self.days else []), self.actors, self.sources]

    def offer(self) -> None:
        """Offer the actors and the sources of the present subject, with how many figures each has."""
        figures = self.figures()
        self.actors.options = _counted(single_actors(figures))
        self.sources.options = _counted(claimants(figures, self._articles))

    def reset(self) -> None:
        """Choose nothing in the lists and all days."""
        self.actors.value = self.sources.value = ()
        if self.days:
            self.days.index = (0, len(self.days.options) - 1)

    def figures(self) -> pd.DataFrame:
        """Return all figures of the present subject."""
        return self._subjects[self.kind.value]

    def keep(self) -> pd.DataFrame:
        """Return the figures of the present subject that every control keeps."""
        figures = self.figures()
        kept = np.ones(len(figures), dtype=bool)
        if self.actors.value:
            kept &= [not set(actors_of(actor)).isdisjoint(self.actors.value) for actor in figures["actor"]]
        if self.sources.value:
            kept &= claimants(figures, self._articles).isin(self.sources.value).to_numpy()
        if self.days:
            published = figures["published"].dt.normalize()
            kept &= (published.between(*self.days.value) | published.isna()).to_numpy()
        return figures[kept]


def _counted(names: pd.Series) -> list[tuple[str, str]]:
    counts = names.value_counts()
    return [(f"{legible(name)} ({counts[name]})", name) for name in by_frequency(names)]


def _day_slider(frames: Iterable[pd.DataFrame]) -> ipywidgets.SelectionRangeSlider | None:
    """Return a slider over the days of publication, None where there are not two: a slider needs two ends."""
    days = pd.concat([frame["published"] for frame in frames]).dropna().dt.normalize().drop_duplicates().sort_values()
    if len(days) <= 1:
        return None
    options = [(day_text(day), day) for day in days]
    return ipywidgets.SelectionRangeSlider(
        options=options, index=(0, len(options) - 1), description="Published", continuous_update=False
    )
