//! The tables people read, by hand calculation, on Aberwen: a government, a board, two clusters.

use chrono::NaiveDate;
use ringfence::journal::{ActKind, Draft, Entry, FieldValue, Header};
use ringfence::law::RuleBook;
use ringfence::noun::Wording;
use ringfence::state::{Checked, Closing, Event, Ledger, Selection};
use ringfence::view::{self, Cell, Table};
use ringfence::word::{FinancialYear, Money};

mod view_approvals;
mod view_compared;
mod view_findings;
mod view_questions;
mod view_suppliers;
mod view_taken_on;

/// A ledger and the entries it was folded from.
struct Told {
    ledger: Ledger,
    entries: Vec<Entry>,
}

impl Told {
    fn begun() -> Told {
        let ledger = Ledger::new(Header::new("GBP").expect("as the test has it"));
        let entries = Vec::new();
        let mut told = Told { ledger, entries };
        told.post("add_body", "id=wg|kind=government|name=Aberwen");
        told.post(
            "add_body",
            "id=upland|kind=health_board|parent=wg|name=Upland",
        );
        told.post("add_body", "id=north|kind=cluster|parent=upland|name=North");
        told.post(
            "add_body",
            "id=harbour|kind=cluster|parent=upland|name=Harbour",
        );
        told
    }

    /// Posts a draft and says under which number it stands.
    fn post(&mut self, kind: &str, fields: &str) -> u64 {
        let pair = |field: &str| {
            let (name, value) = field.split_once('=').expect("as the test has it");
            let value = FieldValue::Text(value.trim().to_owned());
            (name.trim().to_owned(), value)
        };
        let fields: Vec<_> = fields.split('|').map(pair).collect();
        let draft = Draft::read(
            ActKind::from_word(kind).expect("as the test has it"),
            &fields,
        )
        .unwrap_or_else(|faults| panic!("{kind}: {faults:?}"));
        match self.ledger.check(&draft) {
            Ok(Checked::Append(event)) => self.append(&[event]),
            other => panic!("{kind} {fields:?}: {other:?}"),
        }
    }

    fn append(&mut self, events: &[Event]) -> u64 {
        let entries = self.ledger.entries_of(events);
        for (event, entry) in events.iter().zip(&entries) {
            self.ledger
                .apply(event, entry.hash)
                .expect("as the test has it");
        }
        self.entries.extend(entries);
        self.ledger.head().entry
    }

    fn close(&mut self, of: &str, book: &str, on: &str) {
        let book = RuleBook::preset(book).expect("as the test has it");
        let plan = self
            .ledger
            .plan_close(year(of), &book)
            .expect("as the test has it");
        let events = self.ledger.check_close(&plan, &Closing::on(day(on)));
        self.append(&events.unwrap_or_else(|no| panic!("{no}")));
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("as the test has it")
}

fn year(text: &str) -> FinancialYear {
    text.parse().expect("as the test has it")
}

fn pounds(text: &str) -> Cell {
    Cell::Money(text.parse().expect("as the test has it"))
}

fn words(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// The row in which these columns hold these words.
#[track_caller]
fn row(table: &Table, of: &[(&str, &str)]) -> usize {
    let holds = |at: &usize| {
        let mut pairs = of.iter();
        pairs.all(|(column, text)| {
            table
                .find(*at, column)
                .expect("as the test has it")
                .to_string()
                == *text
        })
    };
    let mut rows = (0..table.rows.len()).filter(holds);
    let found = rows
        .next()
        .unwrap_or_else(|| panic!("no row {of:?} in\n{table}"));
    assert_eq!(rows.next(), None, "several rows {of:?} in\n{table}");
    found
}

#[track_caller]
fn shows(table: &Table, of: &[(&str, &str)], expected: &[(&str, &str)]) {
    let at = row(table, of);
    for (column, text) in expected {
        let cell = table
            .find(at, column)
            .unwrap_or_else(|| panic!("no column {column}"));
        assert_eq!(cell.to_string(), *text, "{column} in\n{table}");
    }
}

const CORE: &str = "stream=cluster|year=2016-17|recurrence=recurrent";

/// Core money of 2016-17: £453,000 to the board, of which £150,000 to North. Entries 5 to 7.
fn core() -> Told {
    let mut told = Told::begun();
    told.post("add_stream", "id=cluster|purposes=access|base=continues");
    told.post(
        "allocate",
        &format!(
            "{CORE}|to=upland|amount=453000|notice=Letter 1|effective=2016-04-05|\
             stated_unit=thousands|stated_places=0|dated=spring 2016"
        ),
    );
    told.post(
        "allocate",
        &format!("{CORE}|to=north|amount=150000|notice=Letter 2|effective=2016-04-20"),
    );
    told
}

/// Core money, with an earmark of £50,000, an order of £20,000 of it, and £8,000 spent.
fn a_year() -> Told {
    let mut told = core();
    told.post(
        "propose",
        "id=triage|body=north|purpose=access|effective=2016-05-09",
    );
    told.post(
        "approve",
        "project=triage|amount=50000|effective=2016-06-13",
    );
    told.post(
        "earmark",
        "project=triage|stream=cluster|body=north|year=2016-17|amount=50000|effective=2016-06-13",
    );
    told.post(
        "commit",
        "id=licences|stream=cluster|body=north|purpose=access|project=triage|amount=20000|\
         year=2016-17|effective=2016-09-01",
    );
    told.post(
        "spend",
        "commitment=licences|amount=8000|effective=2016-12-01",
    );
    told
}

#[test]
fn positions_show_each_line_to_the_penny() {
    let told = a_year();
    let table = view::positions(&told.ledger, &Selection::default()).expect("as the test has it");
    let bodies: Vec<_> = table.cells_of("body").cloned().collect();
    assert_eq!(bodies, [words("north"), words("upland")]);
    shows(
        &table,
        &[("body", "north")],
        &[
            ("body_name", "North"),
            ("year", "2016-17"),
            ("vintage", "2016-17"),
            ("recurrence", "recurrent"),
            ("hops", "0"),
            ("base", ""),
            ("allocated", "£150,000.00"),
            ("authority", "£150,000.00"),
            ("available", "£100,000.00"),
            ("earmarked", "£30,000.00"),
            ("committed", "£12,000.00"),
            ("invoiced", "£8,000.00"),
            ("spent", "£8,000.00"),
        ],
    );
    shows(
        &table,
        &[("body", "upland")],
        &[("passed_down", "£150,000.00"), ("available", "£303,000.00")],
    );
    assert_eq!(
        table.sum_of("authority"),
        Some("453000".parse().expect("as the test has it"))
    );
    assert_eq!(table.sum_of("body"), None);
    assert_eq!(table.head(1).rows, table.rows[..1]);

    let in_august = Selection {
        body: "north".parse().ok(),
        as_at: Some(day("2016-08-31")),
        ..Selection::default()
    };
    let table = view::positions(&told.ledger, &in_august).expect("as the test has it");
    let then = [
        ("earmarked", "£50,000.00"),
        ("committed", "£0.00"),
        ("spent", "£0.00"),
    ];
    shows(&table, &[("body", "north")], &then);
    assert_eq!(table.notes.len(), 1);
}

#[test]
fn what_rests_on_a_silent_source_is_not_recorded() {
    let mut told = a_year();
    let mark = "stream=cluster|year=2016-17|words=\"no figure is held\"";
    told.post(
        "mark_not_recorded",
        &format!("{mark}|body=north|what=spend"),
    );
    let harbour = format!("{mark}|body=harbour|what=allocation");
    told.post("mark_not_recorded", &harbour);
    let table = view::positions(&told.ledger, &Selection::default()).expect("as the test has it");
    let silent = "not recorded";
    shows(
        &table,
        &[("body", "north")],
        &[
            ("allocated", "£150,000.00"),
            ("authority", "£150,000.00"),
            ("available", silent),
            ("earmarked", silent),
            ("held", "£0.00"),
            ("committed", silent),
            ("invoiced", silent),
            ("spent", silent),
            ("drawn", silent),
        ],
    );
    shows(
        &table,
        &[("body", "harbour")],
        &[
            ("recurrence", ""),
            ("allocated", silent),
            ("authority", silent),
            ("available", silent),
            ("committed", "£0.00"),
            ("spent", "£0.00"),
        ],
    );
    assert_eq!(table.sum_of("available"), None);
    assert_eq!(table.sum_of("held"), Some(Money::ZERO));
    assert_eq!(table.notes.len(), 2);

    let table = view::marks(&told.ledger);
    let said = "\"no figure is held\"";
    shows(
        &table,
        &[("body", "harbour")],
        &[("what", "allocation"), ("words", said)],
    );
    let north = Selection {
        body: "north".parse().ok(),
        ..Selection::default()
    };
    let table = view::statement(&told.ledger, &north, year("2016-17")).expect("as the test has it");
    let closing = [("available", silent), ("authority", "£150,000.00")];
    shows(&table, &[("what", "closing")], &closing);
}

#[test]
fn a_statement_runs_from_nought_to_the_position() {
    let told = a_year();
    let north = Selection {
        body: "north".parse().ok(),
        ..Selection::default()
    };
    let table = view::statement(&told.ledger, &north, year("2016-17")).expect("as the test has it");
    let column = |name| -> Vec<String> { table.cells_of(name).map(Cell::to_string).collect() };
    assert_eq!(
        column("what"),
        [
            "opening",
            "given",
            "earmarked",
            "committed",
            "spent",
            "closing"
        ]
    );
    assert_eq!(column("entry"), ["", "7", "10", "11", "12", ""]);
    let whole = "£150,000.00";
    assert_eq!(
        column("available"),
        [
            "£0.00",
            whole,
            "£100,000.00",
            "£100,000.00",
            "£100,000.00",
            "£100,000.00"
        ]
    );
    assert_eq!(
        column("authority"),
        ["£0.00", whole, whole, whole, whole, whole]
    );
    let spent = [
        ("effective", "2016-12-01"),
        ("kind", "spent"),
        ("commitment", "licences"),
        ("project", "triage"),
        ("from", "committed"),
        ("to", "invoiced"),
        ("amount", "£8,000.00"),
    ];
    shows(&table, &[("what", "spent")], &spent);

    let until_may = Selection {
        as_at: Some(day("2016-05-31")),
        ..north
    };
    let table =
        view::statement(&told.ledger, &until_may, year("2016-17")).expect("as the test has it");
    assert_eq!(table.rows.len(), 3);
    shows(&table, &[("what", "closing")], &[("available", whole)]);
}

#[test]
fn a_reversal_names_what_it_reverses() {
    let mut told = core();
    let extra = "stream=cluster|year=2016-17|to=upland|amount=1000|effective=2016-05-01";
    let entry = told.post("allocate", extra);
    let by = told.post("correct", &format!("entry={entry}|effective=2016-05-02"));
    let upland = Selection {
        body: "upland".parse().ok(),
        ..Selection::default()
    };
    let table =
        view::statement(&told.ledger, &upland, year("2016-17")).expect("as the test has it");
    let number = by.to_string();
    let reversal = format!("reversal of entry {entry}");
    shows(&table, &[("entry", &number)], &[("what", &reversal)]);
    let table = view::notices(&told.ledger);
    let entry = entry.to_string();
    shows(&table, &[("entry", &entry)], &[("corrected_by", &number)]);
}

#[test]
fn notices_and_totals_show_figures_as_they_were_stated() {
    let mut told = core();
    told.post(
        "publish_total",
        "id=all|stream=cluster|year=2016-17|amount=902000|stated_unit=millions|stated_places=3|\
         difference=split-not-published|name=All of Wales|source=Statement of May",
    );
    let exact = "id=part|stream=cluster|year=2016-17|amount=453000|source=Table 6";
    told.post("publish_total", exact);
    let table = view::notices(&told.ledger);
    assert_eq!(table.rows.len(), 2);
    shows(
        &table,
        &[("entry", "6")],
        &[
            ("giver", "wg"),
            ("receiver", "upland"),
            ("opening", "no"),
            ("stated", "453 (£000)"),
            ("amount", "£453,000.00"),
            ("dated", "spring 2016"),
            ("notice", "Letter 1"),
        ],
    );
    shows(
        &table,
        &[("entry", "7")],
        &[("giver", "upland"), ("stated", "")],
    );
    let table = view::totals(&told.ledger);
    shows(
        &table,
        &[("total", "all")],
        &[
            ("total_name", "All of Wales"),
            ("published_stated", "0.902 (£m)"),
            ("notices", "£453,000.00"),
            ("notices_count", "1"),
            ("difference", "£449,000.00"),
            ("difference_is", "split-not-published"),
            ("source", "Statement of May"),
        ],
    );
    let agreed = [
        ("total_name", "part"),
        ("difference", "£0.00"),
        ("difference_is", ""),
    ];
    shows(&table, &[("total", "part")], &agreed);
    let cut = "stream=cluster|to=upland|year=2016-17|amount=-100|effective=2016-10-03";
    let cut = told.post("allocate", &format!("{cut}|source=Table 7|note=a cut"));
    let said = [("source", "Table 7"), ("note", "a cut")];
    let of = [("entry", cut.to_string())];
    let of = of.each_ref().map(|(column, text)| (*column, text.as_str()));
    shows(&view::notices(&told.ledger), &of, &said);
}

#[test]
fn decisions_are_the_same_planned_and_closed() {
    let mut told = a_year();
    let book = RuleBook::preset("wales-2016").expect("as the test has it");
    let plan = told
        .ledger
        .plan_close(year("2016-17"), &book)
        .expect("as the test has it");
    let planned = view::decisions(&plan);
    // North: 12,000 on order, 30,000 earmarked, 100,000 free. Upland: 303,000 free.
    assert_eq!(planned.rows.len(), 4);
    let all: Option<Money> = "445000".parse().ok();
    assert_eq!(
        (planned.sum_of("amount"), planned.sum_of("lapsed")),
        (all, all)
    );
    assert_eq!(planned.sum_of("kept"), Some(Money::ZERO));
    let order = [
        ("kind", "commitment"),
        ("body", "north"),
        ("amount", "£12,000.00"),
        ("outcome", "lapse"),
        ("accountable", "upland"),
        ("book", "wales-2016"),
    ];
    shows(&planned, &[("item", "licences")], &order);
    let at = row(&planned, &[("item", "licences")]);
    assert!(
        planned
            .find(at, "source")
            .expect("as the test has it")
            .text()
            .is_some()
    );
    let gains = view::who_would_benefit(&plan);
    let upland = [
        ("own_lapsed", "£303,000.00"),
        ("fell_in", "£142,000.00"),
        ("deficits_met", "£0.00"),
        ("net", "£445,000.00"),
    ];
    shows(&gains, &[("body", "upland")], &upland);

    told.close("2016-17", "wales-2016", "2017-03-31");
    let closed = view::decisions_of(&told.ledger, year("2016-17"));
    for column in [
        "item", "kind", "amount", "outcome", "kept", "lapsed", "book",
    ] {
        let of = |table: &Table| table.cells_of(column).cloned().collect::<Vec<_>>();
        assert_eq!(of(&closed), of(&planned), "{column}");
    }
    let gains = view::who_benefits(&told.ledger, year("2016-17"));
    shows(&gains, &[("body", "upland")], &upland);
    shows(&gains, &[("body", "upland")], &[("own_spent", "£0.00")]);
    assert_eq!(
        view::decisions_of(&told.ledger, year("2017-18")).rows.len(),
        0
    );
}

#[test]
fn an_order_that_lapsed_is_owed_on_a_base_that_no_letter_has_confirmed() {
    let mut told = a_year();
    told.close("2016-17", "wales-2016", "2017-03-31");
    let next = Selection {
        year: Some(year("2017-18")),
        ..Selection::default()
    };
    let table = view::positions(&told.ledger, &next).expect("as the test has it");
    let owed = [("base", "not yet confirmed"), ("committed", "£12,000.00")];
    shows(
        &table,
        &[("body", "north"), ("recurrence", "recurrent")],
        &owed,
    );
    let found = view::findings(&told.ledger, None).expect("as the test has it");
    assert_eq!(found.rows.len(), 1, "{found}");
    let unfunded = [
        ("body", "north"),
        ("year", "2017-18"),
        ("amount", "£12,000.00"),
    ];
    shows(&found, &[("finding", "unfunded_promise")], &unfunded);
    let letter = "stream=cluster|year=2017-18|recurrence=recurrent|opening=yes|to=upland";
    let letter = format!("{letter}|amount=453000|effective=2017-04-10|notice=Letter 3");
    told.post("allocate", &letter);
    let table = view::positions(&told.ledger, &next).expect("as the test has it");
    shows(&table, &[("body", "upland")], &[("base", "confirmed")]);
    shows(
        &table,
        &[("body", "north")],
        &[("base", "not yet confirmed")],
    );
}

#[test]
fn the_journal_is_shown_as_it_is_kept() {
    let told = core();
    let table = view::journal(&told.entries).expect("as the test has it");
    assert_eq!(table.rows.len(), 7);
    shows(
        &table,
        &[("entry", "7")],
        &[
            ("effective", "2016-04-20"),
            ("actor", "not-stated"),
            ("kind", "allocated"),
            ("key", ""),
            ("text", "{\"notice\":\"Letter 2\"}"),
            ("figures", &told.entries[6].figures),
        ],
    );
}

#[test]
fn a_table_prints_aligned_and_serialises_money_as_strings() {
    let mut told = core();
    let mark = "stream=cluster|year=2016-17|body=north|what=spend|words=none";
    told.post("mark_not_recorded", mark);
    let mut table =
        view::positions(&told.ledger, &Selection::default()).expect("as the test has it");
    let keep = ["body", "allocated", "spent"]
        .map(|name| table.find_column(name).expect("as the test has it"));
    table.columns = keep.map(|at| table.columns[at]).to_vec();
    table.rows = table
        .rows
        .iter()
        .map(|row| keep.map(|at| row[at].clone()).to_vec())
        .collect();
    assert_eq!(
        table.to_string(),
        "Positions\n\
         body      allocated         spent\n\
         north   £150,000.00  not recorded\n\
         upland  £453,000.00         £0.00\n\
         Not recorded: spend of north/cluster, 2016-17 (entry 8): none\n"
    );
    let json = serde_json::to_value(&table).expect("as the test has it");
    assert_eq!(json["columns"][1]["unit"], "pounds");
    assert_eq!(
        json["rows"][0],
        serde_json::json!(["north", "150000.00", "not recorded"])
    );
    assert_eq!(table.find(1, "spent"), Some(&pounds("0")));
}

#[test]
fn a_base_is_marked_until_its_own_opening_notice_comes() {
    let mut told = Told::begun();
    told.post("add_stream", "id=cluster|purposes=access");
    told.post(
        "allocate",
        &format!("{CORE}|to=upland|amount=100|effective=2016-04-05"),
    );
    let line = "stream=cluster|body=upland|purpose=access|year=2016-17";
    told.post("spend", &format!("{line}|amount=60|effective=2016-06-01"));
    told.close("2016-17", "wales-2016", "2017-03-31");
    // Only anticipated: a later letter is authority, the base before its opening notice is not.
    let next = "stream=cluster|year=2017-18|recurrence=recurrent|to=upland";
    told.post("allocate", &format!("{next}|amount=5|effective=2017-04-10"));
    let of = |as_at| Selection {
        year: Some(year("2017-18")),
        as_at,
        ..Selection::default()
    };
    let table = view::positions(&told.ledger, &of(None)).expect("as the test has it");
    let mark = [("base", "not yet confirmed"), ("authority", "£5.00")];
    shows(&table, &[("body", "upland")], &mark);
    told.post(
        "allocate",
        &format!("{next}|opening=yes|amount=90|effective=2017-05-10"),
    );
    let table = view::positions(&told.ledger, &of(None)).expect("as the test has it");
    shows(&table, &[("body", "upland")], &[("base", "confirmed")]);
    let before = of(Some(day("2017-05-09")));
    let table = view::positions(&told.ledger, &before).expect("as the test has it");
    shows(
        &table,
        &[("body", "upland")],
        &[("base", "not yet confirmed")],
    );
}
