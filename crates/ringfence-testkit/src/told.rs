//! What a scenario says beside figures: what was advised, and what is found.

use ringfence::state::{Known, Ledger};
use ringfence::view::findings;
use ringfence_store::{Book, MemoryStore};
use toml::{Table, Value};

use crate::scenario::{shown, tables};

/// The advice on the last entry, all of it, each by its code and particulars.
pub(crate) fn advice_holds(then: &Table, ledger: &Ledger) -> Result<(), String> {
    let Some(wanted) = then.get("advice") else {
        return Ok(());
    };
    let (wanted, found) = (tables(Some(wanted)), ledger.advice_of(ledger.head().entry));
    if wanted.len() != found.len() {
        return Err(format!(
            "expected {} advices, found {found:?}",
            wanted.len()
        ));
    }
    for (wanted, found) in wanted.iter().zip(found) {
        let details = found.details();
        for (name, value) in wanted {
            let said = match name.as_str() {
                "code" => Some(found.code().to_owned()),
                _ => {
                    let mut of = details.iter().filter(|(its, _)| its == name);
                    of.next().map(|(_, it)| shown(it))
                }
            };
            if said.as_deref() != value.as_str() {
                return Err(format!("advice {name}: expected {value}, found {said:?}"));
            }
        }
    }
    Ok(())
}

/// Each finding that it names is there once; one that says `count = 0` is not there at all.
pub(crate) fn findings_hold(then: &Table, book: &Book<MemoryStore>) -> Result<(), String> {
    for mut wanted in tables(then.get("finding")) {
        let as_at = wanted.remove("as_at");
        let as_at = as_at.as_ref().and_then(Value::as_str).map(str::parse);
        let as_at = as_at.transpose().map_err(|no| format!("as_at: {no}"))?;
        let count = wanted.remove("count").and_then(|it| it.as_integer());
        let then = match known(wanted.remove("as_known").as_ref())? {
            Some(known) => &book.as_known(known).map_err(|no| no.to_string())?,
            None => book.ledger(),
        };
        let table = findings(then, as_at).map_err(|no| no.to_string())?;
        let fits = |row: &usize| {
            wanted.iter().all(|(column, value)| {
                let cell = table.find(*row, column).map(ToString::to_string);
                let value = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                cell.as_deref() == Some(value.as_str())
            })
        };
        let found = (0..table.rows.len()).filter(fits).count();
        if i64::try_from(found) != Ok(count.unwrap_or(1)) {
            return Err(format!("{found} findings are {wanted}, of:\n{table}"));
        }
    }
    Ok(())
}

/// When something was known: after an entry, or at the end of a day.
pub(crate) fn known(said: Option<&Value>) -> Result<Option<Known>, String> {
    let wrong = "as_known cannot be read".to_owned();
    match said {
        Some(Value::Integer(entry)) => Ok(u64::try_from(*entry).ok().map(Known::ByEntry)),
        Some(Value::String(day)) => Ok(Some(Known::ByDay(day.parse().map_err(|_| wrong)?))),
        _ => Ok(None),
    }
}
