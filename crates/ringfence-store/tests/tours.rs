//! The two tours of the Python lessons, by hand calculation: posting, and the year end.

#[path = "part/draft.rs"]
mod draft;

use draft::draft;
use ringfence::journal::{Header, Refusals};
use ringfence::law::RuleBook;
use ringfence::noun::Position;
use ringfence::state::{Closing, Ledger, Rules, Selection};
use ringfence::word::Money;
use ringfence_store::{Book, MemoryStore, PostError};

fn begun() -> Book<MemoryStore> {
    let header = Header::new("GBP").expect("a header");
    Book::create(MemoryStore::new(), header).expect("an empty store")
}

fn post(book: &mut Book<MemoryStore>, kind: &str, fields: &str) {
    book.post(&draft(kind, fields))
        .unwrap_or_else(|no| panic!("{kind} {fields}: {no}"));
}

fn refused(book: &Book<MemoryStore>, kind: &str, fields: &str) -> Refusals {
    book.check(&draft(kind, fields)).expect_err("a refusal")
}

fn audited(book: &Book<MemoryStore>) {
    let entries = book.entries().expect("entries");
    let header = book.ledger().header().clone();
    let again = Ledger::audit(header, &entries).expect("a journal that holds");
    assert_eq!(again.head(), book.ledger().head());
}

fn position(book: &Book<MemoryStore>, body: &str, year: &str) -> Position {
    let of = Selection {
        body: body.parse().ok(),
        stream: "cluster".parse().ok(),
        year: year.parse().ok(),
        ..Selection::default()
    };
    book.ledger().position(&of).expect("a position")
}

fn pounds(text: &str) -> Money {
    text.parse().expect("a sum")
}

fn bodies(book: &mut Book<MemoryStore>) {
    post(
        book,
        "add_body",
        "id=wg|kind=government|name=Welsh Government",
    );
    post(book, "add_body", "id=powys|kind=health_board|parent=wg");
    post(book, "add_body", "id=north-powys|kind=cluster|parent=powys");
}

fn a_first_year() -> Book<MemoryStore> {
    let mut book = begun();
    bodies(&mut book);
    post(
        &mut book,
        "add_stream",
        "id=cluster|purposes=access;sustainability|release_required=yes",
    );
    let letter = "stream=cluster|year=2016-17|recurrence=recurrent|notice=letter";
    post(
        &mut book,
        "allocate",
        &format!("{letter}|to=powys|amount=453000|effective=2016-04-05"),
    );
    let down = format!("{letter}|to=north-powys|amount=150000|effective=2016-04-20");
    post(&mut book, "allocate", &down);
    post(
        &mut book,
        "release",
        "stream=cluster|to=north-powys|year=2016-17|amount=90000|effective=2016-06-01",
    );
    post(
        &mut book,
        "propose",
        "id=pharmacist|body=north-powys|purpose=access|effective=2016-05-09",
    );
    post(
        &mut book,
        "approve",
        "project=pharmacist|annual=60000|effective=2016-06-13",
    );
    let line = "stream=cluster|body=north-powys|purpose=access";
    post(
        &mut book,
        "commit",
        &format!(
            "id=post|{line}|project=pharmacist|recurrence=recurrent|annual=48000|\
             start=2016-08-01|effective=2016-07-04"
        ),
    );
    post(
        &mut book,
        "commit",
        &format!("id=licences|{line}|amount=15000|year=2016-17|effective=2016-07-04"),
    );
    post(
        &mut book,
        "spend",
        "commitment=post|amount=8000|effective=2016-09-30",
    );
    book
}

#[test]
fn a_clusters_year_is_posted_to_the_penny() {
    let book = a_first_year();
    let now = position(&book, "north-powys", "2016-17");
    assert_eq!(now.authority, pounds("150000"));
    assert_eq!(now.committed, pounds("39000"));
    assert_eq!(now.spent, pounds("8000"));
    assert_eq!(now.available, pounds("103000"));
    assert_eq!((now.released, now.drawn), (pounds("90000"), pounds("8000")));
    assert_eq!(
        position(&book, "powys", "2016-17").authority,
        pounds("303000")
    );

    let again = Book::open(book.store().clone()).expect("a journal that holds");
    assert_eq!(again.ledger().head(), book.ledger().head());
    let all = Selection::default();
    assert_eq!(
        again.ledger().positions(&all),
        book.ledger().positions(&all)
    );
}

#[test]
fn a_penny_too_much_is_refused() {
    let book = a_first_year();
    let line = "stream=cluster|body=north-powys|purpose=access";
    let once = format!("id=x|{line}|year=2016-17|effective=2016-10-03");
    let no = refused(&book, "commit", &format!("{once}|amount=103000.01"));
    assert_eq!(no.first().code(), "commitment_exceeds_available");
    assert_eq!(
        no.to_string(),
        "a commitment of £103,000.01 on north-powys/cluster, 2016-17 is refused: £103,000.00 is \
         available. Ask for £0.01 less, or vire first"
    );
    assert!(
        book.check(&draft("commit", &format!("{once}|amount=103000")))
            .is_ok()
    );
    let direct = format!("{line}|year=2016-17|effective=2016-10-03");
    let no = refused(&book, "spend", &format!("{direct}|amount=82000.01"));
    assert_eq!(no.first().code(), "spend_exceeds_released");
    let no = refused(
        &book,
        "commit",
        "id=park|stream=cluster|body=north-powys|purpose=estates|amount=100|year=2016-17|\
         effective=2016-10-03",
    );
    assert_eq!(no.first().code(), "purpose_outside_ring_fence");
}

fn a_year(attributable_to: &str) -> Book<MemoryStore> {
    let mut book = begun();
    bodies(&mut book);
    post(
        &mut book,
        "add_stream",
        "id=cluster|purposes=access|base=continues",
    );
    let letter = "stream=cluster|year=2016-17|recurrence=recurrent|notice=letter";
    for (to, amount, day) in [
        ("powys", "453000", "2016-04-05"),
        ("north-powys", "150000", "2016-04-20"),
    ] {
        let notice = format!("{letter}|to={to}|amount={amount}|effective={day}");
        post(&mut book, "allocate", &notice);
    }
    a_years_projects(&mut book, attributable_to);
    book
}

fn a_years_projects(book: &mut Book<MemoryStore>, attributable_to: &str) {
    let line = "stream=cluster|body=north-powys";
    let access = format!("{line}|purpose=access");
    for drafts in [
        (
            "propose",
            "id=pharmacist|body=north-powys|purpose=access|effective=2016-05-09".to_owned(),
        ),
        (
            "approve",
            "project=pharmacist|annual=60000|effective=2016-06-13".to_owned(),
        ),
        (
            "commit",
            format!(
                "id=post|{access}|project=pharmacist|recurrence=recurrent|annual=48000|\
                 start=2016-08-01|effective=2016-07-04"
            ),
        ),
        (
            "spend",
            "commitment=post|amount=32000|effective=2017-03-31".to_owned(),
        ),
        (
            "propose",
            "id=triage|body=north-powys|purpose=access|effective=2016-05-09".to_owned(),
        ),
        (
            "approve",
            "project=triage|amount=50000|effective=2016-06-13".to_owned(),
        ),
        (
            "earmark",
            format!("project=triage|{line}|year=2016-17|amount=50000|effective=2016-06-13"),
        ),
        (
            "commit",
            format!(
                "id=licences|{access}|project=triage|amount=20000|year=2016-17|\
                 effective=2016-09-01"
            ),
        ),
        (
            "record_delay",
            format!(
                "project=triage|cause=procurement|attributable_to={attributable_to}|\
                 start=2016-09-01|evidence=tender log|effective=2017-01-16"
            ),
        ),
    ] {
        post(book, drafts.0, &drafts.1);
    }
}

fn preset(name: &str) -> RuleBook {
    RuleBook::preset(name).expect("a shipped book")
}

#[test]
fn the_year_end_under_three_books_is_as_worked_by_hand() {
    let year = "2016-17".parse().expect("a year");
    let book = a_year("powys");
    let head = book.ledger().head();
    for (rules, kept) in [
        ("wales-2016", "0"),
        ("bma-2017", "50000"),
        ("committee-2017", "421000"),
    ] {
        let plan = book
            .ledger()
            .plan_close(year, &preset(rules))
            .expect("a plan");
        assert!(plan.blockers().is_empty(), "{:?}", plan.blockers());
        assert_eq!(plan.rolled_over(), pounds(kept), "{rules}");
        let sum = plan.rolled_over().checked_add(plan.lapsed());
        assert_eq!(sum, Some(pounds("421000")));
    }
    assert_eq!(book.ledger().head(), head);
    let practice = book
        .ledger()
        .plan_close(year, &preset("wales-2016"))
        .expect("a plan");
    let gains = practice.benefits();
    assert_eq!(gains[0].own, pounds("303000"));
    assert_eq!(gains[0].fell_in, pounds("118000"));
    let own_fault = a_year("north-powys");
    let plan = own_fault
        .ledger()
        .plan_close(year, &preset("bma-2017"))
        .expect("a plan");
    assert_eq!(plan.rolled_over(), Money::ZERO);
    let asks = a_year("")
        .ledger()
        .plan_close(year, &preset("bma-2017"))
        .expect("a plan");
    assert!(
        asks.blockers()
            .iter()
            .all(|it| it.missing == "delay.attributable_to")
    );
    assert_eq!(asks.blockers().len(), 2);
}

#[test]
fn a_close_opens_the_next_year() {
    let year = "2016-17".parse().expect("a year");
    let mut book = a_year("powys");
    let plan = book
        .ledger()
        .plan_close(year, &preset("bma-2017"))
        .expect("a plan");
    let on = Closing::on("2017-03-31".parse().expect("a day"));
    let receipts = book.close(&plan, &on).expect("closed");
    assert_eq!(receipts.len(), 3);
    audited(&book);
    let whole = position(&book, "north-powys", "2017-18");
    assert_eq!(whole.authority, pounds("200000"));
    assert_eq!(whole.committed, pounds("68000"));
    assert_eq!(whole.earmarked, pounds("30000"));
    assert_eq!(whole.available, pounds("102000"));
    assert_eq!(
        position(&book, "powys", "2017-18").available,
        pounds("303000")
    );
    let closed = position(&book, "north-powys", "2016-17");
    assert_eq!(
        (closed.authority, closed.spent),
        (pounds("32000"), pounds("32000"))
    );
    match book.close(&plan, &on) {
        Err(PostError::Refused(no)) => assert_eq!(no.first().code(), "year_already_closed"),
        other => panic!("closed twice: {other:?}"),
    }
    let again = Book::open(book.store().clone()).expect("a journal that holds");
    let all = Selection::default();
    assert_eq!(
        again.ledger().positions(&all),
        book.ledger().positions(&all)
    );
}

#[test]
fn an_order_whose_money_lapsed_is_still_owed() {
    let year = "2016-17".parse().expect("a year");
    let on = Closing::on("2017-03-31".parse().expect("a day"));
    // Under the practice of the day the order is still owed: it stands on new money.
    let mut lapsed = a_year("powys");
    let plan = lapsed
        .ledger()
        .plan_close(year, &preset("wales-2016"))
        .expect("a plan");
    lapsed.close(&plan, &on).expect("closed");
    audited(&lapsed);
    let owed = position(&lapsed, "north-powys", "2017-18");
    assert_eq!(owed.authority, pounds("150000"));
    assert_eq!(owed.committed, pounds("68000"));
    assert_eq!(owed.available, pounds("82000"));

    let rules = |name| Rules::Book(preset(name));
    for book in [&a_year("powys"), &lapsed] {
        let entries = book.entries().expect("entries");
        let difference = book
            .ledger()
            .compare(
                &entries,
                &rules("wales-2016"),
                &[rules("bma-2017")],
                &[year],
            )
            .expect("a comparison");
        let sum = Money::total(difference.rows.iter().map(|row| row.difference));
        assert_eq!(sum, Some(pounds("50000")));
    }
}
