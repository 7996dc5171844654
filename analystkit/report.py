"""A notebook rerun with parameters and written as one HTML page: no scripts, nothing fetched, fit for print.

The kernel is always the interpreter that runs this code, whatever ``python3`` means elsewhere on the machine.
It reads no start-up files of the user and imports nothing from the current folder. The page holds no clock,
random id or path of the machine, so the same articles give the same page byte for byte.
"""

import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import numpy as np
import pandas as pd
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbconvert import TemplateExporter
from papermill import PapermillExecutionError, execute_notebook, inspect_notebook
from traitlets import default

from analystkit.errors import ReportError, SourceError
from analystkit.readers import read_files
from analystkit.records import Article, Skipped

__all__ = ["SUMMARY", "Report", "copy_notebooks", "run_report"]

SUMMARY = "application/vnd.analystkit.summary+json"
"""The MIME type under which a notebook hands over its counts: ``articles``, ``skipped`` and ``kinds``."""

PACKAGE = files("analystkit")

logging.getLogger("papermill").addHandler(logging.NullHandler())  # what it would print, a ReportError says


@dataclass(frozen=True)
class Report:
    """A finished report: where it lies and what it counted.

    Examples
    --------
    >>> print(Report(Path("report.html"), articles=1, kinds={"personnel": 3, "ship": 1}))
    report.html
    1 article read, 0 files left out, 4 figures: 3 personnel, 1 ship
    """

    path: Path
    articles: int | None = None
    """None where the notebook did not say."""
    skipped: tuple[Skipped, ...] = ()
    kinds: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        if self.articles is None:
            return str(self.path)
        counts = [_count(self.articles, "article") + " read", _count(len(self.skipped), "file") + " left out"]
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.kinds.items())
        counts.append(_count(sum(self.kinds.values()), "figure") + (f": {kinds}" if kinds else ""))
        return f"{self.path}\n{', '.join(counts)}"


def run_report(
    source: str | Path | Iterable[str | Path],
    output: str | Path = "report.html",
    *,
    notebook: str | Path | None = None,
    parameters: Mapping[str, Any] | None = None,
    timeout: int = 600,
) -> Report:
    """Run a notebook on a source of articles and write it as one HTML file.

    Parameters
    ----------
    source : what ``read_articles`` takes; relative paths start in the current folder.
    output : where the page goes; ends in ``.html``.
    notebook : the notebook to run; without it, the report that comes with analystkit. It has one cell tagged
        ``parameters``, with a parameter ``source``.
    parameters : values for the other parameters: text, numbers, dates, paths, or lists and dicts of these.
    timeout : seconds that one cell may take.

    Raises
    ------
    SourceError : nothing is there under the names given.
    ReportError : an unknown parameter; an output that cannot be; or a cell that failed. What ran is kept
        beside the output as ``NAME.partial.ipynb``.

    Examples
    --------
    >>> run_report("seeds/", "report.pdf")
    Traceback (most recent call last):
    ...
    analystkit.errors.ReportError: report.pdf: a report is an HTML page; end its name in .html
    """
    paths = [str(source)] if isinstance(source, (str, Path)) else [str(one) for one in source]
    target, book = Path(output), Path(notebook or _shipped("notebooks") / "03_report.ipynb")
    _check_sources(paths)
    _check_output(target, paths)
    values = {"source": paths[0] if len(paths) == 1 else paths} | dict(parameters or {})
    run = _execute(book, {name: _literal(name, value) for name, value in values.items()}, target, timeout)
    target.write_text(_page(run, book.stem), encoding="utf-8", errors="backslashreplace", newline="\n")
    return _counted(target, run)


def copy_notebooks(folder: str | Path) -> Path:
    """Copy the notebooks and the articles they start from into a folder; what is there stays as it is.

    Parameters
    ----------
    folder : gets the folders ``notebooks`` and ``seeds``; it is made where it is missing.

    Raises
    ------
    OSError : it cannot be written.
    """
    for name in ("notebooks", "seeds"):
        for path in sorted(_shipped(name).iterdir()):
            copy = Path(folder, name, path.name)
            if path.is_file() and not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
    return Path(folder)


def _shipped(name: str) -> Path:
    """Return a folder that comes with the package: inside it when installed, beside it in a checkout."""
    package = Path(str(PACKAGE))
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


class _OwnKernels(KernelSpecManager):
    """Knows one kernel: with no folders to look in, ``python3`` is the interpreter that is running."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []


class _OwnKernel(AsyncKernelManager):
    """Starts that kernel, without the debugger's remark on frozen modules."""

    @default("kernel_spec_manager")
    def _own_kernels(self) -> KernelSpecManager:
        return _OwnKernels(parent=self)


def _check_sources(paths: list[str]) -> None:
    """Refuse here what holds no article at all: from inside a notebook the answer comes late and wrapped."""
    first: Skipped | None = None
    for result in read_files(paths):
        if isinstance(result, Article):
            return
        first = first or result
    if first is not None:
        raise SourceError(first.path, first.reason, first.step)


def _check_output(output: Path, sources: list[str]) -> None:
    """Refuse, before minutes of work, what cannot be written or would be read as an article next time."""
    if output.suffix.lower() not in (".html", ".htm"):
        raise ReportError(output, "a report is an HTML page", "end its name in .html")
    if not output.parent.is_dir():
        raise ReportError(output, f"there is no folder '{output.parent}'", "make it first")
    for source in sources:
        if Path(source).resolve() in (output.resolve(), *output.resolve().parents):
            raise ReportError(output, f"it would lie among the articles of '{source}'", "write it elsewhere")


def _literal(name: str, value: Any) -> Any:
    """Return a parameter as a cell can hold it: papermill writes a tuple as text, and fails on a date."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, Mapping):
        return {str(key): _literal(name, part) for key, part in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted((_literal(name, part) for part in value), key=str)
    if isinstance(value, (list, tuple, pd.Series, pd.Index)):
        return [_literal(name, part) for part in value]
    kinds = "text, a number, a date, a path, or a list or dict of these"
    raise ReportError(f"parameter '{name}'", f"a {type(value).__name__} cannot stand in a notebook", f"pass {kinds}")


def _execute(book: Path, values: dict[str, Any], output: Path, timeout: int) -> Any:
    """Run the notebook; where a cell fails, keep what was run beside the output."""
    node = nbformat.read(book, as_version=4)
    known = inspect_notebook(node)
    for name in sorted(values.keys() - known.keys()):
        raise ReportError(book.name, f"no parameter '{name}'", f"use one of: {', '.join(known) or 'none there'}")
    with TemporaryDirectory() as folder:
        part = Path(folder, "run.ipynb")
        try:
            return execute_notebook(
                node, part, values, kernel_name="python3", progress_bar=False, execution_timeout=timeout,
                kernel_manager_class=_OwnKernel, extra_arguments=_kernel_options(folder),
            )  # fmt: skip
        except (PapermillExecutionError, CellTimeoutError, DeadKernelError) as error:
            kept = output.with_name(f"{output.stem}.partial.ipynb")
            kept.write_bytes(part.read_bytes())
            cell = _failed_cell(nbformat.read(kept, as_version=4))
            raise ReportError(f"{book.name}, {cell}", _reason(error, timeout), f"look into {kept}") from error


def _kernel_options(folder: str) -> list[str]:
    """Keep out the start-up files of the user and the current folder, but not a checkout that runs uninstalled.

    A bar that shows how far the reading has come is no part of a page.
    """
    reach = f"import os, sys; sys.path.append({str(Path(str(PACKAGE)).parent)!r}); os.environ['TQDM_DISABLE'] = '1'"
    return [
        f"--ProfileDir.location={folder}",
        "--InteractiveShellApp.ignore_cwd=True",
        f"--InteractiveShellApp.exec_lines={reach}",
        "--log-level=CRITICAL",
    ]


def _failed_cell(node: Any) -> str:
    """Name the last cell that was started."""
    cells = [cell for cell in node.cells if cell.cell_type == "code"]
    started = [cell for cell in cells if cell.metadata.get("papermill", {}).get("start_time")]
    if not started:
        return "before its first cell"
    return f"code cell {cells.index(started[-1]) + 1} ({started[-1].source.strip().splitlines()[0]})"


def _reason(error: Exception, timeout: int) -> str:
    if isinstance(error, PapermillExecutionError):
        return f"{error.ename}: {(error.evalue.splitlines() or [''])[0]}"
    return f"still running after {timeout} seconds" if isinstance(error, CellTimeoutError) else "the kernel died"


def _page(run: Any, name: str) -> str:
    """Return the rerun notebook as one HTML page: its prose and outputs, not its code."""
    lines = [line for cell in run.cells if cell.cell_type == "markdown" for line in cell.source.splitlines()]
    title = next((line.removeprefix("# ") for line in lines if line.startswith("# ")), name)
    style = (PACKAGE / "data" / "report.css").read_text(encoding="utf-8")
    template = (PACKAGE / "data" / "report.html.j2").read_text(encoding="utf-8")
    exporter = TemplateExporter(raw_template=template)
    page, _ = exporter.from_notebook_node(run, resources={"title": title, "style": style})
    return str(page)


def _counted(path: Path, run: Any) -> Report:
    for cell in run.cells:
        for output in cell.get("outputs", []):
            if SUMMARY in output.get("data", {}):
                summary = output.data[SUMMARY]
                skipped = tuple(Skipped(**one) for one in summary["skipped"])
                return Report(path, int(summary["articles"]), skipped, dict(summary["kinds"]))
    return Report(path)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
