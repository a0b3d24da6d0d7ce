"""Drafts are values, and their signatures are the only list of fields."""

import copy
import inspect
import pickle
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

import ringfence as rf
from ringfence import _ringfence, drafts, words

KINDS = [getattr(drafts, name) for name in drafts.__all__ if name != "Draft"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_takes_the_fields_that_the_core_knows(kind: type[rf.Draft]) -> None:
    here = {field.name.rstrip("_") for field in fields(kind) if field.init}
    assert here == set(_ringfence.fields(kind.act))


def test_there_is_a_draft_of_each_kind_of_act() -> None:
    acts = dict(_ringfence.words())["ActKind"]
    assert {kind.act for kind in KINDS} == set(acts) - {"close_year"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_method_of_the_ledger_takes_what_its_draft_takes(kind: type[rf.Draft]) -> None:
    name = {"adopt_book": "adopt"}.get(kind.act, kind.act)
    method = getattr(rf.Ledger, name)
    takes = dict(inspect.signature(method).parameters)
    assert takes.pop("self")
    assert takes == dict(inspect.signature(kind).parameters)
    assert method.__doc__.startswith(inspect.getdoc(kind))
    assert method.__name__ == name


def test_the_words_are_those_of_the_core() -> None:
    for name, texts in _ringfence.words():
        if name != "ActKind":
            assert [str(word) for word in getattr(words, name)] == texts, name


def test_a_word_may_be_an_enum_or_a_text() -> None:
    by_enum = rf.AddBody("north", kind=rf.BodyKind.CLUSTER)
    assert by_enum == rf.AddBody("north", kind="cluster")


def test_a_draft_is_a_value() -> None:
    order = rf.Commit(
        "order",
        stream="winter",
        body="north",
        purpose="beds",
        year="2025-26",
        amount=Decimal("1.50"),
        effective=date(2025, 5, 1),
    )
    assert pickle.loads(pickle.dumps(order)) == order
    assert copy.deepcopy(order) == order
    assert replace(order, amount="2") != order
    assert (
        eval(
            repr(order),
            {"Commit": rf.Commit, "Decimal": Decimal, "datetime": __import__("datetime")},
        )
        == order
    )
    with pytest.raises(AttributeError):
        order.amount = 3  # type: ignore[misc]


def test_an_unknown_kind_or_field_is_answered_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="spend"):
        _ringfence.Draft("spnd", {})
    with pytest.raises(ValueError, match="amount"):
        _ringfence.Draft("spend", {"amuont": 1})
    with pytest.raises(ValueError, match="plan"):
        _ringfence.Draft("close_year", {})
