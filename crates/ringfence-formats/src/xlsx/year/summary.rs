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
    write_checks(page, &checks(of, elsewhere, &totals, &walk))
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
                _ => Figure::of_range("0", &[]).less(&sum),
            };
            page.words(
                &[&format!("{sign}{}", column.replace('_', " "))],
                Weight::Plain,
            )?;
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

fn checks(of: Sources<'_>, elsewhere: &Elsewhere, totals: &[Figure], walk: &Figure) -> Vec<Check> {
    let Sources {
        positions,
        schedule,
        entries,
        year_end,
    } = of;
    let all = |column: &str| positions.sum(column, &[]);
    let mut checks = Vec::new();
    let mut check = |says: &str, one: Figure, other: Figure, rests_on: &[&str]| {
        let differs = one.difference(&other).if_recorded(positions, rests_on);
        let says = says.to_owned();
        checks.push(Check {
            says,
            one,
            other,
            differs,
        });
    };
    let names = ["authority"].into_iter().chain(STATES);
    for (name, total) in names.zip(totals) {
        let says = format!("{name}: the streams, and the lines one by one");
        check(&says, total.clone(), all(name), &[]);
    }
    let states = STATES
        .iter()
        .skip(1)
        .fold(all(STATES[0]), |sum, state| sum.plus(&all(state)));
    let says = "authority = spent + committed + held + earmarked + available";
    check(says, all("authority"), states, &["available"]);
    let says = "authority: of the lines, and by how it came to be";
    check(says, known(positions, "authority"), walk.clone(), &[]);
    let spent = all("invoiced").plus(&all("accrued")).less(&all("prepaid"));
    check(
        "spent = invoiced + accrued − prepaid",
        all("spent"),
        spent,
        &[],
    );
    let says = "authority: of the lines, and by body";
    check(says, all("authority"), elsewhere.authority.clone(), &[]);
    let says = "spent: of the lines, and by month";
    check(says, all("spent"), elsewhere.spent.clone(), &[]);
    let given = [
        "confirmed_recurrent",
        "confirmed_non_recurrent",
        "re_provided",
    ];
    let [first, rest @ ..] = given;
    let confirmed = rest.iter().fold(schedule.sum(first, &[]), |sum, column| {
        sum.plus(&schedule.sum(column, &[]))
    });
    let allocated = all("allocated").plus(&all("re_provided"));
    check(
        "allocated and re-provided: of the lines, and as scheduled",
        allocated,
        confirmed,
        &[],
    );
    for state in MOVED {
        let moved = |column| {
            entries.sum(
                "amount",
                &[Of::Word {
                    column,
                    word: state,
                }],
            )
        };
        let says = format!("{state}: of the lines, and by the entries");
        check(
            &says,
            all(state),
            moved("to").less(&moved("from")),
            &[state],
        );
    }
    if !year_end.frame.rows.is_empty() {
        let parts = [
            "lapsed",
            "reverted",
            "re_provided",
            "absorbed",
            "first_call",
        ];
        let parts = parts.iter().fold(year_end.sum("kept", &[]), |sum, part| {
            sum.plus(&year_end.sum(part, &[]))
        });
        check(
            "year end: each item, and what became of it",
            year_end.sum("amount", &[]),
            parts,
            &[],
        );
    }
    checks
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
