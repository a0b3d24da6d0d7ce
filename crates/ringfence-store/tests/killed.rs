//! A writer that is killed: what was acknowledged is there, once, and the rest can be said again.
//! `ROUNDS` says how often.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::{Duration, Instant};

use beside::{Beside, number};
use line::{Folder, Place, begin, spend};
use ringfence_store::{Book, Store};

mod beside;
mod line;

/// How often a writer is killed, unless `ROUNDS` says otherwise.
const ROUNDS: u64 = 10;

/// What a writer is told: where the book is, and which round it is.
const PLACE: &str = "KILLED_PLACE";
const ROUND: &str = "KILLED_ROUND";

/// Writes and says so until it is killed; a test among others does nothing.
#[test]
fn writer() {
    let (Ok(place), Some(round)) = (std::env::var(PLACE), number(ROUND)) else {
        return;
    };
    let mut book = Place(place).book();
    let mut out = std::io::stdout();
    println!("\nbegun 0"); // the test's name stands on the line before
    for place in 0.. {
        let receipt = book
            .post(&spend(&key(round, place)))
            .expect("there is room");
        let line = format!("kept {} {}\n", receipt.entry, receipt.hash);
        out.write_all(line.as_bytes()).expect("somebody reads");
        out.flush().expect("somebody reads");
    }
}

fn key(round: u64, place: u64) -> String {
    format!("round-{round}-{place}")
}

#[test]
fn a_killed_writer_loses_nothing_and_posts_nothing_twice() {
    let folder = Folder::new();
    let place = folder.place("killed.ringfence");
    begin(&place, 100_000_000);
    let rounds = number("ROUNDS").unwrap_or(ROUNDS);
    let (began, mut left_over, mut kept) = (Instant::now(), 0, 3);
    for round in 0..rounds {
        let acknowledged = killed_after_some(&place, round);
        left_over += looked_at(&place, round, &mut kept, &acknowledged);
    }
    let took = began.elapsed();
    println!(
        "{rounds} writers killed in {took:?}; {kept} entries, none lost, none twice; {left_over} \
         kept and not acknowledged"
    );
}

/// Starts a writer and kills it at some moment: the entries that it acknowledged.
fn killed_after_some(place: &Place, round: u64) -> Vec<(u64, String)> {
    let known = [(PLACE, place.0.clone()), (ROUND, round.to_string())];
    let mut writer = Beside::run("writer", &known);
    writer.next("begun").expect("it opens the book");
    // Steele's SplitMix64, so that each round has a moment of its own and the same one again.
    let mut word = (round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word ^= word >> 27;
    let mut acknowledged = Vec::new();
    for _ in 0..word % 12 {
        acknowledged.push(receipt(&writer.next("kept").expect("it goes on")));
    }
    // No order hangs on this: it only moves the moment within a posting.
    let until = Instant::now() + Duration::from_micros((word >> 8) % 4_000);
    while Instant::now() < until {
        std::hint::spin_loop();
    }
    writer.child.kill().expect("it runs");
    writer.child.wait().expect("it ends");
    while let Some(line) = writer.next("kept") {
        // The last line may be cut: what it acknowledges nobody has read.
        if line.len() == line.find(' ').unwrap_or(0) + 1 + 64 {
            acknowledged.push(receipt(&line));
        }
    }
    acknowledged
}

fn receipt(line: &str) -> (u64, String) {
    let (entry, hash) = line.split_once(' ').expect("a number and a hash");
    (entry.parse().expect("a number"), hash.to_owned())
}

/// Verifies the book and says the last draft again: how many entries were not acknowledged.
fn looked_at(place: &Place, round: u64, kept: &mut u64, said: &[(u64, String)]) -> u64 {
    let mut book = place.book();
    let entries = book.entries().expect("it reads");
    for (entry, hash) in said {
        let there = entries.get(*entry as usize - 1).expect("nothing is lost");
        assert_eq!(
            there.hash.to_string(),
            *hash,
            "entry {entry}, round {round}"
        );
    }
    let acknowledged = said.len() as u64;
    let found = entries.len() as u64 - *kept;
    let more = found.checked_sub(acknowledged).expect("nothing is lost");
    assert!(
        more <= 1,
        "{more} entries that nobody acknowledged, round {round}"
    );
    // The writer's last draft again, under its key: one entry, whether it was kept or not.
    let again = spend(&key(round, acknowledged));
    let receipt = book.post(&again).expect("there is room");
    assert_eq!(receipt.entry, *kept + acknowledged + 1, "round {round}");
    let twice = book.post(&again).expect("it is there");
    assert_eq!((twice.entry, twice.hash), (receipt.entry, receipt.hash));
    *kept += acknowledged + 1;
    each_key_once(&book);
    more
}

fn each_key_once(book: &Book<Box<dyn Store>>) {
    let mut keys: BTreeMap<String, u64> = BTreeMap::new();
    for entry in book.entries().expect("it reads") {
        let header: serde_json::Value = serde_json::from_str(&entry.header).expect("JSON");
        if let Some(key) = header["key"].as_str() {
            let before = keys.insert(key.to_owned(), entry.number);
            assert_eq!(before, None, "{key} is there twice");
        }
    }
}
