"""What a ledger is asked of whole bodies: how their years turned out, and their duties."""

from __future__ import annotations

from collections.abc import Mapping

from . import _ringfence
from ._asking import Asking, asked_of
from ._ringfence import RuleBook
from ._values import Amount, Day
from .committee import CommitteeReturn
from .errors import Fault, FieldTypeError
from .plan import Explained, explained
from .table import Table
from .words import BodyKind

__all__ = ["DutyViews"]


class DutyViews(Asking):
    """The questions about whole bodies; none of them changes anything."""

    def outturns(
        self,
        *,
        body: str | None = None,
        year: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
    ) -> Table:
        """List how years of whole bodies turned out, and what sources say of their duties.

        `result` is limit less cost, or as it was stated: below nought where a year was
        over-spent. What was recorded later of the same supersedes.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("upland", kind="health_board")
        >>> for day, cost in [("2019-06-12", 1050), ("2019-09-30", 1040)]:
        ...     _ = ledger.record_outturn("upland", "2018-19", limit=1000, cost=cost,
        ...                               source="accounts", effective=day)
        >>> [(row["result"], row["state"]) for row in ledger.outturns()]
        [(Decimal('-50.00'), 'superseded'), (Decimal('-40.00'), 'in force')]
        """
        asked = asked_of(body, None, year, None, None, as_at, as_known, False)
        return self._shown(self._book.outturns(asked), as_at)

    def duties(
        self,
        year: str,
        *,
        rules: RuleBook,
        body: str | None = None,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
    ) -> Table:
        """List how each duty of a rule book stands for a year, body by body.

        `status` is met, not_met, needs_evidence or not_yet_due, by the outturns that were
        recorded; a year that nobody recorded is never taken for nought. `published` and `words`
        are what a source says, beside it; `note` says where the two differ.

        >>> from ringfence import Ledger, RuleBook
        >>> rules = RuleBook.read('''
        ... [book]
        ... id = "yearly"
        ... title = "Each year in balance"
        ... [[rule]]
        ... id = "yearly-duty"
        ... question = "duty"
        ... bodies = "any"
        ... [[rule.value]]
        ... in_force_from = 2014-04-01
        ... holds = { any = "outturn", where = { fact = "outturn.result", at_least = 0 } }
        ... cite = { assumption = "No year costs more than its limit.", by = "this page" }
        ... ''')
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("upland", kind="health_board")
        >>> _ = ledger.record_outturn("upland", "2018-19", limit=1000, cost=1040,
        ...                           source="accounts", effective="2019-06-12")
        >>> [row["status"] for row in ledger.duties("2018-19", rules=rules)]
        ['not_met']
        >>> [row["missing"] for row in ledger.duties("2017-18", rules=rules)]
        ['outturn.result of 2017-18']
        """
        asked = asked_of(body, None, None, None, None, as_at, as_known, False)
        return self._shown(self._book.duties(year, rules, asked), as_at)

    def why_duty(
        self,
        duty: str,
        *,
        body: str,
        year: str,
        rules: RuleBook,
        as_at: Day | None = None,
        as_known: int | Day | None = None,
    ) -> Explained:
        """Explain how a duty of a body stands: clauses, facts, arithmetic and sources.

        >>> from ringfence import Ledger, RuleBook
        >>> rules = RuleBook.read('''
        ... [book]
        ... id = "yearly"
        ... title = "Each year in balance"
        ... [[rule]]
        ... id = "yearly-duty"
        ... question = "duty"
        ... bodies = "any"
        ... [[rule.value]]
        ... in_force_from = 2014-04-01
        ... holds = { value = { sum = { fact = "outturn.result" }, over = "outturn" },
        ...           at_least = 0 }
        ... cite = { assumption = "No year costs more than its limit.", by = "this page" }
        ... ''')
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("upland", kind="health_board")
        >>> _ = ledger.record_outturn("upland", "2018-19", result=0,
        ...                           source="accounts", effective="2019-06-12")
        >>> why = ledger.why_duty("yearly-duty", body="upland", year="2018-19", rules=rules)
        >>> why.outcome, why.answer
        ('met', 'yearly-duty of upland, 2018-19: met.')
        """
        asked = asked_of(body, None, None, None, None, as_at, as_known, False)
        all_ = self._book.why_duties(year, rules, asked)
        found = [it for it in all_ if it["rule"] == duty]
        if not found:
            known = [it["rule"] for it in all_]
            raise KeyError(f"{duty}: no such duty lies on {body} in {year}; these do: {known}")
        return explained(f"{duty} of {body}", found[0])

    def committee_return(self, board: str, *, stream: str | None = None) -> CommitteeReturn:
        """Answer the five questions that a committee put to every board in 2017.

        When the board was told its allocation, when the money could be used, how it was released
        to clusters, what was allocated in each year, and what was spent, with the difference
        explained. Left out, `stream` means all that the board was given.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["beds"])
        >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900,
        ...                     notice="letter", effective="2025-06-15")
        >>> told, usable, *_ = ledger.committee_return("upland").answers
        >>> told[0]["notified"], usable[0]["days_into_year"]
        ('2025-06-15', 75)
        """
        said = _ringfence.committee_return(self._book, {"board": board, "stream": stream})
        answers = tuple(self._shown(table) for table in said["answers"])
        return CommitteeReturn(**{**said, "answers": answers})

    def apportion(
        self,
        amount: Amount,
        *,
        below: str | None = None,
        kind: BodyKind | str = "cluster",
        weights: Mapping[str, int] | None = None,
        on: Day | None = None,
        to_whole: Amount | None = None,
    ) -> Table:
        """Divide a sum among clusters by population, or among bodies by weights that you state.

        To the penny the parts add up: odd pence go to the largest remainders, ties to the earlier.
        With `to_whole`, such as 1000, each part is rounded by itself, as published tables do, and
        what they then do not add up to is a row `rounding`. Nothing is posted.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("upland", kind="health_board")
        >>> for cluster, people in [("north", 44100), ("moor", 38200), ("valley", 31500)]:
        ...     _ = ledger.add_body(cluster, kind="cluster", parent="upland")
        ...     _ = ledger.record_population(cluster, count=people, source="a count",
        ...                                  effective="2016-07-01")
        >>> [str(row["amount"]) for row in ledger.apportion(100000, below="upland")]
        ['38752.20', '33567.66', '27680.14']
        >>> for row in ledger.apportion(100000, below="upland", to_whole=1000):
        ...     print(row["body"], row["amount"], row["line"])
        north 39000.00 part
        moor 34000.00 part
        valley 28000.00 part
        None -1000.00 rounding
        """
        asked = {"amount": amount, "below": below, "kind": kind, "on": on, "to_whole": to_whole}
        stated = None if weights is None else _stated(weights)
        return self._shown(_ringfence.apportion(self._book, asked, stated))


def _stated(weights: Mapping[str, int]) -> list[tuple[str, int]]:
    if not isinstance(weights, Mapping):
        found = f"an object of the type {type(weights).__name__}"
        expected = 'a mapping, such as {"north": 3, "moor": 2}'
        raise FieldTypeError((Fault("weights", found, expected),))
    return list(weights.items())
