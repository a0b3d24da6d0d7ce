"""What an analyst waits for, each beside the same work done by the tools alone, in one run.

    make bench-desk                  a million rows, and a wheel that is optimised
    python benches/desk.py --rows 20000

Each figure is a ratio: ours by theirs, the median of some pairs, with the least and the most. The
answers are compared before any ratio is told; a wrong one ends the run.
"""

import argparse
import csv
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow as pa

import ringfence as rf
from ringfence import _ringfence

PAIRS = 5
YEAR = "2016-17"
Task = Callable[[], object]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000)
    rows = asked.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        ledger, loaded = load(Path(folder), rows)
        held = [loaded, arrow(ledger), post(), positions(rows // 10)]
    return 0 if all(held) else 1


def load(folder: Path, rows: int) -> tuple[rf.Ledger, bool]:
    """`load` of a folder of so many rows, beside Polars that reads and sums the same file."""
    bodies = [f"cluster-{place}" for place in range(64)]
    write(
        folder / "bodies.csv",
        "id,kind,parent",
        [("gov", "government", ""), ("board", "health_board", "gov")],
    )
    add(folder / "bodies.csv", [(body, "cluster", "board") for body in bodies])
    write(folder / "streams.csv", "id,purposes", [("winter", "beds")])
    letter = ("2016-04-01", YEAR)
    given = [
        ("winter", "board", 64_000_000_000, *letter),
        *[("winter", it, 900_000_000, *letter) for it in bodies],
    ]
    write(folder / "notices.csv", "stream,to,amount,effective,year", given)
    spends = [
        (
            "winter",
            bodies[row % 64],
            "beds",
            YEAR,
            f"{1 + row % 9973}.{row % 100:02}",
            f"2016-{4 + row * 8 // rows:02}-15",
            f"INV-{row}",
        )
        for row in range(rows)
    ]
    path = folder / "spends.csv"
    write(path, "stream,body,purpose,year,amount,effective,reference", spends)
    ledgers: list[rf.Ledger] = []

    def ours() -> None:
        ledgers[:] = [rf.Ledger()]
        loaded = ledgers[0].load(folder)
        assert loaded.accepted > rows, loaded.refused[:3]

    def theirs() -> pl.DataFrame:
        sheet = pl.read_csv(path, schema_overrides={"amount": pl.Decimal(18, 2)})
        return sheet.group_by("body").agg(pl.col("amount").sum())

    ours()
    spent = {row["body"]: row["spent"] for row in ledgers[0].positions() if row["body"] != "board"}
    assert spent == dict(theirs().iter_rows()), "the sums of the ledger are not those of Polars"
    held = told(f"load_{rows}_rows, by Polars' read_csv and group_by", ours, theirs)
    return ledgers[0], held


def post() -> bool:
    """One post, beside the same values handed to the extension and read, and nothing else."""
    ledger = rf.Ledger()
    ledger.add_body("gov", kind="government")
    ledger.add_body("board", kind="health_board", parent="gov")
    ledger.add_stream("winter", purposes=["beds"])
    ledger.allocate("winter", to="board", year=YEAR, amount=10**9, effective="2016-04-01")
    given = {
        "stream": "winter",
        "body": "board",
        "purpose": "beds",
        "year": YEAR,
        "amount": Decimal("1.01"),
        "effective": "2016-05-01",
        "reference": "INV-1",
    }
    posts = 20_000

    def ours() -> None:
        for _ in range(posts):
            ledger.spend(**given)

    def theirs() -> None:
        for _ in range(posts):
            _ringfence.Draft("spend", given)

    ours()
    assert (
        ledger.position(body="board", stream="winter", year=YEAR).spent == posts * given["amount"]
    )
    return told("post_one, by reading the same values in the extension", ours, theirs)


def arrow(ledger: rf.Ledger) -> bool:
    """A whole journal to PyArrow, beside its columns that are ready as Python's values."""
    table = ledger.journal()
    ready = columns_of(table)

    def ours() -> pa.Table:
        return pa.table(table)

    def theirs() -> pa.Table:
        return pa.table(ready)

    assert ours().column("hash").to_pylist() == ready["hash"]
    return told(f"arrow_{len(table)}_rows, by PyArrow of ready columns", ours, theirs)


def positions(lines: int) -> bool:
    """Positions of so many lines to Polars, beside a frame of columns that are ready."""
    ledger = many_lines(lines)
    ready = columns_of(ledger.positions())

    def ours() -> pl.DataFrame:
        return pl.DataFrame(ledger.positions())

    def theirs() -> pl.DataFrame:
        return pl.DataFrame(ready)

    assert ours()["authority"].to_list() == ready["authority"]
    return told(f"positions_{lines}_lines to Polars, by a frame of ready columns", ours, theirs, 2)


def many_lines(lines: int) -> rf.Ledger:
    ledger = rf.Ledger()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bodies = [f"body-{place}" for place in range(max(1, lines // 100))]
        streams = [f"stream-{place}" for place in range(100)]
        write(folder / "bodies.csv", "id,kind,parent", [("gov", "government", "")])
        add(folder / "bodies.csv", [(body, "health_board", "gov") for body in bodies])
        write(folder / "streams.csv", "id,purposes", [(stream, "beds") for stream in streams])
        given = [
            (stream, body, f"{place}.{len(stream):02}", "2016-04-01", YEAR)
            for place, body in enumerate(bodies)
            for stream in streams
        ]
        write(folder / "notices.csv", "stream,to,amount,effective,year", given)
        ledger.load(folder)
    return ledger


def columns_of(table: rf.Table) -> dict[str, list[object]]:
    rows = table.rows()
    return {name: [row[name] for row in rows] for name in table.columns}


def write(path: Path, heading: str, rows: list[tuple[object, ...]]) -> None:
    path.write_text(heading + "\n", encoding="utf-8")
    add(path, rows)


def add(path: Path, rows: list[tuple[object, ...]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def told(question: str, ours: Task, theirs: Task, bound: float | None = None) -> bool:
    """Time both in turn, print the ratio, and say whether its median is within the bound."""
    ratios, times = [], []
    for _ in range(PAIRS):
        pair = [timed(ours), timed(theirs)]
        ratios.append(pair[0] / pair[1])
        times.append(pair)
    middle = statistics.median(ratios)
    ms = [statistics.median(pair[place] for pair in times) * 1000 for place in (0, 1)]
    held = bound is None or middle <= bound
    says = "" if bound is None else f"; bound {bound:.2f}: {'held' if held else 'MISSED'}"
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"{question}: {middle:.2f} times ({spread}; {ms[0]:.1f} ms by {ms[1]:.1f} ms){says}")
    return held


def timed(task: Task) -> float:
    gc.collect()
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
