"""What goes out to a board: the allocation as it lists it, and a whole year as a workbook."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from . import _ringfence
from ._asking import Asking, asked_of
from ._values import Day
from .table import Table

__all__ = ["OutViews"]


class OutViews(Asking):
    """What a ledger gives out to a board; none of it changes anything."""

    def allocation_schedule(
        self,
        year: str,
        *,
        body: str | None = None,
        stream: str | None = None,
        as_at: Day | None = None,
        parts: bool = False,
    ) -> Table:
        """List what is allocated in a year and what is anticipated, recurrent and not.

        A row for each body and stream. `confirmed` is what letters, a base brought forward and
        what is passed down come to, with what is `re_provided`; `anticipated` is what is still
        expected, and no money; `letters` names the notices. There is no row for all: what a body
        passes down stands in the rows of its receivers again.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900, opening=True,
        ...                     recurrence="recurrent", notice="main letter",
        ...                     effective="2025-04-07")
        >>> _ = ledger.anticipate("pay", stream="core", body="upland", year="2025-26", amount=20,
        ...                       recurrence="non-recurrent", effective="2025-05-01")
        >>> row = ledger.allocation_schedule("2025-26", body="upland")[0]
        >>> row["confirmed_recurrent"], row["anticipated_non_recurrent"], row["total"]
        (Decimal('900.00'), Decimal('20.00'), Decimal('920.00'))
        >>> row["letters"]
        'main letter'
        """
        asked = asked_of(body, stream, None, None, None, as_at, None, parts)
        return self._shown(_ringfence.allocation_schedule(self._book, year, asked), as_at)

    def to_excel(self, path: str | PathLike[str], *, year: str, body: str | None = None) -> None:
        """Write all of a year as a workbook of Excel, with sums that add up live.

        Of one `body` and all below it, or of all bodies. Each sum of *Summary*, *By body* and *By
        month* is a formula over the tables of the other sheets, with its result beside it for
        readers that work nothing out; *Summary* shows where two ways to a figure agree, and a
        difference turns red. The tables are the allocation schedule, the position of each line,
        its months, posts, open orders, findings, what the year end did, and what each entry
        moved. *Not recorded* stands in these words and in no sum. The same ledger gives the same
        file.

        Raises `ValueError`, and writes nothing, at what Excel cannot hold, with its sheet, row and
        column: a figure of more than 15 digits, or words with control characters.

        >>> from tempfile import mkdtemp
        >>> from pathlib import Path
        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900,
        ...                     notice="letter", effective="2025-04-07")
        >>> path = Path(mkdtemp()) / "2025-26.xlsx"
        >>> ledger.to_excel(path, year="2025-26")
        >>> path.stat().st_size > 0
        True
        """
        asked = asked_of(body, None, None, None, None, None, None, False)
        source = f"{self._source()} {self._as_at(None).capitalize()}."
        Path(path).write_bytes(_ringfence.workbook(self._book, year, asked, source))
