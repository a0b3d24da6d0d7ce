//! What stands against a load, and what is told beside it.

use ringfence::journal::{ActKind, Header};
use ringfence::state::Ledger;
use ringfence::word::Money;

use super::super::{Reach, Signs};
use super::book::{APRIL, Book, MAP, actuals, extract_of, map_of, of_fields, told};

#[test]
fn cost_below_nought_is_refused_with_what_there_is() {
    let book = Book::of_upland();
    let less = "cost_centre,subjective,amount\n00123,5210,10.00\n00123,5211,-10.01\n";
    let no = told(book.plan(less, MAP, ("2016-17 M01", Reach::Period)));
    assert_eq!(no.len(), 1, "{no:?}");
    assert!(
        no[0].starts_with("m.csv, row 3: cost centre 00123, subjective 5211"),
        "{no:?}"
    );
    assert!(no[0].contains("£10.01") && no[0].contains("£10.00 left"));
    let level = less.replace("-10.01", "-10.00");
    assert!(
        book.plan(&level, MAP, ("2016-17 M01", Reach::Period))
            .is_ok()
    );
}

#[test]
fn a_control_total_that_differs_names_the_difference() {
    let book = Book::of_upland();
    let (extract, map) = (extract_of(APRIL, Signs::Minus), map_of(MAP));
    let (extract, map) = (extract.expect("an extract"), map.expect("a map"));
    let actuals = actuals(&extract, &map, ("2016-17 M01", Reach::Period));
    // 1,000.00 + 250.50 + 400.00 + 75.25 = 1,725.75
    let plan = |control: &str| {
        let control: Money = control.parse().expect("a sum");
        actuals.plan(&book.ledger, &book.entries, control)
    };
    assert!(plan("1725.75").is_ok());
    let no = told(plan("1725.76"));
    assert!(
        no[0].contains("£1,725.75") && no[0].contains("£1,725.76"),
        "{no:?}"
    );
    assert!(no[0].contains("difference is −£0.01"), "{no:?}");
}

#[test]
fn rows_that_overlap_on_a_day_are_refused_and_both_named() {
    let rows = |more: &str| map_of(&format!("{MAP}{more}"));
    let overlap = told(rows("00123,5299-5300,north,cluster,,access,,,\n"));
    assert!(overlap[0].contains("rows 2 and 5"), "{overlap:?}");
    let overlap = told(rows("00123,5250,north,cluster,,access,,,\n"));
    assert!(
        overlap[0].contains("for 5200-5299 and for 5250"),
        "{overlap:?}"
    );
    let overlap = told(rows("00200,5210,upland,core,,clinics,,,2016-04-01\n"));
    assert!(overlap[0].contains("rows 4 and 5"), "{overlap:?}");
    // The day before it is another row's, and a code of another length is another code.
    assert!(rows("00200,,upland,core,,clinics,,,2016-03-31\n").is_ok());
    assert!(rows("00123,05299,north,cluster,,access,,,\n").is_ok());
}

#[test]
fn every_fault_of_a_map_and_of_an_extract_names_its_cell() {
    let map = "\
cost_centre,subjectiv,body,stream,purpose,from,until
,,north,cluster,access,,
00123,5299-5200,North Upland,cluster,access,2016-04-31,
00124,,north,,access,2016-05-01,2016-04-01
";
    let no = told(map_of(map));
    let found: Vec<&str> = no.iter().filter_map(|it| it.split(':').next()).collect();
    assert_eq!(
        found,
        ["B1", "A2", "C3", "F3", "D4", "G4"].map(|cell| format!("map.csv, cell {cell}"))
    );
    assert!(no[0].contains("subjective?"), "{no:?}");

    let extract = "\
Upland general ledger,,
Cost Centre,Subjective,Amount
Community nursing,,
00123,5210,(50.00)
00123,,7.00
00123,5220,seven
Total,,999.00
00124,5210,1.00
";
    let no = told(extract_of(extract, Signs::Minus));
    let found: Vec<&str> = no.iter().filter_map(|it| it.split(':').next()).collect();
    assert_eq!(
        found,
        ["C4", "B5", "C6"].map(|cell| format!("m.csv, cell {cell}"))
    );
    let no = told(extract_of("a,b\n1,2\n", Signs::Minus));
    assert!(no[0].contains("cost_centre, subjective, amount") && no[0].contains("row 1 has a, b"));
}

#[test]
fn subtotals_are_left_out_and_told() {
    let extract = "\
cost_centre,subjective,amount
00123,5210,(50.00)
00123,7100,80.00
Total 00123,,30.00
00200,5210,5.00
Subtotal,,6.00
,Grand total,35.00
";
    let read = extract_of(extract, Signs::Brackets).expect("an extract");
    assert_eq!(read.total().expect("a sum").to_string(), "35.00");
    let totals: Vec<_> = read.totals.iter().map(|it| (it.row, it.adds_up)).collect();
    assert_eq!(totals, [(4, true), (6, false), (7, true)]);
}

#[test]
fn a_map_names_what_the_ledger_has_and_what_is_not_used_is_told() {
    let mut book = Book::of_upland();
    let wrong = "\
cost_centre,body,stream,purpose,project
00123,nroth,cluster,access,
00200,upland,cor,clinics,pharmacist
";
    let no = told(book.plan(APRIL, wrong, ("2016-17 M01", Reach::Period)));
    assert!(
        no[0].contains("row 2, column body") && no[0].contains("north?"),
        "{no:?}"
    );
    assert!(
        no[1].contains("row 3, column stream") && no[1].contains("core?"),
        "{no:?}"
    );
    assert!(no[2].contains("row 3, column project"), "{no:?}");

    let more =
        format!("{MAP}00555,,upland,core,,clinics,,,\n0999,,upland,core,,clinics,,2017-01-01,\n");
    let planned = book
        .plan(APRIL, &more, ("2016-17 M01", Reach::Period))
        .expect("a plan");
    assert!(
        planned
            .notes
            .contains(&"map.csv, row 5: no line used it".to_owned())
    );
    assert!(
        !planned.notes.iter().any(|it| it.contains("row 6: no line")),
        "{:?}",
        planned.notes
    );
    let near = planned
        .notes
        .iter()
        .find(|it| it.contains("00999"))
        .expect("a note");
    assert!(near.contains("row 6 covers 0999"), "{near}");
    book.post_all(&planned);
}

#[test]
fn without_a_place_to_wait_a_line_that_no_row_covers_is_refused() {
    let ledger = Ledger::new(Header::new("GBP").expect("a currency"));
    let entries = Vec::new();
    let mut book = Book { ledger, entries };
    book.post(&of_fields(ActKind::AddBody, "id=upland|kind=health_board"))
        .expect("no refusal");
    let empty = "cost_centre,body,stream,purpose\n";
    let no = told(book.plan(APRIL, empty, ("2016-17 M01", Reach::Period)));
    assert!(
        no[0].starts_with("m.csv, row 2: ")
            && no[0].contains("and 3 more")
            && no[0].contains("suspense=True"),
        "{no:?}"
    );
    let suspense = of_fields(
        ActKind::AddStream,
        "id=unknown|purposes=unknown|suspense=yes",
    );
    book.post(&suspense).expect("no refusal");
    // The map names nobody who answers: somebody must.
    let no = told(book.plan(APRIL, empty, ("2016-17 M01", Reach::Period)));
    assert!(no[0].contains("as body"), "{no:?}");
}

#[test]
fn words_that_were_redacted_stop_what_would_be_posted_again() {
    let mut book = Book::of_upland();
    book.load(APRIL, MAP, "2016-17 M01");
    let of_core = book.entries.iter_mut();
    let mut of_core = of_core.filter(|it| it.figures.contains(r#""400.00""#));
    let gone = of_core.next().expect("an entry");
    (gone.text, gone.salt) = (None, None);
    let no = told(book.plan(APRIL, MAP, ("2016-17 M01", Reach::Period)));
    assert_eq!(no.len(), 1, "{no:?}");
    assert!(
        no[0].contains("cost centre 00200, subjective 5210, 2016-17 M01"),
        "{no:?}"
    );
}

#[test]
fn lines_beyond_what_there_is_of_money_are_refused() {
    let most = "9999999999999999.99";
    let lines = |more: &str| format!("cost_centre,subjective,amount\n1,2,{most}\n1,3,{more}\n");
    assert!(extract_of(&lines("0.00"), Signs::Minus).is_ok());
    for more in ["0.01", "-0.01", most] {
        let no = told(extract_of(&lines(more), Signs::Minus));
        assert!(no[0].contains("more than there is of money"), "{no:?}");
    }
}

#[test]
fn what_is_less_comes_off_costs_of_the_same_place_and_its_own_first() {
    let mut book = Book::of_upland();
    let april = "cost_centre,subjective,amount\n00123,5210,30.00\n00123,5211,10.00\n";
    assert_eq!(book.load(april, MAP, "2016-17 M01"), 2);
    // 5211 gives 25.00 back: 10.00 of its own, 15.00 of what stands beside it.
    let may = "cost_centre,subjective,amount\n00123,5211,-25.00\n";
    assert_eq!(book.load(may, MAP, "2016-17 M02"), 2);
    assert_eq!(book.spent("cluster"), "15.00");
    let amounts: Vec<bool> = [r#""10.00""#, r#""15.00""#]
        .iter()
        .zip(book.entries.iter().rev().take(2).rev())
        .map(|(amount, entry)| entry.figures.contains(amount))
        .collect();
    assert_eq!(amounts, [true, true]);
    assert_eq!(book.load(may, MAP, "2016-17 M02"), 0);
    assert_eq!(book.load(april, MAP, "2016-17 M01"), 0);
}
