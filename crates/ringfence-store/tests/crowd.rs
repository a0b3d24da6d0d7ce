//! Eight writers in two processes on one line: it is never oversold; a check before an insert,
//! without the writer's turn, oversells. `POSTINGS` says for how many there is room.

use std::path::Path;
use std::sync::Barrier;

use beside::{Beside, number};
use line::{Folder, Place, begin, spend};
use ringfence::state::Selection;
use ringfence_store::PostError;
use rusqlite::{Connection, params};

mod beside;
mod line;

/// For how many postings the line has room, unless `POSTINGS` says otherwise.
const POSTINGS: u64 = 150;

/// Processes, and writers in each.
const PROCESSES: u64 = 2;
const WRITERS: u64 = 4;

/// What a crowd is told: where the book is, and which crowd it is.
const PLACE: &str = "CROWD_PLACE";
const CROWD: &str = "CROWD";

/// What became of the spends of one writer.
#[derive(Clone, Copy, Default)]
struct Tally {
    accepted: u64,
    refused: u64,
}

/// Four writers that spend until each was refused three times; among other tests nothing.
#[test]
fn crowd() {
    let (Ok(place), Some(crowd)) = (std::env::var(PLACE), number(CROWD)) else {
        return;
    };
    let place = Place(place);
    println!(); // the test's name stands on the line before
    let together = Barrier::new(WRITERS as usize);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (place, together) = (&place, &together);
            scope.spawn(move || {
                let tally = spend_until_refused(place, crowd * WRITERS + writer, together);
                println!("writer {} {}", tally.accepted, tally.refused);
            });
        }
    });
}

fn spend_until_refused(place: &Place, writer: u64, together: &Barrier) -> Tally {
    let mut book = place.book();
    let mut tally = Tally::default();
    together.wait();
    for turn in 0.. {
        match book.post(&spend(&format!("writer-{writer}-{turn}"))) {
            Ok(_) => tally.accepted += 1,
            Err(PostError::Refused(no)) if no.first().code() == "spend_exceeds_available" => {
                tally.refused += 1;
            }
            Err(fault) => panic!("writer {writer}: {fault}"),
        }
        if tally.refused == 3 {
            break;
        }
    }
    tally
}

#[test]
fn eight_writers_in_two_processes_never_oversell() {
    let folder = Folder::new();
    let place = folder.place("crowd.ringfence");
    let room = number("POSTINGS").unwrap_or(POSTINGS);
    begin(&place, room);
    let known = |crowd: u64| [(PLACE, place.0.clone()), (CROWD, crowd.to_string())];
    let crowds: Vec<_> = (0..PROCESSES)
        .map(|crowd| Beside::run("crowd", &known(crowd)))
        .collect();
    let mut tallies = Vec::new();
    for mut crowd in crowds {
        while let Some(line) = crowd.next("writer") {
            let (accepted, refused) = line.split_once(' ').expect("two numbers");
            tallies.push(Tally {
                accepted: accepted.parse().expect("a number"),
                refused: refused.parse().expect("a number"),
            });
        }
        let ended = crowd.child.wait().expect("it ends");
        assert!(ended.success(), "a writer met another fault than a refusal");
    }
    let accepted: u64 = tallies.iter().map(|it| it.accepted).sum();
    assert_eq!(tallies.len() as u64, PROCESSES * WRITERS);
    assert_eq!(accepted, room, "as many as there is room for");
    let refused: u64 = tallies.iter().map(|it| it.refused).sum();
    assert_eq!(refused, PROCESSES * WRITERS * 3);
    let book = place.book();
    assert_eq!(book.ledger().head().entry, 3 + room);
    let left = book
        .ledger()
        .position(&Selection::default())
        .expect("sums in range");
    assert_eq!(left.available.to_string(), "0.00");
    let naive = oversold_without_a_turn(&folder, room);
    assert!(
        naive > room,
        "the naive control must oversell, or this test shows nothing"
    );
    println!("{accepted} of {room} accepted, {refused} refused; without a turn {naive}");
}

/// The naive control: read the sum, compare, insert, without a turn. How many it accepts.
fn oversold_without_a_turn(folder: &Folder, room: u64) -> u64 {
    let path = folder.0.join("naive.db");
    let connection = naive(&path);
    let made = "CREATE TABLE spend (pounds INTEGER); CREATE TABLE line (pounds INTEGER)";
    connection.execute_batch(made).expect("a table");
    connection
        .execute("INSERT INTO line VALUES (?1)", params![room])
        .expect("a line");
    // All but the last pound are spent already, so that every writer finds one pound left.
    let pounds = room - 1;
    connection
        .execute("INSERT INTO spend VALUES (?1)", params![pounds])
        .expect("spent");
    let looked = Barrier::new((PROCESSES * WRITERS) as usize);
    std::thread::scope(|scope| {
        for _ in 0..PROCESSES * WRITERS {
            let (path, looked) = (&path, &looked);
            scope.spawn(move || {
                let connection = naive(path);
                let left = "SELECT (SELECT pounds FROM line) - (SELECT sum(pounds) FROM spend)";
                let left: i64 = connection
                    .query_row(left, [], |row| row.get(0))
                    .expect("a sum");
                looked.wait();
                if left >= 1 {
                    connection
                        .execute("INSERT INTO spend VALUES (1)", [])
                        .expect("kept");
                }
            });
        }
    });
    let sum = "SELECT sum(pounds) FROM spend";
    connection
        .query_row(sum, [], |row| row.get(0))
        .expect("a sum")
}

fn naive(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("it opens");
    connection
        .busy_timeout(std::time::Duration::from_secs(10))
        .expect("it waits");
    connection
}
