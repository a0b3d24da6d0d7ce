//! A rule book as a plain tree: what its text says, before anybody asks what it means.

use chrono::NaiveDate;
use toml::map::Map;

/// A value of a rule book's text.
pub(crate) type Tree = toml::Value;

/// Reads a text as rule books are read: JSON where it begins with `{`, else TOML.
pub(crate) fn read(text: &str) -> Option<Tree> {
    match text.trim_start().starts_with('{') {
        true => serde_json::from_str(text).ok(),
        false => toml::from_str(text).ok(),
    }
}

/// As TOML.
pub(crate) fn to_toml(tree: &Tree) -> String {
    toml::to_string(tree).expect("a table is TOML")
}

/// As JSON; days become texts.
pub(crate) fn to_json(tree: &Tree) -> String {
    json(tree).to_string()
}

fn json(tree: &Tree) -> serde_json::Value {
    match tree {
        Tree::String(text) => text.as_str().into(),
        Tree::Integer(number) => (*number).into(),
        Tree::Boolean(flag) => (*flag).into(),
        Tree::Datetime(day) => day.to_string().into(),
        Tree::Array(list) => list.iter().map(json).collect::<Vec<_>>().into(),
        Tree::Table(table) => {
            let pairs = table.iter().map(|(key, one)| (key.clone(), json(one)));
            serde_json::Value::Object(pairs.collect())
        }
        Tree::Float(_) => serde_json::Value::Null,
    }
}

pub(crate) fn text(words: &str) -> Tree {
    Tree::String(words.to_owned())
}

pub(crate) fn day(day: NaiveDate) -> Tree {
    let day = day.to_string().parse();
    Tree::Datetime(day.expect("a day as TOML writes it"))
}

pub(crate) fn table<const N: usize>(pairs: [(&str, Tree); N]) -> Tree {
    let pairs = pairs.into_iter().map(|(key, one)| (key.to_owned(), one));
    Tree::Table(pairs.collect::<Map<_, _>>())
}

/// Puts a value under a key of a table.
pub(crate) fn put(tree: &mut Tree, key: &str, value: Tree) {
    if let Tree::Table(table) = tree {
        table.insert(key.to_owned(), value);
    }
}

/// Leaves a key of a table out.
pub(crate) fn leave_out(tree: &mut Tree, key: &str) {
    if let Tree::Table(table) = tree {
        table.remove(key);
    }
}

/// The text under a key.
pub(crate) fn text_of<'t>(tree: &'t Tree, key: &str) -> Option<&'t str> {
    tree.get(key).and_then(Tree::as_str)
}

/// The day under a key, written as a day or as a text.
pub(crate) fn day_of(tree: &Tree, key: &str) -> Option<NaiveDate> {
    tree.get(key).and_then(as_day)
}

pub(crate) fn as_day(tree: &Tree) -> Option<NaiveDate> {
    match tree {
        Tree::Datetime(day) => day.to_string().parse().ok(),
        Tree::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The list under a key; empty where there is none.
pub(crate) fn list_of<'t>(tree: &'t Tree, key: &str) -> &'t [Tree] {
    let list = tree.get(key).and_then(Tree::as_array);
    list.map_or(&[], Vec::as_slice)
}

/// Every table of a tree, the tree itself among them.
pub(crate) fn each_table<'t>(tree: &'t Tree, seen: &mut dyn FnMut(&'t Map<String, Tree>)) {
    match tree {
        Tree::Table(table) => {
            seen(table);
            table.values().for_each(|one| each_table(one, seen));
        }
        Tree::Array(list) => list.iter().for_each(|one| each_table(one, seen)),
        _ => {}
    }
}
