//! How a year of a body turned out.

use super::Case;
use crate::journal::Rejection;
use crate::journal::act::RecordOutturn;

impl Case<'_, '_> {
    /// An outturn says something, by its source; a result stands alone, since it is limit less
    /// cost; and what is said of a duty is said in the source's own words, of years up to its own.
    pub(crate) fn look_at_outturn_alone(&mut self, said: &RecordOutturn) {
        self.look_at_its_source("an outturn");
        let nothing = [said.limit, said.cost, said.result] == [None; 3];
        if nothing && said.status.is_none() {
            self.missing("limit, cost, result or published", "an outturn");
        }
        for (field, sum) in [("limit", said.limit), ("cost", said.cost)] {
            if sum.is_some_and(|sum| sum.is_negative()) {
                self.more_than_nought(field, sum);
            }
        }
        if said.result.is_some() && (said.limit.is_some() || said.cost.is_some()) {
            self.refuse(Rejection::FieldsConflict {
                fields: "result and limit or cost",
                works: "a limit and a cost, whose difference is the result; or a result alone",
            });
        }
        let Some(status) = &said.status else { return };
        let words = self.draft.text.words.as_deref().unwrap_or_default();
        if words.trim().is_empty() {
            self.missing("words", "what a source says of a duty");
        }
        if status.since.is_some_and(|since| since > said.year) {
            self.refuse(Rejection::FieldsConflict {
                fields: "since and year",
                works: "since is the first year that the source speaks of, year the last",
            });
        }
    }
}
