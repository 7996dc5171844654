"""The straight line holds: who may import whom, how large things may be, and where facts about the world live."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from itertools import takewhile
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "analystkit"
FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = [path for path in FILES if path not in (PACKAGE / "__init__.py", PACKAGE / "__main__.py")]
TABLES = sorted((PACKAGE / "data").glob("*.csv"))
TESTS = sorted((ROOT / "tests").glob("*.py"))
COLUMNS = {"__all__", "ARTICLES", "FIGURES", "COLUMNS", "RULES", "PIECES"}
"""Names that may hold a long list of words in code: columns, rules and a grammar are no things of the world."""

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
each_table = pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    """The dotted name of a module below the package: "readers.web", "charts"."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def layers() -> list[str]:
    """The modules in the order of the table in CONTRIBUTING.md."""
    return re.findall(r"^\| \d+ \| `(\w+)/?` \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)


def imported(path: Path) -> set[str]:
    """The modules of this package that a module imports, wherever in it."""
    known = {name_of(module) for module in MODULES}
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name.removeprefix("analystkit.") for name in found} & known


def libraries(path: Path) -> set[str]:
    """The top names of all modules that a module imports."""
    nodes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name for node in nodes]
    return {name.partition(".")[0] for name in names}


def functions(path: Path) -> list[Function]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, Function)]


def length(function: Function) -> int:
    """Lines of a function without its docstring."""
    documented = ast.get_docstring(function, clean=False)
    lines = (function.end_lineno or 0) - function.lineno + 1
    return lines - (documented.count("\n") + 1 if documented else 0)


# -- who may import whom


def test_the_table_of_layers_names_every_module_once() -> None:
    modules = {name_of(path).partition(".")[0] for path in MODULES}
    assert sorted(layers()) == sorted(modules)


@each_module
def test_a_module_imports_only_from_lines_above_its_own(path: Path) -> None:
    order = layers()
    own = name_of(path).partition(".")[0]
    used = {name.partition(".")[0] for name in imported(path)} - {own}
    assert [name for name in sorted(used) if order.index(name) > order.index(own)] == []


def test_no_module_imports_itself_by_a_detour() -> None:
    TopologicalSorter({name_of(path): imported(path) - {name_of(path)} for path in MODULES}).prepare()


@each_module
def test_no_pandas_before_the_waist_and_no_regular_expressions_after_it(path: Path) -> None:
    order = layers()
    before = order.index(name_of(path).partition(".")[0]) < order.index("frames")
    assert not libraries(path) & ({"pandas"} if before else {"re"})


def test_importing_the_package_loads_no_heavy_library() -> None:
    heavy = ("matplotlib", "ipywidgets", "nltk", "pandas", "numpy")
    code = f"import sys, analystkit; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"


# -- how large things may be


@pytest.mark.parametrize("path", [*FILES, *TESTS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_has_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@each_file
def test_a_function_has_at_most_40_lines(path: Path) -> None:
    assert [f"{one.name}: {length(one)} lines" for one in functions(path) if length(one) > 40] == []


def test_most_functions_are_short() -> None:
    lengths = [length(one) for path in FILES for one in functions(path)]
    assert median(lengths) <= 8
    assert sum(one <= 20 for one in lengths) >= 0.9 * len(lengths)


# -- what a module looks like


@each_module
def test_a_module_says_what_it_is_and_what_it_offers(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    offered = [node.value for node in tree(path).body if isinstance(node, ast.Assign) and is_named(node, {"__all__"})]
    assert len(offered) == 1
    names = ast.literal_eval(offered[0])
    assert len(names) == len(set(names))


def test_no_public_function_is_called_like_a_module() -> None:
    modules = {name_of(path).rpartition(".")[2] for path in MODULES}
    public = {one.name for path in FILES for one in tree(path).body if isinstance(one, Function)}
    assert modules & public == set()


def is_named(node: ast.AST, names: set[str]) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return any(isinstance(target, ast.Name) and target.id in names for target in targets)


def word_lists(node: ast.AST) -> Iterator[int]:
    """The lines where a literal lists more than 12 words, save those under the names in COLUMNS."""
    if is_named(node, COLUMNS):
        return
    if isinstance(node, ast.Set | ast.List | ast.Tuple | ast.Dict):
        parts = node.values if isinstance(node, ast.Dict) else node.elts
        if sum(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts) > 12:
            yield node.lineno
    for child in ast.iter_child_nodes(node):
        yield from word_lists(child)


@each_file
def test_facts_about_the_world_are_not_in_code(path: Path) -> None:
    assert list(word_lists(tree(path))) == []


# -- data tables


@each_table
def test_a_table_says_what_it_is_where_from_and_its_licence(path: Path) -> None:
    head = " ".join(takewhile(lambda line: line.startswith("#"), path.read_text("utf-8").splitlines()))
    assert len(head) > 60
    assert re.search(r"(?i)\b(source|compiled|follow|from)\b", head)
    assert re.search(r"Apache-2\.0|CC0|CC BY|public domain", head)


@each_table
def test_the_rows_of_a_table_are_unique_and_fit_its_header(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) > 1
    assert sorted(line for line in set(lines) if lines.count(line) > 1) == []
    assert not [line for line in lines if line != line.strip()]
