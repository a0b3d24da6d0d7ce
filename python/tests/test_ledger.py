"""A ledger posts, or refuses and is as it was before."""

import dataclasses
import pickle
import threading
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

import ringfence as rf

DAY = date(2025, 5, 1)
NORTH = {"stream": "winter", "body": "north"}


def order(name: str = "order", **changed: Any) -> rf.Commit:
    line = {**NORTH, "purpose": "beds", "year": "2025-26", "amount": "10", "effective": DAY}
    return rf.Commit(name, **{**line, **changed})


def standing(ledger: rf.Ledger) -> tuple[rf.Head, rf.Table]:
    return ledger.head(), ledger.positions()


def test_money_comes_out_as_decimal_with_two_places(ledger: rf.Ledger) -> None:
    position = ledger.position(**NORTH, year="2025-26")
    for field in dataclasses.fields(position):
        figure = getattr(position, field.name)
        assert type(figure) is Decimal, field.name
        assert figure.as_tuple().exponent == -2, field.name
    assert position.available == Decimal("400.00")


@pytest.mark.parametrize(
    "amount", [40, "40", "40.00", Decimal(40), Decimal("4E+1"), Decimal("40.000000")]
)
def test_one_sum_written_in_many_ways_is_one_sum(ledger: rf.Ledger, amount: Any) -> None:
    ledger.post(order(amount=amount))
    assert ledger.position(**NORTH, year="2025-26").committed == Decimal("40.00")


def test_the_edge_is_held_from_both_sides(ledger: rf.Ledger) -> None:
    for amount, allowed in [("399.99", True), ("400.00", True), ("400.01", False)]:
        assert ledger.check(order(amount=amount)).allowed is allowed
    verdict = ledger.check(order(amount="400.01"))
    assert verdict.rejection is not None
    assert verdict.rejection.details["short"] == Decimal("0.01")


REFUSED: list[tuple[rf.Draft, str, dict[str, Any]]] = [
    (order(amount="400.01"), "commitment_exceeds_available", {"short": Decimal("0.01")}),
    (order(amount=0), "amount_not_positive", {"amount": Decimal("0.00")}),
    (order(purpose="estates"), "purpose_outside_ring_fence", {"purposes": ("beds", "home-visits")}),
    (order(body="noth"), "unknown_body", {"found": "noth", "nearest": "north"}),
    (order(stream="wintr"), "unknown_stream", {"nearest": "winter"}),
    (order(project="triage"), "unknown_project", {"found": "triage"}),
    (order(body="old"), "body_not_alive", {"on": DAY, "until": date(2025, 4, 30)}),
    (
        rf.Spend(
            **NORTH | {"body": "old"}, purpose="beds", year="2025-26", amount=1, effective=DAY
        ),
        "body_not_alive",
        {"on": DAY, "until": date(2025, 4, 30)},
    ),
    (rf.AddBody("upland", kind="health_board", parent="upland"), "parent_circle", {}),
    (rf.AddBody("north", kind="practice", parent="upland"), "id_taken", {"id": "north"}),
    (rf.Spend("ordr", amount=1, effective=DAY), "unknown_commitment", {"found": "ordr"}),
    (rf.GiveUp("desks", effective=DAY), "unknown_hold", {"found": "desks"}),
    (rf.Correct(99, effective=DAY), "unknown_entry", {"entry": "99"}),
    (order(recorded=date(2025, 4, 1)), "recorded_before_head", {"recorded": date(2025, 4, 1)}),
]


@pytest.mark.parametrize(("draft", "code", "details"), REFUSED, ids=[it[1] for it in REFUSED])
def test_a_refusal_has_a_code_and_values_and_changes_nothing(
    ledger: rf.Ledger, draft: rf.Draft, code: str, details: dict[str, Any]
) -> None:
    before = standing(ledger)
    verdict = ledger.check(draft)
    assert not verdict.allowed
    with pytest.raises(rf.Rejected) as no:
        ledger.post(draft)
    assert no.value.rejection == verdict.rejection
    assert no.value.code == code
    assert {name: no.value.details[name] for name in details} == details
    assert no.value.message
    assert standing(ledger) == before
    again = pickle.loads(pickle.dumps(no.value))
    assert (again.rejection, str(again)) == (no.value.rejection, str(no.value))


def test_what_cannot_be_read_changes_nothing(ledger: rf.Ledger) -> None:
    before = standing(ledger)
    wrong: list[tuple[str, Any]] = [
        *[("amount", it) for it in ["0.001", Decimal("0.001"), "NaN", Decimal("NaN")]],
        *[("amount", it) for it in ["1e400", Decimal("1e400"), 1.5, True]],
        ("effective", "2015-02-29"),
        ("year", "2016-18"),
    ]
    for name, value in wrong:
        given = {"amount": 1, "year": "2025-26", "effective": DAY, name: value}
        with pytest.raises(rf.FieldError) as no:
            ledger.commit("order", **NORTH, purpose="beds", **given)
        assert [fault.field for fault in no.value.faults] == [name], value
        assert str(no.value).count("\n") == 0
    assert standing(ledger) == before


def test_several_faults_come_in_order_of_precedence(ledger: rf.Ledger) -> None:
    verdict = ledger.check(order(purpose="estates", amount="400.01"))
    assert verdict.rejection is not None
    assert verdict.rejection.code == "purpose_outside_ring_fence"
    assert [other.code for other in verdict.rejection.others] == ["commitment_exceeds_available"]


def test_checking_changes_nothing_and_agrees_with_posting(ledger: rf.Ledger) -> None:
    before = standing(ledger)
    assert ledger.check(order()).allowed
    assert ledger.check(order()).rejection is None
    assert standing(ledger) == before
    receipt = ledger.post(order())
    head = ledger.head()
    assert (receipt.entry, receipt.hash) == (head.entry, head.hash)
    assert receipt.entry == before[0].entry + 1
    assert (receipt.effective, receipt.recorded) == (DAY, DAY)


def test_a_key_posts_once(ledger: rf.Ledger) -> None:
    first = ledger.post(order(key="letter-1"))
    assert ledger.post(order(key="letter-1")) == first
    with pytest.raises(rf.Rejected) as no:
        ledger.post(order(key="letter-1", amount=11))
    assert no.value.code == "key_conflict"


def test_two_ledgers_of_the_same_drafts_have_the_same_figures_and_other_hashes() -> None:
    one, other = rf.Ledger(), rf.Ledger()
    for ledger in (one, other):
        ledger.add_body("gov", "Government", kind="government")
    assert one.positions() == other.positions()
    assert one.head().hash != other.head().hash  # the salt is drawn for each entry


def test_questions_are_read_as_strictly_as_drafts(ledger: rf.Ledger) -> None:
    asked: dict[str, Any] = {**NORTH, "year": "2025-26"}
    for wrong in [{"year": "2025-27"}, {"body": "North Upland"}, {"recurrence": "sometimes"}]:
        with pytest.raises(rf.FieldValueError, match=next(iter(wrong))):
            ledger.position(**{**asked, **wrong})
    for wrong in [{"as_at": datetime(2025, 5, 1)}, {"as_at": 1.5}, {"year": 2025}]:
        with pytest.raises(rf.FieldTypeError, match=next(iter(wrong))):
            ledger.position(**{**asked, **wrong})
    with pytest.raises(rf.FieldValueError, match="as_at"):
        ledger.position(**asked, as_at="2025-02-29")
    with pytest.raises(rf.Rejected) as no:
        ledger.position(**{**asked, "body": "nort"})
    assert (no.value.code, no.value.details["nearest"]) == ("unknown_body", "north")


def test_what_was_true_on_a_day(ledger: rf.Ledger) -> None:
    ledger.post(order(effective=date(2025, 6, 1)))
    asked = {**NORTH, "year": "2025-26"}
    assert ledger.position(**asked, as_at=date(2025, 5, 31)).committed == 0
    assert ledger.position(**asked, as_at="2025-06-01").committed == 10


def test_positions_are_a_table_by_line_and_year(ledger: rf.Ledger) -> None:
    table = ledger.positions()
    line = ("body", "body_name", "stream", "year", "vintage", "recurrence", "hops", "base")
    assert table.columns[:8] == line
    assert table[0]["body_name"] == "North"
    assert [row["body"] for row in table.rows() if row["available"]] == ["north", "upland"]
    assert len(ledger.positions(body="north")) == 1
    assert "£400.00" in str(ledger.positions(body="north"))


def test_a_book_says_what_it_is(ledger: rf.Ledger) -> None:
    head = ledger.head()
    assert repr(ledger) == f"<Ledger of {head.entry} entries, head {head.hash[:12]}>"
    assert rf.Ledger(first_day=date(2015, 4, 1)).head().recorded == date(2015, 4, 1)
    assert rf.Ledger().head().recorded == date(1900, 1, 1)
    with pytest.raises(rf.FieldValueError, match="currency"):
        rf.Ledger(currency="pounds")
    with pytest.raises(rf.FieldTypeError, match="currency"):
        rf.Ledger(currency=1)  # type: ignore[arg-type]
    with pytest.raises(rf.FieldValueError, match="actor"):
        rf.Ledger(actor="Ann Example")


def test_many_threads_never_oversell_a_line(ledger: rf.Ledger) -> None:
    accepted: list[rf.Receipt] = []
    refused: list[str] = []

    def ask(number: int) -> None:
        for place in range(20):
            draft = order(f"order-{number}-{place}", amount=10)
            if ledger.check(draft).allowed:
                try:
                    accepted.append(ledger.post(draft))
                except rf.Rejected as no:
                    refused.append(no.code)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    position = ledger.position(**NORTH, year="2025-26")
    assert (position.committed, position.available) == (400, 0)
    assert set(refused) <= {"commitment_exceeds_available"}
    assert len(accepted) == len({receipt.entry for receipt in accepted}) == 40
