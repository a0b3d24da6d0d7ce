//! What falls short is found.

use ringfence::journal::Act;
use ringfence::noun::{Line, Wording};
use ringfence::view::findings;
use ringfence::word::FinancialYear;
use ringfence_store::{Book, MemoryStore};

use super::walk::positions;
use super::{Seen, Watch};
use crate::model::Model;

/// The last clause of law 7: each line below nought has its finding, and no other line has.
pub(super) struct ShortfallFound;

impl Watch for ShortfallFound {
    fn see(&mut self, seen: Seen<'_>, _: &Book<MemoryStore>, model: &Model) {
        let Seen::Close { before, .. } = seen else {
            return;
        };
        let found = findings(before, None).expect("sums in range");
        // What no source records makes no finding.
        let is_marked = |year: &FinancialYear, line: &Line| {
            let mut acts = model.acts();
            acts.any(|(_, _, act)| match act {
                Act::MarkNotRecorded(it) => {
                    (it.year, &it.stream, &it.body) == (*year, &line.stream, &line.body)
                }
                _ => false,
            })
        };
        let told = positions(before).into_iter();
        for ((year, line), it) in told.filter(|((year, line), _)| !is_marked(year, line)) {
            let (kind, lacks) = match model.is_suspense(&line.stream) {
                true => ("in_suspense", it.spent),
                false => ("over_committed", it.available.negated()),
            };
            let wanted = [
                ("finding", kind.to_owned()),
                ("body", line.body.to_string()),
                ("stream", line.stream.to_string()),
                ("year", year.to_string()),
                ("vintage", line.vintage.to_string()),
                ("recurrence", line.recurrence.word().to_owned()),
                ("amount", lacks.in_words()),
            ];
            let fits = |row: &usize| {
                let mut all = wanted.iter();
                all.all(|(name, text)| {
                    found.find(*row, name).map(ToString::to_string).as_ref() == Some(text)
                })
            };
            let count = (0..found.rows.len()).filter(fits).count();
            assert_eq!(
                count,
                usize::from(lacks.is_positive()),
                "{line} in {year}: {it:?}"
            );
        }
    }
}
