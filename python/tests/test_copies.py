"""What comes out of the package is copied and pickled, or says why not; help reads well."""

import copy
import inspect
import pickle
import pydoc
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

import ringfence as rf
from ringfence import errors

FAULT = rf.Fault("amount", "1.5 (a float)", "a Decimal")
GIVEN: dict[type[Exception], tuple[Any, ...]] = {
    rf.RingfenceError: ("what happened",),
    rf.Rejected: (rf.Rejection("year_already_closed", "2016-17 is closed", {"year": "2016-17"}),),
    rf.FieldError: ((FAULT,),),
    rf.FieldTypeError: ((FAULT, FAULT),),
    rf.FieldValueError: ((FAULT,),),
    rf.RuleBookError: (("line 3: rule.id: found nothing",),),
    rf.SeedError: (("bodies.csv, row 2: found nothing",),),
    rf.FileError: (("letter.csv, cell B2: found (5)",),),
    rf.ActualsError: (("map.csv, row 2: found nothing",),),
    rf.StoreError: ("the disk is full", True, True),
    rf.CheckpointError: ("line 2: found nothing",),
}
ERRORS = [it for it in vars(rf).values() if inspect.isclass(it) and issubclass(it, Exception)]

WAYS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{
        f"pickle {it}": lambda of, it=it: pickle.loads(pickle.dumps(of, it))  # type: ignore[misc]
        for it in range(2, pickle.HIGHEST_PROTOCOL + 1)
    },
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_exception_keeps_its_fields(kind: type[Exception], way: str) -> None:
    error = kind(*GIVEN[kind])
    again = WAYS[way](error)
    assert type(again) is kind
    assert (again.args, vars(again), str(again)) == (error.args, vars(error), str(error))


def test_every_public_exception_is_named_here() -> None:
    assert set(ERRORS) == set(GIVEN)
    assert {it.__name__ for it in ERRORS} <= set(errors.__all__)


def kept(ledger: rf.Ledger) -> dict[str, object]:
    """One of each kind of thing that says what it says wherever it is."""
    commit = {"stream": "winter", "body": "north", "purpose": "beds", "year": "2025-26"}
    draft = rf.Commit("order", **commit, amount="400.01", effective="2025-05-06")
    plan = ledger.plan_close("2025-26", rf.RuleBook.preset("wales-2016"))
    reform = rf.Reform.preset("bma-2017-attached")
    return {
        "draft": draft,
        "verdict": ledger.check(draft),
        "receipt": ledger.add_body("south", kind="cluster", parent="upland"),
        "head": ledger.head(),
        "position": ledger.position(body="north", stream="winter", year="2025-26"),
        "table": ledger.positions(),
        "own table": rf.Table(["a"], [[1]]),
        "plan's decisions": plan.decisions,
        "explained": plan.why(plan.decisions[0]["item"]),
        "rule book": rf.RuleBook.preset("wales-2016"),
        "empty rule book": rf.RuleBook.empty(),
        "read rule book": reform.over(rf.RuleBook.preset("bma-2017")),
        "comparison": rf.compare(
            ledger,
            baseline=rf.RuleBook.empty(),
            reform=rf.RuleBook.preset("wales-2016"),
            years=["2025-26"],
        ),
        "checkpoint": ledger.checkpoint(),
        "verification": ledger.verify(),
        "word": rf.Recurrence.RECURRENT,
        "return": ledger.committee_return("upland"),
    }


@pytest.mark.parametrize("way", WAYS)
def test_what_a_ledger_gives_is_copied_whole(ledger: rf.Ledger, way: str) -> None:
    for name, it in kept(ledger).items():
        again = WAYS[way](it)
        assert type(again) is type(it), name
        assert again == it, name
        assert repr(again) == repr(it), name


@pytest.mark.parametrize("way", WAYS)
def test_a_comparison_keeps_who_gains(ledger: rf.Ledger, way: str) -> None:
    compared = kept(ledger)["comparison"]
    assert isinstance(compared, rf.Comparison)
    assert WAYS[way](compared).by_board() == compared.by_board()


@pytest.mark.parametrize("way", WAYS)
def test_a_reform_is_read_anew(way: str) -> None:
    book = rf.RuleBook.preset("bma-2017")
    reform = rf.Reform.preset("bma-2017-attached")
    again = WAYS[way](reform)
    assert (again.id, again.author) == (reform.id, reform.author)
    assert again.over(book) == reform.over(book)


@pytest.mark.parametrize("way", WAYS)
def test_an_answer_becomes_the_table_that_it_is(ledger: rf.Ledger, way: str) -> None:
    answer = ledger.answer("where_it_stands", year="2025-26")
    again = WAYS[way](answer)
    assert (again, repr(again)) == (answer, repr(answer))


@pytest.mark.parametrize("way", WAYS)
def test_a_ledger_and_a_plan_say_what_to_do_instead(ledger: rf.Ledger, way: str) -> None:
    with pytest.raises(TypeError, match="snapshot"):
        WAYS[way](ledger)
    with pytest.raises(TypeError, match="plan_close"):
        WAYS[way](ledger.plan_close("2025-26", rf.RuleBook.empty()))


CLASSES = [it for it in (getattr(rf, name) for name in rf.__all__) if inspect.isclass(it)]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_help_of_a_class_begins_with_what_it_is(kind: type) -> None:
    shown = pydoc.plain(pydoc.render_doc(kind))
    said = inspect.getdoc(kind)
    assert said
    first = said.splitlines()[0]
    assert first in shown
    assert first[0].isupper()
    assert first.rstrip().endswith((".", ":", ","))


def test_help_of_a_ledger_names_the_words_of_each_act() -> None:
    shown = pydoc.plain(pydoc.render_doc(rf.Ledger))
    assert "object at 0x" not in shown
    assert "spend(self, /, commitment: 'str | None' = None, *, " in shown
    assert "The method posts it and gives its receipt" in shown
    assert shown.index("class Ledger") < shown.index("penny too much is refused")


def test_what_no_ledger_is_asked_for_is_named(ledger: rf.Ledger) -> None:
    said = {"draft": ledger.check, "plan": lambda it: ledger.close(it, effective="2026-03-31")}
    for name, call in said.items():
        with pytest.raises(rf.FieldTypeError, match=f"{name}: found an object of the type int"):
            call(7)  # type: ignore[arg-type]
    with pytest.raises(rf.FieldTypeError, match="rules: found"):
        ledger.answer("duties", year="2025-26", rules=["wales-2016"])  # type: ignore[list-item]
    with pytest.raises(rf.FieldValueError, match="kind"):
        rf.Draft()
    with pytest.raises(ValueError, match="row 1: found NaN"):
        rf.Table(["a"], [[Decimal("1")], [Decimal("NaN")]])
