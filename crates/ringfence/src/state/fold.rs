//! From events to entries, and from entries back to a ledger.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::cell::CellKey;
use super::event::{Event, Receipt, Said};
use super::index::At;
use super::moves::{AccountWord, Move, Movement, Moves, Seen};
use super::record::Promise;
use super::words::{WordRead, Words};
use crate::journal::{Act, Advice, Draft, Entry, EntryHeader, Header, JournalError, Pen, Text};
use crate::noun::{Line, PromiseId};
use crate::word::{Hash, Money};

/// The figures of an entry: all that the fold needs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures<'a> {
    event: std::borrow::Cow<'a, str>,
    act: std::borrow::Cow<'a, Act>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    moves: Vec<Movement>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    advice: Vec<Advice>,
    /// The words that it has of those that rules read; older journals do not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    words: Vec<WordRead>,
}

impl Ledger {
    /// The entry that an event becomes, sealed onto the head. Nothing is changed.
    pub fn entry_of(&self, event: &Event<'_>) -> Entry {
        self.sealed(event, self.head.entry + 1, self.head.hash, self.book_hash())
    }

    /// The entries that several events become, each sealed onto the one before.
    pub fn entries_of(&self, events: &[Event<'_>]) -> Vec<Entry> {
        let (mut number, mut previous) = (self.head.entry, self.head.hash);
        let mut book = self.book_hash();
        let mut entries = Vec::with_capacity(events.len());
        for event in events {
            number += 1;
            let entry = self.sealed(event, number, previous, book);
            previous = entry.hash;
            if let Act::AdoptBook(adopt) = event.act() {
                book = Hash::of(&[adopt.book.as_bytes()]);
            }
            entries.push(entry);
        }
        entries
    }

    fn sealed(&self, event: &Event<'_>, number: u64, previous: Hash, book: Hash) -> Entry {
        let header = EntryHeader {
            entry: number,
            effective: event.effective,
            recorded: event.recorded,
            actor: event.actor().into_owned(),
            key: event.key().cloned(),
            book,
        };
        let figures = Figures {
            event: event.act().kind().event_word().into(),
            act: std::borrow::Cow::Borrowed(event.act()),
            moves: event
                .moves
                .iter()
                .map(|moved| self.movement(moved, (event.act(), event.effective)))
                .collect(),
            advice: event.advice.clone(),
            words: event.words_read(),
        };
        let mut pen = Pen::new();
        let (figures, text) = (pen.written(&figures), pen.written(event.text()));
        Entry::sealed(&header, figures, text, event.salt(), previous)
    }

    /// Rebuilds the ledger from the entries of a journal, each verified and followed as it
    /// stands.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::journal::{Header, JournalError};
    /// use ringfence::state::Ledger;
    ///
    /// let (header, mut entries) = (Header::new("GBP")?, entries());
    /// assert_eq!(Ledger::replay(header.clone(), &entries)?.head(), aberwen().head());
    ///
    /// entries.remove(3); // the letter of May
    /// let no = Ledger::replay(header, &entries).expect_err("the next one stood on it");
    /// assert_eq!(no, JournalError::Changed { entry: 4, part: "chain" });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// At the first entry that was changed, does not follow or cannot be read.
    pub fn replay<'a>(
        header: Header,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<Ledger, JournalError> {
        let mut ledger = Ledger::new(header);
        for entry in entries {
            ledger.follow(entry)?;
        }
        Ok(ledger)
    }

    /// The same of a journal that is whole: where words are missing, a later entry redacts them.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::journal::{Entry, JournalError};
    /// use ringfence::state::Ledger;
    /// # use ringfence::state::Checked;
    ///
    /// let ledger = Ledger::new(aberwen().header().clone());
    /// let gov = draft(ActKind::AddBody, "id=gov | kind=government | name=Aberwen");
    /// # let Checked::Append(event) = ledger.check(&gov)? else { panic!("it is new") };
    /// let mut entry: Entry = ledger.entry_of(&event);
    /// (entry.text, entry.salt) = (None, None); // somebody took its words, and said nothing
    ///
    /// let found = Ledger::replay_whole(ledger.header().clone(), [&entry]);
    /// assert_eq!(found.expect_err("no entry says so"), JournalError::WordsMissing { entry: 1 });
    /// # use ringfence::journal::ActKind;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`replay`](Ledger::replay); and [`JournalError::WordsMissing`] of the first entry whose
    /// words are missing though no entry redacts them.
    pub fn replay_whole<'a>(
        header: Header,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<Ledger, JournalError> {
        let ledger = Ledger::replay(header, entries)?;
        match ledger.words_missing() {
            Some(entry) => Err(JournalError::WordsMissing { entry }),
            None => Ok(ledger),
        }
    }

    /// Moves the ledger by the next entry of a journal, verified.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::journal::{Header, JournalError};
    /// use ringfence::state::Ledger;
    ///
    /// let (mut ledger, entries) = (Ledger::new(Header::new("GBP")?), entries());
    /// assert_eq!(ledger.follow(&entries[0])?.entry, 1);
    /// let no = ledger.follow(&entries[2]).expect_err("the second comes first");
    /// assert_eq!(no, JournalError::Changed { entry: 2, part: "chain" });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the entry was changed, does not follow the head or cannot be read.
    pub fn follow(&mut self, entry: &Entry) -> Result<Receipt, JournalError> {
        let number = self.head.entry + 1;
        let header = entry.verify(number, self.head.hash)?;
        let event = self.event_of(entry, &header)?;
        self.apply(&event, entry.hash)
    }

    /// The event that an entry keeps, its movements too.
    pub(crate) fn event_of(
        &self,
        entry: &Entry,
        header: &EntryHeader,
    ) -> Result<Event<'static>, JournalError> {
        let (mut event, movements) = self.read_event(entry, header)?;
        for movement in &movements {
            let of = (event.act(), event.effective);
            let moved = self.move_of(movement, of, header.entry)?;
            event.moves.push(moved);
        }
        Ok(event)
    }

    /// The event that an entry keeps, without its movements.
    pub(crate) fn event_of_act(
        &self,
        entry: &Entry,
        header: &EntryHeader,
    ) -> Result<Event<'static>, JournalError> {
        self.read_event(entry, header).map(|(event, _)| event)
    }

    fn read_event(
        &self,
        entry: &Entry,
        header: &EntryHeader,
    ) -> Result<(Event<'static>, Vec<Movement>), JournalError> {
        let number = header.entry;
        let unreadable = |part: &'static str| {
            move |fault: serde_json::Error| JournalError::Unreadable {
                entry: number,
                part,
                reason: fault.to_string(),
            }
        };
        let figures: Figures<'_> =
            serde_json::from_str(&entry.figures).map_err(unreadable("figures"))?;
        let text = entry.text.as_deref().map(serde_json::from_str::<Text>);
        let text = text.transpose().map_err(unreadable("text"))?;
        let gone = || Words::Gone(figures.words.clone());
        let words = text.as_ref().map_or_else(gone, |_| Words::There);
        let contradiction = |what: String| JournalError::Contradiction {
            entry: number,
            what,
        };
        let act = figures.act.into_owned();
        if figures.event != act.kind().event_word() {
            return Err(contradiction(format!("it is called {}", figures.event)));
        }
        let named = self.named(&act, header.effective);
        let EntryHeader {
            effective,
            recorded,
            actor,
            key,
            ..
        } = header.clone();
        let draft = Draft {
            effective: Some(effective),
            recorded: Some(recorded),
            actor: Some(actor),
            key,
            act,
            text: text.unwrap_or_default(),
            salt: entry.salt.unwrap_or_default(),
        };
        let (said, moves) = (Said::Own(Box::new(draft)), Moves::default());
        let event = Event {
            effective,
            recorded,
            said,
            named,
            moves,
            advice: figures.advice,
            words,
        };
        if !figures.words.is_empty() && figures.words != event.words_read() {
            return Err(contradiction("it has other words".to_owned()));
        }
        Ok((event, figures.moves))
    }

    /// A movement with its names.
    fn movement(&self, moved: &Move, (act, effective): (&Act, NaiveDate)) -> Movement {
        let promise = |at: At<Promise>| match at.place().checked_sub(self.promises.len()) {
            None => self.promises[at].id.clone(),
            Some(new) => {
                let id = self.new_promise(act, effective, new);
                id.expect("the act names its new promises")
            }
        };
        Movement {
            line: self.line_of(&moved.cell),
            year: moved.cell.year,
            from: AccountWord(moved.from),
            to: AccountWord(moved.to),
            amount: Money::from_pence(moved.amount).expect("checked to be in range"),
            project: moved.project.map(|at| self.projects[at].id.clone()),
            promise: moved.promise.map(promise),
            hold: moved.hold.map(promise),
            unfunded: moved.unfunded,
        }
    }

    fn move_of(
        &self,
        movement: &Movement,
        (act, effective): (&Act, NaiveDate),
        number: u64,
    ) -> Result<Move, JournalError> {
        let unknown = |what: &str| JournalError::Contradiction {
            entry: number,
            what: format!("{what} that was never named"),
        };
        let promise = |id: &PromiseId| {
            if let Some(new) = self.place_of_new(act, effective, id) {
                return Ok(At::of_place(self.promises.len() + new));
            }
            self.promises.find(id).ok_or_else(|| unknown(id.as_str()))
        };
        let Line {
            body,
            stream,
            vintage,
            recurrence,
        } = &movement.line;
        let cell = CellKey {
            body: self
                .bodies
                .find(body)
                .ok_or_else(|| unknown(body.as_str()))?,
            stream: self
                .streams
                .find(stream)
                .ok_or_else(|| unknown(stream.as_str()))?,
            year: movement.year,
            vintage: *vintage,
            recurrence: *recurrence,
        };
        let project = match &movement.project {
            Some(id) => Some(self.projects.find(id).ok_or_else(|| unknown(id.as_str()))?),
            None => None,
        };
        Ok(Move {
            cell,
            seen: Seen::default(),
            from: movement.from.0,
            to: movement.to.0,
            amount: movement.amount.pence(),
            project,
            promise: movement.promise.as_ref().map(promise).transpose()?,
            hold: movement.hold.as_ref().map(promise).transpose()?,
            unfunded: movement.unfunded,
        })
    }

    pub(crate) fn line_of(&self, key: &CellKey) -> Line {
        Line {
            body: self.bodies[key.body].id.clone(),
            stream: self.streams[key.stream].id.clone(),
            vintage: key.vintage,
            recurrence: key.recurrence,
        }
    }
}
