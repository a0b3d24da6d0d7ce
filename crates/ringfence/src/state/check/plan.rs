//! Forecasts and frozen months.

use super::Case;
use crate::journal::act::{Forecast, Freeze};
use crate::journal::{Act, Rejection};

impl Case<'_, '_> {
    pub(crate) fn look_at_a_plan_alone(&mut self) {
        match &self.draft.act {
            Act::Profile(said) => self.look_at_profile_alone(said),
            Act::Forecast(said) => self.look_at_forecast_alone(said),
            Act::Freeze(freeze) => self.look_at_freeze_alone(freeze),
            Act::AddPlan(_) | Act::AddPlanLine(_) | Act::PublishPlan(_) => {
                self.look_at_three_years_alone();
            }
            Act::RecordMilestone(it) => self.look_at_milestone_alone(it),
            Act::Evaluate(_) => self.needs_words("evidence", "an evaluation"),
            Act::StopProject(_) => self.needs_words("reason", "the end of a project"),
            Act::Redact(it) => self.look_at_redaction_alone(it),
            _ => self.look_at_what_it_says_of_bodies_alone(),
        }
    }

    /// Nothing may have been spent, but not less; and a forecast says why.
    fn look_at_forecast_alone(&mut self, said: &Forecast) {
        if said.amount.is_negative() {
            self.more_than_nought("amount", Some(said.amount));
        }
        let reason = self.draft.text.reason.as_deref().unwrap_or_default();
        if reason.trim().is_empty() {
            self.missing("reason", "a forecast");
        }
    }

    fn look_at_freeze_alone(&mut self, freeze: &Freeze) {
        if !(1..=12).contains(&freeze.month) {
            self.refuse(Rejection::FieldsConflict {
                fields: "month and year",
                works: "a month from 1 to 12, counted from the first of the year",
            });
        }
    }

    /// What is planned or was submitted names what is there, and names it anew.
    pub(crate) fn look_at_what_is_planned(&mut self) {
        match &self.draft.act {
            Act::TakeOn(line) => self.look_at_what_is_taken_on(line),
            Act::Profile(said) => self.look_at_what_is_profiled(said),
            Act::Forecast(said) => self.look_at_what_is_forecast(said),
            Act::Freeze(freeze) => self.look_at_what_is_frozen(freeze),
            Act::AddPlan(_) | Act::AddPlanLine(_) | Act::PublishPlan(_) => {
                self.look_at_what_a_plan_names();
            }
            _ => self.look_at_what_it_says_of_bodies(),
        }
    }

    fn look_at_what_is_forecast(&mut self, said: &Forecast) {
        self.needs_stream(said.stream.as_str());
        self.needs_body(self.named.body, said.body.as_str());
    }

    fn look_at_what_is_frozen(&mut self, freeze: &Freeze) {
        if let Some(at) = self.ledger.frozen.find(&freeze.id) {
            let entry = self.ledger.frozen[at].entry;
            self.taken(freeze.id.to_string(), "a frozen month", entry);
        }
    }
}
