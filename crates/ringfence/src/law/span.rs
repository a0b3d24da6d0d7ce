//! Stretches of values between stated bounds, both ends among them.

use chrono::{Datelike, NaiveDate};

use super::condition::Operator;
use super::{FactType, Value};
use crate::word::{FinancialYear, Money};

/// From one value to another; values of a type are counted, as pence and days are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) kind: FactType,
    pub(super) low: i64,
    pub(super) high: i64,
}

impl Span {
    /// All values of a type.
    pub(super) const fn whole(kind: FactType) -> Span {
        Span {
            kind,
            low: i64::MIN,
            high: i64::MAX,
        }
    }

    /// The values for which a comparison with this one holds, where these are one stretch.
    pub(super) fn of(operator: Operator, value: &Value) -> Option<Span> {
        let at = place_of(value)?;
        let all = Span::whole(value.kind());
        Some(match operator {
            Operator::Is => Span {
                low: at,
                high: at,
                ..all
            },
            Operator::Above | Operator::After => Span {
                low: at.checked_add(1)?,
                ..all
            },
            Operator::AtLeast | Operator::OnOrAfter => Span { low: at, ..all },
            Operator::Below | Operator::Before => Span {
                high: at.checked_sub(1)?,
                ..all
            },
            Operator::AtMost | Operator::OnOrBefore => Span { high: at, ..all },
            _ => return None,
        })
    }

    /// What both have, where they have something.
    pub(super) fn shared(self, other: Span) -> Option<Span> {
        let low = self.low.max(other.low);
        let high = self.high.min(other.high);
        (low <= high).then_some(Span { low, high, ..self })
    }

    /// Whether it is one value.
    pub(super) fn is_one(self) -> bool {
        self.low == self.high
    }

    /// As a sentence names it.
    pub(super) fn in_words(self) -> String {
        let shown = |place| value_at(self.kind, place).map(|it| it.to_string());
        match (shown(self.low), shown(self.high)) {
            (Some(low), Some(_)) if self.is_one() => format!("of {low}"),
            (Some(low), Some(high)) => format!("from {low} to {high}"),
            (Some(low), None) => format!("from {low} on"),
            (None, Some(high)) => format!("up to {high}"),
            (None, None) => "of any value".to_owned(),
        }
    }

    /// What to write so that something ends with this stretch.
    pub(super) fn ends(self) -> Option<String> {
        let word = if self.is_of_days() {
            "on_or_before"
        } else {
            "at_most"
        };
        Some(format!("{word} = {}", written(self.kind, self.high)?))
    }

    /// What to write so that something begins where this stretch does.
    pub(super) fn begins(self) -> Option<String> {
        let word = if self.is_of_days() {
            "on_or_after"
        } else {
            "at_least"
        };
        Some(format!("{word} = {}", written(self.kind, self.low)?))
    }

    /// What to write so that something begins after this stretch.
    pub(super) fn follows(self) -> Option<String> {
        let word = if self.is_of_days() { "after" } else { "above" };
        Some(format!("{word} = {}", written(self.kind, self.high)?))
    }

    fn is_of_days(self) -> bool {
        matches!(self.kind, FactType::Date | FactType::Year)
    }
}

/// The stretches between the first and the last that none of them has.
pub(super) fn gaps(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.low, span.high));
    let mut gaps = Vec::new();
    let mut reached: Option<i64> = None;
    for span in spans {
        if let Some(end) = reached.filter(|end| span.low > end.saturating_add(1)) {
            gaps.push(Span {
                low: end + 1,
                high: span.low - 1,
                ..span
            });
        }
        reached = Some(reached.map_or(span.high, |end| end.max(span.high)));
    }
    gaps
}

fn place_of(value: &Value) -> Option<i64> {
    match value {
        Value::Money(sum) => Some(sum.pence()),
        Value::Whole(number) => Some(*number),
        Value::Date(day) => Some(i64::from(day.num_days_from_ce())),
        Value::Year(year) => Some(i64::from(year.first_calendar_year())),
        Value::Text(_) | Value::Flag(_) => None,
    }
}

fn value_at(kind: FactType, place: i64) -> Option<Value> {
    if place == i64::MIN || place == i64::MAX {
        return None;
    }
    match kind {
        FactType::Money => Money::from_pence(place).ok().map(Value::Money),
        FactType::Whole => Some(Value::Whole(place)),
        FactType::Date => {
            let days = i32::try_from(place).ok()?;
            NaiveDate::from_num_days_from_ce_opt(days).map(Value::Date)
        }
        FactType::Year => {
            let year = u16::try_from(place).ok()?;
            FinancialYear::starting(year).map(Value::Year)
        }
        FactType::Text | FactType::Flag => None,
    }
}

/// As a file writes it.
fn written(kind: FactType, place: i64) -> Option<String> {
    Some(match value_at(kind, place)? {
        Value::Money(sum) => format!("\"{sum}\""),
        Value::Year(year) => format!("\"{year}\""),
        other => other.to_string(),
    })
}
