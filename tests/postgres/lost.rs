//! Connections that go: nothing lost, nothing twice.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use ringfence_store::{
    Again, Applied, Batch, Book, PostError, PostgresOptions, PostgresStore, Store,
};
use ringfence_testkit::server::Server;

use crate::place::{Place, body, header, server};

/// Ends every connection to a database but this one.
fn end_all(place: &Place<'_>) {
    let ended = place.tool().query(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
        &[],
    );
    assert!(!ended.expect("it may").is_empty());
}

#[test]
fn a_server_that_was_started_anew_is_posted_to_as_before() {
    let server = Server::start().unwrap_or_else(|fault| panic!("{fault}"));
    let place = Place::on(&server);
    let mut book = place.book(1);
    server.stop().expect("it stops");
    let patience = Duration::from_millis(300);
    server.go_on().expect("it starts");
    assert_eq!(book.post(&body(1)).expect("on a new connection").entry, 2);
    assert_eq!(book.entries().expect("it reads").len(), 2);
    server.kill().expect("it is killed");
    server.go_on().expect("it starts");
    assert_eq!(book.post(&body(2)).expect("on a new connection").entry, 3);
    let options = PostgresOptions {
        patience,
        ..PostgresOptions::default()
    };
    let mut other = place.open(options);
    server.kill().expect("it is killed");
    let Err(PostError::Store(fault)) = other.post(&body(3)) else {
        panic!("nobody is there")
    };
    assert_eq!(
        (fault.applied(), fault.again()),
        (Applied::No, Again::AsItStands)
    );
    assert!(
        fault.to_string().contains("is the server running?"),
        "{fault}"
    );
    // It comes back while somebody waits.
    std::thread::scope(|scope| {
        let posted = scope.spawn(|| book.post(&body(3)));
        server.go_on().expect("it starts");
        assert_eq!(
            posted.join().expect("no panic").expect("it waited").entry,
            4
        );
    });
    assert_eq!(other.post(&body(3)).expect("it is there").entry, 4);
}

#[test]
fn a_turn_that_is_lost_never_appends_outside_a_transaction() {
    let place = Place::new();
    let mut book = place.book(1);
    let mut ahead = place.open(PostgresOptions::default());
    let head = book.ledger().head();
    let mut store = place.open(PostgresOptions::default()).into_store();
    store.take_turn().expect("it is free");
    end_all(&place);
    // Another writer appends, on a new connection.
    ahead.post(&body(1)).expect("the turn is free again");
    let entry = ahead.entries().expect("it reads")[1].clone();
    let batch = Batch::of(vec![entry]).expect("an entry");
    let fault = store
        .append(head.hash, &batch)
        .expect_err("the turn is gone");
    assert_eq!(
        (fault.applied(), fault.again()),
        (Applied::No, Again::AsItStands)
    );
    let fault = store
        .append(head.hash, &batch)
        .expect_err("judged anew")
        .to_string();
    assert!(fault.contains("moved on"), "{fault}");
    assert_eq!(book.post(&body(2)).expect("it reads on").entry, 3);
}

#[test]
fn a_backend_that_is_killed_in_a_turn_leaves_nothing_behind() {
    let place = Place::new();
    let mut book = place.book(1);
    let mut store = place.open(PostgresOptions::default()).into_store();
    store.take_turn().expect("it is free");
    end_all(&place);
    store.give_turn_back();
    assert_eq!(store.head().expect("on a new connection").entry, 1);
    assert_eq!(book.post(&body(1)).expect("on a new connection").entry, 2);
    assert_eq!(store.head().expect("it reads").entry, 2);
}

/// When a wire is cut: at the next commit, which the server hears, or does not hear any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Never,
    BeforeCommit,
    AfterCommit,
}

/// A wire to the server that can be cut, and its port.
fn wire() -> (u16, Arc<Mutex<Cut>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("a port").port();
    let cut = Arc::new(Mutex::new(Cut::Never));
    let shared = Arc::clone(&cut);
    thread::spawn(move || {
        for client in listener.incoming() {
            let client = client.expect("a client");
            let server = TcpStream::connect(("127.0.0.1", server().port())).expect("a server");
            let back = [
                server.try_clone().expect("a copy"),
                client.try_clone().expect("a copy"),
            ];
            let cut = Arc::clone(&shared);
            thread::spawn(move || {
                let [mut from, mut to] = back;
                let _ = std::io::copy(&mut from, &mut to);
                let _ = to.shutdown(Shutdown::Both);
            });
            thread::spawn(move || carried(client, server, &cut));
        }
    });
    (port, cut)
}

/// Carries what a client says, until the wire is cut.
fn carried(mut client: TcpStream, mut server: TcpStream, cut: &Mutex<Cut>) {
    let mut said = [0; 65_536];
    while let Ok(length @ 1..) = client.read(&mut said) {
        let is_commit = said[..length].windows(7).any(|it| it == b"COMMIT\0");
        let mut cut = cut.lock().expect("nobody panicked");
        let now = if is_commit { *cut } else { Cut::Never };
        if now != Cut::Never {
            *cut = Cut::Never;
            let _ = client.shutdown(Shutdown::Both);
        }
        if now != Cut::BeforeCommit {
            server.write_all(&said[..length]).expect("the server hears");
        }
        if now != Cut::Never {
            // What the server is told ends here, in the midst of a session.
            let _ = server.shutdown(Shutdown::Write);
            return;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
}

#[test]
fn a_commit_that_nobody_answered_is_asked_about_and_never_said_twice() {
    let place = Place::new();
    drop(place.book(1));
    let (port, cut) = wire();
    let url = place
        .url("a")
        .replace(&format!(":{}/", server().port()), &format!(":{port}/"));
    let open = || PostgresStore::open(&url).expect("it opens by the wire");
    let mut book = Book::open(open()).expect("it holds");
    for (number, way) in [
        (1, Cut::AfterCommit),
        (2, Cut::BeforeCommit),
        (3, Cut::AfterCommit),
    ] {
        *cut.lock().expect("nobody panicked") = way;
        let receipt = book.post(&body(number)).expect("it has asked");
        assert_eq!(receipt.entry, u64::from(number) + 1, "{way:?}");
        assert_eq!(
            *cut.lock().expect("nobody panicked"),
            Cut::Never,
            "it was cut"
        );
    }
    let there = place.open(PostgresOptions::default());
    assert_eq!(there.ledger().head(), book.ledger().head());

    // The store itself says that it does not know.
    let head = book.ledger().head();
    let mut ahead = place.open(PostgresOptions::default());
    ahead.post(&body(9)).expect("an entry to copy");
    let copied = Place::new();
    let mut copy = PostgresStore::create(&copied.url("a")).expect("a copy");
    copy.begin(&header()).expect("it begins");
    let entries = there.entries().expect("it reads");
    let batch = Batch::of(entries).expect("entries");
    copy.append(header().genesis(), &batch)
        .expect("they follow");
    let entry = ahead.entries().expect("it reads")[4].clone();
    let mut store = PostgresStore::open(
        &copied
            .url("a")
            .replace(&format!(":{}/", server().port()), &format!(":{port}/")),
    )
    .expect("it opens by the wire");
    *cut.lock().expect("nobody panicked") = Cut::AfterCommit;
    let batch = Batch::of(vec![entry]).expect("an entry");
    let fault = store
        .append(head.hash, &batch)
        .expect_err("nobody answered");
    assert_eq!(
        (fault.applied(), fault.again()),
        (Applied::Perhaps, Again::AsItStands)
    );
    assert_eq!(store.head().expect("on a new connection").entry, 5);
}
