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
