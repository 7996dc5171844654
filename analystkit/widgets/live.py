"""The life of a panel: one for each key, its callbacks guarded, its whole tree closed with it."""

from typing import Any, Protocol

from ipywidgets import Widget

__all__ = ["cell_key", "close_tree", "keep_one"]


class Closable(Protocol):
    """Anything with ``close()``."""

    def close(self) -> None:
        """Let go of everything."""


LIVE: dict[str, Closable] = {}


def keep_one(key: str, panel: Closable) -> None:
    """Make a panel the one of its key and close the former: a rerun cell leaves no callbacks behind.

    Without a key nothing is closed: a notebook run from its first cell to its last runs each one once.
    """
    if not key:
        return
    former = LIVE.pop(key, None)
    if former is not None:
        former.close()
    LIVE[key] = panel


def cell_key() -> str:
    """Return the id of the running notebook cell, "" where there is none or the front end does not tell."""
    from IPython import get_ipython

    parent: dict[str, Any] = getattr(get_ipython(), "get_parent", dict)()
    return str(parent.get("metadata", {}).get("cellId", ""))


def close_tree(widget: Widget) -> None:
    """Close a widget, its children, and the layouts and styles they were made with."""
    for child in getattr(widget, "children", ()):
        close_tree(child)
    widget.unobserve_all()
    for part in (getattr(widget, "layout", None), getattr(widget, "style", None), widget):
        if part is not None:
            part.close()
