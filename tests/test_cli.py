"""The commands do what they say, tell errors in one line, and never show a traceback."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import analystkit
from analystkit import cli
from analystkit.cli import main

TEXT = "Poland sent 300 soldiers to Latvia on Monday, a spokesperson said."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two good articles and an empty file in ``news``."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(f"Poland moves\n\n3 May 2021\n\n{TEXT}\n", encoding="utf-8")
    (news / "b.txt").write_text("Ships leave\n\n4 May 2021\n\nAbout 20 Russian warships left Sevastopol.\n", "utf-8")
    (news / "empty.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run the command as a process, as a shell would."""
    env = os.environ | {"PYTHONPATH": str(Path(analystkit.__file__).parent.parent)}
    command = [sys.executable, "-m", "analystkit", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env, **options)  # type: ignore[call-overload,no-any-return]


def test_figures_go_to_stdout_as_csv(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "news"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [(row["number"], row["unit"], row["best"]) for row in rows] == [
        ("300", "soldier", "300"),
        ("20", "warship", "20"),
    ]
    assert folder.is_dir()


@pytest.mark.usefixtures("folder")
def test_files_left_out_are_told_on_stderr_and_the_rest_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "news"]) == 0
    captured = capsys.readouterr()
    assert len(list(csv.DictReader(captured.out.splitlines()))) >= 2
    assert captured.err.startswith("left out: news/empty.txt: ")
    assert captured.err.count("\n") == 1


def test_json_lines_keep_lists_and_nulls(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "news", "-o", "f.jsonl"]) == 0
    assert capsys.readouterr().out == "f.jsonl: 2 rows\n"
    rows = [json.loads(line) for line in (folder / "f.jsonl").read_text("utf-8").splitlines()]
    assert rows[0]["actor"] == ["Poland"]
    assert rows[0]["published"] == "2021-05-03"
    assert rows[0]["event"] is None


def test_articles_hold_the_number_columns(folder: Path) -> None:
    assert main(["articles", "news/a.txt", "news/b.txt", "-o", "a.csv"]) == 0
    with (folder / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["troops"], row["warships"]) for row in rows] == [("300", ""), ("", "20")]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["figures", "gone.txt"], "analystkit: gone.txt: "),
        (["report", "gone"], "analystkit: gone: "),
        (["figures", "news/empty.txt"], "analystkit: news/empty.txt: "),
        (["figures", "news", "-o", "f.xlsx"], "analystkit: f.xlsx: no table can be written so; end the name in .csv"),
        (["articles", "news", "-o", "a"], "analystkit: a: no table can be written so; end the name in .csv"),
        (["report", "news", "-o", "r.pdf"], "analystkit: r.pdf: a report is an HTML page; end its name in .html"),
        (["report", "news", "-o", "no/r.html"], "analystkit: no/r.html: there is no folder 'no'; make it first"),
        (["report", "news", "-o", "news/r.html"], "analystkit: news/r.html: it would lie among the articles"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_an_error_is_one_line_and_exit_code_2(words: list[str], line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    told = [one for one in captured.err.splitlines() if not one.startswith("left out: ")]
    assert len(told) == 1
    assert told[0].startswith(line)


@pytest.mark.usefixtures("folder")
def test_a_file_that_cannot_be_written_is_an_error_not_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "news/a.txt", "-o", "no/such/f.csv"]) == 2
    assert capsys.readouterr().err == "analystkit: no/such/f.csv: there is no folder 'no/such'; make it first\n"


@pytest.mark.parametrize("words", [[], ["nonsense"], ["figures"], ["figures", "a", "--colour"]])
def test_wrong_usage_exits_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("analystkit: ")
    assert told.count("\n") == 1


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").stdout == f"analystkit {analystkit.__version__}\n"


def test_help_loads_no_heavy_library() -> None:
    code = "import sys, analystkit.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: print('pandas' in sys.modules)"
    env = os.environ | {"PYTHONPATH": str(Path(analystkit.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.endswith("False\n")


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    (folder / "long.txt").write_text("Nothing is counted here. " * 8000, encoding="utf-8")
    env = os.environ | {"PYTHONPATH": str(Path(analystkit.__file__).parent.parent)}
    command = f"{sys.executable} -m analystkit articles long.txt | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, env=env, timeout=120)
    assert (done.stdout, done.stderr) == ("article,ti", "")


@pytest.mark.usefixtures("folder")
def test_names_that_are_no_text_are_printed_all_the_same() -> None:
    name = os.fsdecode(b"news/caf\xe9.txt")
    Path(name).write_text(TEXT, encoding="utf-8")
    done = run("articles", "news")
    assert done.returncode == 0
    assert "caf\\xe9.txt" in done.stdout


def test_lab_copies_the_notebooks_and_keeps_your_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(cli.os, "execve", lambda _program, command, _environment: calls.append(command))
    mine = folder / "mine" / "notebooks" / "01_read_articles.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    main(["lab", "--folder", "mine", "--", "--no-browser"])
    assert mine.read_text("utf-8") == "mine"
    assert (folder / "mine" / "notebooks" / "03_report.ipynb").is_file()
    assert any((folder / "mine" / "seeds").glob("*.txt"))
    assert calls[0][:3] == [sys.executable, "-m", "jupyterlab"]
    assert calls[0][-1] == "--no-browser"
    assert capsys.readouterr().out == "Your notebooks are in mine\n"
