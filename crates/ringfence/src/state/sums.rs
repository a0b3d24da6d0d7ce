//! What moved on a line in each month and on each day.

use serde::{Deserialize, Serialize};

use super::cell::Balances;
use super::kept_row::{Columns, Row};
use crate::noun::Account;

/// Some of the accounts of a line, one bit each.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Accounts(u32);

const _: () = assert!(Account::COUNT <= 32, "one bit for each account");

impl Accounts {
    pub(crate) fn note(&mut self, account: usize) {
        self.0 |= 1 << account;
    }

    pub(crate) fn note_all(&mut self, others: Accounts) {
        self.0 |= others.0;
    }

    /// The places of these accounts, in order.
    fn places(self) -> impl Iterator<Item = usize> {
        let rest = |left: &u32| Some(left & left.wrapping_sub(1));
        let all = std::iter::successors(Some(self.0), rest).take_while(|left| *left != 0);
        all.map(|left| left.trailing_zeros() as usize)
    }
}

/// What moved into each account, less what moved out, in order of time.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Sums(#[serde(with = "super::kept_row::as_rows")] Vec<Sum>);

/// What moved into an account, less what moved out, in a month or on a day. Where that is too
/// much for one, another of the same time and account stands beside it.
#[derive(Clone, Copy, Debug)]
struct Sum {
    /// The time, then the account.
    order: i64,
    amount: i64,
}

impl Sum {
    fn order(time: i32, account: usize) -> i64 {
        (i64::from(time) << 8) | account as i64
    }

    fn place(self) -> usize {
        (self.order & 0xff) as usize
    }
}

impl Sums {
    /// Adds to the sum of a time and account; a time after the last one is the likely one.
    fn add(&mut self, time: i32, account: usize, amount: i64) {
        let order = Sum::order(time, account);
        let place = match self.0.last() {
            Some(last) if last.order >= order => self.0.partition_point(|it| it.order < order),
            _ => self.0.len(),
        };
        let sum = self.0.get_mut(place).filter(|it| it.order == order);
        let sum = sum.and_then(|it| Some((it.amount.checked_add(amount)?, it)));
        match sum {
            Some((total, sum)) => sum.amount = total,
            None => self.0.insert(place, Sum { order, amount }),
        }
    }

    /// Adds what moved in a time on some accounts of a line, which stand as before from then on.
    pub(crate) fn add_changes(
        &mut self,
        time: i32,
        accounts: Accounts,
        before: &mut Balances,
        now: &Balances,
    ) {
        for account in accounts.places() {
            let change = now[account] - before[account];
            if change != 0 {
                self.add(time, account, change);
                before[account] = now[account];
            }
        }
    }

    /// Adds up the sums from one time on, up to but not with another.
    pub(crate) fn add_up(&self, from: i32, until: i32, totals: &mut [i128; Account::COUNT]) {
        let edge = |time: i32| i64::from(time) << 8;
        let first = self.0.partition_point(|it| it.order < edge(from));
        let within = |it: &&Sum| it.order < edge(until);
        for sum in self.0[first..].iter().take_while(within) {
            totals[sum.place()] += i128::from(sum.amount);
        }
    }
}

impl Row for Sum {
    const WIDTH: usize = 16;

    fn write(&self, to: &mut Vec<u8>) {
        to.extend(self.order.to_le_bytes());
        to.extend(self.amount.to_le_bytes());
    }

    fn read(from: &mut Columns<'_>) -> Option<Sum> {
        let (order, amount) = (from.amount()?, from.amount()?);
        let sum = Sum { order, amount };
        (sum.place() < Account::COUNT).then_some(sum)
    }
}
