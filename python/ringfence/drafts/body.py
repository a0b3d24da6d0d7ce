"""Drafts that say what becomes of bodies in time."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .draft import Draft

__all__ = ["MakeLegal", "RecordPopulation"]


@dataclass(frozen=True, repr=False)
class MakeLegal(Draft):
    """Says that a body can in law hold money, employ and contract, from its effective day on.

    What lapses on its lines, what it over-spends and what waits in suspense is its own from then
    on, and that of the bodies below it that are not legal. It needs its `notice` or `source`.

    >>> MakeLegal("north", effective="2026-04-01", source="the establishment order")
    MakeLegal(effective='2026-04-01', source='the establishment order', body='north')
    """

    act = "make_legal"

    body: str
    """The body."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class RecordPopulation(Draft):
    """Records for how many people a body plans, as counted on its effective day.

    It moves no money, and no check looks at it. It needs its `notice` or `source`.

    >>> RecordPopulation("north", count=38_500, source="list sizes, July")
    RecordPopulation(source='list sizes, July', body='north', count=38500)
    """

    act = "record_population"

    body: str
    """The body."""
    _: KW_ONLY
    count: int | str
    """How many people; 1 or more."""
    name: str | None = None
    """What it is called."""
