//! What bodies were told, when, and how the day was stated.

use std::collections::BTreeSet;

use ringfence::journal::act::Allocate;
use ringfence::journal::{Act, Draft};
use ringfence::noun::Wording;
use ringfence_formats::{Align, Table, stated_sum};

use super::standing::mark_of;
use crate::loaded::Loaded;
use crate::show::{NOT_RECORDED, pounds};
use crate::tree::Tree;

/// The notices that are wanted, in posting order, with their notes and sources.
pub(super) fn letters(
    loaded: &Loaded,
    tree: &Tree,
    title: &str,
    wanted: impl Fn(&Allocate) -> bool,
) -> Table {
    let mut table = Table::new(title);
    table.columns(["body", "year"], Align::Left);
    table.columns(["given", "stated as"], Align::Right);
    table.columns(
        [
            "recurrence",
            "letter",
            "day as stated",
            "counts from",
            "spent",
        ],
        Align::Left,
    );
    let (mut notes, mut sources) = (BTreeSet::new(), BTreeSet::new());
    for (draft, notice) in notices(loaded).filter(|(_, notice)| wanted(notice)) {
        table.row(cells(loaded, tree, draft, notice));
        let note = draft.text.note.as_deref();
        notes.extend(note.map(|note| format!("{}: {note}", notice.year)));
        sources.extend(draft.text.source.as_deref());
    }
    let mut table = table.with_alike_told_once();
    notes.into_iter().for_each(|note| table.note(note));
    sources
        .into_iter()
        .for_each(|source| table.note(format!("Source: {source}")));
    table
}

fn cells(loaded: &Loaded, tree: &Tree, draft: &Draft, notice: &Allocate) -> [String; 9] {
    let mark = mark_of(loaded, &notice.stream, &notice.to, notice.year);
    let spent = match mark {
        Some("") => NOT_RECORDED.to_owned(),
        Some(words) => format!("{NOT_RECORDED} (\"{words}\")"),
        None if notice.amount.is_zero() => "nothing to spend".to_owned(),
        None => "no mark: see its position".to_owned(),
    };
    let given = if notice.amount.is_zero() {
        "£0".to_owned()
    } else {
        pounds(notice.amount)
    };
    let words = |text: &Option<std::sync::Arc<str>>| text.as_deref().unwrap_or("").to_owned();
    [
        tree.name_of(notice.to.as_str()).to_owned(),
        notice.year.to_string(),
        given,
        stated_sum(notice.amount, notice.stated),
        notice.recurrence.word().to_owned(),
        words(&draft.text.notice),
        words(&draft.text.dated),
        draft
            .effective
            .map_or_else(String::new, |day| day.to_string()),
        spent,
    ]
}

fn notices(loaded: &Loaded) -> impl Iterator<Item = (&Draft, &Allocate)> {
    loaded.acts(|act| match act {
        Act::Allocate(notice) => Some(notice),
        _ => None,
    })
}
