"""What all pictures share: colours, sums as people write them, the frame, the words beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import wraps
from textwrap import fill
from typing import Any, NamedTuple, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, WeakSet

import matplotlib
from matplotlib import pyplot
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .._values import pounds

INK = "#222222"
QUIET = "#595959"
WIDTH = 7.2
"""Inches: what a page of A4 has between its margins."""

STYLE: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 8.5,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.labelsize": 8.5,
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlecolor": INK,
    "axes.axisbelow": True,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.5,
    "legend.fontsize": 8,
    "text.color": INK,
    "xtick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.color": QUIET,
    "ytick.labelcolor": INK,
}

Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn")


class Look(NamedTuple):
    """How a kind of money looks: its colour, and the hatch by which it is known without colour."""

    colour: str
    hatch: str = ""


# The palette of Okabe and Ito, and greys; each with a hatch of its own where it meets another.
BLUE, SKY, GREEN = "#0072B2", "#56B4E9", "#009E73"
YELLOW, ORANGE, RED, PURPLE = "#F0E442", "#E69F00", "#D55E00", "#CC79A7"
GREY, PALE = "#999999", "#E6E6E6"
NOT_RECORDED = Look("#FFFFFF", "////")

_KEY: dict[str, Any] = {
    "frameon": False,
    "borderaxespad": 0.2,
    "borderpad": 0,
    "handlelength": 1.6,
    "columnspacing": 1.2,
    "labelspacing": 0.45,
}
_WORDS: WeakKeyDictionary[Axes, str] = WeakKeyDictionary()
_OURS: WeakSet[Axes] = WeakSet()
"""The axes that have a figure to themselves: title, key and source go to its edges."""


def styled(draw: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
    """Draw in the house style, whatever the settings of the session are."""

    @wraps(draw)
    def drawing(*said: Asked.args, **named: Asked.kwargs) -> Drawn:
        with matplotlib.rc_context(STYLE):
            return draw(*said, **named)

    return drawing


def drawn(amount: Decimal) -> float:
    """Turn an exact sum into a length; nothing is reckoned with it afterwards but places."""
    return float(amount)


def axes_of(ax: Axes | None, height: float) -> Axes:
    """Take the axes given, or make a figure as wide as a page, its axes `height` inches high."""
    if ax is not None:
        return ax
    figure = pyplot.figure(figsize=(WIDTH, height), layout="constrained")
    made = figure.add_subplot()
    _OURS.add(made)
    return made


def figure_of(ax: Axes) -> Figure:
    """Find the whole figure that axes are on."""
    figure = ax.figure
    while isinstance(figure, SubFigure):
        figure = figure.figure
    return figure


def room(ax: Axes) -> tuple[float, float]:
    """Say about how wide and high the axes are, in points; labels outside need some of it."""
    figure = figure_of(ax)
    wide, high = figure.get_size_inches()
    place = ax.get_subplotspec()
    rows, columns = place.get_gridspec().get_geometry() if place else (1, 1)
    return 72 * 0.62 * wide / columns, 72 * (high / rows - 1.3)


class Rows(NamedTuple):
    """How much room rows of a picture have."""

    height: float
    """Inches of the figure."""
    size: float
    """Points of the letters beside a row."""

    @classmethod
    def of(cls, count: int, pitch: float = 0.38) -> Rows:
        """Give `count` rows the room they need, closer together where they are many."""
        each = max(0.145, min(pitch, 8.4 / max(count, 1)))
        return cls(0.4 + each * max(count, 2), max(5.8, min(8.5, each * 72 * 0.52)))


def short(amount: Decimal, largest: Decimal) -> str:
    """Write a sum in the unit that fits the largest one of its picture.

    >>> short(Decimal("12300.00"), Decimal("90000")), short(Decimal("-4166.67"), Decimal("9000"))
    ('£12,300', '−£4,166.67')
    >>> short(Decimal("1234567.89"), Decimal("2e7")), short(Decimal("300"), Decimal("2e10"))
    ('£1.235m', '£300')
    """
    size, sign = abs(amount), "−" if amount < 0 else ""
    for unit, letters in ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m")):
        if abs(largest) >= 10 * unit and size >= unit.scaleb(-3):
            places = f"{(size / unit).quantize(Decimal('0.001')):,f}"
            return f"{sign}£{places.rstrip('0').rstrip('.')}{letters}"
    whole = size == size.to_integral_value() or abs(largest) >= 10_000
    return f"{sign}£{size:,.0f}" if whole and round(size) else pounds(amount).replace(".00", "")


def money_axis(ax: Axes, largest: Decimal, *, upright: bool = False) -> None:
    """Write pounds on the axis of money, and draw its nought."""
    axis = ax.yaxis if upright else ax.xaxis
    axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda place, _: _tick(place, largest)))
    axis.grid(True)
    ax.spines["bottom" if upright else "left"].set_visible(False)
    line = ax.axhline if upright else ax.axvline
    line(0, color=INK, linewidth=0.8, zorder=3)


def _tick(place: float, largest: Decimal) -> str:
    return short(Decimal(repr(float(round(place, 6)))), largest)


def readable_on(colour: str) -> str:
    """Choose black or white letters, by the contrast with what they stand on."""
    light = luminance(colour)
    return "#000000" if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else "#FFFFFF"


def luminance(colour: str) -> float:
    """Say how light a colour is, as the guidelines for contrast of the web define it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def wrapped(name: str, width: int = 26) -> str:
    """Break a long name into lines; a name that will not break is cut, with a sign of it."""
    lines = fill(name, width).splitlines() or [""]
    kept = lines if len(lines) <= 2 else [lines[0], lines[1][: width - 1] + "…"]
    return "\n".join(kept)


def row_names(ax: Axes, names: Sequence[str], rows: Rows, width: int = 26) -> None:
    """Write the names beside the rows, the first on top."""
    texts = [wrapped(name, width) for name in names]
    if rows.size < 8:
        texts = [name if len(name) <= 46 else f"{name[:45]}…" for name in names]
    ax.set_yticks(range(len(names)), texts, fontsize=rows.size)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(names) - 0.4, -0.6)


def told(ax: Axes) -> str | None:
    """Find what a picture says in words."""
    return _WORDS.get(ax)


def finish(
    ax: Axes,
    *,
    title: str,
    legend: Iterable[tuple[str, Look]] = (),
    lines: Iterable[Artist] = (),
    source: str = "",
    words: str = "",
) -> Axes:
    """Put title, key and source around a picture, and keep what it says in words."""
    handles = [*(patch(look, label=label) for label, look in legend), *lines]
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
    draw = _framed if ax in _OURS else _beside
    draw(ax, title, handles, source)
    _WORDS[ax] = words
    return ax


def _columns(handles: Sequence[Artist], points: float) -> int:
    """Say how many samples of the key go beside each other; the first columns hold one more."""
    wide = [4.7 * len(str(it.get_label())) + 34 for it in handles]
    for columns in range(len(wide), 1, -1):
        each, more = divmod(len(wide), columns)
        ends = [(at + 1) * each + min(at + 1, more) for at in range(columns)]
        parts = zip([0, *ends], ends, strict=False)
        if sum(max(wide[start:end]) for start, end in parts) <= points:
            return columns
    return 1


def _framed(ax: Axes, title: str, handles: Sequence[Artist], source: str) -> None:
    """Take the edges of a figure of our own: it grows by what they need."""
    figure = figure_of(ax)
    wide, high = figure.get_size_inches()
    heading, below = fill(title, 80), fill(source, 132)
    columns = _columns(handles, 72 * wide - 16)
    keys = -(-len(handles) // columns)
    top = 12 + 15 * len(heading.splitlines()) + 14 * keys
    bottom = 8 + 8.5 * len(below.splitlines())
    points = 72 * high + top + bottom
    figure.set_size_inches(wide, points / 72)
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        engine.set(rect=(0, bottom / points, 1, 1 - (top + bottom) / points))
    left = 8 / (72 * wide)
    figure.text(
        left, 1 - 7 / points, heading, va="top", fontsize=11, fontweight="bold", linespacing=1.15
    )
    figure.text(left, 6 / points, below, va="bottom", fontsize=6.5, color=QUIET)
    if handles:
        figure.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(left, 1 - (top - 14 * keys - 2) / points),
            ncols=columns,
            **_KEY,
        )


def _beside(ax: Axes, title: str, handles: Sequence[Artist], source: str) -> None:
    """Write around axes that somebody else placed."""
    points = room(ax)[0] / 0.62 * 0.7
    columns = _columns(handles, points)
    keys = -(-len(handles) // columns)
    if handles:
        ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns, **_KEY)
    ax.set_title(fill(title, max(20, int(points / 6.2))), loc="left", pad=8 + 13 * keys, fontsize=9)
    ax.annotate(
        fill(source, max(30, int(points / 3.6))),
        (0, 0),
        (0, -40 if ax.get_xlabel() else -26),
        xycoords="axes fraction",
        textcoords="offset points",
        annotation_clip=False,
        fontsize=6.5,
        color=QUIET,
        va="top",
    )


def patch(look: Look, label: str = "") -> Patch:
    """Make a sample of a look, for the key."""
    return Patch(
        facecolor=look.colour, edgecolor=INK, hatch=2 * look.hatch, linewidth=0.6, label=label
    )
