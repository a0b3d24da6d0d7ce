//! What roles thought would have been spent, as rules read it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::YearFacts;
use crate::law::{FactError, FactName, Group, Record};
use crate::state::index::At;
use crate::state::record::{Body, Stream};

/// The forecasts of a year that stand, by body and stream, in the order of their days.
pub(super) type Foretold = BTreeMap<(At<Body>, At<Stream>), Vec<Arc<Record>>>;

impl YearFacts<'_> {
    /// What was forecast of a body's stream, gathered once for all lines.
    pub(super) fn forecasts_of(
        &mut self,
        body: At<Body>,
        stream: At<Stream>,
    ) -> Result<Vec<Arc<Record>>, FactError> {
        let all = match self.foretold.take() {
            Some(all) => all,
            None => self.foretell()?,
        };
        let its = all.get(&(body, stream)).cloned();
        self.foretold = Some(all);
        Ok(its.unwrap_or_default())
    }

    fn foretell(&self) -> Result<Foretold, FactError> {
        let last = self.ledger.calendar().last_day(self.year);
        let mut all = Foretold::new();
        for it in self.ledger.forecasts_standing(self.year, last) {
            let entry = [it.entry];
            let mut record = Record::new(Group::Forecast);
            record
                .set(FactName::ForecastOn, it.on, &entry)?
                .set(FactName::ForecastRole, it.role.as_str(), &entry)?
                .set(FactName::ForecastAmount, it.amount, &entry)?;
            if let Some((day, by)) = it.superseded {
                record.set(FactName::ForecastSupersededOn, day, &[by])?;
            }
            let its = all.entry((it.body, it.stream)).or_default();
            its.push(Arc::new(record));
        }
        Ok(all)
    }
}
