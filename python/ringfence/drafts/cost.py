"""Drafts about cost that an invoice has not met, or meets otherwise than it came."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .._values import Amount
from .draft import Draft

__all__ = ["Accrue", "Credit", "Prepay", "Recharge", "UsePrepayment"]


@dataclass(frozen=True, repr=False)
class Accrue(Draft):
    """Records what was received and not invoiced: a cost of the year of receipt.

    `effective` is the day of receipt. The invoice is a `Spend` that names the accrual, or its
    commitment; it settles the accrual once, in whichever year it comes.

    >>> Accrue("desks-received", commitment="desks", amount=12_000, effective="2017-03-31")
    Accrue(effective='2017-03-31', id='desks-received', commitment='desks', amount=12000)
    """

    act = "accrue"

    id: str
    """Its id; a spend names it by that."""
    _: KW_ONLY
    commitment: str | None = None
    """The commitment on which it was received; without one it names the rest."""
    stream: str | None = None
    """The stream of what no commitment was made for."""
    body: str | None = None
    """The body of what no commitment was made for."""
    project: str | None = None
    """The project of what no commitment was made for, if any."""
    purpose: str | None = None
    """The purpose of what no commitment was made for."""
    year: str | None = None
    """The year of the cost; the day of receipt lies in it. Left out, the year of that day."""
    amount: Amount
    """How much; more than nought."""
    vintage: str | None = None
    """Only of this vintage; not where it names a commitment."""
    cost: str | None = None
    """What kind of cost it is."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Prepay(Draft):
    """Says that so much of an invoice is for a later period: no cost until it is used.

    It returns to what the cost was taken from before it was committed.

    >>> Prepay("licences-next-year", posted_as="inv-7", amount=6_000)
    Prepay(id='licences-next-year', posted_as='inv-7', amount=6000)
    """

    act = "prepay"

    id: str
    """Its id; `use_prepayment` names it by that."""
    _: KW_ONLY
    entry: int | None = None
    """The number of the entry of the spend, or of the recharge that moved it."""
    posted_as: str | None = None
    """Or the key under which it was posted."""
    amount: Amount
    """How much; more than nought."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class UsePrepayment(Draft):
    """Uses a prepayment, whole and once: a cost of the year of that day.

    >>> UsePrepayment("licences-next-year", effective="2017-04-10")
    UsePrepayment(effective='2017-04-10', id='licences-next-year')
    """

    act = "use_prepayment"

    id: str
    """The prepayment."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Credit(Draft):
    """Records that a supplier gives money back: less cost, of the spend that it names.

    It returns to what the cost was taken from before it was committed; in a later year to that
    year's own line.

    >>> Credit(posted_as="inv-7", amount=300, effective="2017-05-02")
    Credit(effective='2017-05-02', posted_as='inv-7', amount=300)
    """

    act = "credit"

    entry: int | None = None
    """The number of the entry of the spend, or of the recharge that moved it."""
    _: KW_ONLY
    posted_as: str | None = None
    """Or the key under which it was posted."""
    amount: Amount
    """How much; more than nought."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Recharge(Draft):
    """Moves a cost to the line, project or commitment where it belongs, with its evidence.

    It is taken off the spend that it names, back to where that cost came from, and is held where
    it belongs as a spend would be. `reason` or `evidence` says why.

    >>> Recharge(posted_as="inv-7", stream="cluster", body="north", purpose="access",
    ...          amount=300, reason="posted before its stream was known", effective="2017-02-10")
    Recharge(effective='2017-02-10', reason='posted before its stream was known',
             posted_as='inv-7', stream='cluster', body='north', purpose='access', amount=300)
    """

    act = "recharge"

    entry: int | None = None
    """The number of the entry of the spend, or of the recharge that moved it last."""
    _: KW_ONLY
    posted_as: str | None = None
    """Or the key under which it was posted."""
    commitment: str | None = None
    """The commitment that it is a cost of; without one it names the rest."""
    stream: str | None = None
    """The stream that it is a cost of."""
    body: str | None = None
    """The body that it is a cost of."""
    project: str | None = None
    """The project that it is for, if any."""
    purpose: str | None = None
    """The purpose that it is for."""
    year: str | None = None
    """The year in which it moves; left out, the year of its effective date."""
    amount: Amount
    """How much; more than nought."""
    actual: bool = False
    """Whether it moves whatever there is, as the general ledger has it."""
    vintage: str | None = None
    """Only to this vintage; not where it names a commitment."""
    name: str | None = None
    """What it is called."""
