//! Questions whose answers the seed ledgers do not show, by hand calculation.

use ringfence::state::Selection;
use ringfence::view::{self, Asking, Cell, Table, answer};

use super::{Told, core, day, row, shows, year};

fn asked(told: &Told, name: &str, of: &str, and: impl Fn(&mut Asking<'_>)) -> Table {
    let mut asking = Asking {
        year: Some(year(of)),
        ..Asking::of(name)
    };
    and(&mut asking);
    let answer = answer(&told.ledger, &asking).unwrap_or_else(|no| panic!("{name}: {no}"));
    for place in 0..answer.table.rows.len() {
        let opened = answer.trace(&told.ledger, place, None).expect("a row");
        assert!(!opened.rows.is_empty(), "row {place} of\n{}", answer.table);
    }
    answer.table
}

pub(super) fn findings(table: &Table) -> Vec<String> {
    let names = table.cells_of("what").zip(table.cells_of("name"));
    let found = names.filter(|(what, _)| what.text() == Some("finding"));
    found.map(|(_, name)| name.to_string()).collect()
}

/// Core money of a board beside cluster money of North: £453,000 with £150,000 passed down, and
/// £100,000 for the same purpose.
pub(super) fn two_streams() -> Told {
    let mut told = core();
    told.post("add_stream", "id=own|purposes=access|base=continues");
    told.post(
        "allocate",
        "stream=own|to=upland|year=2016-17|amount=100000|recurrence=recurrent|opening=yes|\
         notice=Letter 3|effective=2016-04-05",
    );
    told
}

#[test]
fn what_one_has_to_spare_meets_what_another_needs_under_the_rules() {
    let mut told = core();
    told.post(
        "allocate",
        "stream=cluster|to=harbour|year=2016-17|amount=100000|recurrence=recurrent|notice=Letter 4|\
         effective=2016-04-20",
    );
    let line = "stream=cluster|year=2016-17";
    told.post(
        "forecast",
        &format!(
            "{line}|body=harbour|amount=130000|role=lead|reason=a second nurse|\
             effective=2016-12-05"
        ),
    );
    told.post(
        "forecast",
        &format!(
            "{line}|body=north|amount=140000|role=lead|reason=no applicants|effective=2016-12-05"
        ),
    );
    // Harbour needs 30,000 more than its 100,000. North will leave 10,000 of its 150,000; Upland
    // has 453,000 − 150,000 − 100,000 = 203,000, and nine of twelve months are over: 50,750 will
    // still go, so that 152,250 will not, and it gives first.
    let at = |it: &mut Asking<'_>| it.as_at = Some(day("2016-12-31"));
    let table = asked(&told, "redistribution", "2016-17", at);
    let expected = [
        ("kind", "proposed"),
        ("to", "harbour"),
        ("amount", "£30,000.00"),
        ("to_spare", "£152,250.00"),
        ("needed", "£30,000.00"),
        ("on", "2017-03-31"),
        ("verdict", "allowed"),
    ];
    shows(&table, &[("kind", "proposed")], &expected);
    row(
        &table,
        &[
            ("kind", "to spare"),
            ("from", "north"),
            ("amount", "£10,000.00"),
        ],
    );
    row(
        &table,
        &[
            ("kind", "to spare"),
            ("from", "upland"),
            ("amount", "£122,250.00"),
        ],
    );
    assert_eq!(table.rows.len(), 3, "{table}");
}

#[test]
fn an_over_spend_is_a_need_whatever_was_forecast() {
    let mut told = core();
    let line = "stream=cluster|body=harbour|purpose=access|year=2016-17|actual=yes";
    told.post("spend", &format!("{line}|amount=500|effective=2016-06-01"));
    let table = asked(&told, "redistribution", "2016-17", |_| {});
    let expected = [
        ("to", "harbour"),
        ("amount", "£500.00"),
        ("verdict", "allowed"),
    ];
    shows(&table, &[("kind", "proposed")], &expected);
}

#[test]
fn a_fixed_term_post_outlives_money_that_is_not_yet_confirmed() {
    let mut told = core();
    told.post(
        "commit",
        "id=nurse|stream=cluster|body=north|purpose=access|recurrence=recurrent|annual=36000|\
         start=2016-10-01|end=2018-09-30|post=north-nurse|cost=pay|effective=2016-09-05",
    );
    // 2016-17: six months, 18,000; 2017-18: 36,000; 2018-19: 18,000 until September, and at the
    // year's end nothing runs. Only 2016-17 has its own letters.
    let north = |it: &mut Asking<'_>| it.body = "north".parse().ok();
    let table = asked(&told, "recurrence", "2016-17", north);
    let until = "north-nurse until 2018-09-30";
    let years = [
        ("2016-17", "yes", "£36,000.00", "£18,000.00", "£0.00", ""),
        (
            "2017-18",
            "no",
            "£36,000.00",
            "£36,000.00",
            "£36,000.00",
            until,
        ),
        ("2018-19", "no", "£0.00", "£18,000.00", "£18,000.00", until),
        ("2019-20", "no", "£0.00", "£0.00", "£0.00", ""),
    ];
    for (of, confirmed, commitments, cost, fixed, outlive) in years {
        let expected = [
            ("base", "£150,000.00"),
            ("confirmed", confirmed),
            ("commitments", commitments),
            ("in_year_cost", cost),
            ("fixed_term", fixed),
            ("outlive", outlive),
        ];
        shows(&table, &[("year", of)], &expected);
    }
    // Counted as confirmed to 2017-18, it outlives only in the year after.
    let certain = asked(&told, "recurrence", "2016-17", |it| {
        north(it);
        it.confirmed_to = Some(year("2017-18"));
    });
    shows(&certain, &[("year", "2017-18")], &[("fixed_term", "£0.00")]);
    shows(
        &certain,
        &[("year", "2018-19")],
        &[("fixed_term", "£18,000.00")],
    );
}

#[test]
fn an_opening_letter_to_a_board_confirms_no_base_below_it() {
    let mut told = core();
    told.post(
        "commit",
        "id=nurse|stream=cluster|body=north|purpose=access|recurrence=recurrent|annual=36000|\
         start=2016-10-01|end=2018-09-30|post=north-nurse|cost=pay|effective=2016-09-05",
    );
    told.close("2016-17", "wales-2016", "2017-03-31");
    let opening = "stream=cluster|year=2017-18|recurrence=recurrent|opening=yes";
    told.post(
        "allocate",
        &format!("{opening}|to=upland|amount=453000|notice=Letter 5|effective=2017-04-20"),
    );
    // Upland was told again, and North was not: its 150,000 are as the first letter left them.
    let says = |told: &Told, body: &str, word: &str, flag: &str, to: &str| {
        let of = Selection {
            year: Some(year("2017-18")),
            ..Selection::default()
        };
        let line = [("body", body), ("recurrence", "recurrent")];
        let table = view::positions(&told.ledger, &of).expect("sums in range");
        shows(&table, &line, &[("base", word)]);
        let table = asked(told, "recurrence", "2017-18", |it| {
            it.body = body.parse().ok();
        });
        shows(&table, &[("year", "2017-18")], &[("confirmed", flag)]);
        let table = view::fixed_terms(&told.ledger, &Selection::default(), None);
        shows(&table, &[("commitment", "nurse")], &[("confirmed_to", to)]);
    };
    says(&told, "upland", "confirmed", "yes", "2016-17");
    says(&told, "north", "not yet confirmed", "no", "2016-17");
    told.post(
        "allocate",
        &format!("{opening}|to=north|amount=150000|notice=Letter 6|effective=2017-05-02"),
    );
    says(&told, "north", "confirmed", "yes", "2017-18");
}

#[test]
fn a_post_that_another_stream_paid_for_before_is_found() {
    let mut told = two_streams();
    let post =
        "purpose=access|recurrence=recurrent|annual=24000|cost=pay|post=adviser|employer=upland";
    told.post(
        "commit",
        &format!(
            "id=adviser-own|stream=own|body=upland|{post}|start=2016-05-01|effective=2016-04-18"
        ),
    );
    told.post("decommit", "id=adviser-own|effective=2016-09-30");
    let of = |told: &Told| asked(told, "ring_fence", "2016-17", |_| {});
    assert!(findings(&of(&told)).is_empty());
    told.post(
        "commit",
        &format!(
            "id=adviser|stream=cluster|body=north|{post}|start=2016-10-01|effective=2016-09-30"
        ),
    );
    let table = of(&told);
    assert_eq!(findings(&table), ["funded_before"]);
    let expected = [
        ("body", "north"),
        ("stream", "cluster"),
        ("amount", "£24,000.00"),
        ("since", "2016-09-30"),
        ("other_entry", "10"),
        ("state", "to be looked at"),
    ];
    shows(&table, &[("name", "funded_before")], &expected);
    // Against a baseline of 1 April nobody paid for it.
    let early = asked(&told, "ring_fence", "2016-17", |it| {
        it.baseline = Some(day("2016-04-01"));
    });
    assert!(findings(&early).is_empty(), "{early}");
}

#[test]
fn a_cost_that_comes_from_another_stream_late_in_the_year_is_found() {
    let mut told = two_streams();
    told.post(
        "spend",
        "stream=own|body=upland|purpose=access|year=2016-17|amount=700|key=taxi|\
         effective=2016-06-01",
    );
    told.post(
        "recharge",
        "posted_as=taxi|stream=cluster|body=north|purpose=access|year=2016-17|amount=300|\
         effective=2017-02-28|reason=it was North's",
    );
    let from = |on: Option<&str>| {
        asked(&told, "ring_fence", "2016-17", |it| {
            it.late_from = on.map(day)
        })
    };
    // February is not the last month, and is late only where that is said.
    assert!(findings(&from(None)).is_empty());
    let table = from(Some("2017-02-28"));
    assert_eq!(findings(&table), ["late_recharge"]);
    let expected = [
        ("body", "north"),
        ("amount", "£300.00"),
        ("since", "2017-02-28"),
        (
            "says",
            "£300.00 of a cost of 2016-06-01 moved from upland/own on 2017-02-28, 272 days after \
             it was one.",
        ),
    ];
    shows(&table, &[("name", "late_recharge")], &expected);
    assert!(findings(&from(Some("2017-03-01"))).is_empty());
}

#[test]
fn spend_that_falls_by_about_what_another_stream_adds_is_found() {
    let mut told = two_streams();
    let spend = |told: &mut Told, stream: &str, body: &str, of: &str, sum: &str, on: &str| {
        told.post(
            "spend",
            &format!(
                "stream={stream}|body={body}|purpose=access|year={of}|amount={sum}|effective={on}"
            ),
        );
    };
    spend(&mut told, "own", "upland", "2016-17", "50000", "2017-01-10");
    told.close("2016-17", "wales-2016", "2017-04-20");
    spend(&mut told, "own", "upland", "2017-18", "32000", "2018-01-10");
    spend(
        &mut told,
        "cluster",
        "north",
        "2017-18",
        "20000",
        "2018-01-10",
    );
    // Cluster money added 20,000, the board's own fell by 18,000: a tenth apart.
    let within = |share: Option<u16>| asked(&told, "ring_fence", "2017-18", |it| it.within = share);
    for (share, found) in [(None, 1), (Some(10), 1), (Some(9), 0)] {
        assert_eq!(findings(&within(share)).len(), found, "{share:?}");
    }
    let expected = [
        ("body", "upland"),
        ("stream", "cluster"),
        ("amount", "£18,000.00"),
        (
            "says",
            "Under upland, cluster cost £20,000.00 more for access than the year before, and own \
             £18,000.00 less.",
        ),
    ];
    shows(&within(None), &[("name", "other_spend_fell")], &expected);
}

#[test]
fn a_cost_for_another_purpose_than_its_project_is_found() {
    let mut told = Told::begun();
    told.post(
        "add_stream",
        "id=cluster|purposes=access;sustainability|base=continues",
    );
    told.post(
        "allocate",
        "stream=cluster|to=upland|year=2016-17|amount=1000|notice=Letter|effective=2016-04-05",
    );
    told.post(
        "propose",
        "id=hub|body=upland|purpose=access|effective=2016-05-09",
    );
    told.post("approve", "project=hub|amount=900|effective=2016-05-10");
    for (purpose, sum) in [("access", "100"), ("sustainability", "40")] {
        told.post(
            "spend",
            &format!(
                "stream=cluster|body=upland|purpose={purpose}|project=hub|year=2016-17|\
                 amount={sum}|effective=2016-06-01"
            ),
        );
    }
    let table = asked(&told, "ring_fence", "2016-17", |_| {});
    let says = "Project hub is for access; £40.00 of its cost is for sustainability.";
    let expected = [("amount", "£40.00"), ("says", says)];
    shows(&table, &[("name", "cost_outside_purpose")], &expected);
    assert_eq!(findings(&table).len(), 1);
}

#[test]
fn core_has_room_for_a_project_or_lacks_it() {
    let mut told = two_streams();
    told.post(
        "propose",
        "id=hub|body=north|purpose=access|effective=2016-05-09",
    );
    told.post("approve", "project=hub|annual=90000|effective=2016-05-10");
    told.post(
        "commit",
        "id=hub-nurse|stream=cluster|body=north|purpose=access|project=hub|recurrence=recurrent|\
         annual=36000|start=2016-07-01|effective=2016-06-01",
    );
    told.post(
        "commit",
        "id=clerk|stream=own|body=upland|purpose=access|recurrence=recurrent|annual=70000|\
         start=2016-07-01|effective=2016-06-01",
    );
    // Of 100,000 every year 70,000 are promised: 30,000, and 6,000 too little. From January 9,000
    // of this year's cost are left.
    let at = |it: &mut Asking<'_>| it.as_at = Some(day("2016-12-31"));
    let table = asked(&told, "mainstream_or_stop", "2016-17", at);
    let expected = [
        ("annual", "£36,000.00"),
        ("rest_of_year", "£9,000.00"),
        ("core_stream", "own"),
        ("core_room", "£30,000.00"),
        ("fits", "no"),
        ("short", "£6,000.00"),
    ];
    shows(&table, &[("project", "hub")], &expected);
    told.post("change_cost", "id=clerk|annual=64000|effective=2016-12-31");
    let table = asked(&told, "mainstream_or_stop", "2016-17", at);
    shows(
        &table,
        &[("project", "hub")],
        &[("core_room", "£36,000.00"), ("fits", "yes")],
    );
    assert_eq!(table.find(0, "short"), Some(&Cell::Nothing));
}

#[test]
fn stopping_a_stream_leaves_its_posts_and_orders_to_their_payers() {
    let mut told = core();
    let line = "stream=cluster|body=north|purpose=access";
    told.post(
        "commit",
        &format!(
            "id=nurse|{line}|recurrence=recurrent|annual=36000|start=2016-10-01|end=2018-09-30|\
             post=north-nurse|employer=upland|cost=pay|effective=2016-09-05"
        ),
    );
    told.post(
        "commit",
        &format!(
            "id=van|{line}|recurrence=recurrent|annual=1200|start=2016-10-01|effective=2016-09-05"
        ),
    );
    told.post(
        "commit",
        &format!("id=beds|{line}|year=2016-17|amount=900|effective=2016-09-05"),
    );
    told.post("spend", "commitment=beds|amount=400|effective=2016-12-01");
    // From 1 January 2017: the nurse three months, twelve, and six; the van three months, then
    // three years more; of the beds 500 are owed.
    let left = ringfence::view::stopping(
        &told.ledger,
        &"cluster".parse().expect("an id"),
        Some(day("2017-01-01")),
    );
    let left = left.expect("a stream");
    let shown: Vec<String> = left
        .rows
        .iter()
        .map(|row| format!("{} {} {} {}", row[0], row[3], row[7], row[8]))
        .collect();
    assert_eq!(
        shown,
        [
            "upland beds 2016-17 £500.00",
            "upland nurse 2016-17 £9,000.00",
            "upland nurse 2017-18 £36,000.00",
            "upland nurse 2018-19 £18,000.00",
            "upland van 2016-17 £300.00",
            "upland van 2017-18 £1,200.00",
            "upland van 2018-19 £1,200.00",
            "upland van 2019-20 £1,200.00",
        ]
    );
}

/// £600 passed down to North, of which £400 are released in June; £400 are spent of it, a quarter
/// in June, £250 in March, £50 in period 13.
fn released() -> Told {
    let mut told = Told::begun();
    let line = "stream=cluster|year=2016-17";
    let spend = format!("{line}|body=north|purpose=access");
    for (kind, fields) in [
        (
            "add_stream",
            "id=cluster|purposes=access|release_required=yes".to_owned(),
        ),
        (
            "allocate",
            format!("{line}|to=upland|amount=900|effective=2016-04-05"),
        ),
        (
            "allocate",
            format!("{line}|to=north|amount=600|effective=2016-04-20"),
        ),
        (
            "release",
            format!("{line}|to=north|amount=400|effective=2016-06-01"),
        ),
        ("spend", format!("{spend}|amount=100|effective=2016-06-15")),
        ("spend", format!("{spend}|amount=250|effective=2017-03-20")),
        ("spend", format!("{spend}|amount=50|effective=2017-04-05")),
    ] {
        told.post(kind, &fields);
    }
    told
}

#[test]
fn releases_and_spend_stand_month_by_month() {
    let all = ringfence::state::Selection::default();
    let table = ringfence::view::releases(&released().ledger, &all, year("2016-17"));
    let table = table.expect("a year");
    // Of 600 nothing is released until June, then two thirds.
    for (month, [released, withheld, spent, of_year]) in [
        ("2", ["0.0%", "£600.00", "£0.00", "0.0%"]),
        ("3", ["66.7%", "£200.00", "£100.00", "25.0%"]),
        ("12", ["66.7%", "£200.00", "£250.00", "62.5%"]),
        ("13", ["66.7%", "£200.00", "£50.00", "12.5%"]),
    ] {
        let expected = [
            ("released_share", released),
            ("withheld", withheld),
            ("spent", spent),
            ("spent_share", of_year),
        ];
        shows(&table, &[("body", "north"), ("month", month)], &expected);
    }
    let upland = [("body", "upland"), ("month", "1")];
    shows(
        &table,
        &upland,
        &[("given", "£300.00"), ("spent_share", "")],
    );
    assert_eq!(table.rows.len(), 13 + 12);
}

#[test]
fn what_was_accrued_opens_to_what_made_it_and_what_the_year_took_of_it() {
    let mut told = core();
    let line = "stream=cluster|body=north|purpose=access|year=2016-17";
    told.post(
        "accrue",
        &format!("{line}|id=locum|amount=100|effective=2017-01-31"),
    );
    told.post("spend", &format!("{line}|amount=7|effective=2017-02-10"));
    told.post(
        "spend",
        "accrual=locum|part=yes|amount=40|effective=2017-02-20",
    );
    let asking = Asking {
        year: Some(year("2016-17")),
        ..Asking::of("cut_off")
    };
    let answer = answer(&told.ledger, &asking).expect("a year");
    // 100 came, 40 were invoiced: 60. Nothing else of the line is of it.
    assert_eq!(
        answer
            .table
            .find(0, "amount")
            .map(ToString::to_string)
            .as_deref(),
        Some("£60.00")
    );
    let opened = answer
        .trace(&told.ledger, 0, Some("amount"))
        .expect("a row");
    let sums: Vec<String> = opened.cells_of("amount").map(ToString::to_string).collect();
    assert_eq!(sums, ["£100.00", "−£40.00"], "{opened}");
}
