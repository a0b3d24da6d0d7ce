//! From what stands in a cell to the value of a field.

use std::collections::BTreeSet;

use ringfence::journal::FieldValue;

use super::column::{Column, Takes};
use super::spelling::{self, Spelt};
use super::written::{Declared, Written};
use crate::grid::{Broken, GridCell, is_total};

/// What came of a cell.
pub(super) enum Taken {
    /// Its value stands in the field.
    Yes,
    /// Its text stands in the field as it is; if it does not read, this would make it.
    IfDeclared(String),
    /// It cannot be taken: what was found, and what would work.
    No(String, String),
}

/// What would work in place of a row of totals.
pub(super) const NO_TOTALS: &str =
    "no row of totals: leave it out, what is posted adds up by itself";

/// Puts the value of a cell into a field; a text goes into the text that stands there already.
pub(super) fn take(
    cell: &GridCell,
    column: Column,
    declared: &Declared,
    into: &mut FieldValue,
) -> Taken {
    let is_words = column.takes == Takes::Words;
    match cell {
        GridCell::Blank => put(into, ""),
        GridCell::Text(text) | GridCell::Number(text) => {
            return text_taken(text, column, declared, into);
        }
        GridCell::Day(_) | GridCell::Moment(_) | GridCell::Flag(_) if is_words => {
            put(into, &cell.to_string());
        }
        GridCell::Day(day) => *into = FieldValue::Date(*day),
        GridCell::Flag(flag) => *into = FieldValue::Flag(*flag),
        GridCell::Moment(_) => {
            let expected = "a day without a time: shorten it to the day";
            return Taken::No(cell.to_string(), expected.to_owned());
        }
        GridCell::Covered(_) => {
            return Taken::No(
                cell.to_string(),
                or_declare(&[Written::MergedDown], "a value of its own in each cell"),
            );
        }
        GridCell::Broken(broken) => return Taken::No(cell.to_string(), mended(broken).to_owned()),
    }
    Taken::Yes
}

/// What would work in place of a broken cell.
fn mended(broken: &Broken) -> &'static str {
    match broken {
        Broken::Error(_) => "a value: mend the formula, or write its value",
        Broken::NeverCalculated => {
            "its result: open the workbook in Excel, let it calculate, and save it"
        }
        Broken::TooManyDigits(_) => "a text with all of its digits",
        Broken::NotADay(_) => "a day that exists, without a time",
        Broken::NotUtf8(_) | Broken::Quotation(_) => "text",
        Broken::Float(_) => {
            "a column of decimals, whole numbers or text: a floating-point number is not exact \
             to the penny"
        }
    }
}

fn text_taken(text: &str, column: Column, declared: &Declared, into: &mut FieldValue) -> Taken {
    if column.takes == Takes::Name && is_total(text) {
        return Taken::No(format!("{text:?}"), NO_TOTALS.to_owned());
    }
    let spelt = match column.takes {
        Takes::Number => spelling::number(text, declared),
        Takes::Year => spelling::year(text, declared),
        Takes::Day => spelling::day(text, declared),
        Takes::Words | Takes::Name => Spelt::AsItStands,
    };
    match spelt {
        Spelt::AsItStands => put(into, text),
        Spelt::Plain(plain) => put(into, &plain),
        Spelt::Needs(needs) => {
            put(into, text);
            return Taken::IfDeclared(or_declare(&needs, ""));
        }
    }
    Taken::Yes
}

/// `…, or declare brackets_minus: (500.00): brackets mean a minus`.
fn or_declare(needs: &[Written], expected: &str) -> String {
    let sides = [Written::CrMinus, Written::DrMinus];
    let needs: BTreeSet<Written> = needs.iter().copied().collect();
    let either = sides.iter().all(|side| needs.contains(side));
    let said = needs.iter().map(|need| {
        let so = format!("{need} ({})", need.meaning());
        match (either, need) {
            (true, Written::CrMinus) => format!("either {so}"),
            (true, Written::DrMinus) => format!("or {so}"),
            _ => so,
        }
    });
    let said: Vec<String> = said.collect();
    format!(
        "{expected}, or declare {}",
        said.join(" and ").replace(") and or ", ") or ")
    )
}

pub(super) fn put(into: &mut FieldValue, text: &str) {
    match into {
        FieldValue::Text(kept) => {
            kept.clear();
            kept.push_str(text);
        }
        other => *other = FieldValue::Text(text.to_owned()),
    }
}
