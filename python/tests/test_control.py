"""Control: what is advised, tolerated, waits in suspense, and was known."""

from decimal import Decimal

import pytest

import ringfence as rf

YEAR = "2016-17"


@pytest.fixture
def book() -> rf.Ledger:
    book = rf.Ledger()
    book.add_body("gov", kind="government")
    book.add_body("upland", kind="health_board", parent="gov")
    book.add_body("north", kind="cluster", parent="upland")
    book.add_stream("core", purposes=["beds"])
    book.allocate("core", to="north", from_="gov", year=YEAR, amount=100, effective="2016-05-01")
    return book


def order(amount: str, day: str = "2016-07-01", **more: object) -> rf.Commit:
    named = {"stream": "core", "body": "north", "purpose": "beds", "year": YEAR}
    return rf.Commit("order", amount=amount, effective=day, **named, **more)


def test_an_advised_ask_is_recorded_and_says_what_is_lacking(book: rf.Ledger) -> None:
    book.change_control("core", control="advise", reason="trial", effective="2016-07-01")
    verdict = book.check(order("100.01"))
    assert verdict.allowed
    receipt = book.post(order("100.01", key="once"))
    (advice,) = receipt.advice
    assert verdict.advice == receipt.advice
    assert advice.code == "commitment_exceeds_available"
    assert advice.details["short"] == Decimal("0.01")
    assert book.post(order("100.01", key="once")) == receipt
    kinds = [row["finding"] for row in book.findings()]
    assert kinds == ["over_committed", "advised_against"]


def test_what_is_there_needs_no_advice(book: rf.Ledger) -> None:
    book.change_control("core", control="advise", reason="trial", effective="2016-07-01")
    assert book.post(order("100")).advice == ()


def test_the_day_before_the_stream_blocks(book: rf.Ledger) -> None:
    book.change_control("core", control="advise", reason="trial", effective="2016-07-01")
    with pytest.raises(rf.Rejected, match=r"100\.01"):
        book.post(order("100.01", "2016-06-30"))


def test_a_tolerance_is_taken_to_the_penny(book: rf.Ledger) -> None:
    book.change_control(
        "core",
        control=rf.ControlMode.BLOCK,
        tolerance_percent="5%",
        tolerance_round=rf.Rounding.DOWN,
        notice="letter",
        effective="2016-07-01",
    )
    assert book.check(order("105.01")).rejection.details["available"] == Decimal("105.00")
    assert book.check(order("105"))


def test_half_a_tolerance_is_none(book: rf.Ledger) -> None:
    half = rf.ChangeControl("core", control="block", reason="trial")
    assert half.tolerance is None
    with pytest.raises(rf.FieldValueError, match="rounding"):
        rf.ChangeControl("core", control="block", tolerance_percent="5%", reason="trial")


def test_a_cost_waits_in_suspense_on_the_line_of_who_answers(book: rf.Ledger) -> None:
    book.add_stream("suspense", purposes=["beds"], suspense=True)
    cost = {"stream": "suspense", "body": "north", "purpose": "beds", "amount": 10}
    book.spend(**cost, actual=True, effective="2016-07-01")
    assert book.position(body="upland", stream="suspense", year=YEAR).spent == 10
    assert [row["finding"] for row in book.findings()] == ["in_suspense"]
    asked = book.check(rf.Spend(**cost, effective="2016-07-01"))
    assert asked.rejection.code == "suspense_takes_facts_only"


def test_parts_of_a_stream_count_to_it(book: rf.Ledger) -> None:
    book.add_stream("homes", purposes=["beds"], parent="core")
    book.allocate("homes", to="north", from_="gov", year=YEAR, amount=5, effective="2016-05-01")
    asked = {"body": "north", "stream": "core", "year": YEAR}
    assert book.position(**asked).authority == 100
    assert book.position(**asked, parts=True).authority == 105
    assert len(book.positions(stream="core", parts=True)) == 2


def test_what_was_known_stays_known(book: rf.Ledger) -> None:
    head = book.head()
    book.allocate(
        "core",
        to="north",
        from_="gov",
        year=YEAR,
        amount=-30,
        effective="2016-05-01",
        recorded="2016-06-01",
    )
    asked = {"body": "north", "stream": "core", "year": YEAR}
    assert book.position(**asked).available == 70
    assert book.position(**asked, as_known=head.entry).available == 100
    assert book.position(**asked, as_known="2016-05-31").available == 100
    assert book.position(**asked, as_known="2016-06-01").available == 70
    assert len(book.positions(as_known=0)) == 0
    with pytest.raises(rf.FieldValueError, match="as_known"):
        book.position(**asked, as_known=-1)
