"""Tables for the tools that people have; none of them is needed but where it is asked for."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = [
    "ArrowStream",
    "arrow_table",
    "pandas_frame",
    "polars_frame",
    "refuse_formulas",
    "write_csv",
    "write_parquet",
]


class ArrowStream(Protocol):
    """Whatever gives itself by the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give a stream of record batches."""


def arrow_table(of: ArrowStream) -> pyarrow.Table:
    """Make a PyArrow table."""
    try:
        import pyarrow
    except ImportError as no:
        raise _missing("to_arrow", "pyarrow", "pandas") from no
    return pyarrow.table(of)


def polars_frame(of: ArrowStream) -> polars.DataFrame:
    """Make a Polars frame."""
    try:
        import polars
    except ImportError as no:
        raise _missing("to_polars", "polars", "polars") from no
    return polars.DataFrame(of)


def pandas_frame(of: ArrowStream) -> pandas.DataFrame:
    """Make a pandas frame, its figures exact."""
    try:
        import pandas
        import pyarrow
    except ImportError as no:
        raise _missing("to_pandas", "pandas and pyarrow", "pandas") from no

    def exact(kind: pyarrow.DataType) -> pandas.ArrowDtype | None:
        return None if pyarrow.types.is_dictionary(kind) else pandas.ArrowDtype(kind)

    frame: pandas.DataFrame = pyarrow.table(of).to_pandas(types_mapper=exact)
    return frame


def write_parquet(of: ArrowStream, path: Path) -> None:
    """Write a table as Parquet, by whichever of the two tools is there."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        try:
            polars_frame(of).write_parquet(path)
        except ImportError as no:
            raise _missing("to_parquet", "pyarrow or polars", "pandas") from no
    else:
        pyarrow.parquet.write_table(pyarrow.table(of), path)


def refuse_formulas(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Refuse the first word that a spreadsheet would run as a formula."""
    for at, row in enumerate(rows):
        for name, cell in zip(columns, row, strict=True):
            if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
                raise ValueError(
                    f"row {at}, column {name!r}: found {cell!r}, which a spreadsheet runs as a "
                    "formula; write it with to_excel, or with formulas='keep' where no "
                    "spreadsheet opens it"
                )


def write_csv(
    path: str | PathLike[str], columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Write texts as CSV, for Excel, too."""
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def _missing(what: str, needs: str, extra: str) -> ImportError:
    return ImportError(f"{what} needs {needs}: pip install 'ringfence[{extra}]'")
