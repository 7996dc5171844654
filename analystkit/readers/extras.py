"""Libraries that only some formats need: loaded when the first such file is read, named where they are missing."""

from importlib import import_module
from typing import Any

from analystkit.errors import SourceError

__all__ = ["load_extra"]


def load_extra(module: str, extra: str, path: str) -> Any:
    """Return a library that is installed on demand.

    Parameters
    ----------
    module : the name by which it is imported.
    extra : the extra of this package that brings it.
    path : the file that needs it.

    Raises
    ------
    SourceError : it is not installed; the next step is the command that does so.

    Examples
    --------
    >>> load_extra("no_such_library", "pdf", "a.pdf")
    Traceback (most recent call last):
    ...
    analystkit.errors.SourceError: a.pdf: reading it needs no_such_library; run: python -m pip install "analystkit[pdf]"
    """
    try:
        return import_module(module)
    except ImportError as error:
        needed = module.partition(".")[0]
        raise SourceError(
            path, f"reading it needs {needed}", f'run: python -m pip install "analystkit[{extra}]"'
        ) from error
