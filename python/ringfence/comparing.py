"""What another rule would have done, on the same ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ._ringfence import Reform, RuleBook
from ._taking import taken
from .ledger import Ledger
from .question import book_of
from .table import Table

__all__ = ["Comparison", "compare"]


class Comparison(Table):
    """What rules would have kept of each item; a table that knows who gains by them."""

    _boards: Table

    def by_board(self) -> Table:
        """List what each reform keeps by accountable body, and who gains.

        Where `difference_below` is above nought *those below* gain what the body itself would
        have had; where it is below nought the body gains.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_body("north", kind="cluster", parent="upland")
        >>> _ = ledger.add_stream("cluster", purposes=["access"])
        >>> for body in ["upland", "north"]:
        ...     _ = ledger.allocate("cluster", to=body, year="2016-17", amount=900,
        ...                         notice="letter", effective="2016-04-05")
        >>> compared = compare(ledger, baseline=RuleBook.preset("wales-2016"),
        ...                    reform=RuleBook.preset("committee-2017"), years=["2016-17"])
        >>> board = compared.by_board()[0]
        >>> board["accountable"], board["difference_below"], board["gains"]
        ('upland', Decimal('900.00'), 'those below')
        """
        return self._boards


def compare(
    ledger: Ledger,
    *,
    baseline: RuleBook | Reform,
    reform: RuleBook | Reform | None = None,
    reforms: Sequence[RuleBook | Reform] = (),
    years: Iterable[str],
) -> Comparison:
    """Compare what rules would have kept at the ends of some years, item by item.

    What a reform keeps, lapses, reverts, re-provides, absorbs, makes a first call or leaves
    undecided adds up to the `amount`.
    `difference` is what a reform keeps less what the baseline keeps. The closes of those years
    are made anew on copies: the ledger is not touched. It holds behaviour fixed: nobody spends
    otherwise because the rule is another one. A `Reform` is laid over the baseline where it is
    a reform of that book, else over the preset that it names.
    """
    if isinstance(years, str):
        raise TypeError(f"years: found {years!r}; expected a list such as [{years!r}]")
    given = [*([] if reform is None else [reform]), *reforms]
    if not given:
        raise TypeError("reform: found nothing; expected a rule book or a reform")
    books = [book_of(one, baseline) for one in given]
    book = taken("ledger", ledger, Ledger, "a Ledger")._book
    items, boards = book.compare(book_of(baseline, None), books, years)
    when = ledger._as_at(None)
    compared = Comparison._of(items, ledger._source(), when)
    compared._boards = Table._of(boards, ledger._source(), when)
    return compared
