//! The naive control of a crowd: read the sum, compare, insert, without a turn.

use std::sync::Barrier;
use std::time::Duration;

use postgres::{Client, NoTls};
use rusqlite::Connection;

use crate::beside::{Beside, told};
use crate::crowd::{PROCESSES, WRITERS};

/// What naive writers are told: where their tables are.
const PLACE: &str = "NAIVE_PLACE";

/// Two tables, in a file or on a server: what a line has, and what was spent of it.
enum Tables {
    File(Connection),
    Server(Client),
}

impl Tables {
    fn open(place: &str) -> Tables {
        if place.starts_with("postgresql://") {
            return Tables::Server(Client::connect(place, NoTls).expect("it connects"));
        }
        let file = Connection::open(place).expect("it opens");
        file.busy_timeout(Duration::from_secs(10))
            .expect("it waits");
        Tables::File(file)
    }

    fn run(&mut self, sql: &str) {
        match self {
            Tables::File(file) => file.execute_batch(sql).expect(sql),
            Tables::Server(server) => server.batch_execute(sql).expect(sql),
        }
    }

    fn number(&mut self, sql: &str) -> i64 {
        match self {
            Tables::File(file) => file.query_row(sql, [], |row| row.get(0)).expect(sql),
            Tables::Server(server) => server.query_one(sql, &[]).expect(sql).get(0),
        }
    }
}

/// Four writers that look, wait until everybody has looked, and spend where a pound was left;
/// among other tests nothing.
#[test]
fn naive() {
    let Ok(place) = std::env::var(PLACE) else {
        return;
    };
    println!(); // the test's name stands on the line before
    let looked = Barrier::new(WRITERS as usize + 1);
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| {
                let mut tables = Tables::open(&place);
                let left = "SELECT (SELECT pounds FROM line) - CAST(sum(pounds) AS bigint) \
                            FROM spend";
                let left = tables.number(left);
                println!("left {left}");
                looked.wait();
                if left >= 1 {
                    tables.run("INSERT INTO spend VALUES (1)");
                }
            });
        }
        told();
        looked.wait();
    });
}

/// How many naive writers accept on a line with room for so many.
pub(crate) fn oversold(place: &str, room: u64) -> u64 {
    let mut tables = Tables::open(place);
    tables.run("CREATE TABLE spend (pounds bigint); CREATE TABLE line (pounds bigint)");
    tables.run(&format!("INSERT INTO line VALUES ({room})"));
    // All but the last pound are spent already, so that every writer finds one pound left.
    tables.run(&format!("INSERT INTO spend VALUES ({})", room - 1));
    let known = [(PLACE, place.to_owned())];
    let mut crowds: Vec<_> = (0..PROCESSES)
        .map(|_| Beside::run("naive::naive", &known))
        .collect();
    for crowd in &mut crowds {
        for _ in 0..WRITERS {
            let left = crowd.next("left").expect("it looks");
            assert_eq!(left, "1");
        }
    }
    for crowd in &mut crowds {
        crowd.tell();
    }
    for crowd in &mut crowds {
        assert!(crowd.child.wait().expect("it ends").success());
    }
    let spent = tables.number("SELECT CAST(sum(pounds) AS bigint) FROM spend");
    spent.try_into().expect("no less than nothing")
}
