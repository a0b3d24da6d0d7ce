//! Which money a draft takes.

use super::Ledger;
use super::cell::{CellKey, PotKey};
use super::few::Few;
use super::index::At;
use super::moves::Seen;
use super::record::{Project, Promise};
use crate::noun::{Line, Recurrence};
use crate::word::FinancialYear;

/// Money taken from one line, and whether from an earmark.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Taken {
    pub(crate) cell: CellKey,
    pub(crate) seen: Seen,
    /// The project whose earmark it was.
    pub(crate) origin: Option<At<Project>>,
    pub(crate) amount: i64,
}

/// Money taken, in order.
pub(crate) type Takings = Few<Taken, 2>;

/// Which lines of a pot may be taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// All: oldest vintage first, non-recurrent before recurrent.
    All,
    /// Those of one vintage.
    Vintage(FinancialYear),
    /// Only the recurrent one of the year's own vintage: what recurrent commitments stand on.
    Base,
    /// All, for what an order costs: those for old obligations only where it stands on them.
    Owed(At<Promise>),
}

impl Lines {
    pub(crate) fn of_vintage(vintage: Option<FinancialYear>) -> Lines {
        vintage.map_or(Lines::All, Lines::Vintage)
    }

    pub(crate) fn hold(self, key: &CellKey) -> bool {
        match self {
            Lines::All | Lines::Owed(_) => true,
            Lines::Vintage(vintage) => key.vintage == vintage,
            Lines::Base => key.vintage == key.year && key.recurrence == Recurrence::Recurrent,
        }
    }

    /// The line that is opened where none of these exists.
    fn first_of(self, (body, stream, year): PotKey) -> CellKey {
        let (vintage, recurrence) = match self {
            Lines::All | Lines::Owed(_) => (year, Recurrence::NonRecurrent),
            Lines::Vintage(vintage) => (vintage, Recurrence::NonRecurrent),
            Lines::Base => (year, Recurrence::Recurrent),
        };
        CellKey {
            body,
            stream,
            year,
            vintage,
            recurrence,
        }
    }
}

/// How a line bounds what is taken from it beyond its balance.
pub(crate) type Bound<'a> = &'a dyn Fn(&CellKey) -> i64;

impl Ledger {
    /// What is earmarked for a project on a line.
    pub(crate) fn earmarked_for(&self, project: At<Project>, cell: At<super::cell::Cell>) -> i64 {
        let earmarks = &self.projects[project].earmarks;
        earmarks
            .iter()
            .find(|it| it.cell == cell)
            .map_or(0, |it| it.amount)
    }

    /// Whether nothing new may be asked of a line.
    pub(crate) fn is_for_old(&self, key: &CellKey) -> bool {
        // Money of the year's own vintage, where most is asked, was never rolled over.
        key.vintage < key.year && self.for_old.contains(key)
    }

    /// Whether nothing new may be asked of a line in a year: a rule keeps what it has for what was
    /// owed before.
    pub fn is_kept_for_old_obligations(&self, line: &Line, year: FinancialYear) -> bool {
        self.key_of(line, year)
            .is_some_and(|key| self.is_for_old(&key))
    }

    /// Whether a line is one of these, and may be asked for that.
    pub(crate) fn may_take(&self, lines: Lines, key: &CellKey) -> bool {
        lines.hold(key) && (!self.is_for_old(key) || self.is_owed_on(lines, key))
    }

    fn is_owed_on(&self, lines: Lines, key: &CellKey) -> bool {
        let Lines::Owed(promise) = lines else {
            return false;
        };
        let mut parts = self.promises[promise].parts.iter();
        parts.any(|part| self.cells[part.cell].key == *key)
    }

    /// What is free of these lines, and for old obligations only.
    pub(crate) fn free_for_old(&self, pot: &PotKey, lines: Lines) -> i64 {
        let cells = self.cells.pot(pot).iter().map(|at| &self.cells[*at]);
        let kept = cells.filter(|it| lines.hold(&it.key) && !self.may_take(lines, &it.key));
        kept.map(|cell| cell.available().max(0)).sum()
    }

    /// Takes up to an amount: the project's earmarks first, then what is available.
    pub(crate) fn take(
        &self,
        pot: &PotKey,
        lines: Lines,
        project: Option<At<Project>>,
        want: i64,
    ) -> (Takings, i64) {
        let mut takings = Takings::default();
        let mut left = want;
        if let Some(project) = project.filter(|at| !self.projects[*at].earmarks.is_empty()) {
            for at in self.cells.pot(pot) {
                let cell = self.cells[*at].key;
                let amount = self.earmarked_for(project, *at).min(left);
                if amount > 0 && self.may_take(lines, &cell) {
                    takings.push(Taken {
                        cell,
                        seen: Seen(Some(*at)),
                        origin: Some(project),
                        amount,
                    });
                    left -= amount;
                }
            }
        }
        for at in self.cells.pot(pot) {
            let cell = &self.cells[*at];
            let amount = cell.available().min(left);
            if amount > 0 && self.may_take(lines, &cell.key) {
                takings.push(Taken {
                    cell: cell.key,
                    seen: Seen(Some(*at)),
                    origin: None,
                    amount,
                });
                left -= amount;
            }
        }
        (takings, want - left)
    }

    /// Takes an amount as a fact: what is lacking falls on the last of the lines, or on a new
    /// one where there is none.
    pub(crate) fn take_as_fact(
        &self,
        pot: &PotKey,
        lines: Lines,
        project: Option<At<Project>>,
        want: i64,
    ) -> Takings {
        let (mut takings, taken) = self.take(pot, lines, project, want);
        if taken < want {
            let keys = self.cells.pot(pot).iter().map(|at| self.cells[*at].key);
            let last = keys.rev().find(|key| self.may_take(lines, key));
            let cell = last.unwrap_or_else(|| lines.first_of(*pot));
            let amount = want - taken;
            let same = |taking: &&mut Taken| taking.cell == cell && taking.origin.is_none();
            match takings.as_mut_slice().iter_mut().find(same) {
                Some(taking) => taking.amount += amount,
                None => takings.push(Taken {
                    cell,
                    seen: Seen::default(),
                    origin: None,
                    amount,
                }),
            }
        }
        takings
    }

    /// Bounds takings line by line, earmark and free money of a line together.
    pub(crate) fn bounded(takings: &Takings, want: i64, bound: Bound<'_>) -> (Takings, i64) {
        let mut kept = Takings::default();
        let mut left = want;
        for taking in takings.iter() {
            let used: i64 = kept
                .iter()
                .filter(|before: &&Taken| before.cell == taking.cell)
                .map(|before| before.amount)
                .sum();
            let amount = taking.amount.min(bound(&taking.cell) - used).min(left);
            if amount > 0 {
                kept.push(Taken { amount, ..*taking });
                left -= amount;
            }
        }
        (kept, want - left)
    }
}
