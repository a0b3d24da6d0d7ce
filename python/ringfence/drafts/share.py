"""Drafts that state the shares of joint projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from .draft import Draft

__all__ = ["Share"]


@dataclass(frozen=True, repr=False)
class Share(Draft):
    """States the shares of a joint project, all of them, from its effective date on.

    Who bears which part of the cost, and who has which part of what is left. It moves no money: a
    recharge or a contribution settles what a party bore too much or too little.

    >>> Share("triage", parties=["north", "council"], weights=[2, 1], effective="2025-04-01")
    Share(effective='2025-04-01', project='triage', parties=['north', 'council'], weights=[2, 1])
    """

    act = "share"

    project: str
    """The project."""
    _: KW_ONLY
    parties: Sequence[str] | str
    """Who bears its cost: clusters, boards, partners."""
    weights: Sequence[int] | str | None = None
    """By how much each of them, in the same order; left out, equally."""
    left_parties: Sequence[str] | str | None = None
    """Who has what is left; left out, as the cost."""
    left_weights: Sequence[int] | str | None = None
    """By how much each of those."""
    contributions: Sequence[str] | str | None = None
    """The contributions by which partners bear their part."""
    name: str | None = None
    """What it is called."""
