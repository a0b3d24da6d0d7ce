//! How a sum was reckoned: the values that it was made of, and what was read of the book's own:
//! its parameters, and facts that it declares.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::condition::{Case, Condition, Scope, Verdict};
use super::declared::Declared;
use super::english_value::{self, way};
use super::explained::{OwnReading, ParameterReading, Reckoning};
use super::expression::{Covered, Expression, Gathered, LastRecord, OfRecord, Reads};
use super::own_facts::Whose;
use super::worth::Worth;
use super::{FactType, Group, Value};
use crate::word::Money;

/// What a sum was reckoned from; nothing where it was stated, or is the item or what is tied.
pub(super) fn reckoning<'f>(
    case: Case<'f>,
    of: &'f Expression,
    scope: Scope<'f>,
) -> Vec<Reckoning> {
    match of {
        Expression::Literal(_) | Expression::Whole | Expression::Tied => Vec::new(),
        _ => vec![reckoned(case, of, scope, FactType::Money)],
    }
}

/// What the sides of a comparison were reckoned from, where they were.
pub(super) fn sides<'f>(
    case: Case<'f>,
    condition: &'f Condition,
    scope: Scope<'f>,
) -> Vec<Reckoning> {
    let Condition::Compare(one) = condition else {
        return Vec::new();
    };
    let all = std::iter::once(&one.left).chain(&one.against);
    let are_reckoned = all.filter(|side| !is_read(side));
    are_reckoned
        .map(|side| reckoned(case, side, scope, case.kind_of(side)))
        .collect()
}

/// Whether a value is stated or read as it stands, and its name says it all. Among the facts that
/// were read stands what a record says, neither its day nor who said it.
fn is_read(of: &Expression) -> bool {
    match of {
        Expression::Own(own) => own.read == OfRecord::Value,
        _ => matches!(
            of,
            Expression::Literal(_)
                | Expression::Fact(_)
                | Expression::Parameter(_)
                | Expression::Whole
                | Expression::Tied
        ),
    }
}

fn reckoned<'f>(case: Case<'f>, of: &'f Expression, scope: Scope<'f>, kind: FactType) -> Reckoning {
    let whole = |one: &'f Expression| reckoned(case, one, scope, FactType::Whole);
    let same = |one: &'f Expression| reckoned(case, one, scope, kind);
    let day = |one: &'f Expression| reckoned(case, one, scope, FactType::Date);
    let parts = match of {
        Expression::Share(portion) => {
            let fraction = [&portion.of, &portion.whole].into_iter();
            let fraction = fraction.filter(|one| !is_stated(one)).map(whole);
            let step = portion.step.iter().filter(|one| !is_stated(one)).map(same);
            let from = [same(&portion.from)];
            fraction.chain(step).chain(from).collect()
        }
        Expression::Times(both) => vec![whole(&both[0]), same(&both[1])],
        Expression::Days(both) => both.iter().map(day).collect(),
        Expression::MonthOf(of) | Expression::YearOf(of) => vec![day(of)],
        Expression::Cases(cases) => {
            let held = cases.each.iter();
            let mut held = held.filter(|(when, _)| case.verdict(when, scope) != Verdict::False);
            let chosen = held.next().map_or(&cases.otherwise, |(_, value)| value);
            vec![same(chosen)]
        }
        Expression::Moved(_)
        | Expression::Within(_)
        | Expression::Parameter(_)
        | Expression::Own(_) => Vec::new(),
        Expression::Gathered(gathered) => records_of(case, gathered, scope, kind),
        Expression::Covered(covered) => stretches_of(case, covered, scope),
        other => other.parts().into_iter().map(same).collect(),
    };
    Reckoning {
        text: way(of),
        value: shown(case.worth(of, scope), kind),
        parts,
    }
}

/// What was taken of each record that counts.
fn records_of<'f>(
    case: Case<'f>,
    gathered: &'f Gathered,
    scope: Scope<'f>,
    kind: FactType,
) -> Vec<Reckoning> {
    let records = case.facts.records(gathered.group).iter();
    let counts = |scope: &Scope<'f>| {
        let when = gathered.when.as_ref();
        when.is_none_or(|when| case.verdict(when, *scope) != Verdict::False)
    };
    let scopes = records.map(|record| scope.with(record)).filter(counts);
    let of = |scope: Scope<'f>| {
        let mut part = reckoned(case, gathered.of.as_ref()?, scope, kind);
        let record = scope.record(gathered.group)?;
        if let Some(place) = english_value::place_of(record) {
            part.text = format!("{} of {place}", part.text);
        }
        Some(part)
    };
    scopes.filter_map(of).collect()
}

/// What each record that counts covers by itself.
fn stretches_of<'f>(case: Case<'f>, covered: &'f Covered, scope: Scope<'f>) -> Vec<Reckoning> {
    let records = case.facts.records(covered.group).iter();
    let scopes = records.map(|record| scope.with(record));
    let counted = scopes.filter(|scope| case.counts(covered, *scope) != Verdict::False);
    let of = |scope: Scope<'f>| {
        let ends = [&covered.from, &covered.to];
        let days = Worth::Number(case.reach(covered, scope).days());
        Reckoning {
            text: english_value::days_between(ends),
            value: shown(days, FactType::Whole),
            parts: ends
                .map(|day| reckoned(case, day, scope, FactType::Date))
                .into(),
        }
    };
    counted.map(of).collect()
}

fn is_stated(of: &Expression) -> bool {
    matches!(of, Expression::Literal(_))
}

/// What a value came to, as people read it.
fn shown(worth: Worth<'_>, kind: FactType) -> String {
    let number = |number: i64| match (kind, Money::from_pence(number)) {
        (FactType::Money, Ok(sum)) => sum.in_words(),
        _ => number.to_string(),
    };
    match worth {
        Worth::Absent => "none here".to_owned(),
        Worth::Unknown | Worth::Perhaps(_) => "not known".to_owned(),
        Worth::Number(spread) => spread.known().map_or("not known".to_owned(), number),
        Worth::Date(day) => day.to_string(),
        Worth::Year(year) => year.to_string(),
        Worth::Text(text) => text.to_owned(),
        Worth::Flag(flag) => Value::Flag(flag).to_string(),
    }
}

/// Which of several amounts was the one that counted.
pub(super) fn binding<'f>(case: Case<'f>, amount: &'f Expression) -> &'f Expression {
    let size = |one: &&'f Expression| match case.worth(one, Scope::default()) {
        Worth::Number(spread) | Worth::Perhaps(spread) => spread.low,
        _ => 0,
    };
    let inner = match amount {
        Expression::Least(several) => several.iter().min_by_key(size),
        Expression::Greatest(several) => several.iter().rev().max_by_key(size),
        _ => None,
    };
    inner.map_or(amount, |inner| binding(case, inner))
}

/// The parameters that were read, as they stood on the day asked.
pub(super) fn parameter_readings(case: Case<'_>, places: BTreeSet<usize>) -> Vec<ParameterReading> {
    let on: NaiveDate = case.on;
    let reading = |place: usize| {
        let parameter = &case.parameters[place];
        let value = parameter.value_on(on);
        ParameterReading {
            parameter: parameter.id.clone(),
            value: value.map(|it| it.value.clone()),
            in_force_from: value.map(|it| it.in_force_from),
            citation: value.map(|it| it.cite.clone()),
        }
    };
    places.into_iter().map(reading).collect()
}

/// The facts of the book's own as the clauses read them: once for each day by which they do, and
/// for each person of whom they do.
pub(super) fn own_readings(
    case: Case<'_>,
    own: &[&Declared],
    read: &[(Arc<str>, LastRecord)],
) -> Vec<OwnReading> {
    let mut readings = Vec::new();
    for declared in own {
        let name = declared.name();
        let as_read = read.iter().filter(|(read, _)| **read == *name);
        let records: BTreeSet<(NaiveDate, Option<&str>)> = as_read
            .flat_map(|(_, last)| records_read(case, last))
            .collect();
        let own = case.facts.own();
        readings.extend(records.into_iter().map(|(by, who)| {
            let whose = who.map_or(Whose::Anybodys, Whose::Of);
            OwnReading {
                value: own.on(&name, whose, by).cloned().unwrap_or_default(),
                entries: own.entries_on(&name, whose, by).to_vec(),
                meaning: declared.meaning().to_owned(),
                by,
                said_by: who.map(str::to_owned),
                fact: name.clone(),
            }
        }));
    }
    readings
}

/// The days by which a fact of the book's own is read, and of whom: where they are those of
/// records, as each record has them.
fn records_read<'f>(case: Case<'f>, last: &'f LastRecord) -> Vec<(NaiveDate, Option<&'f str>)> {
    let mut reads = Reads::default();
    let which = last.by.iter().chain(&last.on);
    which.for_each(|of| of.note_reads(&mut reads));
    let groups: BTreeSet<Group> = reads.facts.iter().filter_map(|it| it.group()).collect();
    let records = groups.iter().flat_map(|group| case.facts.records(*group));
    let scopes = records.map(|record| Scope::default().with(record));
    let scopes = [Scope::default()].into_iter().chain(scopes);
    let read = |scope| {
        let on = last.on.as_ref().map(|on| case.worth(on, scope));
        let by = last.by.as_ref().map(|by| case.worth(by, scope));
        let day = match on {
            None => case.on,
            Some(Worth::Date(day)) => day,
            Some(_) => return None,
        };
        match by {
            None => Some((day, None)),
            Some(Worth::Text(who)) => Some((day, Some(who))),
            Some(_) => None,
        }
    };
    scopes.filter_map(read).collect()
}
