"""Folders of CSV files are loaded as a whole or not at all."""

from pathlib import Path

import pytest

import ringfence as rf

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize("name", ["aberwen", "wales"])
def test_a_seed_loads(name: str) -> None:
    ledger = rf.Ledger()
    loaded = ledger.load(SEEDS / name)
    assert loaded.refused == ()
    assert loaded.accepted > 0
    assert ledger.head().entry >= loaded.accepted
    assert len(ledger.positions()) > 0


def test_a_folder_that_does_not_read_is_told_with_every_fault(tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text("id,kind,parent\ngov,goverment,\nnorth,cluster,gov\n")
    (tmp_path / "streams.csv").write_text("id,purposes\nwinter,\n")
    ledger = rf.Ledger()
    before = ledger.head()
    with pytest.raises(rf.SeedError, match=r"bodies\.csv, row 2") as no:
        ledger.load(tmp_path)
    assert len(no.value.faults) == 2
    assert ledger.head() == before
    with pytest.raises(ValueError, match="not a folder"):
        ledger.load(str(tmp_path / "nowhere"))


TEN_FAULTS = {
    "bodies.csv": """\
id,kind,parent,until
gov,goverment,,
North Upland,cluster,gov,
south,cluster,gov,2015-02-29
""",
    "notices.csv": """\
stream,to,year,amount,recurrence,effective,notice
core,south,2016-18,1.005,recurrent,2016-04-05,letter
core,south,2016-17,NaN,sometimes,2016-04-05,letter
""",
    "spends.csv": """\
stream,body,purpose,year,amount,effective
core,south,beds,2016-17,"1,000",2016-02-30
""",
    "streams.csv": """\
id,purposes,control
winter,,block
""",
}


def test_ten_faults_in_four_files_are_told_at_once_each_with_its_place(tmp_path: Path) -> None:
    for name, text in TEN_FAULTS.items():
        (tmp_path / name).write_text(text)
    ledger = rf.Ledger()
    before = ledger.head()
    with pytest.raises(rf.SeedError) as no:
        ledger.load(tmp_path)
    assert [fault.split(": ")[0] for fault in no.value.faults] == [
        "bodies.csv, row 2, column kind",
        "bodies.csv, row 3, column id",
        "bodies.csv, row 4, column until",
        "notices.csv, row 2, column amount",
        "notices.csv, row 2, column year",
        "notices.csv, row 3, column amount",
        "notices.csv, row 3, column recurrence",
        "spends.csv, row 2, column amount",
        "spends.csv, row 2, column effective",
        "streams.csv, row 2, column purposes",
    ]
    assert str(no.value).splitlines() == list(no.value.faults)
    assert ledger.head() == before


def test_a_folder_with_a_refused_row_posts_nothing(tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text("id,kind,parent\ngov,government,\nnorth,cluster,govt\n")
    ledger = rf.Ledger()
    before = ledger.head()
    loaded = ledger.load(tmp_path)
    assert loaded.accepted == 0
    assert [(row.file, row.row) for row in loaded.refused] == [("bodies.csv", 3)]
    assert loaded.refused[0].rejection.code == "unknown_body"
    assert loaded.refused[0].rejection.details["nearest"] == "gov"
    assert str(loaded.refused[0]).startswith("bodies.csv, row 3: ")
    assert ledger.head() == before
