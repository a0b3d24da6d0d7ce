//! Findings of additionality and diversion: what may be looked at, with its evidence. None of them
//! is a verdict.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::journal::{Entry, JournalError};
use crate::noun::{BodyId, PurposeId, Recurrence, StreamId};
use crate::state::{CostRead, Ledger, Origin, Selection};
use crate::view::finding::pounds;
use crate::word::FinancialYear;

/// What is asked of these findings.
pub(super) struct Looked<'a> {
    pub(super) of: Selection,
    pub(super) year: FinancialYear,
    /// From which day a recharge is late.
    pub(super) late_from: NaiveDate,
    /// By which day another stream must have paid for a post, or a supplier.
    pub(super) baseline: Option<NaiveDate>,
    /// By so many in a hundred what fell may differ from what was added.
    pub(super) within: u16,
    /// The journal, whose words name suppliers.
    pub(super) entries: &'a [Entry],
}

/// One thing that may be looked at.
pub(super) struct Found<'l> {
    pub(super) name: &'static str,
    pub(super) body: &'l BodyId,
    pub(super) stream: &'l StreamId,
    pub(super) pence: i128,
    pub(super) since: Option<NaiveDate>,
    pub(super) entry: Option<u64>,
    pub(super) other: Option<u64>,
    pub(super) says: String,
    pub(super) origins: Vec<Origin>,
}

/// All that is found, by its kind and then in the order of body, stream and entry.
///
/// # Errors
/// Where the entries are not those of the ledger.
pub(super) fn found<'l>(
    ledger: &'l Ledger,
    at: &Looked<'_>,
) -> Result<Vec<Found<'l>>, JournalError> {
    let mut all = outside(ledger, at);
    all.extend(late(ledger, at));
    all.extend(before(ledger, at));
    if !at.entries.is_empty() {
        all.extend(supplied(ledger, at)?);
    }
    all.extend(fell(ledger, at));
    all.sort_by(|a, b| order_of(a).cmp(&order_of(b)));
    Ok(all)
}

type Order<'f> = (&'static str, &'f BodyId, &'f StreamId, Option<u64>, &'f str);

fn order_of<'f>(it: &'f Found<'_>) -> Order<'f> {
    (it.name, it.body, it.stream, it.entry, &it.says)
}

fn outside<'l>(ledger: &'l Ledger, at: &Looked<'_>) -> Vec<Found<'l>> {
    let all = ledger.outside_read(at.year, at.of.as_at).into_iter();
    let found = all.map(|it| Found {
        name: "cost_outside_purpose",
        body: it.body,
        stream: it.stream,
        pence: i128::from(it.pence),
        since: Some(it.first.0),
        entry: Some(it.first.1),
        other: None,
        says: format!(
            "Project {} is for {}; {} of its cost is for {}.",
            it.project,
            it.own,
            pounds(it.pence),
            it.purpose
        ),
        origins: vec![
            Origin::Project(it.project.clone()),
            Origin::Entry(it.first.1),
        ],
    });
    found.collect()
}

fn late<'l>(ledger: &'l Ledger, at: &Looked<'_>) -> Vec<Found<'l>> {
    let all = ledger.recharges_read(&at.of, (at.year, at.late_from));
    let found = all.into_iter().map(|it| Found {
        name: "late_recharge",
        body: it.body,
        stream: it.stream,
        pence: i128::from(it.pence),
        since: Some(it.on),
        entry: Some(it.entry),
        other: Some(it.cost),
        says: format!(
            "{} of a cost of {} moved from {}/{} on {}, {} days after it was one.",
            pounds(it.pence),
            it.cost_on,
            it.from.0,
            it.from.1,
            it.on,
            (it.on - it.cost_on).num_days()
        ),
        origins: vec![Origin::Entry(it.entry), Origin::Entry(it.cost)],
    });
    found.collect()
}

fn before<'l>(ledger: &'l Ledger, at: &Looked<'_>) -> Vec<Found<'l>> {
    let all = ledger.funded_before_read(&at.of, (at.year, at.baseline));
    let found = all.into_iter().map(|it| {
        let (post, stream, day, entry) = it.earlier;
        Found {
            name: "funded_before",
            body: it.body,
            stream: it.stream,
            pence: i128::from(it.agreed),
            since: Some(it.placed_on),
            entry: Some(it.entry),
            other: Some(entry),
            says: format!(
                "Post {} ({}{}) was committed here on {}; {stream} paid for {post} from an order \
                 of {day}.",
                it.post,
                pounds(it.agreed),
                match it.recurrence {
                    Recurrence::Recurrent => " a year",
                    Recurrence::NonRecurrent => "",
                },
                it.placed_on
            ),
            origins: vec![Origin::Entry(it.entry), Origin::Entry(entry)],
        }
    });
    found.collect()
}

fn supplied<'l>(ledger: &'l Ledger, at: &Looked<'_>) -> Result<Vec<Found<'l>>, JournalError> {
    let all = ledger.suppliers_read(at.entries, &at.of, (at.year, at.baseline))?;
    let found = all.into_iter().map(|it| {
        let (stream, day, earlier) = it.earlier;
        let (since, entry) = it.first;
        let entries = it.entries.into_iter().chain([earlier]);
        Found {
            name: "funded_before",
            body: it.body,
            stream: it.stream,
            pence: i128::from(it.pence),
            since: Some(since),
            entry: Some(entry),
            other: Some(earlier),
            says: format!(
                "{}: {} ordered or spent here from {since}; {stream} paid the same supplier for \
                 the same purpose from {day}.",
                it.supplier,
                pounds(it.pence)
            ),
            origins: entries.map(Origin::Entry).collect(),
        }
    });
    Ok(found.collect())
}

/// What was spent for one purpose by the bodies of a board, of each stream in a year.
type Spent<'l> = BTreeMap<(&'l BodyId, &'l PurposeId), BTreeMap<&'l StreamId, [i128; 2]>>;

/// Spend of another stream for the same purpose that fell by about what this one added.
fn fell<'l>(ledger: &'l Ledger, at: &Looked<'_>) -> Vec<Found<'l>> {
    let before = at.year.previous();
    let mut spent = Spent::new();
    let mut lines: BTreeMap<(&BodyId, &StreamId), BTreeSet<&BodyId>> = BTreeMap::new();
    for (place, year) in [before, at.year].into_iter().enumerate() {
        let of = Selection {
            year: Some(year),
            body: None,
            stream: None,
            ..at.of.clone()
        };
        for cost in ledger.costs_read(&of) {
            let CostRead {
                stream,
                accountable,
                purpose: Some(purpose),
                ..
            } = cost
            else {
                continue;
            };
            if ledger.is_suspense_read(stream) || before == at.year {
                continue;
            }
            let of_purpose = spent.entry((accountable, purpose)).or_default();
            of_purpose.entry(stream).or_default()[place] += cost.pence;
            let of_line = lines.entry((accountable, stream)).or_default();
            of_line.insert(cost.body);
        }
    }
    let mut all = Vec::new();
    for ((board, purpose), streams) in spent {
        for (stream, [was, is]) in &streams {
            let added = is - was;
            for (other, [had, has]) in &streams {
                let less = had - has;
                let apart = (less - added).abs() * 100 <= added * i128::from(at.within);
                if stream != other && 0 < added && 0 < less && apart {
                    let place = (board, *stream, *other);
                    let mut found = fallen(place, purpose, [added, less]);
                    found.origins = both_years(&lines, place, at.year);
                    all.push(found);
                }
            }
        }
    }
    all
}

fn fallen<'l>(
    (board, stream, other): (&'l BodyId, &'l StreamId, &'l StreamId),
    purpose: &PurposeId,
    [added, less]: [i128; 2],
) -> Found<'l> {
    let sum = |pence: i128| pounds(i64::try_from(pence).unwrap_or(i64::MAX));
    Found {
        name: "other_spend_fell",
        body: board,
        stream,
        pence: less,
        since: None,
        entry: None,
        other: None,
        says: format!(
            "Under {board}, {stream} cost {} more for {purpose} than the year before, and {other} \
             {} less.",
            sum(added),
            sum(less)
        ),
        origins: Vec::new(),
    }
}

fn both_years(
    lines: &BTreeMap<(&BodyId, &StreamId), BTreeSet<&BodyId>>,
    (board, stream, other): (&BodyId, &StreamId, &StreamId),
    year: FinancialYear,
) -> Vec<Origin> {
    let mut all = Vec::new();
    for stream in [stream, other] {
        for body in lines.get(&(board, stream)).into_iter().flatten() {
            for year in [year.previous(), year] {
                all.push(Origin::Lines((*body).clone(), stream.clone(), year));
            }
        }
    }
    all
}
