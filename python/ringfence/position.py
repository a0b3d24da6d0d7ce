"""Where each pound of a line stands in a year."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import ClassVar, Self

from ._values import html, pounds

__all__ = ["Position"]

_NOUGHT = Decimal("0.00")


@dataclass(frozen=True, kw_only=True, repr=False)
class Position:
    """Where each pound of a line stands in a year.

    A figure that rests on what is marked *not recorded* is `None`: never nought, never a guess.
    Two equations always hold, where all of their figures are recorded::

        authority = allocated + contributed − passed_down + vired_in − vired_out + rolled_in
                    + re_provided − rolled_out − lapsed − reverted + deficit_met − first_call
        authority = available + earmarked + held + committed + spent
        spent     = invoiced + accrued − prepaid

    >>> Position(authority=Decimal("90.00"), available=Decimal("90.00"))
    Position(authority £90.00, available £90.00)
    >>> Position(authority=Decimal("90.00"), spent=None)
    Position(authority £90.00, spent not recorded)
    """

    allocated: Decimal | None = _NOUGHT
    """Given by the source or the body above."""
    contributed: Decimal | None = _NOUGHT
    """Added by other bodies."""
    passed_down: Decimal | None = _NOUGHT
    """Given to bodies below."""
    vired_in: Decimal | None = _NOUGHT
    """Authority from other lines."""
    vired_out: Decimal | None = _NOUGHT
    """Authority to other lines."""
    rolled_in: Decimal | None = _NOUGHT
    """Kept from the year before."""
    re_provided: Decimal | None = _NOUGHT
    """Given again for what was given up."""
    rolled_out: Decimal | None = _NOUGHT
    """Kept for the year after."""
    lapsed: Decimal | None = _NOUGHT
    """Ended at the year end."""
    reverted: Decimal | None = _NOUGHT
    """Gone back to the funder."""
    deficit_met: Decimal | None = _NOUGHT
    """Over-spend met by the accountable body."""
    first_call: Decimal | None = _NOUGHT
    """Over-spend of the year before, met first."""
    authority: Decimal | None = _NOUGHT
    """Spending power now in force."""
    available: Decimal | None = _NOUGHT
    """Free to be used; the only state that may be below nought."""
    earmarked: Decimal | None = _NOUGHT
    """Tied to projects."""
    held: Decimal | None = _NOUGHT
    """Kept for requests."""
    committed: Decimal | None = _NOUGHT
    """Kept for promises to pay."""
    invoiced: Decimal | None = _NOUGHT
    """Cost invoiced."""
    accrued: Decimal | None = _NOUGHT
    """Cost received and not invoiced."""
    prepaid: Decimal | None = _NOUGHT
    """Invoiced for later periods."""
    spent: Decimal | None = _NOUGHT
    """Cost of the year."""
    released: Decimal | None = _NOUGHT
    """Means given by the body above."""
    drawn: Decimal | None = _NOUGHT
    """Spend charged to released money."""
    _title: ClassVar[str] = "Position"
    _source: ClassVar[str] = ""

    def _of(self, title: str, source: str) -> Self:
        """Say what it is of, and where it comes from; that is no figure."""
        self.__dict__.update(_title=title, _source=source)
        return self

    def _figures(self) -> list[tuple[str, Decimal | None]]:
        return [(it.name, getattr(self, it.name)) for it in fields(self)]

    def __repr__(self) -> str:
        """Show the figures that are not nought, as people read them."""
        shown = [f"{name} {_text(sum_)}" for name, sum_ in self._figures() if sum_ != 0]
        return f"Position({', '.join(shown) or 'nothing'})"

    def _repr_html_(self) -> str:
        rows = [(name, _text(sum_)) for name, sum_ in self._figures() if sum_ != 0]
        notes = [self._source] if self._source else []
        return html(self._title, [("", False), ("pounds", True)], rows, notes)


def _text(sum_: Decimal | None) -> str:
    return "not recorded" if sum_ is None else pounds(sum_)
