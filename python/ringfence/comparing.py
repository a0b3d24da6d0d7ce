"""What another rule would have done, on the same ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ._ringfence import Reform, RuleBook
from .ledger import Ledger
from .table import Table

__all__ = ["compare"]

_MONEY = ["amount", "kept_by_baseline", "kept_by_reform", "undecided", "difference"]


def compare(
    ledger: Ledger,
    *,
    baseline: RuleBook | Reform,
    reform: RuleBook | Reform | None = None,
    reforms: Sequence[RuleBook | Reform] = (),
    years: Iterable[str],
) -> Table:
    """Compare what rules would have kept at the ends of some years, item by item.

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
    books = [_book(one, baseline) for one in given]
    return Table(*ledger._book.compare(_book(baseline, None), books, years), money=_MONEY)


def _book(rules: RuleBook | Reform, baseline: RuleBook | Reform | None) -> RuleBook:
    if isinstance(rules, RuleBook):
        return rules
    if isinstance(baseline, RuleBook) and baseline.id == rules.base:
        return rules.over(baseline)
    return rules.over(RuleBook.preset(rules.base))
