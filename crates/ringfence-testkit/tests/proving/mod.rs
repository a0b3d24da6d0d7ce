//! Running laws on random things: how many, which seeds are kept, and what breaks told once.

use std::cell::Cell;
use std::sync::Once;

use proptest::test_runner::{Config, FileFailurePersistence, TestRunner};

thread_local! {
    /// Whether a broken law on this thread keeps its words until it is shrunk.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// How many cases there are: what `CASES` says, else the usual number.
pub(crate) fn cases(usual: u32) -> u32 {
    let said = std::env::var("CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    said.unwrap_or(usual)
}

/// A runner that keeps the seeds of what broke in a file, and tries those first.
pub(crate) fn runner(seeds: &'static str, cases: u32, max_shrink_iters: u32) -> TestRunner {
    let persistence = FileFailurePersistence::Direct(seeds);
    TestRunner::new(Config {
        cases,
        failure_persistence: Some(Box::new(persistence)),
        max_shrink_iters,
        ..Config::default()
    })
}

/// Runs what may panic many times while it is shrunk, without a word of each.
pub(crate) fn quietly<Of>(run: impl FnOnce() -> Of) -> Of {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                usual(info);
            }
        }));
    });
    QUIET.set(true);
    let ran = run();
    QUIET.set(false);
    ran
}
