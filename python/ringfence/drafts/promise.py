"""Drafts that keep money for something, and spend it."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .._values import Amount, Day
from ..words import Recurrence
from .draft import Draft

__all__ = ["Commit", "Decommit", "Earmark", "GiveUp", "Hold", "Spend"]


@dataclass(frozen=True, repr=False)
class Earmark(Draft):
    """Ties a sum to one project, inside a line.

    >>> Earmark("triage", stream="cluster", body="north-powys", year="2016-17", amount=50_000)
    Earmark(project='triage', stream='cluster', body='north-powys', year='2016-17', amount=50000)
    """

    act = "earmark"

    project: str
    """The project."""
    _: KW_ONLY
    stream: str
    """The stream."""
    body: str
    """Whose money."""
    year: str
    """Of which year."""
    amount: Amount
    """How much; more than nought."""
    vintage: str | None = None
    """Only of this vintage."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Hold(Draft):
    """Keeps money provisionally for a request not yet ordered.

    >>> Hold("desks", stream="cluster", body="north", purpose="access", year="2016-17", amount=9)
    Hold(id='desks', stream='cluster', body='north', purpose='access', year='2016-17', amount=9)
    """

    act = "hold"

    id: str
    """Its id; commitments and holds share one space of ids."""
    _: KW_ONLY
    stream: str
    """The stream."""
    body: str
    """Whose money."""
    project: str | None = None
    """For which project, if any."""
    purpose: str
    """What it is for."""
    year: str
    """Of which year."""
    amount: Amount
    """How much; more than nought."""
    vintage: str | None = None
    """Only of this vintage."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Commit(Draft):
    """Keeps money for a promise to pay: `amount` and `year` once, `annual` and `start` for good.

    >>> from decimal import Decimal
    >>> Commit("licences", stream="cluster", body="north", purpose="access", year="2016-17",
    ...        amount=Decimal("15000.00"), effective="2016-07-04")
    Commit(effective='2016-07-04', id='licences', stream='cluster', body='north',
           purpose='access', year='2016-17', amount=Decimal('15000.00'))
    """

    act = "commit"

    id: str
    """Its id; commitments and holds share one space of ids."""
    _: KW_ONLY
    stream: str
    """The stream."""
    body: str
    """Whose money."""
    project: str | None = None
    """For which project, if any."""
    purpose: str
    """What it is for."""
    recurrence: Recurrence | str | None = None
    """Whether it is promised every year or once; left out, once."""
    year: str | None = None
    """Of which year, once."""
    amount: Amount | None = None
    """How much, once."""
    annual: Amount | None = None
    """What it costs in twelve months, every year."""
    start: Day | None = None
    """Its first day, every year."""
    end: Day | None = None
    """Its last day; left out, it goes on."""
    hold: str | None = None
    """The hold that it makes firm."""
    vintage: str | None = None
    """Only of this vintage; not where it is promised every year."""
    cost: str | None = None
    """What kind of cost it is: `pay`, `agency`, `non-pay`, `exit`, or your own."""
    post: str | None = None
    """The post that it pays for, as an id: a job, never the name of a person."""
    employer: str | None = None
    """The body that employs; left out, as the post has it, else the one that answers."""
    role: str | None = None
    """The role, as one word."""
    wte: Amount | None = None
    """How much of a full-time post it pays for, with at most two places."""
    payer: str | None = None
    """The body that pays; left out, the one that answers for the employer."""
    tolerance: Amount | None = None
    """By how much its cost of a year may exceed what is committed; left out, by nothing."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Spend(Draft):
    """Records a cost: against a commitment, or direct on a line.

    >>> Spend("pharmacist-post", amount="8000", reference="INV-001")
    Spend(reference='INV-001', commitment='pharmacist-post', amount='8000')
    """

    act = "spend"

    commitment: str | None = None
    """The commitment it settles; without one it is a direct spend and names the rest."""
    _: KW_ONLY
    accrual: str | None = None
    """The accrual that it settles; left out, the oldest one of the commitment, if any."""
    part: bool = False
    """Whether it settles no more of the accrual that it names than it invoices."""
    stream: str | None = None
    """The stream of a direct spend."""
    body: str | None = None
    """The body of a direct spend."""
    project: str | None = None
    """The project of a direct spend, if any."""
    purpose: str | None = None
    """The purpose of a direct spend."""
    year: str | None = None
    """The year of the cost; left out, the year of its effective date."""
    amount: Amount
    """How much; more than nought."""
    final: bool = False
    """Whether nothing more will come: the open rest of the commitment is given back."""
    actual: bool = False
    """Whether it is recorded as having happened, whatever there is left."""
    vintage: str | None = None
    """Only of this vintage; not where it names a commitment."""
    cost: str | None = None
    """What kind of cost it is."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Decommit(Draft):
    """Gives the unspent rest of a commitment back.

    >>> Decommit("licences")
    Decommit(id='licences')
    """

    act = "decommit"

    id: str
    """The commitment."""
    _: KW_ONLY
    amount: Amount | None = None
    """How much; left out, all that is open."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class GiveUp(Draft):
    """Gives a hold up, whole or in part; what it held goes back where it came from.

    >>> GiveUp("desks", amount=100)
    GiveUp(id='desks', amount=100)
    """

    act = "give_up"

    id: str
    """The hold."""
    _: KW_ONLY
    amount: Amount | None = None
    """How much; left out, all that is held."""
    name: str | None = None
    """What it is called."""
