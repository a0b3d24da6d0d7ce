"""Bars that lie: parts side by side, what is below nought to the left of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from matplotlib.axes import Axes

from ._canvas import INK, NOT_RECORDED, QUIET, Look, Rows, drawn, readable_on, room, short

NOUGHT = Decimal(0)
THICK = 0.72
_READABLE = 6


class Part(NamedTuple):
    """A part of a bar."""

    amount: Decimal
    look: Look


class Scale(NamedTuple):
    """What is known of a picture's width before it is drawn."""

    least: Decimal
    largest: Decimal

    @classmethod
    def of(cls, bars: Sequence[Sequence[Decimal | None]]) -> Scale:
        """Measure bars whose parts lie end to end."""
        said = [[it for it in bar if it is not None] for bar in bars]
        below = min((sum((it for it in bar if it < 0), NOUGHT) for bar in said), default=NOUGHT)
        above = max((sum((it for it in bar if it > 0), NOUGHT) for bar in said), default=NOUGHT)
        return cls(below, above)

    @property
    def reach(self) -> Decimal:
        """The largest sum on either side."""
        return max(self.largest, -self.least)

    def fits(self, ax: Axes, amount: Decimal, text: str, size: float) -> bool:
        """Whether letters are about as wide as a part is long, or less, and can be read."""
        if size < _READABLE:
            return False
        span = (self.largest - self.least) * Decimal("1.25") or Decimal(1)
        return drawn(abs(amount) / span) * room(ax)[0] > 0.58 * size * len(text) + 3


def stack(ax: Axes, at: float, parts: Sequence[Part], scale: Scale, rows: Rows) -> None:
    """Lay parts end to end, each with its sum where there is room for it."""
    right, left = NOUGHT, NOUGHT
    for amount, look in parts:
        start = right if amount >= 0 else left
        bar(ax, at, start, amount, look)
        text = short(amount, scale.reach)
        if scale.fits(ax, amount, text, rows.size - 1):
            middle = start + amount / 2
            write(ax, drawn(middle), at, text, look, rows.size - 1)
        right, left = (right + amount, left) if amount >= 0 else (right, left + amount)


def bar(ax: Axes, at: float, start: Decimal, amount: Decimal, look: Look) -> None:
    """Draw one bar, from a place on the axis of money."""
    ax.barh(
        at,
        drawn(amount),
        left=drawn(start),
        height=THICK,
        color=look.colour,
        edgecolor=INK,
        hatch=look.hatch or None,
        linewidth=0.6,
    )


def write(ax: Axes, x: float, y: float, text: str, look: Look, size: float) -> None:
    """Write on a part, on its own colour, so that no hatch goes through the letters."""
    ax.text(
        x,
        y,
        text,
        ha="center",
        va="center",
        fontsize=size,
        color=readable_on(look.colour),
        bbox={"facecolor": look.colour, "edgecolor": "none", "pad": 0.8},
    )


def gap(ax: Axes, at: float, length: Decimal, text: str, size: float) -> None:
    """Show that something is not recorded: an open hatched bar, and words."""
    ax.barh(
        at,
        drawn(length),
        height=THICK,
        color=NOT_RECORDED.colour,
        edgecolor=QUIET,
        hatch=NOT_RECORDED.hatch,
        linewidth=0.6,
        linestyle=(0, (3, 2)),
    )
    beside(ax, length, at, text, size)


def beside(ax: Axes, end: Decimal, at: float, text: str, size: float) -> None:
    """Write just right of where a bar ends."""
    ax.annotate(
        text,
        (drawn(end), at),
        (4, 0),
        textcoords="offset points",
        va="center",
        ha="left",
        fontsize=size,
    )


def right_end(ax: Axes, ends: Iterable[tuple[Decimal, str]], size: float) -> Decimal:
    """Say how far to the right the axes go, so that the words beside the bars are on them."""
    wide = Decimal(room(ax)[0])
    each = Decimal(size) * Decimal("0.56")
    limits = [
        max(end, NOUGHT) / (1 - min((each * len(text) + 6) / wide, Decimal("0.7")))
        for end, text in ends
    ]
    return max(limits, default=NOUGHT)
