"""Tables: rows for people, and for the tools that people have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, overload

from . import _ringfence
from ._markdown import markdown
from ._out import (
    arrow_table,
    pandas_frame,
    polars_frame,
    refuse_formulas,
    write_csv,
    write_parquet,
)
from ._values import html
from .cell import Cell, Stated, is_no_sum, kind_of, plain, text_of

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Cell", "Stated", "Table"]


_FIGURES = {"money", "stated", "number", "wte"}


class Table:
    """Named columns and rows, in an order that never changes by itself.

    >>> table = Table(["body", "available"], [["north", Decimal("1500.00")], ["south", None]])
    >>> table
    body       available
    north      £1,500.00
    south   not recorded
    >>> table.rows()[0]["available"]
    Decimal('1500.00')
    >>> len(table), table.columns, table[1:] == table.head(2)[1:]
    (2, ('body', 'available'), True)
    >>> table.not_recorded(1)
    frozenset({'available'})
    """

    def __init__(
        self,
        columns: Iterable[str],
        rows: Iterable[Sequence[Cell]],
        *,
        money: Iterable[str] = (),
    ) -> None:
        """Take the names of the columns and the cells of each row, in that order.

        `money` names columns of money, for the case that no row shows that they are. There
        `None` means that the sum is not recorded.
        """
        names, cells = tuple(columns), tuple(tuple(row) for row in rows)
        if any(len(row) != len(names) for row in cells):
            raise ValueError(f"each row needs {len(names)} cells")
        for number, row in enumerate(cells):
            if (odd := next(filter(is_no_sum, row), None)) is not None:
                raise ValueError(f"row {number}: found {odd}; expected whole pence")
        kinds = [kind_of([row[place] for row in cells]) for place in range(len(names))]
        named = dict(zip(names, kinds, strict=True)) | dict.fromkeys(money, "money")
        self._title, self._notes, self._source, self._when = "", tuple[str, ...](), "", ""
        self._columns, self._kinds = names, named
        self._rows = cells
        self._silent = tuple(
            frozenset(
                name
                for name, cell in zip(names, row, strict=True)
                if cell is None and named[name] == "money"
            )
            for row in cells
        )

    @classmethod
    def _of(cls, sheet: _ringfence.Sheet, source: str = "", when: str = "") -> Self:
        """Take a table of the core, where it comes from and as at when."""
        table = cls.__new__(cls)
        table._title, table._notes = sheet.title, tuple(sheet.notes)
        table._source, table._when = source, when
        table._columns, table._kinds = tuple(name for name, _ in sheet.columns), dict(sheet.columns)
        table._sheet = sheet
        return table

    @cached_property
    def _sheet(self) -> _ringfence.Sheet:
        columns = [(name, self._kinds[name]) for name in self._columns]
        silent = [sorted(it) for it in self._silent]
        return _ringfence.Sheet(self._title, columns, self._rows, silent, self._notes)

    @cached_property
    def _rows(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(self._sheet.rows())

    @cached_property
    def _silent(self) -> tuple[frozenset[str], ...]:
        return tuple(map(frozenset, self._sheet.silent()))

    @property
    def title(self) -> str:
        """What it shows; empty where nobody said."""
        return self._title

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self._columns

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be read with it: sources, and what it leaves out."""
        return self._notes

    def rows(self) -> list[dict[str, Any]]:
        """List each row as a dictionary; the kind of its column says what a `Cell` is."""
        return [dict(zip(self._columns, row, strict=True)) for row in self._rows]

    def not_recorded(self, row: int) -> frozenset[str]:
        """Name the columns of a row that rest on what no source records.

        Any other `None` of that row is a field that has no answer there.
        """
        return self._silent[row]

    def head(self, count: int = 5) -> Table:
        """Take the first rows; title and notes stay."""
        return self[:count]

    def sums_by(self, *columns: str) -> Table:
        """Sum each column of money, by what stands in other columns.

        A row for each that is there, in the order in which they come; what is neither is left
        out. A sum of which a part is not recorded is not.

        >>> table = Table(["body", "year", "left"], [["north", "2016-17", Decimal(5)],
        ...     ["south", "2016-17", Decimal(1)], ["north", "2017-18", Decimal(2)]])
        >>> table.sums_by("body")
        body    left
        north  £7.00
        south  £1.00
        """
        for name in columns:
            if name not in self._columns:
                raise KeyError(f"no column {name!r}; there are {', '.join(self._columns)}")
        money = [it for it in self._columns if self._kinds[it] == "money" and it not in columns]
        places = {name: place for place, name in enumerate(self._columns)}
        found: dict[tuple[Cell, ...], tuple[dict[str, Decimal | None], set[str]]] = {}
        for row, no in zip(self._rows, self._silent, strict=True):
            key = tuple(row[places[name]] for name in columns)
            sums, silent = found.setdefault(key, (dict.fromkeys(money), set()))
            silent |= no
            for name in money:
                more, sum_ = row[places[name]], sums[name]
                if isinstance(more, Decimal):
                    sums[name] = more if sum_ is None else sum_ + more
        rows = [
            (*key, *(None if name in silent else sums[name] for name in money))
            for key, (sums, silent) in found.items()
        ]
        kinds = [(name, self._kinds[name]) for name in [*columns, *money]]
        notes = [silent & set(money) for _, silent in found.values()]
        title = self._title and f"{self._title}, by {', '.join(columns)}"
        unsaid = [sorted(it) for it in notes]
        sheet = _ringfence.Sheet(title, kinds, rows, unsaid, self._notes)
        return Table._of(sheet, self._source, self._when)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._sheet)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each row as a dictionary, in order."""
        return iter(self.rows())

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> Table: ...
    def __getitem__(self, place: int | slice) -> dict[str, Any] | Table:
        """One row as a dictionary, or some rows as a table."""
        if isinstance(place, slice):
            places = list(range(len(self))[place])
            return Table._of(self._sheet.taken(places), self._source, self._when)
        return dict(zip(self._columns, self._rows[place], strict=True))

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, row for row."""
        return self._sheet == other._sheet if isinstance(other, Table) else NotImplemented

    def __hash__(self) -> int:
        """Equal tables have equal hashes."""
        return hash((self._title, self._columns, self._rows, self._silent, self._notes))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give it to whatever reads Arrow, by the Arrow PyCapsule interface.

        Money is `decimal128(18, 2)`, a day `date32`, a whole number `int64`, a flag `bool`;
        words and years are dictionaries of text. What has no answer is null; where something is
        not recorded, a last column `not_recorded` names what. So
        `polars.DataFrame(table)`, `pyarrow.table(table)` and DuckDB read it as it stands. Raises
        `ValueError` where a cell is not of its column's kind, with the row and column.
        """
        return self._sheet.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> pyarrow.Table:
        """Make a PyArrow table; asks for `ringfence[pandas]`."""
        return arrow_table(self)

    def to_polars(self) -> polars.DataFrame:
        """Make a Polars frame; asks for `ringfence[polars]`.

        Money has the type `Decimal(18, 2)`, words `Categorical`.
        """
        return polars_frame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Make a pandas frame; asks for `ringfence[pandas]`.

        Money stays exact, as decimals of Arrow; words are categories.
        """
        return pandas_frame(self)

    def to_csv(
        self, path: str | PathLike[str], *, formulas: Literal["refuse", "keep"] = "refuse"
    ) -> None:
        """Write it as CSV, in UTF-8 with the mark by which Excel knows it.

        Money is written as `-1234.50`, a day as `2016-04-05`, a flag as `yes` or `no`, *not
        recorded* in these words; what has no answer is empty.

        A spreadsheet that opens the file runs a word that begins with `=`, `+`, `-`, `@`, a tab or
        a carriage return as a formula. Raises `ValueError`, and writes nothing, at such a word,
        with its row and column, unless `formulas="keep"` says that it is to stand as it is.

        >>> from tempfile import mkdtemp
        >>> from pathlib import Path
        >>> path = Path(mkdtemp()) / "left.csv"
        >>> Table(["body", "left"], [["north", Decimal("1500.00")], ["south", None]]).to_csv(path)
        >>> print(path.read_text(encoding="utf-8-sig"))
        body,left
        north,1500.00
        south,not recorded
        <BLANKLINE>
        """
        if formulas == "refuse":
            refuse_formulas(self._columns, self._rows)
        texts = [
            [
                "not recorded" if name in no else plain(cell)
                for name, cell in zip(self._columns, row, strict=True)
            ]
            for row, no in zip(self._rows, self._silent, strict=True)
        ]
        write_csv(path, self._columns, texts)

    def to_excel(self, path: str | PathLike[str]) -> None:
        """Write it as a workbook of Excel: the table on one sheet, title and notes on another.

        Sums are numbers in pounds and days are days, so that a person can add up and sort; it is a
        table of Excel, and the names of its columns stay in sight and are printed on each page.
        Words are words, whatever they begin with. *Not recorded* stands in these words; what has
        no answer is an empty cell. The same table gives the same file.

        Raises `ValueError`, and writes nothing, at what Excel cannot hold, with its row and
        column: a figure of more than 15 digits, a day before March 1900, words with control
        characters.

        >>> from tempfile import mkdtemp
        >>> from pathlib import Path
        >>> path = Path(mkdtemp()) / "left.xlsx"
        >>> Table(["body", "left"], [["north", Decimal("1500.00")], ["south", None]]).to_excel(path)
        >>> path.stat().st_size > 0
        True
        """
        Path(path).write_bytes(self._sheet.to_excel(self._origin()))

    def to_parquet(self, path: str | PathLike[str]) -> None:
        """Write it as Parquet, with the types of Arrow; asks for PyArrow or Polars.

        Asks for `ringfence[pandas]` or `ringfence[polars]`.
        """
        write_parquet(self, Path(path))

    def to_markdown(self) -> str:
        r"""Write it as Markdown, as GitHub reads it: for a board paper, a page or a ticket.

        Money stands to the right, in pounds with separators, *not recorded* in these words. A
        column that is nought or empty in all rows is named beneath, as in print. What a cell says
        stays words: a bar or a star in it is no mark.

        >>> table = Table(["body", "left"], [["north|1", Decimal("1500.00")], ["south", None]])
        >>> print(table.to_markdown())
        | body | left |
        | --- | ---: |
        | north\|1 | £1,500.00 |
        | south | not recorded |
        <BLANKLINE>
        """
        shown, left_out = self._shown()
        columns = [(name, self._kinds[name] in _FIGURES) for name in shown]
        rows = list(zip(*map(self._texts, shown), strict=True))
        return markdown(self._caption(), columns, rows, [*left_out, *self._foot()])

    def __str__(self) -> str:
        """Title, aligned columns, notes; a column that is nought or empty in all rows is named."""
        shown, left_out = self._shown()
        lines = [self._title] if self._title else []
        aligned = [self._column(name) for name in shown]
        lines += ["  ".join(line).rstrip() for line in zip(*aligned, strict=True)]
        return "\n".join([*lines, *left_out, *self._notes])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        columns = [(name, self._kinds[name] in _FIGURES) for name in self._columns]
        rows = list(zip(*map(self._texts, self._columns), strict=True))
        return html(self._caption(), columns, rows, self._foot())

    def _caption(self) -> str:
        when = "" if "as at" in self._title else self._when
        return ", ".join(part for part in (self._title, when) if part)

    def _foot(self) -> list[str]:
        return [*self._notes, *([self._source] if self._source else [])]

    def _origin(self) -> str:
        """Where it comes from and as at when, for a file."""
        when = f"{self._when[:1].upper()}{self._when[1:]}." if self._when else ""
        return " ".join(part for part in (self._source, when) if part)

    def _shown(self) -> tuple[list[str], list[str]]:
        """The columns that say something, and sentences that name the others."""
        nought = [name for name in self._columns if self._is_all(name, Decimal(0))]
        empty = [name for name in self._columns if self._is_all(name, None)]
        left_out = [f"Nought in each row: {', '.join(nought)}."] if nought else []
        left_out += [f"No answer in any row: {', '.join(empty)}."] if empty else []
        return [name for name in self._columns if name not in {*nought, *empty}], left_out

    def _cells(self, name: str) -> list[Cell]:
        place = self._columns.index(name)
        return [row[place] for row in self._rows]

    def _is_all(self, name: str, cell: Decimal | None) -> bool:
        if cell is not None and self._kinds[name] != "money":
            return False
        said = all(it == cell for it in self._cells(name))
        return bool(self._rows) and said and not any(name in it for it in self._silent)

    def _texts(self, name: str) -> list[str]:
        pairs = zip(self._cells(name), self._silent, strict=True)
        kind = self._kinds[name]
        return ["not recorded" if name in no else text_of(cell, kind) for cell, no in pairs]

    def _column(self, name: str) -> list[str]:
        texts = [name, *self._texts(name)]
        width = max(len(text) for text in texts)
        figures = self._kinds[name] in _FIGURES
        return [text.rjust(width) if figures else text.ljust(width) for text in texts]
