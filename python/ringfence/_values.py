"""What values may be: money, days and what a rejection says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from . import _ringfence

Amount: TypeAlias = Decimal | str | int
"""Money in pounds, exact; never a float."""

Day: TypeAlias = date | str
"""A day; as text `2016-04-05`."""

Detail: TypeAlias = Decimal | date | str | int | tuple[str, ...]
"""A particular of a rejection."""


def pounds(sum_: Decimal) -> str:
    """Write money as people read it.

    >>> pounds(Decimal("-1234.5"))
    '−£1,234.50'
    """
    return f"{'−' if sum_ < 0 else ''}£{abs(sum_):,.2f}"


def html(
    title: str,
    columns: Iterable[tuple[str, bool]],
    rows: Iterable[Sequence[str]],
    notes: Iterable[str],
) -> str:
    """Write texts as an HTML table; a column says whether it holds figures.

    >>> "<td>a &lt; b</td>" in html("", [("what", False)], [["a < b"]], [])
    True
    """
    return _ringfence.html(title, list(columns), [list(row) for row in rows], list(notes))
