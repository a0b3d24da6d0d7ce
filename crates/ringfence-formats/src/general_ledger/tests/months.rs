//! Months that are loaded, restated and loaded again.

use ringfence::journal::act::{Correct, Recharge};
use ringfence::journal::{Act, Draft};

use super::super::{Reach, Signs};
use super::book::{APRIL, Book, MAP, actuals, extract_of, map_of};

#[test]
fn two_months_a_restated_one_and_a_reload_agree_to_the_penny() {
    let mut book = Book::of_upland();
    // April: 1,000.00 + 250.50 to the cluster, 400.00 to core, 75.25 that no row covers.
    assert_eq!(book.load(APRIL, MAP, "2016-17 M01"), 4);
    let spent = |book: &Book| ["cluster", "core", "unknown"].map(|it| book.spent(it));
    assert_eq!(spent(&book), ["1250.50", "400.00", "75.25"]);
    assert_eq!(book.load(APRIL, MAP, "Apr-16"), 0);
    // May: 00123 5210 has 900.00 more, and 7100 gets 50.00 back.
    let may = "cost_centre,subjective,amount\n00123,5210,900.00\n00123,7100,-50.00\n";
    assert_eq!(book.load(may, MAP, "2016-17 M02"), 2);
    assert_eq!(spent(&book), ["2100.50", "400.00", "75.25"]);
    // April restated: 5210 is 20.00 less, core 5.00 more; all else as it was.
    let restated = APRIL
        .replace("1,000.00", "980.00")
        .replace("400.00", "405.00");
    assert_eq!(book.load(&restated, MAP, "2016-17 M01"), 2);
    assert_eq!(spent(&book), ["2080.50", "405.00", "75.25"]);
    assert_eq!(book.load(&restated, MAP, "2016-17 M01"), 0);
    assert_eq!(book.load(may, MAP, "2016-17 M02"), 0);
    // 00999 is the cluster's after all: its cost leaves suspense, by one recharge.
    let mapped = format!("{MAP}00999,,north,cluster,,sustainability,,,\n");
    assert_eq!(book.load(&restated, &mapped, "2016-17 M01"), 1);
    assert_eq!(spent(&book), ["2155.75", "405.00", "0.00"]);
    assert_eq!(book.load(&restated, &mapped, "2016-17 M01"), 0);
    let last = book.entries.last().expect("a recharge");
    assert!(last.figures.starts_with(r#"{"event":"recharged""#));
    let agreed = book.agree(&restated, ("2016-17 M01", Reach::Period));
    // April as restated: 980.00 + 250.50; 405.00; 75.25.
    let shown: Vec<String> = agreed
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
            cells.join(" ")
        })
        .collect();
    assert_eq!(
        shown,
        [
            "00123 £1,230.50 £1,230.50 £0.00 £0.00",
            "00200 £405.00 £405.00 £0.00 £0.00",
            "00999 £75.25 £75.25 £0.00 £0.00",
        ]
    );
}

#[test]
fn a_credit_lessens_an_earlier_cost_before_a_later_one() {
    let mut book = Book::of_upland();
    let of = |code: &str, amount: &str| {
        format!("cost_centre,subjective,amount\n00123,{code},{amount}\n")
    };
    book.load(&of("5210", "1000.00"), MAP, "2016-17 M05");
    book.load(&of("5210", "1000.00"), MAP, "2016-17 M09");
    assert_eq!(book.load(&of("5210", "-50.00"), MAP, "2016-17 M06"), 1);
    // August's cost bears it: it counts on 30 September, not on the 31 December of the later one.
    let header = &book.entries.last().expect("a credit").header;
    assert!(header.contains("2016-09-30"), "{header}");
}

#[test]
fn of_the_year_to_date_only_what_is_new_is_posted() {
    let mut book = Book::of_upland();
    let to_date = |book: &mut Book, extract: &str, period: &str| {
        let planned = book
            .plan(extract, MAP, (period, Reach::YearToDate))
            .expect("a plan");
        book.post_all(&planned)
    };
    assert_eq!(to_date(&mut book, APRIL, "2016-17 M01"), 4);
    // To May: 1,000.00 became 1,600.00, so May's own is 600.00; 7100 fell from 250.50 to 200.00;
    // core is as it was; and 00999 is there no more.
    let may = "\
cost_centre,subjective,amount
00123,5210,1600.00
00123,7100,200.00
00200,5210,400.00
";
    assert_eq!(to_date(&mut book, may, "2016-17 M02"), 3);
    assert_eq!(book.spent("cluster"), "1800.00");
    assert_eq!(
        [book.spent("core"), book.spent("unknown")],
        ["400.00", "0.00"]
    );
    assert_eq!(to_date(&mut book, may, "2016-17 M02"), 0);
    let agreed = book.agree(may, ("2016-17 M02", Reach::YearToDate));
    assert!(agreed.sum_of("difference").expect("a sum").is_zero());
    assert_eq!(
        agreed.sum_of("ledger").expect("a sum").to_string(),
        "2200.00"
    );
}

#[test]
fn what_somebody_moved_by_hand_stays_where_it_is() {
    let mut book = Book::of_upland();
    book.load(APRIL, MAP, "2016-17 M01");
    let waits = book
        .entries
        .iter()
        .find(|it| it.figures.contains(r#""75.25""#));
    let by_hand = Act::Recharge(Recharge {
        entry: waits.map(|it| it.number),
        posted_as: None,
        commitment: None,
        stream: Some("core".parse().expect("an id")),
        body: Some("upland".parse().expect("an id")),
        project: None,
        purpose: Some("clinics".parse().expect("an id")),
        year: None,
        amount: "75.25".parse().expect("a sum"),
        actual: true,
        vintage: None,
    });
    let mut by_hand = Draft::of(by_hand).effective("2016-05-10".parse().expect("a day"));
    by_hand.text.reason = Some("it is the clinic's".into());
    book.post(&by_hand).expect("no refusal");
    assert_eq!(book.load(APRIL, MAP, "2016-17 M01"), 0);
    assert_eq!(
        [book.spent("core"), book.spent("unknown")],
        ["475.25", "0.00"]
    );
    // What the general ledger states less comes off where it stands now.
    let less = APRIL.replace("75.25", "70.00");
    assert_eq!(book.load(&less, MAP, "2016-17 M01"), 1);
    assert_eq!(
        [book.spent("core"), book.spent("unknown")],
        ["470.00", "0.00"]
    );
    assert_eq!(book.load(&less, MAP, "2016-17 M01"), 0);
    // And what it states more waits as all that no row covers.
    let more = APRIL.replace("75.25", "90.00");
    assert_eq!(book.load(&more, MAP, "2016-17 M01"), 1);
    assert_eq!(
        [book.spent("core"), book.spent("unknown")],
        ["470.00", "20.00"]
    );
}

#[test]
fn an_entry_that_was_reversed_is_posted_anew_as_the_general_ledger_still_states_it() {
    let mut book = Book::of_upland();
    book.load(APRIL, MAP, "2016-17 M01");
    let of_core = book
        .entries
        .iter()
        .find(|it| it.figures.contains(r#""400.00""#));
    let correct = Correct {
        entry: of_core.map(|it| it.number),
        posted_as: None,
    };
    let correct = Draft::of(Act::Correct(correct)).effective("2016-05-10".parse().expect("a day"));
    book.post(&correct).expect("no refusal");
    assert_eq!(book.spent("core"), "0.00");
    assert_eq!(book.load(APRIL, MAP, "2016-17 M01"), 1);
    assert_eq!(book.spent("core"), "400.00");
    assert_eq!(book.load(APRIL, MAP, "2016-17 M01"), 0);
}

#[test]
fn a_map_that_says_another_kind_of_cost_posts_the_cost_anew() {
    let mut book = Book::of_upland();
    book.load(APRIL, MAP, "2016-17 M01");
    let agency = MAP.replace("access,pay", "access,agency");
    assert_eq!(book.load(APRIL, &agency, "2016-17 M01"), 2);
    assert_eq!(book.spent("cluster"), "1250.50");
    assert_eq!(book.load(APRIL, &agency, "2016-17 M01"), 0);
}

#[test]
fn a_plan_that_is_posted_twice_posts_nothing_twice() {
    let mut book = Book::of_upland();
    let planned = book
        .plan(APRIL, MAP, ("2016-17 M01", Reach::Period))
        .expect("a plan");
    assert_eq!(book.post_all(&planned), 4);
    // As after a crash whose answer was lost: the same drafts under the same keys.
    assert_eq!(book.post_all(&planned), 0);
    // Another plan made on the same state is refused by its keys, not posted beside it.
    let other = Book::of_upland();
    let other = other.plan(
        &APRIL.replace("400.00", "401.00"),
        MAP,
        ("2016-17 M01", Reach::Period),
    );
    let other = other.expect("a plan");
    let refused = other
        .drafts
        .iter()
        .filter_map(|it| book.post(&it.draft).err());
    let codes: Vec<&str> = refused.map(|no| no.first().code()).collect();
    assert_eq!(codes, ["key_conflict"]);
}

#[test]
fn the_closing_period_is_of_its_year_and_a_closed_year_takes_nothing() {
    let mut book = Book::of_upland();
    book.load(APRIL, MAP, "2016-17 M01");
    let closing = "cost_centre,subjective,amount\n00200,5210,60.00\n00123,5210,-100.00\n";
    assert_eq!(book.load(closing, MAP, "2016-17 M13"), 2);
    assert_eq!(
        [book.spent("core"), book.spent("cluster")],
        ["460.00", "1150.50"]
    );
    assert_eq!(book.load(closing, MAP, "2016-17 M13"), 0);
    assert_eq!(
        book.load(&closing.replace("60.00", "45.00"), MAP, "2016-17 M13"),
        1
    );
    assert_eq!(book.spent("core"), "445.00");

    let rules = ringfence::law::RuleBook::empty();
    let year = "2016-17".parse().expect("a year");
    let plan = book.ledger.plan_close(year, &rules).expect("a plan");
    let on = ringfence::state::Closing::on("2017-04-20".parse().expect("a day"));
    let events = book.ledger.check_close(&plan, &on).expect("no refusal");
    let entries = book.ledger.entries_of(&events);
    for entry in entries {
        book.ledger.follow(&entry).expect("it was accepted");
        book.entries.push(entry);
    }
    let restated = APRIL
        .replace("1,000.00", "980.00")
        .replace("400.00", "405.00");
    let planned = book
        .plan(&restated, MAP, ("2016-17 M01", Reach::Period))
        .expect("a plan");
    let refused = planned
        .drafts
        .iter()
        .filter_map(|it| book.ledger.check(&it.draft).err());
    let codes: Vec<&str> = refused.map(|no| no.first().code()).collect();
    assert_eq!(codes, ["year_already_closed"; 2]);
    // What the next year's ledger takes back of the old year's cost is less cost of the next.
    let back = "cost_centre,subjective,amount\n00123,5210,-20.00\n";
    assert_eq!(book.load(back, MAP, "2017-18 M01"), 1);
    assert_eq!(book.spent("cluster"), "1150.50");
}

#[test]
fn a_source_that_is_new_is_told_of_one_that_posted_the_same_lines() {
    let mut book = Book::of_upland();
    book.load(APRIL, MAP, "2016-17 M01");
    let (extract, map) = (extract_of(APRIL, Signs::Minus), map_of(MAP));
    let (extract, map) = (extract.expect("an extract"), map.expect("a map"));
    let plan = |source: &str, period: &str| {
        let mut actuals = actuals(&extract, &map, (period, Reach::Period));
        actuals.source = source.to_owned();
        let control = extract.total().expect("a sum");
        actuals.plan(&book.ledger, &book.entries, control)
    };
    let told = |source: &str, period: &str| {
        let planned = plan(source, period).expect("a plan");
        let found = planned.notes.into_iter();
        found
            .filter(|note| note.starts_with("source "))
            .collect::<Vec<_>>()
    };
    let no = told("uplnad-gl", "2016-17 M01");
    assert_eq!(no.len(), 1, "{no:?}");
    assert!(
        no[0].contains("4 lines of") && no[0].contains("counted twice"),
        "{no:?}"
    );
    // Another month has no line in common, and the one that posted before is not new.
    assert!(told("uplnad-gl", "2016-17 M02").is_empty());
    assert!(
        told(
            &actuals(&extract, &map, ("2016-17 M01", Reach::Period)).source,
            "2016-17 M01"
        )
        .is_empty()
    );
}
