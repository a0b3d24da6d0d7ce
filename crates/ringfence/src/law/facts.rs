//! The facts of one item, as the ledger hands them to the law.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use thiserror::Error;

use super::letter::Letter;
use super::own_facts::OwnFacts;
use super::sheet::{LINE_FACTS, Sheet};
use super::{Fact, FactName, FactType, Group, Value};
use crate::word::Money;

/// What is known of one item: each fact with the journal entries it came from.
///
/// What is not set is *absent*: it cannot exist for this item. What was recorded without its
/// value is *unknown*. Setting a fact again replaces it.
///
/// ```
/// use ringfence::law::{Fact, FactName, Facts, Group, Record};
/// use ringfence::word::Money;
///
/// let mut facts = Facts::new();
/// facts.set(FactName::ItemAmount, Money::new(2_000_000), &[12])?;
/// facts.set(FactName::ProjectApproved, true, &[9])?;
/// let mut delay = Record::new(Group::Delay);
/// delay.set(FactName::DelayCause, "procurement", &[14])?;
/// delay.set(FactName::DelayAttributableTo, Fact::Unknown, &[14])?;
/// facts.add(delay);
/// assert_eq!(facts.fact(FactName::ProjectId), &Fact::Absent);
/// # Ok::<(), ringfence::law::FactError>(())
/// ```
///
/// It is not the ledger: a rule sees nothing but these facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What was set of the item, in the order of the vocabulary.
    item: Vec<(FactName, Cell)>,
    line: Arc<LineSheet>,
    /// The item's own, in the order of the groups.
    records: Vec<Arc<Record>>,
    own: OwnFacts,
}

/// What is the same for all items of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct LineSheet {
    cells: Vec<Cell>,
    records: Vec<Arc<Record>>,
}

/// One record of a group: a delay, a step of approval, a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    group: Group,
    cells: Vec<Cell>,
}

/// Why a fact could not be set.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FactError {
    /// The value is of another type.
    #[error("{fact} is {}, not {found}", expected.expected())]
    WrongType {
        /// The fact.
        fact: FactName,
        /// What it is.
        expected: FactType,
        /// What was given.
        found: Value,
    },
    /// The fact stands elsewhere: on the item, or on a record of another group.
    #[error("{fact} is not a fact of {place}")]
    WrongPlace {
        /// The fact.
        fact: FactName,
        /// Where it was to be set.
        place: &'static str,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    fact: Fact,
    entries: Entries,
}

/// The entries that a fact came from: most often one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Entries {
    #[default]
    None,
    One([u64; 1]),
    Several(Arc<[u64]>),
}

impl Cell {
    fn of(name: FactName, fact: Fact, entries: &[u64]) -> Result<Cell, FactError> {
        let expected = name.entry().kind;
        match fact {
            Fact::Known(found) if found.kind() != expected => Err(FactError::WrongType {
                fact: name,
                expected,
                found,
            }),
            fact => Ok(Cell::recorded(fact, entries)),
        }
    }

    fn recorded(fact: Fact, entries: &[u64]) -> Cell {
        let entries = match entries {
            [] => Entries::None,
            [one] => Entries::One([*one]),
            several => Entries::Several(several.into()),
        };
        Cell { fact, entries }
    }

    /// Recorded, its value missing.
    pub(super) fn unknown() -> Cell {
        Cell::recorded(Fact::Unknown, &[])
    }

    pub(super) fn fact(&self) -> &Fact {
        &self.fact
    }

    pub(super) fn entries(&self) -> &[u64] {
        match &self.entries {
            Entries::None => &[],
            Entries::One(one) => one,
            Entries::Several(several) => several,
        }
    }
}

/// The place of a group among records in the order of the groups.
fn range_of(records: &[Arc<Record>], group: Group) -> Range<usize> {
    let start = records.partition_point(|record| record.group < group);
    let length = records[start..].partition_point(|record| record.group == group);
    start..start + length
}

impl Facts {
    /// Nothing known yet: every fact is absent.
    pub fn new() -> Facts {
        Facts::on_line(Arc::new(LineSheet {
            cells: vec![Cell::default(); LINE_FACTS],
            records: Vec::new(),
        }))
    }

    /// What is known of another item of the same line: its body, stream, line, year and notices.
    pub(crate) fn of_same_line(&self) -> Facts {
        Facts::on_line(Arc::clone(&self.line))
    }

    fn on_line(line: Arc<LineSheet>) -> Facts {
        Facts {
            item: Vec::new(),
            line,
            records: Vec::new(),
            own: OwnFacts::default(),
        }
    }

    /// Takes over what is known of the item elsewhere: those facts and groups that are wanted.
    pub(crate) fn take_over(
        &mut self,
        other: &Facts,
        wanted: impl Fn(FactName) -> bool,
        looked_at: impl Fn(Group) -> bool,
    ) {
        for (name, cell) in other.item.iter().filter(|(name, _)| wanted(*name)) {
            self.put(*name, cell.clone());
        }
        for record in other.records.iter().filter(|it| looked_at(it.group)) {
            self.add(Arc::clone(record));
        }
    }

    /// Sets a fact of the item, with the numbers of the entries it came from.
    ///
    /// ```
    /// use ringfence::law::{FactError, FactName, Facts};
    ///
    /// let mut facts = Facts::new();
    /// facts.set(FactName::LineAge, 1, &[3])?; // from entry 3
    /// let no = facts.set(FactName::ItemAmount, true, &[]);
    /// assert!(matches!(no, Err(FactError::WrongType { .. })));
    /// # Ok::<(), FactError>(())
    /// ```
    ///
    /// # Errors
    /// A value of another type, or a fact that belongs to a group.
    pub fn set(
        &mut self,
        name: FactName,
        fact: impl Into<Fact>,
        entries: &[u64],
    ) -> Result<&mut Facts, FactError> {
        match name.sheet() {
            Sheet::Item => self.put(name, Cell::of(name, fact.into(), entries)?),
            Sheet::Line(place) => {
                let cell = Cell::of(name, fact.into(), entries)?;
                Arc::make_mut(&mut self.line).cells[place] = cell;
            }
            Sheet::Record(..) => {
                return Err(FactError::WrongPlace {
                    fact: name,
                    place: "the item",
                });
            }
        }
        Ok(self)
    }

    fn put(&mut self, name: FactName, cell: Cell) {
        let place = self.item.partition_point(|(known, _)| *known < name);
        match self.item.get_mut(place).filter(|(known, _)| *known == name) {
            Some((_, known)) => *known = cell,
            None => self.item.insert(place, (name, cell)),
        }
    }

    /// Records a fact of a book's own, named as rules name it, as it is from a day on; who says
    /// it, a [`Letter`] names. Of one day the later counts.
    ///
    /// ```
    /// use ringfence::law::{Fact, Facts};
    ///
    /// let [february, march] = ["2017-02-01", "2017-03-01"].map(str::parse::<chrono::NaiveDate>);
    /// let mut facts = Facts::new();
    /// facts.record("own.evaluated", february?, Fact::Unknown, &[12]);
    /// facts.record("own.evaluated", march?, true, &[15]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record(
        &mut self,
        name: &str,
        by: impl Into<Letter>,
        fact: impl Into<Fact>,
        entries: &[u64],
    ) -> &mut Facts {
        let value = Cell::recorded(fact.into(), entries);
        self.own.record(name, by.into(), value);
        self
    }

    /// Nobody recorded it, and it is asked for.
    pub(super) fn leave_open(&mut self, name: &str) {
        self.own.leave_open(name);
    }

    /// What was recorded of the facts of a book's own.
    pub(super) fn own(&self) -> &OwnFacts {
        &self.own
    }

    /// Adds a record to its group.
    pub fn add(&mut self, record: impl Into<Arc<Record>>) -> &mut Facts {
        let record = record.into();
        let records = match record.group.is_of_line() {
            true => &mut Arc::make_mut(&mut self.line).records,
            false => &mut self.records,
        };
        records.insert(range_of(records, record.group).end, record);
        self
    }

    /// Puts these in the place of all records of a group.
    pub(super) fn replace(&mut self, group: Group, records: Vec<Record>) {
        let of = match group.is_of_line() {
            true => &mut Arc::make_mut(&mut self.line).records,
            false => &mut self.records,
        };
        of.splice(range_of(of, group), records.into_iter().map(Arc::new));
    }

    /// A fact of the item; absent for the fact of a group.
    pub fn fact(&self, name: FactName) -> &Fact {
        self.cell(name).map_or(&Fact::Absent, |cell| &cell.fact)
    }

    /// The numbers of the entries that a fact of the item came from.
    pub fn entries(&self, name: FactName) -> &[u64] {
        self.cell(name).map_or(&[], Cell::entries)
    }

    fn cell(&self, name: FactName) -> Option<&Cell> {
        match name.sheet() {
            Sheet::Item => {
                let known = self.item.iter().find(|(known, _)| *known == name);
                known.map(|(_, cell)| cell)
            }
            Sheet::Line(place) => Some(&self.line.cells[place]),
            Sheet::Record(..) => None,
        }
    }

    /// The records of a group, in the order in which they were added.
    pub fn records(&self, group: Group) -> &[Arc<Record>] {
        let records = match group.is_of_line() {
            true => &self.line.records,
            false => &self.records,
        };
        &records[range_of(records, group)]
    }

    pub(super) fn money(&self, name: FactName) -> Option<Money> {
        match self.fact(name) {
            Fact::Known(Value::Money(sum)) => Some(*sum),
            _ => None,
        }
    }

    pub(super) fn text(&self, name: FactName) -> Option<&str> {
        match self.fact(name) {
            Fact::Known(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub(super) fn date(&self, name: FactName) -> Option<NaiveDate> {
        match self.fact(name) {
            Fact::Known(Value::Date(day)) => Some(*day),
            _ => None,
        }
    }
}

impl Default for Facts {
    fn default() -> Facts {
        Facts::new()
    }
}

impl Record {
    /// A record of this group, of which nothing is known yet.
    pub fn new(group: Group) -> Record {
        Record {
            group,
            cells: vec![Cell::default(); group.width()],
        }
    }

    /// The group it belongs to.
    pub fn group(&self) -> Group {
        self.group
    }

    /// Sets a fact of the record, with the numbers of the entries it came from.
    ///
    /// ```
    /// use ringfence::law::{FactError, FactName, Group, Record};
    ///
    /// let mut notice = Record::new(Group::Notice);
    /// let no = notice.set(FactName::DelayCause, "weather", &[]); // of another group
    /// assert!(matches!(no, Err(FactError::WrongPlace { .. })));
    /// ```
    ///
    /// # Errors
    /// A value of another type, or a fact of another group or of the item.
    pub fn set(
        &mut self,
        name: FactName,
        fact: impl Into<Fact>,
        entries: &[u64],
    ) -> Result<&mut Record, FactError> {
        match name.sheet() {
            Sheet::Record(group, place) if group == self.group => {
                self.cells[place] = Cell::of(name, fact.into(), entries)?;
                Ok(self)
            }
            _ => Err(FactError::WrongPlace {
                fact: name,
                place: self.group.name(),
            }),
        }
    }

    /// A fact of the record; absent for the fact of another group or of the item.
    pub fn fact(&self, name: FactName) -> &Fact {
        self.cell(name).map_or(&Fact::Absent, |cell| &cell.fact)
    }

    /// The numbers of the entries that a fact of the record came from.
    pub fn entries(&self, name: FactName) -> &[u64] {
        self.cell(name).map_or(&[], Cell::entries)
    }

    fn cell(&self, name: FactName) -> Option<&Cell> {
        match name.sheet() {
            Sheet::Record(group, place) if group == self.group => Some(&self.cells[place]),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_set_in_its_place_and_type_or_refused() {
        let mut facts = Facts::new();
        let wrong = facts.set(FactName::ItemAmount, true, &[]).map(|_| ());
        assert!(
            matches!(wrong, Err(FactError::WrongType { .. })),
            "{wrong:?}"
        );
        let wrong = facts.set(FactName::DelayCause, "x", &[]).map(|_| ());
        assert!(
            matches!(wrong, Err(FactError::WrongPlace { .. })),
            "{wrong:?}"
        );
        let mut notice = Record::new(Group::Notice);
        assert!(notice.set(FactName::DelayCause, "x", &[]).is_err());
        assert_eq!(notice.fact(FactName::DelayCause), &Fact::Absent);
        assert_eq!(facts.fact(FactName::DelayCause), &Fact::Absent);
    }

    #[test]
    fn the_second_setting_replaces_the_first() {
        let mut facts = Facts::new();
        facts
            .set(FactName::LineAge, 1, &[3])
            .expect("a whole number");
        facts
            .set(FactName::LineAge, Fact::Unknown, &[])
            .expect("unknown");
        assert_eq!(facts.fact(FactName::LineAge), &Fact::Unknown);
        assert_eq!(facts.entries(FactName::LineAge), &[] as &[u64]);
    }
}
