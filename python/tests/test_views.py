"""The tables of the core come across cell by cell."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ringfence as rf

SEEDS = Path(__file__).parents[2] / "seeds"
LINE = {"body": "north", "stream": "winter"}
YEAR = {**LINE, "year": "2025-26"}
MAY = date(2025, 5, 1)


def mark(ledger: rf.Ledger, what: str, **changed: Any) -> None:
    ledger.mark_not_recorded(what=what, **{**YEAR, **changed}, words="not published", effective=MAY)


def test_every_table_has_a_title_and_columns_that_do_not_hang_on_its_rows() -> None:
    empty = rf.Ledger()
    tables = [
        empty.positions(),
        empty.journal(),
        empty.notices(),
        empty.totals(),
        empty.marks(),
        empty.findings(),
        empty.decisions("2025-26"),
        empty.who_benefits("2025-26"),
    ]
    assert len({table.title for table in tables}) == len(tables)
    for table in tables:
        assert str(table).startswith(f"{table.title}\n{table.columns[0]}  ")
        assert len(table) == 0
        assert table.head(3) == table


def test_each_cell_has_its_type(ledger: rf.Ledger) -> None:
    stated = {"stated_unit": "thousands", "stated_places": 1}
    ledger.allocate("winter", to="upland", year="2025-26", amount=1500, effective=MAY, **stated)
    row = ledger.notices()[-1]
    assert row["stated"] == rf.Stated(Decimal("1500.00"), "1.5 (£000)")
    assert str(row["stated"]) == "1.5 (£000)"
    assert (row["amount"], str(row["amount"])) == (Decimal(1500), "1500.00")
    assert (row["entry"], row["effective"], row["year"]) == (ledger.head().entry, MAY, "2025-26")
    assert row["opening"] is False
    assert row["corrected_by"] is None
    assert ledger.notices().not_recorded(-1) == frozenset()
    assert "1.5 (£000)" in str(ledger.notices())


def test_what_rests_on_a_mark_is_not_recorded_and_never_nought(ledger: rf.Ledger) -> None:
    ledger.commit("order", **YEAR, purpose="beds", amount="10", effective=MAY)
    mark(ledger, "spend")
    at = ledger.position(**YEAR)
    assert (at.allocated, at.authority, at.held) == (Decimal(400), Decimal(400), Decimal(0))
    unknown = (at.available, at.committed, at.invoiced, at.accrued, at.prepaid, at.spent, at.drawn)
    assert set(unknown) == {None}
    assert at.earmarked == Decimal(0)
    assert "available not recorded" in repr(at)
    table = ledger.positions(**LINE)
    assert table[0]["spent"] is None
    assert {"available", "spent"} <= table.not_recorded(0)
    assert "recurrence" not in table.not_recorded(0)
    assert "not recorded" in str(table)
    assert any("not published" in note for note in table.notes)
    assert ledger.position(body="upland", stream="winter", year="2025-26").available == 600


def test_an_allocation_that_is_not_recorded_leaves_what_was_given_unknown(
    ledger: rf.Ledger,
) -> None:
    mark(ledger, "allocation", year="2024-25")
    at = ledger.position(**LINE, year="2024-25")
    assert (at.allocated, at.authority, at.available) == (None, None, None)
    assert (at.spent, at.contributed) == (Decimal(0), Decimal(0))
    assert ledger.position(**YEAR).allocated == Decimal(400)
    row = ledger.positions(**LINE, year="2024-25")[0]
    assert (row["recurrence"], row["allocated"]) == (None, None)
    assert ledger.positions(**LINE, year="2024-25").not_recorded(0) == frozenset(
        {"allocated", "authority", "available", "profiled"}
    )


@pytest.mark.parametrize("recurrence", [None, "recurrent", "non-recurrent"])
@pytest.mark.parametrize("year", ["2024-25", "2025-26"])
def test_a_mark_speaks_of_money_of_either_recurrence(
    ledger: rf.Ledger, recurrence: str | None, year: str
) -> None:
    mark(ledger, "allocation", year=year)
    assert ledger.position(**LINE, year=year, recurrence=recurrence).allocated is None
    assert ledger.position(**LINE, year=year, recurrence=recurrence).held == Decimal(0)


@pytest.mark.parametrize("seed", ["aberwen", "wales"])
def test_a_position_is_the_sum_of_its_lines(seed: str) -> None:
    ledger = rf.Ledger()
    ledger.load(SEEDS / seed)
    table = ledger.positions()
    for row in table:
        line = {name: row[name] for name in ("body", "stream", "year")}
        lines = ledger.positions(**line).rows()
        at = ledger.position(**line)
        for name in (field.name for field in fields(at)):
            cells = [it[name] for it in lines]
            whole = None if None in cells else sum(cells, Decimal(0))
            assert getattr(at, name) == whole, (line, name)


def test_a_mark_that_was_corrected_hides_nothing(ledger: rf.Ledger) -> None:
    mark(ledger, "spend")
    ledger.correct(ledger.head().entry, effective=MAY)
    assert ledger.position(**YEAR).available == Decimal(400)
    assert ledger.marks()[0]["corrected_by"] == ledger.head().entry


def test_a_statement_runs_from_the_opening_to_the_closing(ledger: rf.Ledger) -> None:
    ledger.commit("order", **YEAR, purpose="beds", amount="10", effective=MAY)
    table = ledger.statement(**YEAR)
    assert [row["what"] for row in table] == ["opening", "given", "committed", "closing"]
    assert [row["available"] for row in table] == [0, 400, 390, 390]
    assert len(ledger.statement(**YEAR, as_at="2025-04-30")) == 3
    mark(ledger, "spend")
    assert ledger.statement(**YEAR)[-1]["available"] is None
    assert ledger.statement(**YEAR)[-1]["authority"] == 400


def test_the_journal_has_every_entry(ledger: rf.Ledger) -> None:
    table = ledger.journal()
    assert len(table) == ledger.head().entry
    assert table[-1]["hash"] == ledger.head().hash


def test_what_is_over_committed_is_found_since_its_day(ledger: rf.Ledger) -> None:
    ledger.commit("order", **YEAR, purpose="beds", amount="400", effective=MAY)
    june = date(2025, 6, 1)
    ledger.allocate("winter", to="north", year="2025-26", amount="-50", effective=june)
    found = ledger.findings()[0]
    assert (found["finding"], found["body"]) == ("over_committed", "north")
    assert (found["amount"], found["since"]) == (Decimal(50), june)
    assert len(ledger.findings(as_at=date(2025, 5, 31))) == 0


def test_a_close_is_told_as_it_was_planned(ledger: rf.Ledger) -> None:
    ledger.add_stream("cluster", purposes=["access"])
    given: dict[str, Any] = {"year": "2025-26", "notice": "letter", "effective": MAY}
    ledger.allocate("cluster", to="upland", amount="300", **given)
    ledger.allocate("cluster", to="north", amount="100", **given)
    plan = ledger.plan_close("2025-26", rf.RuleBook.preset("wales-2016"))
    assert ledger.decisions("2025-26").notes == ("2025-26 is not closed.",)
    ledger.close(plan, effective=date(2026, 3, 31))
    sums = ("item", "body", "outcome", "amount", "kept", "lapsed")
    closed = [tuple(row[name] for name in sums) for row in ledger.decisions("2025-26")]
    assert closed == [tuple(row[name] for name in sums) for row in plan.decisions]
    gains = ("body", "stream", "own_lapsed", "fell_in", "net")
    gained = [tuple(row[name] for name in gains) for row in ledger.who_benefits("2025-26")]
    assert gained == [tuple(row[name] for name in gains) for row in plan.who_benefits()]
    assert ("upland", "cluster", Decimal(200), Decimal(100), Decimal(300)) in gained


@pytest.mark.parametrize("wrong", [{"body": "noth"}, {"stream": "wintr"}])
def test_a_statement_of_an_unknown_name_is_answered_with_the_nearest(
    ledger: rf.Ledger, wrong: dict[str, str]
) -> None:
    with pytest.raises(rf.Rejected) as no:
        ledger.statement(**{**YEAR, **wrong})
    assert no.value.details["nearest"] == {**LINE}[next(iter(wrong))]


def test_views_read_their_values_strictly(ledger: rf.Ledger) -> None:
    for ask in (ledger.decisions, ledger.who_benefits):
        with pytest.raises(rf.FieldValueError, match="did you mean 2016-17"):
            ask("2016-18")
        with pytest.raises(rf.FieldTypeError, match="year"):
            ask(2016)  # type: ignore[arg-type]
    with pytest.raises(rf.FieldValueError, match="as_at"):
        ledger.findings(as_at="2015-02-29")
    with pytest.raises(rf.FieldValueError, match="did you mean 2016-17"):
        ledger.statement(**LINE, year="2016-18")
