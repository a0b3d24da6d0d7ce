//! Where each pound is.

use ringfence::noun::{Account, AccrualId, Line, Position, PrepaymentId, ProjectId, PromiseId};
use ringfence::word::{FinancialYear, Money};
use std::collections::BTreeMap;

/// A number of pence; wide enough that no sum of sums leaves it.
pub type Pence = i128;

/// Where a pound of a line stands in a year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Outside: what gave it or took it.
    Outside(Account),
    /// Free to be used.
    Free,
    /// Tied to a project.
    Earmarked(ProjectId),
    /// Held for a request, in its so-manieth part.
    Held(PromiseId, usize),
    /// Kept for a promise, in its so-manieth part.
    Committed(PromiseId, usize),
    /// Only while a year is closed: months of a recurrent promise that passed without cost.
    Slipped(PromiseId, usize),
    /// Gone as cost that was invoiced.
    Spent,
    /// Gone as cost that no invoice has met yet, in the so-manieth part of an accrual. Below
    /// nought where an invoice of a later year meets it.
    Accrued(AccrualId, usize),
    /// Below nought: what was invoiced for a later period, in the so-manieth part of a
    /// prepayment. Above nought where a later year uses it.
    Prepaid(PrepaymentId, usize),
    /// Below nought: what a supplier gave back of the so-manieth part of the cost of an entry.
    Credited(u64, usize),
    /// Means that the body above has not given.
    NotReleased,
    /// Means to spend with.
    Released,
}

/// Where the money of a promise came from, and goes back to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// What was free.
    Free,
    /// The earmark of a project.
    Earmark(ProjectId),
}

impl Origin {
    /// The place that it names.
    pub fn place(&self) -> Place {
        match self {
            Origin::Free => Place::Free,
            Origin::Earmark(project) => Place::Earmarked(project.clone()),
        }
    }
}

/// So many pence of a line, in a year, from one place to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The line.
    pub line: Line,
    /// The year.
    pub year: FinancialYear,
    /// Where they were.
    pub from: Place,
    /// Where they are now.
    pub to: Place,
    /// How many; below nought it goes the other way.
    pub pence: Pence,
}

/// All pounds of a line in a year by their place.
pub(crate) type Pounds = BTreeMap<Place, Pence>;

/// Carries a move out on the line and year that it is of.
pub(crate) fn carry_out(it: &Move, pounds: &mut Pounds) {
    *pounds.entry(it.from.clone()).or_default() -= it.pence;
    *pounds.entry(it.to.clone()).or_default() += it.pence;
}

/// How many pence stand in a place.
pub(crate) fn pence_in(pounds: &Pounds, place: &Place) -> Pence {
    pounds.get(place).copied().unwrap_or(0)
}

/// How many stand in all places that a question says yes to.
pub(crate) fn pence_where(pounds: &Pounds, wanted: impl Fn(&Place) -> bool) -> Pence {
    let standing = pounds.iter().filter(|(place, _)| wanted(place));
    standing.map(|(_, pence)| *pence).sum()
}

/// The authority of a line: all that came from outside.
pub(crate) fn authority(pounds: &Pounds) -> Pence {
    -pence_where(pounds, |place| matches!(place, Place::Outside(_)))
}

/// Whether pounds in a place are cost.
pub(crate) fn is_cost(place: &Place) -> bool {
    let met = matches!(place, Place::Prepaid(..) | Place::Credited(..));
    met || matches!(place, Place::Spent | Place::Accrued(..))
}

pub(crate) fn cost(pounds: &Pounds) -> Pence {
    pence_where(pounds, is_cost)
}

/// Spend charged to released money.
pub(crate) fn drawn(pounds: &Pounds) -> Pence {
    let released = pence_in(pounds, &Place::Released);
    cost(pounds).min(released).max(0)
}

/// Released and not yet drawn.
pub(crate) fn undrawn(pounds: &Pounds) -> Pence {
    pence_in(pounds, &Place::Released) - drawn(pounds)
}

/// The same as people see it.
pub(crate) fn position(pounds: &Pounds) -> Position {
    let given = |account| money(-pence_in(pounds, &Place::Outside(account)));
    let taken = |account| money(pence_in(pounds, &Place::Outside(account)));
    let invoiced = |it: &Place| matches!(it, Place::Spent | Place::Credited(..));
    let prepaid = pence_where(pounds, |it| matches!(it, Place::Prepaid(..)));
    let accrued = pence_where(pounds, |it| matches!(it, Place::Accrued(..)));
    Position {
        allocated: given(Account::Allocated),
        contributed: given(Account::Contributed),
        passed_down: taken(Account::PassedDown),
        vired_in: given(Account::ViredIn),
        vired_out: taken(Account::ViredOut),
        rolled_in: given(Account::RolledIn),
        re_provided: given(Account::ReProvided),
        rolled_out: taken(Account::RolledOut),
        lapsed: taken(Account::Lapsed),
        reverted: taken(Account::Reverted),
        deficit_met: given(Account::DeficitMet),
        first_call: taken(Account::FirstCall),
        authority: money(authority(pounds)),
        available: money(pence_in(pounds, &Place::Free)),
        earmarked: money(pence_where(pounds, |it| matches!(it, Place::Earmarked(_)))),
        held: money(pence_where(pounds, |it| matches!(it, Place::Held(..)))),
        committed: money(pence_where(pounds, |it| matches!(it, Place::Committed(..)))),
        invoiced: money(pence_where(pounds, invoiced)),
        accrued: money(accrued),
        prepaid: money(-prepaid),
        spent: money(cost(pounds)),
        released: money(pence_in(pounds, &Place::Released)),
        drawn: money(drawn(pounds)),
    }
}

/// Pence as money.
pub(crate) fn money(pence: Pence) -> Money {
    let narrow = i64::try_from(pence).expect("the model is kept to sums in range");
    Money::from_pence(narrow).expect("the model is kept to sums in range")
}

/// Money as pence.
pub(crate) fn pence(money: Money) -> Pence {
    Pence::from(money.pence())
}
