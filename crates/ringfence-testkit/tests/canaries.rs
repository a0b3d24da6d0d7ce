//! Stores that are broken on purpose: the suite finds each, by the promise that it breaks.

use broken::{Break, BrokenMaker, RememberingMaker};
use ringfence_testkit::conformance;

mod broken;

/// Each break, and the promise by which it must be found.
const CANARIES: &[(Break, &str)] = &[
    (Break::AllOfABatchButItsLast, "a batch comes back whole"),
    (
        Break::NothingButTheAnswerYes,
        "an append moves the head to its last entry",
    ),
    (
        Break::HeadUnchecked,
        "an append under another head is refused",
    ),
    (Break::KeyUnchecked, "a key stands for one entry"),
    (Break::KeyUncheckedInABatch, "a key stands for one entry"),
    (
        Break::KeyOfTheNextEntry,
        "a key finds its entry and no other",
    ),
    (Break::KeyInAnyCase, "a key finds its entry and no other"),
    (
        Break::KeyByItsBeginning,
        "a key finds its entry and no other",
    ),
    (
        Break::KeysForgottenAtOpening,
        "a cut after any write loses nothing",
    ),
    (Break::ReadInReverse, "entries come back byte for byte"),
    (
        Break::PageSkipsOne,
        "pages of any size add up to the journal",
    ),
    (
        Break::PageRepeatsOne,
        "pages of any size add up to the journal",
    ),
    (
        Break::LimitIgnored,
        "pages of any size add up to the journal",
    ),
    (Break::StartIgnored, "what follows any number is read"),
    (Break::NumberWraps, "what follows any number is read"),
    (Break::FaultSwallowed, "a batch is kept whole or not at all"),
    (
        Break::HalfABatchAtAFault,
        "a batch is kept whole or not at all",
    ),
    (
        Break::HeadBehind,
        "an append moves the head to its last entry",
    ),
    (
        Break::HeadNumberTooHigh,
        "an append moves the head to its last entry",
    ),
    (
        Break::HeadBeforeItBegins,
        "nothing is there before a book begins",
    ),
    (Break::FigureChanged, "entries come back byte for byte"),
    (Break::HashesOfOthers, "entries come back byte for byte"),
    (Break::WordsReencoded, "entries come back byte for byte"),
    (Break::HeaderReencoded, "entries come back byte for byte"),
    (Break::NulDropped, "words of every kind come back"),
    (Break::LongWordsCut, "words of every kind come back"),
    (Break::SaltForgotten, "entries come back byte for byte"),
    (Break::WrongHeader, "a header comes back as it was"),
    (
        Break::HeaderWithoutItsMonth,
        "a header comes back as it was",
    ),
    (Break::BeginsTwice, "a book begins once"),
    (
        Break::LastForgottenAtOpening,
        "a cut after any write loses nothing",
    ),
    (Break::NothingRefused, "a batch of nothing changes nothing"),
    (
        Break::NothingAtAllRefused,
        "a batch of nothing changes nothing",
    ),
    (
        Break::ManyForgotten,
        "a batch may have ten thousand entries",
    ),
    (
        Break::SecondWriterBlind,
        "of two writers at one head one appends",
    ),
    (Break::TurnKeptAtARefusal, "a turn is taken and given back"),
    (
        Break::TurnGivenBackTakesAnEntry,
        "a turn is taken and given back",
    ),
    (
        Break::FirstStateStays,
        "a kept state is the last one or none",
    ),
    (
        Break::StateForgetsItsBytes,
        "a kept state is the last one or none",
    ),
    (
        Break::SnapshotWithoutTheLast,
        "a snapshot is a book in SQLite",
    ),
    (Break::SnapshotOverAFile, "a snapshot is a book in SQLite"),
    (
        Break::WordsStay,
        "the words that a redaction names are gone",
    ),
    (
        Break::WordsOfTheFirstGoOnly,
        "the words that a redaction names are gone",
    ),
    (
        Break::WordsOfTheSameBatchStay,
        "the words that a redaction names are gone",
    ),
    (
        Break::WordsComeBackAtOpening,
        "the words that a redaction names are gone",
    ),
    (
        Break::WordsComeBackInPages,
        "the words that a redaction names are gone",
    ),
    (Break::SaltStays, "the salt of words that are gone is gone"),
    (Break::NeighboursWordsGo, "a redaction takes no other words"),
    (Break::ReasonGoes, "a redaction takes no other words"),
    (Break::WordsBeforeGo, "a redaction takes no other words"),
    (
        Break::FiguresGo,
        "a redaction leaves figures, keys and chain as they are",
    ),
    (
        Break::KeyGoes,
        "a redaction leaves figures, keys and chain as they are",
    ),
    (
        Break::WordsGoUnderAnyHead,
        "a redaction under another head takes nothing",
    ),
    (
        Break::WordsGoInARefusedBatch,
        "a redaction in a batch that is refused takes nothing",
    ),
    (
        Break::StateStays,
        "words that are gone are in no kept state",
    ),
    (
        Break::StateComesBackAtOpening,
        "words that are gone are in no kept state",
    ),
    (
        Break::SnapshotWithWordsInItsRows,
        "words that are gone are in no snapshot",
    ),
    (
        Break::SnapshotWithWordsBesideItsRows,
        "words that are gone are in no snapshot",
    ),
    (
        Break::SnapshotWithSalts,
        "words that are gone are in no snapshot",
    ),
    (
        Break::WordlessRefused,
        "a journal without some of its words is kept",
    ),
    (
        Break::WordlessIsEmpty,
        "a journal without some of its words is kept",
    ),
];

#[test]
fn each_canary_is_found_by_the_promise_that_it_breaks() {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let shares = CANARIES.chunks(CANARIES.len().div_ceil(threads));
    let missed: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = shares.map(|share| scope.spawn(|| missed(share))).collect();
        let ended = running.into_iter().map(|it| it.join());
        ended
            .flat_map(|it| it.expect("the suite does not panic"))
            .collect()
    });
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}

#[test]
fn a_writer_that_remembers_words_is_found_by_that_promise_alone() {
    let breaches = conformance::hold(&mut RememberingMaker).expect_err("it remembers words");
    let found: Vec<_> = breaches.iter().map(|it| it.promise).collect();
    assert_eq!(found, ["words that are gone are read by no other writer"]);
}

fn missed(canaries: &[(Break, &str)]) -> Vec<String> {
    let mut missed = Vec::new();
    for (how, promise) in canaries {
        let found = match conformance::hold(&mut BrokenMaker(*how)) {
            Ok(_) => Vec::new(),
            Err(breaches) => breaches.iter().map(|it| it.promise).collect(),
        };
        if !found.contains(promise) {
            missed.push(format!(
                "{how:?} is not found by {promise:?}, only by {found:?}"
            ));
        }
    }
    missed
}
