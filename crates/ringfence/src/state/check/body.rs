//! What is said of bodies in time.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::index::At;
use super::super::record::Body;
use super::super::succession::{End, Grounds, eve};
use super::Case;
use crate::journal::act::{EndBody, MakeLegal, RecordOutturn, RecordPopulation, Vire};
use crate::journal::{Act, AlreadyEnded, Mismatch, Rejection};
use crate::noun::{BodyId, Recurrence, Standing, Wording};

impl Case<'_, '_> {
    pub(crate) fn look_at_what_it_says_of_bodies_alone(&mut self) {
        match &self.draft.act {
            Act::EndBody(it) => {
                self.look_at_its_source("the end of a body");
                self.look_at_heirs_alone(it);
            }
            Act::MakeLegal(_) => self.look_at_its_source("who answers from a day on"),
            Act::RecordPopulation(_) => self.look_at_its_source("a population"),
            Act::RecordFact(_) => self.look_at_its_evidence(),
            Act::RecordOutturn(it) => self.look_at_outturn_alone(it),
            _ => {}
        }
    }

    /// Who answers, who is counted and how a year turned out is said by a letter or a source.
    pub(crate) fn look_at_its_source(&mut self, needed_for: &'static str) {
        let said = [&self.draft.text.notice, &self.draft.text.source];
        let mut words = said.into_iter().flatten();
        if words.all(|words| words.trim().is_empty()) {
            self.missing("notice or source", needed_for);
        }
    }

    pub(crate) fn look_at_what_it_says_of_bodies(&mut self) {
        match &self.draft.act {
            Act::EndBody(it) => self.look_at_who_takes_over(it),
            Act::MakeLegal(it) => self.look_at_who_becomes_legal(it),
            Act::RecordPopulation(RecordPopulation { body, .. })
            | Act::RecordOutturn(RecordOutturn { body, .. }) => {
                self.needs_body(self.named.body, body.as_str());
            }
            Act::AdoptBook(it) => self.look_at_the_book_in_force(it),
            Act::RecordFact(it) => self.look_at_what_it_is_of(it),
            _ => self.look_at_what_it_says_of_posts(),
        }
    }

    /// A body becomes legal once.
    fn look_at_who_becomes_legal(&mut self, it: &MakeLegal) {
        self.needs_body(self.named.body, it.body.as_str());
        let Some(at) = self.named.body else { return };
        let was = self.ledger.bodies[at].standing == Standing::Legal;
        if was || self.ledger.made_legal_by(at, None).is_some() {
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "standing",
                found: Standing::NotLegal.word().to_owned(),
                expected: Standing::Legal.word().to_owned(),
                of: format!("body {}", it.body),
            }));
        }
    }

    /// Who takes over is somebody else, and named once.
    fn look_at_heirs_alone(&mut self, it: &EndBody) {
        let heirs: BTreeSet<&BodyId> = it.into.iter().map(|heir| &heir.body).collect();
        if heirs.len() < it.into.len() || heirs.contains(&it.body) {
            self.refuse(Rejection::FieldsConflict {
                fields: "body and into",
                works: "who takes over is another body, and is named once",
            });
        }
    }

    /// A body is there until the eve of its end, and those who take over are from that day on; a
    /// body that takes over itself is there when it does.
    pub(crate) fn look_at_the_end(&mut self, it: &EndBody) {
        let ledger = self.ledger;
        let last = eve(self.effective);
        if let Some(at) = self.named.body {
            let body = &ledger.bodies[at];
            if body.from > last || body.until.is_some_and(|until| until < last) {
                self.is_not_alive(at, last, body.until);
            }
            let takes_over = ledger.endings(None, None).into_iter().find(|end| {
                let is_heir = end.into.iter().any(|(heir, _)| *heir == at);
                is_heir && last <= end.last
            });
            if let Some(end) = takes_over {
                let day = end.last.succ_opt().unwrap_or(end.last);
                self.is_not_alive(at, day, Some(last));
            }
        }
        for heir in &it.into {
            if let Some(at) = ledger.bodies.find(&heir.body) {
                self.look_whether_alive(at);
            }
        }
    }

    /// Those who take over are of the same kind, below the same body.
    fn look_at_who_takes_over(&mut self, it: &EndBody) {
        self.needs_body(self.named.body, it.body.as_str());
        let ledger = self.ledger;
        for heir in &it.into {
            self.needs_body(ledger.bodies.find(&heir.body), heir.body.as_str());
        }
        let Some(at) = self.named.body else { return };
        if let Some(ended) = ledger.ended_by(at, None) {
            self.refuse(Rejection::BodyAlreadyEnded(AlreadyEnded {
                body: it.body.to_string(),
                entry: ended.entry,
            }));
        }
        let place = |at: At<Body>| {
            let body = &ledger.bodies[at];
            let parent = body.parent.map(|above| ledger.bodies[above].id.to_string());
            let parent = parent.unwrap_or_else(|| "nothing".to_owned());
            [("kind", body.kind.word().to_owned()), ("parent", parent)]
        };
        for heir in &it.into {
            let Some(its) = ledger.bodies.find(&heir.body) else {
                continue;
            };
            let differs = place(its).into_iter().zip(place(at));
            if let Some(((field, found), (_, expected))) =
                differs.into_iter().find(|it| it.0 != it.1)
            {
                self.refuse(Rejection::DoesNotMatch(Mismatch {
                    field,
                    found,
                    expected,
                    of: format!("{}, from which {} would take over,", it.body, heir.body),
                }));
            }
        }
    }

    /// The base of each open year that begins once a body has ended is that of those who take
    /// over.
    pub(crate) fn look_at_the_base_left(&mut self, it: &EndBody) {
        let ledger = self.ledger;
        let mut ends = ledger.endings(None, None);
        ends.retain(|end| Some(end.body) != self.named.body);
        let heirs = it.into.iter();
        let into = heirs.filter_map(|heir| {
            let weight = heir.weight.get().into();
            Some((ledger.bodies.find(&heir.body)?, weight))
        });
        ends.push(End {
            body: self.body(),
            last: eve(self.effective),
            entry: ledger.head.entry + 1,
            into: into.collect(),
        });
        self.restate_bases(ends, self.effective);
    }

    /// An end that is reversed: the base of those years is what it was.
    pub(crate) fn take_back_an_end(&mut self, entry: u64) {
        let ledger = self.ledger;
        let mut ends = ledger.endings(None, None);
        for end in ends.iter_mut().filter(|end| end.entry == entry) {
            end.into = Vec::new();
            end.last = ledger.bodies[end.body]
                .named_until
                .unwrap_or(NaiveDate::MAX);
        }
        self.restate_bases(ends, ledger.effective_of(entry));
    }

    fn restate_bases(&mut self, mut ends: Vec<End>, day: NaiveDate) {
        ends.sort_by_key(|it| (it.last, it.entry));
        let ledger = self.ledger;
        let on = Grounds {
            notices: &ledger.notices,
            ends: &ends,
        };
        for year in ledger.years_begun_from(day) {
            for moved in ledger.base_restated_in(year, on) {
                self.moves.push(moved);
            }
        }
        self.recall_release();
    }

    /// What is free of a body that has ended goes to who takes over, once.
    pub(crate) fn goes_to_an_heir(&self, at: At<Body>, vire: &Vire) -> bool {
        let ledger = self.ledger;
        let once = vire.recurrence == Recurrence::NonRecurrent;
        let to = self
            .named
            .body
            .filter(|_| once && Some(at) == self.named.other);
        to.is_some_and(|to| to != at && ledger.takes_over(to, at))
    }
}
