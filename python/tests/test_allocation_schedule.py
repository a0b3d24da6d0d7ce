"""What a board lists of its allocation: confirmed and anticipated, recurrent and not."""

from decimal import Decimal
from typing import Any

import pytest

import ringfence as rf

YEARS = ["2015-16", "2016-17", "2017-18", "2018-19", "2019-20"]
DAYS = [None, "2016-04-10", "2016-10-01", "2017-03-31", "2018-05-10", "2018-06-30", "2019-07-02"]


def row_of(table: rf.Table, body: str, stream: str) -> dict[str, Any]:
    [row] = [it for it in table.rows() if (it["body"], it["stream"]) == (body, stream)]
    return row


def pounds(row: dict[str, Any]) -> list[Decimal | None]:
    names = [
        "confirmed_recurrent",
        "confirmed_non_recurrent",
        "re_provided",
        "confirmed",
        "anticipated_recurrent",
        "anticipated_non_recurrent",
        "total",
    ]
    return [row[name] for name in names]


@pytest.fixture
def book() -> rf.Ledger:
    """Upland: 900 recurrent, 100 in-year and 50.01 once, less 20 re-provided; it expects 70 more
    each year, of which a letter has brought 30 of the base, and 5 once. It passes 400 to North.

    Worked by hand: recurrent 900 + 100 + 30 = 1,030; once 50.01; re-provided −20; confirmed
    1,060.01; anticipated 70 − 30 = 40 each year and 5 once; in all 1,105.01.
    """
    ledger = rf.Ledger()
    ledger.add_body("gov", kind="government")
    ledger.add_body("upland", "Upland", kind="health_board", parent="gov")
    ledger.add_body("north", "North", kind="cluster", parent="upland")
    ledger.add_stream("core", purposes=["beds"], base="continues")
    core: dict[str, Any] = {"stream": "core", "year": "2025-26"}
    once: dict[str, Any] = {"recurrence": "non-recurrent"}
    each: dict[str, Any] = {"recurrence": "recurrent"}
    up: dict[str, Any] = {"to": "upland", **core}
    ledger.allocate(
        **up, **each, amount=900, opening=True, notice="main letter", effective="2025-04-01"
    )
    ledger.allocate(**up, **each, amount=100, notice="letter 2", effective="2025-05-01")
    ledger.allocate(**up, **once, amount="50.01", notice="letter 2", effective="2025-05-01")
    expects: dict[str, Any] = {"body": "upland", **core, "effective": "2025-05-02"}
    ledger.anticipate("growth", amount=70, **expects, **each)
    ledger.anticipate("award", amount=5, **expects, **once)
    given: dict[str, Any] = {**up, **each, "notice": "letter 3", "effective": "2025-06-01"}
    ledger.allocate(amount=30, confirms="growth", **given)
    ledger.re_provide("core", to="upland", year="2025-26", amount=20, effective="2025-07-01",
                      notice="letter 4")  # fmt: skip
    ledger.allocate("core", to="north", year="2025-26", amount=400, notice="board letter",
                    effective="2025-07-02", **each)  # fmt: skip
    return ledger


def test_a_schedule_worked_by_hand(book: rf.Ledger) -> None:
    table = book.allocation_schedule("2025-26")
    assert table.title == "Allocation schedule, 2025-26"
    row = row_of(table, "upland", "core")
    sums = ["1030.00", "50.01", "-20.00", "1060.01", "40.00", "5.00", "1105.01"]
    assert pounds(row) == [Decimal(it) for it in sums]
    assert row["letters"] == "main letter; letter 2; letter 3; letter 4"
    assert pounds(row_of(table, "north", "core"))[0] == Decimal(400)
    assert [note.split(" ")[:3] for note in table.notes] == [
        ["What", "is", "anticipated"],
        ["What", "a", "body"],
    ]
    assert len(table) == 2


def test_a_schedule_as_at_a_day_knows_what_counted_by_then(book: rf.Ledger) -> None:
    [april] = book.allocation_schedule("2025-26", as_at="2025-04-30").rows()
    assert pounds(april) == [Decimal(it) for it in [900, 0, 0, 900, 0, 0, 900]]
    may = row_of(book.allocation_schedule("2025-26", as_at="2025-05-31"), "upland", "core")
    expected = ["1000", "50.01", "0", "1050.01", "70", "5", "1125.01"]
    assert pounds(may) == [Decimal(it) for it in expected]
    # What was re-provided comes again in the year after.
    after = row_of(book.allocation_schedule("2026-27"), "upland", "core")
    assert (after["re_provided"], after["total"]) == (Decimal(20), Decimal(20))


def test_an_allocation_that_is_not_recorded_leaves_its_total_so(book: rf.Ledger) -> None:
    for year in ["2025-26", "2024-25"]:
        book.mark_not_recorded(
            what="allocation",
            body="upland",
            stream="core",
            year=year,
            words="not published",
            effective="2025-07-02",
        )
    row = row_of(book.allocation_schedule("2025-26"), "upland", "core")
    known = ["re_provided", "anticipated_recurrent", "anticipated_non_recurrent"]
    assert [row[name] for name in known] == [Decimal(it) for it in [-20, 40, 5]]
    unknown = ["confirmed_recurrent", "confirmed_non_recurrent", "confirmed", "total"]
    assert [row[name] for name in unknown] == [None] * 4
    [bare] = book.allocation_schedule("2024-25").rows()
    assert bare["total"] is None


def test_a_letter_that_was_corrected_and_a_sum_that_ended_are_no_more(book: rf.Ledger) -> None:
    wrong = book.allocate(
        "core",
        to="upland",
        year="2025-26",
        amount=7,
        notice="sent twice",
        recurrence="non-recurrent",
        effective="2025-08-01",
    )
    seen = row_of(book.allocation_schedule("2025-26"), "upland", "core")
    assert seen["total"] == Decimal("1112.01")
    assert seen["letters"].endswith("; sent twice")
    book.correct(entry=wrong.entry, reason="sent twice", effective="2025-08-02")
    row = row_of(book.allocation_schedule("2025-26"), "upland", "core")
    assert (row["total"], "sent twice" in row["letters"]) == (Decimal("1105.01"), False)
    assert row_of(
        book.allocation_schedule("2025-26", as_at="2025-08-01"), "upland", "core"
    )["letters"].endswith("sent twice")  # fmt: skip
    book.close(book.plan_close("2025-26", rf.RuleBook.empty()), effective="2026-03-31")
    ended = row_of(book.allocation_schedule("2025-26"), "upland", "core")
    assert pounds(ended)[-3:] == [Decimal(0), Decimal(0), Decimal("1060.01")]


def test_the_figures_of_aberwen_that_were_worked_by_hand(aberwen: rf.Ledger) -> None:
    """From the letters in seeds/aberwen/notices.csv, added up by hand."""
    of_2016 = aberwen.allocation_schedule("2016-17")
    by_hand = {
        ("upland", "cluster"): [310_000, 0, 0, 310_000, 0, 0, 310_000],  # 300 + 10, half of 20
        ("seaward", "cluster"): [240_000, 20_000, 0, 260_000, 0, 0, 260_000],
        ("upland", "estates"): [0, 71_000, -6_000, 65_000, 0, 0, 65_000],  # 50 + 21 − 6
        ("valley", "cluster"): [70_000, 0, 0, 70_000, 0, 0, 70_000],  # 60 + 10
        ("sands", "winter-care"): [0, 5_000, 0, 5_000, 0, 0, 5_000],
    }
    for (body, stream), sums in by_hand.items():
        assert pounds(row_of(of_2016, body, stream)) == [Decimal(it) for it in sums]
    may = aberwen.allocation_schedule("2018-19", body="upland", stream="core", as_at="2018-05-10")
    [row] = may.rows()
    assert row["anticipated_non_recurrent"] == Decimal(5_000)  # the pay award, before its letter
    [row] = aberwen.allocation_schedule("2018-19", body="upland", stream="core").rows()
    assert (row["anticipated_non_recurrent"], row["confirmed_non_recurrent"]) == (0, 5_000)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("year", YEARS)
def test_always_agrees_with_positions_and_with_what_is_anticipated(
    aberwen: rf.Ledger, year: str, day: str | None
) -> None:
    schedule = aberwen.allocation_schedule(year, as_at=day).rows()
    allocated: dict[tuple[Any, ...], Decimal] = {}
    for row in aberwen.positions(year=year, as_at=day):
        place = (row["body"], row["stream"])
        for name, key in [("allocated", row["recurrence"]), ("re_provided", "re_provided")]:
            if row[name]:
                allocated[*place, key] = allocated.get((*place, key), Decimal(0)) + row[name]
    for row in aberwen.answer("anticipated", year=year, as_at=day):
        if row["state"] == "open":
            place = (row["body"], row["stream"], "open", row["recurrence"])
            allocated[place] = allocated.get(place, Decimal(0)) + row["open"]
    told: dict[tuple[Any, ...], Decimal] = {}
    for row in schedule:
        place = (row["body"], row["stream"])
        told[*place, "recurrent"] = row["confirmed_recurrent"]
        told[*place, "non-recurrent"] = row["confirmed_non_recurrent"]
        told[*place, "re_provided"] = row["re_provided"]
        told[*place, "open", "recurrent"] = row["anticipated_recurrent"]
        told[*place, "open", "non-recurrent"] = row["anticipated_non_recurrent"]
        parts = [told[it] for it in told if it[:2] == place]
        assert sum(parts) == row["total"]
    assert {key: sum_ for key, sum_ in told.items() if sum_} == allocated


def test_a_body_and_a_stream_narrow_it_and_an_unknown_one_is_refused(aberwen: rf.Ledger) -> None:
    all_ = aberwen.allocation_schedule("2018-19")
    one = aberwen.allocation_schedule("2018-19", body="upland", stream="cluster")
    assert one.rows() == [row_of(all_, "upland", "cluster")]
    with pytest.raises(rf.Rejected) as no:
        aberwen.allocation_schedule("2018-19", body="uplan")
    assert no.value.code == "unknown_body"
