//! All of a year in one workbook, with sums that add up live.

use std::collections::BTreeMap;

use ringfence::journal::Refusals;
use ringfence::noun::BodyId;
use ringfence::state::Ledger;
use ringfence::view::{Cell, Unanswered};
use ringfence::word::FinancialYear;
use rust_xlsxwriter::{Workbook, Worksheet};
use thiserror::Error;

use super::super::XlsxFault;
use super::super::figure::{Source, heading};
use super::super::listed::{Place, column_of, print_wide, write_frame};
use super::super::look::Looks;
use super::super::one::begun;
use super::super::value::unheld;
use super::body::{HEADINGS, write_stand};
use super::month::write_months;
use super::page::Page;
use super::parts::Parts;
use super::summary::{Elsewhere, Sources, write_summary};
use crate::Frame;

/// The row in which a table begins: its title and a line stand above.
const TOP: u32 = 2;

/// Of which year a workbook is, of whom, and where its figures come from.
#[derive(Clone, Debug)]
pub struct YearWorkbook<'w> {
    /// The year.
    pub year: FinancialYear,
    /// One body and all below it; left out, all bodies.
    pub body: Option<&'w BodyId>,
    /// Where the figures come from, and as at when: it stands on each sheet.
    pub source: &'w str,
}

/// Why there is no workbook.
#[derive(Debug, Error)]
pub enum YearBookFault {
    /// The ledger refuses what is asked.
    #[error("{0}")]
    Refused(Refusals),
    /// A question has no answer.
    #[error("{0}")]
    Unanswered(Unanswered),
    /// Excel cannot hold it.
    #[error(transparent)]
    Unheld(#[from] XlsxFault),
}

impl From<Refusals> for YearBookFault {
    fn from(no: Refusals) -> YearBookFault {
        YearBookFault::Refused(no)
    }
}

impl From<Unanswered> for YearBookFault {
    fn from(no: Unanswered) -> YearBookFault {
        YearBookFault::Unanswered(no)
    }
}

/// A year as a workbook of Excel: its bytes, the same for the same ledger.
///
/// Each sum of the sheets `Summary`, `By body` and `By month` is a formula over the tables of the
/// other sheets, with its result stored beside it for readers that do not work it out; checks show
/// 0.00 where two ways to a figure agree, and turn red where they do not. The tables are the
/// allocation schedule, the position of each line, what was spent month by month, posts, orders
/// that stand open, findings, what the year end did where the year is closed, and what each entry
/// moved. *Not recorded* stands in these words and in no sum; how many lines are not recorded
/// stands beside.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
/// use ringfence_formats::{YearWorkbook, year_workbook};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let of = YearWorkbook { year: "2025-26".parse()?, body: None, source: "an empty ledger" };
/// assert_eq!(year_workbook(&ledger, &of)?[..2], *b"PK");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_body`, `money_out_of_range`; a figure or words that Excel cannot hold, with its sheet,
/// row and column; ids that differ by nothing that a sum of Excel sees.
pub fn year_workbook(ledger: &Ledger, of: &YearWorkbook<'_>) -> Result<Vec<u8>, YearBookFault> {
    let parts = Parts::of(ledger, of.year, of.body)?;
    for column in ["body", "stream"] {
        are_told_apart(&parts.positions, column)?;
    }
    let mut book = begun(&format!("{} of {}", whose(of), of.year))?;
    write_sums(&mut book, &parts, of)?;
    write_tables(&mut book, &parts, of)?;
    write_notes(book.add_worksheet(), &parts, of)?;
    Ok(book.save_to_buffer().map_err(XlsxFault::from)?)
}

fn whose(of: &YearWorkbook<'_>) -> String {
    match of.body {
        Some(body) => format!("{body} and all below it"),
        None => "all bodies".to_owned(),
    }
}

fn looks() -> Looks {
    Looks::of_money("#,##0.00;[Red]-#,##0.00")
}

/// The sheets of sums; the first is written last, since it rests on the others.
fn write_sums(book: &mut Workbook, parts: &Parts, of: &YearWorkbook<'_>) -> Result<(), XlsxFault> {
    let looks = looks();
    let source = |name, frame| Source { name, frame };
    let positions = source("Positions", &parts.positions);
    let beneath = format!("Sums are pounds, of {}. {}", whose(of), of.source);
    let title = |what: &str| format!("{what}, {}", of.year);
    for name in ["Summary", "By body", "By month"] {
        book.add_worksheet().set_name(name)?;
    }
    let mut page = page_of(
        book,
        "By body",
        &looks,
        &title("Where the money stands"),
        &beneath,
    )?;
    page.widths(&[18, 40], HEADINGS.len())?;
    let headings: Vec<&str> = ["body", "name"].into_iter().chain(HEADINGS).collect();
    page.headings(&headings, 2)?;
    page.freeze(1)?;
    let totals = write_stand(&mut page, positions, "body", &named(positions))?;
    let months = source("Months", &parts.months);
    let mut page = page_of(
        book,
        "By month",
        &looks,
        &title("Spent month by month"),
        &beneath,
    )?;
    page.widths(&[24], 16)?;
    let spent = write_months(&mut page, months, positions, of.year)?;
    let elsewhere = Elsewhere {
        authority: totals[0].on("By body"),
        spent: spent.on("By month"),
    };
    let sources = Sources {
        positions,
        schedule: source("Schedule", &parts.schedule),
        entries: source("Entries", &parts.entries),
        year_end: source("YearEnd", &parts.year_end),
    };
    let mut page = page_of(
        book,
        "Summary",
        &looks,
        &title("The year at a glance"),
        &beneath,
    )?;
    page.widths(&[58], HEADINGS.len())?;
    write_summary(&mut page, sources, &elsewhere)
}

fn page_of<'b>(
    book: &'b mut Workbook,
    name: &str,
    looks: &'b Looks,
    title: &str,
    beneath: &str,
) -> Result<Page<'b>, XlsxFault> {
    Page::new(book.worksheet_from_name(name)?, looks, title, beneath)
}

/// The bodies of lines, each with its name.
fn named(positions: Source<'_>) -> Vec<Vec<String>> {
    let columns = &positions.frame.columns;
    let at = |name: &str| columns.iter().position(|(it, _)| it == name);
    let Some((body, name)) = at("body").zip(at("body_name")) else {
        return Vec::new();
    };
    let rows = positions.frame.rows.iter();
    let mut all: Vec<Vec<String>> = rows
        .map(|row| vec![row[body].to_string(), row[name].to_string()])
        .collect();
    all.dedup();
    all
}

fn write_tables(
    book: &mut Workbook,
    parts: &Parts,
    of: &YearWorkbook<'_>,
) -> Result<(), XlsxFault> {
    let looks = looks();
    for (name, table, frame, beneath) in tables(parts) {
        let sheet = book.add_worksheet().set_name(name)?;
        let place = Place {
            top: TOP,
            name: Some(table),
            heading,
        };
        let written = write_frame(sheet, frame, &looks, &place);
        written.map_err(|no| XlsxFault::OnSheet {
            sheet: name.to_owned(),
            fault: Box::new(no),
        })?;
        let hidden = (0..frame.columns.len()).filter(|at| is_nought(frame, *at));
        for at in hidden {
            sheet.set_column_hidden(column_of(at)?)?;
        }
        if frame.columns.len() > WIDE {
            sheet.set_paper_size(8); // A3: that many columns are too small on A4
        }
        sheet.write_string_with_format(0, 0, &frame.title, &looks.title)?;
        let beneath = format!("{beneath} Sums are pounds, of {}. {}", whose(of), of.source);
        sheet.write_string_with_format(1, 0, beneath.trim(), &looks.quiet)?;
    }
    Ok(())
}

/// Each table: its sheet, its name, what it holds, and what stands beneath its title.
fn tables(parts: &Parts) -> [(&'static str, &'static str, &Frame, &'static str); 8] {
    [
        ("Allocation schedule", "Schedule", &parts.schedule, HIDDEN),
        ("Positions by line", "Positions", &parts.positions, HIDDEN),
        ("Months by line", "Months", &parts.months, ""),
        ("Posts", "Posts", &parts.posts, ""),
        ("Open orders", "Orders", &parts.orders, ""),
        ("Findings", "Findings", &parts.findings, ""),
        ("Year end", "YearEnd", &parts.year_end, CLOSED),
        ("Entries", "Entries", &parts.entries, MOVES),
    ]
}

/// A table of more columns is printed on larger paper.
const WIDE: usize = 20;
const HIDDEN: &str = "Columns that are nought in each row are hidden.";
const CLOSED: &str = "What the close did with each item; a year that is not closed has none.";
const MOVES: &str = "What each entry moved, from where to where.";

/// Whether a column of sums is nought, or how often money was rolled over, in each row.
fn is_nought(frame: &Frame, at: usize) -> bool {
    let nought = |cell: &Cell| match cell {
        Cell::Number(count) => *count == 0,
        other => other.money().is_some_and(|sum| sum.is_zero()),
    };
    let mut cells = frame.rows.iter().map(|row| row.get(at).is_some_and(nought));
    !frame.rows.is_empty() && cells.all(|is_nought| is_nought)
}

fn write_notes(
    sheet: &mut Worksheet,
    parts: &Parts,
    of: &YearWorkbook<'_>,
) -> Result<(), XlsxFault> {
    let looks = looks();
    sheet.set_name("Notes")?;
    print_wide(sheet);
    sheet.set_column_width(0, 120)?;
    sheet.write_string_with_format(0, 0, format!("Notes, {}", of.year), &looks.title)?;
    let read = [
        of.source,
        "Each sum on Summary, By body and By month is a formula over tables of other sheets.",
        "Not recorded stands in words and in no sum: a source is silent, and somebody said so.",
        "authority is spending power in force; available is what is free of it.",
        "What a body passes down leaves its own authority, and is in that of its receiver.",
        "What is anticipated is no money, and in no authority.",
    ];
    let mut lines: Vec<(String, bool)> = read.map(|it| (it.to_owned(), false)).into();
    for (name, _, frame, _) in tables(parts) {
        if !frame.notes.is_empty() {
            lines.push((name.to_owned(), true));
            lines.extend(frame.notes.iter().map(|note| (note.clone(), false)));
        }
    }
    let wrapped = looks.words.clone().set_text_wrap();
    for (row, (line, is_section)) in (2..).zip(&lines) {
        if let Some(no) = unheld(&Cell::Text(line.clone()), row as usize, "notes") {
            return Err(no);
        }
        let look = if *is_section {
            &looks.section
        } else {
            &wrapped
        };
        sheet.write_string_with_format(row, 0, line, look)?;
    }
    Ok(())
}

/// That no two words of a column are the same to a sum of Excel, which sees no case and takes
/// words of figures for numbers.
fn are_told_apart(frame: &Frame, column: &'static str) -> Result<(), XlsxFault> {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for word in (Source { name: "", frame }).words(column) {
        let seen_as = word.to_lowercase().trim_start_matches('0').to_owned();
        if let Some(one) = seen.insert(seen_as, word.clone()) {
            return Err(XlsxFault::TakenForOne {
                column: column.to_owned(),
                one,
                other: word,
            });
        }
    }
    Ok(())
}
