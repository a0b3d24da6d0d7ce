//! Values in English.

use super::condition::{Condition, Quantifier};
use super::english::{self, list};
use super::expression::{
    Cases, Expression, Fold, Gathered, Moved, OfRecord, Own, Portion, Unit, Way, Within,
};
use super::{Fact, FactName, Record};
use crate::word::Rounding;

/// To what, and which way the odd part goes.
fn rounded(of: &Portion) -> String {
    let (whole, nearest) = match &of.step {
        None => ("the penny".to_owned(), "penny".to_owned()),
        Some(step) => {
            let multiple = format!("multiple of {}", value(step));
            (format!("a {multiple}"), multiple)
        }
    };
    match of.rounding {
        Rounding::Down => format!("down to {whole}"),
        Rounding::Up => format!("up to {whole}"),
        Rounding::HalfUp => format!("to the nearest {nearest}, a half up"),
        Rounding::HalfEven => format!("to the nearest {nearest}, a half to the even one"),
    }
}

/// How much a clause takes.
pub(super) fn amount(of: &Expression) -> String {
    match of {
        Expression::Literal(sum) => format!("at most {sum}"),
        _ => value(of),
    }
}

/// A value as a sentence names it.
pub(super) fn value(of: &Expression) -> String {
    match of {
        Expression::Literal(value) => value.to_string(),
        Expression::Fact(fact) => fact.to_string(),
        Expression::Own(own) => recorded(own),
        Expression::Whole => "all of the item".to_owned(),
        Expression::Tied => "what is tied to the project".to_owned(),
        Expression::Parameter(reference) => match &reference.on {
            None => format!("the parameter {}", reference.id),
            Some(on) => format!("the parameter {} as on {}", reference.id, value(on)),
        },
        Expression::Share(portion) => {
            let from = match &portion.from {
                Expression::Whole => "the item".to_owned(),
                other => value(other),
            };
            let (of, whole) = (value(&portion.of), value(&portion.whole));
            format!("{of} in {whole} of {from}, rounded {}", rounded(portion))
        }
        Expression::Least(several) => format!("the least of {}", each(several)),
        Expression::Greatest(several) => format!("the greatest of {}", each(several)),
        Expression::Plus(several) => format!("the sum of {}", each(several)),
        Expression::Minus(several) => match several.split_first() {
            Some((first, rest)) => format!("{} less {}", value(first), each(rest)),
            None => String::new(),
        },
        Expression::Excess(both) => {
            format!("what {} is above {}", value(&both[0]), value(&both[1]))
        }
        Expression::Times(both) => format!("{} times {}", value(&both[0]), value(&both[1])),
        Expression::Cases(cases) => by_case(cases),
        Expression::Gathered(gathered) => over_records(gathered),
        Expression::Moved(moved) => shifted(moved),
        Expression::Within(within) => day_within(within),
        Expression::Covered(covered) => {
            let days = days_between([&covered.from, &covered.to]);
            let when = which(covered.when.as_ref());
            format!("{days} of each {}{when}, each day once", covered.group)
        }
        Expression::Days(both) => days_between([&both[0], &both[1]]),
        Expression::MonthOf(day) => format!("the month of {}", value(day)),
        Expression::YearOf(day) => format!("the financial year of {}", value(day)),
    }
}

/// What is read of a record.
fn recorded(own: &Own) -> String {
    let name = &own.name;
    let read = match own.read {
        OfRecord::Value => name.to_string(),
        OfRecord::Day => format!("the day from which {name} counts"),
        OfRecord::Author => format!("who recorded {name}"),
    };
    let by = own.last.by.iter();
    let by = by.map(|by| format!(" as said by {}", value(by)));
    let on = own.last.on.iter();
    let on = on.map(|on| format!(" as on {}", value(on)));
    by.chain(on).fold(read, |read, of| read + &of)
}

fn each(several: &[Expression]) -> String {
    list(&several.iter().map(value).collect::<Vec<_>>())
}

fn by_case(cases: &Cases) -> String {
    let case =
        |(when, of): &(Condition, Expression)| format!("{} where {}", value(of), in_words(when));
    let mut all: Vec<String> = cases.each.iter().map(case).collect();
    all.push(format!("{} otherwise", value(&cases.otherwise)));
    all.join("; ")
}

/// How many days lie between two.
pub(super) fn days_between([from, to]: [&Expression; 2]) -> String {
    format!("the days from {} to {}", value(from), value(to))
}

/// Which records are looked at.
fn which(when: Option<&Condition>) -> String {
    when.map_or_else(String::new, |when| format!(" for which {}", in_words(when)))
}

fn over_records(of: &Gathered) -> String {
    let taken = of.of.as_ref().map(value).unwrap_or_default();
    let when = which(of.when.as_ref());
    let group = of.group;
    match of.fold {
        Fold::Sum => format!("the sum of {taken} over each {group}{when}"),
        Fold::Count => format!("how many times there is a {group}{when}"),
        Fold::Earliest => format!("the earliest {taken} of each {group}{when}"),
        Fold::Latest => format!("the latest {taken} of each {group}{when}"),
    }
}

fn shifted(moved: &Moved) -> String {
    let unit = match moved.unit {
        Unit::Days => "days",
        Unit::Months => "months",
        Unit::Years => "years",
    };
    let way = match moved.way {
        Way::Later => "after",
        Way::Earlier => "before",
    };
    format!(
        "{} {unit} {way} {}",
        value(&moved.count),
        value(&moved.from)
    )
}

fn day_within(of: &Within) -> String {
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = months
        .get(of.month as usize - 1)
        .copied()
        .unwrap_or_default();
    match &of.year {
        None => format!("{} {month} of the year", of.day),
        Some(year) => format!("{} {month} of {}", of.day, value(year)),
    }
}

/// What several values are reckoned by, without naming them.
pub(super) fn way(of: &Expression) -> String {
    match of {
        Expression::Least(_) => "the least of these".to_owned(),
        Expression::Greatest(_) => "the greatest of these".to_owned(),
        Expression::Plus(_) => "the sum of these".to_owned(),
        Expression::Minus(_) => "the first less the others".to_owned(),
        Expression::Excess(_) => "what the first is above the second".to_owned(),
        Expression::Times(_) => "the first times the second".to_owned(),
        _ => value(of),
    }
}

/// What a record that a duty looks at is of: `2016-17`, or `upland/core, 2016-17`.
pub(super) fn place_of(record: &Record) -> Option<String> {
    let known = |name: FactName| match record.fact(name) {
        Fact::Known(value) => Some(value.to_string()),
        _ => None,
    };
    let lines = known(FactName::LedgerYear).map(|year| {
        let [body, stream] = [FactName::LedgerBody, FactName::LedgerStream].map(known);
        let recurrence = known(FactName::LedgerRecurrence).map(|it| format!(", {it}"));
        let line: Vec<String> = body.into_iter().chain(stream).collect();
        match line.is_empty() {
            true => year,
            false => format!(
                "{}, {year}{}",
                line.join("/"),
                recurrence.unwrap_or_default()
            ),
        }
    });
    known(FactName::OutturnYear).or(lines)
}

/// A condition in one line.
pub(super) fn in_words(condition: &Condition) -> String {
    let each =
        |parts: &[Condition], word: &str| parts.iter().map(in_words).collect::<Vec<_>>().join(word);
    match condition {
        Condition::All(parts) => each(parts, english::AND),
        Condition::Any(parts) => each(parts, english::OR),
        Condition::Not(inner) => english::not(&in_words(inner)),
        Condition::Compare(one) => english::comparison(one),
        Condition::Over(test) => {
            let inner = in_words(&test.inner);
            match test.quantifier {
                Quantifier::Any => format!("for a {} ({inner})", test.group),
                Quantifier::All => format!("for each {} ({inner})", test.group),
            }
        }
    }
}
