"""The command line: thin commands around the public functions.

Each imports what it needs when it runs, so that ``--help`` answers at once. An error is one line without a
traceback, and exit code 2; files left out are named one a line, and do not stop the good ones.
"""

import argparse
import io
import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

from analystkit import __version__
from analystkit.errors import AnalystkitError

if TYPE_CHECKING:
    import pandas as pd

    from analystkit.records import Skipped

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 after an error.

    Parameters
    ----------
    arguments : what follows the program's name; without it, what the shell passed.
    """
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code: int = options.command(options)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"analystkit: {error.filename or 'output'}: {error.strerror}; choose another place", file=sys.stderr)
        return 2
    except AnalystkitError as error:
        print("analystkit:", *str(error).splitlines(), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="analystkit", description="Reported figures from articles.")
    parser.add_argument("--version", action="version", version=f"analystkit {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    tables, page = "a .csv or .jsonl file; without it, CSV goes to the screen", "default: report.html"
    for name, command, line, output in (
        ("report", _report, "write one HTML page: what the articles report", page),
        ("figures", _figures, "write the table of figures", tables),
        ("articles", _articles, "write the table of articles", tables),
    ):
        one = commands.add_parser(name, help=line, description=_sentence(line))
        one.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or a pattern")
        one.add_argument("-o", "--output", metavar="FILE", help=output)
        one.set_defaults(command=command)
    line = "open JupyterLab on your own copy of the notebooks"
    lab = commands.add_parser("lab", help=line, description=_sentence(line))
    lab.add_argument("--folder", default="analystkit-lab", help="where the copy is; default: analystkit-lab")
    lab.add_argument("options", nargs="*", metavar="-- OPTION", help="options of JupyterLab")
    lab.set_defaults(command=_lab)
    return parser


class _Parser(argparse.ArgumentParser):
    """A parser whose errors take one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and what to do, and exit with 2."""
        self.exit(2, f"analystkit: {message}; see {self.prog} --help\n")


def _sentence(line: str) -> str:
    return f"{line[:1].upper()}{line[1:]}."


def _report(options: argparse.Namespace) -> int:
    from analystkit.report import run_report

    report = run_report(options.paths, options.output or "report.html")
    print(report)
    _tell_skipped(report.skipped)
    return 0


def _figures(options: argparse.Namespace) -> int:
    from analystkit.export import check_ending
    from analystkit.frames import extract_figures

    check_ending(options.output or ".csv")
    return _write(extract_figures(_read(options.paths, extract=False)), options.output)


def _articles(options: argparse.Namespace) -> int:
    from analystkit.export import check_ending

    check_ending(options.output or ".csv")
    return _write(_read(options.paths, extract=True), options.output)


def _lab(options: argparse.Namespace) -> int:
    from analystkit.report import copy_notebooks

    folder = copy_notebooks(options.folder)
    print(f"Your notebooks are in {folder}", flush=True)
    start = "/lab/tree/notebooks/01_read_articles.ipynb"
    command = ["-m", "jupyterlab", f"--ServerApp.root_dir={folder.resolve()}", f"--LabApp.default_url={start}"]
    own = os.environ | {"JUPYTER_PREFER_ENV_PATH": "1"}
    os.execve(sys.executable, [sys.executable, *command, *options.options], own)  # so that Ctrl-C is JupyterLab's own


def _read(paths: list[str], *, extract: bool) -> "pd.DataFrame":
    from analystkit.reading import SkippedFilesWarning, read_articles
    from analystkit.records import Skipped

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkippedFilesWarning)
        articles = read_articles(list(paths), extract=extract)
    _tell_skipped(Skipped(**one) for one in articles.attrs["skipped"])
    return articles


def _write(frame: "pd.DataFrame", output: str | None) -> int:
    from analystkit.export import format_rows, write_table

    if output is None:
        sys.stdout.writelines(format_rows(frame, ".csv"))
    else:
        rows = "row" if len(frame) == 1 else "rows"
        print(f"{write_table(frame, output)}: {len(frame):,} {rows}")
    return 0


def _tell_skipped(skipped: "Iterable[Skipped]") -> None:
    for one in skipped:
        line = f"left out: {one.path}: {one.reason}; {one.step}"
        print(*line.splitlines(), file=sys.stderr)
