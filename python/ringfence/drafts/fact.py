"""Facts that a rule book declares."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from datetime import date
from decimal import Decimal

from .draft import Draft

__all__ = ["RecordFact"]


@dataclass(frozen=True, repr=False)
class RecordFact(Draft):
    """Records a fact that a rule book declares, as it is from its effective day on.

    It is of a body, of a line (`body` and `stream`, and a `vintage` where it is of no other), of a
    project, of a commitment or of a hold. It moves nothing. Without a `value` it says that the
    value is not known. `by` says who said it. It needs its `evidence`, `notice` or `source`.

    >>> RecordFact("evaluated", project="triage", type_="flag", value="yes", evidence="report 7")
    RecordFact(evidence='report 7', fact='evaluated', type_='flag', value='yes', project='triage')
    """

    act = "record_fact"

    fact: str
    """The fact, as a rule book declares it."""
    _: KW_ONLY
    type_: str
    """What the value is: money, date, year, text, whole or flag."""
    value: Decimal | date | int | bool | str | None = None
    """What it says; left out, that is not known. A text is a word or an id."""
    body: str | None = None
    """The body."""
    stream: str | None = None
    """Beside a body: the stream of its line."""
    vintage: str | None = None
    """Beside a stream: the line's money of this year alone."""
    project: str | None = None
    """The project."""
    commitment: str | None = None
    """The commitment."""
    hold: str | None = None
    """The hold; not the commitment that made it firm."""
    name: str | None = None
    """What it is called."""
