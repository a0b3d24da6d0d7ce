//! What became of each item at a year end.

use std::collections::BTreeMap;

use super::{Cell, ColumnKind, Table};
use crate::journal::act::DecisionLine;
use crate::law::{Disposal, Outcome};
use crate::noun::{BodyId, Line, Wording};
use crate::state::{Decision, Ledger, Plan};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 21] = [
    ("item", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("vintage", ColumnKind::Year),
    ("recurrence", ColumnKind::Text),
    ("amount", ColumnKind::Money),
    ("outcome", ColumnKind::Text),
    ("kept", ColumnKind::Money),
    ("lapsed", ColumnKind::Money),
    ("reverted", ColumnKind::Money),
    ("re_provided", ColumnKind::Money),
    ("absorbed", ColumnKind::Money),
    ("first_call", ColumnKind::Money),
    ("accountable", ColumnKind::Text),
    ("cause", ColumnKind::Text),
    ("missing", ColumnKind::Text),
    ("book", ColumnKind::Text),
    ("rule", ColumnKind::Text),
    ("clause", ColumnKind::Text),
    ("source", ColumnKind::Text),
];

/// The columns of the parts, in their order.
const OUTCOMES: [Outcome; 6] = [
    Outcome::RollOver,
    Outcome::Lapse,
    Outcome::Revert,
    Outcome::ReProvide,
    Outcome::Absorb,
    Outcome::FirstCall,
];

/// What a close would do with each item, and by which clause: a row for each item on each line,
/// in the order of the plan.
///
/// The parts (kept, lapsed, reverted, re-provided, absorbed, first call) add up to the amount; a
/// deficit stands below nought. An item that the book cannot decide has *needs_evidence* or
/// *rules_conflict* as its outcome and no parts, and `missing` says what it asks. `cause` says why
/// a post stood vacant whose cost slipped.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::law::RuleBook;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// // A year that nothing names cannot be planned; one that has items gives a row for each.
/// assert!(ledger.plan_close("2016-17".parse()?, &RuleBook::empty()).is_err());
/// let left = ringfence::view::decisions_of(&ledger, "2016-17".parse()?);
/// assert_eq!(left.notes, ["2016-17 is not closed."]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn decisions(plan: &Plan) -> Table {
    let title = format!("Decisions, {}, under {}", plan.year(), plan.book().id());
    let mut table = Table::new(title, &COLUMNS);
    let mut known = Clauses::new();
    for decision in plan.decisions() {
        table.add(row_of_plan(plan, decision, &mut known));
    }
    for blocker in plan.blockers() {
        table.note(format!(
            "Before the close: {}: {}: {}.",
            blocker.item, blocker.missing, blocker.works
        ));
    }
    table
}

/// What the close of a year did with each item: the same table as a plan's, from what the
/// journal keeps. Clauses are rebuilt by planning the close anew, and have no answer here.
///
/// A year that is not closed has no rows, and a note that says so. The body that answers for a
/// line is the one that did on the year's last day.
pub fn decisions_of(ledger: &Ledger, year: FinancialYear) -> Table {
    let mut table = Table::new(format!("Decisions, {year}, as closed"), &COLUMNS);
    let Some(close) = ledger.close_read(year) else {
        table.note(format!("{year} is not closed."));
        return table;
    };
    let same = |a: &DecisionLine, b: &DecisionLine| {
        (&a.item, &a.kind, &a.line) == (&b.item, &b.kind, &b.line)
    };
    for parts in close.decisions.chunk_by(same) {
        table.add(row_of_close((ledger, year), parts, &close.book));
    }
    table
}

/// Rule, clause and source of what took something of an item, by the reason that names them: they
/// are the same for every item of that reason.
type Clauses = BTreeMap<String, [Cell; 3]>;

fn clause_of(plan: &Plan, decision: &Decision, known: &mut Clauses) -> [Cell; 3] {
    let reason = plan.reason(decision);
    let names_all = decision.disposal.is_decided() && !reason.ends_with('/');
    if let Some(cells) = known.get(&reason).filter(|_| names_all) {
        return cells.clone();
    }
    let why = plan.explain(decision);
    let clause = why.clauses.iter().find(|clause| clause.decided);
    let cells = [
        Cell::maybe(why.rule.as_deref(), Cell::words),
        Cell::maybe(clause, |clause| Cell::words(&clause.label)),
        Cell::maybe(clause, |clause| Cell::words(&clause.citation)),
    ];
    if names_all {
        known.insert(reason, cells.clone());
    }
    cells
}

fn row_of_plan(plan: &Plan, decision: &Decision, known: &mut Clauses) -> Vec<Cell> {
    let parts = decision.disposal.parts().iter();
    let parts: Vec<(&str, Money)> = parts.map(|it| (it.outcome.name(), it.amount)).collect();
    let missing = match &decision.disposal {
        Disposal::Decided { .. } => Cell::Nothing,
        Disposal::NeedsEvidence { missing } => Cell::words(missing.join(", ")),
        Disposal::Conflict { labels } => Cell::words(labels.join(", ")),
    };
    let outcome = match &decision.disposal {
        Disposal::Decided { .. } => outcomes(&parts),
        Disposal::NeedsEvidence { .. } => Cell::words("needs_evidence"),
        Disposal::Conflict { .. } => Cell::words("rules_conflict"),
    };
    let mut cells = begun(
        &decision.item.to_string(),
        decision.kind.word(),
        &decision.line,
        Cell::Money(decision.amount),
    );
    cells.push(outcome);
    cells.extend(sums(&parts));
    cells.extend([
        Cell::words(&decision.accountable),
        Cell::maybe(decision.cause(), Cell::words),
        missing,
        Cell::words(plan.book().id()),
    ]);
    cells.extend(clause_of(plan, decision, known));
    cells
}

fn row_of_close(
    (ledger, year): (&Ledger, FinancialYear),
    lines: &[DecisionLine],
    book: &str,
) -> Vec<Cell> {
    let parts: Vec<(&str, Money)> = lines
        .iter()
        .map(|it| (it.outcome.as_str(), it.amount))
        .collect();
    let first = &lines[0];
    let accountable: BodyId = ledger.accountable_read(&first.line.body, year);
    let amount = Cell::sum(parts.iter().map(|(_, amount)| *amount));
    let mut cells = begun(&first.item, &first.kind, &first.line, amount);
    cells.push(outcomes(&parts));
    cells.extend(sums(&parts));
    cells.extend([
        Cell::words(accountable),
        Cell::maybe(first.cause.as_ref(), Cell::words),
        Cell::Nothing,
        Cell::words(book),
    ]);
    cells.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing]);
    cells
}

fn begun(item: &str, kind: &str, line: &Line, amount: Cell) -> Vec<Cell> {
    vec![
        Cell::words(item),
        Cell::words(kind),
        Cell::words(&line.body),
        Cell::words(&line.stream),
        Cell::Year(line.vintage),
        Cell::words(line.recurrence.word()),
        amount,
    ]
}

fn outcomes(parts: &[(&str, Money)]) -> Cell {
    let mut words: Vec<&str> = parts.iter().map(|(outcome, _)| *outcome).collect();
    words.dedup();
    Cell::words(words.join(", "))
}

fn sums(parts: &[(&str, Money)]) -> [Cell; 6] {
    OUTCOMES.map(|outcome| {
        let of = parts.iter().filter(|(name, _)| *name == outcome.name());
        Cell::sum(of.map(|(_, amount)| *amount))
    })
}
