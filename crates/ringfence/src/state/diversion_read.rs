//! What may show that money of one stream pays for what another paid for before.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::index::At;
use super::post::{Post, Share};
use super::record::{Project, Stream};
use super::{Ledger, Selection};
use crate::journal::ActKind;
use crate::journal::act::Term;
use crate::noun::{BodyId, PostId, ProjectId, PurposeId, Recurrence, StreamId};
use crate::word::FinancialYear;

/// Costs of a project for another purpose than its own.
pub(crate) struct OutsideRead<'l> {
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) project: &'l ProjectId,
    pub(crate) own: &'l PurposeId,
    pub(crate) purpose: &'l PurposeId,
    pub(crate) pence: i64,
    pub(crate) first: (NaiveDate, u64),
}

/// A cost that moved from one stream to another.
pub(crate) struct RechargeRead<'l> {
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) from: (&'l BodyId, &'l StreamId),
    pub(crate) on: NaiveDate,
    pub(crate) entry: u64,
    /// The cost that moved.
    pub(crate) cost: u64,
    pub(crate) cost_on: NaiveDate,
    pub(crate) pence: i64,
}

/// A post that another stream paid for before.
pub(crate) struct BeforeRead<'l> {
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) post: &'l PostId,
    pub(crate) placed_on: NaiveDate,
    pub(crate) entry: u64,
    /// What was agreed: a year, where it is recurrent.
    pub(crate) agreed: i64,
    pub(crate) recurrence: Recurrence,
    pub(crate) earlier: (&'l PostId, &'l StreamId, NaiveDate, u64),
}

/// How far apart the end of one post and the beginning of another of the same employer and role
/// may lie to be looked at together.
const APART: Days = Days::new(366);

/// The day and the entry of what came last.
type Last = (NaiveDate, u64);

impl Ledger {
    /// The costs of a year, by a day, that are for another purpose than their project's.
    pub(crate) fn outside_read(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
    ) -> Vec<OutsideRead<'_>> {
        type Place = (At<Stream>, At<super::record::Body>, At<Project>);
        let mut all: BTreeMap<(Place, &PurposeId), (i64, Last)> = BTreeMap::new();
        for moved in self.cells.moved.iter().filter(|it| it.cost() != 0) {
            let (entry, moved) = (u64::from(moved.entry), self.cells.as_move(moved));
            let (cost, key) = (moved.cost(), moved.cell);
            if key.year != year {
                continue;
            }
            let promised = moved.promise.and_then(|at| self.promises[at].project);
            let Some(project) = promised.or(moved.project) else {
                continue;
            };
            let day = self.effective_of(entry);
            let purpose = self.purpose_behind(&moved, entry);
            let own = &self.projects[project].purpose;
            let Some(purpose) = purpose.filter(|it| *it != own) else {
                continue;
            };
            if as_at.is_some_and(|until| until < day) {
                continue;
            }
            let place = (key.stream, key.body, project);
            let found = all.entry((place, purpose)).or_insert((0, (day, entry)));
            found.0 = found.0.saturating_add(cost);
            found.1 = found.1.min((day, entry));
        }
        let standing = all.into_iter().filter(|(_, (pence, _))| *pence > 0);
        let read =
            standing.map(
                |(((stream, body, project), purpose), (pence, first))| OutsideRead {
                    body: &self.bodies[body].id,
                    stream: &self.streams[stream].id,
                    project: &self.projects[project].id,
                    own: &self.projects[project].purpose,
                    purpose,
                    pence,
                    first,
                },
            );
        read.collect()
    }

    /// The recharges from another stream onto lines of a year, from a day on: what waited in
    /// suspense is only brought home by one.
    pub(crate) fn recharges_read(
        &self,
        of: &Selection,
        (year, from): (FinancialYear, NaiveDate),
    ) -> Vec<RechargeRead<'_>> {
        let last_known = self.last_known(of);
        let stands = |entry: u64| self.counted(entry, of.as_at, last_known);
        let mut all = Vec::new();
        for (entry, moved) in &self.recharged {
            let posted = self.entries[*entry as usize - 1];
            let is_recharge = posted.kind == ActKind::Recharge && from <= posted.effective;
            if !is_recharge || !stands(*entry) {
                continue;
            }
            let moves = self.moves_of(*entry);
            let onto = moves.iter().filter(|it| it.cost() > 0);
            let onto: Vec<_> = onto.filter(|it| it.cell.year == year).collect();
            let off = moves.iter().find(|it| it.cost() < 0);
            let (Some(first), Some(off)) = (onto.first(), off) else {
                continue;
            };
            let (to, was) = (first.cell, off.cell);
            let suspense = |at: At<Stream>| self.streams[at].suspense;
            if to.stream == was.stream || suspense(to.stream) || suspense(was.stream) {
                continue;
            }
            all.push(RechargeRead {
                body: &self.bodies[to.body].id,
                stream: &self.streams[to.stream].id,
                from: (&self.bodies[was.body].id, &self.streams[was.stream].id),
                on: posted.effective,
                entry: *entry,
                cost: moved.cost_entry(),
                cost_on: self.effective_of(moved.cost_entry()),
                pence: onto.iter().map(|it| it.cost()).sum(),
            });
        }
        all
    }

    /// The commitments of a year for posts that a commitment of another stream paid for before a
    /// day, or before they were made: the same post, or one of the same employer and role that
    /// ended when this one began.
    pub(crate) fn funded_before_read(
        &self,
        of: &Selection,
        (year, baseline): (FinancialYear, Option<NaiveDate>),
    ) -> Vec<BeforeRead<'_>> {
        let last_known = self.last_known(of);
        let stands = |it: &&Share| self.counted(it.entry, of.as_at, last_known);
        let mut shares: Vec<(&Post, &Share)> = Vec::new();
        for (_, post) in self.posts.iter() {
            shares.extend(post.shares.iter().filter(stands).map(|it| (post, it)));
        }
        let mut named: BTreeMap<_, Vec<(&Post, &Share)>> = BTreeMap::new();
        for (post, share) in &shares {
            let role = self.role_of(post).zip(self.employer_of(post));
            named.entry(role).or_default().push((*post, *share));
        }
        let mut all = Vec::new();
        for (post, share) in &shares {
            let placed = self.effective_of(share.entry);
            // What went to core money says itself where it came from.
            let gone = self.mainstreamed.contains_key(&share.entry);
            if gone || self.calendar().year_of(placed) != Some(year) {
                continue;
            }
            let role = self.role_of(post).zip(self.employer_of(post));
            let like = named.get(&role).filter(|_| role.is_some());
            let same = post.shares.iter().filter(stands).map(|it| (*post, it));
            let like = like.into_iter().flatten().copied();
            let mut earlier: Vec<(&Post, &Share)> = same.chain(like).collect();
            earlier.retain(|it| self.was_before((*post, *share), *it, baseline));
            let first = earlier
                .into_iter()
                .min_by_key(|(_, it)| (self.effective_of(it.entry), it.entry));
            all.extend(first.map(|first| self.before_read((*post, *share), first)));
        }
        all
    }

    /// Whether one commitment for a post comes after another of another stream that paid for it.
    fn was_before(
        &self,
        (post, share): (&Post, &Share),
        (other, earlier): (&Post, &Share),
        baseline: Option<NaiveDate>,
    ) -> bool {
        let [now, then] = [share, earlier].map(|it| &self.promises[it.promise]);
        let [placed, was] = [share, earlier].map(|it| self.effective_of(it.entry));
        let until = baseline.map_or(placed, |day| day.min(placed));
        if now.stream == then.stream || (was, earlier.entry) >= (until, share.entry) {
            return false;
        }
        let gave_way = || {
            let end = self.end_read(earlier);
            let apart = |end: NaiveDate| {
                let [first, last] = [end.min(placed), end.max(placed)];
                first.checked_add_days(APART).is_some_and(|it| last <= it)
            };
            end.is_some_and(apart)
        };
        post.id == other.id || gave_way()
    }

    /// The day on which a commitment for a post ended or is to end.
    fn end_read(&self, share: &Share) -> Option<NaiveDate> {
        let agreed = match self.agreed_of(share.promise).term {
            Term::Recurrent { end, .. } => end,
            Term::NonRecurrent { .. } => None,
        };
        let ended = self.over_by(share.promise, NaiveDate::MAX);
        [agreed, ended].into_iter().flatten().min()
    }

    fn before_read<'l>(
        &'l self,
        (post, share): (&'l Post, &Share),
        (other, earlier): (&'l Post, &Share),
    ) -> BeforeRead<'l> {
        let [now, then] = [share, earlier].map(|it| &self.promises[it.promise]);
        let was = self.effective_of(earlier.entry);
        BeforeRead {
            body: &self.bodies[now.body].id,
            stream: &self.streams[now.stream].id,
            post: &post.id,
            placed_on: self.effective_of(share.entry),
            entry: share.entry,
            agreed: match self.agreed_of(share.promise).term {
                Term::Recurrent { annual, .. } => annual.pence(),
                Term::NonRecurrent { amount, .. } => amount.pence(),
            },
            recurrence: now.recurrence,
            earlier: (&other.id, &self.streams[then.stream].id, was, earlier.entry),
        }
    }
}
