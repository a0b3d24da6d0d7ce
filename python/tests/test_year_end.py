"""The year end: plans change nothing, closes follow them, and each answer has its reasons."""

import copy
import json
import pickle
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

import ringfence as rf

LINE: dict[str, Any] = {"stream": "cluster", "body": "north", "year": "2025-26"}
MAY = date(2025, 5, 1)
LAST_DAY = date(2026, 3, 31)
PRACTICE = rf.RuleBook.preset("wales-2016")
PROPOSAL = rf.RuleBook.preset("bma-2017")


@pytest.fixture
def stream() -> str:
    """The stream that the presets are about."""
    return "cluster"


@pytest.fixture
def year(ledger: rf.Ledger) -> rf.Ledger:
    """North has £400: £250 earmarked for a delayed project, £100 of it ordered; £150 is free."""
    ledger.propose("ward", "A ward", body="north", purpose="beds", effective=MAY)
    ledger.approve("ward", by="cluster meeting", amount="250", effective=MAY)
    ledger.earmark("ward", **LINE, amount="250", effective=MAY)
    ledger.commit("beds", **LINE, project="ward", purpose="beds", amount="100", effective=MAY)
    september = date(2025, 9, 1)
    delay: dict[str, Any] = {"cause": "procurement", "start": september, "effective": september}
    ledger.record_delay("ward", attributable_to="upland", **delay)
    return ledger


def parts_of(plan: rf.Plan, **wanted: str) -> list[Any]:
    rows = plan.decisions.rows()
    chosen = [row for row in rows if all(row[name] == it for name, it in wanted.items())]
    return [row["amount"] for row in chosen]


PARTS = ("kept", "lapsed", "reverted", "re_provided")


def test_planning_changes_nothing(year: rf.Ledger) -> None:
    before = year.head(), year.positions()
    for name in rf.RuleBook.presets():
        plan = year.plan_close("2025-26", rf.RuleBook.preset(name))
        assert (year.head(), year.positions()) == before
        parts = [row[part] for row in plan.decisions for part in PARTS]
        assert sum(parts) == Decimal("1000.00"), name
        assert plan.blockers == ()


def test_a_plan_says_what_is_kept_what_lapses_and_who_gains(year: rf.Ledger) -> None:
    plan = year.plan_close("2025-26", PROPOSAL)
    assert plan.year == "2025-26"
    assert plan.rolled_over == plan.rolled_over_by(body="north") == Decimal("250.00")
    assert plan.lapsed_by(body="north") == Decimal("150.00")
    assert plan.lapsed_by(body="upland") == Decimal("600.00")
    assert plan.benefits("upland") == plan.lapsed == Decimal("750.00")
    assert plan.benefits("north") == Decimal("0.00")
    assert [row["net"] for row in plan.who_benefits()] == [Decimal("750.00")]
    assert sum(parts_of(plan, body="north")) == Decimal("400.00")
    assert parts_of(plan, item="beds", outcome="roll_over") == [Decimal("100.00")]
    assert parts_of(plan, item="earmark:ward") == [Decimal("150.00")]
    assert repr(plan) == "<Plan of 2025-26: £250.00 rolled over, £750.00 lapsed>"
    assert "earmark:ward" in str(plan)
    with pytest.raises(rf.FieldValueError, match="body"):
        plan.benefits("Upland Board")


def test_why_gives_reasons_that_add_up_and_are_the_same_each_time(year: rf.Ledger) -> None:
    plan = year.plan_close("2025-26", PROPOSAL)
    for row in plan.decisions:
        why = plan.why(str(row["item"]))
        assert why == plan.why(str(row["item"]))
        assert why.outcome == row["outcome"]
        assert sum(amount for _, amount in why.parts) == why.amount == row["amount"]
        assert why.citation
        assert why.clauses
        assert all(clause.verdict in {True, False, None} for clause in why.clauses)
        assert sum(clause.decided for clause in why.clauses) == 1
        assert str(why) == why.text != why.markdown
        json.loads(why.json, parse_float=pytest.fail)
    with pytest.raises(KeyError, match="earmark:ward"):
        plan.why("earmark:wrad")


def test_an_unknown_fault_is_asked_for_and_blocks_the_close(year: rf.Ledger) -> None:
    october = date(2025, 10, 1)
    delay: dict[str, Any] = {"cause": "recruitment", "start": october, "effective": october}
    year.record_delay("ward", **delay)  # nobody is guessed at
    year.correct(year.head().entry - 1, effective=october)
    plan = year.plan_close("2025-26", PROPOSAL)
    assert {blocker.missing for blocker in plan.blockers} == {"delay.attributable_to"}
    assert "delay.attributable_to" in str(plan)
    assert "blockers" in repr(plan)
    assert plan.why("beds").outcome == "needs_evidence"
    assert any(clause.verdict is None for clause in plan.why("beds").clauses)
    with pytest.raises(rf.Rejected) as no:
        year.close(plan, effective=LAST_DAY)
    assert no.value.code == "plan_blocked"


def test_a_cost_of_april_moves_with_the_money_of_its_order(year: rf.Ledger) -> None:
    # £250 are kept for the project, £100 of them ordered; £40 of that came in April.
    year.open_year("2026-27", effective="2026-04-01")
    year.spend(commitment="beds", amount="40", effective="2026-04-20")
    new = {**LINE, "year": "2026-27"}
    assert year.position(**new).spent == Decimal(40)
    assert year.position(**LINE).committed == Decimal(100)
    year.close(year.plan_close("2025-26", PROPOSAL), effective=date(2026, 4, 28))
    kept = year.position(**new, vintage="2025-26")
    assert (kept.rolled_in, kept.spent) == (Decimal(250), Decimal(40))
    assert (kept.committed, kept.earmarked) == (Decimal(60), Decimal(150))
    assert year.position(**new, vintage="2026-27").spent == Decimal(0)


def test_a_close_settles_the_year_and_opens_the_next(year: rf.Ledger) -> None:
    receipts = year.close(year.plan_close("2025-26", PROPOSAL), effective=LAST_DAY, actor="board")
    assert receipts[-1].entry == year.head().entry
    assert [it.entry for it in receipts] == sorted({it.entry for it in receipts})
    kept = year.position(body="north", stream="cluster", year="2026-27", vintage="2025-26")
    assert (kept.committed, kept.earmarked) == (Decimal("100.00"), Decimal("150.00"))
    with pytest.raises(rf.Rejected) as no:
        year.plan_close("2025-26", PROPOSAL)
    assert no.value.code == "year_already_closed"


def test_a_plan_that_is_stale_does_not_close(year: rf.Ledger) -> None:
    plan = year.plan_close("2025-26", PROPOSAL)
    year.commit("more", **LINE, purpose="beds", amount="1", effective=MAY, recorded=LAST_DAY)
    before = year.head(), year.positions()
    with pytest.raises(rf.Rejected) as no:
        year.close(plan, effective=LAST_DAY)
    assert (no.value.code, no.value.details["head"]) == ("plan_stale", before[0].entry)
    assert (year.head(), year.positions()) == before


def test_a_close_by_another_book_than_the_adopted_one_is_refused(year: rf.Ledger) -> None:
    year.adopt(PRACTICE, effective=MAY)
    with pytest.raises(rf.Rejected) as no:
        year.close(year.plan_close("2025-26", PROPOSAL), effective=LAST_DAY)
    assert no.value.code == "other_book_adopted"


@pytest.mark.parametrize("book", [PRACTICE, PRACTICE.text], ids=["book", "text"])
def test_a_close_by_the_adopted_book_adopts_nothing(year: rf.Ledger, book: Any) -> None:
    year.adopt(book, effective=MAY)
    receipts = year.close(year.plan_close("2025-26", PRACTICE), effective=LAST_DAY)
    assert len(receipts) == 2


def test_the_values_of_a_close_are_read_strictly(year: rf.Ledger) -> None:
    plan = year.plan_close("2025-26", PROPOSAL)
    before = year.head()
    with pytest.raises(TypeError, match="effective"):
        year.close(plan, effective=datetime(2026, 3, 31, 12))
    with pytest.raises(TypeError, match="effective"):
        year.close(plan, effective=None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="recorded"):
        year.close(plan, effective=LAST_DAY, recorded="2026-02-29")
    with pytest.raises(ValueError, match="actor"):
        year.close(plan, effective=LAST_DAY, actor="Ann Example")
    with pytest.raises(ValueError, match="2025-26"):
        year.plan_close("2025-27", PROPOSAL)
    assert year.head() == before


def test_rules_are_compared_on_copies(year: rf.Ledger) -> None:
    before = year.head(), year.positions()
    table = rf.compare(year, baseline=PRACTICE, reform=PROPOSAL, years=["2025-26"])
    differences = {row["item"]: row["difference"] for row in table if row["difference"]}
    assert differences == {"earmark:ward": Decimal("150.00"), "beds": Decimal("100.00")}
    assert (year.head(), year.positions()) == before
    assert "£150.00" in str(table)
    assert pickle.loads(pickle.dumps(table)).by_board() == table.by_board()
    assert copy.copy(table) == table
    board = table.by_board()[0]
    assert (board["accountable"], board["gains"]) == ("upland", "those below")
    assert board["difference"] == board["difference_below"] == Decimal("250.00")
    assert [row["accountable"] for row in table] == ["upland"] * len(table)
    kept = {row["reason"]: row["kept_by_reform"] for row in table.sums_by("reform", "reason")}
    assert sum(sum_ for sum_ in kept.values() if sum_) == Decimal("250.00")
    with pytest.raises(KeyError, match="no column 'cause'"):
        table.sums_by("cause")

    same = rf.compare(year, baseline=PROPOSAL, reform=PROPOSAL, years=["2025-26"])
    assert {row["difference"] for row in same} == {Decimal("0.00")}


def test_several_reforms_are_compared_at_once_and_a_reform_finds_its_book(year: rf.Ledger) -> None:
    reform = rf.Reform.preset("bma-2017-attached")
    both = [rf.RuleBook.preset("committee-2017"), reform]
    for baseline in (PRACTICE, PROPOSAL, reform):
        table = rf.compare(year, baseline=baseline, reforms=both, years=["2025-26"])
        assert {row["reform"] for row in table} == {"committee-2017", "bma-2017-attached"}


def test_a_comparison_needs_a_reform_and_a_list_of_years(year: rf.Ledger) -> None:
    with pytest.raises(TypeError, match="list"):
        rf.compare(year, baseline=PRACTICE, reform=PROPOSAL, years="2025-26")
    with pytest.raises(TypeError, match="reform"):
        rf.compare(year, baseline=PRACTICE, years=["2025-26"])
    with pytest.raises(ValueError, match="2025-26"):
        rf.compare(year, baseline=PRACTICE, reform=PROPOSAL, years=["2025-27"])
    with pytest.raises(rf.Rejected) as no:
        rf.compare(year, baseline=PRACTICE, reform=PROPOSAL, years=["2027-28"])
    assert no.value.code == "year_not_open"


CAPPED = """
[book]
id = "capped"
title = "For a test"
[[rule]]
id = "rests"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "roll_over"
to = "same_line"
cite = { assumption = "made up", by = "the test" }
[[rule.cap]]
label = "board"
in_force_from = 2015-04-01
per = "accountable"
amount = "100"
share = "pro_rata"
excess = "lapse"
cite = { assumption = "made up", by = "the test" }
"""


def test_a_cap_over_several_items_is_explained_by_its_name() -> None:
    ledger = rf.Ledger()
    ledger.add_body("gov", kind="government")
    ledger.add_body("upland", kind="health_board", parent="gov")
    ledger.add_stream("cluster", purposes=["access"])
    for cluster, amount in [("north", 100), ("east", 50)]:
        ledger.add_body(cluster, kind="cluster", parent="upland")
        ledger.allocate(
            "cluster",
            to=cluster,
            from_="gov",
            year="2016-17",
            amount=amount,
            notice="letter",
            effective="2016-04-05",
        )
    plan = ledger.plan_close("2016-17", rf.RuleBook.read(CAPPED))
    assert plan.caps == ("cap:rests/board/upland",)
    why = plan.why(plan.caps[0])
    east, north = (f"free:{it}/cluster/2016-17/non-recurrent" for it in ("east", "north"))
    assert (why.outcome, why.amount) == ("cap", Decimal("150.00"))
    expected = ((east, Decimal("33.33")), (north, Decimal("66.67")), ("board", Decimal("50.00")))
    assert why.parts == expected
    assert "the cap board" in (plan.why(north).bound or "")


COVERED = """
[book]
id = "covered"
title = "For a test"
[[rule]]
id = "rests"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapse"
cite = { assumption = "made up", by = "the test" }
[[rule.exception]]
label = "debt"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "deficit" }
outcome = "first_call"
amount = "all"
cite = { assumption = "made up", by = "the test" }
[[rule.cover]]
label = "made-good"
in_force_from = 2015-04-01
per = "accountable"
wants = "deficits"
from = [{ when = { fact = "item.kind", is = "free" } }]
share = "pro_rata"
cite = { assumption = "made up", by = "the test" }
"""


def test_a_cover_says_which_items_meet_which_deficit() -> None:
    ledger = rf.Ledger()
    ledger.add_body("gov", kind="government")
    ledger.add_body("upland", kind="health_board", parent="gov")
    ledger.add_stream("cluster", purposes=["access"])
    for cluster, spent in [("north", 130), ("east", 80)]:
        ledger.add_body(cluster, kind="cluster", parent="upland")
        ledger.allocate(
            "cluster",
            to=cluster,
            from_="gov",
            year="2016-17",
            amount=100,
            notice="letter",
            effective="2016-04-05",
        )
        ledger.spend(
            stream="cluster",
            body=cluster,
            year="2016-17",
            purpose="access",
            amount=spent,
            effective="2016-09-01",
            key=cluster,
            actual=True,
        )
    plan = ledger.plan_close("2016-17", rf.RuleBook.read(COVERED))
    assert plan.covers == ("cover:rests/made-good/upland",)
    why = plan.why(plan.covers[0])
    free = "free:east/cluster/2016-17/non-recurrent"
    assert (why.outcome, why.amount) == ("cover", Decimal("20.00"))
    assert why.parts == ((free, Decimal("20.00")),)
    owed = plan.why("deficit:north/cluster/2016-17/non-recurrent")
    assert owed.parts == (("first_call", Decimal("-10.00")), ("absorb", Decimal("-20.00")))
    assert "the cover made-good" in (owed.bound or "")
