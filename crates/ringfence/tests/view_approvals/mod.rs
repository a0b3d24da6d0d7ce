//! Who approved, within which limit and by which clause, by hand calculation.

use ringfence::law::RuleBook;
use ringfence::view::{Asking, Table, answer};

use super::{Told, core, shows, year};

fn approvals(told: &Told, and: impl Fn(&mut Asking<'_>)) -> Table {
    let mut asking = Asking {
        year: Some(year("2016-17")),
        entries: &told.entries,
        ..Asking::of("approvals")
    };
    and(&mut asking);
    let answer = answer(&told.ledger, &asking).unwrap_or_else(|no| panic!("{no}"));
    answer.table
}

/// Two projects of North: one that it approves itself under the scheme of delegation, £5,000 with
/// three present, and one that was approved before there was a scheme.
fn delegated() -> Told {
    let mut told = core();
    let project = "body=north|purpose=access|proposed_by=harbour|effective=2016-05-09";
    for id in ["early", "hub"] {
        told.post("propose", &format!("id={id}|{project}"));
    }
    told.post(
        "approve",
        "project=early|amount=9000|by=the cluster|effective=2016-05-16",
    );
    let book = RuleBook::preset("delegation").expect("an invented scheme");
    told.post(
        "adopt_book",
        &format!("book={}|effective=2016-05-20", book.text()),
    );
    told.post(
        "approve",
        "project=hub|amount=5000|body=north|present=3|effective=2016-06-13",
    );
    let vire = "stream=cluster|from=north|year=2016-17|effective=2016-07-04|reason=a post moves";
    told.post(
        "vire",
        &format!("{vire}|to=harbour|amount=70|by=Upland executive"),
    );
    told.post(
        "vire",
        &format!("{vire}|to=upland|amount=30|actor=finance-lead"),
    );
    told
}

#[test]
fn an_approval_says_by_which_clauses_of_the_book_of_its_day_it_was_made() {
    let told = delegated();
    let table = approvals(&told, |_| {});
    // Above 5,000 at a time, or 20,000 in the year, Upland would have to approve; the quorum is no
    // sum.
    let hub = [
        (
            "clause",
            "delegation: how-it-is-approved/base; delegation: who-approves/base",
        ),
        (
            "limit",
            "large: if ask.amount were above £5,000.00: £5,000.00 may be asked for with the \
             approval of upland; year: if the sum of ask.amount and the sum of earlier.amount over \
             each earlier were above £20,000.00: £5,000.00 may be asked for with the approval of \
             upland",
        ),
        ("by", ""),
    ];
    shows(&table, &[("project", "hub")], &hub);
    // The book came four days later.
    let early = [("by", "the cluster"), ("clause", ""), ("limit", "")];
    shows(&table, &[("project", "early")], &early);
}

#[test]
fn who_decided_a_virement_is_read_from_the_journal() {
    let mut told = delegated();
    let table = approvals(&told, |_| {});
    // No rule of the scheme is about virements.
    let said = [
        ("amount", "£70.00"),
        ("by", "Upland executive"),
        ("clause", ""),
    ];
    shows(&table, &[("what", "virement"), ("body", "harbour")], &said);
    let posted = [("amount", "£30.00"), ("by", "finance-lead")];
    shows(&table, &[("what", "virement"), ("body", "upland")], &posted);
    assert!(table.notes.is_empty());

    let table = approvals(&told, |it| it.entries = &[]);
    let unread = [("by", ""), ("clause", "")];
    shows(
        &table,
        &[("what", "virement"), ("body", "harbour")],
        &unread,
    );
    shows(
        &table,
        &[("project", "hub")],
        &[("clause", ""), ("limit", "")],
    );
    assert_eq!(table.notes.len(), 1, "{:?}", table.notes);

    // Words that are redacted say nothing; who posted it is no word.
    let last = told.entries.len() - 1;
    for entry in &mut told.entries[last - 1..] {
        (entry.text, entry.salt) = (None, None);
    }
    let table = approvals(&told, |_| {});
    shows(
        &table,
        &[("what", "virement"), ("body", "harbour")],
        &[("by", "")],
    );
    shows(&table, &[("what", "virement"), ("body", "upland")], &posted);
}

/// Invented for this test: no more than £100 is vired, as long as a body has vired less.
const TRIED: &str = r#"
[book]
id = "tried"
title = "Tried"
[[rule]]
id = "held"
question = "virement"
streams = ["cluster"]
[[rule.value]]
in_force_from = 2015-04-01
outcome = "refuse"
up_to = { minus = ["100", { fact = "body.vired_out" }] }
cite = { instrument = "Aberwen Circular 7", clause = "1" }
"#;

#[test]
fn a_limit_is_what_was_left_of_it_when_it_was_asked() {
    let mut told = core();
    told.post("adopt_book", &format!("book={TRIED}|effective=2016-04-01"));
    let vire = "stream=cluster|from=north|to=harbour|year=2016-17|reason=a post moves";
    told.post("vire", &format!("{vire}|amount=60|effective=2016-07-04"));
    told.post("vire", &format!("{vire}|amount=40|effective=2016-08-01"));
    let table = approvals(&told, |_| {});
    // Of 100 all is left, then 100 − 60; to the penny, no clause refuses.
    for (sum, limit) in [
        ("£60.00", "base: up to £100.00"),
        ("£40.00", "base: up to £40.00"),
    ] {
        let of = [("body", "harbour"), ("amount", sum)];
        shows(
            &table,
            &of,
            &[("clause", "tried: held/unset"), ("limit", limit)],
        );
    }
}
