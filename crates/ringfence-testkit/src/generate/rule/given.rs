//! What is known of one item before a random book, and what is not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ringfence::law::{Fact, FactName, FactType, Facts, Group, Letter, Record, Value};

use super::pool;
use super::tape::Tape;
use crate::tree::{self, Tree};

/// The facts of one item as plain data: what is not in a table is absent, and nothing in place of
/// a value means that it was recorded without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The facts of the item, its line, its project and so on.
    pub facts: BTreeMap<FactName, Option<Value>>,
    /// The records of its groups, in the order in which they were made.
    pub records: Vec<(Group, BTreeMap<FactName, Option<Value>>)>,
    /// Facts of a book's own as they were recorded.
    pub own: Vec<Recording>,
}

/// A fact of a book's own as it was recorded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Its name, as rules write it.
    pub name: String,
    /// From which day.
    pub day: NaiveDate,
    /// Who said it, where anybody is named.
    pub by: Option<String>,
    /// What it says; nothing where that is not known.
    pub value: Option<Value>,
}

impl Recording {
    /// Records it among facts.
    pub(super) fn add_to(&self, facts: &mut Facts) {
        let letter = Letter::of(self.day);
        let letter = match &self.by {
            Some(by) => letter.by(by.as_str()),
            None => letter,
        };
        let fact = self.value.clone().map_or(Fact::Unknown, Fact::Known);
        facts.record(&self.name, letter, fact, &[]);
    }
}

impl Given {
    /// As the law reads them.
    pub fn facts(&self) -> Facts {
        let fact = |value: &Option<Value>| value.clone().map_or(Fact::Unknown, Fact::Known);
        let mut facts = Facts::new();
        for (name, value) in &self.facts {
            let set = facts.set(*name, fact(value), &[]);
            set.expect("a fact of the item, of its type");
        }
        for (group, cells) in &self.records {
            let mut record = Record::new(*group);
            for (name, value) in cells {
                let set = record.set(*name, fact(value), &[]);
                set.expect("a fact of the group, of its type");
            }
            facts.add(record);
        }
        self.own.iter().for_each(|it| it.add_to(&mut facts));
        facts
    }
}

/// The keys by which a value reads a fact.
const OF_FACTS: [&str; 3] = ["fact", "recorded_on", "recorded_by"];

/// What somebody read in a book would ask for.
struct Asked {
    facts: BTreeSet<FactName>,
    own: BTreeSet<String>,
    groups: BTreeSet<Group>,
}

impl Asked {
    fn of(book: &Tree) -> Asked {
        let mut asked = Asked {
            facts: BTreeSet::new(),
            own: BTreeSet::new(),
            groups: BTreeSet::new(),
        };
        tree::each_table(book, &mut |table| {
            for (key, value) in table {
                let Some(text) = value.as_str() else { continue };
                if text == "tied" {
                    asked.facts.insert(FactName::ItemTied);
                }
                asked.groups.extend(Group::find(text));
                if OF_FACTS.contains(&key.as_str()) {
                    asked.facts.extend(FactName::find(text));
                    if text.starts_with("own.") {
                        asked.own.insert(text.to_owned());
                    }
                }
            }
        });
        asked
    }
}

const NEVER_UNKNOWN: [FactName; 4] = [
    FactName::YearItself,
    FactName::YearFirstDay,
    FactName::YearLastDay,
    FactName::YearNext,
];

/// Writes what is given of an item before a book.
pub(super) fn given(numbers: &[u16], book: &Tree) -> Given {
    let asked = Asked::of(book);
    let mut clerk = Clerk {
        tape: Tape::of(numbers),
        unknowns: 0,
        given: Given::default(),
    };
    // Of half of the items nothing is unknown: they are about what is decided.
    clerk.unknowns = clerk.tape.pick(&[0, 1, 0, 2, 0, 3]);
    clerk.item();
    for name in asked.facts.iter().filter(|name| name.group().is_none()) {
        if !clerk.given.facts.contains_key(name)
            && let Some(value) = clerk.said(*name)
        {
            clerk.given.facts.insert(*name, value);
        }
    }
    for group in asked.groups {
        clerk.records(group, &asked.facts);
    }
    for name in &asked.own {
        let kind = kind_of(book, name);
        clerk.own(name, kind);
    }
    clerk.given
}

/// The type that a book declares a fact of its own to be.
pub(crate) fn kind_of(book: &Tree, name: &str) -> FactType {
    let mut all = tree::list_of(book, "fact").iter();
    let own = all.find(|it| tree::text_of(it, "id") == name.strip_prefix("own."));
    match own.and_then(|it| tree::text_of(it, "type")) {
        Some("money") => FactType::Money,
        Some("date") => FactType::Date,
        Some("year") => FactType::Year,
        Some("text") => FactType::Text,
        Some("whole") => FactType::Whole,
        _ => FactType::Flag,
    }
}

struct Clerk<'t> {
    tape: Tape<'t>,
    /// How many may still be recorded without a value.
    unknowns: usize,
    given: Given,
}

impl Clerk<'_> {
    /// What kind of item it is, how much, of which stream and year.
    fn item(&mut self) {
        let kinds = FactName::ItemKind.entry().words;
        let kind = self.tape.pick(kinds);
        let Value::Money(sum) = pool::value(&mut self.tape, FactType::Money) else {
            return;
        };
        let below = match kind {
            "deficit" => self.tape.below(6) != 5,
            _ => self.tape.one_in(12),
        };
        let sum = if below {
            sum.size().negated()
        } else {
            sum.size()
        };
        let stream = self.tape.pick(&["cluster", "winter", "core", "other"]);
        let year = |first| ringfence::word::FinancialYear::starting(first).map(Value::Year);
        let all = [
            (FactName::ItemKind, Some(Value::Text(kind.into()))),
            (FactName::ItemAmount, Some(Value::Money(sum))),
            (FactName::StreamId, Some(Value::Text(stream.into()))),
            (FactName::YearItself, year(2016)),
            (FactName::YearNext, year(2017)),
            (
                FactName::YearFirstDay,
                Some(Value::Date(pool::day("2016-04-01"))),
            ),
            (
                FactName::YearLastDay,
                Some(Value::Date(pool::day("2017-03-31"))),
            ),
        ];
        self.given.facts.extend(all);
        for name in [FactName::ItemKind, FactName::StreamId] {
            if self.unknowns > 0 && self.tape.one_in(12) {
                self.unknowns -= 1;
                self.given.facts.insert(name, None);
            }
        }
        let size = sum.size();
        if self.tape.below(3) == 1 && !below {
            let tied = self.tape.pick(&[size, ringfence::word::Money::ZERO]);
            self.given
                .facts
                .insert(FactName::ItemTied, Some(Value::Money(tied)));
        }
    }

    /// Nothing where it is absent; nothing inside where it is not known.
    fn said(&mut self, name: FactName) -> Option<Option<Value>> {
        match self.tape.below(6) {
            0 => None,
            4 | 5 if self.unknowns > 0 && !NEVER_UNKNOWN.contains(&name) => {
                self.unknowns -= 1;
                Some(None)
            }
            _ => Some(Some(pool::value_of(&mut self.tape, name))),
        }
    }

    fn records(&mut self, group: Group, asked: &BTreeSet<FactName>) {
        for _ in 0..self.tape.below(4) {
            let mut cells = BTreeMap::new();
            for name in asked.iter().filter(|name| name.group() == Some(group)) {
                if let Some(value) = self.said(*name) {
                    cells.insert(*name, value);
                }
            }
            self.given.records.push((group, cells));
        }
    }

    fn own(&mut self, name: &str, kind: FactType) {
        let days = ["2016-10-01", "2017-03-31", "2017-04-01", "2010-04-01"];
        for _ in 0..self.tape.below(3) {
            let day = pool::day(self.tape.pick(&days));
            let value = match self.tape.below(6) {
                4 if self.unknowns > 0 => {
                    self.unknowns -= 1;
                    None
                }
                5 if self.unknowns > 0 => {
                    self.unknowns -= 1;
                    let other = match kind {
                        FactType::Flag => FactType::Text,
                        _ => FactType::Flag,
                    };
                    Some(pool::value(&mut self.tape, other))
                }
                _ => Some(pool::value(&mut self.tape, kind)),
            };
            self.given.own.push(Recording {
                name: name.to_owned(),
                day,
                by: pool::author(&mut self.tape),
                value,
            });
        }
    }
}
