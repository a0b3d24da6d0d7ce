"""Drafts that say what becomes of bodies in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from .draft import Draft

__all__ = ["EndBody", "MakeLegal", "RecordPopulation"]


@dataclass(frozen=True, repr=False)
class EndBody(Draft):
    """Ends a body; its effective day is the first on which it is not there any more.

    What it owes is still owed, on its lines. Its base goes to those who take over, from the next
    year on. It needs its `notice` or `source`.

    >>> EndBody("north", into=["harbour", "moor"], weights=[2, 1], effective="2026-04-01",
    ...         source="letter of the board")
    EndBody(effective='2026-04-01', source='letter of the board', body='north',
    into=['harbour', 'moor'], weights=[2, 1])
    """

    act = "end_body"

    body: str
    """The body."""
    _: KW_ONLY
    into: Sequence[str] | str | None = None
    """Who takes over: one where bodies merge, several where one is split; nobody, left out."""
    weights: Sequence[int] | str | None = None
    """By how much each of them, in the same order; left out, equally."""
    name: str | None = None
    """What it is called."""


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
