"""The ledger: the main type of this package."""

from __future__ import annotations

import inspect
import secrets
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Concatenate, ParamSpec

from . import _ringfence
from ._ringfence import RuleBook
from ._taking import taken
from ._values import Day
from .actuals import Actuals
from .drafts import (
    Accrue,
    AddBody,
    AddPlan,
    AddPlanLine,
    AddStream,
    Adopt,
    Allocate,
    Anticipate,
    Approve,
    ChangeControl,
    ChangeCost,
    Commit,
    CompleteProject,
    ContinueProject,
    Contribute,
    Correct,
    Credit,
    Decommit,
    Draft,
    Earmark,
    EndBody,
    Evaluate,
    Fill,
    Forecast,
    Freeze,
    GiveUp,
    Hold,
    Mainstream,
    MakeLegal,
    MarkNotRecorded,
    OpenYear,
    Prepay,
    Profile,
    Propose,
    PublishPlan,
    PublishTotal,
    Recharge,
    RecordDelay,
    RecordFact,
    RecordMeasure,
    RecordMilestone,
    RecordOutturn,
    RecordPopulation,
    RecordVacancy,
    Redact,
    Release,
    Reopen,
    ReProvide,
    SetCap,
    SetFloor,
    Share,
    Sign,
    Spend,
    StartProject,
    StopProject,
    TakeOn,
    UsePrepayment,
    Vire,
)
from .errors import Advice, Rejection
from .loading import Loaded, Loading, RefusedRow
from .out_views import OutViews
from .plan import Explained, Plan, explained
from .stored import Stored
from .views import Views

__all__ = ["Head", "Ledger", "Loaded", "Receipt", "RefusedRow", "Verdict"]

P = ParamSpec("P")

_DRAFT = "a draft, such as Spend(…)"
_POSTED = "The method posts it and gives its receipt, or raises `Rejected` and changes nothing."


@dataclass(frozen=True)
class Receipt:
    """What posting gives: the entry's number, its hash and its two dates."""

    entry: int
    """The number of the entry."""
    hash: str
    """The hash that chains it to all entries before."""
    effective: date
    """When it counts."""
    recorded: date
    """When it was learned."""
    advice: tuple[Advice, ...] = ()
    """What it goes beyond, where its stream only advises; mostly nothing."""


@dataclass(frozen=True)
class Head:
    """The last entry of a ledger; two ledgers with the same head hold the same entries."""

    entry: int
    """Its number; 0 where there is none."""
    hash: str
    """Its hash."""
    recorded: date
    """When it was learned; before any entry, the book's first day."""


@dataclass(frozen=True)
class Verdict:
    """What a check says: whether posting would be accepted, and if not, why."""

    rejection: Rejection | None
    """Why not; `None` where it is allowed."""
    advice: tuple[Advice, ...] = ()
    """What it would go beyond, where its stream only advises; mostly nothing."""

    @property
    def allowed(self) -> bool:
        """Whether posting would be accepted."""
        return self.rejection is None

    def __bool__(self) -> bool:
        """Tell whether posting would be accepted."""
        return self.allowed


def _posts(name: str, draft: Callable[P, Draft]) -> Callable[Concatenate[Ledger, P], Receipt]:
    """Make the method that posts one kind of draft, with the signature of that draft."""

    def method(self: Ledger, /, *given: P.args, **named: P.kwargs) -> Receipt:
        return self.post(draft(*given, **named))

    common = {it.name for it in fields(Draft)}
    takes = list(inspect.signature(draft).parameters.values())
    takes.sort(key=lambda it: it.name in common)  # what is its own comes first in the help
    itself = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
    method.__name__, method.__qualname__ = name, f"Ledger.{name}"
    method.__doc__ = f"{inspect.getdoc(draft)}\n\n{_POSTED}"
    method.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [itself, *takes], return_annotation="Receipt"
    )
    return method


class Ledger(Loading, Stored, Actuals, OutViews, Views):
    """Public money that is given for a purpose and for a period, exact to the penny.

    >>> from datetime import date
    >>> ledger = Ledger(currency="GBP")
    >>> _ = ledger.add_body("gov", "Government of Aberwen", kind="government")
    >>> _ = ledger.add_body("upland", "Upland", kind="health_board", parent="gov")
    >>> _ = ledger.add_stream("winter", "Winter Care", purposes=["beds"])
    >>> _ = ledger.allocate("winter", to="upland", year="2025-26", amount="1000",
    ...                     notice="letter", effective=date(2025, 4, 7))
    >>> ledger.position(body="upland", stream="winter", year="2025-26")
    Position(allocated £1,000.00, authority £1,000.00, available £1,000.00)

    A penny too much is refused, with a reason that a person can act on:

    >>> too_much = Spend(stream="winter", body="upland", purpose="beds", year="2025-26",
    ...                  amount="1000.01", effective=date(2025, 5, 1))
    >>> no = ledger.check(too_much).rejection
    >>> no.code, no.details["short"]
    ('spend_exceeds_available', Decimal('0.01'))
    """

    def __init__(
        self,
        currency: str = "GBP",
        *,
        first_day: Day | None = None,
        first_month: int | None = None,
        actor: str | None = None,
    ) -> None:
        """Make an empty ledger in memory.

        `first_day` is the book's first day, 1900-01-01 where left out; `first_month` the month
        in which its years begin, 4 where left out; `actor` is who says what is posted, where a
        draft does not say it.
        """
        header = {"currency": currency, "first_day": first_day, "first_month": first_month}
        self._book = _ringfence.Book({**header, "actor": actor})

    add_body = _posts("add_body", AddBody)
    add_stream = _posts("add_stream", AddStream)
    adopt = _posts("adopt", Adopt)
    end_body = _posts("end_body", EndBody)
    make_legal = _posts("make_legal", MakeLegal)
    record_population = _posts("record_population", RecordPopulation)
    change_control = _posts("change_control", ChangeControl)
    set_floor = _posts("set_floor", SetFloor)
    set_cap = _posts("set_cap", SetCap)
    publish_total = _posts("publish_total", PublishTotal)
    take_on = _posts("take_on", TakeOn)
    anticipate = _posts("anticipate", Anticipate)
    allocate = _posts("allocate", Allocate)
    re_provide = _posts("re_provide", ReProvide)
    contribute = _posts("contribute", Contribute)
    mark_not_recorded = _posts("mark_not_recorded", MarkNotRecorded)
    open_year = _posts("open_year", OpenYear)
    reopen = _posts("reopen", Reopen)
    sign = _posts("sign", Sign)
    vire = _posts("vire", Vire)
    release = _posts("release", Release)
    propose = _posts("propose", Propose)
    approve = _posts("approve", Approve)
    start_project = _posts("start_project", StartProject)
    record_delay = _posts("record_delay", RecordDelay)
    record_milestone = _posts("record_milestone", RecordMilestone)
    record_measure = _posts("record_measure", RecordMeasure)
    evaluate = _posts("evaluate", Evaluate)
    continue_project = _posts("continue_project", ContinueProject)
    stop_project = _posts("stop_project", StopProject)
    complete_project = _posts("complete_project", CompleteProject)
    share = _posts("share", Share)
    change_cost = _posts("change_cost", ChangeCost)
    mainstream = _posts("mainstream", Mainstream)
    fill = _posts("fill", Fill)
    record_vacancy = _posts("record_vacancy", RecordVacancy)
    record_fact = _posts("record_fact", RecordFact)
    record_outturn = _posts("record_outturn", RecordOutturn)
    earmark = _posts("earmark", Earmark)
    hold = _posts("hold", Hold)
    commit = _posts("commit", Commit)
    accrue = _posts("accrue", Accrue)
    spend = _posts("spend", Spend)
    prepay = _posts("prepay", Prepay)
    use_prepayment = _posts("use_prepayment", UsePrepayment)
    credit = _posts("credit", Credit)
    recharge = _posts("recharge", Recharge)
    decommit = _posts("decommit", Decommit)
    give_up = _posts("give_up", GiveUp)
    profile = _posts("profile", Profile)
    forecast = _posts("forecast", Forecast)
    freeze = _posts("freeze", Freeze)
    add_plan = _posts("add_plan", AddPlan)
    add_plan_line = _posts("add_plan_line", AddPlanLine)
    publish_plan = _posts("publish_plan", PublishPlan)
    correct = _posts("correct", Correct)
    redact = _posts("redact", Redact)

    def check(self, draft: Draft) -> Verdict:
        """Say what `post` would say, and change nothing.

        >>> ledger = Ledger()
        >>> verdict = ledger.check(AddBody("north", kind="cluster", parent="upland"))
        >>> verdict.allowed, verdict.rejection.code
        (False, 'unknown_body')
        >>> ledger.head().entry
        0
        """
        return Verdict(*self._book.check(taken("draft", draft, Draft, _DRAFT)._read))

    def why_ask(self, draft: Draft) -> tuple[Explained, ...]:
        """Explain what the rules of the book in force say of a draft, an answer for each question.

        None where no rule covers it, or where it states a fact; `check` says all else.

        >>> ledger = Ledger()
        >>> ledger.why_ask(AddBody("gov", kind="government"))
        ()
        """
        said = self._book.why_ask(taken("draft", draft, Draft, _DRAFT)._read)
        return tuple(explained("ask", one) for one in said)

    def post(self, draft: Draft) -> Receipt:
        """Post a draft, or raise `Rejected` and change nothing.

        >>> ledger = Ledger()
        >>> receipt = ledger.post(AddBody("gov", kind="government"))
        >>> receipt.entry, receipt.hash == ledger.head().hash
        (1, True)
        """
        read = taken("draft", draft, Draft, _DRAFT)._read
        receipt, advice = self._book.post(read, secrets.token_bytes(16))
        return Receipt(*receipt, advice)

    def warnings_of(self, rules: RuleBook) -> list[str]:
        """Tell what of a rule book does not fit: names that are not here, facts not declared.

        >>> Ledger().warnings_of(RuleBook.preset("wales-2016"))[0].split(": ")[1].split(",")[0]
        'found the stream cluster'

        `RuleBook.warnings` tells what it is warned of by itself.
        """
        return self._book.warnings_of(rules)

    def plan_close(self, year: str, rules: RuleBook) -> Plan:
        """Plan the close of a year under a rule book; planning changes nothing.

        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("cluster", purposes=["access"])
        >>> _ = ledger.allocate("cluster", to="upland", year="2016-17", amount=900,
        ...                     notice="letter", effective="2016-04-05")
        >>> plan = ledger.plan_close("2016-17", RuleBook.preset("committee-2017"))
        >>> plan
        <Plan of 2016-17: £900.00 rolled over, £0.00 lapsed>
        >>> plan.why("free:upland/cluster/2016-17/non-recurrent").outcome
        'roll_over'
        >>> _ = ledger.close(plan, effective="2017-03-31")
        >>> ledger.position(body="upland", stream="cluster", year="2017-18").available
        Decimal('900.00')
        """
        return Plan(self._book.plan_close(year, rules), self._stand())

    def close(
        self,
        plan: Plan,
        *,
        effective: Day,
        recorded: Day | None = None,
        actor: str | None = None,
    ) -> tuple[Receipt, ...]:
        """Close a year as planned, and open the next: one append, a receipt for each entry.

        Raises `Rejected`: `year_already_closed`, `plan_stale` where entries came after the plan,
        `plan_blocked` where it still asks.

        >>> from ringfence import Ledger, Rejected, RuleBook
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_stream("winter", purposes=["beds"])
        >>> letter = {"to": "gov", "year": "2025-26", "effective": "2025-05-06"}
        >>> _ = ledger.allocate("winter", amount="250000.00", **letter)
        >>> plan = ledger.plan_close("2025-26", RuleBook.empty())
        >>> _ = ledger.allocate("winter", amount="5.00", **letter)
        >>> try:
        ...     ledger.close(plan, effective="2026-03-31")
        ... except Rejected as no:
        ...     print(no.code)
        plan_stale
        """
        said = {"effective": effective, "recorded": recorded, "actor": actor}
        salts = [secrets.token_bytes(16) for _ in range(3)]
        planned = taken("plan", plan, Plan, "what plan_close gave")._plan
        return tuple(Receipt(*row) for row in self._book.close(planned, said, salts))

    def head(self) -> Head:
        """Name the last entry."""
        return Head(*self._book.head())

    def __repr__(self) -> str:
        """Show the number of entries and the beginning of the head's hash."""
        head = self.head()
        return f"<Ledger of {head.entry} entries, head {head.hash[:12]}>"
