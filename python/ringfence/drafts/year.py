"""Drafts about a financial year."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .draft import Draft

__all__ = ["OpenYear"]


@dataclass(frozen=True, repr=False)
class OpenYear(Draft):
    """Opens the year after the open one, on its first day, before that one is closed.

    Base and recurrent commitments come forward, provisionally: what is still said of the year
    before restates them. Both years then take entries, until the close of the earlier.

    >>> OpenYear("2026-27", effective="2026-04-01")
    OpenYear(effective='2026-04-01', year='2026-27')
    """

    act = "open_year"

    year: str
    """The year to open."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""
