//! A disk that takes no more: what was acknowledged is there, the rest can be said again.

use std::process::{Command, Output};

use ringfence::state::Selection;
use ringfence_store::{Again, AnyStore, Applied, Book, PostError, Step, StoreError};
use ringfence_testkit::conformance::Folder;

use crate::line::{Place, begin, spend};

/// What a writer is told: where the book is.
const PLACE: &str = "FULL_PLACE";

/// Posts until the disk takes no more, and says what it was answered; a test among others does
/// nothing.
#[test]
fn writer() {
    let Ok(place) = std::env::var(PLACE) else {
        return;
    };
    let mut book = Place(place).book();
    println!(); // the test's name stands on the line before
    let mut last = book.ledger().head();
    let refused = (0..1_000).find_map(|number| {
        let key = format!("full-{number}");
        match book.post(&spend(&key)) {
            Ok(receipt) => {
                println!("kept {} {}", receipt.entry, receipt.hash);
                last = book.ledger().head();
                None
            }
            Err(PostError::Store(fault)) => Some((key, fault)),
            Err(fault) => panic!("there is room on the line: {fault}"),
        }
    });
    let (key, fault) = refused.expect("the disk is soon full");
    told_clearly(&fault);
    assert_eq!(book.ledger().head(), last);
    assert_eq!(spent(&book), last.entry - 3, "nothing is half-applied");
    // The same again, alone and among others: as clear an answer, and nothing moves.
    let Err(PostError::Store(fault)) = book.post(&spend(&key)) else {
        panic!("nobody has made room");
    };
    told_clearly(&fault);
    let many = (0..500).map(|number| Step::Post(Box::new(spend(&format!("many-{number}")))));
    let Err(PostError::Store(fault)) = book.post_each(&many.collect::<Vec<_>>()) else {
        panic!("nobody has made room");
    };
    told_clearly(&fault);
    assert_eq!(book.ledger().head(), last);
    assert_eq!(spent(&book), last.entry - 3, "nothing is half-applied");
    assert_eq!(book.catch_up().expect("it reads on"), 0);
    let verified = book.verify(None);
    assert!(verified.is_sound(), "{:?}", verified.faults);
    println!("refused {key}");
}

/// How many pounds were spent: one by each entry after the three that began the book.
fn spent(book: &Book<AnyStore>) -> u64 {
    let positions = book.ledger().positions(&Selection::default());
    let [line] = &positions.expect("there is no other")[..] else {
        panic!("it has one line")
    };
    u64::try_from(line.position.spent.pence()).expect("a cost") / 100
}

/// One sentence: where, and what the system says. A commit that failed on the disk may have been
/// kept for all that anybody knows; to try again is of use once there is room.
fn told_clearly(fault: &StoreError) {
    let said = fault.to_string();
    assert!(said.starts_with("the store failed to append to "), "{said}");
    assert!(said.contains("disk I/O error"), "{said}");
    assert_eq!(
        (fault.applied(), fault.again()),
        (Applied::Perhaps, Again::OnceMended),
        "{said}"
    );
}

/// A writer that may write files of so many blocks of the shell's, and no longer ones.
fn limited(place: &Place, blocks: u32) -> Output {
    let program = std::env::current_exe().expect("a test knows where it is");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script]).arg(program);
    command.args(["full::writer", "--exact", "--nocapture"]);
    command
        .env(PLACE, &place.0)
        .output()
        .expect("a shell runs it")
}

#[test]
fn a_disk_that_takes_no_more_loses_nothing_that_was_acknowledged() {
    let folder = Folder::new();
    for blocks in [400, 613, 1_100] {
        let place = Place::in_a_file(&folder, &format!("{blocks}.ringfence"));
        begin(&place, 100_000);
        let outcome = limited(&place, blocks);
        let shown = String::from_utf8_lossy(&outcome.stdout);
        let said = String::from_utf8_lossy(&outcome.stderr);
        assert!(outcome.status.success(), "{blocks}: {said}{shown}");
        let of = |word: &str| {
            let lines = shown.lines().filter_map(|line| line.strip_prefix(word));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let (kept, refused) = (of("kept "), of("refused "));
        assert!(kept.len() > 10, "{blocks}: {}", kept.len());
        let [key] = &refused[..] else {
            panic!("{blocks}: {refused:?}")
        };
        are_there(&place, &kept);
        // There is room again.
        let mut book = place.book();
        let before = book.ledger().head().entry;
        let receipt = book.post(&spend(key)).expect("it is taken now");
        assert_eq!(receipt.entry, before + 1);
        assert_eq!(book.post(&spend(key)).expect("the same"), receipt);
        let verified = book.verify(None);
        assert!(verified.is_sound(), "{blocks}: {:?}", verified.faults);
    }
}

/// The entries of a book are those that were acknowledged, after the three that began it.
fn are_there(place: &Place, kept: &[String]) {
    let book = Book::open_verified(place.open()).expect("the chain holds");
    let entries = book.entries().expect("it reads");
    let found = entries.iter().skip(3);
    let found = found.map(|entry| format!("{} {}", entry.number, entry.hash));
    assert_eq!(found.collect::<Vec<_>>(), kept, "{}", place.0);
}
