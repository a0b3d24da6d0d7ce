"""What a ledger is asked of whole bodies: how their years turned out, and their duties."""

from __future__ import annotations

from ._asking import Asking, asked_of
from ._ringfence import RuleBook
from ._values import Day
from .plan import Explained, explained
from .table import Table

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
        return self._shown(self._book.outturns(asked))

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
        return self._shown(self._book.duties(year, rules, asked))

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
