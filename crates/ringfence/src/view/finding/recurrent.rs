//! Recurrent money that does not agree: with the giver's base, on both sides, or with what is
//! promised every year.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::list::{Finding, FindingKind, pounds};
use crate::journal::act::Unrecorded;
use crate::noun::Recurrence;
use crate::state::{Ledger, NoticeRead, RecurrentRead};
use crate::view::base::{Base, BaseLine};
use crate::word::FinancialYear;

pub(crate) fn found(ledger: &Ledger, as_at: Option<NaiveDate>) -> Vec<Finding> {
    let base = Base::standing(ledger, as_at);
    let Some(current) = ledger.current_year_read(as_at) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for giver in base.givers() {
        all.extend(above_the_base(ledger, &base, giver, current));
    }
    all.extend(restated_on_one_side(&base));
    let promises = live(ledger, as_at);
    let mut lines: BTreeMap<BaseLine<'_>, Vec<&RecurrentRead<'_>>> = BTreeMap::new();
    for promise in &promises {
        let line = (promise.body, promise.stream);
        lines.entry(line).or_default().push(promise);
    }
    for (line, promises) in lines {
        all.extend(above_the_funding(ledger, &base, line, &promises, current));
    }
    all
}

/// The first year, from the current one, in which a giver passes more down than it has.
fn above_the_base(
    ledger: &Ledger,
    base: &Base<'_>,
    giver: BaseLine<'_>,
    current: FinancialYear,
) -> Option<Finding> {
    let last = base.last_year()?.max(current);
    for year in years(current, last) {
        let received = base.received(giver, year);
        let own: i64 = received.iter().map(|it| it.full_year).sum();
        let mut down = 0;
        let mut first_above = None;
        for part in base.passed_down(giver, year) {
            down += part.full_year;
            if down <= own {
                first_above = None;
            } else {
                first_above = first_above.or(Some(part.notice.entry));
            }
        }
        let Some(entry) = first_above.filter(|_| !is_silent(ledger, giver, year)) else {
            continue;
        };
        let latest = received.iter().map(|it| &it.notice);
        let latest = latest.max_by_key(|it| (it.effective, it.entry));
        return Some(above(base, giver, year, [down, own], entry, latest));
    }
    None
}

/// Both notices named: the pass-down that goes above, and the giver's own latest.
fn above(
    base: &Base<'_>,
    giver: BaseLine<'_>,
    year: FinancialYear,
    [down, own]: [i64; 2],
    entry: u64,
    latest: Option<&NoticeRead<'_>>,
) -> Finding {
    let passed = base.notices.iter().find(|it| it.entry == entry);
    let (body, stream) = giver;
    let says = format!(
        "{body} passes {} of {stream} down each year from {year}, {} more than its base of {}: \
         {} (entry {entry}) against {}.",
        pounds(down),
        pounds(down - own),
        pounds(own),
        passed.map_or("", |it| it.notice),
        latest.map_or_else(
            || "no notice of its own".to_owned(),
            |it| format!("{} (entry {})", it.notice, it.entry)
        )
    );
    let days = [passed, latest].into_iter().flatten();
    Finding {
        since: days.map(|it| it.effective).max(),
        pence: down - own,
        entry,
        other: latest.map(|it| it.entry),
        ..of_base(FindingKind::PassDownAboveBase, giver, year, says)
    }
}

/// Recurrent virements of which an opening notice has restated one side only.
fn restated_on_one_side(base: &Base<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for virement in &base.notices {
        let Some(to_stream) = virement.virement else {
            continue;
        };
        let (gives, takes) = ((virement.giver, virement.stream), (virement.to, to_stream));
        let opening = |line| base.opening_after(line, virement.year);
        let (opening, stands) = match (opening(gives), opening(takes)) {
            (Some(opening), None) if gives != takes => (opening, takes),
            (None, Some(opening)) if gives != takes => (opening, gives),
            _ => continue,
        };
        let (body, stream) = stands;
        let says = format!(
            "The recurrent virement of {} (entry {}) was restated by {} (entry {}) on {}/{}, and \
             not on {body}/{stream}.",
            virement.full_year.in_words(),
            virement.entry,
            opening.notice,
            opening.entry,
            opening.to,
            opening.stream
        );
        all.push(Finding {
            since: Some(opening.effective),
            pence: virement.full_year.pence(),
            entry: virement.entry,
            other: Some(opening.entry),
            ..of_base(FindingKind::RestatedOnOneSide, stands, opening.year, says)
        });
    }
    all
}

/// The recurrent commitments that still run on a day.
pub(crate) fn live<'l>(ledger: &'l Ledger, as_at: Option<NaiveDate>) -> Vec<RecurrentRead<'l>> {
    let mut all = ledger.recurrent_read(as_at);
    all.retain(|it| {
        let placed = as_at.is_none_or(|day| it.placed_on <= day);
        let over = match (it.over_since, as_at) {
            (Some(over), Some(day)) => over <= day,
            (over, _) => over.is_some(),
        };
        placed && !over
    });
    all
}

/// The first year after the current one in which promises exceed the recurrent funding.
fn above_the_funding(
    ledger: &Ledger,
    base: &Base<'_>,
    line: BaseLine<'_>,
    promises: &[&RecurrentRead<'_>],
    current: FinancialYear,
) -> Option<Finding> {
    let calendar = ledger.calendar();
    let starts = promises.iter().filter_map(|it| calendar.year_of(it.start));
    let last = starts.chain(base.last_year()).chain([current]).max()?;
    for year in years(current.next(), last.next()) {
        let run = |it: &&&RecurrentRead<'_>| ledger.year_sum_read(it, year).is_positive();
        let run: Vec<&RecurrentRead<'_>> = promises.iter().filter(run).copied().collect();
        let sums = run.iter().map(|it| ledger.year_sum_read(it, year).pence());
        let promised: i64 = sums.sum();
        let funding = base.funding(line, year);
        let Some(latest) = run.iter().max_by_key(|it| (it.placed_on, it.entry)) else {
            continue;
        };
        if promised <= funding || is_silent(ledger, line, year) {
            continue;
        }
        let names: Vec<&str> = run.iter().map(|it| it.id.as_str()).collect();
        let (body, stream) = line;
        let says = format!(
            "Recurrent commitments of {body}/{stream} ({}) come to {} in {year}, {} more than \
             the recurrent funding of {}.",
            names.join(", "),
            pounds(promised),
            pounds(promised - funding),
            pounds(funding)
        );
        return Some(Finding {
            pence: promised - funding,
            entry: latest.entry,
            ..of_base(FindingKind::CommitmentsAboveFunding, line, year, says)
        });
    }
    None
}

/// Whether the allocation of a body, stream and year is marked as not recorded.
fn is_silent(ledger: &Ledger, (body, stream): BaseLine<'_>, year: FinancialYear) -> bool {
    ledger.marks_read().iter().any(|mark| {
        mark.corrected_by.is_none()
            && mark.what == Unrecorded::Allocation
            && (mark.body, mark.stream, mark.year) == (body, stream, year)
    })
}

fn years(first: FinancialYear, last: FinancialYear) -> impl Iterator<Item = FinancialYear> {
    let next = move |year: &FinancialYear| (*year < last).then(|| year.next());
    std::iter::successors((first <= last).then_some(first), next)
}

fn of_base(
    kind: FindingKind,
    (body, stream): BaseLine<'_>,
    year: FinancialYear,
    says: String,
) -> Finding {
    Finding {
        kind,
        body: body.clone(),
        stream: stream.clone(),
        year,
        vintage: year,
        recurrence: Recurrence::Recurrent,
        since: None,
        pence: 0,
        entry: 0,
        other: None,
        says,
    }
}
