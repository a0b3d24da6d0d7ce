//! Why months of a commitment passed without cost.

use std::sync::Arc;

use chrono::NaiveDate;

use super::item::{Item, ItemKind};
use super::plan::Decision;
use crate::journal::act::Term;
use crate::law::{Fact, FactError, FactName, Group, Record, Value};
use crate::state::Ledger;
use crate::state::post::Vacant;
use crate::state::succession::eve;
use crate::word::FinancialYear;

impl Ledger {
    /// The stretches of a year in which the post of a slippage item stood vacant, while its
    /// commitment was to pay for it.
    pub(crate) fn slippage_records(
        &self,
        item: &Item,
        year: FinancialYear,
    ) -> Vec<Result<Record, FactError>> {
        let slipped = item.promise.filter(|_| item.kind == ItemKind::Slippage);
        let post = slipped.and_then(|at| Some((at, self.post_of.get(&at)?)));
        let Some((promise, post)) = post.map(|(at, post)| (at, &self.posts[*post])) else {
            return Vec::new();
        };
        let Term::Recurrent { start, end, .. } = self.agreed_of(promise).term else {
            return Vec::new();
        };
        let calendar = self.calendar();
        let first = calendar.first_day(year).max(start);
        let last = calendar.last_day(year);
        let gone = self.gone_from(promise, |entry| self.counts_still(entry));
        let ends = [end, gone.map(eve)].into_iter().flatten();
        let last = ends.fold(last, NaiveDate::min);
        let vacant = post.vacant(self.planned_start(post), |entry| self.counts_still(entry));
        let within = |it: &Vacant<'_>| Some(record(it, it.within(first, last)?));
        vacant.iter().filter_map(within).collect()
    }
}

impl Decision {
    /// Why it slipped: the causes of the vacancies, each once, in the order of days; *unknown*
    /// for one of which nobody said why. Nothing where no vacancy is recorded.
    pub fn cause(&self) -> Option<String> {
        let mut causes: Vec<&str> = Vec::new();
        for record in self.facts.records(Group::Slippage) {
            let cause = match record.fact(FactName::SlippageCause) {
                Fact::Known(Value::Text(cause)) => cause,
                _ => "unknown",
            };
            if !causes.contains(&cause) {
                causes.push(cause);
            }
        }
        (!causes.is_empty()).then(|| causes.join(", "))
    }
}

fn record(
    vacant: &Vacant<'_>,
    (start, end): (chrono::NaiveDate, chrono::NaiveDate),
) -> Result<Record, FactError> {
    let entries = Vec::from_iter(vacant.entry);
    let said = vacant.said;
    let cause = said.map_or(Fact::Unknown, |it| Fact::from(it.cause.as_str()));
    let attributed = said.and_then(|it| it.attributable_to.as_ref());
    let attributed = attributed.map_or(Fact::Unknown, |party| {
        Fact::from(Arc::<str>::from(party.to_string()))
    });
    let mut record = Record::new(Group::Slippage);
    record
        .set(FactName::SlippageCause, cause, &entries)?
        .set(FactName::SlippageAttributableTo, attributed, &entries)?
        .set(FactName::SlippageStart, start, &entries)?
        .set(FactName::SlippageEnd, end, &entries)?
        .set(
            FactName::SlippageEvidence,
            said.is_some_and(|it| it.evidenced),
            &entries,
        )?;
    Ok(record)
}
