"""No input crashes the interpreter, and every no is one of those that are documented."""

import inspect
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from anything import calls, odd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ringfence as rf

CASES = int(os.environ.get("CASES", "64"))
"""How many calls each function is tried with, in eight."""

DOCUMENTED = (rf.RingfenceError, TypeError, ValueError, LookupError, OSError)
"""What may be raised. A panic of Rust is none of these, nor is an `AttributeError`."""

PATIENT = settings(
    max_examples=max(8, CASES // 8),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

RULES = [rf.RuleBook.preset("wales-2016"), rf.RuleBook.preset("bma-2017"), rf.RuleBook.empty()]
REFORM = rf.Reform.preset("bma-2017-attached")


def small() -> rf.Ledger:
    """A ledger with a line, a project, an order and a cost."""
    ledger = rf.Ledger()
    ledger.add_body("gov", kind="government")
    ledger.add_body("upland", kind="health_board", parent="gov")
    ledger.add_body("north", kind="cluster", parent="upland")
    ledger.add_stream("winter", purposes=["beds", "home-visits"])
    day: dict[str, Any] = {"effective": date(2025, 4, 7)}
    letter = {"year": "2025-26", "notice": "letter", **day}
    ledger.allocate("winter", to="upland", amount=1000, **letter)
    ledger.allocate("winter", to="north", amount=400, **letter)
    north: dict[str, Any] = {"stream": "winter", "body": "north", "purpose": "beds"}
    ledger.commit("order", **north, year="2025-26", amount=100, **day)
    ledger.spend("order", amount=40, **day)
    return ledger


DRAFTS = [it for it in vars(rf).values() if inspect.isclass(it) and issubclass(it, rf.Draft)]
DRAFTS.remove(rf.Draft)


@pytest.mark.parametrize("kind", DRAFTS, ids=lambda kind: kind.__name__)
@PATIENT
@given(data=st.data())
def test_a_draft_is_made_and_judged_or_refused(kind: type[rf.Draft], data: st.DataObject) -> None:
    _, words = data.draw(calls(kind, {}))
    ledger = small()
    before = ledger.head()
    try:
        draft = kind(**words)
        repr(draft)
        allowed = ledger.check(draft).allowed
    except DOCUMENTED:
        return
    try:
        ledger.post(draft)
    except rf.Rejected:
        assert not allowed
        assert ledger.head() == before
    else:
        assert allowed


def methods_of(kind: type) -> list[tuple[type, str]]:
    """The public methods of a class, but those that post a draft."""
    posted = {it for it in vars(rf.Ledger) if hasattr(getattr(rf.Ledger, it), "__signature__")}
    public = [it for it in dir(kind) if not it.startswith("_") and it not in posted]
    return [(kind, name) for name in public if callable(inspect.getattr_static(kind, name))]


def answer() -> rf.Answer:
    """A question, answered."""
    return small().answer("where_it_stands", year="2025-26")


def comparison() -> rf.Comparison:
    """Two books, compared."""
    return rf.compare(small(), baseline=RULES[0], reform=RULES[1], years=["2025-26"])


RECEIVERS: dict[type, Callable[[], object]] = {
    rf.Ledger: small,
    rf.Table: lambda: small().positions(),
    rf.Answer: answer,
    rf.Comparison: comparison,
    rf.Plan: lambda: small().plan_close("2025-26", RULES[1]),
    rf.RuleBook: lambda: RULES[1],
    rf.Reform: lambda: REFORM,
    rf.Checkpoint: lambda: small().checkpoint(),
}


def receiver(kind: type) -> object:
    """A ledger of its own for each call, as it may be changed; what cannot change, once."""
    return small() if kind is rf.Ledger else ready(kind)


@cache
def ready(kind: type) -> object:
    """One of its kind."""
    return RECEIVERS[kind]()


METHODS = [it for kind in RECEIVERS for it in methods_of(kind)]
METHODS += [(rf.Table, it) for it in ("__getitem__", "__eq__", "__arrow_c_stream__")]


@cache
def known() -> dict[str, list[Any]]:
    """What is sensible for words that take more than a text."""
    ledger = small()
    return {
        "rules": RULES,
        "book": RULES,
        "baseline": [*RULES, REFORM],
        "reform": [*RULES, REFORM],
        "reforms": [RULES, [REFORM]],
        "draft": [
            rf.AddBody("moor", kind="cluster"),
            rf.Decommit("order", amount=1),
        ],
        "plan": [ledger.plan_close("2025-26", rules) for rules in RULES],
        "journal": [ledger.journal(), ledger.positions()],
        "ledger": [ledger],
        "against": [ledger.checkpoint(), str(ledger.checkpoint())],
        "text": [RULES[0].text, "[book]\nid = 1", "[" * 3000, "{" * 3000, '{"a":' * 3000],
        "secret": ["11" * 32, "11"],
        "item": ["order", "free:north/winter/2025-26/non-recurrent"],
        "name": [*rf.questions(), *rf.RuleBook.presets(), *rf.Reform.presets(), "order"],
    }


@pytest.mark.parametrize("named", METHODS, ids=lambda it: f"{it[0].__name__}.{it[1]}")
@PATIENT
@given(data=st.data())
def test_a_method_answers_or_refuses(
    named: tuple[type, str], data: st.DataObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kind, name = named
    method = getattr(receiver(kind), name)
    several, words = data.draw(calls(method, known()))
    with suppress(*DOCUMENTED):
        repr(method(*several, **words))


FUNCTIONS = [rf.compare, rf.questions, rf.Ledger, rf.Table, rf.Checkpoint, rf.Stated]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda it: it.__name__)
@PATIENT
@given(data=st.data())
def test_a_function_answers_or_refuses(function: Callable[..., Any], data: st.DataObject) -> None:
    several, words = data.draw(calls(function, known()))
    try:
        made = function(*several, **words)
        repr(made)
        if isinstance(made, rf.Table):
            made._repr_html_()
            made.to_arrow()
    except DOCUMENTED:
        pass


@PATIENT
@given(st.lists(st.lists(odd, min_size=2, max_size=2), max_size=3), st.booleans())
def test_a_table_of_anything_is_shown_or_refused(rows: list[list[Any]], is_money: bool) -> None:
    with suppress(*DOCUMENTED, RecursionError):  # Python itself cannot show a list so deep
        table = rf.Table(["a", "b"], rows, money=["b"] if is_money else [])
        for _ in (repr(table), table._repr_html_(), table.rows(), table[:1], table.sums_by("a")):
            pass
        table.to_arrow()


HARDEST = """
import faulthandler, sys, threading
faulthandler.enable()
sys.path.insert(0, sys.argv[1])
from anything import ODD, deep, itself
import ringfence as rf

def tries():
    ledger = rf.Ledger()
    for odd in [*ODD, itself(), deep(200_000), (deep(200_000),)]:
        for call in (
            lambda: rf.AddStream("winter", purposes=odd),
            lambda: rf.Profile(stream="a", body="b", year="2025-26", weights=odd, amounts=odd),
            lambda: rf.Ledger(odd, first_day=odd, first_month=odd, actor=odd),
            lambda: ledger.positions(body=odd, year=odd, as_at=odd, as_known=odd, parts=odd),
            lambda: ledger.apportion(odd, weights={"a": odd}),
            lambda: rf.Ledger.from_journal(odd),
            lambda: rf.RuleBook.read(odd),
            lambda: rf.RuleBook.read("[" * 200_000),
            lambda: rf.Reform.read('{"a":' * 200_000),
        ):
            try:
                call()
            except (rf.RingfenceError, TypeError, ValueError, LookupError, OSError):
                pass

threading.stack_size(1 << 20)  # less than a main thread has
thread = threading.Thread(target=tries)
thread.start()
thread.join()
print("alive")
"""


def test_the_hardest_inputs_leave_the_interpreter_alive() -> None:
    run = subprocess.run(
        [sys.executable, "-c", HARDEST, str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert (run.returncode, run.stdout) == (0, "alive\n"), run.stderr
