//! A year end under a rule book and under a reform of it: what is kept, what lapses and to whom,
//! by which clause, and what another rule would have done.
//!
//! Aberwen is invented. The cluster Harbour has £100,000 of winter money in 2025-26: £30,000 spent,
//! £20,000 ordered, £50,000 free. The board of Seaward answers for it.

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::law::{Reform, RuleBook};
use ringfence::state::{Closing, Rules, Selection};
use ringfence::word::{FinancialYear, Money};
use ringfence_store::{Book, MemoryStore, PostError};

type Failure = Box<dyn std::error::Error>;

const BOOK: &str = r#"
[book]
id = "aberwen-winter"
title = "Aberwen: what becomes of winter money"

[[rule]]
id = "winter"
title = "What becomes of unspent winter money?"
question = "roll_over"
streams = ["winter-care"]

[[rule.value]]
in_force_from = 2024-04-01
outcome = "lapse"
cite = { assumption = "Winter money is for one winter.", by = "this lesson" }

[[rule.exception]]
label = "ordered"
over = "base"
in_force_from = 2024-04-01
when = { fact = "item.kind", is = "commitment" }
outcome = "roll_over"
to = "same_line"
amount = "all"
cite = { assumption = "What was ordered in time may be paid.", by = "this lesson" }
"#;

const REFORM: &str = r#"
[reform]
id = "aberwen-tenth"
name = "Keep a tenth"
reason = "A cluster that saves should have something of it."
author = "Harbour"
over = "aberwen-winter"

[[change]]
do = "add"
rule = "winter"
label = "tenth"
over = "base"
in_force_from = 2025-04-01
when = { fact = "item.kind", is = "free" }
outcome = "roll_over"
to = "same_line"
amount = { of = 10, in = 100, round = "down" }
cite = { assumption = "A tenth is enough to matter.", by = "Harbour" }
"#;

fn main() -> Result<(), Failure> {
    let year: FinancialYear = "2025-26".parse()?;
    let rules = RuleBook::read(BOOK)?;
    let mut book = a_year()?;

    // A plan changes nothing.
    let head = book.ledger().head();
    let plan = book.ledger().plan_close(year, &rules)?;
    assert_eq!(book.ledger().head(), head);
    assert!(plan.blockers().is_empty());
    assert_eq!(plan.rolled_over(), pounds("20000")?);
    assert_eq!(plan.lapsed(), pounds("50000")?);

    // What Harbour cannot keep falls to the body that answers for it.
    let gains = plan.benefits();
    assert_eq!(
        (gains[0].body.as_str(), gains[0].fell_in),
        ("seaward", pounds("50000")?)
    );

    // Why: the clause that decided, in its source's words.
    let why = plan.why("nurses");
    assert!(
        why[0]
            .to_string()
            .contains("What was ordered in time may be paid.")
    );

    // Close, and open the next year: adoption, close and opening are appended together.
    let on = Closing::on("2026-03-31".parse()?);
    assert_eq!(book.close(&plan, &on)?.len(), 3);
    let next = Selection {
        body: Some("harbour".parse()?),
        year: Some(year.next()),
        ..Selection::default()
    };
    let kept = book.ledger().position(&next)?;
    assert_eq!(
        (kept.rolled_in, kept.committed),
        (pounds("20000")?, pounds("20000")?)
    );
    match book.close(&plan, &on) {
        Err(PostError::Refused(no)) => assert_eq!(no.first().code(), "year_already_closed"),
        other => panic!("closed twice: {other:?}"),
    }

    compare(&book, rules, year)
}

/// What the reform would have kept of the same year: a tenth of what was free.
fn compare(book: &Book<MemoryStore>, rules: RuleBook, year: FinancialYear) -> Result<(), Failure> {
    let reformed = Rules::Reformed {
        reform: Reform::read(REFORM)?,
        over: rules.clone(),
    };
    let entries = book.entries()?;
    let baseline = Rules::Book(rules);
    let compared = book
        .ledger()
        .compare(&entries, &baseline, &[reformed], &[year])?;
    let difference = Money::total(compared.rows.iter().map(|row| row.difference));
    assert_eq!(difference, Some(pounds("5000")?));
    println!("The reform keeps {} more", pounds("5000")?.in_words());
    Ok(())
}

fn a_year() -> Result<Book<MemoryStore>, Failure> {
    let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
    let given = "stream=winter-care|year=2025-26|amount=100000";
    let line = "stream=winter-care|body=harbour|year=2025-26";
    for (kind, fields) in [
        (ActKind::AddBody, "id=gov|kind=government"),
        (ActKind::AddBody, "id=seaward|kind=health_board|parent=gov"),
        (ActKind::AddBody, "id=harbour|kind=cluster|parent=seaward"),
        (
            ActKind::AddStream,
            "id=winter-care|purposes=beds;home-visits",
        ),
        (
            ActKind::Allocate,
            &format!("{given}|to=seaward|effective=2025-10-01"),
        ),
        (
            ActKind::Allocate,
            &format!("{given}|to=harbour|effective=2025-10-06"),
        ),
        (
            ActKind::Commit,
            &format!("id=nurses|{line}|purpose=home-visits|amount=45000|effective=2025-11-03"),
        ),
        (
            ActKind::Spend,
            "commitment=nurses|amount=25000|effective=2026-02-27",
        ),
        (
            ActKind::Spend,
            &format!("{line}|purpose=beds|amount=5000|effective=2026-03-13"),
        ),
    ] {
        let pairs = fields.split('|').filter_map(|field| field.split_once('='));
        let typed = |text: &str| FieldValue::Text(text.to_owned());
        let fields: Vec<_> = pairs
            .map(|(name, text)| (name.to_owned(), typed(text)))
            .collect();
        let draft = Draft::read(kind, &fields).map_err(|faults| format!("{faults:?}"))?;
        book.post(&draft)?;
    }
    Ok(book)
}

fn pounds(text: &str) -> Result<Money, ringfence::word::MoneyError> {
    text.parse()
}
