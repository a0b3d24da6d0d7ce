//! Who answers and how many people there are, as the book and the model see it.

use chrono::Days;
use ringfence::state::{Ledger, Selection};
use ringfence::view::bodies;

use crate::generate::id;
use crate::model::Model;

/// Each body today, and half a year ago, as it stands by what is known now.
pub(super) fn compare(ledger: &Ledger, model: &Model, after: &str) {
    let today = ledger.head().recorded;
    for day in [today, today - Days::new(180)] {
        let of = Selection {
            as_at: Some(day),
            ..Selection::default()
        };
        let table = bodies(ledger, &of);
        assert_eq!(table.rows.len(), model.bodies.len(), "bodies after {after}");
        for row in 0..table.rows.len() {
            let text = |column| table.find(row, column).map(ToString::to_string);
            let id = &id(&text("body").expect("a column of the view"));
            let answers = model.accountable(id, day).map(|it| it.to_string());
            assert_eq!(text("accountable"), answers, "{id} on {day} after {after}");
            let ends = model.last_day(id).map(|it| it.to_string());
            let seen = text("ends").filter(|it| !it.is_empty());
            assert_eq!(seen, ends, "end of {id} after {after}");
            let people = model.population(id, day).map(|it| it.to_string());
            let seen = text("population").filter(|it| !it.is_empty());
            assert_eq!(seen, people, "people of {id} on {day} after {after}");
        }
    }
}
