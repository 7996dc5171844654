"""Files, folders and frames become the table of articles, all at once or one by one, and are not read twice."""

import gc
import subprocess
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import analystkit as ak
import analystkit.cache
from analystkit.errors import ColumnError, SourceError
from analystkit.frames import ARTICLES
from analystkit.reading import SkippedFilesWarning

TEXT = "Poland sent 300 soldiers and 12 tanks to Latvia on Monday, the ministry in Warsaw said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files: two that can be read, the last of which is not the worst."""
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.txt").write_text(f"A headline here\n\nMay 2, 2021\n\n{TEXT}", encoding="utf-8")
    (files / "b.txt").write_text("", encoding="utf-8")
    (files / "c.txt").write_text(
        "Some 40 trucks left for the harbour in the north on Friday evening.", encoding="utf-8"
    )
    return files


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read and not taken from the cache."""
    found: list[str] = []
    real = analystkit.cache.read_files

    def counted(path: str) -> object:
        found.append(Path(path).name)
        return real(path)

    monkeypatch.setattr(analystkit.cache, "read_files", counted)
    return found


def read(folder: Path, cache: Path) -> pd.DataFrame:
    with pytest.warns(SkippedFilesWarning):
        return ak.read_articles(folder, cache=cache, extract=False)


class TestFrames:
    def test_a_frame_is_read_like_files(self) -> None:
        given = {
            "text": [f"WARSAW (AFP) - {TEXT}"], "title": ["Soldiers for Latvia"], "published": ["2021-05-02"],
            "publisher": ["dw"], "author": ["Anna Petrova, Reuters"], "url": ["https://example.org/a"], "other": [5],
        }  # fmt: skip
        (row,) = ak.read_articles(pd.DataFrame(given)).to_dict("records")
        assert (row["title"], row["publisher"], row["author"]) == (
            "Soldiers for Latvia",
            "Deutsche Welle",
            "Anna Petrova",
        )
        assert (row["published"], row["language"], row["troops"]) == (pd.Timestamp("2021-05-02"), "en", [300.0])
        assert row["via"] == "Reuters"  # what the table says comes before the dateline

    def test_what_a_frame_does_not_say_is_read_from_the_text(self) -> None:
        row = ak.read_articles(
            pd.DataFrame({"text": [f"WARSAW, May 2, 2021 (AFP) - {TEXT}"], "published": [None]})
        ).iloc[0]
        assert (row["via"], row["published"]) == ("Agence France-Presse", pd.Timestamp("2021-05-02"))
        assert pd.isna(row["title"])
        assert pd.isna(row["path"])

    def test_text_is_cleaned_and_offsets_point_into_it(self) -> None:
        articles = ak.read_articles(pd.DataFrame({"text": [f"<p>It\u00e2\u20ac\u2122s\u00a0so.</p> {TEXT}"]}))
        assert articles.loc[0, "text"].startswith("It’s so.")
        for row in ak.extract_figures(articles).itertuples():
            assert articles.loc[0, "text"][row.start : row.end] == row.number

    def test_a_row_without_text_is_left_out_and_listed(self) -> None:
        with pytest.warns(SkippedFilesWarning):
            articles = ak.read_articles(pd.DataFrame({"text": [TEXT, None, float("nan"), " "]}))
        assert len(articles) == 1
        assert ak.list_skipped(articles)["path"].to_list() == ["frame!2", "frame!3", "frame!4"]

    def test_a_frame_without_text_is_refused(self) -> None:
        with pytest.raises(ColumnError, match="no column 'text'"):
            ak.read_articles(pd.DataFrame({"troops": [TEXT]}))

    def test_a_column_of_texts_may_have_any_common_name(self) -> None:
        articles = ak.read_articles(pd.DataFrame({"Body": [TEXT], "publish_date": ["2021-05-02"]}))
        assert articles.loc[0, ["text", "published"]].to_list() == [TEXT, pd.Timestamp("2021-05-02")]

    def test_the_table_of_articles_can_be_read_again(self, folder: Path) -> None:
        articles = ak.read_articles(folder / "a.txt")
        pd.testing.assert_frame_equal(ak.read_articles(articles), articles)

    @pytest.mark.parametrize(("given", "found"), [("en-GB", 2), ("English", 2), ("eng", 2), ("", 2), ("fr", 0)])
    def test_the_language_of_a_frame_may_be_written_in_any_way(self, given: str, found: int) -> None:
        assert len(ak.extract_figures(pd.DataFrame({"text": [TEXT], "language": [given]}))) == found


class TestOtherLanguages:
    def test_the_table_says_the_language_and_there_are_no_figures(self) -> None:
        german = (
            "Rund 300 Soldaten und 12 Panzer haben die Grenze am Montag verlassen, und weitere sollen ihnen folgen."
        )
        articles = ak.read_articles(pd.DataFrame({"text": [german, TEXT]}))
        assert articles["language"].to_list() == ["de", "en"]
        assert articles.loc[0, "troops"] == []
        assert set(ak.extract_figures(articles)["article"]) == {articles.loc[1, "article"]}


class TestStreams:
    def test_each_article_is_a_dict_with_the_columns_of_the_table(self, folder: Path) -> None:
        with pytest.warns(SkippedFilesWarning, match=r"b\.txt: it is empty"):
            first, second = ak.iter_articles(folder)
        assert list(first) == [name for name in ARTICLES if name != "cluster"]
        assert (first["published"], first["troops"], first["text"]) == (date(2021, 5, 2), [300.0], TEXT)
        assert second["path"].endswith("c.txt")

    def test_nothing_is_read_before_it_is_asked_for(self, folder: Path) -> None:
        articles = ak.iter_articles(folder)
        assert next(articles)["path"].endswith("a.txt")
        (folder / "c.txt").write_text("Some 50 trucks left.", encoding="utf-8")
        with pytest.warns(SkippedFilesWarning):
            assert next(articles)["text"] == "Some 50 trucks left."

    def test_errors_may_be_raised(self, folder: Path) -> None:
        with pytest.raises(SourceError, match="it is empty"):
            list(ak.iter_articles(folder, errors="raise"))
        with pytest.raises(ValueError, match="errors is"):
            next(ak.iter_articles(folder, errors="no"))

    def test_memory_does_not_grow_with_the_number_of_articles(self, tmp_path: Path) -> None:
        for number in range(80):
            (tmp_path / f"{number:03}.txt").write_text(f"Sentence {number} of an article. " * 3000, encoding="utf-8")
        assert list(ak.iter_articles(tmp_path / "000.txt", extract=False))
        gc.collect()
        tracemalloc.start()
        count = sum(1 for _ in ak.iter_articles(tmp_path, extract=False))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == 80
        assert peak < sum(path.stat().st_size for path in tmp_path.iterdir()) / 3


class TestClusters:
    def test_copies_are_led_by_the_first_of_them(self, tmp_path: Path) -> None:
        story = " ".join(
            f"Sentence {n} says that the garrison of the {n}th harbour stays where it is." for n in range(9)
        )
        for name, day, text in (
            ("a", "May 3, 2021", story), ("b", "May 2, 2021", f"{story} More will follow."), ("c", "May 1, 2021", TEXT),
        ):  # fmt: skip
            (tmp_path / f"{name}.txt").write_text(f"{day}\n\n{text}", encoding="utf-8")
        articles = ak.read_articles(tmp_path)
        ids = articles["article"].to_list()
        assert articles["cluster"].to_list() == [ids[1], ids[1], ids[2]]


class TestTheCache:
    def test_what_was_read_is_not_read_again(self, folder: Path, tmp_path: Path, opened: list[str]) -> None:
        first, second = read(folder, tmp_path / "kept"), read(folder, tmp_path / "kept")
        pd.testing.assert_frame_equal(first, second)
        pd.testing.assert_frame_equal(ak.list_skipped(first), ak.list_skipped(second))
        assert opened == ["a.txt", "b.txt", "c.txt"]

    def test_other_content_is_read(self, folder: Path, tmp_path: Path, opened: list[str]) -> None:
        read(folder, tmp_path / "kept")
        (folder / "c.txt").write_text("Some 50 trucks left.", encoding="utf-8")
        assert read(folder, tmp_path / "kept")["text"].to_list()[-1] == "Some 50 trucks left."
        assert opened == ["a.txt", "b.txt", "c.txt", "c.txt"]

    def test_a_file_that_moved_has_its_new_path(self, folder: Path, tmp_path: Path, opened: list[str]) -> None:
        read(folder, tmp_path / "kept")
        moved = folder.rename(tmp_path / "moved")
        assert read(moved, tmp_path / "kept")["path"].to_list() == [f"{moved}/a.txt", f"{moved}/c.txt"]
        assert len(opened) == 3

    def test_another_reader_reads_again(
        self, folder: Path, tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read(folder, tmp_path / "kept")
        monkeypatch.setattr(analystkit.cache, "reader_version", lambda: "another")
        read(folder, tmp_path / "kept")
        assert len(opened) == 6

    def test_an_interrupted_reading_goes_on_where_it_stopped(
        self, folder: Path, tmp_path: Path, opened: list[str]
    ) -> None:
        articles = ak.iter_articles(folder, cache=tmp_path / "kept")
        with pytest.warns(SkippedFilesWarning):
            next(articles), next(articles)
        articles.close()  # type: ignore[attr-defined] -- in the middle of c.txt
        assert len(entries(tmp_path / "kept")) == 2
        read(folder, tmp_path / "kept")
        assert opened == ["a.txt", "b.txt", "c.txt", "c.txt"]

    @pytest.mark.parametrize("damage", [b"", b"{}", b"\x00\xff" * 99, None])
    def test_a_damaged_entry_is_read_anew_and_mended(
        self, folder: Path, tmp_path: Path, opened: list[str], damage: bytes | None
    ) -> None:
        whole = read(folder, tmp_path / "kept")
        for entry in entries(tmp_path / "kept"):
            entry.write_bytes(
                entry.read_bytes().replace(b"300", b"900").replace(b"4", b"5") if damage is None else damage
            )
        for _ in range(2):
            pd.testing.assert_frame_equal(read(folder, tmp_path / "kept"), whole)
        assert len(opened) == 6

    def test_names_of_files_never_become_paths(self, folder: Path, tmp_path: Path) -> None:
        (folder / "a.txt").rename(folder / "x..\\..%2f..%2fetc .txt")
        read(folder, tmp_path / "kept")
        names = [path.relative_to(tmp_path / "kept").as_posix() for path in entries(tmp_path / "kept")]
        assert len(names) == 3
        assert all(set(name) <= set("0123456789abcdef/.jsonl") for name in names)

    def test_two_processes_may_share_it(self, tmp_path: Path) -> None:
        files = tmp_path / "files"
        files.mkdir()
        for number in range(60):
            (files / f"{number:02}.txt").write_text(f"{TEXT} It was number {number}.", encoding="utf-8")
        code = (
            f"import analystkit as ak; articles = ak.iter_articles({str(files)!r}, extract=False,"
            f"cache={str(tmp_path / 'kept')!r}); print([one['article'] for one in articles])"
        )
        root = Path(__file__).parent.parent
        both = [subprocess.Popen([sys.executable, "-c", code], stdout=-1, text=True, cwd=root) for _ in range(2)]
        said = [process.communicate(timeout=120)[0] for process in both]
        assert [process.returncode for process in both] == [0, 0]
        assert said[0] == said[1]
        assert len(entries(tmp_path / "kept")) == 60
        assert list((tmp_path / "kept").rglob(".*")) == []

    def test_a_folder_that_cannot_be_written_is_refused(self, folder: Path) -> None:
        with pytest.raises(SourceError, match="no cache can be kept there"):
            ak.read_articles(folder, cache=folder / "a.txt")


def entries(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file())


class TestTheBar:
    def test_it_is_shown_where_it_is_asked_for(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        ak.read_articles(folder / "a.txt", progress=True)
        assert "0/1" in capfd.readouterr().err

    @pytest.mark.parametrize(
        ("terminal", "count", "hidden", "shown"),
        [(True, 30, "", True), (True, 3, "", False), (False, 30, "", False), (True, 30, "1", False)],
    )
    def test_else_for_more_than_a_handful_in_a_terminal(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
        terminal: bool, count: int, hidden: str, shown: bool,
    ) -> None:  # fmt: skip
        for number in range(count):
            (tmp_path / f"{number}.txt").write_text(TEXT, encoding="utf-8")
        monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
        monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
        monkeypatch.setenv("TQDM_DISABLE", hidden)  # as report.py does: a bar is no part of a page
        ak.read_articles(tmp_path, extract=False)
        assert ("reading" in capsys.readouterr().err) == shown

    def test_it_may_be_switched_off(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        for number in range(30):
            (tmp_path / f"{number}.txt").write_text(TEXT, encoding="utf-8")
        ak.read_articles(tmp_path, extract=False, progress=False)
        assert capfd.readouterr().err == ""
