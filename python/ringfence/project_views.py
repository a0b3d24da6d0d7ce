"""What a ledger is asked of projects: how far each has come, and who approved it."""

from __future__ import annotations

from .mainstream_views import MainstreamViews
from .table import Table

__all__ = ["ProjectViews"]


class ProjectViews(MainstreamViews):
    """The questions about projects; none of them changes anything."""

    def projects(self) -> Table:
        """List each project: its state, its chain, what is approved, committed and spent.

        `next` is the body whose approval the chain waits for. Delays and milestones are held
        against the last day that is known.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("upland", kind="health_board")
        >>> _ = ledger.add_body("north", kind="cluster", parent="upland")
        >>> _ = ledger.propose("triage", body="north", purpose="access",
        ...                    chain=["north", "upland"], effective="2025-04-07")
        >>> _ = ledger.approve("triage", body="north", amount=900, effective="2025-05-12")
        >>> row = ledger.projects()[0]
        >>> row["state"], row["next"], row["approved_once"]
        ('proposed', 'upland', None)
        """
        return self._shown(self._book.listed("projects"))

    def approvals(self) -> Table:
        """List who approved each project, step by step; then what nobody had approved.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("upland", kind="health_board")
        >>> _ = ledger.propose("triage", body="upland", purpose="access", effective="2025-04-07")
        >>> _ = ledger.approve("triage", by="the board", amount=900, effective="2025-05-12")
        >>> [(row["kind"], row["by"], row["amount"]) for row in ledger.approvals()]
        [('approval', 'the board', Decimal('900.00'))]
        """
        return self._shown(self._book.listed("approvals"))

    def milestones(self) -> Table:
        """List the milestones of each project, as they were said last, and how late they are.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("upland", kind="health_board")
        >>> _ = ledger.propose("triage", body="upland", purpose="access", effective="2025-04-07")
        >>> _ = ledger.record_milestone("opened", "triage", due="2025-06-02", met="2025-06-09",
        ...                             effective="2025-06-10")
        >>> [(row["id"], row["state"], row["late_days"]) for row in ledger.milestones()]
        [('opened', 'met late', 7)]
        """
        return self._shown(self._book.listed("milestones"))

    def measures(self) -> Table:
        """List what each project was measured by, and the evaluation that came next.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("upland", kind="health_board")
        >>> _ = ledger.propose("triage", body="upland", purpose="access", effective="2025-04-07")
        >>> _ = ledger.record_measure("wait", "triage", unit="days", baseline="12", target="5",
        ...                           result="4.5", effective="2026-01-12")
        >>> [(row["id"], row["result"], row["reached"]) for row in ledger.measures()]
        [('wait', '4.5', True)]
        """
        return self._shown(self._book.listed("measures"))
