"""The year end: a plan, its decisions, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from . import _ringfence
from ._values import pounds
from .table import Table

__all__ = ["Blocker", "Clause", "Explained", "Plan"]


@dataclass(frozen=True)
class Clause:
    """One clause of a rule before one item."""

    label: str
    """Its label; `base` for the base case."""
    text: str
    """What it does, in words."""
    verdict: bool | None
    """Whether it applies to the item; `None` where that is not known."""
    decided: bool
    """Whether it is the one that decided."""
    in_force: bool
    """Whether it is in force on the day asked."""
    in_force_from: date
    """Its first day."""
    citation: str
    """Its source, or the assumption it rests on."""


@dataclass(frozen=True)
class Explained:
    """An answer with everything it rests on; it prints as plain sentences."""

    item: str
    """The item that was decided."""
    outcome: str
    """What becomes of it: `roll_over`, `lapse`; `split` where its parts differ."""
    amount: Decimal
    """The item's money."""
    parts: Mapping[str, Decimal]
    """How much comes to each outcome; the parts add up to the amount."""
    citation: str | None
    """The source of the value that decided; `None` where no rule did."""
    clauses: tuple[Clause, ...]
    """Every clause that was asked, those that did not apply too."""
    text: str = field(repr=False)
    """All of it as plain sentences."""
    markdown: str = field(repr=False)
    """All of it as Markdown."""
    json: str = field(repr=False)
    """All of it as JSON."""

    def __str__(self) -> str:
        """Show all of it as plain sentences."""
        return self.text


@dataclass(frozen=True)
class Blocker:
    """What a plan still asks, before it can be closed by."""

    item: str
    """The item."""
    missing: str
    """The name of the missing fact, such as `delay.attributable_to`."""


class Plan:
    """What the close of a year would do: one decision for each item, and what is not known.

    It stands on the ledger as it was; a later entry makes it stale.
    """

    def __init__(self, plan: _ringfence.Plan) -> None:
        """Wrap what the core planned; `Ledger.plan_close` makes one."""
        self._plan = plan

    @property
    def year(self) -> str:
        """The year that it closes."""
        return self._plan.year

    @property
    def rolled_over(self) -> Decimal:
        """How much stays usable in the next year."""
        return self._plan.sum_of("roll_over", None)

    @property
    def lapsed(self) -> Decimal:
        """How much its holders may no longer spend."""
        return self._plan.sum_of("lapse", None)

    def rolled_over_by(self, *, body: str) -> Decimal:
        """Say how much of a body's money stays usable in the next year."""
        return self._plan.sum_of("roll_over", body)

    def lapsed_by(self, *, body: str) -> Decimal:
        """Say how much of a body's money lapses."""
        return self._plan.sum_of("lapse", body)

    def benefits(self, body: str) -> Decimal:
        """Say how much falls to a body that answers for others and for itself."""
        return self._plan.benefits(body)

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """What the plan still asks; with a blocker it does not close."""
        return tuple(Blocker(*blocker) for blocker in self._plan.blockers)

    @property
    def decisions(self) -> Table:
        """Each item with the line it stands on, its outcome and its amount."""
        return Table(*self._plan.decisions, money=["amount"])

    def why(self, item: str) -> Explained:
        """Explain what becomes of an item: clauses, facts, arithmetic and sources."""
        said = self._plan.why(item)
        said["clauses"] = tuple(Clause(**clause) for clause in said["clauses"])
        return Explained(**said)

    def __repr__(self) -> str:
        """Show the year and the sums."""
        kept, lost = pounds(self.rolled_over), pounds(self.lapsed)
        asks = f", {len(self.blockers)} blockers" if self.blockers else ""
        return f"<Plan of {self.year}: {kept} rolled over, {lost} lapsed{asks}>"

    def __str__(self) -> str:
        """Show the decisions and what is not known."""
        asks = [f"{it.item} needs {it.missing}" for it in self.blockers]
        return "\n".join([repr(self), str(self.decisions), *asks])
