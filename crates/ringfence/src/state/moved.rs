//! A movement as it is remembered.

use super::cell::Cell;
use super::index::At;
use super::kept_row::{Columns, Row, number_of};
use super::moves::{change_between, cost_between};
use super::record::{Project, Promise};
use crate::noun::Account;

/// One movement as it is remembered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moved {
    pub(crate) entry: u32,
    pub(crate) before: u32,
    pub(crate) cell: At<Cell>,
    pub(crate) promise: Option<At<Promise>>,
    pub(crate) project: Option<At<Project>>,
    pub(crate) hold: Option<At<Promise>>,
    pub(crate) from: Account,
    pub(crate) to: Account,
    pub(crate) unfunded: bool,
    /// The places of the parts that it touched: of its promise, and of its hold.
    pub(crate) parts: [u16; 2],
    pub(crate) amount: i64,
}

impl Moved {
    /// What it adds to cost; below nought what it takes off.
    pub(crate) fn cost(&self) -> i64 {
        cost_between([self.from, self.to], self.amount)
    }

    /// What it adds to an account of its line; below nought what it takes.
    pub(crate) fn change_of(&self, account: Account) -> i64 {
        change_between([self.from, self.to], self.amount, account)
    }
}

impl Row for Moved {
    const WIDTH: usize = 39;

    fn write(&self, to: &mut Vec<u8>) {
        to.extend(self.entry.to_le_bytes());
        to.extend(self.before.to_le_bytes());
        to.extend(number_of(Some(self.cell)));
        to.extend(number_of(self.promise));
        to.extend(number_of(self.project));
        to.extend(number_of(self.hold));
        to.extend([self.from as u8, self.to as u8, u8::from(self.unfunded)]);
        to.extend(self.parts.map(u16::to_le_bytes).as_flattened());
        to.extend(self.amount.to_le_bytes());
    }

    fn read(from: &mut Columns<'_>) -> Option<Moved> {
        Some(Moved {
            entry: from.number()?,
            before: from.number()?,
            cell: from.at()?,
            promise: from.at_or_none()?,
            project: from.at_or_none()?,
            hold: from.at_or_none()?,
            from: from.account()?,
            to: from.account()?,
            unfunded: from.flag()?,
            parts: from.parts()?,
            amount: from.amount()?,
        })
    }
}
