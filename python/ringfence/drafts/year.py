"""Drafts about a financial year."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .draft import Draft

__all__ = ["OpenYear", "Reopen", "Sign"]


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


@dataclass(frozen=True, repr=False)
class Reopen(Draft):
    """Opens the last closed year again: what its close posted is reversed, and no more.

    Refused as `reopening_rests_on` where something that came since needs what the close brought.
    The adoption of the rule book stays. It counts no earlier than the first day of the next year,
    and a close after it no earlier than it.

    >>> Reopen("2025-26", effective="2026-05-20", reason="an invoice of March was found")
    Reopen(effective='2026-05-20', reason='an invoice of March was found', year='2025-26')
    """

    act = "reopen"

    year: str
    """The closed year."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""


@dataclass(frozen=True, repr=False)
class Sign(Draft):
    """Signs a closed year: from then on nobody opens it again.

    It moves nothing. A fault found later is corrected in an open year.

    >>> Sign("2025-26", effective="2026-06-30", by="Audit Committee")
    Sign(effective='2026-06-30', by='Audit Committee', year='2025-26')
    """

    act = "sign"

    year: str
    """The closed year."""
    _: KW_ONLY
    name: str | None = None
    """What it is called."""
