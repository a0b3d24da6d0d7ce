"""Folders, workbooks, JSON lines, Parquet and frames: the same rows, the same ledger."""

from __future__ import annotations

import csv
import json
import pickle
import shutil
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

import ringfence as rf
from ringfence import _ringfence

SEEDS = Path(__file__).parents[2] / "seeds"
ABERWEN = SEEDS / "aberwen"


def tables() -> dict[str, list[dict[str, str]]]:
    """Read each file of the seed: its rows as they are written."""
    found = {}
    for path in sorted(ABERWEN.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.stem] = [dict(row) for row in csv.DictReader(file)]
    return found


def said(ledger: rf.Ledger) -> list[tuple[object, ...]]:
    """What the journal says, without the salts and the hashes that rest on them."""
    columns = ("entry", "recorded", "effective", "actor", "figures")
    return [tuple(row.get(name) for name in columns) for row in ledger.journal().rows()]


@pytest.fixture(scope="module")
def aberwen() -> rf.Ledger:
    ledger = rf.Ledger()
    assert ledger.load(ABERWEN).refused == ()
    return ledger


def same(ledger: rf.Ledger, as_: rf.Ledger) -> bool:
    return said(ledger) == said(as_) and ledger.positions() == as_.positions()


def frame_of(rows: list[dict[str, str]]) -> pa.Table:
    """Text as it stands; sums and days as what they are."""
    columns = {}
    for name in rows[0]:
        cells = [row[name] or None for row in rows]
        if name in ("amount", "annual"):
            sums = [None if cell is None else Decimal(cell) for cell in cells]
            columns[name] = pa.array(sums, pa.decimal128(18, 2))
        elif name in ("effective", "recorded"):
            days = [None if cell is None else date.fromisoformat(cell) for cell in cells]
            columns[name] = pa.array(days, pa.date32())
        else:
            columns[name] = pa.array(cells, pa.string())
    return pa.table(columns)


def test_a_workbook_says_what_the_folder_says(aberwen: rf.Ledger, tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    book.create_sheet("README").append(["Aberwen is invented."])
    for kind, rows in tables().items():
        sheet = book.create_sheet(kind)
        sheet.append(list(rows[0]))
        for row in rows:
            cells = []
            for name, cell in row.items():
                if name in ("amount", "annual") and cell:
                    cells.append(float(cell))  # as Excel keeps it
                elif name in ("effective", "recorded") and cell:
                    cells.append(date.fromisoformat(cell))
                else:
                    cells.append(cell or None)
            sheet.append(cells)
    book.save(tmp_path / "aberwen.xlsx")
    for file in ABERWEN.glob("*.toml"):
        shutil.copy(file, tmp_path)
    ledger = rf.Ledger()
    loaded = ledger.load(tmp_path / "aberwen.xlsx")
    assert loaded.refused == ()
    assert len(loaded.refusals) == 0
    assert same(ledger, aberwen)


def test_json_lines_say_what_the_folder_says(aberwen: rf.Ledger, tmp_path: Path) -> None:
    lines = []
    for kind, rows in tables().items():
        for row in rows:
            pairs = [json.dumps(name) + ": " + _json(name, cell) for name, cell in row.items()]
            lines.append("{" + ", ".join([f'"draft": "{kind}"', *pairs]) + "}")
    (tmp_path / "aberwen.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ledger = rf.Ledger()
    ledger.load(tmp_path / "aberwen.jsonl")
    assert same(ledger, aberwen)


def _json(name: str, cell: str) -> str:
    if not cell:
        return "null"
    return cell if name in ("amount", "annual") else json.dumps(cell)


def test_parquet_says_what_the_folder_says(aberwen: rf.Ledger, tmp_path: Path) -> None:
    for kind, rows in tables().items():
        parquet.write_table(frame_of(rows), tmp_path / f"{kind}.parquet")
    ledger = rf.Ledger()
    ledger.load(tmp_path)
    assert same(ledger, aberwen)
    (tmp_path / "bodies.csv").write_text("id,kind\n")
    with pytest.raises(rf.SeedError, match="files of one form"):
        rf.Ledger().load(tmp_path)


def test_frames_of_each_tool_say_what_the_folder_says(aberwen: rf.Ledger) -> None:
    tools = {
        "pyarrow": lambda table: table,
        "polars": lambda table: pl.DataFrame(table),
        "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
        "duckdb": lambda arrow: duckdb.sql("select * from arrow"),
    }
    for name, made in tools.items():
        ledger = rf.Ledger()
        ledger.load({kind: made(frame_of(rows)) for kind, rows in tables().items()})
        assert same(ledger, aberwen), name


HEADS = {
    "bodies": "id,kind,parent\ngov,government,\nupland,health_board,gov\nnorth,cluster,upland\n",
    "streams": "id,purposes\nwinter,beds\n",
}


def folder(path: Path, **files: str) -> Path:
    for kind, text in {**HEADS, **files}.items():
        (path / f"{kind}.csv").write_text(text, encoding="utf-8")
    return path


def test_a_frame_of_one_kind_is_told_its_kind_and_its_faults_have_their_rows() -> None:
    bodies = pl.DataFrame({"id": ["gov", "north"], "kind": ["government", "village"]})
    ledger = rf.Ledger()
    with pytest.raises(rf.SeedError) as no:
        ledger.load(bodies, kind="bodies")
    assert no.value.refusals.rows()[0] == {
        "file": "bodies",
        "sheet": None,
        "row": 1,
        "cell": None,
        "code": "bad_value",
        "message": no.value.rows[0][5],
    }
    with pytest.raises(ValueError, match="expected what the rows are"):
        ledger.load(bodies)
    with pytest.raises(ValueError, match="expected bodies, streams"):
        ledger.load(bodies, kind="body")
    assert ledger.load(bodies.head(1), kind="bodies").accepted == 1


def test_floats_and_times_of_a_frame_are_refused_and_midnight_is_a_day() -> None:
    def faults(**columns: list[object]) -> tuple[str, ...]:
        frame = pl.DataFrame(
            {"stream": ["winter"] * 2, "to": ["upland"] * 2, "year": ["2016-17"] * 2, **columns}
        )
        with pytest.raises(rf.SeedError) as no:
            rf.Ledger().load(frame, kind="notices")
        return no.value.faults

    day = [date(2016, 4, 5)] * 2
    (only,) = faults(amount=[1.5, 2.5], effective=day)
    assert only.startswith(
        "notices, row 0, column amount: found 1.5, a floating-point number, and such numbers in 1 "
        "more row; expected"
    )
    late = [datetime(2016, 4, 5), datetime(2016, 4, 5, 9)]
    (only,) = faults(amount=[1, 2], effective=late)
    assert only.startswith("notices, row 1, column effective: found 2016-04-05 09:00:00; expected")


def test_a_report_posts_what_is_accepted_and_tells_the_rest(tmp_path: Path) -> None:
    # Row 3 does not read, row 4 is refused, and row 5 spends what row 4 would have given.
    notices = (
        "stream,to,year,amount,effective,notice\n"
        "winter,upland,2016-17,100,2016-04-05,letter\n"
        "winter,upland,2016-17,(5),2016-04-05,letter\n"
        "winter,moor,2016-17,50,2016-04-06,letter\n"
    )
    spends = (
        "stream,body,purpose,year,amount,effective\n"
        "winter,upland,beds,2016-17,40,2016-05-01\n"
        "winter,moor,beds,2016-17,50,2016-05-01\n"
    )
    path = folder(tmp_path, notices=notices, spends=spends)
    ledger = rf.Ledger()
    with pytest.raises(rf.SeedError):
        ledger.load(path)
    assert ledger.head().entry == 0
    loaded = ledger.load(path, on_refusal="report")
    assert loaded.accepted == 6
    found = [(row["file"], row["row"], row["cell"], row["code"]) for row in loaded.refusals]
    assert found == [
        ("notices.csv", 3, "D3", "bad_value"),
        ("notices.csv", 4, None, "unknown_body"),
        ("spends.csv", 3, None, "unknown_body"),
    ]
    assert [str(row).split(": ")[0] for row in loaded.refused] == [
        "notices.csv, row 4",
        "spends.csv, row 3",
    ]
    only = ledger.position(body="upland", stream="winter", year="2016-17")
    assert only.available == Decimal("60.00")
    with pytest.raises(ValueError, match="expected 'stop' or 'report'"):
        ledger.load(path, on_refusal="skip")  # type: ignore[arg-type]


def test_where_a_heading_is_at_fault_no_row_below_it_is_posted(tmp_path: Path) -> None:
    notices = "stream,to,year,ammount,effective\nwinter,upland,2016-17,100,2016-04-05\n"
    loaded = rf.Ledger().load(folder(tmp_path, notices=notices), on_refusal="report")
    assert loaded.accepted == 4
    codes = [(row["cell"], row["code"]) for row in loaded.refusals]
    assert codes == [("D1", "unknown_column"), (None, "missing_column")]


THEIRS = (
    "Scheme,Cluster,Financial year,Cost (£),Paid on,Ignored\n"
    'winter,North Cluster,2016/17,"£1,234.10",05/04/2016,x\n'
    "winter,N. Cluster,FY17,(34.10),05/05/2016,\n"
    "winter,NORTH,1617,1.00-,06/05/2016,\n"
    "winter,upland,2016-17,5000,2016-04-01,\n"
)
COLUMNS: dict[str, str | None] = {
    "Scheme": "stream",
    "Cluster": "to",
    "Financial year": "year",
    "Cost (£)": "amount",
    "Paid on": "effective",
    "Ignored": None,
}
ALIASES = (
    "column,theirs,ours,from,until\n"
    "to,North Cluster,north,,\n"
    "to,NORTH,north,,\n"
    "to,N. Cluster,north,2016-05-01,2016-05-31\n"
)


def test_their_headings_names_and_ways_of_writing_are_ours_where_that_is_said(
    tmp_path: Path,
) -> None:
    aliases = tmp_path / "aliases.txt"
    aliases.write_text(ALIASES)
    path = folder(tmp_path, notices=THEIRS)
    written = [
        "thousands",
        "brackets_minus",
        "trailing_minus",
        "day_first",
        "year_slash",
        "year_short",
        "year_ending",
    ]
    ledger = rf.Ledger()
    loaded = ledger.load(path, columns={"notices": COLUMNS}, aliases=aliases, written=written)
    assert [str(row) for row in loaded.refused] == []
    north = ledger.position(body="north", stream="winter", year="2016-17")
    assert north.allocated == Decimal("1199.00")  # 1234.10 - 34.10 - 1.00


def test_what_is_not_declared_is_refused_and_the_option_is_named(tmp_path: Path) -> None:
    with pytest.raises(rf.SeedError) as no:
        rf.Ledger().load(folder(tmp_path, notices=THEIRS), columns={"notices": COLUMNS})
    by_cell = {row["cell"]: str(row["message"]) for row in no.value.refusals}
    options = {
        "B2": "north-cluster",
        "C2": "or declare year_slash (",
        "D2": "or declare thousands (",
        "E2": "or declare day_first (",
        "C3": "or declare year_ending (",
        "D3": "or declare brackets_minus (",
        "C4": "or declare year_short (",
        "D4": "or declare trailing_minus (",
    }
    for cell, option in options.items():
        assert option in by_cell[cell], by_cell[cell]
    with pytest.raises(ValueError, match="brackets_minus"):
        rf.Ledger().load(tmp_path, written="brackets")


def test_a_name_on_a_day_on_which_it_does_not_hold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "aliases.txt").write_text(ALIASES)
    notices = (
        "stream,to,year,amount,effective\n"
        "winter,N. Cluster,2016-17,1,2016-06-01\n"
        "winter,Nroth Cluster,2016-17,1,2016-06-01\n"
    )
    with pytest.raises(rf.SeedError) as no:
        rf.Ledger().load(folder(tmp_path, notices=notices), aliases=tmp_path / "aliases.txt")
    first, second = no.value.faults
    assert "holds on 2016-06-01" in first
    assert "from 2016-05-01 until 2016-05-31" in first
    assert second.endswith('did you mean "North Cluster"?')


def test_an_error_of_a_seed_pickles_with_its_table(tmp_path: Path) -> None:
    with pytest.raises(rf.SeedError) as no:
        rf.Ledger().load(folder(tmp_path, streams="id,purposes\nwinter,\n"))
    again = pickle.loads(pickle.dumps(no.value))
    assert (again.faults, again.refusals) == (no.value.faults, no.value.refusals)


def test_the_words_of_writing_are_those_of_the_reader() -> None:
    assert [str(it) for it in rf.Written] == [word for word, _ in _ringfence.ways_of_writing()]


def test_the_template_loads_as_nothing_and_its_rows_load_once_filled(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "ours.xlsx"
    rf.template(path)
    ledger = rf.Ledger()
    loaded = ledger.load(path)
    assert (loaded.accepted, len(loaded.refusals), ledger.head().entry) == (0, 0, 0)
    book = load_workbook(path)
    heading = book["bodies"]["A1"]
    assert heading.value == "id"
    assert heading.font.b
    assert "needed" in heading.comment.text
    book["bodies"]["A2"], book["bodies"]["B2"] = "gov", "government"
    book.save(path)
    assert ledger.load(path).accepted == 1
    with pytest.raises(ValueError, match=r"expected bodies\?"):
        rf.template(path, ["bodie"])


def test_a_long_load_says_how_far_it_is_where_somebody_looks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ringfence._progress.FIRST", 0)
    rf.Ledger().load(folder(tmp_path), progress=False)
    rf.Ledger().load(folder(tmp_path))
    assert capsys.readouterr().err == ""
    rf.Ledger().load(folder(tmp_path), progress=True)
    assert "reading" in capsys.readouterr().err


def test_a_column_of_floats_that_is_passed_by_takes_no_row_with_it() -> None:
    frame = pl.DataFrame(
        {"id": ["gov", "a", "b"], "kind": ["government"] * 3, "x": [0.5, 1.5, 2.5]}
    )
    loaded = rf.Ledger().load(frame, kind="bodies", columns={"x": ""})
    assert (loaded.accepted, loaded.refused) == (3, ())


def test_floats_of_a_column_are_counted_whatever_other_columns_hold() -> None:
    frame = pl.DataFrame(
        {
            "stream": ["winter"] * 4,
            "to": ["upland"] * 4,
            "year": ["2016-17"] * 4,
            "amount": [0.5, 1.5, 2.5, 3.5],
            "full_year": [None, None, 1.25, None],
            "effective": [date(2016, 4, 5)] * 4,
        }
    )
    with pytest.raises(rf.SeedError) as no:
        rf.Ledger().load(frame, kind="notices")
    found = [(it.split(":")[0], it.split("found ")[1].split(";")[0]) for it in no.value.faults]
    assert found == [
        (
            "notices, row 0, column amount",
            "0.5, a floating-point number, and such numbers in 3 more rows",
        ),
        ("notices, row 2, column amount", "2.5, a floating-point number"),
        ("notices, row 2, column full_year", "1.25, a floating-point number"),
    ]


def test_a_file_that_is_not_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(rf.SeedError) as no:
        rf.Ledger().load(tmp_path / "septmber.csv", kind="spends")
    assert [row["code"] for row in no.value.refusals] == ["not_a_folder"]


def test_what_stands_beside_parquet_files_is_not_passed_by(tmp_path: Path) -> None:
    pl.DataFrame({"id": ["gov"], "kind": ["government"]}).write_parquet(tmp_path / "bodies.parquet")
    (tmp_path / "notes.md").write_text("for people")
    assert rf.Ledger().load(tmp_path).accepted == 1
    (tmp_path / "spends.jsonl").write_text("")
    with pytest.raises(rf.SeedError, match=r"spends\.jsonl"):
        rf.Ledger().load(tmp_path)


def test_cr_and_dr_cannot_both_be_below_nought(tmp_path: Path) -> None:
    path = tmp_path / "notices.csv"
    path.write_text("stream,to,year,amount,effective\ncluster,a,2016-17,5 CR,2016-04-05\n")
    with pytest.raises(rf.SeedError) as no:
        rf.Ledger().load(path, written=["cr_minus", "dr_minus"])
    assert [row["cell"] for row in no.value.refusals] == ["D2"]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("seeds", "a folder, whose files say what they hold"),
        ("ours.xlsx", "a workbook, whose sheets say what they hold"),
        ("ours.jsonl", "JSON lines, each of which says what it holds"),
    ],
)
def test_a_kind_is_refused_for_what_says_its_kinds_itself(
    tmp_path: Path, name: str, what: str
) -> None:
    path = tmp_path / name
    if name == "seeds":
        path.mkdir()
        pl.DataFrame({"id": ["gov"], "kind": ["government"]}).write_parquet(path / "bodies.parquet")
    else:
        path.write_bytes(b"")
    ledger = rf.Ledger()
    with pytest.raises(rf.SeedError) as no:
        ledger.load(path, kind="spends")
    assert no.value.faults == (f"{name}: found {what}; expected it without the kind spends",)
    told = ledger.load(path, kind="spends", on_refusal="report").refusals
    assert [(row["file"], row["code"]) for row in told] == [(name, "kind_of_many")]
    with pytest.raises(ValueError, match=r"kind: found 'spends' for a dictionary, which says its"):
        ledger.load({"bodies": pl.DataFrame({"id": ["gov"]})}, kind="spends")
    assert ledger.head().entry == 0
