"""What one axis can hold: counts of one kind, or measures of one kind in one unit."""

import pandas as pd

from analystkit import tables
from analystkit.errors import AnalystkitError
from analystkit.frames import require

__all__ = ["MixedKindsError", "by_frequency", "split_by_subject", "subject_of"]


class MixedKindsError(AnalystkitError, ValueError):
    """Figures of different nature were to be drawn on one axis.

    Examples
    --------
    >>> print(MixedKindsError(["money (USD)", "ships"]))
    figures: several kinds on one axis (money (USD), ships); filter to one kind, and one unit of a measure
    """

    def __init__(self, subjects: list[str]) -> None:
        self.subjects = subjects
        found = f"several kinds on one axis ({', '.join(subjects)})"
        super().__init__("figures", found, "filter to one kind, and one unit of a measure")


def split_by_subject(figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Split figures into frames that one axis can hold, the largest first.

    Parameters
    ----------
    figures : a frame with ``kind`` and ``unit``.

    Returns
    -------
    Dict from a subject ("ships", "money (USD)") to its figures, in the order of the frame.

    Raises
    ------
    ColumnError : a column is missing.

    Examples
    --------
    >>> figures = pd.DataFrame({"kind": ["money", "ship", "money"], "unit": ["USD", "frigate", "USD"]})
    >>> {subject: len(frame) for subject, frame in split_by_subject(figures).items()}
    {'money (USD)': 2, 'ships': 1}
    """
    figures = require(figures, ["kind", "unit"], thing="figures")
    subjects = _subjects(figures)
    return {subject: figures[subjects == subject] for subject in by_frequency(subjects)}


def by_frequency(names: pd.Series) -> list[str]:
    """Return the distinct names, the most frequent first, equals by name."""
    counts = names.value_counts()
    return sorted(counts.index, key=lambda name: (-counts[name], name))


def subject_of(figures: pd.DataFrame) -> str:
    """Return the one subject of a frame, "figures" where it is empty; raise where there are several."""
    subjects = list(split_by_subject(figures))
    if len(subjects) > 1:
        raise MixedKindsError(subjects)
    return subjects[0] if subjects else "figures"


def _subjects(figures: pd.DataFrame) -> pd.Series:
    pairs = zip(figures["kind"], figures["unit"], strict=True)
    return pd.Series([_subject(kind, unit) for kind, unit in pairs], index=figures.index, dtype="str")


def _subject(kind: object, unit: object) -> str:
    if not isinstance(kind, str):
        return "figures of no stated kind"
    label = tables.mapping("kinds", "kind", "label").get(kind, kind.replace("_", " "))
    if kind in tables.column("kinds", "kind", counts="no"):
        return f"{label} ({unit})" if isinstance(unit, str) else f"{label} (no unit)"
    return label
