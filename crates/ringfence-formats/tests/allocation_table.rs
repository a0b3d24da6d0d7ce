//! Allocation tables, read either way round, and what is told of those that do not add up.

use ringfence::noun::{StatedUnit, Wording};
use ringfence_formats::{
    AllocationLayout, AllocationTable, Along, Brackets, Encoding, Frame, Grid, GridCell, GridRow,
};

/// Hansard, written answer of 10 February 1976, volume 905, columns 116 to 117: revenue allocated
/// to the area health authorities of Wales, in £000.
const REVENUE: &str = "Revenue,1974-75,1975-76
Clwyd,\"17,125\",\"21,973\"
Dyfed,\"14,042\",\"15,744\"
Gwent,\"22,576\",\"28,884\"
Gwynedd,\"10,021\",\"12,966\"
Mid Glamorgan,\"25,389\",\"32,105\"
Powys,\"4,932\",\"6,331\"
South Glamorgan,\"32,366\",\"40,846\"
West Glamorgan,\"16,671\",\"21,301\"
Wales,\"143,122\",\"180,150\"
";

fn grid(text: &str) -> Grid {
    Grid::of_csv("table.csv", text.as_bytes(), Encoding::Utf8).expect("a grid")
}

/// The same table with its sides exchanged.
fn turned(grid: &Grid) -> Grid {
    let width = grid.rows.iter().map(|row| row.cells.len()).max();
    let rows = (0..width.unwrap_or(0)).map(|at| GridRow {
        row: at + 1,
        cells: grid.rows.iter().map(|row| row.cell(at).clone()).collect(),
        ..GridRow::default()
    });
    Grid {
        rows: rows.collect(),
        ..grid.clone()
    }
}

fn revenue() -> AllocationLayout {
    let (bodies, years) = (Along::Bodies, Along::Years);
    let mut layout = AllocationLayout::new(bodies, years, "revenue", StatedUnit::Thousands);
    layout.totals = vec!["Wales".to_owned()];
    for name in [
        "Clwyd",
        "Dyfed",
        "Gwent",
        "Gwynedd",
        "Mid Glamorgan",
        "Powys",
        "South Glamorgan",
        "West Glamorgan",
    ] {
        let id = name.to_lowercase().replace(' ', "-");
        layout.names.insert(name.to_owned(), id);
    }
    layout
}

/// The cells of some columns, row by row, in the order of the words.
fn shown(frame: &Frame, columns: &[&str]) -> Vec<String> {
    let place = |name: &&str| frame.columns.iter().position(|(it, _)| it == *name);
    let places: Vec<_> = columns.iter().map(|it| place(it).expect(it)).collect();
    let rows = frame.rows.iter().map(|row| {
        let cells: Vec<_> = places.iter().map(|at| row[*at].to_string()).collect();
        cells.join(" ")
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort();
    rows
}

#[test]
fn a_published_table_reads_the_same_either_way_round_and_its_totals_are_its_parts() {
    let down = AllocationTable::read(&grid(REVENUE), &revenue()).expect("a table");
    let mut layout = revenue();
    (layout.down, layout.across) = (Along::Years, Along::Bodies);
    let across = AllocationTable::read(&turned(&grid(REVENUE)), &layout).expect("a table");
    let lines = [
        "stream",
        "to",
        "year",
        "amount",
        "stated_unit",
        "stated_places",
    ];
    let notices = shown(&down.notices, &lines);
    assert_eq!(notices, shown(&across.notices, &lines));
    assert_eq!(notices.len(), 16);
    let one = "revenue south-glamorgan 1975-76 £40,846,000.00 thousands 0";
    assert!(notices.contains(&one.to_owned()), "{notices:?}");
    let wanted = [
        "total-revenue-1974-75 £143,122,000.00",
        "total-revenue-1975-76 £180,150,000.00",
    ];
    for (table, cells) in [(&down, ["B10", "C10"]), (&across, ["J2", "J3"])] {
        assert_eq!(shown(&table.totals, &["id", "amount"]), wanted);
        let differences = cells.map(|cell| format!("{cell} £0.00"));
        assert_eq!(
            shown(&table.differences, &["cell", "difference"]),
            differences
        );
    }
}

#[test]
fn what_does_not_add_up_is_shown_and_never_mended() {
    // With a thousand more for Clwyd the parts come to a thousand more than the total says.
    let text = REVENUE.replace("\"17,125\"", "\"17,126\"");
    let table = AllocationTable::read(&grid(&text), &revenue()).expect("a table");
    let columns = ["cell", "stated", "parts", "difference"];
    assert_eq!(
        shown(&table.differences, &columns),
        [
            "B10 143122 (£000) £143,123,000.00 −£1,000.00",
            "C10 180150 (£000) £180,150,000.00 £0.00",
        ]
    );
    let rows = shown(&table.notices, &["to", "year", "amount"]);
    assert!(rows.contains(&"clwyd 1974-75 £17,126,000.00".to_owned()));
}

/// Invented: a letter of the Government of Aberwen, in £m, as letters are.
const LETTER: &str = "Annex A: allocations of 2016-17 (£m)
,Core*,Cluster,Note,Total
Northern boards
Upland HB,1.250,0.300,as before,1.550
Seaward HB (1),0.800,(0.060),,0.740
North in all,2.05,0.24,,2.29
Southern boards
Islands,0.5,tbc,,0.5
All boards,2.55,0.24,,2.79
* Before the pay award.
(1) Less what was recovered.
";

fn letter() -> AllocationLayout {
    let (bodies, streams) = (Along::Bodies, Along::Streams);
    let mut layout = AllocationLayout::new(bodies, streams, "2016-17", StatedUnit::Millions);
    layout.totals = vec!["Total".to_owned(), "All boards".to_owned()];
    layout.subtotals = vec!["North in all".to_owned()];
    layout.left_out = vec!["Note".to_owned()];
    layout.silent = vec!["tbc".to_owned()];
    layout.brackets = Brackets::Negative;
    for (theirs, ours) in [
        ("Upland HB", "upland"),
        ("Seaward HB", "seaward"),
        ("Islands", "islands"),
        ("Core", "core"),
        ("Cluster", "cluster"),
    ] {
        layout.names.insert(theirs.to_owned(), ours.to_owned());
    }
    let said = |name: &str, words: &str| (name.to_owned(), words.to_owned());
    layout.said.extend([
        said("recurrence", "recurrent"),
        said("effective", "2016-04-01"),
        said("source", "invented for a test"),
    ]);
    layout
}

#[test]
fn a_letter_with_subtotals_footnotes_brackets_and_a_silent_cell_is_read_as_it_says() {
    let table = AllocationTable::read(&grid(LETTER), &letter()).expect("a table");
    assert_eq!(
        shown(
            &table.notices,
            &["to", "stream", "amount", "stated_places", "recurrence"]
        ),
        [
            "islands core £500,000.00 1 recurrent",
            "seaward cluster −£60,000.00 3 recurrent",
            "seaward core £800,000.00 3 recurrent",
            "upland cluster £300,000.00 3 recurrent",
            "upland core £1,250,000.00 3 recurrent",
        ]
    );
    let notes = shown(&table.notices, &["note"]);
    let core = "table.csv, cell B5; (1) Less what was recovered.; * Before the pay award.";
    assert!(notes.contains(&core.to_owned()), "{notes:?}");
    let columns = ["body", "stream", "year", "what", "words"];
    let silent = ["islands cluster 2016-17 allocation tbc"];
    assert_eq!(shown(&table.not_recorded, &columns), silent);
    assert_eq!(
        shown(&table.totals, &["id", "amount"]),
        [
            "total-cluster-2016-17 £240,000.00",
            "total-core-2016-17 £2,550,000.00",
        ]
    );
    let wanted = [
        "Annex A: allocations of 2016-17 (£m)",
        "Northern boards",
        "Southern boards",
        "* Before the pay award.",
        "(1) Less what was recovered.",
    ];
    assert_eq!(table.notices.notes, wanted);
}

#[test]
fn totals_and_subtotals_are_compared_down_and_across() {
    let table = AllocationTable::read(&grid(LETTER), &letter()).expect("a table");
    let columns = ["cell", "adds_up", "parts", "difference"];
    // By hand: 1.25 + 0.8 = 2.05; 0.3 − 0.06 = 0.24; across 1.55, 0.74 and 2.29; where a part is
    // silent no sum is known.
    assert_eq!(
        shown(&table.differences, &columns),
        [
            "B6 down £2,050,000.00 £0.00",
            "B9 down £2,550,000.00 £0.00",
            "C6 down £240,000.00 £0.00",
            "C9 down not recorded not recorded",
            "E4 across £1,550,000.00 £0.00",
            "E5 across £740,000.00 £0.00",
            "E6 across £2,290,000.00 £0.00",
            "E6 down £2,290,000.00 £0.00",
            "E8 across not recorded not recorded",
            "E9 across £2,790,000.00 £0.00",
            "E9 down £2,790,000.00 £0.00",
        ]
    );
}

#[test]
fn every_fault_of_a_table_is_told_with_its_cell() {
    let text = "Board,2016-17,2016/17,2017-18
upland,1,2,(3)
seaward,1.2345,,n/a
,4,5,
upland,5,,,6
Sea ward,1,,,
";
    let (bodies, years) = (Along::Bodies, Along::Years);
    let layout = AllocationLayout::new(bodies, years, "cluster", StatedUnit::Pounds);
    let faults = AllocationTable::read(&grid(text), &layout).expect_err("faults");
    let said = faults.all().iter();
    let said: Vec<_> = said
        .map(|it| format!("{}: {}", it.place, it.found))
        .collect();
    assert_eq!(
        said,
        [
            "table.csv, cell C1: \"2016/17\"",
            "table.csv, cell D2: (3)",
            "table.csv, cell B3: 1.2345",
            "table.csv, cell D3: n/a",
            "table.csv, cell A4: figures without a name",
            "table.csv, cell E5: 6",
            "table.csv, cell A6: \"Sea ward\"",
            "table.csv, row 5: upland twice",
        ]
    );
}

#[test]
fn a_table_without_figures_or_with_one_side_twice_is_refused() {
    let unit = StatedUnit::Pounds;
    let years = AllocationLayout::new(Along::Bodies, Along::Years, "cluster", unit);
    let words = [
        "",
        "a title\n",
        "Board,2016-17\n",
        "Board,2016-17\nupland\n",
    ];
    for text in words {
        let read = AllocationTable::read(&grid(text), &years);
        assert!(read.is_err(), "{text:?}");
    }
    for layout in [
        AllocationLayout::new(Along::Bodies, Along::Bodies, "cluster", unit),
        AllocationLayout::new(Along::Bodies, Along::Streams, "last year", unit),
        AllocationLayout {
            heading_row: Some(7),
            ..years
        },
    ] {
        let read = AllocationTable::read(&grid("Board,2016-17\nupland,1\n"), &layout);
        assert!(read.is_err(), "{layout:?}");
    }
}

#[test]
fn a_hidden_row_is_read_and_said_to_be_hidden() {
    let mut grid = grid("Board,2016-17\nupland,1\nseaward,2\nTotal,3\n");
    grid.sheet = Some("Annex".to_owned());
    grid.rows[2].shown = ringfence_formats::Shown::Hidden;
    grid.rows[1].cells[1] = GridCell::Number("1".to_owned());
    let (bodies, years) = (Along::Bodies, Along::Years);
    let layout = AllocationLayout::new(bodies, years, "cluster", StatedUnit::Pounds);
    let table = AllocationTable::read(&grid, &layout).expect("a table");
    assert_eq!(table.notices.notes, ["Row 3 is hidden."]);
    let places = shown(&table.notices, &["note"]);
    assert_eq!(places[0], "table.csv, sheet Annex, cell B2");
    assert_eq!(shown(&table.differences, &["difference"]), ["£0.00"]);
}

#[test]
fn a_sum_merged_over_two_bodies_is_given_to_neither() {
    let mut grid = grid("Board,2016-17\nupland,500\nseaward,\nTotal,500\n");
    grid.rows[2].cells[1] = GridCell::Covered("B2".to_owned());
    let (bodies, years) = (Along::Bodies, Along::Years);
    let layout = AllocationLayout::new(bodies, years, "cluster", StatedUnit::Pounds);
    let faults = AllocationTable::read(&grid, &layout).expect_err("a merged sum");
    assert_eq!(faults.all().len(), 1);
    assert_eq!(faults.all()[0].place, "table.csv, cell B3");
}

#[test]
fn each_word_of_a_layout_is_read() {
    assert_eq!(Along::from_word("streams"), Some(Along::Streams));
    assert_eq!(Brackets::from_word("negative"), Some(Brackets::Negative));
    assert_eq!(Along::from_word("rows"), None);
}
