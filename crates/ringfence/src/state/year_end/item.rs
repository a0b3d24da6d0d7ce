//! What a year leaves behind: one item for each open commitment, hold, earmark, slippage, free
//! balance and deficit of a line.

use std::fmt;

use crate::noun::{Account, Line, ProjectId, PromiseId, PromiseKind, Wording};
use crate::state::Ledger;
use crate::state::cell::{Cell, CellKey};
use crate::state::fact::OwnOf;
use crate::state::index::At;
use crate::state::record::{Project, Promise};
use crate::word::FinancialYear;

/// What kind of money an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// An open one-off commitment.
    Commitment,
    /// A hold.
    Hold,
    /// What is tied to a project and not used.
    Earmark,
    /// Months of a recurrent commitment that passed without cost.
    Slippage,
    /// What is free.
    Free,
    /// Cost above authority.
    Deficit,
}

impl Wording for ItemKind {
    const WORDS: &'static [(&'static str, ItemKind)] = &[
        ("commitment", ItemKind::Commitment),
        ("hold", ItemKind::Hold),
        ("earmark", ItemKind::Earmark),
        ("slippage", ItemKind::Slippage),
        ("free", ItemKind::Free),
        ("deficit", ItemKind::Deficit),
    ];
}

/// The name of an item: the commitment's or hold's own id, `earmark:<project>`,
/// `slippage:<commitment>`, `free:<line>` or `deficit:<line>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemName {
    /// A commitment or hold.
    Promise(PromiseId),
    /// An earmark.
    Earmark(ProjectId),
    /// Slippage of a commitment.
    Slippage(PromiseId),
    /// A free balance.
    Free(Line),
    /// A deficit.
    Deficit(Line),
}

impl fmt::Display for ItemName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ItemName::Promise(id) => write!(f, "{id}"),
            ItemName::Earmark(project) => write!(f, "earmark:{project}"),
            ItemName::Slippage(commitment) => write!(f, "slippage:{commitment}"),
            ItemName::Free(line) => write!(f, "free:{line}"),
            ItemName::Deficit(line) => write!(f, "deficit:{line}"),
        }
    }
}

/// One item on one line, as it stood on the last day.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    pub(crate) at: At<Cell>,
    pub(crate) cell: CellKey,
    pub(crate) project: Option<At<Project>>,
    pub(crate) promise: Option<At<Promise>>,
    /// In the order in which it is kept: what is tied first. Below nought for a deficit.
    pub(crate) pieces: Vec<Piece>,
}

/// Money of an item from one origin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// Where it stands.
    pub(crate) state: Account,
    /// The project whose earmark it is, or was taken from.
    pub(crate) origin: Option<At<Project>>,
    /// Its place in the order in which its promise was taken; nought for what is no promise.
    pub(crate) turn: usize,
    pub(crate) amount: i64,
}

impl Ledger {
    /// What an item of a line is called.
    pub(super) fn name_of(&self, item: &Item, line: &Line) -> ItemName {
        let promise = item.promise.map(|at| self.promises[at].id.clone());
        let project = item.project.map(|at| self.projects[at].id.clone());
        match (item.kind, promise, project) {
            (ItemKind::Slippage, Some(promise), _) => ItemName::Slippage(promise),
            (_, Some(promise), _) => ItemName::Promise(promise),
            (_, None, Some(project)) => ItemName::Earmark(project),
            (ItemKind::Deficit, None, None) => ItemName::Deficit(line.clone()),
            (_, None, None) => ItemName::Free(line.clone()),
        }
    }

    /// Of what the facts of a book's own are asked for an item, of its vintage or of none.
    pub(super) fn own_of(&self, item: &Item, vintage: Option<FinancialYear>) -> OwnOf {
        let promise = |kind| item.promise.filter(|at| self.promises[*at].kind == kind);
        OwnOf {
            body: Some(item.cell.body),
            stream: Some(item.cell.stream),
            vintage,
            project: item.project,
            commitment: promise(PromiseKind::Commitment),
            hold: promise(PromiseKind::Hold),
        }
    }
}

impl Item {
    pub(crate) fn amount(&self) -> i64 {
        self.pieces.iter().map(|piece| piece.amount).sum()
    }

    pub(crate) fn tied(&self) -> i64 {
        self.pieces
            .iter()
            .filter(|it| it.origin.is_some())
            .map(|it| it.amount)
            .sum()
    }
}
