"""Every no: what was asked, what stands against it, and what would work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ._values import Detail

if TYPE_CHECKING:
    from .table import Table

__all__ = [
    "ActualsError",
    "Advice",
    "CheckpointError",
    "Fault",
    "FieldError",
    "FieldTypeError",
    "FieldValueError",
    "FileError",
    "Rejected",
    "Rejection",
    "RingfenceError",
    "RuleBookError",
    "SeedError",
    "StoreError",
]


class RingfenceError(Exception):
    """The base of all exceptions of this package."""


@dataclass(frozen=True)
class Rejection:
    """Why the rules say no to a draft.

    >>> no = Rejection("year_already_closed", "2016-17 is already closed", {"year": "2016-17"})
    >>> no.code, no.details["year"]
    ('year_already_closed', '2016-17')
    """

    code: str
    """A word that never changes its meaning."""
    message: str
    """One sentence for people; nobody needs to parse it."""
    details: Mapping[str, Detail] = field(default_factory=dict)
    """The values, typed: money as Decimal, days as date, years as text."""
    others: tuple[Rejection, ...] = ()
    """What else stands against it, in order of precedence."""

    def __str__(self) -> str:
        """Show the sentence."""
        return self.message


@dataclass(frozen=True)
class Advice:
    """What an ask goes beyond that is recorded all the same, on a stream that only advises.

    >>> from decimal import Decimal
    >>> advice = Advice("hold_exceeds_available", "£1.00 is lacking", {"short": Decimal("1.00")})
    >>> advice.code, advice.details["short"]
    ('hold_exceeds_available', Decimal('1.00'))
    """

    code: str
    """The code that the rejection would have had."""
    message: str
    """One sentence for people; nobody needs to parse it."""
    details: Mapping[str, Detail] = field(default_factory=dict)
    """The values, typed, as those of a rejection."""

    def __str__(self) -> str:
        """Show the sentence."""
        return self.message


class Rejected(RingfenceError):  # noqa: N818 - a refusal is an answer, not an error
    """A draft was refused: the ledger is as it was before.

    >>> try:
    ...     raise Rejected(Rejection("year_already_closed", "2016-17 is already closed"))
    ... except Rejected as no:
    ...     print(no.code, "-", no)
    year_already_closed - 2016-17 is already closed
    """

    def __init__(self, rejection: Rejection) -> None:
        """Take the answer that `check` would have given."""
        super().__init__(rejection)
        self.rejection = rejection

    @property
    def code(self) -> str:
        """A word that never changes its meaning."""
        return self.rejection.code

    @property
    def message(self) -> str:
        """One sentence for people."""
        return self.rejection.message

    @property
    def details(self) -> Mapping[str, Detail]:
        """The values, typed: money as Decimal, days as date, years as text."""
        return self.rejection.details

    @property
    def others(self) -> tuple[Rejection, ...]:
        """What else stands against it, in order of precedence."""
        return self.rejection.others

    def __str__(self) -> str:
        """Show the sentence, with what else stands against it."""
        return "\n".join([self.message, *(f"also: {other}" for other in self.others)])


@dataclass(frozen=True)
class Fault:
    """What is wrong with one value: where, what was found, what would work."""

    field: str
    """The name of the value."""
    found: str
    """What was found there."""
    expected: str
    """What would work."""

    def __str__(self) -> str:
        """Show one line for people."""
        return f"{self.field}: found {self.found}; expected {self.expected}"


class FieldError(RingfenceError):
    """Values that cannot be taken; all of them are listed."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Take every fault."""
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        """Show one line for each fault."""
        return "\n".join(str(fault) for fault in self.faults)


class FieldTypeError(FieldError, TypeError):
    """A value of a type that cannot be taken, such as a float for money."""


class FieldValueError(FieldError, ValueError):
    """A value that cannot be taken, such as a third of a penny."""


class _FaultyFileError(RingfenceError, ValueError):
    def __init__(self, faults: tuple[str, ...]) -> None:
        """Take every fault, with its place."""
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        """Show one line for each fault."""
        return "\n".join(self.faults)


class RuleBookError(_FaultyFileError):
    """A rule book or a reform that does not load; nothing of it is taken."""


_Told = tuple[str, str | None, int | None, str | None, str, str]


class SeedError(_FaultyFileError):
    """Files, sheets or frames that do not read; nothing of them is taken."""

    def __init__(self, faults: tuple[str, ...], rows: tuple[_Told, ...] = ()) -> None:
        """Take every fault, with its place, as a line and as what its columns hold."""
        super().__init__(faults)
        self.args = (faults, rows)
        self.rows = rows

    @property
    def refusals(self) -> Table:
        """Every fault: file, sheet, row, cell, code, message."""
        from .loading import refusals_of

        return refusals_of(self.rows)


class FileError(_FaultyFileError):
    """A file that does not read: nothing of it is taken, and every fault is told with its place."""


class ActualsError(_FaultyFileError):
    """An extract of a general ledger or its map that does not read or fit; nothing is posted."""


class StoreError(RingfenceError):
    """The store failed: bytes, disk, chain or connection."""

    def __init__(
        self, message: str, perhaps_applied: bool = False, try_again: bool = False
    ) -> None:
        """Take what happened, and what may be done."""
        super().__init__(message, perhaps_applied, try_again)
        self.message = message
        """One sentence for people."""
        self.perhaps_applied = perhaps_applied
        """Whether the act may have been applied all the same: look, or say it under its key."""
        self.try_again = try_again
        """Whether the same may work a little later, as it stands."""

    def __str__(self) -> str:
        """Show the sentence."""
        return self.message


class CheckpointError(RingfenceError, ValueError):
    """A checkpoint or a key that cannot be read, or that does not match."""
