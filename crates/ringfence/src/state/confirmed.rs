//! Until which year the recurrent base of a line counts as confirmed.

use std::sync::Arc;

use super::base_read::BaseRead;
use super::reading::NoticeRead;
use super::{Ledger, Selection};
use crate::law::{ConfirmedYears, RuleBook};
use crate::noun::{BodyId, PostId, PromiseId, StreamId};
use crate::word::FinancialYear;

/// A base that a notice states, and the last year for which it counts as confirmed.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::law::RuleBook;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let (body, stream) = ("north".parse()?, "cluster".parse()?);
/// let of = Selection::default();
/// assert!(ledger.confirmed_to((&body, &stream), &of, &RuleBook::empty()).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It says nothing of how large the base is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmedBase {
    /// The year that the notice states.
    pub stated: FinancialYear,
    /// The entry of the notice.
    pub notice: u64,
    /// The last year for which the base counts as confirmed; the stated year itself, unless a rule
    /// of the question `base` adds to it.
    pub to: FinancialYear,
    /// That rule.
    pub by: Option<ConfirmedYears>,
}

/// The recurrent base as it stands, and its notices.
pub(crate) type Standing<'r, 'l> = (&'r BaseRead<'l>, &'r [NoticeRead<'l>]);

impl Ledger {
    /// Until which year the recurrent base of a body's stream counts as confirmed under a rule
    /// book: a base is stated by an opening notice of the line's own, and by the first notice in
    /// its first year, where nothing came to it from another. Of several the one that reaches
    /// furthest. Nothing where no notice states one: a notice to a body above states none. Of a
    /// selection it reads `as_at` and `as_known`.
    pub fn confirmed_to(
        &self,
        line: (&BodyId, &StreamId),
        of: &Selection,
        rules: &RuleBook,
    ) -> Option<ConfirmedBase> {
        let base = self.base_read(of.as_at, self.last_known(of));
        self.furthest(line, (&base, &base.notices()), rules)
    }

    /// The same, given the notices that stand.
    pub(crate) fn furthest(
        &self,
        line: (&BodyId, &StreamId),
        on: Standing<'_, '_>,
        rules: &RuleBook,
    ) -> Option<ConfirmedBase> {
        let stated = self.stated(line, on, rules);
        stated.max_by_key(|it| (it.to, it.stated, std::cmp::Reverse(it.notice)))
    }

    /// Whether the recurrent base of a line counts as confirmed in a year: a notice of its own
    /// states it, or a rule counts it by one of an earlier year.
    pub(crate) fn is_confirmed(
        &self,
        line: (&BodyId, &StreamId),
        on: Standing<'_, '_>,
        (rules, year): (&RuleBook, FinancialYear),
    ) -> bool {
        let mut stated = self.stated(line, on, rules);
        stated.any(|it| it.stated <= year && year <= it.to)
    }

    /// Each base that a line's own notices state.
    fn stated<'s>(
        &'s self,
        line: (&'s BodyId, &'s StreamId),
        (base, notices): Standing<'s, '_>,
        rules: &'s RuleBook,
    ) -> impl Iterator<Item = ConfirmedBase> + 's {
        let is_own =
            move |it: &&NoticeRead<'_>| it.virement.is_none() && (it.to, it.stream) == line;
        let own = move || notices.iter().filter(is_own);
        let first = own().map(|it| it.year).min();
        let begins =
            move |it: &NoticeRead<'_>| Some(it.year) == first && !base.brings(line, it.year);
        let states = own().filter(move |it| it.opening || begins(it));
        states.map(move |it| {
            let day = self.calendar().first_day(it.year);
            let by = rules.confirmed_years(line.1.as_str(), day);
            let years = by.as_ref().map_or(0, |it| it.years);
            let to = (0..years).fold(it.year, |year, _| year.next());
            ConfirmedBase {
                stated: it.year,
                notice: it.entry,
                to,
                by,
            }
        })
    }

    /// The post that a commitment pays for, where it pays for one.
    pub(crate) fn post_of_read(&self, commitment: &PromiseId) -> Option<&PostId> {
        let at = self.promises.find(commitment)?;
        self.post_of.get(&at).map(|post| &self.posts[*post].id)
    }

    /// The rule book that was in force, as known then.
    pub(crate) fn book_known(&self, of: &Selection) -> Arc<RuleBook> {
        let last_known = self.last_known(of).unwrap_or(u64::MAX);
        let known = self.books.iter().rev().find(|it| it.entry <= last_known);
        known.map_or_else(|| Arc::new(RuleBook::empty()), |it| it.book.clone())
    }
}
