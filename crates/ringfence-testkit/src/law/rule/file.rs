//! Any text is a book, or faults that each name a place.

use ringfence::law::{BookFaults, Reform, RuleBook};

use crate::generate::SpoiltBook;

/// Law 28: any text as a rule book or a reform gives a value, or faults that each name a place and
/// what to write there instead.
pub fn never_input_panics(text: &str) {
    if let Err(faults) = RuleBook::read(text) {
        each_names_its_place(&faults, text);
    }
    if let Err(faults) = Reform::read(text) {
        each_names_its_place(&faults, text);
    }
}

/// Law 28: one fault in a book that loads is found, and its key is named.
pub fn always_a_fault_names_its_place(spoilt: &SpoiltBook) {
    let Err(faults) = RuleBook::read(&spoilt.text) else {
        panic!("{} at {} loads:\n{}", spoilt.what, spoilt.key, spoilt.text);
    };
    each_names_its_place(&faults, &spoilt.text);
    let named = |key: &str| key.starts_with(spoilt.key.as_str());
    let found = faults.faults().iter().any(|fault| named(&fault.key));
    assert!(
        found,
        "{} at {} gives:\n{faults}\n{}",
        spoilt.what, spoilt.key, spoilt.text
    );
}

fn each_names_its_place(faults: &BookFaults, text: &str) {
    assert!(!faults.faults().is_empty(), "{text}");
    let json = text.trim_start().starts_with('{');
    for fault in faults.faults() {
        // JSON has no lines to tell; its keys are always told, that of the whole as nothing.
        assert!(json || fault.line.is_some(), "{fault:?} of\n{text}");
        let said = !fault.found.is_empty() && !fault.expected.is_empty();
        assert!(said, "{fault:?} of\n{text}");
        let lines = text.split('\n').count();
        assert!(
            fault.line.is_none_or(|line| line <= lines),
            "{fault:?} of\n{text}"
        );
    }
}
