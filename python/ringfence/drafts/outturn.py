"""How years of whole bodies turned out."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from .._values import Amount
from ..words import StatedUnit
from .draft import Draft

__all__ = ["RecordOutturn"]


@dataclass(frozen=True, repr=False)
class RecordOutturn(Draft):
    """Records how a year of a whole body turned out, as a `source` or a `notice` states it.

    It moves nothing. Its figures take the place of those that were recorded of the body and year
    before, and these stay to be read. What the source says of a duty is kept in its own `words`.

    >>> RecordOutturn("upland", "2018-19", limit="1000", cost="1040", source="accounts")
    RecordOutturn(source='accounts', body='upland', year='2018-19', limit='1000', cost='1040')
    >>> RecordOutturn("upland", "2018-19", duty="three-year-duty", published="not_met",
    ...               since="2016-17", words="did not meet its duty", source="accounts")
    RecordOutturn(words='did not meet its duty', source='accounts', body='upland', year='2018-19',
    duty='three-year-duty', published='not_met', since='2016-17')
    """

    act = "record_outturn"

    body: str
    """Whose year."""
    year: str
    """The year."""
    _: KW_ONLY
    limit: Amount | None = None
    """Allotments and other receipts."""
    cost: Amount | None = None
    """The cost of the year."""
    result: Amount | None = None
    """Limit less cost, where the source states neither; below nought where it was over-spent."""
    duty: str | None = None
    """The duty that the source speaks of, by the id of its rule."""
    published: str | None = None
    """Whether the source says that it was `met` or `not_met`."""
    since: str | None = None
    """The first year that the source speaks of; left out, it names the last one only."""
    stated_unit: StatedUnit | str | None = None
    """The unit in which the figures were stated: pounds, thousands or millions."""
    stated_places: int | None = None
    """How many decimal places were stated in that unit."""
    name: str | None = None
    """What it is called."""
