//! The tables and guards of a book, and whether all of them stand.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::file::{APPLICATION_ID, FORM};

const SCHEMA: &str = include_str!("schema.sql");

/// Makes the tables, guards and views in an empty file.
pub(super) fn make(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(SCHEMA)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", FORM)?;
    transaction.commit()
}

/// What stands against the tables and guards of a file: one that is missing or changed, or a
/// trigger that is not ours. Other tables, indexes and views are nobody's business.
pub(super) fn faults(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let ours = Connection::open_in_memory()?;
    ours.execute_batch(SCHEMA)?;
    let (wanted, found) = (objects(&ours)?, objects(connection)?);
    let mut faults = Vec::new();
    for ((kind, name), sql) in &wanted {
        match found.get(&(kind.clone(), name.clone())) {
            None => faults.push(format!("the {kind} {name} is missing")),
            Some(other) if other != sql => faults.push(format!("the {kind} {name} was changed")),
            Some(_) => {}
        }
    }
    let strange = found
        .keys()
        .filter(|it| it.0 == "trigger" && !wanted.contains_key(*it));
    faults.extend(strange.map(|(_, name)| format!("the trigger {name} is not of ringfence")));
    Ok(faults)
}

/// What a file is made of, by kind and name.
fn objects(connection: &Connection) -> rusqlite::Result<BTreeMap<(String, String), String>> {
    let mut query = connection.prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'",
    )?;
    let rows = query.query_map([], |row| {
        let sql: Option<String> = row.get(2)?;
        Ok(((row.get(0)?, row.get(1)?), sql.unwrap_or_default()))
    })?;
    rows.collect()
}

/// What stands against the pages of a file, and against what its tables say of each other.
pub(super) fn pages(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut integrity = connection.prepare("PRAGMA integrity_check(20)")?;
    for row in integrity.query_map([], |row| row.get::<_, String>(0))? {
        let row = row?;
        if row != "ok" {
            faults.push(row);
        }
    }
    let mut previous = connection.prepare(
        "SELECT entry.number FROM entry LEFT JOIN entry AS last ON last.number = entry.number - 1 \
         WHERE entry.previous IS NOT coalesce(last.hash, (SELECT genesis FROM book)) LIMIT 20",
    )?;
    for entry in previous.query_map([], |row| row.get::<_, i64>(0))? {
        faults.push(format!("entry {} names another one before it", entry?));
    }
    let mut key = connection.prepare(
        "SELECT number FROM entry WHERE key IS NOT \
         CASE WHEN json_valid(header) THEN json_extract(header, '$.key') END LIMIT 20",
    )?;
    for entry in key.query_map([], |row| row.get::<_, i64>(0))? {
        faults.push(format!(
            "the key of entry {} is not that of its header",
            entry?
        ));
    }
    Ok(faults)
}

/// What the table of redactions says otherwise than the entries: it is what the guards go by.
pub(super) fn redactions(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    const NAMED: &str = "\
        SELECT named.value AS entry, entry.number AS redacted_by \
        FROM entry, json_each(entry.figures, '$.act.redact.entries') AS named \
        WHERE entry.figures LIKE '{\"event\":\"redacted\",%' AND json_valid(entry.figures)";
    const KEPT: &str = "SELECT entry, redacted_by FROM redaction";
    let mut faults = Vec::new();
    for (these, others, said) in [
        (NAMED, KEPT, "the table of redactions does not say so"),
        (KEPT, NAMED, "only the table of redactions says so"),
    ] {
        let sql = format!("{these} EXCEPT {others} ORDER BY 1, 2 LIMIT 20");
        let mut query = connection.prepare(&sql)?;
        let rows = query.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        for row in rows {
            let (entry, by) = row?;
            faults.push(format!("entry {entry} was redacted by entry {by}: {said}"));
        }
    }
    Ok(faults)
}
