//! What the table of posts reads: plain names, days and sums.

use chrono::NaiveDate;

use super::Ledger;
use super::index::At;
use super::post::{Post, Share, Vacant};
use super::record::{Body, Promise};
use super::succession::eve;
use crate::journal::act::Term;
use crate::noun::{BodyId, CostKind, PostId, PromiseId, StreamId};
use crate::word::{FinancialYear, Money, Profile, Wte};

/// One commitment of a post, with its names.
pub(crate) struct PostRead<'l> {
    pub(crate) id: &'l PostId,
    pub(crate) commitment: &'l PromiseId,
    pub(crate) employer: &'l BodyId,
    pub(crate) role: Option<&'l str>,
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) payer: &'l BodyId,
    pub(crate) cost: Option<&'l CostKind>,
    pub(crate) wte: Option<Wte>,
    pub(crate) standing: PostStanding<'l>,
    pub(crate) planned_start: Option<NaiveDate>,
    pub(crate) actual_start: Option<NaiveDate>,
    pub(crate) end: Option<NaiveDate>,
    /// What it costs in twelve months; nothing where it is paid once.
    pub(crate) annual: Option<Money>,
    pub(crate) in_year: Money,
    pub(crate) full_year_effect: Money,
    /// What the days without anybody were to cost.
    pub(crate) vacancy: Money,
    pub(crate) entry: u64,
}

/// Whether somebody is in a post on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PostStanding<'l> {
    /// It is not to be paid for on that day.
    NotPaidFor,
    InPost,
    /// Since when, and why where somebody said.
    Vacant(NaiveDate, Option<&'l str>),
}

/// What a commitment is to pay for a post: from when, until when, how much a year on which days.
struct Plan {
    start: NaiveDate,
    end: Option<NaiveDate>,
    costs: Vec<(Profile, Money)>,
}

impl Plan {
    /// What twelve months cost on a day.
    fn annual_on(&self, day: NaiveDate) -> Money {
        let mut begun = self.costs.iter().rev().filter(|(of, _)| of.start() <= day);
        let last = begun.next().or(self.costs.first());
        last.map_or(Money::ZERO, |(_, annual)| *annual)
    }
}

impl Ledger {
    /// What stands in a year of each commitment of each post, as it was known at the end of a
    /// day, else is known now of the year's last day.
    pub(crate) fn posts_read(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
    ) -> Vec<PostRead<'_>> {
        let last = self.calendar().last_day(year);
        let day = as_at.map_or(last, |day| day.min(last));
        let counts = |entry: u64| self.counts_on(entry, as_at);
        let mut all = Vec::new();
        for (_, post) in self.posts.iter() {
            let shares = post.shares.iter().filter(|it| counts(it.entry));
            all.extend(shares.filter_map(|it| self.post_read((post, it), (year, day), &counts)));
        }
        all
    }

    fn post_read<'l>(
        &'l self,
        (post, share): (&'l Post, &'l Share),
        (year, day): (FinancialYear, NaiveDate),
        counts: &impl Fn(u64) -> bool,
    ) -> Option<PostRead<'l>> {
        let promise = &self.promises[share.promise];
        let (plan, once) = match self.agreed_of(share.promise).term {
            Term::Recurrent { annual, start, end } => {
                let over = self.over_by(share.promise, day);
                let gone = self.gone_from(share.promise, counts).map(eve);
                let end = [end, over, gone].into_iter().flatten().min();
                let term = Term::Recurrent { annual, start, end };
                let costs = self.stretches(share.promise, term, counts);
                (Some(Plan { start, end, costs }), Money::ZERO)
            }
            Term::NonRecurrent { amount, year: of } => {
                (None, if of == year { amount } else { Money::ZERO })
            }
        };
        if !self.is_paid_for(plan.as_ref(), once, year) {
            return None;
        }
        let planned = self.planned_start_of(post, counts);
        let vacant = post.vacant(planned, counts);
        let sums = plan
            .as_ref()
            .map(|plan| self.sums_of(plan, (year, day), &vacant));
        let [in_year, full_year_effect, vacancy] = sums.unwrap_or([once, Money::ZERO, Money::ZERO]);
        let employer = self
            .employer_of(post)
            .unwrap_or_else(|| self.accountable_on(promise.body, day));
        let payer = share.payer;
        let payer = payer.unwrap_or_else(|| self.accountable_on(employer, day));
        let name = |at: At<Body>| &self.bodies[at].id;
        Some(PostRead {
            id: &post.id,
            commitment: &promise.id,
            employer: name(employer),
            role: self.role_of(post).map(|role| role.as_str()),
            body: name(promise.body),
            stream: &self.streams[promise.stream].id,
            payer: name(payer),
            cost: self.costs.get(&share.promise),
            wte: share.wte,
            standing: standing(plan.as_ref(), day, &vacant),
            planned_start: plan.as_ref().map(|it| it.start),
            actual_start: post.actual_start(counts).filter(|_| plan.is_some()),
            end: plan.as_ref().and_then(|it| it.end),
            annual: plan.as_ref().map(|it| it.annual_on(day)),
            in_year,
            full_year_effect,
            vacancy,
            entry: share.entry,
        })
    }

    /// Whether a commitment pays for its post in a year.
    fn is_paid_for(&self, plan: Option<&Plan>, once: Money, year: FinancialYear) -> bool {
        let calendar = self.calendar();
        let (first, last) = (calendar.first_day(year), calendar.last_day(year));
        let runs = |it: &Plan| it.start <= last && it.end.is_none_or(|end| first <= end);
        plan.map_or(!once.is_zero(), runs)
    }

    pub(super) fn planned_start_of(
        &self,
        post: &Post,
        counts: &impl Fn(u64) -> bool,
    ) -> Option<NaiveDate> {
        let known = post.shares.iter().filter(|it| counts(it.entry));
        let start = |it: &Share| match self.agreed_of(it.promise).term {
            Term::Recurrent { start, .. } => Some(start),
            Term::NonRecurrent { .. } => None,
        };
        known.filter_map(start).min()
    }

    /// The day on which a recurrent commitment was ended, where that was by a day.
    pub(super) fn over_by(&self, promise: At<Promise>, day: NaiveDate) -> Option<NaiveDate> {
        let ends = self.ends.iter().filter(|(_, of)| *of == promise);
        let standing = ends.filter(|(entry, _)| self.counts_still(*entry));
        let days = standing.map(|(entry, _)| self.effective_of(*entry));
        days.filter(|on| *on <= day).min()
    }

    /// What a plan costs in a year, what more in twelve months of which the year holds a part,
    /// and what the vacant days up to a day were to cost.
    fn sums_of(
        &self,
        plan: &Plan,
        (year, day): (FinancialYear, NaiveDate),
        vacant: &[Vacant<'_>],
    ) -> [Money; 3] {
        let calendar = self.calendar();
        let last = calendar.last_day(year);
        let in_year = Profile::year_sum_of(&plan.costs, year, calendar);
        let goes_on = plan.end.is_none_or(|end| last < end);
        let more = plan.annual_on(last).checked_sub(in_year);
        let more = more.filter(|_| goes_on);
        let mut days: Vec<(Profile, Money)> = Vec::new();
        for (start, end) in vacant.iter().filter_map(|it| it.within(plan.start, day)) {
            let parts = plan.costs.iter();
            days.extend(parts.filter_map(|(of, sum)| Some((of.part(start, end)?, *sum))));
        }
        let vacancy = Profile::year_sum_of(&days, year, calendar);
        [in_year, more.unwrap_or(Money::ZERO), vacancy]
    }
}

fn standing<'l>(plan: Option<&Plan>, day: NaiveDate, vacant: &[Vacant<'l>]) -> PostStanding<'l> {
    let paid_for = plan.is_some_and(|it| it.start <= day && it.end.is_none_or(|end| day <= end));
    if !paid_for {
        return PostStanding::NotPaidFor;
    }
    let now = vacant.iter().find(|it| it.covers(day));
    now.map_or(PostStanding::InPost, |it| {
        PostStanding::Vacant(it.start, it.said.map(|said| said.cause.as_str()))
    })
}
