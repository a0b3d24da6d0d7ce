"""Drafts that state a plan for three years; none of them moves money."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .._values import Amount
from ..words import Recurrence
from .draft import Draft

__all__ = ["AddPlan", "AddPlanLine", "PublishPlan"]


@dataclass(frozen=True, repr=False)
class AddPlan(Draft):
    """Begins a version of a body's plan for three years.

    Its lines are added while it is not published, and none after: what changes is a new version,
    which names the one that it replaces. A plan is never authority, and no check looks at it.

    >>> AddPlan("north-2017", body="north", first_year="2017-18", replaces="north-2016")
    AddPlan(id='north-2017', body='north', first_year='2017-18', replaces='north-2016')
    """

    act = "add_plan"

    id: str
    """The version's own id."""
    _: KW_ONLY
    body: str
    """Whose plan."""
    first_year: str
    """The first of its three years."""
    replaces: str | None = None
    """The published version that it replaces."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, kw_only=True, repr=False)
class AddPlanLine(Draft):
    """Adds a line to a plan that is not published: what a stream is to pay in one of its years.

    >>> AddPlanLine(plan="north-2017", year="2018-19", stream="core", amount="900")
    AddPlanLine(plan='north-2017', year='2018-19', stream='core', amount='900')
    """

    act = "add_plan_line"

    plan: str
    """The plan."""
    year: str
    """Of which of its three years."""
    stream: str
    """Which stream is to pay."""
    amount: Amount
    """How much, in that year; more than nought."""
    project: str | None = None
    """For which project, if any."""
    cost: str | None = None
    """What kind of cost it is."""
    recurrence: Recurrence | str | None = None
    """Whether it is to recur; left out, it is not."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class PublishPlan(Draft):
    """Publishes a plan on its effective day: from then on it is in force, and does not change.

    It is due by the first day of its first year; a later day is late, which is shown and never
    refused.

    >>> PublishPlan("north-2017", effective="2017-03-31")
    PublishPlan(effective='2017-03-31', id='north-2017')
    """

    act = "publish_plan"

    id: str
    """The plan."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""
