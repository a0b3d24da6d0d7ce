"""Positions, tables and explanations show themselves as HTML in a notebook."""

from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest

import ringfence as rf

BAD = "<b onclick='x'>&\"</b>"
RIGHT = 'style="text-align: right"'


class Reader(HTMLParser):
    """Reads back what a browser would show, and in which tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.caption = ""
        self._into: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        self._into = tag

    def handle_data(self, data: str) -> None:
        if self._into in {"td", "th", "div"} and self.rows:
            self.rows[-1][-1] += data.strip("\n")
        if self._into == "caption":
            self.caption += data.strip("\n")


def test_a_position_says_what_it_is_of_as_at_when_and_where_from(ledger: rf.Ledger) -> None:
    asked: dict[str, Any] = {"body": "north", "stream": "winter", "year": "2025-26"}
    text = ledger.position(**asked)._repr_html_()
    read = Reader(text)
    assert read.caption == "Position of north, winter, 2025-26 as at 2025-04-07"
    assert ["available", "£400.00"] in read.rows
    assert f"<td {RIGHT}>£400.00</td>" in text
    assert read.rows[-1][0].startswith("Source: the ledger at entry 7, recorded 2025-04-07")
    past = ledger.position(**asked, as_at=date(2025, 4, 6))._repr_html_()
    assert "as at 2025-04-06</caption>" in past
    assert "£" not in past
    assert ledger.position(**asked) == rf.Position(
        allocated=Decimal("400.00"), authority=Decimal("400.00"), available=Decimal("400.00")
    )


def test_a_position_that_is_not_recorded_says_so() -> None:
    read = Reader(rf.Position(authority=Decimal("1234.50"), spent=None)._repr_html_())
    assert read.rows[1:] == [["authority", "£1,234.50"], ["spent", "not recorded"]]


def test_a_table_has_its_caption_its_figures_to_the_right_and_its_source(ledger: rf.Ledger) -> None:
    text = ledger.notices()._repr_html_()
    read = Reader(text)
    assert read.caption.endswith("as at 2025-04-07")
    assert len(read.rows) == 1 + 2 + 1
    assert f"<td {RIGHT}>£1,000.00</td>" in text
    assert f'<th scope="col" {RIGHT}>amount</th>' in text
    assert "Source: the ledger" in read.rows[-1][0]
    assert "Source: the ledger" in ledger.notices()[:1]._repr_html_()
    day = ledger.findings(as_at="2025-04-08")
    assert Reader(day._repr_html_()).caption == "Findings as at 2025-04-08"


def test_words_stay_words(ledger: rf.Ledger) -> None:
    ledger.allocate(
        "winter", to="north", year="2025-26", amount=1, notice=BAD, effective=date(2025, 5, 1)
    )
    read = Reader(ledger.notices()._repr_html_())
    assert "b" not in read.tags
    assert any(BAD in row for row in read.rows)
    assert "b" not in Reader(rf.Table([BAD], [[BAD]])._repr_html_()).tags


@pytest.mark.parametrize("book", ["bma-2017", "wales-2016"])
def test_an_explanation_shows_parts_clauses_and_source(ledger: rf.Ledger, book: str) -> None:
    plan = ledger.plan_close("2025-26", rf.RuleBook.preset(book))
    item = "free:north/winter/2025-26/non-recurrent"
    why = plan.why(item)
    text = why._repr_html_()
    assert text == why.html
    read = Reader(text)
    assert f"<h3>{why.answer}</h3>" in text
    assert read.caption == "Arithmetic"
    assert f"<td {RIGHT}>£400.00</td>" in text
    assert ["in all", "£400.00"] in read.rows
    assert all(f"<li>{clause.label} (" in text for clause in why.clauses)
    assert (
        "Source: the plan of the close of 2025-26, on the ledger at entry 7"
        in plan.decisions._repr_html_()
    )
