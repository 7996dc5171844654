"""Charts of reported figures: frame in, matplotlib Axes out.

A chart drawn without ``ax`` shows itself as the last line of a notebook cell, as a picture with an alt text made
from the data. Nothing here touches pyplot, so nothing stays open.
"""

from analystkit.charts.actors import figures_by_actor
from analystkit.charts.picture import Chart, render_image
from analystkit.charts.subjects import MixedKindsError, split_by_subject
from analystkit.charts.timeline import figures_over_time
from analystkit.charts.wording import describe_figures, source_note

__all__ = [
    "Chart",
    "MixedKindsError",
    "describe_figures",
    "figures_by_actor",
    "figures_over_time",
    "render_image",
    "source_note",
    "split_by_subject",
]
