//! The tables and guards of a database, and whether all of them stand.

use std::collections::BTreeMap;

use postgres::Error;

use super::connection::Session;

/// What makes each form out of the one before.
const FORMS: [&str; 1] = [include_str!("schema.sql")];

/// The form of the tables that this version writes.
pub(super) const FORM: i32 = FORMS.len() as i32;

/// What a database has of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Text is kept in an encoding that has not all of ours.
    OtherEncoding,
    NoTables,
    /// Tables are there, and this role may not look at them.
    Closed,
    Form(i32),
}

/// In one schema, whatever its name.
fn within(schema: &str, sql: &str) -> String {
    sql.replace("ringfence.", &format!("\"{schema}\"."))
}

/// Looks at what is there.
pub(super) fn found(session: &mut Session, schema: &str) -> Result<Found, Error> {
    let table = format!("\"{schema}\".version");
    let sql = "SELECT current_setting('server_encoding') = 'UTF8', \
               EXISTS (SELECT 1 FROM pg_class JOIN pg_namespace AS it ON it.oid = relnamespace \
                 WHERE nspname = $1 AND relname = 'version'), \
               coalesce((SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace \
                 WHERE nspname = $1), false)";
    let row = session.client.query_one(sql, &[&schema])?;
    if !row.try_get::<_, bool>(0)? {
        return Ok(Found::OtherEncoding);
    }
    if !row.try_get::<_, bool>(1)? {
        return Ok(Found::NoTables);
    }
    if !row.try_get::<_, bool>(2)? {
        return Ok(Found::Closed);
    }
    let sql = format!("SELECT coalesce(max(form), 0) FROM {table}");
    let row = session.client.query_one(&sql, &[])?;
    Ok(Found::Form(row.try_get(0)?))
}

/// Brings a database to this version's form, all or nothing; of two who do so, one waits.
pub(super) fn migrate(session: &mut Session, schema: &str) -> Result<Found, Error> {
    let migrated = migrate_in_turn(session, schema);
    if migrated.is_err() {
        session.roll_back();
    }
    migrated
}

fn migrate_in_turn(session: &mut Session, schema: &str) -> Result<Found, Error> {
    session
        .client
        .batch_execute("BEGIN; SELECT pg_advisory_xact_lock(hashtext('ringfence'))")?;
    let before = match found(session, schema)? {
        Found::NoTables => 0,
        Found::Form(form) => form,
        other => return Ok(other),
    };
    let client = &mut session.client;
    let sql = "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = $1)";
    if !client.query_one(sql, &[&schema])?.try_get::<_, bool>(0)? {
        client.batch_execute(&format!("CREATE SCHEMA \"{schema}\""))?;
    }
    for (form, sql) in (1..).zip(FORMS).filter(|(form, _)| *form > before) {
        client.batch_execute(&within(schema, sql))?;
        let sql = format!("INSERT INTO \"{schema}\".version (form) VALUES ({form})");
        client.batch_execute(&sql)?;
    }
    client.batch_execute("COMMIT")?;
    Ok(Found::Form(before.max(FORM)))
}

/// What a guard is made of, by its name.
type Guards = BTreeMap<String, String>;

/// What stands against the guards: one that is missing, changed or switched off, or a trigger on
/// our tables that is not ours.
pub(super) fn faults(session: &mut Session, schema: &str) -> Result<Vec<String>, Error> {
    let (functions, triggers) = wanted(schema);
    let mut faults = Vec::new();
    let rows = session.client.query(
        "SELECT proname::text, prosrc FROM pg_proc \
         JOIN pg_namespace AS it ON it.oid = pronamespace WHERE nspname = $1",
        &[&schema],
    )?;
    let mut found = Guards::new();
    for row in rows {
        found.insert(row.try_get(0)?, row.try_get(1)?);
    }
    faults.extend(against("function", &functions, &found));
    let rows = session.client.query(
        "SELECT tgname::text, pg_get_triggerdef(tg.oid), tgenabled::text FROM pg_trigger AS tg \
         JOIN pg_class AS rel ON rel.oid = tgrelid \
         JOIN pg_namespace AS it ON it.oid = relnamespace \
         WHERE nspname = $1 AND NOT tgisinternal",
        &[&schema],
    )?;
    let mut found = Guards::new();
    for row in rows {
        let (name, enabled): (String, String) = (row.try_get(0)?, row.try_get(2)?);
        if !["O", "A"].contains(&enabled.as_str()) {
            faults.push(format!("the trigger {name} is switched off"));
        }
        let text: String = row.try_get(1)?;
        found.insert(name, plain(&text));
    }
    faults.extend(against("trigger", &triggers, &found));
    let strange = found.keys().filter(|name| !triggers.contains_key(*name));
    faults.extend(strange.map(|name| format!("the trigger {name} is not of ringfence")));
    for name in ["entry_pkey", "entry_key"] {
        let row = session.client.query_opt(
            "SELECT 1 FROM pg_index JOIN pg_class AS rel ON rel.oid = indexrelid \
             JOIN pg_namespace AS it ON it.oid = relnamespace \
             WHERE nspname = $1 AND relname = $2 AND indisunique AND indisvalid",
            &[&schema, &name],
        )?;
        if row.is_none() {
            faults.push(format!("the index {name} is missing"));
        }
    }
    Ok(faults)
}

fn against(kind: &str, wanted: &Guards, found: &Guards) -> Vec<String> {
    let judged = wanted
        .iter()
        .filter_map(|(name, text)| match found.get(name) {
            None => Some(format!("the {kind} {name} is missing")),
            Some(other) if other != text => Some(format!("the {kind} {name} was changed")),
            Some(_) => None,
        });
    judged.collect()
}

/// The functions and triggers that a database has, as their forms say.
fn wanted(schema: &str) -> (Guards, Guards) {
    let (mut functions, mut triggers) = (Guards::new(), Guards::new());
    for form in FORMS {
        let text = within(schema, form);
        let start = format!("CREATE FUNCTION \"{schema}\".");
        for part in text.split(&start).skip(1) {
            let name = part.split('(').next().unwrap_or_default();
            let source = part.split("$$").nth(1).unwrap_or_default();
            functions.insert(name.to_owned(), source.to_owned());
        }
        for part in text.split("CREATE TRIGGER ").skip(1) {
            let rest = part.split(';').next().unwrap_or_default();
            let name = rest.split_whitespace().next().unwrap_or_default();
            triggers.insert(name.to_owned(), plain(&format!("CREATE TRIGGER {rest}")));
        }
    }
    (functions, triggers)
}

/// Without quotes, and with one space where any stand.
fn plain(sql: &str) -> String {
    let words: Vec<_> = sql.split_whitespace().collect();
    words.join(" ").replace('"', "")
}

/// What stands against what the tables say of each other, and against how the server keeps them.
pub(super) fn contradictions(session: &mut Session, schema: &str) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for setting in ["fsync", "full_page_writes"] {
        let sql = "SELECT current_setting($1)";
        let value: String = session.client.query_one(sql, &[&setting])?.try_get(0)?;
        if value != "on" {
            faults.push(format!(
                "the server runs with {setting} = {value}: what it answers may be lost in a crash"
            ));
        }
    }
    let sql = "SELECT relname || '.' || attname FROM pg_attribute \
               JOIN pg_class AS rel ON rel.oid = attrelid \
               JOIN pg_namespace AS it ON it.oid = relnamespace \
               WHERE nspname = $1 AND attstattarget IS DISTINCT FROM 0 \
               AND (relname, attname) IN \
               (('words', 'text'), ('words', 'salt'), ('kept_state', 'bytes')) ORDER BY 1";
    for row in session.client.query(sql, &[&schema])? {
        let column: String = row.try_get(0)?;
        faults.push(format!(
            "the server may keep samples of {column}, which outlive a redaction: set its \
             STATISTICS to 0"
        ));
    }
    for (sql, said) in [
        (
            "SELECT words.book, words.entry FROM ringfence.words JOIN ringfence.redaction \
             ON redaction.book = words.book AND redaction.entry = words.entry",
            "was redacted, and its words are still there",
        ),
        (
            "SELECT words.book, words.entry FROM ringfence.words LEFT JOIN ringfence.entry \
             ON entry.book = words.book AND entry.number = words.entry WHERE entry.number IS NULL",
            "is not there, and its words are",
        ),
        (
            "SELECT head.book, head.entry FROM ringfence.head LEFT JOIN ringfence.entry \
             ON entry.book = head.book AND entry.number = head.entry \
             WHERE head.entry > 0 AND entry.hash IS DISTINCT FROM head.hash",
            "is the head, and is not there as the head says",
        ),
    ] {
        let sql = format!("{} ORDER BY 1, 2 LIMIT 20", within(schema, sql));
        for row in session.client.query(&sql, &[])? {
            let (book, entry): (String, i64) = (row.try_get(0)?, row.try_get(1)?);
            faults.push(format!("entry {entry} of the book {book} {said}"));
        }
    }
    faults.extend(redactions(session, schema)?);
    Ok(faults)
}

/// What the table of redactions says otherwise than the entries: it is what the guards go by. What
/// an entry names is read as text, so that one which was broken is passed over here.
fn redactions(session: &mut Session, schema: &str) -> Result<Vec<String>, Error> {
    const NAMED: &str = "\
        SELECT entry.book, named.it::bigint AS entry, entry.number AS redacted_by \
        FROM ringfence.entry CROSS JOIN LATERAL regexp_split_to_table(substring(figures FROM \
        '^\\{\"event\":\"redacted\",\"act\":\\{\"redact\":\\{\"entries\":\
        \\[([0-9]{1,18}(?:,[0-9]{1,18})*)\\]'), ',') AS named(it)";
    const KEPT: &str = "SELECT book, entry, redacted_by FROM ringfence.redaction";
    let mut faults = Vec::new();
    for (these, others, said) in [
        (NAMED, KEPT, "the table of redactions does not say so"),
        (KEPT, NAMED, "only the table of redactions says so"),
    ] {
        let sql = format!("{these} EXCEPT {others} ORDER BY 1, 2, 3 LIMIT 20");
        for row in session.client.query(&within(schema, &sql), &[])? {
            let (book, entry): (String, i64) = (row.try_get(0)?, row.try_get(1)?);
            let by: i64 = row.try_get(2)?;
            faults.push(format!(
                "entry {entry} of the book {book} was redacted by entry {by}: {said}"
            ));
        }
    }
    Ok(faults)
}
