"""A workbook with every trap of real sheets: what loads, and what is refused and where.

What is expected was written by hand, from what each cell holds and what a draft takes.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import ringfence as rf

DAY = datetime(2016, 4, 5)

# Each row, what is wrong with it, and where that is told: the cell (or the row), the code, and a
# part of the sentence. Rows without a trap to tell load.
NOTICES: list[tuple[list[object], str | None]] = [
    (["winter", "upland", "2016-17", 5000, DAY, "00123"], None),
    (["winter", "upland", "2016-17", 1, DAY, 123], None),  # shown as 00123
    (["winter", "upland", "2016-17", "£1,234.10", DAY, None], "D4 bad_value declare thousands"),
    (["winter", "upland", "2016-17", "(500.00)", DAY, None], "D5 bad_value declare brackets_minus"),
    (["winter", "upland", "2016-17", "500.00-", DAY, None], "D6 bad_value declare trailing_minus"),
    (["winter", "upland", "2016-17", "500.00 CR", DAY, None], "D7 bad_value either cr_minus"),
    (["winter", "upland", "2016-17", "-", DAY, None], "D8 bad_value declare dash_nil"),
    (["winter", "upland", "2016-17", 9, "05/04/2016", None], "E9 bad_value declare day_first"),
    (["winter", "upland", "2016-17", 10, 42465, None], "E10 bad_value a day that exists"),
    (
        ["winter", "upland", "2016-17", 11, datetime(2016, 4, 5, 9, 30), None],
        "E11 bad_value 2016-04-05 09:30:00; expected a day without a time",
    ),
    (["winter", "upland", "2016-17", "=SUM(D2:D3)", DAY, None], "D12 bad_value never calculated"),
    (["winter", "upland", "2016-17", 0.1 + 0.2, DAY, None], None),
    (["winter", "upland", "2016-17", 100 / 3, DAY, None], "D14 bad_value 33.3333333333333"),
    (["winter", "upland", "2016/17", 15, DAY, None], "C15 bad_value declare year_slash"),
    (["winter", "upland", "FY17", 16, DAY, None], "C16 bad_value declare year_ending"),
    (["winter", "upland", 1617, 17, DAY, None], "C17 bad_value declare year_short"),
    (["winter", "upland", "2016–17", 18, DAY, None], "C18 bad_value declare year_slash"),
    (["winter", "upland", "2016-17", 19, DAY, None], None),  # the first of two merged cells
    (["winter", None, "2016-17", 20, DAY, None], "B20 bad_value the merged cell B19"),
    (["winter", "upland", "2016-17", 21, DAY, None], "21 hidden found it hidden"),
    (["winter", "upland", "2016-17", "#REF!", DAY, None], "D22 bad_value found #REF!"),
    (["Subtotal", "upland", "2016-17", 5019.3, None, None], "A23 bad_value no row of totals"),
    (["winter", "N. Cluster", "2016-17", 24, DAY, None], 'B24 bad_value found "N. Cluster"'),
    (
        ["winter", "upland", "2016-17", 1234567890123456.7, DAY, None],
        "D25 bad_value more digits than the 15",
    ),
]


def workbook() -> Workbook:
    book = Workbook()
    book.active.title = "README"
    book.active["A1"] = "for people"
    bodies = book.create_sheet("bodies")
    for row in (
        ["id", "kind", "parent"],
        ["gov", "government", None],
        ["upland", "health_board", "gov"],
        ["north", "cluster", "upland"],
    ):
        bodies.append(row)
    streams = book.create_sheet("streams")
    streams.append(["id", "purposes"])
    streams.append(["winter", "beds"])
    notices = book.create_sheet("notices")
    notices.append(["stream", "to", "year", "amount", "effective", "reference"])
    for row, _ in NOTICES:
        notices.append(row)
    notices["F3"].number_format = "00000"
    notices["D22"].data_type = "e"
    notices.merge_cells("B19:B20")
    notices.row_dimensions[21].hidden = True
    return book


def test_each_trap_of_a_workbook_loads_or_is_refused_at_its_cell(tmp_path: Path) -> None:
    workbook().save(tmp_path / "traps.xlsx")
    ledger = rf.Ledger()
    with pytest.raises(rf.SeedError) as no:
        ledger.load(tmp_path / "traps.xlsx")
    assert ledger.head().entry == 0
    loaded = ledger.load(tmp_path / "traps.xlsx", on_refusal="report")
    golden = [trap for _, trap in NOTICES if trap is not None]
    assert loaded.refusals.rows() == no.value.refusals.rows()
    found = loaded.refusals.rows()
    assert {(row["file"], row["sheet"]) for row in found} == {("traps.xlsx", "notices")}
    assert len(found) == len(golden), "\n".join(no.value.faults)
    for row, trap in zip(found, golden, strict=True):
        place, code, says = trap.split(" ", 2)
        assert (row["cell"] or str(row["row"]), row["code"]) == (place, code)
        assert says in str(row["message"])
    assert no.value.faults[0].startswith("traps.xlsx, sheet notices, cell D4, column amount: ")
    # Four bodies and streams, and the notices of rows 2, 3, 13 and 19.
    assert loaded.accepted == 4 + 4
    upland = ledger.position(body="upland", stream="winter", year="2016-17")
    assert upland.allocated == Decimal("5020.30")  # 5000 + 1 + 0.30 + 19
    texts = [str(row["text"]) for row in ledger.journal()]
    assert sum('"00123"' in text for text in texts) == 2


def test_what_is_declared_of_the_traps_loads(tmp_path: Path) -> None:
    workbook().save(tmp_path / "traps.xlsx")
    (tmp_path / "aliases.txt").write_text("column,theirs,ours\nto,N. Cluster,north\n")
    written = [it for it in rf.Written if it not in ("dr_minus", "windows_1252")]
    loaded = rf.Ledger().load(
        tmp_path / "traps.xlsx",
        written=written,
        aliases=tmp_path / "aliases.txt",
        on_refusal="report",
    )
    left = [row["cell"] or f"{row['row']} {row['code']}" for row in loaded.refusals]
    # What no way of writing mends.
    assert left == ["E10", "E11", "D12", "D14", "D22", "A23", "D25"]


def test_days_of_the_1904_calendar_are_the_days_that_are_shown(tmp_path: Path) -> None:
    book = workbook()
    notices = book["notices"]
    notices.unmerge_cells("B19:B20")
    notices.delete_rows(3, len(NOTICES))
    notices.row_dimensions[21].hidden = False
    book.epoch = CALENDAR_MAC_1904
    book.save(tmp_path / "mac.xlsx")
    ledger = rf.Ledger()
    assert ledger.load(tmp_path / "mac.xlsx").accepted == 5
    assert str(ledger.journal().rows()[-1]["effective"]) == "2016-04-05"


def test_two_rows_of_headings_and_tables_that_lie_on_their_side_are_refused(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "notices"
    sheet.append(["Where", None, "How much", None])
    sheet.append(["stream", "to", "year", "amount"])
    sheet.merge_cells("A1:B1")
    aside = book.create_sheet("spends")
    for name in ("stream", "body", "year", "amount"):
        aside.append([name, "winter"])
    book.create_sheet("spend").append(["stream"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(rf.SeedError) as no:
        rf.Ledger().load(tmp_path / "a.xlsx")
    places = {(row["sheet"], row["cell"], row["code"]) for row in no.value.refusals}
    assert ("notices", "A1", "unknown_column") in places
    assert ("notices", "B1", "bad_value") in places
    assert ("spends", "B1", "unknown_column") in places
    assert ("spend", None, "unknown_sheet") in places


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_is_no_text_and_windows_1252_is_declared(
    tmp_path: Path, mark: str
) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "bodies.csv").write_text(
        mark + "id,kind\ngov,government\n", encoding="utf-8"
    )
    names = "id,kind,parent,name\nupland,health_board,gov,£5 Club\n"
    (tmp_path / "more").mkdir()
    ledger = rf.Ledger()
    assert ledger.load(tmp_path / "first").accepted == 1
    (tmp_path / "more" / "bodies.csv").write_bytes(names.encode("cp1252"))
    with pytest.raises(rf.SeedError, match="bytes that are not UTF-8"):
        ledger.load(tmp_path / "more")
    assert ledger.load(tmp_path / "more", written=["windows_1252"]).accepted == 1
    assert {row["name"] for row in ledger.bodies()} >= {"£5 Club"}
