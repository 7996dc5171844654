"""The two kinds of axis: values, logarithmic where they span more than two orders of magnitude, and days."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from analystkit.charts.picture import FONT, INK
from analystkit.charts.wording import MONTHS, amount_text, day_text

__all__ = ["set_days", "set_values"]

WIDE_SPAN, STEPS = 100, [1, 2, 2.5, 5, 10]
FEWEST_TICKS, MOST_TICKS, MONTH_STEPS = 3, 7, (1, 2, 3, 6, 12, 24, 60, 120, 600)
LEAST_PAD = pd.Timedelta(days=5)


def set_values(ax: Axes, first: pd.Series, last: pd.Series, name: str, *, along: str) -> None:
    """Set scale, limits, ticks and label of the axis that the values run along."""
    low, high = (float(first.min()), float(last.max())) if len(first) else (0.0, 1.0)
    wide = low > 0 and high / low > WIDE_SPAN
    ax.set(**{f"{along}scale": "log" if wide else "linear", f"{along}lim": _limits(low, high, wide=wide)})
    axis = ax.xaxis if along == "x" else ax.yaxis
    axis.set_major_locator(
        LogLocator(subs=(1, 3) if along == "y" else (1,)) if wide else MaxNLocator(5, steps=[1, 2, 2.5, 5, 10])
    )
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(FuncFormatter(lambda value, _: amount_text(round(value, 9))))
    label = f"{name}, logarithmic scale" if wide else name
    axis.set_label_text(label, family=FONT, size=9, color=INK, parse_math=False)


def set_days(ax: Axes, days: pd.Series) -> None:
    """Set limits and ticks of the horizontal axis of days."""
    if days.empty:
        return
    first, last = days.min(), days.max()
    pad = max((last - first) * 0.06, LEAST_PAD)
    ax.set_xlim(first - pad, last + pad)
    ticks = _months(first - pad, last + pad)
    if len(ticks) < FEWEST_TICKS:
        ticks = pd.date_range(first, last, periods=FEWEST_TICKS).normalize().unique()
        ax.set_xticks(ticks.to_numpy(), [day_text(day) for day in ticks])
    else:
        ax.set_xticks(ticks.to_numpy(), [f"{MONTHS[day.month - 1]} {day.year}" for day in ticks])


def _months(first: pd.Timestamp, last: pd.Timestamp) -> pd.DatetimeIndex:
    """Return the first days of months, of every second, third... one where there would be too many."""
    months = pd.date_range(first, last, freq="MS", normalize=True)
    step = next((step for step in MONTH_STEPS if len(months) <= step * MOST_TICKS), len(months))
    return months[(months.year * 12 + months.month - 1) % step == 0]


def _limits(low: float, high: float, *, wide: bool) -> tuple[float, float]:
    """Return limits with room for an arrow beyond the last mark; a linear axis of amounts starts at nought."""
    if wide:
        return low / 2.5, high * 2.5
    room = 0.12 * (max(high, 0) - min(low, 0)) or 1.0
    return min(low - room if low < 0 else 0.0, 0.0), max(high, 0) + room
