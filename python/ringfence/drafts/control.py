"""How asks are held, from a day."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .._values import Amount
from ..words import ControlMode, Rounding
from .draft import Draft

__all__ = ["ChangeControl"]


@dataclass(frozen=True, repr=False)
class ChangeControl(Draft):
    """Changes how asks of a stream are held, from its effective day on, by a notice or a reason.

    It states the whole: a tolerance left out is nought.

    >>> ChangeControl("cluster", control="advise", tolerance="500", reason="trial")
    ChangeControl(reason='trial', stream='cluster', control='advise', tolerance='500')
    """

    act = "change_control"

    stream: str
    """The stream."""
    _: KW_ONLY
    control: ControlMode | str
    """How asks are held to the money that is there."""
    tolerance: Amount | None = None
    """How far an ask may go below what is available, as a sum."""
    tolerance_percent: str | None = None
    """The same as a part of the line's authority: `5%`, `2.5%`."""
    tolerance_round: Rounding | str | None = None
    """Which way the odd part of a penny goes; needed with a percentage."""
    tolerance_takes: str | None = None
    """Which of a sum and a percentage counts, `lesser` or `greater`; needed with both."""
    name: str | None = None
    """What it is called."""
