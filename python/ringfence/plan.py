"""The year end: a plan, its decisions, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from . import _ringfence
from ._markdown import escaped
from ._values import pounds
from .table import Table

__all__ = ["Blocker", "Clause", "Ended", "Explained", "GoneBack", "Plan"]


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
    note: str | None = None
    """Why it does not apply whatever its condition says, or does less than it says."""


@dataclass(frozen=True)
class Explained:
    """An answer with everything it rests on; it prints as plain sentences."""

    item: str
    """The item that was decided."""
    outcome: str
    """What becomes of it: `roll_over`, `lapse`, …; `split` where its parts differ; `cap`."""
    amount: Decimal
    """The item's money."""
    parts: tuple[tuple[str, Decimal], ...]
    """How much comes to which outcome; the parts add up to the amount."""
    answer: str
    """The answer as a sentence."""
    rule: str | None
    """The id of the rule, where one covers the stream."""
    citation: str | None
    """The source of the value that decided; `None` where no rule did."""
    clauses: tuple[Clause, ...]
    """Every clause that was asked, those that did not apply too."""
    bound: str | None
    """What kept the sum from being larger."""
    nearest_change: str | None
    """The nearest single change that would give another answer."""
    text: str = field(repr=False)
    """All of it as plain sentences."""
    markdown: str = field(repr=False)
    """All of it as Markdown."""
    html: str = field(repr=False)
    """All of it as HTML, to stand in a page; a notebook shows it."""
    json: str = field(repr=False)
    """All of it as JSON."""

    def __str__(self) -> str:
        """Show all of it as plain sentences."""
        return self.text

    def _repr_markdown_(self) -> str:
        return self.markdown

    def _repr_html_(self) -> str:
        return self.html


@dataclass(frozen=True)
class Blocker:
    """What a plan still asks, before it can be closed by."""

    item: str
    """The item."""
    place: str
    """Where it stands."""
    missing: str
    """The name of the missing fact, such as `delay.attributable_to`."""
    works: str
    """What to do about it."""

    def __str__(self) -> str:
        """Show it as a sentence."""
        return f"{self.item} on {self.place} needs {self.missing}: {self.works}"


@dataclass(frozen=True)
class Ended:
    """An anticipated sum that ends with its year."""

    id: str
    """Its id."""
    place: str
    """The line that it would have come to."""
    amount: Decimal
    """What was never confirmed."""


@dataclass(frozen=True)
class GoneBack:
    """What goes back to a partner as a year closes."""

    id: str
    """The contribution."""
    partner: str
    """Who added the money."""
    place: str
    """The line on which it was left."""
    amount: Decimal
    """How much goes back."""


class Plan:
    """What the close of a year would do: one decision for each item, and what is not known.

    It stands on the ledger as it was; a later entry makes it stale.
    """

    def __init__(self, plan: _ringfence.Plan, stands_on: str = "") -> None:
        """Wrap what the core planned, and on what it stands; `Ledger.plan_close` makes one."""
        self._plan = plan
        self._on = f", on {stands_on}" if stands_on else ""

    @property
    def year(self) -> str:
        """The year that it closes."""
        return self._plan.year

    @property
    def rolled_over(self) -> Decimal:
        """How much stays usable in the next year."""
        return self._plan.rolled_over(None)

    @property
    def lapsed(self) -> Decimal:
        """How much its holders may no longer spend."""
        return self._plan.lapsed(None)

    def rolled_over_by(self, *, body: str) -> Decimal:
        """Say how much of a body's own money stays usable in the next year."""
        return self._plan.rolled_over(body)

    def lapsed_by(self, *, body: str) -> Decimal:
        """Say how much of a body's own money lapses."""
        return self._plan.lapsed(body)

    def benefits(self, body: str) -> Decimal:
        """Say how much falls to a body, for itself and for those it answers for."""
        return self._plan.benefits(body)

    def who_benefits(self) -> Table:
        """List what would fall to each accountable body, stream by stream.

        `own_lapsed` is of its own lines, `fell_in` of those it answers for, `reverted` what goes
        back to it as the funder; `net` is these less the `deficits_met`. A plan knows no cost:
        `own_spent` has no answer before the close.

        >>> from ringfence import Ledger, RuleBook
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("cluster", purposes=["access"])
        >>> _ = ledger.allocate("cluster", to="upland", year="2016-17", amount=900,
        ...                     notice="letter", effective="2016-04-05")
        >>> plan = ledger.plan_close("2016-17", RuleBook.preset("wales-2016"))
        >>> plan.who_benefits()[0]["net"]
        Decimal('900.00')
        """
        return Table._of(self._plan.who_benefits(), self._source())

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """What the plan still asks; with a blocker it does not close."""
        return tuple(Blocker(*blocker) for blocker in self._plan.blockers())

    @property
    def gone_back(self) -> tuple[GoneBack, ...]:
        """What goes back to partners: their shares of what is free on the lines they added to."""
        return tuple(GoneBack(*row) for row in self._plan.gone_back())

    @property
    def ended(self) -> tuple[Ended, ...]:
        """The anticipated sums that end with the year, not confirmed as a whole."""
        return tuple(Ended(*row) for row in self._plan.ended())

    @property
    def decisions(self) -> Table:
        """Each item on each line: its amount, its parts, and the clause that decides.

        The parts (kept, lapsed, reverted, re-provided, absorbed, first call) add up to the
        amount. An item that cannot be decided has none; `missing` says what it asks.
        """
        return Table._of(self._plan.decisions(), self._source())

    def why(self, item: str) -> Explained:
        """Explain what becomes of an item: clauses, facts, arithmetic and sources.

        An item that stands on several lines is explained line by line; `id@vintage/recurrence`
        names one of them. `cap:<rule>/<label>/<pot>` names a cap over several items: its amount
        is what they claim, its parts are the items with what each has of it, and last, by the
        label of the cap, what is above. `cover:<rule>/<label>/<pot>` names a cover: its amount is
        what it meets, its parts are the items that give it.
        """
        said = [explained(item, one) for one in self._plan.why(item)]
        if not said:
            has = [*self._plan.items(), *self._plan.caps(), *self._plan.covers()]
            raise KeyError(f"{item}: the plan has no such item; it has {has}")
        return said[0] if len(said) == 1 else _together(said)

    @property
    def caps(self) -> tuple[str, ...]:
        """The names of the caps over several items, in the order in which they are applied.

        `why` explains each of them: who claims how much, and has what.
        """
        return tuple(self._plan.caps())

    @property
    def covers(self) -> tuple[str, ...]:
        """The names of the covers, in the order in which they are applied.

        `why` explains each of them: what it meets, and which items give how much.
        """
        return tuple(self._plan.covers())

    def _source(self) -> str:
        return f"Source: the plan of the close of {self.year}{self._on}."

    def to_markdown(self) -> str:
        r"""Write what the close would do as Markdown: sums, decisions, and what it still asks.

        >>> from ringfence import Ledger, RuleBook
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("cluster", purposes=["access"])
        >>> _ = ledger.allocate("cluster", to="upland", year="2016-17", amount=900,
        ...                     notice="letter", effective="2016-04-05")
        >>> plan = ledger.plan_close("2016-17", RuleBook.preset("wales-2016"))
        >>> print(plan.to_markdown().split("\n\n")[0])
        Plan of 2016-17: £0.00 rolled over, £900.00 lapsed
        """
        said = [escaped(repr(self)[1:-1]), self.decisions.to_markdown().rstrip()]
        if self.blockers:
            said.append("\n".join(f"- {escaped(str(it))}" for it in self.blockers))
        return "\n\n".join(said) + "\n"

    def __reduce__(self) -> NoReturn:
        """Refuse to be copied or pickled: a plan is of one moment of one ledger."""
        raise TypeError("a plan is of one moment of one ledger: plan_close makes it anew")

    def __repr__(self) -> str:
        """Show the year and the sums."""
        kept, lost = pounds(self.rolled_over), pounds(self.lapsed)
        asks = f", {len(self.blockers)} blockers" if self.blockers else ""
        return f"<Plan of {self.year}: {kept} rolled over, {lost} lapsed{asks}>"

    def __str__(self) -> str:
        """Show the decisions and what is not known."""
        return "\n".join([repr(self), str(self.decisions), *map(str, self.blockers)])


def explained(item: str, said: Mapping[str, Any]) -> Explained:
    """Make an explanation of what the library says."""
    clauses = tuple(Clause(**clause) for clause in said["clauses"])
    return Explained(item=item, **{**said, "clauses": clauses})


def _together(said: list[Explained]) -> Explained:
    """Join the explanations of one item that stands on several lines."""
    first = said[0]
    same = all(it.outcome == first.outcome for it in said)
    return replace(
        first,
        outcome=first.outcome if same else "split",
        amount=sum((it.amount for it in said), start=Decimal("0.00")),
        parts=tuple(part for it in said for part in it.parts),
        answer=" ".join(it.answer for it in said),
        citation="; ".join(dict.fromkeys(it.citation for it in said if it.citation)) or None,
        clauses=tuple(clause for it in said for clause in it.clauses),
        text="\n\n".join(it.text for it in said),
        markdown="\n\n".join(it.markdown for it in said),
        html="\n".join(it.html for it in said),
        json=f"[{','.join(it.json for it in said)}]",
    )
