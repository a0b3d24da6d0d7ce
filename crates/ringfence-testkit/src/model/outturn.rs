//! How years of bodies turned out, as it was recorded.

use std::collections::BTreeMap;

use ringfence::journal::act::RecordOutturn;
use ringfence::journal::{Act, Draft};
use ringfence::word::Money;

use super::Model;
use super::date::Code;

/// A limit or a cost below nought.
pub(super) fn is_below_nought(act: &RecordOutturn) -> bool {
    let sums = [act.limit, act.cost];
    sums.into_iter().flatten().any(|sum| sum.pence() < 0)
}

/// Nothing said, or by no source, or of a duty without the words of the source.
pub(super) fn says_too_little(draft: &Draft, act: &RecordOutturn) -> bool {
    let text = &draft.text;
    let [source, notice, words] = [&text.source, &text.notice, &text.words].map(|said| {
        let said = said.as_ref();
        said.is_some_and(|words| !words.trim().is_empty())
    });
    let figures = [act.limit, act.cost, act.result];
    let something = figures != [None; 3] || act.status.is_some();
    !something || !(source || notice) || (act.status.is_some() && !words)
}

/// A result beside what it is reckoned from, or a period that begins after its end.
pub(super) fn outturn_conflicts(act: &RecordOutturn) -> bool {
    let twice = act.result.is_some() && (act.limit.is_some() || act.cost.is_some());
    let since = act.status.as_ref().and_then(|it| it.since);
    twice || since.is_some_and(|since| since > act.year)
}

impl Model {
    /// An outturn may be recorded at any time, of any year of a body that there is.
    pub(crate) fn record_outturn(
        &mut self,
        draft: &Draft,
        act: &RecordOutturn,
    ) -> Result<(), Code> {
        self.known_body(&act.body)?;
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    /// The result of each year of each body, as it was recorded last; nothing inside where what was
    /// recorded last does not say it.
    pub fn results(&self) -> BTreeMap<[String; 2], Option<Money>> {
        let mut said = Vec::new();
        for (number, entry) in self.standing() {
            let Some(draft) = &entry.draft else { continue };
            let Act::RecordOutturn(it) = &draft.act else {
                continue;
            };
            let result = match (it.limit, it.cost, it.result) {
                (None, None, None) => continue,
                (Some(limit), Some(cost), _) => {
                    Some(limit.checked_sub(cost).expect("both are nought or more"))
                }
                (_, _, stated) => stated,
            };
            let of = [it.body.to_string(), it.year.to_string()];
            said.push((draft.effective, number, of, result));
        }
        said.sort();
        said.into_iter()
            .map(|(_, _, of, result)| (of, result))
            .collect()
    }
}
