"""Drafts that set a book up, and records that move no money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from .._ringfence import RuleBook
from .._values import Amount, Day
from ..words import (
    BaseRule,
    BodyKind,
    ContributionRule,
    ControlMode,
    Rounding,
    Standing,
    StatedUnit,
    StreamKind,
    Unrecorded,
)
from .draft import Draft

__all__ = ["AddBody", "AddStream", "Adopt", "MarkNotRecorded", "PublishTotal"]


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
    parent: str | None = None
    """The stream that it is a part of: its purposes lie within that one's."""
    control: ControlMode | str | None = None
    """How asks are held to the money that is there; left out, `block`."""
    tolerance: Amount | None = None
    """How far an ask may go below what is available, as a sum."""
    tolerance_percent: str | None = None
    """The same as a part of the line's authority: `5%`, `2.5%`."""
    tolerance_round: Rounding | str | None = None
    """Which way the odd part of a penny goes; needed with a percentage."""
    tolerance_takes: str | None = None
    """Which of a sum and a percentage counts, `lesser` or `greater`; needed with both."""
    release_required: bool = False
    """Whether money must be released before it is spent."""
    base: BaseRule | str | None = None
    """What its base is worth before an opening notice; left out, `anticipated`."""
    kind: StreamKind | str | None = None
    """Revenue or capital; left out, revenue."""
    given_by: str | None = None
    """The body whose giving is new money; left out, the root above the receiver."""
    suspense: bool = False
    """Whether costs wait here until their stream is known: facts only."""
    availability: str | None = None
    """How long its money is meant to be usable, as a word for rules."""
    contributions: ContributionRule | str | None = None
    """From when on a partner's contribution is authority; left out, once received."""


@dataclass(frozen=True, repr=False)
class Adopt(Draft):
    """Adopts a rule book, or the text of one; the entry carries its whole text.

    >>> from ringfence import RuleBook
    >>> Adopt(RuleBook.preset("wales-2016")).book == RuleBook.preset("wales-2016").text
    True
    """

    act = "adopt_book"

    book: RuleBook | str
    """The rule book, or its text."""
    _: KW_ONLY
    replaces: str | None = None
    """The id of the book in force that it takes the place of, where that is another one."""
    name: str | None = None
    """What it is called."""

    def __post_init__(self) -> None:
        """Take the text of a rule book."""
        if isinstance(self.book, RuleBook):
            object.__setattr__(self, "book", self.book.text)
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
