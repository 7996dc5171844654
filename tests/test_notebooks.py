"""The notebooks are clean, small, ask a question each, and run to their end on any folder."""

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from papermill import inspect_notebook

import analystkit

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LINES = 12
"""Lines of the longest code cell; most have about five."""

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def code(path: Path) -> list[Any]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def test_there_are_three() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["01_read_articles", "02_compare_figures", "03_report"]


@every_notebook
def test_committed_without_outputs_in_one_form(path: Path) -> None:
    made = read(path)
    nbformat.validate(made)
    assert path.read_text("utf-8") == nbformat.writes(made) + "\n"
    assert (made.nbformat, made.nbformat_minor) == (4, 5)
    assert made.metadata.kernelspec.name == "python3"
    assert [cell for cell in code(path) if cell.outputs or cell.execution_count is not None] == []


@every_notebook
def test_cells_have_names(path: Path) -> None:
    names = [cell.id for cell in read(path).cells]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@every_notebook
def test_headings_are_questions(path: Path) -> None:
    prose = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
    headings = [line for text in prose for line in text.splitlines() if line.startswith("#")]
    assert headings[0].startswith("# ")
    assert [line for line in headings if not line.endswith("?")] == []


@every_notebook
def test_one_cell_of_literals_holds_the_parameters(path: Path) -> None:
    tagged = [cell for cell in code(path) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for statement in ast.parse(tagged[0].source).body:
        assert isinstance(statement, ast.AnnAssign)
        assert statement.value is not None
        ast.literal_eval(statement.value)
    known = inspect_notebook(str(path))
    assert known["source"]["default"] == '"../seeds"'
    assert all(one["inferred_type_name"] != "None" and one["help"] for one in known.values())


@every_notebook
def test_cells_are_small(path: Path) -> None:
    lengths = sorted(len(cell.source.splitlines()) for cell in code(path))
    assert lengths[-1] <= LINES
    assert lengths[len(lengths) // 2] <= 5


def execute(path: Path, folder: Path, source: str | None = None) -> list[Any]:
    """Run a notebook in a folder, on another source where one is given, and return the outputs of its cells."""
    made = read(path)
    if source is not None:
        place = next(number for number, cell in enumerate(made.cells) if "parameters" in cell.metadata.get("tags", []))
        made.cells.insert(place + 1, nbformat.v4.new_code_cell(f"source = {source!r}"))
    quiet = ["--log-level=ERROR"]
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(made, kernel_name="python3", timeout=300, resources=resources, extra_arguments=quiet).execute()
    return [output for cell in made.cells if cell.cell_type == "code" for output in cell.outputs]


@pytest.fixture(autouse=True)
def own_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel imports the analystkit that is tested."""
    monkeypatch.setenv("PYTHONPATH", str(Path(analystkit.__file__).parent.parent))


@every_notebook
def test_runs_on_the_sample_articles_from_its_own_folder(path: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds", target_is_directory=True)
    (tmp_path / "notebooks").mkdir()
    outputs = execute(path, tmp_path / "notebooks")
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    pictures = [output for output in outputs if "<img alt=" in str(output.get("data", {}).get("text/html"))]
    assert len(pictures) >= {"01_read_articles": 0, "02_compare_figures": 3, "03_report": 6}[path.stem]


@every_notebook
@pytest.mark.parametrize(
    "texts",
    [
        ["Nothing is counted in this article at all."],
        ["About 20 Russian warships left Sevastopol."],
        ["Poland sent 300 soldiers to Latvia."] * 2,
        ["The fund paid $5 million and 3 million euros.", ""],
    ],
    ids=["no figure", "one figure, no date", "twice the same", "money, and an empty file"],
)
def test_runs_on_any_folder(path: Path, texts: list[str], tmp_path: Path) -> None:
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    assert execute(path, tmp_path, source=".")
