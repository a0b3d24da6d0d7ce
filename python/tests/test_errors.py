"""Exceptions carry their values, and survive the way to another process."""

import copy
import pickle
from datetime import date
from decimal import Decimal

import pytest

import ringfence as rf

OTHER = rf.Rejection("unknown_body", 'no body is called "nroth"', {"found": "nroth"})
NO = rf.Rejection(
    "commitment_exceeds_available",
    "a commitment of £1.01 on north is refused",
    {"short": Decimal("0.01"), "on": date(2025, 5, 1), "purposes": ("beds",), "entry": 3},
    (OTHER,),
)


@pytest.mark.parametrize(
    "error",
    [
        rf.Rejected(NO),
        rf.FieldTypeError((rf.Fault("amount", "1.5 (a float)", "a Decimal"),)),
        rf.FieldValueError((rf.Fault("amount", "x", "pounds"), rf.Fault("year", "y", "a year"))),
        rf.RuleBookError(("line 3: rule.id: found nothing",)),
    ],
)
def test_errors_are_pickled_with_all_they_say(error: rf.RingfenceError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is type(error)
        assert again.args == error.args
        assert vars(again) == vars(error)
        assert str(again) == str(error) != ""


def test_a_refusal_says_its_code_its_values_and_the_others() -> None:
    no = rf.Rejected(NO)
    assert (no.code, no.message) == (NO.code, NO.message)
    assert no.details["short"] == Decimal("0.01")
    assert no.others == (OTHER,)
    assert str(no).splitlines() == [NO.message, f"also: {OTHER.message}"]


def test_there_is_one_base() -> None:
    kinds = [rf.Rejected, rf.FieldTypeError, rf.FieldValueError, rf.RuleBookError]
    assert all(issubclass(kind, rf.RingfenceError) for kind in kinds)
    assert issubclass(rf.FieldTypeError, TypeError)
    assert issubclass(rf.FieldValueError, ValueError)
