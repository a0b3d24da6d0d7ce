"""The draft by which a book begins in the middle of a year."""

from __future__ import annotations

from dataclasses import dataclass

from .._values import Amount
from ..words import Recurrence
from .draft import Draft

__all__ = ["TakeOn"]


@dataclass(frozen=True, kw_only=True, repr=False)
class TakeOn(Draft):
    """Takes a line on from another book, with its `source`: effective is the day of its balances.

    Its authority, and what was invoiced and released of it so far in the year, are facts; they
    come before anything else on the line. What is promised and not yet spent is committed after
    it, what was received and not yet invoiced is accrued, what is tied is earmarked.

    >>> TakeOn(stream="core", body="north", year="2025-26", authority=480, invoiced=200,
    ...        source="trial balance")
    TakeOn(source='trial balance', stream='core', body='north', year='2025-26', authority=480,
    invoiced=200)
    """

    act = "take_on"

    stream: str
    """The stream."""
    body: str
    """Whose line."""
    year: str
    """In which year."""
    vintage: str | None = None
    """When the money was first given; left out, in the year itself."""
    recurrence: Recurrence | str | None = None
    """Whether it comes every year or once; left out, once."""
    authority: Amount
    """Its authority of the year, less what was passed down or vired away; nought or more."""
    invoiced: Amount | None = None
    """What was invoiced of it so far in the year; nought or more."""
    released: Amount | None = None
    """What was released of it so far; no more than its authority, or than was invoiced."""
    full_year: Amount | None = None
    """How much in a whole year, where that differs; the next year's base rests on it."""
    name: str | None = None
    """What it is called."""
