//! Floors and caps, as the book and the model see them; law 13.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::Act;
use ringfence::law::RuleBook;
use ringfence::noun::{FloorState, TermKind, Wording};
use ringfence::state::Ledger;
use ringfence::view::{Cell, Table, caps, floors};
use ringfence_store::{Book, MemoryStore};

use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::{Counted, InForce, Model, Pence};

/// Law 13: at one date, a spend that adds to what counts, and is not final, never worsens how a
/// floor stands; a virement out of its fence never improves it.
pub fn always_a_floor_is_monotone(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut Monotone])
}

/// Each floor and cap is seen with what counts to it.
pub(super) fn compare(ledger: &Ledger, model: &Model, after: &str) {
    let terms = model.terms(None);
    if terms.is_empty() {
        return;
    }
    for kind in [TermKind::Floor, TermKind::Cap] {
        let table = table_of(ledger, kind, None);
        let of_kind = terms.values().filter(|it| it.kind == kind).count();
        assert_eq!(table.rows.len(), of_kind, "{kind:?} after {after}");
        for row in 0..table.rows.len() {
            let id = text(&table, row, "id").parse().expect("the id of a term");
            compare_row(&table, row, (&terms[&id], model), after);
        }
    }
}

fn compare_row(table: &Table, row: usize, (it, model): (&InForce, &Model), after: &str) {
    let mut counted = model.counted(&it.said);
    let last = model.calendar.last_day(it.said.year);
    let by = it.said.by_day.unwrap_or(last);
    let said = format!("{it:?} after {after}");
    assert_eq!(text(table, row, "entry"), it.entry.to_string(), "{said}");
    if model.is_silent_on(it.kind, &it.said) {
        assert_eq!(text(table, row, "spent"), "not recorded", "{said}");
        return;
    }
    let is_floor = it.kind == TermKind::Floor;
    if is_floor && model.recorded > by {
        (counted.committed, counted.inside) = (0, 0);
    }
    let Counted {
        due,
        spent,
        committed,
        inside,
    } = counted;
    let wanted = if is_floor {
        assert_eq!(text(table, row, "state"), counted.state().word(), "{said}");
        let short = (due - spent - committed).max(0);
        vec![("floor", due), ("inside", inside), ("short_by", short)]
    } else {
        vec![("cap", due), ("room", due - spent - committed)]
    };
    let both = [("spent", spent), ("committed", committed)];
    for (column, pence) in wanted.into_iter().chain(both) {
        assert_eq!(sum(table, row, column), pence, "{column} of {said}");
    }
}

fn table_of(ledger: &Ledger, kind: TermKind, day: Option<NaiveDate>) -> Table {
    let table = match kind {
        TermKind::Floor => floors(ledger, day),
        TermKind::Cap => caps(ledger, day),
    };
    table.expect("sums in range")
}

pub(super) struct Monotone;

impl Watch for Monotone {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let Seen::Draft {
            draft,
            before,
            verdict: Ok(receipt),
            ..
        } = seen
        else {
            return;
        };
        let is_new = receipt.entry == before.head().entry + 1;
        let terms = model.terms(draft.effective);
        if !is_new || terms.is_empty() {
            return;
        }
        let stood = standing(before, draft.effective);
        for (id, (entry, spent, state)) in standing(book.ledger(), draft.effective) {
            let Some((same, spent_before, state_before)) = stood.get(&id) else {
                continue;
            };
            let adds = matches!(&draft.act, Act::Spend(it) if !it.is_final);
            if adds && spent > *spent_before && *same == entry {
                assert!(state <= *state_before, "{id}: {:?}", draft.act);
            }
            if let Act::Vire(it) = &draft.act {
                let term = &terms[&id.parse().expect("the id of a term")].said;
                let to = it.to_stream.as_ref().unwrap_or(&it.stream);
                let out = !model.counts_to(term, &it.to, to);
                assert!(!out || state >= *state_before, "{id}: {:?}", draft.act);
            }
        }
    }
}

/// Of each floor: by which entry it is in force, what was spent, and how it stands.
fn standing(
    ledger: &Ledger,
    day: Option<NaiveDate>,
) -> BTreeMap<String, (String, Pence, FloorState)> {
    let table = table_of(ledger, TermKind::Floor, day);
    let known = (0..table.rows.len()).filter(|row| text(&table, *row, "spent") != "not recorded");
    let read = |row: usize| {
        let state = FloorState::from_word(&text(&table, row, "state"));
        let state = state.expect("how a floor stands");
        let entry = text(&table, row, "entry");
        (
            text(&table, row, "id"),
            (entry, sum(&table, row, "spent"), state),
        )
    };
    let mut all = BTreeMap::new();
    for row in known {
        let (id, standing) = read(row);
        all.insert(id, standing);
    }
    all
}

fn text(table: &Table, row: usize, column: &str) -> String {
    let cell = table.find(row, column).expect("a column of the table");
    cell.to_string()
}

fn sum(table: &Table, row: usize, column: &str) -> Pence {
    let cell = table.find(row, column).and_then(Cell::money);
    cell.expect("a sum of the table").pence().into()
}
