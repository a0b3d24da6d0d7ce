//! Reading values from a file: a literal, a fact, a parameter, or what is reckoned from them.

use chrono::NaiveDate;

use super::about::About;
use super::expression::{Expression, Reference};
use super::fault::{FaultCode, FaultList};
use super::hint;
use super::node::NodeKind;
use super::read_condition::Reader;
use super::read_reckoned::{keys_beside, suits};
use super::section::{Item, Section};
use super::{FactEntry, FactName, FactType, Value};
use crate::word::one_of;

/// What is wanted of a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) kind: FactType,
    /// The words that a text may be, where they are closed.
    words: &'static [&'static str],
    sign: Sign,
}

/// Whether a sum that is stated may be below nought: how much a clause takes is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Either,
    NotBelowNought,
}

impl Wanted {
    pub(super) const AMOUNT: Wanted = Wanted {
        sign: Sign::NotBelowNought,
        ..Wanted::of(FactType::Money)
    };

    pub(super) const fn of(kind: FactType) -> Wanted {
        Wanted {
            kind,
            words: &[],
            sign: Sign::Either,
        }
    }

    pub(super) fn of_fact(fact: FactName) -> Wanted {
        let FactEntry { kind, words, .. } = *fact.entry();
        Wanted {
            words,
            ..Wanted::of(kind)
        }
    }
}

/// The keys by which a reckoned value is known; the first that stands there counts.
pub(super) const HEADS: [&str; 23] = [
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

impl Reader<'_> {
    /// Reads how much of an item a clause takes.
    pub(super) fn amount(&mut self, item: &Item<'_>, faults: &mut FaultList) -> Option<Expression> {
        self.value(item, Wanted::AMOUNT, faults)
    }

    /// Reads a value of the type that is wanted.
    pub(super) fn value(
        &mut self,
        item: &Item<'_>,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        match &item.node.kind {
            NodeKind::Text(text)
                if wanted.kind == FactType::Money
                    && !text.bytes().any(|it| it.is_ascii_digit()) =>
            {
                let words = self.sums_in_words();
                let known = words.iter().find(|(name, _)| name == text);
                if known.is_none() {
                    let (found, expected) = (item.node.found(), wanted.kind.expected());
                    let fault = item.place.fault(FaultCode::WrongType, found, expected);
                    faults.add(fault.with_nearest(text, words.iter().map(|(name, _)| *name)));
                }
                known.map(|(_, sum)| sum.clone())
            }
            NodeKind::Table(_) => {
                let section = item.section(faults)?;
                let Some(head) = head_of(&section) else {
                    return unknown_head(item, &section, faults);
                };
                self.reckoned(&section, head, wanted, faults)
            }
            _ => literal(wanted, item, faults).map(Expression::Literal),
        }
    }

    /// The words that stand for a sum.
    fn sums_in_words(&self) -> Vec<(&'static str, Expression)> {
        let tied = (self.about == About::RollOver).then_some(("tied", Expression::Tied));
        let all = self.about.has_a_whole().then(|| ("all", self.whole()));
        all.into_iter().chain(tied).collect()
    }

    /// All that is asked about: the whole item, or all that a draft asks for.
    pub(super) fn whole(&self) -> Expression {
        match self.about {
            About::RollOver | About::Duty => Expression::Whole,
            About::Ask => Expression::Fact(FactName::AskAmount),
        }
    }

    /// Reads the values of a list that is not empty.
    pub(super) fn values(
        &mut self,
        item: &Item<'_>,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<Vec<Expression>> {
        let items = item.list(faults)?;
        if items.is_empty() {
            let code = match wanted.sign {
                Sign::NotBelowNought => FaultCode::BadAmount,
                Sign::Either => FaultCode::WrongType,
            };
            faults.add(item.place.fault(code, "an empty list", "values"));
        }
        let each: Vec<_> = items
            .iter()
            .map(|item| self.value(item, wanted, faults))
            .collect();
        each.into_iter().collect()
    }

    fn reckoned(
        &mut self,
        section: &Section<'_>,
        head: &str,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        let item = section.find(head)?;
        section.allow_only(keys_beside(head), faults);
        match head {
            "fact" => {
                let (fact, its) = self.fact(&item, faults)?;
                if its.kind != wanted.kind {
                    let found = format!("{}, which is {}", item.text(faults)?, its.kind.expected());
                    let expected = wanted.kind.expected();
                    faults.add(item.place.fault(FaultCode::WrongType, found, expected));
                    return None;
                }
                self.last_record(section, fact, faults)
            }
            "parameter" => self.parameter(section, &item, wanted, faults),
            "cases" => self.cases(section, &item, wanted, faults),
            _ => self.by_type(section, head, wanted, faults),
        }
    }

    fn parameter(
        &mut self,
        section: &Section<'_>,
        item: &Item<'_>,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        let on = section.find("on");
        let on = on.map(|day| self.value(&day, Wanted::of(FactType::Date), faults));
        let id = item.text(faults)?;
        let place = self.parameters.iter().position(|known| known.id == id);
        let Some(place) = place else {
            if self.unread.parameters.iter().any(|known| known == id) {
                return None;
            }
            let expected = format!("a parameter of this book: [[parameter]] with id = {id:?}");
            let place = &item.place;
            let fault = place.fault(FaultCode::UnknownName, item.node.found(), expected);
            let names = self.parameters.iter().map(|known| &known.id);
            let names = names.chain(&self.unread.parameters).map(String::as_str);
            faults.add(fault.with_nearest(id, names));
            return None;
        };
        let kind = self.parameters[place].kind;
        if kind != wanted.kind {
            let found = format!("the parameter {id}, which is {}", kind.expected());
            let expected = wanted.kind.expected();
            faults.add(item.place.fault(FaultCode::WrongType, found, expected));
            return None;
        }
        let on = match on {
            None => None,
            Some(on) => Some(on?),
        };
        Some(Expression::Parameter(Box::new(Reference {
            place,
            id: id.into(),
            on,
        })))
    }

    /// The type of a value, where it says so itself.
    pub(super) fn kind_of(&self, item: &Item<'_>) -> Option<Wanted> {
        if matches!(&item.node.kind, NodeKind::Text(text) if text == "all" || text == "tied") {
            return Some(Wanted::of(FactType::Money));
        }
        let silent = &mut FaultList::default();
        let section = item.section(silent)?;
        let head = head_of(&section)?;
        let inner = section.find(head)?;
        let kind = match head {
            "fact" => {
                let text = inner.text(silent)?;
                let own = self.own(text).map(|own| Wanted::of(own.kind));
                return own.or_else(|| FactName::find(text).map(Wanted::of_fact));
            }
            "parameter" => {
                let id = inner.text(silent)?;
                if self.unread.parameters.iter().any(|known| known == id) {
                    return None;
                }
                let known = self.parameters.iter().find(|known| known.id == id);
                known.map_or(FactType::Money, |known| known.kind)
            }
            "sum" => return self.kind_of(&inner),
            "excess" => {
                let above = || self.kind_of(&section.find("above")?);
                return self.kind_of(&inner).or_else(above);
            }
            "times" => return self.kind_of(&section.find("each")?),
            "cases" => {
                let cases = inner.list(silent)?;
                let values = cases.iter().filter_map(|case| {
                    let case = case.section(&mut FaultList::default())?;
                    self.kind_of(&case.find("value")?)
                });
                let otherwise = || self.kind_of(&section.find("otherwise")?);
                return values.into_iter().next().or_else(otherwise);
            }
            _ => match suits(head) {
                [only] => *only,
                _ => {
                    let each = inner.list(silent)?;
                    return each.iter().find_map(|one| self.kind_of(one));
                }
            },
        };
        Some(Wanted::of(kind))
    }
}

fn head_of<'h>(section: &Section<'_>) -> Option<&'h str> {
    HEADS.into_iter().find(|head| section.has(head))
}

fn unknown_head(
    item: &Item<'_>,
    section: &Section<'_>,
    faults: &mut FaultList,
) -> Option<Expression> {
    let expected = format!("one of {}", one_of(&HEADS));
    let found = section.keys_found();
    let fault = item.place.fault(FaultCode::UnknownKey, found, expected);
    let first = section.keys().next().unwrap_or_default();
    faults.add(fault.with_nearest(first, HEADS));
    None
}

/// Reads a value as it stands.
pub(super) fn literal(wanted: Wanted, item: &Item<'_>, faults: &mut FaultList) -> Option<Value> {
    match wanted.kind {
        FactType::Money => {
            let sum = item.money(faults)?;
            if sum.is_negative() && wanted.sign == Sign::NotBelowNought {
                let found = item.node.found();
                let expected = "a sum of 0 or more";
                faults.add(item.place.fault(FaultCode::BadAmount, found, expected));
            }
            Some(Value::Money(sum))
        }
        FactType::Date => day_of_value(item, faults).map(Value::Date),
        FactType::Whole => item.whole_number(faults).map(Value::Whole),
        FactType::Flag => item.flag(faults).map(Value::Flag),
        FactType::Year => match &item.node.kind {
            NodeKind::Text(text) => text.parse().ok(),
            _ => None,
        }
        .map(Value::Year)
        .or_else(|| item.wrong(wanted.kind.expected(), faults)),
        FactType::Text if wanted.words.is_empty() => {
            item.text(faults).map(|text| Value::Text(text.into()))
        }
        FactType::Text => {
            let words: Vec<_> = wanted.words.iter().map(|word| (*word, *word)).collect();
            let word = item.word(&words, faults);
            word.map(|text| Value::Text(text.into()))
        }
    }
}

/// A day; where a day of each year stands in words, how a value says that.
fn day_of_value(item: &Item<'_>, faults: &mut FaultList) -> Option<NaiveDate> {
    if let NodeKind::Text(text) = &item.node.kind
        && let Some(each_year) = hint::day_of_year(text)
    {
        let usual = FactType::Date.expected();
        let expected = format!("{usual}; that day of the year asked is {each_year}");
        return item.wrong(&expected, faults);
    }
    item.day(faults)
}
