"""The scenarios that the Rust runner runs come out the same through this package."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ringfence as rf
from ringfence import drafts

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "scenarios"
SCENARIOS = sorted(set(FOLDER.rglob("*.toml")) - set((FOLDER / "base").iterdir()))
KINDS = {
    getattr(drafts, name).act: getattr(drafts, name) for name in drafts.__all__ if name != "Draft"
}

# Acts that only a plan makes: Rust can write such a draft and is refused, Python has none.
ONLY_BY_PLAN = {"close_year": "only_by_plan"}

LINE = {"body", "stream", "year", "vintage", "recurrence", "as_at", "as_known", "parts"}
HEADER = {"currency", "first_month"}
DAYS = {"as_at", "as_known"}
VIEWED = {"view", "of", "count", "as_at", "as_known"}
THEN = {
    "refused",
    "details",
    "position",
    "decision",
    "ended",
    "gone_back",
    "row",
    "duty",
    "book",
    "advice",
    "finding",
}
ROW_VIEWS = {
    "anticipated",
    "approvals",
    "base_bridge",
    "bodies",
    "caps",
    "contributions",
    "decisions",
    "fixed_terms",
    "floors",
    "forecasts",
    "measures",
    "milestones",
    "joint",
    "mainstreamed",
    "months",
    "movement",
    "notices",
    "outturns",
    "plan_against_actual",
    "plan_lines",
    "plans",
    "positions",
    "posts",
    "profiles",
    "projects",
    "who_benefits",
}

Step = Mapping[str, Any]


class Outcome:
    """What came of the last step."""

    def __init__(
        self,
        refused: rf.Rejected | None = None,
        plan: rf.Plan | None = None,
        advice: tuple[rf.Advice, ...] = (),
    ) -> None:
        self.refused, self.plan, self.advice = refused, plan, advice


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def given(scenario: Mapping[str, Any]) -> Iterator[Step]:
    said = scenario.get("given", {})
    if "base" in said:
        yield from read(FOLDER / "base" / f"{said['base']}.toml")["step"]
    yield from said.get("step", [])


def draft(step: Step) -> rf.Draft:
    kind = KINDS[step["act"]]
    names = kind.__dataclass_fields__
    fields = {name: value for name, value in step.items() if name != "act"}
    if step["act"] == "adopt_book" and step["book"] in rf.RuleBook.presets():
        fields["book"] = rf.RuleBook.preset(step["book"]).text
    return kind(**{name if name in names else f"{name}_": it for name, it in fields.items()})


def close(ledger: rf.Ledger, step: Step) -> Outcome:
    book, year, plan = book_of(step.get("book", "empty")), step["close"], None
    try:
        plan = ledger.plan_close(year, book)
        if "between" in step:
            ledger.post(draft(step["between"]))
        day = step.get("effective", date(int(year[:4]) + 1, 3, 31))
        ledger.close(plan, effective=day)
    except rf.Rejected as no:
        return Outcome(no, plan)
    return Outcome(plan=plan)


def take(ledger: rf.Ledger, step: Step) -> Outcome:
    if "close" in step:
        return close(ledger, step)
    try:
        receipt = ledger.post(draft(step))
    except rf.Rejected as no:
        return Outcome(no)
    return Outcome(advice=receipt.advice)


def shown(value: object) -> str:
    """Write a value as scenarios do."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(value.amount) if isinstance(value, rf.Stated) else str(value)


def day_or(value: Any, name: str) -> Any:
    """Read what is asked of a day."""
    return date.fromisoformat(value) if name in DAYS and isinstance(value, str) else value


def in_pounds(value: object) -> str:
    """Write a cell as a printed table does."""
    if not isinstance(value, Decimal):
        return shown(value)
    return f"{'−' if value < 0 else ''}£{abs(value):,.2f}"


def advice_holds(wanted: list[Step], outcome: Outcome) -> None:
    found = [{"code": it.code, **it.details} for it in outcome.advice]
    assert len(found) == len(wanted), found
    for one, its in zip(wanted, found, strict=True):
        assert {name: shown(its[name]) for name in one} == one


def findings_hold(wanted: list[Step], ledger: rf.Ledger) -> None:
    for one in wanted:
        asked = {name: day_or(it, name) for name, it in one.items() if name in DAYS}
        table = ledger.findings(**asked)
        cells = {name: str(it) for name, it in one.items() if name not in DAYS | {"count"}}
        found = [{name: in_pounds(row[name]) for name in cells} for row in table].count(cells)
        assert found == one.get("count", 1), f"{one} in\n{table}"


def details_hold(wanted: Step, outcome: Outcome) -> None:
    assert outcome.refused is not None, "details are of a refusal"
    found = {name: shown(outcome.refused.details.get(name)) for name in wanted}
    assert found == wanted


def positions_hold(wanted: list[Step], ledger: rf.Ledger) -> None:
    for one in wanted:
        asked = {name: day_or(it, name) for name, it in one.items() if name in LINE}
        position = ledger.position(**asked)
        figures = {name: it for name, it in one.items() if name not in LINE}
        assert {name: shown(getattr(position, name)) for name in figures} == figures, one


def decisions_hold(wanted: list[Step], outcome: Outcome) -> None:
    for one in wanted:
        assert outcome.plan is not None, "nothing was planned"
        assert set(one) == {"item", "outcome", "amount"}
        parts = outcome.plan.why(one["item"]).parts
        assert (one["outcome"], Decimal(one["amount"])) in parts, one


def shares_hold(wanted: list[Step], outcome: Outcome) -> None:
    for one in wanted:
        assert outcome.plan is not None, "nothing was planned"
        assert set(one) == {"id", "partner", "amount"}
        back = outcome.plan.gone_back
        assert one in [{name: shown(getattr(it, name)) for name in one} for it in back]


def endings_hold(wanted: list[Step], outcome: Outcome) -> None:
    for one in wanted:
        assert outcome.plan is not None, "nothing was planned"
        assert set(one) == {"id", "amount"}
        ended = [{"id": it.id, "amount": shown(it.amount)} for it in outcome.plan.ended]
        assert one in ended


def book_of(rules: str) -> rf.RuleBook:
    """Read a book by its name, or by its text where that has several lines."""
    if rules == "empty":
        return rf.RuleBook.empty()
    return rf.RuleBook.read(rules) if "\n" in rules else rf.RuleBook.preset(rules)


def duties_hold(then: Step, ledger: rf.Ledger) -> None:
    for one in then.get("duty", []):
        when = {name: day_or(it, name) for name, it in one.items() if name in DAYS}
        table = ledger.duties(one["of"], rules=book_of(then["book"]), **when)
        cells = {name: it for name, it in one.items() if name not in VIEWED}
        assert set(cells) <= set(table.columns)
        found = [{name: shown(row[name]) for name in cells} for row in table].count(cells)
        assert found == one.get("count", max(found, 1)), f"{one} in\n{table}"


def rows_hold(wanted: list[Step], ledger: rf.Ledger) -> None:
    silent = "not recorded"
    for one in wanted:
        assert one["view"] in ROW_VIEWS
        when = {name: day_or(it, name) for name, it in one.items() if name in DAYS}
        table = getattr(ledger, one["view"])(*([one["of"]] if "of" in one else []), **when)
        cells = {name: it for name, it in one.items() if name not in VIEWED}
        assert set(cells) <= set(table.columns)
        rows = [
            {name: silent if name in table.not_recorded(at) else shown(row[name]) for name in cells}
            for at, row in enumerate(table)
        ]
        found = rows.count(cells)
        assert found == one.get("count", max(found, 1)), f"{one} in\n{table}"


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda it: str(it.relative_to(FOLDER)))
def test_a_scenario_comes_out_as_it_says(path: Path) -> None:
    scenario = read(path)
    header = {name: it for name, it in scenario.get("given", {}).items() if name in HEADER}
    ledger, when, then = rf.Ledger(**header), scenario["when"], scenario["then"]
    assert set(then) <= THEN
    for step in given(scenario):
        no = take(ledger, step).refused
        assert no is None, f"given {step} is refused: {no}"
    if when.get("act") in ONLY_BY_PLAN:
        assert then == {"refused": ONLY_BY_PLAN[when["act"]]}
        with pytest.raises(KeyError):
            draft(when)
        return
    head = ledger.head()
    outcome = take(ledger, when)
    assert (outcome.refused and outcome.refused.code) == then.get("refused")
    assert outcome.refused is None or "between" in when or ledger.head() == head
    if "details" in then:
        details_hold(then["details"], outcome)
    positions_hold(then.get("position", []), ledger)
    decisions_hold(then.get("decision", []), outcome)
    endings_hold(then.get("ended", []), outcome)
    shares_hold(then.get("gone_back", []), outcome)
    duties_hold(then, ledger)
    rows_hold(then.get("row", []), ledger)
    findings_hold(then.get("finding", []), ledger)
    if "advice" in then:
        advice_holds(then["advice"], outcome)


def test_every_scenario_is_run() -> None:
    assert len(SCENARIOS) > 150
    assert {path.parts[-2] for path in SCENARIOS} == {"no", "yes"}


@pytest.mark.parametrize(
    "then",
    [
        {"refused": "spend_exceeds_available"},
        {"position": [{"body": "north", "stream": "cluster", "year": "2016-17", "spent": "1.00"}]},
        {"row": [{"view": "notices", "receiver": "north", "count": 9}]},
        {"finding": [{"finding": "over_committed"}]},
        {"decision": [{"item": "c1", "outcome": "lapse", "amount": "1.00"}]},
        {"gone_back": [{"id": "adds", "partner": "council", "amount": "1.00"}]},
        {"ended": [{"id": "bid", "amount": "1.00"}]},
        {"details": {"short": "1.00"}},
    ],
    ids=lambda it: next(iter(it)),
)
def test_a_scenario_that_says_something_else_fails(
    then: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = FOLDER / "funds" / "yes" / "hold_exceeds_available-nearest.toml"
    said = {**read(path), "then": then}
    monkeypatch.setattr(
        "test_scenarios.read", lambda it: said if it == path else tomllib.loads(it.read_text())
    )
    with pytest.raises(AssertionError):
        test_a_scenario_comes_out_as_it_says(path)
