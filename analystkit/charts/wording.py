"""The words of a chart: amounts, days, names, the alt text and the source note, all made from the data."""

import html
import unicodedata
from collections.abc import Iterable
from datetime import date

import pandas as pd

from analystkit.charts.subjects import by_frequency, split_by_subject
from analystkit.frames import require

__all__ = [
    "NAMED",
    "NO_ACTOR",
    "actor_names",
    "actors_of",
    "amount_text",
    "claimants",
    "count",
    "day_text",
    "describe_figures",
    "ends",
    "escape",
    "figure_text",
    "join_words",
    "legible",
    "publishers",
    "single_actors",
    "source_note",
    "visible",
]

NAMED = ("article", "published", "kind", "unit", "actor", "source")
"""Columns that say what figures are about and who says so."""
NO_ACTOR, NO_SOURCE = "actor not stated", "not attributed"
HEDGES = {"approx": "about ", "at_least": "at least ", "at_most": "up to "}
STANDING = {"planned": "planned", "denied": "denied", "up": "increase", "down": "decrease"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
MOST_NAMED = 5


def describe_figures(figures: pd.DataFrame) -> str:
    """Say in words what a chart of these figures shows: its alt text.

    Parameters
    ----------
    figures : a frame with the columns of figures; it may hold several kinds.

    Raises
    ------
    ColumnError : a column is missing.

    Examples
    --------
    >>> describe_figures(pd.DataFrame({
    ...     "kind": "ship", "unit": "warship", "actor": [["Russia"], ["Russia"]], "published": pd.NaT,
    ...     "low": [20, 24], "best": [20, 24], "high": [20, 24]}))
    '2 figures of ships by 1 actor; Russia from 20 to 24.'
    """
    figures = require(figures, ["kind", "unit", "actor", "published", "low", "best", "high"], thing="figures")
    if figures.empty:
        return "No figures."
    subjects = list(split_by_subject(figures))
    names = actor_names(figures)
    stated = [name for name in by_frequency(single_actors(figures)) if name != NO_ACTOR]
    first = f"{count(len(figures), 'figure')} of {join_words(subjects)} by {count(len(stated), 'actor')}"
    ranges = _ranges(figures, names) if len(subjects) == 1 else []
    return legible("; ".join([first + _months(figures), *ranges, *_not_so(figures)])) + "."


def source_note(figures: pd.DataFrame, articles: pd.DataFrame | None = None) -> str:
    """Return the line under a chart that says what it rests on.

    Parameters
    ----------
    figures : a frame with ``article`` and ``published``.
    articles : their articles; with ``article`` and ``publisher`` the publishers are counted too.

    Raises
    ------
    ColumnError : a column is missing.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-09-03", "2022-02-18"])
    >>> source_note(pd.DataFrame({"article": ["a", "b"], "published": days}))
    'Source: 2 articles, 3 Sep 2021 - 18 Feb 2022; figures as reported, not verified'
    """
    figures = require(figures, ["article", "published"], thing="figures")
    parts = [count(figures["article"].nunique(), "article")]
    outlets = publishers(figures, articles).nunique()
    if outlets:
        parts.append(count(outlets, "publisher"))
    days = figures["published"].dropna()
    if len(days):
        parts.append(" - ".join(dict.fromkeys([day_text(days.min()), day_text(days.max())])))
    return f"Source: {', '.join(parts)}; figures as reported, not verified"


def amount_text(value: float) -> str:
    """Return an amount with thousands set off, in millions and above with a word.

    Examples
    --------
    >>> amount_text(92000), amount_text(2.5e9), amount_text(1234567), amount_text(0.5)
    ('92,000', '2.5 billion', '1,234,567', '0.5')
    """
    for scale, word in SCALES:
        if abs(value) >= scale and round(value / scale, 3) == value / scale:
            return f"{value / scale:,.15g} {word}"
    return f"{value:,.15g}"


def day_text(day: date) -> str:
    """Return a day in English whatever the locale of the machine.

    Examples
    --------
    >>> day_text(date(2021, 9, 3))
    '3 Sep 2021'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun: "1 actor", "3 actors"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def join_words(words: Iterable[str]) -> str:
    """Return words as a list in prose, a long one cut short.

    Examples
    --------
    >>> join_words(["Russia", "Belarus"]), join_words("abcdefg")
    ('Russia and Belarus', 'a, b, c, d, e and 2 more')
    """
    listed = list(words)
    if len(listed) > MOST_NAMED:
        listed = [*listed[:MOST_NAMED], f"{len(listed) - MOST_NAMED} more"]
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def legible(text: object) -> str:
    """Return text fit for a label: one line of visible characters.

    Examples
    --------
    >>> legible("20\\u202e ships\\n\\x07here"), legible(float("nan"))
    ('20 ships here', '')
    """
    return " ".join(visible(text).split())


def visible(text: object) -> str:
    """Return text without control, direction-changing or unassigned characters; every white space becomes a blank.

    Examples
    --------
    >>> visible("about \\u202e20\\n")
    'about 20 '
    """
    if not isinstance(text, str):
        return ""
    spaced = (" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in spaced if not unicodedata.category(letter).startswith("C"))


def escape(text: object) -> str:
    """Return text of an article made legible and safe inside HTML, in an element or an attribute.

    Examples
    --------
    >>> escape('<b onclick="x">')
    '&lt;b onclick=&quot;x&quot;&gt;'
    """
    return html.escape(legible(text), quote=True)


def ends(figures: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the lowest and the highest value that each figure names; both are NA where it names none."""
    low, best, high = (figures[name].astype("float64") for name in ("low", "best", "high"))
    return low.fillna(best).fillna(high), high.fillna(best).fillna(low)


def actor_names(figures: pd.DataFrame) -> pd.Series:
    """Return the actors of each figure as one name: two owners make a pair, not two figures."""
    names = [" and ".join(sorted(map(legible, actors_of(actor)))) for actor in figures["actor"]]
    return pd.Series(names, index=figures.index, dtype="str")


def single_actors(figures: pd.DataFrame) -> pd.Series:
    """Return every actor that a figure names, so that one with two owners stands here twice."""
    return pd.Series([name for actor in figures["actor"] for name in actors_of(actor)], dtype="str")


def actors_of(actor: object) -> list[str]:
    """Return the actors in a cell as a list of at least one name: a cell edited by hand may hold text or nothing."""
    if isinstance(actor, str):
        return [actor]
    names = [name for name in actor if isinstance(name, str)] if isinstance(actor, Iterable) else []
    return names or [NO_ACTOR]


def claimants(figures: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.Series:
    """Return who says so: the source, else the outlet where the articles tell, else "not attributed"."""
    sources = figures["source"].map(legible).astype("object")
    outlets = publishers(figures, articles).map(lambda name: f"{legible(name)} (outlet)", na_action="ignore")
    return sources.where(sources != "", outlets.astype("object")).fillna(NO_SOURCE).astype("str")


def publishers(figures: pd.DataFrame, articles: pd.DataFrame | None) -> pd.Series:
    """Return the publisher of each figure's article, NA where the articles do not tell."""
    if articles is None or not {"article", "publisher"} <= set(articles.columns):
        return pd.Series(index=figures.index, dtype="str")
    known = articles.drop_duplicates("article").set_index("article")["publisher"]
    return figures["article"].map(known)


def figure_text(figure: pd.Series) -> str:
    """Return a figure as written with its hedge, what it counts, and whether it is planned, denied or a change."""
    number = HEDGES.get(figure["bound"], "") + legible(figure["number"])
    noun = legible(figure["item"]) or (f"({legible(figure['unit'])})" if legible(figure["unit"]) else "")
    of = "of" if noun and figure["bound"] == "vague" and number.endswith("s") else ""
    standing = [f"{STANDING[value]}:" for value in (figure["modality"], figure["change"]) if value in STANDING]
    return " ".join(part for part in (*standing, number, of, noun) if part)


def _months(figures: pd.DataFrame) -> str:
    days = figures["published"].dropna()
    if days.empty:
        return ""
    return ", " + " to ".join(dict.fromkeys(f"{day.year}-{day.month:02}" for day in (days.min(), days.max())))


def _ranges(figures: pd.DataFrame, names: pd.Series) -> list[str]:
    low, high = ends(figures)
    order = sorted(by_frequency(names), key=lambda name: name == NO_ACTOR)
    parts = [_range(name, low[names == name].min(), high[names == name].max()) for name in order[:MOST_NAMED]]
    left = len(order) - MOST_NAMED
    return [*parts, f"{left} more"] if left > 0 else parts


def _not_so(figures: pd.DataFrame) -> list[str]:
    """Return how many figures nobody states as so, where the frame tells."""
    modality = figures.get("modality", pd.Series(dtype="str"))
    return [f"{number} {word}" for word in ("planned", "denied") if (number := int((modality == word).sum()))]


def _range(name: str, low: float, high: float) -> str:
    if pd.isna(low):
        return f"{name} without a value"
    if low == high:
        return f"{name} {amount_text(low)}"
    return f"{name} from {amount_text(low)} to {amount_text(high)}"
