"""The sheet a chart is drawn on: an Axes that shows itself, text that fits, and the picture as HTML."""

import base64
import io
from functools import lru_cache
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from PIL import Image

from analystkit.charts.wording import escape, legible
from analystkit.errors import AnalystkitError

__all__ = [
    "FONT", "INK", "MUTED", "RULE", "SIZE", "Chart", "add_note", "add_title", "dress", "fit", "label", "new_chart",
    "render_image", "say_empty",
]  # fmt: skip

FONT = "DejaVu Sans"
"""Comes with matplotlib, so labels measure the same on every machine."""
INK, MUTED, RULE = "#222222", "#595959", "#d9d9d9"
SIZE = 9.0
"""Of labels, in points."""
TITLE = 11.5
SHRINK = "max-width: max(100%, 720px); height: auto"
"""A narrow page shrinks the picture while its words can be read; then it scrolls."""
WHITE, NEARLY_WHITE = 255, 253
"""The colours kept are means, which would leave the ground of a picture a shade darker than its page."""
SCREEN, SHARPNESS = 96, 1.5


class Chart(Axes):
    """An Axes that shows itself in a notebook: IPython draws no Axes of its own accord, only pyplot's figures."""

    alt = ""

    def _repr_html_(self) -> str:
        return f'<div style="overflow-x: auto">{render_image(self)}</div>'


def new_chart(width: float, height: float, margins: tuple[float, float, float, float]) -> Chart:
    """Return an empty chart; sizes and margins (left, right, bottom, top) are in inches."""
    left, right, bottom, top = margins
    figure = Figure(figsize=(width, height), dpi=SCREEN, facecolor="white")
    box = (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
    chart = Chart(figure, box)
    figure.add_axes(chart)
    return chart


def dress(ax: Axes, along: str) -> None:
    """Leave of the frame only what is read: the axis of values with light grid lines."""
    for spine in ax.spines.values():
        spine.set(visible=spine.spine_type == "bottom", color=MUTED)
    ax.grid(axis="x" if along == "x" else "y", color=RULE, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.tick_params(labelfontfamily=FONT, labelsize=SIZE, labelcolor=INK, color=MUTED, length=0, pad=7)


def add_title(ax: Axes, text: str, left: float, width: float) -> None:
    """Write the title above the key, ``width`` inches at most, from ``left`` inches before the axes."""
    words = fit(label(text), width * SIZE / TITLE, "bold")
    _write(ax, words, (0, 1), (-left * 72, 30), size=TITLE, weight="bold", color=INK)


def add_note(ax: Axes, lines: list[str], left: float, drop: float) -> None:
    """Write what was left out, and the source, some points under the axis."""
    text = "\n".join(line for line in lines if line)
    _write(ax, text, (0, 0), (-left * 72, -drop), size=8, color=MUTED, verticalalignment="top", linespacing=1.5)


def say_empty(ax: Axes) -> None:
    """Say in the middle of an empty chart that it is empty."""
    ax.set_xticks([])
    ax.set_yticks([])
    middle = {"horizontalalignment": "center", "verticalalignment": "center"}
    _write(ax, "No figures to draw", (0.5, 0.5), (0, 0), size=11, color=MUTED, **middle)


def _write(ax: Axes, text: str, at: tuple[float, float], offset: tuple[float, float], **style: Any) -> None:
    ax.annotate(
        text, at, xycoords="axes fraction", xytext=offset, textcoords="offset points", family=FONT,
        parse_math=False, annotation_clip=False, **style,
    )  # fmt: skip


def render_image(ax: Axes, alt: str | None = None) -> str:
    """Return the figure of an Axes as an ``<img>`` element that holds the whole picture.

    Parameters
    ----------
    ax : the picture is that of its whole figure.
    alt : what the picture shows, in words; escaped here. None takes the words the chart was drawn with.

    Returns
    -------
    HTML; the same chart gives the same bytes.

    Raises
    ------
    AnalystkitError : the Axes was removed from its figure.

    Examples
    --------
    >>> ax = Figure(figsize=(2, 1)).add_subplot()
    >>> render_image(ax, 'An "empty" chart')[:48]
    '<img alt="An &quot;empty&quot; chart" width="192'
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise AnalystkitError("chart", "it was removed from its figure", "draw it again")
    data = base64.b64encode(_png(figure)).decode("ascii")
    width = round(figure.get_figwidth() * SCREEN)
    words = getattr(ax, "alt", "") if alt is None else alt
    return f'<img alt="{escape(words)}" width="{width}" style="{SHRINK}" src="data:image/png;base64,{data}">'


def _png(figure: Figure) -> bytes:
    """Return the picture in 256 colours: a third of the bytes, which a notebook keeps for every chart."""
    full, small = io.BytesIO(), io.BytesIO()
    with matplotlib.rc_context({"savefig.bbox": None}):
        figure.savefig(full, format="png", dpi=SCREEN * SHARPNESS, pil_kwargs={"compress_level": 1})
    picture = Image.open(full).convert("RGB").quantize(256, method=Image.Quantize.FASTOCTREE)
    picture.putpalette([WHITE if value >= NEARLY_WHITE else value for value in picture.getpalette() or []])
    picture.save(small, format="png")
    return small.getvalue()


def label(text: object) -> str:
    """Return text as a label can draw it: legible, and a box for each letter that the font lacks.

    Examples
    --------
    >>> label("Киев \\u6f22")
    'Киев □'
    """
    return "".join(letter if _drawable(letter) else "□" for letter in legible(text))


def fit(text: str, width: float, weight: str = "normal") -> str:
    """Return a label shortened with an ellipsis to a width in inches.

    Examples
    --------
    >>> fit("a spokesperson for the ministry of defence", 1.5)
    'a spokesperson for t…'
    """
    room = width * SCREEN
    if _length(text, weight) <= room:
        return text
    kept = text[: int(room / SIZE * 3)]
    while kept and _length(kept.rstrip() + "…", weight) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;") + "…"


@lru_cache(maxsize=4096)
def _length(text: str, weight: str) -> float:
    font = get_font(findfont(FontProperties(family=FONT, weight=weight)))
    font.set_size(SIZE, SCREEN)
    font.set_text(text)
    return float(font.get_width_height()[0]) / 64


@lru_cache(maxsize=4096)
def _drawable(letter: str) -> bool:
    return bool(get_font(findfont(FontProperties(family=FONT))).get_char_index(ord(letter)))
