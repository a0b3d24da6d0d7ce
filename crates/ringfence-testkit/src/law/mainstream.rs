//! Law 34: what goes to core money frees what it cost, and no base.

use std::collections::BTreeMap;

use ringfence::journal::Act;
use ringfence::law::RuleBook;
use ringfence::noun::{BodyId, Line, StreamId};
use ringfence::state::{Ledger, Selection};
use ringfence::view::{Cell, Table, base_bridge, mainstreamed};
use ringfence::word::{FinancialYear, Money};
use ringfence_store::{Book, MemoryStore};

use super::walk::{in_words, positions};
use super::{Seen, Tally, Watch, walk};
use crate::generate::{Country, History};
use crate::model::{Model, Pence, Went};

/// Law 34: of the stream that it leaves no base of any year changes; what is free is what it cost,
/// in the year and in twelve months.
pub fn never_mainstreaming_cuts_the_base(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut NoBaseCut])
}

/// Looks at each mainstreaming.
pub(super) struct NoBaseCut;

impl Watch for NoBaseCut {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let Seen::Draft {
            draft,
            before,
            model_before,
            verdict: Ok(receipt),
        } = seen
        else {
            return;
        };
        if receipt.entry != before.head().entry + 1 || !matches!(draft.act, Act::Mainstream(_)) {
            return;
        }
        let after = book.ledger();
        let said = in_words(draft);
        no_base_changes((before, model_before), (after, model), &said);
        what_is_free_is_what_it_cost(receipt.entry, (before, model_before), (after, model), &said);
        let year = model
            .calendar
            .year_of(receipt.effective)
            .expect("a year that exists");
        let table = mainstreamed(after, &Selection::default());
        for went in model.went_by(receipt.entry) {
            the_table_says(
                &table,
                receipt.entry,
                went,
                [
                    cost_ended((model_before, model), went, year),
                    model.cost_in(&went.core, year),
                ],
            );
        }
    }
}

/// Of no line and no year: by the bridge of the book, by the authority that stands, and by what
/// the model knows of the letters.
fn no_base_changes(
    (before, model_before): (&Ledger, &Model),
    (after, model): (&Ledger, &Model),
    said: &str,
) {
    let first = Country::first_year();
    let years = [
        first,
        first.next(),
        first.next().next(),
        first.next().next().next(),
    ];
    for year in years {
        assert_eq!(
            bases(before, year),
            bases(after, year),
            "bases of {year}, {said}"
        );
        for body in model.bodies.keys() {
            for stream in model.streams.keys() {
                let base = |of: &Model| of.base_every_year(body, stream, year);
                assert_eq!(
                    base(model_before),
                    base(model),
                    "{body} {stream} {year}, {said}"
                );
            }
        }
    }
    let authority = |ledger: &Ledger| {
        let all = positions(ledger).into_iter();
        let all = all.map(|(spot, of)| (spot, of.authority));
        all.filter(|(_, sum)| !sum.is_zero())
            .collect::<BTreeMap<_, _>>()
    };
    assert_eq!(authority(before), authority(after), "authority, {said}");
}

/// The opening and the next base of each line.
fn bases(ledger: &Ledger, year: FinancialYear) -> BTreeMap<[String; 2], [Money; 2]> {
    let table = base_bridge(ledger, year, &Selection::default());
    let sum = |row: usize, name: &str| table.find(row, name).and_then(Cell::money);
    let text = |row: usize, name: &str| table.find(row, name).map(ToString::to_string);
    let line = |row| ["body", "stream"].map(|name| text(row, name).unwrap_or_default());
    let of = |row| ["opening_base", "next_base"].map(|name| sum(row, name).unwrap_or_default());
    let rows = (0..table.rows.len()).map(|row| (line(row), of(row)));
    rows.filter(|(_, sums)| sums.iter().any(|it| !it.is_zero()))
        .collect()
}

/// What of a year's cost of a commitment ended and was still open.
fn cost_ended((before, after): (&Model, &Model), went: &Went, year: FinancialYear) -> Pence {
    let ended = before.cost_in(&went.id, year) - after.cost_in(&went.id, year);
    ended.min(before.open_of(&went.id, year))
}

/// On each line that it leaves, what is free rises by what the year had still kept for what went,
/// and what is committed falls by as much; what the core line commits it had free. Nothing else
/// moves, and in twelve months one costs less what the other costs more.
fn what_is_free_is_what_it_cost(
    entry: u64,
    (before, model_before): (&Ledger, &Model),
    (after, model): (&Ledger, &Model),
    said: &str,
) {
    let mut freed: BTreeMap<(FinancialYear, Line), Pence> = BTreeMap::new();
    let open = after.open_years();
    for went in model.went_by(entry) {
        let last = model.next_entry();
        let fell = model_before.annual_by(&went.id, last) - model.annual_by(&went.id, last);
        assert_eq!(
            fell, went.annual,
            "what {} costs less a year, {said}",
            went.id
        );
        assert_eq!(
            model.annual_by(&went.core, last),
            fell,
            "what {} costs, {said}",
            went.core
        );
        for year in open.iter().copied() {
            let ended = cost_ended((model_before, model), went, year);
            *freed
                .entry((year, line_of(model, &went.id, year)))
                .or_default() += ended;
            let more = model.open_of(&went.core, year);
            *freed
                .entry((year, line_of(model, &went.core, year)))
                .or_default() -= more;
        }
    }
    freed.retain(|_, pence| *pence != 0);
    let (stood, stands) = (positions(before), positions(after));
    let mut moved = BTreeMap::new();
    for spot in stood.keys().chain(stands.keys()) {
        let of = |all: &BTreeMap<_, ringfence::noun::Position>| {
            let it = all.get(spot).copied().unwrap_or_default();
            let pence = |sum: Money| Pence::from(sum.pence());
            [
                pence(it.available),
                pence(it.earmarked),
                -pence(it.committed),
            ]
        };
        let [free, tied, kept]: [Pence; 3] =
            std::array::from_fn(|place| of(&stands)[place] - of(&stood)[place]);
        assert_eq!((free, tied), (kept, 0), "{} in {}, {said}", spot.1, spot.0);
        if free != 0 {
            moved.insert(spot.clone(), free);
        }
    }
    assert_eq!(moved, freed, "what is free, {said}");
}

fn line_of(model: &Model, id: &ringfence::noun::PromiseId, year: FinancialYear) -> Line {
    let of = &model.promises()[id];
    let (body, stream): (BodyId, StreamId) = (of.body.clone(), of.stream.clone());
    Line {
        body,
        stream,
        vintage: year,
        recurrence: ringfence::noun::Recurrence::Recurrent,
    }
}

fn the_table_says(table: &Table, entry: u64, went: &Went, [freed, core]: [Pence; 2]) {
    let text = |row: usize, name: &str| table.find(row, name).map(ToString::to_string);
    let is_it = |row: &usize| {
        text(*row, "entry") == Some(entry.to_string())
            && text(*row, "core_commitment") == Some(went.core.to_string())
    };
    let row = (0..table.rows.len())
        .find(is_it)
        .expect("a row of what went");
    let sums = [
        "freed_in_year",
        "freed_full_year",
        "core_in_year",
        "core_full_year",
    ];
    let sums = sums.map(|name| {
        let sum = table.find(row, name).and_then(Cell::money);
        Pence::from(sum.expect("a sum of the table").pence())
    });
    assert_eq!(
        sums,
        [freed, went.annual, core, went.annual],
        "the row of {}",
        went.core
    );
}
