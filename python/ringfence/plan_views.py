"""What a ledger is asked of years to come: plans for three years, and how far a base is certain."""

from __future__ import annotations

from . import _ringfence
from ._asking import Asking, asked_of
from ._ringfence import RuleBook
from ._values import Day
from .table import Table

__all__ = ["PlanViews"]


class PlanViews(Asking):
    """The questions about plans for three years; none of them changes anything."""

    def plans(
        self,
        *,
        body: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
    ) -> Table:
        """List the versions of bodies' plans: whether each is in force, and was in time.

        A plan is due on the first day of its first year; `days_late` is by how many days it was
        published after that.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("north", kind="cluster")
        >>> _ = ledger.add_plan("north-1", body="north", first_year="2025-26",
        ...                     effective="2025-03-01")
        >>> _ = ledger.publish_plan("north-1", effective="2025-04-04")
        >>> plan = ledger.plans()[0]
        >>> plan["state"], plan["due"], plan["days_late"]
        ('in force', datetime.date(2025, 4, 1), 3)
        """
        asked = asked_of(body, None, None, None, None, as_at, as_known, False)
        return self._shown(_ringfence.plans(self._book, asked), as_at)

    def plan_lines(
        self,
        *,
        body: str | None = None,
        stream: str | None = None,
        year: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List the lines of bodies' plans, version by version.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("north", kind="cluster")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.add_plan("north-1", body="north", first_year="2025-26",
        ...                     effective="2025-03-01")
        >>> _ = ledger.add_plan_line(plan="north-1", year="2026-27", stream="core", amount=900,
        ...                          effective="2025-03-01")
        >>> line = ledger.plan_lines()[0]
        >>> line["year"], line["planned"], line["state"]
        ('2026-27', Decimal('900.00'), 'not published')
        """
        asked = asked_of(body, stream, year, None, None, as_at, as_known, parts)
        return self._shown(_ringfence.plan_lines(self._book, asked), as_at)

    def plan_against_actual(
        self,
        year: str,
        *,
        body: str | None = None,
        stream: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List what was planned of a year, by the version in force, beside what came of it.

        Rows are by stream and project. `variance` is what was planned less what is committed and
        spent; `state` says what was not planned, and what was planned and is not begun.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("north", kind="cluster")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.add_plan("north-1", body="north", first_year="2025-26",
        ...                     effective="2025-03-01")
        >>> _ = ledger.add_plan_line(plan="north-1", year="2025-26", stream="core", amount=900,
        ...                          effective="2025-03-01")
        >>> _ = ledger.publish_plan("north-1", effective="2025-04-01")
        >>> row = ledger.plan_against_actual("2025-26", body="north")[0]
        >>> row["planned"], row["spent"], row["variance"], row["state"]
        (Decimal('900.00'), Decimal('0.00'), Decimal('900.00'), 'not begun')
        """
        asked = asked_of(body, stream, None, None, None, as_at, as_known, parts)
        return self._shown(_ringfence.plan_against_actual(self._book, year, asked), as_at)

    def fixed_terms(
        self,
        *,
        rules: RuleBook | None = None,
        body: str | None = None,
        stream: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List the commitments for a fixed term, and whether each outlives its confirmed base.

        Under a book other than the one in force with `rules`; `beyond` is what a commitment comes
        to in the years after `confirmed_to`.

        >>> from ringfence import Ledger, RuleBook
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("cluster", purposes=["access"])
        >>> _ = ledger.allocate("cluster", to="upland", year="2016-17", amount=90_000,
        ...                     recurrence="recurrent", notice="letter", effective="2016-04-05")
        >>> _ = ledger.commit("nurse", stream="cluster", body="upland", purpose="access",
        ...                   recurrence="recurrent", annual=36_000, start="2016-07-01",
        ...                   end="2019-03-31", effective="2016-06-20")
        >>> [ledger.fixed_terms(rules=RuleBook.preset(name))[0]["beyond"]
        ...  for name in ("wales-2016", "committee-2017-certainty")]
        [Decimal('72000.00'), Decimal('0.00')]
        """
        asked = asked_of(body, stream, None, None, None, as_at, as_known, parts)
        return self._shown(_ringfence.fixed_terms(self._book, rules, asked), as_at)
