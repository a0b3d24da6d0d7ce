//! What is found wrong, from which day, and until it is cured: by hand calculation.

use ringfence::view;

use super::{CORE, Told, core, day, shows};

#[test]
fn a_shortfall_left_by_a_fact_is_found_from_its_day_until_it_is_cured() {
    let mut told = core();
    let line = "stream=cluster|body=north|purpose=access|year=2016-17|actual=yes";
    let all = "amount=150000.00|effective=2016-06-01";
    told.post("spend", &format!("{line}|{all}"));
    assert!(
        view::findings(&told.ledger, None)
            .expect("as the test has it")
            .rows
            .is_empty()
    );
    let by = told.post("spend", &format!("{line}|amount=0.01|effective=2016-07-01"));
    told.post("spend", &format!("{line}|amount=4.99|effective=2016-08-01"));
    let found = view::findings(&told.ledger, None).expect("as the test has it");
    let north = [
        ("body", "north"),
        ("year", "2016-17"),
        ("since", "2016-07-01"),
        ("amount", "£5.00"),
        ("entry", &by.to_string()),
    ];
    shows(&found, &[("finding", "over_committed")], &north);
    let before = view::findings(&told.ledger, Some(day("2016-06-30"))).expect("as the test has it");
    assert!(before.rows.is_empty(), "{before}");
    let then = view::findings(&told.ledger, Some(day("2016-07-31"))).expect("as the test has it");
    shows(
        &then,
        &[("finding", "over_committed")],
        &[("amount", "£0.01")],
    );
    told.post(
        "allocate",
        &format!("{CORE}|to=north|amount=5|effective=2016-09-01"),
    );
    assert!(
        view::findings(&told.ledger, None)
            .expect("as the test has it")
            .rows
            .is_empty()
    );
}

#[test]
fn cost_beyond_release_is_found_until_the_next_release() {
    let mut told = Told::begun();
    told.post(
        "add_stream",
        "id=cluster|purposes=access|release_required=yes",
    );
    told.post(
        "allocate",
        &format!("{CORE}|to=upland|amount=1000|effective=2016-04-05"),
    );
    let release = "stream=cluster|to=upland|year=2016-17";
    told.post(
        "release",
        &format!("{release}|amount=100|effective=2016-05-01"),
    );
    let line = "stream=cluster|body=upland|purpose=access|year=2016-17|actual=yes";
    told.post("spend", &format!("{line}|amount=100|effective=2016-06-01"));
    assert!(
        view::findings(&told.ledger, None)
            .expect("as the test has it")
            .rows
            .is_empty()
    );
    told.post("spend", &format!("{line}|amount=0.01|effective=2016-06-02"));
    let found = view::findings(&told.ledger, None).expect("as the test has it");
    assert_eq!(found.rows.len(), 1, "{found}");
    let beyond = [("since", "2016-06-02"), ("amount", "£0.01")];
    shows(&found, &[("finding", "cost_beyond_release")], &beyond);
    told.post(
        "release",
        &format!("{release}|amount=0.01|effective=2016-07-01"),
    );
    assert!(
        view::findings(&told.ledger, None)
            .expect("as the test has it")
            .rows
            .is_empty()
    );
}

#[test]
fn full_year_sums_above_the_givers_base_are_found_with_both_notices() {
    let mut told = Told::begun();
    told.post("add_stream", "id=cluster|purposes=access|base=continues");
    told.post(
        "allocate",
        &format!("{CORE}|to=upland|amount=100|effective=2016-04-05"),
    );
    let half = format!("{CORE}|to=north|amount=50|effective=2016-10-01");
    told.post("allocate", &format!("{half}|full_year=100"));
    assert!(
        view::findings(&told.ledger, None)
            .expect("as the test has it")
            .rows
            .is_empty()
    );
    let half = format!("{CORE}|to=harbour|amount=25|effective=2016-11-01");
    let by = told.post("allocate", &format!("{half}|full_year=40|notice=Letter 9"));
    let found = view::findings(&told.ledger, None).expect("as the test has it");
    assert_eq!(found.rows.len(), 1, "{found}");
    let above = [
        ("body", "upland"),
        ("amount", "£40.00"),
        ("since", "2016-11-01"),
        ("entry", &by.to_string()),
        ("other_entry", "6"),
    ];
    shows(&found, &[("finding", "pass_down_above_base")], &above);
    let before = view::findings(&told.ledger, Some(day("2016-10-31"))).expect("as the test has it");
    assert!(before.rows.is_empty(), "{before}");
}

/// Core money of which North vires £30,000 a year to Harbour, closed and opened anew.
fn vired() -> Told {
    let mut told = core();
    told.post(
        "allocate",
        &format!("{CORE}|to=harbour|amount=20000|effective=2016-04-20"),
    );
    told.post(
        "vire",
        "stream=cluster|from=north|to=harbour|year=2016-17|amount=30000|recurrence=recurrent|\
         effective=2016-05-01",
    );
    told
}

#[test]
fn a_virement_restated_on_one_side_is_found_until_the_other_follows() {
    let mut told = vired();
    told.close("2016-17", "wales-2016", "2017-03-31");
    assert!(
        view::findings(&told.ledger, None)
            .expect("as the test has it")
            .rows
            .is_empty()
    );
    let opening = "stream=cluster|year=2017-18|recurrence=recurrent|opening=yes";
    let north = format!("{opening}|to=north|amount=120000|effective=2017-04-10");
    let by = told.post("allocate", &format!("{north}|notice=Letter 5"));
    let found = view::findings(&told.ledger, None).expect("as the test has it");
    let stands = [
        ("body", "harbour"),
        ("since", "2017-04-10"),
        ("amount", "£30,000.00"),
        ("entry", "9"),
        ("other_entry", &by.to_string()),
    ];
    shows(
        &found,
        &[("finding", "virement_restated_on_one_side")],
        &stands,
    );
    told.post(
        "allocate",
        &format!("{opening}|to=harbour|amount=50000|effective=2017-04-11"),
    );
    let found = view::findings(&told.ledger, None).expect("as the test has it");
    assert!(found.rows.is_empty(), "{found}");
}

#[test]
fn recurrent_commitments_above_the_base_are_found_with_the_first_year() {
    let mut told = core();
    // Half a year of 300,000 is within 150,000; twelve months are not.
    told.post(
        "commit",
        "id=team|stream=cluster|body=north|purpose=access|recurrence=recurrent|annual=300000|\
         start=2016-10-01|effective=2016-07-04",
    );
    let found = view::findings(&told.ledger, None).expect("as the test has it");
    assert_eq!(found.rows.len(), 1, "{found}");
    let above = [
        ("body", "north"),
        ("year", "2017-18"),
        ("amount", "£150,000.00"),
        ("since", ""),
        ("entry", "8"),
    ];
    shows(
        &found,
        &[("finding", "recurrent_commitments_above_funding")],
        &above,
    );
    let before = view::findings(&told.ledger, Some(day("2016-07-03"))).expect("as the test has it");
    assert!(before.rows.is_empty(), "{before}");
    told.post("decommit", "id=team|effective=2016-08-01");
    let found = view::findings(&told.ledger, None).expect("as the test has it");
    assert!(found.rows.is_empty(), "{found}");
    let then = view::findings(&told.ledger, Some(day("2016-07-31"))).expect("as the test has it");
    assert_eq!(then.rows.len(), 1, "{then}");
}

#[test]
fn what_a_body_that_ends_has_promised_for_every_year_is_found() {
    let mut told = core();
    told.post(
        "add_body",
        "id=moor|kind=cluster|parent=upland|until=2017-03-31",
    );
    told.post(
        "allocate",
        &format!("{CORE}|to=moor|amount=5000|effective=2016-05-01"),
    );
    // 1,200 a year is within 5,000 a year, of which nothing comes after the last day.
    told.post(
        "commit",
        "id=post-1|stream=cluster|body=moor|purpose=access|recurrence=recurrent|annual=1200|\
         start=2016-04-01|effective=2016-07-04",
    );
    let found = view::findings(&told.ledger, None).expect("as the test has it");
    assert_eq!(found.rows.len(), 1, "{found}");
    let above = [
        ("body", "moor"),
        ("year", "2017-18"),
        ("amount", "£1,200.00"),
    ];
    shows(
        &found,
        &[("finding", "recurrent_commitments_above_funding")],
        &above,
    );
    told.close("2016-17", "wales-2016", "2017-03-31");
    let found = view::findings(&told.ledger, None).expect("as the test has it");
    let short = [
        ("body", "moor"),
        ("year", "2017-18"),
        ("amount", "£1,200.00"),
    ];
    shows(&found, &[("finding", "over_committed")], &short);
    let positions = view::positions(
        &told.ledger,
        &ringfence::state::Selection {
            year: Some(super::year("2017-18")),
            ..Default::default()
        },
    );
    let positions = positions.expect("as the test has it");
    shows(&positions, &[("body", "moor")], &[("base", "")]);
}
