//! Floors and caps: what they say, and what is asked against them.

use std::collections::BTreeSet;

use super::super::cell::CellKey;
use super::super::index::At;
use super::super::moves::Move;
use super::super::term::{SetTerm, TermStep};
use super::Case;
use super::case::Stance;
use crate::journal::act::StreamTerm;
use crate::journal::{Act, BeyondCap, Mismatch, OutOfReach, Rejection, Shortfall};
use crate::noun::{Account, Counts, PurposeId, TermKind, Wording};
use crate::word::Money;

impl Case<'_, '_> {
    /// A term is more than nought, says by which letter it holds, and a floor's day is of its
    /// year.
    pub(crate) fn look_at_term_alone(&mut self, term: &StreamTerm) {
        self.more_than_nought("amount", term.sum.amount());
        let said = [&self.draft.text.notice, &self.draft.text.source];
        let mut words = said.into_iter().flatten();
        if words.all(|words| words.trim().is_empty()) {
            self.missing("notice or source", "a floor or a cap");
        }
        if term.counts == Counts::AnyStream && term.purposes.is_empty() {
            self.missing("purposes", "what counts of any stream");
        }
        let calendar = self.ledger.calendar();
        let days = calendar.first_day(term.year)..=calendar.last_day(term.year);
        if term.by_day.is_some_and(|by| !days.contains(&by)) {
            self.refuse(Rejection::FieldsConflict {
                fields: "by_day and year",
                works: "a day of the year",
            });
        }
        if term.by_day.is_some() && matches!(self.draft.act, Act::SetCap(_)) {
            self.refuse(Rejection::FieldsConflict {
                fields: "cap and by_day",
                works: "a cap holds for the whole year",
            });
        }
    }

    /// What was said of a term before holds for what is said of it later, its sum, its day and
    /// what counts apart.
    pub(crate) fn look_at_what_a_term_names(&mut self, said: &StreamTerm) {
        self.needs_stream(said.stream.as_str());
        self.needs_body(self.named.body, said.body.as_str());
        let ledger = self.ledger;
        let Some(known) = ledger.terms.find(&said.id).map(|at| &ledger.terms[at]) else {
            return;
        };
        let (stream, body) = (
            &ledger.streams[known.stream].id,
            &ledger.bodies[known.body].id,
        );
        let kind = self.draft.act.stream_term().map_or(known.kind, |it| it.0);
        let fields = [
            ("kind", kind.word().to_owned(), known.kind.word().to_owned()),
            ("stream", said.stream.to_string(), stream.to_string()),
            ("body", said.body.to_string(), body.to_string()),
            ("year", said.year.to_string(), known.year.to_string()),
        ];
        if let Some((field, found, expected)) = fields.into_iter().find(|it| it.1 != it.2) {
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field,
                found,
                expected,
                of: format!("{} {}", known.kind.word(), said.id),
            }));
        }
    }

    /// Holds an ask to the floors and caps of its stream, once it is known which lines it takes.
    pub(crate) fn look_at_terms(&mut self) {
        let Some(stream) = self.named.stream else {
            return;
        };
        let ledger = self.ledger;
        // A cost that moves off counts no more to what its stream must spend.
        let gives = matches!(self.draft.act, Act::Recharge(_) | Act::Mainstream(_));
        let others = self.moves.iter().map(|moved| moved.cell.stream);
        let others: BTreeSet<_> = others.filter(|it| gives && *it != stream).collect();
        let terms = ledger.streams[stream].terms.as_slice();
        let of_giver = others.iter().flat_map(|at| &ledger.streams[*at].terms);
        let of_giver: BTreeSet<_> = of_giver.copied().collect();
        let nothing_said = terms.is_empty() && of_giver.is_empty();
        if nothing_said || !self.no.is_empty() || self.stance == Stance::AsFact {
            return;
        }
        let is_held = match &self.draft.act {
            Act::Vire(_) | Act::Commit(_) | Act::Mainstream(_) => true,
            Act::Recharge(moved) => !moved.actual && self.named.promise.is_none(),
            Act::Spend(spend) => {
                !spend.actual && self.named.promise.is_none() && self.named.accrual.is_none()
            }
            _ => false,
        };
        let of_giver = of_giver.iter().filter(|at| !terms.contains(at));
        for at in terms.iter().chain(of_giver).filter(|_| is_held) {
            self.look_at_term(*at);
        }
    }

    fn look_at_term(&mut self, at: At<SetTerm>) {
        let ledger = self.ledger;
        let term = &ledger.terms[at];
        let Some(step) = ledger.in_force_of(term, Some(self.effective)) else {
            return;
        };
        if self.year != Some(term.year) {
            return;
        }
        // What takes nothing from it is not held against it, and it need not be added up.
        let change = self.change_of(term, step);
        let takes = match term.kind {
            TermKind::Cap => change.used > 0,
            TermKind::Floor => change.reach < 0,
        };
        let told = takes.then(|| ledger.tell(term, step, None)).flatten();
        let Some((told, due)) = told.and_then(|told| Some((told, told.due(step)?))) else {
            return;
        };
        let no = match term.kind {
            TermKind::Cap => {
                let room = (due - told.used()).max(0);
                (change.used > room).then(|| {
                    Rejection::CapExceeded(BeyondCap {
                        cap: term.id.to_string(),
                        allowed: sum(due),
                        of: Shortfall {
                            place: ledger.place(term.body, term.stream, Some(term.year)),
                            asked: sum(change.used),
                            available: sum(room),
                            short: sum(change.used - room),
                            for_old: Money::ZERO,
                        },
                        entry: step.entry,
                    })
                })
            }
            TermKind::Floor => {
                let left = told.reach() + change.reach;
                let within = due <= told.reach() && step.is_in_time(self.effective);
                (within && left < due).then(|| {
                    Rejection::FloorOutOfReach(OutOfReach {
                        floor: term.id.to_string(),
                        due: sum(due),
                        left: sum(left),
                        short: sum(due - left),
                        entry: step.entry,
                    })
                })
            }
        };
        self.no.extend(no);
    }

    /// What the movements of an ask change of what a term counts.
    fn change_of(&self, term: &SetTerm, step: &TermStep) -> Change {
        let mut free: Vec<(CellKey, i128)> = Vec::new();
        let mut change = Change::default();
        let inside = |key: &CellKey| self.ledger.is_inside(key, term, step);
        for moved in self.moves.iter().filter(|moved| inside(&moved.cell)) {
            let of = |account: Account| i128::from(moved.change_of(account));
            let used = of(Account::Committed) + i128::from(moved.cost());
            let counts = step.is_for(self.purpose_asked(moved));
            let used = if counts { used } else { 0 };
            change.used += used;
            change.reach += used + of(Account::Earmarked) + of(Account::Held);
            match free.iter_mut().find(|(key, _)| *key == moved.cell) {
                Some((_, sum)) => *sum += of(Account::Available),
                None => free.push((moved.cell, of(Account::Available))),
            }
        }
        for (key, moved) in free {
            let cell = self.ledger.cells.find(&key);
            let stood = cell.map_or(0, |at| self.ledger.cells[at].available().into());
            let stands: i128 = stood + moved;
            change.reach += stands.max(0) - stood.max(0);
        }
        change
    }

    /// What is asked for; where a cost moves off, what that was for.
    fn purpose_asked(&self, moved: &Move) -> Option<&PurposeId> {
        match self.named.cost.filter(|_| moved.cost() < 0) {
            Some(cost) => self.ledger.purpose_behind(moved, cost),
            None if matches!(self.draft.act, Act::Mainstream(_)) => self.purpose_moved(moved),
            None => self.draft.act.purpose(),
        }
    }
}

/// What an ask adds to what is used, and to what is used or still could be.
#[derive(Clone, Copy, Debug, Default)]
struct Change {
    used: i128,
    reach: i128,
}

fn sum(pence: i128) -> Money {
    Money::narrow(pence).unwrap_or(Money::MAX)
}
