//! What a body was told, when, and how the day was stated.

use ringfence::journal::act::Allocate;
use ringfence::journal::{Act, Draft};
use ringfence_formats::{Align, Table, stated_sum};

use super::standing::is_not_recorded;
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::NOT_RECORDED;
use crate::tree::Tree;

/// The notices of one stream to one body, in the order of the days from which they count.
pub(super) fn letters(
    loaded: &Loaded,
    tree: &Tree,
    stream: &str,
    body: &str,
) -> Result<Table, Failure> {
    let title = format!("{}: the notices of stream {stream}", tree.name_of(body));
    let mut table = Table::new(title);
    table.column("year", Align::Left);
    table.column("given", Align::Right);
    table.column("stated as", Align::Right);
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
    let mut sources = Vec::new();
    for (draft, notice) in notices(loaded) {
        if notice.stream.as_str() != stream || notice.to.as_str() != body {
            continue;
        }
        let spent = match is_not_recorded(loaded, &notice.stream, &notice.to, notice.year) {
            Some("") => NOT_RECORDED.to_owned(),
            Some(words) => format!("{NOT_RECORDED} (\"{words}\")"),
            None => "nothing to spend".to_owned(),
        };
        let counts_from = draft
            .effective
            .map_or_else(String::new, |day| day.to_string());
        let given = notice.amount.in_words();
        table.row([
            notice.year.to_string(),
            given.strip_suffix(".00").unwrap_or(&given).to_owned(),
            stated_sum(notice.amount, notice.stated),
            ringfence::noun::Wording::word(notice.recurrence).to_owned(),
            draft.text.notice.as_deref().unwrap_or("").to_owned(),
            draft.text.dated.as_deref().unwrap_or("").to_owned(),
            counts_from,
            spent,
        ]);
        let note = draft
            .text
            .note
            .as_deref()
            .map(|note| format!("{}: {note}", notice.year));
        note.into_iter().for_each(|note| table.note(note));
        sources.extend(draft.text.source.as_deref());
    }
    sources.dedup();
    sources
        .first()
        .into_iter()
        .for_each(|source| table.note(format!("Source: {source}")));
    Ok(table)
}

/// Every notice with its draft.
pub(super) fn notices(loaded: &Loaded) -> impl Iterator<Item = (&Draft, &Allocate)> {
    loaded.acts(|act| match act {
        Act::Allocate(notice) => Some(notice),
        _ => None,
    })
}
