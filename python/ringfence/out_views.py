"""What goes out to a board: the allocation as it lists it."""

from __future__ import annotations

from . import _ringfence
from ._asking import Asking, asked_of
from ._values import Day
from .table import Table

__all__ = ["OutViews"]


class OutViews(Asking):
    """What a ledger gives out to a board; none of it changes anything."""

    def allocation_schedule(
        self,
        year: str,
        *,
        body: str | None = None,
        stream: str | None = None,
        as_at: Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List what is allocated in a year and what is anticipated, recurrent and not.

        A row for each body and stream. `confirmed` is what letters, a base brought forward and
        what is passed down come to, with what is `re_provided`; `anticipated` is what is still
        expected, and no money; `letters` names the notices. There is no row for all: what a body
        passes down stands in the rows of its receivers again.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900, opening=True,
        ...                     recurrence="recurrent", notice="main letter",
        ...                     effective="2025-04-07")
        >>> _ = ledger.anticipate("pay", stream="core", body="upland", year="2025-26", amount=20,
        ...                       recurrence="non-recurrent", effective="2025-05-01")
        >>> row = ledger.allocation_schedule("2025-26", body="upland")[0]
        >>> row["confirmed_recurrent"], row["anticipated_non_recurrent"], row["total"]
        (Decimal('900.00'), Decimal('20.00'), Decimal('920.00'))
        >>> row["letters"]
        'main letter'
        """
        asked = asked_of(body, stream, None, None, None, as_at, None, parts)
        return self._shown(_ringfence.allocation_schedule(self._book, year, asked), as_at)
