"""What was read before: the results of a file, kept in a folder by its content and the version of the reader.

An entry is called by a hash, so that no name from outside becomes a path. It is written aside and renamed once it
is whole: two processes may share a folder, and an interrupted reading goes on with the file it stopped at. Its last
line is the hash of the others: a damaged entry is read anew.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile
from typing import Any

from analystkit.errors import SourceError
from analystkit.readers import read_files
from analystkit.readers.sources import printable, reason_of
from analystkit.records import Article, Skipped

__all__ = ["open_cache", "read_kept", "reader_version"]

Result = Article | Skipped

PACKAGE = Path(__file__).parent
READ_BY = ("readers/**/*.py", "cleaning.py", "records.py", "tables.py", "text.py", "data/*.csv")
"""What decides how a file is read, beside the libraries."""

KINDS: dict[str, type[Article] | type[Skipped]] = {"article": Article, "skipped": Skipped}


def open_cache(folder: str | Path) -> Path:
    """Return a folder to keep results in; it is made where it is missing.

    Raises
    ------
    SourceError : it cannot be made or written.
    """
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path, prefix="."):
            return path
    except (OSError, ValueError) as error:
        raise SourceError(
            folder, f"no cache can be kept there ({reason_of(error)})", "name a folder of your own"
        ) from error


def read_kept(path: str, folder: Path) -> Iterator[Result]:
    """Yield the results of one file, from the folder where they were kept, else from the file; then they are kept.

    Parameters
    ----------
    path : a file; what is none, such as a missing one, is read and not kept.
    folder : as from ``open_cache``.
    """
    key = _key(path)
    entry = folder / key[:2] / f"{key[2:]}.jsonl" if key else None
    if entry is None:
        yield from read_files(path)
    elif _is_whole(entry):
        yield from _load(entry, path)
    else:
        yield from _store(entry, path)


@cache
def reader_version() -> str:
    """Return a hash of all that decides how a file is read: our own code and tables, and the libraries."""
    code = hashlib.sha256()
    for path in sorted(path for pattern in READ_BY for path in PACKAGE.glob(pattern)):
        code.update(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes())
    code.update(" ".join(_libraries()).encode())
    return code.hexdigest()


def _libraries() -> Iterator[str]:
    """Yield the libraries we may use and their versions: one that is installed later reads more."""
    try:
        needed = metadata.requires("analystkit") or []
    except metadata.PackageNotFoundError:
        return
    for name in sorted({found[0] for one in needed if (found := re.match(r"[\w.-]+", one))}):
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} missing"


def _key(path: str) -> str:
    """Return what a file's results are kept under, "" for what is no file or may not be read."""
    try:
        if not Path(path).is_file():
            return ""
        with Path(path).open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
    endings = "".join(PurePath(path).suffixes).lower()  # the ending may choose the reader
    key = f"{content} {endings} {reader_version()}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _is_whole(entry: Path) -> bool:
    total, last = hashlib.sha256(), b""
    try:
        with entry.open("rb") as lines:
            for line in lines:
                total.update(last)
                last = line
    except OSError:
        return False
    return last == total.hexdigest().encode() + b"\n"


def _load(entry: Path, path: str) -> Iterator[Result]:
    with entry.open(encoding="ascii") as lines:
        for line in lines:
            if line.startswith("{"):
                result = _result(json.loads(line))
                yield replace(result, path=printable(path) + result.path)


def _store(entry: Path, path: str) -> Iterator[Result]:
    entry.parent.mkdir(exist_ok=True)
    total = hashlib.sha256()
    part = NamedTemporaryFile("w", dir=entry.parent, prefix=".", delete=False, encoding="ascii", newline="\n")  # noqa: SIM115 -- it is renamed
    try:
        with part:
            for result in read_files(path):
                inner = result.path.removeprefix(printable(path))
                line = json.dumps(_plain(replace(result, path=inner))) + "\n"
                total.update(line.encode())
                part.write(line)
                yield result
            part.write(total.hexdigest() + "\n")
        Path(part.name).replace(entry)
    finally:
        Path(part.name).unlink(missing_ok=True)


def _plain(result: Result) -> dict[str, Any]:
    kind = next(name for name, record in KINDS.items() if isinstance(result, record))
    fields = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(result).items()}
    return {"kind": kind, **fields}


def _result(fields: dict[str, Any]) -> Result:
    values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in fields.items()}
    record = KINDS[values.pop("kind")]
    if values.get("published"):
        values["published"] = date.fromisoformat(values["published"])
    return record(**values)
