"""What a picture is drawn of: names, sources, and how to say that there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from .._values import Day, pounds
from ..ledger import Ledger
from ..table import Cell, Table


def names_of(ledger: Ledger) -> dict[str, str]:
    """Find what each body is called; its id where it has no name."""
    return {str(row["body"]): str(row["name"] or row["body"]) for row in ledger.bodies()}


def money(row: Mapping[str, Cell], column: str) -> Decimal | None:
    """Take a sum out of a row; `None` where it is not recorded."""
    cell = row[column]
    return cell if isinstance(cell, Decimal) else None


def said(amount: Decimal | None) -> str:
    """Write a sum in full."""
    return "not recorded" if amount is None else pounds(amount)


def source_of(table: Table) -> str:
    """Say where a table comes from, as at when, and what of it is not recorded."""
    notes = [note for note in table.notes if note.startswith("Not recorded")]
    more = [f"{len(notes) - 2} more are not recorded."] if len(notes) > 3 else []
    shown = notes[:2] if more else notes
    parts = [dated(table._source, table._when), *map(sentence, shown), *more]
    return " ".join(part for part in parts if part)


def source_at(ledger: Ledger, as_at: Day | None) -> str:
    """Say where a picture comes from, as at when."""
    return dated(ledger._source(), ledger._as_at(as_at))


def dated(source: str, when: str) -> str:
    """Put the day to the source."""
    return f"{source.rstrip('.')}, {when}." if source and when else source


def sentence(note: str) -> str:
    """End a note as a sentence ends."""
    text = note.strip().rstrip(":").strip()
    return text if text.endswith(".") else f"{text}."


def needs(table: Table, picture: str, asks: str, *columns: str) -> None:
    """Raise `ValueError` unless a table has what a picture is drawn of."""
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise ValueError(
            f"{picture}: the table has no column {', '.join(missing)}; expected that of {asks}"
        )


def something(rows: Sequence[object], picture: str, of: str, works: str) -> None:
    """Raise `ValueError` where there is nothing to draw."""
    if not rows:
        raise ValueError(f"{picture}: nothing to show of {of}; {works}")


def listed(parts: Iterable[str]) -> str:
    """Join parts as a sentence does: a, b and c."""
    every = list(parts)
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)
