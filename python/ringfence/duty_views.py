"""What a ledger is asked of whole bodies: how their years turned out."""

from __future__ import annotations

from ._asking import Asking, asked_of
from ._values import Day
from .table import Table

__all__ = ["DutyViews"]


class DutyViews(Asking):
    """The questions about whole bodies; none of them changes anything."""

    def outturns(
        self,
        *,
        body: str | None = None,
        year: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
    ) -> Table:
        """List how years of whole bodies turned out, and what sources say of their duties.

        `result` is limit less cost, or as it was stated: below nought where a year was
        over-spent. What was recorded later of the same supersedes.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("upland", kind="health_board")
        >>> for day, cost in [("2019-06-12", 1050), ("2019-09-30", 1040)]:
        ...     _ = ledger.record_outturn("upland", "2018-19", limit=1000, cost=cost,
        ...                               source="accounts", effective=day)
        >>> [(row["result"], row["state"]) for row in ledger.outturns()]
        [(Decimal('-50.00'), 'superseded'), (Decimal('-40.00'), 'in force')]
        """
        asked = asked_of(body, None, year, None, None, as_at, as_known, False)
        return self._shown(self._book.outturns(asked))
