"""Tables: rows for people, and for the tools that people have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias, overload

from ._values import pounds

__all__ = ["Cell", "Table"]

Cell: TypeAlias = Decimal | date | str | int | None
"""What a cell may be; money that is not recorded is `None`."""


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
    """

    def __init__(
        self,
        columns: Iterable[str],
        rows: Iterable[Sequence[Cell]],
        *,
        money: Iterable[str] = (),
    ) -> None:
        """Take the names of the columns and the cells of each row, in that order.

        `money` names columns of money, for the case that no row shows that they are.
        """
        self._columns = tuple(columns)
        self._rows = tuple(tuple(row) for row in rows)
        self._money = frozenset(money)
        if any(len(row) != len(self._columns) for row in self._rows):
            raise ValueError(f"each row needs {len(self._columns)} cells")

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self._columns

    def rows(self) -> list[dict[str, Cell]]:
        """List each row as a dictionary."""
        return [dict(zip(self._columns, row, strict=True)) for row in self._rows]

    def head(self, count: int = 5) -> Table:
        """Take the first rows."""
        return self[:count]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """Each row as a dictionary, in order."""
        return iter(self.rows())

    @overload
    def __getitem__(self, place: int) -> Mapping[str, Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> Table: ...
    def __getitem__(self, place: int | slice) -> Mapping[str, Cell] | Table:
        """One row as a dictionary, or some rows as a table."""
        if isinstance(place, slice):
            return Table(self._columns, self._rows[place], money=self._money)
        return dict(zip(self._columns, self._rows[place], strict=True))

    def __eq__(self, other: object) -> bool:
        """Whether both have the same columns and the same rows."""
        if not isinstance(other, Table):
            return NotImplemented
        return (self._columns, self._rows) == (other._columns, other._rows)

    def __hash__(self) -> int:
        """Equal tables have equal hashes."""
        return hash((self._columns, self._rows))

    def __str__(self) -> str:
        """Aligned columns; those that are nought in every row are only named below."""
        cells = list(zip(*self._rows, strict=True)) or [() for _ in self._columns]
        columns = list(zip(self._columns, cells, strict=True))
        empty = [name for name, column in columns if column and self._is_nought(name, column)]
        shown = [self._column(name, column) for name, column in columns if name not in empty]
        lines = ["  ".join(line).rstrip() for line in zip(*shown, strict=True)]
        if empty:
            lines.append(f"Nought in each row: {', '.join(empty)}.")
        return "\n".join(lines)

    __repr__ = __str__

    def _is_money(self, name: str, column: Sequence[Cell]) -> bool:
        return name in self._money or any(isinstance(cell, Decimal) for cell in column)

    def _is_nought(self, name: str, column: Sequence[Cell]) -> bool:
        return self._is_money(name, column) and all(cell == 0 for cell in column)

    def _column(self, name: str, column: Sequence[Cell]) -> list[str]:
        money = self._is_money(name, column)
        texts = [name, *(_text(cell, money=money) for cell in column)]
        width = max(len(text) for text in texts)
        number = money or any(isinstance(cell, int) for cell in column)
        return [text.rjust(width) if number else text.ljust(width) for text in texts]


def _text(cell: Cell, *, money: bool) -> str:
    if cell is None:
        return "not recorded" if money else ""
    return pounds(cell) if isinstance(cell, Decimal) else str(cell)
