"""Whether what was promised every year fits what comes every year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from .._values import Day
from ..ledger import Ledger
from ..table import Table
from ._asked import money, names_of, needs, said, sentence, something, source_of
from ._bars import NOUGHT, THICK, beside, gap, right_end
from ._canvas import (
    BLUE,
    INK,
    NOT_RECORDED,
    PALE,
    RED,
    SKY,
    Look,
    Rows,
    axes_of,
    drawn,
    finish,
    money_axis,
    row_names,
    short,
    styled,
)

__all__ = ["recurrent_match"]

_SURE, _UNSURE = Look(SKY), Look(PALE, "..")
_FITS, _ABOVE = Look(BLUE), Look(RED, "xx")
LOOKS = [_SURE, _UNSURE, _FITS, _ABOVE]
_MANY = 30


class _Year(NamedTuple):
    """A year of a line."""

    body: str
    stream: str
    year: str
    base: Decimal | None
    confirmed: bool
    commitments: Decimal | None
    headroom: Decimal | None


@styled
def recurrent_match(
    of: Ledger | Table,
    *,
    year: str | None = None,
    body: str | None = None,
    stream: str | None = None,
    as_at: Day | None = None,
    years_ahead: int = 2,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the recurrent base of three years, and before it what is promised every year.

    Of a ledger, say the first year; a table is that of the question `recurrence`. The wide bar is
    the base, dotted where it is not confirmed; the narrow one is the commitments at their
    full-year cost, crossed where they are above it. Of more lines than a page has room for, each
    has one row: the year in which least is left. Raises `ValueError` where nothing recurs.

    >>> from ringfence import Ledger, plot
    >>> ledger = Ledger()
    >>> _ = ledger.add_body("gov", kind="government")
    >>> _ = ledger.add_body("upland", "Upland", kind="health_board", parent="gov")
    >>> _ = ledger.add_stream("core", purposes=["beds"])
    >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=90_000,
    ...                     recurrence="recurrent", notice="letter", effective="2025-04-07")
    >>> ax = plot.recurrent_match(ledger, year="2025-26", years_ahead=0)
    >>> print(plot.alt_text(ax))
    Upland: recurrent base of core money against recurrent commitments, from 2025-26. Upland, core,
    2025-26: base £90,000.00, commitments £0.00, headroom £90,000.00.
    """
    if isinstance(of, Ledger):
        if year is None:
            raise ValueError("recurrent_match: a ledger has many years; say the first year")
        names = names_of(of)
        table: Table = of.answer(
            "recurrence", year=year, body=body, stream=stream, as_at=as_at, years_ahead=years_ahead
        )
    else:
        names, table = {}, of
        needs(
            of,
            "recurrent_match",
            "the question recurrence",
            "body",
            "stream",
            "year",
            "base",
            "confirmed",
            "commitments",
            "headroom",
        )
    years = _years(table)
    what = f"recurrent money from {year or 'this table'}"
    something(years, "recurrent_match", what, "ask for another year, body or stream")
    one = len({(it.body, it.stream) for it in years}) == 1
    stream = years[0].stream if len({it.stream for it in years}) == 1 else stream
    worst = not one and len(years) > _MANY
    shown = _least(years) if worst else years
    rows = Rows.of(len(shown))
    ax = axes_of(ax, rows.height)
    above = _draw(ax, shown, rows)
    every = [_name(it, names, stream) for it in shown]
    row_names(ax, [it.year for it in shown] if one else _thinned(every, worst), rows, 40)
    whose = f"{names.get(shown[0].body, shown[0].body)}: r" if one else "R"
    base = f"ecurrent base{f' of {stream} money' if stream else ''}"
    headed = title or f"{whose}{base} against recurrent commitments, from {year or shown[0].year}"
    source = source_of(table)
    if worst:
        source = f"{source} Of each line the year in which least is left.".strip()
    words = [sentence(headed)]
    words += [f"{_name(it, names, None)}: {_told(it)}." for it in shown]
    legend = _legend(shown, above=above)
    return finish(ax, title=headed, legend=legend, source=source, words=" ".join(words))


def _told(it: _Year) -> str:
    sure = "" if it.confirmed else " (not confirmed)"
    sums = f"commitments {said(it.commitments)}, headroom {said(it.headroom)}"
    return f"base {said(it.base)}{sure}, {sums}"


def _years(table: Table) -> list[_Year]:
    """Take each year of each line in which anything recurs."""
    found = [
        _Year(
            str(row["body"]),
            str(row["stream"]),
            str(row["year"]),
            money(row, "base"),
            bool(row["confirmed"]),
            money(row, "commitments"),
            money(row, "headroom"),
        )
        for row in table
    ]
    lines = {(it.body, it.stream) for it in found if it.base != 0 or it.commitments != 0}
    return [it for it in found if (it.body, it.stream) in lines]


def _least(years: Sequence[_Year]) -> list[_Year]:
    found: dict[tuple[str, str], _Year] = {}
    for it in years:
        key = (it.body, it.stream)
        if it.base == 0 and it.commitments == 0:
            continue
        has = found.setdefault(key, it)
        if it.headroom is None or (has.headroom is not None and it.headroom < has.headroom):
            found[key] = it
    return list(found.values())


def _name(it: _Year, names: dict[str, str], stream: str | None) -> str:
    parts = [names.get(it.body, it.body), *([] if stream else [it.stream]), it.year]
    return ", ".join(parts)


def _thinned(every: list[str], worst: bool) -> list[str]:
    """Name a line at its first year only."""
    if worst:
        return every
    lines = [name.rsplit(", ", 1) for name in every]
    before = [None, *(line for line, _ in lines)]
    return [
        year if line == last else f"{line}, {year}"
        for (line, year), last in zip(lines, before, strict=False)
    ]


def _draw(ax: Axes, years: Sequence[_Year], rows: Rows) -> bool:
    """Draw the bars, and say whether commitments are above the base anywhere."""
    sums = [it for year in years for it in (year.base, year.commitments) if it is not None]
    most, least = max([*sums, NOUGHT]), min([*sums, NOUGHT])
    reach = max(most, -least) or Decimal(1)
    above = False
    ends = [(reach / 8, "not recorded")]
    for at, it in enumerate(years):
        if it.base is None or it.commitments is None:
            gap(ax, at, reach / 8, "not recorded", rows.size)
        base = _SURE if it.confirmed else _UNSURE
        if it.base is not None:
            _bar(ax, at, it.base, THICK, base)
        if it.commitments is not None:
            over = it.base is not None and it.commitments > max(it.base, NOUGHT)
            above = above or over
            _bar(ax, at, it.commitments, THICK * 0.4, _ABOVE if over else _FITS)
        if it.headroom is not None:
            words = "left" if it.headroom >= 0 else "too little"
            end = max(it.base or NOUGHT, it.commitments or NOUGHT, NOUGHT)
            text = f"{short(abs(it.headroom), reach)} {words}"
            beside(ax, end, at, text, rows.size)
            ends.append((end, text))
    right = right_end(ax, ends, rows.size)
    ax.set_xlim(drawn(least * Decimal("1.06")), drawn(max(right, most, reach / 3)))
    ax.yaxis.set_minor_locator(NullLocator())
    money_axis(ax, reach)
    return above


def _bar(ax: Axes, at: int, amount: Decimal, height: float, look: Look) -> None:
    ax.barh(
        at,
        drawn(amount),
        height=height,
        color=look.colour,
        edgecolor=INK,
        linewidth=0.6,
        hatch=look.hatch or None,
    )


def _legend(years: Sequence[_Year], *, above: bool) -> list[tuple[str, Look]]:
    found = []
    if any(it.confirmed for it in years):
        found.append(("base, confirmed", _SURE))
    if any(not it.confirmed for it in years):
        found.append(("base, not confirmed", _UNSURE))
    found.append(("commitments at full-year cost", _FITS))
    if above:
        found.append(("commitments above the base", _ABOVE))
    if any(it.headroom is None for it in years):
        found.append(("not recorded", NOT_RECORDED))
    return found
