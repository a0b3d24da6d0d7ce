"""What a ledger is asked of its months: what was to be spent, what roles think, what moved."""

from __future__ import annotations

from . import _ringfence
from ._asking import Asking, asked_of
from ._values import Day
from .table import Table

__all__ = ["MonthViews"]


class MonthViews(Asking):
    """The questions of a month's end; none of them changes anything."""

    def profiles(
        self,
        year: str,
        *,
        body: str | None = None,
        stream: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List how the money of each line, and each commitment, falls over a year's months.

        In equal twelfths, unless `stated_by` names the entry of a `profile`; what is promised
        every year falls by its own term.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900,
        ...                     notice="letter", effective="2025-04-07")
        >>> _ = ledger.profile(stream="core", body="upland", year="2025-26",
        ...                    amounts=[0] * 6 + [150] * 6, effective="2025-04-07")
        >>> row = ledger.profiles("2025-26")[0]
        >>> row["falls"], row["month_6"], row["month_7"]
        ('amounts', Decimal('0.00'), Decimal('150.00'))
        """
        asked = asked_of(body, stream, year, None, None, as_at, as_known, parts)
        return self._shown(self._book.profiles(year, asked), as_at)

    def months(
        self,
        year: str,
        *,
        body: str | None = None,
        stream: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List what of each line was to be spent month by month, and what was.

        `variance_to_date` above nought is an under-spend. Month 13 is there where it has cost.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=1200,
        ...                     notice="letter", effective="2025-04-07")
        >>> _ = ledger.spend(stream="core", body="upland", purpose="beds", year="2025-26",
        ...                  amount=70, effective="2025-05-12")
        >>> may = ledger.months("2025-26", as_at="2025-05-31")[1]
        >>> may["profiled_to_date"], may["spent_to_date"], may["variance_to_date"]
        (Decimal('200.00'), Decimal('70.00'), Decimal('130.00'))
        """
        asked = asked_of(body, stream, year, None, None, as_at, as_known, parts)
        return self._shown(self._book.months(year, asked), as_at)

    def forecasts(
        self,
        year: str,
        *,
        body: str | None = None,
        stream: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List what roles said would have been spent by the end of a year, beside what is.

        What the same role said later supersedes; `variance` is authority less the forecast.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> for day, amount in [("2025-06-30", 900), ("2025-07-31", 700)]:
        ...     _ = ledger.forecast(stream="core", body="upland", year="2025-26", amount=amount,
        ...                         role="finance", reason="posts", effective=day)
        >>> [(row["forecast"], row["state"]) for row in ledger.forecasts("2025-26")]
        [(Decimal('900.00'), 'superseded'), (Decimal('700.00'), 'in force')]
        """
        asked = asked_of(body, stream, year, None, None, as_at, as_known, parts)
        return self._shown(self._book.forecasts(year, asked), as_at)

    def releases(
        self,
        year: str,
        *,
        body: str | None = None,
        stream: str | None = None,
        as_at: Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List how much was released by the end of each month, and what part was spent in it.

        What months 12 and 13 have of the year's spend is the spike of the year end.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"], release_required=True)
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900,
        ...                     notice="letter", effective="2025-04-07")
        >>> _ = ledger.release("core", to="upland", year="2025-26", amount=300,
        ...                    effective="2025-06-02")
        >>> [row["released_share"] for row in ledger.releases("2025-26", as_at="2025-06-30")]
        ['0.0%', '0.0%', '33.3%']
        """
        asked = asked_of(body, stream, year, None, None, as_at, None, parts)
        return self._shown(_ringfence.releases(self._book, year, asked), as_at)

    def stopping(self, stream: str, *, on: Day | None = None) -> Table:
        """List what stopping a stream on a day would leave to be paid, and by whom.

        What has no last day is shown for three years more. Nothing is stopped by asking.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900,
        ...                     notice="letter", effective="2025-04-07")
        >>> _ = ledger.commit("beds", stream="core", body="upland", purpose="beds",
        ...                   year="2025-26", amount=500, effective="2025-05-01")
        >>> [(row["payer"], row["amount"]) for row in ledger.stopping("core", on="2025-10-01")]
        [('upland', Decimal('500.00'))]
        """
        return self._shown(_ringfence.stopping(self._book, {"stream": stream, "on": on}))

    def movement(self, name: str) -> Table:
        """List what has moved in a month since it was frozen under a name, and by which entries.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900,
        ...                     notice="letter", effective="2025-04-07")
        >>> _ = ledger.freeze("return-1", year="2025-26", month=1, effective="2025-05-07")
        >>> _ = ledger.spend(stream="core", body="upland", purpose="beds", year="2025-26",
        ...                  amount=70, effective="2025-04-28", recorded="2025-05-12")
        >>> spent = [row for row in ledger.movement("return-1") if row["figure"] == "spent"][0]
        >>> spent["frozen"], spent["now"], spent["entries"]
        (Decimal('0.00'), Decimal('70.00'), '6')
        """
        return self._shown(self._book.movement(name))
