//! Whether what is missing is read so plainly that a book must not ask for it without need.

use std::collections::BTreeMap;

use ringfence::law::{FactName, FactType};

use crate::tree::Tree;

/// How often a book reads each fact, and how often plainly.
#[derive(Default)]
struct Readings<'t> {
    all: BTreeMap<&'t str, usize>,
    plain: BTreeMap<&'t str, usize>,
}

/// Whether each of these facts is read once, in a comparison with what is stated, and no condition
/// of a value stands between: then nothing else hangs on it.
pub(super) fn is_plain<'n>(book: &Tree, mut names: impl Iterator<Item = &'n String>) -> bool {
    let mut readings = Readings::default();
    gather(book, &mut readings);
    names.all(|name| {
        let count = |of: &BTreeMap<&str, usize>| of.get(name.as_str()).copied();
        count(&readings.all) == Some(1) && count(&readings.plain) == Some(1)
    })
}

fn gather<'t>(tree: &'t Tree, readings: &mut Readings<'t>) {
    match tree {
        Tree::String(text) => {
            let name = if text == "tied" { "item.tied" } else { text };
            *readings.all.entry(name).or_default() += 1;
        }
        Tree::Array(list) => list.iter().for_each(|one| gather(one, readings)),
        Tree::Table(table) => {
            for (key, one) in table {
                gather(one, readings);
                if key == "when" && table.contains_key("label") {
                    plainly(one, readings);
                }
            }
        }
        _ => {}
    }
}

fn plainly<'t>(condition: &'t Tree, readings: &mut Readings<'t>) {
    for key in ["all", "any"] {
        match condition.get(key) {
            Some(Tree::Array(each)) => each.iter().for_each(|one| plainly(one, readings)),
            Some(_) => condition
                .get("where")
                .into_iter()
                .for_each(|inner| plainly(inner, readings)),
            None => {}
        }
    }
    if let Some(inner) = condition.get("not") {
        plainly(inner, readings);
    }
    let Some(name) = condition.get("fact").and_then(Tree::as_str) else {
        return;
    };
    let table = condition.as_table().into_iter().flatten();
    let mut against = table.filter(|(key, _)| *key != "fact").map(|(_, one)| one);
    let entry = FactName::find(name).map(FactName::entry);
    // What is tied is a part of the item, a number may be none that anybody records, and of closed
    // words or of yes and no all may come to the same: the book does not look into what there is.
    let listed = ["one_of", "none_of"]
        .iter()
        .any(|key| condition.get(key).is_some());
    let open = entry.is_some_and(|it| match it.kind {
        FactType::Whole => false,
        FactType::Flag => !listed,
        _ => it.words.is_empty() && it.fact != FactName::ItemTied,
    });
    if open && against.all(is_stated) {
        *readings.plain.entry(name).or_default() += 1;
    }
}

fn is_stated(value: &Tree) -> bool {
    match value {
        Tree::Table(_) => false,
        Tree::Array(each) => each.iter().all(is_stated),
        Tree::String(text) => text != "all" && text != "tied",
        _ => true,
    }
}
