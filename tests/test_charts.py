"""Charts: what stands where, read off the artists; what cannot be drawn is said, not hidden."""

import base64
import io
from importlib.util import find_spec
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.axis import Axis, Tick
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from PIL import Image

import analystkit as ak
from analystkit import charts, tables
from analystkit.errors import AnalystkitError, ColumnError

CHARTS = [charts.figures_by_actor, charts.figures_over_time]
each_chart = pytest.mark.parametrize("draw", CHARTS, ids=lambda draw: draw.__name__)


def dots(ax: Axes, bound: str) -> list[tuple[Any, Any]]:
    """Return where the markers of a bound stand."""
    return [xy for line in ax.lines if line.get_gid() == bound for xy in zip(*line.get_data(), strict=True)]


def bars(ax: Axes, bound: str) -> list[list[float]]:
    """Return the ends of the bars of a bound, along x."""
    segments = [segment for one in ax.collections if one.get_gid() == bound for segment in one.get_segments()]
    return [segment[:, 0].tolist() for segment in segments]


def rows(ax: Axes) -> dict[float, str]:
    """Return the labels on the left by their row."""
    return {tick: text.get_text() for tick, text in zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)}


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def picture(html: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(html.partition("base64,")[2].partition('"')[0])))


def in_view(axis: Axis, tick: Tick) -> bool:
    low, high = sorted(axis.get_view_interval())
    return bool(low <= tick.get_loc() <= high)


# -- figures by actor


def test_every_figure_has_a_row_with_who_says_so_and_its_words(personnel: pd.DataFrame, articles: pd.DataFrame) -> None:
    ax = charts.figures_by_actor(personnel, articles=articles)
    assert len(rows(ax)) == 11 + 4
    assert "The American envoy, 18 Feb 2022" in rows(ax).values()
    assert "169,000 and 190,000 Russian troops" in texts(ax)
    assert "Thousands of Belarusian soldiers" in texts(ax)


def test_a_value_stands_where_the_data_say_in_the_row_that_names_it(personnel: pd.DataFrame) -> None:
    ax = charts.figures_by_actor(personnel)
    named = {rows(ax)[row]: value for value, row in dots(ax, "exact")}
    assert named["Ukraine's Defence Ministry, 4 Dec 2021"] == 125_000
    assert [value for value, _ in dots(ax, "approx")] == [90_000]
    assert [value for value, _ in dots(ax, "at_least")] == [127_000, 30_000]
    assert [value for value, _ in dots(ax, "at_most")] == [175_000]


def test_a_range_is_a_bar_from_low_to_high_and_a_vague_word_a_dashed_one(personnel: pd.DataFrame) -> None:
    ax = charts.figures_by_actor(personnel)
    assert bars(ax, "range") == [[95_000, 100_000], [169_000, 190_000]]
    assert bars(ax, "vague") == [[1_000, 10_000]]
    [vague] = [one for one in ax.collections if one.get_gid() == "vague"]
    assert vague.get_linestyle()[0][1] is not None


def test_exact_is_filled_about_is_hollow_and_only_open_bounds_have_arrows(personnel: pd.DataFrame) -> None:
    ax = charts.figures_by_actor(personnel)
    faces = {line.get_gid(): to_hex(line.get_markerfacecolor()) for line in ax.lines}
    assert faces["approx"] == faces["vague"] == "#ffffff"
    assert faces["exact"] != "#ffffff"
    assert sorted(value for value, _ in dots(ax, "arrow")) == [30_000, 127_000, 175_000]


def test_an_arrow_points_right_from_at_least_and_left_from_at_most(personnel: pd.DataFrame) -> None:
    tips = {}
    for bound in ("at_least", "at_most"):
        ax = charts.figures_by_actor(personnel[personnel["bound"] == bound])
        [arrow, *_] = [line for line in ax.lines if line.get_gid() == "arrow"]
        tips[bound] = arrow.get_marker().vertices[1].tolist()
    assert tips == {"at_least": [1, 0], "at_most": [-1, 0]}


def test_actors_with_more_figures_come_first_and_the_unknown_last(personnel: pd.DataFrame) -> None:
    personnel = personnel.assign(actor=[*personnel["actor"][:-4], [], [], ["Russia", "Belarus"], ["Belarus", "Russia"]])
    ax = charts.figures_by_actor(personnel)
    heads = [text.get_text() for text in ax.get_yticklabels() if text.get_fontweight() == "bold"]
    assert heads == ["Russia", "Belarus and Russia", "Belarus", "Ukraine", "United States", "actor not stated"]


def test_an_unattributed_figure_is_the_outlets_own(personnel: pd.DataFrame, articles: pd.DataFrame) -> None:
    assert "Harbour Post (outlet), 19 Jan 2022" in rows(charts.figures_by_actor(personnel, articles=articles)).values()
    assert "not attributed, 19 Jan 2022" in rows(charts.figures_by_actor(personnel)).values()


def test_what_is_planned_or_denied_is_pale_and_says_so(personnel: pd.DataFrame) -> None:
    ax = charts.figures_by_actor(personnel)
    pale = {value for line in ax.lines if (line.get_alpha() or 1) < 1 for value in line.get_xdata()}
    assert pale == {175_000, 190_000}
    assert "denied: 190,000 Russian troops" in texts(ax)
    assert "decrease: 10,000 Russian troops" in texts(ax)
    assert [text.get_text() for text in ax.get_legend().get_texts()][-1] == "pale: planned or denied"


def test_the_scale_is_logarithmic_only_beyond_two_orders_of_magnitude(personnel: pd.DataFrame) -> None:
    assert charts.figures_by_actor(personnel).get_xscale() == "log"
    close = charts.figures_by_actor(personnel[personnel["best"] > 20_000])
    assert close.get_xscale() == "linear"
    assert close.get_xlim()[0] == 0


def test_most_keeps_the_largest_and_says_how_many_it_leaves_out(personnel: pd.DataFrame) -> None:
    ax = charts.figures_by_actor(personnel, most=3)
    assert len(rows(ax)) == 3 + 1
    assert any(text.startswith("The 3 largest of 11 figures; 8 left out.\nSource: ") for text in texts(ax))
    assert "8 left out" in ax._repr_html_()
    with pytest.raises(ValueError, match="most is at least 1, not 0"):
        charts.figures_by_actor(personnel, most=0)


# -- figures over time


def test_a_figure_stands_at_the_day_its_text_names_else_when_it_was_published(personnel: pd.DataFrame) -> None:
    ax = charts.figures_over_time(personnel)
    assert dots(ax, "at_most") == [(pd.Timestamp("2022-01-01"), 175_000)]
    assert (pd.Timestamp("2022-02-18"), 30_000) in dots(ax, "at_least")


def test_a_running_total_stands_at_the_end_of_its_period(personnel: pd.DataFrame) -> None:
    total = personnel.head(1).assign(
        measure="cumulative", time_start=pd.Timestamp("2014-02-20"), time_end=pd.Timestamp("2021-11-03")
    )
    assert dots(charts.figures_over_time(total), "approx") == [(pd.Timestamp("2021-11-03"), 90_000)]


def test_each_source_has_its_own_colour_and_marker(personnel: pd.DataFrame) -> None:
    ax = charts.figures_over_time(personnel)
    legend = ax.get_legend()
    assert legend.get_texts()[0].get_text() == "Ukraine's Defence Ministry"
    looks = {(line.get_color(), line.get_markeredgecolor(), line.get_marker()) for line in legend.get_lines()}
    assert len(looks) == len({marker for _, _, marker in looks}) == 7


def test_both_ends_of_a_range_bear_the_marker_of_their_source(personnel: pd.DataFrame) -> None:
    assert sorted(value for _, value in dots(charts.figures_over_time(personnel), "range")) == [
        95_000, 100_000, 169_000, 190_000,
    ]  # fmt: skip


def test_sources_beyond_the_colours_are_taken_together(personnel: pd.DataFrame) -> None:
    many = pd.concat([personnel.head(1).assign(source=f"source {number}") for number in range(10)])
    legend = charts.figures_over_time(many).get_legend()
    assert [text.get_text() for text in legend.get_texts()][-1] == "3 others"
    assert len(legend.get_texts()) == 8


def test_equal_figures_of_two_sources_stand_side_by_side(personnel: pd.DataFrame) -> None:
    twice = pd.concat([personnel.head(1), personnel.head(1).assign(source="the Kremlin")])
    ax = charts.figures_over_time(twice)
    lines = [line for line in ax.lines if line.get_gid() == "approx"]
    pixels = [line.get_transform().transform((19_000.0, 90_000.0))[0] for line in lines]
    assert pixels[1] - pixels[0] > 6


def test_a_figure_without_a_day_is_left_out_and_counted(personnel: pd.DataFrame) -> None:
    undated = personnel.assign(published=pd.NaT, time_start=pd.NaT)
    undated.iloc[0, undated.columns.get_loc("published")] = pd.Timestamp("2021-11-03")
    ax = charts.figures_over_time(undated)
    assert any(text.startswith("10 figures without a value or a day left out.") for text in texts(ax))


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ("2021-11-03", "2021-11-03", ["3 Nov 2021"]),
        ("2021-11-03", "2021-11-05", ["3 Nov 2021", "4 Nov 2021", "5 Nov 2021"]),
        ("2021-11-03", "2022-02-18", ["Nov 2021", "Dec 2021", "Jan 2022", "Feb 2022"]),
        ("2014-03-01", "2022-02-18", ["Jan 2014", "Jan 2016", "Jan 2018", "Jan 2020", "Jan 2022"]),
    ],
)
def test_ticks_of_days_are_few_and_round(personnel: pd.DataFrame, first: str, last: str, ticks: list[str]) -> None:
    days = personnel.head(2).assign(published=pd.to_datetime([first, last]), time_start=pd.NaT)
    labels = [text.get_text() for text in charts.figures_over_time(days).get_xticklabels()]
    assert labels == ticks


# -- both


@each_chart
def test_kinds_and_currencies_are_never_mixed_on_one_axis(draw: Any, figures: pd.DataFrame) -> None:
    with pytest.raises(charts.MixedKindsError, match=r"several kinds .*personnel.*ships.*; filter to one kind"):
        draw(figures)
    with pytest.raises(ValueError, match=r"money \(EUR\), money \(USD\)"):
        draw(figures[figures["kind"] == "money"])
    assert issubclass(charts.MixedKindsError, AnalystkitError)


@each_chart
def test_a_missing_column_is_named(draw: Any, personnel: pd.DataFrame) -> None:
    with pytest.raises(ColumnError, match="figures: no column 'bound'"):
        draw(personnel.drop(columns="bound"))


@each_chart
def test_an_empty_frame_draws_an_empty_labelled_chart(draw: Any, figures: pd.DataFrame) -> None:
    ax = draw(figures.head(0))
    assert "No figures to draw" in texts(ax)
    assert 'alt="No figures. Source: 0 articles;' in ax._repr_html_()


@each_chart
def test_unknown_values_draw_nothing_and_raise_nothing(draw: Any, personnel: pd.DataFrame) -> None:
    blank = personnel.assign(
        bound=None, unit=None, item=None, source=None, modality=None, number=None, low=float("nan"), high=float("nan")
    )
    ax = draw(blank)
    ax._repr_html_()
    assert sorted(dots(ax, "exact"), key=str)
    assert any("without a value" in text for text in texts(ax))


@each_chart
def test_a_frame_with_a_repeated_index_draws_every_row(draw: Any, personnel: pd.DataFrame) -> None:
    twice = pd.concat([personnel, personnel])
    assert len(dots(draw(twice), "approx")) == 2


@each_chart
def test_a_given_axes_is_drawn_on_and_returned(draw: Any, personnel: pd.DataFrame) -> None:
    ax = Figure().add_subplot()
    assert draw(personnel, ax=ax) is ax
    assert ax.lines


@each_chart
def test_the_same_figures_give_the_same_bytes(draw: Any, personnel: pd.DataFrame) -> None:
    assert draw(personnel)._repr_html_() == draw(personnel)._repr_html_()


@pytest.mark.parametrize("smallest", [0, 20_000], ids=["logarithmic", "linear"])
@each_chart
def test_no_label_is_cut_off_at_the_edge_or_overlaps_another(draw: Any, personnel: pd.DataFrame, smallest: int) -> None:
    long = personnel.assign(source="A spokesperson for the ministry of wide and windy words", item="w" * 80)
    ax = draw(long[long["best"].fillna(long["low"]) >= smallest])
    renderer = FigureCanvasAgg(ax.figure).get_renderer()
    ax.figure.draw(renderer)
    width, height = ax.figure.bbox.width, ax.figure.bbox.height
    ticks = [tick.label1 for axis in (ax.xaxis, ax.yaxis) for tick in axis.get_major_ticks() if in_view(axis, tick)]
    boxes = [text.get_window_extent(renderer) for text in [*ax.texts, *ticks, *ax.get_legend().get_texts()]]
    assert all(box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height for box in boxes)
    assert not [1 for n, box in enumerate(boxes) for other in boxes[:n] if box.overlaps(other)]


HALF = "" if find_spec("pyarrow") else "\ud800"
"""Half of a character, which text in pandas can hold only where pyarrow is not installed."""


@each_chart
def test_words_of_an_article_are_neither_mathematics_nor_missing_glyphs(draw: Any, personnel: pd.DataFrame) -> None:
    odd = "$5_a and $6^2 \\frac 漢字 \u202eabc\u0007\n" + HALF
    ax = draw(personnel.assign(item=odd, source=odd, actor=[[odd]] * len(personnel)))
    html = ax._repr_html_()
    assert html.encode("utf-8")
    shown = " ".join([*texts(ax), *(text.get_text() for text in ax.get_legend().get_texts())])
    assert "$5_a and $6^2" in shown + " ".join(rows(ax).values())
    assert not {"\u202e", "\u0007", "漢"} & set(shown)


def test_a_chart_shows_itself_in_a_cell_with_words_for_those_who_cannot_see_it(personnel: pd.DataFrame) -> None:
    html = ak.charts.figures_by_actor(personnel)._repr_html_()
    assert '<img alt="11 figures of personnel by 4 actors, 2021-11 to 2022-02; Russia from 10,000 to 190,000;' in html
    assert picture(html).format == "PNG"
    assert "Software" not in picture(html).info
    assert picture(html).convert("RGB").getpixel((2, 2)) == (255, 255, 255)


# -- words


def test_an_alt_text_is_escaped_and_stays_one_attribute() -> None:
    html = charts.render_image(Figure(figsize=(1, 1)).add_subplot(), '"><script>alert(1)</script>')
    assert html.startswith('<img alt="&quot;&gt;&lt;script&gt;')
    assert "<script>" not in html


def test_a_removed_axes_cannot_be_shown() -> None:
    ax = Figure().add_subplot()
    ax.remove()
    with pytest.raises(AnalystkitError, match="draw it again"):
        charts.render_image(ax, "")


def test_figures_of_several_kinds_are_described_without_a_common_range(figures: pd.DataFrame) -> None:
    words = charts.describe_figures(figures)
    assert words.startswith("15 figures of personnel, ground vehicles, money (EUR), money (USD) and ships by 5 actors")
    assert "from" not in words
    assert words.endswith("; 1 planned; 1 denied.")


def test_a_source_note_counts_articles_and_publishers(figures: pd.DataFrame, articles: pd.DataFrame) -> None:
    span = "3 Nov 2021 - 18 Feb 2022; figures as reported, not verified"
    assert charts.source_note(figures, articles) == f"Source: 4 articles, 3 publishers, {span}"
    assert charts.source_note(figures) == f"Source: 4 articles, {span}"


def test_subjects_come_largest_first_and_lose_no_figure(figures: pd.DataFrame) -> None:
    parts = charts.split_by_subject(figures)
    assert list(parts) == ["personnel", "ground vehicles", "money (EUR)", "money (USD)", "ships"]
    assert sum(map(len, parts.values())) == len(figures)


def test_colours_and_markers_are_distinct_and_stand_out_from_white() -> None:
    looks = [row for row in tables.rows("colours") if row["use"] == "series"]
    assert len({row["hex"] for row in looks}) == len({row["marker"] for row in looks}) == len(looks)
    assert all(luminance(row["hex"]) < 0.5 for row in looks)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
