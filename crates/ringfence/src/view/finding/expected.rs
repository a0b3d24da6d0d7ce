//! What was expected and never came.

use chrono::NaiveDate;

use super::list::{Finding, FindingKind, pounds};
use crate::noun::Recurrence;
use crate::state::Ledger;

/// What partners were to add, and had not by the end of the year.
pub(crate) fn contributions_found(ledger: &Ledger, as_at: Option<NaiveDate>) -> Vec<Finding> {
    let mut all = Vec::new();
    for it in ledger.contributions_read() {
        let is_seen = |day: NaiveDate| as_at.is_none_or(|as_at| day <= as_at);
        let closed_by = it.closed_by.filter(|(_, since)| is_seen(*since));
        let (Some((close, since)), lacks @ 1..) = (closed_by, it.come.lacking()) else {
            continue;
        };
        let says = format!(
            "{} of {} for {}/{} in {} (entry {}) had not come when the year ended: {} lacks.",
            it.id,
            it.partner,
            it.body,
            it.stream,
            it.year,
            it.entry,
            pounds(lacks),
        );
        all.push(Finding {
            kind: FindingKind::ContributionNotReceived,
            body: it.body.clone(),
            stream: it.stream.clone(),
            year: it.year,
            vintage: it.year,
            recurrence: Recurrence::NonRecurrent,
            since: Some(since),
            pence: lacks,
            entry: it.entry,
            other: Some(close),
            says,
        });
    }
    all
}

/// Anticipated sums that ended with their year, not confirmed as a whole.
pub(crate) fn found(ledger: &Ledger, as_at: Option<NaiveDate>) -> Vec<Finding> {
    let mut all = Vec::new();
    for it in ledger.anticipated_read() {
        let Some((close, since)) = it.closed_by else {
            continue;
        };
        let is_seen = as_at.is_none_or(|day| since <= day);
        if it.corrected_by.is_some() || it.open == 0 || !is_seen {
            continue;
        }
        let says = format!(
            "{} of {}/{} was anticipated for {} (entry {}) and ended with the year: {} of {} was \
             never confirmed.",
            it.id,
            it.body,
            it.stream,
            it.year,
            it.entry,
            pounds(it.open),
            it.amount.in_words(),
        );
        all.push(Finding {
            kind: FindingKind::AnticipatedNotConfirmed,
            body: it.body.clone(),
            stream: it.stream.clone(),
            year: it.year,
            vintage: it.year,
            recurrence: it.recurrence,
            since: Some(since),
            pence: it.open,
            entry: it.entry,
            other: Some(close),
            says,
        });
    }
    all
}
