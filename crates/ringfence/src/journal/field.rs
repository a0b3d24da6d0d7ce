//! What people write into a column, a keyword or a cell.

use std::num::NonZeroU32;
use std::str::FromStr;
use std::sync::Arc;

use chrono::NaiveDate;
use thiserror::Error;

use crate::noun::Wording;
use crate::word::{
    Figure, FinancialYear, Id, Money, MoneyError, Percent, Wte, YearError, nearest, one_of,
};

/// The value of one field as it was given: a text from a file, or a typed value from a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// A text, still to be read.
    Text(String),
    /// A sum of money.
    Money(Money),
    /// A date.
    Date(NaiveDate),
    /// A whole number; as money it is pounds.
    Whole(i64),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    Texts(Vec<String>),
    /// Several figures, each as it is written.
    Figures(Vec<String>),
}

/// What is wrong with one field: the place, what was found, what would work.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field}: found {found}; expected {expected}")]
pub struct FieldFault {
    /// The field.
    pub field: String,
    /// What was found there.
    pub found: String,
    /// What would work.
    pub expected: String,
}

/// What is expected where an id stands.
pub(crate) const AN_ID: &str = "an id";
/// What is expected where a year stands.
pub(crate) const A_YEAR: &str = "a year such as 2016-17";
/// What is expected where a sum stands.
pub(crate) const POUNDS: &str = "pounds such as 1234.50";

/// Takes typed values out of fields and gathers every fault.
pub(crate) struct FieldReader<'a> {
    fields: &'a [(String, FieldValue)],
    pub(crate) faults: Vec<FieldFault>,
}

impl<'a> FieldReader<'a> {
    pub(crate) fn new(fields: &'a [(String, FieldValue)], known: &[&str]) -> FieldReader<'a> {
        let mut reader = FieldReader {
            fields,
            faults: Vec::new(),
        };
        for (place, (name, _)) in fields.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                let near = nearest(name, known.iter().copied());
                let expected = near.map_or_else(|| one_of(known), |word| format!("{word}?"));
                reader.fault(name, "a field that does not exist here", &expected);
            } else if fields[..place].iter().any(|(before, _)| before == name) {
                reader.fault(name, "it given twice", "it once");
            }
        }
        reader
    }

    pub(crate) fn fault(&mut self, field: &str, found: &str, expected: &str) {
        let (field, found, expected) = (field.into(), found.into(), expected.into());
        self.faults.push(FieldFault {
            field,
            found,
            expected,
        });
    }

    /// The value of a field; a blank text is the same as nothing.
    fn given(&self, name: &str) -> Option<&'a FieldValue> {
        let (_, value) = self.fields.iter().find(|(field, _)| field == name)?;
        match value {
            FieldValue::Text(text) if text.trim().is_empty() => None,
            FieldValue::Texts(texts) if texts.is_empty() => None,
            other => Some(other),
        }
    }

    /// Something that must be there: a fault where it was left out.
    pub(crate) fn needed<T>(
        &mut self,
        name: &str,
        take: impl Fn(&mut Self, &str) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        if self.given(name).is_none() {
            self.fault(name, "nothing", expected);
            return None;
        }
        take(self, name)
    }

    pub(crate) fn words(&mut self, name: &str) -> Option<Arc<str>> {
        match self.given(name)? {
            FieldValue::Text(text) => Some(text.trim().into()),
            other => self.wrong_kind(name, other, "a text"),
        }
    }

    /// A text to the letter, its line ends too.
    pub(crate) fn whole_text(&mut self, name: &str) -> Option<String> {
        match self.given(name)? {
            FieldValue::Text(text) => Some(text.clone()),
            other => self.wrong_kind(name, other, "a text"),
        }
    }

    pub(crate) fn id<Of>(&mut self, name: &str) -> Option<Id<Of>> {
        match self.given(name)? {
            FieldValue::Text(text) => match text.trim().parse() {
                Ok(id) => Some(id),
                Err(refused) => {
                    let expected = format!("an id such as {:?}", refused.nearest);
                    self.fault(name, &format!("{:?}", refused.found), &expected);
                    None
                }
            },
            other => self.wrong_kind(name, other, "an id"),
        }
    }

    /// Several ids: a list, or a text with `;` between them.
    pub(crate) fn ids<Of>(&mut self, name: &str) -> Option<Vec<Id<Of>>> {
        let texts = match self.given(name)? {
            FieldValue::Text(text) => text.split(';').map(str::to_owned).collect(),
            FieldValue::Texts(texts) => texts.clone(),
            other => return self.wrong_kind(name, other, "ids, with ; between them"),
        };
        let mut ids = Vec::new();
        for text in &texts {
            match text.trim().parse::<Id<Of>>() {
                Ok(id) if !ids.contains(&id) => ids.push(id),
                Ok(_) => {}
                Err(refused) => {
                    let expected = format!("ids such as {:?}", refused.nearest);
                    self.fault(name, &format!("{:?}", refused.found), &expected);
                }
            }
        }
        Some(ids)
    }

    /// Whether anything stands in a field.
    pub(crate) fn is_given(&self, name: &str) -> bool {
        self.given(name).is_some()
    }

    /// Twelve values, one a month: a list, or a text with `;` between them.
    pub(crate) fn months<T>(
        &mut self,
        name: &str,
        each: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<[T; 12]> {
        let expected = format!("twelve of these, with ; between them: {each}");
        let texts = match self.given(name)? {
            FieldValue::Text(text) => text.split(';').map(str::to_owned).collect(),
            FieldValue::Texts(texts) | FieldValue::Figures(texts) => texts.clone(),
            other => return self.wrong_kind(name, other, &expected),
        };
        let values: Option<Vec<T>> = texts.iter().map(|text| read(text.trim())).collect();
        let twelve = values.and_then(|values| <[T; 12]>::try_from(values).ok());
        if twelve.is_none() {
            self.fault(name, &format!("{:?}", texts.join(";")), &expected);
        }
        twelve
    }

    /// Several whole numbers above nought: a list, or a text with `;` between them.
    pub(crate) fn weights(&mut self, name: &str) -> Option<Vec<NonZeroU32>> {
        self.wholes(name, "whole numbers of 1 or more, with ; between them")
    }

    /// Several numbers of entries: a list, or a text with `;` between them.
    pub(crate) fn numbers(&mut self, name: &str) -> Option<Vec<u64>> {
        self.wholes(name, "numbers of entries, with ; between them")
    }

    fn wholes<T: FromStr>(&mut self, name: &str, expected: &str) -> Option<Vec<T>> {
        let texts = match self.given(name)? {
            FieldValue::Text(text) => text.split(';').map(str::to_owned).collect(),
            FieldValue::Whole(number) => vec![number.to_string()],
            FieldValue::Texts(texts) | FieldValue::Figures(texts) => texts.clone(),
            other => return self.wrong_kind(name, other, expected),
        };
        let read: Option<Vec<_>> = texts.iter().map(|it| it.trim().parse().ok()).collect();
        if read.is_none() {
            self.fault(name, &format!("{:?}", texts.join(";")), expected);
        }
        read
    }

    pub(crate) fn money(&mut self, name: &str) -> Option<Money> {
        let written = match self.given(name)? {
            FieldValue::Money(money) => return Some(*money),
            FieldValue::Whole(pounds) => pounds.to_string(),
            FieldValue::Text(text) => text.trim().to_owned(),
            other => return self.wrong_kind(name, other, "pounds such as 1234.50"),
        };
        let (found, expected) = match written.parse() {
            Ok(money) => return Some(money),
            Err(MoneyError::NotANumber { found }) => (found, "pounds such as 1234.50"),
            Err(MoneyError::TooManyPlaces { found }) => (
                found,
                "pounds such as 1234.50; it has more places than two: round it first",
            ),
            Err(MoneyError::OutOfRange { found }) => (
                found,
                "pounds within ±9,999,999,999,999,999.99; it is out of range",
            ),
        };
        self.fault(name, &format!("{found:?}"), expected);
        None
    }

    pub(crate) fn percent(&mut self, name: &str) -> Option<Percent> {
        const EXPECTED: &str = "a percentage such as 5% or 2.5%, above 0% and up to 100%";
        match self.given(name)? {
            FieldValue::Text(text) => {
                let read = text.trim().parse().ok();
                if read.is_none() {
                    self.fault(name, &format!("{:?}", text.trim()), EXPECTED);
                }
                read
            }
            other => self.wrong_kind(name, other, EXPECTED),
        }
    }

    /// How much of a full-time post; a typed number is in its hundredths what money is in pence.
    pub(crate) fn wte(&mut self, name: &str) -> Option<Wte> {
        const EXPECTED: &str = "a number above 0 with at most two places, such as 0.60";
        let written = match self.given(name)? {
            FieldValue::Text(text) => text.trim().to_owned(),
            FieldValue::Whole(number) => number.to_string(),
            FieldValue::Money(number) => number.to_string(),
            other => return self.wrong_kind(name, other, EXPECTED),
        };
        let read = written.parse().ok();
        if read.is_none() {
            self.fault(name, &format!("{written:?}"), EXPECTED);
        }
        read
    }

    /// A number that is measured; a typed one is in its thousandths what money is in pence.
    pub(crate) fn figure(&mut self, name: &str) -> Option<Figure> {
        const EXPECTED: &str = "a number with at most three places, such as 12.5";
        let written = match self.given(name)? {
            FieldValue::Text(text) => text.trim().to_owned(),
            FieldValue::Whole(number) => number.to_string(),
            FieldValue::Money(number) => number.to_string(),
            other => return self.wrong_kind(name, other, EXPECTED),
        };
        let read = written.parse().ok();
        if read.is_none() {
            self.fault(name, &format!("{written:?}"), EXPECTED);
        }
        read
    }

    pub(crate) fn date(&mut self, name: &str) -> Option<NaiveDate> {
        const EXPECTED: &str = "a day that exists, such as 2016-04-05";
        match self.given(name)? {
            FieldValue::Date(day) => Some(*day),
            FieldValue::Text(text) => match plain_date(text.trim()) {
                Some(day) => Some(day),
                None => {
                    self.fault(name, &format!("{text:?}"), EXPECTED);
                    None
                }
            },
            other => self.wrong_kind(name, other, EXPECTED),
        }
    }

    pub(crate) fn year(&mut self, name: &str) -> Option<FinancialYear> {
        match self.given(name)? {
            FieldValue::Text(text) => {
                let (found, expected) = match text.trim().parse() {
                    Ok(year) => return Some(year),
                    Err(YearError::NotOneYear { found, nearest }) => {
                        (found, format!("one year: did you mean {nearest}?"))
                    }
                    Err(YearError::Form { found }) => (found, "a year such as 2016-17".to_owned()),
                };
                self.fault(name, &format!("{found:?}"), &expected);
                None
            }
            other => self.wrong_kind(name, other, "a year such as 2016-17"),
        }
    }

    pub(crate) fn flag(&mut self, name: &str) -> bool {
        match self.given(name) {
            None => false,
            Some(FieldValue::Flag(flag)) => *flag,
            Some(FieldValue::Text(text)) => match text.trim() {
                "yes" | "true" => true,
                "no" | "false" => false,
                other => {
                    self.fault(name, &format!("{other:?}"), "yes or no");
                    false
                }
            },
            Some(other) => {
                let _: Option<bool> = self.wrong_kind(name, other, "yes or no");
                false
            }
        }
    }

    pub(crate) fn whole(&mut self, name: &str) -> Option<u64> {
        let read = match self.given(name)? {
            FieldValue::Whole(number) => u64::try_from(*number).ok(),
            FieldValue::Text(text) => text.trim().parse().ok(),
            other => return self.wrong_kind(name, other, "a whole number"),
        };
        if read.is_none() {
            self.fault(name, "something else", "a whole number of 0 or more");
        }
        read
    }

    pub(crate) fn word<T: Wording>(&mut self, name: &str) -> Option<T> {
        let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        match self.given(name)? {
            FieldValue::Text(text) => {
                let read = T::from_word(text.trim());
                if read.is_none() {
                    self.fault(name, &format!("{:?}", text.trim()), &one_of(&words));
                }
                read
            }
            other => self.wrong_kind(name, other, &one_of(&words)),
        }
    }

    fn wrong_kind<T>(&mut self, name: &str, value: &FieldValue, expected: &str) -> Option<T> {
        let found = match value {
            FieldValue::Text(text) => format!("{text:?}"),
            FieldValue::Money(money) => format!("the sum {money}"),
            FieldValue::Date(day) => format!("the day {day}"),
            FieldValue::Whole(number) => format!("the number {number}"),
            FieldValue::Flag(flag) => (if *flag { "yes" } else { "no" }).to_owned(),
            FieldValue::Texts(_) => "a list".to_owned(),
            FieldValue::Figures(_) => "a list of figures".to_owned(),
        };
        self.fault(name, &found, expected);
        None
    }
}

/// A date written as four, two and two digits, and in no other way.
fn plain_date(text: &str) -> Option<NaiveDate> {
    let plain = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if plain { text.parse().ok() } else { None }
}
