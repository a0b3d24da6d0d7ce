//! Where money stands, as a scenario says it.

use ringfence::noun::{Position, Wording};
use ringfence::state::{Ledger, Selection};
use toml::{Table, Value};

use crate::scenario::tables;
use crate::told::known;

/// Each figure of each position that it names.
pub(crate) fn positions_hold(then: &Table, ledger: &Ledger) -> Result<(), String> {
    for wanted in tables(then.get("position")) {
        let of = selection(&wanted)?;
        let position = ledger.position(&of).map_err(|no| no.to_string())?;
        let figures = wanted
            .iter()
            .filter(|(it, _)| !SELECTED.contains(&it.as_str()));
        for (field, value) in figures {
            let found = figure(&position, field);
            let found = found.ok_or_else(|| format!("{field} is no figure of a position"))?;
            if value.as_str() != Some(found.as_str()) {
                return Err(format!(
                    "{field} of {of:?}: expected {value}, found {found}"
                ));
            }
        }
    }
    Ok(())
}

/// What a position is selected by; its other fields are figures.
const SELECTED: [&str; 8] = [
    "body",
    "stream",
    "year",
    "vintage",
    "recurrence",
    "as_at",
    "as_known",
    "parts",
];

/// Which lines a position is asked of.
pub(crate) fn selection(of: &Table) -> Result<Selection, String> {
    let text = |name: &str| of.get(name).and_then(Value::as_str);
    let wrong = |name: &str| format!("{name} of a position cannot be read");
    let mut found = Selection::default();
    if let Some(body) = text("body") {
        found.body = Some(body.parse().map_err(|_| wrong("body"))?);
    }
    if let Some(stream) = text("stream") {
        found.stream = Some(stream.parse().map_err(|_| wrong("stream"))?);
    }
    found.parts = of.get("parts").and_then(Value::as_bool).unwrap_or(false);
    if let Some(year) = text("year") {
        found.year = Some(year.parse().map_err(|_| wrong("year"))?);
    }
    if let Some(vintage) = text("vintage") {
        found.vintage = Some(vintage.parse().map_err(|_| wrong("vintage"))?);
    }
    if let Some(day) = text("as_at") {
        found.as_at = Some(day.parse().map_err(|_| wrong("as_at"))?);
    }
    found.as_known = known(of.get("as_known"))?;
    if let Some(word) = text("recurrence") {
        let recurrence = Wording::from_word(word).ok_or_else(|| wrong("recurrence"))?;
        found.recurrence = Some(recurrence);
    }
    Ok(found)
}

fn figure(of: &Position, field: &str) -> Option<String> {
    let money = match field {
        "allocated" => of.allocated,
        "contributed" => of.contributed,
        "passed_down" => of.passed_down,
        "vired_in" => of.vired_in,
        "vired_out" => of.vired_out,
        "rolled_in" => of.rolled_in,
        "re_provided" => of.re_provided,
        "rolled_out" => of.rolled_out,
        "lapsed" => of.lapsed,
        "reverted" => of.reverted,
        "deficit_met" => of.deficit_met,
        "first_call" => of.first_call,
        "authority" => of.authority,
        "available" => of.available,
        "earmarked" => of.earmarked,
        "held" => of.held,
        "committed" => of.committed,
        "invoiced" => of.invoiced,
        "accrued" => of.accrued,
        "prepaid" => of.prepaid,
        "spent" => of.spent,
        "released" => of.released,
        "drawn" => of.drawn,
        _ => return None,
    };
    Some(money.to_string())
}
