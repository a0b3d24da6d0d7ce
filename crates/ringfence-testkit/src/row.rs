//! Rows of views, as a scenario says them.

use ringfence::state::{Ledger, Selection};
use ringfence::view::{self, Cell};
use ringfence::word::FinancialYear;
use toml::{Table, Value};

/// What a row is found by, apart from its cells.
const VIEWED: [&str; 4] = ["view", "of", "as_at", "count"];

/// Each row said is in the table of its view: at least once, or as often as `count` says.
pub(crate) fn rows_hold(ledger: &Ledger, rows: &[Table]) -> Result<(), String> {
    for wanted in rows {
        let table = view_of(ledger, wanted)?;
        let cells = wanted
            .iter()
            .filter(|(it, _)| !VIEWED.contains(&it.as_str()));
        let cells: Vec<(&String, &Value)> = cells.collect();
        let unknown = cells.iter().find(|it| table.find_column(it.0).is_none());
        if let Some((name, _)) = unknown {
            return Err(format!("{name} is no column of {wanted}"));
        }
        let says = |row: &usize| {
            let mut cells = cells.iter();
            cells.all(|(name, it)| table.find(*row, name).map(shown).as_deref() == it.as_str())
        };
        let found = (0..table.rows.len()).filter(says).count() as i64;
        let count = wanted.get("count").and_then(Value::as_integer);
        if count.map_or(found == 0, |count| found != count) {
            return Err(format!("{found} rows are {wanted}, in\n{table}"));
        }
    }
    Ok(())
}

/// The table of a view; `of` names the year where a view is of one.
fn view_of(ledger: &Ledger, wanted: &Table) -> Result<view::Table, String> {
    let text = |name: &str| wanted.get(name).and_then(Value::as_str);
    let year = || -> Result<FinancialYear, String> {
        let of = text("of").ok_or("a view of a year says which: of")?;
        of.parse().map_err(|no| format!("{no}"))
    };
    match text("view") {
        Some("anticipated") => Ok(view::anticipated(ledger, year()?)),
        Some("contributions") => Ok(view::contributions(ledger, year()?)),
        Some("findings") => Err("findings are said in then.finding".to_owned()),
        Some("notices") => Ok(view::notices(ledger)),
        Some("base_bridge") => Ok(view::base_bridge(ledger, year()?, &Selection::default())),
        Some("posts") => {
            let day = text("as_at").map(str::parse).transpose();
            let day = day.map_err(|no| format!("as_at: {no}"))?;
            Ok(view::posts(ledger, year()?, day))
        }
        Some("decisions") => Ok(view::decisions_of(ledger, year()?)),
        Some("who_benefits") => Ok(view::who_benefits(ledger, year()?)),
        other => Err(format!("{other:?} is no view")),
    }
}

/// A cell as scenarios write it: a sum in plain pounds.
fn shown(of: &Cell) -> String {
    of.money()
        .map_or_else(|| of.to_string(), |it| it.to_string())
}
