//! What was recorded against advice.

use chrono::NaiveDate;

use super::list::{Finding, FindingKind};
use crate::state::{AdviceRead, Ledger};

pub(crate) fn found(ledger: &Ledger, as_at: Option<NaiveDate>) -> Vec<Finding> {
    let by_then = |it: &AdviceRead<'_>| as_at.is_none_or(|day| it.effective <= day);
    let all = ledger.advice_read().into_iter().filter(by_then);
    all.map(finding).collect()
}

fn finding(it: AdviceRead<'_>) -> Finding {
    let AdviceRead {
        entry,
        effective,
        line,
        year,
        advice,
    } = it;
    Finding {
        kind: FindingKind::AdvisedAgainst,
        body: line.body,
        stream: line.stream,
        year,
        vintage: line.vintage,
        recurrence: line.recurrence,
        since: Some(effective),
        pence: advice.shortfall().short.pence(),
        entry,
        other: None,
        says: format!("Entry {entry} ({}): {advice}.", advice.code()),
    }
}
