"""Allocation tables as boards receive them: a sum in each cell, a name along each side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike, fspath

from . import _ringfence
from .table import Table

__all__ = ["AllocationTable", "read_allocation_table"]

_THIRD = {"bodies": "body", "streams": "stream", "years": "year"}


@dataclass(frozen=True)
class AllocationTable:
    """An allocation table, read; `ledger.load` takes what it says.

    Look at `differences` first: where a total is not the sum of its parts, the source says both,
    and nothing is mended.
    """

    notices: Table
    """A notice for each figure, with the columns of `notices.csv`."""
    totals: Table
    """A published total for each sum over all bodies, with the columns of `totals.csv`."""
    not_recorded: Table
    """A mark for each figure that the source does not record."""
    differences: Table
    """Each total as the source states it, what its parts come to, and the difference."""


def read_allocation_table(
    path: str | PathLike[str],
    *,
    down: str,
    across: str,
    unit: str,
    body: str | None = None,
    stream: str | None = None,
    year: str | None = None,
    sheet: str | None = None,
    heading_row: int | None = None,
    names: Mapping[str, str] | None = None,
    totals: Iterable[str] = ("Total",),
    subtotals: Iterable[str] = (),
    left_out: Iterable[str] = (),
    silent: Iterable[str] = (),
    brackets: str = "refused",
    encoding: str = "utf-8",
    **every: str,
) -> AllocationTable:
    r"""Read an allocation table of a CSV file or an Excel workbook, either way round.

    Nothing is guessed. `down` and `across` say what stands along the sides, two of `bodies`,
    `streams` and `years`; the third is given for all figures as `body`, `stream` or `year`.
    `unit` is `pounds`, `thousands` or `millions`. `names` says what other people's words stand
    for; `totals` are the words beside sums of everything, `subtotals` beside sums of what stands
    since the last one, `left_out` beside what is not read, `silent` the words for a figure that
    the source does not record. A figure in brackets is refused unless `brackets` is `negative`.
    What else is said (`effective`, `recurrence`, `notice`, `source` …) stands in each notice.

    A row in which one cell alone is filled is a title or a footnote: it stands in the notes, and
    a footnote with the notices that bear its mark. Raises `FileError` with every fault and its
    cell.

    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "letter.csv"
    >>> _ = path.write_text("£000,2015-16,2016-17\nUpland HB,272,453\nSeaward HB,100,120\n"
    ...     "Total,372,574\n", encoding="utf-8")
    >>> table = read_allocation_table(path, down="bodies", across="years", unit="thousands",
    ...     stream="cluster", names={"Upland HB": "upland", "Seaward HB": "seaward"},
    ...     effective="2015-04-01", source="invented")
    >>> [row["amount"] for row in table.notices][:2]
    [Decimal('272000.00'), Decimal('453000.00')]
    >>> [(row["cell"], row["difference"]) for row in table.differences]
    [('B4', Decimal('0.00')), ('C4', Decimal('1000.00'))]
    >>> read_allocation_table(path, down="bodies", across="years", unit="thousands",
    ...     stream="cluster", names={"Upland HB": "upland"})
    Traceback (most recent call last):
    ringfence.errors.FileError: letter.csv, cell A3: found "Seaward HB"; expected the id of a body:
    say in names what it stands for, or that it is one of totals, subtotals or left_out
    """
    given = {"body": body, "stream": stream, "year": year}
    free = [_THIRD[it] for it in _THIRD if it not in (down, across)]
    fixed = [given[name] for name in free if given[name] is not None]
    unused = [name for name, it in given.items() if it is not None and name not in free]
    if len(free) == 1 and (unused or not fixed):
        raise ValueError(
            f"with {down} down and {across} across, say {free[0]}= for all figures, and nothing "
            f"else of {', '.join(given)}"
        )
    words = {"down": down, "across": across, "unit": unit}
    said = {
        "fixed": fixed[0] if fixed else "",
        "heading_row": heading_row,
        "names": dict(names or {}),
        "totals": list(totals),
        "subtotals": list(subtotals),
        "left_out": list(left_out),
        "silent": list(silent),
        "every": every,
    }
    sheets = _ringfence.read_allocation_table(
        fspath(path), sheet, {**words, "brackets": brackets, "encoding": encoding}, said
    )
    notices, over_all, not_recorded, differences = (Table._of(it) for it in sheets)
    return AllocationTable(notices, over_all, not_recorded, differences)
