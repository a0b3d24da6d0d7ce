"""Drafts in the life of a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from .._values import Amount, Day
from .draft import Draft

__all__ = ["Approve", "Propose", "RecordDelay"]


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
    proposed_by: str | None = None
    """The body that proposes it; left out, not recorded."""
    chain: Sequence[str] | str | None = None
    """The bodies whose approval it needs, in order; left out, any approval is enough."""
    scales: str | None = None
    """The project that it takes to another body; left out, it is no other one's."""


@dataclass(frozen=True, repr=False)
class Approve(Draft):
    """Approves a project for a sum once, or for a sum in each year.

    Where the project has a chain it is the next step of that, and only the last gives room.

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
    body: str | None = None
    """The body that approves; needed where the project has a chain."""
    stream: str | None = None
    """The stream whose money it is meant for, as rules about approvals read it."""
    present: int | None = None
    """How many who may vote were present, as rules about approvals read it."""
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
