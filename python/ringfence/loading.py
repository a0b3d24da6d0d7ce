"""Loading: from folders, workbooks, JSON lines, Parquet and frames into a ledger."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import Literal, TypeAlias

from . import _ringfence
from ._out import ArrowStream
from ._progress import is_watched, shown
from .errors import Rejection, SeedError
from .table import Table
from .words import Written

__all__ = ["Loaded", "Loading", "RefusedRow", "template"]

Columns: TypeAlias = Mapping[str, str | Mapping[str, str | None] | None] | str | PathLike[str]
"""Their headings for ours: for all kinds, for one kind each, or as a TOML or CSV file."""

Source: TypeAlias = str | PathLike[str] | ArrowStream | Mapping[str, ArrowStream]
"""What may be loaded."""

_Told: TypeAlias = tuple[str, str | None, int | None, str | None, str, str]


@dataclass(frozen=True)
class RefusedRow:
    """A row of a file that the rules refused."""

    file: str
    """The file; of a frame, its kind."""
    row: int
    """The row, as a spreadsheet counts: the heading is row 1. Of a frame, from 0."""
    rejection: Rejection
    """Why."""
    sheet: str | None = None
    """The sheet, in a workbook."""

    def __str__(self) -> str:
        """Show the place and the reason."""
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet}, row {self.row}: {self.rejection}"


@dataclass(frozen=True)
class Loaded:
    """What came of a load: how many rows were posted, and what stands against the others."""

    accepted: int
    """How many rows were posted; of all or nothing, 0 where any was refused."""
    refused: tuple[RefusedRow, ...]
    """The rows that the rules refused."""
    refusals: Table
    """All that was refused, with what did not read: file, sheet, row, cell, code, message."""


class Loading:
    """What a ledger is filled from."""

    _book: _ringfence.Book

    def load(
        self,
        source: Source,
        *,
        kind: str | None = None,
        columns: Columns | None = None,
        aliases: str | PathLike[str] | None = None,
        written: Iterable[Written | str] = (),
        on_refusal: Literal["stop", "report"] = "stop",
        progress: bool | None = None,
    ) -> Loaded:
        r"""Post drafts in the order of their days, all of them or none.

        `source` is a folder of CSV files (`bodies.csv`, `streams.csv`, `notices.csv`, …; columns
        are named as the fields of the drafts), or of Parquet files; one such file; a workbook
        (`.xlsx`) with a sheet for each kind, see `template`; JSON lines (`.jsonl`), each an object
        whose `draft` says the kind; or a frame of pandas, Polars, PyArrow or DuckDB, whose `kind`
        is named, or a dictionary of these by their kinds. `kind` says what one CSV or Parquet
        file holds where its name does not.

        `columns` says which of their headings stand for ours, `aliases` names a CSV file of their
        names for ours (`column`, `theirs`, `ours`, `from`, `until`), and `written` declares how
        they write: what is not declared is refused, never guessed. See `Written`.

        Raises `SeedError` where something does not read, with every fault and its place; rows
        that the rules refuse are told by what is given back, and nothing is posted then. With
        `on_refusal="report"` all is posted that reads and is accepted, and the rest is told by
        `refusals`: where the names of columns are at fault, no row below them is posted.
        `progress` shows on the error stream how far a long load has come; left out, it does in a
        terminal and in a notebook.

        >>> import tempfile, pathlib
        >>> from ringfence import Ledger
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "bodies.csv").write_text("id,kind\ngov,government\nnorth,village\n")
        >>> loaded = Ledger().load(folder, on_refusal="report")
        >>> loaded.accepted, loaded.refusals[0]["row"], loaded.refusals[0]["code"]
        (1, 3, 'bad_value')
        """
        if on_refusal not in ("stop", "report"):
            raise ValueError(f"on_refusal: found {on_refusal!r}; expected 'stop' or 'report'")
        reading = _reading(columns, aliases, written)
        watched, count = is_watched(progress), _ringfence.RowCount()
        with shown("reading", lambda: int(count), watched):
            seed = _seed(source, kind, reading, count)
        faults = seed.faults()
        told: list[_Told] = [fault[:6] for fault in faults]
        if faults and on_refusal == "stop":
            raise SeedError(tuple(fault[6] for fault in faults), tuple(told))
        salts = secrets.token_bytes(16 * len(seed))
        post = self._book.load if on_refusal == "stop" else self._book.load_each
        with shown(f"posting {len(seed):,} rows", None, watched):
            accepted, rows = post(seed, salts)
        refused = tuple(RefusedRow(*row) for row in rows)
        told += [
            (it.file, it.sheet, it.row, None, it.rejection.code, it.rejection.message)
            for it in refused
        ]
        return Loaded(accepted, refused, refusals_of(told))


def refusals_of(told: Iterable[_Told]) -> Table:
    """Make the table of what was refused."""
    return Table(["file", "sheet", "row", "cell", "code", "message"], told)


def template(path: str | PathLike[str], kinds: Iterable[str] = ()) -> None:
    """Write an empty workbook with a sheet for each kind of draft, to fill in and load.

    The first row names the columns, those that are needed in bold, and a note at each says what
    it holds. `kinds` names the sheets, such as `["bodies", "spends"]`; left out, all.

    >>> import tempfile, pathlib
    >>> from ringfence import Ledger
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "ours.xlsx"
    >>> template(path, ["bodies", "streams", "notices"])
    >>> Ledger().load(path).accepted
    0
    """
    _ringfence.template(fspath(path), list(kinds))


def _reading(
    columns: Columns | None,
    aliases: str | PathLike[str] | None,
    written: Iterable[Written | str],
) -> _ringfence.Reading:
    said: list[tuple[str | None, str, str]] = []
    file = None
    if isinstance(columns, Mapping):
        for theirs, ours in columns.items():
            if isinstance(ours, Mapping):
                said += [(theirs, name, our or "") for name, our in ours.items()]
            else:
                said.append((None, theirs, ours or ""))
    elif columns is not None:
        file = fspath(columns)
    ways = [str(way) for way in ([written] if isinstance(written, str) else written)]
    names = None if aliases is None else fspath(aliases)
    return _ringfence.Reading(ways, said, file, names)


def _seed(
    source: Source,
    kind: str | None,
    reading: _ringfence.Reading,
    count: _ringfence.RowCount,
) -> _ringfence.Seed:
    if kind is not None and isinstance(source, Mapping):
        raise ValueError(
            f"kind: found {kind!r} for a dictionary, which says its kinds itself; expected it for "
            "a frame, or for one CSV or Parquet file"
        )
    frames = _frames(source, kind)
    if frames is not None:
        return _ringfence.Seed.of_frames(frames, reading, count)
    assert isinstance(source, (str, PathLike))
    return _ringfence.Seed.of_path(fspath(source), kind, reading, count)


def _frames(source: Source, kind: str | None) -> list[tuple[str, ArrowStream]] | None:
    """Take the frames of what is loaded, by their kinds; none where it is no frame."""
    if isinstance(source, Mapping):
        return list(source.items())
    if not isinstance(source, (str, PathLike)):
        if kind is None:
            raise ValueError("kind: found nothing; expected what the rows are, such as 'spends'")
        return [(kind, source)]
    path = Path(source)
    if kind is not None and path.is_dir():
        return None
    if path.suffix == ".parquet":
        return [(kind or path.stem, _parquet(path))]
    if not path.is_dir():
        return None
    seen = sorted(it for it in path.glob("*") if it.name[0] != ".")
    files = [it for it in seen if it.suffix == ".parquet"]
    if not files:
        return None
    beside = {".parquet", ".md", ".txt", ".toml"}
    if others := [it.name for it in seen if it.suffix not in beside]:
        both = f"{path} holds Parquet files, and {others[0]}; expected files of one form"
        raise SeedError((both,), ((str(path), None, None, None, "two_forms", both),))
    return [(file.stem, _parquet(file)) for file in files]


def _parquet(path: Path) -> ArrowStream:
    try:
        from pyarrow import parquet
    except ImportError:
        try:
            import polars
        except ImportError as no:
            raise ImportError(
                f"{path.name} needs PyArrow or Polars: pip install 'ringfence[pandas]'"
            ) from no
        return polars.read_parquet(path)
    table: ArrowStream = parquet.read_table(path)
    return table
