//! Moving the ledger by one entry. It decides nothing: the decision is in the event.

use super::Ledger;
use super::cell::Cell;
use super::check::{content_of_figures, content_of_words};
use super::event::{Event, Head, Receipt};
use super::index::At;
use super::keys::Keyed;
use super::ledger::Posted;
use super::moved::Moved;
use super::moves::Move;
use super::record::{Earmarked, Part, Project, Promise};
use super::words::Words;
use crate::journal::act::{Correct, Term};
use crate::journal::{Act, ActKind, JournalError};
use crate::noun::{Account, PromiseKind, Recurrence};
use crate::word::{FinancialYear, Hash};

impl Ledger {
    /// Moves the ledger by an event that stands in the journal under this hash.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::journal::{ActKind, JournalError};
    /// use ringfence::state::{Checked, Ledger};
    ///
    /// let mut ledger = aberwen();
    /// let beds = draft(ActKind::Spend, "commitment=ward-6 | amount=40000 | effective=2025-11-28");
    /// let Checked::Append(event) = ledger.check(&beds)? else { panic!("it is new") };
    /// let entry = ledger.entry_of(&event);
    /// assert_eq!(ledger.apply(&event, entry.hash)?.entry, 6);
    ///
    /// // It was checked once, and only 20,000 are left of the order now.
    /// let no = ledger.apply(&event, entry.hash).expect_err("not checked again");
    /// assert!(matches!(no, JournalError::Contradiction { entry: 7, .. }), "{no}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`JournalError::Contradiction`] where the event cannot follow what is there; the ledger
    /// is then of no further use. After a check on the same ledger this does not happen.
    pub fn apply(&mut self, event: &Event<'_>, hash: Hash) -> Result<Receipt, JournalError> {
        let number = self.head.entry + 1;
        let kind = event.act().kind();
        let first_move = self.cells.moved.len() as u32;
        let (effective, recorded) = (event.effective, event.recorded);
        self.register(event, number)?;
        let back = self.parts_reversed(event.act());
        for (place, moved) in event.moves.iter().enumerate() {
            self.shift(moved, back.get(place).copied(), number, event)?;
        }
        self.settle(event, number);
        if !event.advice.is_empty() {
            self.advised.insert(number, event.advice.clone());
        }
        let cost = self.cost_kind_of(event.act(), &event.named);
        self.entries.push(Posted {
            effective,
            recorded,
            kind,
            purpose: self.purpose_of(event.act(), &event.named),
            actual: is_actual(event.act()),
            cost,
            first_move,
        });
        self.count_to_terms(number);
        if event.words != Words::There {
            self.worded.missing.insert(number);
        }
        if matches!(
            kind,
            ActKind::AddBody | ActKind::AddStream | ActKind::AdoptBook
        ) {
            self.set_up.insert(number, hash);
        }
        self.head = Head {
            entry: number,
            hash,
            recorded,
        };
        let receipt = Receipt {
            entry: number,
            hash,
            effective,
            recorded,
        };
        if let Some(key) = event.key() {
            let figures = content_of_figures(event.effective, event.act());
            let is_there = event.words == Words::There;
            let words = is_there.then(|| content_of_words(event.text()));
            let stands_for = Keyed {
                receipt,
                figures,
                words,
            };
            self.worded.keys.add(key, stands_for);
        }
        Ok(receipt)
    }

    /// Books one movement, in its line and in what stands behind it.
    fn shift(
        &mut self,
        moved: &Move,
        back: Option<[u16; 2]>,
        number: u64,
        event: &Event<'_>,
    ) -> Result<(), JournalError> {
        let Some(at) = self.cells.shift(moved, number, event.effective) else {
            return Err(self.contradiction(moved, number, "a sum out of range"));
        };
        let is_kept = |account: &Account| {
            matches!(
                account,
                Account::Earmarked | Account::Held | Account::Committed
            )
        };
        let mut touched = [moved.from, moved.to].into_iter().filter(is_kept);
        if touched.any(|state| self.cells[at].balance(state) < 0) {
            return Err(self.contradiction(moved, number, "a state below nought"));
        }
        if moved.from == Account::Earmarked {
            self.earmark(moved, at, -moved.amount);
        }
        if moved.to == Account::Earmarked {
            self.earmark(moved, at, moved.amount);
        }
        let parts = self.keep_promise(moved, at, back);
        self.cells.note_parts(parts);
        if !is_year_end(event.act().kind()) {
            self.use_approval(moved, number);
        }
        Ok(())
    }

    #[cold]
    fn contradiction(&self, moved: &Move, entry: u64, what: &str) -> JournalError {
        let place = self.place(moved.cell.body, moved.cell.stream, None);
        JournalError::Contradiction {
            entry,
            what: format!("{what} of {place}"),
        }
    }

    fn earmark(&mut self, moved: &Move, cell: At<Cell>, change: i64) {
        let Some(project) = moved.project else { return };
        let earmarks = &mut self.projects[project].earmarks;
        match earmarks.iter_mut().find(|it| it.cell == cell) {
            Some(earmarked) => earmarked.amount += change,
            None => earmarks.push(Earmarked {
                cell,
                amount: change,
            }),
        }
    }

    /// Says which parts it touched: the promise's, and the hold's.
    fn keep_promise(&mut self, moved: &Move, at: At<Cell>, back: Option<[u16; 2]>) -> [u16; 2] {
        let Some(promise) = moved.promise else {
            return [0; 2];
        };
        let amount = moved.amount;
        let kept = |account: Account, state: Account| if account == state { amount } else { 0 };
        let firm = moved.hold.is_some();
        let committed = kept(moved.to, Account::Committed) - kept(moved.from, Account::Committed);
        let held = kept(moved.to, Account::Held) - kept(moved.from, Account::Held);
        let own = if firm { committed } else { committed + held };
        let [of_promise, of_hold] = back.map_or([None; 2], |places| places.map(Some));
        let place = self.change_part((promise, at), moved, own, of_promise);
        let hold = moved.hold;
        let hold = hold.map(|hold| self.change_part((hold, at), moved, held, of_hold));
        [place, hold.unwrap_or(0)]
    }

    /// Parts stand in the order in which they were taken: what comes anew stands last, a cost and
    /// the decisions of a year end take the first that are open, what is given back takes the
    /// last, and what is reversed goes back to the part that it was, and to the others where that
    /// has too little left. Says which part it touched first.
    fn change_part(
        &mut self,
        (promise, cell): (At<Promise>, At<Cell>),
        moved: &Move,
        open: i64,
        back: Option<u16>,
    ) -> u16 {
        if open == 0 {
            return 0;
        }
        let (origin, unfunded) = (moved.project, moved.unfunded);
        let parts = &mut self.promises[promise].parts;
        let same = |part: &Part| part.cell == cell && part.origin == origin;
        let stood = |place: &usize| parts.as_slice().get(*place).is_some_and(same);
        let count = parts.as_slice().len();
        let last = count.checked_sub(1).filter(|_| open >= 0);
        let place = back.map(usize::from).filter(stood);
        let mut open = open;
        if let Some(place) = place.or(last.filter(stood)) {
            let part = &mut parts.as_mut_slice()[place];
            let change = open.max(-part.open);
            part.open += change;
            part.unfunded |= unfunded;
            open -= change;
            if open == 0 {
                return numbered(place);
            }
        }
        if open >= 0 {
            parts.push(Part {
                cell,
                origin,
                open,
                unfunded,
            });
            return numbered(count);
        }
        let (mut left, mut first) = (-open, None);
        let mut take = |(place, part): (usize, &mut Part)| {
            let taken = part.open.min(left);
            left -= taken;
            part.open -= taken;
            first = first.or((taken > 0).then_some(place));
        };
        let parts = parts.as_mut_slice().iter_mut().enumerate();
        let parts = parts.filter(|(_, part)| same(part));
        if leaves_in_order(moved.to) {
            parts.for_each(&mut take);
        } else {
            parts.rev().for_each(&mut take);
        }
        numbered(first.unwrap_or(0))
    }

    fn use_approval(&mut self, moved: &Move, number: u64) {
        let Some((project, year, change)) = self.used_by(moved, number) else {
            return;
        };
        let used = &mut self.projects[project].used;
        match used.iter_mut().find(|(of, _)| *of == year) {
            Some((_, sum)) => *sum += change,
            None => used.push((year, change)),
        }
    }

    /// What a movement uses of a project's approval: one-off commitments less what was given
    /// back, and direct costs less what came back of them, each in the year of the cost.
    pub(crate) fn used_by(
        &self,
        moved: &Move,
        number: u64,
    ) -> Option<(At<Project>, FinancialYear, i64)> {
        let free = |account: Account| {
            matches!(
                account,
                Account::Available | Account::Earmarked | Account::Held
            )
        };
        const KEPT: &[Account] = &[Account::Committed];
        const COST: &[Account] = &[Account::Invoiced, Account::Accrued, Account::Prepaid];
        let (project, year, states) = match moved.promise {
            Some(at) => {
                let promise = &self.promises[at];
                let project = promise.project?;
                match (self.agreed_of(at).term, promise.kind) {
                    (Term::NonRecurrent { year, .. }, PromiseKind::Commitment) => {
                        (project, year, KEPT)
                    }
                    _ => return None,
                }
            }
            None => {
                let project = moved.project?;
                (project, self.year_it_counts(number, moved), COST)
            }
        };
        let change = match (moved.from, moved.to) {
            (from, to) if states.contains(&to) && free(from) => moved.amount,
            (from, to) if states.contains(&from) && free(to) => -moved.amount,
            _ => return None,
        };
        Some((project, year, change))
    }

    /// What a promise is after its movements.
    pub(crate) fn end_promise(&mut self, promise: At<Promise>) {
        let recurrent = self.promises[promise].recurrence == Recurrence::Recurrent;
        if recurrent {
            self.promises[promise].ended = true;
        }
    }

    /// The movements of an entry, in order.
    pub(crate) fn moves_of(&self, entry: u64) -> Vec<Move> {
        let moved = self.moved_by(entry).iter();
        moved.map(|moved| self.cells.as_move(moved)).collect()
    }

    pub(crate) fn moved_by(&self, entry: u64) -> &[Moved] {
        let first = self.entries[entry as usize - 1].first_move as usize;
        let end = self.entries.get(entry as usize);
        let end = end.map_or(self.cells.moved.len(), |next| next.first_move as usize);
        // The entry under way has moved what it moves before it is listed.
        let moved = &self.cells.moved[first..end];
        &moved[..moved.partition_point(|it| u64::from(it.entry) <= entry)]
    }

    /// The entry that a correction names, by its number or by its key.
    pub(crate) fn entry_named(&self, correct: &Correct) -> Option<u64> {
        self.entry_at(correct.entry, correct.posted_as.as_ref())
    }

    /// Which parts the movements of a correction or a reopening go back to: it reverses those
    /// that it names from the last.
    fn parts_reversed(&self, act: &Act) -> Vec<[u16; 2]> {
        let moved: Vec<&Moved> = match act {
            Act::Correct(correct) => {
                let moved = self.entry_named(correct).map(|entry| self.moved_by(entry));
                moved.unwrap_or_default().iter().rev().collect()
            }
            Act::Reopen(it) => {
                let closed = self.close_of(it.year);
                closed.map_or_else(Vec::new, |closed| self.moved_by_close(closed))
            }
            _ => Vec::new(),
        };
        moved.into_iter().map(|moved| moved.parts).collect()
    }

    /// The receipt of a set-up entry.
    pub(crate) fn receipt_of(&self, entry: u64) -> Option<Receipt> {
        let Posted {
            effective,
            recorded,
            ..
        } = self.entries[entry as usize - 1];
        let hash = *self.set_up.get(&entry)?;
        Some(Receipt {
            entry,
            hash,
            effective,
            recorded,
        })
    }
}

/// Whether what goes to an account leaves a promise part by part as it was taken: as cost, or as
/// a year end decides.
fn leaves_in_order(to: Account) -> bool {
    matches!(
        to,
        Account::Invoiced
            | Account::Accrued
            | Account::RolledOut
            | Account::Lapsed
            | Account::Reverted
            | Account::ReProvided
    )
}

/// Whether an act says that it came from the general ledger.
fn is_actual(act: &Act) -> bool {
    match act {
        Act::Spend(spend) => spend.actual,
        Act::Recharge(it) => it.actual,
        Act::Allocate(given) => given.actual,
        _ => false,
    }
}

/// Whether an act is of a year end: that uses no approval.
pub(crate) fn is_year_end(kind: ActKind) -> bool {
    matches!(
        kind,
        ActKind::CloseYear | ActKind::OpenYear | ActKind::Reopen
    )
}

/// The place of a part, as a movement remembers it: nobody splits a promise so often that it does
/// not fit, and one that does is found by its line.
fn numbered(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
