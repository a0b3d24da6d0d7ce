//! What becomes of an item: the answer that every value of what is missing gives, or several.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;
use ringfence::law::{Disposal, RuleBook};

use super::complete::{Complete, Missing, every_text, missing};
use super::decide::NO_LINE;
use super::plain::is_plain;
use super::value::Hearing;
use crate::generate::Given;
use crate::tree::{self, Tree};

/// How many ways of filling what is missing are asked at most; beyond it only some are.
const WAYS: usize = 1_500;

/// A rule book as the model reads it.
#[derive(Clone, Debug)]
pub struct ModelBook {
    tree: Tree,
}

/// What the law says of an item for each value that what is missing might have.
#[derive(Clone, Debug)]
pub struct Answers {
    /// Each different answer once, the first way's first.
    pub each: Vec<Disposal>,
    /// The labels of the exceptions that apply the first way.
    pub applying: Vec<String>,
    /// What is missing, each under the name that it is asked for by.
    pub missing: BTreeSet<String>,
    /// Of these, what alone makes a difference, as far as was tried; to which line money goes
    /// apart, which is asked once it is clear that it goes there.
    pub mattering: BTreeSet<String>,
    /// The same, where it is a difference to which line money goes.
    pub differing: BTreeSet<String>,
    /// What is read to name the lines to which money goes: it is asked before what changes the sum.
    pub whither: BTreeSet<String>,
    /// Whether every way was tried.
    pub complete: bool,
    /// Whether what is missing is read once each and plainly: in a comparison with what is stated.
    pub plain: bool,
    /// How often each part of the language was looked at.
    pub reached: BTreeMap<String, u64>,
}

impl ModelBook {
    /// Reads the text of a book that loads; an empty text is the book without rules.
    pub fn of(book: &RuleBook) -> ModelBook {
        let tree = tree::read(book.text()).expect("a text that loads is TOML or JSON");
        ModelBook { tree }
    }

    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What becomes of an item on a day.
    pub fn answers(&self, given: &Given, on: NaiveDate) -> Answers {
        let missing = missing(&self.tree, given);
        let counts = Vec::from_iter(missing.iter().map(|it| it.might_be.len().max(1)));
        let ways: usize = counts
            .iter()
            .fold(1, |all, count| all.saturating_mul(*count));
        let complete = ways <= WAYS;
        // Steps that share no factor with the number of ways come by each of a large part.
        let step = if complete { 1 } else { ways / WAYS + 1 };
        let known = Complete::known(given, &missing);
        let reached = RefCell::default();
        let (mut said, mut wherever) = (BTreeMap::new(), BTreeMap::new());
        let mut each: Vec<Disposal> = Vec::new();
        let mut applying = Vec::new();
        for way in (0..ways).step_by(step) {
            let places = places_of(way, &counts);
            let facts = filled(&known, &missing, &places);
            let hearing = Hearing {
                book: &self.tree,
                on,
                facts: &facts,
                records: BTreeMap::new(),
                reached: &reached,
            };
            let verdicts = hearing.decide();
            if each.is_empty() {
                applying = verdicts.applying;
            }
            wherever.insert(places.clone(), verdicts.wherever);
            said.insert(places, verdicts.disposal.clone());
            if !each.contains(&verdicts.disposal) {
                each.push(verdicts.disposal);
            }
        }
        Answers {
            each,
            applying,
            mattering: mattering(&missing, &wherever),
            differing: mattering(&missing, &said),
            whither: whither(&self.tree),
            plain: is_plain(&self.tree, missing.iter().map(|it| &it.name)),
            missing: missing.into_iter().map(|it| it.name).collect(),
            complete,
            reached: reached.into_inner(),
        }
    }
}

impl fmt::Display for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let few = self.each.iter().take(4);
        let few = Vec::from_iter(few.map(|answer| format!("{answer:?}")));
        writeln!(f, "{} answers: {}", self.each.len(), few.join(", "))?;
        let (missing, mattering) = (&self.missing, &self.mattering);
        writeln!(f, "missing {missing:?}, of which {mattering:?} matter")?;
        let (complete, plain) = (self.complete, self.plain);
        write!(
            f,
            "complete {complete}, plain {plain}, applying {:?}",
            self.applying
        )
    }
}

impl Answers {
    /// Whether no value of what is missing changes the answer.
    pub fn is_one(&self) -> bool {
        self.each.len() == 1
    }
}

/// Whether an answer of the model and one of the book say the same. Of a line that cannot be named
/// the book says how it would have been, in its own words.
pub(crate) fn same(model: &Disposal, book: &Disposal) -> bool {
    match (model, book) {
        (Disposal::NeedsEvidence { missing }, Disposal::NeedsEvidence { missing: asked }) => {
            let named = missing.iter().filter(|it| !it.starts_with(NO_LINE));
            let nameless = missing.iter().any(|it| it.starts_with(NO_LINE));
            let all = named.clone().all(|it| asked.contains(it));
            all && match nameless {
                true => asked.len() > named.count(),
                false => asked.len() == missing.len(),
            }
        }
        (model, book) => model == book,
    }
}

/// The texts that stand where a rule says where money goes.
fn whither(book: &Tree) -> BTreeSet<String> {
    let mut words = Vec::new();
    tree::each_table(book, &mut |table| {
        let to = table.get("to").filter(|_| table.contains_key("outcome"));
        to.into_iter().for_each(|to| every_text(to, &mut words));
    });
    words.into_iter().map(str::to_owned).collect()
}

fn places_of(mut way: usize, counts: &[usize]) -> Vec<usize> {
    let each = counts.iter().map(|count| {
        let place = way % count;
        way /= count;
        place
    });
    each.collect()
}

fn filled(known: &Complete, missing: &[Missing], places: &[usize]) -> Complete {
    let mut facts = known.clone();
    for (one, place) in missing.iter().zip(places) {
        if let Some(value) = one.might_be.get(*place) {
            facts.fill(&one.gap, value.clone());
        }
    }
    facts
}

/// What alone changes an answer, all else being equal.
fn mattering(missing: &[Missing], said: &BTreeMap<Vec<usize>, Disposal>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, one) in missing.iter().enumerate() {
        let mut without: BTreeMap<Vec<usize>, &Disposal> = BTreeMap::new();
        for (places, answer) in said {
            let mut others = places.clone();
            others.remove(at);
            if *without.entry(others).or_insert(answer) != answer {
                names.insert(one.name.clone());
            }
        }
    }
    names
}
