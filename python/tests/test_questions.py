"""Each question is one call, and its table is what was worked out by hand."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ringfence as rf

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "questions").glob("*.toml"))
ASKED = [(path.stem, ask) for path in FILES for ask in tomllib.loads(path.read_text())["ask"]]


@pytest.fixture(scope="module")
def books() -> dict[str, rf.Ledger]:
    books = {name: rf.Ledger() for name in ["aberwen", "wales"]}
    for name, ledger in books.items():
        ledger.load(ROOT / "seeds" / name)
    return books


def shown(table: rf.Table, row: int, column: str) -> str:
    """Write a cell as the files do."""
    value = table[row][column]
    if value is None:
        return "not recorded" if column in table.not_recorded(row) else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def holds(table: rf.Table, expected: dict[str, Any]) -> None:
    columns = expected["columns"]
    found = [[shown(table, row, name) for name in columns] for row in range(len(table))]
    if "rows" in expected:
        assert found == expected["rows"]
    for row in expected.get("has", []):
        assert row in found
    for note in expected.get("notes", []):
        assert any(note in it for it in table.notes)


def rules(name: str) -> rf.RuleBook | rf.Reform:
    reforms = rf.Reform.presets()
    return rf.Reform.preset(name) if name in reforms else rf.RuleBook.preset(name)


@pytest.mark.parametrize(("name", "ask"), ASKED)
def test_an_answer_is_what_was_worked_out(
    books: dict[str, rf.Ledger], name: str, ask: dict[str, Any]
) -> None:
    rest = {"seed", "rules", "columns", "rows", "has", "notes", "trace"}
    said = {key: value for key, value in ask.items() if key not in rest}
    books_named = [rules(it) for it in ask.get("rules", [])]
    ledger = books[ask.get("seed", "aberwen")]
    answer = ledger.answer(name, **said, rules=books_named)
    holds(answer, ask)
    for trace in ask.get("trace", []):
        begun = [[shown(answer, row, it) for it in ask["columns"]] for row in range(len(answer))]
        row = next(at for at, it in enumerate(begun) if it[: len(trace["row"])] == trace["row"])
        holds(answer.trace(row, trace.get("figure")), trace)


@pytest.mark.parametrize("name", rf.questions())
def test_a_year_is_all_that_a_question_needs(books: dict[str, rf.Ledger], name: str) -> None:
    assert rf.questions()[name].endswith("?")
    assert str(books["aberwen"].answer(name, year="2016-17").head(3))


def test_a_name_that_is_none_is_told_with_the_nearest(books: dict[str, rf.Ledger]) -> None:
    with pytest.raises(rf.FieldValueError, match="did you mean where_it_stands") as no:
        books["aberwen"].answer("where_it_stand", year="2016-17")
    assert "three_years" in str(no.value)
    with pytest.raises(rf.FieldTypeError, match="year"):
        books["aberwen"].answer("three_years", year=None)  # type: ignore[arg-type]


def test_a_row_opens_to_its_entries(books: dict[str, rf.Ledger]) -> None:
    answer = books["aberwen"].answer("where_it_stands", year="2018-19", body="north")
    trace = answer.trace(0, "spent")
    amounts = [row["amount"] for row in trace]
    assert sum(it for it in amounts if isinstance(it, Decimal)) == answer[0]["spent"]
    assert all(isinstance(row["effective"], date) for row in trace)
    with pytest.raises(IndexError):
        answer.trace(len(answer))
