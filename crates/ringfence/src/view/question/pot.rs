//! How all lines of a body and stream stand together in a year.

use std::collections::BTreeMap;

use crate::journal::Refusals;
use crate::noun::{BodyId, StreamId};
use crate::state::{Ledger, Selection};
use crate::view::profile::out_of_range;
use crate::view::unrecorded::Unknown;
use crate::word::{FinancialYear, Money};

/// How all lines of a body and stream stand together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stands {
    pub(super) authority: Money,
    pub(super) profiled: Money,
    pub(super) invoiced: Money,
    pub(super) accrued: Money,
    pub(super) prepaid: Money,
    pub(super) spent: Money,
    pub(super) committed: Money,
    pub(super) whole: Money,
    pub(super) available: Money,
    pub(super) earmarked: Money,
    pub(super) held: Money,
    pub(super) unknown: Unknown,
}

impl Stands {
    /// What the profile puts into the months that are left.
    pub(super) fn still_profiled(&self) -> Option<Money> {
        self.whole.checked_sub(self.profiled)
    }

    /// What will have been spent, by what is ordered and what is planned.
    pub(super) fn computed(&self) -> Option<Money> {
        let to_come = self.committed.max(self.still_profiled()?).max(Money::ZERO);
        self.spent.checked_add(to_come)
    }

    pub(super) fn rests_on(&self) -> &'static str {
        match self.still_profiled() {
            Some(still) if still > self.committed && still.is_positive() => "profile",
            _ if self.committed.is_positive() => "commitments",
            _ => "spend",
        }
    }
}

pub(super) type Pots = BTreeMap<(BodyId, StreamId), Stands>;

/// The lines of a year, body by body and stream by stream.
pub(super) fn standings(ledger: &Ledger, of: &Selection) -> Result<Pots, Refusals> {
    let marks = ledger.marks_known(ledger.last_known(of));
    let mut all = Pots::new();
    for at in ledger.positions(of)? {
        let unknown = Unknown::of_line(&marks, &at.line, at.year);
        let whole = ledger.profiled_whole(&at, of);
        let pot = (at.line.body.clone(), at.line.stream.clone());
        let stands = all.entry(pot).or_default();
        stands.unknown.allocation |= unknown.allocation;
        stands.unknown.spend |= unknown.spend;
        let position = &at.position;
        let added = whole.and_then(|whole| {
            let add = |sum: &mut Money, more: Money| {
                *sum = sum.checked_add(more)?;
                Some(())
            };
            add(&mut stands.authority, position.authority)?;
            add(&mut stands.profiled, at.profiled)?;
            add(&mut stands.invoiced, position.invoiced)?;
            add(&mut stands.accrued, position.accrued)?;
            add(&mut stands.prepaid, position.prepaid)?;
            add(&mut stands.spent, position.spent)?;
            add(&mut stands.committed, position.committed)?;
            add(&mut stands.whole, whole)?;
            add(&mut stands.available, position.available)?;
            add(&mut stands.earmarked, position.earmarked)?;
            add(&mut stands.held, position.held)
        });
        added.ok_or_else(|| out_of_range(&at.line.to_string()))?;
    }
    Ok(all)
}

/// What is expected of a body and stream by the year's end, in pence.
pub(super) struct Expected {
    pub(super) authority: i64,
    pub(super) available: i64,
    pub(super) held: i64,
    pub(super) earmarked: i64,
    pub(super) committed: i64,
    /// What will have been spent: as somebody said last, else as it is computed.
    pub(super) expected: i64,
    /// The entry of the forecast, where it is from one.
    pub(super) said: Option<u64>,
    /// Whether it rests on what is not recorded.
    pub(super) silent: bool,
}

impl Expected {
    /// What will not be used; below nought where more will be than there is.
    pub(super) fn under_use(&self) -> i64 {
        self.authority - self.expected
    }

    pub(super) fn from(&self) -> &'static str {
        match self.said {
            Some(_) => "forecast",
            None => "computed",
        }
    }
}

/// What is expected of each body and stream with money in a year, suspense apart.
pub(super) fn expected(
    ledger: &Ledger,
    of: &Selection,
    year: FinancialYear,
) -> Result<BTreeMap<(BodyId, StreamId), Expected>, Refusals> {
    let mut said = ledger.forecasts_read(of, year);
    said.retain(|it| it.corrected_by.is_none());
    said.sort_by_key(|it| (it.effective, it.entry));
    let mut all = BTreeMap::new();
    for ((body, stream), at) in standings(ledger, of)? {
        if ledger.is_suspense_read(&stream) {
            continue;
        }
        let own = said
            .iter()
            .rfind(|it| (it.body, it.stream) == (&body, &stream));
        let computed = at.computed();
        let computed = computed.ok_or_else(|| out_of_range(&format!("{body}/{stream}")))?;
        let expected = Expected {
            authority: at.authority.pence(),
            available: at.available.pence(),
            held: at.held.pence(),
            earmarked: at.earmarked.pence(),
            committed: at.committed.pence(),
            expected: own.map_or(computed, |it| it.amount).pence(),
            said: own.map(|it| it.entry),
            silent: !at.unknown.leaves_available(),
        };
        all.insert((body, stream), expected);
    }
    Ok(all)
}
