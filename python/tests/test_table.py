"""Tables print for people and are values for programs."""

from decimal import Decimal

import pytest

import ringfence as rf

TABLE = rf.Table(
    ["body", "authority", "available", "lapsed"],
    [
        ["north", Decimal("1234567.80"), Decimal("-3.00"), Decimal("0.00")],
        ["south", Decimal("0.00"), None, Decimal("0.00")],
    ],
)


def test_a_table_prints_aligned_with_pounds_and_thousands() -> None:
    assert str(TABLE).splitlines() == [
        "body       authority     available",
        "north  £1,234,567.80        −£3.00",
        "south          £0.00  not recorded",
        "Nought in each row: lapsed.",
    ]


def test_rows_are_dictionaries_in_the_order_of_the_columns() -> None:
    assert TABLE.columns == ("body", "authority", "available", "lapsed")
    assert [tuple(row) for row in TABLE.rows()] == [TABLE.columns] * 2
    assert TABLE[0] == TABLE.rows()[0]
    assert TABLE[-1]["body"] == "south"
    assert list(TABLE) == TABLE.rows()


def test_slices_and_heads_are_tables() -> None:
    assert len(TABLE[:1]) == 1
    assert TABLE.head(1) == TABLE[:1]
    assert TABLE.head() == TABLE
    assert TABLE[1:] != TABLE
    assert hash(TABLE.head(2)) == hash(TABLE)
    assert TABLE != "TABLE"


def test_an_empty_table_prints_its_head() -> None:
    assert str(rf.Table(["body", "authority"], [])) == "body  authority"


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        rf.Table(["body", "authority"], [["north"]])
