"""The documents say what is so: names, columns, commands, examples, versions and links."""

import ast
import doctest
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
import yaml

import analystkit
from analystkit.cli import main
from analystkit.frames import ARTICLES, FIGURES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "notebooks").glob("*.ipynb"))]


def blocks(language: str) -> list[str]:
    """The fenced blocks of README in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def ci_block(name: str) -> str:
    """The block of README that .ci/run takes under a name."""
    found = re.search(rf"^<!-- ci: {name} -->\n```bash\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found, f"README.md has no block '{name}'"
    return found[1]


def table_columns(start: str) -> list[str]:
    """The names in backticks in the first column of the README table that follows a text."""
    lines = README[README.index(start) :].splitlines()
    rows = [line for line in lines[: lines.index("", 3)] if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])]


@pytest.fixture
def in_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder beside which only the sample articles lie."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", analystkit.__all__)
def test_readme_names_every_public_name(name: str) -> None:
    assert re.search(rf"`{name}\b", README)


@pytest.mark.parametrize(("start", "columns"), [("**articles**", ARTICLES), ("**figures**", FIGURES)])
def test_readme_lists_exactly_the_columns(start: str, columns: dict[str, str]) -> None:
    assert sorted(table_columns(start)) == sorted(columns)


@pytest.mark.usefixtures("in_samples")
@pytest.mark.parametrize("block", blocks("python"))
def test_the_python_in_readme_runs_and_prints_what_readme_shows(block: str) -> None:
    test = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
    assert test.examples
    output: list[str] = []
    assert doctest.DocTestRunner().run(test, out=output.append).failed == 0, "".join(output)


def commands() -> list[str]:
    """The lines of README that call analystkit by themselves."""
    return [line for block in blocks("bash") for line in block.splitlines() if line.startswith("analystkit ")]


@pytest.mark.parametrize("command", commands())
def test_the_commands_in_readme_write_the_files_they_name(command: str, in_samples: Path) -> None:
    words = shlex.split(command)
    assert main(words[1:]) == 0
    assert (in_samples / words[words.index("-o") + 1]).stat().st_size > 1000


@pytest.mark.usefixtures("in_samples")
@pytest.mark.parametrize("block", blocks("console"))
def test_the_error_in_readme_is_the_error_one_gets(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    command, shown = block.removeprefix("$ ").split("\n", 1)
    assert main(shlex.split(command)[1:]) == 2
    assert capsys.readouterr().err == shown


def test_ci_takes_both_commands_from_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert ci_block("report") == "python -m pip install -e . && analystkit report seeds/\n"
    assert ci_block("tests") == 'python -m pip install -e ".[dev]" && python -m pytest\n'
    assert re.findall(r'^step ".*" readme (\w+)$', script, re.MULTILINE) == ["report", "tests"]
    assert "pytest" not in re.sub(r"(?m)^(#|export).*$", "", script), "CI runs the tests by README's words only"


def test_conda_and_pip_install_the_same() -> None:
    conda = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    names = [one for one in conda if isinstance(one, str) and one != "pip"]
    assert names == [f"python{PROJECT['requires-python']}", *PROJECT["dependencies"]]
    assert conda[-1] == {"pip": ["-e ."]}


def test_the_changelog_opens_with_the_current_version() -> None:
    versions = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert versions[0] == analystkit.__version__


def links(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        text = "\n".join(cell.source for cell in nbformat.reads(text, 4).cells if cell.cell_type == "markdown")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("https://", "#")):
            yield target.partition("#")[0]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    assert [target for target in links(path) if not (path.parent / target).exists()] == []


def test_readme_leads_to_every_notebook() -> None:
    notebooks = {path.relative_to(ROOT).as_posix() for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert notebooks <= set(links(ROOT / "README.md"))


def test_readme_quotes_the_titles_of_the_notebooks() -> None:
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        title = nbformat.read(path, 4).cells[0].source.splitlines()[0].removeprefix("# ")
        assert f"[{title}](notebooks/{path.name})" in README


def test_the_quick_start_of_the_package_is_a_doctest() -> None:
    source = (ROOT / "analystkit" / "__init__.py").read_text("utf-8")
    assert doctest.DocTestParser().get_examples(ast.get_docstring(ast.parse(source)) or "")


def test_the_makefile_is_short() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert 1 <= len(targets) <= 5
