"""The errors raised on purpose: each names the thing, what was found, and the next step."""

from collections.abc import Iterable

__all__ = ["AnalystkitError", "ColumnError", "ReportError", "SourceError", "TableError"]


class AnalystkitError(Exception):
    """Base of every error raised on purpose.

    Parameters
    ----------
    thing : what it is about: a file, a frame, a table.
    found : what was found there.
    step : what to do next.

    Examples
    --------
    >>> print(AnalystkitError("seeds/a.txt", "the file is empty", "remove it or fetch it again"))
    seeds/a.txt: the file is empty; remove it or fetch it again
    """

    def __init__(self, thing: object, found: str, step: str) -> None:
        self.thing, self.found, self.step = str(thing), found, step
        super().__init__(f"{self.thing}: {found}; {step}")


class SourceError(AnalystkitError):
    """A file, folder or frame that articles were to be read from could not be read."""


class TableError(AnalystkitError):
    """A row of a data table does not fit its header."""


class ReportError(AnalystkitError):
    """A notebook could not be run to its end as a report."""


class ColumnError(AnalystkitError):
    """A frame lacks columns.

    Examples
    --------
    >>> print(ColumnError("figures", missing=["best"], found=["Best", "unit"]))
    figures: no column 'best' (found: Best, unit); rename or add it
    """

    def __init__(self, thing: object, missing: Iterable[str], found: Iterable[str]) -> None:
        self.missing, self.columns = list(missing), [str(name) for name in found]
        names = ", ".join(f"'{name}'" for name in self.missing)
        listed = ", ".join(self.columns) or "none"
        it = "it" if len(self.missing) == 1 else "them"
        column = "column" if len(self.missing) == 1 else "columns"
        super().__init__(thing, f"no {column} {names} (found: {listed})", f"rename or add {it}")
