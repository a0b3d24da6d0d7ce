"""What every draft may say, beside its act."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from .. import _ringfence
from .._values import Day

__all__ = ["Draft"]


@dataclass(frozen=True, kw_only=True, repr=False)
class Draft:
    """What every draft may say beside its act: two dates, who says it, a key, and words.

    It is judged alone as it is made: values that cannot be taken raise `FieldTypeError` or
    `FieldValueError`, which list them all.

    >>> from ringfence import Decommit
    >>> Decommit("licences", amount="0.001", reason=7)
    Traceback (most recent call last):
    ringfence.errors.FieldValueError: amount: found "0.001"; expected pounds such as 1234.50;
    it has more places than two: round it first
    reason: found the number 7; expected a text
    """

    act: ClassVar[str] = ""
    """The kind of act, as a word."""

    effective: Day | None = None
    """When it counts."""
    recorded: Day | None = None
    """When it was learned; left out, the later of `effective` and the head's."""
    actor: str | None = None
    """Who says it, as an id: a role or an account, never a name."""
    key: str | None = None
    """Chosen by the sender, so that the same draft sent twice is posted once."""
    notice: str | None = None
    """The letter or notice it rests on."""
    dated: str | None = None
    """How the source gives the day, where it does not state one."""
    by: str | None = None
    """Who decided: a meeting, a role."""
    reference: str | None = None
    """An invoice or order number."""
    counterparty: str | None = None
    """Who is paid."""
    evidence: str | None = None
    """What shows it."""
    reason: str | None = None
    """Why."""
    words: str | None = None
    """The source's own words."""
    source: str | None = None
    """Where the figure was published."""
    note: str | None = None
    """Anything else."""
    _read: _ringfence.Draft = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read the values, exactly."""
        given = {name.rstrip("_"): value for name, value in self._given()}
        object.__setattr__(self, "_read", _ringfence.Draft(self.act, given))

    def _given(self) -> list[tuple[str, Any]]:
        stated = [it for it in fields(self) if it.init]
        return [(it.name, getattr(self, it.name)) for it in stated]

    def __repr__(self) -> str:
        """Show the call that makes it, without what was left out."""
        defaults = {it.name: it.default for it in fields(self)}
        said = [(name, value) for name, value in self._given() if value != defaults[name]]
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in said)})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was said; it is read again."""
        return _again, (type(self), dict(self._given()))


def _again(kind: type[Draft], given: dict[str, Any]) -> Draft:
    return kind(**given)
