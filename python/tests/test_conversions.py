"""Values are taken exactly, or refused with what to write instead."""

import contextlib
from datetime import date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ringfence as rf

NORTH = {"stream": "winter", "body": "north", "purpose": "beds", "year": "2025-26"}


class PandasTimestamp(datetime):
    """Like a timestamp of pandas: a datetime, and so a date."""


def commit(**changed: object) -> rf.Commit:
    return rf.Commit("order", **{**NORTH, "amount": "1.00", **changed})


@pytest.mark.parametrize(
    "amount",
    [
        0,
        1,
        -1,
        9_999_999_999_999_999,
        "9999999999999999.99",
        "-9999999999999999.99",
        "0.01",
        "0.010000",
        Decimal("0.01"),
        Decimal("0.010000000000000000000000000000000000"),
        Decimal("1E+2"),
        Decimal("1E+15"),
        Decimal("-0"),
        Decimal("0E+999999"),
        Decimal("0E-999999"),
        Decimal("9999999999999999.99"),
        Decimal("000000000000000000000000000000000012.50"),
        Decimal((0, (0, 0, 0, 1, 2, 5), -1)),
    ],
)
def test_money_is_taken_exactly(amount: Decimal | str | int) -> None:
    with localcontext() as context:
        context.prec = 3  # the caller's context is not asked
        assert commit(amount=amount).amount is amount


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        ("0.001", "more places"),
        (Decimal("0.001"), "more places"),
        (Decimal("1E-999999"), "more places"),
        (Decimal("NaN"), "NaN"),
        (Decimal("sNaN"), "NaN"),
        (Decimal("Infinity"), "Infinity"),
        (Decimal("-Infinity"), "Infinity"),
        (Decimal("1e400"), "out of range"),
        (Decimal("-1e400"), "out of range"),
        (Decimal("1e999999"), "out of range"),
        (Decimal("10000000000000000"), "out of range"),
        (Decimal("1E+16"), "out of range"),
        (Decimal("1234567890123456789012345678901234567890"), "out of range"),
        (10_000_000_000_000_000, "out of range"),
        (2**63, "out of range"),
        (-(2**200), "out of range"),
        pytest.param(10**5000, "beyond reading", id="long"),
        ("10000000000000000", "out of range"),
        ("1e400", "pounds"),
        ("NaN", "pounds"),
        ("£1", "pounds"),
        ("1,000.00", "pounds"),
        ("(5.00)", "pounds"),
        ("+5", "pounds"),
        ("1_000", "pounds"),
        ("\u0661", "pounds"),
        ("twelve", "pounds"),
    ],
)
def test_a_wrong_sum_is_a_value_error(amount: Decimal | str | int, says: str) -> None:
    with pytest.raises(ValueError, match=r"^amount: found ") as no:
        commit(amount=amount)
    assert isinstance(no.value, rf.FieldValueError)
    assert [fault.field for fault in no.value.faults] == ["amount"]
    assert says in str(no.value)


@pytest.mark.parametrize(
    "amount", [1.0, 0.1, float("nan"), float("inf"), 15000.0, True, False, 1j, b"1", object()]
)
def test_a_wrong_type_is_a_type_error_that_names_decimal(amount: object) -> None:
    with pytest.raises(TypeError, match="Decimal") as no:
        commit(amount=amount)
    assert isinstance(no.value, rf.FieldTypeError)
    assert isinstance(no.value, rf.RingfenceError)


@pytest.mark.parametrize("field", ["effective", "recorded", "start"])
@pytest.mark.parametrize("day", [datetime(2025, 4, 7, 12, 30), PandasTimestamp(2025, 4, 7)])
def test_a_time_of_day_is_never_lost(field: str, day: datetime) -> None:
    with pytest.raises(TypeError, match=r"\.date\(\)"):
        commit(**{field: day})


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="2015-02-29"):
        commit(effective="2015-02-29")
    assert commit(effective="2016-02-29").effective == "2016-02-29"
    assert commit(effective=date(2016, 2, 29)).effective == date(2016, 2, 29)


@pytest.mark.parametrize("day", ["29/2/2016", "2016-2-29", "20160229", 20160229, 1.5, True])
def test_a_day_is_written_one_way(day: object) -> None:
    with pytest.raises(rf.FieldError, match="effective"):
        commit(effective=day)


def test_a_year_is_one_year() -> None:
    with pytest.raises(ValueError, match="did you mean 2016-17"):
        commit(year="2016-18")
    with pytest.raises(ValueError, match="2016-17"):
        commit(year=2016)


def test_every_fault_is_listed_at_once() -> None:
    with pytest.raises(rf.FieldTypeError) as no:
        commit(amount=1.5, year="2016-18", stream="Winter Care", effective="2015-02-29")
    found = {fault.field for fault in no.value.faults}
    assert found == {"amount", "year", "stream", "effective"}
    assert str(no.value).count("\n") == 3


def test_a_type_error_wins_over_value_errors_and_values_alone_do_not_raise_it() -> None:
    with pytest.raises(rf.FieldValueError):
        commit(amount="x", year="y")
    with pytest.raises(rf.FieldTypeError):
        commit(amount=True, year="y")


def test_flags_are_bools_and_nothing_else_is() -> None:
    assert rf.Spend("order", amount=1, final=True).final is True
    with pytest.raises(rf.FieldError, match="final"):
        rf.Spend("order", amount=1, final=1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="reference"):
        rf.Spend("order", amount=1, reference=True)  # type: ignore[arg-type]


def test_lists_are_of_texts() -> None:
    assert rf.AddStream("winter", purposes=("beds", "home-visits")).purposes
    with pytest.raises(TypeError, match="list of str"):
        rf.AddStream("winter", purposes=["beds", 1])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="a set"):
        rf.AddStream("winter", purposes={"beds"})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one purpose"):
        rf.AddStream("winter", purposes=[])


def test_months_are_twelve_exact_figures() -> None:
    lines = {"stream": "winter", "body": "north", "year": "2016-17"}
    for amounts in ([Decimal("8.33")] * 12, [8] * 12, ["8.33"] * 12, ";".join(["8.33"] * 12)):
        assert rf.Profile(**lines, amounts=amounts).amounts == amounts
    assert rf.Profile(**lines, weights=[1] * 12).weights == [1] * 12
    with pytest.raises(TypeError, match="list"):
        rf.Profile(**lines, amounts=[8.33] * 12)  # type: ignore[list-item]
    with pytest.raises(ValueError, match="twelve"):
        rf.Profile(**lines, amounts=[8] * 11)
    with pytest.raises(ValueError, match="twelve"):
        rf.Profile(**lines, weights=[-1] * 12)
    with pytest.raises(ValueError, match="one way"):
        rf.Profile(**lines, weights=[1] * 12, start="2016-10-01")


def test_an_id_that_is_not_one_is_answered_with_the_nearest() -> None:
    with pytest.raises(ValueError, match='"winter-care"'):
        commit(stream="Winter Care")


def test_a_word_outside_its_list_is_answered_with_the_list() -> None:
    with pytest.raises(ValueError, match="government, health_board"):
        rf.AddBody("north", kind="hospital")


def test_numbers_that_are_whole_are_taken_by_index() -> None:
    class Whole:
        def __index__(self) -> int:
            return 7

    assert commit(amount=Whole())
    assert rf.Correct(Whole())  # type: ignore[arg-type]


LARGEST = Decimal("9999999999999999.99")


def is_whole_pence(amount: Decimal) -> bool:
    """By fractions, which never round; what is far below a penny is not expanded."""
    if not amount.is_finite() or abs(amount) > LARGEST:
        return False
    return not amount or (amount.adjusted() > -100 and (Fraction(amount) * 100).denominator == 1)


@given(st.decimals() | st.decimals(places=2) | st.decimals(-10, 10, places=3))
def test_a_decimal_is_taken_whole_or_refused_never_rounded(amount: Decimal) -> None:
    try:
        rf.Decommit("order", amount=amount)
    except rf.FieldValueError:
        assert not is_whole_pence(amount)
    else:
        assert is_whole_pence(amount)


@given(st.integers() | st.integers(-(10**16), 10**16))
def test_an_int_is_pounds(amount: int) -> None:
    try:
        rf.Decommit("order", amount=amount)
    except rf.FieldValueError:
        assert abs(amount) > LARGEST
    else:
        assert abs(amount) <= LARGEST


@given(st.floats())
def test_no_float_is_ever_taken(amount: object) -> None:
    with pytest.raises(TypeError, match="Decimal"):
        rf.Decommit("order", amount=amount)  # type: ignore[arg-type]


@given(st.text())
def test_any_text_is_taken_or_refused(text: str) -> None:
    with contextlib.suppress(rf.FieldValueError):
        rf.Decommit("order", amount=text, effective=text, key=text)
