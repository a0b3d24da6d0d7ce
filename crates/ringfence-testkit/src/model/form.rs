//! What is wrong with a draft alone.

use chrono::NaiveDate;
use ringfence::journal::act::{
    Accrue, Allocate, Approval, Mainstream, PartyShare, ProfileOf, Recharge, Share, Spend, Term,
};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, Counts, PromiseId, Recurrence, TermKind};
use ringfence::word::{Money, MonthShape};

use super::Model;
use super::date::Code;
use super::outturn::{is_below_nought, outturn_conflicts, says_too_little};
use super::redact::is_out_of_order;
use super::take_on::{sums_taken_on, take_on_conflicts};

impl Model {
    /// The first fault of a draft that shows before its key and dates are looked at.
    pub(crate) fn alone(&self, draft: &Draft) -> Result<(), Code> {
        let act = &draft.act;
        if matches!(act, Act::CloseYear(_)) {
            return Err("only_by_plan");
        }
        if sums_of(act).iter().any(|sum| !sum.is_positive()) || self.says_nothing(act) {
            return Err("amount_not_positive");
        }
        if lacks_its_day(draft) || says_no_reason(draft) || lacks_a_field(draft) {
            return Err("field_missing");
        }
        let of_its_own = self.has_no_rest(act) || self.is_by_another_day(act);
        let to_come = met_on_a_later_day(act, draft.effective.unwrap_or(self.first_day));
        if conflicts(act) || to_come || of_its_own || self.moves_nothing(draft) {
            return Err("fields_conflict");
        }
        let holds_from = draft.effective.unwrap_or(self.first_day);
        if term_of(act, holds_from).is_some_and(|(start, end)| end < start) {
            return Err("ends_before_start");
        }
        match act {
            Act::AddBody(it) if it.parent.as_ref() == Some(&it.id) => Err("parent_circle"),
            Act::AdoptBook(it) if leaves_a_table_open(&it.book) => Err("rule_book_invalid"),
            _ => Ok(()),
        }
    }

    /// A total or an outturn below nought, or nothing passed down.
    fn says_nothing(&self, act: &Act) -> bool {
        match act {
            Act::PublishTotal(it) => it.amount.is_negative(),
            Act::RecordOutturn(it) => is_below_nought(it),
            Act::Allocate(it) => it.amount.is_zero() && self.passes_down(it),
            _ => false,
        }
    }

    /// Nothing is left to give back where no commitment was made.
    fn has_no_rest(&self, act: &Act) -> bool {
        let Act::Spend(act) = act else { return false };
        let met = act.accrual.as_ref().and_then(|it| self.accruals.get(it));
        act.is_final && met.is_some_and(|it| it.commitment.is_none())
    }

    /// The day of a floor lies in its year; a cap has none.
    fn is_by_another_day(&self, act: &Act) -> bool {
        let Some((kind, it)) = act.stream_term() else {
            return false;
        };
        let first = self.calendar.first_day(it.year);
        let last = self.calendar.last_day(it.year);
        let outside = |by: NaiveDate| by < first || by > last || kind == TermKind::Cap;
        it.by_day.is_some_and(outside)
    }

    fn passes_down(&self, act: &Allocate) -> bool {
        let giver = self.giver_of(act);
        let source = self.source_of(&act.stream, &act.to);
        let known = giver
            .as_ref()
            .is_some_and(|it| self.bodies.contains_key(it))
            && self.bodies.contains_key(&act.to)
            && self.streams.contains_key(&act.stream);
        known && giver != source
    }
}

/// The sums that are more than nought in any act that holds.
fn sums_of(act: &Act) -> Vec<Money> {
    match act {
        Act::Anticipate(it) => vec![it.amount],
        Act::Contribute(it) => vec![it.amount],
        Act::Release(it) => vec![it.amount],
        Act::ReProvide(it) => vec![it.amount],
        Act::Vire(it) => vec![it.amount],
        Act::Earmark(it) => vec![it.amount],
        Act::Hold(it) => vec![it.amount],
        Act::Accrue(it) => vec![it.amount],
        Act::Spend(it) => vec![it.amount],
        Act::ChangeCost(it) => vec![it.annual],
        Act::Mainstream(it) => Vec::from_iter(it.annual),
        Act::Prepay(it) => vec![it.amount],
        Act::Profile(it) => least_of(&it.shape),
        Act::TakeOn(it) => sums_taken_on(it),
        Act::Forecast(it) => Vec::from_iter(Some(it.amount).filter(|it| it.is_negative())),
        Act::AddPlanLine(it) => vec![it.amount],
        Act::Credit(it) => vec![it.amount],
        Act::Recharge(it) => vec![it.amount],
        Act::Decommit(it) => Vec::from_iter(it.amount),
        Act::GiveUp(it) => Vec::from_iter(it.amount),
        Act::AddStream(it) => Vec::from_iter(it.tolerance.amount()),
        Act::SetFloor(it) | Act::SetCap(it) => Vec::from_iter(it.sum.amount()),
        Act::ChangeControl(it) => Vec::from_iter(it.tolerance.amount()),
        Act::Commit(it) => {
            let sum = match it.term {
                Term::NonRecurrent { amount, .. } => amount,
                Term::Recurrent { annual, .. } => annual,
            };
            Vec::from_iter([sum].into_iter().chain(it.tolerance))
        }
        Act::Approve(it) => match it.sum {
            Approval::Once { amount } => vec![amount],
            Approval::Annual { annual, .. } => vec![annual],
        },
        _ => Vec::new(),
    }
}

/// What must be more than nought of a shape: something, and no month below it.
fn least_of(shape: &MonthShape) -> Vec<Money> {
    match shape {
        MonthShape::Weights { weights } => {
            Vec::from_iter(weights.iter().all(|it| *it == 0).then_some(Money::ZERO))
        }
        MonthShape::Amounts { amounts } => {
            let below = amounts.iter().copied().filter(|it| it.is_negative());
            let nothing = amounts.iter().all(|it| it.is_zero());
            below.chain(nothing.then_some(Money::ZERO)).collect()
        }
        MonthShape::Term { .. } => Vec::new(),
    }
}

/// The first and the last day of what an act is about, where it says a last one.
fn term_of(act: &Act, holds_from: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (start, end) = match act {
        Act::AddBody(it) => (it.from.unwrap_or(holds_from), it.until),
        Act::RecordDelay(it) => (it.start, it.end),
        Act::Profile(it) => match it.shape {
            MonthShape::Term { start, end } => (start, end),
            _ => return None,
        },
        Act::RecordVacancy(it) => (it.start, it.end),
        Act::Approve(it) => match it.sum {
            Approval::Annual { from, until, .. } => (from.unwrap_or(holds_from), until),
            Approval::Once { .. } => return None,
        },
        Act::Commit(it) => match it.term {
            Term::Recurrent { start, end, .. } => (start, end),
            Term::NonRecurrent { .. } => return None,
        },
        _ => return None,
    };
    end.map(|end| (start, end))
}

/// Names stand from the book's first day, records and books need none: all else has its day.
fn lacks_its_day(draft: &Draft) -> bool {
    let needs_none = matches!(
        draft.act,
        Act::AddBody(_)
            | Act::AddStream(_)
            | Act::PublishTotal(_)
            | Act::MarkNotRecorded(_)
            | Act::AdoptBook(_)
    );
    !needs_none && draft.effective.is_none()
}

/// A change of control says by which letter or why, a recharge why or by which evidence, a floor
/// and a cap, and what is said of a body, by which letter or source, a forecast why, a line that is
/// taken on from where, a redaction why.
fn says_no_reason(draft: &Draft) -> bool {
    let text = &draft.text;
    let words = match draft.act {
        Act::ChangeControl(_) => [&text.notice, &text.reason],
        Act::Recharge(_) => [&text.evidence, &text.reason],
        Act::SetFloor(_) | Act::SetCap(_) => [&text.notice, &text.source],
        Act::MakeLegal(_) | Act::EndBody(_) | Act::RecordPopulation(_) => {
            [&text.notice, &text.source]
        }
        Act::RecordFact(_) if text.evidence.is_none() => [&text.notice, &text.source],
        Act::RecordFact(_) => [&text.evidence, &None],
        Act::Forecast(_) | Act::StopProject(_) | Act::Redact(_) => [&text.reason, &None],
        Act::Evaluate(_) => [&text.evidence, &None],
        Act::TakeOn(_) => [&text.source, &None],
        _ => return false,
    };
    let mut said = words.into_iter().flatten();
    said.all(|words| words.trim().is_empty())
}

fn lacks_a_field(draft: &Draft) -> bool {
    match &draft.act {
        Act::RecordOutturn(it) => says_too_little(draft, it),
        Act::Redact(it) => it.entries.is_empty(),
        Act::SetFloor(it) | Act::SetCap(it) => {
            it.counts == Counts::AnyStream && it.purposes.is_empty()
        }
        Act::Spend(it) if it.commitment.is_none() && it.accrual.is_none() => {
            it.stream.is_none() || it.body.is_none() || it.purpose.is_none()
        }
        Act::Recharge(it) if it.commitment.is_none() => {
            it.stream.is_none() || it.body.is_none() || it.purpose.is_none()
        }
        Act::Accrue(it) if it.commitment.is_none() => {
            it.stream.is_none() || it.body.is_none() || it.purpose.is_none()
        }
        _ => false,
    }
}

fn accrual_conflicts(it: &Accrue) -> bool {
    let whose = it.stream.is_some() || it.body.is_some() || it.vintage.is_some();
    it.commitment.is_some() && (whose || it.project.is_some() || it.purpose.is_some())
}

fn spend_conflicts(it: &Spend) -> bool {
    let named = it.commitment.is_some() || it.accrual.is_some();
    let twice = it.commitment.is_some() && it.accrual.is_some();
    let whose = it.stream.is_some() || it.body.is_some() || it.vintage.is_some();
    let says = whose || it.project.is_some() || it.purpose.is_some();
    let part_of_nothing = it.part && it.accrual.is_none();
    twice || part_of_nothing || (named && says) || (!named && it.is_final)
}

fn recharge_conflicts(it: &Recharge) -> bool {
    let whose = it.stream.is_some() || it.body.is_some() || it.vintage.is_some();
    let says = whose || it.project.is_some() || it.purpose.is_some();
    it.entry.is_some() == it.posted_as.is_some() || it.commitment.is_some() && says
}

/// A milestone that is met on a day that has not come.
fn met_on_a_later_day(act: &Act, day: NaiveDate) -> bool {
    match act {
        Act::RecordMilestone(it) => it.met.is_some_and(|met| met > day),
        _ => false,
    }
}

fn shares_conflict(it: &Share) -> bool {
    let bodies = |all: &[PartyShare]| -> Vec<_> { all.iter().map(|it| it.body.clone()).collect() };
    let (cost, left) = (bodies(&it.cost), bodies(&it.left));
    let twice = |all: &[BodyId]| (1..all.len()).any(|at| all[..at].contains(&all[at]));
    cost.is_empty() || twice(&cost) || twice(&left) || left.iter().any(|id| !cost.contains(id))
}

fn mainstreaming_conflicts(it: &Mainstream) -> bool {
    let twice = |ids: &[PromiseId]| (1..ids.len()).any(|at| ids[..at].contains(&ids[at]));
    let (named, new) = (it.commitments.len(), it.new_ids.len());
    let unpaired = new != 0 && new != named;
    twice(&it.commitments) || twice(&it.new_ids) || unpaired || it.annual.is_some() && named > 1
}

/// Whether fields exclude each other.
fn conflicts(act: &Act) -> bool {
    match act {
        Act::Contribute(it) => it.partner == it.body,
        Act::RecordOutturn(it) => outturn_conflicts(it),
        Act::EndBody(it) => {
            let heirs: Vec<_> = it.into.iter().map(|heir| &heir.body).collect();
            let twice = (1..heirs.len()).any(|at| heirs[..at].contains(&heirs[at]));
            twice || heirs.contains(&&it.body)
        }
        Act::Allocate(it) => it.opening && it.recurrence != Recurrence::Recurrent,
        Act::Commit(it) => {
            let of_no_year = matches!(it.term, Term::Recurrent { .. }) && it.vintage.is_some();
            of_no_year || it.hold.as_ref() == Some(&it.id)
        }
        Act::Share(it) => shares_conflict(it),
        Act::Mainstream(it) => mainstreaming_conflicts(it),
        Act::ReProvide(it) => it.year.next() == it.year,
        Act::Vire(it) => it.recurrence == Recurrence::Recurrent && it.vintage.is_some(),
        Act::Profile(it) => match it.of {
            ProfileOf::Line { vintage, year, .. } => vintage.is_some_and(|it| year < it),
            ProfileOf::Commitment { .. } => false,
        },
        Act::Redact(it) => is_out_of_order(it),
        Act::Freeze(it) => it.month == 0 || it.month > 12,
        Act::TakeOn(it) => take_on_conflicts(it),
        Act::Accrue(it) => accrual_conflicts(it),
        Act::Spend(it) => spend_conflicts(it),
        Act::Prepay(it) => it.entry.is_some() == it.posted_as.is_some(),
        Act::Credit(it) => it.entry.is_some() == it.posted_as.is_some(),
        Act::Recharge(it) => recharge_conflicts(it),
        Act::Correct(it) => it.entry.is_some() == it.posted_as.is_some(),
        _ => false,
    }
}

/// Whether a line of a rule book begins a table and does not end it.
fn leaves_a_table_open(book: &str) -> bool {
    let mut lines = book.lines().map(str::trim);
    lines.any(|line| {
        let ends = if line.starts_with("[[") { "]]" } else { "]" };
        line.starts_with('[') && !line.ends_with(ends)
    })
}
