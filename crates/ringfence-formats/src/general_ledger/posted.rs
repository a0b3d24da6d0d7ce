//! What a journal says was posted from a source, and where each cost stands.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ringfence::journal::act::{Credit, Prepay, Recharge, Spend};
use ringfence::journal::{Act, Entry, EntryHeader, JournalError, Key, Text};
use ringfence::noun::{BodyId, CostKind, ProjectId, PurposeId, StreamId};
use ringfence::word::{Calendar, FinancialYear, Hash, Money};
use serde::Deserialize;

use super::{CostCode, LedgerPeriod, Target};

/// Of which line of the extract an entry is, and of which period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Origin {
    pub(super) code: CostCode,
    pub(super) period: LedgerPeriod,
}

/// A cost that a source posted, and what is left of it.
#[derive(Clone, Debug)]
pub(super) struct Cost {
    /// How a later draft names it.
    pub(super) named: CostName,
    pub(super) origin: Origin,
    /// Where it stands; nothing where somebody moved it to a commitment.
    pub(super) target: Option<Target>,
    /// Whether somebody moved it there by hand.
    pub(super) by_hand: bool,
    pub(super) year: FinancialYear,
    pub(super) effective: NaiveDate,
    pub(super) left: i64,
}

/// How a draft names a cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CostName {
    Entry(u64),
    /// One of the same batch.
    Key(Key),
}

/// Cost that came to a place, or left it.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    pub(super) origin: Origin,
    pub(super) target: Option<Target>,
    pub(super) by_hand: bool,
    pub(super) pence: i64,
}

/// What a journal says of one source, and what a map may name.
#[derive(Clone, Debug, Default)]
pub(super) struct Posted {
    pub(super) costs: Vec<Cost>,
    pub(super) moved: Vec<Moved>,
    /// How often each line of a period was posted so far; reversed ones count.
    pub(super) times: BTreeMap<Origin, u64>,
    pub(super) keys: BTreeSet<Key>,
    /// Streams where costs wait, each with the first of its purposes.
    pub(super) suspense: Vec<(StreamId, PurposeId)>,
    pub(super) bodies: BTreeSet<BodyId>,
    pub(super) streams: BTreeSet<StreamId>,
    pub(super) projects: BTreeSet<ProjectId>,
    /// How often each line of a period was posted from each other source.
    pub(super) others: BTreeMap<String, BTreeMap<Origin, u64>>,
    /// Where the cost of an entry stands among the costs.
    by_entry: BTreeMap<u64, usize>,
}

#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow)]
    event: std::borrow::Cow<'a, str>,
}

#[derive(Deserialize)]
struct Figures {
    act: Act,
}

/// One entry that matters here.
struct Said {
    number: u64,
    header: EntryHeader,
    act: Act,
    text: Text,
}

const READ: [&str; 8] = [
    "body_added",
    "stream_added",
    "proposed",
    "spent",
    "prepaid",
    "credited",
    "recharged",
    "corrected",
];

/// The key of what is posted for a line of a period, the first time, the second and so on. It is
/// made of whole values, each with its length, and says nothing to a reader.
pub(super) fn key_of(source: &str, origin: &Origin, time: u64) -> Key {
    let (period, time) = (origin.period.to_string(), time.to_string());
    let code = &origin.code;
    let values = [
        "ringfence/general-ledger/v1",
        source,
        &period,
        &code.cost_centre,
        &code.subjective,
        &time,
    ];
    let mut pieces: Vec<Vec<u8>> = Vec::new();
    for value in values {
        pieces.push((value.len() as u64).to_be_bytes().to_vec());
        pieces.push(value.as_bytes().to_vec());
    }
    let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
    let hash = Hash::of(&pieces).to_string();
    format!("gl-{}", &hash[..40])
        .parse()
        .expect("letters and digits")
}

/// Of which line and period the words of an entry say that it is. Where a source posted it, its
/// key is made of them.
fn line_of(it: &Said, calendar: Calendar) -> Option<Origin> {
    let text = &it.text;
    let period = LedgerPeriod::read(text.dated.as_deref()?, None, calendar).ok()?;
    let code = CostCode {
        cost_centre: text.reference.as_deref()?.to_owned(),
        subjective: text.note.as_deref()?.to_owned(),
    };
    Some(Origin { code, period })
}

impl Posted {
    /// Reads a journal.
    pub(super) fn of(
        entries: &[Entry],
        source: &str,
        calendar: Calendar,
    ) -> Result<Posted, JournalError> {
        let mut posted = Posted::default();
        let (mut said, mut by_key) = (Vec::new(), BTreeMap::new());
        for entry in entries {
            let header: EntryHeader = read(entry, "header", &entry.header)?;
            if let Some(key) = &header.key {
                by_key.insert(key.clone(), entry.number);
                posted.keys.insert(key.clone());
            }
            let kind: Kind<'_> = read(entry, "figures", &entry.figures)?;
            if READ.contains(&kind.event.as_ref()) {
                let Figures { act } = read(entry, "figures", &entry.figures)?;
                let text = entry.text.as_deref();
                let text = text.map(|text| read(entry, "text", text)).transpose()?;
                let (number, text) = (entry.number, text.unwrap_or_default());
                said.push(Said {
                    number,
                    header,
                    act,
                    text,
                });
            }
        }
        let reversed = reversed_in(&said, &by_key);
        for it in &said {
            let own = posted.origin_of(it, source, calendar);
            if !reversed.contains(&it.number) {
                posted.take(it, own, &by_key, calendar);
            }
        }
        Ok(posted)
    }

    /// Of which line and period an entry is, where this source posted it. What another one posted
    /// is counted.
    fn origin_of(&mut self, it: &Said, source: &str, calendar: Calendar) -> Option<Origin> {
        let its = it.text.source.as_deref()?;
        let origin = line_of(it, calendar)?;
        let times = match its == source {
            true => &mut self.times,
            false => self.others.entry(its.to_owned()).or_default(),
        };
        let time = times.get(&origin).map_or(1, |times| times + 1);
        if it.header.key != Some(key_of(its, &origin, time)) {
            return None;
        }
        times.insert(origin.clone(), time);
        (its == source).then_some(origin)
    }

    fn take(
        &mut self,
        it: &Said,
        own: Option<Origin>,
        by_key: &BTreeMap<Key, u64>,
        calendar: Calendar,
    ) {
        let entry_of = |entry: Option<u64>, key: &Option<Key>| {
            entry.or_else(|| by_key.get(key.as_ref()?).copied())
        };
        match &it.act {
            Act::AddBody(body) => {
                self.bodies.insert(body.id.clone());
            }
            Act::AddStream(stream) => {
                self.streams.insert(stream.id.clone());
                let waits = stream.purposes.first().filter(|_| stream.suspense);
                let waits = waits.map(|purpose| (stream.id.clone(), purpose.clone()));
                self.suspense.extend(waits);
            }
            Act::Propose(project) => {
                self.projects.insert(project.id.clone());
            }
            Act::Spend(spend) => {
                if let Some(origin) = own {
                    self.take_spend(it, spend, origin, calendar);
                }
            }
            Act::Credit(Credit {
                entry,
                posted_as,
                amount,
            }) => {
                let cost = entry_of(*entry, posted_as);
                self.take_off(cost, own.as_ref(), *amount);
            }
            Act::Recharge(recharge) => {
                let cost = entry_of(recharge.entry, &recharge.posted_as);
                self.take_recharge(it, recharge, own, cost, calendar);
            }
            Act::Prepay(Prepay {
                entry,
                posted_as,
                amount,
                ..
            }) => {
                let cost = entry_of(*entry, posted_as);
                if let Some(at) = cost.and_then(|entry| self.by_entry.get(&entry)) {
                    self.costs[*at].left -= amount.pence();
                }
            }
            _ => {}
        }
    }

    fn take_spend(&mut self, it: &Said, spend: &Spend, origin: Origin, calendar: Calendar) {
        let place = (&spend.body, &spend.stream, &spend.project, &spend.purpose);
        let target = target_of(place, spend.cost.as_ref());
        let year = spend.year.or_else(|| calendar.year_of(it.header.effective));
        let year = year.unwrap_or(origin.period.year);
        self.add(Cost {
            named: CostName::Entry(it.number),
            origin,
            target,
            by_hand: false,
            year,
            effective: it.header.effective,
            left: spend.amount.pence(),
        });
    }

    /// What comes off a cost of this source: by this source, or by hand of the same line.
    fn take_off(&mut self, cost: Option<u64>, own: Option<&Origin>, amount: Money) -> Option<Cost> {
        let at = *self.by_entry.get(&cost?)?;
        let of = &mut self.costs[at];
        of.left -= amount.pence();
        let of = of.clone();
        self.moved.push(Moved {
            origin: own.unwrap_or(&of.origin).clone(),
            target: of.target.clone(),
            by_hand: of.by_hand,
            pence: -amount.pence(),
        });
        Some(of)
    }

    fn take_recharge(
        &mut self,
        it: &Said,
        recharge: &Recharge,
        own: Option<Origin>,
        cost: Option<u64>,
        calendar: Calendar,
    ) {
        let Some(of) = self.take_off(cost, own.as_ref(), recharge.amount) else {
            return;
        };
        let place = (
            &recharge.body,
            &recharge.stream,
            &recharge.project,
            &recharge.purpose,
        );
        // What kind of cost it is goes along with it.
        let kind = of.target.as_ref().and_then(|it| it.cost.as_ref());
        let year = recharge
            .year
            .or_else(|| calendar.year_of(it.header.effective));
        self.add(Cost {
            named: CostName::Entry(it.number),
            by_hand: own.is_none(),
            origin: own.unwrap_or(of.origin),
            target: target_of(place, kind),
            year: year.unwrap_or(of.year),
            effective: it.header.effective,
            left: recharge.amount.pence(),
        });
    }

    fn add(&mut self, cost: Cost) {
        self.moved.push(Moved {
            origin: cost.origin.clone(),
            target: cost.target.clone(),
            by_hand: cost.by_hand,
            pence: cost.left,
        });
        if let CostName::Entry(entry) = cost.named {
            self.by_entry.insert(entry, self.costs.len());
        }
        self.costs.push(cost);
    }
}

fn read<'e, T: Deserialize<'e>>(
    entry: &Entry,
    part: &'static str,
    text: &'e str,
) -> Result<T, JournalError> {
    serde_json::from_str(text).map_err(|fault| JournalError::Unreadable {
        entry: entry.number,
        part,
        reason: fault.to_string(),
    })
}

/// The entries that were reversed.
fn reversed_in(said: &[Said], by_key: &BTreeMap<Key, u64>) -> BTreeSet<u64> {
    let reversed = said.iter().filter_map(|it| match &it.act {
        Act::Correct(correct) => {
            let keyed = correct.posted_as.as_ref().and_then(|key| by_key.get(key));
            correct.entry.or(keyed.copied())
        }
        _ => None,
    });
    reversed.collect()
}

type Place<'s> = (
    &'s Option<BodyId>,
    &'s Option<StreamId>,
    &'s Option<ProjectId>,
    &'s Option<PurposeId>,
);

fn target_of(
    (body, stream, project, purpose): Place<'_>,
    cost: Option<&CostKind>,
) -> Option<Target> {
    Some(Target {
        body: body.clone()?,
        stream: stream.clone()?,
        project: project.clone(),
        purpose: purpose.clone()?,
        cost: cost.cloned(),
    })
}
