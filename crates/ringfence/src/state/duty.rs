//! How the duties of bodies stand, by a rule book and by what was recorded.

use chrono::NaiveDate;

use super::fact::Subject;
use super::index::At;
use super::outturn::{OutturnRead, OutturnWhat};
use super::record::Body;
use super::{Ledger, Selection};
use crate::journal::Refusals;
use crate::law::{
    DeclaredOf, DutyStatus, Explained, Fact, FactError, FactName, Facts, Group, Record, RuleBook,
};
use crate::noun::{BodyId, Fulfilment};
use crate::word::{FinancialYear, Money};

/// A duty of a body in a year: how it stands by the figures, and what a source says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// On whom it lies.
    pub body: BodyId,
    /// The first of the years that it looks at.
    pub since: FinancialYear,
    /// The last of them, that is tested.
    pub year: FinancialYear,
    /// How it stands, and why.
    pub why: Explained<DutyStatus>,
    /// What was published of it, as it stands beside.
    pub published: Option<Published>,
}

/// What a source says of a duty: it is never reckoned with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Whether it says that the duty was met.
    pub says: Fulfilment,
    /// In its own words.
    pub words: String,
    /// Where it was published.
    pub source: String,
    /// By which entry it was recorded.
    pub entry: u64,
}

impl Duty {
    /// Whether the figures and the source say something else of it.
    pub fn differs(&self) -> bool {
        let published = self.published.as_ref().map(|it| it.says);
        match self.why.result {
            DutyStatus::Met => published == Some(Fulfilment::NotMet),
            DutyStatus::NotMet { .. } => published == Some(Fulfilment::Met),
            DutyStatus::NeedsEvidence { .. } | DutyStatus::NotYetDue => false,
        }
    }
}

impl Ledger {
    /// How each duty of a book stands for a year, body by body: by what was recorded of their
    /// years, and, where a duty says so, by the lines that the ledger has of them. Of a selection
    /// it reads body, `as_at` and `as_known`; what has not ended by that day is not yet due.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::law::RuleBook;
    /// use ringfence::state::Selection;
    ///
    /// let (ledger, year) = (aberwen(), "2025-26".parse()?);
    /// let none = ledger.duties(&RuleBook::empty(), &Selection::default(), year)?;
    /// assert!(none.is_empty()); // a book without duties
    ///
    /// let of_nobody = Selection { body: Some("seaward".parse()?), ..Selection::default() };
    /// let no = ledger.duties(&RuleBook::empty(), &of_nobody, year).expect_err("no such body");
    /// assert_eq!(no.first().code(), "unknown_body");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `unknown_body`.
    pub fn duties(
        &self,
        book: &RuleBook,
        of: &Selection,
        year: FinancialYear,
    ) -> Result<Vec<Duty>, Refusals> {
        self.chosen(of)?;
        let (first, last) = (
            self.calendar().first_day(year),
            self.calendar().last_day(year),
        );
        let there = |body: &Body| {
            let lasts = body.until.is_none_or(|until| first <= until);
            body.from <= last && lasts && of.body.as_ref().is_none_or(|id| *id == body.id)
        };
        let all = self.bodies.iter().filter(|(_, body)| there(body));
        let mut all: Vec<(At<Body>, &BodyId)> = all.map(|(at, body)| (at, &body.id)).collect();
        all.sort_by_key(|(_, id)| *id);
        let today = self.day_asked(of);
        let mut duties = Vec::new();
        for (at, id) in all {
            let of_body = Selection {
                body: Some(id.clone()),
                year: None,
                ..of.clone()
            };
            let outturns = self.outturns_read(&of_body);
            let facts = self
                .duty_facts(book, (at, year), &of_body, &outturns)
                .expect("facts of the vocabulary's types");
            for (since, why) in book.duties_since(&facts, today) {
                let published = published(&outturns, &why, (since, year));
                let body = id.clone();
                duties.push(Duty {
                    body,
                    since,
                    year,
                    why,
                    published,
                });
            }
        }
        Ok(duties)
    }

    /// The day that is asked of: as at which, else that of the last entry that is known.
    pub(crate) fn day_asked(&self, of: &Selection) -> NaiveDate {
        let known = match self.last_known(of) {
            Some(0) => self.header().first_day,
            Some(last) => self.recorded_of(last),
            None => self.head().recorded,
        };
        of.as_at.unwrap_or(known)
    }

    fn duty_facts(
        &self,
        book: &RuleBook,
        (at, year): (At<Body>, FinancialYear),
        of: &Selection,
        outturns: &[OutturnRead<'_>],
    ) -> Result<Facts, FactError> {
        let mut facts = Facts::new();
        self.set_body_and_year(&mut facts, at, year)?;
        for outturn in outturns.iter().filter(|it| it.is_in_force()) {
            if let OutturnWhat::Figures(figures) = outturn.what {
                let mut record = Record::new(Group::Outturn);
                let entry = [outturn.entry];
                let known = |sum: Option<Money>| sum.map_or(Fact::Unknown, Fact::from);
                record
                    .set(FactName::OutturnYear, outturn.year, &entry)?
                    .set(FactName::OutturnLimit, known(figures.limit), &entry)?
                    .set(FactName::OutturnCost, known(figures.cost), &entry)?
                    .set(FactName::OutturnResult, known(figures.result()), &entry)?;
                facts.add(record);
            }
        }
        self.add_lines_of_duties(&mut facts, book, (at, year), of)?;
        for declared in book.own().iter().filter(|it| it.of == DeclaredOf::Body) {
            self.set_own_fact(&mut facts, (Subject::Body(at), None), declared, of);
        }
        Ok(facts)
    }
}

/// What was published last of a duty and these years.
fn published(
    outturns: &[OutturnRead<'_>],
    why: &Explained<DutyStatus>,
    (since, year): (FinancialYear, FinancialYear),
) -> Option<Published> {
    let in_force = outturns.iter().rev().filter(|it| it.is_in_force());
    let mut said = in_force.filter_map(|it| match it.what {
        OutturnWhat::Status { status, words } => Some((it, status, words)),
        OutturnWhat::Figures(_) => None,
    });
    let found = said.find(|(it, status, _)| {
        let of_these = status.since.is_none_or(|first| first == since);
        it.year == year && of_these && why.rule.as_deref() == Some(status.duty.as_str())
    });
    found.map(|(it, status, words)| Published {
        says: status.published,
        words: words.to_string(),
        source: it.source.to_owned(),
        entry: it.entry,
    })
}
