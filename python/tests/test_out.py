"""Tables go out to the tools that analysts have, and say the same there."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest

import ringfence as rf


def test_the_types_are_those_of_money_days_numbers_and_words(aberwen: rf.Ledger) -> None:
    schema = pa.table(aberwen.positions()).schema
    assert schema.field("available").type == pa.decimal128(18, 2)
    assert schema.field("body").type == pa.dictionary(pa.int32(), pa.string())
    journal = pa.table(aberwen.journal()).schema
    assert journal.field("entry").type == pa.int64()
    assert journal.field("effective").type == pa.date32()
    assert journal.field("figures").type == pa.large_string()
    frame = pl.DataFrame(aberwen.positions())
    assert frame.schema["available"] == pl.Decimal(18, 2)


def test_four_tools_read_the_same_to_the_penny(aberwen: rf.Ledger) -> None:
    table = aberwen.positions()
    rows = table.rows()
    assert len(rows) > 20
    frames = (table.to_polars(), table.to_pandas(), table.to_arrow())
    polars, pandas, arrow = frames
    by_duckdb = duckdb.sql("select * from arrow").fetchall()
    for name in table.columns:
        own = [row[name] for row in rows]
        assert polars[name].to_list() == own, name
        assert arrow[name].to_pylist() == own, name
        assert [None if pd.isna(it) else it for it in pandas[name]] == own, name
        place = table.columns.index(name)
        assert [row[place] for row in by_duckdb] == own, name
    total = sum(row["authority"] for row in rows)
    assert polars["authority"].sum() == total == pandas["authority"].sum()


def test_every_answer_goes_out(aberwen: rf.Ledger) -> None:
    for name in rf.questions():
        answer = aberwen.answer(name, year="2016-17")
        assert answer.to_polars().height == len(answer), name


def test_what_is_not_recorded_is_null_and_named() -> None:
    table = rf.Table(
        ["body", "left", "note"],
        [["north", Decimal("1.50"), None], ["south", None, "a letter"]],
    )
    frame = table.to_polars()
    assert frame.columns == ["body", "left", "note", "not_recorded"]
    assert frame["left"].to_list() == [Decimal("1.50"), None]
    assert frame["not_recorded"].to_list() == [None, "left"]
    assert "not_recorded" not in table[:1].to_polars().columns


def test_cells_that_do_not_fit_their_column_are_named() -> None:
    for cell, place in [(Decimal("0.001"), "left"), (-3, "count")]:
        first = Decimal(1) if place == "left" else 1
        table = rf.Table(["body", place], [["north", first], ["south", cell]])
        with pytest.raises(ValueError, match=f'row 1, column "{place}": found .*expected'):
            table.to_polars()


def test_a_slice_a_sum_and_an_empty_table_go_out(aberwen: rf.Ledger) -> None:
    table = aberwen.positions()
    assert table[3:9:2].to_polars().to_dicts() == table.rows()[3:9:2]
    assert table[::-1].rows() == table.rows()[::-1]
    sums = table.sums_by("stream", "year")
    assert sums.to_polars()["authority"].sum() == table.to_polars()["authority"].sum()
    assert table[:0].to_polars().height == 0
    assert rf.Table(["body"], []).to_polars().columns == ["body"]


def test_a_workbook_reads_back_to_the_penny(aberwen: rf.Ledger, tmp_path: Path) -> None:
    table = aberwen.notices()
    table.to_excel(tmp_path / "notices.xlsx")
    book = openpyxl.load_workbook(tmp_path / "notices.xlsx")
    assert book.sheetnames == ["table", "notes"]
    sheet = book["table"]
    heading, *lines = sheet.values
    assert heading == table.columns
    assert sheet.freeze_panes == "A2"
    for line, row in zip(lines, table.rows(), strict=True):
        found = dict(zip(heading, line, strict=True))
        assert Decimal(str(found["amount"])) == row["amount"]
        day = found["effective"]
        assert isinstance(day, datetime)
        assert day.date() == row["effective"]
        assert found["receiver"] == row["receiver"]
    place = table.columns.index("amount") + 1
    assert "£" in sheet.cell(2, place).number_format
    said = [row[0] for row in book["notes"].values]
    assert said[: 1 + len(table.notes)] == [table.title, *table.notes]


def test_a_workbook_is_the_same_each_time_and_keeps_words_as_words(tmp_path: Path) -> None:
    cells = [["00123", Decimal("-0.01")], ["=1+1", None], ["1e5", Decimal("9999999999999.99")]]
    table = rf.Table(["id", "left"], cells)
    for name in ("one.xlsx", "other.xlsx"):
        table.to_excel(tmp_path / name)
    one, other = ((tmp_path / name).read_bytes() for name in ("one.xlsx", "other.xlsx"))
    assert one == other
    lines = list(openpyxl.load_workbook(tmp_path / "one.xlsx")["table"].values)
    assert [line[0] for line in lines] == ["id", "00123", "=1+1", "1e5"]
    left = [line[1] for line in lines[1:]]
    assert left[1] == "not recorded"
    assert [Decimal(str(left[0])), Decimal(str(left[2]))] == [cells[0][1], cells[2][1]]
    too_much = rf.Table(["left"], [[Decimal("10000000000000.00")]])
    with pytest.raises(ValueError, match=r'row 0, column "left": found £10,000,000,000,000\.00'):
        too_much.to_excel(tmp_path / "much.xlsx")
    assert not (tmp_path / "much.xlsx").exists()


def test_parquet_reads_back_the_same(aberwen: rf.Ledger, tmp_path: Path) -> None:
    table = aberwen.positions()
    table.to_parquet(tmp_path / "positions.parquet")
    frame = pl.read_parquet(tmp_path / "positions.parquet")
    assert frame.select(table.columns).to_dicts() == table.rows()
    by_arrow = pa.parquet.read_table(tmp_path / "positions.parquet")
    assert by_arrow.schema.field("available").type == pa.decimal128(18, 2)


def test_title_and_notes_go_along(aberwen: rf.Ledger) -> None:
    table = aberwen.notices()
    said = pa.table(table).schema.metadata
    assert said[b"ringfence.title"].decode() == table.title
    assert said[b"ringfence.notes"].decode() == "\n".join(table.notes)


def test_csv_reads_back_to_the_penny(aberwen: rf.Ledger, tmp_path: Path) -> None:
    table = aberwen.notices()
    table.to_csv(tmp_path / "notices.csv")
    with open(tmp_path / "notices.csv", encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert tuple(lines[0]) == table.columns
    for line, row in zip(lines, table.rows(), strict=True):
        assert Decimal(line["amount"]) == row["amount"]
        day = row["effective"]
        assert isinstance(day, date)
        assert date.fromisoformat(line["effective"]) == day
    frame = pl.read_csv(tmp_path / "notices.csv", infer_schema=False)
    assert frame.height == len(table)


def test_what_is_missing_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(ImportError, match=r"pip install 'ringfence\[polars\]'"):
        rf.Table(["body"], []).to_polars()
