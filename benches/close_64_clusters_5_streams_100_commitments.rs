//! How long do the plan and the close of a year take for each item, under a book that keeps
//! delayed projects and under one that keeps three years, and does that grow with the items?

#[path = "part/draw.rs"]
mod draw;
#[path = "part/measure.rs"]
mod measure;

use std::time::Instant;

use draw::Draw;
use measure::{Bound, Measured, hundredths, size_or};
use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::law::RuleBook;
use ringfence::noun::Wording;
use ringfence::state::{Closing, Selection};
use ringfence::word::Money;
use ringfence_store::{Book, MemoryStore};

const CLUSTERS: usize = 64;
/// The books rule the first of these and are silent on the others, whose money so lapses.
const STREAMS: [&str; 5] = ["cluster", "core", "digital", "estates", "winter-care"];
const FULL: usize = 32_000;
const ROUNDS: usize = 3;
/// The small book has so many times fewer commitments on each line.
const FEWER: usize = 10;
const BOUND: Bound = Bound {
    now: 300,
    in_the_end: 150,
};

/// A year to close, and what each book must keep of it, in pence.
struct Closable {
    book: Book<MemoryStore>,
    items: usize,
    committed: i64,
    /// What the first stream has committed, and how much of that is for delayed projects.
    ruled: i64,
    delayed: i64,
}

fn main() {
    let each_line = (size_or(FULL) / CLUSTERS / STREAMS.len()).max(FEWER);
    let books = [closable(each_line / FEWER), closable(each_line)];
    let [small, large] = [books[0].items, books[1].items];
    println!(
        "close_64_clusters_5_streams_100_commitments: {small} and {large} items, \
         {ROUNDS} rounds, nanoseconds an item"
    );
    for name in ["bma-2017", "committee-2017"] {
        let rounds: Vec<[[u64; 2]; 2]> = (0..ROUNDS)
            .map(|_| [close(&books[0], name), close(&books[1], name)])
            .collect();
        let figure = |book: usize, step: usize| rounds.iter().map(move |it| it[book][step]);
        println!("  {name}: plan   {}", Measured::of(figure(1, 0)));
        println!("  {name}: close  {}", Measured::of(figure(1, 1)));
        let whole = |it: &[u64; 2]| u128::from(it[0] + it[1]);
        let growth = rounds
            .iter()
            .map(|[small, large]| hundredths(whole(large), whole(small)));
        let growth = Measured::of(growth);
        println!("  {name}: growth {growth}");
        BOUND.hold("growth of an item's time", growth.median, large >= FULL);
    }
}

/// Plans and closes a copy; gives hundredths of a nanosecond an item for each of the two.
fn close(year: &Closable, name: &str) -> [u64; 2] {
    let rules = RuleBook::preset(name).expect("a shipped book");
    let mut book = year.book.clone();
    let start = Instant::now();
    let of_year = "2016-17".parse().expect("a year");
    let plan = book.ledger().plan_close(of_year, &rules).expect("a plan");
    let planned = start.elapsed().as_nanos();
    let kept = match name {
        "bma-2017" => year.delayed,
        _ => year.ruled,
    };
    assert_eq!(plan.decisions().len(), year.items);
    assert_eq!(plan.rolled_over().pence(), kept, "{name}");
    assert_eq!(plan.lapsed().pence(), year.committed - kept, "{name}");
    let on = Closing::on("2017-03-31".parse().expect("a day"));
    let start = Instant::now();
    let receipts = book.close(&plan, &on).expect("nothing asks");
    let closed = start.elapsed().as_nanos();
    assert_eq!(receipts.len(), 3);
    // What was kept and what is still owed: every order stands in the next year.
    let next = Selection {
        year: "2017-18".parse().ok(),
        ..Selection::default()
    };
    let position = book.ledger().position(&next).expect("a position");
    assert_eq!(position.committed.pence(), year.committed, "{name}");
    assert_eq!(position.rolled_in.pence(), kept, "{name}");
    [planned, closed].map(|took| hundredths(took, year.items as u128))
}

/// A year in which each cluster has promised all its money, so that every item is an order; of
/// the first stream half of the orders, and more where it is odd, are for one delayed project.
fn closable(each_line: usize) -> Closable {
    let header = Header::new("GBP").expect("three letters");
    let book = Book::create(MemoryStore::new(), header).expect("an empty store");
    let mut year = Closable {
        book,
        items: CLUSTERS * STREAMS.len() * each_line,
        committed: 0,
        ruled: 0,
        delayed: 0,
    };
    let mut draw = Draw::from_seed(20_170_331);
    post(&mut year, "add_body", "id=aberwen|kind=government");
    post(
        &mut year,
        "add_body",
        "id=upland|kind=health_board|parent=aberwen",
    );
    for stream in STREAMS {
        post(
            &mut year,
            "add_stream",
            &format!("id={stream}|purposes=access"),
        );
        let much = "amount=9000000000|recurrence=non-recurrent|effective=2016-04-01";
        let board = format!("stream={stream}|to=upland|year=2016-17|{much}");
        post(&mut year, "allocate", &board);
    }
    for cluster in 1..=CLUSTERS {
        let body = format!("cluster-{cluster:02}");
        let fields = format!("id={body}|kind=cluster|parent=upland");
        post(&mut year, "add_body", &fields);
        for (place, stream) in STREAMS.iter().enumerate() {
            let orders: Vec<i64> = (0..each_line)
                .map(|_| 100 + draw.below(1_000_000) as i64)
                .collect();
            let line = format!("stream={stream}|body={body}");
            let sum: i64 = orders.iter().sum();
            let delayed = if place == 0 { each_line.div_ceil(2) } else { 0 };
            let tied: i64 = orders[..delayed].iter().sum();
            give(&mut year, stream, &body, sum, tied);
            promise(
                &mut year,
                &line,
                &format!("{body}-{stream}"),
                &orders,
                delayed,
            );
            year.committed += sum;
            year.ruled += if place == 0 { sum } else { 0 };
            year.delayed += tied;
        }
    }
    take_back_the_rest(&mut year);
    year
}

/// Takes back what the board has not passed down.
fn take_back_the_rest(year: &mut Closable) {
    let left = "stream=STREAM|to=upland|year=2016-17|recurrence=non-recurrent|\
                effective=2016-04-01|amount=";
    for stream in STREAMS {
        let free = board_has(year, stream);
        let taken_back = left.replace("STREAM", stream) + &format!("-{}", pounds(free));
        post(year, "allocate", &taken_back);
    }
}

/// Gives a cluster its money of a stream, and ties a part of it to its delayed project.
fn give(year: &mut Closable, stream: &str, body: &str, sum: i64, tied: i64) {
    let of = format!("stream={stream}|year=2016-17|effective=2016-04-01");
    let given = format!(
        "{of}|to={body}|recurrence=non-recurrent|amount={}",
        pounds(sum)
    );
    post(year, "allocate", &given);
    if tied == 0 {
        return;
    }
    let project = format!("project-{body}");
    let sum = pounds(tied);
    for (kind, fields) in [
        (
            "propose",
            format!("id={project}|body={body}|purpose=access|effective=2016-04-01"),
        ),
        (
            "approve",
            format!("project={project}|amount={sum}|effective=2016-04-01"),
        ),
        (
            "earmark",
            format!("project={project}|{of}|body={body}|amount={sum}"),
        ),
        (
            "record_delay",
            format!(
                "project={project}|cause=procurement|attributable_to=upland|start=2016-09-01|\
                 effective=2016-04-01"
            ),
        ),
    ] {
        post(year, kind, &fields);
    }
}

/// Commits the orders of a line, the first ones for its delayed project.
fn promise(year: &mut Closable, line: &str, name: &str, orders: &[i64], delayed: usize) {
    let body = line.rsplit('=').next().unwrap_or_default().to_owned();
    for (place, pence) in orders.iter().enumerate() {
        let mut fields = format!(
            "id={name}-{place}|{line}|purpose=access|amount={}|year=2016-17|effective=2016-04-01",
            pounds(*pence)
        );
        if place < delayed {
            fields += &format!("|project=project-{body}");
        }
        post(year, "commit", &fields);
    }
}

fn board_has(year: &Closable, stream: &str) -> i64 {
    let of = Selection {
        body: "upland".parse().ok(),
        stream: stream.parse().ok(),
        ..Selection::default()
    };
    let position = year.book.ledger().position(&of).expect("a position");
    position.available.pence()
}

fn pounds(pence: i64) -> String {
    Money::from_pence(pence)
        .expect("a sum within range")
        .to_string()
}

fn post(year: &mut Closable, kind: &str, fields: &str) {
    let fields: Vec<(String, FieldValue)> = fields
        .split('|')
        .filter_map(|field| field.split_once('='))
        .map(|(name, value)| (name.to_owned(), FieldValue::Text(value.to_owned())))
        .collect();
    let kind = ActKind::from_word(kind).expect("a kind");
    let draft = Draft::read(kind, &fields).unwrap_or_else(|faults| panic!("{faults:?}"));
    year.book
        .post(&draft)
        .unwrap_or_else(|no| panic!("{fields:?}: {no}"));
}
