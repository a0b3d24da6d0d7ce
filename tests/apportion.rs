//! Dividing a sum among clusters: hand calculations with the counts of `seeds/aberwen`.

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::state::{Checked, Ledger};
use ringfence::view::{Apportion, Table, Weighing, apportion};
use ringfence::word::Money;

/// Upland with North, Moor and Valley, counted in 2016; Harbour of Seaward was never counted.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new(Header::new("GBP").expect("a currency"));
    for (kind, row) in [
        (ActKind::AddBody, "id=aberwen kind=government"),
        (
            ActKind::AddBody,
            "id=upland kind=health_board parent=aberwen",
        ),
        (
            ActKind::AddBody,
            "id=seaward kind=health_board parent=aberwen",
        ),
        (ActKind::AddBody, "id=north kind=cluster parent=upland"),
        (ActKind::AddBody, "id=moor kind=cluster parent=upland"),
        (ActKind::AddBody, "id=valley kind=cluster parent=upland"),
        (ActKind::AddBody, "id=harbour kind=cluster parent=seaward"),
        (
            ActKind::RecordPopulation,
            "body=north count=44100 effective=2016-07-01 source=s",
        ),
        (
            ActKind::RecordPopulation,
            "body=moor count=38200 effective=2016-07-01 source=s",
        ),
        (
            ActKind::RecordPopulation,
            "body=valley count=31500 effective=2016-07-01 source=s",
        ),
    ] {
        let pairs = row.split(' ').filter_map(|field| field.split_once('='));
        let text = |text: &str| FieldValue::Text(text.to_owned());
        let fields: Vec<_> = pairs
            .map(|(name, it)| (name.to_owned(), text(it)))
            .collect();
        let draft = Draft::read(kind, &fields).expect("a row without faults");
        if let Checked::Append(event) = ledger.check(&draft).expect("a row that is accepted") {
            let entry = ledger.entry_of(&event);
            ledger.apply(&event, entry.hash).expect("what was checked");
        }
    }
    ledger
}

fn amounts(table: &Table) -> Vec<String> {
    let cells = table.cells_of("amount").map(ToString::to_string);
    cells.collect()
}

fn of(pounds: &str, by: Weighing) -> Apportion {
    Apportion::of(pounds.parse().expect("a sum"), by)
}

fn below(id: &str) -> Weighing {
    let below = id.parse().ok();
    Weighing::Population { below }
}

#[test]
fn by_population_the_odd_penny_goes_to_the_largest_remainder() {
    // 113,800 people in all. 100,000 × 44,100 ÷ 113,800 = 38,752.1968…; 33,567.6626…; 27,680.1405…:
    // a penny is left, and North's remainder is the largest.
    let table = apportion(&ledger(), &of("100000", below("upland"))).expect("three clusters");
    assert_eq!(amounts(&table), ["£38,752.20", "£33,567.66", "£27,680.14"]);
    let mirror = apportion(&ledger(), &of("-100000", below("upland"))).expect("three clusters");
    assert_eq!(
        amounts(&mirror),
        ["−£38,752.20", "−£33,567.66", "−£27,680.14"]
    );
}

#[test]
fn in_whole_thousands_what_does_not_add_up_is_a_line_of_its_own() {
    let all = Apportion {
        to_whole: Some(Money::new(100_000)),
        ..of("100000", below("upland"))
    };
    let table = apportion(&ledger(), &all).expect("three clusters");
    // 38.752 → 39, 33.568 → 34, 27.680 → 28: 101 thousand, one too many.
    let expected = ["£39,000.00", "£34,000.00", "£28,000.00", "−£1,000.00"];
    assert_eq!(amounts(&table), expected);
    assert_eq!(
        table.find(3, "line").map(ToString::to_string).as_deref(),
        Some("rounding")
    );
    assert_eq!(table.sum_of("amount"), "100000".parse().ok());
}

#[test]
fn by_stated_weights_a_tie_goes_to_the_earlier() {
    let weights = ["moor", "north"].map(|id| (id.parse().expect("an id"), 1));
    let table = apportion(&ledger(), &of("0.01", Weighing::Stated(weights.into())));
    assert_eq!(amounts(&table.expect("two clusters")), ["£0.01", "£0.00"]);
}

#[test]
fn everything_that_stands_against_it_is_told() {
    let told = |by: Weighing| {
        let no = apportion(&ledger(), &of("1", by)).expect_err("a fault");
        no.iter()
            .map(|it| format!("{}: {}: {}", it.field, it.found, it.expected))
            .collect()
    };
    let day = "2016-07-01";
    let expected: [(Weighing, Vec<String>); 4] = [
        (
            below("uplant"),
            vec![format!(
                "below: uplant: a body that is there on {day}; upland is there"
            )],
        ),
        (
            Weighing::Population { below: None },
            vec![format!(
                "population: nobody counted: harbour counted by {day}: record_population"
            )],
        ),
        (
            below("moor"),
            vec![format!("below: nobody: a cluster there on {day}")],
        ),
        (
            Weighing::Stated([("moor", 1), ("moor", 2), ("sands", 1)].map(of_id).into()),
            vec![
                "weights: moor: one weight for each body".to_owned(),
                format!("weights: sands: a body that is there on {day}"),
            ],
        ),
    ];
    for (by, faults) in expected {
        let found: Vec<String> = told(by);
        assert_eq!(found, faults);
    }
}

fn of_id((id, weight): (&str, u64)) -> (ringfence::noun::BodyId, u64) {
    (id.parse().expect("an id"), weight)
}
