//! Cost that goes to core money.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ringfence::journal::act::{Mainstream, Term};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, Line, PromiseId, PromiseKind, Recurrence, StreamId};
use ringfence::word::FinancialYear;

use super::date::{Code, Timing};
use super::keep::Search;
use super::month::part_year;
use super::pound::pence;
use super::state::{Entry, own_line};
use super::{Model, Move, Pence, Place, Promise};

/// What a mainstreaming took off one commitment, and the commitment that it made for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Went {
    /// Off which.
    pub id: PromiseId,
    /// To which.
    pub core: PromiseId,
    /// How much of it in twelve months.
    pub annual: Pence,
    /// What it still costs in twelve months.
    pub left: Pence,
}

impl Model {
    /// What an entry took to core money.
    pub fn went_by(&self, number: u64) -> &[Went] {
        self.went.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Whether nothing of a recurrent commitment is to cost any more, since all went.
    pub(crate) fn has_gone(&self, id: &PromiseId) -> bool {
        let last = self.changes_of(id).into_iter().max();
        last.is_some_and(|(.., sum)| sum == 0)
    }

    /// What a commitment costs in twelve months on a day; nothing where it does not run.
    pub fn annual_on(&self, id: &PromiseId, day: NaiveDate) -> Pence {
        let Some(promise) = self.promises.get(id) else {
            return 0;
        };
        let Some(Term::Recurrent { annual, start, end }) = promise.term else {
            return 0;
        };
        let reversed = self.corrected.contains_key(&promise.entry);
        let runs = start <= day && end.is_none_or(|end| day <= end);
        if reversed || self.was_ended(id) || !runs {
            return 0;
        }
        let by_then = self.changes_of(id).into_iter();
        let last = by_then.filter(|(from, ..)| *from <= day).max();
        last.map_or(pence(annual), |(.., sum)| sum)
    }

    /// The recurrent commitments of a project that run on a day, on other money than a stream's,
    /// the oldest first.
    pub(crate) fn running_for(
        &self,
        project: &ringfence::noun::ProjectId,
        stream: &StreamId,
        day: NaiveDate,
    ) -> Vec<PromiseId> {
        let its = self.promises.iter().filter(|(id, it)| {
            let elsewhere = it.project.as_ref() == Some(project) && it.stream != *stream;
            elsewhere && self.annual_on(id, day) != 0
        });
        let mut all: Vec<_> = its.map(|(id, it)| (it.entry, id.clone())).collect();
        all.sort();
        all.into_iter().map(|(_, id)| id).collect()
    }

    fn goes(&self, act: &Mainstream, day: NaiveDate) -> Vec<Went> {
        let named = match act.commitments.is_empty() {
            true => self.running_for(&act.project, &act.stream, day),
            false => act.commitments.clone(),
        };
        let each = named.into_iter().enumerate().map(|(place, id)| {
            let whole = self.annual_on(&id, day);
            let annual = act.annual.map_or(whole, |part| pence(part).min(whole));
            let given = act.new_ids.get(place).cloned();
            let after = || format!("{id}-{}", act.stream).parse();
            Went {
                core: given.unwrap_or_else(|| after().expect("ids of the country are short")),
                annual,
                left: whole - annual,
                id,
            }
        });
        each.collect()
    }

    /// What a mainstreaming asks for in twelve months.
    pub(crate) fn asked_every_year(&self, act: &Mainstream, draft: &Draft) -> Pence {
        let day = draft.effective.unwrap_or(self.first_day);
        self.goes(act, day).iter().map(|it| it.annual).sum()
    }

    pub(crate) fn mainstream(
        &mut self,
        draft: &Draft,
        act: &Mainstream,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let year = self.calendar.year_of(day).ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Ask)?;
        let goes = self.goes(act, day);
        let body = self.core_body(act, &goes, day);
        if let Some(body) = &body {
            self.alive(&[body], day)?;
        }
        self.known_stream(&act.stream)?;
        self.known_project(Some(&act.project))?;
        for id in &act.commitments {
            self.commitment(id)?;
        }
        self.may_go(act, &goes, body.as_ref(), day)?;
        let body = body.expect("the body of what goes");
        self.take_to_core(draft, act, (goes, &body), (year, day))
    }

    /// What goes is free, and is found on the core line.
    fn take_to_core(
        &mut self,
        draft: &Draft,
        act: &Mainstream,
        (goes, body): (Vec<Went>, &BodyId),
        (year, day): (FinancialYear, NaiveDate),
    ) -> Result<(), Code> {
        let purpose = self.projects[&act.project].purpose.clone();
        self.inside(&purpose, &act.stream)?;
        self.may_be_asked(&act.stream)?;
        let asked: Pence = goes.iter().map(|it| it.annual).sum();
        if asked > self.room_every_year(body, &act.stream, year) {
            self.beyond(&act.stream, day, "mainstreaming_exceeds_room")?;
        }
        let mut moves = self.freed(&goes, year, day);
        self.in_range_after(&moves)?;
        let core = self.core_of(&goes, day);
        let parts = |of: FinancialYear| -> Vec<Pence> {
            let cost = |(it, term): (&Went, &Term)| cost_of(it, term, of, self);
            goes.iter().zip(&core).map(cost).collect()
        };
        let this = parts(year);
        let ahead = self.ahead.filter(|ahead| *ahead != year);
        let later = ahead.map(|ahead| (ahead, parts(ahead)));
        let line = |of| own_line(body, &act.stream, of, Recurrence::Recurrent);
        self.found_on_core((&line(year), year, day), this.iter().sum())?;
        for (it, term) in goes.iter().zip(core) {
            let promise = Promise {
                kind: PromiseKind::Commitment,
                body: body.clone(),
                stream: act.stream.clone(),
                project: None,
                purpose: purpose.clone(),
                term: Some(term),
                year,
                entry: self.next,
                parts: Vec::new(),
            };
            self.promises.insert(it.core.clone(), promise);
        }
        for (of, sums) in [(year, this)].into_iter().chain(later) {
            for (it, pence) in goes.iter().zip(sums).filter(|(_, pence)| *pence != 0) {
                let part = vec![(line(of), Place::Free, pence)];
                moves.extend(self.kept_in_parts(&it.core, of, part));
            }
        }
        self.in_range_after(&moves)?;
        self.went.insert(self.next, goes);
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    /// Whose core line it is: the one that is named, else who answers for what goes first.
    fn core_body(&self, act: &Mainstream, goes: &[Went], day: NaiveDate) -> Option<BodyId> {
        let first = goes.iter().find_map(|it| self.promises.get(&it.id));
        let answers = first.and_then(|it| self.accountable(&it.body, day));
        act.body.clone().or(answers)
    }

    /// Whether all that goes is new on the core line, runs, and fits the project and the day.
    fn may_go(
        &self,
        act: &Mainstream,
        goes: &[Went],
        body: Option<&BodyId>,
        day: NaiveDate,
    ) -> Result<(), Code> {
        if goes.iter().any(|it| self.promises.contains_key(&it.core)) {
            return Err("id_taken");
        }
        let fits = |it: &Went| {
            let of = &self.promises[&it.id];
            let own = of.project.as_ref() == Some(&act.project);
            own && of.is_recurrent() && of.stream != act.stream
        };
        let runs = |it: &Went| self.annual_on(&it.id, day) != 0;
        if goes.iter().any(|it| fits(it) && !runs(it)) {
            return Err("commitment_finished");
        }
        if goes.is_empty() {
            return Err("nothing_to_mainstream");
        }
        let several = act.annual.is_some() && goes.len() > 1;
        let late = |it: &Went| self.changes_of(&it.id).iter().any(|(from, ..)| *from > day);
        let above = |it: &Went| {
            act.annual
                .is_some_and(|part| pence(part) > it.annual + it.left)
        };
        let apart = |it: &Went| {
            let answers = self.accountable(&self.promises[&it.id].body, day);
            act.body.is_none() && answers.as_ref() != body
        };
        let evaluated = act.evaluation.as_ref().is_none_or(|id| {
            self.acts().any(|(_, _, its)| {
                matches!(its, Act::Evaluate(it) if it.id == *id && it.project == act.project)
            })
        });
        let unfit = |it: &Went| !fits(it) || late(it) || above(it) || apart(it);
        match several || !evaluated || goes.iter().any(unfit) {
            true => Err("does_not_match"),
            false => Ok(()),
        }
    }

    /// What a line brings to the next year, by all that is said so far, less what is promised of
    /// it every year.
    fn room_every_year(&self, body: &BodyId, stream: &StreamId, year: FinancialYear) -> Pence {
        let base = self.base_every_year(body, stream, year);
        let its = self.promises.iter().filter(|(id, it)| {
            let own = it.body == *body && it.stream == *stream && it.is_recurrent();
            own && !self.has_ended(id, year)
        });
        base - its
            .map(|(id, _)| self.annual_by(id, self.next))
            .sum::<Pence>()
    }

    /// What a line brings to the year after a year, in twelve months.
    pub fn base_every_year(&self, body: &BodyId, stream: &StreamId, year: FinancialYear) -> Pence {
        let sides = self.base_brought_to(year.next()).into_iter();
        let own = sides.filter(|it| it.body == *body && it.stream == *stream);
        own.map(|it| it.adds).sum()
    }

    /// What each year that is open had still kept for what goes.
    fn freed(&self, goes: &[Went], year: FinancialYear, day: NaiveDate) -> Vec<Move> {
        let ahead = self.ahead.filter(|ahead| *ahead != year);
        let mut moves = Vec::new();
        for it in goes {
            for of in [year].into_iter().chain(ahead) {
                let mut after = self.changes_of(&it.id);
                after.push((day, self.next, it.left));
                let less = self.cost_in(&it.id, of) - self.cost_under(&it.id, of, after);
                let back = self.backwards(&it.id, of, less, &[]).into_iter();
                moves.extend(back.map(|it| Move {
                    to: Place::Free,
                    ..it
                }));
            }
        }
        moves
    }

    /// What is agreed on the core line: from the day on, as long as before.
    fn core_of(&self, goes: &[Went], start: NaiveDate) -> Vec<Term> {
        let each = goes.iter().map(|it| {
            let end = match self.promises[&it.id].term {
                Some(Term::Recurrent { end, .. }) => end,
                _ => None,
            };
            let annual = super::pound::money(it.annual);
            Term::Recurrent { annual, start, end }
        });
        each.collect()
    }

    fn found_on_core(
        &mut self,
        (line, year, day): (&Line, FinancialYear, NaiveDate),
        asked: Pence,
    ) -> Result<(), Code> {
        let search = Search {
            body: &line.body,
            stream: &line.stream,
            year,
            project: None,
            vintage: Some(year),
            day,
            order: None,
        };
        let lines = std::slice::from_ref(line);
        let found = self.found_on(&search, lines, asked, "commitment_exceeds_available");
        found.map(|_| ())
    }

    /// A mainstreaming stays while what it moved, or made, is changed later.
    pub(crate) fn nothing_changed_since_it_went(&self, number: u64) -> Result<(), Code> {
        let both = self
            .went_by(number)
            .iter()
            .flat_map(|it| [&it.id, &it.core]);
        let mut changes = both.flat_map(|id| self.changes_of(id));
        let later = changes.any(|(_, its, _)| its > number);
        (!later).then_some(()).ok_or("correction_rests_on")
    }

    /// What the opening of the year ahead posted by a mainstreaming that is reversed.
    pub(crate) fn what_went_ahead_reversed(&self, number: u64, entry: &Entry) -> Vec<Move> {
        let mut moves = Vec::new();
        let ahead = self.ahead.filter(|ahead| entry.year != Some(*ahead));
        let Some(ahead) = ahead.filter(|_| self.opened_since(number, entry)) else {
            return moves;
        };
        let mut restate = |id: &PromiseId, pence: Pence| {
            if let Some((part, to, _)) = self.parts_of(id, ahead).into_iter().next()
                && pence != 0
            {
                moves.push(Move {
                    line: part.line,
                    year: ahead,
                    from: Place::Free,
                    to,
                    pence,
                });
            }
        };
        for it in self.went_by(number) {
            restate(&it.core, -self.cost_in(&it.core, ahead));
            let mut others = self.changes_of(&it.id);
            others.retain(|(_, its, _)| *its != number);
            let more = self.cost_under(&it.id, ahead, others) - self.cost_in(&it.id, ahead);
            restate(&it.id, more);
        }
        moves
    }

    /// Whether the year ahead was opened after an entry that moved nothing in it.
    fn opened_since(&self, number: u64, entry: &Entry) -> bool {
        let opens = |it: &Entry| {
            let act = it.draft.as_ref().map(|it| &it.act);
            matches!(act, None | Some(Act::OpenYear(_)))
        };
        let posted = entry.moves.iter().any(|it| Some(it.year) == self.ahead);
        let mut since = self.entries.range(number + 1..);
        !posted && since.any(|(_, it)| opens(it))
    }

    /// Where each commitment was that an entry took to core money.
    pub fn lines_left_by(&self, number: u64) -> BTreeSet<(BodyId, StreamId)> {
        let went = self.went_by(number).iter();
        let line = |it: &Went| {
            let of = &self.promises[&it.id];
            (of.body.clone(), of.stream.clone())
        };
        went.map(line).collect()
    }
}

fn cost_of(it: &Went, term: &Term, year: FinancialYear, model: &Model) -> Pence {
    match term {
        Term::Recurrent { start, end, .. } => {
            part_year(it.annual, (*start, *end), year, model.calendar)
        }
        Term::NonRecurrent { .. } => 0,
    }
}
