"""From what an analyst names, a path, a pattern, a folder, an address, an open file or a list, to open files."""

import codecs
import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path, PurePath
from typing import IO, BinaryIO, cast

from analystkit.errors import SourceError
from analystkit.readers.fetching import fetch, is_address
from analystkit.readers.streams import Reading, buffered

__all__ = ["Source", "find_files", "find_sources", "open_file", "printable", "reason_of"]

One = str | Path | IO[bytes] | IO[str]

Source = One | Iterable[One]
"""A path, a glob pattern, a folder, a web address, an open file, or any number of them."""

Opener = Callable[[], AbstractContextManager[BinaryIO]]

Found = list[tuple[str, SourceError | None]]
"""Paths, and for each what is already known to be wrong with it."""

NAMELESS = "open file"


def find_sources(source: Source, *, private: bool = False) -> Iterator[tuple[str, Opener]]:
    """Yield the path of everything a source names and what opens it: open files first, then in order of path.

    Parameters
    ----------
    source : as in ``read_files``.
    private : allow web addresses inside one's own network.
    """
    one = isinstance(source, str | PurePath) or hasattr(source, "read")
    named = [cast("One", source)] if one else list(cast("Iterable[One]", source))
    for file in named:
        if not isinstance(file, str | PurePath) and hasattr(file, "read"):
            name = getattr(file, "name", None)
            yield name if isinstance(name, str) else NAMELESS, partial(_borrowed, file)
    for path, problem in find_files([one for one in named if isinstance(one, str | os.PathLike)]):
        yield path, partial(_opened, path, problem, private)


def _opened(path: str, problem: SourceError | None, private: bool) -> AbstractContextManager[BinaryIO]:
    if problem:
        raise problem
    return nullcontext(fetch(path, private=private)) if is_address(path) else open_file(path)


def _borrowed(file: IO[bytes] | IO[str]) -> AbstractContextManager[BinaryIO]:
    """Return an open file as bytes; it stays open, since whoever opened it closes it."""
    is_text = isinstance(file.read(0), str)
    return nullcontext(buffered(_Encoded(cast("IO[str]", file))) if is_text else cast("BinaryIO", file))


class _Encoded(Reading):
    """The characters of an open text file as UTF-8, marked as such: what its content declares is past."""

    def __init__(self, file: IO[str]) -> None:
        self.file, self.mark, self.waiting = file, codecs.BOM_UTF8, b""

    def take(self, size: int) -> bytes:
        if not self.waiting:
            try:
                text = self.file.read(size)
            except UnicodeDecodeError as error:
                name = str(getattr(self.file, "name", NAMELESS))
                raise SourceError(name, "it was opened as text, and is none", 'open it with mode "rb"') from error
            self.waiting, self.mark = (self.mark + text.encode("utf-8", "replace") if text else b""), b""
        chunk, self.waiting = self.waiting[:size], self.waiting[size:]
        return chunk


def find_files(source: str | Path | Iterable[str | Path]) -> Found:
    """Return the files that a source names, each once, in order of path, and what could not be found.

    A folder is read with its subfolders, without files called README, without files and folders whose names
    begin with a dot, and without following links to folders, which may lead in circles. A file that is named
    outright is taken whatever it is called.

    Examples
    --------
    >>> find_files("seeds/russia-*.txt")
    [('seeds/russia-belarus-nato-2021-09-28.txt', None)]
    """
    named = [source] if isinstance(source, str | PurePath) else source
    found = {path: problem for one in named for path, problem in _expand(os.fspath(one))}
    return sorted(found.items(), key=lambda item: item[0])


def open_file(path: str) -> BinaryIO:
    """Return a file open for reading bytes.

    Raises
    ------
    SourceError : it is missing, may not be read, or is no file at all.
    """
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise SourceError(path, "it is no ordinary file", "name a file")
        return Path(path).open("rb")
    except PermissionError as error:
        raise SourceError(path, "it may not be read", "ask its owner for permission to read it") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        link = Path(path).is_symlink()
        found = "it is a link to a file that is gone" if link else "there is no such file"
        raise SourceError(path, found, "restore the file or remove the link" if link else SPELLING) from error
    except (OSError, ValueError) as error:
        raise SourceError(path, f"it could not be read ({reason_of(error)})", "copy it elsewhere and retry") from error


def printable(path: str) -> str:
    """Return a path that can be printed: file names need not be valid text; a table and a page need it."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def reason_of(error: Exception) -> str:
    """Return what the operating system said of a failure."""
    return str(getattr(error, "strerror", None) or error).lower()


SPELLING = "check the spelling; a path starts from the folder that Python runs in"


def _expand(path: str) -> Found:
    if is_address(path):
        return [(path, None)]
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
        because = f"the folder could not be read ({reason_of(error)})"
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
