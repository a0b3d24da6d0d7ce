//! Each question on the seed ledgers, beside a table that was worked out by hand.

#[path = "questions/asked.rs"]
mod asked;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use asked::{Asked, Book};
use ringfence::view::{Asking, Cell, answer, questions};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions")
}

/// Every file of expectations, with its name.
fn files() -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the folder of questions")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        (name, std::fs::read_to_string(path).expect("a text"))
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn every_answer_is_what_was_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for (name, text) in files() {
        match Asked::read(&name, &text) {
            Ok(all) => wrong.extend(all.iter().filter_map(|it| it.hold().err())),
            Err(fault) => wrong.push(format!("{name}: {fault}")),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn every_question_has_a_table_worked_out_by_hand() {
    let named: BTreeSet<String> = files().into_iter().map(|(name, _)| name).collect();
    let asked: BTreeSet<String> = questions().iter().map(|it| it.name.to_owned()).collect();
    assert_eq!(
        named, asked,
        "a file of tests/questions for each question, and no other"
    );
}

#[test]
fn the_questions_stand_in_their_order_under_names_of_their_own() {
    let numbers: Vec<u8> = questions().iter().map(|it| it.number).collect();
    assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
    let names: BTreeSet<&str> = questions().iter().map(|it| it.name).collect();
    assert_eq!(names.len(), questions().len());
    for question in questions() {
        let columns: BTreeSet<&str> = question.columns.iter().map(|it| it.name).collect();
        assert_eq!(columns.len(), question.columns.len(), "{}", question.name);
        assert!(
            question.wording.ends_with('?'),
            "{} asks nothing",
            question.name
        );
        assert!(
            question.adds_up.iter().all(|it| columns.contains(it)),
            "{}",
            question.name
        );
    }
}

#[test]
fn every_figure_opens_to_the_entries_that_made_it() {
    for seed in ["aberwen", "wales"] {
        let book = Book::of(seed);
        for question in questions() {
            for year in ["2016-17", "2017-18", "2018-19"] {
                opens(
                    &book,
                    &Asking {
                        year: year.parse().ok(),
                        ..Asking::of(question.name)
                    },
                );
            }
        }
    }
}

/// Each row opens to something where it has a figure, and to its figures where they add up.
fn opens(book: &Book, asking: &Asking<'_>) {
    let asking = Asking {
        entries: &book.entries,
        ..asking.clone()
    };
    let answer = answer(&book.ledger, &asking).unwrap_or_else(|no| panic!("{asking:?}: {no}"));
    let question = questions()
        .iter()
        .find(|it| it.name == answer.name)
        .expect("its own");
    for (place, row) in answer.table.rows.iter().enumerate() {
        let has_figure = |cell: &Cell| cell.money().is_some_and(|sum| !sum.is_zero());
        let trace = answer
            .trace(&book.ledger, place, None)
            .expect("the row is there");
        let is_empty = trace.rows.is_empty() && row.iter().any(has_figure);
        assert!(
            !is_empty,
            "{}: row {place} opens to nothing\n{answer}",
            answer.name
        );
        for column in question.adds_up {
            let Some(figure) = answer.table.find(place, column).and_then(Cell::money) else {
                continue;
            };
            let trace = answer
                .trace(&book.ledger, place, Some(column))
                .expect("a row");
            let sum = trace.sum_of("amount").expect("a sum");
            assert_eq!(
                sum, figure,
                "{} {:?}, row {place}: {column}",
                answer.name, asking.year
            );
        }
    }
    assert!(
        answer
            .trace(&book.ledger, answer.table.rows.len(), None)
            .is_none()
    );
}
