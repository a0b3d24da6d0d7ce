//! A project from its proposal to core money, over three years: each step is refused once, the
//! money that is freed is used again, and nothing is counted twice.
//!
//! Aberwen is invented. The cluster North has £60,000 a year; its pharmacist costs £48,000 a year
//! from October 2016. The board of Upland has £200,000 a year of core money, its clinic £170,000.

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::law::RuleBook;
use ringfence::state::{Closing, Selection};
use ringfence::view;
use ringfence::word::{FinancialYear, Money};
use ringfence_store::{Book, MemoryStore, PostError};

type Failure = Box<dyn std::error::Error>;
type Aberwen = Book<MemoryStore>;

fn main() -> Result<(), Failure> {
    let mut book = an_empty_project()?;
    the_first_year(&mut book)?;
    the_second_year(&mut book)?;
    the_third_year(&mut book)?;
    println!(
        "{}",
        view::mainstreamed(book.ledger(), &Selection::default())
    );
    Ok(())
}

/// Nothing is promised before somebody approves it, nor more than that.
fn the_first_year(book: &mut Aberwen) -> Result<(), Failure> {
    let post = "id=post-1|stream=cluster|body=north|project=pharmacist|purpose=access|\
                recurrence=recurrent|start=2016-10-01|post=pharmacist-1|effective=2016-07-04";
    let annual = |sum: &str| format!("{post}|annual={sum}");
    refused(
        book,
        ActKind::Commit,
        &annual("48000"),
        "project_not_approved",
    )?;
    let start = "project=pharmacist|effective=2016-06-01";
    refused(book, ActKind::StartProject, start, "project_not_approved")?;
    post_all(
        book,
        &[(
            ActKind::Approve,
            "project=pharmacist|annual=48000|effective=2016-06-13",
        )],
    )?;
    refused(
        book,
        ActKind::Commit,
        &annual("48000.01"),
        "approval_exceeded",
    )?;
    post_all(
        book,
        &[
            (ActKind::Commit, &annual("48000")),
            (ActKind::Fill, "post=pharmacist-1|effective=2016-10-01"),
            (
                ActKind::StartProject,
                "project=pharmacist|effective=2016-10-01",
            ),
            (
                ActKind::RecordMeasure,
                "id=waits|project=pharmacist|unit=days|baseline=12|target=6|effective=2016-10-01",
            ),
            (
                ActKind::Spend,
                "commitment=post-1|amount=24000|effective=2017-03-31",
            ),
        ],
    )?;
    // Six of twelve months: 24,000 of 60,000.
    assert_eq!(available(book, "north", "2016-17")?, pounds("36000"));
    close(book, "2016-17", "2017-03-31")
}

/// It is evaluated and goes on, and core has no room: 30,000 a year are left beside the clinic.
fn the_second_year(book: &mut Aberwen) -> Result<(), Failure> {
    let goes_on = "project=pharmacist|by=planning group|effective=2017-11-01";
    refused(book, ActKind::ContinueProject, goes_on, "project_not_ready")?;
    post_all(
        book,
        &[
            (
                ActKind::RecordMeasure,
                "id=waits|project=pharmacist|unit=days|result=5|effective=2017-10-02",
            ),
            (
                ActKind::Evaluate,
                "id=pharmacist-2017|project=pharmacist|verdict=successful|\
                 evidence=report of October|effective=2017-10-16",
            ),
            (ActKind::ContinueProject, goes_on),
            (
                ActKind::Spend,
                "commitment=post-1|amount=48000|effective=2018-03-30",
            ),
        ],
    )?;
    refused(
        book,
        ActKind::Mainstream,
        &to_core("2018-01-01"),
        "mainstreaming_exceeds_room",
    )?;
    close(book, "2017-18", "2018-03-31")
}

/// Core is given more; the post goes there in October, and what it frees is used the same day.
fn the_third_year(book: &mut Aberwen) -> Result<(), Failure> {
    let given = "stream=core|to=upland|year=2018-19|amount=20000|recurrence=recurrent|\
                 effective=2018-05-01";
    let visits = "id=visits|stream=cluster|body=north|project=outreach|purpose=access|\
                  recurrence=recurrent|annual=40000|start=2018-11-01|effective=2018-10-01";
    post_all(
        book,
        &[
            (ActKind::Allocate, given),
            (
                ActKind::Spend,
                "commitment=post-1|amount=24000|effective=2018-09-28",
            ),
            (
                ActKind::Propose,
                "id=outreach|body=north|purpose=access|effective=2018-09-03",
            ),
            (
                ActKind::Approve,
                "project=outreach|annual=40000|effective=2018-09-03",
            ),
        ],
    )?;
    // 12,000 are free beside the post; five months of visits are 16,666.67.
    refused(
        book,
        ActKind::Commit,
        visits,
        "commitment_exceeds_available",
    )?;
    let before = promised(book)?;
    post_all(book, &[(ActKind::Mainstream, &to_core("2018-10-01"))])?;
    // Six months are free, and as many are promised on core: nothing is counted twice.
    assert_eq!(available(book, "north", "2018-19")?, pounds("36000"));
    assert_eq!(promised(book)?, before);
    assert_eq!(authority(book, "north")?, pounds("60000"));
    post_all(book, &[(ActKind::Commit, visits)])?;
    assert_eq!(available(book, "north", "2018-19")?, pounds("19333.33"));
    // What is used again is not taken back; and what went goes once.
    let back = format!(
        "entry={}|effective=2018-10-02",
        book.ledger().head().entry - 1
    );
    let away = "stream=cluster|from=north|to=upland|year=2018-19|amount=19333.33|\
                effective=2018-10-02";
    post_all(book, &[(ActKind::Vire, away)])?;
    refused(book, ActKind::Correct, &back, "correction_rests_on")?;
    refused(
        book,
        ActKind::Mainstream,
        &to_core("2018-11-01"),
        "nothing_to_mainstream",
    )
}

fn to_core(day: &str) -> String {
    format!("project=pharmacist|stream=core|evaluation=pharmacist-2017|effective={day}")
}

fn an_empty_project() -> Result<Aberwen, Failure> {
    let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
    let given = "year=2016-17|recurrence=recurrent|effective=2016-04-05";
    post_all(
        &mut book,
        &[
            (ActKind::AddBody, "id=gov|kind=government"),
            (ActKind::AddBody, "id=upland|kind=health_board|parent=gov"),
            (ActKind::AddBody, "id=north|kind=cluster|parent=upland"),
            (
                ActKind::AddStream,
                "id=cluster|purposes=access|base=continues",
            ),
            (
                ActKind::AddStream,
                "id=core|purposes=access;clinics|base=continues",
            ),
            (
                ActKind::Allocate,
                &format!("stream=cluster|to=north|from=gov|amount=60000|{given}"),
            ),
            (
                ActKind::Allocate,
                &format!("stream=core|to=upland|amount=200000|{given}"),
            ),
            (
                ActKind::Commit,
                "id=clinic|stream=core|body=upland|purpose=clinics|recurrence=recurrent|\
                 annual=170000|start=2016-04-01|effective=2016-04-06",
            ),
            (
                ActKind::Propose,
                "id=pharmacist|body=north|purpose=access|effective=2016-05-09",
            ),
        ],
    )?;
    Ok(book)
}

fn refused(book: &mut Aberwen, kind: ActKind, row: &str, code: &str) -> Result<(), Failure> {
    match book.post(&draft(kind, row)?) {
        Err(PostError::Refused(no)) => assert_eq!(no.first().code(), code, "{no}"),
        other => panic!("{row} was to be refused: {other:?}"),
    }
    Ok(())
}

fn post_all(book: &mut Aberwen, rows: &[(ActKind, &str)]) -> Result<(), Failure> {
    for (kind, row) in rows {
        book.post(&draft(*kind, row)?)?;
    }
    Ok(())
}

fn draft(kind: ActKind, row: &str) -> Result<Draft, Failure> {
    let pairs = row.split('|').filter_map(|field| field.split_once('='));
    let typed = |text: &str| FieldValue::Text(text.trim().to_owned());
    let fields: Vec<_> = pairs
        .map(|(name, text)| (name.trim().to_owned(), typed(text)))
        .collect();
    Draft::read(kind, &fields).map_err(|faults| format!("{faults:?}").into())
}

fn close(book: &mut Aberwen, year: &str, day: &str) -> Result<(), Failure> {
    let plan = book
        .ledger()
        .plan_close(year.parse()?, &RuleBook::empty())?;
    book.close(&plan, &Closing::on(day.parse()?))?;
    Ok(())
}

fn of(body: Option<&str>, year: FinancialYear) -> Result<Selection, Failure> {
    Ok(Selection {
        body: body.map(str::parse).transpose()?,
        year: Some(year),
        ..Selection::default()
    })
}

fn available(book: &Aberwen, body: &str, year: &str) -> Result<Money, Failure> {
    Ok(book
        .ledger()
        .position(&of(Some(body), year.parse()?)?)?
        .available)
}

fn authority(book: &Aberwen, body: &str) -> Result<Money, Failure> {
    Ok(book
        .ledger()
        .position(&of(Some(body), "2018-19".parse()?)?)?
        .authority)
}

/// What is promised of 2018-19, on all lines together.
fn promised(book: &Aberwen) -> Result<Money, Failure> {
    Ok(book
        .ledger()
        .position(&of(None, "2018-19".parse()?)?)?
        .committed)
}

fn pounds(text: &str) -> Money {
    text.parse().expect("pounds of this lesson")
}
