//! Dividing a sum among bodies.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Cell, ColumnKind, Table};
use crate::journal::FieldFault;
use crate::noun::{BodyId, BodyKind, Wording};
use crate::state::{BodyRead, Ledger, Selection};
use crate::word::{Money, Rounding, Weights, divided, nearest};

const COLUMNS: [(&str, ColumnKind); 6] = [
    ("body", ColumnKind::Text),
    ("name", ColumnKind::Text),
    ("weight", ColumnKind::Number),
    ("counted_on", ColumnKind::Date),
    ("amount", ColumnKind::Money),
    ("line", ColumnKind::Text),
];

/// A sum that is to be divided, among whom, and by what.
///
/// ```
/// use ringfence::view::{Apportion, Weighing};
///
/// let all = Apportion::of("100000".parse()?, Weighing::Population { below: None });
/// assert!(all.to_whole.is_none()); // to the penny
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apportion {
    /// The sum.
    pub amount: Money,
    /// Among whom, and by what.
    pub by: Weighing,
    /// Of which kind the bodies are that are counted.
    pub kind: BodyKind,
    /// On which day bodies and counts are looked at; left out: that of the last entry.
    pub on: Option<NaiveDate>,
    /// To whole multiples of which sum, as a published table has it; left out: to the penny.
    pub to_whole: Option<Money>,
}

/// By what a sum is divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weighing {
    /// By the people for whom each body plans, as counted last by the day.
    Population {
        /// Among the bodies below this one, at any depth; left out: among all.
        below: Option<BodyId>,
    },
    /// By weights that somebody states, in this order.
    Stated(Vec<(BodyId, u64)>),
}

impl Apportion {
    /// A sum among clusters, to the penny.
    pub fn of(amount: Money, by: Weighing) -> Apportion {
        let (kind, on, to_whole) = (BodyKind::Cluster, None, None);
        Apportion {
            amount,
            by,
            kind,
            on,
            to_whole,
        }
    }
}

/// One who has a part.
struct Weighed<'l> {
    id: &'l BodyId,
    name: &'l str,
    weight: u64,
    counted_on: Option<NaiveDate>,
}

/// What each body has of a sum: a row for each, in the order in which they were named, and below
/// them a row `rounding` where whole multiples do not add up to the sum.
///
/// To the penny the parts add up: odd pence go to the largest remainders, ties to the earlier
/// body. To a whole multiple each part is rounded by itself, a half to the even one, as published
/// tables do; what they then lack, or have too much, is a line of its own and never mended. A
/// sum below nought is the mirror of the positive one.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::view::{Apportion, Weighing, apportion};
///
/// let one = Weighing::Stated(vec![("upland".parse()?, 3)]);
/// let table = apportion(&aberwen(), &Apportion::of("0.01".parse()?, one)).expect("a body");
/// assert_eq!(table.sum_of("amount"), Some("0.01".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Everything that stands against it: a body that is not there or not alive that day, nobody to
/// divide among, a body that nobody counted, weights that are all nought, a whole sum that is not
/// above nought.
pub fn apportion(ledger: &Ledger, of: &Apportion) -> Result<Table, Vec<FieldFault>> {
    let among = weighed(ledger, of)?;
    let each: Vec<u64> = among.iter().map(|it| it.weight).collect();
    let weights = Weights::new(&each).map_err(|no| vec![fault("weights", no, "weights")])?;
    let parts = match of.to_whole {
        None => of.amount.split(&weights),
        Some(unit) => whole_parts(of.amount, &each, unit).ok_or_else(|| {
            let expected = "a sum above nought, such as 1000, and weights that fit";
            vec![fault("to_whole", unit, expected)]
        })?,
    };
    let mut table = Table::new(format!("{} apportioned", of.amount.in_words()), &COLUMNS);
    for (it, part) in among.iter().zip(&parts) {
        table.add(vec![
            Cell::words(it.id),
            Cell::words(it.name),
            Cell::Number(it.weight),
            Cell::maybe(it.counted_on, Cell::Date),
            Cell::Money(*part),
            Cell::words("part"),
        ]);
    }
    let left = Money::total(parts).and_then(|sum| of.amount.checked_sub(sum));
    if let Some(left) = left.filter(|left| !left.is_zero()) {
        let mut cells = vec![Cell::Nothing; COLUMNS.len() - 2];
        cells.extend([Cell::Money(left), Cell::words("rounding")]);
        table.add(cells);
    }
    table.note(method(of));
    Ok(table)
}

fn method(of: &Apportion) -> String {
    let by = match of.by {
        Weighing::Population { .. } => "population, as counted last by the day",
        Weighing::Stated(_) => "stated weights",
    };
    match of.to_whole {
        None => format!(
            "By {by}. The parts add up: odd pence go to the largest remainders, ties to the \
             earlier body."
        ),
        Some(unit) => format!(
            "By {by}, each part to the nearest whole {}, a half to the even one; what they do \
             not add up to is the line rounding.",
            unit.in_words()
        ),
    }
}

/// Each part to the nearest whole multiple of a sum.
fn whole_parts(amount: Money, each: &[u64], unit: Money) -> Option<Vec<Money>> {
    let unit = Some(i128::from(unit.pence())).filter(|unit| *unit > 0)?;
    let total: i128 = each.iter().map(|it| i128::from(*it)).sum();
    let bottom = total.checked_mul(unit)?;
    let part = |weight: &u64| {
        let top = i128::from(amount.pence()).checked_mul(i128::from(*weight))?;
        Money::narrow(divided(top, bottom, Rounding::HalfEven).checked_mul(unit)?)
    };
    each.iter().map(part).collect()
}

/// Everybody who is there on the day.
struct Present<'l> {
    day: NaiveDate,
    bodies: Vec<BodyRead<'l>>,
}

fn weighed<'l>(ledger: &'l Ledger, of: &Apportion) -> Result<Vec<Weighed<'l>>, Vec<FieldFault>> {
    let on = Selection {
        as_at: of.on,
        ..Selection::default()
    };
    let day = of.on.unwrap_or(ledger.head().recorded);
    let mut bodies = ledger.bodies_read(&on);
    bodies.retain(|it| it.from <= day && it.until.is_none_or(|until| day <= until));
    let there = Present { day, bodies };
    match &of.by {
        Weighing::Stated(weights) => there.stated(weights),
        Weighing::Population { below } => there.counted(below.as_ref(), of.kind),
    }
}

impl<'l> Present<'l> {
    fn stated(&self, weights: &[(BodyId, u64)]) -> Result<Vec<Weighed<'l>>, Vec<FieldFault>> {
        let (mut all, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (id, weight) in weights {
            if !seen.insert(id) {
                faults.push(fault("weights", id, "one weight for each body"));
            }
            match self.bodies.iter().find(|it| it.id == id) {
                None => faults.push(self.unknown("weights", id)),
                Some(it) => all.push(Weighed {
                    id: it.id,
                    name: it.name,
                    weight: *weight,
                    counted_on: None,
                }),
            }
        }
        settled(all, faults)
    }

    fn counted(
        &self,
        below: Option<&BodyId>,
        kind: BodyKind,
    ) -> Result<Vec<Weighed<'l>>, Vec<FieldFault>> {
        let (mut all, mut faults) = (Vec::new(), Vec::new());
        let is_there = |id: &&BodyId| self.bodies.iter().any(|it| it.id == *id);
        if let Some(id) = below.filter(|id| !is_there(id)) {
            return Err(vec![self.unknown("below", id)]);
        }
        let chosen = self.bodies.iter().filter(|it| it.kind == kind);
        for it in chosen.filter(|it| below.is_none_or(|below| self.is_below(it.id, below))) {
            match it.population {
                None => {
                    let expected = format!("{} counted by {}: record_population", it.id, self.day);
                    faults.push(fault("population", "nobody counted", expected));
                }
                Some((people, on)) => all.push(Weighed {
                    id: it.id,
                    name: it.name,
                    weight: people.get().into(),
                    counted_on: Some(on),
                }),
            }
        }
        if all.is_empty() && faults.is_empty() {
            let expected = format!("a {} there on {}", kind.word(), self.day);
            faults.push(fault("below", "nobody", expected));
        }
        settled(all, faults)
    }

    fn is_below(&self, id: &BodyId, above: &BodyId) -> bool {
        let parent = |id: &BodyId| self.bodies.iter().find(|it| it.id == id)?.parent;
        std::iter::successors(parent(id), |at| parent(at)).any(|at| at == above)
    }

    fn unknown(&self, field: &str, id: &BodyId) -> FieldFault {
        let near = nearest(id.as_str(), self.bodies.iter().map(|it| it.id.as_str()));
        let near = near.map_or_else(String::new, |near| format!("; {near} is there"));
        fault(
            field,
            id,
            format!("a body that is there on {}{near}", self.day),
        )
    }
}

fn settled<T>(all: Vec<T>, faults: Vec<FieldFault>) -> Result<Vec<T>, Vec<FieldFault>> {
    if faults.is_empty() {
        Ok(all)
    } else {
        Err(faults)
    }
}

fn fault(field: &str, found: impl ToString, expected: impl ToString) -> FieldFault {
    FieldFault {
        field: field.into(),
        found: found.to_string(),
        expected: expected.to_string(),
    }
}
