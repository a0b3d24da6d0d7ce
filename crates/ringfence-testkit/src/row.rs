//! Rows of views, as a scenario says them.

use ringfence::journal::Refusals;
use ringfence::state::{Ledger, Selection};
use ringfence::view::{self, Cell};
use ringfence::word::FinancialYear;
use toml::{Table, Value};

use crate::position::selection;

/// What a row is found by, apart from its cells.
const VIEWED: [&str; 5] = ["view", "of", "count", "as_at", "as_known"];

/// What of it says as at when, and as known when, a view is.
const WHEN: [&str; 2] = ["as_at", "as_known"];

/// Each row said is in the table of its view: at least once, or as often as `count` says.
pub(crate) fn rows_hold(ledger: &Ledger, rows: &[Table]) -> Result<(), String> {
    for wanted in rows {
        let table = view_of(ledger, wanted)?;
        cells_hold(&table, wanted, &VIEWED)?;
    }
    Ok(())
}

/// What is said of a row is in the table, apart from what the row is found by.
pub(crate) fn cells_hold(
    table: &view::Table,
    wanted: &Table,
    found_by: &[&str],
) -> Result<(), String> {
    let cells = wanted
        .iter()
        .filter(|(it, _)| !found_by.contains(&it.as_str()));
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
    match count.map_or(found == 0, |count| found != count) {
        true => Err(format!("{found} rows are {wanted}, in\n{table}")),
        false => Ok(()),
    }
}

/// As at when, and as known when, something is asked.
pub(crate) fn when(wanted: &Table) -> Result<Selection, String> {
    let when = wanted.iter().filter(|(name, _)| WHEN.contains(&&***name));
    let when: Table = when.map(|(name, it)| (name.clone(), it.clone())).collect();
    selection(&when)
}

/// The table of a view; `of` names the year where a view is of one, `as_at` the day where it may
/// be of one.
fn view_of(ledger: &Ledger, wanted: &Table) -> Result<view::Table, String> {
    let text = |name: &str| wanted.get(name).and_then(Value::as_str);
    let year = || -> Result<FinancialYear, String> {
        let of = text("of").ok_or("a view of a year says which: of")?;
        of.parse().map_err(|no| format!("{no}"))
    };
    let of = when(wanted)?;
    let refused = |no: Refusals| no.to_string();
    match text("view") {
        Some("anticipated") => Ok(view::anticipated(ledger, year()?)),
        Some("contributions") => Ok(view::contributions(ledger, year()?)),
        Some("positions") => view::positions(ledger, &of).map_err(refused),
        Some("floors") => view::floors(ledger, of.as_at).map_err(refused),
        Some("caps") => view::caps(ledger, of.as_at).map_err(refused),
        Some("profiles") => view::profiles(ledger, &of, year()?).map_err(refused),
        Some("months") => view::months(ledger, &of, year()?).map_err(refused),
        Some("forecasts") => view::forecasts(ledger, &of, year()?).map_err(refused),
        Some("plans") => Ok(view::plans(ledger, &of)),
        Some("plan_lines") => Ok(view::plan_lines(ledger, &of)),
        Some("plan_against_actual") => {
            view::plan_against_actual(ledger, &of, year()?).map_err(refused)
        }
        Some("fixed_terms") => Ok(view::fixed_terms(ledger, &of, None)),
        Some("movement") => {
            let id = text("of").unwrap_or_default().parse();
            let id = id.map_err(|no| format!("{no}"))?;
            view::movement(ledger, &id).map_err(refused)
        }
        Some("findings") => Err("findings are said in then.finding".to_owned()),
        Some("outturns") => Ok(view::outturns(ledger, &of)),
        Some("notices") => Ok(view::notices(ledger)),
        Some("projects") => Ok(view::projects(ledger)),
        Some("approvals") => Ok(view::approvals(ledger)),
        Some("milestones") => Ok(view::milestones(ledger)),
        Some("measures") => Ok(view::measures(ledger)),
        Some("bodies") => Ok(view::bodies(ledger, &of)),
        Some("posts") => Ok(view::posts(ledger, year()?, of.as_at)),
        Some("joint") => Ok(view::joint(ledger, year()?, &of)),
        Some("mainstreamed") => Ok(view::mainstreamed(ledger, &of)),
        Some("base_bridge") => Ok(view::base_bridge(ledger, year()?, &of)),
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
