"""Drafts about posts: what they cost, who is in them, and since when nobody is."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .._values import Amount, Day
from .draft import Draft

__all__ = ["ChangeCost", "Fill", "RecordVacancy"]


@dataclass(frozen=True, repr=False)
class ChangeCost(Draft):
    """Changes what a recurrent commitment costs in twelve months, from its effective date.

    >>> ChangeCost("ward-nurse", annual="50400", effective="2025-10-01")
    ChangeCost(effective='2025-10-01', id='ward-nurse', annual='50400')
    """

    act = "change_cost"

    id: str
    """The commitment."""
    _: KW_ONLY
    annual: Amount
    """What it costs in twelve months from then on; more than nought."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Fill(Draft):
    """Says that somebody is in a post from its effective date.

    >>> Fill("pharmacist-1", effective="2016-10-01")
    Fill(effective='2016-10-01', post='pharmacist-1')
    """

    act = "fill"

    post: str
    """The post."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class RecordVacancy(Draft):
    """Records a vacancy of a post: its cause, whom it is put down to, from when to when.

    >>> RecordVacancy("pharmacist-1", cause="recruitment", start="2016-08-01")
    RecordVacancy(post='pharmacist-1', cause='recruitment', start='2016-08-01')
    """

    act = "record_vacancy"

    post: str
    """The post."""
    _: KW_ONLY
    cause: str
    """The cause, as one word: `recruitment`, `resignation`, `secondment`, or your own."""
    attributable_to: str | None = None
    """Whom it is put down to: a body or `nobody`; left out, not recorded."""
    start: Day
    """Its first day."""
    end: Day | None = None
    """Its last day; left out, until the post is filled."""
    name: str | None = None
    """What it is called."""
