//! Where the money of a line stands in a year.

use serde::Serialize;

use super::Account;
use crate::word::Money;

/// Where each pound of a line stands in a year.
///
/// Two equations always hold:
///
/// ```text
/// authority = allocated + contributed − passed down + vired in − vired out + rolled in
///             + re-provided − rolled out − lapsed − reverted + deficit met − first call
/// authority = available + earmarked + held + committed + spent
/// spent     = invoiced + accrued − prepaid
/// ```
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::state::Selection;
///
/// let of_upland = Selection { body: Some("upland".parse()?), ..Selection::default() };
/// let now = aberwen().position(&of_upland)?;
/// assert_eq!(now.authority, now.allocated);
/// assert_eq!([now.authority, now.committed, now.available].map(|sum| sum.to_string()),
///            ["250000.00", "60000.00", "190000.00"]);
///
/// // At the end of a day in the past, before anything was ordered.
/// let then = Selection { as_at: Some("2025-09-30".parse()?), ..of_upland };
/// assert_eq!(aberwen().position(&then)?.available.to_string(), "250000.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is a sum of movements and never stored; the journal is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Given by the source or the body above.
    pub allocated: Money,
    /// Added by other bodies.
    pub contributed: Money,
    /// Given to bodies below.
    pub passed_down: Money,
    /// Authority from other lines.
    pub vired_in: Money,
    /// Authority to other lines.
    pub vired_out: Money,
    /// Kept from the year before.
    pub rolled_in: Money,
    /// Given again for what was given up.
    pub re_provided: Money,
    /// Kept for the year after.
    pub rolled_out: Money,
    /// Ended at the year end.
    pub lapsed: Money,
    /// Gone back to the funder.
    pub reverted: Money,
    /// Over-spend met by the accountable body.
    pub deficit_met: Money,
    /// Over-spend of the year before, met first.
    pub first_call: Money,
    /// Spending power now in force.
    pub authority: Money,
    /// Free to be used; the only state that may be below nought.
    pub available: Money,
    /// Tied to projects.
    pub earmarked: Money,
    /// Kept for requests.
    pub held: Money,
    /// Kept for promises to pay.
    pub committed: Money,
    /// Cost invoiced.
    pub invoiced: Money,
    /// Cost received and not invoiced.
    pub accrued: Money,
    /// Invoiced for later periods.
    pub prepaid: Money,
    /// Cost of the year.
    pub spent: Money,
    /// Means given by the body above.
    pub released: Money,
    /// Spend charged to released money.
    pub drawn: Money,
}

impl Position {
    /// A position from the balances of its accounts, in pence and in the order of the accounts;
    /// nothing where a sum is out of range.
    pub(crate) fn of(balances: &[i64; Account::COUNT]) -> Option<Position> {
        let stood = |account: Account| i128::from(balances[account.place()]);
        let given = |account: Account| Money::narrow(-stood(account));
        let taken = |account: Account| Money::narrow(stood(account));
        let sources: i128 = (0..Account::Available.place())
            .map(|at| i128::from(balances[at]))
            .sum();
        let spent = stood(Account::Invoiced) + stood(Account::Accrued) + stood(Account::Prepaid);
        let released = stood(Account::Released);
        Some(Position {
            allocated: given(Account::Allocated)?,
            contributed: given(Account::Contributed)?,
            passed_down: taken(Account::PassedDown)?,
            vired_in: given(Account::ViredIn)?,
            vired_out: taken(Account::ViredOut)?,
            rolled_in: given(Account::RolledIn)?,
            re_provided: given(Account::ReProvided)?,
            rolled_out: taken(Account::RolledOut)?,
            lapsed: taken(Account::Lapsed)?,
            reverted: taken(Account::Reverted)?,
            deficit_met: given(Account::DeficitMet)?,
            first_call: taken(Account::FirstCall)?,
            authority: Money::narrow(-sources)?,
            available: taken(Account::Available)?,
            earmarked: taken(Account::Earmarked)?,
            held: taken(Account::Held)?,
            committed: taken(Account::Committed)?,
            invoiced: taken(Account::Invoiced)?,
            accrued: taken(Account::Accrued)?,
            prepaid: given(Account::Prepaid)?,
            spent: Money::narrow(spent)?,
            released: Money::narrow(released)?,
            drawn: Money::narrow(spent.min(released).max(0))?,
        })
    }
}
