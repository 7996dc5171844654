"""A report is one page that needs nothing else, is always the same, and trusts nothing that it shows."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest

from analystkit.errors import AnalystkitError, ReportError, SourceError
from analystkit.report import SUMMARY, Report, run_report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
ARTICLES = {
    "a.txt": "Poland moves\n\n3 May 2021\n\nPoland sent 300 soldiers to Latvia on Monday, a spokesperson said.\n",
    "b.txt": "Ships leave\n\n4 May 2021\n\nAbout 20 Russian warships left Sevastopol.\n",
    f"{HOSTILE.replace('/', '')}.txt": f"A title {HOSTILE}\n\n5 May 2021\n\nAt least 12 tanks {HOSTILE} left Kursk.\n",
    "empty.txt": "",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A working folder with ``news``, one of whose articles is hostile."""
    here = tmp_path_factory.mktemp("report")
    (here / "news").mkdir()
    for name, text in ARTICLES.items():
        (here / "news" / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        yield here


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return run_report("news", folder / "report.html")


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    return report.path.read_text("utf-8")


class Elements(HTMLParser):
    """Every start tag of a page with its attributes, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def notebook(path: Path, *cells: str, parameters: str | None = 'source = "."') -> Path:
    """Write a notebook with these code cells after a parameters cell."""
    made = [nbformat.v4.new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells)]
    if parameters is not None:
        tag = {"tags": ["parameters"]}
        made.insert(0, nbformat.v4.new_code_cell(parameters, id="parameters", metadata=tag))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=kernel), path)
    return path


def printed(tmp_path: Path, *cells: str, **options: Any) -> str:
    """Run cells as a report and return the words of the page."""
    made = run_report("news", tmp_path / "r.html", notebook=notebook(tmp_path / "n.ipynb", *cells), **options)
    return Elements(made.path.read_text("utf-8")).words


def test_the_summary_counts_what_was_read(report: Report) -> None:
    assert (report.articles, report.kinds) == (3, {"personnel": 1, "ship": 1, "ground_vehicle": 1})
    assert [one.path for one in report.skipped] == ["news/empty.txt"]
    assert str(report).endswith(
        "report.html\n3 articles read, 1 file left out, 3 figures: 1 ground_vehicle, 1 personnel, 1 ship"
    )


def test_the_same_articles_give_the_same_page_from_any_folder(
    page: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    again = run_report(folder / "news", "again.html")
    assert again.path.read_text("utf-8") == page


def test_the_page_names_no_path_clock_or_person_of_the_machine(page: str, folder: Path) -> None:
    assert str(folder) not in page
    assert str(Path.home()) not in page
    assert not re.search(rf"\b{date.today().year}\b", page)
    assert "ipykernel" not in page
    assert "papermill" not in page


def test_the_page_is_whole_and_asks_for_nothing(page: str) -> None:
    tags = Elements(page).tags
    assert not {"script", "link", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in tags}
    for _, attributes in tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("src") or "data:").startswith("data:")
        assert (attributes.get("href") or "#").startswith("#")
    assert not re.search(r"@import|url\(", page)
    assert "default-src 'none'" in page


def test_the_page_is_in_english_has_a_title_and_pictures_in_words(page: str) -> None:
    tags = Elements(page).tags
    assert ("html", {"lang": "en"}) in tags
    assert "<title>What do the articles report?</title>" in page
    pictures = [attributes for tag, attributes in tags if tag == "img"]
    assert pictures
    assert all(len(attributes.get("alt") or "") > 20 for attributes in pictures)
    assert [tag for tag, _ in tags].count("h1") == 1


def test_what_articles_say_is_shown_and_never_run(page: str) -> None:
    assert "<script" not in page
    assert "onerror=alert" not in re.sub(r"&lt;img src=x onerror=alert\(1\)&gt;", "", page)
    assert "At least " in page
    assert "<mark>12</mark>" in page


def test_code_is_hidden_and_nothing_else(page: str) -> None:
    words = Elements(page).words
    assert "render_table" not in words
    for shown in ("Poland moves", "Ships leave", "300", "warship", "Sevastopol", "empty.txt", "English only"):
        assert shown in words


def test_the_page_is_far_smaller_than_its_pictures_and_a_lab_page(page: str) -> None:
    without_pictures = re.sub(r"data:image/png;base64,[^\"]+", "", page)
    assert len(without_pictures) < 30_000


def test_the_source_starts_in_the_current_folder(folder: Path, tmp_path: Path) -> None:
    assert str(folder) in printed(tmp_path, "import os; print(os.getcwd(), source)")


def test_the_kernel_is_the_running_interpreter_whatever_python3_means(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = tmp_path / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text('{"argv": ["false"], "display_name": "Other", "language": "python"}', encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert sys.executable in printed(tmp_path, "import sys; print(sys.executable)")


def test_neither_startup_files_nor_the_current_folder_reach_into_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startup = tmp_path / "ipython" / "profile_default" / "startup" / "mine.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("surprise = 1", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "surprise_module.py").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code = "import importlib.util as u; print('surprise' in globals(), u.find_spec('surprise_module'))"
    assert "False None" in printed(tmp_path, code)


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        ("a 'b' \"c\" \\ {d} \n é", "a 'b' \"c\" \\ {d} \n é"),
        (True, True),
        (None, None),
        (Path("news/a.txt"), "news/a.txt"),
        (date(2021, 9, 28), "2021-09-28"),
        (datetime(2021, 9, 28, 7, 30), "2021-09-28T07:30:00"),
        (pd.Timestamp("2021-09-28"), "2021-09-28"),
        (pd.NaT, None),
        (np.int64(7), 7),
        (np.float32(0.5), 0.5),
        (np.array([1, 2]), [1, 2]),
        ((1, "a"), [1, "a"]),
        ({"b", "a"}, ["a", "b"]),
        (pd.Series(["x"]), ["x"]),
        ({"day": date(2021, 9, 28)}, {"day": "2021-09-28"}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_parameters_arrive_as_plain_values(value: object, arrives: object) -> None:
    from analystkit.report import _literal

    assert _literal("given", value) == arrives


@pytest.mark.usefixtures("folder")
def test_a_parameter_reaches_the_notebook(tmp_path: Path) -> None:
    book = notebook(tmp_path / "n.ipynb", "print(source, given)", parameters='source = "."\ngiven = ""')
    made = run_report("news", tmp_path / "r.html", notebook=book, parameters={"given": (Path("a"), "{b}\\\"'")})
    assert "news ['a', '{b}\\\\\"\\'']" in Elements(made.path.read_text("utf-8")).words
    assert made.articles is None
    assert str(made) == str(tmp_path / "r.html")


@pytest.mark.usefixtures("folder")
def test_a_parameter_that_no_cell_can_hold_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="parameter 'charted': a object cannot stand in a notebook"):
        run_report("news", tmp_path / "r.html", parameters={"charted": object()})


@pytest.mark.usefixtures("folder")
def test_an_unknown_parameter_is_refused_and_the_known_ones_listed(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no parameter 'chart'; use one of: source, charted"):
        run_report("news", tmp_path / "r.html", parameters={"chart": 1})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_a_cell_that_fails_is_named_and_what_ran_is_kept(tmp_path: Path) -> None:
    book = notebook(tmp_path / "n.ipynb", "done = 6 * 7\ndone", "# why\nraise ValueError('no such\\ncolumn')")
    kept = tmp_path / "r.partial.ipynb"
    with pytest.raises(ReportError) as failed:
        run_report("news", tmp_path / "r.html", notebook=book)
    assert str(failed.value) == f"n.ipynb, code cell 4 (# why): ValueError: no such; look into {kept}"
    assert not (tmp_path / "r.html").exists()
    assert "42" in kept.read_text("utf-8")


@pytest.mark.usefixtures("folder")
def test_a_cell_that_never_ends_is_stopped(tmp_path: Path) -> None:
    book = notebook(tmp_path / "n.ipynb", "import time; time.sleep(60)")
    with pytest.raises(ReportError, match=r"code cell 3 .* still running after 2 seconds"):
        run_report("news", tmp_path / "r.html", notebook=book, timeout=2)
    assert (tmp_path / "r.partial.ipynb").is_file()


@pytest.mark.usefixtures("folder")
def test_a_kernel_that_dies_is_told(tmp_path: Path) -> None:
    book = notebook(tmp_path / "n.ipynb", "import os; os._exit(1)")
    with pytest.raises(ReportError, match=r"the kernel died; look into .*r\.partial\.ipynb"):
        run_report("news", tmp_path / "r.html", notebook=book)


@pytest.mark.parametrize("name", ["mine{0}.ipynb", "my notes.ipynb"])
@pytest.mark.usefixtures("folder")
def test_notebooks_may_have_any_name(tmp_path: Path, name: str) -> None:
    book = notebook(tmp_path / name, "print('it ran')")
    made = run_report("news", tmp_path / "out {x}.html", notebook=book)
    assert "it ran" in made.path.read_text("utf-8")


@pytest.mark.usefixtures("folder")
def test_outputs_of_any_form_are_shown_and_private_ones_are_not(tmp_path: Path) -> None:
    words = printed(
        tmp_path,
        "import sys; print('to stdout <b>'); print('to stderr', file=sys.stderr)",
        "from IPython.display import Markdown, display; display(Markdown('*in Markdown*'))",
        "'plain <i>'",
        f"display({{{SUMMARY!r}: {{'articles': 7, 'skipped': [], 'kinds': {{}}}}}}, raw=True)",
    )
    assert "to stdout <b>" in words
    assert "in Markdown" in words
    assert "plain <i>" in words
    assert "to stderr" not in words, "it holds paths of the machine"
    assert "'articles': 7" not in words


@pytest.mark.parametrize(
    ("output", "problem"),
    [
        ("r.pdf", "end its name in .html"),
        ("r", "end its name in .html"),
        ("no/r.html", "make it first"),
        ("news/r.html", "among the articles"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_an_output_that_cannot_be_is_refused_before_anything_runs(output: str, problem: str) -> None:
    with pytest.raises(ReportError, match=problem):
        run_report("news", output)


@pytest.mark.usefixtures("folder")
def test_a_mistyped_source_is_told_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nor-here: there is no such file"):
        run_report(["nowhere", "nor-here"], tmp_path / "r.html")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_a_folder_without_figures_makes_a_report_too(tmp_path: Path) -> None:
    (tmp_path / "quiet").mkdir()
    (tmp_path / "quiet" / "a.txt").write_text("Nothing is counted in this article at all.", encoding="utf-8")
    made = run_report(tmp_path / "quiet", tmp_path / "r.html")
    assert (made.articles, made.skipped, made.kinds) == (1, (), {})


@pytest.mark.usefixtures("folder")
def test_the_same_article_twice_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "twice").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "twice" / name).write_text(ARTICLES["a.txt"], encoding="utf-8")
    assert run_report(tmp_path / "twice", tmp_path / "r.html").articles == 2


@pytest.mark.usefixtures("folder")
def test_a_report_can_be_run_from_a_notebook(tmp_path: Path) -> None:
    inner = notebook(tmp_path / "inner.ipynb", "print('inner ran')")
    call = f"run_report('news', {str(tmp_path / 'i.html')!r}, notebook={str(inner)!r})"
    code = f"from analystkit import run_report; print({call})"
    assert "i.html" in printed(tmp_path, code)
    assert "inner ran" in (tmp_path / "i.html").read_text("utf-8")


def test_a_report_is_silent_but_for_its_result(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "analystkit", "report", "news", "-o", str(tmp_path / "r.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder, env=dict(os.environ))
    assert done.stdout.startswith(f"{tmp_path / 'r.html'}\n3 articles read, 1 file left out, 3 figures: ")
    assert re.fullmatch(r"left out: news/empty\.txt: .*\n", done.stderr)


def test_report_errors_are_analystkit_errors() -> None:
    assert issubclass(ReportError, AnalystkitError)


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
def test_a_browser_shows_it_without_asking_for_anything(report: Report) -> None:
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("dialog", lambda dialog: complaints.append(dialog.message))
        tab.goto(report.path.as_uri())
        widths = tab.eval_on_selector_all("img", "all => all.map(one => one.naturalWidth)")
        overflow = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        browser.close()
    assert [url for url in asked if not url.startswith("data:")] == [report.path.as_uri()]
    assert complaints == []
    assert widths
    assert all(width > 300 for width in widths)
    assert overflow == 0
