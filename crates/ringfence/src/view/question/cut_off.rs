//! Question 13: what stands open between two years.

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use super::trace::Opened;
use crate::noun::Account;
use crate::state::{CutOffRead, CutOffWhat, Ledger, Origin};
use crate::view::Cell;
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 13,
    name: "cut_off",
    title: "Cut-off",
    wording: "What was received and not invoiced, invoiced and not received, ordered and not \
              received, when the year ended?",
    about: "A row for each accrual, prepayment and commitment that stands open in the year, in \
            the order of what it is, body, stream and id. What the year itself settled is not \
            there; what its close then did with an order is not looked at. The months of a \
            recurrent commitment that passed without cost stand last: they are slippage, and \
            nothing is owed for them.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text(
            "what",
            "received, not invoiced; invoiced, not received; ordered, not received; months \
             without cost",
        ),
        Derived::text("id", "the accrual, the prepayment or the commitment"),
        Derived::text("body", "whose line"),
        Derived::text("stream", "of which stream"),
        Derived::text("commitment", "the commitment that it is of"),
        Derived::date(
            "since",
            "the day on which it was received, invoiced or ordered",
        ),
        Derived::money("amount", "what stands open of it in the year"),
        Derived::money("settled", "what later years have invoiced or used of it"),
        Derived::text("settled_by", "the entries that did"),
        Derived::number("entry", "the entry that made it"),
    ],
    adds_up: &["amount"],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut rows = Rows::default();
    let mut all = ledger.cut_off_read(year, asking.as_at);
    all.retain(|it| asking.is_about(it.body, it.stream));
    all.sort_by(|a, b| (a.what, a.body, a.stream, &a.id).cmp(&(b.what, b.body, b.stream, &b.id)));
    for it in all {
        let by: Vec<String> = it.settled_by.iter().map(ToString::to_string).collect();
        let sum = |pence| Cell::maybe(Money::from_pence(pence).ok(), Cell::Money);
        let cells = vec![
            Cell::words(word(it.what)),
            Cell::words(&it.id),
            Cell::words(it.body),
            Cell::words(it.stream),
            Cell::maybe(it.promise, Cell::words),
            Cell::Date(it.since),
            sum(it.pence),
            sum(it.settled),
            Cell::said(&by.join(", ")),
            Cell::Number(it.entry),
        ];
        let opened = opened(&it, year);
        let entries = std::iter::once(it.entry).chain(it.settled_by);
        let promise = it.promise.cloned().map(Origin::Promise);
        let origins = entries.map(Origin::Entry).chain(promise).collect();
        rows.add_opened(cells, origins, vec![opened]);
    }
    Ok(rows)
}

/// The movements that left so much of it open: what made it, and what the year took of it.
fn opened(it: &CutOffRead<'_>, year: FinancialYear) -> Opened {
    let made = std::iter::once(&it.entry).chain(&it.settled_in);
    let of_entries = made
        .map(|entry| Origin::Of(*entry, it.body.clone(), it.stream.clone(), year))
        .collect();
    let (account, sign, origins) = match (it.what, it.promise) {
        (CutOffWhat::ReceivedNotInvoiced, _) => (Account::Accrued, 1, of_entries),
        (CutOffWhat::InvoicedNotReceived, _) | (_, None) => (Account::Prepaid, -1, of_entries),
        (_, Some(promise)) => {
            let kept = Origin::Kept(promise.clone(), year);
            (Account::Committed, 1, vec![kept])
        }
    };
    Opened {
        column: "amount",
        accounts: vec![(account, sign)],
        origins,
    }
}

fn word(what: CutOffWhat) -> &'static str {
    match what {
        CutOffWhat::ReceivedNotInvoiced => "received, not invoiced",
        CutOffWhat::InvoicedNotReceived => "invoiced, not received",
        CutOffWhat::OrderedNotReceived => "ordered, not received",
        CutOffWhat::MonthsWithoutCost => "months without cost",
    }
}
