"""Floors and caps: what must be spent, and what may be."""

from datetime import date
from decimal import Decimal

import pytest

import ringfence as rf

YEAR = "2016-17"
LINE = {"stream": "core", "body": "north", "year": YEAR}


@pytest.fixture
def book() -> rf.Ledger:
    book = rf.Ledger()
    book.add_body("gov", kind="government")
    book.add_body("north", kind="health_board", parent="gov")
    book.add_body("south", kind="health_board", parent="gov")
    book.add_stream("core", purposes=["beds", "staff"])
    book.allocate("core", to="north", year=YEAR, amount=100, effective="2016-05-01")
    return book


def vire(amount: str) -> rf.Vire:
    return rf.Vire(
        "core", from_="north", to="south", year=YEAR, amount=amount, effective="2016-07-01"
    )


def test_money_that_a_floor_needs_stays(book: rf.Ledger) -> None:
    book.set_floor("beds", **LINE, amount=80, source="letter", effective="2016-05-01")
    no = book.check(vire("20.01")).rejection
    assert no is not None
    assert no.code == "floor_out_of_reach"
    assert no.details["left"] == Decimal("79.99")
    book.post(vire("20"))
    row = book.floors()[0]
    assert (row["state"], row["short_by"]) == ("at_risk", 80)
    assert row["last_safe"] == date(2017, 3, 31)
    assert len(book.floors(as_at="2016-04-30")) == 0


def test_a_cap_leaves_so_much_room(book: rf.Ledger) -> None:
    cap = rf.SetCap("staff", **LINE, percent="33.3333%", round="up", purposes=["staff"],
                    notice="letter", effective="2016-05-01")  # fmt: skip
    book.post(cap)
    order = rf.Commit("agency", **LINE, purpose="staff", amount="33.35", effective="2016-07-01")
    no = book.check(order).rejection
    assert no is not None
    assert (no.code, no.details["available"]) == ("cap_exceeded", Decimal("33.34"))
    book.spend(**LINE, purpose="staff", amount=40, actual=True, effective="2016-07-01")
    assert book.caps()[0]["room"] == Decimal("-6.66")
    assert [row["finding"] for row in book.findings()] == ["cap_exceeded"]


def test_a_floor_on_what_is_not_recorded_is_not_judged(book: rf.Ledger) -> None:
    book.set_floor("beds", **LINE, amount=80, source="letter", effective="2016-05-01")
    book.mark_not_recorded(**LINE, what="spend", words="not published", effective="2016-05-02")
    row = book.floors()[0]
    assert (row["floor"], row["spent"], row["state"]) == (80, None, None)


def test_half_a_sum_is_none() -> None:
    with pytest.raises(rf.FieldValueError, match="rounding"):
        rf.SetFloor("beds", **LINE, percent="5%", source="letter")
