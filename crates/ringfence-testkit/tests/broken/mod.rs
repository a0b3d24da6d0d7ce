//! Stores in memory that are broken on purpose, each in one way.

use ringfence::journal::{Entry, Header, Key, Salt};
use ringfence::word::Hash;
use ringfence_store::{Again, Applied, Batch, Failure, KeptState, MemoryStore};
use ringfence_store::{Store, StoreError, StoreHead};
use ringfence_testkit::conformance::StoreMaker;
use serde_json::Value;

mod words;

pub(crate) use words::RememberingMaker;

/// How a store is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Break {
    AllOfABatchButItsLast,
    NothingButTheAnswerYes,
    HeadUnchecked,
    KeyUnchecked,
    KeyUncheckedInABatch,
    KeyOfTheNextEntry,
    KeyInAnyCase,
    KeyByItsBeginning,
    KeysForgottenAtOpening,
    ReadInReverse,
    PageSkipsOne,
    PageRepeatsOne,
    LimitIgnored,
    StartIgnored,
    NumberWraps,
    FaultSwallowed,
    HalfABatchAtAFault,
    HeadBehind,
    HeadNumberTooHigh,
    HeadBeforeItBegins,
    FigureChanged,
    HashesOfOthers,
    WordsReencoded,
    HeaderReencoded,
    NulDropped,
    LongWordsCut,
    SaltForgotten,
    WrongHeader,
    HeaderWithoutItsMonth,
    BeginsTwice,
    LastForgottenAtOpening,
    NothingRefused,
    ManyForgotten,
    NothingAtAllRefused,
    SecondWriterBlind,
    TurnKeptAtARefusal,
    TurnGivenBackTakesAnEntry,
    FirstStateStays,
    StateForgetsItsBytes,
    SnapshotWithoutTheLast,
    SnapshotOverAFile,
    WordsStay,
    WordsOfTheFirstGoOnly,
    WordsOfTheSameBatchStay,
    WordsComeBackAtOpening,
    WordsComeBackInPages,
    SaltStays,
    NeighboursWordsGo,
    ReasonGoes,
    WordsBeforeGo,
    FiguresGo,
    KeyGoes,
    WordsGoUnderAnyHead,
    WordsGoInARefusedBatch,
    StateStays,
    StateComesBackAtOpening,
    SnapshotWithWordsInItsRows,
    SnapshotWithWordsBesideItsRows,
    SnapshotWithSalts,
    WordlessRefused,
    WordlessIsEmpty,
}

/// Makes stores that are broken in one way.
#[derive(Debug)]
pub(crate) struct BrokenMaker(pub(crate) Break);

/// A store that is broken in one way.
#[derive(Debug)]
pub(crate) struct Broken {
    how: Break,
    inner: MemoryStore,
    state: Option<KeptState>,
    life: Life,
    /// What a store should have forgotten.
    memory: words::Memory,
}

/// What became of it last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Life {
    Plain,
    Refused,
    OpenedAgain,
}

impl StoreMaker for BrokenMaker {
    type Store = Broken;

    fn fresh(&mut self) -> Broken {
        Broken {
            how: self.0,
            inner: MemoryStore::new(),
            state: None,
            life: Life::Plain,
            memory: words::Memory::default(),
        }
    }

    fn again(&mut self, mut store: Broken) -> Broken {
        store.life = Life::OpenedAgain;
        if self.0 == Break::LastForgottenAtOpening {
            store.keeps_only(|entries| {
                entries.pop();
            });
        }
        if self.0 == Break::StateComesBackAtOpening {
            store.state = store.memory.state.clone();
        }
        store
    }

    fn beside(&mut self, store: &Broken) -> Option<Broken> {
        (self.0 == Break::SecondWriterBlind).then(|| Broken {
            how: self.0,
            inner: store.inner.clone(),
            state: None,
            life: Life::Plain,
            memory: store.memory.clone(),
        })
    }
}

impl Broken {
    fn all(&self) -> Vec<Entry> {
        let all = self.inner.entries_after(0, usize::MAX);
        all.expect("memory is read")
    }

    /// Begins the journal inside anew, with other entries.
    fn keeps_only(&mut self, change: impl FnOnce(&mut Vec<Entry>)) {
        let mut entries = self.all();
        change(&mut entries);
        let Ok(Some(header)) = self.inner.header() else {
            return;
        };
        let mut inner = MemoryStore::new();
        inner.begin(&header).expect("it is empty");
        let batch = Batch::of(entries).expect("entries that were read before");
        let _ = inner.append(header.genesis(), &batch);
        self.inner = inner;
    }

    /// An append without a look at the head.
    fn append_anyhow(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let head = self.inner.head()?.hash;
        self.inner.append(head, batch)
    }

    fn append_so(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError> {
        let count = batch.entries().len();
        let is_wordless = batch.entries().iter().any(|it| it.text.is_none());
        match self.how {
            Break::WordlessRefused if is_wordless => Err(failure("append no words")),
            Break::NothingButTheAnswerYes => Ok(()),
            Break::AllOfABatchButItsLast if count > 1 => {
                self.inner.append(expected, &Broken::part(batch, count - 1))
            }
            Break::ManyForgotten if count > 1_000 => {
                self.inner.append(expected, &Broken::part(batch, 1_000))
            }
            Break::HeadUnchecked => self.append_anyhow(batch),
            Break::NothingRefused if count == 0 => Err(failure("append nothing")),
            Break::NothingAtAllRefused if count == 0 => Ok(()),
            Break::HalfABatchAtAFault => match self.inner.append(expected, batch) {
                Err(fault @ StoreError::KeyTaken { .. }) => {
                    let _ = self.append_anyhow(&Broken::part(batch, count / 2));
                    Err(fault)
                }
                done => done,
            },
            Break::FaultSwallowed => match self.inner.append(expected, batch) {
                Err(StoreError::KeyTaken { .. }) => Ok(()),
                done => done,
            },
            Break::KeyUnchecked | Break::KeyUncheckedInABatch => {
                match self.inner.append(expected, batch) {
                    Err(StoreError::KeyTaken { entry, .. })
                        if self.how == Break::KeyUnchecked || entry > self.inner.head()?.entry =>
                    {
                        self.inner.append(expected, &Broken::without_keys(batch))
                    }
                    done => done,
                }
            }
            Break::TurnKeptAtARefusal => {
                let done = self.inner.append(expected, batch);
                self.life = match &done {
                    Ok(()) => Life::Plain,
                    Err(_) => Life::Refused,
                };
                done
            }
            _ => self.inner.append(expected, batch),
        }
    }

    fn part(batch: &Batch, count: usize) -> Batch {
        let some = batch.entries().iter().take(count).cloned().collect();
        Batch::of(some).expect("entries that were read before")
    }

    /// The same entries without keys, so that nothing looks at these.
    fn without_keys(batch: &Batch) -> Batch {
        let mut entries = batch.entries().to_vec();
        for entry in &mut entries {
            let header: Result<Value, _> = serde_json::from_str(&entry.header);
            let mut header = header.expect("a header is JSON");
            header["key"] = Value::Null;
            entry.header = header.to_string().into();
        }
        Batch::of(entries).expect("a header needs no key")
    }

    fn changed(&self, mut entry: Entry) -> Entry {
        match self.how {
            Break::FigureChanged => entry.figures = entry.figures.replacen('1', "7", 1).into(),
            Break::HashesOfOthers => entry.text_hash = Hash([0; 32]),
            Break::WordsReencoded => entry.text = entry.text.map(|it| reencoded(&it)),
            Break::HeaderReencoded => entry.header = reencoded(&entry.header),
            Break::NulDropped => {
                let text = entry.text.map(|it| it.replace("\\u0000", "").into());
                entry.text = text;
            }
            Break::LongWordsCut => {
                let cut = |it: Box<str>| it.chars().take(65_535).collect::<String>().into();
                entry.text = entry.text.map(cut);
            }
            Break::SaltForgotten => entry.salt = Some(Salt::default()),
            _ => {}
        }
        entry
    }
}

fn reencoded(text: &str) -> Box<str> {
    let value: Result<Value, _> = serde_json::from_str(text);
    value.map_or_else(|_| text.into(), |value| value.to_string().into())
}

fn failure(what: &str) -> StoreError {
    let failure = Failure {
        what: what.to_owned(),
        applied: Applied::No,
        again: Again::AsItStands,
        source: "somebody else has the turn".into(),
    };
    failure.into()
}

impl Store for Broken {
    fn header(&self) -> Result<Option<Header>, StoreError> {
        let mut header = self.inner.header()?;
        if let Some(header) = &mut header {
            match self.how {
                Break::WrongHeader => header.currency = "GBP".to_owned(),
                Break::HeaderWithoutItsMonth => header.first_month = Default::default(),
                _ => {}
            }
        }
        Ok(header)
    }

    fn begin(&mut self, header: &Header) -> Result<(), StoreError> {
        match (self.how, self.inner.begin(header)) {
            (Break::BeginsTwice, Err(_)) => Ok(()),
            (_, done) => done,
        }
    }

    fn head(&self) -> Result<StoreHead, StoreError> {
        let none = StoreHead {
            entry: 0,
            hash: Hash([0; 32]),
        };
        let head = match self.inner.head() {
            Err(_) if self.how == Break::HeadBeforeItBegins => return Ok(none),
            head => head?,
        };
        Ok(match self.how {
            Break::HeadBehind if head.entry > 1 => StoreHead {
                entry: head.entry - 1,
                hash: self.all()[head.entry as usize - 2].hash,
            },
            Break::HeadNumberTooHigh => StoreHead {
                entry: head.entry + 1,
                ..head
            },
            _ => head,
        })
    }

    fn take_turn(&mut self) -> Result<(), StoreError> {
        if self.how == Break::TurnKeptAtARefusal && self.life == Life::Refused {
            return Err(failure("take a turn"));
        }
        Ok(())
    }

    fn give_turn_back(&mut self) {
        if self.how == Break::TurnGivenBackTakesAnEntry {
            self.keeps_only(|entries| {
                entries.pop();
            });
        }
    }

    fn append(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError> {
        let done = self.append_so(expected, batch);
        self.memory.sees(self.how, batch, &done);
        let redacts = done.is_ok() && !batch.redacted().is_empty();
        if redacts && self.how != Break::StateStays {
            self.state = None;
        }
        done
    }

    fn entries_after(&self, number: u64, at_most: usize) -> Result<Vec<Entry>, StoreError> {
        let (number, at_most) = match self.how {
            Break::LimitIgnored => (number, usize::MAX),
            Break::StartIgnored => (0, at_most),
            Break::NumberWraps if number > i64::MAX as u64 => (0, at_most),
            Break::PageSkipsOne if number > 0 => (number + 1, at_most),
            Break::PageRepeatsOne if number > 0 => (number - 1, at_most),
            _ => (number, at_most),
        };
        let page = self.inner.entries_after(number, at_most)?;
        let changed = |it| {
            let it = self.changed(it);
            self.memory.changed(self.how, self.life, number, it)
        };
        let mut page: Vec<Entry> = page.into_iter().map(changed).collect();
        if self.how == Break::ReadInReverse {
            page.reverse();
        }
        Ok(page)
    }

    fn entry_of(&self, key: &Key) -> Result<Option<u64>, StoreError> {
        let by = |fits: &dyn Fn(&str) -> bool| {
            let batch = Batch::of(self.all()).expect("entries that were read before");
            let mut keys = batch.keys().iter();
            keys.find(|it| fits(it.key.as_str())).map(|it| it.entry)
        };
        Ok(match self.how {
            Break::KeyOfTheNextEntry => self.inner.entry_of(key)?.map(|entry| entry + 1),
            Break::KeyInAnyCase => by(&|it| it.eq_ignore_ascii_case(key.as_str())),
            Break::KeyByItsBeginning => by(&|it| it.starts_with(key.as_str())),
            Break::KeyGoes => self
                .inner
                .entry_of(key)?
                .filter(|entry| !self.memory.is_gone(*entry)),
            Break::KeysForgottenAtOpening if self.life == Life::OpenedAgain => None,
            _ => self.inner.entry_of(key)?,
        })
    }

    fn kept_state(&self) -> Result<Option<KeptState>, StoreError> {
        Ok(self.state.clone())
    }

    fn keep_state(&mut self, state: &KeptState) -> Result<(), StoreError> {
        match self.how {
            Break::FirstStateStays if self.state.is_some() => {}
            Break::StateForgetsItsBytes => {
                self.state = Some(KeptState {
                    bytes: Vec::new(),
                    ..state.clone()
                });
            }
            _ => self.state = Some(state.clone()),
        }
        self.memory.state = self.state.clone();
        Ok(())
    }

    fn snapshot(&self, to: &std::path::Path) -> Result<(), StoreError> {
        if self.how == Break::SnapshotOverAFile {
            let _ = std::fs::remove_file(to);
        }
        let mut copied = Broken {
            how: self.how,
            inner: self.inner.clone(),
            state: None,
            life: Life::Plain,
            memory: words::Memory::default(),
        };
        if self.how == Break::SnapshotWithoutTheLast {
            copied.keeps_only(|entries| {
                entries.pop();
            });
        }
        copied.inner.snapshot(to)?;
        self.memory.spoil(self.how, to);
        Ok(())
    }
}
