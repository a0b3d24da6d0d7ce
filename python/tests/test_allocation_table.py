"""Allocation tables as boards receive them, of CSV files and workbooks, either way round."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import ringfence as rf

# Hansard, written answer of 10 February 1976, volume 905, columns 116 to 117: capital allocated to
# the area health authorities of Wales, in £000.
CAPITAL = [
    ("Capital", "1974-75", "1975-76"),
    ("Clwyd", 2423, 2698),
    ("Dyfed", 2412, 2641),
    ("Gwent", 1783, 3021),
    ("Gwynedd", 1154, 1539),
    ("Mid Glamorgan", 4448, 4541),
    ("Powys", 353, 323),
    ("South Glamorgan", 3101, 2660),
    ("West Glamorgan", 1746, 1577),
    ("Wales", 17420, 19000),
]
NAMES = {row[0]: row[0].lower().replace(" ", "-") for row in CAPITAL[1:-1]}


def workbook(path: Path, rows: list[tuple[object, ...]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Annex A"
    for row in rows:
        sheet.append(row)
    book.create_sheet("Notes")["A1"] = "of the letter"
    book.save(path)
    return path


def read(path: Path, down: str = "bodies", across: str = "years") -> rf.AllocationTable:
    return rf.read_allocation_table(
        path,
        down=down,
        across=across,
        unit="thousands",
        stream="capital",
        sheet="Annex A",
        names=NAMES,
        totals=["Wales"],
        effective="1974-04-01",
        recurrence="non-recurrent",
        source="Hansard, 10 February 1976, volume 905, columns 116 to 117",
    )


def test_a_workbook_reads_the_same_either_way_round(tmp_path: Path) -> None:
    down = read(workbook(tmp_path / "down.xlsx", CAPITAL))
    turned = [tuple(column) for column in zip(*CAPITAL, strict=True)]
    across = read(workbook(tmp_path / "across.xlsx", turned), "years", "bodies")

    def lines(table: rf.Table) -> set[tuple[rf.Cell, ...]]:
        return {(row["to"], row["year"], row["amount"]) for row in table}

    assert lines(down.notices) == lines(across.notices)
    assert ("powys", "1975-76", Decimal("323000.00")) in lines(down.notices)
    assert [row["amount"] for row in down.totals] == [Decimal(17_420_000), Decimal(19_000_000)]
    for table in (down, across):
        assert {row["difference"] for row in table.differences} == {Decimal(0)}


def test_what_it_says_is_posted_and_agrees_with_the_published_total(tmp_path: Path) -> None:
    table = read(workbook(tmp_path / "letter.xlsx", CAPITAL))
    ledger = rf.Ledger(first_day=date(1974, 4, 1))
    ledger.add_body("wales", kind="government")
    for body in NAMES.values():
        ledger.add_body(body, kind="health_board", parent="wales")
    ledger.add_stream("capital", purposes=["buildings"])
    loaded = ledger.load({"notices": table.notices, "totals": table.totals})
    assert (loaded.accepted, loaded.refused) == (18, ())
    totals = [row for row in ledger.answer("allocation", year="1975-76") if row["published"]]
    assert [(str(row["published"]), row["difference"]) for row in totals] == [
        ("19000 (£000)", Decimal(0))
    ]
    assert any("sheet Annex A, cell B2" in str(row) for row in ledger.journal())


def test_faults_are_told_all_at_once_with_their_cells(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [("", "1974-75", "last year"), ("Powys", "(5)", 1.234567)])
    with pytest.raises(rf.FileError) as no:
        read(path)
    said = str(no.value).splitlines()
    assert [line.split(": ")[0].split("cell ")[-1] for line in said] == ["C1", "B2", "C2"]
    assert "brackets is negative" in said[1]


@pytest.mark.parametrize(
    ("name", "sheet", "wanted"),
    [
        ("letter.pdf", None, "neither .csv nor .xlsx"),
        ("gone.xlsx", None, "cannot be read"),
        ("two.xlsx", None, "several sheets; expected the name of one as sheet: Annex A or Notes"),
        ("two.xlsx", "Annex B", "no sheet 'Annex B'"),
    ],
)
def test_a_file_that_gives_no_table_is_named(
    tmp_path: Path, name: str, sheet: str | None, wanted: str
) -> None:
    workbook(tmp_path / "two.xlsx", CAPITAL)
    with pytest.raises(rf.FileError) as no:
        rf.read_allocation_table(
            tmp_path / name,
            down="bodies",
            across="years",
            unit="thousands",
            stream="capital",
            sheet=sheet,
        )
    assert wanted.replace("'", '"') in str(no.value)


def test_what_is_not_declared_is_asked_for(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", CAPITAL)
    with pytest.raises(ValueError, match="say stream= for all figures"):
        rf.read_allocation_table(path, down="bodies", across="years", unit="thousands")
    with pytest.raises(ValueError, match="say year= for all figures"):
        rf.read_allocation_table(
            path, down="bodies", across="streams", unit="thousands", stream="capital"
        )
    with pytest.raises(rf.FieldValueError, match=r"unit: found .£000.; expected pounds"):
        rf.read_allocation_table(path, down="bodies", across="years", unit="£000", stream="capital")
    with pytest.raises(rf.FileError, match="the same along both sides"):
        rf.read_allocation_table(path, down="bodies", across="bodies", unit="pounds", sheet="Notes")
