//! Which crate knows which, and which crates from outside there are.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::source::{Finding, Source};

/// What the core may use from outside.
const CORE: [&str; 7] = [
    "rust_decimal",
    "chrono",
    "serde",
    "serde_json",
    "toml",
    "thiserror",
    "sha2",
];

/// Each of our crates, and those of ours that it may know.
const KNOWS: [(&str, &[&str]); 8] = [
    ("ringfence", &[]),
    ("ringfence-store", &["ringfence"]),
    ("ringfence-formats", &["ringfence"]),
    ("ringfence-testkit", &["ringfence", "ringfence-store"]),
    (
        "ringfence-service",
        &["ringfence", "ringfence-store", "ringfence-testkit"],
    ),
    (
        "ringfence-cli",
        &[
            "ringfence",
            "ringfence-store",
            "ringfence-formats",
            "ringfence-testkit",
        ],
    ),
    (
        "ringfence-python",
        &[
            "ringfence",
            "ringfence-store",
            "ringfence-formats",
            "ringfence-testkit",
        ],
    ),
    (
        "ringfence-workspace",
        &[
            "ringfence",
            "ringfence-store",
            "ringfence-formats",
            "ringfence-testkit",
        ],
    ),
];

/// Every crate from outside, and what we would write ourselves without it.
const OUTSIDE: &[(&str, &str)] = &[
    (
        "arrow-array",
        "columns in the form of Arrow, and its C interface",
    ),
    ("arrow-schema", "the types of such columns"),
    ("axum", "the routes of the lesson's service"),
    (
        "base64",
        "the hash and the signatures of a checkpoint as text",
    ),
    (
        "calamine",
        "the cells of a workbook of Excel: its styles, shared texts, formulas and two calendars",
    ),
    ("chrono", "days, months and leap years"),
    ("clap", "what was called on the command line, and its help"),
    (
        "ed25519-dalek",
        "signing a checkpoint, and verifying it by its public key",
    ),
    ("encoding_rs", "text in UTF-16 and in Windows-1252"),
    (
        "getrandom",
        "random bytes of the system, for the service's salts",
    ),
    (
        "postgres",
        "the wire protocol of PostgreSQL, its types and its logins",
    ),
    (
        "proptest",
        "cases of a law, and the smallest one that breaks it",
    ),
    (
        "postcard",
        "a binary format of serde, for the state of a ledger",
    ),
    ("pyo3", "the C interface of Python"),
    (
        "quick-xml",
        "hidden rows and merged cells of a sheet, which calamine reads by the same crate",
    ),
    (
        "rust_decimal",
        "the decimal numbers that callers hand in and get back",
    ),
    (
        "rust_xlsxwriter",
        "the zipped XML of which workbooks of Excel are made",
    ),
    ("rusqlite", "SQLite, and its C interface"),
    ("rustls", "TLS, and looking at certificates"),
    ("serde", "reading and writing each form field by field"),
    ("serde_json", "the reader and writer of the journal's bytes"),
    ("sha2", "the hash of the chain"),
    ("thiserror", "Display and source of each error"),
    (
        "tokio",
        "sockets and tasks of the lesson's service, and the runtime of tests",
    ),
    (
        "tokio-postgres-rustls",
        "TLS for the client of PostgreSQL, with its login bound to the certificate",
    ),
    ("toml", "the reader of rule books"),
    (
        "zip",
        "the parts of a workbook, which calamine opens by the same crate",
    ),
];

/// A crate of ours.
pub(crate) struct Crate {
    path: String,
    manifest: Table,
}

impl Crate {
    pub(crate) fn new(path: &str, manifest: &str) -> Crate {
        Crate {
            path: path.to_owned(),
            manifest: manifest.parse().expect("cargo has read it before us"),
        }
    }

    pub(crate) fn all(files: &[Source]) -> Vec<Crate> {
        let manifests = files
            .iter()
            .filter(|file| file.path == "Cargo.toml" || file.path.ends_with("/Cargo.toml"));
        let text = |file: &Source| {
            let lines: Vec<_> = file.lines.iter().map(|line| line.raw.as_str()).collect();
            lines.join("\n")
        };
        manifests
            .map(|file| Crate::new(&file.path, &text(file)))
            .collect()
    }

    fn name(&self) -> &str {
        let package = self.manifest.get("package").and_then(|it| it.get("name"));
        package.and_then(Value::as_str).unwrap_or_default()
    }

    /// The names in a table of dependencies, those of one platform and the workspace's among them.
    fn dependencies(&self, table: &str) -> BTreeSet<String> {
        let targets = self.manifest.get("target").and_then(Value::as_table);
        let targets = targets.into_iter().flat_map(Table::values);
        let of_targets = targets.filter_map(|target| target.get(table));
        let catalogue = self.manifest.get("workspace");
        let catalogue = catalogue.and_then(|workspace| workspace.get(table));
        let own = self.manifest.get(table).into_iter();
        let tables = own.chain(of_targets).chain(catalogue);
        let names = tables.filter_map(Value::as_table).flat_map(Table::keys);
        names.cloned().collect()
    }

    fn finding(&self, what: String) -> Finding {
        Finding::new(&self.path, 1, what)
    }
}

pub(crate) fn a_crate_knows_only_crates_below_it(all: &[Crate]) -> Vec<Finding> {
    let ours = KNOWS.map(|(name, _)| name);
    let mut found = Vec::new();
    for it in all {
        let Some((_, allowed)) = KNOWS.iter().find(|(name, _)| *name == it.name()) else {
            let what = "write this crate and those it may know into KNOWS in tests/tidy/graph.rs";
            found.push(it.finding(what.to_owned()));
            continue;
        };
        for table in ["dependencies", "build-dependencies", "dev-dependencies"] {
            let known = it.dependencies(table);
            let known = known.iter().filter(|name| ours.contains(&name.as_str()));
            for name in known.filter(|name| !allowed.contains(&name.as_str())) {
                found.push(it.finding(format!("{} may not know {name}", it.name())));
            }
        }
    }
    found
}

pub(crate) fn the_core_uses_seven_crates_from_outside(all: &[Crate]) -> Vec<Finding> {
    let core = all.iter().filter(|it| it.name() == "ringfence");
    let mut found = Vec::new();
    for it in core {
        let mut used = it.dependencies("dependencies");
        used.extend(it.dependencies("build-dependencies"));
        for name in used.iter().filter(|name| !CORE.contains(&name.as_str())) {
            found.push(it.finding(format!("the core has no {name}: it uses only {CORE:?}")));
        }
    }
    found
}

pub(crate) fn each_crate_from_outside_has_a_reason(all: &[Crate]) -> Vec<Finding> {
    let ours = KNOWS.map(|(name, _)| name);
    let mut used = BTreeSet::new();
    let mut found = Vec::new();
    for it in all {
        for table in ["dependencies", "build-dependencies", "dev-dependencies"] {
            let outside = it.dependencies(table);
            for name in outside
                .into_iter()
                .filter(|name| !ours.contains(&name.as_str()))
            {
                if !OUTSIDE.iter().any(|(known, _)| *known == name) {
                    let what = format!("{name} is new: give its reason in tests/tidy/graph.rs");
                    found.push(it.finding(what));
                }
                used.insert(name);
            }
        }
    }
    for (name, _) in OUTSIDE.iter().filter(|(name, _)| !used.contains(*name)) {
        let what = format!("nothing uses {name} any more: take it out");
        found.push(Finding::new("tests/tidy/graph.rs", 1, what));
    }
    found
}

pub(crate) fn each_crate_says_what_it_is(all: &[Crate]) -> Vec<Finding> {
    let mut found = Vec::new();
    for it in all {
        for field in ["description", "license"] {
            let package = it
                .manifest
                .get("package")
                .and_then(|package| package.get(field));
            let is_stated = match package {
                Some(Value::String(text)) => !text.trim().is_empty(),
                Some(Value::Table(from)) => from.contains_key("workspace"),
                _ => false,
            };
            if !is_stated {
                found.push(it.finding(format!("{} has no {field}", it.name())));
            }
        }
        let lints = it
            .manifest
            .get("lints")
            .and_then(|lints| lints.get("workspace"));
        if lints.and_then(Value::as_bool) != Some(true) {
            found.push(it.finding(format!("{} does not take the workspace's lints", it.name())));
        }
    }
    found
}
