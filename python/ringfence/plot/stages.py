"""How long money waits on its way, and at whose desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from matplotlib.axes import Axes

from .._values import Day
from ..ledger import Ledger
from ..table import Cell, Table
from ._asked import listed, names_of, needs, sentence, something, source_of
from ._bars import THICK, write
from ._canvas import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    PURPLE,
    QUIET,
    RED,
    SKY,
    YELLOW,
    Look,
    Rows,
    axes_of,
    finish,
    room,
    row_names,
    styled,
)

__all__ = ["delay"]

LOOKS = {
    "available": ("passed down", Look(SKY, "//")),
    "released": ("released", Look(ORANGE)),
    "step_approved": ("a step approved", Look(PALE, "..")),
    "approved": ("approved", Look(PURPLE, "--")),
    "earmarked": ("earmarked", Look(YELLOW, "\\\\")),
    "held": ("held", Look(GREY, "xx")),
    "committed": ("committed", Look(GREEN, "..")),
    "in_post": ("in post", Look(RED, "||")),
    "first_cost": ("first cost", Look(BLUE)),
}
_OPEN = "still waiting, or not in the year"


@dataclass
class _Case:
    """One case: where it began, and its stages in order."""

    body: str
    of: str
    first: date
    stages: list[tuple[str, int, int, bool, str]] = field(default_factory=list)
    """Stage, days from the first day, days, whether it was reached, at whose desk it was."""

    @property
    def days(self) -> int:
        """From the first stage to the last."""
        return max((start + days for _, start, days, _, _ in self.stages), default=0)


@styled
def delay(
    of: Ledger | Table,
    *,
    year: str | None = None,
    case: str = "money",
    body: str | None = None,
    stream: str | None = None,
    as_at: Day | None = None,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw how many days money took from the letter to each stage, up to its first cost.

    Of a ledger, say the year; a table is that of the question `delay`. Each part of a bar is the
    wait for the stage that it is named for; what still waits is open, with a broken edge. With
    `case="project"`, the way of projects from their proposal. Raises `ValueError` where no case
    of that kind has waited for anything.

    >>> from ringfence import Ledger, plot
    >>> ledger = Ledger()
    >>> _ = ledger.add_body("gov", kind="government")
    >>> _ = ledger.add_body("upland", "Upland", kind="health_board", parent="gov")
    >>> _ = ledger.add_stream("core", purposes=["beds"])
    >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=1200,
    ...                     notice="letter", effective="2025-04-07")
    >>> _ = ledger.spend(stream="core", body="upland", purpose="beds", year="2025-26",
    ...                  amount=100, effective="2025-05-12")
    >>> print(plot.alt_text(plot.delay(ledger, year="2025-26")))
    Days from the letter to the first cost, 2025-26. Upland, core: first cost after 35 days
    (upland).
    """
    if case not in ("money", "project"):
        raise ValueError(f"delay: found the case {case!r}; expected money or project")
    if isinstance(of, Ledger):
        if year is None:
            raise ValueError("delay: a ledger has many years; say the year")
        names = names_of(of)
        table = of.answer("delay", year=year, body=body, stream=stream, as_at=as_at)
    else:
        names, table = {}, of
        needs(of, "delay", "the question delay", "case", "stage", "since", "on", "days", "state")
    cases = _cases(table, case, single=stream is not None)
    what = f"{case} in {year or 'this table'}"
    something(cases, "delay", what, "ask for another year, or for the other case")
    rows = Rows.of(len(cases))
    ax = axes_of(ax, rows.height)
    _draw(ax, cases, rows)
    every = [f"{names.get(it.body, it.body)}{', ' if it.of else ''}{it.of}" for it in cases]
    row_names(ax, every, rows, 34)
    began = "the letter" if case == "money" else "the proposal"
    of_year = f"{stream + ' money of ' if stream else ''}{year}" if year else table.title
    headed = title or f"Days from {began} to the first cost, {of_year}"
    ax.set_xlabel(f"days since {began}")
    shown = {stage for it in cases for stage, *_ in it.stages}
    legend = [LOOKS[stage] for stage in LOOKS if stage in shown]
    words = [sentence(headed)]
    words += [f"{name}: {_told(it)}." for name, it in zip(every, cases, strict=True)]
    finish(ax, title=headed, legend=legend, source=source_of(table), words=" ".join(words))
    return ax


def _cases(table: Table, case: str, *, single: bool) -> list[_Case]:
    """Take the cases that have waited for something, each with its stages."""
    found: dict[tuple[Cell, ...], _Case] = {}
    for row in table:
        since, on, days, stage = row["since"], row["on"], row["days"], str(row["stage"])
        if row["case"] != case:
            continue
        key = (row["body"], row["stream"], row["project"])
        if isinstance(on, date) and since is None:
            of = row["project"] if case == "project" else ("" if single else row["stream"])
            found[key] = _Case(str(row["body"]), str(of), on)
        elif isinstance(since, date) and isinstance(days, int) and key in found:
            start = (since - found[key].first).days
            reached = row["state"] in ("reached", "early")
            found[key].stages.append((stage, start, days, reached, str(row["holder"])))
    return [it for it in found.values() if it.stages]


def _draw(ax: Axes, cases: Sequence[_Case], rows: Rows) -> None:
    longest = max(it.days for it in cases) or 1
    wide = room(ax)[0]
    for at, it in enumerate(cases):
        for stage, start, days, reached, _ in it.stages:
            look = LOOKS[stage][1]
            ax.barh(
                at,
                days,
                left=start,
                height=THICK,
                facecolor=look.colour if reached else "white",
                edgecolor=INK if reached else QUIET,
                hatch=look.hatch or None,
                linewidth=0.6,
                linestyle="-" if reached else (0, (3, 2)),
            )
            if days / longest * wide * 0.8 > 0.62 * rows.size * len(str(days)) + 4:
                on = look if reached else Look("#FFFFFF")
                write(ax, start + days / 2, at, str(days), on, rows.size - 1)
        last = it.stages[-1]
        text = f"{it.days} days" if last[3] else f"no {LOOKS[last[0]][0]} after {it.days} days"
        ax.annotate(
            text, (it.days, at), (4, 0), textcoords="offset points", va="center", fontsize=rows.size
        )
    open_ = any(not reached for it in cases for *_, reached, _ in it.stages)
    ax.set_xlim(0, longest * (1.42 if open_ else 1.15))
    ax.grid(True, axis="x")


def _told(case: _Case) -> str:
    parts = []
    for stage, _, days, reached, holder in case.stages:
        name = LOOKS[stage][0]
        parts.append(
            f"{name} after {days} days ({holder})"
            if reached
            else f"not {name} after {days} days ({holder})"
        )
    return listed(parts)
