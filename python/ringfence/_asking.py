"""How a ledger is asked, and how its answers are shown."""

from __future__ import annotations

from collections.abc import Mapping

from . import _ringfence
from ._values import Day
from .table import Table
from .words import Recurrence

__all__ = ["Asking", "asked_of"]


def asked_of(
    body: str | None,
    stream: str | None,
    year: str | None,
    vintage: str | None,
    recurrence: Recurrence | str | None,
    as_at: Day | None,
    as_known: int | Day | None,
    parts: bool,
) -> Mapping[str, object]:
    """Name what is asked for."""
    return {
        "body": body,
        "stream": stream,
        "year": year,
        "vintage": vintage,
        "recurrence": recurrence,
        "as_at": as_at,
        "as_known": as_known,
        "parts": parts,
    }


class Asking:
    """What every view of a ledger is shown by."""

    _book: _ringfence.Book

    def _as_at(self, day: Day | None) -> str:
        return f"as at {self._book.head()[2] if day is None else day}"

    def _stand(self) -> str:
        entry, hash_, recorded = self._book.head()
        return f"the ledger at entry {entry}, recorded {recorded}, head {hash_[:12]}"

    def _source(self) -> str:
        return f"Source: {self._stand()}."

    def _shown(self, of: _ringfence.Sheet, as_at: Day | None = None) -> Table:
        return Table._of(of, self._source(), self._as_at(as_at))
