"""The questions of a finance team: each one call and one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import _ringfence
from ._asking import Asking
from ._ringfence import Reform, RuleBook
from ._taking import taken
from ._values import Day
from .table import Table

__all__ = ["Answer", "QuestionViews", "book_of", "questions"]


def questions() -> dict[str, str]:
    """Name each question with its wording, in the order in which a year asks them.

    >>> from ringfence import questions
    >>> questions()["where_it_stands"].split(" (")[0]
    "Where does each body's pound stand"
    """
    return dict(_ringfence.questions())


class Answer(Table):
    """The answer to a question: a table, each row of which opens to its entries."""

    _answer: _ringfence.Answer
    _ledger: Asking

    def trace(self, row: int, column: str | None = None) -> Table:
        """List the movements and entries that made the figures of a row, counted from 0.

        As in a list, -1 is the last row. With a `column` that is a figure of a position, or one
        that the page of questions says adds up, only what moved that figure: `amount` is what an
        entry added to it, below nought what it took. Raises `IndexError` where there is no such
        row.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900,
        ...                     notice="letter of May", effective="2025-05-06")
        >>> stands = ledger.answer("where_it_stands", year="2025-26")
        >>> [(row["entry"], row["amount"], row["words"]) for row in stands.trace(0, "authority")]
        [(4, Decimal('900.00'), 'letter of May')]
        """
        try:
            place = range(len(self))[row]
        except IndexError:
            raise IndexError(f"row {row}: the answer has {len(self)} rows") from None
        traced = self._answer.trace(self._ledger._book, place, column)
        return Table._of(traced, self._source, self._when)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle it as a table: what opens to entries stays with the ledger."""
        return Table._of, (self._sheet, self._source, self._when)


class QuestionViews(Asking):
    """What a ledger answers by the name of a question."""

    def answer(
        self,
        name: str,
        *,
        year: str,
        body: str | None = None,
        stream: str | None = None,
        as_at: Day | None = None,
        lead_days: int = 0,
        years_ahead: int | None = None,
        confirmed_to: str | None = None,
        late_from: Day | None = None,
        baseline: Day | None = None,
        within: int | None = None,
        cut_off: Day | None = None,
        rules: RuleBook | Reform | Sequence[RuleBook | Reform] = (),
    ) -> Answer:
        """Answer a question of a finance team, by its name, for a year.

        `questions()` names them. What a question does not take is not read: a body and a stream
        narrow it; `as_at` is the day at whose end it is asked; `lead_days` is how long an order
        takes to come (`where_it_stands`); `years_ahead` is how far it looks, `confirmed_to` the
        last year whose base counts as confirmed (`recurrence`); `late_from`, `baseline` and
        `within`, so many in a hundred, say when a sign is found (`ring_fence`); `cut_off` is the
        last day on which money may move (`redistribution`); `rules` are asked instead of the book
        in force (`year_end`, `duties`) or compared with it (`other_rules`). A name that is none
        raises `FieldValueError`, which lists them.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900,
        ...                     notice="letter", effective="2025-04-07")
        >>> stands = ledger.answer("where_it_stands", year="2025-26", lead_days=28)
        >>> stands[0]["available"], stands[0]["order_by"]
        (Decimal('900.00'), datetime.date(2026, 3, 3))
        """
        given = [rules] if isinstance(rules, (RuleBook, Reform)) else list(rules)
        said: dict[str, object] = {
            "name": name,
            "year": year,
            "body": body,
            "stream": stream,
            "as_at": as_at,
            "lead_days": lead_days,
            "years_ahead": years_ahead,
            "confirmed_to": confirmed_to,
            "late_from": late_from,
            "baseline": baseline,
            "within": within,
            "cut_off": cut_off,
        }
        books = [book_of(one, None) for one in given]
        answered = _ringfence.answer(self._book, said, books)
        answer = Answer._of(answered.table(), self._source(), self._as_at(as_at))
        answer._answer, answer._ledger = answered, self
        return answer


def book_of(rules: RuleBook | Reform, baseline: RuleBook | Reform | None) -> RuleBook:
    """Take a book as it is; lay a reform over the baseline that it names, else over a preset."""
    if isinstance(rules, RuleBook):
        return rules
    reform = taken("rules", rules, Reform, "a rule book or a reform")
    if isinstance(baseline, RuleBook) and baseline.id == reform.base:
        return reform.over(baseline)
    return reform.over(RuleBook.preset(reform.base))
