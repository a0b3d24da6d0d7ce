//! How long does it take to ask the rules of a book about one order, where the line has 10,000
//! and 100,000 earlier orders of its year: of a rule that reads those, of one that reads the sums
//! of all lines, and of one that reads neither?

#[path = "part/measure.rs"]
mod measure;

use std::hint::black_box;
use std::time::Instant;

use measure::{Bound, Measured, hundredths, size_or};
use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::state::{Checked, Ledger};

const FULL: usize = 100_000;
/// The small line has so many times fewer orders.
const FEWER: usize = 10;
const ROUNDS: usize = 7;
/// How much an ask grows with ten times the earlier orders, in hundredths.
const EARLIER: Bound = Bound {
    now: 1_500,
    in_the_end: 150,
};
const SUMS: Bound = Bound {
    now: 150,
    in_the_end: 150,
};

/// What a rule lets a board order in a year: £1 for each order that was placed, and £1 more.
const RULES: [(&str, &str); 3] = [
    (
        "reads the earlier orders",
        "{ minus = [LIMIT, { sum = { fact = \"earlier.amount\" }, over = \"earlier\" }] }",
    ),
    (
        "reads sums of all lines",
        "{ minus = [LIMIT, { fact = \"accountable.committed\" }] }",
    ),
    ("reads neither", "\"1\""),
];

fn main() {
    let size = size_or(FULL);
    println!(
        "ask_100k_earlier: {} and {size} orders, {ROUNDS} rounds",
        size / FEWER
    );
    let placed = [size / FEWER, size].map(|orders| (orders, ledger_of(orders)));
    for (place, (what, up_to)) in RULES.iter().enumerate() {
        let asked = placed.each_ref().map(|(orders, ledger)| {
            let limit = format!("\"{}\"", orders + 1);
            let mut ledger = ledger.clone();
            post(&mut ledger, &adopted(&up_to.replace("LIMIT", &limit)));
            answers_to_the_penny(&ledger, *orders);
            (*orders, ledger)
        });
        let rounds: Vec<[u64; 2]> = (0..ROUNDS)
            .map(|_| {
                asked
                    .each_ref()
                    .map(|(orders, ledger)| one(ledger, *orders))
            })
            .collect();
        for (at, (orders, _)) in asked.iter().enumerate() {
            let took = Measured::of(rounds.iter().map(|it| it[at]));
            println!("  {what}: {took} µs an ask, of {orders}");
        }
        let ratio = |it: &[u64; 2]| hundredths(u128::from(it[1]), u128::from(it[0]));
        let growth = Measured::of(rounds.iter().map(ratio));
        println!("  {what}: growth {growth}");
        let bound = if place == 0 { EARLIER } else { SUMS };
        bound.hold(what, growth.median, size >= FULL);
    }
}

/// How long one ask takes that is allowed, in hundredths of a microsecond.
fn one(ledger: &Ledger, orders: usize) -> u64 {
    let draft = order(orders, "1");
    let start = Instant::now();
    let checked = black_box(ledger.check(black_box(&draft)));
    let took = start.elapsed();
    assert!(checked.is_ok());
    hundredths(took.as_nanos(), 1_000)
}

/// £1 is left of the limit: £1 is allowed, a penny more is refused.
fn answers_to_the_penny(ledger: &Ledger, orders: usize) {
    assert!(ledger.check(&order(orders, "1")).is_ok());
    let more = order(orders, "1.01");
    let refused = ledger.check(&more);
    let refused = refused.expect_err("a penny more than the rule leaves");
    assert_eq!(refused.first().code(), "refused_by_rule");
}

/// A board that placed so many orders of £1 in one year on one line.
fn ledger_of(orders: usize) -> Ledger {
    let mut ledger = Ledger::new(Header::new("GBP").expect("three letters"));
    for (kind, fields) in [
        (ActKind::AddBody, "id=aberwen kind=government"),
        (
            ActKind::AddBody,
            "id=upland kind=health_board parent=aberwen",
        ),
        (ActKind::AddStream, "id=winter purposes=beds"),
        (
            ActKind::Allocate,
            "stream=winter from=aberwen to=upland year=2025-26 amount=10000000 \
             effective=2025-04-01",
        ),
    ] {
        post(&mut ledger, &read(kind, fields));
    }
    for number in 0..orders {
        post(&mut ledger, &order(number, "1"));
    }
    ledger
}

fn order(number: usize, pounds: &str) -> Draft {
    let fields = format!(
        "id=o{number} stream=winter body=upland purpose=beds year=2025-26 amount={pounds} \
         effective=2025-06-02"
    );
    read(ActKind::Commit, &fields)
}

fn adopted(up_to: &str) -> Draft {
    let text = format!(
        "[book]\nid = \"orders\"\ntitle = \"Orders\"\n[[rule]]\nid = \"held\"\n\
         question = \"control\"\nstreams = \"any\"\ndrafts = [\"commit\"]\n[[rule.value]]\n\
         in_force_from = 2015-04-01\noutcome = \"refuse\"\nup_to = {up_to}\n\
         cite = {{ assumption = \"For this bench.\", by = \"its author\" }}\n"
    );
    let given = [("book", text), ("effective", "2025-04-01".to_owned())];
    let given = given.map(|(name, text)| (name.to_owned(), FieldValue::Text(text)));
    Draft::read(ActKind::AdoptBook, &given).expect("a book that loads")
}

fn read(kind: ActKind, fields: &str) -> Draft {
    let given = fields.split_whitespace().map(|field| {
        let (name, value) = field.split_once('=').expect("a field of the bench");
        (name.to_owned(), FieldValue::Text(value.to_owned()))
    });
    Draft::read(kind, &given.collect::<Vec<_>>()).expect("a draft of the bench")
}

fn post(ledger: &mut Ledger, draft: &Draft) {
    let event = match ledger.check(draft) {
        Ok(Checked::Append(event)) => event,
        other => panic!("a posting of the bench: {other:?}"),
    };
    let hash = ledger.head().hash;
    ledger
        .apply(&event, hash)
        .expect("an event that was checked");
}
