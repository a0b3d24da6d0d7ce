//! A closed year, as it was closed.

use ringfence::noun::StreamId;
use ringfence::state::Ledger;
use ringfence::view;
use ringfence::word::{FinancialYear, Money};
use ringfence_formats::{Align, Table};

use super::asked::{shown, sum, words};
use super::standing::without_blank_columns;
use crate::tree::Tree;

/// What is shown, and the kind of item of the library.
const KINDS: [(&str, &str); 6] = [
    ("owed", "commitment"),
    ("slippage", "slippage"),
    ("earmarked", "earmark"),
    ("held", "hold"),
    ("free", "free"),
    ("overspent", "deficit"),
];

/// The rule book under which a year was closed.
pub(super) fn book_of(ledger: &Ledger, year: FinancialYear) -> String {
    words(&view::decisions_of(ledger, year), 0, "book")
}

/// What was unspent in a stream, what became of it, and to whom it fell.
pub(super) fn closed(
    ledger: &Ledger,
    tree: &Tree,
    stream: &StreamId,
    year: FinancialYear,
) -> Table {
    let next = year.next();
    let decisions = view::decisions_of(ledger, year);
    let book = book_of(ledger, year);
    let title = format!("What became of what was unspent: {stream}, {year}, under {book}");
    let mut table = Table::new(title);
    table.column("body", Align::Left);
    table.columns(KINDS.map(|(name, _)| name), Align::Right);
    table.columns(["kept", "lapsed", "met"], Align::Right);
    table.column(format!("unfunded in {next}"), Align::Right);
    let mut answers: Vec<(String, Vec<&str>)> = Vec::new();
    let own = |body: &str| {
        let own = (0..decisions.rows.len()).filter(|row| {
            words(&decisions, *row, "stream") == stream.as_str()
                && words(&decisions, *row, "body") == body
        });
        own.collect::<Vec<usize>>()
    };
    for (branch, name) in tree.shown(|branch| !own(branch.id.as_str()).is_empty()) {
        let of_body = [("stream", stream.as_str()), ("body", branch.id.as_str())];
        let first = own(branch.id.as_str())[0];
        let accountable = words(&decisions, first, "accountable");
        let own = if accountable == branch.id.as_str() {
            "itself"
        } else {
            tree.name_of(branch.id.as_str())
        };
        match answers.iter_mut().find(|(board, _)| *board == accountable) {
            Some((_, bodies)) => bodies.push(own),
            None => answers.push((accountable, vec![own])),
        }
        table.row([name].into_iter().chain(sums(&decisions, &of_body)));
    }
    let all = sums(&decisions, &[("stream", stream.as_str())]);
    table.row(["all".to_owned()].into_iter().chain(all));
    let mut table = without_blank_columns(&table);
    for (accountable, bodies) in answers {
        let board = tree.name_of(&accountable);
        table.note(format!("{board} answers for {}.", bodies.join(", ")));
    }
    table.note("What lapses falls to the body that answers, and it meets what was overspent.");
    table.note(format!(
        "An order not received by 31 March is still owed: where its money lapsed, it stands \
         unfunded on the money of {next}."
    ));
    table
}

/// The sums of some decisions, as they are shown.
fn sums(decisions: &view::Table, of: &[(&str, &str)]) -> Vec<String> {
    let of_kind = |column, kind| sum(decisions, column, &[of, &[("kind", kind)]].concat());
    let kinds = KINDS.map(|(_, kind)| match kind {
        "deficit" => of_kind("amount", kind).map(Money::negated),
        _ => of_kind("amount", kind),
    });
    let became = [
        sum(decisions, "kept", of),
        sum(decisions, "lapsed", of),
        sum(decisions, "absorbed", of).map(Money::negated),
        of_kind("lapsed", "commitment"),
    ];
    kinds.into_iter().chain(became).map(shown).collect()
}
