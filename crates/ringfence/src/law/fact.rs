//! A fact, and the values that it may have.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::FactType;
use crate::word::{FinancialYear, Id, Money};

/// A fact: known, absent or unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Recorded, with this value.
    Known(Value),
    /// It cannot exist for this item: a comparison with it is false.
    #[default]
    Absent,
    /// Recorded, but its value is missing: a comparison with it is unknown.
    Unknown,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A sum.
    Money(Money),
    /// A day.
    Date(NaiveDate),
    /// A financial year.
    Year(FinancialYear),
    /// A word or an id.
    Text(Arc<str>),
    /// A whole number.
    Whole(i64),
    /// True or false.
    Flag(bool),
}

impl Value {
    /// What it is.
    pub const fn kind(&self) -> FactType {
        match self {
            Value::Money(_) => FactType::Money,
            Value::Date(_) => FactType::Date,
            Value::Year(_) => FactType::Year,
            Value::Text(_) => FactType::Text,
            Value::Whole(_) => FactType::Whole,
            Value::Flag(_) => FactType::Flag,
        }
    }
}

impl fmt::Display for Value {
    /// As people read it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Money(sum) => f.pad(&sum.in_words()),
            Value::Date(day) => fmt::Display::fmt(day, f),
            Value::Year(year) => fmt::Display::fmt(year, f),
            Value::Text(text) => f.pad(text),
            Value::Whole(number) => fmt::Display::fmt(number, f),
            Value::Flag(flag) => fmt::Display::fmt(flag, f),
        }
    }
}

impl From<Value> for Fact {
    fn from(value: Value) -> Fact {
        Fact::Known(value)
    }
}

impl From<Money> for Fact {
    fn from(sum: Money) -> Fact {
        Fact::Known(Value::Money(sum))
    }
}

impl From<NaiveDate> for Fact {
    fn from(day: NaiveDate) -> Fact {
        Fact::Known(Value::Date(day))
    }
}

impl From<FinancialYear> for Fact {
    fn from(year: FinancialYear) -> Fact {
        Fact::Known(Value::Year(year))
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Fact {
        Fact::Known(Value::Text(text.into()))
    }
}

impl<Of> From<&Id<Of>> for Fact {
    fn from(id: &Id<Of>) -> Fact {
        Fact::Known(Value::Text(id.text()))
    }
}

impl From<Arc<str>> for Fact {
    fn from(text: Arc<str>) -> Fact {
        Fact::Known(Value::Text(text))
    }
}

impl From<i64> for Fact {
    fn from(number: i64) -> Fact {
        Fact::Known(Value::Whole(number))
    }
}

impl From<bool> for Fact {
    fn from(flag: bool) -> Fact {
        Fact::Known(Value::Flag(flag))
    }
}
