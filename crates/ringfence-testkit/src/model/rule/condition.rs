//! Whether a condition holds where every fact is known.

use ringfence::law::{FactName, FactType, Group};

use super::value::{Hearing, Worth};
use crate::generate::kind_of;
use crate::tree::{self, Tree};

const COMPARISONS: [&str; 13] = [
    "is",
    "is_not",
    "above",
    "at_least",
    "below",
    "at_most",
    "before",
    "on_or_after",
    "after",
    "on_or_before",
    "one_of",
    "none_of",
    "recorded",
];

impl<'t> Hearing<'t> {
    pub(super) fn holds(&self, condition: &'t Tree) -> bool {
        for key in ["all", "any"] {
            match condition.get(key) {
                Some(Tree::Array(parts)) => {
                    self.reach(key);
                    return match key {
                        "all" => parts.iter().all(|part| self.holds(part)),
                        _ => parts.iter().any(|part| self.holds(part)),
                    };
                }
                Some(Tree::String(group)) => return self.over(condition, key, group),
                _ => {}
            }
        }
        if let Some(inner) = condition.get("not") {
            self.reach("not");
            return !self.holds(inner);
        }
        self.compared(condition)
    }

    /// Of no record at all, nothing holds.
    fn over(&self, condition: &'t Tree, key: &str, group: &str) -> bool {
        let (Some(group), Some(inner)) = (Group::find(group), condition.get("where")) else {
            return false;
        };
        self.reach(&format!("{key} {group}"));
        let places = self.places(group);
        let mut each = places
            .iter()
            .map(|place| self.at(group, *place).holds(inner));
        match key {
            _ if places.is_empty() => false,
            "any" => each.any(|holds| holds),
            _ => each.all(|holds| holds),
        }
    }

    fn compared(&self, condition: &'t Tree) -> bool {
        let found = COMPARISONS
            .into_iter()
            .find(|key| condition.get(key).is_some());
        let Some(key) = found else { return false };
        let left = condition.get("value").unwrap_or(condition);
        let kind = self.kind(left);
        let (left, against) = (
            kind.and_then(|kind| self.worth(left, kind)),
            &condition[key],
        );
        let right = |one: &'t Tree| kind.and_then(|kind| self.worth(one, kind));
        let holds = match (key, &left, against) {
            ("recorded", left, asked) => asked.as_bool() == Some(left.is_some()),
            (_, None, _) => false,
            ("one_of", Some(left), Tree::Array(all)) => {
                all.iter().any(|one| right(one).as_ref() == Some(left))
            }
            ("none_of", Some(left), Tree::Array(all)) => all
                .iter()
                .all(|one| right(one).is_some_and(|right| right != *left)),
            (key, Some(left), one) => right(one).is_some_and(|right| stands(left, key, &right)),
        };
        self.reach(&format!("{key} {holds}"));
        holds
    }

    /// What a value comes to whose type it says itself, or else is this one.
    pub(super) fn worth_of_any(&self, of: &'t Tree, unless_said: FactType) -> Option<Worth> {
        self.worth(of, self.kind(of).unwrap_or(unless_said))
    }

    /// The type of what stands on the left of a comparison.
    fn kind(&self, of: &'t Tree) -> Option<FactType> {
        if let Some(name) = tree::text_of(of, "fact") {
            let known = FactName::find(name).map(|fact| fact.entry().kind);
            return known.or_else(|| Some(kind_of(self.book, name)));
        }
        if let Some(id) = tree::text_of(of, "parameter") {
            let mut all = tree::list_of(self.book, "parameter").iter();
            let its = all.find(|it| tree::text_of(it, "id") == Some(id))?;
            return Some(type_of(tree::text_of(its, "type")?));
        }
        if matches!(of.as_str(), Some("all" | "tied")) || of.get("of").is_some() {
            return Some(FactType::Money);
        }
        for head in ["month", "day", "earliest", "latest", "recorded_on"] {
            if of.get(head).is_some() {
                return Some(FactType::Date);
            }
        }
        for head in ["year", "year_of"] {
            if of.get(head).is_some() {
                return Some(FactType::Year);
            }
        }
        if of.get("recorded_by").is_some() {
            return Some(FactType::Text);
        }
        for head in ["count", "days_from", "days_over", "month_of"] {
            if of.get(head).is_some() {
                return Some(FactType::Whole);
            }
        }
        let inside = ["least", "greatest", "plus", "minus"];
        let each = inside.iter().flat_map(|head| tree::list_of(of, head));
        let alone = ["excess", "above", "each", "sum", "otherwise"];
        let alone = alone.iter().filter_map(|head| of.get(head));
        let cases = tree::list_of(of, "cases").iter();
        let cases = cases.filter_map(|case| case.get("value"));
        each.chain(alone)
            .chain(cases)
            .find_map(|one| self.kind(one))
    }
}

fn type_of(word: &str) -> FactType {
    match word {
        "money" => FactType::Money,
        "date" => FactType::Date,
        "year" => FactType::Year,
        "text" => FactType::Text,
        "whole" => FactType::Whole,
        _ => FactType::Flag,
    }
}

fn stands(left: &Worth, key: &str, right: &Worth) -> bool {
    match key {
        "is" => left == right,
        "is_not" => left != right,
        "above" | "after" => left > right,
        "at_least" | "on_or_after" => left >= right,
        "below" | "before" => left < right,
        _ => left <= right,
    }
}
