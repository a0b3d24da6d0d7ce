"""What several rule books would keep of the same year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from matplotlib.axes import Axes

from .._ringfence import Reform, RuleBook
from ..comparing import compare
from ..ledger import Ledger
from ..plan import Plan
from ..table import Table
from ._asked import listed, money, names_of, needs, said, sentence, something, source_at, source_of
from ._bars import NOUGHT, Part, Scale, beside, right_end, stack
from ._canvas import (
    BLUE,
    GREY,
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

__all__ = ["roll_over_by_book"]

OUTCOMES = {
    "kept": ("rolled over", Look(BLUE)),
    "re_provided": ("re-provided", Look(SKY, "..")),
    "lapsed": ("lapsed", Look(GREY, "\\\\")),
    "reverted": ("reverted", Look(PURPLE, "--")),
    "absorbed": ("over-spend absorbed", Look(RED, "xx")),
    "first_call": ("first call on next year", Look(ORANGE, "||")),
    "undecided": ("undecided", Look(YELLOW, "//")),
}
_ITEM = ("item", "body", "stream", "vintage", "recurrence")


@styled
def roll_over_by_book(
    of: Ledger | Table | Sequence[Plan],
    *,
    year: str | None = None,
    rules: Sequence[RuleBook | Reform] = (),
    body: str | None = None,
    stream: str | None = None,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw what each of several rule books would keep of what a year leaves, side by side.

    Of a ledger, say the year and the `rules`, each once; the first of them is the one over which a
    `Reform` is laid. A table is that of `compare`, or of the question `other_rules`; plans are
    those of `Ledger.plan_close` under several books. An over-spend stands below nought. Raises
    `ValueError` where nothing is left to decide about.

    >>> from ringfence import Ledger, RuleBook, plot
    >>> ledger = Ledger()
    >>> _ = ledger.add_body("gov", kind="government")
    >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
    >>> _ = ledger.add_stream("cluster", purposes=["access"])
    >>> _ = ledger.allocate("cluster", to="upland", year="2016-17", amount=900,
    ...                     notice="letter", effective="2016-04-05")
    >>> books = [RuleBook.preset(name) for name in ("wales-2016", "committee-2017")]
    >>> ax = plot.roll_over_by_book(ledger, year="2016-17", rules=books)
    >>> print(plot.alt_text(ax))
    What each rule book keeps of 2016-17. wales-2016: lapsed £900.00. committee-2017: rolled over
    £900.00.
    """
    if isinstance(of, Ledger):
        table, source = _compared(of, year, rules), source_at(of, None)
    elif isinstance(of, Table):
        asks = ("year", "reform", *_ITEM, "kept_by_reform", "lapsed_by_reform")
        needs(of, "roll_over_by_book", "compare", *asks)
        table, source = of, source_of(of)
    else:
        table, source = _planned(of), " ".join(dict.fromkeys(plan._source() for plan in of))
    bars = _bars(table, body, stream)
    of_what = " of ".join(it for it in (stream, body, year) if it) or "the years asked for"
    something(list(bars), "roll_over_by_book", of_what, "ask about a year that leaves something")
    years = year or listed(dict.fromkeys(str(row["year"]) for row in table))
    whose = names_of(of).get(body, body) if isinstance(of, Ledger) and body else body
    whose = f"{whose}: what" if whose else "What"
    headed = (
        title or f"{whose} each rule book keeps of {stream + ' money of ' if stream else ''}{years}"
    )
    rows = Rows.of(len(bars), pitch=0.5)
    ax = axes_of(ax, rows.height)
    _draw(ax, bars, rows)
    row_names(ax, list(bars), rows)
    shown = [it for it in OUTCOMES if any(sums.get(it) for sums in bars.values())]
    words = [sentence(headed)]
    for book, sums in bars.items():
        parts = [f"{OUTCOMES[it][0]} {said(sums[it])}" for it in shown if sums.get(it)]
        words.append(f"{book}: {listed(parts) or 'nothing'}.")
    legend = [OUTCOMES[it] for it in shown]
    return finish(ax, title=headed, legend=legend, source=source, words=" ".join(words))


def _compared(ledger: Ledger, year: str | None, rules: Sequence[RuleBook | Reform]) -> Table:
    if year is None or not rules:
        raise ValueError("roll_over_by_book: of a ledger, say the year and the rules")
    baseline, *others = rules
    return compare(ledger, baseline=baseline, reforms=[baseline, *others], years=[year])


def _planned(plans: Sequence[Plan]) -> Table:
    outcomes = [it for it in OUTCOMES if it != "undecided"]
    sums = [*(f"{it}_by_reform" for it in outcomes), "undecided"]
    rows = []
    for plan in plans:
        for row in plan.decisions:
            left = money(row, "amount") if row["missing"] else NOUGHT
            parts = [money(row, it) or NOUGHT for it in outcomes]
            rows.append([plan.year, row["book"], *(row[it] for it in _ITEM), *parts, left])
    return Table(["year", "reform", *_ITEM, *sums], rows)


def _bars(table: Table, body: str | None, stream: str | None) -> dict[str, dict[str, Decimal]]:
    """Sum the outcomes of each book, in the order in which the books come."""
    found: dict[str, dict[str, Decimal]] = {}
    seen = set()
    columns = {it: it if it == "undecided" else f"{it}_by_reform" for it in OUTCOMES}
    for row in table:
        book = str(row["reform"])
        item = (book, *(row[it] for it in ("year", *_ITEM)))
        if item in seen:
            raise ValueError(f"roll_over_by_book: found two rule books {book}; give each once")
        seen.add(item)
        if body not in (None, row["body"]) or stream not in (None, row["stream"]):
            continue
        sums = found.setdefault(book, dict.fromkeys(OUTCOMES, NOUGHT))
        for outcome, column in columns.items():
            sums[outcome] += (money(row, column) if column in row else None) or NOUGHT
    return found


def _draw(ax: Axes, bars: dict[str, dict[str, Decimal]], rows: Rows) -> None:
    scale = Scale.of([list(sums.values()) for sums in bars.values()])
    reach = scale.reach or Decimal(1)
    ends = []
    for at, sums in enumerate(bars.values()):
        parts = [Part(amount, OUTCOMES[it][1]) for it, amount in sums.items() if amount]
        stack(ax, at, parts, scale, rows)
        end = sum((part.amount for part in parts if part.amount > 0), NOUGHT)
        text = f"kept {short(sums['kept'], reach)}"
        beside(ax, end, at, text, rows.size)
        ends.append((end, text))
    right = right_end(ax, ends, rows.size)
    ax.set_xlim(drawn(scale.least * Decimal("1.06")), drawn(max(right, reach / 3)))
    money_axis(ax, reach)
