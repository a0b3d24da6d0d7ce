"""Drafts that say what is planned; none of them moves money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from .._values import Amount, Day
from ..words import Recurrence
from .draft import Draft

__all__ = ["Forecast", "Freeze", "Profile"]


@dataclass(frozen=True, kw_only=True, repr=False)
class Profile(Draft):
    """Says how a sum falls over the months of its year, from its effective day on.

    It is of the lines of a body and stream, or of a commitment; one for every year, such as a
    post, falls by weights within its own term. It takes the place of what was said before of the
    same, moves no money, and no check of money looks at it. Unless it
    is said, a sum falls in equal twelfths.

    >>> Profile(commitment="beds", start="2025-10-01", end="2026-01-31")
    Profile(commitment='beds', start='2025-10-01', end='2026-01-31')
    >>> Profile(stream="core", body="north", year="2025-26", weights=[1, 1])
    Traceback (most recent call last):
    ringfence.errors.FieldValueError: weights: found "1;1"; expected twelve of these, with ;
    between them: whole numbers
    """

    act = "profile"

    commitment: str | None = None
    """Of this commitment; else of lines."""
    stream: str | None = None
    """The stream of the lines."""
    body: str | None = None
    """Whose lines."""
    year: str | None = None
    """In which year."""
    vintage: str | None = None
    """Only the line of this vintage."""
    recurrence: Recurrence | str | None = None
    """Only the line of this recurrence."""
    weights: Sequence[int] | str | None = None
    """By twelve whole numbers, from the first month of the year on; not all nought."""
    amounts: Sequence[Amount] | str | None = None
    """By twelve sums, nought or more, that together are the whole sum."""
    start: Day | None = None
    """In equal months from this day on, a part month by its days."""
    end: Day | None = None
    """To this day; left out, to the end of the year."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Forecast(Draft):
    """States what will have been spent by the last day of a year, by a role, for a `reason`.

    It takes the place of what the same role said before, and that stays to be read. It is never
    authority, and no check looks at it.

    >>> Forecast(stream="core", body="north", year="2025-26", amount=900, role="cluster-lead",
    ...          reason="two posts filled late")
    Forecast(reason='two posts filled late', stream='core', body='north', year='2025-26',
    amount=900, role='cluster-lead')
    """

    act = "forecast"

    stream: str
    """The stream."""
    body: str
    """Whose money."""
    year: str
    """Of which year."""
    amount: Amount
    """What will have been spent by its last day; nought or more."""
    role: str
    """Who says it: an id of a role, never a name."""
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Freeze(Draft):
    """Keeps a month of a year as it stands in the ledger now: what was submitted.

    What is posted later and counts in that month, or before it, shows as movement.

    >>> Freeze("return-6", year="2025-26", month=6)
    Freeze(id='return-6', year='2025-26', month=6)
    """

    act = "freeze"

    id: str
    """The name of the submission; no two share one."""
    _: KW_ONLY
    year: str
    """The year."""
    month: int | str
    """Which month, from 1 to 12, counted from the first of the year."""
    name: str | None = None
    """What it is called."""
