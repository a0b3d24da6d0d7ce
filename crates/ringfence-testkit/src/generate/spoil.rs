//! Spoiling a draft that holds.

use chrono::{Days, Months};
use ringfence::journal::act::{FactOf, ProfileOf, Term};
use ringfence::journal::{Act, Draft};
use ringfence::noun::TermSum;
use ringfence::word::{FinancialYear, Money, MonthShape};

use super::Choice;
use super::country::id;
use super::life::{of_nobody, of_nothing};
use super::promise::unheld;
use crate::model::Model;

/// The same draft with one fault, so far as a draft of its kind can have it.
pub(crate) fn spoilt(mut draft: Draft, choice: &Choice, model: &Model) -> Draft {
    match choice.other % 16 {
        0..4 => each_sum(&mut draft.act, |sum| far_above(sum, choice)),
        4 => each_sum(&mut draft.act, Money::negated),
        5 => each_year(&mut draft.act, FinancialYear::previous),
        6 => each_year(&mut draft.act, FinancialYear::next),
        7 => draft.effective = draft.effective.map(|day| day + Months::new(14)),
        8 => draft.effective = draft.effective.map(|day| day - Months::new(14)),
        9 => draft.recorded = Some(model.recorded - Days::new(1)),
        10 => foreign_purpose(&mut draft.act),
        11 => unknown_name(&mut draft.act),
        12 => taken_name(&mut draft.act, model),
        13 => {
            if let Some(key) = model.keys.keys().next() {
                draft.key = Some(key.clone());
            }
        }
        14 => unheld(&mut draft.act, model),
        _ => out_of_its_stream(&mut draft),
    }
    draft
}

/// A virement to another stream, and no letter that allows it; a recharge that nothing proves, a
/// line that is taken on from nowhere.
fn out_of_its_stream(draft: &mut Draft) {
    (draft.text.notice, draft.text.evidence, draft.text.reason) = (None, None, None);
    if let Act::TakeOn(_) = draft.act {
        draft.text.source = None;
    }
    if let Act::Vire(it) = &mut draft.act {
        it.to_stream = Some(id("learning"));
    }
    if let Act::Allocate(it) = &mut draft.act {
        it.from = Some(id("moor"));
    }
}

fn far_above(sum: Money, choice: &Choice) -> Money {
    let more = i64::from(choice.sum) * i64::from(choice.sum) * 10_000;
    sum.checked_add(Money::from_pence(more + 1).unwrap_or(Money::ZERO))
        .unwrap_or(sum)
}

pub(super) fn each_sum(act: &mut Act, change: impl Fn(Money) -> Money) {
    match act {
        Act::SetFloor(it) | Act::SetCap(it) => {
            if let TermSum::Amount { amount } = &mut it.sum {
                *amount = change(*amount);
            }
        }
        Act::Anticipate(it) => it.amount = change(it.amount),
        Act::Contribute(it) => it.amount = change(it.amount),
        Act::Allocate(it) => it.amount = change(it.amount),
        Act::Release(it) => it.amount = change(it.amount),
        Act::ReProvide(it) => it.amount = change(it.amount),
        Act::Vire(it) => it.amount = change(it.amount),
        Act::Earmark(it) => it.amount = change(it.amount),
        Act::Hold(it) => it.amount = change(it.amount),
        Act::Accrue(it) => it.amount = change(it.amount),
        Act::Spend(it) => it.amount = change(it.amount),
        Act::ChangeCost(it) => it.annual = change(it.annual),
        Act::Mainstream(it) => it.annual = it.annual.map(change),
        Act::Prepay(it) => it.amount = change(it.amount),
        Act::Credit(it) => it.amount = change(it.amount),
        Act::Recharge(it) => it.amount = change(it.amount),
        Act::Decommit(it) => it.amount = it.amount.map(change),
        Act::GiveUp(it) => it.amount = it.amount.map(change),
        Act::Forecast(it) => it.amount = change(it.amount),
        Act::AddPlanLine(it) => it.amount = change(it.amount),
        Act::RecordOutturn(it) => it.cost = it.cost.map(change),
        Act::TakeOn(it) => it.invoiced = change(it.invoiced),
        Act::Profile(it) => {
            if let MonthShape::Amounts { amounts } = &mut it.shape {
                amounts[11] = change(amounts[11]);
            }
        }
        Act::Commit(it) => match &mut it.term {
            Term::NonRecurrent { amount, .. } => *amount = change(*amount),
            Term::Recurrent { annual, .. } => *annual = change(*annual),
        },
        _ => {}
    }
}

fn each_year(act: &mut Act, change: impl Fn(FinancialYear) -> FinancialYear) {
    match act {
        Act::SetFloor(it) | Act::SetCap(it) => it.year = change(it.year),
        Act::Anticipate(it) => it.year = change(it.year),
        Act::Contribute(it) => it.year = change(it.year),
        Act::Allocate(it) => it.year = change(it.year),
        Act::Release(it) => it.year = change(it.year),
        Act::ReProvide(it) => it.year = change(it.year),
        Act::Vire(it) => it.year = change(it.year),
        Act::Earmark(it) => it.year = change(it.year),
        Act::Hold(it) => it.year = change(it.year),
        Act::Accrue(it) => it.year = it.year.map(change),
        Act::Spend(it) => it.year = it.year.map(change),
        Act::Forecast(it) => it.year = change(it.year),
        Act::AddPlan(it) => it.first_year = change(it.first_year),
        Act::AddPlanLine(it) => it.year = change(it.year),
        Act::RecordOutturn(it) => it.year = change(it.year),
        Act::TakeOn(it) => it.year = change(it.year),
        Act::Profile(it) => {
            if let ProfileOf::Line { year, .. } = &mut it.of {
                *year = change(*year);
            }
        }
        Act::Recharge(it) => it.year = it.year.map(change),
        Act::Commit(it) => {
            if let Term::NonRecurrent { year, .. } = &mut it.term {
                *year = change(*year);
            }
        }
        _ => {}
    }
}

fn foreign_purpose(act: &mut Act) {
    let foreign = id("car-parks");
    match act {
        Act::SetFloor(it) | Act::SetCap(it) => it.purposes = vec![foreign],
        Act::Hold(it) => it.purpose = foreign,
        Act::Commit(it) => it.purpose = foreign,
        Act::Accrue(it) => it.purpose = it.purpose.is_some().then_some(foreign),
        Act::Spend(it) => it.purpose = it.purpose.is_some().then_some(foreign),
        Act::Recharge(it) => it.purpose = it.purpose.is_some().then_some(foreign),
        _ => {}
    }
}

fn unknown_name(act: &mut Act) {
    match act {
        Act::SetFloor(it) | Act::SetCap(it) => it.body = id("nowhere"),
        Act::Anticipate(it) => it.body = id("nowhere"),
        Act::Contribute(it) => it.partner = it.body.clone(),
        Act::Allocate(it) if it.confirms.is_some() => it.confirms = Some(id("nothing")),
        Act::Allocate(it) => it.to = id("nowhere"),
        Act::Release(it) => it.stream = id("nothing"),
        Act::ReProvide(it) => it.to = id("nowhere"),
        Act::Vire(it) => it.to = id("nowhere"),
        Act::Propose(it) if !it.chain.is_empty() => of_nobody(it),
        Act::Propose(it) => it.body = id("nowhere"),
        Act::Approve(it) => it.project = id("nothing"),
        Act::RecordDelay(it) => it.project = id("nothing"),
        Act::ChangeCost(it) => it.id = id("nothing"),
        Act::Share(it) => it.cost[0].body = id("nowhere"),
        Act::Mainstream(it) if it.commitments.is_empty() => it.project = id("nothing"),
        Act::Mainstream(it) => it.commitments = vec![id("nothing")],
        Act::Fill(it) => it.post = id("nothing"),
        Act::RecordVacancy(it) => it.post = id("nothing"),
        Act::RecordFact(it) => {
            it.of = FactOf::Body {
                body: id("nowhere"),
            }
        }
        Act::RecordOutturn(it) => it.body = id("nowhere"),
        Act::Earmark(it) => it.project = id("nothing"),
        Act::Hold(it) => it.stream = id("nothing"),
        Act::Commit(it) => it.hold = Some(id("nothing")),
        Act::Accrue(it) => it.commitment = it.commitment.as_ref().map(|_| id("nothing")),
        Act::Spend(it) => {
            it.commitment = it.commitment.as_ref().map(|_| id("nothing"));
            it.accrual = it.accrual.as_ref().map(|_| id("nothing"));
        }
        Act::Prepay(it) => it.entry = Some(1_000_000),
        Act::UsePrepayment(it) => it.id = id("nothing"),
        Act::Credit(it) => it.entry = Some(1_000_000),
        Act::Forecast(it) => it.body = id("nowhere"),
        Act::AddPlan(it) => it.body = id("nowhere"),
        Act::AddPlanLine(it) => it.plan = id("nothing"),
        Act::PublishPlan(it) => it.id = id("nothing"),
        Act::TakeOn(it) => it.body = id("nowhere"),
        Act::Profile(it) => match &mut it.of {
            ProfileOf::Line { body, .. } => *body = id("nowhere"),
            ProfileOf::Commitment { commitment } => *commitment = id("nothing"),
        },
        Act::Recharge(it) if it.commitment.is_some() => it.commitment = Some(id("nothing")),
        Act::Recharge(it) => it.entry = Some(1_000_000),
        Act::Decommit(it) => it.id = id("nothing"),
        Act::GiveUp(it) => it.id = id("nothing"),
        Act::Correct(it) => it.entry = Some(1_000_000),
        Act::Redact(it) => it.entries.push(1_000_000),
        _ => of_nothing(act),
    }
}

fn taken_name(act: &mut Act, model: &Model) {
    if let Some(taken) = model.promises.keys().next() {
        match act {
            Act::Hold(it) => it.id = taken.clone(),
            Act::Commit(it) => it.id = taken.clone(),
            Act::Mainstream(it) => it.new_ids = vec![taken.clone()],
            _ => {}
        }
    }
    if let (Act::Anticipate(it), Some(taken)) = (&mut *act, model.anticipated().next()) {
        it.id = taken.id.clone();
    }
    if let (Act::Prepay(it), Some(taken)) = (&mut *act, model.prepayments.keys().next()) {
        it.id = taken.clone();
    }
    if let (Act::Accrue(it), Some(taken)) = (&mut *act, model.accruals.keys().next()) {
        it.id = taken.clone();
    }
    if let (Act::AddPlan(it), Some(taken)) = (&mut *act, model.plans().first()) {
        it.id = taken.id.clone();
    }
    if let (Act::Propose(it), Some(taken)) = (&mut *act, model.projects.keys().next()) {
        it.id = taken.clone();
    }
    if let Act::AddBody(it) = act {
        it.parent = None;
    }
}
