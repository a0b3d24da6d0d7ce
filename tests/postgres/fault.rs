//! One clear error for each thing that may be wrong at opening.

use std::time::Duration;

use ringfence_store::{Applied, PostgresOptions, PostgresStore};

use crate::place::{Place, server, tool};

/// Every fault names the place, and none the password.
fn fault(url: &str, wanted: &str) {
    let options = PostgresOptions {
        connect_within: Duration::from_millis(500),
        ..PostgresOptions::default()
    };
    let fault = PostgresStore::open_with(url, options).expect_err(wanted);
    assert_eq!(fault.applied(), Applied::No);
    let said = format!("{fault} {fault:?}");
    assert!(said.contains(wanted), "{said}");
    assert!(said.contains("127.0.0.1:"), "{said}");
    assert!(!said.contains("s3cret"), "{said}");
}

#[test]
fn each_fault_of_opening_is_told() {
    let place = Place::new();
    fault(
        &place.url("a"),
        "no tables of ringfence in the schema ringfence",
    );
    drop(place.book(1));
    fault(
        &server().url("no_such", "book=a"),
        "create the database first: createdb no_such",
    );
    fault(
        &place.url_as("no_such_role", "a"),
        "does not let the user no_such_role in",
    );
    let make = "CREATE ROLE guarded LOGIN PASSWORD 's3cret-right'";
    place.tool().batch_execute(make).expect("a role");
    let wrong = place.url_as("guarded:s3cret-wrong", "a");
    fault(&wrong, "the user guarded or its password is wrong");
    fault(&place.url_as("guarded", "a"), "password");
    let right = place.url_as("guarded:s3cret-right", "a");
    fault(&right, "the role guarded may not look into the schema");
    let nobody = format!("postgresql://u:s3cret@127.0.0.1:{}/d?book=a", free_port());
    fault(&nobody, "nothing answers there");
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = silent.local_addr().expect("a port").port();
    let silent = format!("postgresql://u:s3cret@127.0.0.1:{port}/d?book=a");
    fault(&silent, "the server said nothing for");
    place
        .tool()
        .batch_execute("INSERT INTO ringfence.version VALUES (2)")
        .expect("newer");
    fault(
        &place.url("a"),
        "its tables are of form 2, and this version reads form 1",
    );
    let newer = PostgresStore::migrate(&place.url("a"))
        .expect_err("newer")
        .to_string();
    assert!(newer.contains("or a newer one"), "{newer}");
    let older = "DELETE FROM ringfence.version WHERE form > 0; \
                 INSERT INTO ringfence.version VALUES (0)";
    place.tool().batch_execute(older).expect("older");
    fault(&place.url("a"), "run PostgresStore::migrate as their owner");
}

#[test]
fn tables_are_made_once_and_by_who_may() {
    let place = Place::new();
    let role = format!("maker_{}", place.database);
    place
        .tool()
        .batch_execute(&format!("CREATE ROLE {role} LOGIN"))
        .expect("a role");
    let fault = PostgresStore::create(&place.url_as(&role, "a")).expect_err("it may not");
    let wanted = format!("its tables are missing, and {role} may not make them");
    assert!(fault.to_string().contains(&wanted), "{fault}");
    PostgresStore::migrate(&place.url("a")).expect("made");
    PostgresStore::migrate(&place.url("a")).expect("and made once");
    let fault = PostgresStore::grant(
        &place.url("a"),
        "no\"such",
        ringfence_store::PostgresRole::Reader,
    );
    assert!(
        fault
            .expect_err("no such role")
            .to_string()
            .contains("does not exist")
    );
}

#[test]
fn a_database_in_another_encoding_is_refused() {
    let place = Place::new();
    let name = format!("{}_latin", place.database);
    let make = format!("CREATE DATABASE {name} ENCODING 'LATIN1' TEMPLATE template0");
    place.tool().batch_execute(&make).expect("a database");
    let url = server().url(&name, "book=a");
    tool(&url).batch_execute("SELECT 1").expect("it is there");
    let fault = PostgresStore::create(&url)
        .expect_err("not UTF-8")
        .to_string();
    assert!(fault.contains("its text is not in UTF-8"), "{fault}");
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("a port").port()
}
