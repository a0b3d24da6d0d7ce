//! What the staff of an employer cost month by month, and when nobody was in a post.

use chrono::NaiveDate;

use super::Ledger;
use super::post::{Post, Share, Vacant};
use crate::journal::act::Term;
use crate::noun::{BodyId, Party, PostId, PromiseId, StreamId};
use crate::word::{FinancialYear, Money, Profile, Wte};

/// One commitment of a post in a year, month by month.
pub(crate) struct StaffRead<'l> {
    pub(crate) post: &'l PostId,
    pub(crate) commitment: &'l PromiseId,
    pub(crate) employer: &'l BodyId,
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) wte: Option<Wte>,
    /// How it stands at the end of each month, or on the day asked about in its month.
    pub(crate) stands: [MonthStanding; 12],
    /// What it is to cost in each month.
    pub(crate) funded: [Money; 12],
    /// The days on which nobody was in it, with what they were to cost in each month.
    pub(crate) vacant: Vec<VacantRead<'l>>,
}

/// Whether a post is paid for at the end of a month, and whether somebody is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MonthStanding {
    NotPaidFor,
    InPost,
    Vacant,
}

/// Days of a year on which nobody was in a post.
pub(crate) struct VacantRead<'l> {
    /// Why, where somebody said.
    pub(crate) cause: Option<&'l str>,
    pub(crate) attributable_to: Option<&'l Party>,
    /// Its first day, and the entry that shows it.
    pub(crate) start: NaiveDate,
    pub(crate) entry: Option<u64>,
    pub(crate) sums: [Money; 12],
}

impl Ledger {
    /// The posts of a year by a day, as the entries that count by it leave them.
    pub(crate) fn staff_read(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
    ) -> Vec<StaffRead<'_>> {
        let counts = |entry: u64| self.counts_on(entry, as_at);
        let last = self.calendar().last_day(year);
        let day = as_at.map_or(last, |day| day.min(last));
        let mut all = Vec::new();
        for (_, post) in self.posts.iter() {
            let shares = post.shares.iter().filter(|it| counts(it.entry));
            all.extend(shares.filter_map(|it| self.staff_of((post, it), (year, day), &counts)));
        }
        all.sort_by_key(|it| (it.employer, it.post, it.commitment));
        all
    }

    fn staff_of<'l>(
        &'l self,
        (post, share): (&'l Post, &'l Share),
        (year, day): (FinancialYear, NaiveDate),
        counts: &impl Fn(u64) -> bool,
    ) -> Option<StaffRead<'l>> {
        let Term::Recurrent { annual, start, end } = self.agreed_of(share.promise).term else {
            return None;
        };
        let end = [end, self.over_by(share.promise, day)];
        let end = end.into_iter().flatten().min();
        let term = Term::Recurrent { annual, start, end };
        let costs = self.stretches(share.promise, term, counts);
        let calendar = self.calendar();
        let funded = Profile::fallen(&costs, year, calendar);
        let [first, last] = [calendar.first_day(year), calendar.last_day(year)];
        if start > last || end.is_some_and(|end| end < first) {
            return None;
        }
        let promise = &self.promises[share.promise];
        let vacant = post.vacant(self.planned_start_of(post, counts), counts);
        let employer = self
            .employer_of(post)
            .unwrap_or_else(|| self.accountable_on(promise.body, day));
        let ends = self.period_ends(year);
        let stands = ends.map(|it| standing_on(it.min(day), (start, end), &vacant));
        let lost = vacant.iter().filter_map(|it| {
            let (from, to) = it.within(start, day)?;
            let parts = costs.iter();
            let parts = parts.filter_map(|(of, sum)| Some((of.part(from, to)?, *sum)));
            let parts: Vec<(Profile, Money)> = parts.collect();
            let sums = each(Profile::fallen(&parts, year, calendar));
            let any = sums.iter().any(|sum| !sum.is_zero());
            any.then_some(VacantRead {
                cause: it.said.map(|said| said.cause.as_str()),
                attributable_to: it.said.and_then(|said| said.attributable_to.as_ref()),
                start: it.start,
                entry: it.entry,
                sums,
            })
        });
        Some(StaffRead {
            post: &post.id,
            commitment: &promise.id,
            employer: &self.bodies[employer].id,
            body: &self.bodies[promise.body].id,
            stream: &self.streams[promise.stream].id,
            wte: share.wte,
            stands,
            funded: each(funded),
            vacant: lost.collect(),
        })
    }
}

fn standing_on(
    day: NaiveDate,
    (start, end): (NaiveDate, Option<NaiveDate>),
    vacant: &[Vacant<'_>],
) -> MonthStanding {
    if day < start || end.is_some_and(|end| end < day) {
        return MonthStanding::NotPaidFor;
    }
    match vacant.iter().any(|it| it.covers(day)) {
        true => MonthStanding::Vacant,
        false => MonthStanding::InPost,
    }
}

/// Each month by itself, of sums to the end of each.
fn each(fallen: [Money; 12]) -> [Money; 12] {
    let mut before = Money::ZERO;
    fallen.map(|so_far| {
        let this = so_far.checked_sub(before);
        before = so_far;
        this.unwrap_or(Money::ZERO)
    })
}
