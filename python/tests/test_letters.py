"""Rules turn on letters: who agreed, from which day, of what."""

from decimal import Decimal

import pytest

import ringfence as rf

BOOK = rf.RuleBook.read("""
[book]
id = "letters"
title = "What is left is kept where the finance director agreed"

[[fact]]
id = "agreed"
type = "flag"
of = "line"
meaning = "it may be kept"

[[rule]]
id = "letters"
question = "roll_over"
streams = ["cluster"]

[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapse"
cite = { assumption = "What no exception takes.", by = "a test" }

[[rule.exception]]
label = "agreed"
over = "base"
in_force_from = 2015-04-01
when = { all = [
  { value = { recorded_by = "own.agreed" }, is = "finance-director" },
  { value = { recorded_on = "own.agreed" }, on_or_before = { month = 2, day = 28 } },
] }
outcome = "roll_over"
to = "same_line"
amount = "all"
cite = { assumption = "What is kept.", by = "a test" }
""")


def ledger_of() -> rf.Ledger:
    """North has £100 of cluster money of 2016-17."""
    ledger = rf.Ledger()
    ledger.add_body("gov", kind="government")
    ledger.add_body("north", kind="cluster", parent="gov")
    ledger.add_stream("cluster", purposes=["access"])
    ledger.allocate(
        "cluster", to="north", from_="gov", year="2016-17", amount=100, effective="2016-04-05"
    )
    return ledger


@pytest.mark.parametrize(
    ("day", "by", "kept"),
    [
        ("2017-02-28", "finance-director", "100.00"),
        ("2017-03-01", "finance-director", "0.00"),
        ("2017-02-28", "board", "0.00"),
        ("2017-02-28", None, "0.00"),
    ],
)
def test_a_rule_reads_when_it_was_agreed_and_by_whom(day: str, by: str | None, kept: str) -> None:
    ledger = ledger_of()
    ledger.record_fact(
        "agreed",
        type_="flag",
        body="north",
        stream="cluster",
        value=True,
        by=by,
        effective=day,
        notice="letter 7",
    )
    assert ledger.plan_close("2016-17", BOOK).rolled_over == Decimal(kept)


def test_a_letter_about_a_hold_is_recorded_of_it() -> None:
    ledger = ledger_of()
    ledger.hold(
        "h1",
        stream="cluster",
        body="north",
        purpose="access",
        year="2016-17",
        amount=10,
        effective="2016-07-01",
    )
    said = {"type_": "flag", "value": True, "effective": "2016-08-01", "notice": "letter 7"}
    ledger.record_fact("agreed", hold="h1", **said)
    with pytest.raises(rf.Rejected) as no:
        ledger.record_fact("agreed", hold="h2", **said)
    assert no.value.code == "unknown_hold"
    with pytest.raises(rf.FieldValueError, match="one of them"):
        rf.RecordFact("agreed", hold="h1", commitment="h1", **said)


@pytest.mark.parametrize(("vintage", "kept"), [("2016-17", "100.00"), ("2015-16", "0.00")])
def test_a_letter_about_one_vintage_is_none_of_another(vintage: str, kept: str) -> None:
    ledger = ledger_of()
    said = {"type_": "flag", "value": True, "effective": "2017-02-28", "notice": "letter 7"}
    ledger.record_fact(
        "agreed",
        body="north",
        stream="cluster",
        vintage=vintage,
        by="finance-director",
        **said,
    )
    assert ledger.plan_close("2016-17", BOOK).rolled_over == Decimal(kept)
    with pytest.raises(rf.FieldValueError, match="vintage"):
        rf.RecordFact("agreed", body="north", vintage=vintage, **said)
