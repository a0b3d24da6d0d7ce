//! The page of drafts: what each form asks, as the reader of fields itself answers.

use std::collections::BTreeMap;
use std::fmt::Write;

use ringfence::journal::{ActKind, Draft, FieldFault, FieldValue};
use ringfence::noun::Wording;
use ringfence_formats::SeedFile;

const OPENING: &str = "# Drafts

Every kind of draft, the fields that it is read from, the file of a seed folder that holds it, and
the word by which the journal calls it once it is accepted. The same names serve as columns of a
file, as keywords in Python and as fields of `Draft::read`. What a plan posts, a close and an
opening, is no draft and is not here.

*needed* is what the reader asks for where nothing is given: always, for what is said *once* or
*every year*, or *one of two* or more. A check may ask for more. This page is generated from the
reader and the source; `make bless` records it anew.
";

type Docs = BTreeMap<(String, String), String>;

/// Fields that are called otherwise in a form than in the struct they fill.
const CALLED: &[(&str, &str, &str)] = &[
    ("given_by", "AddStream", "source"),
    ("release_required", "AddStream", "release"),
    ("stated_unit", "Stated", "unit"),
    ("stated_places", "Stated", "places"),
    ("tolerance_percent", "Tolerance", "percent"),
    ("tolerance_round", "Tolerance", "round"),
    ("amount", "TermSum", "amount"),
    ("percent", "TermSum", "percent"),
    ("round", "TermSum", "round"),
    ("final", "Spend", "is_final"),
    ("weights", "Successor", "weight"),
    ("weights", "PartyShare", "weight"),
    ("parties", "Share", "cost"),
    ("left_parties", "Share", "left"),
    ("left_weights", "PartyShare", "weight"),
    ("start", "Approval", "from"),
    ("end", "Approval", "until"),
];

/// The page of drafts.
pub(crate) fn page(about: &BTreeMap<String, String>, docs: &Docs) -> String {
    let mut page = OPENING.to_owned();
    for (word, kind) in ActKind::WORDS {
        if *kind == ActKind::CloseYear {
            continue;
        }
        let file = SeedFile::names()
            .find(|name| SeedFile::named(name) == Some(SeedFile::Drafts(*kind)))
            .unwrap_or_else(|| panic!("no file of a seed holds {word}"));
        let event = kind.event_word();
        write!(
            page,
            "\n## {word}\n\n{} Read from `{file}`; in the journal `{event}`.\n\n{}",
            about[*word],
            table(*kind, kind.fields(), docs)
        )
        .expect("a text takes what is written");
    }
    let common = table(ActKind::Propose, ActKind::common_fields(), docs);
    page + "\n## What every draft may say\n\n" + &common
}

fn table(kind: ActKind, fields: &[&str], docs: &Docs) -> String {
    let mut table =
        "| field | needed | written as | what it says |\n|---|---|---|---|\n".to_owned();
    for field in fields {
        let mark = needed(kind, field);
        let (written, says) = (written(kind, field), says(kind, field, docs));
        writeln!(table, "| `{field}` | {mark} | {written} | {says} |")
            .expect("a text takes what is written");
    }
    table
}

/// Whether a field is needed: always, for a sum given once, for one given every year, or beside
/// another.
fn needed(kind: ActKind, field: &str) -> &'static str {
    let of_several = one_of_several(kind);
    if of_several.contains(&field) {
        return match of_several.len() {
            3 => "one of three",
            4 => "one of four",
            _ => "one of two",
        };
    }
    let of_field = |fault: &FieldFault| fault.field == field;
    let once = faults(kind, &[]).into_iter().find(of_field);
    let recurs = kind.fields().contains(&"recurrence");
    let yearly = [("recurrence", "recurrent")];
    let every_year = recurs
        .then(|| faults(kind, &yearly))
        .map(|all| all.iter().any(of_field));
    match (once, every_year) {
        (Some(fault), _) if fault.found != "nothing" => "one of two",
        (Some(_), None | Some(true)) => "needed",
        (Some(_), Some(false)) => "once",
        (None, Some(true)) => "every year",
        (None, _) => "",
    }
}

/// The fields of which one must be given, where the reader says so: the one that it asks for, and
/// those that do in its place.
fn one_of_several(kind: ActKind) -> Vec<&'static str> {
    let asks = |fault: &FieldFault| fault.expected.ends_with("one of them");
    let asked = faults(kind, &[]).into_iter().find(asks);
    let of_asked = |fault: &FieldFault| Some(&fault.field) == asked.as_ref().map(|it| &it.field);
    let does = |field: &&&str| {
        let then = faults(kind, &[(field, "x")]);
        !then.iter().any(|it| of_asked(it) || it.field == **field)
    };
    let fields = asked.iter().flat_map(|_| kind.fields());
    fields.filter(does).copied().collect()
}

fn faults(kind: ActKind, fields: &[(&str, &str)]) -> Vec<FieldFault> {
    let given: Vec<(String, FieldValue)> = fields
        .iter()
        .map(|(name, text)| ((*name).to_owned(), FieldValue::Text((*text).to_owned())))
        .collect();
    Draft::read(kind, &given).err().unwrap_or_default()
}

/// How a field is written: what its reader expects when it is given nonsense.
fn written(kind: ActKind, field: &str) -> String {
    const NONSENSE: &str = "?";
    let once = faults(kind, &[(field, NONSENSE)]);
    let yearly = [(field, NONSENSE), ("recurrence", "recurrent")];
    let every_year = if field == "recurrence" {
        Vec::new()
    } else {
        faults(kind, &yearly)
    };
    let expected = once
        .into_iter()
        .chain(every_year)
        .find(|fault| fault.field == field && fault.found != "nothing")
        .map(|fault| fault.expected);
    match expected.as_deref() {
        None => "a text".to_owned(),
        Some("a whole number of 0 or more") => "a whole number".to_owned(),
        Some(expected) if expected.starts_with("an id") => "an id".to_owned(),
        Some(expected) if expected.starts_with("ids") => "ids, with `;` between".to_owned(),
        Some(expected) => expected.to_owned(),
    }
}

/// What a field says: the docs of what it fills.
fn says(kind: ActKind, field: &str, docs: &Docs) -> String {
    let of_type = |name: &str, field: &str| docs.get(&(name.to_owned(), field.to_owned()));
    let called = CALLED.iter().filter(|(called, ..)| *called == field);
    let own = type_name(kind);
    let inner = match kind {
        ActKind::Approve => "Approval",
        ActKind::Commit => "Term",
        ActKind::EndBody => "Successor",
        ActKind::Profile => "ProfileOf",
        ActKind::RecordFact => "FactOf",
        ActKind::RecordOutturn => "PublishedStatus",
        ActKind::SetFloor | ActKind::SetCap => "StreamTerm",
        ActKind::Share => "PartyShare",
        _ => "Draft",
    };
    let fallback = || {
        let whole = match (kind, field) {
            (ActKind::Commit, "recurrence") => Some("Once or every year."),
            (ActKind::RecordFact, "type") => Some("Of which type its value is."),
            (_, "tolerance_takes") => Some("Which of a sum and a part counts."),
            _ => None,
        };
        whole.map(str::to_owned)
    };
    let of_post = (kind == ActKind::Commit).then_some("Post");
    of_type(&own, field)
        .or_else(|| of_type(inner, field))
        .or_else(|| of_type("MonthShape", field).filter(|_| kind == ActKind::Profile))
        .or_else(|| of_type(of_post?, field))
        .or_else(|| of_type("Draft", field))
        .or_else(|| of_type("Text", field))
        .or_else(|| {
            called
                .filter(|(_, owner, _)| {
                    [own.as_str(), inner, "Stated", "TermSum", "Tolerance"].contains(owner)
                })
                .find_map(|(_, owner, name)| of_type(owner, name))
        })
        .cloned()
        .or_else(fallback)
        .unwrap_or_else(|| panic!("nothing is said of {own}.{field}"))
}

fn type_name(kind: ActKind) -> String {
    format!("{kind:?}")
}
