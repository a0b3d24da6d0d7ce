//! A cluster's year: give, release, approve, commit, spend, and see where each pound stands.
//!
//! Aberwen is invented. Its government gives the board of Upland £453,000 of recurrent cluster
//! money; Upland passes £150,000 of it down to the cluster North.

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::noun::Position;
use ringfence::state::{Receipt, Selection};
use ringfence_store::{Book, MemoryStore, PostError};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;

    // Who holds money, and what it is for.
    post(
        &mut book,
        ActKind::AddBody,
        "id=gov|kind=government|name=Government of Aberwen",
    )?;
    post(
        &mut book,
        ActKind::AddBody,
        "id=upland|kind=health_board|parent=gov",
    )?;
    post(
        &mut book,
        ActKind::AddBody,
        "id=north|kind=cluster|parent=upland",
    )?;
    let stream = "id=cluster|purposes=access;sustainability|release_required=yes";
    post(&mut book, ActKind::AddStream, stream)?;

    // The letter, the board's share for North, and the means to spend a part of it.
    let of_year = "stream=cluster|year=2025-26|recurrence=recurrent";
    let letter = format!("{of_year}|to=upland|amount=453000|notice=letter of April");
    post(
        &mut book,
        ActKind::Allocate,
        &format!("{letter}|effective=2025-04-05"),
    )?;
    let share = format!("{of_year}|to=north|amount=150000|notice=letter to clusters");
    post(
        &mut book,
        ActKind::Allocate,
        &format!("{share}|effective=2025-04-20"),
    )?;
    let means = "stream=cluster|to=north|year=2025-26|amount=90000|effective=2025-06-01";
    post(&mut book, ActKind::Release, means)?;

    // A post from 1 August costs eight twelfths of its yearly sum this year.
    let project = "id=pharmacist|body=north|purpose=access|effective=2025-05-09";
    post(&mut book, ActKind::Propose, project)?;
    let approval = "project=pharmacist|annual=60000|by=planning group|effective=2025-06-13";
    post(&mut book, ActKind::Approve, approval)?;
    let line = "stream=cluster|body=north|purpose=access";
    let every_year = "project=pharmacist|recurrence=recurrent|annual=48000|start=2025-08-01";
    let employed = format!("id=post|{line}|{every_year}|effective=2025-07-04");
    post(&mut book, ActKind::Commit, &employed)?;
    let once = format!("{line}|year=2025-26");
    let licences = format!("id=licences|{once}|amount=15000|effective=2025-07-04");
    post(&mut book, ActKind::Commit, &licences)?;
    post(
        &mut book,
        ActKind::Spend,
        "commitment=post|amount=8000|effective=2025-09-30",
    )?;

    let north = position(&book, "north")?;
    assert_eq!(north.authority, "150000".parse()?);
    assert_eq!(north.committed, "39000".parse()?); // 32,000 − 8,000 + 15,000
    assert_eq!(north.spent, "8000".parse()?);
    assert_eq!(north.available, "103000".parse()?);
    assert_eq!(
        (north.released, north.drawn),
        ("90000".parse()?, "8000".parse()?)
    );
    assert_eq!(position(&book, "upland")?.available, "303000".parse()?);

    // All that is left is a yes; a penny more, another purpose, more than was released: a no.
    let more = format!("id=more|{once}|effective=2025-10-03");
    let all_of_it = draft(ActKind::Commit, &format!("{more}|amount=103000"))?;
    assert!(book.check(&all_of_it).is_ok());
    let a_penny_more = format!("{more}|amount=103000.01");
    assert_eq!(
        refused(&book, ActKind::Commit, &a_penny_more)?,
        "commitment_exceeds_available"
    );
    let car_park = "id=park|stream=cluster|body=north|purpose=estates|year=2025-26|amount=100|\
                    effective=2025-10-03";
    assert_eq!(
        refused(&book, ActKind::Commit, car_park)?,
        "purpose_outside_ring_fence"
    );
    let direct = format!("{once}|amount=82000.01|effective=2025-10-03");
    assert_eq!(
        refused(&book, ActKind::Spend, &direct)?,
        "spend_exceeds_released"
    );

    // The ledger can be thrown away: the journal gives it again.
    let again = Book::open(book.store().clone())?;
    assert_eq!(position(&again, "north")?, north);
    println!("North has {} left", north.available.in_words());
    Ok(())
}

fn draft(kind: ActKind, fields: &str) -> Result<Draft, Failure> {
    let pairs = fields.split('|').filter_map(|field| field.split_once('='));
    let typed = |text: &str| FieldValue::Text(text.to_owned());
    let fields: Vec<_> = pairs
        .map(|(name, text)| (name.to_owned(), typed(text)))
        .collect();
    Draft::read(kind, &fields).map_err(|faults| format!("{kind:?}: {faults:?}").into())
}

fn post(book: &mut Book<MemoryStore>, kind: ActKind, fields: &str) -> Result<Receipt, Failure> {
    let posted: Result<Receipt, PostError> = book.post(&draft(kind, fields)?);
    Ok(posted?)
}

fn refused(book: &Book<MemoryStore>, kind: ActKind, fields: &str) -> Result<&'static str, Failure> {
    let no = book.check(&draft(kind, fields)?);
    Ok(no.expect_err("a refusal").first().code())
}

fn position(book: &Book<MemoryStore>, body: &str) -> Result<Position, Failure> {
    let of_body = Selection {
        body: Some(body.parse()?),
        ..Selection::default()
    };
    Ok(book.ledger().position(&of_body)?)
}
