//! Eight writers in two processes on one line: it is never oversold; a check before an insert,
//! without the writer's turn, oversells. `POSTINGS` says for how many there is room.

use std::sync::Barrier;

use ringfence::state::Selection;
use ringfence_store::PostError;
use ringfence_testkit::conformance::Folder;

use crate::beside::{Beside, number};
use crate::line::{Place, begin, server, spend};
use crate::naive;

/// For how many postings the line has room, unless `POSTINGS` says otherwise.
const POSTINGS: u64 = 150;

/// Processes, and writers in each.
pub(crate) const PROCESSES: u64 = 2;
pub(crate) const WRITERS: u64 = 4;

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
fn eight_writers_of_a_file_never_oversell() {
    let folder = Folder::new();
    let beside = folder.path().join("naive.db").display().to_string();
    never_oversold(&Place::in_a_file(&folder, "crowd.ringfence"), &beside);
}

#[test]
fn eight_writers_of_a_database_never_oversell() {
    let server = server();
    never_oversold(&Place::on(&server), &server.url("postgres", ""));
}

/// Lets a crowd on a line; and naive writers, whose tables are in another place.
fn never_oversold(place: &Place, beside: &str) {
    let room = number("POSTINGS").unwrap_or(POSTINGS);
    begin(place, room);
    let tallies = let_on(place);
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
    let naive = naive::oversold(beside, room);
    assert!(
        naive > room,
        "the naive control must oversell, or this test shows nothing"
    );
    println!("{accepted} of {room} accepted, {refused} refused; without a turn {naive}");
}

/// Lets every process at once on the line: what became of the spends of each writer.
fn let_on(place: &Place) -> Vec<Tally> {
    let known = |crowd: u64| [(PLACE, place.0.clone()), (CROWD, crowd.to_string())];
    let crowds: Vec<_> = (0..PROCESSES)
        .map(|crowd| Beside::run("crowd::crowd", &known(crowd)))
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
    tallies
}
