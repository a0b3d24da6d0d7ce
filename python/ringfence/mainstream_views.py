"""What a ledger is asked of projects whose cost goes to core money."""

from __future__ import annotations

from . import _ringfence
from ._asking import Asking, asked_of
from ._values import Day
from .table import Table

__all__ = ["MainstreamViews"]


class MainstreamViews(Asking):
    """The questions about core money; none of them changes anything."""

    def mainstreamed(
        self,
        *,
        body: str | None = None,
        stream: str | None = None,
        year: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
    ) -> Table:
        """List what went to core money: what is free in the year and in twelve months.

        A row for each commitment that a mainstreaming moved. A recurrent virement to another
        stream, off a line that pays for projects, is listed as *virement, not mainstreaming*.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_body("north", kind="cluster", parent="upland")
        >>> for stream, to, amount in [("pilot", "north", 60_000), ("core", "upland", 90_000)]:
        ...     _ = ledger.add_stream(stream, purposes=["beds"])
        ...     _ = ledger.allocate(stream, to=to, from_="gov", year="2025-26", amount=amount,
        ...                         recurrence="recurrent", notice="letter",
        ...                         effective="2025-04-07")
        >>> _ = ledger.propose("nurse", body="north", purpose="beds", effective="2025-04-08")
        >>> _ = ledger.approve("nurse", annual=48_000, by="board", effective="2025-04-08")
        >>> _ = ledger.commit("nurse-1", stream="pilot", body="north", project="nurse",
        ...                   purpose="beds", recurrence="recurrent", annual=48_000,
        ...                   start="2025-05-01", effective="2025-04-09")
        >>> _ = ledger.mainstream("nurse", stream="core", effective="2025-10-01")
        >>> row = ledger.mainstreamed()[0]
        >>> row["core_commitment"], row["freed_in_year"], row["freed_full_year"]
        ('nurse-1-core', Decimal('24000.00'), Decimal('48000.00'))
        """
        asked = asked_of(body, stream, year, None, None, as_at, as_known, False)
        return self._shown(_ringfence.mainstreamed(self._book, asked), as_at)

    def joint(
        self, year: str, *, as_at: Day | None = None, as_known: int | Day | None = None
    ) -> Table:
        """List who bears which part of joint projects, who bore what, and what is to be settled.

        `part` is what falls to a party, each cost by the shares of its day; `borne` what stands
        on its own lines and what its contributions brought; `to_settle` what it still owes.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> for cluster in ["north", "moor"]:
        ...     _ = ledger.add_body(cluster, kind="cluster", parent="upland")
        >>> _ = ledger.add_stream("pilot", purposes=["beds"])
        >>> _ = ledger.allocate("pilot", to="north", from_="gov", year="2025-26", amount=900,
        ...                     notice="letter", effective="2025-04-07")
        >>> _ = ledger.propose("hub", body="north", purpose="beds", effective="2025-04-08")
        >>> _ = ledger.approve("hub", amount=900, by="board", effective="2025-04-08")
        >>> _ = ledger.share("hub", parties=["north", "moor"], weights=[2, 1],
        ...                  effective="2025-04-08")
        >>> _ = ledger.spend(stream="pilot", body="north", project="hub", purpose="beds",
        ...                  amount=100, effective="2025-06-01")
        >>> [(row["party"], row["part"], row["to_settle"]) for row in ledger.joint("2025-26")]
        [('moor', Decimal('33.33'), Decimal('33.33')),
        ('north', Decimal('66.67'), Decimal('-33.33'))]
        """
        asked = asked_of(None, None, None, None, None, as_at, as_known, False)
        return self._shown(_ringfence.joint(self._book, year, asked), as_at)
