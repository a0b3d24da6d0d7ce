"""How long money waits on its way, and at whose desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from matplotlib.axes import Axes
from matplotlib.ticker import StrMethodFormatter

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
    "step_approved": ("step approved", Look(PALE, "..")),
    "approved": ("approved", Look(PURPLE, "--")),
    "earmarked": ("earmarked", Look(YELLOW, "\\\\")),
    "held": ("held", Look(GREY, "xx")),
    "committed": ("committed", Look(GREEN, "..")),
    "in_post": ("in post", Look(RED, "||")),
    "first_cost": ("first cost", Look(BLUE)),
}
_WAITS = Look("#FFFFFF", "////")


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
    Days from the letter to the first cost, core money of 2025-26. Upland: first cost after 35 days
    (upland).
    """
    if case not in ("money", "project"):
        raise ValueError(f"delay: found the case {case!r}; expected money or project")
    if isinstance(of, Ledger):
        if year is None:
            raise ValueError("delay: a ledger has many years; say the year")
        names = names_of(of)
        titles = {str(row["id"]): str(row["name"] or row["id"]) for row in of.projects()}
        table: Table = of.answer("delay", year=year, body=body, stream=stream, as_at=as_at)
    else:
        names, titles, table = {}, {}, of
        needs(of, "delay", "the question delay", "case", "stage", "since", "on", "days", "state")
    streams = {row["stream"] for row in table if row["case"] == case}
    stream = str(streams.pop()) if len(streams) == 1 else stream
    cases = _cases(table, case, single=stream is not None)
    what = f"{case} in {year or 'this table'}"
    something(cases, "delay", what, "ask for another year, or for the other case")
    rows = Rows.of(len(cases))
    ax = axes_of(ax, rows.height)
    _draw(ax, cases, rows)
    every = [_name(it, names, titles) for it in cases]
    row_names(ax, every, rows, 34)
    began = "the letter" if case == "money" else "the proposal"
    of_year = f"{stream + ' money of ' if stream else ''}{year}" if year else table.title
    headed = title or f"Days from {began} to the first cost, {of_year}"
    ax.set_xlabel(f"days since {began}")
    shown = {stage for it in cases for stage, *_ in it.stages}
    legend = [LOOKS[stage] for stage in LOOKS if stage in shown]
    if any(not reached for it in cases for *_, reached, _ in it.stages):
        legend.append(("waiting, or not in the year", _WAITS))
    words = [sentence(headed)]
    words += [f"{name}: {_told(it)}." for name, it in zip(every, cases, strict=True)]
    source = source_of(table)
    return finish(ax, title=headed, legend=legend, source=source, words=" ".join(words))


def _name(case: _Case, names: Mapping[str, str], titles: Mapping[str, str]) -> str:
    if case.of in titles:
        return titles[case.of]
    return ", ".join(it for it in (names.get(case.body, case.body), case.of) if it)


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
    limit = longest * 1.05
    for at, it in enumerate(cases):
        for stage, start, days, reached, _ in it.stages:
            look = LOOKS[stage][1]
            _wait(ax, at, start, days, look if reached else None)
            fits = days / longest * wide * 0.8 > 0.58 * rows.size * len(str(days)) + 3
            if fits and rows.size > 7:
                on = look if reached else _WAITS
                write(ax, start + days / 2, at, str(days), on, rows.size - 1)
        stage, _, _, reached, _ = it.stages[-1]
        text = f"{it.days:,} days" if reached else f"{_not(stage)} in {it.days:,} days"
        ax.annotate(
            text, (it.days, at), (4, 0), textcoords="offset points", va="center", fontsize=rows.size
        )
        limit = max(limit, it.days / (1 - min((0.56 * rows.size * len(text) + 6) / wide, 0.7)))
    ax.set_xlim(0, limit)
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.grid(True, axis="x")


def _wait(ax: Axes, at: int, start: int, days: int, look: Look | None) -> None:
    """Draw one wait; one that has not ended has no look of its own."""
    ax.barh(
        at,
        days,
        left=start,
        height=THICK,
        facecolor=look.colour if look else _WAITS.colour,
        edgecolor=INK if look else QUIET,
        hatch=(look.hatch if look else _WAITS.hatch) or None,
        linewidth=0.6,
        linestyle="-" if look else (0, (3, 2)),
    )


def _not(stage: str) -> str:
    label = LOOKS[stage][0]
    return f"no {label}" if stage in ("first_cost", "step_approved") else f"not {label}"


def _told(case: _Case) -> str:
    return listed(
        f"{LOOKS[stage][0] if reached else _not(stage)} after {days:,} days ({holder})"
        for stage, _, days, reached, holder in case.stages
    )
