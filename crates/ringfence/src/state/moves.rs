//! Movements between the accounts of a line.

use serde::{Deserialize, Serialize};

use super::cell::{Cell, CellKey};
use super::few::Few;
use super::index::At;
use super::record::{Project, Promise};
use crate::noun::{Account, Line, ProjectId, PromiseId, Wording};
use crate::word::{FinancialYear, Money};

/// Where a line was seen, so that it need not be looked up again. It says nothing of its own:
/// who uses it makes sure that it is the line, and movements are equal without it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen(pub(crate) Option<At<Cell>>);

impl PartialEq for Seen {
    fn eq(&self, _: &Seen) -> bool {
        true
    }
}

impl Eq for Seen {}

/// One movement: an amount from one account of a line to another of the same line and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) cell: CellKey,
    pub(crate) seen: Seen,
    pub(crate) from: Account,
    pub(crate) to: Account,
    pub(crate) amount: i64,
    /// The project whose earmark is touched, or was the origin of what is kept for a promise.
    pub(crate) project: Option<At<Project>>,
    pub(crate) promise: Option<At<Promise>>,
    /// The hold that a commitment makes firm.
    pub(crate) hold: Option<At<Promise>>,
    /// Whether it keeps a promise whose money of the year before was not kept.
    pub(crate) unfunded: bool,
}

impl Default for Move {
    fn default() -> Move {
        Move::between(
            CellKey::default(),
            Account::Available,
            Account::Available,
            0,
        )
    }
}

impl Move {
    pub(crate) fn between(cell: CellKey, from: Account, to: Account, amount: i64) -> Move {
        let (project, promise, hold) = (None, None, None);
        Move {
            cell,
            seen: Seen::default(),
            from,
            to,
            amount,
            project,
            promise,
            hold,
            unfunded: false,
        }
    }

    pub(crate) fn seen(mut self, at: At<Cell>) -> Move {
        self.seen = Seen(Some(at));
        self
    }

    pub(crate) fn of_project(mut self, project: Option<At<Project>>) -> Move {
        self.project = project;
        self
    }

    pub(crate) fn of_promise(mut self, promise: At<Promise>) -> Move {
        self.promise = Some(promise);
        self
    }

    pub(crate) fn of_hold(mut self, hold: At<Promise>) -> Move {
        self.hold = Some(hold);
        self
    }

    pub(crate) fn unfunded(mut self) -> Move {
        self.unfunded = true;
        self
    }

    /// What it adds to an account of its line; below nought what it takes.
    pub(crate) fn change_of(&self, account: Account) -> i64 {
        change_between([self.from, self.to], self.amount, account)
    }

    /// What it adds to cost; below nought what it takes off.
    pub(crate) fn cost(&self) -> i64 {
        cost_between([self.from, self.to], self.amount)
    }

    /// The same amount back again.
    pub(crate) fn reversed(mut self) -> Move {
        (self.from, self.to) = (self.to, self.from);
        self
    }
}

/// What a movement between two accounts adds to one; below nought what it takes.
pub(crate) fn change_between([from, to]: [Account; 2], amount: i64, account: Account) -> i64 {
    let into = if to == account { amount } else { 0 };
    let out = if from == account { amount } else { 0 };
    into - out
}

/// What a movement between two accounts adds to cost; below nought what it takes off.
pub(crate) fn cost_between(accounts: [Account; 2], amount: i64) -> i64 {
    let cost = [Account::Invoiced, Account::Accrued, Account::Prepaid];
    let each = cost.into_iter();
    each.map(|account| change_between(accounts, amount, account))
        .sum()
}

/// The movements of one entry.
pub(crate) type Moves = Few<Move, 2>;

/// A movement as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Movement {
    pub(crate) line: Line,
    pub(crate) year: FinancialYear,
    pub(crate) from: AccountWord,
    pub(crate) to: AccountWord,
    pub(crate) amount: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) project: Option<ProjectId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) promise: Option<PromiseId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hold: Option<PromiseId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) unfunded: bool,
}

/// An account by its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AccountWord(pub(crate) Account);

impl Serialize for AccountWord {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.word())
    }
}

impl<'de> Deserialize<'de> for AccountWord {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<AccountWord, D::Error> {
        let word = std::borrow::Cow::<'de, str>::deserialize(from)?;
        let account = Account::from_word(&word);
        account
            .map(AccountWord)
            .ok_or_else(|| serde::de::Error::custom("not an account"))
    }
}
