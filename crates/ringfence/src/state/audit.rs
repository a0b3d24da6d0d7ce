//! Judging a whole journal again by the functions that judged it first.

use super::Ledger;
use super::event::{Checked, Event};
use super::words::Words;
use super::year_end::Closing;
use crate::journal::{Act, Entry, Header, JournalError, Refusals, Rejection};

/// What judging an entry again comes to.
enum Judged {
    As(Box<Event<'static>>),
    /// It cannot be told: it rests on words that are gone.
    Untold,
    Refused,
}

impl Ledger {
    /// Replays a journal and judges every entry anew: each must be accepted, with the same
    /// movements, and each close must be what its rule book decides. What rests on words that
    /// were redacted is followed as it stands.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::journal::{Entry, Header, JournalError};
    /// use ringfence::state::Ledger;
    ///
    /// let (header, mut entries) = (Header::new("GBP")?, entries());
    /// assert_eq!(Ledger::audit(header.clone(), &entries)?.head().entry, 5);
    ///
    /// // Somebody orders a penny too much and seals it well: the hashes hold, the rules say no.
    /// let order = entries.pop().expect("the ward's order");
    /// let too_much = order.figures.replace("60000.00", "250000.01");
    /// let (before, salt) = (entries[3].hash, order.salt.expect("its salt"));
    /// let header_of = order.verify(5, before)?;
    /// let words = order.text.expect("its words");
    /// entries.push(Entry::sealed(&header_of, too_much.into(), words, salt, before));
    /// let no = Ledger::audit(header, &entries).expect_err("more than there was");
    /// assert!(matches!(no, JournalError::Contradiction { entry: 5, .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// At the first entry that does not hold, or that the rules would not have made so.
    pub fn audit<'a>(
        header: Header,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<Ledger, JournalError> {
        let mut ledger = Ledger::new(header);
        let mut opening = Judged::Refused;
        for entry in entries {
            let number = ledger.head.entry + 1;
            let header = entry.verify(number, ledger.head.hash)?;
            let event = ledger.event_of(entry, &header)?;
            let holds = match ledger.judged_again(&event, &mut opening) {
                Judged::As(expected) => is_same(&expected, &event),
                Judged::Untold => true,
                Judged::Refused => false,
            };
            if !holds {
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

    fn judged_again(&self, event: &Event<'_>, opening: &mut Judged) -> Judged {
        match event.act() {
            Act::CloseYear(close) => {
                let Ok(made) = self.plan_close(close.year, &self.rule_book()) else {
                    return Judged::Refused;
                };
                if !made.blockers().is_empty() && self.lacks_words() {
                    *opening = Judged::Untold;
                    return Judged::Untold;
                }
                let events = self.events_of_close(&made, &closing_of(event), event.recorded);
                let one = |is_it: fn(&Act) -> bool| {
                    let found = events.iter().find(|it| is_it(it.act())).cloned();
                    found.map_or(Judged::Refused, |it| Judged::As(Box::new(it)))
                };
                *opening = one(|act| matches!(act, Act::OpenYear(_)));
                one(|act| matches!(act, Act::CloseYear(_)))
            }
            Act::OpenYear(_) => std::mem::replace(opening, Judged::Refused),
            _ => match self.check(&event.to_judge_again()) {
                Ok(Checked::Append(again)) => Judged::As(Box::new(again.owned())),
                Err(no) if self.may_rest_on_words(event, &no) => Judged::Untold,
                _ => Judged::Refused,
            },
        }
    }

    /// Whether words are gone that rules may read.
    fn lacks_words(&self) -> bool {
        !self.worded.redacted.is_empty() || !self.worded.missing.is_empty()
    }

    /// Whether all that stands against an entry is what rules say, which read words that are gone.
    fn may_rest_on_words(&self, event: &Event<'_>, no: &Refusals) -> bool {
        let by_rule = |no: &Rejection| match no {
            Rejection::AskNeedsEvidence(_) => true,
            Rejection::RefusedByRule(_)
            | Rejection::ApprovalNeeded(_)
            | Rejection::RulesConflict(_) => event.words != Words::There,
            _ => false,
        };
        let lacks = event.words != Words::There || self.lacks_words();
        lacks && by_rule(no.first()) && no.others().iter().all(by_rule)
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
        && (one.advice == other.advice || other.words != Words::There)
}
