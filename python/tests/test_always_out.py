"""Law 29 for tables: what goes out reads back the same, to the penny, the day and the word.

What a format cannot hold is refused, with its row and column, and nothing is written.
"""

import csv
import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import openpyxl
import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ringfence as rf

CASES = int(os.environ.get("CASES", "64"))
LIMIT = 10**18 - 1
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

SOME = settings(
    max_examples=CASES, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)

words = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        [
            "=1+1",
            "+44",
            "-5%",
            "@a",
            '"',
            'a,"b"',
            "a\nb",
            "a\r\nb",
            "\t",
            " a ",
            "00123",
            "1e5",
            "£1,234.10",
            "not recorded",
            "_x000d_",
            "nan",
            "NULL",
            "",
            "é",
            "日本",
            "2016-17",
        ]
    ),
)
sums = st.one_of(
    st.integers(-LIMIT, LIMIT),
    st.sampled_from([0, 1, -1, LIMIT, -LIMIT, 10**15 - 1, 10**15]),
    st.integers(-(10**9), 10**9),
).map(lambda pence: Decimal(pence).scaleb(-2))
days = st.one_of(st.dates(), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
kinds = {
    "words": words,
    "sum": sums,
    "day": days,
    "count": st.integers(0, 2**53),
    "flag": st.booleans(),
}


@st.composite
def tables(draw: st.DrawFn) -> rf.Table:
    """Any table: columns of any kind, cells that have no answer, and sums that are not recorded."""
    chosen = draw(st.lists(st.sampled_from(sorted(kinds)), min_size=1, max_size=5))
    names = [f"{kind} {place}" for place, kind in enumerate(chosen)]
    cells = [st.one_of(kinds[kind], kinds[kind], st.none()) for kind in chosen]
    rows = draw(st.lists(st.tuples(*cells), max_size=6))
    money = [name for name, kind in zip(names, chosen, strict=True) if kind == "sum"]
    return rf.Table(names, rows, money=money)


def told(table: rf.Table) -> list[list[Any]]:
    """The cells as a file of words says them: what is not recorded in these words."""
    return [
        ["not recorded" if name in table.not_recorded(at) else cell for name, cell in row.items()]
        for at, row in enumerate(table)
    ]


@SOME
@given(tables())
def test_always_arrow_and_parquet_read_back_the_same(tmp_path: Path, table: rf.Table) -> None:
    path = tmp_path / "table.parquet"
    table.to_parquet(path)
    arrow, columns = table.to_arrow(), list(table.columns)
    own = table.rows()
    assert arrow.select(columns).to_pylist() == own
    assert pa.parquet.read_table(path).select(columns).to_pylist() == own
    assert pl.read_parquet(path).select(columns).to_dicts() == own
    assert table.to_polars().select(columns).to_dicts() == own
    by_duckdb = duckdb.sql("select * from arrow").fetchall()
    assert [row[: len(columns)] for row in by_duckdb] == [tuple(row.values()) for row in own]
    for at in range(len(own)):
        silent = arrow["not_recorded"][at].as_py() if "not_recorded" in arrow.column_names else None
        assert set((silent or "").split(", ")) - {""} == table.not_recorded(at)


@SOME
@given(tables())
def test_always_csv_reads_back_the_same_or_says_where_not(tmp_path: Path, table: rf.Table) -> None:
    path = tmp_path / "table.csv"
    path.unlink(missing_ok=True)
    risky = [
        cell
        for row in table.rows()
        for cell in row.values()
        if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA)
    ]
    if risky:
        with pytest.raises(ValueError, match=r"row \d+, column '.*': found .*formulas='keep'"):
            table.to_csv(path)
        assert not path.exists()
    table.to_csv(path, formulas="keep" if risky else "refuse")
    with open(path, encoding="utf-8-sig", newline="") as file:
        heading, *lines = list(csv.reader(file))
    assert tuple(heading) == table.columns
    for line, row in zip(lines, told(table), strict=True):
        assert [read(text, cell) for text, cell in zip(line, row, strict=True)] == row


def read(text: str, as_: Any) -> Any:
    """A text of a file as what it stands for."""
    match as_:
        case None:
            return text or None
        case bool():
            return {"yes": True, "no": False}[text]
        case int():
            return int(text)
        case Decimal():
            return Decimal(text)
        case date():
            return date.fromisoformat(text)
    return text


@SOME
@given(tables())
def test_always_excel_reads_back_the_same_or_says_where_not(
    tmp_path: Path, table: rf.Table
) -> None:
    path = tmp_path / "table.xlsx"
    path.unlink(missing_ok=True)
    if any(not held(cell) for row in table.rows() for cell in row.values()):
        with pytest.raises(ValueError, match=r'row \d+, column ".*": found .*Excel'):
            table.to_excel(path)
        assert not path.exists()
        return
    table.to_excel(path)
    sheet = openpyxl.load_workbook(path)["table"]
    heading, *lines = list(sheet.values)
    assert heading == table.columns
    assert len(sheet.tables) == min(len(table), 1)
    # A reader leaves out empty rows at the end; the table of Excel has them.
    lines += [(None,) * len(heading)] * (len(table) - len(lines))
    for line, row in zip(lines, told(table), strict=True):
        assert [of_excel(it, cell) for it, cell in zip(line, row, strict=True)] == row


def held(cell: Any) -> bool:
    """Whether a cell of Excel holds it."""
    match cell:
        case bool() | None:
            return True
        case int():
            return cell < 10**15
        case Decimal():
            return abs(cell) < 10**13
        case date():
            return cell >= date(1900, 3, 1)
    return not any((it < " " and it not in "\n\t") or it in "\ufffe\uffff" for it in cell)


def of_excel(found: Any, as_: Any) -> Any:
    """What a cell of Excel stands for."""
    match as_:
        case bool():
            return {"yes": True, "no": False}[found]
        case Decimal():
            return Decimal(repr(found))
        case date():
            assert isinstance(found, datetime)
            return found.date()
        case "":
            return found or ""
    return found


def test_a_word_that_a_spreadsheet_would_run_is_refused_unless_it_is_asked_for(
    tmp_path: Path,
) -> None:
    table = rf.Table(["id", "left"], [["north", Decimal("-1.50")], ["=cmd|'/c calc'!A1", None]])
    with pytest.raises(ValueError, match=r"row 1, column 'id': found \"=cmd"):
        table.to_csv(tmp_path / "left.csv")
    # A sum below nought is a number, and no formula.
    table[:1].to_csv(tmp_path / "left.csv")
    table.to_csv(tmp_path / "left.csv", formulas="keep")
    table.to_excel(tmp_path / "left.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "left.xlsx")["table"]["A3"]
    assert (cell.value, cell.data_type) == ("=cmd|'/c calc'!A1", "s")


def test_columns_of_one_name_are_no_table_of_excel_but_are_written(tmp_path: Path) -> None:
    table = rf.Table(["a", "A"], [["x", "y"]])
    table.to_excel(tmp_path / "left.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "left.xlsx")["table"]
    assert list(sheet.values) == [("a", "A"), ("x", "y")]
    assert not sheet.tables


def test_a_number_is_no_place_for_a_file(tmp_path: Path) -> None:
    table = rf.Table(["id"], [["north"]])
    with (tmp_path / "open.txt").open("w", encoding="utf-8") as open_file:
        for number in (open_file.fileno(), np.int64(open_file.fileno())):
            for write in (table.to_csv, table.to_excel, table.to_parquet, rf.Ledger().snapshot):
                with pytest.raises(TypeError):
                    write(number)  # type: ignore[arg-type]
        # To somebody's open file nothing was written, and it is open still.
        open_file.write("theirs")
    assert (tmp_path / "open.txt").read_text(encoding="utf-8") == "theirs"
