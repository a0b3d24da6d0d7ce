"""Objects of this package that a caller hands in: taken, or refused with what would work."""

from __future__ import annotations

from typing import TypeVar

from .errors import Fault, FieldTypeError

T = TypeVar("T")


def taken(name: str, given: object, kind: type[T], expected: str) -> T:
    """Take an object of a kind; anything else is a `FieldTypeError` that says what would work.

    >>> taken("draft", 7, str, "a text")
    Traceback (most recent call last):
    ringfence.errors.FieldTypeError: draft: found an object of the type int; expected a text
    """
    if isinstance(given, kind):
        return given
    found = f"an object of the type {type(given).__name__}"
    raise FieldTypeError((Fault(name, found, expected),))
