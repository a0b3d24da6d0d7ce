"""Drafts: what somebody asks or states. Each is nothing until it is checked and posted.

The signatures here are the only list of them: the methods of a ledger take the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field, fields
from typing import Any, ClassVar

from . import _ringfence
from ._values import Amount, Day
from .words import (
    BaseRule,
    BodyKind,
    ControlMode,
    Recurrence,
    Standing,
    StatedUnit,
    StreamKind,
    Unrecorded,
)

__all__ = [
    "AddBody",
    "AddStream",
    "Adopt",
    "Allocate",
    "Approve",
    "Commit",
    "Correct",
    "Decommit",
    "Draft",
    "Earmark",
    "GiveUp",
    "Hold",
    "MarkNotRecorded",
    "Propose",
    "PublishTotal",
    "RecordDelay",
    "Release",
    "Spend",
    "Vire",
]


@dataclass(frozen=True, kw_only=True, repr=False)
class Draft:
    """What every draft may say beside its act: two dates, who says it, a key, and words.

    It is judged alone as it is made: values that cannot be taken raise `FieldTypeError` or
    `FieldValueError`, which list them all.

    >>> Decommit("licences", amount="0.001", reason=7)
    Traceback (most recent call last):
    ringfence.errors.FieldValueError: amount: found 0.001 has more places than the two that
    pounds have: round it first, and say how; expected pounds such as 1234.50
    reason: found the number 7; expected a text
    """

    act: ClassVar[str]
    """The kind of act, as a word."""

    effective: Day | None = None
    """When it counts."""
    recorded: Day | None = None
    """When it was learned; left out, the later of `effective` and the head's."""
    actor: str | None = None
    """Who says it, as an id: a role or an account, never a name."""
    key: str | None = None
    """Chosen by the sender, so that the same draft sent twice is posted once."""
    notice: str | None = None
    """The letter or notice it rests on."""
    dated: str | None = None
    """How the source gives the day, where it does not state one."""
    by: str | None = None
    """Who decided: a meeting, a role."""
    reference: str | None = None
    """An invoice or order number."""
    counterparty: str | None = None
    """Who is paid."""
    evidence: str | None = None
    """What shows it."""
    reason: str | None = None
    """Why."""
    words: str | None = None
    """The source's own words."""
    source: str | None = None
    """Where the figure was published."""
    note: str | None = None
    """Anything else."""
    _read: _ringfence.Draft = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read the values, exactly."""
        given = {name.rstrip("_"): value for name, value in self._given()}
        object.__setattr__(self, "_read", _ringfence.Draft(self.act, given))

    def _given(self) -> list[tuple[str, Any]]:
        stated = [it for it in fields(self) if it.init]
        return [(it.name, getattr(self, it.name)) for it in stated]

    def __repr__(self) -> str:
        """Show the call that makes it, without what was left out."""
        defaults = {it.name: it.default for it in fields(self)}
        said = [(name, value) for name, value in self._given() if value != defaults[name]]
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in said)})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was said; it is read again."""
        return _again, (type(self), dict(self._given()))


def _again(kind: type[Draft], given: dict[str, Any]) -> Draft:
    return kind(**given)


@dataclass(frozen=True, repr=False)
class AddBody(Draft):
    """Names a body and its place in the tree. Posting the same again changes nothing.

    >>> AddBody("powys", "Powys Teaching Health Board", kind="health_board", parent="wg")
    AddBody(id='powys', name='Powys Teaching Health Board', kind='health_board', parent='wg')
    """

    act = "add_body"

    id: str
    """Its id."""
    name: str | None = None
    """What it is called."""
    _: KW_ONLY
    kind: BodyKind | str
    """What kind of body it is."""
    parent: str | None = None
    """The body above it; the root has none."""
    standing: Standing | str | None = None
    """How it stands in law; left out, as is usual for its kind."""
    from_: Day | None = None
    """Its first day; left out, the book's."""
    until: Day | None = None
    """Its last day; left out, none."""


@dataclass(frozen=True, repr=False)
class AddStream(Draft):
    """Names a stream and its conditions. Posting the same again changes nothing.

    >>> AddStream("cluster", "Cluster development money", purposes=["access"], control="block")
    AddStream(id='cluster', name='Cluster development money', purposes=['access'],
              control='block')
    """

    act = "add_stream"

    id: str
    """Its id."""
    name: str | None = None
    """What it is called."""
    _: KW_ONLY
    purposes: Sequence[str]
    """What its money may be spent on; at least one."""
    control: ControlMode | str | None = None
    """How asks are held to the money that is there; left out, `block`."""
    release_required: bool = False
    """Whether money must be released before it is spent."""
    base: BaseRule | str | None = None
    """What its base is worth before an opening notice; left out, `anticipated`."""
    kind: StreamKind | str | None = None
    """Revenue or capital; left out, revenue."""
    given_by: str | None = None
    """The body whose giving is new money; left out, the root above the receiver."""
    availability: str | None = None
    """How long its money is meant to be usable, as a word for rules."""


@dataclass(frozen=True, repr=False)
class Adopt(Draft):
    """Adopts a rule book; the entry carries its whole text. Takes a `RuleBook` or a text."""

    act = "adopt_book"

    book: Any
    """The rule book, or its text."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""

    def __post_init__(self) -> None:
        """Take the text of a rule book."""
        object.__setattr__(self, "book", getattr(self.book, "text", self.book))
        super().__post_init__()


@dataclass(frozen=True, repr=False)
class PublishTotal(Draft):
    """Records a published total, to be compared with the notices; never money.

    >>> from decimal import Decimal
    >>> PublishTotal("wales", stream="cluster", year="2016-17", amount=Decimal("10000000"))
    PublishTotal(id='wales', stream='cluster', year='2016-17', amount=Decimal('10000000'))
    """

    act = "publish_total"

    id: str
    """Its id."""
    _: KW_ONLY
    stream: str
    """The stream it speaks of."""
    year: str
    """The year it speaks of."""
    amount: Amount
    """The figure, in pounds."""
    stated_unit: StatedUnit | str | None = None
    """The unit in which it was stated."""
    stated_places: int | None = None
    """The decimal places in that unit."""
    difference: str | None = None
    """What a difference from the notices is known to be: `rounding`, `split-not-published`."""
    name: str | None = None
    """What it is called."""


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
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class MarkNotRecorded(Draft):
    """Says that a source does not record a line's allocation or spend of a year.

    Figures that rest on it are then not known, which is not the same as nothing.

    >>> MarkNotRecorded("cluster", body="powys", year="2016-17", what="spend", words="n/a")
    MarkNotRecorded(words='n/a', stream='cluster', body='powys', year='2016-17', what='spend')
    """

    act = "mark_not_recorded"

    stream: str
    """The stream."""
    _: KW_ONLY
    body: str
    """The body."""
    year: str
    """The year."""
    what: Unrecorded | str
    """What is not recorded."""
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
    """Only from lines of this vintage."""
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
class Propose(Draft):
    """Proposes a project.

    >>> Propose("pharmacist", "Practice pharmacist", body="north-powys", purpose="access")
    Propose(id='pharmacist', name='Practice pharmacist', body='north-powys', purpose='access')
    """

    act = "propose"

    id: str
    """Its id."""
    name: str | None = None
    """What it is called."""
    _: KW_ONLY
    body: str
    """Whose project."""
    purpose: str
    """What it is for."""


@dataclass(frozen=True, repr=False)
class Approve(Draft):
    """Approves a project for a sum once, or for a sum in each year.

    >>> Approve("pharmacist", by="cluster meeting", annual="60000")
    Approve(by='cluster meeting', project='pharmacist', annual='60000')
    """

    act = "approve"

    project: str
    """The project."""
    _: KW_ONLY
    amount: Amount | None = None
    """How much, once."""
    annual: Amount | None = None
    """How much in each year."""
    start: Day | None = None
    """From when an annual sum counts; left out, from its effective date."""
    end: Day | None = None
    """Until when; left out, until changed."""
    adds: bool = False
    """Whether it adds to the approval before; else it replaces it."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class RecordDelay(Draft):
    """Records a delay of a project: its cause, whom it is put down to, from when to when.

    >>> RecordDelay("triage", cause="procurement", start="2016-09-01", attributable_to="nobody")
    RecordDelay(project='triage', cause='procurement', attributable_to='nobody',
                start='2016-09-01')
    """

    act = "record_delay"

    project: str
    """The project."""
    _: KW_ONLY
    cause: str
    """The cause, as one word."""
    attributable_to: str | None = None
    """Whom it is put down to: a body or `nobody`; left out, not recorded."""
    start: Day
    """Its first day."""
    end: Day | None = None
    """Its last day; left out, it goes on."""
    name: str | None = None
    """What it is called."""


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
    """Only of this vintage."""
    cost: str | None = None
    """What kind of cost it is: `pay`, `agency`, `non-pay`, or your own."""
    post: str | None = None
    """The post that it pays for, as an id."""
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
    """Only of this vintage."""
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
