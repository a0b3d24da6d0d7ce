//! Mainstreaming: what of a project may go to core money, and whether that has room for it.

use std::collections::BTreeSet;

use super::super::funds::Lines;
use super::super::index::At;
use super::super::mainstream::Goes;
use super::super::moves::Move;
use super::super::record::Promise;
use super::Case;
use super::spend::given_back;
use crate::journal::act::{Mainstream, Term};
use crate::journal::{ActKind, Mismatch, NothingRuns, Rejection, Resting, Shortfall};
use crate::noun::{Account, PromiseKind, PurposeId, Recurrence, Wording};
use crate::word::{FinancialYear, Money, Profile};

impl Case<'_, '_> {
    /// A part is of one commitment; new ids are as many as the commitments, each once.
    pub(crate) fn look_at_mainstreaming_alone(&mut self, it: &Mainstream) {
        self.more_than_nought("annual", it.annual);
        let once = |ids: &[_]| ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
        let named = it.commitments.len();
        if !once(&it.commitments) || !once(&it.new_ids) {
            self.refuse(Rejection::FieldsConflict {
                fields: "commitments and new_ids",
                works: "each is named once",
            });
        } else if !it.new_ids.is_empty() && it.new_ids.len() != named {
            self.refuse(Rejection::FieldsConflict {
                fields: "commitments and new_ids",
                works: "one new id for each commitment that is named, in the same order",
            });
        } else if it.annual.is_some() && named > 1 {
            self.refuse(Rejection::FieldsConflict {
                fields: "annual and commitments",
                works: "a part is of one commitment: mainstream the others by themselves",
            });
        }
    }

    /// The commitments are of the project, recur, run on the day, stand on other money, and
    /// change no more after it; those of the core line are new.
    pub(crate) fn look_at_what_goes(&mut self, it: &Mainstream) {
        self.needs_project(Some(it.project.as_str()));
        self.needs_stream(it.stream.as_str());
        if let Some(body) = &it.body {
            self.needs_body(self.named.body, body.as_str());
        }
        for id in &it.commitments {
            let found = self.ledger.promises.find(id);
            let is_one =
                |at: &At<Promise>| self.ledger.promises[*at].kind == PromiseKind::Commitment;
            if !found.is_some_and(|at| is_one(&at)) {
                self.unknown_commitment(id.as_str());
            }
        }
        if !self.no.is_empty() {
            return;
        }
        let goes = self.ledger.goes_to_core(it, self.effective);
        if goes.is_empty() {
            self.refuse(Rejection::NothingToMainstream(NothingRuns {
                project: it.project.to_string(),
                on: self.effective,
            }));
        }
        if it.annual.is_some() && goes.len() > 1 {
            let of = format!("project {}", it.project);
            let several = goes.len().to_string();
            self.does_not_fit("commitments", several, "the one of which it is a part", of);
        }
        self.look_at_its_evaluation(it);
        for (place, of) in goes.iter().enumerate() {
            self.look_at_one_that_goes(it, *of);
            self.core_id_is_free(it, place, *of);
        }
    }

    /// An evaluation that is named is the project's, and stands.
    fn look_at_its_evaluation(&mut self, it: &Mainstream) {
        let ledger = self.ledger;
        let (Some(id), Some(project)) = (&it.evaluation, self.named.project) else {
            return;
        };
        let mut known = ledger.projects[project].life.evaluations.iter();
        if !known.any(|its| its.id == *id && ledger.counts_still(its.entry)) {
            let of = format!("project {}", it.project);
            self.does_not_fit(
                "evaluation",
                id.to_string(),
                "an evaluation of the project",
                of,
            );
        }
    }

    fn look_at_one_that_goes(&mut self, it: &Mainstream, goes: Goes) {
        let ledger = self.ledger;
        let of = &ledger.promises[goes.promise];
        let named = format!("commitment {}", of.id);
        if of.project != self.named.project {
            let found = of
                .project
                .map_or("none", |at| ledger.projects[at].id.as_str());
            let expected = it.project.to_string();
            self.does_not_fit("project", found.to_owned(), &expected, named);
            return;
        }
        if of.recurrence != Recurrence::Recurrent {
            let found = of.recurrence.word().to_owned();
            self.does_not_fit("recurrence", found, Recurrence::Recurrent.word(), named);
            return;
        }
        if Some(of.stream) == self.named.stream {
            let found = it.stream.to_string();
            self.does_not_fit("stream", found, "another stream than it stands on", named);
            return;
        }
        let whole = ledger.runs_at(goes.promise, self.effective);
        if whole.is_zero() {
            let id = of.id.to_string();
            self.refuse(Rejection::CommitmentFinished { id });
            return;
        }
        if let Some(part) = it.annual.filter(|part| *part > whole) {
            let most = format!("no more than {whole}");
            self.does_not_fit("annual", part.to_string(), &most, named.clone());
        }
        if let Some(later) = ledger
            .last_change(goes.promise)
            .filter(|it| *it > self.effective)
        {
            let expected = format!("{later} or later, as its cost changes on that day");
            self.does_not_fit(
                "effective",
                self.effective.to_string(),
                &expected,
                named.clone(),
            );
        }
        let answers = ledger.accountable_on(of.body, self.effective);
        if it.body.is_none() && Some(answers) != self.named.body {
            let found = ledger.bodies[answers].id.to_string();
            self.does_not_fit(
                "body",
                found,
                "the one that answers for the others: name it",
                named,
            );
        }
    }

    fn does_not_fit(&mut self, field: &'static str, found: String, expected: &str, of: String) {
        let expected = expected.to_owned();
        self.refuse(Rejection::DoesNotMatch(Mismatch {
            field,
            found,
            expected,
            of,
        }));
    }

    fn core_id_is_free(&mut self, it: &Mainstream, place: usize, of: Goes) {
        let ledger = self.ledger;
        let Some(id) = ledger.core_id(it, place, of) else {
            let named = format!("commitment {}", ledger.promises[of.promise].id);
            let found = format!("{}-{}", ledger.promises[of.promise].id, it.stream);
            self.does_not_fit(
                "new_ids",
                found,
                "an id of up to 64 characters: give it",
                named,
            );
            return;
        };
        if let Some(taken) = ledger.promises.find(&id) {
            self.refuse(Rejection::IdTaken {
                id: id.to_string(),
                what: ledger.promises[taken].kind.word(),
                entry: ledger.agreed_of(taken).entry,
            });
        }
    }

    /// What goes is free at once, and is asked of the core line: every year, and of this one.
    pub(crate) fn look_at_mainstreaming(&mut self, it: &Mainstream) {
        let Some(year) = self.year else { return };
        let ledger = self.ledger;
        let goes = ledger.goes_to_core(it, self.effective);
        if !self.has_room_every_year(&goes, year) {
            return;
        }
        let ahead = ledger.ahead.filter(|ahead| *ahead != year);
        for of in &goes {
            for year in [year].into_iter().chain(ahead) {
                self.free_the_rest(*of, year);
            }
        }
        let parts: Vec<i64> = goes.iter().map(|of| self.core_part(*of, year)).collect();
        let asked = parts.iter().sum();
        let pot = (self.body(), self.stream(), year);
        let no = Rejection::CommitmentExceedsAvailable;
        let Some(takings) = self.ask(&pot, Lines::Base, None, asked, no) else {
            return;
        };
        let mut taken = takings.iter().map(|it| (it.cell, it.amount)).peekable();
        let mut left = taken.peek().map_or(0, |it| it.1);
        for (place, part) in parts.iter().enumerate() {
            let mut part = *part;
            while let Some((cell, _)) = taken.peek().copied().filter(|_| part > 0) {
                let amount = part.min(left);
                let kept = Move::between(cell, Account::Available, Account::Committed, amount);
                self.moves.push(kept.of_promise(self.new_core(place)));
                (part, left) = (part - amount, left - amount);
                if left == 0 {
                    taken.next();
                    left = taken.peek().map_or(0, |it| it.1);
                }
            }
        }
        for (place, of) in goes.iter().enumerate() {
            if let Some(ahead) = ahead {
                self.core_part_ahead(place, *of, ahead);
            }
        }
    }

    /// What a movement is for: a new commitment is for what the project is.
    pub(crate) fn purpose_moved(&self, moved: &Move) -> Option<&PurposeId> {
        let ledger = self.ledger;
        match moved
            .promise
            .filter(|at| at.place() < ledger.promises.len())
        {
            Some(at) => ledger.purpose_behind(moved, ledger.agreed_of(at).entry),
            None => self.named.project.map(|at| &ledger.projects[at].purpose),
        }
    }

    fn new_core(&self, place: usize) -> At<Promise> {
        At::of_place(self.ledger.promises.len() + place)
    }

    /// What is promised every year stays within what the core line brings every year.
    fn has_room_every_year(&mut self, goes: &[Goes], year: FinancialYear) -> bool {
        let (stream, body) = (self.stream(), self.body());
        let asked: i128 = goes.iter().map(|of| i128::from(of.annual.pence())).sum();
        let room = self.ledger.room_every_year((stream, body), year);
        if asked <= room {
            return true;
        }
        let money = |pence: i128| Money::narrow(pence).unwrap_or(Money::MAX);
        let of = Shortfall {
            place: self.ledger.place(body, stream, None),
            asked: money(asked),
            available: money(room.max(0)),
            short: money(asked - room.max(0)),
            for_old: Money::ZERO,
        };
        self.goes_beyond(stream, Rejection::MainstreamingExceedsRoom(of))
    }

    /// What a year still keeps for what goes is free, wherever it came from.
    fn free_the_rest(&mut self, of: Goes, year: FinancialYear) {
        let ledger = self.ledger;
        let term = ledger.agreed_of(of.promise).term;
        let new = ledger.stretches_with(of.promise, term, (self.effective, of.left));
        let costs = Profile::year_sum_of(&new, year, ledger.calendar());
        let mut left = ledger.year_cost(of.promise, term, year).pence() - costs.pence();
        for (cell, part) in ledger.open_parts(of.promise, year).rev() {
            let amount = part.open.min(left);
            if amount > 0 {
                let back = given_back((cell, part), amount, of.promise);
                self.moves.push(Move {
                    to: Account::Available,
                    ..back
                });
                left -= amount;
            }
        }
    }

    /// What a commitment of the core line costs in a year.
    fn core_part(&self, of: Goes, year: FinancialYear) -> i64 {
        match self.ledger.core_term(of, self.effective) {
            Term::Recurrent { annual, start, end } => {
                let calendar = self.ledger.calendar();
                let sum = Profile::covering(start, end).year_sum(annual, year, calendar);
                sum.pence()
            }
            Term::NonRecurrent { .. } => 0,
        }
    }

    /// The part of the year ahead is a fact.
    fn core_part_ahead(&mut self, place: usize, of: Goes, ahead: FinancialYear) {
        let term = self.ledger.core_term(of, self.effective);
        let (new, line) = (self.new_core(place), (self.body(), self.stream()));
        let part = self.ledger.instalment_of((new, term), line, ahead);
        if part.amount > 0 {
            self.moves.push(part);
        }
    }

    /// A mainstreaming stays while the cost of what it moved, or made, is changed later.
    pub(crate) fn is_changed_since(&mut self, entry: u64) -> bool {
        let ledger = self.ledger;
        let Some(it) = ledger.mainstreamed.get(&entry) else {
            return false;
        };
        let both = it.gone.iter().flat_map(|of| [of.promise, of.core]);
        for promise in both {
            let changes = ledger.changed.get(&promise).into_iter().flatten();
            let mut later = changes.filter(|it| **it > entry && ledger.counts_still(**it));
            if let Some(first) = later.next() {
                let of = &ledger.promises[promise];
                self.refuse(Rejection::CorrectionRestsOn(Resting {
                    entry,
                    state: Account::Committed.word(),
                    place: ledger.place(of.body, of.stream, None),
                    first: Some(*first),
                    short: ledger.annual_of(*first, promise).annual,
                }));
                return true;
            }
        }
        false
    }

    /// What the opening of the year ahead posted by a mainstreaming that is reversed.
    pub(crate) fn parts_ahead_to_reverse(&self, entry: u64, moves: &[Move]) -> Vec<Move> {
        let ledger = self.ledger;
        let (Some(ahead), Some(it)) = (ledger.ahead, ledger.mainstreamed.get(&entry)) else {
            return Vec::new();
        };
        let from = ledger.effective_of(entry);
        let opens = |it: &super::super::ledger::Posted| it.kind == ActKind::OpenYear;
        let opened_since = ledger.entries[entry as usize..].iter().any(opens);
        let posted = moves.iter().any(|moved| moved.cell.year == ahead);
        if posted || !opened_since || ledger.year_of_cost(None, from) == ahead {
            return Vec::new();
        }
        let mut all = Vec::new();
        for of in &it.gone {
            let core = &ledger.promises[of.core];
            if ledger.stands_in(core, ahead) {
                all.push(ledger.instalment(of.core, ahead).reversed());
            }
            let stands = ledger.stands_in(&ledger.promises[of.promise], ahead);
            let more = self.to_restate(entry, of.promise, ahead);
            all.extend(more.filter(|_| stands));
        }
        all
    }

    /// A commitment that did not go after all costs in the year ahead, where nothing of it stands.
    pub(crate) fn goes_on_ahead(&mut self, entry: u64, promise: At<Promise>, ahead: FinancialYear) {
        let of = &self.ledger.promises[promise];
        if of.ended || self.ledger.stands_in(of, ahead) {
            return;
        }
        if let Some(part) = self.to_restate(entry, promise, ahead) {
            self.moves.push(part);
        }
    }

    /// What the year ahead costs more of a commitment that did not go after all.
    fn to_restate(&self, entry: u64, promise: At<Promise>, ahead: FinancialYear) -> Option<Move> {
        let ledger = self.ledger;
        let term = ledger.agreed_of(promise).term;
        let others = |it: u64| it != entry && ledger.counts_still(it);
        let without = ledger.stretches(promise, term, others);
        let without = Profile::year_sum_of(&without, ahead, ledger.calendar());
        let more = without.pence() - ledger.year_cost(promise, term, ahead).pence();
        let instalment = ledger.instalment(promise, ahead);
        (more > 0).then_some(Move {
            amount: more,
            ..instalment
        })
    }
}
