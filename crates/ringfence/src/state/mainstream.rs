//! What goes to core money: which commitments a mainstreaming moves, and what it remembers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::annual::Annual;
use super::event::Event;
use super::index::At;
use super::life::Step;
use super::parts::Parts;
use super::post::Share;
use super::record::{Agreed, Body, Project, Promise, Stream};
use super::succession::{Grounds, Recurring};
use crate::journal::Act;
use crate::journal::act::{Mainstream, Term};
use crate::noun::{EvaluationId, ProjectState, PromiseId, PromiseKind, Recurrence};
use crate::word::{FinancialYear, Money};

/// A commitment, what of it goes to core money in twelve months, and what is left of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Goes {
    pub(crate) promise: At<Promise>,
    pub(crate) annual: Money,
    pub(crate) left: Money,
}

/// A commitment that a mainstreaming moved, and the one that was made for it on the core line.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Gone {
    pub(crate) promise: At<Promise>,
    pub(crate) core: At<Promise>,
    pub(crate) annual: Money,
}

/// A mainstreaming as it is remembered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Mainstreamed {
    pub(crate) project: At<Project>,
    pub(crate) gone: Vec<Gone>,
    pub(crate) evaluation: Option<EvaluationId>,
}

impl Ledger {
    /// What a mainstreaming moves, in the order in which it names it, else of the journal. Of one
    /// that does not run on the day nothing goes.
    pub(crate) fn goes_to_core(&self, it: &Mainstream, from: NaiveDate) -> Vec<Goes> {
        let promises: Vec<At<Promise>> = if it.commitments.is_empty() {
            let project = self.projects.find(&it.project);
            let all = project.map_or(&[][..], |at| &self.projects[at].recurrent);
            let core = self.streams.find(&it.stream);
            let elsewhere = |at: &At<Promise>| Some(self.promises[*at].stream) != core;
            let runs = |at: &At<Promise>| !self.runs_at(*at, from).is_zero();
            let all = all.iter().copied().filter(elsewhere);
            all.filter(runs).collect()
        } else {
            let named = it.commitments.iter();
            named.filter_map(|id| self.promises.find(id)).collect()
        };
        let goes = promises.into_iter().map(|promise| {
            let whole = self.runs_at(promise, from);
            let annual = it.annual.map_or(whole, |part| part.min(whole));
            let left = whole.checked_sub(annual).unwrap_or(Money::ZERO);
            Goes {
                promise,
                annual,
                left,
            }
        });
        goes.collect()
    }

    /// What a recurrent commitment costs in twelve months on a day; nothing where it does not run.
    pub(crate) fn runs_at(&self, promise: At<Promise>, day: NaiveDate) -> Money {
        if self.promises[promise].ended {
            return Money::ZERO;
        }
        let term = self.agreed_of(promise).term;
        let stretches = self.stretches(promise, term, |entry| self.counts_still(entry));
        let found = stretches.iter().find(|(of, _)| of.covers(day));
        found.map_or(Money::ZERO, |(_, annual)| *annual)
    }

    /// The ids of the commitments of the core line: those that are given, else the old one and the
    /// stream. Nothing where that is too long to be an id.
    pub(crate) fn core_id(&self, it: &Mainstream, place: usize, of: Goes) -> Option<PromiseId> {
        let given = it.new_ids.get(place).cloned();
        let named = || format!("{}-{}", self.promises[of.promise].id, it.stream);
        given.or_else(|| named().parse().ok())
    }

    /// The day from which all of a recurrent commitment went to core money, of the entries that
    /// count.
    pub(crate) fn gone_from(
        &self,
        promise: At<Promise>,
        counts: impl Fn(u64) -> bool,
    ) -> Option<NaiveDate> {
        let entries = self.changed.get(&promise).into_iter().flatten();
        let counting = entries.filter(|entry| counts(**entry));
        let changes = counting.map(|entry| (self.annual_of(*entry, promise).from, *entry));
        let (from, last) = changes.max()?;
        let is_over = self.annual_of(last, promise).annual.is_zero();
        is_over.then_some(from)
    }

    /// Whether all of a recurrent commitment went to core money, or is to go.
    pub(crate) fn is_gone(&self, promise: At<Promise>) -> bool {
        let gone = |entry| self.counts_still(entry);
        self.changed.contains_key(&promise) && self.gone_from(promise, gone).is_some()
    }

    /// Since when all that a project costs every year is paid by core money, where it is not over
    /// and nothing of it recurs any more.
    pub(crate) fn gone_to_core(&self, project: At<Project>) -> Option<Step> {
        let mut all = self.mainstreamed.iter().rev();
        let (entry, _) = all.find(|(at, it)| it.project == project && self.counts_still(**at))?;
        let mut recurrent = self.projects[project].recurrent.iter();
        let recurs = |at: &At<Promise>| {
            let stands = self.counts_still(self.agreed_of(*at).entry);
            stands && !self.promises[*at].ended && !self.is_gone(*at)
        };
        let now = self.state_of(project);
        (!now.state.is_over() && !recurrent.any(recurs)).then_some(Step {
            entry: *entry,
            on: self.effective_of(*entry),
            state: ProjectState::Mainstreamed,
        })
    }

    /// The first mainstreaming that stands and names the evaluation that an entry is.
    pub(crate) fn mainstreamed_on(&self, evaluated: u64) -> Option<u64> {
        let named = |(entry, it): (&u64, &Mainstreamed)| {
            let id = it.evaluation.as_ref()?;
            let mut all = self.projects[it.project].life.evaluations.iter();
            let rests = all.any(|its| its.id == *id && its.entry == evaluated);
            (rests && self.counts_still(*entry)).then_some(*entry)
        };
        self.mainstreamed.iter().find_map(named)
    }

    /// Remembers what goes, and the commitments of the core line, before anything moves.
    pub(crate) fn register_mainstreaming(
        &mut self,
        it: &Mainstream,
        event: &Event<'_>,
        number: u64,
    ) {
        let named = event.named;
        let (Some(project), Some(stream), Some(body)) = (named.project, named.stream, named.body)
        else {
            return;
        };
        let goes = self.goes_to_core(it, event.effective);
        let mut gone = Vec::with_capacity(goes.len());
        for (place, of) in goes.iter().enumerate() {
            let Some(id) = self.core_id(it, place, *of) else {
                continue;
            };
            let core = self.register_core((id, *of), (body, stream), event.effective, number);
            gone.push(Gone {
                promise: of.promise,
                core,
                annual: of.annual,
            });
            let change = Annual {
                promise: of.promise,
                from: event.effective,
                annual: of.left,
            };
            self.annuals.entry(number).or_default().push(change);
            self.changed.entry(of.promise).or_default().push(number);
        }
        let evaluation = it.evaluation.clone();
        let said = Mainstreamed {
            project,
            gone,
            evaluation,
        };
        self.mainstreamed.insert(number, said);
    }

    /// A commitment of the core line: as long as the one that it follows, of the same kind of cost
    /// and for the same post. It is of no project.
    fn register_core(
        &mut self,
        (id, of): (PromiseId, Goes),
        (body, stream): (At<Body>, At<Stream>),
        start: NaiveDate,
        number: u64,
    ) -> At<Promise> {
        let core = self.promises.add(Promise {
            id,
            kind: PromiseKind::Commitment,
            body,
            stream,
            project: None,
            recurrence: Recurrence::Recurrent,
            parts: Parts::default(),
            ended: false,
            accrued: false,
        });
        self.agreed.push(Agreed {
            entry: number,
            term: self.core_term(of, start),
        });
        if let Some(cost) = self.costs.get(&of.promise).cloned() {
            self.costs.insert(core, cost);
        }
        if let Some(post) = self.post_of.get(&of.promise).copied() {
            let shares = &self.posts[post].shares;
            let share = shares.iter().find(|it| it.promise == of.promise).cloned();
            // Of a part the post stays with what it stood with.
            let wte = share.as_ref().and_then(|it| it.wte);
            let wte = wte.filter(|_| of.left.is_zero());
            self.posts[post].shares.extend(share.map(|share| Share {
                promise: core,
                entry: number,
                wte,
                ..share
            }));
            self.post_of.insert(core, post);
        }
        core
    }

    /// What is agreed of a commitment of the core line.
    pub(crate) fn core_term(&self, of: Goes, start: NaiveDate) -> Term {
        let end = match self.agreed_of(of.promise).term {
            Term::Recurrent { end, .. } => end,
            Term::NonRecurrent { .. } => None,
        };
        Term::Recurrent {
            annual: of.annual,
            start,
            end,
        }
    }

    /// The recurrent money that a line brings to the next year in twelve months, by all that was
    /// said so far, less what is promised of it every year.
    pub(crate) fn room_every_year(
        &self,
        (stream, body): (At<Stream>, At<Body>),
        year: FinancialYear,
    ) -> i128 {
        let (notices, ends) = (&self.notices, &self.endings(None, None));
        let on = Grounds { notices, ends };
        let recurring = Recurring::of(on, self.calendar(), |given| !given.withdrawn);
        let mut room = 0;
        for line in recurring.lines() {
            if line.0 != stream {
                continue;
            }
            for held in recurring.held(line, year.next(), year) {
                let amount = i128::from(held.amount);
                if notices[held.notice].year > year {
                    continue;
                }
                if line.1 == body {
                    room += amount;
                }
                if held.giver == Some(body) {
                    room -= amount;
                }
            }
        }
        let promised = self.promises.iter().filter(|(at, it)| {
            let own = it.body == body && it.stream == stream;
            let recurs = it.recurrence == Recurrence::Recurrent;
            own && recurs && !self.has_ended(*at, year)
        });
        let promised = promised.map(|(at, _)| i128::from(self.annual_now(at).pence()));
        room - promised.sum::<i128>()
    }

    /// The id of the so-manieth promise that an act itself makes.
    pub(crate) fn new_promise(
        &self,
        act: &Act,
        effective: NaiveDate,
        place: usize,
    ) -> Option<PromiseId> {
        match act {
            Act::Hold(hold) if place == 0 => Some(hold.id.clone()),
            Act::Commit(commit) if place == 0 => Some(commit.id.clone()),
            Act::Mainstream(it) => {
                let of = self.goes_to_core(it, effective).get(place).copied()?;
                self.core_id(it, place, of)
            }
            _ => None,
        }
    }

    /// The place, among the promises that an act itself makes, of one of this id.
    pub(crate) fn place_of_new(
        &self,
        act: &Act,
        effective: NaiveDate,
        id: &PromiseId,
    ) -> Option<usize> {
        match act {
            Act::Hold(hold) => (hold.id == *id).then_some(0),
            Act::Commit(commit) => (commit.id == *id).then_some(0),
            Act::Mainstream(it) => {
                let goes = self.goes_to_core(it, effective).into_iter().enumerate();
                let mut ids = goes.map(|(place, of)| self.core_id(it, place, of));
                ids.position(|new| new.as_ref() == Some(id))
            }
            _ => None,
        }
    }
}
