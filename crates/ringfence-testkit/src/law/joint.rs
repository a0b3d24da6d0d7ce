//! Law 35: a joint project is shared exactly.

use std::collections::{BTreeMap, BTreeSet};

use ringfence::journal::Act;
use ringfence::law::RuleBook;
use ringfence::noun::{BodyId, ProjectId};
use ringfence::state::{Ledger, Selection};
use ringfence::view::{Cell, Table, joint};
use ringfence::word::{FinancialYear, Id};
use ringfence_store::{Book, MemoryStore};

use super::walk::{in_words, positions};
use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::{Model, Party, Pence};

/// Law 35: parts of the cost add up to the cost, of what is left to what is left, and what is to
/// be settled to nought; stating shares moves no penny.
pub fn always_a_joint_project_is_shared_exactly(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut SharedExactly])
}

/// Looks at every joint project after each draft that is accepted.
pub(super) struct SharedExactly;

impl Watch for SharedExactly {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let Seen::Draft {
            draft,
            before,
            verdict: Ok(_),
            ..
        } = seen
        else {
            return;
        };
        let said = in_words(draft);
        if let Act::Share(_) = draft.act {
            assert_eq!(positions(before), positions(book.ledger()), "{said}");
        }
        for year in book.ledger().open_years() {
            shared_exactly(book.ledger(), model, year, &said);
        }
    }
}

type Rows = BTreeMap<(ProjectId, BodyId), Party>;

/// What the parties of a project bear, bore and have of what is left, all together.
type Whole = BTreeMap<ProjectId, [Pence; 3]>;

fn shared_exactly(ledger: &Ledger, model: &Model, year: FinancialYear, said: &str) {
    let table = joint(ledger, year, &Selection::default());
    let (mut seen, mut whole) = (Rows::new(), Whole::new());
    for row in 0..table.rows.len() {
        let key = (id(&table, row, "project"), id(&table, row, "party"));
        let [part, borne, left] = ["part", "borne", "part_of_left"].map(|it| sum(&table, row, it));
        assert_eq!(sum(&table, row, "to_settle"), part - borne, "{said}");
        let of = whole.entry(key.0.clone()).or_default();
        *of = [of[0] + part, of[1] + borne, of[2] + left];
        let party = Party { part, borne, left };
        assert!(seen.insert(key, party).is_none(), "a party twice, {said}");
    }
    for row in 0..table.rows.len() {
        let project: ProjectId = id(&table, row, "project");
        let [cost, left] = ["cost", "left"].map(|it| sum(&table, row, it));
        assert_eq!(
            whole[&project],
            [cost, cost, left],
            "all parts of {project}, {said}"
        );
        assert_eq!(
            left,
            model.left_for(&project, year),
            "what is left of {project}, {said}"
        );
    }
    let mut foretold = Rows::new();
    for project in BTreeSet::from_iter(model.joint_projects()) {
        let its = model.parties_of(&project, year).into_iter();
        foretold.extend(its.map(|(body, party)| ((project.clone(), body), party)));
    }
    let foretold = with_something(foretold);
    assert_eq!(
        with_something(seen),
        foretold,
        "joint projects of {year}, {said}"
    );
}

fn with_something(mut rows: Rows) -> Rows {
    rows.retain(|_, it| *it != Party::default());
    rows
}

fn id<Of>(table: &Table, row: usize, name: &str) -> Id<Of> {
    let text = table.find(row, name).map(ToString::to_string);
    text.and_then(|it| it.parse().ok())
        .expect("an id of the table")
}

fn sum(table: &Table, row: usize, name: &str) -> Pence {
    let sum = table.find(row, name).and_then(Cell::money);
    Pence::from(sum.expect("a sum of the table").pence())
}
