"""When a year's money was spent, month by month."""

from __future__ import annotations

from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from .._values import Day
from ..ledger import Ledger
from ..table import Cell, Table
from ._asked import listed, money, names_of, needs, said, sentence, something, source_of
from ._bars import NOUGHT
from ._canvas import (
    BLUE,
    INK,
    NOT_RECORDED,
    ORANGE,
    QUIET,
    Look,
    axes_of,
    drawn,
    finish,
    money_axis,
    room,
    short,
    styled,
)

__all__ = ["year_end_spike"]

_PLAIN, _SPIKE = Look(BLUE), Look(ORANGE, "//")
_SPIKE_FROM = 12
_MONTHS = (
    *("April", "May", "June", "July", "August", "September", "October", "November", "December"),
    *("January", "February", "March", "Month 13"),
)


@styled
def year_end_spike(
    of: Ledger | Table,
    *,
    year: str | None = None,
    body: str | None = None,
    stream: str | None = None,
    as_at: Day | None = None,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw what was spent in each month, with what month 12 and month 13 have of it.

    Of a ledger, say the year; a table is that of `Ledger.months`. All lines together; the line
    across says what was to be spent by profile. A month of which any spend is not recorded is an
    open hatched bar; one that has not ended is not drawn as nought. Raises `ValueError` where
    there is no money in the year.

    >>> from ringfence import Ledger, plot
    >>> ledger = Ledger()
    >>> _ = ledger.add_body("gov", kind="government")
    >>> _ = ledger.add_body("upland", "Upland", kind="health_board", parent="gov")
    >>> _ = ledger.add_stream("core", purposes=["beds"])
    >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=1200,
    ...                     notice="letter", effective="2025-04-07")
    >>> for day, amount in [("2025-05-12", 100), ("2026-03-30", 300)]:
    ...     _ = ledger.spend(stream="core", body="upland", purpose="beds", year="2025-26",
    ...                      amount=amount, effective=day)
    >>> ax = plot.year_end_spike(ledger, year="2025-26", body="upland", as_at="2026-03-31")
    >>> print(plot.alt_text(ax))
    Upland: spend of 2025-26, month by month. May £100.00 and March £300.00. Months 12 and 13 have
    £300.00 of £400.00 spent (75.0%).
    """
    if isinstance(of, Ledger):
        if year is None:
            raise ValueError("year_end_spike: a ledger has many years; say the year")
        table = of.months(year, body=body, stream=stream, as_at=as_at)
        whose = f"{names_of(of).get(body, body)}: " if body else ""
        what = f"spend of {stream} money of {year}" if stream else f"spend of {year}"
        headed = f"{whose}{what}, month by month"
        headed = f"{headed[0].upper()}{headed[1:]}"
        source = source_of(table).replace(table._when, of._as_at(as_at))
    else:
        needs(of, "year_end_spike", "months", "month", "until", "profiled", "spent")
        table, headed, source = of, of.title, source_of(of)
    of_what = " of ".join(it for it in (stream, body, year) if it) or "this table"
    something(table.rows(), "year_end_spike", of_what, "ask for another year, body or stream")
    months = table.sums_by("month", "until").rows()
    months.sort(key=lambda row: int(str(row["month"])))
    ax = axes_of(ax, 2.9)
    spike, whole = _sums(months)
    open_ = any(money(row, "spent") is None for row in months)
    tail = "" if open_ else _share(spike, whole)
    _draw(ax, months, tail)
    headed = title or headed
    told = [f"{_name(row)} {said(money(row, 'spent'))}" for row in months if row["spent"] != 0]
    words = f"{sentence(headed)} {listed(told) or 'Nothing is spent'}."
    if tail:
        words = f"{words} Months 12 and 13 have {_share(spike, whole, full=True)}."
    profiled = Line2D([], [], color=INK, lw=1.2, dashes=(4, 2), label="as profiled")
    return finish(
        ax, title=headed, legend=_legend(months), lines=[profiled], source=source, words=words
    )


def _legend(months: list[dict[str, Cell]]) -> list[tuple[str, Look]]:
    found = []
    if any(money(row, "spent") for row in months if not _late(row)):
        found.append(("spent", _PLAIN))
    if any(money(row, "spent") for row in months if _late(row)):
        found.append(("spent in months 12 and 13", _SPIKE))
    if any(money(row, "spent") is None for row in months):
        found.append(("spend not recorded", NOT_RECORDED))
    return found


def _late(row: dict[str, Cell]) -> bool:
    return int(str(row["month"])) >= _SPIKE_FROM


def _sums(rows: list[dict[str, Cell]]) -> tuple[Decimal, Decimal]:
    found = [(int(str(row["month"])), row["spent"]) for row in rows]
    sums = [(month, it) for month, it in found if isinstance(it, Decimal)]
    late = sum((it for month, it in sums if month >= _SPIKE_FROM), NOUGHT)
    return late, sum((it for _, it in sums), NOUGHT)


def _share(spike: Decimal, whole: Decimal, *, full: bool = False) -> str:
    if whole <= 0 or spike <= 0:
        return ""
    share = (100 * spike / whole).quantize(Decimal("0.1"))
    if full:
        return f"{said(spike)} of {said(whole)} spent ({share}%)"
    return f"{short(spike, whole)} of {short(whole, whole)} spent ({share}%)"


def _name(row: dict[str, Cell]) -> str:
    return _MONTHS[int(str(row["month"])) - 1]


def _draw(ax: Axes, months: list[dict[str, Cell]], tail: str) -> None:
    sums = [it for row in months for it in (money(row, "spent"), money(row, "profiled")) if it]
    most, least = max(sums, default=NOUGHT), min([*sums, NOUGHT])
    reach = max(most, -least) or Decimal(1)
    for at, row in enumerate(months):
        spent, profiled = money(row, "spent"), money(row, "profiled")
        if spent is None:
            _bar(ax, at, profiled or reach / 4, NOT_RECORDED)
            _upright(ax, at, " not recorded")
        else:
            _bar(ax, at, spent, _SPIKE if _late(row) else _PLAIN)
            _label(ax, at, spent, short(spent, reach))
        if profiled is not None:
            over = [at - 0.5, at + 0.5]
            ax.plot(over, [drawn(profiled)] * 2, color=INK, lw=1.2, dashes=(4, 2), zorder=2.5)
    names = [_name(row) for row in months]
    for at in range(len(months), 12):
        names.append(_MONTHS[at])
        _upright(ax, at, " to come")
    ax.set_ylim(drawn(least * Decimal("1.2")), drawn(most * Decimal("1.2")) or 1)
    ax.set_xlim(-0.6, len(names) - 0.4)
    letters = 1 if room(ax)[0] < 220 else 3
    ticks = ["13" if name == _MONTHS[-1] else name[:letters] for name in names]
    ax.set_xticks(range(len(names)), ticks)
    ax.tick_params(axis="x", length=0)
    money_axis(ax, reach, upright=True)
    if tail:
        white = {"facecolor": "white", "edgecolor": "none", "pad": 2}
        text = f"Months 12 and 13: {tail}"
        ax.text(0.01, 0.98, text, transform=ax.transAxes, va="top", fontweight="bold", bbox=white)


def _bar(ax: Axes, at: int, amount: Decimal, look: Look) -> None:
    ax.bar(
        at,
        drawn(amount),
        width=0.74,
        color=look.colour,
        edgecolor=QUIET if look is NOT_RECORDED else INK,
        linewidth=0.6,
        hatch=look.hatch or None,
    )


def _upright(ax: Axes, at: int, text: str) -> None:
    white = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
    ax.text(at, 0, text, rotation=90, ha="center", va="bottom", fontsize=7.5, bbox=white)


def _label(ax: Axes, at: int, amount: Decimal, text: str) -> None:
    above = amount >= 0
    ax.annotate(
        text,
        (at, drawn(amount)),
        (0, 3 if above else -3),
        textcoords="offset points",
        ha="center",
        va="bottom" if above else "top",
        fontsize=7,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        zorder=4,
    )
