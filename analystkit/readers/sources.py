"""From what an analyst names, a path, a list, a pattern or a folder, to files in order of path."""

import glob
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from analystkit.errors import SourceError

__all__ = ["LARGEST", "Source", "find_files", "load_file"]

Source = str | Path | Iterable[str | Path]
"""A path, a glob pattern, a folder, or any number of them."""

Found = list[tuple[str, SourceError | None]]
"""Paths, and for each what is already known to be wrong with it."""

LARGEST = 50_000_000
"""Bytes above which a file is no article: it is left unread."""


def find_files(source: Source) -> Found:
    """Return the files that a source names, each once, in order of path, and what could not be found.

    A folder is read with its subfolders, without files called README, without files and folders whose names
    begin with a dot, and without following links to folders, which may lead in circles. A file that is named
    outright is taken whatever it is called.

    Examples
    --------
    >>> find_files("seeds/russia-*.txt")
    [('seeds/russia-belarus-nato-2021-09-28.txt', None)]
    """
    named = [source] if isinstance(source, str | PurePath) else list(source)
    found = {path: problem for one in named for path, problem in _expand(os.fspath(one))}
    return sorted(found.items(), key=lambda item: item[0])


def load_file(path: str) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    SourceError : it is missing, may not be read, is too large, or is no file at all.
    """
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(path, "it is no ordinary file", "name a file")
        if status.st_size > LARGEST:
            size = f"it has {status.st_size:,} bytes, more than {LARGEST:,}"
            raise SourceError(path, size, "split it into one file per article")
        return Path(path).read_bytes()
    except PermissionError as error:
        raise SourceError(path, "it may not be read", "ask its owner for permission to read it") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        link = Path(path).is_symlink()
        found = "it is a link to a file that is gone" if link else "there is no such file"
        raise SourceError(path, found, "restore the file or remove the link" if link else SPELLING) from error
    except (OSError, ValueError) as error:
        raise SourceError(path, f"it could not be read ({_because(error)})", "copy it elsewhere and retry") from error


SPELLING = "check the spelling; a path starts from the folder that Python runs in"


def _expand(path: str) -> Found:
    if _exists(path, Path.is_dir):
        return _walk(path) or _nothing(path, "it holds no files to read", "name a folder with articles in it")
    if glob.has_magic(path) and not _exists(path, Path.exists):
        return _matches(path) or _nothing(path, "no file matches it", "check the pattern, or name the folder")
    return [(_posix(path), None)]


def _nothing(path: str, found: str, step: str) -> Found:
    return [(_posix(path), SourceError(_posix(path), found, step))]


def _matches(pattern: str) -> Found:
    found: Found = []
    for path in glob.iglob(pattern, recursive=True):  # noqa: PTH207 -- Path.glob takes no absolute pattern
        if _exists(path, Path.is_dir):
            found += _walk(path)
        elif not _is_passed_over(Path(path).name):
            found.append((_posix(path), None))
    return found


def _walk(folder: str) -> Found:
    refused: list[OSError] = []
    found: Found = []
    for parent, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [(_posix(str(Path(parent, name))), None) for name in files if not _is_passed_over(name)]
    for error in refused:
        because = f"the folder could not be read ({_because(error)})"
        found += _nothing(os.fsdecode(error.filename), because, "ask its owner for permission to read it")
    return found


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.upper().partition(".")[0] == "README"


def _exists(path: str, test: Callable[[Path], bool]) -> bool:
    """Ask about a path that may be no path at all: a whole article given for one is too long a name."""
    try:
        return bool(path) and test(Path(path))
    except (OSError, ValueError):
        return False


def _posix(path: str) -> str:
    return PurePath(path).as_posix() if path else path


def _because(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).lower()
