"""What a ledger is asked: where money stands, how it came to that, and what is not known."""

from __future__ import annotations

from ._asking import asked_of
from ._values import Day
from .duty_views import DutyViews
from .month_views import MonthViews
from .plan_views import PlanViews
from .position import Position
from .project_views import ProjectViews
from .question import QuestionViews
from .table import Table
from .words import Recurrence

__all__ = ["Views"]


class Views(MonthViews, DutyViews, PlanViews, ProjectViews, QuestionViews):
    """The questions that a `Ledger` answers; none of them changes anything."""

    def position(
        self,
        *,
        body: str,
        stream: str,
        year: str,
        vintage: str | None = None,
        recurrence: Recurrence | str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
        parts: bool = False,
    ) -> Position:
        """Say where each pound of a body's stream stands in a year.

        Left out, `vintage` and `recurrence` mean all of them; `as_at` means now. `as_known`, the
        number of an entry or a day, leaves out what was posted later, whenever it counts. With
        `parts` the streams that are parts of this one are counted, too. A figure that
        rests on what is marked *not recorded* is `None`.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> for day, amount in [("2025-04-07", 900), ("2025-10-01", -100)]:
        ...     _ = ledger.allocate("core", to="upland", year="2025-26", amount=amount,
        ...                         notice="letter", effective=day)
        >>> ledger.position(body="upland", stream="core", year="2025-26").available
        Decimal('800.00')
        >>> may = ledger.position(body="upland", stream="core", year="2025-26",
        ...                       as_at="2025-05-31")
        >>> may.available
        Decimal('900.00')
        >>> ledger.position(body="upland", stream="core", year="2025-26", as_known=4).available
        Decimal('900.00')
        """
        asked = asked_of(body, stream, year, vintage, recurrence, as_at, as_known, parts)
        position = Position(**self._book.position(asked))
        of = ", ".join(str(it) for it in (body, stream, year, vintage, recurrence) if it)
        return position._of(f"Position of {of} {self._as_at(as_at)}", self._source())

    def positions(
        self,
        *,
        body: str | None = None,
        stream: str | None = None,
        year: str | None = None,
        vintage: str | None = None,
        recurrence: Recurrence | str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List the position of each line in each year, or of those asked for.

        `base` says of a recurrent line whether an opening notice has confirmed what earlier
        years brought. Where only a mark speaks of a place there is a row for it.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.mark_not_recorded(what="spend", body="upland", stream="core",
        ...                              year="2025-26", words="not published",
        ...                              effective="2025-04-07")
        >>> row = ledger.positions(body="upland")[0]
        >>> row["authority"], row["spent"]
        (Decimal('0.00'), None)
        """
        asked = asked_of(body, stream, year, vintage, recurrence, as_at, as_known, parts)
        return self._shown(self._book.positions(asked), as_at)

    def statement(
        self,
        *,
        body: str,
        stream: str,
        year: str,
        vintage: str | None = None,
        recurrence: Recurrence | str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List what happened on a body's stream in a year, movement by movement.

        An opening row, each movement in the order of its day, a closing row; `available` and
        `authority` run along. An amount stands as it was posted.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> for day, amount in [("2025-04-07", 900), ("2025-10-01", -100)]:
        ...     _ = ledger.allocate("core", to="upland", year="2025-26", amount=amount,
        ...                         notice="letter", effective=day)
        >>> for row in ledger.statement(body="upland", stream="core", year="2025-26"):
        ...     print(row["what"], row["available"])
        opening 0.00
        given 900.00
        taken back by notice 800.00
        closing 800.00
        """
        asked = asked_of(body, stream, year, vintage, recurrence, as_at, as_known, parts)
        return self._shown(self._book.statement(year, asked), as_at)

    def journal(self) -> Table:
        """List the journal, entry by entry, with figures and words as they are kept.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> receipt = ledger.add_body("gov", kind="government", effective="2025-04-01")
        >>> entry = ledger.journal()[0]
        >>> entry["kind"], entry["hash"] == receipt.hash
        ('body_added', True)
        """
        return self._shown(self._book.journal())

    def notices(self) -> Table:
        """List the letters that gave the money: who, to whom, how much, how it was stated.

        A notice that was corrected stays, beside the entry that reversed it.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount="902000",
        ...                     stated_unit="millions", stated_places=3,
        ...                     notice="letter", effective="2025-04-07")
        >>> ledger.notices()[0]["stated"]
        Stated(amount=Decimal('902000.00'), text='0.902 (£m)')
        """
        return self._shown(self._book.listed("notices"))

    def anticipated(self, year: str) -> Table:
        """List what is expected for a year, what notices have confirmed and what stays open.

        None of it can be spent: what is confirmed is money by its notices. What is open when the
        year closes has *ended*, and is found.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.anticipate("bid", stream="core", body="upland", year="2025-26",
        ...                       amount=900, effective="2025-04-07")
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=600,
        ...                     confirms="bid", notice="letter", effective="2025-06-02")
        >>> bid = ledger.anticipated("2025-26")[0]
        >>> bid["confirmed"], bid["open"], bid["state"]
        (Decimal('600.00'), Decimal('300.00'), 'open')
        """
        return self._shown(self._book.anticipated(year))

    def contributions(self, year: str) -> Table:
        """List what partners add in a year: expected, agreed, received, and what went back.

        `contributed` is what of it is authority; it is never a part of the allocation. `spent` is
        the partner's part of the cost so far.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_body("council", kind="partner")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> for state, amount in [("agreed", 900), ("received", 300)]:
        ...     _ = ledger.contribute("council-1", partner="council", stream="core",
        ...                           body="upland", year="2025-26", amount=amount, state=state,
        ...                           effective="2025-04-07")
        >>> row = ledger.contributions("2025-26")[0]
        >>> row["agreed"], row["received"], row["contributed"]
        (Decimal('900.00'), Decimal('300.00'), Decimal('300.00'))
        """
        return self._shown(self._book.contributions(year))

    def base_bridge(
        self,
        year: str,
        *,
        body: str | None = None,
        stream: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
    ) -> Table:
        """List how the recurrent base of a year becomes that of the next, line by line.

        Opening base, notices, virements, passed down, full-year effect and what ended add up to
        the next base; the recurrent commitments stand beside it.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=60_000,
        ...                     full_year=90_000, recurrence="recurrent", notice="letter",
        ...                     effective="2025-08-01")
        >>> bridge = ledger.base_bridge("2025-26")[0]
        >>> bridge["notices"], bridge["full_year_effect"], bridge["next_base"]
        (Decimal('60000.00'), Decimal('30000.00'), Decimal('90000.00'))
        """
        asked = asked_of(body, stream, None, None, None, as_at, as_known, False)
        return self._shown(self._book.base_bridge(year, asked), as_at)

    def posts(self, year: str, as_at: Day | None = None) -> Table:
        """List the posts of a year: who is in them on a day, what they cost, what is vacant.

        A row for each commitment that pays for a post. `as_at` left out is the year's last day.
        `full_year_effect` is what twelve months cost beyond the year's part; `vacancy` is what
        the vacant days up to the day were to cost.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=90_000,
        ...                     recurrence="recurrent", notice="letter", effective="2025-04-07")
        >>> _ = ledger.commit("ward-nurse", stream="core", body="upland", purpose="beds",
        ...                   recurrence="recurrent", annual=48_000, start="2025-08-15",
        ...                   post="nurse-1", wte="1.00", effective="2025-05-01")
        >>> _ = ledger.fill("nurse-1", effective="2025-10-01")
        >>> post = ledger.posts("2025-26")[0]
        >>> post["in_post"], post["in_year"], post["full_year_effect"], post["vacancy"]
        (Decimal('1.00'), Decimal('30193.55'), Decimal('17806.45'), Decimal('6193.55'))
        """
        return self._shown(self._book.posts(year, {"as_at": as_at}), as_at)

    def bodies(
        self,
        *,
        body: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
    ) -> Table:
        """List bodies as they stood on a day: who answers for them, how many people they serve.

        `as_at` left out is the day on which the last entry was recorded.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("upland", kind="health_board")
        >>> _ = ledger.add_body("north", kind="cluster", parent="upland")
        >>> _ = ledger.make_legal("north", effective="2026-04-01", source="establishment order")
        >>> _ = ledger.record_population("north", count=38_500, effective="2025-07-01",
        ...                              source="list sizes")
        >>> for day in ["2026-03-31", "2026-04-01"]:
        ...     north = ledger.bodies(body="north", as_at=day)[0]
        ...     print(north["accountable"], north["population"], north["counted_on"])
        upland 38500 2025-07-01
        north 38500 2025-07-01
        """
        asked = asked_of(body, None, None, None, None, as_at, as_known, parts=False)
        return self._shown(self._book.bodies(asked), as_at)

    def totals(self) -> Table:
        """List each published total beside the sum of the notices, and their difference.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.publish_total("core-total", stream="core", year="2025-26", amount="1000",
        ...                          source="circular", effective="2025-04-07")
        >>> total = ledger.totals()[0]
        >>> total["published"], total["notices"], total["difference_is"]
        (Decimal('1000.00'), Decimal('0.00'), 'not explained')
        """
        return self._shown(self._book.listed("totals"))

    def marks(self) -> Table:
        """List what no source records, in the source's own words.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.mark_not_recorded(what="allocation", body="gov", stream="core",
        ...                              year="2025-26", words="the letter is lost",
        ...                              effective="2025-04-07")
        >>> mark = ledger.marks()[0]
        >>> mark["what"], mark["words"]
        ('allocation', 'the letter is lost')
        """
        return self._shown(self._book.listed("marks"))

    def findings(self, as_at: Day | None = None, as_known: Day | int | None = None) -> Table:
        """List what is wrong: by how much, since when, and which entries made it so.

        With `as_at`, as things stood at the end of that day; with `as_known`, as was known at the
        end of that day, or after the entry of that number.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> for day, amount in [("2025-04-07", 900), ("2025-10-01", -1000)]:
        ...     _ = ledger.allocate("core", to="upland", year="2025-26", amount=amount,
        ...                         notice="letter", effective=day)
        >>> found = ledger.findings()[0]
        >>> found["finding"], found["amount"], found["since"]
        ('over_committed', Decimal('100.00'), datetime.date(2025, 10, 1))
        >>> len(ledger.findings(as_at="2025-09-30")), len(ledger.findings(as_known=4))
        (0, 0)
        """
        return self._shown(self._book.findings({"as_at": as_at, "as_known": as_known}), as_at)

    def floors(self, as_at: Day | None = None) -> Table:
        """List how each floor stands: met, on track, at risk or unreachable.

        `last_safe` is the last day at whose end it is within reach. With `as_at`, as things stood
        at the end of that day. What rests on something *not recorded* is `None`.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900,
        ...                     notice="letter", effective="2025-04-07")
        >>> _ = ledger.set_floor("beds-first", stream="core", body="upland", year="2025-26",
        ...                      amount=800, source="letter", effective="2025-04-07")
        >>> row = ledger.floors()[0]
        >>> row["state"], row["inside"], row["last_safe"]
        ('at_risk', Decimal('900.00'), datetime.date(2026, 3, 31))
        """
        return self._shown(self._book.floors({"as_at": as_at}), as_at)

    def caps(self, as_at: Day | None = None) -> Table:
        """List how each cap stands: what is committed and spent, and what room is left.

        With `as_at`, as things stood at the end of that day.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.set_cap("beds-most", stream="core", body="upland", year="2025-26",
        ...                    amount=800, source="letter", effective="2025-04-07")
        >>> ledger.caps()[0]["room"]
        Decimal('800.00')
        """
        return self._shown(self._book.caps({"as_at": as_at}), as_at)

    def decisions(self, year: str) -> Table:
        """List what the close of a year did with each item, from what the journal keeps.

        A year that is not closed has no rows. `Plan.decisions` names the clauses, too.

        >>> from ringfence import Ledger
        >>> Ledger().decisions("2016-17").notes
        ('2016-17 is not closed.',)
        """
        return self._shown(self._book.decisions(year))

    def who_benefits(self, year: str) -> Table:
        """List what fell to each accountable body by the close of a year, stream by stream.

        >>> from ringfence import Ledger, RuleBook
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("cluster", purposes=["access"])
        >>> _ = ledger.allocate("cluster", to="upland", year="2016-17", amount=900,
        ...                     notice="letter", effective="2016-04-05")
        >>> plan = ledger.plan_close("2016-17", RuleBook.preset("wales-2016"))
        >>> _ = ledger.close(plan, effective="2017-03-31")
        >>> gain = ledger.who_benefits("2016-17")[0]
        >>> gain["body"], gain["net"], gain["own_spent"]
        ('upland', Decimal('900.00'), Decimal('0.00'))
        """
        return self._shown(self._book.who_benefits(year))
