"""The JSON Schema of rule books knows every book that loads, and refuses faults of form."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

import ringfence as rf

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads(
    (ROOT / "crates/ringfence/docs/rule-book.schema.json").read_text(encoding="utf-8")
)
FORM = Draft7Validator(SCHEMA)
FAULTY = sorted(it for it in (ROOT / "tests/faulty_rules").iterdir() if it.suffix != ".txt")

# Faults of meaning: what only a reader of the whole book can see, who knows what is declared, of
# which type a value is, and what stands over what.
OF_MEANING = {
    "cap_counts_a_label_that_is_not_there",
    "cap_of_a_fact_of_one_item",
    "cap_of_a_tier_by_sums_of_a_body",
    "cap_of_what_a_clause_does_not_do",
    "cap_whose_excess_it_counts",
    "circle",
    "comparison_of_two_types",
    "cover_of_a_clause_of_that_name",
    "cover_of_debts",
    "cover_of_lines_by_what_an_item_is",
    "cover_that_lines_want_by_item",
    "cover_twice_from_a_day",
    "day_in_quotation_marks_that_does_not_exist",
    "deficit_counted_twice",
    "duty_of_an_item",
    "ends_before_it_begins",
    "exception_over_itself",
    "fact_of_an_item_in_a_rule_on_drafts",
    "fact_of_another_group",
    "fact_outside_its_group",
    "forecast_in_a_rule_on_drafts",
    "group_that_the_question_does_not_know",
    "ledger_in_a_rule_on_items",
    "month_of_a_sum",
    "over_a_label_that_is_not_there",
    "own_fact_misspelt",
    "own_fact_not_declared",
    "parameter_declared_twice",
    "parameter_misspelt",
    "parameter_not_declared",
    "parameter_of_another_type",
    "reform_of_a_label_that_is_not_there",
    "reform_that_makes_a_circle",
    "reform_with_a_change_of_another_question",
    "said_by_one_of_a_fact_that_nobody_records",
    "share_of_more_than_the_whole",
    "two_exceptions_of_one_label",
    "two_rules_for_one_stream",
    "two_rules_of_one_id",
    "two_values_from_one_day",
    "who_said_it_before_a_day",
}


def plain(value: Any) -> Any:
    """What TOML says, as JSON says it: days are texts."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def read(text: str) -> Any:
    """The tree of a file of rules."""
    return json.loads(text) if text.lstrip().startswith("{") else plain(tomllib.loads(text))


def texts(value: Any) -> Iterator[str]:
    """Every text of a tree."""
    if isinstance(value, str):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from texts(one)


def faults(text: str) -> list[str]:
    """What the schema says of a file."""
    return [f"{list(it.absolute_path)}: {it.message:.200}" for it in FORM.iter_errors(read(text))]


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", rf.RuleBook.presets())
def test_every_preset_has_the_form(name: str) -> None:
    assert faults(rf.RuleBook.preset(name).text) == []


def test_every_file_of_rules_and_every_book_of_a_scenario_has_the_form() -> None:
    files = [it for it in (ROOT / "seeds/rules").rglob("*") if it.suffix in {".toml", ".json"}]
    seen = {it: it.read_text(encoding="utf-8") for it in files}
    for path in (ROOT / "tests/scenarios").rglob("*.toml"):
        scenario = tomllib.loads(path.read_text(encoding="utf-8"))
        books = [it for it in texts(scenario) if "[book]" in it or '"book":' in it]
        seen |= {path.with_suffix(f".{number}"): it for number, it in enumerate(books)}
    loading = {path: text for path, text in seen.items() if path in files or loads(text)}
    assert len(loading) > len(files) > 30
    assert {path: found for path, text in loading.items() if (found := faults(text))} == {}


def loads(text: str) -> bool:
    """Whether a book loads."""
    try:
        rf.RuleBook.read(text)
    except rf.RuleBookError:
        return False
    return True


@pytest.mark.parametrize("path", FAULTY, ids=lambda it: it.stem)
def test_a_fault_of_form_does_not_have_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    try:
        tree = read(text)
    except ValueError:
        return
    assert FORM.is_valid(tree) == (path.stem in OF_MEANING)
