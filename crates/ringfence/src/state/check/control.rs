//! How an ask is held: refused, advised against or only recorded, within a tolerance.

use super::super::cell::{CellKey, PotKey};
use super::super::control::Control;
use super::super::funds::{Lines, Taken, Takings};
use super::super::index::At;
use super::super::moves::Seen;
use super::super::record::{Project, Stream};
use super::Case;
use super::case::Stance;
use crate::journal::act::ChangeControl;
use crate::journal::{Advice, Rejection, Shortfall};
use crate::noun::{ControlMode, Tolerance};
use crate::word::Money;

impl Case<'_, '_> {
    /// What is in force on the draft's effective day; what stood before is only recorded.
    pub(crate) fn control(&self, stream: At<Stream>) -> Control {
        match self.stance {
            Stance::Held => self.ledger.streams[stream].control_on(self.effective),
            Stance::AsFact => Control {
                mode: ControlMode::Track,
                tolerance: Tolerance::Nought,
            },
        }
    }

    /// Whether what is not there is neither refused nor advised against.
    pub(crate) fn only_tracks(&self, stream: At<Stream>) -> bool {
        self.control(stream).mode == ControlMode::Track
    }

    /// Takes what is asked, as far as the stream's tolerance; nothing where it is refused. Where
    /// it is not, what is lacking is taken as a fact takes it.
    pub(crate) fn ask(
        &mut self,
        pot: &PotKey,
        lines: Lines,
        project: Option<At<Project>>,
        asked: i64,
        no: impl FnOnce(Shortfall) -> Rejection,
    ) -> Option<Takings> {
        let (takings, taken) = self.ledger.take(pot, lines, project, asked);
        if taken == asked {
            return Some(takings);
        }
        let control = self.control(pot.1);
        if control.mode != ControlMode::Track {
            let (takings, more) =
                self.within(takings, pot, lines, asked - taken, control.tolerance);
            if taken + more == asked {
                return Some(takings);
            }
            let mut of = self.shortfall(pot.0, asked, taken + more);
            let for_old = Money::from_pence(self.ledger.free_for_old(pot, lines));
            of.for_old = for_old.unwrap_or(Money::ZERO);
            if !self.goes_beyond(pot.1, no(of)) {
                return None;
            }
        }
        Some(self.ledger.take_as_fact(pot, lines, project, asked))
    }

    /// Says that an ask goes beyond what there is, and whether it is recorded all the same.
    pub(crate) fn goes_beyond(&mut self, stream: At<Stream>, no: Rejection) -> bool {
        match self.control(stream).mode {
            ControlMode::Block => self.refuse(no),
            ControlMode::Advise => self.advice.extend(Advice::instead_of(no)),
            ControlMode::Track => return true,
        }
        self.no.is_empty()
    }

    /// Adds to takings what the lines' tolerances leave, line by line in the order in which
    /// money is taken; says how much that is.
    pub(crate) fn within(
        &self,
        mut takings: Takings,
        pot: &PotKey,
        lines: Lines,
        want: i64,
        tolerance: Tolerance,
    ) -> (Takings, i64) {
        let mut left = want;
        if tolerance.is_nought() {
            return (takings, 0);
        }
        for at in self.ledger.cells.pot(pot) {
            let cell = &self.ledger.cells[*at];
            let amount = left.min(self.leeway(&cell.key, tolerance));
            if amount <= 0 || !self.ledger.may_take(lines, &cell.key) {
                continue;
            }
            left -= amount;
            let of_line = |it: &&mut Taken| it.cell == cell.key && it.origin.is_none();
            match takings.as_mut_slice().iter_mut().find(of_line) {
                Some(taking) => taking.amount += amount,
                None => takings.push(Taken {
                    cell: cell.key,
                    seen: Seen(Some(*at)),
                    origin: None,
                    amount,
                }),
            }
        }
        (takings, want - left)
    }

    /// How far below nought a line may still be taken: its tolerance, less what it is below.
    pub(crate) fn leeway(&self, key: &CellKey, tolerance: Tolerance) -> i64 {
        let Some(at) = self
            .ledger
            .cells
            .find(key)
            .filter(|_| !tolerance.is_nought())
        else {
            return 0;
        };
        let cell = &self.ledger.cells[at];
        let authority = Money::from_pence(cell.authority()).unwrap_or(Money::ZERO);
        let tolerated = tolerance.of_authority(authority).pence();
        (tolerated + cell.available().min(0)).max(0)
    }

    /// A tolerance that names a sum names more than nought.
    pub(crate) fn look_at_tolerance_alone(&mut self, tolerance: Tolerance) {
        self.more_than_nought("tolerance", tolerance.amount());
    }

    /// A change says by which letter or why.
    pub(crate) fn look_at_change_alone(&mut self, change: &ChangeControl) {
        self.look_at_tolerance_alone(change.tolerance);
        let said = [&self.draft.text.notice, &self.draft.text.reason];
        let mut words = said.into_iter().flatten();
        if words.all(|words| words.trim().is_empty()) {
            self.missing("notice or reason", "a change of control");
        }
    }
}
