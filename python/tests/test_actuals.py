"""Agreement with the general ledger. Aberwen is invented, and so are its figures."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ringfence as rf

YEAR = "2016-17"
SOURCE = "Upland general ledger"

MAP = """\
cost_centre,subjective,body,stream,project,purpose,cost,from,until
00123,5200-5299,north,cluster,,access,pay,,
00123,7100,north,cluster,,access,non-pay,,
00200,,upland,core,,clinics,,,
"""

APRIL = """\
Cost Ctr,Account,Net
00123,5210,"1,000.00"
00123,7100,(250.50)
00200,5210,400.00
Total board,,"1,149.50"
00999,5210,75.25
"""

COLUMNS = {"cost_centre": "Cost Ctr", "subjective": "Account", "amount": "Net"}


def of_upland() -> rf.Ledger:
    ledger = rf.Ledger()
    ledger.add_body("gov", kind="government")
    ledger.add_body("upland", kind="health_board", parent="gov")
    ledger.add_body("north", kind="cluster", parent="upland")
    ledger.add_stream("cluster", purposes=["access", "sustainability"])
    ledger.add_stream("core", purposes=["clinics"])
    ledger.add_stream("unknown", purposes=["unknown"], suspense=True)
    given = {"year": YEAR, "amount": 9000, "notice": "letter", "effective": "2016-04-05"}
    ledger.allocate("cluster", to="north", from_="gov", **given)
    return ledger


def spent(ledger: rf.Ledger, *streams: str) -> list[Decimal]:
    """Give what all lines of each stream have spent."""
    rows = ledger.positions(year=YEAR).rows()
    of_stream = lambda stream: [it["spent"] for it in rows if it["stream"] == stream]  # noqa: E731
    return [sum(of_stream(it), Decimal("0.00")) for it in streams]


def test_a_month_is_loaded_restated_and_loaded_again(tmp_path: Path) -> None:
    ledger = of_upland()
    extract, map_ = tmp_path / "m01.csv", tmp_path / "map.csv"
    map_.write_text(MAP)
    extract.write_text(APRIL.replace("(250.50)", "250.50").replace("1,149.50", "1,650.50"))
    april = {"period": "M01", "year": YEAR, "source": SOURCE, "columns": COLUMNS}
    loaded = ledger.load_actuals(extract, map_, control_total="1725.75", **april)
    assert (loaded.posted, loaded.refused) == (4, ())
    assert loaded.notes == (
        "cost centre 00999, subjective 5210: £75.25 waits in suspense, "
        "as no row of map.csv covers it",
        "m01.csv, row 5: left out, as a total of £1,650.50, which the lines above it add up to",
    )
    assert spent(ledger, "cluster", "core", "unknown") == [
        Decimal("1250.50"),
        Decimal("400.00"),
        Decimal("75.25"),
    ]
    again = ledger.load_actuals(extract, map_, control_total="1725.75", **april)
    assert again.posted == 0
    findings = ledger.findings().rows()
    assert [it["body"] for it in findings if it["finding"] == "in_suspense"] == ["upland"]
    # The line is the cluster's, as the map says from now on.
    map_.write_text(MAP + "00999,,north,cluster,,sustainability,,,\n")
    mapped = ledger.load_actuals(extract, map_, control_total="1725.75", **april)
    assert (mapped.posted, mapped.notes[:-1]) == (1, ())
    assert spent(ledger, "cluster", "unknown") == [Decimal("1325.75"), Decimal("0.00")]
    agreed = ledger.agree(extract, map_, control_total=Decimal("1725.75"), **april)
    assert [it["difference"] for it in agreed.rows()] == [Decimal("0.00")] * 3
    assert [it["ledger"] for it in agreed.rows()] == [
        Decimal("1250.50"),
        Decimal("400.00"),
        Decimal("75.25"),
    ]


def test_a_workbook_is_read_as_a_csv_file_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "M01"
    rows = [
        ["Upland general ledger (invented)"],
        ["Cost centre", "Subjective", "Amount"],
        ["00123", 5210, 1000],
        ["00200", "5210", "(0.10)"],
        ["00200", "5211", 0.1 + 0.2],
        ["Subtotal", None, 1000.2],
    ]
    for row in rows:
        sheet.append(row)
    book.create_sheet("notes").append(["nothing to read"])
    path, map_ = tmp_path / "m01.xlsx", tmp_path / "map.csv"
    book.save(path)
    map_.write_text(MAP)
    ledger = of_upland()
    asked = {"period": "Apr-16", "source": SOURCE, "signs": "brackets"}
    loaded = ledger.load_actuals(path, map_, control_total="1000.20", **asked)
    assert (loaded.posted, loaded.refused) == (3, ())
    assert spent(ledger, "cluster", "core") == [Decimal("1000.00"), Decimal("0.20")]
    entry = ledger.journal().rows()[-1]
    assert '"evidence":"m01.xlsx, sheet \\"M01\\""' in str(entry["text"])
    sheet["C4"], sheet["A3"] = "nil", None
    book.save(path)
    with pytest.raises(rf.ActualsError) as no:
        ledger.load_actuals(path, map_, control_total="1000.20", **asked)
    places = [fault.split(": ")[0] for fault in no.value.faults]
    assert places == ['m01.xlsx, sheet "M01", cell A3', 'm01.xlsx, sheet "M01", cell C4']


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"control_total": "1725.76"}, "the difference is −£0.01"),
        ({"period": "6"}, "counted from the first month of the year or from January"),
        ({"period": "Apr-17"}, "which is of 2017-18, beside 2016-17"),
        ({"signs": "minus", "columns": {"amount": "Nett"}}, "Cost Ctr, Account, Net"),
        ({"columns": {"amnt": "Net"}}, "cost_centre, subjective or amount"),
        ({"source": "  "}, "source: found"),
        ({"sheet": "M02"}, "no sheet"),
        ({"suspense": "core"}, "no stream core is marked suspense"),
        ({"body": "south"}, "the ledger has no body south"),
    ],
)
def test_what_stands_against_a_load_is_said_and_nothing_is_posted(
    tmp_path: Path, asked: dict[str, object], says: str
) -> None:
    ledger = of_upland()
    extract, map_ = tmp_path / "m01.csv", tmp_path / "map.csv"
    extract.write_text(APRIL.replace("(250.50)", "250.50"))
    map_.write_text(MAP)
    usual = {"period": "M01", "year": YEAR, "source": SOURCE, "columns": COLUMNS}
    with pytest.raises(rf.ActualsError) as no:
        ledger.load_actuals(extract, map_, **{**usual, "control_total": "1725.75", **asked})
    assert says in str(no.value)
    assert spent(ledger, "cluster", "core", "unknown") == [0, 0, 0]


def test_what_cannot_be_taken_is_told_by_its_name(tmp_path: Path) -> None:
    ledger = of_upland()
    files = (tmp_path / "m01.csv", tmp_path / "map.csv")
    with pytest.raises(rf.FieldTypeError, match="control_total"):
        ledger.load_actuals(*files, "M01", source=SOURCE, control_total=1.5)
    with pytest.raises(rf.FieldValueError, match=r"minus, brackets, trailing_minus or cr_dr"):
        ledger.load_actuals(*files, "M01", source=SOURCE, control_total=1, signs="plus")
    with pytest.raises(rf.ActualsError, match="cannot be read"):
        ledger.load_actuals(*files, "2016-17 M01", source=SOURCE, control_total=1)


def test_a_closed_year_refuses_and_says_of_which_row(tmp_path: Path) -> None:
    ledger = of_upland()
    extract, map_ = tmp_path / "m12.csv", tmp_path / "map.csv"
    map_.write_text(MAP)
    extract.write_text("cost_centre,subjective,amount\n00123,5210,10.00\n")
    ledger.load_actuals(extract, map_, "2016-17 M12", source=SOURCE, control_total=10)
    ledger.close(ledger.plan_close(YEAR, rf.RuleBook.empty()), effective="2017-04-20")
    extract.write_text("cost_centre,subjective,amount\n00123,5210,10.01\n")
    asked = {"source": SOURCE, "control_total": "10.01"}
    loaded = ledger.load_actuals(extract, map_, "2016-17 M12", **asked)
    assert loaded.posted == 0
    assert [(it.row, it.rejection.code) for it in loaded.refused] == [(2, "year_already_closed")]
    assert str(loaded.refused[0]).startswith("m12.csv, row 2: ")


def test_a_book_on_disk_has_nothing_twice_after_a_load_is_repeated(tmp_path: Path) -> None:
    extract, map_ = tmp_path / "m01.csv", tmp_path / "map.csv"
    map_.write_text(MAP)
    extract.write_text("cost_centre,subjective,amount\n00123,5210,10.00\n")
    path = tmp_path / "book.db"
    with rf.Ledger.create(path) as ledger:
        ledger.add_body("gov", kind="government")
        ledger.add_body("upland", kind="health_board", parent="gov")
        ledger.add_body("north", kind="cluster", parent="upland")
        ledger.add_stream("cluster", purposes=["access"])
        ledger.add_stream("core", purposes=["clinics"])
        asked = {"period": "Apr-16", "source": SOURCE, "control_total": 10}
        with rf.Ledger.open(path) as other:
            assert ledger.load_actuals(extract, map_, **asked).posted == 1
            # The other one follows what was posted meanwhile before it looks for differences.
            assert other.load_actuals(extract, map_, **asked).posted == 0


# --- random extracts, maps and orders against sums in dictionaries -------------------------------

CODES = [("00123", "5210"), ("00123", "7100"), ("00200", "5210"), ("00300", "5210")]
TARGETS = [
    "north,cluster,,access,pay",
    "north,cluster,,access,",
    "north,cluster,,sustainability,pay",
    "upland,core,,clinics,pay",
    None,  # in suspense
]


@st.composite
def loads(draw: st.DrawFn) -> tuple[int, bool, dict[tuple[str, str], int], list[str | None]]:
    period = draw(st.integers(1, 13))
    amount = st.integers(-300, 900)
    lines = draw(st.dictionaries(st.sampled_from(CODES), amount))
    places = draw(st.lists(st.sampled_from(TARGETS), min_size=len(CODES), max_size=len(CODES)))
    return period, draw(st.booleans()), lines, places


@settings(max_examples=60, deadline=None)
@given(st.lists(loads(), min_size=1, max_size=8))
def test_random_loads_agree_with_sums_in_dictionaries(
    steps: list[tuple[int, bool, dict[tuple[str, str], int], list[str | None]]],
) -> None:
    ledger = of_upland()
    # What the source posted: pence and place of each line of each period.
    posted: dict[int, dict[tuple[str, str], tuple[int, str | None]]] = {}
    with TemporaryDirectory() as folder:
        extract, map_ = Path(folder) / "extract.csv", Path(folder) / "map.csv"
        for period, cumulative, lines, places in steps:
            place_of = dict(zip(CODES, places, strict=True))
            rows = [f"{cc},{code},{pence / 100:.2f}" for (cc, code), pence in lines.items()]
            extract.write_text("\n".join(["cost_centre,subjective,amount", *rows, ""]))
            head = "cost_centre,subjective,body,stream,project,purpose,cost"
            mapped = [f"{cc},{code},{it}" for (cc, code), it in place_of.items() if it is not None]
            map_.write_text("\n".join([head, *mapped, ""]))
            own = Counter(lines)
            if cumulative:
                for earlier in (it for number, it in posted.items() if number < period):
                    own.subtract({code: pence for code, (pence, _) in earlier.items()})
            after = dict(posted)
            after[period] = {code: (pence, place_of[code]) for code, pence in own.items() if pence}
            left = Counter[str | None]()
            for of_period in after.values():
                for pence, place in of_period.values():
                    left[place] += pence
            asked = {
                "period": f"{YEAR} M{period:02}",
                "source": SOURCE,
                "cumulative": cumulative,
                "control_total": Decimal(sum(lines.values())) / 100,
            }
            head_before = ledger.head()
            if min(left.values(), default=0) < 0:
                with pytest.raises(rf.ActualsError, match="below nought"):
                    ledger.load_actuals(extract, map_, body="upland", **asked)
                assert ledger.head() == head_before
                continue
            loaded = ledger.load_actuals(extract, map_, body="upland", **asked)
            assert loaded.refused == ()
            posted = after
            by_stream = Counter[str]()
            for place, pence in left.items():
                by_stream[place.split(",")[1] if place else "unknown"] += pence
            for stream in ("cluster", "core", "unknown"):
                assert spent(ledger, stream) == [Decimal(by_stream[stream]) / 100]
            agreed = ledger.agree(extract, map_, **asked).rows()
            assert all(it["difference"] == 0 for it in agreed)
            assert sum(it["ledger"] for it in agreed) == asked["control_total"]
            assert ledger.load_actuals(extract, map_, body="upland", **asked).posted == 0
