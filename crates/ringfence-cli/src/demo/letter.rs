//! What bodies were told, when, and how the day was stated.

use std::collections::BTreeSet;

use ringfence::state::Ledger;
use ringfence::view::{self, Cell};
use ringfence::word::Money;
use ringfence_formats::{Align, Table, stated_sum};

use super::asked::words;
use crate::loaded::Loaded;
use crate::show::{NOT_RECORDED, pounds};
use crate::tree::Tree;

/// The notices of a stream that stand, in posting order, with their notes and sources.
pub(super) fn letters(loaded: &Loaded, tree: &Tree, title: &str, stream: &str) -> Table {
    let ledger = loaded.book.ledger();
    let notices = view::notices(ledger);
    let mut table = Table::new(title);
    table.columns(["body", "year"], Align::Left);
    table.columns(["given", "stated as"], Align::Right);
    let asked = [
        "recurrence",
        "letter",
        "day as stated",
        "counts from",
        "spent",
    ];
    table.columns(asked, Align::Left);
    let (mut notes, mut sources) = (BTreeSet::new(), BTreeSet::new());
    let stands = |row: &usize| {
        words(&notices, *row, "stream") == stream
            && words(&notices, *row, "corrected_by").is_empty()
    };
    for row in (0..notices.rows.len()).filter(stands) {
        let told = |column| words(&notices, row, column);
        let amount = notices.find(row, "amount").and_then(Cell::money);
        let amount = amount.unwrap_or(Money::ZERO);
        let [given, stated] = shown(amount, notices.find(row, "stated"));
        table.row([
            tree.name_of(&told("receiver")).to_owned(),
            told("year"),
            given,
            stated,
            told("recurrence"),
            told("notice"),
            told("dated"),
            told("effective"),
            spent(ledger, [&told("receiver"), stream, &told("year")], amount),
        ]);
        notes.extend(
            Some(told("note"))
                .filter(|note| !note.is_empty())
                .map(|note| format!("{}: {note}", told("year"))),
        );
        sources.extend(Some(told("source")).filter(|source| !source.is_empty()));
    }
    let mut table = table.with_alike_told_once();
    notes.into_iter().for_each(|note| table.note(note));
    for source in sources {
        table.note(format!("Source: {source}"));
    }
    table
}

/// What was given, in pounds and as the letter stated it. A notice of nought is one.
fn shown(amount: Money, stated: Option<&Cell>) -> [String; 2] {
    let given = if amount.is_zero() {
        "£0".to_owned()
    } else {
        pounds(amount)
    };
    let stated = match stated {
        Some(Cell::Stated { amount, stated }) => stated_sum(*amount, Some(*stated)),
        _ => given.clone(),
    };
    [given, stated]
}

/// What a body spent of a stream in a year: not recorded where a mark says so, with its words.
fn spent(ledger: &Ledger, [body, stream, year]: [&str; 3], given: Money) -> String {
    let marks = view::marks(ledger);
    let told = |row: usize, column| words(&marks, row, column);
    let of = [
        ("body", body),
        ("stream", stream),
        ("year", year),
        ("what", "spend"),
    ];
    let speaks = |row: &usize| {
        let same = of.iter().all(|(column, text)| told(*row, column) == *text);
        same && told(*row, "corrected_by").is_empty()
    };
    let mark = (0..marks.rows.len()).find(speaks);
    match mark.map(|row| told(row, "words")) {
        None if given.is_zero() => "nothing to spend".to_owned(),
        None => "see its position".to_owned(),
        Some(words) if words.is_empty() => NOT_RECORDED.to_owned(),
        Some(words) => format!("{NOT_RECORDED} (\"{words}\")"),
    }
}
