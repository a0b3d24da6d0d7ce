"""Drafts that give, release and move authority, and that correct."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .._values import Amount
from ..words import ContributionState, Recurrence, StatedUnit
from .draft import Draft

__all__ = ["Allocate", "Anticipate", "Contribute", "Correct", "ReProvide", "Release", "Vire"]


@dataclass(frozen=True, repr=False)
class Allocate(Draft):
    """Gives spending power for a year.

    From the source it is a notice, and a fact; any other body gives from its own line.

    >>> Allocate("cluster", to="powys", year="2016-17", amount="453000", recurrence="recurrent")
    Allocate(stream='cluster', to='powys', year='2016-17', amount='453000',
             recurrence='recurrent')
    """

    act = "allocate"

    stream: str
    """The stream."""
    _: KW_ONLY
    to: str
    """Who receives."""
    from_: str | None = None
    """Who gives; left out, the source or the body above the receiver."""
    year: str
    """For which year."""
    amount: Amount
    """How much in that year; below nought takes back."""
    full_year: Amount | None = None
    """How much in a whole year, where that differs; the next year's base rests on it."""
    recurrence: Recurrence | str | None = None
    """Whether it comes every year or once; left out, once."""
    opening: bool = False
    """Whether it states the line's whole recurrent sum and so restates the base."""
    actual: bool = False
    """Whether it is recorded as having happened, whatever the giver has left."""
    stated_unit: StatedUnit | str | None = None
    """The unit in which the letter stated it."""
    stated_places: int | None = None
    """The decimal places in that unit."""
    confirms: str | None = None
    """The anticipated sum that it confirms, in part or whole."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Anticipate(Draft):
    """Records a sum that is expected and not yet notified; it can never be spent.

    An allocation that names it in `confirms` confirms it, in part or whole; what is open of it
    when its year closes ends there.

    >>> Anticipate("winter-bid", stream="winter", body="upland", year="2025-26", amount=100_000)
    Anticipate(id='winter-bid', stream='winter', body='upland', year='2025-26', amount=100000)
    """

    act = "anticipate"

    id: str
    """Its id."""
    _: KW_ONLY
    stream: str
    """The stream that it would be of."""
    body: str
    """Who would receive it."""
    year: str
    """For which year."""
    amount: Amount
    """How much; more than nought."""
    recurrence: Recurrence | str | None = None
    """Whether it would come every year or once; left out, once."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Contribute(Draft):
    """Says how far a partner's contribution has come; it is never a part of the allocation.

    It is said again, under the same id, as it comes further. What was received is authority, and
    what was agreed where the stream says so.

    >>> Contribute("council", partner="council", stream="winter", body="upland", year="2025-26",
    ...            amount=30_000, state="received")
    Contribute(id='council', partner='council', stream='winter', body='upland', year='2025-26',
               amount=30000, state='received')
    """

    act = "contribute"

    id: str
    """Its id."""
    _: KW_ONLY
    partner: str
    """Who adds the money."""
    stream: str
    """The stream that it is added to."""
    body: str
    """Whose line it is added to."""
    year: str
    """For which year."""
    amount: Amount
    """How much is expected or agreed in all, or was received this time; more than nought."""
    state: ContributionState | str
    """How far it has come."""
    share: str | None = None
    """Its share in costs and in what is left, such as `40%`; never said, as its money is."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Release(Draft):
    """Passes the means down so that money can be spent.

    >>> Release("cluster", to="north-powys", year="2016-17", amount="90000")
    Release(stream='cluster', to='north-powys', year='2016-17', amount='90000')
    """

    act = "release"

    stream: str
    """The stream."""
    _: KW_ONLY
    to: str
    """Who may now spend."""
    year: str
    """Of which year."""
    amount: Amount
    """How much; more than nought."""
    vintage: str | None = None
    """Only to the line of this vintage."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class ReProvide(Draft):
    """Takes a sum out of one year's allocation and gives it again in the next.

    One letter of the funder, and a fact: the year that gives up may be left short by it.

    >>> ReProvide("cluster", to="upland", year="2017-18", amount="3000000")
    ReProvide(stream='cluster', to='upland', year='2017-18', amount='3000000')
    """

    act = "re_provide"

    stream: str
    """The stream."""
    _: KW_ONLY
    to: str
    """Whose allocation changes."""
    year: str
    """The year that gives up; the one after it has the sum again."""
    amount: Amount
    """How much; more than nought."""
    stated_unit: StatedUnit | str | None = None
    """The unit in which the letter stated it."""
    stated_places: int | None = None
    """The decimal places in that unit."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Vire(Draft):
    """Moves authority between lines.

    >>> Vire("cluster", from_="north", to="south", year="2016-17", amount=500)
    Vire(stream='cluster', from_='north', to='south', year='2016-17', amount=500)
    """

    act = "vire"

    stream: str
    """The stream that gives."""
    _: KW_ONLY
    from_: str
    """The body that gives."""
    to: str
    """The body that receives."""
    to_stream: str | None = None
    """The stream that receives; left out, the same one."""
    year: str
    """Of which year."""
    amount: Amount
    """How much; more than nought."""
    recurrence: Recurrence | str | None = None
    """Whether both bases change; left out, neither."""
    vintage: str | None = None
    """Only from lines of this vintage; not where both bases change."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Correct(Draft):
    """Reverses an entry by a new one; nothing is ever edited. Post the right one after it.

    >>> Correct(12, reason="posted to the wrong cluster")
    Correct(reason='posted to the wrong cluster', entry=12)
    """

    act = "correct"

    entry: int | None = None
    """The number of the entry to reverse."""
    _: KW_ONLY
    posted_as: str | None = None
    """Or the key under which it was posted."""
    name: str | None = None
    """What it is called."""
