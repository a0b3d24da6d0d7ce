//! Writers and servers that are killed: what was acknowledged is there, once, and the rest can be
//! said again. `ROUNDS` says how many writers are killed, `SERVERS` how many servers.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::{Duration, Instant};

use ringfence::journal::Draft;
use ringfence::state::Receipt;
use ringfence_store::{Again, AnyStore, Book, PostError};
use ringfence_testkit::conformance::Folder;
use ringfence_testkit::server::Server;

use crate::beside::{Beside, number};
use crate::line::{Place, begin, server, spend};

/// How many writers are killed, unless `ROUNDS` says otherwise.
const ROUNDS: u64 = 10;

/// How many servers are killed, unless `SERVERS` says otherwise.
const SERVERS: u64 = 4;

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
        let receipt = posted(&mut book, &spend(&key(round, place)));
        let line = format!("kept {} {}\n", receipt.entry, receipt.hash);
        out.write_all(line.as_bytes()).expect("somebody reads");
        out.flush().expect("somebody reads");
    }
}

/// Posts, and where the store says so once more as it stands.
fn posted(book: &mut Book<AnyStore>, draft: &Draft) -> Receipt {
    loop {
        match book.post(draft) {
            Ok(receipt) => return receipt,
            Err(PostError::Store(fault)) if fault.again() == Again::AsItStands => {}
            Err(fault) => panic!("there is room: {fault}"),
        }
    }
}

fn key(round: u64, place: u64) -> String {
    format!("round-{round}-{place}")
}

/// Who is killed at a round's end.
#[derive(Clone, Copy, Debug)]
enum Killed<'s> {
    Writer,
    /// A server that starts anew, while its writer waits for it and goes on.
    Server(&'s Server),
    /// Both at once.
    Both(&'s Server),
}

/// Rounds of kills over one book, and what came of them.
struct Rounds {
    place: Place,
    began: Instant,
    killed: u64,
    /// How many entries the book has.
    kept: u64,
    /// How many of them nobody had acknowledged.
    left_over: u64,
}

#[test]
fn a_killed_writer_of_a_file_loses_nothing_and_posts_nothing_twice() {
    let folder = Folder::new();
    let mut rounds = Rounds::over(Place::in_a_file(&folder, "killed.ringfence"));
    let many = number("ROUNDS").unwrap_or(ROUNDS);
    rounds.run(many, |_| Killed::Writer);
    rounds.tell("writers of a file");
}

#[test]
fn a_killed_writer_of_a_database_loses_nothing_and_posts_nothing_twice() {
    let server = server();
    let mut rounds = Rounds::over(Place::on(&server));
    let many = number("ROUNDS").unwrap_or(ROUNDS);
    rounds.run(many, |_| Killed::Writer);
    rounds.tell("writers of a database");
}

#[test]
fn a_killed_server_loses_nothing_and_its_writers_go_on() {
    let server = server();
    let mut rounds = Rounds::over(Place::on(&server));
    let many = number("SERVERS").unwrap_or(SERVERS);
    rounds.run(many, |round| match round.is_multiple_of(2) {
        true => Killed::Server(&server),
        false => Killed::Both(&server),
    });
    rounds.tell("servers");
}

impl Rounds {
    fn over(place: Place) -> Rounds {
        begin(&place, 100_000_000);
        Rounds {
            place,
            began: Instant::now(),
            killed: 0,
            kept: 3,
            left_over: 0,
        }
    }

    fn run<'s>(&mut self, many: u64, killed: impl Fn(u64) -> Killed<'s>) {
        for round in 0..many {
            let acknowledged = killed_after_some(&self.place, round, killed(round));
            self.look(round, &acknowledged);
            self.killed += 1;
        }
    }

    /// Verifies the book, and says the last draft again.
    fn look(&mut self, round: u64, said: &[(u64, String)]) {
        let mut book = self.place.book();
        let verified = book.verify(None);
        assert!(verified.is_sound(), "{:?}, round {round}", verified.faults);
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
        let found = entries.len() as u64 - self.kept;
        let more = found.checked_sub(acknowledged).expect("nothing is lost");
        assert!(
            more <= 1,
            "{more} entries that nobody acknowledged, round {round}"
        );
        // The writer's last draft again, under its key: one entry, whether it was kept or not.
        let again = spend(&key(round, acknowledged));
        let receipt = book.post(&again).expect("there is room");
        let wanted = self.kept + acknowledged + 1;
        assert_eq!(receipt.entry, wanted, "round {round}");
        let twice = book.post(&again).expect("it is there");
        assert_eq!((twice.entry, twice.hash), (receipt.entry, receipt.hash));
        self.kept = wanted;
        self.left_over += more;
        each_key_once(&book);
    }

    fn tell(&self, whose: &str) {
        let (
            took,
            Rounds {
                killed,
                kept,
                left_over,
                ..
            },
        ) = (self.began.elapsed(), self);
        println!(
            "{killed} {whose} killed in {took:?}; {kept} entries, none lost, none twice; \
             {left_over} kept and not acknowledged"
        );
    }
}

/// Starts a writer and kills it, its server or both at some moment: the entries that it
/// acknowledged.
fn killed_after_some(place: &Place, round: u64, killed: Killed<'_>) -> Vec<(u64, String)> {
    let known = [(PLACE, place.0.clone()), (ROUND, round.to_string())];
    let mut writer = Beside::run("killed::writer", &known);
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
    match killed {
        Killed::Writer => {}
        Killed::Server(server) => {
            started_anew(server);
            let there = place.open().head().expect("it reads").entry;
            let mut last = 0;
            while last <= there {
                acknowledged.push(receipt(&writer.next("kept").expect("it goes on")));
                last = acknowledged.last().map_or(last, |(entry, _)| *entry);
            }
        }
        Killed::Both(server) => {
            writer.child.kill().expect("it runs");
            started_anew(server);
        }
    }
    writer.child.kill().expect("it runs, or is not waited for");
    writer.child.wait().expect("it ends");
    while let Some(line) = writer.next("kept") {
        // The last line may be cut: what it acknowledges nobody has read.
        if line.len() == line.find(' ').unwrap_or(0) + 1 + 64 {
            acknowledged.push(receipt(&line));
        }
    }
    acknowledged
}

fn started_anew(server: &Server) {
    server.kill().expect("it runs");
    server.go_on().expect("it starts");
}

fn receipt(line: &str) -> (u64, String) {
    let (entry, hash) = line.split_once(' ').expect("a number and a hash");
    (entry.parse().expect("a number"), hash.to_owned())
}

fn each_key_once(book: &Book<AnyStore>) {
    let mut keys: BTreeMap<String, u64> = BTreeMap::new();
    for entry in book.entries().expect("it reads") {
        let header: serde_json::Value = serde_json::from_str(&entry.header).expect("JSON");
        if let Some(key) = header["key"].as_str() {
            let before = keys.insert(key.to_owned(), entry.number);
            assert_eq!(before, None, "{key} is there twice");
        }
    }
}
