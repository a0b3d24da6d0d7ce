//! What was spent month by month.

use ringfence::view::Cell;
use ringfence::word::FinancialYear;

use super::super::XlsxFault;
use super::super::figure::{Figure, Of, Source};
use super::page::{Page, Weight};

/// How many periods a year has: twelve months, and what its close brings.
const PERIODS: usize = 13;

/// Rows by stream, a column for each period, their sum beside what the lines say.
pub(super) fn write_months(
    page: &mut Page<'_>,
    months: Source<'_>,
    positions: Source<'_>,
    year: FinancialYear,
) -> Result<Figure, XlsxFault> {
    let names: Vec<String> = (1..=PERIODS).map(|it| name(months, it, year)).collect();
    let mut headings: Vec<&str> = vec!["stream"];
    headings.extend(names.iter().map(String::as_str));
    headings.extend(["in the year", "of the lines", "difference"]);
    page.headings(&headings, 1)?;
    page.freeze(1)?;
    let begins = page.row;
    let mut columns: Vec<Vec<Figure>> = vec![Vec::new(); PERIODS + 2];
    for stream in positions.words("stream") {
        let sums = write_stream(page, months, positions, &stream)?;
        for (figure, all) in sums.into_iter().zip(&mut columns) {
            all.push(figure);
        }
    }
    page.words(&["all"], Weight::Total)?;
    let mut totals = Vec::new();
    for (at, all) in columns.iter().enumerate() {
        let total = Figure::of_range(&page.above(1 + at, begins)?, all);
        page.figure(1 + at, &total, Weight::Total)?;
        totals.push(total.at(&Page::cell(page.row, 1 + at)?));
    }
    let all = &totals[PERIODS];
    page.figure(
        PERIODS + 3,
        &all.difference(&totals[PERIODS + 1]),
        Weight::Total,
    )?;
    page.row += 1;
    page.differs(PERIODS + 3, begins)?;
    Ok(all.clone())
}

/// The row of a stream: what was spent in each period, in all of them, and by the lines.
fn write_stream(
    page: &mut Page<'_>,
    months: Source<'_>,
    positions: Source<'_>,
    stream: &str,
) -> Result<Vec<Figure>, XlsxFault> {
    page.words(&[stream], Weight::Plain)?;
    let row = page.row;
    let cell = format!("$A{}", row + 1);
    let of = Of::Said {
        column: "stream",
        cell: &cell,
        word: stream,
    };
    let periods: Vec<String> = (1..=PERIODS).map(|it| it.to_string()).collect();
    let each = periods.iter().map(|word| {
        let month = Of::Word {
            column: "month",
            word,
        };
        months.sum("spent", &[of, month])
    });
    let mut sums: Vec<Figure> = each.collect();
    let range = format!("{}:{}", Page::cell(row, 1)?, Page::cell(row, PERIODS)?);
    let all = Figure::of_range(&range, &sums);
    let lines = positions.sum("spent", &[of]);
    let said = [(&all, PERIODS + 1), (&lines, PERIODS + 2)];
    let [all_at, lines_at] = said.map(|(figure, at)| Page::cell(row, at).map(|it| figure.at(&it)));
    let differs = all_at?.difference(&lines_at?);
    sums.extend([all, lines]);
    for (at, figure) in sums.iter().chain([&differs]).enumerate() {
        page.figure(1 + at, figure, Weight::Plain)?;
    }
    page.row += 1;
    Ok(sums)
}

/// What a period is called: its month, or that it is the close's.
fn name(months: Source<'_>, period: usize, year: FinancialYear) -> String {
    let column = |name: &str| months.frame.columns.iter().position(|(it, _)| it == name);
    let number = Cell::Number(period as u64);
    let day = column("month")
        .zip(column("until"))
        .and_then(|(month, until)| {
            let mut rows = months.frame.rows.iter();
            match rows.find(|row| row[month] == number)?.get(until)? {
                Cell::Date(day) => Some(*day),
                _ => None,
            }
        });
    match day {
        Some(day) if period < PERIODS => day.format("%b %Y").to_string(),
        _ if period < PERIODS => format!("month {period} of {year}"),
        _ => "period 13".to_owned(),
    }
}
