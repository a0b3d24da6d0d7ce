//! Any draft at all: nothing in it need make sense.

use chrono::NaiveDate;
use proptest::prelude::*;
use ringfence::journal::{Act, Draft};
use ringfence::word::{Calendar, Money};

use super::choice::{any_choice, draft_of};
use super::country::{Country, opening_drafts};
use crate::model::Model;

/// Any draft: sums to the ends of the type, days to the ends of the calendar, names that exist
/// and names that do not.
pub fn any_draft() -> impl Strategy<Value = Draft> {
    let parts = (any_choice(), any_sum(), any_day(), any_day(), any::<u8>());
    parts.prop_map(|(choice, sum, effective, recorded, wild)| {
        let mut model = Model::new(Calendar::default(), Country::first_day());
        for draft in opening_drafts() {
            model.post(&draft).expect("the country begins well");
        }
        let mut draft = draft_of(&choice, &model);
        if wild & 1 == 1 {
            set_sum(&mut draft.act, sum);
        }
        if wild & 2 == 2 {
            draft.effective = effective;
        }
        if wild & 4 == 4 {
            draft.recorded = recorded;
        }
        draft
    })
}

fn any_sum() -> impl Strategy<Value = Money> {
    prop_oneof![
        Just(Money::MAX),
        Just(Money::MIN),
        Just(Money::ZERO),
        any::<i32>().prop_map(Money::new),
        (-999_999_999_999_999_999_i64..=999_999_999_999_999_999)
            .prop_map(|pence| Money::from_pence(pence).expect("within the type")),
    ]
}

fn any_day() -> impl Strategy<Value = Option<NaiveDate>> {
    prop_oneof![
        Just(None),
        Just(Some(NaiveDate::MIN)),
        Just(Some(NaiveDate::MAX)),
        (0..2_000_i32).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(736_000 + days)),
        any::<i32>().prop_map(NaiveDate::from_num_days_from_ce_opt),
    ]
}

fn set_sum(act: &mut Act, sum: Money) {
    match act {
        Act::Allocate(it) => (it.amount, it.full_year) = (sum, Some(sum)),
        Act::Anticipate(it) => it.amount = sum,
        Act::Contribute(it) => it.amount = sum,
        Act::Release(it) => it.amount = sum,
        Act::Vire(it) => it.amount = sum,
        Act::Earmark(it) => it.amount = sum,
        Act::Hold(it) => it.amount = sum,
        Act::Accrue(it) => it.amount = sum,
        Act::Spend(it) => it.amount = sum,
        Act::ChangeCost(it) => it.annual = sum,
        Act::Mainstream(it) => it.annual = Some(sum),
        Act::Prepay(it) => it.amount = sum,
        Act::Credit(it) => it.amount = sum,
        Act::Recharge(it) => it.amount = sum,
        Act::Decommit(it) => it.amount = Some(sum),
        Act::GiveUp(it) => it.amount = Some(sum),
        Act::PublishTotal(it) => it.amount = sum,
        Act::TakeOn(it) => (it.authority, it.full_year) = (sum, it.full_year.map(|_| sum)),
        _ => {}
    }
}
