//! One fault in a book that loads, and the key that it was made at.

use crate::tree::{self, Tree};

/// A step on the way to a value of a tree.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Place(usize),
}

type Way = Vec<Step>;

/// Makes a fault: which one and where the numbers say. Gives its key, and what was done.
pub(super) fn spoil(book: &mut Tree, numbers: [u16; 3]) -> (String, &'static str) {
    let mut all = Vec::new();
    faults(book, &mut Vec::new(), &mut all);
    // Each kind of fault as often as the others, however many places it has.
    let mut kinds: Vec<&'static str> = all.iter().map(|(_, what)| *what).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let what = kinds[usize::from(numbers[0]) % kinds.len()];
    all.retain(|(_, its)| *its == what);
    let (way, what) = all.swap_remove(usize::from(numbers[1]) % all.len());
    make(book, &way, what);
    // A circle is one of exceptions, and told at the first of the label.
    let named = if what == CIRCLE {
        way.len() - 2
    } else {
        way.len()
    };
    (key_of(&way[..named]), what)
}

const STRAY: &str = "a key that means nothing";
const GONE: &str = "a key left out that must be there";
const DECIMAL: &str = "a decimal number";
const NO_FACT: &str = "a fact that is none";
const NO_PARAMETER: &str = "a parameter that is none";
const NO_LABEL: &str = "a label that is none";
const NO_WORD: &str = "a word that is none";
const EMPTY: &str = "an empty list";
const TWICE: &str = "the same again";
const CIRCLE: &str = "an exception over itself";

/// The keys whose words are closed.
const WORDS: [&str; 10] = [
    "outcome",
    "question",
    "round",
    "release",
    "use",
    "type",
    "recurrence",
    "over",
    "count",
    "days_over",
];
/// The keys that must be there wherever they are.
const NEEDED: [&str; 15] = [
    "id",
    "title",
    "question",
    "streams",
    "in_force_from",
    "outcome",
    "cite",
    "label",
    "when",
    "amount",
    "type",
    "round",
    "instrument",
    "asks",
    "otherwise",
];

fn faults(tree: &Tree, way: &mut Way, all: &mut Vec<(Way, &'static str)>) {
    match tree {
        Tree::Table(table) => {
            for (key, value) in table {
                way.push(Step::Key(key.clone()));
                of_key(key, value, table, way, all);
                faults(value, way, all);
                way.pop();
            }
            way.push(Step::Key("stray".to_owned()));
            all.push((way.clone(), STRAY));
            way.pop();
        }
        Tree::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                way.push(Step::Place(place));
                faults(value, way, all);
                way.pop();
            }
        }
        _ => {}
    }
}

fn of_key(
    key: &str,
    value: &Tree,
    table: &toml::map::Map<String, Tree>,
    way: &[Step],
    all: &mut Vec<(Way, &'static str)>,
) {
    let mut add = |what| all.push((way.to_vec(), what));
    let text = value.as_str();
    let root = way.len() == 1;
    if !root {
        add(DECIMAL);
    }
    // Without its value a comparison is another fault, and a rule is one without a base case.
    let must_be = match key {
        "value" => ["in_force_from", "when"]
            .iter()
            .any(|it| table.contains_key(*it)),
        _ => NEEDED.contains(&key),
    };
    if must_be && !root {
        add(GONE);
    }
    match key {
        "fact" | "recorded_on" | "recorded_by" if text.is_some() => add(NO_FACT),
        "parameter" if text.is_some() => add(NO_PARAMETER),
        "over" if table.contains_key("label") => add(NO_LABEL),
        _ if WORDS.contains(&key) && text.is_some() => add(NO_WORD),
        _ => {}
    }
    if key == "over" && table.contains_key("label") {
        add(CIRCLE);
    }
    let listed = matches!(value, Tree::Array(_));
    if listed && ["all", "any", "one_of", "none_of", "least", "plus", "cases"].contains(&key) {
        add(EMPTY);
    }
    if listed && ["rule", "parameter", "fact", "exception"].contains(&key) {
        add(TWICE);
    }
}

fn make(book: &mut Tree, way: &[Step], what: &'static str) {
    let Some((Step::Key(key), above)) = way.split_last() else {
        return;
    };
    let mut at = book;
    for step in above {
        let next = match step {
            Step::Key(key) => at.get_mut(key),
            Step::Place(place) => at.get_mut(place),
        };
        at = next.expect("the way was found in this tree");
    }
    let Tree::Table(table) = at else { return };
    let spoilt = match what {
        GONE => {
            table.remove(key);
            return;
        }
        TWICE => {
            if let Some(Tree::Array(list)) = table.get_mut(key) {
                list.extend(list.last().cloned());
            }
            return;
        }
        DECIMAL => Tree::Float(1.5),
        EMPTY => Tree::Array(Vec::new()),
        CIRCLE => table["label"].clone(),
        STRAY => Tree::Boolean(true),
        _ => tree::text("nothing-of-the-kind"),
    };
    table.insert(key.clone(), spoilt);
}

/// As a fault names it.
fn key_of(way: &[Step]) -> String {
    let mut key = String::new();
    for step in way {
        match step {
            Step::Key(name) if key.is_empty() => key.push_str(name),
            Step::Key(name) => key.extend([".", name]),
            Step::Place(place) => key.push_str(&format!("[{place}]")),
        }
    }
    key
}
