//! Judging a whole journal again by the functions that judged it first.

use super::Ledger;
use super::event::{Checked, Event};
use super::year_end::Closing;
use crate::journal::{Act, Entry, Header, JournalError};

impl Ledger {
    /// Replays a journal and judges every entry anew: each must be accepted, with the same
    /// movements, and each close must be what its rule book decides.
    ///
    /// # Errors
    /// At the first entry that does not hold, or that the rules would not have made so.
    pub fn audit<'a>(
        header: Header,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<Ledger, JournalError> {
        let mut ledger = Ledger::new(header);
        let mut opening = None;
        for entry in entries {
            let number = ledger.head.entry + 1;
            let header = entry.verify(number, ledger.head.hash)?;
            let event = ledger.event_of(entry, &header)?;
            let expected = ledger.judged_again(&event, &mut opening);
            if !expected.is_some_and(|expected| is_same(&expected, &event)) {
                let what = "judged again, it is refused or moves other sums".to_owned();
                return Err(JournalError::Contradiction {
                    entry: number,
                    what,
                });
            }
            ledger.apply(&event, entry.hash)?;
        }
        Ok(ledger)
    }

    fn judged_again(
        &self,
        event: &Event<'_>,
        opening: &mut Option<Event<'static>>,
    ) -> Option<Event<'static>> {
        match event.act() {
            Act::CloseYear(close) => {
                let made = self.plan_close(close.year, &self.rule_book()).ok()?;
                let events = self.events_of_close(&made, &closing_of(event), event.recorded);
                *opening = events
                    .iter()
                    .find(|it| matches!(it.act(), Act::OpenYear(_)))
                    .cloned();
                events
                    .into_iter()
                    .find(|it| matches!(it.act(), Act::CloseYear(_)))
            }
            Act::OpenYear(_) => opening.take(),
            _ => match self.check(event.said()) {
                Ok(Checked::Append(again)) => Some(again.owned()),
                _ => None,
            },
        }
    }
}

fn closing_of(event: &Event<'_>) -> Closing {
    Closing {
        recorded: Some(event.recorded),
        ..Closing::on(event.effective)
    }
}

fn is_same(one: &Event<'_>, other: &Event<'_>) -> bool {
    one.act() == other.act()
        && (one.effective, one.recorded) == (other.effective, other.recorded)
        && one.moves.as_slice() == other.moves.as_slice()
        && one.advice == other.advice
}
