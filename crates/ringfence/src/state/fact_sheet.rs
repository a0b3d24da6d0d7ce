//! What rules of every question may read of a body, a stream and a year.

use super::Ledger;
use super::index::At;
use super::record::{Body, Stream};
use crate::law::{FactError, FactName, Facts};
use crate::noun::Wording;
use crate::word::FinancialYear;

impl Ledger {
    /// Sets what is known of a body in a year, and of the year.
    pub(crate) fn set_body_and_year(
        &self,
        facts: &mut Facts,
        body: At<Body>,
        year: FinancialYear,
    ) -> Result<(), FactError> {
        let (body, calendar) = (&self.bodies[body], self.calendar());
        let accountable = self.accountable_read(&body.id, year);
        facts
            .set(FactName::BodyId, &body.id, &[body.entry])?
            .set(FactName::BodyKind, body.kind.word(), &[body.entry])?
            .set(FactName::BodyAccountable, &accountable, &[])?
            .set(FactName::YearItself, year, &[])?
            .set(FactName::YearFirstDay, calendar.first_day(year), &[])?
            .set(FactName::YearLastDay, calendar.last_day(year), &[])?
            .set(FactName::YearNext, year.next(), &[])?;
        Ok(())
    }

    /// Sets what is known of a stream.
    pub(crate) fn set_stream(
        &self,
        facts: &mut Facts,
        stream: At<Stream>,
    ) -> Result<(), FactError> {
        let stream = &self.streams[stream];
        let entry = [stream.entry];
        facts.set(FactName::StreamId, &stream.id, &entry)?.set(
            FactName::StreamKind,
            stream.kind.word(),
            &entry,
        )?;
        if let Some(availability) = &stream.availability {
            facts.set(FactName::StreamAvailability, availability.as_str(), &entry)?;
        }
        Ok(())
    }
}
