//! From a decision to the movements that carry it out.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{Item, ItemKind, Piece};
use super::working::Unfunded;
use crate::law::{Destination, DisposalPart, Outcome, Release, Use};
use crate::noun::{Account, Recurrence};
use crate::state::Ledger;
use crate::state::cell::CellKey;
use crate::state::index::At;
use crate::state::moves::Move;
use crate::state::record::Promise;

/// The movements of a decision: those that close the year, those that open the next, and what
/// promises so lack.
#[derive(Clone, Debug, Default)]
pub(crate) struct Carried {
    pub(crate) closing: Vec<Move>,
    /// Each with its place in the order in which its promise was taken.
    pub(crate) opening: Vec<(usize, Move)>,
    pub(crate) unfunded: Vec<Unfunded>,
    /// What each line of the next year is given of what is rolled over.
    pub(crate) rolled: BTreeMap<CellKey, Rolled>,
    /// The lines of the next year that are for old obligations only.
    pub(crate) for_old: BTreeSet<CellKey>,
}

/// What a line of the next year is given, by how much of it is released.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rolled {
    /// What a rule releases whole.
    pub(crate) whole: i64,
    /// What keeps the undrawn release of the same line.
    pub(crate) undrawn: i64,
}

impl Carried {
    /// Carries out the parts of a decision, piece by piece: what is kept takes first, and what is
    /// tied to a project is taken first, whichever clause stands uppermost. What has no line to go
    /// to stays behind: says what is not there.
    pub(crate) fn carry_out(
        &mut self,
        ledger: &Ledger,
        item: &Item,
        parts: &[DisposalPart],
    ) -> Vec<String> {
        let (mut pieces, mut missing) = (item.pieces.clone(), Vec::new());
        let mut parts: Vec<&DisposalPart> = parts.iter().collect();
        parts.sort_by_key(|part| part.outcome != Outcome::RollOver);
        for part in parts {
            let next = match ledger.receiving(item, part) {
                Ok(next) => next,
                Err(what) => {
                    missing.push(what);
                    continue;
                }
            };
            let mut left = part.amount.pence();
            for piece in &mut pieces {
                let taken = if left < 0 {
                    left.max(piece.amount)
                } else {
                    left.min(piece.amount)
                };
                if taken != 0 {
                    self.carry_piece(
                        item,
                        Piece {
                            amount: taken,
                            ..*piece
                        },
                        part,
                        next,
                    );
                    piece.amount -= taken;
                    left -= taken;
                }
            }
        }
        missing
    }

    /// `next` is the line of the next year that has what is rolled over.
    fn carry_piece(&mut self, item: &Item, piece: Piece, part: &DisposalPart, next: CellKey) {
        let own = CellKey {
            year: next.year,
            vintage: next.year,
            ..item.cell
        };
        match part.outcome {
            Outcome::RollOver => {
                self.leave(item, piece, Account::RolledOut);
                if part.usage == Use::OldObligations {
                    self.for_old.insert(next);
                }
                let rolled = self.rolled.entry(next).or_default();
                match part.release {
                    Release::Whole => rolled.whole += piece.amount,
                    Release::Undrawn if next.year_before() == item.cell => {
                        rolled.undrawn += piece.amount;
                    }
                    Release::Undrawn => {}
                }
                let kept = kept_as(item, piece, part.to.as_ref());
                let mut into = Move::between(next, Account::RolledIn, kept, piece.amount);
                into.project = match kept {
                    Account::Earmarked => piece.origin.or(item.project),
                    _ => piece.origin.filter(|_| next.year_before() == item.cell),
                };
                into.promise = promise_of(item);
                self.opening.push((piece.turn, into));
            }
            Outcome::Lapse => self.give_up(item, piece, Account::Lapsed),
            Outcome::Revert => self.give_up(item, piece, Account::Reverted),
            Outcome::ReProvide => {
                self.give_up(item, piece, Account::ReProvided);
                let line = CellKey {
                    recurrence: Recurrence::NonRecurrent,
                    ..own
                };
                let (from, to) = (Account::ReProvided, Account::Available);
                let anew = Move::between(line, from, to, piece.amount);
                self.opening.push((piece.turn, anew));
            }
            Outcome::Absorb => self.meet(item, piece),
            Outcome::FirstCall => {
                self.meet(item, piece);
                let (from, to) = (Account::Available, Account::FirstCall);
                let call = Move::between(own, from, to, -piece.amount);
                self.opening.push((piece.turn, call));
            }
        }
    }

    fn leave(&mut self, item: &Item, piece: Piece, to: Account) {
        let mut out = Move::between(item.cell, piece.state, to, piece.amount);
        out.project = piece.origin;
        out.promise = promise_of(item);
        self.closing.push(out);
    }

    /// The money goes; an order is still owed.
    fn give_up(&mut self, item: &Item, piece: Piece, to: Account) {
        self.leave(item, piece, to);
        if let (ItemKind::Commitment, Some(promise)) = (item.kind, item.promise) {
            self.unfunded.push(Unfunded {
                promise,
                turn: piece.turn,
                cell: item.cell,
                amount: piece.amount,
            });
        }
    }

    /// A deficit is met by the accountable body.
    fn meet(&mut self, item: &Item, piece: Piece) {
        let (from, to) = (Account::DeficitMet, Account::Available);
        self.closing
            .push(Move::between(item.cell, from, to, -piece.amount));
    }
}

/// The promise that money stays kept for.
fn promise_of(item: &Item) -> Option<At<Promise>> {
    item.promise
        .filter(|_| matches!(item.kind, ItemKind::Commitment | ItemKind::Hold))
}

/// How money that is rolled over stands in the next year; what goes to a line that a rule names
/// is free there.
fn kept_as(item: &Item, piece: Piece, to: Option<&Destination>) -> Account {
    let for_the_project = to == Some(&Destination::Project) && item.project.is_some();
    match item.kind {
        _ if matches!(to, Some(Destination::Line(_))) => Account::Available,
        ItemKind::Commitment => Account::Committed,
        ItemKind::Hold => Account::Held,
        _ if for_the_project || piece.origin.is_some() => Account::Earmarked,
        _ => Account::Available,
    }
}
