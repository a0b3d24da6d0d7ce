//! The rule books that come with the library: their list in the source, and the page of them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use ringfence::law::RuleBook;
use ringfence::word::Citation;
use toml::{Table, Value};

use crate::reader;

const LIST: &str =
    "//! The books and reforms that come with the library, one for each file of `seeds/rules`.
//! Generated; `make bless` records it anew.

use super::preset::Preset;

pub(super) const PRESETS: &[Preset] = &[";

const OPENING: &str = "
# Books that come with the library

Each is a file of `seeds/rules`, by the place whose rules it holds, and [`RuleBook::preset`] gives
it by its name; [`Preset::all`] lists them, and so does `ringfence rules list`. A rule whose name
begins with a letter and a number is one of those that were collected for this library: `w` of Wales
and the United Kingdom's rules for it, `e` of the NHS in England, `l` of local government, `u` of
the United States, `x` of elsewhere. Under `kuali` stand the codes of a program whose public help
describes them. *Scenarios* counts those of `tests/scenarios` that name the book, some just inside
the rule and some just outside, each reckoned by hand.
This part is generated; `make bless` records it anew.

| rule | preset | what it is | place | question | scenarios | source | assumed |
|---|---|---|---|---|---|---|---|
";

const ASSUMED: &str = "
## What is assumed

What no source says: a first day, the name of a stream, what a word was read as.

";

/// Two rules that had a book before they had a number.
const NUMBERED: [(&str, &str); 2] = [("wales-2016", "W1"), ("bma-2017", "W2")];

/// A file of `seeds/rules`.
pub(crate) struct Shipped {
    place: String,
    name: String,
    file: Table,
}

impl Shipped {
    fn is_reform(&self) -> bool {
        self.file.contains_key("reform")
    }

    fn title(&self) -> &str {
        let (table, key) = match self.file.get("book") {
            Some(book) => (book, "title"),
            None => (&self.file["reform"], "name"),
        };
        table[key].as_str().expect("a title")
    }

    /// The rule's number, as in `W15`.
    fn rule(&self) -> String {
        let known = NUMBERED.iter().find(|(name, _)| *name == self.name);
        let (letter, number) = self.name.split('-').next().unwrap_or_default().split_at(1);
        match known {
            Some((_, rule)) => (*rule).to_owned(),
            None if number.parse::<u32>().is_ok() => format!("{}{number}", letter.to_uppercase()),
            None => String::new(),
        }
    }

    /// The questions of its rules; of a reform the book that it is laid over.
    fn questions(&self) -> String {
        if let Some(reform) = self.file.get("reform") {
            return format!("reform of `{}`", reform["over"].as_str().expect("a book"));
        }
        let rules = self.file.get("rule").and_then(Value::as_array);
        let each = rules.into_iter().flatten();
        let words: BTreeSet<&str> = each.filter_map(|rule| rule["question"].as_str()).collect();
        let words: Vec<&str> = words.into_iter().collect();
        words.join(", ")
    }

    /// What it cites, each once, in the order of the file.
    fn sources(&self) -> String {
        let mut found = Vec::new();
        cited(&Value::Table(self.file.clone()), &mut found);
        found.join("; ")
    }
}

fn cited(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|value| cited(value, into)),
        Value::Table(table) => {
            if let Some(instrument) = table.get("instrument").and_then(Value::as_str) {
                let source = match table.get("url").and_then(Value::as_str) {
                    Some(url) => format!("[{instrument}]({url})"),
                    None => instrument.to_owned(),
                };
                if !into.contains(&source) {
                    into.push(source);
                }
            }
            table.values().for_each(|value| cited(value, into));
        }
        _ => {}
    }
}

/// The files under a folder, by place and name.
pub(crate) fn shipped(folder: &Path) -> Vec<Shipped> {
    let mut paths = Vec::new();
    reader::gather(folder, &mut paths);
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("a file of rules");
        let place = path.parent().and_then(Path::file_name).expect("a place");
        Shipped {
            place: place.to_string_lossy().into_owned(),
            name: path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned(),
            file: text
                .parse()
                .unwrap_or_else(|fault| panic!("{path:?}: {fault}")),
        }
    };
    paths.iter().map(read).collect()
}

/// The list of them in the source.
pub(crate) fn list(all: &[Shipped]) -> String {
    let mut list = LIST.to_owned();
    for each in all {
        let (name, place, title) = (&each.name, &each.place, each.title());
        write!(
            list,
            "\n    Preset {{\n        name: \"{name}\",\n        place: \"{place}\",\n        \
             title: \"{title}\",\n        is_reform: {},\n        \
             text: include_str!(\"../../presets/{place}/{name}.toml\"),\n    }},",
            each.is_reform(),
        )
        .expect("a text takes it");
    }
    list + "\n];\n"
}

/// The page of them; the scenarios are texts.
pub(crate) fn page(all: &[Shipped], scenarios: &[String]) -> String {
    let mut page = OPENING.trim_start().to_owned();
    let mut assumed = ASSUMED.to_owned();
    for each in all {
        let (name, place, title) = (&each.name, &each.place, each.title());
        let named = format!("book = \"{name}\"");
        let count = scenarios
            .iter()
            .filter(|text| text.contains(&named))
            .count();
        let is_tried = each.is_reform() || count >= 2;
        assert!(
            is_tried,
            "{name}: a scenario just inside, and one just outside"
        );
        let book = RuleBook::preset(name).unwrap_or_else(|no| panic!("{name}: {no}"));
        let assumptions = book.assumptions();
        writeln!(
            page,
            "| {} | `{name}` | {title} | {place} | {} | {count} | {} | {} |",
            each.rule(),
            each.questions(),
            each.sources(),
            assumptions.len(),
        )
        .expect("a text takes it");
        if !assumptions.is_empty() {
            writeln!(assumed, "- `{name}`").expect("a text takes it");
        }
        for assumption in assumptions {
            let place = &assumption.place;
            let says = match &assumption.cite {
                Citation::Assumption { assumption, .. } => assumption,
                Citation::Source { instrument, .. } => instrument,
            };
            writeln!(assumed, "  - {place}: {says}").expect("a text takes it");
        }
    }
    page + &assumed
}
