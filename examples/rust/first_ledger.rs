//! A cluster's year: give, release, approve, commit, spend, and see where each pound stands.
//!
//! Aberwen is invented. Its government gives the board of Upland £453,000 of recurrent cluster
//! money; Upland passes £150,000 of it down to the cluster North.

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::noun::Position;
use ringfence::state::Selection;
use ringfence_store::{Book, MemoryStore};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
    for (kind, fields) in A_YEAR {
        book.post(&draft(*kind, fields)?)?;
    }

    let north = position(&book, "north")?;
    assert_eq!(north.authority, "150000".parse()?);
    assert_eq!(north.committed, "39000".parse()?); // 32,000 − 8,000 + 15,000
    assert_eq!(north.spent, "8000".parse()?);
    assert_eq!(north.available, "103000".parse()?);
    assert_eq!(north.released, "90000".parse()?);
    assert_eq!(north.drawn, "8000".parse()?);
    assert_eq!(position(&book, "upland")?.available, "303000".parse()?);

    ask_for_more(&book)?;

    // The ledger can be thrown away: the journal gives it again.
    let again = Book::open(book.store().clone())?;
    assert_eq!(position(&again, "north")?, north);
    println!("North has {} left", north.available.in_words());
    Ok(())
}

const A_YEAR: &[(ActKind, &str)] = &[
    // Who holds money, and what it is for.
    (ActKind::AddBody, "id=gov|kind=government"),
    (ActKind::AddBody, "id=upland|kind=health_board|parent=gov"),
    (ActKind::AddBody, "id=north|kind=cluster|parent=upland"),
    (
        ActKind::AddStream,
        "id=cluster|purposes=access;sustainability|release_required=yes",
    ),
    // The letter, the board's share for North, and the means to spend a part of it.
    (
        ActKind::Allocate,
        "stream=cluster|to=upland|year=2025-26|recurrence=recurrent|amount=453000|\
         notice=letter of April|effective=2025-04-05",
    ),
    (
        ActKind::Allocate,
        "stream=cluster|to=north|year=2025-26|recurrence=recurrent|amount=150000|\
         notice=letter to clusters|effective=2025-04-20",
    ),
    (
        ActKind::Release,
        "stream=cluster|to=north|year=2025-26|amount=90000|effective=2025-06-01",
    ),
    // A post from 1 August costs eight twelfths of its yearly sum this year.
    (
        ActKind::Propose,
        "id=pharmacist|body=north|purpose=access|effective=2025-05-09",
    ),
    (
        ActKind::Approve,
        "project=pharmacist|annual=60000|by=planning group|effective=2025-06-13",
    ),
    (
        ActKind::Commit,
        "id=post|stream=cluster|body=north|project=pharmacist|purpose=access|\
         recurrence=recurrent|annual=48000|start=2025-08-01|effective=2025-07-04",
    ),
    // Something that is bought once, and the post's first invoice.
    (
        ActKind::Commit,
        "id=licences|stream=cluster|body=north|purpose=access|year=2025-26|amount=15000|\
         effective=2025-07-04",
    ),
    (
        ActKind::Spend,
        "commitment=post|amount=8000|effective=2025-09-30",
    ),
];

/// All that is left is a yes; a penny more, another purpose, more than was released: a no.
fn ask_for_more(book: &Book<MemoryStore>) -> Result<(), Failure> {
    let access = "stream=cluster|body=north|purpose=access|year=2025-26|effective=2025-10-03";
    let all_of_it = format!("id=more|{access}|amount=103000");
    assert!(book.check(&draft(ActKind::Commit, &all_of_it)?).is_ok());

    let a_penny_more = format!("id=more|{access}|amount=103000.01");
    let estates = format!("id=park|{access}|amount=100").replace("=access", "=estates");
    let unreleased = format!("{access}|amount=82000.01");
    for (kind, fields, code) in [
        (
            ActKind::Commit,
            a_penny_more,
            "commitment_exceeds_available",
        ),
        (ActKind::Commit, estates, "purpose_outside_ring_fence"),
        (ActKind::Spend, unreleased, "spend_exceeds_released"),
    ] {
        let no = book.check(&draft(kind, &fields)?).expect_err("a refusal");
        assert_eq!(no.first().code(), code);
    }
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

fn position(book: &Book<MemoryStore>, body: &str) -> Result<Position, Failure> {
    let of_body = Selection {
        body: Some(body.parse()?),
        ..Selection::default()
    };
    Ok(book.ledger().position(&of_body)?)
}
