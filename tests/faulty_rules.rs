//! Faulty files of rules, and what is said of each: every file under `tests/faulty_rules` has its
//! faults beside it as text.

use std::fs;
use std::path::{Path, PathBuf};

use ringfence::law::{BookFaults, RuleBook, RuleFile};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty_rules")
}

fn faulty() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|it| it != "txt"))
        .collect();
    files.sort();
    files
}

/// The faults of a file; a reform is laid over its preset.
fn faults_of(text: &str) -> Option<BookFaults> {
    match RuleFile::read(text) {
        Err(faults) => Some(faults),
        Ok(RuleFile::Book(_)) => None,
        Ok(RuleFile::Reform(reform)) => {
            let over = RuleBook::preset(reform.base()).expect("a preset");
            reform.over(&over).err()
        }
    }
}

#[test]
fn every_faulty_file_is_told_its_place_and_what_to_write() {
    let files = faulty();
    assert!(files.len() >= 50, "{} faulty files", files.len());
    let mut wrong = String::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("a text");
        let said = faults_of(&text).map_or("no fault\n".to_owned(), |it| format!("{it}\n"));
        let beside = path.with_extension("txt");
        if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
            fs::write(&beside, said).expect("a file that can be written");
            continue;
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if said != expected {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            wrong.push_str(&format!("{name}\n- {expected}+ {said}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
