//! The five questions of a committee, beside what one board answered in 2017.
//!
//! What is expected is the reply of Powys Teaching Health Board to the committee's letter of 16 May
//! 2017 as `seeds/wales` cites it, and for Aberwen the tables of `seeds/aberwen/README.md`.

use std::path::Path;

use ringfence::journal::Header;
use ringfence::noun::BodyId;
use ringfence::state::Closing;
use ringfence::view::{Cell, CommitteeReturn, Table, committee_return};
use ringfence_formats::{SeedFolder, SeedStep, committee_return_html};
use ringfence_store::{Book, MemoryStore, Step};

fn returned(folder: &str, board: &str, stream: &str) -> CommitteeReturn {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seed = SeedFolder::read(root.join("seeds").join(folder)).expect("a seed without faults");
    let header = Header::new("GBP").expect("a currency");
    let mut book = Book::create(MemoryStore::new(), header).expect("an empty book");
    let steps = seed.rows.iter().map(|row| match &row.step {
        SeedStep::Post(draft) => Step::Post(draft.clone()),
        SeedStep::Close {
            year,
            effective,
            book,
        } => Step::Close {
            year: *year,
            book: (**book).clone(),
            closing: Closing::on(*effective),
        },
    });
    let steps: Vec<Step> = steps.collect();
    book.post_all(&steps).expect("a seed that posts");
    let board: BodyId = board.parse().expect("an id");
    let stream = stream.parse().ok();
    committee_return(book.ledger(), &board, stream.as_ref()).expect("a board of the seed")
}

/// Some columns of a table, each row joined by a bar.
fn rows(table: &Table, columns: &[&str]) -> Vec<String> {
    let row = |place| {
        let cells = columns
            .iter()
            .map(|it| table.find(place, it).expect("a column"));
        cells
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" | ")
    };
    (0..table.rows.len()).map(row).collect()
}

#[test]
fn powys_answers_as_it_did_in_2017() {
    let all = returned("wales", "powys", "cluster");
    let [notified, usable, released, allocated, spent] = &all.answers[..] else {
        panic!("five answers: {all}");
    };
    assert_eq!(
        rows(notified, &["year", "notified", "amount"]),
        [
            "2014-15 | no day: none received | 0 (£000)",
            "2015-16 | 15 June 2015 | 272 (£000)",
            "2016-17 | 5 April 2016 | 453 (£000)",
            "2017-18 | with the main letter, day not stated | 453 (£000)",
        ]
    );
    // 15 June is 29 days of April, 31 of May and 15 of June after the first of April, less one.
    assert_eq!(
        rows(usable, &["year", "counts_from", "days_into_year"]),
        [
            "2014-15 |  | ",
            "2015-16 | 2015-06-15 | 75",
            "2016-17 | 2016-04-05 | 4",
            "2017-18 | 2017-04-01 | 0",
        ]
    );
    let note = usable.find(3, "note").and_then(Cell::text).expect("a note");
    assert!(note.starts_with("Declared assumption: it counts from 1 April 2017"));
    assert!(released.rows.is_empty());
    assert!(released.notes[1].contains("2015-16 no passing down and no release"));
    assert_eq!(
        rows(allocated, &["year", "allocated", "said"]),
        [
            "2014-15 | £0.00 | none received",
            "2015-16 | £272,000.00 | ",
            "2016-17 | £453,000.00 | ",
            "2017-18 | £453,000.00 | ",
        ]
    );
    let silent = "not recorded | not recorded";
    let used = "described as \"fully utilised\"; no figure published";
    assert_eq!(
        rows(spent, &["year", "given", "spent", "variance", "said"]),
        [
            "2014-15 | £0.00 | £0.00 | £0.00 | none received".to_owned(),
            format!("2015-16 | £272,000.00 | {silent} | {used}"),
            format!("2016-17 | £453,000.00 | {silent} | {used}"),
            format!("2017-18 | £453,000.00 | {silent} | no figure published"),
        ]
    );
}

#[test]
fn a_board_with_clusters_says_what_became_of_each_pound() {
    let all = returned("aberwen", "upland", "cluster");
    let spent = &all.answers[4];
    let columns = [
        "year",
        "given",
        "spent",
        "variance",
        "lapsed",
        "rolled_over",
        "still_open",
    ];
    // By hand from seeds/aberwen/README.md, the rows of North, Moor, Valley and Upland's own:
    // 105 + 75 + 70 + 60 = 310; 32 + 21 + 18 = 71; 73 + 54 + 52 + 60 = 239. Then 96 + 86 + 84 + 60
    // = 326; 64 + 23 + 35 = 122; 32 + 63 + 49 + 60 = 204. In 2018-19 106 + 86 + 104 + 60 = 356;
    // 56 + 30 + 37 = 123, and 50 + 56 + 67 + 60 = 233 still open. Of 2015-16, before the book
    // begins, only a mark speaks: what North spent nobody has written down.
    assert_eq!(
        rows(spent, &columns),
        [
            "2015-16 | £0.00 | not recorded | not recorded | £0.00 | £0.00 | not recorded",
            "2016-17 | £310,000.00 | £71,000.00 | £239,000.00 | £239,000.00 | £0.00 | £0.00",
            "2017-18 | £326,000.00 | £122,000.00 | £204,000.00 | £204,000.00 | £0.00 | £0.00",
            "2018-19 | £356,000.00 | £123,000.00 | £233,000.00 | £0.00 | £0.00 | £233,000.00",
        ]
    );
    let said = spent.cells_of("said").last().and_then(Cell::text);
    assert_eq!(
        said,
        Some("north, cluster-lead: the telephones come after March")
    );
}

#[test]
fn it_is_written_as_text_markdown_and_html() {
    let all = returned("wales", "powys", "");
    let title = "What Powys Teaching Health Board answers to a committee's five questions";
    let question = "1. When was the board told its allocation?";
    assert!(
        all.to_string()
            .starts_with(&format!("{title}\n\n{question}\n"))
    );
    let markdown = all.to_markdown();
    assert!(markdown.starts_with(&format!("# {title}\n\n## {question}\n\n| stream | year |")));
    assert!(markdown.contains("| cluster | 2015-16 | 15 June 2015 | 272 (£000) |"));
    let html = committee_return_html(&all);
    let first = title.replace('\'', "&#39;");
    assert!(html.starts_with(&format!("<section>\n<h3>{first}</h3>\n<table>")));
    assert_eq!(html.matches("<caption>").count(), 5);
    assert!(html.contains("described as &quot;fully utilised&quot;; no figure published"));
}
