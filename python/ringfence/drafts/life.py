"""Drafts in the life of a project once it is approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from .._values import Amount, Day
from .draft import Draft

__all__ = [
    "CompleteProject",
    "ContinueProject",
    "Evaluate",
    "RecordMeasure",
    "RecordMilestone",
    "StartProject",
    "StopProject",
]


@dataclass(frozen=True, repr=False)
class StartProject(Draft):
    """Says that a project is in delivery from its effective date.

    >>> StartProject("triage", effective="2016-09-05")
    StartProject(effective='2016-09-05', project='triage')
    """

    act = "start_project"

    project: str
    """The project."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class RecordMilestone(Draft):
    """Records when a milestone of a project is due and, once it is, when it was met.

    >>> RecordMilestone("opened", "triage", due="2016-10-03")
    RecordMilestone(id='opened', project='triage', due='2016-10-03')
    """

    act = "record_milestone"

    id: str
    """Its id, among those of the project."""
    project: str
    """The project."""
    _: KW_ONLY
    due: Day
    """The day on which it is due."""
    met: Day | None = None
    """The day on which it was met; left out, it was not yet."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class RecordMeasure(Draft):
    """Records where a project stood before, where it should come to, and where it came to.

    >>> RecordMeasure("wait", "triage", unit="days", baseline=12, target=5)
    RecordMeasure(id='wait', project='triage', unit='days', baseline=12, target=5)
    """

    act = "record_measure"

    id: str
    """Its id, among those of the project."""
    project: str
    """The project."""
    _: KW_ONLY
    unit: str
    """In what it is counted, as one word."""
    baseline: Amount | None = None
    """Where it stood before: a number, no money; left out, not recorded."""
    target: Amount | None = None
    """Where it should come to; left out, nothing was agreed."""
    result: Amount | None = None
    """Where it came to; left out, not measured yet."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Evaluate(Draft):
    """Evaluates a project: what somebody found, by which evidence, in one word.

    >>> Evaluate("triage-2017", "triage", verdict="successful", evidence="report of May")
    Evaluate(evidence='report of May', id='triage-2017', project='triage', verdict='successful')
    """

    act = "evaluate"

    id: str
    """The id of the evaluation."""
    project: str
    """The project."""
    _: KW_ONLY
    verdict: str
    """What it comes to: `successful`, `partly_successful`, `unsuccessful`, `inconclusive`."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class ContinueProject(Draft):
    """Says that a project goes on, by a decision on its last evaluation.

    >>> ContinueProject("triage", by="the board", effective="2017-06-12")
    ContinueProject(effective='2017-06-12', by='the board', project='triage')
    """

    act = "continue_project"

    project: str
    """The project."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class StopProject(Draft):
    """Stops a project from its effective date; what is open for it goes back to its line.

    Commitments of the kind of cost `exit` stay, and those that it keeps.

    >>> StopProject("triage", reason="nobody came", effective="2017-06-12")
    StopProject(effective='2017-06-12', reason='nobody came', project='triage')
    """

    act = "stop_project"

    project: str
    """The project."""
    _: KW_ONLY
    keeps: Sequence[str] | str | None = None
    """Commitments that stay, as they are owed all the same."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class CompleteProject(Draft):
    """Says that a project is done: nothing is promised or held for it any more.

    >>> CompleteProject("triage", effective="2018-03-30")
    CompleteProject(effective='2018-03-30', project='triage')
    """

    act = "complete_project"

    project: str
    """The project."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""
