"""Tables as Markdown, read back by a parser that is not ours."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import ringfence as rf


def read(text: str) -> tuple[str, list[list[str]], list[str]]:
    """The heading, the cells as a reader sees them, and the notes; no mark may be in any."""
    heading, rows, notes, place = "", list[list[str]](), list[str](), ""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.type == "tr_open":
            rows.append([])
        if token.type.endswith("_open"):
            place = token.tag
        if token.type == "inline":
            said = words(token.children or [])
            if place in {"th", "td"}:
                rows[-1].append(said)
            elif place == "h2":
                heading = said
            else:
                notes.append(said)
    return heading, rows, notes


def words(tokens: list[Token]) -> str:
    """What stands there; a break is the one thing that may be HTML."""
    kinds = {"text": None, "text_special": None, "html_inline": "\n"}
    assert {token.type for token in tokens} <= set(kinds), tokens
    assert all(it.content == "<br>" for it in tokens if it.type == "html_inline")
    return "".join(kinds[token.type] or token.content for token in tokens)


def test_money_stands_to_the_right_in_pounds_with_title_notes_and_source(ledger: rf.Ledger) -> None:
    table = ledger.positions(body="north")
    text = table.to_markdown()
    heading, rows, notes = read(text)
    assert heading == f"{table.title}, as at 2025-04-07"
    said = dict(zip(rows[0], rows[1], strict=True))
    assert (said["body"], said["authority"], said["available"]) == ("north", "£400.00", "£400.00")
    assert any(note.startswith("Nought in each row: contributed, ") for note in notes)
    assert "contributed" not in rows[0]
    assert notes[-1] == ledger.positions()._source
    rule = text.splitlines()[3].strip("| ").split(" | ")
    right = dict(zip(rows[0], rule, strict=True))
    assert (right["authority"], right["body"]) == ("---:", "---")


def test_what_is_not_recorded_is_said_in_words_and_a_minus_is_one() -> None:
    table = rf.Table(["body", "left"], [["north", None], ["south", Decimal("-1234.5")]])
    assert read(table.to_markdown())[1][1:] == [["north", "not recorded"], ["south", "−£1,234.50"]]


def test_an_empty_table_still_has_its_columns_and_a_table_without_any_has_nothing() -> None:
    assert rf.Table(["body"], []).to_markdown() == "| body |\n| --- |\n"
    assert rf.Table([], []).to_markdown() == "\n"


def test_a_plan_says_its_sums_its_decisions_and_on_which_entry_it_stands(ledger: rf.Ledger) -> None:
    plan = ledger.plan_close("2025-26", rf.RuleBook.empty())
    text = plan.to_markdown()
    assert text.startswith("Plan of 2025-26: £0.00 rolled over, £1,000.00 lapsed\n\n## ")
    head = ledger.head()
    stands = f"on the ledger at entry {head.entry}, recorded 2025-04-07, head {head.hash[:12]}."
    assert f"Source: the plan of the close of 2025-26, {stands}" in text
    assert stands in plan.who_benefits().to_markdown()


def test_what_a_plan_still_asks_stands_beneath(ledger: rf.Ledger) -> None:
    of: dict[str, Any] = {"body": "north", "stream": "winter", "year": "2025-26"}
    ledger.mark_not_recorded(what="spend", **of, words="not | published", effective="2025-04-07")
    plan = ledger.plan_close("2025-26", rf.RuleBook.empty())
    assert plan.blockers
    items = [line for line in plan.to_markdown().splitlines() if line.startswith("- ")]
    assert len(items) == len(plan.blockers)
    assert plan.blockers[0].item in items[0]


def test_a_table_as_at_a_day_says_that_day_and_no_other(ledger: rf.Ledger) -> None:
    past = ledger.positions(as_at="2025-04-08")
    assert read(past.to_markdown())[0].endswith("as at 2025-04-08")
    assert "2025-04-07</caption>" not in past._repr_html_()
    months = ledger.months("2025-26", as_at="2025-06-30")
    assert read(months.to_markdown())[0].endswith("as at 2025-06-30")


def test_a_comparison_names_its_source(ledger: rf.Ledger) -> None:
    compared = rf.compare(
        ledger,
        baseline=rf.RuleBook.empty(),
        reform=rf.RuleBook.preset("committee-2017"),
        years=["2025-26"],
    )
    for table in (compared, compared.by_board()):
        assert read(table.to_markdown())[2][-1] == ledger._source()


@pytest.mark.parametrize(
    "said",
    [
        "*a* b",
        "**a**",
        "_a_",
        "`a`",
        "~~a~~",
        "[a](b)",
        "![a](b)",
        "<b>a</b>",
        "a | b",
        "\\| a",
        "&amp;",
    ],
)
def test_no_mark_of_markdown_marks_anything(said: str) -> None:
    assert read(rf.Table([said], [[said]]).to_markdown())[1] == [[said], [said]]


SAID = st.text(
    st.one_of(
        st.sampled_from("|\\`*_~[]()<>&$#-=+!\n\r\"'@:"),
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    ),
    max_size=12,
)


@given(st.lists(st.tuples(SAID, SAID), min_size=1, max_size=4), SAID)
def test_what_a_cell_says_stays_words(rows: list[tuple[str, str]], name: str) -> None:
    columns = [f"a{name}", "b"]
    heading, found, _ = read(rf.Table(columns, [[f"x{a}", f"y{b}"] for a, b in rows]).to_markdown())
    expected = [columns, *([f"x{a}", f"y{b}"] for a, b in rows)]
    assert heading == ""
    assert [[same(it) for it in row] for row in found] == [[same(it) for it in r] for r in expected]


def same(text: str) -> str:
    """What is the same to a reader of a page: lines break, white space is one."""
    return " ".join(text.split())
