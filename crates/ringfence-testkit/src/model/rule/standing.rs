//! Which rule covers an item, and which of its clauses are in force.

use chrono::NaiveDate;

use crate::tree::{self, Tree};

/// The rule of a book for a stream: the one that names it, else the one for any.
pub(super) fn rule_for<'t>(book: &'t Tree, stream: Option<&str>) -> Option<&'t Tree> {
    let rules = tree::list_of(book, "rule").iter();
    let of_items = |rule: &&Tree| tree::text_of(rule, "question") == Some("roll_over");
    let rules = rules.filter(of_items);
    let names = |rule: &&Tree| {
        let named = tree::list_of(rule, "streams").iter();
        stream.is_some() && named.map(Tree::as_str).any(|it| it == stream)
    };
    let any = |rule: &&Tree| tree::text_of(rule, "streams") == Some("any");
    rules
        .clone()
        .find(names)
        .or_else(|| rules.clone().find(any))
}

/// The rule of a book for a question that is asked of a draft of one kind; all of them are for any
/// stream.
pub(super) fn rule_on_asks<'t>(book: &'t Tree, question: &str, kind: &str) -> Option<&'t Tree> {
    let mut rules = tree::list_of(book, "rule").iter();
    rules.find(|rule| {
        let drafts = tree::list_of(rule, "drafts").iter();
        let named = drafts.map(Tree::as_str).any(|it| it == Some(kind));
        let virement = question == "virement" && kind == "vire";
        tree::text_of(rule, "question") == Some(question) && (named || virement)
    })
}

/// Of several dated values the one in force on a day: the latest that has begun, unless it has
/// ended.
pub(super) fn in_force<'t>(
    values: impl Iterator<Item = &'t Tree> + Clone,
    on: NaiveDate,
) -> Option<&'t Tree> {
    let latest = latest(values, on)?;
    let until = tree::day_of(latest, "in_force_until");
    until.is_none_or(|until| on <= until).then_some(latest)
}

fn latest<'t>(values: impl Iterator<Item = &'t Tree>, on: NaiveDate) -> Option<&'t Tree> {
    let from = |value: &&Tree| tree::day_of(value, "in_force_from");
    let begun = values.filter(|value| from(value).is_some_and(|from| from <= on));
    begun.max_by_key(from)
}

/// An exception in force, and the labels that it stands over, from the nearest down.
#[derive(Clone, Debug)]
pub(super) struct Standing<'t> {
    pub(super) label: &'t str,
    pub(super) clause: &'t Tree,
    pub(super) over: Vec<&'t str>,
}

/// The exceptions in force, in the order of the file.
pub(super) fn standing(rule: &Tree, on: NaiveDate) -> Vec<Standing<'_>> {
    let all = tree::list_of(rule, "exception");
    let of_label = |label: &str| {
        let label = label.to_owned();
        all.iter()
            .filter(move |it| tree::text_of(it, "label") == Some(&label))
    };
    let mut standing = Vec::new();
    for clause in all {
        let Some(label) = tree::text_of(clause, "label") else {
            continue;
        };
        if in_force(of_label(label), on) != Some(clause) {
            continue;
        }
        let mut over = Vec::new();
        let mut below = tree::text_of(clause, "over");
        while let Some(next) = below.filter(|next| *next != "base" && !over.contains(next)) {
            over.push(next);
            // What has not begun yet stands where its first value will.
            let its = latest(of_label(next), on).or_else(|| of_label(next).next());
            below = its.and_then(|it| tree::text_of(it, "over"));
        }
        standing.push(Standing {
            label,
            clause,
            over,
        });
    }
    standing
}
