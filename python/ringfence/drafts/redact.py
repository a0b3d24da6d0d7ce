"""Taking words away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .draft import Draft

__all__ = ["Redact"]


@dataclass(frozen=True, repr=False)
class Redact(Draft):
    """Takes the words of entries away, for a `reason`; their figures and the chain stay.

    Names fall back to ids, and nobody reads again who said what. That there was evidence stays.

    >>> Redact([12, 7], reason="asked for under data protection law", effective="2026-01-15")
    Redact(effective='2026-01-15', reason='asked for under data protection law', entries=[12, 7])
    """

    act = "redact"

    entries: Sequence[int]
    """The numbers of the entries whose words go."""
    name: str | None = None
    """What it is called."""
