"""The case files of the tests, line by line, and the sentence that good files hold."""

import re
from pathlib import Path

CASES = Path(__file__).parent / "cases"

GOOD = "Some 300 troops left the border on Monday, the Defence Ministry said."


def case_lines(path: Path) -> list[str]:
    """The cases of a file: no empty lines and no comments."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def bare_text(case: str) -> str:
    """The sentence of a case, without the marks of known failures and of numbers."""
    return re.sub(r"[{}]", "", case.lstrip("! ").partition("=>")[0])
