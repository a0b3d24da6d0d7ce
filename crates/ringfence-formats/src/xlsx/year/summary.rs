//! The first sheet: where the money stands, how it came to that, and whether all of it agrees.

use super::super::XlsxFault;
use super::super::figure::{Figure, Of, Source};
use super::body::{HEADINGS, STATES, write_stand};
use super::page::{Page, Weight};

/// What is added to the authority of a line, and what is taken from it.
const ADDED: [&str; 6] = [
    "allocated",
    "contributed",
    "vired_in",
    "rolled_in",
    "re_provided",
    "deficit_met",
];
const TAKEN: [&str; 6] = [
    "passed_down",
    "vired_out",
    "rolled_out",
    "lapsed",
    "reverted",
    "first_call",
];
/// The states whose sums entries make by what they move there and away.
const MOVED: [&str; 6] = [
    "available",
    "earmarked",
    "held",
    "committed",
    "invoiced",
    "accrued",
];

/// What becomes of an item at a year end.
const BECAME: [&str; 6] = [
    "kept",
    "lapsed",
    "reverted",
    "re_provided",
    "absorbed",
    "first_call",
];

/// The tables that the sums are of.
#[derive(Clone, Copy)]
pub(super) struct Sources<'f> {
    pub(super) positions: Source<'f>,
    pub(super) schedule: Source<'f>,
    pub(super) entries: Source<'f>,
    pub(super) year_end: Source<'f>,
}

/// What other sheets of sums come to: authority by body, and spend by month.
pub(super) struct Elsewhere {
    pub(super) authority: Figure,
    pub(super) spent: Figure,
}

/// Two figures that are to be the same.
struct Check {
    says: String,
    one: Figure,
    other: Figure,
    differs: Figure,
}

pub(super) fn write_summary(
    page: &mut Page<'_>,
    of: Sources<'_>,
    elsewhere: &Elsewhere,
) -> Result<(), XlsxFault> {
    page.section("Where the money stands, by stream")?;
    let headings: Vec<&str> = ["stream"].into_iter().chain(HEADINGS).collect();
    page.headings(&headings, 1)?;
    let streams = of.positions.words("stream").into_iter();
    let streams: Vec<Vec<String>> = streams.map(|it| vec![it]).collect();
    let totals = write_stand(page, of.positions, "stream", &streams)?;
    page.row += 1;
    let walk = write_walk(page, of.positions)?;
    page.row += 1;
    let mut checks = Checks {
        positions: of.positions,
        all: Vec::new(),
    };
    checks.add_lines(&totals, &walk, elsewhere);
    checks.add_tables(of);
    write_checks(page, &checks.all)
}

/// How the authority came to be what it is; what it comes to is given.
fn write_walk(page: &mut Page<'_>, positions: Source<'_>) -> Result<Figure, XlsxFault> {
    page.section("How the authority came to be")?;
    page.headings(&["movement", "pounds"], 1)?;
    let begins = page.row;
    let mut all = Vec::new();
    let signs = [(&ADDED[..], ""), (&TAKEN[..], "less ")];
    for (columns, sign) in signs {
        for column in columns {
            let sum = known(positions, column);
            let figure = match sign {
                "" => sum,
                _ => sum.taken(),
            };
            page.words(&[&format!("{sign}{}", said(column))], Weight::Plain)?;
            page.figure(1, &figure, Weight::Plain)?;
            all.push(figure);
            page.row += 1;
        }
    }
    let total = Figure::of_range(&page.above(1, begins)?, &all);
    page.words(&["authority"], Weight::Total)?;
    page.figure(1, &total, Weight::Total)?;
    let total = total.at(&Page::cell(page.row, 1)?);
    page.row += 1;
    Ok(total)
}

fn said(column: &str) -> String {
    match column {
        "re_provided" => "re-provided".to_owned(),
        other => other.replace('_', " "),
    }
}

/// The sum of a column, of the lines whose authority is recorded.
fn known(positions: Source<'_>, column: &str) -> Figure {
    let known = Of::Known {
        column: "authority",
    };
    match positions.silent("authority", &[]) {
        0 => positions.sum(column, &[]),
        _ => positions.sum(column, &[known]),
    }
}

/// What is checked, in the order in which it is told.
struct Checks<'f> {
    positions: Source<'f>,
    all: Vec<Check>,
}

impl Checks<'_> {
    /// Two figures; not recorded where a column of the lines that they rest on is not.
    fn add(&mut self, says: &str, one: Figure, other: Figure, rests_on: &[&str]) {
        let differs = one.difference(&other);
        self.all.push(Check {
            says: says.to_owned(),
            differs: differs.if_recorded(self.positions, rests_on),
            one,
            other,
        });
    }

    /// Of the lines: their states, how they came to be, and what was spent.
    fn add_lines(&mut self, totals: &[Figure], walk: &Figure, elsewhere: &Elsewhere) {
        let positions = self.positions;
        let all = |column: &str| positions.sum(column, &[]);
        let names = ["authority"].into_iter().chain(STATES);
        for (name, total) in names.zip(totals) {
            let says = format!("{name}: the streams, and the lines one by one");
            self.add(&says, total.clone(), all(name), &[]);
        }
        let says = "authority = spent + committed + held + earmarked + available";
        let states = sum_of(positions, &STATES);
        self.add(says, all("authority"), states, &["available"]);
        let says = "authority: of the lines, and by how it came to be";
        self.add(says, known(positions, "authority"), walk.clone(), &[]);
        let spent = sum_of(positions, &["invoiced", "accrued"]).less(&all("prepaid"));
        let says = "spent = invoiced + accrued − prepaid";
        self.add(says, all("spent"), spent, &[]);
        let says = "authority: of the lines, and by body";
        self.add(says, all("authority"), elsewhere.authority.clone(), &[]);
        let says = "spent: of the lines, and by month";
        self.add(says, all("spent"), elsewhere.spent.clone(), &[]);
    }

    /// Of the lines beside the schedule, the entries and the year end.
    fn add_tables(&mut self, of: Sources<'_>) {
        let positions = self.positions;
        let given = [
            "confirmed_recurrent",
            "confirmed_non_recurrent",
            "re_provided",
        ];
        let allocated = sum_of(positions, &["allocated", "re_provided"]);
        let says = "allocated and re-provided: of the lines, and as scheduled";
        self.add(says, allocated, sum_of(of.schedule, &given), &[]);
        for word in MOVED {
            let moved = |column| of.entries.sum("amount", &[Of::Word { column, word }]);
            let says = format!("{word}: of the lines, and by the entries");
            let moved = moved("to").less(&moved("from"));
            self.add(&says, positions.sum(word, &[]), moved, &[word]);
        }
        if !of.year_end.frame.rows.is_empty() {
            let items = of.year_end.sum("amount", &[]);
            let says = "year end: each item, and what became of it";
            self.add(says, items, sum_of(of.year_end, &BECAME), &[]);
        }
    }
}

/// The sum of several columns.
fn sum_of(source: Source<'_>, columns: &[&str]) -> Figure {
    let sums = columns.iter().map(|column| source.sum(column, &[]));
    let sum = sums.reduce(|sum, more| sum.plus(&more));
    sum.unwrap_or_else(|| Figure::of_range("0", &[]))
}

fn write_checks(page: &mut Page<'_>, checks: &[Check]) -> Result<(), XlsxFault> {
    page.section("Whether all of it agrees")?;
    page.headings(&["what is the same", "one", "other", "difference"], 1)?;
    let begins = page.row;
    for check in checks {
        page.words(&[&check.says], Weight::Plain)?;
        page.figure(1, &check.one, Weight::Plain)?;
        page.figure(2, &check.other, Weight::Plain)?;
        page.figure(3, &check.differs, Weight::Plain)?;
        page.row += 1;
    }
    page.differs(3, begins)?;
    let amiss = checks.iter().filter(|it| !it.differs.is_right()).count();
    let says = match amiss {
        0 => "Each difference was nought when this was written; a change turns its cell red.",
        _ => "Some differences are not nought: look at the red cells.",
    };
    page.line(says)
}
