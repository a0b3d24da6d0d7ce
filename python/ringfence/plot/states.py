"""Where each body's pound stands."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from matplotlib.axes import Axes

from .._values import Day
from ..ledger import Ledger
from ..table import Table
from ..words import BodyKind
from ._asked import listed, money, names_of, needs, said, sentence, something, source_of
from ._bars import NOUGHT, Part, Scale, beside, gap, right_end, stack
from ._canvas import (
    BLUE,
    GREEN,
    GREY,
    NOT_RECORDED,
    ORANGE,
    PALE,
    PURPLE,
    RED,
    SKY,
    YELLOW,
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

__all__ = ["money_by_state"]

LOOKS = {
    "spent": Look(BLUE),
    "committed": Look(SKY, "//"),
    "earmarked": Look(GREEN, ".."),
    "held": Look(YELLOW, "xx"),
    "available": Look(ORANGE),
    "rolled_out": Look(PURPLE, "||"),
    "lapsed": Look(GREY, "\\\\"),
    "reverted": Look(PALE, "--"),
}
_SHORT = Look(RED, "xx")
_WORDS = {"rolled_out": "rolled over"}


class _Bar(NamedTuple):
    """What a body has, and where it stands."""

    body: str
    authority: Decimal | None
    amounts: list[Decimal | None]


_STATES = ("spent", "committed", "earmarked", "held", "available")


@styled
def money_by_state(
    of: Ledger | Table,
    *,
    year: str | None = None,
    stream: str | None = None,
    kind: BodyKind | str | None = "cluster",
    as_at: Day | None = None,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw where each body's money stands: spent, committed, earmarked, held, available.

    Of a ledger, say the year; bodies of a `kind`, or all of them with `None`. What a close took
    stands beside what is left. A table is that of the question `where_it_stands`, or of
    `Ledger.positions`: all of its bodies, and `kind` is not asked. What is below nought stands to
    the left. Raises `ValueError` where no body has any money.

    >>> from ringfence import Table, plot
    >>> from decimal import Decimal
    >>> states = ["spent", "committed", "earmarked", "held", "available"]
    >>> table = Table(["body", "authority", *states],
    ...               [["north", *map(Decimal, (90, 30, 0, 20, 0, 40))]])
    >>> print(plot.alt_text(plot.money_by_state(table, title="Core")))
    Core. north: spent £30.00, earmarked £20.00 and available £40.00.
    """
    if isinstance(of, Ledger):
        if year is None:
            raise ValueError("money_by_state: a ledger has many years; say the year")
        names = names_of(of)
        asked = of.positions(year=year, stream=stream, as_at=as_at)
        kinds = {str(row["body"]): str(row["kind"]) for row in of.bodies()}
        source = source_of(asked).replace(asked._when, of._as_at(as_at))
        by = str(kind or "body").replace("_", " ")
        headed = f"Where {stream or 'all'} money of {year} stands, by {by}"
    else:
        names, kinds, asked, source, headed = {}, {}, of, source_of(of), of.title
        needs(of, "money_by_state", "where_it_stands", "body", "authority", *_STATES)
        if "body_name" in of.columns:
            names = {str(row["body"]): str(row["body_name"]) for row in of}
    states = [name for name in LOOKS if name in asked.columns]
    wanted = None if kind is None or not kinds else str(kind)
    bars = [
        _Bar(str(row["body"]), money(row, "authority"), [money(row, state) for state in states])
        for row in asked.sums_by("body")
        if wanted is None or kinds[str(row["body"])] == wanted
    ]
    bars = [bar for bar in bars if bar.authority != 0 or any(it != 0 for it in bar.amounts)]
    of_what = f"{wanted or 'bodies'} in {year or 'this table'}{f', {stream}' if stream else ''}"
    something(bars, "money_by_state", of_what, "ask for another year, stream or kind")
    rows = Rows.of(len(bars))
    ax = axes_of(ax, rows.height)
    _draw(ax, bars, states, rows)
    legend = _legend(bars, states)
    row_names(ax, [names.get(body, body) for body, _, _ in bars], rows)
    headed = title or headed
    words = [sentence(headed)]
    for body, _, amounts in bars:
        parts = [
            f"{_WORDS.get(state, state)} {said(amount)}"
            for state, amount in zip(states, amounts, strict=True)
            if amount != 0
        ]
        words.append(f"{names.get(body, body)}: {listed(parts)}.")
    return finish(ax, title=headed, legend=legend, source=source, words=" ".join(words))


def _legend(bars: list[_Bar], states: list[str]) -> list[tuple[str, Look]]:
    amounts = dict(zip(states, zip(*(bar.amounts for bar in bars), strict=True), strict=True))
    found = [
        (_WORDS.get(state, state), LOOKS[state])
        for state in states
        if any(it is not None and it > 0 for it in amounts[state])
    ]
    every = [it for bar in bars for it in bar.amounts]
    if any(it is not None and it < 0 for it in every):
        found.append(("available below nought", _SHORT))
    return [*found, ("not recorded", NOT_RECORDED)] if None in every else found


def _draw(ax: Axes, bars: list[_Bar], states: list[str], rows: Rows) -> None:
    scale = Scale.of([[*amounts, None] for _, _, amounts in bars] + [[it] for _, it, _ in bars])
    reach = scale.reach or Decimal(1)
    ends = []
    for at, (_, authority, amounts) in enumerate(bars):
        known = [
            Part(amount, LOOKS[state] if amount > 0 else _SHORT)
            for state, amount in zip(states, amounts, strict=True)
            if amount
        ]
        end = sum((part.amount for part in known if part.amount > 0), NOUGHT)
        if None in amounts:
            known_sum = "" if authority is None else f"{short(authority, reach)}: use "
            text = f"{known_sum}not recorded"
            end = max(end, reach / 20 if authority is None else authority)
            gap(ax, at, end, text, rows.size)
        else:
            text = short(sum((it for it in amounts if it), NOUGHT), reach)
            beside(ax, end, at, text, rows.size)
        stack(ax, at, known, scale, rows)
        ends.append((end, text))
    right = right_end(ax, ends, rows.size)
    ax.set_xlim(drawn(scale.least * Decimal("1.06")), drawn(max(right, reach / 3)))
    money_axis(ax, reach)
