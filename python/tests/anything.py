"""Whatever a caller may write, sensible or not, for each word that a function takes."""

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

import ringfence as rf
from ringfence import _ringfence


class Unknown:
    """An object that is nothing the package knows."""


class NoNumber:
    """An object that says it is a whole number, a path and a text, and is none."""

    def __index__(self) -> int:
        raise ValueError("no number")

    def __fspath__(self) -> str:
        raise TypeError("no path")

    def __str__(self) -> str:
        raise ValueError("no text")


def itself() -> list[object]:
    """A list whose only item is the list."""
    loop: list[object] = []
    loop.append(loop)
    return loop


def deep(count: int) -> list[object]:
    """A list in a list, so many times."""
    inner: list[object] = []
    for _ in range(count):
        inner = [inner]
    return inner


LOOP: dict[str, object] = {}
LOOP["year"] = LOOP

ODD: list[object] = [
    None,
    True,
    False,
    *(0, -1, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**400, 10**5000),
    *(0.0, -0.0, 1.5, float("nan"), float("inf"), 1e308),
    1j,
    *map(Decimal, ["NaN", "sNaN", "-sNaN123", "Infinity", "-Infinity", "1e999999", "1e-999999"]),
    *map(Decimal, ["0.001", "-0", "10000000000000000", "9999999999999999.99"]),
    Fraction(1, 3),
    *("", " ", "\0", "a\0b", "\ud800", "north\udfff", "é" * 10_000, "﷽", "‮123", "£1,000.00"),
    *("'; drop table entries; --", "../../etc/passwd", "2025-26", "9999-00", "0000-01", "-1-00"),
    *("2025-02-30", "0000-00-00", "+262143-01-01", "1900-01-01", "9999-12-31"),
    *(b"", b"north", b"\xff\xfe", bytearray(b"x"), memoryview(b"y")),
    *(date.min, date.max, date(1899, 12, 31), date(1900, 1, 1), date(2025, 6, 30)),
    *(datetime.min, datetime.max, datetime(2025, 6, 30, tzinfo=UTC), time(1, 2)),
    timedelta(days=1),
    *(pd.Timestamp("2025-06-30"), pd.NaT, pd.NA, pd.Series([1]), pd.DataFrame({"a": [1]})),
    *(np.int64(7), np.float64(1.5), np.bool_(True), np.array([1, 2]), np.datetime64("2025-06-30")),
    *([], (), {}, set(), frozenset(["x"]), [None], [1, "a"], ["a", b"b"], [1.5], [Decimal("NaN")]),
    *([10**400], ["\ud800"], [["a"]], (("a", 1),), {"a": 1}, {1: "a"}, [date.max], [True]),
    *(itself(), LOOP, deep(40), iter([]), range(3), slice(1, 2, 0)),
    *(object, Unknown, Unknown(), NoNumber(), len, rf, rf.Ledger, NotImplemented, Ellipsis),
    *(rf.Ledger(), rf.RuleBook.empty(), rf.RuleBook.preset("bma-2017"), rf.Receipt, rf.Recurrence),
    *(rf.AddBody("gov", kind="government"), rf.Table(["a"], [["b"]])),
]

IDS = ["gov", "upland", "north", "winter", "beds", "triage", "order", "letter", "nothing-such"]
WORDS = [word for _, each in _ringfence.words() for word in each]
YEARS = ["2024-25", "2025-26", "2026-27"]
DAYS = [date(2025, 4, 7), "2025-05-06", date(2026, 3, 31), "2026-03-31", date(2027, 1, 1)]
SUMS = [0, 1, "0.01", Decimal("12.50"), "-5.00", 400, "1000000000"]
WHOLE = [0, 1, 2, 3, 12, 13, 40]

# By their places: some of them cannot be shown.
odd: st.SearchStrategy[Any] = st.integers(0, len(ODD) - 1).map(lambda place: ODD[place])
odd |= st.integers() | st.floats() | st.decimals() | st.binary(max_size=20)
odd |= st.text(st.characters(), max_size=20) | st.dates() | st.datetimes()
odd |= st.recursive(odd, lambda each: st.lists(each, max_size=3) | st.tuples(each, each))

USUAL: dict[str, list[object]] = {
    "amount": SUMS,
    "annual": SUMS,
    "amounts": [[1] * 12, ["8.33"] * 12],
    "weights": [[1] * 12, {"north": 1}],
    "columns": [["body", "left"], ["body"]],
    "rows": [[["north", Decimal(1)]], [[1, date(2025, 4, 7)]]],
    "years": [YEARS, ["2025-26"]],
    "purposes": [["beds"], ["beds", "home-visits"]],
    "entries": [[1], [5, 6]],
    "row": [0, 1, -1],
    "place": [0, slice(0, 1), slice(None, None, -1)],
    "count": WHOLE,
    "entry": WHOLE,
}


def usual(name: str) -> st.SearchStrategy[object]:
    """What a careful caller would write for a word, or for another."""
    if name in USUAL:
        return st.sampled_from(USUAL[name])
    if name in {"year", "vintage", "first_year", "confirmed_to"}:
        return st.sampled_from(YEARS)
    if name in {"effective", "recorded", "start", "end", "as_at", "on", "due", "from_", "until"}:
        return st.sampled_from(DAYS)
    return st.sampled_from([*IDS, *WORDS, *SUMS, *DAYS, *WHOLE, True, ["north"]])


NAMES = ["a", "b.ringfence", "no/such/folder", "a\0", "\ud800", "", ".", "x" * 300]


def paths() -> st.SearchStrategy[object]:
    """Places that a test may write to: texts only of names inside the current folder."""
    names = st.sampled_from(NAMES)
    return names | odd.filter(lambda it: not isinstance(it, str | bytes))


def calls(of: Callable[..., Any], known: dict[str, list[Any]]) -> st.SearchStrategy[Any]:
    """Words for a call: most of them sensible, some left out, some odd."""
    named: dict[str, Any] = {}
    needed: set[str] = set()
    several: str | None = None
    for it in inspect.signature(of).parameters.values():
        if it.name == "self" or it.kind is it.VAR_KEYWORD:
            continue
        good = usual(it.name)
        if it.name in known:
            good = st.sampled_from(known[it.name])
        one = paths() if it.name in {"path", "folder"} else good | good | good | odd
        if it.kind is it.VAR_POSITIONAL:
            several = it.name
            one = st.lists(st.sampled_from(["body", "year", "nothing"]) | odd, max_size=3)
        named[it.name] = one
        if it.default is it.empty:
            needed.add(it.name)
    must = {name: named.pop(name) for name in needed}
    some: st.SearchStrategy[list[str]] = st.just([])
    if named:
        some = st.lists(st.sampled_from(sorted(named)), unique=True, max_size=5)
    given = some.flatmap(
        lambda it: st.fixed_dictionaries(must | {name: named[name] for name in it})
    )
    return given.map(lambda it: (it.pop(several, ()) if several else (), it))
