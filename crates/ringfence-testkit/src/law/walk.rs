//! Walking a history through a book and the model side by side.

use std::collections::BTreeMap;

use ringfence::journal::{Advice, Draft, Header, Refusals};
use ringfence::law::RuleBook;
use ringfence::noun::{Line, Position};
use ringfence::state::{Checked, Closing, Ledger, Plan, Receipt, Selection};
use ringfence::word::{Calendar, FinancialYear, Money};
use ringfence_store::{Book, MemoryStore, PostError};

use super::Tally;
use super::foretold::decision_of;
use crate::generate::{Country, History, draft_of, opening_drafts};
use crate::model::{Item, Model};

/// What a watch sees after each step.
#[derive(Clone, Copy, Debug)]
pub enum Seen<'a> {
    /// A draft was judged.
    Draft {
        /// The draft.
        draft: &'a Draft,
        /// The book before it.
        before: &'a Ledger,
        /// The model before it.
        model_before: &'a Model,
        /// What the book said.
        verdict: Result<Receipt, &'a Refusals>,
    },
    /// The close of a year was planned, before anybody closed by it.
    Planned {
        /// How.
        plan: &'a Plan,
        /// The book.
        before: &'a Ledger,
        /// The model.
        model_before: &'a Model,
    },
    /// A year was closed.
    Close {
        /// By which plan.
        plan: &'a Plan,
        /// The book before it.
        before: &'a Ledger,
        /// The model before it.
        model_before: &'a Model,
        /// How it was closed.
        closing: &'a Closing,
    },
}

/// One law that looks on while a history is walked.
pub trait Watch {
    /// Looks at a step: the book after it, and the model after it.
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model);
}

/// Walks a history, each close by one of the books, while watches look on. The model is always
/// compared: it is what the laws rest on.
pub fn walk(history: &History, books: &[RuleBook], watches: &mut [&mut dyn Watch]) -> Tally {
    let header = Header::new("GBP")
        .expect("a currency")
        .from_day(Country::first_day());
    let book = Book::create(MemoryStore::new(), header).expect("an empty store begins");
    let model = Model::new(Calendar::default(), Country::first_day());
    let mut walk = Walk {
        book,
        model,
        tally: Tally {
            histories: 1,
            ..Tally::default()
        },
        early: None,
    };
    for draft in opening_drafts() {
        walk.post(&draft, watches);
    }
    for (place, choices) in history.years.iter().enumerate() {
        let number = history.books.get(place).map(|it| usize::from(*it));
        let rules = number.and_then(|it| books.get(it % books.len().max(1)));
        for (at, choice) in choices.iter().enumerate() {
            if at == usize::from(history.early[place]) {
                walk.plan_early(rules.unwrap_or(&RuleBook::empty()));
            }
            let draft = draft_of(choice, &walk.model);
            walk.post(&draft, watches);
        }
        walk.close_by_the_early_plan();
        if let Some(rules) = rules {
            walk.close(rules, watches);
        }
    }
    walk.tally
}

/// The model and the book say the same of every draft, position and item.
pub fn always_the_model_agrees(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [])
}

/// Every law that looks on, in one walk.
pub fn every_law(history: &History, books: &[RuleBook]) -> Tally {
    walk_before(every_watch(), history, books)
}

/// The same, and each item of each plan is decided anew, by whatever book.
pub fn every_law_by_any_book(history: &History, books: &[RuleBook]) -> Tally {
    let mut watches = every_watch();
    watches.push(Box::new(super::by_book::DecidedAnew));
    walk_before(watches, history, books)
}

fn every_watch() -> Vec<Box<dyn Watch>> {
    let mut watches = super::money::watches();
    watches.extend(super::close::watches());
    watches.extend(super::journal::watches());
    watches.push(Box::new(super::term::Monotone));
    watches.push(Box::new(super::three_years::Plans::default()));
    watches.push(Box::new(super::mainstream::NoBaseCut));
    watches.push(Box::new(super::joint::SharedExactly));
    watches
}

fn walk_before(mut watches: Vec<Box<dyn Watch>>, history: &History, books: &[RuleBook]) -> Tally {
    let mut each: Vec<&mut dyn Watch> = Vec::new();
    for watch in &mut watches {
        each.push(watch.as_mut());
    }
    walk(history, books, &mut each)
}

struct Walk {
    book: Book<MemoryStore>,
    model: Model,
    tally: Tally,
    /// A plan that somebody made before the last draft of the year.
    early: Option<Plan>,
}

impl Walk {
    fn post(&mut self, draft: &Draft, watches: &mut [&mut dyn Watch]) {
        let before = self.book.ledger().clone();
        let model_before = self.model.clone();
        self.model.number_next(before.head().entry + 1);
        let said = self.book.post(draft);
        let foretold = self.model.post(draft);
        let verdict = match &said {
            Ok(receipt) => {
                let word = draft.act.kind().event_word();
                *self.tally.events.entry(word).or_default() += 1;
                Ok(*receipt)
            }
            Err(PostError::Refused(refusals)) => {
                self.tally.count_code(Err(refusals.first().code()));
                Err(refusals)
            }
            Err(fault) => panic!("a store in memory does not fail: {fault}"),
        };
        let code = verdict.as_ref().map(|_| ()).map_err(|it| it.first().code());
        assert_eq!(
            code,
            foretold,
            "the book (left) and the model (right) judge differently:\n{}\nsaid: {verdict:?}",
            in_words(draft),
        );
        if let Ok(receipt) = &verdict {
            let advice = self.book.ledger().advice_of(receipt.entry).iter();
            let codes: Vec<&str> = advice.map(Advice::code).collect();
            let foretold = self.model.advice_of(receipt.entry);
            assert_eq!(codes, foretold, "advice on {}", in_words(draft));
            self.tally.count_advice(&codes);
        }
        self.compare_positions(&in_words(draft));
        let seen = Seen::Draft {
            draft,
            before: &before,
            model_before: &model_before,
            verdict,
        };
        for watch in watches {
            watch.see(seen, &self.book, &self.model);
        }
    }

    /// Plans the year, the one before it and the one after it; keeps the plan of the year.
    fn plan_early(&mut self, rules: &RuleBook) {
        let year = self.model.open_year().unwrap_or(Country::first_year());
        for wanted in [year.previous(), year.next(), year] {
            let plan = self.book.ledger().plan_close(wanted, rules);
            let code = plan.as_ref().map(|_| ()).map_err(|it| it.first().code());
            let foretold = self.model.may_plan(wanted);
            assert_eq!(
                code, foretold,
                "planning {wanted}, {year} being the open one"
            );
            self.tally.count_code(code);
            self.early = plan.ok();
        }
    }

    /// Tries to close by the early plan, unless nothing was posted since.
    fn close_by_the_early_plan(&mut self) {
        let Some(plan) = self.early.take() else {
            return;
        };
        let (year, made_on) = (plan.year(), plan.head().entry);
        let closing = Closing::on(self.model.first_day_to_close(year));
        let checked = self.book.ledger().check_close(&plan, &closing);
        let code = checked.map_err(|it| it.first().code()).err();
        let of_the_plan = code.filter(|it| matches!(*it, "year_already_closed" | "plan_stale"));
        let foretold = self.model.may_close_by(year, made_on).err();
        let asked = format!("closing {year} as planned on entry {made_on}");
        assert_eq!(of_the_plan, foretold, "{asked}");
        let Some(code) = foretold else {
            return;
        };
        let before = self.book.ledger().head();
        match self.book.close(&plan, &closing) {
            Err(PostError::Refused(said)) => assert_eq!(said.first().code(), code, "{asked}"),
            other => panic!("{asked}: {other:?}"),
        }
        self.tally.count_code(Err(code));
        assert_eq!(self.book.ledger().head(), before, "{asked}");
        self.compare_positions(&asked);
    }

    fn close(&mut self, rules: &RuleBook, watches: &mut [&mut dyn Watch]) {
        let Some(year) = self.model.open_year() else {
            return;
        };
        let before = self.book.ledger().clone();
        let model_before = self.model.clone();
        let plan = before
            .plan_close(year, rules)
            .expect("the open year can be planned");
        self.planned(&plan, watches);
        let closing = Closing::on(self.model.first_day_to_close(year));
        match self.book.close(&plan, &closing) {
            Ok(_) => {}
            Err(PostError::Refused(refusals)) => {
                let code = refusals.first().code();
                self.tally.count_code(Err(code));
                if code == "plan_blocked" {
                    self.tally.count_outcomes(&plan);
                }
                if code == "other_book_adopted" {
                    self.close(&before.rule_book(), watches);
                }
                if code == "money_out_of_range" {
                    let foretold = self.model.close(year, &|item| decision_of(&plan, item));
                    assert_eq!(foretold, Err(code), "closing {year}");
                }
                return;
            }
            Err(fault) => panic!("a store in memory does not fail: {fault}"),
        }
        compare_items(&plan, &self.model.items(year));
        super::expect::compare_ended(&plan, &self.model);
        super::expect::compare_gone_back(&plan, &self.model);
        self.tally.count_outcomes(&plan);
        let adopts = self.book.ledger().head().entry - before.head().entry > 2;
        let adopted = if adopts { Some("book_adopted") } else { None };
        for word in ["year_closed", "year_opened"].into_iter().chain(adopted) {
            *self.tally.events.entry(word).or_default() += 1;
        }
        let foretold = self.model.close(year, &|item| decision_of(&plan, item));
        assert_eq!(foretold, Ok(()), "closing {year}");
        if adopts {
            self.model.adopt(rules.text());
        }
        self.model.number_next(self.book.ledger().head().entry + 1);
        let closed = format!("the close of {year} by {}", rules.id());
        self.compare_positions(&closed);
        let seen = Seen::Close {
            plan: &plan,
            before: &before,
            model_before: &model_before,
            closing: &closing,
        };
        for watch in watches {
            watch.see(seen, &self.book, &self.model);
        }
    }

    fn planned(&self, plan: &Plan, watches: &mut [&mut dyn Watch]) {
        let seen = Seen::Planned {
            plan,
            before: self.book.ledger(),
            model_before: &self.model,
        };
        for watch in watches {
            watch.see(seen, &self.book, &self.model);
        }
    }

    fn compare_positions(&self, after: &str) {
        let of_book = positions(self.book.ledger());
        let mut of_model = self.model.positions();
        of_model.retain(|_, position| *position != Position::default());
        for (spot, position) in &of_model {
            let found = of_book.get(spot).copied().unwrap_or_default();
            assert_eq!(found, *position, "{} in {}, after {after}", spot.1, spot.0);
        }
        let only = of_book
            .iter()
            .find(|(spot, _)| !of_model.contains_key(spot));
        assert_eq!(only, None, "a line of the book alone, after {after}");
        super::body::compare(self.book.ledger(), &self.model, after);
        super::expect::compare(self.book.ledger(), &self.model, after);
        super::plan::compare(self.book.ledger(), &self.model, after);
        super::profile::compare(self.book.ledger(), &self.model, after);
        super::term::compare(self.book.ledger(), &self.model, after);
    }
}

/// Every line of every year in which something stands.
pub(crate) fn positions(ledger: &Ledger) -> BTreeMap<(FinancialYear, Line), Position> {
    let all = ledger
        .positions(&Selection::default())
        .expect("sums in range");
    all.into_iter()
        .map(|it| ((it.year, it.line), it.position))
        .filter(|(_, position)| *position != Position::default())
        .collect()
}

/// The name of an item of the model, as the book names it.
pub(crate) fn item_key(item: &Item) -> (String, String) {
    (item.id.clone(), item.line.to_string())
}

fn compare_items(plan: &Plan, items: &[Item]) {
    let of_plan: BTreeMap<(String, String), Money> = plan
        .decisions()
        .iter()
        .map(|it| ((it.item.to_string(), it.line.to_string()), it.amount.size()))
        .collect();
    let of_model: BTreeMap<(String, String), Money> =
        items.iter().map(|it| (item_key(it), it.amount)).collect();
    assert_eq!(
        of_plan, of_model,
        "items of the plan (left) and of the model (right)"
    );
}

/// A draft as a person would read it in a report.
pub(crate) fn in_words(draft: &Draft) -> String {
    format!(
        "{:?} effective {:?} recorded {:?} key {:?}",
        draft.act, draft.effective, draft.recorded, draft.key
    )
}

/// Posts a draft to a ledger that no store keeps.
pub(crate) fn post_to(ledger: &mut Ledger, draft: &Draft) -> Result<Receipt, Refusals> {
    match ledger.check(draft)? {
        Checked::Unchanged(receipt) => Ok(receipt),
        Checked::Append(event) => {
            let entry = ledger.entry_of(&event);
            let applied = ledger.apply(&event, entry.hash);
            Ok(applied.expect("what was checked can be applied"))
        }
    }
}
