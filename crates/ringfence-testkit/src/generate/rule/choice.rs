//! Random books and items as plain numbers: they shrink well.

use proptest::collection::vec;
use proptest::prelude::*;

use super::estate::{self, Estate};
use super::given::{Given, given};
use super::{Step, Tested, asking, book, duty, duty_line, spoil};
use crate::tree::{self, Tree};

/// A random rule book, some items before it, and one fault to make in it, as plain numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookChoice {
    /// What the book says.
    pub book: Vec<u16>,
    /// What is given of each item.
    pub items: Vec<Vec<u16>>,
    /// Where it is spoilt, and how.
    pub spoil: [u16; 3],
}

/// A book with one fault, and where it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpoiltBook {
    /// The text.
    pub text: String,
    /// The key of the fault, such as `rule[0].exception[1].cite`.
    pub key: String,
    /// What was done there, in words.
    pub what: &'static str,
}

/// Any book, with a few items before it.
pub fn any_book() -> impl Strategy<Value = BookChoice> {
    let items = vec(vec(any::<u16>(), 0..90), 1..6);
    let parts = (vec(any::<u16>(), 0..420), items, any::<[u16; 3]>());
    parts.prop_map(|(book, items, spoil)| BookChoice { book, items, spoil })
}

impl BookChoice {
    fn tree(&self) -> Tree {
        book::written(&self.book)
    }

    /// The text of the book: TOML, or JSON for every other one.
    pub fn text(&self) -> String {
        self.written(&self.tree())
    }

    fn written(&self, tree: &Tree) -> String {
        match self.spoil[2].is_multiple_of(2) {
            true => tree::to_toml(tree),
            false => tree::to_json(tree),
        }
    }

    /// What is given of each item.
    pub fn given(&self) -> Vec<Given> {
        let tree = self.tree();
        self.items.iter().map(|item| given(item, &tree)).collect()
    }

    /// The same book with one fault.
    pub fn spoilt(&self) -> SpoiltBook {
        let mut tree = self.tree();
        let (key, what) = spoil::spoil(&mut tree, self.spoil);
        let text = self.written(&tree);
        SpoiltBook { text, key, what }
    }
}

/// A random book with caps over several items, and an estate before it, as plain numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CappedChoice {
    /// What the book says.
    pub book: Vec<u16>,
    /// Who has which money.
    pub estate: Vec<u16>,
}

/// Any book with caps, with an estate before it.
pub fn any_capped_book() -> impl Strategy<Value = CappedChoice> {
    let parts = (vec(any::<u16>(), 40..600), vec(any::<u16>(), 8..120));
    parts.prop_map(|(book, estate)| CappedChoice { book, estate })
}

impl CappedChoice {
    /// The text of the book.
    pub fn text(&self) -> String {
        tree::to_toml(&book::capped(&self.book))
    }

    /// The estate before it.
    pub fn estate(&self) -> Estate {
        estate::estate(&self.estate, &book::capped(&self.book))
    }
}

/// A random book with covers, and an estate before it in which some lines lack money, as plain
/// numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoveredChoice {
    /// What the book says beside its covers.
    pub book: Vec<u16>,
    /// What its covers say.
    pub covers: Vec<u16>,
    /// Who has which money.
    pub estate: Vec<u16>,
    /// Who spent more.
    pub over: Vec<u16>,
}

/// Any book with covers, with an estate before it.
pub fn any_covered_book() -> impl Strategy<Value = CoveredChoice> {
    let parts = (
        vec(any::<u16>(), 20..300),
        vec(any::<u16>(), 8..200),
        vec(any::<u16>(), 8..120),
        vec(any::<u16>(), 0..16),
    );
    parts.prop_map(|(book, covers, estate, over)| CoveredChoice {
        book,
        covers,
        estate,
        over,
    })
}

impl CoveredChoice {
    fn tree(&self) -> Tree {
        book::covered(&self.book, &self.covers)
    }

    /// The text of the book.
    pub fn text(&self) -> String {
        tree::to_toml(&self.tree())
    }

    /// The estate before it.
    pub fn estate(&self) -> Estate {
        estate::overspent(&self.estate, &self.over, &self.tree())
    }
}

/// A random book about what drafts ask for, and what is asked before it, as plain numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskChoice {
    /// What the book says.
    pub book: Vec<u16>,
    /// What is asked for.
    pub steps: Vec<u16>,
}

/// Any book about what drafts ask for, with what is asked before it.
pub fn any_asks() -> impl Strategy<Value = AskChoice> {
    let parts = (vec(any::<u16>(), 0..600), vec(any::<u16>(), 8..160));
    parts.prop_map(|(book, steps)| AskChoice { book, steps })
}

impl AskChoice {
    /// The text of the book.
    pub fn text(&self) -> String {
        tree::to_toml(&book::asking(&self.book))
    }

    /// What is asked for, step by step.
    pub fn steps(&self) -> Vec<Step> {
        asking::steps(&self.steps, &book::asking(&self.book))
    }
}

/// A random book of duties, and whose year it tests, as plain numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyChoice {
    /// What the book says.
    pub book: Vec<u16>,
    /// Whose year is tested.
    pub tested: Vec<u16>,
    /// How much of a limit moves to the next year, in pence.
    pub moved: u32,
    /// What rules on the ledger's lines say.
    pub on_lines: Vec<u16>,
    /// Which lines there are.
    pub lines: Vec<u16>,
}

/// Any book of duties, with somebody whose year it tests.
pub fn any_duties() -> impl Strategy<Value = DutyChoice> {
    let tested = vec(any::<u16>(), 8..60);
    let [on_lines, lines] = [0..200, 0..120].map(|length| vec(any::<u16>(), length));
    let book = vec(any::<u16>(), 0..300);
    let parts = (book, tested, any::<u32>(), on_lines, lines);
    parts.prop_map(|(book, tested, moved, on_lines, lines)| DutyChoice {
        book,
        tested,
        moved,
        on_lines,
        lines,
    })
}

impl DutyChoice {
    /// The text of the book.
    pub fn text(&self) -> String {
        tree::to_toml(&book::of_duties(&self.book, &self.on_lines))
    }

    /// Whose year it tests.
    pub fn tested(&self) -> Tested {
        let book = book::of_duties(&self.book, &self.on_lines);
        let mut tested = duty::tested(&self.tested, &book);
        tested.lines = duty_line::lines(&self.lines, &tested);
        tested
    }
}

/// The text of any book by which a random history may close: one that keeps money where it is.
pub fn any_walked_book() -> impl Strategy<Value = WalkedBook> {
    vec(any::<u16>(), 0..420).prop_map(|book| WalkedBook { book })
}

/// A random book by which a history closes, as plain numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkedBook {
    /// What the book says.
    pub book: Vec<u16>,
}

impl WalkedBook {
    /// The text of the book.
    pub fn text(&self) -> String {
        tree::to_toml(&book::walked(&self.book))
    }
}
