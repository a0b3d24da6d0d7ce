//! How duties stand, as a scenario says it.

use ringfence::law::RuleBook;
use ringfence::state::Ledger;
use ringfence::view;
use ringfence::word::FinancialYear;
use toml::{Table, Value};

use crate::row::{cells_hold, when};
use crate::scenario::tables;

/// What a duty is asked by, apart from its cells.
const ASKED: [&str; 4] = ["of", "count", "as_at", "as_known"];

/// Each duty said stands so, by the book in `then.book`.
pub(crate) fn duties_hold(then: &Table, ledger: &Ledger) -> Result<(), String> {
    let all = tables(then.get("duty"));
    if all.is_empty() {
        return match then.contains_key("book") {
            true => Err("then.book is for then.duty".to_owned()),
            false => Ok(()),
        };
    }
    let rules = then.get("book").and_then(Value::as_str);
    let rules = rules.ok_or("duties stand by a book: then.book")?;
    let book = book_of(rules)?;
    for wanted in &all {
        let of = wanted.get("of").and_then(Value::as_str);
        let year: FinancialYear = of
            .ok_or("a duty is asked for of a year: of")?
            .parse()
            .map_err(|no| format!("{no}"))?;
        let asked = when(wanted)?;
        let table = view::duties(ledger, &book, &asked, year).map_err(|no| no.to_string())?;
        cells_hold(&table, wanted, &ASKED)?;
    }
    Ok(())
}

/// A book by its name, or by its text where that has several lines.
pub(crate) fn book_of(rules: &str) -> Result<RuleBook, String> {
    match rules {
        "empty" => Ok(RuleBook::empty()),
        text if text.contains('\n') => RuleBook::read(text).map_err(|no| no.to_string()),
        name => RuleBook::preset(name).map_err(|fault| fault.to_string()),
    }
}
