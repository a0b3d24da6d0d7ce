//! Words that were taken away: the ledger keeps none of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::keys::Keys;
use super::outturn::OutturnWhat;
use crate::journal::ActKind;
use crate::journal::act::Redact;

/// What keys stand for, and whose words are gone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Worded {
    pub(crate) keys: Keys,
    /// Which entry took the words of which away.
    pub(crate) redacted: BTreeMap<u64, u64>,
    /// The entries whose words were missing already, and that no entry redacts so far.
    pub(crate) missing: BTreeSet<u64>,
}

impl Ledger {
    /// The first entry whose words are missing though no entry redacts them, in a journal as far
    /// as it was followed: a fault, once that is the whole of it.
    pub fn words_missing(&self) -> Option<u64> {
        self.worded.missing.first().copied()
    }

    /// Whether the words of an entry are gone.
    pub(crate) fn is_wordless(&self, entry: u64) -> bool {
        self.worded.redacted.contains_key(&entry) || self.worded.missing.contains(&entry)
    }

    /// Remembers whose words are gone, and forgets them: the ledger is as if they had never been
    /// there. What an entry has without words, each record says where it is made.
    pub(crate) fn settle_redaction(&mut self, it: &Redact, number: u64) {
        for entry in &it.entries {
            self.worded.redacted.insert(*entry, number);
            self.worded.missing.remove(entry);
        }
        let gone = |entry: u64| it.entries.binary_search(&entry).is_ok();
        self.forget_names(gone);
        self.forget_what_letters_say(gone);
        self.forget_what_was_said(gone);
        self.worded.keys.forget_words(gone);
    }

    /// A thing without a name is called by its id.
    fn forget_names(&mut self, gone: impl Fn(u64) -> bool) {
        for it in self.bodies.iter_mut().filter(|it| gone(it.entry)) {
            it.name = Arc::from(it.id.as_str());
        }
        for it in self.streams.iter_mut().filter(|it| gone(it.entry)) {
            it.name = Arc::from(it.id.as_str());
        }
        for it in self.projects.iter_mut().filter(|it| gone(it.entry)) {
            it.name = Arc::from(it.id.as_str());
        }
        for it in self.anticipated.iter_mut().filter(|it| gone(it.entry)) {
            it.name = Arc::from(it.id.as_str());
        }
        for it in self.totals.iter_mut().filter(|it| gone(it.entry)) {
            it.name = Arc::from(it.id.as_str());
            it.source = Arc::from("");
        }
        for it in self.plans.iter_mut().filter(|it| gone(it.entry)) {
            it.name = Arc::from(it.id.as_str());
            it.source = None;
        }
    }

    fn forget_what_letters_say(&mut self, gone: impl Fn(u64) -> bool) {
        for given in self.notices.iter_mut().filter(|it| gone(it.entry)) {
            let kind = self.entries[given.entry as usize - 1].kind;
            given.notice = unnamed_letter(kind, given.effective);
            (given.dated, given.source, given.note) = (None, None, None);
        }
        for mark in self.marks.iter_mut().filter(|it| gone(it.entry)) {
            mark.words = Arc::from("");
        }
    }

    /// That something was said stays, and so does that it has evidence.
    fn forget_what_was_said(&mut self, gone: impl Fn(u64) -> bool) {
        let approvals = self.projects.iter_mut().flat_map(|it| &mut it.approvals);
        for approved in approvals.filter(|it| gone(it.entry)) {
            approved.by.forget();
            approved.evidence = None;
        }
        let facts = self.facts.values_mut().flatten();
        for fact in facts.filter(|it| gone(it.entry)) {
            fact.by.forget();
        }
        for it in self.forecasts.iter_mut().filter(|it| gone(it.entry)) {
            it.reason = Arc::from("");
        }
        for it in self.outturns.iter_mut().filter(|it| gone(it.entry)) {
            it.source = Arc::from("");
            if let OutturnWhat::Status { words, .. } = &mut it.what {
                *words = Arc::from("");
            }
        }
    }
}

/// What a letter is called that names none.
pub(crate) fn unnamed_letter(kind: ActKind, effective: NaiveDate) -> Arc<str> {
    match kind {
        ActKind::Vire => Arc::from("virement"),
        ActKind::TakeOn => Arc::from(format!("taken on at {effective}")),
        _ => Arc::from(""),
    }
}
