//! A file of expectations: what is asked of which seed, and the table that was worked out.

use std::path::Path;

use ringfence::journal::{Entry, Header};
use ringfence::law::{Reform, RuleBook};
use ringfence::state::{Closing, Ledger, Rules};
use ringfence::view::{self, Asking, Cell};
use ringfence_formats::{SeedFolder, SeedStep};
use ringfence_store::{Book as Kept, MemoryStore, Step};
use serde::Deserialize;

/// A file: the table by hand of one question, asked once or more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// How the figures were worked out.
    why: String,
    /// Each asking.
    ask: Vec<Ask>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    #[serde(default = "aberwen")]
    seed: String,
    year: String,
    body: Option<String>,
    stream: Option<String>,
    as_at: Option<String>,
    #[serde(default)]
    lead_days: u16,
    years_ahead: Option<u16>,
    confirmed_to: Option<String>,
    late_from: Option<String>,
    baseline: Option<String>,
    within: Option<u16>,
    cut_off: Option<String>,
    #[serde(default)]
    rules: Vec<String>,
    columns: Vec<String>,
    /// All rows of it, under these columns.
    rows: Option<Vec<Vec<String>>>,
    /// Rows that are among them.
    #[serde(default)]
    has: Vec<Vec<String>>,
    /// Words that stand in its notes.
    #[serde(default)]
    notes: Vec<String>,
    #[serde(default)]
    trace: Vec<Trace>,
}

/// What a row opens to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trace {
    /// The first cells of the row, under the columns of the table.
    row: Vec<String>,
    /// The figure that is opened.
    figure: Option<String>,
    columns: Vec<String>,
    rows: Option<Vec<Vec<String>>>,
    #[serde(default)]
    has: Vec<Vec<String>>,
    #[serde(default)]
    notes: Vec<String>,
}

/// Some columns of a table: all rows of it, or rows that are among them, and words of its notes.
struct Expected<'a> {
    columns: &'a [String],
    rows: Option<&'a [Vec<String>]>,
    has: &'a [Vec<String>],
    notes: &'a [String],
}

impl Ask {
    fn table(&self) -> Expected<'_> {
        Expected {
            columns: &self.columns,
            rows: self.rows.as_deref(),
            has: &self.has,
            notes: &self.notes,
        }
    }
}

impl Trace {
    fn table(&self) -> Expected<'_> {
        Expected {
            columns: &self.columns,
            rows: self.rows.as_deref(),
            has: &self.has,
            notes: &self.notes,
        }
    }
}

fn aberwen() -> String {
    "aberwen".to_owned()
}

/// A seed, loaded.
pub(crate) struct Book {
    pub(crate) ledger: Ledger,
    pub(crate) entries: Vec<Entry>,
}

impl Book {
    pub(crate) fn of(seed: &str) -> Book {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("seeds")
            .join(seed);
        let read = SeedFolder::read(&folder).unwrap_or_else(|faults| panic!("{seed}: {faults}"));
        let steps: Vec<Step> = read.rows.iter().map(|row| step(&row.step)).collect();
        let header = Header::new("GBP").expect("a currency");
        let mut book = Kept::create(MemoryStore::new(), header).expect("a new store");
        book.post_all(&steps)
            .unwrap_or_else(|no| panic!("{seed}: {no}"));
        let entries = book.entries().expect("the whole journal");
        let ledger = book.ledger().clone();
        Book { ledger, entries }
    }
}

fn step(of: &SeedStep) -> Step {
    match of {
        SeedStep::Post(draft) => Step::Post(draft.clone()),
        SeedStep::Close {
            year,
            effective,
            book,
        } => Step::Close {
            year: *year,
            closing: Closing::on(*effective),
            book: (**book).clone(),
        },
    }
}

/// One asking of a question, ready to be held against its answer.
pub(crate) struct Asked {
    name: String,
    ask: Ask,
}

impl Asked {
    /// The askings of a file, whose name is the question's.
    pub(crate) fn read(name: &str, text: &str) -> Result<Vec<Asked>, String> {
        let file: File = toml::from_str(text).map_err(|fault| fault.to_string())?;
        if file.why.trim().len() < 20 {
            return Err("why: say how the figures were worked out by hand".to_owned());
        }
        let asked = file.ask.into_iter().map(|ask| Asked {
            name: name.to_owned(),
            ask,
        });
        Ok(asked.collect())
    }

    /// Holds the answer against the table.
    pub(crate) fn hold(&self) -> Result<(), String> {
        let (ask, book) = (&self.ask, Book::of(&self.ask.seed));
        let told = |what: &dyn std::fmt::Display| format!("{} {}: {what}", self.name, ask.year);
        let rules: Vec<Rules> = ask.rules.iter().map(|name| rules(name)).collect();
        let day = |said: &Option<String>| said.as_ref().map(|day| day.parse().expect("a day"));
        let asking = Asking {
            year: Some(ask.year.parse().expect("a year")),
            body: ask.body.as_ref().map(|id| id.parse().expect("an id")),
            stream: ask.stream.as_ref().map(|id| id.parse().expect("an id")),
            as_at: day(&ask.as_at),
            lead_days: ask.lead_days,
            years_ahead: ask.years_ahead,
            confirmed_to: ask
                .confirmed_to
                .as_ref()
                .map(|it| it.parse().expect("a year")),
            late_from: day(&ask.late_from),
            baseline: day(&ask.baseline),
            within: ask.within,
            cut_off: day(&ask.cut_off),
            rules: &rules,
            entries: &book.entries,
            ..Asking::of(&self.name)
        };
        let answer = view::answer(&book.ledger, &asking).map_err(|no| told(&no))?;
        ask.table().hold(&answer.table).map_err(|no| told(&no))?;
        for trace in &ask.trace {
            let rows = shown(&answer.table, &ask.columns).map_err(|no| told(&no))?;
            let row = rows.iter().position(|row| row.starts_with(&trace.row));
            let row = row.ok_or_else(|| told(&format!("no row {:?}\n{answer}", trace.row)))?;
            let opened = answer.trace(&book.ledger, row, trace.figure.as_deref());
            trace
                .table()
                .hold(&opened.expect("a row"))
                .map_err(|no| told(&no))?;
        }
        Ok(())
    }
}

fn rules(name: &str) -> Rules {
    if Reform::presets().any(|reform| reform == name) {
        let reform = Reform::preset(name).expect("it is listed");
        let over = RuleBook::preset(reform.base()).expect("its book");
        return Rules::Reformed { reform, over };
    }
    Rules::Book(RuleBook::preset(name).expect("a book that comes with the library"))
}

impl Expected<'_> {
    fn hold(&self, table: &view::Table) -> Result<(), String> {
        let found = shown(table, self.columns)?;
        if let Some(rows) = self.rows {
            let same = found.len() == rows.len() && found.iter().zip(rows).all(|(a, b)| a == b);
            if !same {
                let lines = |of: &[Vec<String>]| {
                    let lines: Vec<String> = of.iter().map(|row| format!("  {row:?},")).collect();
                    lines.join("\n")
                };
                return Err(format!(
                    "expected\n{}\nfound\n{}",
                    lines(rows),
                    lines(&found)
                ));
            }
        }
        for row in self.has {
            if !found.contains(row) {
                return Err(format!("no row {row:?} in\n{table}"));
            }
        }
        for note in self.notes {
            if !table.notes.iter().any(|it| it.contains(note)) {
                return Err(format!("no note {note:?} in {:?}", table.notes));
            }
        }
        Ok(())
    }
}

/// Some columns of each row, as they are written in a file: sums without their sign of pounds.
fn shown(table: &view::Table, columns: &[String]) -> Result<Vec<Vec<String>>, String> {
    let place = |name: &String| {
        table
            .find_column(name)
            .ok_or_else(|| format!("no column {name:?} in\n{table}"))
    };
    let places: Vec<usize> = columns.iter().map(place).collect::<Result<_, _>>()?;
    let cell = |cell: &Cell| match cell {
        Cell::Money(sum) => sum.to_string(),
        other => other.to_string(),
    };
    let row = |row: &Vec<Cell>| places.iter().map(|at| cell(&row[*at])).collect();
    Ok(table.rows.iter().map(row).collect())
}
