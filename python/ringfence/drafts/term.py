"""What must be spent of a stream, and what may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from .._values import Amount, Day
from ..words import Counts, Rounding
from .draft import Draft

__all__ = ["SetCap", "SetFloor"]


@dataclass(frozen=True, repr=False)
class SetFloor(Draft):
    """Says how much of a stream a body and those below it must spend in a year.

    It names a letter or a source, and holds from its effective day. Said again under the same
    id, the later one states the whole and holds from its own day.

    >>> SetFloor("mental-health", stream="core", body="upland", year="2025-26", amount=500,
    ...          source="allocation letter, annex C")
    ... # doctest: +NORMALIZE_WHITESPACE
    SetFloor(source='allocation letter, annex C', id='mental-health', stream='core',
             body='upland', year='2025-26', amount=500)
    """

    act = "set_floor"

    id: str
    """Its id."""
    _: KW_ONLY
    stream: str
    """The stream; its parts count to it."""
    body: str
    """The body; those below it count to it."""
    year: str
    """Of which year."""
    amount: Amount | None = None
    """How much; or say a percentage."""
    percent: str | None = None
    """How many in a hundred of what notices give the body, before virements: `12.5%`."""
    round: Rounding | str | None = None
    """Which way the odd part of a penny goes; needed with a percentage."""
    by_day: Day | None = None
    """The day by which it must be met; left out, the year's last and all that the year cost."""
    purposes: Sequence[str] | str | None = None
    """The purposes that count; left out, all."""
    counts: Counts | str | None = None
    """Whether only this stream counts, or any that is spent on the purposes."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class SetCap(Draft):
    """Says how much of a stream a body and those below it may commit and spend in a year.

    >>> SetCap("agency", stream="core", body="upland", year="2025-26", percent="5%",
    ...        round="down", purposes=["agency"], source="control total letter")
    ... # doctest: +NORMALIZE_WHITESPACE
    SetCap(source='control total letter', id='agency', stream='core', body='upland',
           year='2025-26', percent='5%', round='down', purposes=['agency'])
    """

    act = "set_cap"

    id: str
    """Its id."""
    _: KW_ONLY
    stream: str
    """The stream; its parts count to it."""
    body: str
    """The body; those below it count to it."""
    year: str
    """Of which year."""
    amount: Amount | None = None
    """How much; or say a percentage."""
    percent: str | None = None
    """How many in a hundred of what notices give the body, before virements: `12.5%`."""
    round: Rounding | str | None = None
    """Which way the odd part of a penny goes; needed with a percentage."""
    purposes: Sequence[str] | str | None = None
    """The purposes that count; left out, all."""
    counts: Counts | str | None = None
    """Whether only this stream counts, or any that is spent on the purposes."""
    name: str | None = None
    """What it is called."""
