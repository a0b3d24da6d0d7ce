"""The few functions of Excel that a year's workbook uses, worked out by themselves."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

_CELL = re.compile(r"(?:'([^']+)'!)?\$?([A-Z]+)\$?(\d+)")
_COLUMN = re.compile(r"(\w+)\[([^\]]+)\]")
_TOKEN = re.compile(
    r"\s*(\"[^\"]*\"|\w+\[[^\]]+\]|(?:'[^']+'!)?\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?(?!\w)"
    r"|[A-Z]+(?=\()|\d+(?:\.\d+)?|[-+(),>])"
)


class Worked:
    """A workbook of which each formula is worked out from what the sheets say."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._tables = {
            name: (sheet, sheet.tables[name]) for sheet in book for name in sheet.tables
        }
        self._known: dict[tuple[str, str], Any] = {}

    def cell(self, sheet: str, name: str) -> Any:
        """What a cell says, or what its formula comes to."""
        name = name.replace("$", "")
        if (sheet, name) not in self._known:
            cell = self._book[sheet][name]
            said = cell.value
            if cell.data_type == "f":
                said = _Reading(self, sheet, str(said)[1:]).all()
            elif isinstance(said, (int, float)):
                said = Decimal(repr(said))
            self._known[sheet, name] = said
        return self._known[sheet, name]

    def column(self, table: str, heading: str) -> list[Any]:
        """The cells of a column of a table."""
        sheet, of = self._tables[table]
        first, top, last, bottom = range_boundaries(of.ref)
        names = [sheet.cell(top, at).value for at in range(first, last + 1)]
        at = first + names.index(heading)
        return [
            self.cell(sheet.title, sheet.cell(it, at).coordinate)
            for it in range(top + 1, bottom + 1)
        ]

    def cells(self, sheet: str, range_: str) -> list[Any]:
        """The cells of a range."""
        rows = self._book[sheet][range_.replace("$", "")]
        return [self.cell(sheet, cell.coordinate) for row in rows for cell in row]


class _Reading:
    """A formula, read from left to right."""

    def __init__(self, of: Worked, sheet: str, text: str) -> None:
        self._of, self._sheet, self._at = of, sheet, 0
        self._tokens = _TOKEN.findall(text)
        assert "".join(self._tokens) == text.replace(" ", "") or " " in text, text

    def all(self) -> Any:
        said = self._compared()
        assert self._at == len(self._tokens), self._tokens
        return said

    def _next(self, *wanted: str) -> str | None:
        if self._at < len(self._tokens) and (not wanted or self._tokens[self._at] in wanted):
            self._at += 1
            return str(self._tokens[self._at - 1])
        return None

    def _compared(self) -> Any:
        said = self._sum()
        return said > self._sum() if self._next(">") else said

    def _sum(self) -> Any:
        said = -self._one() if self._next("-") else self._one()
        while sign := self._next("+", "-"):
            said = said + self._one() if sign == "+" else said - self._one()
        return said

    def _one(self) -> Any:
        token = self._next()
        assert token is not None
        if token == "(":
            said = self._compared()
            assert self._next(")")
            return said
        if token[0] == '"':
            return token[1:-1]
        if column := _COLUMN.fullmatch(token):
            return self._of.column(*column.groups())
        if ":" in token:
            return self._of.cells(self._sheet, token)
        if cell := _CELL.fullmatch(token):
            sheet, letters, row = cell.groups()
            return self._of.cell(sheet or self._sheet, f"{letters}{row}")
        if token.isalpha():
            return self._called(token)
        return Decimal(token)

    def _called(self, name: str) -> Any:
        assert self._next("(")
        given = [self._compared()]
        while self._next(","):
            given.append(self._compared())
        assert self._next(")")
        if name == "SUM":
            return _sum(given[0])
        if name == "SUMIFS":
            fits = [
                [_fits(cell, asked) for cell in cells]
                for cells, asked in zip(given[1::2], given[2::2], strict=True)
            ]
            return _sum([one for one, *all_ in zip(given[0], *fits, strict=True) if all(all_)])
        if name == "COUNTIF":
            return sum(_fits(cell, given[1]) for cell in given[0])
        if name == "ROUND":
            return given[0].quantize(Decimal(1).scaleb(-int(given[1])), ROUND_HALF_UP)
        assert name == "IF", name
        return given[1] if given[0] else given[2]


def _sum(cells: list[Any]) -> Decimal:
    return sum((it for it in cells if isinstance(it, Decimal)), start=Decimal(0))


def _fits(cell: Any, asked: Any) -> bool:
    if isinstance(asked, str) and asked.startswith("<>"):
        return bool(cell != asked[2:])
    if isinstance(cell, Decimal) and isinstance(asked, str):
        return asked.isdecimal() and cell == Decimal(asked)
    return bool(cell == asked)
