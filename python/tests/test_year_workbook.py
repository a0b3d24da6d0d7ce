"""A year's workbook: each formula comes to what the ledger says, and each check is nought.

The formulas were once worked out by LibreOffice 7.4, too, with the stored results taken away: all
of them agreed to the penny.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from formulas import Worked
from openpyxl.workbook import Workbook

import ringfence as rf

SUMS = ["Summary", "By body", "By month"]
TABLES = {
    "Allocation schedule": "Schedule",
    "Positions by line": "Positions",
    "Months by line": "Months",
    "Posts": "Posts",
    "Open orders": "Orders",
    "Findings": "Findings",
    "Year end": "YearEnd",
    "Entries": "Entries",
}
STATES = ["spent", "committed", "held", "earmarked", "available"]


def written(ledger: rf.Ledger, path: Path, **asked: Any) -> tuple[Workbook, Workbook]:
    """The formulas, and their stored results."""
    ledger.to_excel(path, **asked)
    return openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)


def by_first(book: Worked, of: Workbook, sheet: str, heading: str) -> dict[str, list[Any]]:
    """The rows under a heading up to the row of all, by what their first cell says."""
    rows, found = list(of[sheet].iter_rows()), dict[str, list[Any]]()
    top = next(at for at, row in enumerate(rows) if row[0].value == heading)
    for row in rows[top + 1 :]:
        if row[0].value is None:
            break
        found[row[0].value] = [book.cell(sheet, it.coordinate) for it in row[1:]]
    return found


@pytest.mark.parametrize("year", ["2015-16", "2016-17", "2017-18", "2018-19"])
@pytest.mark.parametrize("body", [None, "upland", "north"])
def test_always_a_formula_comes_to_what_stands_beside_it(
    aberwen: rf.Ledger, tmp_path: Path, year: str, body: str | None
) -> None:
    formulas, results = written(aberwen, tmp_path / "year.xlsx", year=year, body=body)
    worked, count = Worked(formulas), 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                stored = results[sheet.title][cell.coordinate].value
                if isinstance(stored, (int, float)):
                    stored = Decimal(repr(stored))
                assert worked.cell(sheet.title, cell.coordinate) == stored, cell
                count += 1
    assert count > 80
    for name, heading, at in [("Summary", "stream", 6), ("By body", "body", 7)]:
        for said in by_first(worked, formulas, name, heading).values():
            assert said[at] == 0
    checks = by_first(worked, formulas, "Summary", "what is the same")
    assert len(checks) >= 18
    assert {said[2] for name, said in checks.items() if said[0] is not None} <= {0, "not recorded"}


def test_the_sums_are_those_of_the_ledger(aberwen: rf.Ledger, tmp_path: Path) -> None:
    formulas, _ = written(aberwen, tmp_path / "year.xlsx", year="2018-19")
    worked = Worked(formulas)
    lines = aberwen.positions(year="2018-19").rows()
    names = ["authority", *STATES]
    for sheet, heading, key, first in [
        ("Summary", "stream", "stream", 0),
        ("By body", "body", "body", 1),
    ]:
        said = by_first(worked, formulas, sheet, heading)
        for word in {row[key] for row in lines}:
            own = [sum(row[it] for row in lines if row[key] == word) for it in names]
            assert said[word][first : first + 6] == own, word
        assert said["all"][first : first + 6] == [sum(row[it] for row in lines) for it in names]
    months = by_first(worked, formulas, "By month", "stream")
    spent = {
        number: sum(row["spent"] for row in aberwen.months("2018-19") if row["month"] == number)
        for number in range(1, 14)
    }
    assert months["all"][:13] == list(spent.values())
    assert months["all"][13] == sum(row["spent"] for row in lines)


def test_a_sum_worked_by_hand(ledger: rf.Ledger, tmp_path: Path) -> None:
    """Upland has 1,000 and passes 400 down; North spends 150.25 of it, orders 50, holds 20."""
    of: dict[str, Any] = {"stream": "winter", "body": "north", "year": "2025-26", "purpose": "beds"}
    ledger.spend(**of, amount="150.25", effective="2025-05-01")
    ledger.commit("ward", **of, amount=50, effective="2025-06-01")
    ledger.hold("quote", **of, amount=20, effective="2025-06-02")
    formulas, results = written(ledger, tmp_path / "year.xlsx", year="2025-26")
    all_ = {row[0]: row[1:] for row in results["Summary"].values if row[0]}
    assert all_["all"][:7] == (1000, 150.25, 50, 20, 0, 779.75, 0)
    assert (all_["allocated"][0], all_["less passed down"][0]) == (1400, -400)
    may = {row[0]: row for row in results["By month"].values}["winter"]
    assert may[2] == 150.25
    assert formulas["Summary"]["B6"].value == "=SUMIFS(Positions[authority],Positions[stream],$A6)"
    # What a person changes moves what rests on it, and the check says so.
    line = next(row for row in formulas["Positions by line"].iter_rows() if row[0].value == "north")
    heading = [cell.value for cell in formulas["Positions by line"][3]]
    line[heading.index("spent")].value = 151.25
    worked = Worked(formulas)
    assert by_first(worked, formulas, "Summary", "stream")["winter"][6] == -1
    checks = by_first(worked, formulas, "Summary", "what is the same")
    assert checks["spent: of the lines, and by month"][2] == 1


def test_what_is_not_recorded_is_in_no_sum_and_is_counted(
    ledger: rf.Ledger, tmp_path: Path
) -> None:
    ledger.mark_not_recorded(what="spend", body="north", stream="winter", year="2025-26",
                             words="not published", effective="2025-04-07")  # fmt: skip
    formulas, results = written(ledger, tmp_path / "year.xlsx", year="2025-26")
    said = {row[0]: row[1:] for row in results["By body"].values if row[0]}
    assert said["north"][1:] == (400, 0, 0, 0, 0, 0, 0, 1)
    assert said["upland"][-1] == 0
    worked = Worked(formulas)
    checks = by_first(worked, formulas, "Summary", "what is the same")
    assert {said[2] for said in checks.values() if said[0] is not None} == {0, "not recorded"}
    heading = [cell.value for cell in formulas["Positions by line"][3]]
    cells = {row[0]: row for row in results["Positions by line"].values}
    assert cells["north"][heading.index("spent")] == "not recorded"
    assert any("not published" in str(row[0]) for row in results["Notes"].values)


def test_each_table_is_one_with_its_heading_in_sight_and_on_each_page(
    aberwen: rf.Ledger, tmp_path: Path
) -> None:
    formulas, results = written(aberwen, tmp_path / "year.xlsx", year="2016-17")
    assert formulas.sheetnames == [*SUMS, *TABLES, "Notes"]
    for sheet, name in TABLES.items():
        of = formulas[sheet]
        assert list(of.tables) == [name]
        assert (of.freeze_panes, of.print_title_rows) == ("A4", "$3:$3")
        assert of.tables[name].autoFilter is not None
    for of in formulas:
        assert (of.page_setup.orientation, of.page_setup.fitToWidth or 1) == ("landscape", 1)
    own = aberwen.positions(year="2016-17")
    heading, *rows = list(results["Positions by line"].values)[2:]
    assert heading == tuple(it.replace("_", " ") for it in own.columns)
    for row, line in zip(rows, own, strict=True):
        for cell, (name, it) in zip(row, line.items(), strict=True):
            assert (Decimal(repr(cell)) if isinstance(it, Decimal) else cell) == it, name
    place = formulas["Positions by line"].cell(4, 1 + own.columns.index("authority"))
    assert place.number_format == "#,##0.00;[Red]-#,##0.00"
    assert len(list(results["Year end"].values)) == 3 + len(aberwen.decisions("2016-17"))
    head = aberwen.head().hash[:12]
    assert all(head in str(of["A2"].value) for of in formulas if of.title != "Notes")


def test_a_workbook_of_a_body_holds_it_and_those_below(aberwen: rf.Ledger, tmp_path: Path) -> None:
    _, results = written(aberwen, tmp_path / "up.xlsx", year="2018-19", body="upland")
    bodies = {row[0] for row in list(results["Positions by line"].values)[3:]}
    assert bodies == {"upland", "north", "moor", "valley", "lane-practice"}
    with pytest.raises(rf.Rejected) as no:
        aberwen.to_excel(tmp_path / "none.xlsx", year="2018-19", body="uplan")
    assert no.value.code == "unknown_body"
    assert not (tmp_path / "none.xlsx").exists()


def test_the_same_ledger_gives_the_same_bytes(aberwen: rf.Ledger, tmp_path: Path) -> None:
    for name in ["one.xlsx", "other.xlsx"]:
        aberwen.to_excel(tmp_path / name, year="2018-19")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


def test_what_excel_cannot_hold_is_refused_with_its_place(
    ledger: rf.Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "year.xlsx"
    ledger.allocate("winter", to="upland", year="2025-26", amount="9999999999999.99",
                    notice="too much", effective="2025-05-01")  # fmt: skip
    with pytest.raises(ValueError, match=r"sheet .*row .*column .*15 digits|comes to .*15 digits"):
        ledger.to_excel(path, year="2025-26")
    assert not path.exists()


def test_ids_that_excel_takes_for_one_are_refused(ledger: rf.Ledger, tmp_path: Path) -> None:
    ledger.add_stream("Winter", purposes=["beds"])
    ledger.allocate("Winter", to="upland", year="2025-26", amount=1, notice="letter",
                    effective="2025-05-01")  # fmt: skip
    with pytest.raises(
        ValueError, match=r'column "stream": found "winter" and "Winter"|"Winter" and "winter"'
    ):
        ledger.to_excel(tmp_path / "year.xlsx", year="2025-26")


def test_a_year_of_which_nothing_is_known_is_a_workbook_without_lines(
    aberwen: rf.Ledger, tmp_path: Path
) -> None:
    formulas, results = written(aberwen, tmp_path / "none.xlsx", year="1999-00")
    said = {row[0]: row[1:] for row in results["Summary"].values if row[0]}
    assert said["all"][0] == 0
    assert list(formulas["Positions by line"].tables) == ["Positions"]
