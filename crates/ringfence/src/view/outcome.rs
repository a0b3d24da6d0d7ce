//! What became of all that a board was given of a stream in a year.

use std::collections::BTreeMap;

use super::unrecorded::Unknown;
use crate::journal::Refusals;
use crate::journal::act::Unrecorded;
use crate::noun::{BodyId, Line, Position, StreamId};
use crate::state::{Ledger, MarkRead, NoticeRead, Selection, Standing};
use crate::word::{FinancialYear, Money};

/// By stream and year.
pub(super) type Outcomes = BTreeMap<(StreamId, FinancialYear), Outcome>;

/// What became of the money of a board, and of those for whom it answers, of a stream in a year.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// All lines: the board's own, and those of bodies for whom it answers.
    pub(super) lines: Vec<Line>,
    /// What is not known of the board's own lines.
    pub(super) unknown_own: Unknown,
    pub(super) unknown: Unknown,
    /// What the board's own lines were allocated, provided again, and passed down.
    pub(super) allocated: i128,
    pub(super) re_provided: i128,
    pub(super) passed_down: i128,
    pub(super) spent: i128,
    pub(super) lapsed: i128,
    pub(super) rolled_over: i128,
    /// Reverted or called first, less deficits that were met.
    pub(super) otherwise: i128,
    /// What stands in any state but spent.
    pub(super) still_open: i128,
    said_of_allocation: Vec<String>,
    said_of_spend: Vec<String>,
}

/// What became of each stream in each year of which a board was given anything, or of which a mark
/// speaks.
///
/// # Errors
/// `unknown_body`, `unknown_stream`, `money_out_of_range`.
pub(super) fn outcomes(ledger: &Ledger, of: &Asked<'_>) -> Result<Outcomes, Refusals> {
    let all = Selection {
        stream: of.stream.cloned(),
        ..Selection::default()
    };
    // A name that is not there is refused before anything else is asked.
    ledger.position(&Selection {
        body: Some(of.board.clone()),
        ..all.clone()
    })?;
    let mut found = Outcomes::new();
    for it in ledger.positions(&all)? {
        if of.answers_for(ledger, &it.line.body, it.year) {
            let key = (it.line.stream.clone(), it.year);
            found.entry(key).or_default().take(&it, of.board);
        }
    }
    for mark in ledger.marks_read() {
        let stands = mark.corrected_by.is_none() && of.is_chosen(mark.stream);
        if stands && of.answers_for(ledger, mark.body, mark.year) {
            let key = (mark.stream.clone(), mark.year);
            found.entry(key).or_default().hear(&mark, of.board);
        }
    }
    for it in of.letters(ledger).iter().filter(|it| it.amount.is_zero()) {
        let outcome = found.entry((it.stream.clone(), it.year)).or_default();
        outcome.said_of_allocation.push(it.notice.to_owned());
        outcome.said_of_spend.push(it.notice.to_owned());
    }
    for ((stream, year), outcome) in &mut found {
        outcome.hear_forecasts(ledger, of, (stream, *year));
    }
    Ok(found)
}

/// Whose return it is, and of which stream.
pub(super) struct Asked<'a> {
    pub(super) board: &'a BodyId,
    pub(super) stream: Option<&'a StreamId>,
}

impl Asked<'_> {
    fn answers_for(&self, ledger: &Ledger, body: &BodyId, year: FinancialYear) -> bool {
        body == self.board || ledger.accountable_read(body, year) == *self.board
    }

    fn is_chosen(&self, stream: &StreamId) -> bool {
        self.stream.is_none_or(|chosen| chosen == stream)
    }

    /// The letters to the board that stand, by stream, year and entry.
    pub(super) fn letters<'l>(&self, ledger: &'l Ledger) -> Vec<NoticeRead<'l>> {
        let mut all = ledger.notices_read();
        all.retain(|it| {
            let stands = it.corrected_by.is_none() && it.virement.is_none();
            stands && it.to == self.board && self.is_chosen(it.stream)
        });
        all.sort_by_key(|it| (it.stream, it.year, it.entry));
        all
    }

    /// What the board passed down, and still stands, by entry.
    pub(super) fn passed_down<'l>(&self, ledger: &'l Ledger) -> Vec<NoticeRead<'l>> {
        let mut all = ledger.notices_read();
        all.retain(|it| {
            let stands = it.corrected_by.is_none() && it.virement.is_none();
            stands && !it.is_new && it.giver == self.board && self.is_chosen(it.stream)
        });
        all
    }
}

impl Outcome {
    fn take(&mut self, of: &Standing, board: &BodyId) {
        let Position {
            allocated,
            re_provided,
            passed_down,
            rolled_out,
            lapsed,
            reverted,
            deficit_met,
            first_call,
            available,
            earmarked,
            held,
            committed,
            spent,
            ..
        } = of.position;
        let pence = |sum: Money| i128::from(sum.pence());
        if of.line.body == *board {
            self.allocated += pence(allocated);
            self.re_provided += pence(re_provided);
            self.passed_down += pence(passed_down);
        }
        self.spent += pence(spent);
        self.lapsed += pence(lapsed);
        self.rolled_over += pence(rolled_out);
        self.otherwise += pence(reverted) + pence(first_call) - pence(deficit_met);
        self.still_open += pence(available) + pence(earmarked) + pence(held) + pence(committed);
        self.lines.push(of.line.clone());
    }

    fn hear(&mut self, mark: &MarkRead<'_>, board: &BodyId) {
        let own = mark.body == board;
        match mark.what {
            Unrecorded::Allocation => {
                self.unknown.allocation = true;
                self.unknown_own.allocation |= own;
                let words = described(mark.words, "no figure published");
                self.said_of_allocation.push(words);
            }
            Unrecorded::Spend => {
                self.unknown.spend = true;
                self.unknown_own.spend |= own;
                let words = described(mark.words, "no figure published");
                self.said_of_spend.push(words);
            }
        }
    }

    /// The reasons of forecasts in force, which say why something will not be spent.
    fn hear_forecasts(
        &mut self,
        ledger: &Ledger,
        of: &Asked<'_>,
        (stream, year): (&StreamId, FinancialYear),
    ) {
        let of_stream = Selection {
            stream: Some(stream.clone()),
            ..Selection::default()
        };
        for it in ledger.forecasts_read(&of_stream, year) {
            let stands = it.corrected_by.is_none() && it.superseded_by.is_none();
            if stands && !it.reason.is_empty() && of.answers_for(ledger, it.body, year) {
                let said = format!("{}, {}: {}", it.body, it.role, it.reason);
                self.said_of_spend.push(said);
            }
        }
    }

    /// All that was there for the year: what was spent, and the parts of the difference.
    pub(super) fn given(&self) -> i128 {
        self.spent + self.variance()
    }

    /// What was not spent.
    pub(super) fn variance(&self) -> i128 {
        self.lapsed + self.rolled_over + self.otherwise + self.still_open
    }

    pub(super) fn said_of_allocation(&self) -> String {
        self.said_of_allocation.join("; ")
    }

    pub(super) fn said_of_spend(&self) -> String {
        self.said_of_spend.join("; ")
    }
}

/// The source's own words, and that they hold no figure.
fn described(words: &str, silent: &str) -> String {
    match words.is_empty() {
        true => silent.to_owned(),
        false => format!("described as \"{words}\"; {silent}"),
    }
}
