//! What a value comes to where every fact is known.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::law::{FactName, FactType, Group, Value};
use ringfence::word::{FinancialYear, Money};

use super::complete::{Complete, Heard};
use super::standing::in_force;
use crate::tree::{self, Tree};

use FactType::{Date, Whole};

/// What there is: a sum in pence and a whole number are both a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    Number(i128),
    Date(NaiveDate),
    Year(FinancialYear),
    Text(String),
    Flag(bool),
}

/// One item before one book on one day.
pub(super) struct Hearing<'t> {
    pub(super) book: &'t Tree,
    pub(super) on: NaiveDate,
    pub(super) facts: &'t Complete,
    /// The record of each group that is looked at.
    pub(super) records: BTreeMap<Group, usize>,
    pub(super) reached: &'t RefCell<BTreeMap<String, u64>>,
}

const HEADS: [&str; 23] = [
    "fact",
    "recorded_on",
    "recorded_by",
    "parameter",
    "month",
    "day",
    "year",
    "of",
    "least",
    "greatest",
    "plus",
    "minus",
    "excess",
    "times",
    "cases",
    "sum",
    "count",
    "earliest",
    "latest",
    "days_from",
    "days_over",
    "month_of",
    "year_of",
];

pub(super) fn worth_of(value: &Value) -> Worth {
    match value {
        Value::Money(sum) => Worth::Number(sum.pence().into()),
        Value::Whole(number) => Worth::Number((*number).into()),
        Value::Date(day) => Worth::Date(*day),
        Value::Year(year) => Worth::Year(*year),
        Value::Text(text) => Worth::Text(text.to_string()),
        Value::Flag(flag) => Worth::Flag(*flag),
    }
}

impl<'t> Hearing<'t> {
    pub(super) fn reach(&self, what: &str) {
        let mut reached = self.reached.borrow_mut();
        match reached.get_mut(what) {
            Some(count) => *count += 1,
            None => {
                reached.insert(what.to_owned(), 1);
            }
        }
    }

    /// With one record of a group.
    pub(super) fn at(&self, group: Group, place: usize) -> Hearing<'t> {
        let mut records = self.records.clone();
        records.insert(group, place);
        Hearing { records, ..*self }
    }

    /// The places of the records of a group.
    pub(super) fn places(&self, group: Group) -> Vec<usize> {
        let all = self.facts.records.iter().enumerate();
        let its = all.filter(|(_, (its, _))| *its == group);
        its.map(|(place, _)| place).collect()
    }

    pub(super) fn fact(&self, name: FactName) -> Option<&'t Value> {
        match name.group() {
            None => self.facts.facts.get(&name),
            Some(group) => self.facts.records[*self.records.get(&group)?].1.get(&name),
        }
    }

    /// The item without its sign, or all that is asked for.
    pub(super) fn whole(&self) -> i128 {
        let item = self.fact(FactName::ItemAmount);
        match item.or_else(|| self.fact(FactName::AskAmount)) {
            Some(Value::Money(sum)) => i128::from(sum.pence()).abs(),
            _ => 0,
        }
    }

    /// What a value of this type comes to; nothing where it is absent.
    pub(super) fn worth(&self, of: &'t Tree, kind: FactType) -> Option<Worth> {
        let Tree::Table(_) = of else {
            return self.stated(of, kind);
        };
        let head = HEADS.into_iter().find(|head| of.get(head).is_some())?;
        self.reach(head);
        let inner = of.get(head)?;
        match head {
            "fact" => self.named(of, inner.as_str()?),
            "recorded_on" | "recorded_by" => self.of_record(of, head),
            "parameter" => self.parameter(of, inner.as_str()?, kind),
            "month" => self.day_within(of),
            "day" | "year" => self.moved(of, head, kind),
            "of" => Some(Worth::Number(self.share(of))),
            "least" | "greatest" => self.extreme(head, inner, kind),
            "plus" | "minus" => {
                let each = inner.as_array()?.iter().map(|it| self.number(it, kind));
                let mut each = each.collect::<Vec<_>>().into_iter();
                let first = each.next().unwrap_or(0);
                let sign = if head == "plus" { 1 } else { -1 };
                let sum = each.fold(first, |sum, one| narrowed(sum + sign * one));
                Some(Worth::Number(sum))
            }
            "excess" => {
                let above = self.number(of.get("above")?, kind);
                let over = narrowed(self.number(inner, kind) - above);
                Some(Worth::Number(over.max(0)))
            }
            "times" => {
                let count = self.number(inner, Whole);
                Some(Worth::Number(narrowed(
                    count * self.number(of.get("each")?, kind),
                )))
            }
            "days_from" => {
                let days = [inner, of.get("to")?].map(|day| self.day(day));
                let [Some(from), Some(to)] = days else {
                    return None;
                };
                Some(Worth::Number((to - from).num_days().into()))
            }
            "days_over" => self.days_over(of),
            "month_of" => {
                let month = self.day(inner)?.format("%m").to_string();
                month.parse().ok().map(Worth::Number)
            }
            "year_of" => self.year_of(inner),
            "cases" => {
                let mut cases = inner.as_array()?.iter();
                let held = cases.find(|it| it.get("when").is_some_and(|it| self.holds(it)));
                let value = held.map_or(of.get("otherwise"), |it| it.get("value"));
                self.worth(value?, kind)
            }
            _ => self.gathered(of, head, kind),
        }
    }

    /// The day from which the record counts that is read, or who said it.
    fn of_record(&self, of: &Tree, head: &str) -> Option<Worth> {
        let last = self.last_said(of, tree::text_of(of, head)?)?;
        if head == "recorded_on" {
            return Some(Worth::Date(last.since));
        }
        if last.by.is_none() {
            self.reach("recorded_by nobody");
        }
        last.by.clone().map(Worth::Text)
    }

    fn stated(&self, of: &Tree, kind: FactType) -> Option<Worth> {
        self.reach("stated");
        let text = of.as_str();
        match kind {
            FactType::Money => match (text, of) {
                (Some("all"), _) => Some(Worth::Number(self.whole())),
                (Some("tied"), _) => match self.fact(FactName::ItemTied) {
                    Some(Value::Money(sum)) => Some(Worth::Number(i128::from(sum.pence()).abs())),
                    _ => Some(Worth::Number(0)),
                },
                (Some(text), _) => {
                    let sum: Money = text.parse().ok()?;
                    Some(Worth::Number(sum.pence().into()))
                }
                (None, of) => Some(Worth::Number(i128::from(of.as_integer()?) * 100)),
            },
            FactType::Whole => Some(Worth::Number(of.as_integer()?.into())),
            FactType::Date => tree::as_day(of).map(Worth::Date),
            FactType::Year => text?.parse().ok().map(Worth::Year),
            FactType::Text => Some(Worth::Text(text?.to_owned())),
            FactType::Flag => of.as_bool().map(Worth::Flag),
        }
    }

    /// Inside a reckoning what is absent is nought.
    pub(super) fn number(&self, of: &'t Tree, kind: FactType) -> i128 {
        match self.worth(of, kind) {
            Some(Worth::Number(number)) => number,
            _ => 0,
        }
    }

    pub(super) fn day(&self, of: &'t Tree) -> Option<NaiveDate> {
        match self.worth(of, Date)? {
            Worth::Date(day) => Some(day),
            _ => None,
        }
    }

    /// The day on which something is read; nothing inside where it is absent.
    fn read_on(&self, of: &'t Tree) -> Option<NaiveDate> {
        match of.get("on") {
            None => Some(self.on),
            Some(day) => {
                self.reach("on another day");
                self.day(day)
            }
        }
    }

    fn named(&self, of: &'t Tree, name: &str) -> Option<Worth> {
        if let Some(fact) = FactName::find(name) {
            return self.fact(fact).map(worth_of);
        }
        self.last_said(of, name).map(|last| worth_of(&last.value))
    }

    /// What was recorded last of a fact of the book's own by the day on which it is read, by
    /// anybody or by the person of whom it is.
    fn last_said(&self, of: &'t Tree, name: &str) -> Option<&'t Heard> {
        let on = self.read_on(of)?;
        let said = self.facts.own.iter().enumerate();
        let said = said.filter(|(_, its)| its.name == name && its.day <= on);
        let mut said: Vec<(usize, &Heard)> = said.collect();
        said.sort_by_key(|(place, its)| (its.day, *place));
        if let Some(who) = of.get("by") {
            let Worth::Text(who) = self.worth(who, FactType::Text)? else {
                return None;
            };
            let last = said
                .last()
                .is_some_and(|(_, its)| its.by.as_ref() != Some(&who));
            said.retain(|(_, its)| its.by.as_ref() == Some(&who));
            self.reach(match (said.is_empty(), last) {
                (true, _) => "own by nobody",
                (false, true) => "own by, outlived",
                (false, false) => "own by",
            });
        }
        said.last().map(|(_, its)| *its)
    }

    fn parameter(&self, of: &'t Tree, id: &str, kind: FactType) -> Option<Worth> {
        let on = self.read_on(of)?;
        let mut all = tree::list_of(self.book, "parameter").iter();
        let its = all.find(|it| tree::text_of(it, "id") == Some(id))?;
        let value = in_force(tree::list_of(its, "value").iter(), on)?;
        self.stated(value.get("value")?, kind)
    }

    /// The records of the group under a key that are looked at.
    pub(super) fn counted(&self, of: &'t Tree, key: &str) -> Option<Vec<Hearing<'t>>> {
        let group = Group::find(tree::text_of(of, key)?)?;
        let counted = self.places(group).into_iter().filter_map(|place| {
            let there = self.at(group, place);
            let when = of.get("where");
            when.is_none_or(|when| there.holds(when)).then_some(there)
        });
        Some(counted.collect())
    }

    fn share(&self, of: &'t Tree) -> i128 {
        let number = |key: &str| of.get(key).map_or(0, |it| self.number(it, Whole));
        let (part, whole) = (number("of"), number("in"));
        let from = of.get("from");
        let from = from.map_or(self.whole(), |it| self.number(it, FactType::Money));
        let rounding = tree::text_of(of, "round").unwrap_or_default();
        self.reach(rounding);
        let each = match of.get("to_whole") {
            None => 1,
            Some(sum) => {
                self.reach("to_whole");
                self.number(sum, FactType::Money)
            }
        };
        if whole <= 0 || each <= 0 {
            return 0;
        }
        // So many of these sums, and what is left of one more.
        let (top, one) = (part * from, whole * each);
        let (count, rest) = (top.abs() / one, top.abs() % one);
        let up = match rounding {
            "up" => rest > 0,
            "half_up" => 2 * rest >= one,
            "half_even" => 2 * rest > one || 2 * rest == one && count % 2 == 1,
            _ => false,
        };
        narrowed(top.signum() * (count + i128::from(up)) * each)
    }

    fn extreme(&self, head: &str, inner: &'t Tree, kind: FactType) -> Option<Worth> {
        let each = inner.as_array()?.iter().map(|it| self.worth(it, kind));
        let each: Vec<Option<Worth>> = each.collect();
        let numbers = matches!(kind, FactType::Money | Whole);
        let there = each.iter().flatten().next().is_some();
        let nought = (numbers && there).then_some(Worth::Number(0));
        let each = each.into_iter().filter_map(|one| one.or(nought.clone()));
        match head {
            "least" => each.min(),
            _ => each.max(),
        }
    }

    fn gathered(&self, of: &'t Tree, head: &str, kind: FactType) -> Option<Worth> {
        let key = if head == "count" { "count" } else { "over" };
        let counted = self.counted(of, key)?;
        let days = || {
            counted
                .iter()
                .filter_map(|it| it.worth(of.get(head)?, Date))
        };
        match head {
            "count" => Some(Worth::Number(counted.len() as i128)),
            "earliest" => days().min(),
            "latest" => days().max(),
            _ => {
                let sums = counted.iter().map(|it| it.number(&of[head], kind));
                Some(Worth::Number(sums.fold(0, |sum, one| narrowed(sum + one))))
            }
        }
    }
}

/// Sums beyond the range count as its end.
fn narrowed(number: i128) -> i128 {
    number.clamp(i64::MIN.into(), i64::MAX.into())
}
