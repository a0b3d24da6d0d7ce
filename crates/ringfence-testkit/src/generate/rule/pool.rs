//! The values that random books and the facts before them are drawn from: few, so that they meet.

use chrono::{Days, NaiveDate};
use ringfence::law::{FactName, FactType, Group, Pot, Value, vocabulary};
use ringfence::word::{FinancialYear, Money};

use super::tape::Tape;
use crate::tree::{self, Tree};

const SUMS: [i64; 14] = [
    0,
    1,
    100_000,
    10_000,
    33_333,
    1_234_567,
    50,
    99_999,
    100_001,
    2_000_000,
    -1,
    -50_000,
    999_999_999_999_999_999,
    -999_999_999_999_999_999,
];
const DAYS: [&str; 10] = [
    "2016-04-01",
    "2017-03-31",
    "2016-10-01",
    "2017-02-28",
    "2017-04-01",
    "2016-03-31",
    "2017-01-31",
    "2016-02-29",
    "2010-04-01",
    "2017-03-30",
];
const TEXTS: [&str; 8] = [
    "cluster",
    "harbour",
    "upland",
    "nobody",
    "procurement",
    "winter",
    "core",
    "seaward",
];
const WHOLES: [i64; 9] = [0, 1, 2, 3, 5, 10, 100, -1, i64::MAX];
const YEARS: [u16; 4] = [2016, 2015, 2017, 2010];

/// The groups of records that an item has.
pub(super) const GROUPS: [Group; 8] = [
    Group::Delay,
    Group::Slippage,
    Group::Approval,
    Group::Notice,
    Group::Given,
    Group::Next,
    Group::Forecast,
    Group::Member,
];

/// The facts that books read most; now and then any of the vocabulary.
const READ: [FactName; 51] = [
    FactName::ItemKind,
    FactName::ItemAmount,
    FactName::LineAge,
    FactName::ProjectApproved,
    FactName::ItemTied,
    FactName::LineAllocated,
    FactName::LineSpent,
    FactName::LineHops,
    FactName::BodyId,
    FactName::BodyAccountable,
    FactName::StreamId,
    FactName::StreamKind,
    FactName::ItemAttached,
    FactName::LineVintage,
    FactName::LineRecurrence,
    FactName::LineBase,
    FactName::LineLastSpentOn,
    FactName::BodyUnspent,
    FactName::StreamAuthority,
    FactName::AccountableSpent,
    FactName::YearItself,
    FactName::YearFirstDay,
    FactName::YearLastDay,
    FactName::YearNext,
    FactName::ProjectId,
    FactName::ProjectApprovedOn,
    FactName::ProjectState,
    FactName::ProjectVerdict,
    FactName::CommitmentPlacedOn,
    FactName::DelayCause,
    FactName::DelayAttributableTo,
    FactName::DelayStart,
    FactName::DelayEnd,
    FactName::DelayEvidence,
    FactName::ApprovalOn,
    FactName::ApprovalBy,
    FactName::NoticeEffective,
    FactName::NoticeAmount,
    FactName::GivenEffective,
    FactName::GivenAmount,
    FactName::GivenRecurrence,
    FactName::NextEffective,
    FactName::NextAmount,
    FactName::ForecastOn,
    FactName::ForecastRole,
    FactName::ForecastAmount,
    FactName::ForecastSupersededOn,
    FactName::MemberId,
    FactName::MemberKind,
    FactName::MemberAllocated,
    FactName::MemberSpent,
];

/// Who says something; nothing where nobody is named.
pub(super) fn author(tape: &mut Tape<'_>) -> Option<String> {
    let named = tape.below(3) != 0;
    named.then(|| person(tape))
}

/// Somebody who says something: most often one of two, so that one speaks again.
pub(super) fn person(tape: &mut Tape<'_>) -> String {
    let among = match tape.one_in(3) {
        true => &TEXTS[..],
        false => &TEXTS[..2],
    };
    tape.pick(among).to_owned()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the pool")
}

/// A value of a type; a sum, a number or a day now and then one off.
pub(crate) fn value(tape: &mut Tape<'_>, kind: FactType) -> Value {
    match kind {
        FactType::Money => {
            let off = tape.pick(&[0, 0, 0, 1, -1]);
            let pence = (tape.pick(&SUMS) + off).clamp(SUMS[13], SUMS[12]);
            Value::Money(Money::from_pence(pence).expect("a sum in range"))
        }
        FactType::Date => {
            let named = day(tape.pick(&DAYS));
            Value::Date(match tape.below(6) {
                4 => named + Days::new(1),
                5 => named - Days::new(1),
                _ => named,
            })
        }
        FactType::Year => {
            let first = FinancialYear::starting(tape.pick(&YEARS));
            Value::Year(first.expect("a year that exists"))
        }
        FactType::Text => Value::Text(tape.pick(&TEXTS).into()),
        FactType::Whole => Value::Whole(tape.pick(&WHOLES)),
        FactType::Flag => Value::Flag(tape.below(2) == 0),
    }
}

/// A value of a fact: one of its words, where they are closed.
pub(crate) fn value_of(tape: &mut Tape<'_>, fact: FactName) -> Value {
    match fact.entry().words {
        [] => value(tape, fact.entry().kind),
        words => Value::Text(tape.pick(words).into()),
    }
}

/// A value as a rule writes it.
pub(crate) fn stated(value: &Value) -> Tree {
    match value {
        Value::Money(sum) if sum.pence() % 100 == 0 => Tree::Integer(sum.pence() / 100),
        Value::Money(sum) => tree::text(&sum.to_string()),
        Value::Date(day) => tree::day(*day),
        Value::Year(year) => tree::text(&year.to_string()),
        Value::Text(text) => tree::text(text),
        Value::Whole(number) => Tree::Integer(*number),
        Value::Flag(flag) => Tree::Boolean(*flag),
    }
}

/// A fact for which a test holds; of a group only where that is looked at.
pub(crate) fn fact(
    tape: &mut Tape<'_>,
    suits: impl Fn(FactName) -> bool + Copy,
) -> Option<FactName> {
    let of_items = |name: &FactName| {
        let room = name.name().split('.').next();
        !matches!(room, Some("ask" | "earlier"))
    };
    let all: Vec<FactName> = match tape.one_in(8) {
        true => {
            let all = vocabulary().iter().map(|entry| entry.fact);
            all.filter(of_items).collect()
        }
        false => READ.to_vec(),
    };
    let fitting: Vec<FactName> = all.into_iter().filter(|name| suits(*name)).collect();
    (!fitting.is_empty()).then(|| tape.pick(&fitting))
}

/// One of several facts for which a test holds.
pub(super) fn one_of(
    tape: &mut Tape<'_>,
    all: Vec<FactName>,
    suits: impl Fn(FactName) -> bool,
) -> Option<FactName> {
    let fitting: Vec<FactName> = all.into_iter().filter(|name| suits(*name)).collect();
    (!fitting.is_empty()).then(|| tape.pick(&fitting))
}

/// The sums that an estate knows of each scope.
pub(crate) const SUMS_OF_ESTATE: [&str; 9] = [
    "allocated",
    "authority",
    "available",
    "earmarked",
    "held",
    "committed",
    "spent",
    "unspent",
    "net_allocated",
];

const OF_ITEM: [FactName; 12] = [
    FactName::ItemKind,
    FactName::ItemAmount,
    FactName::ItemKind,
    FactName::BodyId,
    FactName::StreamId,
    FactName::ItemTied,
    FactName::BodyAccountable,
    FactName::LineVintage,
    FactName::LineAge,
    FactName::YearItself,
    FactName::YearFirstDay,
    FactName::YearLastDay,
];

/// What all money of a line has in common, beside sums.
const OF_LINE: [FactName; 7] = [
    FactName::BodyKind,
    FactName::BodyId,
    FactName::StreamId,
    FactName::BodyAccountable,
    FactName::YearItself,
    FactName::YearFirstDay,
    FactName::YearLastDay,
];

/// What an estate knows of its items.
pub(super) fn of_estate() -> Vec<FactName> {
    let sums = sums_of(&["line", "body", "accountable", "stream"]);
    // Sums are many: each fact of the item comes twice for them.
    let item = OF_ITEM.into_iter().chain(OF_ITEM);
    item.chain(sums).collect()
}

/// What a cover may ask of an item.
pub(super) fn of_covered() -> Vec<FactName> {
    let kinds = [FactName::ItemKind, FactName::BodyKind].repeat(4);
    kinds.into_iter().chain(of_estate()).collect()
}

/// What a cover may ask of a line that wants something.
pub(super) fn of_wanting() -> Vec<FactName> {
    let sums = sums_of(&["body", "accountable", "stream"]);
    let line = OF_LINE.into_iter().chain(OF_LINE).chain(OF_LINE);
    line.chain(sums).collect()
}

/// What is the same for all items of a pot.
pub(super) fn of_pot(per: Pot) -> Vec<FactName> {
    let scopes: &[&str] = match per {
        Pot::Line => &["line", "body", "accountable", "stream"],
        Pot::Body => &["body", "accountable"],
        Pot::Accountable => &["accountable"],
        Pot::Nearest(_) => &[],
        Pot::Stream => &["stream"],
    };
    let days = [FactName::YearFirstDay, FactName::YearLastDay];
    sums_of(scopes).into_iter().chain(days).collect()
}

fn sums_of(scopes: &[&str]) -> Vec<FactName> {
    sums_named(scopes, &SUMS_OF_ESTATE)
}

fn sums_named(scopes: &[&str], sums: &[&str]) -> Vec<FactName> {
    let names = scopes
        .iter()
        .flat_map(|scope| sums.iter().map(move |sum| format!("{scope}.{sum}")));
    names.filter_map(|name| FactName::find(&name)).collect()
}

/// The sums that are known before an ask.
pub(crate) const SUMS_OF_ASK: [&str; 8] = [
    "allocated",
    "authority",
    "committed",
    "held",
    "earmarked",
    "spent",
    "vired_in",
    "vired_out",
];

const OF_ASK: [FactName; 16] = [
    FactName::AskKind,
    FactName::AskAmount,
    FactName::AskAmount,
    FactName::AskOn,
    FactName::AskPurpose,
    FactName::AskRecurrence,
    FactName::AskBy,
    FactName::AskToBody,
    FactName::AskToStream,
    FactName::BodyId,
    FactName::StreamId,
    FactName::BodyAccountable,
    FactName::YearItself,
    FactName::YearFirstDay,
    FactName::EarlierOn,
    FactName::EarlierAmount,
];

/// What a rule on drafts reads.
pub(super) fn of_ask() -> Vec<FactName> {
    let sums = sums_named(&["body", "accountable", "stream"], &SUMS_OF_ASK);
    OF_ASK.into_iter().chain(OF_ASK).chain(sums).collect()
}

/// What a duty reads.
pub(super) const OF_DUTY: [FactName; 10] = [
    FactName::BodyId,
    FactName::BodyKind,
    FactName::BodyAccountable,
    FactName::YearItself,
    FactName::YearFirstDay,
    FactName::YearLastDay,
    FactName::OutturnYear,
    FactName::OutturnLimit,
    FactName::OutturnCost,
    FactName::OutturnResult,
];

/// What a duty on lines reads.
pub(super) fn of_lines() -> Vec<FactName> {
    let line = ["year", "body", "stream", "vintage", "recurrence"];
    let sums = sums_named(&["ledger"], &SUMS_OF_LEDGER);
    let line = sums_named(&["ledger"], &line);
    OF_DUTY.into_iter().chain(line).chain(sums).collect()
}

/// The sums of a line that a duty is given.
pub(crate) const SUMS_OF_LEDGER: [&str; 5] = [
    "spent",
    "net_allocated",
    "allocated",
    "unspent",
    "authority",
];
