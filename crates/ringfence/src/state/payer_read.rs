//! Who would go on paying if the money of a stream stopped.

use chrono::NaiveDate;

use super::Ledger;
use super::record::Promise;
use crate::journal::act::Term;
use crate::noun::{BodyId, CostKind, PostId, PromiseId, PromiseKind, StreamId};
use crate::word::{FinancialYear, Money, Profile};

/// A commitment of a stream that somebody would go on paying for.
pub(crate) struct OwedRead<'l> {
    pub(crate) id: &'l PromiseId,
    pub(crate) body: &'l BodyId,
    pub(crate) employer: Option<&'l BodyId>,
    pub(crate) payer: &'l BodyId,
    pub(crate) post: Option<&'l PostId>,
    pub(crate) cost: Option<&'l CostKind>,
    /// Its last day, where it has one.
    pub(crate) end: Option<NaiveDate>,
    /// What falls in each year from the day on; what is ordered once in the first.
    pub(crate) sums: Vec<(FinancialYear, Money)>,
    pub(crate) entry: u64,
}

impl Ledger {
    /// The commitments of a stream and its parts that stand, with what falls on a day or later: of
    /// those without a last day so many years after that of the day.
    pub(crate) fn owed_read(
        &self,
        stream: &StreamId,
        (from, ahead): (NaiveDate, u16),
    ) -> Vec<OwedRead<'_>> {
        let Some(whole) = self.streams.find(stream) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for (at, promise) in self.promises.iter() {
            let own = promise.stream == whole || self.is_part(promise.stream, whole);
            if !own || promise.ended || promise.kind != PromiseKind::Commitment {
                continue;
            }
            let agreed = *self.agreed_of(at);
            let (end, sums) = self.owed_from((at, promise), (from, ahead));
            if sums.is_empty() {
                continue;
            }
            let post = self.post_of.get(&at).map(|at| &self.posts[*at]);
            let share = post.and_then(|post| post.shares.iter().find(|it| it.promise == at));
            let answers = |body| self.accountable_on(body, from);
            let employer = post.map(|post| {
                let said = self.employer_of(post);
                said.unwrap_or_else(|| answers(promise.body))
            });
            let payer = share.and_then(|it| it.payer);
            let payer = payer.unwrap_or_else(|| answers(employer.unwrap_or(promise.body)));
            all.push(OwedRead {
                id: &promise.id,
                body: &self.bodies[promise.body].id,
                employer: employer.map(|at| &self.bodies[at].id),
                payer: &self.bodies[payer].id,
                post: post.map(|post| &post.id),
                cost: self.costs.get(&at),
                end,
                sums,
                entry: agreed.entry,
            });
        }
        all.sort_by_key(|it| (it.payer, it.id));
        all
    }

    /// The last day of a commitment, and what of it falls in each year from a day on.
    fn owed_from(
        &self,
        (at, promise): (super::index::At<Promise>, &Promise),
        (from, ahead): (NaiveDate, u16),
    ) -> (Option<NaiveDate>, Vec<(FinancialYear, Money)>) {
        let (calendar, term) = (self.calendar(), self.agreed_of(at).term);
        let first = calendar.nearest_year(from);
        let Term::Recurrent { end, .. } = term else {
            let open = Money::from_pence(promise.open()).ok();
            let open = open.filter(|sum| sum.is_positive());
            return (None, open.map(|sum| (first, sum)).into_iter().collect());
        };
        let stretches = self.stretches(at, term, |entry| self.counts_still(entry));
        let rest = stretches.into_iter();
        let rest = rest.filter_map(|(of, sum)| Some((of.part(from, NaiveDate::MAX)?, sum)));
        let rest: Vec<(Profile, Money)> = rest.collect();
        let last = end.map(|day| calendar.nearest_year(day));
        let years = std::iter::successors(Some(first), |year| {
            let next = year.next();
            (*year < next).then_some(next)
        });
        let years = years.enumerate().take_while(|(place, year)| match last {
            Some(last) => *year <= last,
            None => *place <= usize::from(ahead),
        });
        let sums = years.map(|(_, year)| (year, Profile::year_sum_of(&rest, year, calendar)));
        (end, sums.filter(|(_, sum)| sum.is_positive()).collect())
    }
}
