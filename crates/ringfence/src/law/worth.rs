//! What a value comes to for one item.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::condition::{Case, Scope, Verdict};
use super::expression::{
    Cases, Expression, Fold, Gathered, Moved, OfRecord, Own, Reference, Unit, Way, Within,
};
use super::own_facts::{Last, Whose};
use super::spread::Spread;
use super::{Fact, FactName, FactType, Value};
use crate::word::FinancialYear;

/// What a value comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worth<'f> {
    /// There is none for this item.
    Absent,
    /// It was recorded without its value. A sum or a number that is not known is a spread.
    Unknown,
    /// There may be none; as a number, what is absent counted as nought.
    Perhaps(Spread),
    Number(Spread),
    Date(NaiveDate),
    Year(FinancialYear),
    Text(&'f str),
    Flag(bool),
}

impl<'f> Worth<'f> {
    pub(super) fn of(value: &'f Value) -> Worth<'f> {
        match value {
            Value::Money(sum) => Worth::Number(Spread::of(sum.pence())),
            Value::Whole(number) => Worth::Number(Spread::of(*number)),
            Value::Date(day) => Worth::Date(*day),
            Value::Year(year) => Worth::Year(*year),
            Value::Text(text) => Worth::Text(text),
            Value::Flag(flag) => Worth::Flag(*flag),
        }
    }

    fn of_fact(fact: &'f Fact, kind: FactType) -> Worth<'f> {
        match fact {
            Fact::Absent => Worth::Absent,
            Fact::Known(value) => Worth::of(value),
            Fact::Unknown => match kind {
                FactType::Money => Worth::Number(Spread::ANY_SUM),
                FactType::Whole => Worth::Number(Spread::ANY),
                _ => Worth::Unknown,
            },
        }
    }

    /// Whether it could be more than one value.
    pub(super) fn is_open(self) -> bool {
        match self {
            Worth::Unknown | Worth::Perhaps(_) => true,
            Worth::Number(spread) => spread.known().is_none(),
            _ => false,
        }
    }

    /// As a number: what is absent is nought.
    pub(super) fn number(self) -> Spread {
        match self {
            Worth::Number(spread) | Worth::Perhaps(spread) => spread,
            Worth::Absent => Spread::NOUGHT,
            _ => Spread::ANY,
        }
    }

    /// What it is, given that it is this or that.
    fn joined(self, other: Worth<'f>) -> Worth<'f> {
        match (self, other) {
            (one, other) if one == other => one,
            (Worth::Number(one), Worth::Number(other)) => Worth::Number(one.joined(other)),
            (Worth::Absent | Worth::Perhaps(_), _) | (_, Worth::Absent | Worth::Perhaps(_)) => {
                Worth::Perhaps(self.number().joined(other.number()))
            }
            _ => Worth::Unknown,
        }
    }
}

impl Own {
    /// Whether it is what was recorded that leaves this open. Which day or person is meant may be
    /// open, too.
    pub(super) fn lacks(&self, worth: Worth<'_>) -> bool {
        match self.read {
            OfRecord::Value => worth.is_open(),
            OfRecord::Day | OfRecord::Author => match &self.last.by {
                None => worth == Worth::Unknown,
                Some(_) => worth.is_open(),
            },
        }
    }
}

impl<'f> Case<'f> {
    /// What a value comes to.
    pub(super) fn worth(self, of: &'f Expression, scope: Scope<'f>) -> Worth<'f> {
        let number = |one: &'f Expression| self.worth(one, scope).number();
        match of {
            Expression::Literal(value) => Worth::of(value),
            Expression::Fact(name) => Worth::of_fact(self.fact(*name, scope), name.entry().kind),
            Expression::Whole => Worth::Number(Spread::of(self.whole())),
            Expression::Tied => Worth::Number(self.tied()),
            Expression::Parameter(reference) => self.parameter(reference, scope),
            Expression::Own(own) => self.own(own, scope),
            Expression::Share(portion) => Worth::Number(self.portion(portion, scope)),
            Expression::Least(each) => self.extreme(each, scope, Side::Least),
            Expression::Greatest(each) => self.extreme(each, scope, Side::Greatest),
            Expression::Plus(each) => {
                let sums = each.iter().map(number);
                Worth::Number(sums.fold(Spread::NOUGHT, Spread::plus))
            }
            Expression::Minus(each) => {
                let mut sums = each.iter().map(number);
                let first = sums.next().unwrap_or(Spread::NOUGHT);
                Worth::Number(sums.fold(first, Spread::less))
            }
            Expression::Excess(both) => {
                let over = number(&both[0]).less(number(&both[1]));
                Worth::Number(over.clamped(0, i64::MAX))
            }
            Expression::Times(both) => Worth::Number(number(&both[0]).times(number(&both[1]))),
            Expression::Cases(cases) => self.case_of(cases, scope),
            Expression::Gathered(gathered) => self.gathered(gathered, scope),
            Expression::Covered(covered) => Worth::Number(self.covered(covered, scope)),
            Expression::Moved(moved) => self.moved(moved, scope),
            Expression::Within(within) => self.within(within, scope),
            Expression::MonthOf(day) => self.month_of(day, scope),
            Expression::YearOf(day) => self.year_of(day, scope),
            Expression::Days(both) => {
                let days = [0, 1].map(|side| self.worth(&both[side], scope));
                match days {
                    [Worth::Date(from), Worth::Date(to)] => {
                        Worth::Number(Spread::of(to.signed_duration_since(from).num_days()))
                    }
                    [Worth::Absent, _] | [_, Worth::Absent] => Worth::Absent,
                    [Worth::Perhaps(_), _] | [_, Worth::Perhaps(_)] => Worth::Perhaps(Spread::ANY),
                    _ => Worth::Number(Spread::ANY),
                }
            }
        }
    }

    fn whole(self) -> i64 {
        let amount = self.facts.money(FactName::ItemAmount);
        amount.map_or(0, |sum| sum.size().pence())
    }

    fn tied(self) -> Spread {
        match self.facts.fact(FactName::ItemTied) {
            Fact::Known(Value::Money(tied)) => Spread::of(tied.size().pence()),
            Fact::Unknown => Spread {
                low: 0,
                high: self.whole(),
            },
            _ => Spread::NOUGHT,
        }
    }

    fn parameter(self, of: &'f Reference, scope: Scope<'f>) -> Worth<'f> {
        let parameter = &self.parameters[of.place];
        let on = match &of.on {
            None => self.on,
            Some(on) => match self.worth(on, scope) {
                Worth::Date(day) => day,
                Worth::Unknown | Worth::Perhaps(_) => return Worth::Perhaps(Spread::ANY),
                _ => return Worth::Absent,
            },
        };
        let value = parameter.value_on(on);
        value.map_or(Worth::Absent, |it| Worth::of(&it.value))
    }

    /// As it was recorded last by the day; as another type it is not known.
    fn own(self, of: &'f Own, scope: Scope<'f>) -> Worth<'f> {
        let on = match &of.last.on {
            None => self.on,
            Some(on) => match self.worth(on, scope) {
                Worth::Date(day) => day,
                Worth::Unknown | Worth::Perhaps(_) => return Worth::Perhaps(Spread::ANY),
                _ => return Worth::Absent,
            },
        };
        let own = self.facts.own();
        let whose = match of.last.by.as_ref().map(|by| self.worth(by, scope)) {
            None => Whose::Anybodys,
            Some(Worth::Text(who)) => Whose::Of(who),
            // As far as anybody said anything, it may have been this person.
            Some(Worth::Unknown | Worth::Perhaps(_)) => {
                let said = own.on(&of.name, Whose::Anybodys, on);
                return said.map_or(Worth::Absent, |_| Worth::Perhaps(Spread::ANY));
            }
            Some(_) => return Worth::Absent,
        };
        match own.read_on(of.read, &of.name, whose, on) {
            Last::Says(Fact::Known(value)) if value.kind() != of.kind => {
                Worth::of_fact(&Fact::Unknown, of.kind)
            }
            Last::Says(fact) => Worth::of_fact(fact, of.kind),
            Last::Perhaps => Worth::Perhaps(Spread::ANY),
            Last::None => Worth::Absent,
        }
    }

    /// The least or the greatest; of days and years those that are absent are left out.
    fn extreme(self, each: &'f [Expression], scope: Scope<'f>, side: Side) -> Worth<'f> {
        let mut found: Option<Worth<'f>> = None;
        for worth in each.iter().map(|one| self.worth(one, scope)) {
            found = Some(match (found, worth) {
                (None, worth) => worth,
                (Some(known), worth) => side.of(known, worth),
            });
        }
        found.unwrap_or(Worth::Absent)
    }

    fn case_of(self, cases: &'f Cases, scope: Scope<'f>) -> Worth<'f> {
        let mut so_far: Option<Worth<'f>> = None;
        let join = |so_far: Option<Worth<'f>>, worth: Worth<'f>| match so_far {
            None => worth,
            Some(before) => before.joined(worth),
        };
        for (when, value) in &cases.each {
            match self.verdict(when, scope) {
                Verdict::False => {}
                Verdict::True => return join(so_far, self.worth(value, scope)),
                Verdict::Unknown => so_far = Some(join(so_far, self.worth(value, scope))),
            }
        }
        join(so_far, self.worth(&cases.otherwise, scope))
    }

    fn gathered(self, of: &'f Gathered, scope: Scope<'f>) -> Worth<'f> {
        let mut so_far = match of.fold {
            Fold::Sum | Fold::Count => Worth::Number(Spread::NOUGHT),
            Fold::Earliest | Fold::Latest => Worth::Absent,
        };
        for record in self.facts.records(of.group) {
            let scope = scope.with(record);
            let counts = of.when.as_ref();
            let counts = counts.map_or(Verdict::True, |when| self.verdict(when, scope));
            if counts == Verdict::False {
                continue;
            }
            let value = of.of.as_ref();
            let one = Worth::Number(Spread::of(1));
            let value = value.map_or(one, |value| self.worth(value, scope));
            let then = match of.fold {
                Fold::Sum | Fold::Count => Worth::Number(so_far.number().plus(value.number())),
                Fold::Earliest => Side::Least.of(so_far, value),
                Fold::Latest => Side::Greatest.of(so_far, value),
            };
            so_far = match counts {
                Verdict::Unknown => so_far.joined(then),
                _ => then,
            };
        }
        so_far
    }

    fn moved(self, of: &'f Moved, scope: Scope<'f>) -> Worth<'f> {
        let from = self.worth(&of.from, scope);
        let count = self.worth(&of.count, scope).number().known();
        let (from, count) = match (from, count) {
            (Worth::Absent, _) => return Worth::Absent,
            // As far as that it may lie beyond all days and years.
            (Worth::Unknown | Worth::Perhaps(_), _) | (_, None) => {
                return Worth::Perhaps(Spread::ANY);
            }
            (from, Some(count)) => (from, count),
        };
        let count = match of.way {
            Way::Later => Some(count),
            Way::Earlier => count.checked_neg(),
        };
        match (from, count) {
            (Worth::Date(day), Some(count)) => {
                moved_day(day, count, of.unit).map_or(Worth::Absent, Worth::Date)
            }
            (Worth::Year(year), Some(count)) => {
                moved_year(year, count).map_or(Worth::Absent, Worth::Year)
            }
            _ => Worth::Absent,
        }
    }

    fn within(self, of: &'f Within, scope: Scope<'f>) -> Worth<'f> {
        let Some(first) = self.facts.date(FactName::YearFirstDay) else {
            return Worth::Absent;
        };
        let own = Worth::of_fact(self.facts.fact(FactName::YearItself), FactType::Year);
        let year = of.year.as_ref().map(|year| self.worth(year, scope));
        let later = match (own, year) {
            (_, None) => 0,
            (Worth::Year(own), Some(Worth::Year(year))) => {
                i32::from(year.first_calendar_year()) - i32::from(own.first_calendar_year())
            }
            (_, Some(open @ (Worth::Unknown | Worth::Perhaps(_)))) => return open,
            _ => return Worth::Absent,
        };
        let next = (of.month, of.day) < (first.month(), first.day());
        let calendar_year = first.year() + later + i32::from(next);
        day_of(calendar_year, of.month, of.day).map_or(Worth::Absent, Worth::Date)
    }
}

/// The least of several, or the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Least,
    Greatest,
}

impl Side {
    fn of<'f>(self, one: Worth<'f>, other: Worth<'f>) -> Worth<'f> {
        let first = match self {
            Side::Least => true,
            Side::Greatest => false,
        };
        match (one, other) {
            (Worth::Date(a), Worth::Date(b)) => Worth::Date(if (a <= b) == first { a } else { b }),
            (Worth::Year(a), Worth::Year(b)) => Worth::Year(if (a <= b) == first { a } else { b }),
            (Worth::Number(_), _) | (_, Worth::Number(_)) => {
                Worth::Number(self.of_numbers(one.number(), other.number()))
            }
            (Worth::Perhaps(_), Worth::Absent | Worth::Perhaps(_))
            | (Worth::Absent, Worth::Perhaps(_)) => {
                Worth::Perhaps(self.of_numbers(one.number(), other.number()))
            }
            (Worth::Absent, worth) | (worth, Worth::Absent) => worth,
            _ => Worth::Unknown,
        }
    }

    fn of_numbers(self, one: Spread, other: Spread) -> Spread {
        match self {
            Side::Least => Spread {
                low: one.low.min(other.low),
                high: one.high.min(other.high),
            },
            Side::Greatest => Spread {
                low: one.low.max(other.low),
                high: one.high.max(other.high),
            },
        }
    }
}

fn moved_day(day: NaiveDate, count: i64, unit: Unit) -> Option<NaiveDate> {
    let size = count.unsigned_abs();
    if unit == Unit::Days {
        return match count < 0 {
            true => day.checked_sub_days(Days::new(size)),
            false => day.checked_add_days(Days::new(size)),
        };
    }
    let months = match unit {
        Unit::Years => size.checked_mul(12)?,
        _ => size,
    };
    let months = Months::new(u32::try_from(months).ok()?);
    match count < 0 {
        true => day.checked_sub_months(months),
        false => day.checked_add_months(months),
    }
}

fn moved_year(year: FinancialYear, count: i64) -> Option<FinancialYear> {
    let first = i64::from(year.first_calendar_year()).checked_add(count)?;
    FinancialYear::starting(u16::try_from(first).ok()?)
}

/// A day of a month; the last of the month where it has no such day.
fn day_of(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let latest = (28..=day.max(28)).rev();
    let mut days = latest.filter_map(|it| NaiveDate::from_ymd_opt(year, month, it));
    match day {
        0..=28 => NaiveDate::from_ymd_opt(year, month, day),
        _ => days.next(),
    }
}
