//! What the world does to a book's file: one clear error, or a book whose shortness shows.

use std::path::{Path, PathBuf};
use std::process::Command;

use ringfence_store::{Book, Checkpoint, PostError, SqliteStore, StoreError};
use ringfence_testkit::conformance::Folder;

use crate::line::{Place, begin, spend};

/// What an ordinary user is told: what to open, and which of the two it is.
const PATH: &str = "FAULTS_PATH";
const KIND: &str = "FAULTS_KIND";

/// Runs as an ordinary user; a test among others does nothing.
#[test]
fn ordinary_user() {
    let (Ok(path), Ok(kind)) = (std::env::var(PATH), std::env::var(KIND)) else {
        return;
    };
    let opened = SqliteStore::open(&path);
    if kind == "live" {
        let fault = opened.expect_err("its log cannot stand beside it");
        assert!(matches!(fault, StoreError::NotABook { .. }), "{fault}");
        assert!(fault.to_string().contains("publish a snapshot"), "{fault}");
        return;
    }
    let mut book = Book::open_verified(opened.expect("a snapshot opens")).expect("it holds");
    assert_eq!(book.ledger().head().entry, 4);
    match book.post(&spend("another")) {
        Err(PostError::Store(fault)) => {
            assert!(fault.to_string().contains("only be read"), "{fault}");
            assert!(fault.to_string().contains("copy it"), "{fault}");
        }
        other => panic!("a snapshot in a folder that can only be read: {other:?}"),
    }
    assert_eq!(book.catch_up().expect("it reads on"), 0);
}

/// A book of four entries, its folder, and what was published of it.
fn book(folder: &Folder) -> (Place, PathBuf, Checkpoint) {
    let place = Place::in_a_file(folder, "a.ringfence");
    begin(&place, 1_000);
    let mut book = place.book();
    book.post(&spend("first")).expect("there is room");
    let published = book.checkpoint("aberwen").expect("one line of text");
    let path = PathBuf::from(&place.0);
    (place, path, published)
}

#[test]
#[cfg(unix)]
fn a_folder_that_can_only_be_read_wants_a_snapshot() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    let (place, live, _) = book(&folder);
    let snapshot = folder.path().join("snapshot.ringfence");
    place
        .book()
        .snapshot(&snapshot)
        .expect("a name that is free");
    // The test itself, where an ordinary user may run it.
    let program = folder.path().join("program");
    std::fs::copy(
        std::env::current_exe().expect("a test knows where it is"),
        &program,
    )
    .expect("copied");
    let locked = |path: &Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("locked");
    };
    locked(&program, 0o555);
    locked(&live, 0o444);
    locked(&snapshot, 0o444);
    locked(folder.path(), 0o555);
    let outcomes = [("live", &live), ("snapshot", &snapshot)].map(|(kind, path)| {
        let mut command = as_an_ordinary_user(&program);
        command.args(["faults::ordinary_user", "--exact", "--nocapture"]);
        command.current_dir("/").env(PATH, path).env(KIND, kind);
        (kind, command.output().expect("it runs"))
    });
    locked(folder.path(), 0o755);
    for (kind, outcome) in outcomes {
        let said = String::from_utf8_lossy(&outcome.stderr);
        let shown = String::from_utf8_lossy(&outcome.stdout);
        assert!(outcome.status.success(), "{kind}: {said}{shown}");
        assert!(shown.contains("1 passed"), "{kind}: {said}{shown}");
    }
}

/// Root passes permission bits: as root the program runs as `nobody`.
fn as_an_ordinary_user(program: &Path) -> Command {
    let who = Command::new("id")
        .arg("-u")
        .output()
        .expect("`id` says who");
    if who.stdout.trim_ascii() != b"0" {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(program);
    command
}

/// Opens, and verifies: nothing where all holds, else what is said. It never panics.
fn said_of(path: &Path, published: &Checkpoint) -> Option<String> {
    let book = match SqliteStore::open(path).and_then(Book::open_verified) {
        Ok(book) => book,
        Err(fault) => return Some(fault.to_string()),
    };
    let verified = book.verify(Some(published));
    verified.faults.first().map(ToString::to_string)
}

fn log_of(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", path.display()))
}

/// What stands in a file and in the log beside it, while a writer of so many entries is at work.
fn at_work(place: &Place, entries: u64) -> (Vec<u8>, Vec<u8>, Checkpoint) {
    let path = Path::new(&place.0);
    let mut book = place.book();
    for number in 0..entries {
        let said = book.post(&spend(&format!("at-work-{number}")));
        said.expect("there is room");
    }
    let published = book.checkpoint("aberwen").expect("one line of text");
    let (file, log) = (std::fs::read(path), std::fs::read(log_of(path)));
    let log = log.expect("there is a log");
    assert!(log.len() > 4_096, "the log holds what was posted");
    (file.expect("read"), log, published)
}

#[test]
fn a_file_or_a_log_cut_anywhere_is_found() {
    let folder = Folder::new();
    let (place, ..) = book(&folder);
    let (file, log, published) = at_work(&place, 3);
    let cut = folder.path().join("cut.ringfence");
    let put = |file: &[u8], log: &[u8]| {
        let _ = std::fs::remove_file(format!("{}-shm", cut.display()));
        std::fs::write(&cut, file).expect("written");
        std::fs::write(log_of(&cut), log).expect("written");
    };
    put(&file, &log);
    assert_eq!(said_of(&cut, &published), None, "both together hold");
    for part in 0..16 {
        put(&file, &log[..log.len() * part / 16]);
        let said = said_of(&cut, &published);
        assert!(said.is_some(), "a log cut to {part} sixteenths goes unseen");
        put(&file[..file.len() * part / 16], &log);
        // The log may hold every page that the file lost; else it is told.
        let _ = said_of(&cut, &published);
        put(&file[..file.len() * part / 16], &[]);
        let said = said_of(&cut, &published);
        assert!(
            said.is_some(),
            "a file cut to {part} sixteenths goes unseen"
        );
    }
}

#[test]
fn the_log_of_another_book_is_not_taken_for_its_own() {
    let folder = Folder::new();
    let (place, path, published) = book(&folder);
    let other = Place::in_a_file(&folder, "other.ringfence");
    begin(&other, 7);
    let (_, log, _) = at_work(&other, 5);
    drop(place.book());
    assert_eq!(said_of(&path, &published), None);
    std::fs::write(log_of(&path), &log).expect("written");
    let said = said_of(&path, &published);
    assert!(said.is_some(), "the log of another book goes unseen");
}

#[test]
fn a_file_of_any_bytes_is_one_clear_error() {
    let folder = Folder::new();
    let (_, path, published) = book(&folder);
    let whole = std::fs::read(&path).expect("read");
    let any = folder.path().join("any.ringfence");
    let mut word = 1_u64;
    for beginning in [0, 16, 100, 1_000, 4_096, whole.len() / 2] {
        let mut bytes = whole.clone();
        for byte in &mut bytes[beginning..] {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            *byte = (word >> 56) as u8;
        }
        std::fs::write(&any, &bytes).expect("written");
        let said = said_of(&any, &published);
        assert!(
            said.is_some(),
            "{beginning} bytes of a book, then chance, go unseen"
        );
        for ending in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", any.display()));
        }
    }
}
