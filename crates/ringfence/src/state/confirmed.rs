//! Until which year the recurrent base of a line counts as confirmed.

use std::sync::Arc;

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

impl Ledger {
    /// Until which year the recurrent base of a body's stream counts as confirmed under a rule
    /// book: a base is stated by an opening notice of the line's own, and in the first year by
    /// the first notice. Of several the one that reaches furthest. Nothing where the line has no
    /// recurrent notice. Of a selection it reads `as_at` and `as_known`.
    pub fn confirmed_to(
        &self,
        line: (&BodyId, &StreamId),
        of: &Selection,
        rules: &RuleBook,
    ) -> Option<ConfirmedBase> {
        let base = self.base_read(of.as_at, self.last_known(of));
        self.furthest(line, &base.notices(), rules)
    }

    /// The same, given the notices that stand.
    pub(crate) fn furthest(
        &self,
        (body, stream): (&BodyId, &StreamId),
        notices: &[NoticeRead<'_>],
        rules: &RuleBook,
    ) -> Option<ConfirmedBase> {
        let is_own =
            |it: &&NoticeRead<'_>| it.virement.is_none() && (it.to, it.stream) == (body, stream);
        let own = || notices.iter().filter(is_own);
        let first = own().map(|it| it.year).min()?;
        let states = |it: &&NoticeRead<'_>| it.opening || it.year == first;
        let stated = own().filter(states).map(|it| {
            let day = self.calendar().first_day(it.year);
            let by = rules.confirmed_years(stream.as_str(), day);
            let years = by.as_ref().map_or(0, |it| it.years);
            let to = (0..years).fold(it.year, |year, _| year.next());
            ConfirmedBase {
                stated: it.year,
                notice: it.entry,
                to,
                by,
            }
        });
        stated.max_by_key(|it| (it.to, it.stated, std::cmp::Reverse(it.notice)))
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
