"""A line of a year, from opening to closing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from matplotlib.axes import Axes

from .._values import Day, pounds
from ..ledger import Ledger
from ..position import Position
from ..words import Recurrence
from ._asked import dated, names_of, said, sentence
from ._bars import NOUGHT, THICK, Scale, bar, beside, gap, right_end
from ._canvas import (
    BLUE,
    NOT_RECORDED,
    ORANGE,
    QUIET,
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

__all__ = ["waterfall"]

_IN = [
    ("contributed", "Contributed", 1),
    ("re_provided", "Re-provided", 1),
    ("vired_in", "Vired in", 1),
    ("vired_out", "Vired out", -1),
    ("passed_down", "Passed down", -1),
    ("first_call", "First call of last year", -1),
]
_OUT = [
    ("deficit_met", "Over-spend met", 1),
    ("committed", "Committed", -1),
    ("earmarked", "Earmarked", -1),
    ("held", "Held", -1),
    ("lapsed", "Lapsed", -1),
    ("reverted", "Reverted", -1),
    ("rolled_out", "Rolled over", -1),
]
_LOOKS = {
    "stands": Look(BLUE),
    "more": Look(SKY, ".."),
    "less": Look(ORANGE, "\\\\"),
}


class _Step(NamedTuple):
    """A step of the way from opening to closing."""

    label: str
    kind: Literal["stands", "more", "less"]
    amount: Decimal | None
    """Signed; of what stands, how much it is."""


@styled
def waterfall(
    of: Ledger | Position,
    *,
    body: str | None = None,
    stream: str | None = None,
    year: str | None = None,
    vintage: str | None = None,
    recurrence: Recurrence | str | None = None,
    as_at: Day | None = None,
    as_known: int | Day | None = None,
    parts: bool = False,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw a line of a year from opening to closing: what came, what went, what is available.

    Of a ledger, say body, stream and year; the rest is that of `Ledger.position`. Steps of nought
    are left out. A figure that is not recorded is an open hatched bar, and the steps after it
    begin at nought.

    >>> from decimal import Decimal
    >>> from ringfence import Position, plot
    >>> ax = plot.waterfall(Position(allocated=Decimal("90"), spent=None, available=None),
    ...                     title="Upland")
    >>> print(plot.alt_text(ax))
    Upland. Opening £0.00; allocated £90.00; given £90.00; spent not recorded; available at
    closing not recorded.
    """
    if isinstance(of, Ledger):
        if body is None or stream is None or year is None:
            raise ValueError("waterfall: a ledger has many lines; say body, stream and year")
        position = of.position(
            body=body,
            stream=stream,
            year=year,
            vintage=vintage,
            recurrence=recurrence,
            as_at=as_at,
            as_known=as_known,
            parts=parts,
        )
        name = names_of(of).get(body, body)
        headed = f"{name}: {stream} money of {year}, from opening to closing"
        source = dated(position._source, of._as_at(as_at))
    else:
        position, headed, source = of, of._title, of._source
    steps = _steps(position)
    rows = Rows.of(len(steps))
    ax = axes_of(ax, rows.height)
    _draw(ax, steps, rows)
    headed = title or headed
    words = "; ".join(f"{step.label.lower()} {_told(step)}" for step in steps)
    legend = [
        ("what there is", _LOOKS["stands"]),
        ("adds", _LOOKS["more"]),
        ("takes away", _LOOKS["less"]),
    ]
    if any(step.amount is None for step in steps):
        legend.append(("not recorded", NOT_RECORDED))
        source = f"{source} What follows a figure that is not recorded begins at nought.".strip()
    text = f"{sentence(headed)} {words[0].upper()}{words[1:]}."
    return finish(ax, title=headed, legend=legend, source=source, words=text)


def _steps(position: Position) -> list[_Step]:
    opening = position.rolled_in
    given = [_Step("Opening", "stands", opening), _Step("Allocated", "more", position.allocated)]
    given += _moved(position, _IN)
    sums = [step.amount for step in given]
    whole = None if None in sums else sum((it for it in sums if it is not None), NOUGHT)
    spent = position.spent
    return [
        *given,
        _Step("Given", "stands", whole),
        _Step("Spent", "less", None if spent is None else -spent),
        *_moved(position, _OUT),
        _Step("Available at closing", "stands", position.available),
    ]


def _moved(position: Position, columns: Sequence[tuple[str, str, int]]) -> list[_Step]:
    found = []
    for column, label, sign in columns:
        amount: Decimal | None = getattr(position, column)
        if amount is None:
            found.append(_Step(label, "more" if sign > 0 else "less", None))
        elif amount:
            signed = sign * amount
            found.append(_Step(label, "more" if signed > 0 else "less", signed))
    return found


def _draw(ax: Axes, steps: list[_Step], rows: Rows) -> None:
    levels = _levels(steps)
    scale = Scale.of([[it] for pair in levels for it in pair])
    reach = scale.reach or Decimal(1)
    ends = []
    for at, (step, (start, end)) in enumerate(zip(steps, levels, strict=True)):
        if step.amount is None:
            gap(ax, at, reach / 8, "not recorded", rows.size)
            ends.append((reach / 8, "not recorded"))
            continue
        bar(ax, at, start, end - start, _LOOKS[step.kind])
        sign = "+" if step.kind == "more" else ""
        text = f"{sign}{short(step.amount, reach)}"
        beside(ax, max(start, end), at, text, rows.size)
        ends.append((max(start, end), text))
        if at + 1 < len(steps) and steps[at + 1].amount is not None:
            ax.plot([drawn(end)] * 2, [at + THICK / 2, at + 1 - THICK / 2], color=QUIET, lw=0.7)
    right = right_end(ax, ends, rows.size)
    ax.set_xlim(drawn(scale.least * Decimal("1.06")), drawn(max(right, reach / 3)))
    row_names(ax, [step.label for step in steps], rows)
    money_axis(ax, reach)


def _levels(steps: list[_Step]) -> list[tuple[Decimal, Decimal]]:
    at, found = NOUGHT, []
    for step in steps:
        amount = step.amount or NOUGHT
        start = NOUGHT if step.amount is None or step.kind == "stands" else at
        at = start + amount
        found.append((start, at))
    return found


def _told(step: _Step) -> str:
    if step.amount is None or step.kind == "stands":
        return said(step.amount)
    return pounds(abs(step.amount)) if step.kind == "more" or step.amount else pounds(NOUGHT)
