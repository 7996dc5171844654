"""The explorer without a kernel: setting a value or clicking a button does what the mouse does."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest
from ipywidgets.widgets import widget as registry

import analystkit as ak
from analystkit.charts import MixedKindsError
from analystkit.errors import ColumnError
from analystkit.widgets import Explorer, live, panel
from analystkit.widgets.highlight import detail

ATTACK = '<script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture(autouse=True)
def no_widgets_left() -> Iterator[None]:
    """Close what a test opens, and forget every widget it made."""
    yield
    live.LIVE.clear()
    for widget in list(registry._instances.values()):
        widget.close()


@pytest.fixture
def explorer(figures: pd.DataFrame, articles: pd.DataFrame) -> Explorer:
    return ak.widgets.explorer(figures, articles, key="tests")


class Elements(HTMLParser):
    """Lists the elements of HTML with the text in them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.inside: list[str] = []
        self.marked: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            del self.inside[len(self.inside) - 1 - self.inside[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if "mark" in self.inside:
            self.marked.append(data)


def marked(source: str) -> str:
    return "".join(Elements(source).marked)


def image(explorer: Explorer) -> str:
    return str(explorer.chart.value)


def buttons(explorer: Explorer) -> list[str]:
    """Return the figures on the page of the table."""
    return [button.description for button in explorer.rows.buttons if button.description]


# -- filters


def test_it_opens_on_the_kind_with_most_figures(explorer: Explorer, personnel: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(explorer.filtered, personnel)
    assert explorer.selected is None
    assert 'data-state="personnel|By actor|11|1|None"' in explorer.status.value
    assert explorer.message.value == ""


def test_every_kind_and_currency_can_be_drawn(explorer: Explorer) -> None:
    seen = set()
    for _, subject in explorer.filters.kind.options:
        explorer.filters.kind.value = subject
        assert explorer.message.value == ""
        seen.add(image(explorer))
    assert len(seen) == 5


def test_choosing_a_kind_changes_chart_table_and_offers(explorer: Explorer) -> None:
    before = image(explorer)
    explorer.filters.kind.value = "ships"
    assert explorer.filtered["number"].tolist() == ["20"]
    assert buttons(explorer) == ["about 20 Russian warships"]
    assert explorer.filters.actors.options == (("Russia (1)", "Russia"),)
    assert explorer.filters.sources.options == (("Harbour Post (outlet) (1)", "Harbour Post (outlet)"),)
    assert image(explorer) != before
    assert "ships" in image(explorer)


def test_actors_and_sources_narrow_and_none_chosen_keeps_all(explorer: Explorer) -> None:
    explorer.filters.actors.value = ("Ukraine", "Belarus")
    assert explorer.filtered["number"].tolist() == ["125,000", "Thousands"]
    explorer.filters.sources.value = ("Minsk",)
    assert explorer.filtered["number"].tolist() == ["Thousands"]
    explorer.filters.actors.value = explorer.filters.sources.value = ()
    assert len(explorer.filtered) == 11


def test_a_shared_figure_is_found_under_each_of_its_actors(figures: pd.DataFrame) -> None:
    shared = figures.head(1).assign(actor=[["Belarus", "Russia"]])
    explorer = ak.widgets.explorer(shared)
    for actor in ("Belarus", "Russia"):
        explorer.filters.actors.value = (actor,)
        assert len(explorer.filtered) == 1


def test_days_narrow_and_a_figure_without_one_is_kept_and_counted(figures: pd.DataFrame) -> None:
    figures.loc[0, "published"] = pd.NaT
    explorer = ak.widgets.explorer(figures)
    explorer.filters.days.index = (1, 1)
    assert explorer.filtered["article"].tolist() == ["a1", "a2", "a2", "a2"]
    assert "1 of them without a date of publication" in explorer.status.value


def test_clear_filters_brings_all_back(explorer: Explorer) -> None:
    explorer.filters.actors.value, explorer.filters.days.index = ("Russia",), (1, 2)
    explorer.filters.clear.click()
    assert len(explorer.filtered) == 11
    assert explorer.filters.days.index == (0, 3)


def test_the_chart_switches(explorer: Explorer) -> None:
    by_actor = image(explorer)
    explorer.filters.chart.value = "Over time"
    assert image(explorer) != by_actor
    assert "|Over time|" in explorer.status.value


def test_filters_that_keep_nothing_show_an_empty_chart(explorer: Explorer) -> None:
    explorer.filters.actors.value, explorer.filters.sources.value = ("Ukraine",), ("Minsk",)
    assert explorer.filtered.empty
    assert "No figures." in image(explorer)
    assert buttons(explorer) == []
    assert explorer.message.value == ""


def test_the_filtered_frame_keeps_its_index_and_columns(figures: pd.DataFrame) -> None:
    labelled = figures.set_index(pd.Index([f"row {number % 7}" for number in range(len(figures))]))
    explorer = ak.widgets.explorer(labelled)
    assert explorer.filtered.columns.tolist() == figures.columns.tolist()
    assert explorer.filtered.index[0] == "row 0"
    assert len(explorer.filtered) == 11


@pytest.mark.parametrize("rows", [0, 1])
def test_few_figures_make_a_panel_too(figures: pd.DataFrame, articles: pd.DataFrame, rows: int) -> None:
    explorer = ak.widgets.explorer(figures.head(rows), articles)
    assert len(explorer.filtered) == rows
    assert explorer.filters.days is None
    assert explorer.message.value == ""


# -- the table and the sentence


def test_the_table_turns_its_pages(explorer: Explorer) -> None:
    first = buttons(explorer)
    assert (explorer.earlier.disabled, explorer.place.value) == (True, "1–6 of 11")
    explorer.later.click()
    assert (explorer.later.disabled, explorer.place.value) == (True, "7–11 of 11")
    assert len(buttons(explorer)) == 5
    explorer.earlier.click()
    assert buttons(explorer) == first


def test_a_click_on_a_row_shows_its_sentence_highlighted_in_its_article(explorer: Explorer) -> None:
    explorer.later.click()
    explorer.rows.buttons[1].click()
    assert explorer.selected is not None
    assert explorer.selected["number"] == "169,000 and 190,000"
    assert marked(explorer.reading.value) == explorer.selected["sentence"]
    assert "Moscow speaks of withdrawal" in explorer.reading.value
    assert "At least 30,000 Russian troops remained" in explorer.reading.value
    assert "|2|f11" in explorer.status.value


def test_the_row_that_is_read_is_marked_and_only_that(explorer: Explorer) -> None:
    explorer.rows.buttons[2].click()
    chosen = ["ak-chosen" in row._dom_classes for row in explorer.rows.widget.children[1:]]
    assert chosen == [False, False, True, False, False, False]


def test_every_figure_is_marked_where_it_stands(explorer: Explorer, articles: pd.DataFrame) -> None:
    texts = articles.set_index("article")["text"]
    for position in range(len(explorer.filtered)):
        explorer.select(position)
        figure = explorer.selected
        assert figure is not None
        assert f'<mark class="ak-number">{figure["number"]}</mark>' in explorer.reading.value
        assert marked(explorer.reading.value) == figure["sentence"]
        assert figure["sentence"] in texts[figure["article"]]


def test_a_number_said_twice_is_marked_at_its_own_place(explorer: Explorer) -> None:
    explorer.select(8)
    assert marked(explorer.reading.value) == "The Kremlin denied that 190,000 Russian troops were there."


def test_the_panel_says_what_the_columns_mean(explorer: Explorer) -> None:
    explorer.select(0)
    for words in ("Who says so <code>source</code>", "Rules that decided <code>rule</code>", "about 90,000"):
        assert words in explorer.reading.value


def test_a_selection_that_is_filtered_out_is_let_go(explorer: Explorer) -> None:
    explorer.select(0)
    explorer.filters.chart.value = "Over time"
    assert explorer.selected is not None
    explorer.filters.actors.value = ("Ukraine",)
    assert explorer.selected is None
    assert explorer.reading.value == ""


def test_without_articles_the_sentence_stands_alone(figures: pd.DataFrame) -> None:
    explorer = ak.widgets.explorer(figures)
    explorer.select(0)
    assert marked(explorer.reading.value) == figures["sentence"][0]


def test_an_article_with_another_text_is_not_marked_at_the_wrong_place(
    figures: pd.DataFrame, articles: pd.DataFrame
) -> None:
    explorer = ak.widgets.explorer(figures, articles.assign(text="Another text altogether, long enough to cut. " * 9))
    explorer.select(0)
    assert "Another text" not in explorer.reading.value
    assert "not the one this figure was read from" in explorer.reading.value
    assert marked(explorer.reading.value) == figures["sentence"][0]


# -- what comes from an article stays text


def test_markup_in_an_article_is_shown_never_run(figures: pd.DataFrame, articles: pd.DataFrame) -> None:
    text = f"{ATTACK} says 5 {ATTACK} came.\n\n{ATTACK} Later."
    start = text.index("5")
    figures = figures.head(1).assign(
        start=start, end=start + 1, number="5", sentence=text.partition("\n")[0], rule=ATTACK, item=ATTACK,
        source=ATTACK, actor=[[ATTACK]], figure=ATTACK,
    )  # fmt: skip
    articles = articles.assign(text=text, title=ATTACK, publisher=ATTACK)
    explorer = ak.widgets.explorer(figures, articles)
    explorer.select(0)
    shown = [explorer.reading.value, explorer.status.value, explorer.chart.value]
    shown += [cell.value for row in explorer.rows.widget.children[1:] for cell in row.children[1:]]
    shown.append(explorer._repr_mimebundle_()["text/html"])
    for html in shown:
        names = Elements(html).names
        assert "script" not in names
        assert names.count("img") == html.count('<img alt="')
        assert "onerror=" not in html.replace("onerror=&quot;", "")
    assert ATTACK in marked(explorer.reading.value)


def test_characters_that_turn_text_around_are_left_out(figures: pd.DataFrame, articles: pd.DataFrame) -> None:
    row = figures.iloc[0].to_dict()
    article = articles.iloc[0].to_dict()
    article["text"] += "\n\n\u202eevil\u0007"
    assert not {"\u202e", "\u0007"} & set(detail(row, article))


# -- errors, reruns, stills


def test_an_error_in_a_callback_shows_in_the_panel_and_the_next_step_works(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise MixedKindsError(["<b>ships</b>", "money (USD)"])

    with monkeypatch.context() as patch:
        patch.setitem(panel.DRAW, "Over time", fail)
        explorer.filters.chart.value = "Over time"
    assert 'role="alert"' in explorer.message.value
    assert "several kinds on one axis (&lt;b&gt;ships&lt;/b&gt;, money (USD))" in explorer.message.value
    explorer.filters.chart.value = "By actor"
    assert explorer.message.value == ""


def test_a_selection_out_of_range_is_an_error(explorer: Explorer) -> None:
    with pytest.raises(IndexError):
        explorer.select(99)
    assert explorer.selected is None


def test_five_rebuilds_leave_one_panel_and_no_callbacks(figures: pd.DataFrame, articles: pd.DataFrame) -> None:
    first = ak.widgets.explorer(figures, articles, key="cell")
    alive, draws = len(registry._instances), image(first)
    for _ in range(5):
        last = ak.widgets.explorer(figures, articles, key="cell")
    assert len(registry._instances) == alive
    assert last.filters.kind.comm is not None
    first.filters.kind.value = "ships"
    assert image(first) == draws
    last.close()
    assert not registry._instances


def test_two_keys_are_two_panels(figures: pd.DataFrame) -> None:
    one, two = ak.widgets.explorer(figures, key="one"), ak.widgets.explorer(figures, key="two")
    assert one.widget.comm is not None
    assert two.widget.comm is not None


def test_a_panel_is_a_live_view_and_a_still_in_one(explorer: Explorer) -> None:
    bundle = explorer._repr_mimebundle_()
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == explorer.widget.model_id
    still = bundle["text/html"]
    assert '<img alt="11 figures of personnel' in still
    assert "<figcaption>11 figures of personnel by 4 actors" in still
    assert Elements(still).names.count("tr") == 12
    assert "http" not in still


def test_a_still_follows_the_filters_and_is_the_same_twice(explorer: Explorer) -> None:
    explorer.filters.kind.value = "ships"
    still = explorer._repr_mimebundle_()["text/html"]
    assert "1 figure of ships" in still
    assert still == explorer._repr_mimebundle_()["text/html"]


def test_a_missing_column_is_named(figures: pd.DataFrame, articles: pd.DataFrame) -> None:
    with pytest.raises(ColumnError, match="figures: no column 'kind'"):
        ak.widgets.explorer(figures.drop(columns="kind"))
    with pytest.raises(ColumnError, match="articles: no column 'text'"):
        ak.widgets.explorer(figures, articles.drop(columns="text"))


def test_every_control_has_a_label(explorer: Explorer) -> None:
    assert all(control.description for control in explorer.filters.widget.children)
    assert explorer.filters.days is not None
    assert not explorer.filters.days.continuous_update
