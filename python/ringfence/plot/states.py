"""Where each body's pound stands."""

from __future__ import annotations

from decimal import Decimal

from matplotlib.axes import Axes

from .._values import Day
from ..ledger import Ledger
from ..table import Table
from ..words import BodyKind
from ._asked import listed, money, names_of, needs, said, sentence, something, source_of
from ._bars import NOUGHT, Part, Scale, beside, gap, stack
from ._canvas import (
    BLUE,
    GREEN,
    GREY,
    NOT_RECORDED,
    ORANGE,
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
    "reverted": Look(RED, "--"),
}
_WORDS = {"rolled_out": "rolled over"}
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
        headed = f"Where {stream or 'all'} money of {year} stands, by {kind or 'body'}"
    else:
        names, kinds, asked, source, headed = {}, {}, of, source_of(of), of.title
        needs(of, "money_by_state", "where_it_stands", "body", "authority", *_STATES)
        if "body_name" in of.columns:
            names = {str(row["body"]): str(row["body_name"]) for row in of}
    states = [name for name in LOOKS if name in asked.columns]
    wanted = None if kind is None or not kinds else str(kind)
    bars = [
        (str(row["body"]), money(row, "authority"), [money(row, state) for state in states])
        for row in asked.sums_by("body")
        if wanted is None or kinds[str(row["body"])] == wanted
    ]
    bars = [bar for bar in bars if bar[1] is None or bar[1] or any(it != 0 for it in bar[2])]
    of_what = f"{wanted or 'bodies'} in {year or 'this table'}{f', {stream}' if stream else ''}"
    something(bars, "money_by_state", of_what, "ask for another year, stream or kind")
    rows = Rows.of(len(bars))
    ax = axes_of(ax, rows.height)
    open_ = _draw(ax, bars, states, rows)
    shown = [state for at, state in enumerate(states) if any(amounts[at] for _, _, amounts in bars)]
    legend = [(_WORDS.get(state, state), LOOKS[state]) for state in shown]
    if open_:
        legend.append(("not recorded", NOT_RECORDED))
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


def _draw(
    ax: Axes,
    bars: list[tuple[str, Decimal | None, list[Decimal | None]]],
    states: list[str],
    rows: Rows,
) -> bool:
    """Draw the bars, and say whether a part of any is not recorded."""
    scale = Scale.of([[*amounts, None] for _, _, amounts in bars] + [[it] for _, it, _ in bars])
    reach = scale.reach or Decimal(1)
    open_ = False
    for at, (_, authority, amounts) in enumerate(bars):
        known = [
            Part(amount, LOOKS[state])
            for state, amount in zip(states, amounts, strict=True)
            if amount
        ]
        end = sum((part.amount for part in known if part.amount > 0), NOUGHT)
        if None in amounts:
            open_ = True
            length = reach / 20 if authority is None else authority
            known_sum = "" if authority is None else f"{short(authority, reach)}: use "
            text = f"{known_sum}not recorded"
            gap(ax, at, max(length, reach / 50), "" if known else text, rows.size)
            end = max(end, length)
        stack(ax, at, known, scale, rows)
        if None not in amounts:
            beside(ax, end, at, short(sum((it for it in amounts if it), NOUGHT), reach), rows.size)
    wide = reach / (3 if open_ else 7)
    ax.set_xlim(
        drawn(scale.least - reach / 20) if scale.least < 0 else 0, drawn(scale.largest + wide)
    )
    money_axis(ax, reach)
    return open_
