"""Cells of tables: what they may be, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from ._values import pounds

__all__ = ["Cell", "Stated", "kind_of", "plain", "text_of"]


@dataclass(frozen=True)
class Stated:
    """A sum as its source stated it, in its unit and with its places.

    >>> print(Stated(Decimal("902000.00"), "0.902 (£m)"))
    0.902 (£m)
    """

    amount: Decimal
    """The sum, in pounds."""
    text: str
    """How the source stated it."""

    def __str__(self) -> str:
        """Show it as the source stated it."""
        return self.text


Cell: TypeAlias = Decimal | Stated | date | str | int | None
"""What a cell may be; `None` where it is not recorded, or where there is no answer."""


def kind_of(cells: Sequence[Cell]) -> str:
    """Name what the cells of a column are."""
    said = [cell for cell in cells if cell is not None]
    if any(isinstance(cell, Decimal) for cell in said):
        return "money"
    if said and all(isinstance(cell, bool) for cell in said):
        return "flag"
    if any(isinstance(cell, int) and not isinstance(cell, bool) for cell in said):
        return "number"
    day = [isinstance(cell, date) and not isinstance(cell, datetime) for cell in said]
    return "date" if said and all(day) else "text"


def plain(cell: Cell) -> str:
    """Write a cell for a file."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else str(cell)


def text_of(cell: Cell, kind: str) -> str:
    """Write a cell for a person."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return pounds(cell) if isinstance(cell, Decimal) and kind != "wte" else str(cell)


def is_no_sum(cell: Cell) -> bool:
    """Tell whether a cell is a decimal number that no sum of money can be.

    >>> is_no_sum(Decimal("NaN")), is_no_sum(Decimal("0.01")), is_no_sum("NaN")
    (True, False, False)
    """
    return isinstance(cell, Decimal) and (not cell.is_finite() or cell.adjusted() > 15)
