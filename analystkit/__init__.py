"""analystkit: reported figures from articles, as rows that can be trusted, traced, compared and charted.

>>> import analystkit as ak
>>> articles = ak.read_articles("seeds/russia-belarus-nato-2021-09-28.txt")
>>> figures = ak.extract_figures(articles)
>>> figures.loc[figures["kind"] == "ship", ["number", "unit", "actor", "place"]]
  number     unit     actor        place
4     20  warship  [Russia]  [Black Sea]

Then ``ak.charts.figures_by_actor(figures)`` draws them, ``ak.widgets.explorer(figures, articles)`` opens a live
panel in JupyterLab, and ``ak.run_report("seeds/")`` writes one offline HTML page.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analystkit import charts, widgets
    from analystkit.errors import AnalystkitError
    from analystkit.explanations import explain_figure
    from analystkit.figures import find_figures
    from analystkit.frames import extract_figures
    from analystkit.numerals import find_numbers
    from analystkit.reading import iter_articles, list_skipped, read_articles
    from analystkit.report import run_report

__version__ = "0.1.0"

__all__ = [
    "AnalystkitError",
    "charts",
    "explain_figure",
    "extract_figures",
    "find_figures",
    "find_numbers",
    "iter_articles",
    "list_skipped",
    "read_articles",
    "run_report",
    "widgets",
]

_HOMES = {
    "AnalystkitError": "errors",
    "explain_figure": "explanations",
    "extract_figures": "frames",
    "find_figures": "figures",
    "find_numbers": "numerals",
    "iter_articles": "reading",
    "list_skipped": "reading",
    "read_articles": "reading",
    "run_report": "report",
}


def __getattr__(name: str) -> Any:
    """Load a public name where it is first used: importing the package loads neither pandas nor nltk."""
    if name in _HOMES:
        return getattr(import_module(f"analystkit.{_HOMES[name]}"), name)
    if name in ("charts", "widgets"):
        return import_module(f"analystkit.{name}")
    raise AttributeError(f"module 'analystkit' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
