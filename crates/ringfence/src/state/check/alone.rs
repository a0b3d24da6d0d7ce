//! Stage 1: the draft alone.

use chrono::NaiveDate;

use super::Case;
use crate::journal::act::{AddBody, Approval, Commit, Term};
use crate::journal::{Act, Rejection};
use crate::law::RuleBook;
use crate::noun::Recurrence;
use crate::word::Money;

impl Case<'_, '_> {
    pub(crate) fn look_at_the_draft_alone(&mut self) {
        match &self.draft.act {
            Act::AddBody(body) => self.look_at_body_alone(body),
            Act::AddStream(stream) => self.look_at_tolerance_alone(stream.tolerance),
            Act::ChangeControl(change) => self.look_at_change_alone(change),
            Act::SetFloor(term) | Act::SetCap(term) => self.look_at_term_alone(term),
            Act::AdoptBook(adopt) => {
                if let Err(faults) = RuleBook::read(&adopt.book) {
                    let faults = faults.faults().iter().map(ToString::to_string).collect();
                    self.refuse(Rejection::RuleBookInvalid { faults });
                }
            }
            Act::PublishTotal(total) if total.amount.is_negative() => {
                let (field, amount) = ("amount", total.amount);
                self.refuse(Rejection::AmountNotPositive { field, amount });
            }
            Act::Contribute(said) => self.look_at_contribution_alone(said),
            Act::Anticipate(said) => self.more_than_nought("amount", Some(said.amount)),
            Act::Vire(vire) => self.more_than_nought("amount", Some(vire.amount)),
            Act::ReProvide(again) => self.look_at_re_provision_alone(again),
            Act::Release(release) => self.more_than_nought("amount", Some(release.amount)),
            Act::Approve(approve) => self.look_at_approval_alone(approve.sum),
            Act::RecordDelay(delay) => self.ends_after_it_starts(delay.start, delay.end),
            Act::ChangeCost(change) => self.more_than_nought("annual", Some(change.annual)),
            Act::Share(it) => self.look_at_shares_alone(it),
            Act::Mainstream(it) => self.look_at_mainstreaming_alone(it),
            Act::RecordVacancy(it) => self.ends_after_it_starts(it.start, it.end),
            Act::Earmark(earmark) => self.more_than_nought("amount", Some(earmark.amount)),
            Act::Hold(hold) => self.more_than_nought("amount", Some(hold.amount)),
            Act::Commit(commit) => self.look_at_commitment_alone(commit),
            Act::Accrue(accrue) => self.look_at_accrual_alone(accrue),
            Act::Spend(spend) => self.look_at_spend_alone(spend),
            Act::Decommit(decommit) => self.more_than_nought("amount", decommit.amount),
            Act::GiveUp(give_up) => self.more_than_nought("amount", give_up.amount),
            Act::Prepay(it) => {
                self.look_at_what_is_taken_off(it.amount, it.entry, it.posted_as.as_ref());
            }
            Act::Credit(it) => {
                self.look_at_what_is_taken_off(it.amount, it.entry, it.posted_as.as_ref());
            }
            Act::TakeOn(line) => self.look_at_taking_on_alone(line),
            Act::Recharge(it) => self.look_at_recharge_alone(it),
            Act::Correct(correct) => {
                self.one_of_entry_and_key(correct.entry.is_some(), correct.posted_as.is_some());
            }
            _ => self.look_at_a_plan_alone(),
        }
        self.look_at_the_vintage();
        self.look_whether_it_has_a_day();
    }

    /// Names stand from the book's first day, records and books need none.
    fn look_whether_it_has_a_day(&mut self) {
        let needs_a_day = !matches!(
            self.draft.act,
            Act::AddBody(_)
                | Act::AddStream(_)
                | Act::PublishTotal(_)
                | Act::MarkNotRecorded(_)
                | Act::AdoptBook(_)
        );
        if needs_a_day && self.draft.effective.is_none() {
            self.missing("effective", "everything that happens");
        }
    }

    fn look_at_approval_alone(&mut self, sum: Approval) {
        match sum {
            Approval::Once { amount } => self.more_than_nought("amount", Some(amount)),
            Approval::Annual {
                annual,
                from,
                until,
            } => {
                self.more_than_nought("annual", Some(annual));
                let start = from.unwrap_or(self.effective);
                self.ends_after_it_starts(start, until);
            }
        }
    }

    fn look_at_body_alone(&mut self, body: &AddBody) {
        if body.parent.as_ref() == Some(&body.id) {
            self.refuse(Rejection::ParentCircle {
                body: body.id.to_string(),
            });
        }
        self.ends_after_it_starts(body.from.unwrap_or(self.effective), body.until);
        if body.id.as_str() == "nobody" {
            self.refuse(Rejection::FieldsConflict {
                fields: "id and the word nobody",
                works: "nobody is whom a delay may be put down to: use another id",
            });
        }
    }

    fn look_at_commitment_alone(&mut self, commit: &Commit) {
        self.more_than_nought("tolerance", commit.tolerance);
        match commit.term {
            Term::NonRecurrent { amount, .. } => self.more_than_nought("amount", Some(amount)),
            Term::Recurrent { annual, start, end } => {
                self.more_than_nought("annual", Some(annual));
                self.ends_after_it_starts(start, end);
            }
        }
        if commit.hold.as_ref() == Some(&commit.id) {
            self.refuse(Rejection::FieldsConflict {
                fields: "id and hold",
                works: "a commitment has an id of its own, apart from the hold's",
            });
        }
    }

    /// Money is of the year in which it is used, or of an earlier one.
    fn look_at_the_vintage(&mut self) {
        let vintage = match &self.draft.act {
            Act::Vire(vire) => vire.vintage,
            Act::Release(release) => release.vintage,
            Act::Earmark(earmark) => earmark.vintage,
            Act::Hold(hold) => hold.vintage,
            Act::Commit(commit) => commit.vintage,
            Act::Accrue(accrue) => accrue.vintage,
            Act::Spend(spend) => spend.vintage,
            Act::TakeOn(line) => line.vintage,
            Act::Profile(said) => said.vintage(),
            Act::Recharge(it) => it.vintage,
            _ => None,
        };
        let every_year = match &self.draft.act {
            Act::Vire(vire) => vire.recurrence == Recurrence::Recurrent,
            Act::Commit(commit) => matches!(commit.term, Term::Recurrent { .. }),
            _ => false,
        };
        if vintage.is_some() && every_year {
            self.refuse(Rejection::FieldsConflict {
                fields: "vintage and recurrent",
                works: "what recurs stands on the base, which is of the year's own vintage: \
                        leave the vintage out",
            });
        }
        if vintage.is_some() && vintage > self.year {
            self.refuse(Rejection::FieldsConflict {
                fields: "vintage and year",
                works: "a vintage is the year itself or an earlier one",
            });
        }
    }

    pub(crate) fn more_than_nought(&mut self, field: &'static str, amount: Option<Money>) {
        if let Some(amount) = amount.filter(|amount| !amount.is_positive()) {
            self.refuse(Rejection::AmountNotPositive { field, amount });
        }
    }

    pub(crate) fn ends_after_it_starts(&mut self, start: NaiveDate, end: Option<NaiveDate>) {
        if let Some(end) = end.filter(|end| *end < start) {
            self.refuse(Rejection::EndsBeforeStart { start, end });
        }
    }

    #[cold]
    pub(crate) fn missing(&mut self, field: &'static str, needed_for: &'static str) {
        self.refuse(Rejection::FieldMissing { field, needed_for });
    }
}
