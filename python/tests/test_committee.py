"""The five questions of a committee, and sums divided among clusters."""

from decimal import Decimal
from pathlib import Path

import pytest

import ringfence as rf

SEEDS = Path(__file__).parents[2] / "seeds"


def test_powys_answers_as_it_did_in_2017() -> None:
    """The reply of Powys to the committee's letter of 16 May 2017, as seeds/wales cites it."""
    ledger = rf.Ledger()
    ledger.load(SEEDS / "wales")
    answers = ledger.committee_return("powys", stream="cluster")
    notified, _, _, allocated, spent = answers.answers
    assert [(row["year"], row["notified"], str(row["amount"])) for row in notified] == [
        ("2014-15", "no day: none received", "0 (£000)"),
        ("2015-16", "15 June 2015", "272 (£000)"),
        ("2016-17", "5 April 2016", "453 (£000)"),
        ("2017-18", "with the main letter, day not stated", "453 (£000)"),
    ]
    assert [row["allocated"] for row in allocated][1:3] == [Decimal(272000), Decimal(453000)]
    assert [row["spent"] for row in spent] == [Decimal(0), None, None, None]
    assert spent[1]["said"] == 'described as "fully utilised"; no figure published'
    assert "spent" in spent.not_recorded(1)
    assert "## 5. What was spent in each year" in answers.markdown
    assert answers._repr_html_() == answers.html
    assert answers.html.count("<table>") == 5
    assert str(answers).startswith("What Powys Teaching Health Board answers")


def test_a_board_that_is_not_there_is_refused() -> None:
    with pytest.raises(rf.Rejected, match="powys") as no:
        rf.Ledger().committee_return("powys")
    assert no.value.code == "unknown_body"


def test_a_sum_that_cannot_be_divided_is_told_with_what_would_work() -> None:
    ledger = rf.Ledger()
    ledger.add_body("upland", kind="health_board")
    with pytest.raises(rf.FieldValueError, match="nobody"):
        ledger.apportion(100, below="upland")
    with pytest.raises(rf.FieldTypeError, match="never a float"):
        ledger.apportion(1.5, below="upland")  # type: ignore[arg-type]
    table = ledger.apportion("0.01", weights={"upland": 2})
    assert [row["amount"] for row in table] == [Decimal("0.01")]
