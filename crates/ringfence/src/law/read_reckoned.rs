//! Reading values that are reckoned from others.

use super::FactType;
use super::condition::Condition;
use super::expression::{Cases, Covered, Expression, Fold, Gathered, Moved, Unit, Way, Within};
use super::fault::{FaultCode, FaultList};
use super::hint;
use super::node::NodeKind;
use super::read_condition::Reader;
use super::read_value::Wanted;
use super::section::{Item, Section};
use crate::word::one_of;

pub(super) const UNITS: [(&str, Unit); 3] = [
    ("days", Unit::Days),
    ("months", Unit::Months),
    ("years", Unit::Years),
];

pub(super) const WAYS: [(&str, Way); 2] = [("plus", Way::Later), ("minus", Way::Earlier)];

/// The types that a reckoned value of this key may have.
pub(super) fn suits(head: &str) -> &'static [FactType] {
    use FactType::{Date, Money, Text, Whole, Year};
    match head {
        "of" => &[Money],
        "least" | "greatest" => &[Money, Whole, Date, Year],
        "plus" | "minus" | "excess" | "times" | "sum" => &[Money, Whole],
        "count" | "days_from" | "days_over" | "month_of" => &[Whole],
        "earliest" | "latest" | "month" | "day" => &[Date],
        "year" | "year_of" => &[Year],
        "recorded_on" => &[Date],
        "recorded_by" => &[Text],
        _ => &[],
    }
}

/// The keys that may stand beside the one by which a reckoned value is known, it among them.
pub(super) fn keys_beside(head: &str) -> &'static [&'static str] {
    match head {
        "fact" => &["fact", "by", "on"],
        "recorded_on" => &["recorded_on", "by", "on"],
        "recorded_by" => &["recorded_by", "on"],
        "parameter" => &["parameter", "on"],
        "month" => &["month", "day", "in_year"],
        "day" => &["day", "plus", "minus"],
        "year" => &["year", "plus", "minus"],
        "of" => &["of", "in", "round", "to_whole", "from"],
        "least" => &["least"],
        "greatest" => &["greatest"],
        "plus" => &["plus"],
        "minus" => &["minus"],
        "excess" => &["excess", "above"],
        "times" => &["times", "each"],
        "cases" => &["cases", "otherwise"],
        "sum" => &["sum", "over", "where"],
        "count" => &["count", "where"],
        "earliest" => &["earliest", "over", "where"],
        "latest" => &["latest", "over", "where"],
        "days_from" => &["days_from", "to"],
        "days_over" => &["days_over", "from", "to", "where"],
        "month_of" => &["month_of"],
        "year_of" => &["year_of"],
        _ => &[],
    }
}

pub(super) const CASE_KEYS: [&str; 2] = ["when", "value"];

impl Reader<'_> {
    /// Reads a value whose key says how it is reckoned.
    pub(super) fn by_type(
        &mut self,
        section: &Section<'_>,
        head: &str,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        let item = section.find(head)?;
        let kinds = suits(head);
        if !kinds.contains(&wanted.kind) {
            let words: Vec<&str> = kinds.iter().map(|kind| kind.expected()).collect();
            let found = format!("{head}, which gives {}", one_of(&words));
            let expected = wanted.kind.expected();
            faults.add(item.place.fault(FaultCode::WrongType, found, expected));
            return None;
        }
        match head {
            "of" => self.share(section, wanted, faults),
            "least" | "greatest" | "plus" | "minus" => {
                let each = self.values(&item, wanted, faults)?;
                Some(match head {
                    "least" => Expression::Least(each),
                    "greatest" => Expression::Greatest(each),
                    "plus" => Expression::Plus(each),
                    _ => Expression::Minus(each),
                })
            }
            "excess" => {
                let both = self.both(section, ["excess", "above"], [wanted; 2], faults)?;
                Some(Expression::Excess(both))
            }
            "times" => {
                let wanted = [Wanted::of(FactType::Whole), wanted];
                let both = self.both(section, ["times", "each"], wanted, faults)?;
                Some(Expression::Times(both))
            }
            "days_from" => {
                let days = [Wanted::of(FactType::Date); 2];
                let both = self.both(section, ["days_from", "to"], days, faults)?;
                Some(Expression::Days(both))
            }
            "recorded_on" | "recorded_by" => self.of_record(section, (head, wanted.kind), faults),
            "days_over" => self.covered(section, faults),
            "month_of" | "year_of" => {
                let day = Wanted::of(FactType::Date);
                let day = Box::new(self.value(&item, day, faults)?);
                Some(match head {
                    "month_of" => Expression::MonthOf(day),
                    _ => Expression::YearOf(day),
                })
            }
            "month" => self.within(section, faults),
            "day" | "year" => self.moved(section, head, wanted, faults),
            _ => self.gathered(section, head, wanted, faults),
        }
    }

    /// Two values under two keys.
    fn both(
        &mut self,
        section: &Section<'_>,
        keys: [&str; 2],
        wanted: [Wanted; 2],
        faults: &mut FaultList,
    ) -> Option<Box<[Expression; 2]>> {
        let [first, second] = [0, 1].map(|place| {
            let item = section.need(keys[place], wanted[place].kind.expected(), faults)?;
            self.value(&item, wanted[place], faults)
        });
        Some(Box::new([first?, second?]))
    }

    pub(super) fn cases(
        &mut self,
        section: &Section<'_>,
        item: &Item<'_>,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        let items = item.list(faults)?;
        if items.is_empty() {
            let expected = "cases such as { when = { … }, value = … }";
            let place = &item.place;
            faults.add(place.fault(FaultCode::WrongType, "an empty list", expected));
        }
        let each: Vec<_> = items
            .iter()
            .map(|case| self.one_case(case, wanted, faults))
            .collect();
        let otherwise = section
            .need("otherwise", wanted.kind.expected(), faults)
            .and_then(|item| self.value(&item, wanted, faults));
        let each = each.into_iter().collect::<Option<Vec<_>>>()?;
        let otherwise = otherwise?;
        Some(Expression::Cases(Box::new(Cases { each, otherwise })))
    }

    fn one_case(
        &mut self,
        item: &Item<'_>,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<(Condition, Expression)> {
        let section = item.section(faults)?;
        section.allow_only(&CASE_KEYS, faults);
        let when = section
            .need("when", "a condition", faults)
            .and_then(|item| self.condition(&item, faults));
        let value = section
            .need("value", wanted.kind.expected(), faults)
            .and_then(|item| self.value(&item, wanted, faults));
        Some((when?, value?))
    }

    fn gathered(
        &mut self,
        section: &Section<'_>,
        head: &str,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        let fold = match head {
            "sum" => Fold::Sum,
            "count" => Fold::Count,
            "earliest" => Fold::Earliest,
            _ => Fold::Latest,
        };
        let counts = fold == Fold::Count;
        let expected = "the name of a group";
        let named = section.need(if counts { "count" } else { "over" }, expected, faults);
        let group = named.and_then(|item| self.group(&item, faults));
        let (of, when) = (section.find(head), section.find("where"));
        let (group, (of, when)) = self.inside_of(group, faults, |reader, faults| {
            let of = of.filter(|_| !counts);
            let of = of.map(|item| reader.value(&item, wanted, faults));
            let when = when.map(|item| reader.condition(&item, faults));
            (of, when)
        })?;
        let given = |read: Option<Option<Expression>>| read.map_or(Some(None), |it| it.map(Some));
        let when = when.map_or(Some(None), |it| it.map(Some))?;
        Some(Expression::Gathered(Box::new(Gathered {
            fold,
            group,
            of: given(of)?,
            when,
        })))
    }

    /// The days that records cover together.
    fn covered(&mut self, section: &Section<'_>, faults: &mut FaultList) -> Option<Expression> {
        let named = section.need("days_over", "the name of a group", faults);
        let group = named.and_then(|item| self.group(&item, faults));
        let (group, (ends, when)) = self.inside_of(group, faults, |reader, faults| {
            let days = [Wanted::of(FactType::Date); 2];
            let ends = reader.both(section, ["from", "to"], days, faults);
            let when = section.find("where");
            (ends, when.map(|item| reader.condition(&item, faults)))
        })?;
        let when = when.map_or(Some(None), |it| it.map(Some))?;
        let [from, to] = *ends?;
        Some(Expression::Covered(Box::new(Covered {
            group,
            from,
            to,
            when,
        })))
    }

    /// A day or a year, moved by so many days, months or years.
    fn moved(
        &mut self,
        section: &Section<'_>,
        head: &str,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        let from = section.find(head)?;
        let given: Vec<_> = WAYS.iter().filter(|(key, _)| section.has(key)).collect();
        if let (NodeKind::Text(text), []) = (&from.node.kind, given.as_slice())
            && let Some(each_year) = hint::day_of_year(text)
        {
            let found = format!("{{ day = {text:?} }}");
            let expected = format!("{each_year}, that day of the year asked");
            let place = section.place();
            faults.add(place.fault(FaultCode::WrongType, found, expected));
            return None;
        }
        let from = self.value(&from, wanted, faults);
        let &[(key, way)] = given.as_slice() else {
            let found = match given.is_empty() {
                true => "neither plus nor minus",
                false => "both plus and minus",
            };
            let expected = "one of them, such as plus = { months = 1 }";
            let place = section.place();
            faults.add(place.fault(FaultCode::MissingKey, found, expected));
            return None;
        };
        let by = section.find(key)?.section(faults)?;
        let units: Vec<_> = match wanted.kind {
            FactType::Year => UNITS
                .iter()
                .filter(|(_, unit)| *unit == Unit::Years)
                .collect(),
            _ => UNITS.iter().collect(),
        };
        let words: Vec<&str> = units.iter().map(|(word, _)| *word).collect();
        by.allow_only(&words, faults);
        let given: Vec<_> = units.iter().filter(|(word, _)| by.has(word)).collect();
        let &[(word, unit)] = given.as_slice() else {
            let expected = format!("one of {}", one_of(&words));
            let found = format!("{} of them", given.len());
            faults.add(by.place().fault(FaultCode::MissingKey, found, expected));
            return None;
        };
        let count = by.find(word)?;
        let count = self.value(&count, Wanted::of(FactType::Whole), faults);
        Some(Expression::Moved(Box::new(Moved {
            from: from?,
            way: *way,
            count: count?,
            unit: *unit,
        })))
    }

    /// A day of a month within a year.
    fn within(&mut self, section: &Section<'_>, faults: &mut FaultList) -> Option<Expression> {
        let found = section
            .find("month")
            .filter(|it| matches!(it.node.kind, NodeKind::Table(_)));
        if let Some(item) = found {
            let expected = "a whole number from 1 to 12; the month of a day is { month_of = … }";
            return item.wrong(expected, faults);
        }
        let [month, day] = [("month", 12), ("day", 31)].map(|(key, most)| {
            let item = section.need(key, "a whole number", faults)?;
            let number = match item.node.kind {
                NodeKind::Whole(number) => u32::try_from(number).ok(),
                _ => None,
            };
            let fits = number.filter(|number| (1..=most).contains(number));
            fits.or_else(|| item.wrong(&format!("a whole number from 1 to {most}"), faults))
        });
        let year = section.find("in_year");
        let year = year.map(|item| self.value(&item, Wanted::of(FactType::Year), faults));
        let year = year.map_or(Some(None), |it| it.map(Some))?;
        Some(Expression::Within(Box::new(Within {
            month: month?,
            day: day?,
            year,
        })))
    }
}
