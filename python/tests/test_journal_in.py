"""A journal goes out by Arrow and comes back from whatever tool had it, or not at all."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import ringfence as rf


@pytest.mark.parametrize("tool", ["own", "polars", "pandas", "arrow", "duckdb", "batches"])
def test_each_tool_gives_the_journal_back(aberwen: rf.Ledger, tool: str) -> None:
    table = aberwen.journal()
    arrow = pa.table(table)
    given: object = {
        "own": lambda: table,
        "polars": lambda: pl.DataFrame(table),
        "pandas": lambda: table.to_pandas(),
        "arrow": lambda: arrow,
        "duckdb": lambda: duckdb.from_arrow(arrow).order("entry"),
        "batches": lambda: pa.Table.from_batches(arrow.to_batches(max_chunksize=7)),
    }[tool]()
    again = rf.Ledger.from_journal(given)
    assert again.head() == aberwen.head()
    assert again.positions() == aberwen.positions()
    assert again.journal() == table


def test_a_header_that_is_another_one_is_refused(aberwen: rf.Ledger) -> None:
    with pytest.raises(rf.StoreError, match="entry 1"):
        rf.Ledger.from_journal(aberwen.journal(), currency="EUR")


def test_a_changed_missing_or_moved_row_is_named(aberwen: rf.Ledger) -> None:
    frame = pl.DataFrame(aberwen.journal())
    changed = frame.with_columns(
        pl.when(pl.col("entry") == 5)
        .then(pl.col("figures").str.replace("a", "b"))
        .otherwise(pl.col("figures"))
        .alias("figures")
    )
    for broken, entry in [
        (changed, 5),
        (frame.filter(pl.col("entry") != 9), 9),
        (frame.reverse(), 1),
    ]:
        with pytest.raises(rf.StoreError, match=rf"entry {entry}\b"):
            rf.Ledger.from_journal(broken)


def test_a_journal_that_ends_early_is_a_shorter_journal(aberwen: rf.Ledger) -> None:
    short = rf.Ledger.from_journal(aberwen.journal()[:10])
    assert short.head().entry == 10


def test_what_is_no_journal_is_refused_by_its_columns_and_cells(aberwen: rf.Ledger) -> None:
    frame = pl.DataFrame(aberwen.journal())
    with pytest.raises(ValueError, match='no column "salt"'):
        rf.Ledger.from_journal(frame.drop("salt"))
    with pytest.raises(ValueError, match='column "hash": found the type Int64; expected text'):
        rf.Ledger.from_journal(frame.with_columns(pl.col("entry").alias("hash")))
    with pytest.raises(ValueError, match='row 0, column "hash": found "x"'):
        rf.Ledger.from_journal(frame.with_columns(pl.lit("x").alias("hash")))
    with pytest.raises(TypeError, match="found a list; expected a table"):
        rf.Ledger.from_journal([1, 2])  # type: ignore[arg-type]


def test_a_stream_is_read_once_and_the_frame_stays(aberwen: rf.Ledger) -> None:
    frame = pd.DataFrame(aberwen.journal().to_pandas())
    for _ in range(2):
        assert rf.Ledger.from_journal(frame).head() == aberwen.head()
