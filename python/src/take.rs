//! What Python gives: each value taken exactly, or refused with what to write instead.

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDate, PyDateTime, PyDict, PyFloat, PyList, PyString, PyTuple};
use ringfence::journal::{ActKind, Draft, FieldFault, FieldValue};
use ringfence::noun::Wording;
use ringfence::word::{Money, MoneyError, nearest};

use crate::{error, give};

/// Whether a value is of the wrong type, or of the right one and wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfitness {
    /// A `TypeError`.
    Type,
    /// A `ValueError`.
    Value,
}

/// One value that cannot be taken.
#[derive(Clone, Debug)]
pub(crate) struct Unfit {
    /// How it is unfit.
    pub(crate) kind: Unfitness,
    /// Where, and what would work.
    pub(crate) fault: FieldFault,
}

/// The named values of one call.
#[derive(Default)]
pub(crate) struct Taken {
    /// What could be taken.
    pub(crate) fields: Vec<(String, FieldValue)>,
    /// What could not.
    pub(crate) unfit: Vec<Unfit>,
    flags: Vec<String>,
}

const NO_FLOAT: &str = "Decimal(\"1234.50\"), a str or an int of pounds: money is never a float";
const NO_BOOL: &str = "money is Decimal(\"1234.50\"), a str or an int, never a bool";
const NO_TIME: &str = "a date: write .date(), a time of day would be lost";
const POUNDS: &str = "pounds such as Decimal(\"1234.50\")";

/// Reads a draft of a kind from named values; every fault at once.
pub(crate) fn draft(kind: &str, given: &Bound<'_, PyDict>) -> PyResult<Draft> {
    let py = given.py();
    let kind = act_kind(kind).map_err(|fault| error::unfit(py, &[fault]))?;
    let taken = Taken::from_dict(given)?;
    match Draft::read(kind, &taken.fields) {
        Ok(draft) if taken.unfit.is_empty() => Ok(draft),
        Ok(_) => Err(error::unfit(py, &taken.unfit)),
        Err(faults) => Err(error::unfit(py, &taken.with(faults))),
    }
}

fn act_kind(word: &str) -> Result<ActKind, Unfit> {
    let words = ActKind::WORDS.iter().map(|(known, _)| *known);
    ActKind::from_word(word).ok_or_else(|| {
        let expected = nearest(word, words).unwrap_or("a kind of draft");
        unfit(Unfitness::Value, "kind", &format!("{word:?}"), expected)
    })
}

impl Taken {
    /// Takes each value that is not `None`.
    pub(crate) fn from_dict(given: &Bound<'_, PyDict>) -> PyResult<Taken> {
        let mut taken = Taken::default();
        for (name, value) in given {
            let name: String = name.extract()?;
            if value.is_none() {
                continue;
            }
            if value.is_instance_of::<PyBool>() {
                taken.flags.push(name.clone());
            }
            match field_value(&name, &value)? {
                Ok(fit) => taken.fields.push((name, fit)),
                Err(unfit) => taken.unfit.push(unfit),
            }
        }
        Ok(taken)
    }

    /// The faults of the values themselves, then those that the core found.
    fn with(mut self, faults: Vec<FieldFault>) -> Vec<Unfit> {
        for mut fault in faults {
            if self.unfit.iter().any(|it| it.fault.field == fault.field) {
                continue;
            }
            let kind = if self.flags.contains(&fault.field) {
                fault.found = "a bool".to_owned();
                fault.expected = format!("{}; {NO_BOOL}", fault.expected);
                Unfitness::Type
            } else {
                Unfitness::Value
            };
            self.unfit.push(Unfit { kind, fault });
        }
        self.unfit
    }
}

fn unfit(kind: Unfitness, field: &str, found: &str, expected: &str) -> Unfit {
    let fault = FieldFault {
        field: field.to_owned(),
        found: found.to_owned(),
        expected: expected.to_owned(),
    };
    Unfit { kind, fault }
}

/// One value by its Python type.
fn field_value(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Result<FieldValue, Unfit>> {
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(Ok(FieldValue::Flag(flag.is_true())));
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Ok(FieldValue::Text(text.to_cow()?.into_owned())));
    }
    if value.is_instance_of::<PyDate>() {
        return Ok(day(name, value)?.map(FieldValue::Date));
    }
    if value.is_instance(give::decimal_class(value.py())?)? {
        return Ok(pounds(name, value)?.map(FieldValue::Money));
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        return Ok(texts(name, value).or_else(|no| figures(value).ok_or(no)));
    }
    if value.is_instance_of::<PyFloat>() {
        let found = format!("{} (a float)", value.repr()?);
        return Ok(Err(unfit(Unfitness::Type, name, &found, NO_FLOAT)));
    }
    Ok(whole(name, value))
}

/// A date; nothing where it is none, or has a time of day.
pub(crate) fn day_alone(value: &Bound<'_, PyAny>) -> Option<NaiveDate> {
    let is_day = value.is_instance_of::<PyDate>() && !value.is_instance_of::<PyDateTime>();
    is_day.then(|| value.extract().ok()).flatten()
}

/// A date that has no time of day.
fn day(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Result<NaiveDate, Unfit>> {
    if value.is_instance_of::<PyDateTime>() {
        let found = format!("{} (a datetime)", value.str()?);
        return Ok(Err(unfit(Unfitness::Type, name, &found, NO_TIME)));
    }
    value.extract().map(Ok)
}

/// A `Decimal` as money: digit by digit, never rounded.
fn pounds(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Result<Money, Unfit>> {
    let parts = value.call_method0("as_tuple")?;
    let (sign, mut digits): (u8, Vec<u8>) =
        (parts.get_item(0)?.extract()?, parts.get_item(1)?.extract()?);
    let found: String = value.str()?.to_cow()?.chars().take(40).collect();
    let Ok(mut places) = parts.get_item(2)?.extract::<i64>() else {
        return Ok(Err(unfit(Unfitness::Value, name, &found, POUNDS)));
    };
    while digits.last() == Some(&0) {
        digits.pop();
        places += 1;
    }
    Ok(sum(sign, &digits, places, found)
        .map_err(|fault| unfit(Unfitness::Value, name, &fault.to_string(), POUNDS)))
}

/// A sum from a sign, digits without trailing noughts, and a power of ten.
fn sum(sign: u8, digits: &[u8], power: i64, found: String) -> Result<Money, MoneyError> {
    let Some(first) = digits.iter().position(|digit| *digit != 0) else {
        return Ok(Money::ZERO);
    };
    let digits = &digits[first..];
    if power < -2 {
        return Err(MoneyError::TooManyPlaces { found });
    }
    if digits.len() > 18 || power > 16 {
        return Err(MoneyError::OutOfRange { found });
    }
    let whole = digits
        .iter()
        .fold(0, |sum, digit| sum * 10 + i128::from(*digit));
    let pence = (0..power + 2).fold(whole, |sum, _| sum * 10);
    let signed = if sign == 0 { pence } else { -pence };
    i64::try_from(signed)
        .ok()
        .and_then(|pence| Money::from_pence(pence).ok())
        .ok_or(MoneyError::OutOfRange { found })
}

/// Money of a `Decimal` or an `int` of pounds; nothing where it is neither, or not whole pence.
pub(crate) fn money(value: &Bound<'_, PyAny>) -> PyResult<Option<Money>> {
    if value.is_instance(give::decimal_class(value.py())?)? {
        return Ok(pounds("amount", value)?.ok());
    }
    let pounds = match value.is_instance_of::<PyBool>() {
        true => None,
        false => value.extract::<i64>().ok(),
    };
    let pence = pounds.and_then(|pounds| pounds.checked_mul(100));
    Ok(pence.and_then(|pence| Money::from_pence(pence).ok()))
}

/// A list or tuple of texts.
fn texts(name: &str, value: &Bound<'_, PyAny>) -> Result<FieldValue, Unfit> {
    let expected = "a list of str";
    let each = value.extract::<Vec<String>>();
    each.map(FieldValue::Texts)
        .map_err(|_| unfit(Unfitness::Type, name, "a list of something else", expected))
}

/// A list or tuple of exact figures, each as it is written; nothing where one is something else,
/// such as a list, which may hold itself.
fn figures(value: &Bound<'_, PyAny>) -> Option<FieldValue> {
    let mut all = Vec::new();
    for each in value.try_iter().ok()? {
        let each = each.ok()?;
        if each.is_instance_of::<PyList>() || each.is_instance_of::<PyTuple>() {
            return None;
        }
        all.push(match field_value("figure", &each).ok()?.ok()? {
            FieldValue::Whole(number) => number.to_string(),
            FieldValue::Money(sum) => sum.to_string(),
            _ => return None,
        });
    }
    Some(FieldValue::Figures(all))
}

/// A whole number; one that is too long for the core crosses as its digits.
fn whole(name: &str, value: &Bound<'_, PyAny>) -> Result<FieldValue, Unfit> {
    let number = value
        .py()
        .import("operator")
        .and_then(|it| it.call_method1("index", (value,)));
    let Ok(number) = number else {
        let class = value
            .get_type()
            .name()
            .map_or_else(|_| String::new(), |it| it.to_string());
        let expected = "Decimal, str, int, date, bool or a list of str";
        return Err(unfit(
            Unfitness::Type,
            name,
            &format!("a {class}"),
            expected,
        ));
    };
    match (number.extract::<i64>(), number.str()) {
        (Ok(whole), _) => Ok(FieldValue::Whole(whole)),
        (Err(_), Ok(digits)) => Ok(FieldValue::Text(digits.to_string())),
        (Err(_), Err(_)) => Err(unfit(
            Unfitness::Value,
            name,
            "a number beyond reading",
            POUNDS,
        )),
    }
}
