//! The sums of a year that rules read: of a line, and of its stream at bodies.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::{FactName, Scope};
use crate::noun::{Account, BodyId, Recurrence};
use crate::state::Ledger;
use crate::state::cell::{Balances, Cell, CellKey, PotKey};
use crate::state::index::At;
use crate::state::record::{Body, Stream};
use crate::word::{FinancialYear, Money};

/// The sums of one scope, in the order of its facts.
type Sums = [i128; Scope::SUMS];

/// What the lines of a year come to, by body and stream, by who answers, and by stream.
#[derive(Clone, Debug)]
pub(crate) struct SumsOfYear {
    of_bodies: BTreeMap<(At<Body>, At<Stream>), Sums>,
    of_accountable: BTreeMap<(BodyId, At<Stream>), Sums>,
    of_streams: BTreeMap<At<Stream>, Sums>,
    /// Which bodies have lines of a stream, by who answers for them.
    bodies: BTreeMap<(BodyId, At<Stream>), BTreeSet<At<Body>>>,
    /// What recurs in the next year, by body and stream.
    base: BTreeMap<(At<Body>, At<Stream>), i64>,
}

impl Ledger {
    /// What the lines of a year come to, all of them together.
    pub(crate) fn sums_of_year(&self, year: FinancialYear) -> SumsOfYear {
        let mut sums = SumsOfYear {
            of_bodies: BTreeMap::new(),
            of_accountable: BTreeMap::new(),
            of_streams: BTreeMap::new(),
            bodies: BTreeMap::new(),
            base: self.base_of(year.next()),
        };
        let mut answers: BTreeMap<At<Body>, BodyId> = BTreeMap::new();
        for (_, cell) in self.cells.iter().filter(|(_, cell)| cell.key.year == year) {
            let CellKey { body, stream, .. } = cell.key;
            let answers = answers.entry(body);
            let answers =
                answers.or_insert_with(|| self.accountable_read(&self.bodies[body].id, year));
            let of_cell = sums_of(cell);
            add(sums.of_bodies.entry((body, stream)).or_default(), &of_cell);
            let key = (answers.clone(), stream);
            sums.bodies.entry(key.clone()).or_default().insert(body);
            add(sums.of_accountable.entry(key).or_default(), &of_cell);
            add(sums.of_streams.entry(stream).or_default(), &of_cell);
        }
        sums
    }

    /// What the lines of a body and stream in a year come to, in the order of the facts of a scope.
    pub(crate) fn sums_of_pot(&self, pot: &PotKey) -> [Money; Scope::SUMS] {
        let mut sums = [0; Scope::SUMS];
        for at in self.cells.pot(pot) {
            add(&mut sums, &sums_of(&self.cells[*at]));
        }
        sums.map(within)
    }

    /// What recurs in a year, as it would be brought forward now.
    fn base_of(&self, year: FinancialYear) -> BTreeMap<(At<Body>, At<Stream>), i64> {
        let mut base = BTreeMap::new();
        for moved in self.base_opening(year) {
            let key = (moved.cell.body, moved.cell.stream);
            let sign = if moved.to == Account::Available {
                1
            } else {
                -1
            };
            *base.entry(key).or_insert(0) += sign * moved.amount;
        }
        base
    }
}

impl SumsOfYear {
    /// The sums of a scope for a line, each with its fact. `body` is its own, or the one above.
    pub(crate) fn of_scope(
        &self,
        scope: Scope,
        cell: &Cell,
        body: At<Body>,
        accountable: &BodyId,
    ) -> impl Iterator<Item = (FactName, Money)> {
        let sums = match scope {
            Scope::Line => sums_of(cell).map(within),
            other => self.over(other, &[cell.key.stream], body, accountable),
        };
        scope.facts().zip(sums)
    }

    /// The sums of a scope wider than a line, over all streams given, in the order of its facts.
    pub(crate) fn over(
        &self,
        scope: Scope,
        streams: &[At<Stream>],
        body: At<Body>,
        accountable: &BodyId,
    ) -> [Money; Scope::SUMS] {
        let mut all = Sums::default();
        for stream in streams {
            let of_stream = match scope {
                Scope::Line => None,
                Scope::Body | Scope::Parent => self.of_bodies.get(&(body, *stream)),
                Scope::Accountable => self.of_accountable.get(&(accountable.clone(), *stream)),
                Scope::Stream => self.of_streams.get(stream),
            };
            of_stream.into_iter().for_each(|sums| add(&mut all, sums));
        }
        all.map(within)
    }

    /// The bodies with lines of a stream that an accountable body answers for.
    pub(crate) fn bodies_of(&self, accountable: &BodyId, stream: At<Stream>) -> Vec<At<Body>> {
        let key = (accountable.clone(), stream);
        self.bodies
            .get(&key)
            .into_iter()
            .flatten()
            .copied()
            .collect()
    }

    /// What recurs of a line in the next year.
    pub(crate) fn base_of(&self, key: &CellKey) -> Money {
        let base = self.base.get(&(key.body, key.stream));
        let own = key.recurrence == Recurrence::Recurrent && key.vintage == key.year;
        within(base.filter(|_| own).copied().unwrap_or(0).into())
    }
}

fn add(sums: &mut Sums, more: &Sums) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}

/// The sums of one line, in the order of the facts of a scope.
fn sums_of(cell: &Cell) -> Sums {
    sums_of_balances(&cell.balances)
}

/// The same of what stands on its accounts.
pub(crate) fn sums_of_balances(balances: &Balances) -> Sums {
    let stood = |account: Account| i128::from(balances[account.place()]);
    let given = |account: Account| -stood(account);
    let cost = [Account::Invoiced, Account::Accrued, Account::Prepaid];
    let spent = cost.into_iter().map(stood).sum::<i128>();
    let states = [
        Account::Available,
        Account::Earmarked,
        Account::Held,
        Account::Committed,
    ];
    let authority = states.into_iter().map(stood).sum::<i128>() + spent;
    let released = stood(Account::Released);
    [
        given(Account::Allocated),
        given(Account::Contributed),
        stood(Account::PassedDown),
        given(Account::ViredIn),
        stood(Account::ViredOut),
        given(Account::RolledIn),
        given(Account::ReProvided),
        stood(Account::FirstCall),
        authority,
        stood(Account::Available),
        stood(Account::Earmarked),
        stood(Account::Held),
        stood(Account::Committed),
        spent,
        authority - spent,
        released,
        spent.min(released).max(0),
        given(Account::Allocated) - stood(Account::PassedDown),
    ]
}

/// A sum of many lines as money: what is beyond its range is its end.
pub(crate) fn within(pence: i128) -> Money {
    let end = if pence < 0 { Money::MIN } else { Money::MAX };
    Money::narrow(pence).unwrap_or(end)
}
