"""The still of a panel: picture, caption and a small table, as HTML that needs no kernel and no network."""

import pandas as pd

from analystkit.charts.wording import count, describe_figures, escape
from analystkit.widgets.listing import to_words
from analystkit.widgets.style import STYLE

__all__ = ["still_of"]

MOST = 20


def still_of(figures: pd.DataFrame, articles: pd.DataFrame | None, image: str) -> str:
    """Return the picture of figures with a caption and the first rows of their table."""
    caption = f"{escape(describe_figures(figures))} A still of a live panel: run the cell to filter and read."
    picture = f"<figure>{image}<figcaption>{caption}</figcaption></figure>"
    return (
        f'{STYLE}<div class="ak-still">{picture}{_table(to_words(figures.head(MOST), articles))}{_rest(figures)}</div>'
    )


def _table(words: pd.DataFrame) -> str:
    if words.empty:
        return ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in words.columns)
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in words.itertuples(index=False))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def _rest(figures: pd.DataFrame) -> str:
    left = len(figures) - MOST
    return f"<p>And {count(left, 'more figure')}.</p>" if left > 0 else ""
