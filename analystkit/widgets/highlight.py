"""A figure in its article: the sentence highlighted, and what each column says about it."""

import html
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from analystkit.charts.wording import amount_text, day_text, escape, legible, visible

__all__ = ["detail"]

EXPLAINED = (
    ("item", "What is counted"),
    ("actor", "Whose it is, or who was hit"),
    ("action", "Doing what"),
    ("event", "Event"),
    ("place", "Where"),
    ("time", "When, as written"),
    ("source", "Who says so"),
    ("stance", "Of which side the claimant speaks"),
    ("modality", "Stated, planned or denied"),
    ("change", "Direction, where the number is a change"),
    ("measure", "A level, a flow, or a running total"),
    ("rule", "Rules that decided"),
)
BOUNDS = {
    "exact": "exactly", "approx": "about", "at_least": "at least", "at_most": "at most", "range": "between",
    "vague": "a vague word, read as",
}  # fmt: skip


def detail(figure: Mapping[str, Any], article: Mapping[str, Any] | None) -> str:
    """Return a figure's sentence in its article and the meaning of its columns, as HTML.

    Parameters
    ----------
    figure : one row of figures.
    article : its row of articles; None shows the sentence alone.
    """
    text = article.get("text") if article is not None else None
    held = isinstance(text, str) and text[figure["start"] : figure["end"]] == figure["number"]
    body = _in_article(str(text), figure) if held else _alone(figure, given=article is not None)
    return f'<section class="ak-detail" dir="auto">{_head(figure, article)}{body}{_columns(figure)}</section>'


def _head(figure: Mapping[str, Any], article: Mapping[str, Any] | None) -> str:
    known = article or {}
    title = escape(known.get("title")) or "The sentence"
    day = figure["published"]
    parts = [escape(known.get("publisher")), "" if pd.isna(day) else day_text(day)]
    return f'<h4>{title}</h4><p class="ak-note">{", ".join(part for part in parts if part)}</p>'


def _alone(figure: Mapping[str, Any], *, given: bool) -> str:
    """Return the sentence without its article; where one was given, its text is not what the offsets were made for."""
    why = "The text of the article is not the one this figure was read from: the sentence alone." if given else ""
    sentence = legible(figure["sentence"])
    return f'<p class="ak-note">{why}</p><p>{_mark(html.escape(sentence), "sentence")}</p>'


def _in_article(text: str, figure: Mapping[str, Any]) -> str:
    """Return the paragraph of the sentence with its neighbours; the rest of the article opens on demand."""
    paragraphs = _paragraphs(text)
    at = next(number for number, (_, end) in enumerate(paragraphs) if figure["start"] < end)
    marked = [_paragraph(text, start, end, figure) for start, end in paragraphs]
    first, last = max(at - 1, 0), at + 2
    before, after = "".join(marked[:first]), "".join(marked[last:])
    parts = (_folded("Earlier in the article", before), *marked[first:last], _folded("Later in the article", after))
    return "".join(parts)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line)
    return found


def _folded(name: str, paragraphs: str) -> str:
    return f"<details><summary>{name}</summary>{paragraphs}</details>" if paragraphs else ""


def _paragraph(text: str, start: int, end: int, figure: Mapping[str, Any]) -> str:
    """Return one paragraph, the sentence and in it the number marked where they stand here."""
    number = figure["start"], figure["end"]
    first, last = _sentence(text, figure)
    cuts = [min(max(cut, start), end) for cut in (start, first, *number, last, end)]
    before, lead, count, tail, after = (html.escape(visible(text[a:b])) for a, b in pairwise(cuts))
    marked = _mark(lead + _mark(count, "number") + tail, "sentence")
    return f"<p>{before}{marked}{after}</p>"


def _sentence(text: str, figure: Mapping[str, Any]) -> tuple[int, int]:
    """Return where the sentence around the number stands, the number alone where it is not found as written."""
    sentence, start, end = figure["sentence"], figure["start"], figure["end"]
    if isinstance(sentence, str):
        first = text.find(sentence, max(end - len(sentence), 0), start + len(sentence))
        if first >= 0:
            return first, first + len(sentence)
    return start, end


def _mark(marked: str, name: str) -> str:
    return f'<mark class="ak-{name}">{marked}</mark>' if marked else ""


def _columns(figure: Mapping[str, Any]) -> str:
    """Return every column that says something, with what it means."""
    lines = [("low, best, high", "Value", _value(figure)), ("unit", "Unit and kind", _unit(figure))]
    lines += [(column, meaning, _cell(figure[column])) for column, meaning in EXPLAINED]
    shown = (f"<dt>{what} <code>{name}</code></dt><dd>{html.escape(said)}</dd>" for name, what, said in lines if said)
    return f"<dl>{''.join(shown)}</dl>"


def _value(figure: Mapping[str, Any]) -> str:
    values = [figure[name] for name in ("low", "best", "high") if not pd.isna(figure[name])]
    amounts = " to ".join(dict.fromkeys(amount_text(value) for value in (min(values), max(values)))) if values else ""
    return f"{BOUNDS.get(figure['bound'], '')} {amounts}".strip()


def _unit(figure: Mapping[str, Any]) -> str:
    return ", ".join(part for part in (legible(figure["unit"]), legible(figure["kind"]).replace("_", " ")) if part)


def _cell(value: object) -> str:
    return ", ".join(map(legible, value)) if isinstance(value, list | tuple) else legible(value)
