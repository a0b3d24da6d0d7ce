//! Suppliers that another stream paid before, by hand calculation.

use ringfence::view::{Asking, Table, Unanswered, answer};

use super::view_questions::{findings, two_streams};
use super::{Told, day, row, shows, year};

/// What is found of 2016-17, where the journal is given.
fn found(told: &Told, and: impl Fn(&mut Asking<'_>)) -> Table {
    let mut asking = Asking {
        year: Some(year("2016-17")),
        entries: &told.entries,
        ..Asking::of("ring_fence")
    };
    and(&mut asking);
    let answer = answer(&told.ledger, &asking).unwrap_or_else(|no| panic!("{no}"));
    for place in 0..answer.table.rows.len() {
        let opened = answer.trace(&told.ledger, place, None).expect("a row");
        assert!(2 <= opened.rows.len(), "row {place} of\n{}", answer.table);
    }
    answer.table
}

fn plainly(told: &Told) -> Vec<String> {
    findings(&found(told, |_| {}))
}

const BY_NORTH: &str = "stream=cluster|body=north|purpose=access|year=2016-17";
const BY_UPLAND: &str = "stream=own|body=upland|purpose=access|year=2016-17";

/// Upland orders leaflets for £900 of a printer on its own money, as entry 10; North pays the same
/// printer £300 of cluster money in October, as entry 11, and orders posters for £200 in November,
/// of which £50 are given back and £100 come in December.
fn printed() -> Told {
    let mut told = two_streams();
    let orders = [
        (
            "commit",
            format!(
                "{BY_UPLAND}|id=leaflets|amount=900|counterparty=Printers Ltd|effective=2016-05-02"
            ),
        ),
        (
            "spend",
            format!("{BY_NORTH}|amount=300|counterparty=printers LTD|effective=2016-10-03"),
        ),
        (
            "commit",
            format!(
                "{BY_NORTH}|id=posters|amount=200|counterparty=Printers Ltd|effective=2016-11-07"
            ),
        ),
        (
            "decommit",
            "id=posters|amount=50|effective=2016-12-05".to_owned(),
        ),
        (
            "spend",
            "commitment=posters|amount=100|counterparty=Printers Ltd|effective=2016-12-12"
                .to_owned(),
        ),
    ];
    for (kind, fields) in orders {
        told.post(kind, &fields);
    }
    told
}

#[test]
fn a_supplier_whom_another_stream_paid_before_is_found() {
    let told = printed();
    let table = found(&told, |_| {});
    assert_eq!(findings(&table), ["funded_before"]);
    // 300, and 200 less the 50: what came of the posters is of their order.
    let expected = [
        ("body", "north"),
        ("stream", "cluster"),
        ("amount", "£450.00"),
        ("since", "2016-10-03"),
        ("entry", "11"),
        ("other_entry", "10"),
        ("state", "to be looked at"),
        (
            "says",
            "printers LTD: £450.00 ordered or spent here from 2016-10-03; own paid the same \
             supplier for the same purpose from 2016-05-02.",
        ),
    ];
    shows(&table, &[("name", "funded_before")], &expected);
    let early = found(&told, |it| it.as_at = Some(day("2016-11-06")));
    row(&early, &[("name", "funded_before"), ("amount", "£300.00")]);
    assert!(findings(&found(&told, |it| it.as_at = Some(day("2016-10-02")))).is_empty());
}

#[test]
fn a_supplier_is_held_against_the_day_of_a_baseline() {
    let told = printed();
    let by = |on: &str| findings(&found(&told, |it| it.baseline = Some(day(on))));
    assert!(by("2016-05-01").is_empty());
    assert_eq!(by("2016-05-02"), ["funded_before"]);
}

#[test]
fn suppliers_are_not_looked_for_without_the_journal() {
    let mut told = printed();
    let table = found(&told, |it| it.entries = &[]);
    assert!(findings(&table).is_empty());
    assert_eq!(
        table.notes,
        ["Suppliers are looked for in the words of the journal, which was not given."]
    );
    assert!(found(&told, |_| {}).notes.is_empty());
    // An entry stands where it stands, whatever number it says it has.
    told.entries[0].number = 0;
    assert_eq!(plainly(&told).len(), 1);
    // Of a redacted entry nobody knows whom it paid.
    (told.entries[9].text, told.entries[9].salt) = (None, None);
    assert!(plainly(&told).is_empty());
    told.entries.pop();
    let asking = Asking {
        year: Some(year("2016-17")),
        entries: &told.entries,
        ..Asking::of("ring_fence")
    };
    let no = answer(&told.ledger, &asking).expect_err("an entry is missing");
    assert!(matches!(no, Unanswered::Journal(_)), "{no}");
}

#[test]
fn who_paid_first_is_not_found_and_what_is_given_back_is_no_order() {
    let mut told = printed();
    told.post(
        "spend",
        &format!("{BY_UPLAND}|amount=40|counterparty=Printers Ltd|effective=2016-12-12"),
    );
    assert_eq!(plainly(&told).len(), 1);
    // Without the leaflets North paid first, and it is Upland that follows.
    told.post("decommit", "id=leaflets|effective=2016-12-19");
    let table = found(&told, |_| {});
    let expected = [("body", "upland"), ("stream", "own"), ("amount", "£40.00")];
    shows(&table, &[("name", "funded_before")], &expected);
    assert_eq!(findings(&table).len(), 1);
}

#[test]
fn another_board_another_purpose_and_a_cost_that_was_recharged_are_not_found() {
    let mut told = two_streams();
    let books = "counterparty=A bookshop|effective=2016-06-06";
    for (kind, fields) in [
        (
            "add_body",
            "id=seaward|kind=health_board|parent=wg|name=Seaward",
        ),
        ("add_stream", "id=wide|purposes=access;beds"),
        (
            "allocate",
            "stream=wide|to=seaward|year=2016-17|amount=100|effective=2016-04-05",
        ),
        (
            "allocate",
            "stream=wide|to=upland|year=2016-17|amount=100|effective=2016-04-05",
        ),
        ("add_stream", "id=waits|purposes=access|suspense=yes"),
    ] {
        told.post(kind, fields);
    }
    let pays = |told: &mut Told, line: &str, sum: &str| {
        told.post(
            "spend",
            &format!("{line}|year=2016-17|amount={sum}|actual=yes|{books}"),
        )
    };
    pays(&mut told, "stream=wide|body=seaward|purpose=access", "10");
    pays(&mut told, "stream=wide|body=upland|purpose=beds", "11");
    pays(&mut told, "stream=waits|body=upland|purpose=access", "12");
    pays(
        &mut told,
        "stream=own|body=upland|purpose=access|key=mistaken",
        "13",
    );
    told.post(
        "recharge",
        &format!(
            "{BY_NORTH}|posted_as=mistaken|amount=13|reason=it was North's|effective=2016-06-13"
        ),
    );
    told.post(
        "spend",
        &format!("{BY_NORTH}|amount=20|counterparty=A bookshop|effective=2016-09-05"),
    );
    assert!(plainly(&told).is_empty());
    pays(&mut told, "stream=wide|body=upland|purpose=access", "14");
    assert_eq!(plainly(&told), ["funded_before"]);
}
