"""Drafts that take what a project costs to core money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from .._values import Amount
from .draft import Draft

__all__ = ["Mainstream"]


@dataclass(frozen=True, repr=False)
class Mainstream(Draft):
    """Moves what a project costs every year to core money, from its effective date.

    Its recurrent commitments end on the line that paid for them, as many are made on the core
    line, and what the year had still kept for them is free at once.

    >>> Mainstream("pharmacist", stream="core", effective="2025-10-01")
    Mainstream(effective='2025-10-01', project='pharmacist', stream='core')
    """

    act = "mainstream"

    project: str
    """The project."""
    _: KW_ONLY
    stream: str
    """The core stream."""
    body: str | None = None
    """Whose core line; left out, the body that answers for the line that is freed."""
    commitments: Sequence[str] = ()
    """Which of its commitments; left out, all recurrent ones that run on the day."""
    annual: Amount | None = None
    """How much of what one commitment costs in twelve months; left out, the whole."""
    new_ids: Sequence[str] = ()
    """The ids on the core line, in the order of `commitments`; left out, as in `nurse-core`."""
    evaluation: str | None = None
    """The evaluation of the project on which it rests."""
    name: str | None = None
    """What it is called."""
