//! Suppliers that another stream paid before, as the words of the journal name them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::index::{At, Index};
use super::record::{Body, Promise, Stream};
use super::{Ledger, Selection};
use crate::journal::{ActKind, Entry, JournalError};
use crate::noun::{Account, BodyId, PurposeId, StreamId};
use crate::word::FinancialYear;

/// A supplier that another stream paid before, under the same board and for the same purpose.
pub(crate) struct SupplierRead<'l> {
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    /// The name, as one of the entries writes it.
    pub(crate) supplier: String,
    /// What stands of the orders and costs of the year.
    pub(crate) pence: i64,
    /// The day and the entry of the first of them.
    pub(crate) first: (NaiveDate, u64),
    pub(crate) entries: Vec<u64>,
    /// Which stream paid first, from when and by which entry.
    pub(crate) earlier: (&'l StreamId, NaiveDate, u64),
}

/// An order or a cost that names whom it pays.
struct Paid<'l> {
    day: NaiveDate,
    entry: u64,
    year: FinancialYear,
    body: At<Body>,
    stream: At<Stream>,
    purpose: &'l PurposeId,
    /// Whom, as it is written.
    supplier: String,
    /// The order, where it is one; else it is a cost.
    order: Option<At<Promise>>,
}

/// Who answers, the supplier without regard to case, and for what.
type Whom<'l> = (At<Body>, String, &'l PurposeId);

/// What is open and spent of orders, in each year.
type Stands = Index<At<Promise>, BTreeMap<FinancialYear, i64>>;

/// The words of an entry, as far as they are read here.
#[derive(Deserialize)]
struct Words {
    counterparty: Option<String>,
}

impl Ledger {
    /// The suppliers of a year whom another stream paid first, under the same board and for the
    /// same purpose: before this one did, and before a day where one is said. Their names stand
    /// in the words of the journal, which the ledger does not keep.
    ///
    /// # Errors
    /// Where the entries are not this ledger's.
    pub(crate) fn suppliers_read(
        &self,
        entries: &[Entry],
        of: &Selection,
        (year, baseline): (FinancialYear, Option<NaiveDate>),
    ) -> Result<Vec<SupplierRead<'_>>, JournalError> {
        self.is_its_journal(entries)?;
        let mut all = self.all_paid(entries, of);
        let stands = self.stands_of(&all, of);
        all.retain(|it| 0 < self.stands(it, &stands, None));
        all.sort_by_key(|it| (it.day, it.entry));
        let mut of_whom: BTreeMap<Whom<'_>, Vec<&Paid<'_>>> = BTreeMap::new();
        for paid in &all {
            let board = self.accountable_on(paid.body, paid.day);
            let whom = (board, paid.supplier.to_lowercase(), paid.purpose);
            of_whom.entry(whom).or_default().push(paid);
        }
        let mut found: BTreeMap<_, SupplierRead<'_>> = BTreeMap::new();
        for ((_, supplier, _), paid) in of_whom {
            let first = paid[0];
            let is_found = |it: &&&Paid<'_>| {
                let until = baseline.map_or(it.day, |day| day.min(it.day));
                let was_before = (first.day, first.entry) < (until, it.entry);
                it.year == year && it.stream != first.stream && was_before
            };
            for it in paid.iter().filter(is_found) {
                let pence = self.stands(it, &stands, Some(year));
                if pence <= 0 {
                    continue;
                }
                let place = (it.body, it.stream, supplier.clone());
                let read = || self.supplier_read(it, first);
                let read = found.entry(place).or_insert_with(read);
                (read.first, read.pence) = (
                    read.first.min((it.day, it.entry)),
                    read.pence.saturating_add(pence),
                );
                read.entries.push(it.entry);
            }
        }
        Ok(found.into_values().collect())
    }

    fn supplier_read(&self, it: &Paid<'_>, first: &Paid<'_>) -> SupplierRead<'_> {
        SupplierRead {
            body: &self.bodies[it.body].id,
            stream: &self.streams[it.stream].id,
            supplier: it.supplier.clone(),
            pence: 0,
            first: (it.day, it.entry),
            entries: Vec::new(),
            earlier: (&self.streams[first.stream].id, first.day, first.entry),
        }
    }

    /// The orders and costs that name a supplier and count; what waits in suspense, what moved by
    /// a recharge, and the cost of an order that names one itself or came by a mainstreaming, are
    /// none of them.
    fn all_paid(&self, entries: &[Entry], of: &Selection) -> Vec<Paid<'_>> {
        let last_known = self.last_known(of);
        let mut named: BTreeMap<u64, String> = BTreeMap::new();
        for (number, (posted, entry)) in (1..).zip(self.entries.iter().zip(entries)) {
            let pays = matches!(
                posted.kind,
                ActKind::Commit | ActKind::Spend | ActKind::Accrue
            );
            if pays && self.counted(number, of.as_at, last_known) {
                named.extend(supplier_of(entry).map(|it| (number, it)));
            }
        }
        for (by, cost) in &self.recharged {
            let is_recharge = self.entries[*by as usize - 1].kind == ActKind::Recharge;
            if is_recharge && self.counted(*by, of.as_at, last_known) {
                named.remove(&cost.cost_entry());
            }
        }
        let paid = named.iter().filter_map(|(entry, supplier)| {
            let moved = *self.moves_of(*entry).first()?;
            let ordered = moved.promise.map(|at| self.agreed_of(at).entry);
            let of_order = ordered.filter(|it| it != entry);
            let is_of_another = of_order.is_some_and(|it| {
                named.contains_key(&it) || self.entries[it as usize - 1].kind != ActKind::Commit
            });
            if is_of_another || self.streams[moved.cell.stream].suspense {
                return None;
            }
            Some(Paid {
                day: self.effective_of(*entry),
                entry: *entry,
                year: moved.cell.year,
                body: moved.cell.body,
                stream: moved.cell.stream,
                purpose: self.purpose_behind(&moved, *entry)?,
                supplier: supplier.clone(),
                order: moved.promise.filter(|_| of_order.is_none()),
            })
        });
        paid.collect()
    }

    /// What is open and spent of the orders among them.
    fn stands_of(&self, all: &[Paid<'_>], of: &Selection) -> Stands {
        let mut stands = Stands::default();
        let orders = all.iter().filter_map(|it| it.order);
        stands.extend(orders.map(|at| (at, BTreeMap::new())));
        if stands.is_empty() {
            return stands;
        }
        let last_known = self.last_known(of).unwrap_or(self.head.entry);
        for moved in &self.cells.moved {
            let (entry, moved) = (u64::from(moved.entry), self.cells.as_move(moved));
            let order = moved.promise.and_then(|at| stands.get_mut(&at));
            let Some(years) = order.filter(|_| entry <= last_known) else {
                continue;
            };
            let day = self.effective_of(entry);
            if of.as_at.is_none_or(|until| day <= until) {
                let change = moved.change_of(Account::Committed) + moved.cost();
                *years.entry(moved.cell.year).or_default() += change;
            }
        }
        stands
    }

    /// What stands of an order, or the cost, in a year or in all.
    fn stands(&self, it: &Paid<'_>, stands: &Stands, year: Option<FinancialYear>) -> i64 {
        let of_year = |of: FinancialYear| year.is_none_or(|year| year == of);
        match it.order.and_then(|at| stands.get(&at)) {
            Some(years) => years
                .iter()
                .filter(|(of, _)| of_year(**of))
                .map(|(_, pence)| *pence)
                .sum(),
            None => {
                let moves = self.moves_of(it.entry);
                let moves = moves.iter().filter(|it| of_year(it.cell.year));
                moves.map(super::moves::Move::cost).sum()
            }
        }
    }
}

/// Whom the words of an entry name; nothing where they were redacted or name nobody.
fn supplier_of(entry: &Entry) -> Option<String> {
    let text = entry.text.as_deref()?;
    // Most entries name nobody, and are not read.
    let words = text.contains("\"counterparty\"").then_some(text)?;
    let words: Words = serde_json::from_str(words).ok()?;
    let name = words.counterparty?.trim().to_owned();
    Some(name).filter(|it| !it.is_empty())
}
