//! What people write by mistake: each is one clear error, and nothing has changed.

use std::fs;

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::law::RuleBook;
use ringfence::state::{Closing, Selection};
use ringfence_formats::SeedFolder;
use ringfence_store::{Book, MemoryStore};

/// Upland answers for North, and for Moor until 30 April 2016; £100 of North's are there.
fn book() -> Book<MemoryStore> {
    let header = Header::new("GBP").expect("a currency");
    let mut book = Book::create(MemoryStore::new(), header).expect("an empty store");
    for (kind, fields) in [
        (ActKind::AddBody, "id=gov|kind=government"),
        (ActKind::AddBody, "id=upland|kind=health_board|parent=gov"),
        (ActKind::AddBody, "id=north|kind=cluster|parent=upland"),
        (
            ActKind::AddBody,
            "id=moor|kind=cluster|parent=upland|until=2016-04-30",
        ),
        (ActKind::AddStream, "id=cluster|purposes=access"),
        (
            ActKind::Allocate,
            "stream=cluster|to=upland|year=2016-17|amount=200|effective=2016-04-05",
        ),
        (
            ActKind::Allocate,
            "stream=cluster|to=north|year=2016-17|amount=100|effective=2016-04-05",
        ),
    ] {
        book.post(&draft(kind, fields).expect("a draft"))
            .expect("a yes");
    }
    book
}

fn draft(kind: ActKind, fields: &str) -> Result<Draft, String> {
    let pairs = fields.split('|').filter_map(|field| field.split_once('='));
    let text = |text: &str| FieldValue::Text(text.to_owned());
    let fields: Vec<_> = pairs
        .map(|(name, value)| (name.to_owned(), text(value)))
        .collect();
    Draft::read(kind, &fields).map_err(|faults| {
        let lines = faults.iter().map(ToString::to_string);
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// The book as it was: its head, and every position.
fn unchanged(book: &Book<MemoryStore>, before: &Book<MemoryStore>) {
    let all = Selection::default();
    assert_eq!(book.ledger().head(), before.ledger().head());
    let positions = |of: &Book<MemoryStore>| of.ledger().positions(&all).expect("positions");
    assert_eq!(positions(book), positions(before));
    let kept = |of: &Book<MemoryStore>| of.entries().expect("a store in memory");
    assert_eq!(kept(book), kept(before));
}

#[track_caller]
fn unread(fields: &str, says: &str) {
    let spend = "stream=cluster|body=north|purpose=access";
    let read = draft(ActKind::Spend, &format!("{spend}|{fields}"));
    assert_eq!(read.expect_err(fields), says);
}

#[track_caller]
fn refused(kind: ActKind, fields: &str, says: &str) {
    let mut book = book();
    let before = book.clone();
    let draft = draft(kind, fields).expect("a draft that reads");
    let no = book.check(&draft).expect_err(fields).to_string();
    assert_eq!(no, says);
    let posted = book.post(&draft).expect_err(fields).to_string();
    assert_eq!(posted, says);
    unchanged(&book, &before);
}

#[test]
fn a_sum_that_is_none_is_told_what_to_write() {
    let rest = "year=2016-17|effective=2016-05-03";
    for none in [
        "NaN", "1e400", "True", "inf", "£0.001", "1,000.00", "(5.00)", "1.5.0",
    ] {
        let says = format!("amount: found {none:?}; expected pounds such as 1234.50");
        unread(&format!("{rest}|amount={none}"), &says);
    }
    unread(
        &format!("{rest}|amount=0.001"),
        "amount: found \"0.001\"; expected pounds such as 1234.50; it has more places than two: \
         round it first",
    );
    unread(
        &format!("{rest}|amount=10000000000000000"),
        "amount: found \"10000000000000000\"; expected pounds within \
         ±9,999,999,999,999,999.99; it is out of range",
    );
}

#[test]
fn a_day_and_a_year_that_are_none_are_told_what_to_write() {
    unread(
        "amount=1|year=2016-17|effective=2015-02-29",
        "effective: found \"2015-02-29\"; expected a day that exists, such as 2016-04-05",
    );
    unread(
        "amount=1|year=2016-18|effective=2016-05-03",
        "year: found \"2016-18\"; expected one year: did you mean 2016-17?",
    );
}

#[test]
fn every_fault_of_a_draft_is_told_at_once() {
    unread(
        "amount=NaN|year=2016-18|effective=2015-02-29",
        "year: found \"2016-18\"; expected one year: did you mean 2016-17?\n\
         amount: found \"NaN\"; expected pounds such as 1234.50\n\
         effective: found \"2015-02-29\"; expected a day that exists, such as 2016-04-05",
    );
}

#[test]
fn a_body_that_nobody_named_or_that_has_ended_takes_nothing() {
    let spend = "stream=cluster|purpose=access|amount=1|year=2016-17";
    refused(
        ActKind::Spend,
        &format!("{spend}|body=nroth|effective=2016-05-03"),
        "no body is called \"nroth\": did you mean \"north\"?",
    );
    refused(
        ActKind::Spend,
        &format!("{spend}|body=practice-7|effective=2016-05-03"),
        "no body is called \"practice-7\": add it first",
    );
    refused(
        ActKind::Spend,
        &format!("{spend}|body=moor|effective=2016-05-01"),
        "moor is not there on 2016-05-01: name a body that is, or a day from 1900-01-01 to \
         2016-04-30",
    );
}

#[test]
fn a_body_does_not_stand_below_itself() {
    refused(
        ActKind::AddBody,
        "id=sands|kind=cluster|parent=sands",
        "sands would stand below itself: name another body as its parent, or none",
    );
}

#[test]
fn a_close_a_day_early_is_told_the_day_that_would_work() {
    let book = book();
    let before = book.clone();
    let year = "2016-17".parse().expect("a year");
    let plan = book
        .ledger()
        .plan_close(year, &RuleBook::empty())
        .expect("a plan");
    let early = Closing::on("2017-03-30".parse().expect("a day"));
    let no = book
        .ledger()
        .check_close(&plan, &early)
        .expect_err("a day early");
    assert_eq!(
        no.to_string(),
        "2017-03-30 cannot count in 2016-17 here: write a day from 2017-03-31 to 2017-03-31"
    );
    unchanged(&book, &before);
}

/// Ten faults in four files.
const FOLDER: [(&str, &str); 4] = [
    (
        "bodies.csv",
        "id,kind,parent,until\n\
         gov,goverment,,\n\
         North Upland,cluster,gov,\n\
         south,cluster,gov,2015-02-29\n",
    ),
    (
        "notices.csv",
        "stream,to,year,amount,recurrence,effective\n\
         core,south,2016-18,£0.001,recurrent,2016-04-05\n\
         core,south,2016-17,NaN,sometimes,2016-04-05\n",
    ),
    (
        "spends.csv",
        "stream,body,purpose,year,amount,effective\n\
         core,south,beds,2016-17,1e400,2016-02-30\n",
    ),
    ("streams.csv", "id,purposes,control\nwinter,,block\n"),
];

#[test]
fn ten_faults_in_four_files_each_say_where_what_and_what_would_work() {
    let folder = std::env::temp_dir().join(format!("ringfence-bad-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder of the test");
    for (file, text) in FOLDER {
        fs::write(folder.join(file), text).expect("a file of the test");
    }
    let faults = SeedFolder::read(&folder)
        .expect_err("ten faults")
        .to_string();
    fs::remove_dir_all(&folder).expect("a folder of the test");
    let told = r#"
        bodies.csv, row 2, column kind | "goverment"; | government
        bodies.csv, row 3, column id | "North Upland"; | north-upland
        bodies.csv, row 4, column until | "2015-02-29"; | a day that exists
        notices.csv, row 2, column amount | "£0.001"; | pounds such as 1234.50
        notices.csv, row 2, column year | "2016-18"; | did you mean 2016-17?
        notices.csv, row 3, column amount | "NaN"; | pounds such as 1234.50
        notices.csv, row 3, column recurrence | "sometimes"; | recurrent
        spends.csv, row 2, column amount | "1e400"; | pounds such as 1234.50
        spends.csv, row 2, column effective | "2016-02-30"; | a day that exists
        streams.csv, row 2, column purposes | nothing; | at least one purpose
    "#;
    each_says(&faults, told);
}

/// Each line names its place, what was found there, and somewhere after that what would work.
fn each_says(faults: &str, told: &str) {
    let told: Vec<&str> = told.trim().lines().map(str::trim).collect();
    let lines: Vec<&str> = faults.lines().collect();
    assert_eq!(lines.len(), told.len(), "{faults}");
    for (line, told) in lines.into_iter().zip(told) {
        let parts: Vec<&str> = told.split(" | ").collect();
        let [place, found, works] = parts[..] else {
            panic!("{told}")
        };
        let said = line.strip_prefix(&format!("{place}: found {found} expected "));
        assert!(said.is_some_and(|said| said.contains(works)), "{line}");
    }
}
