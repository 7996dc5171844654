"""Live panels around a frame and a chart; each shows a still of itself where no kernel runs.

``explorer`` filters figures, draws them, lists them, and leads from a figure to its sentence in its article.
"""

from analystkit.widgets.panel import Explorer, explorer

__all__ = ["Explorer", "explorer"]
