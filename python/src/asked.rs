//! Questions and headers: named values that are not a draft.

use std::fmt::Display;
use std::str::FromStr;

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::journal::{ActorId, FieldFault, FieldValue, Header, Salt};
use ringfence::noun::{BodyId, StreamId, Wording};
use ringfence::state::{Closing, Known, Selection};
use ringfence::view::Asking;
use ringfence::view::{Apportion, Weighing};
use ringfence::word::{Calendar, FinancialYear, Money, one_of};

use crate::error;
use crate::take::{Taken, Unfit, Unfitness};

/// The named values of a question, taken one by one; every fault is kept.
pub(crate) struct Asked {
    taken: Taken,
}

impl Asked {
    pub(crate) fn of(given: &Bound<'_, PyDict>) -> PyResult<Asked> {
        Taken::from_dict(given).map(|taken| Asked { taken })
    }

    fn given(&self, name: &str) -> Option<FieldValue> {
        let mut fields = self.taken.fields.iter();
        fields
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.clone())
    }

    fn fault(&mut self, kind: Unfitness, field: &str, found: &str, expected: &str) {
        let (field, found, expected) = (field.into(), found.into(), expected.into());
        let fault = FieldFault {
            field,
            found,
            expected,
        };
        self.taken.unfit.push(Unfit { kind, fault });
    }

    pub(crate) fn text(&mut self, name: &str, expected: &str) -> Option<String> {
        match self.given(name)? {
            FieldValue::Text(text) => Some(text),
            _ => {
                self.fault(
                    Unfitness::Type,
                    name,
                    "something else than a text",
                    expected,
                );
                None
            }
        }
    }

    /// A value that is read from a text.
    pub(crate) fn read<T: FromStr<Err: Display>>(
        &mut self,
        name: &str,
        expected: &str,
    ) -> Option<T> {
        let text = self.text(name, expected)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(no) => {
                self.fault(Unfitness::Value, name, &no.to_string(), expected);
                None
            }
        }
    }

    /// A value that must be there.
    fn needed<T: FromStr<Err: Display>>(&mut self, name: &str, expected: &str) -> Option<T> {
        self.must_have(name, expected);
        self.read(name, expected)
    }

    pub(crate) fn must_have(&mut self, name: &str, expected: &str) {
        let unfit = self.taken.unfit.iter().any(|it| it.fault.field == name);
        if self.given(name).is_none() && !unfit {
            self.fault(Unfitness::Type, name, "nothing", expected);
        }
    }

    /// A word of a closed list.
    pub(crate) fn word<T: Wording>(&mut self, name: &str) -> Option<T> {
        let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        let text = self.text(name, &one_of(&words))?;
        let word = T::from_word(&text);
        if word.is_none() {
            self.fault(
                Unfitness::Value,
                name,
                &format!("{text:?}"),
                &one_of(&words),
            );
        }
        word
    }

    /// Yes or no; left out, no.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        match self.given(name) {
            None | Some(FieldValue::Flag(false)) => false,
            Some(FieldValue::Flag(true)) => true,
            Some(_) => {
                self.fault(Unfitness::Type, name, "something else", "True or False");
                false
            }
        }
    }

    /// A small whole number.
    fn whole(&mut self, name: &str) -> Option<u16> {
        const EXPECTED: &str = "a whole number, 0 to 65535";
        let (kind, found) = match self.given(name)? {
            FieldValue::Whole(number) => match u16::try_from(number) {
                Ok(whole) => return Some(whole),
                Err(_) => (Unfitness::Value, number.to_string()),
            },
            _ => (Unfitness::Type, "something else".to_owned()),
        };
        self.fault(kind, name, &found, EXPECTED);
        None
    }

    /// The month in which years begin; left out, April.
    fn month(&mut self, name: &str) -> Calendar {
        const EXPECTED: &str = "the number of a month, 1 to 12";
        let (kind, found) = match self.given(name) {
            None => return Calendar::default(),
            Some(FieldValue::Whole(number)) => {
                let month = u8::try_from(number).ok();
                if let Some(calendar) = month.and_then(Calendar::beginning_in_month) {
                    return calendar;
                }
                (Unfitness::Value, number.to_string())
            }
            Some(_) => (Unfitness::Type, "something else".to_owned()),
        };
        self.fault(kind, name, &found, EXPECTED);
        Calendar::default()
    }

    /// A day: a date, or a text written in the one way.
    pub(crate) fn day(&mut self, name: &str) -> Option<NaiveDate> {
        const EXPECTED: &str = "a day that exists, such as 2016-04-05";
        if let Some(FieldValue::Date(day)) = self.given(name) {
            return Some(day);
        }
        let text = self.text(name, EXPECTED)?;
        let day = text
            .parse::<NaiveDate>()
            .ok()
            .filter(|day| day.to_string() == text);
        if day.is_none() {
            self.fault(Unfitness::Value, name, &format!("{text:?}"), EXPECTED);
        }
        day
    }

    /// When something was known: the number of an entry, or a day.
    fn known(&mut self, name: &str) -> Option<Known> {
        match self.given(name)? {
            FieldValue::Whole(number) => match u64::try_from(number) {
                Ok(entry) => Some(Known::ByEntry(entry)),
                Err(_) => {
                    let found = number.to_string();
                    self.fault(Unfitness::Value, name, &found, "the number of an entry");
                    None
                }
            },
            _ => self.day(name).map(Known::ByDay),
        }
    }

    /// A sum in pounds.
    pub(crate) fn money(&mut self, name: &str) -> Option<Money> {
        const EXPECTED: &str = "pounds such as Decimal(\"1234.50\")";
        let text = match self.given(name)? {
            FieldValue::Money(sum) => return Some(sum),
            FieldValue::Whole(pounds) => pounds.to_string(),
            FieldValue::Text(text) => text,
            _ => {
                self.fault(Unfitness::Type, name, "something else", EXPECTED);
                return None;
            }
        };
        let sum = text.parse::<Money>();
        if let Err(no) = &sum {
            self.fault(Unfitness::Value, name, &no.to_string(), EXPECTED);
        }
        sum.ok()
    }

    /// What was read, unless something was wrong with it.
    pub(crate) fn settle<T>(self, py: Python<'_>, read: T) -> PyResult<T> {
        if self.taken.unfit.is_empty() {
            return Ok(read);
        }
        Err(error::unfit(py, &self.taken.unfit))
    }
}

/// One value that is read from a text.
pub(crate) fn id<T: FromStr<Err: Display>>(name: &str, value: &Bound<'_, PyAny>) -> PyResult<T> {
    let given = PyDict::new(value.py());
    given.set_item(name, value)?;
    let mut asked = Asked::of(&given)?;
    let read = asked.needed(name, "a text");
    let read = asked.settle(value.py(), read)?;
    read.ok_or_else(|| error::unfit(value.py(), &[]))
}

/// Several years, as a list of texts.
pub(crate) fn years(value: &Bound<'_, PyAny>) -> PyResult<Vec<FinancialYear>> {
    let each = value.try_iter()?;
    each.map(|year| id("years", &year?)).collect()
}

/// When a close counts, when it was learned, and who closes.
pub(crate) fn closing(given: &Bound<'_, PyDict>, salts: [[u8; 16]; 3]) -> PyResult<Closing> {
    let mut asked = Asked::of(given)?;
    let effective = asked.day("effective");
    let closing = Closing {
        effective: effective.unwrap_or_default(),
        recorded: asked.day("recorded"),
        actor: asked.read("actor", "an id"),
        salts: salts.map(Salt),
    };
    asked.must_have("effective", "a day");
    asked.settle(given.py(), closing)
}

/// Which lines and years are asked for.
pub(crate) fn selection(given: &Bound<'_, PyDict>) -> PyResult<Selection> {
    let mut asked = Asked::of(given)?;
    let selection = Selection {
        body: asked.read("body", "the id of a body"),
        stream: asked.read("stream", "the id of a stream"),
        parts: asked.flag("parts"),
        year: asked.read("year", "a year such as 2016-17"),
        vintage: asked.read("vintage", "a year such as 2016-17"),
        recurrence: asked.word("recurrence"),
        as_at: asked.day("as_at"),
        as_known: asked.known("as_known"),
    };
    asked.settle(given.py(), selection)
}

/// Whose answers to a committee are asked for, and of which stream.
pub(crate) fn board(given: &Bound<'_, PyDict>) -> PyResult<(BodyId, Option<StreamId>)> {
    let mut asked = Asked::of(given)?;
    let board = asked.needed("board", "the id of a body");
    let stream = asked.read("stream", "the id of a stream");
    let board = asked.settle(given.py(), board)?;
    let board = board.ok_or_else(|| error::unfit(given.py(), &[]))?;
    Ok((board, stream))
}

/// Which stream is to stop, and on which day.
pub(crate) fn stopping(given: &Bound<'_, PyDict>) -> PyResult<(StreamId, Option<NaiveDate>)> {
    let mut asked = Asked::of(given)?;
    let stream = asked.needed("stream", "the id of a stream");
    let on = asked.day("on");
    let stream = asked.settle(given.py(), stream)?;
    let stream = stream.ok_or_else(|| error::unfit(given.py(), &[]))?;
    Ok((stream, on))
}

/// What is to be divided, and among whom.
pub(crate) fn apportion(
    given: &Bound<'_, PyDict>,
    weights: Option<Vec<(String, u64)>>,
) -> PyResult<Apportion> {
    let mut asked = Asked::of(given)?;
    asked.must_have("amount", "pounds such as Decimal(\"1234.50\")");
    let amount = asked.money("amount").unwrap_or(Money::ZERO);
    let below = asked.read("below", "the id of a body");
    let mut stated = Vec::new();
    for (id, weight) in weights.iter().flatten() {
        match id.parse() {
            Ok(id) => stated.push((id, *weight)),
            Err(_) => asked.fault(Unfitness::Value, "weights", id, "the id of a body"),
        }
    }
    let by = match weights {
        Some(_) => Weighing::Stated(stated),
        None => Weighing::Population { below },
    };
    let all = Apportion::of(amount, by);
    let all = Apportion {
        kind: asked.word("kind").unwrap_or(all.kind),
        on: asked.day("on"),
        to_whole: asked.money("to_whole"),
        ..all
    };
    asked.settle(given.py(), all)
}

/// Which question is asked, of which year, and what else it takes.
pub(crate) fn question(given: &Bound<'_, PyDict>) -> PyResult<Asking<'static>> {
    let mut asked = Asked::of(given)?;
    let asking = Asking {
        name: asked
            .text("name", "the name of a question")
            .unwrap_or_default(),
        year: asked.needed("year", "a year such as 2016-17"),
        body: asked.read("body", "the id of a body"),
        stream: asked.read("stream", "the id of a stream"),
        as_at: asked.day("as_at"),
        lead_days: asked.whole("lead_days").unwrap_or(0),
        years_ahead: asked.whole("years_ahead"),
        confirmed_to: asked.read("confirmed_to", "a year such as 2016-17"),
        late_from: asked.day("late_from"),
        baseline: asked.day("baseline"),
        within: asked.whole("within"),
        cut_off: asked.day("cut_off"),
        ..Asking::default()
    };
    asked.settle(given.py(), asking)
}

/// Who says what is posted.
pub(crate) fn actor(given: &Bound<'_, PyDict>) -> PyResult<Option<ActorId>> {
    let mut asked = Asked::of(given)?;
    let actor = asked.read("actor", "an id");
    asked.settle(given.py(), actor)
}

/// What a book is before its first entry.
pub(crate) fn header(given: &Bound<'_, PyDict>) -> PyResult<(Header, Option<ActorId>)> {
    let mut asked = Asked::of(given)?;
    let currency = asked
        .text("currency", "a currency such as GBP")
        .unwrap_or_default();
    let first_day = asked.day("first_day");
    let first_month = asked.month("first_month");
    let actor = asked.read("actor", "an id");
    let header = Header::new(&currency);
    if let Err(no) = &header {
        asked.fault(
            Unfitness::Value,
            "currency",
            &no.to_string(),
            "a currency such as GBP",
        );
    }
    let header = header.map(|it| Header {
        first_day: first_day.unwrap_or(it.first_day),
        first_month,
        ..it
    });
    let read = asked.settle(given.py(), header.ok())?;
    read.map(|it| (it, actor))
        .ok_or_else(|| error::unfit(given.py(), &[]))
}
