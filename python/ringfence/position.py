"""Where each pound of a line stands in a year."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

from ._values import pounds

__all__ = ["Position"]

_NOUGHT = Decimal("0.00")


@dataclass(frozen=True, kw_only=True, repr=False)
class Position:
    """Where each pound of a line stands in a year.

    Two equations always hold::

        authority = allocated + contributed − passed_down + vired_in − vired_out + rolled_in
                    + re_provided − rolled_out − lapsed − reverted + deficit_met − first_call
        authority = available + earmarked + held + committed + spent
        spent     = invoiced + accrued − prepaid

    >>> Position(authority=Decimal("90.00"), available=Decimal("90.00"))
    Position(authority £90.00, available £90.00)
    """

    allocated: Decimal = _NOUGHT
    """Given by the source or the body above."""
    contributed: Decimal = _NOUGHT
    """Added by other bodies."""
    passed_down: Decimal = _NOUGHT
    """Given to bodies below."""
    vired_in: Decimal = _NOUGHT
    """Authority from other lines."""
    vired_out: Decimal = _NOUGHT
    """Authority to other lines."""
    rolled_in: Decimal = _NOUGHT
    """Kept from the year before."""
    re_provided: Decimal = _NOUGHT
    """Given again for what was given up."""
    rolled_out: Decimal = _NOUGHT
    """Kept for the year after."""
    lapsed: Decimal = _NOUGHT
    """Ended at the year end."""
    reverted: Decimal = _NOUGHT
    """Gone back to the funder."""
    deficit_met: Decimal = _NOUGHT
    """Over-spend met by the accountable body."""
    first_call: Decimal = _NOUGHT
    """Over-spend of the year before, met first."""
    authority: Decimal = _NOUGHT
    """Spending power now in force."""
    available: Decimal = _NOUGHT
    """Free to be used; the only state that may be below nought."""
    earmarked: Decimal = _NOUGHT
    """Tied to projects."""
    held: Decimal = _NOUGHT
    """Kept for requests."""
    committed: Decimal = _NOUGHT
    """Kept for promises to pay."""
    invoiced: Decimal = _NOUGHT
    """Cost invoiced."""
    accrued: Decimal = _NOUGHT
    """Cost received and not invoiced."""
    prepaid: Decimal = _NOUGHT
    """Invoiced for later periods."""
    spent: Decimal = _NOUGHT
    """Cost of the year."""
    released: Decimal = _NOUGHT
    """Means given by the body above."""
    drawn: Decimal = _NOUGHT
    """Spend charged to released money."""

    def __repr__(self) -> str:
        """Show the figures that are not nought, as people read them."""
        figures = [(it.name, getattr(self, it.name)) for it in fields(self)]
        shown = [f"{name} {pounds(sum_)}" for name, sum_ in figures if sum_ != 0]
        return f"Position({', '.join(shown) or 'nothing'})"
