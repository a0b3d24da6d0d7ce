//! Posts: what pays for them, who is in them, and since when nobody is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::event::Event;
use super::index::{At, Named};
use super::record::{Body, Promise};
use crate::journal::Act;
use crate::journal::act::{self, Term};
use crate::noun::{OfPost, Party, PostId, PurposeId, RoleId};
use crate::word::Wte;

/// A post: a job that one commitment or several pay for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Post {
    pub(crate) id: PostId,
    /// What pays for it, in the order of the journal.
    pub(crate) shares: Vec<Share>,
    filled: Vec<Filled>,
    vacancies: Vec<Vacancy>,
}

/// What one commitment says of the post that it pays for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Share {
    pub(crate) promise: At<Promise>,
    pub(crate) entry: u64,
    pub(crate) employer: Option<At<Body>>,
    pub(crate) role: Option<RoleId>,
    pub(crate) wte: Option<Wte>,
    pub(crate) payer: Option<At<Body>>,
}

/// The day from which somebody is in a post.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Filled {
    pub(crate) entry: u64,
    pub(crate) on: NaiveDate,
}

/// A vacancy as it was recorded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Vacancy {
    pub(crate) entry: u64,
    pub(crate) cause: PurposeId,
    pub(crate) attributable_to: Option<Party>,
    pub(crate) start: NaiveDate,
    pub(crate) end: Option<NaiveDate>,
    pub(crate) evidenced: bool,
}

/// Days on which nobody is in a post.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vacant<'l> {
    pub(crate) start: NaiveDate,
    /// Its last day; nothing while it goes on.
    pub(crate) end: Option<NaiveDate>,
    /// What was recorded of it; nothing where it follows from a late start alone.
    pub(crate) said: Option<&'l Vacancy>,
    /// The entry that shows it: the record, else the actual start; nothing before that.
    pub(crate) entry: Option<u64>,
}

impl Vacant<'_> {
    pub(crate) fn covers(&self, day: NaiveDate) -> bool {
        self.start <= day && self.end.is_none_or(|end| day <= end)
    }

    /// The part of it within two days.
    pub(crate) fn within(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let (start, end) = (
            self.start.max(first),
            self.end.map_or(last, |end| end.min(last)),
        );
        (start <= end).then_some((start, end))
    }
}

impl Named for Post {
    type Of = OfPost;

    fn id(&self) -> &PostId {
        &self.id
    }
}

impl Post {
    /// The first day that somebody was in it, of the entries that count.
    pub(crate) fn actual_start(&self, counts: impl Fn(u64) -> bool) -> Option<NaiveDate> {
        let filled = self.filled.iter().filter(|it| counts(it.entry));
        filled.map(|it| it.on).min()
    }

    /// When somebody was first in it, and by which entry.
    pub(crate) fn first_filled(&self, counts: impl Fn(u64) -> bool) -> Option<(NaiveDate, u64)> {
        let filled = self.filled.iter().filter(|it| counts(it.entry));
        filled.map(|it| (it.on, it.entry)).min()
    }

    /// Who is in it since which entry, on a day; of the entries that count.
    pub(crate) fn in_post_since(
        &self,
        day: NaiveDate,
        counts: impl Fn(u64) -> bool,
    ) -> Option<&Filled> {
        let filled = self
            .filled
            .iter()
            .filter(|it| counts(it.entry) && it.on <= day);
        let last = filled.max_by_key(|it| (it.on, it.entry))?;
        let vacant = self.vacant(None, counts);
        (!vacant.iter().any(|it| it.covers(day))).then_some(last)
    }

    /// When nobody is in it: from its planned start to its actual one, and as was recorded, each
    /// until somebody is in it again. Of the entries that count; in the order of days.
    pub(crate) fn vacant(
        &self,
        planned: Option<NaiveDate>,
        counts: impl Fn(u64) -> bool,
    ) -> Vec<Vacant<'_>> {
        let recorded = self.vacancies.iter().filter(|it| counts(it.entry));
        let mut all: Vec<Vacant<'_>> = recorded
            .filter_map(|it| self.as_it_lasted(it, &counts))
            .collect();
        all.sort_by_key(|it| (it.start, it.entry));
        let late = planned.map(|start| self.before_the_start(start, &counts));
        let unsaid = late.into_iter().flatten();
        let unsaid: Vec<Vacant<'_>> = unsaid.flat_map(|it| without(it, &all)).collect();
        all.extend(unsaid);
        all.sort_by_key(|it| (it.start, it.entry));
        all
    }

    /// A recorded vacancy ends no later than the day before somebody is in the post again.
    fn as_it_lasted<'l>(
        &'l self,
        said: &'l Vacancy,
        counts: &impl Fn(u64) -> bool,
    ) -> Option<Vacant<'l>> {
        let after = |it: &&Filled| {
            let later = it.on == said.start && it.entry > said.entry;
            counts(it.entry) && (it.on > said.start || later)
        };
        let again = self.filled.iter().filter(after).map(|it| it.on).min();
        let again = again.and_then(|day| day.pred_opt());
        let end = [said.end, again].into_iter().flatten().min();
        let vacant = Vacant {
            start: said.start,
            end,
            said: Some(said),
            entry: Some(said.entry),
        };
        end.is_none_or(|end| said.start <= end).then_some(vacant)
    }

    fn before_the_start(
        &self,
        planned: NaiveDate,
        counts: &impl Fn(u64) -> bool,
    ) -> Option<Vacant<'_>> {
        let filled = self.filled.iter().filter(|it| counts(it.entry));
        let first = filled.min_by_key(|it| (it.on, it.entry));
        let end = first.and_then(|it| it.on.pred_opt());
        let late = end.is_none_or(|end| planned <= end);
        late.then_some(Vacant {
            start: planned,
            end,
            said: None,
            entry: first.map(|it| it.entry),
        })
    }
}

/// What is left of one stretch of days without others, which stand in the order of days.
fn without<'l>(whole: Vacant<'l>, others: &[Vacant<'l>]) -> Vec<Vacant<'l>> {
    let mut left = Vec::new();
    let mut rest = Some(whole);
    for other in others {
        let Some(it) = rest else { break };
        let apart = it.end.is_some_and(|end| end < other.start)
            || other.end.is_some_and(|end| end < it.start);
        if apart {
            continue;
        }
        if let Some(end) = other.start.pred_opt().filter(|end| it.start <= *end) {
            left.push(Vacant {
                end: Some(end),
                ..it
            });
        }
        let start = other.end.and_then(|end| end.succ_opt());
        let start = start.filter(|start| it.end.is_none_or(|end| *start <= end));
        rest = start.map(|start| Vacant { start, ..it });
    }
    left.extend(rest);
    left
}

impl Ledger {
    /// Remembers which post a new commitment pays for.
    pub(crate) fn register_post(&mut self, said: &act::Post, promise: At<Promise>, entry: u64) {
        let body = |id: &Option<_>| id.as_ref().and_then(|id| self.bodies.find(id));
        let share = Share {
            promise,
            entry,
            employer: body(&said.employer),
            role: said.role.clone(),
            wte: said.wte,
            payer: body(&said.payer),
        };
        let at = self.posts.find(&said.id).unwrap_or_else(|| {
            self.posts.add(Post {
                id: said.id.clone(),
                shares: Vec::new(),
                filled: Vec::new(),
                vacancies: Vec::new(),
            })
        });
        self.posts[at].shares.push(share);
        self.post_of.insert(promise, at);
    }

    /// Remembers who is in a post, and when nobody was.
    pub(crate) fn settle_post(&mut self, event: &Event<'_>, entry: u64) {
        match event.act() {
            Act::Fill(fill) => {
                if let Some(at) = self.posts.find(&fill.post) {
                    let on = event.effective;
                    self.posts[at].filled.push(Filled { entry, on });
                }
            }
            Act::RecordVacancy(it) => {
                if let Some(at) = self.posts.find(&it.post) {
                    self.posts[at].vacancies.push(Vacancy {
                        entry,
                        cause: it.cause.clone(),
                        attributable_to: it.attributable_to.clone(),
                        start: it.start,
                        end: it.end,
                        evidenced: event.is_evidenced(),
                    });
                }
            }
            _ => {}
        }
    }

    /// Whether an entry was not reversed.
    pub(crate) fn counts_still(&self, entry: u64) -> bool {
        !self.corrected.contains_key(&entry)
    }

    /// Who employs, as the first of its commitments that says it and stands.
    pub(crate) fn employer_of(&self, post: &Post) -> Option<At<Body>> {
        let standing = post.shares.iter().filter(|it| self.counts_still(it.entry));
        standing.filter_map(|it| it.employer).next()
    }

    /// The role, as the first of its commitments that says it and stands.
    pub(crate) fn role_of<'l>(&self, post: &'l Post) -> Option<&'l RoleId> {
        let mut standing = post.shares.iter().filter(|it| self.counts_still(it.entry));
        standing.find_map(|it| it.role.as_ref())
    }

    /// The first day that any of its standing commitments is to pay for.
    pub(crate) fn planned_start(&self, post: &Post) -> Option<NaiveDate> {
        let standing = post.shares.iter().filter(|it| self.counts_still(it.entry));
        let start = |it: &Share| match self.agreed_of(it.promise).term {
            Term::Recurrent { start, .. } => Some(start),
            Term::NonRecurrent { .. } => None,
        };
        standing.filter_map(start).min()
    }
}
