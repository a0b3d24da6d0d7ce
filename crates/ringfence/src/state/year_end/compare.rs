//! What another rule would have done, on the same ledger.

use std::collections::BTreeMap;

use super::close::Closing;
use super::plan::{Decision, Plan};
use crate::journal::{ActKind, Draft, Entry, JournalError, Refusals};
use crate::law::{BookFaults, Outcome, Reform, RuleBook};
use crate::noun::{BodyId, Line};
use crate::state::ledger::Posted;
use crate::state::{Checked, Ledger};
use crate::word::{FinancialYear, Money};
use thiserror::Error;

/// What is compared: a rule book, or a reform over one.
///
/// A reform is laid over its book anew each time, so that neither is changed by it.
///
/// ```
/// use ringfence::law::{Reform, RuleBook};
/// use ringfence::state::Rules;
///
/// let book = RuleBook::preset("bma-2017")?;
/// let reform = Reform::preset("bma-2017-attached")?;
/// let proposed = Rules::Reformed { reform, over: book.clone() };
/// assert_eq!(proposed.name(), "bma-2017-attached");
/// assert_ne!(proposed.book()?.hash(), book.hash());
/// assert_eq!(Rules::Book(book).name(), "bma-2017");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It decides nothing by itself: see [`Ledger::compare`].
#[derive(Clone, Debug)]
pub enum Rules {
    /// A book.
    Book(RuleBook),
    /// A reform over a book.
    Reformed {
        /// The reform.
        reform: Reform,
        /// The book that it changes.
        over: RuleBook,
    },
}

/// Why two rules could not be compared.
#[derive(Debug, Error)]
pub enum CompareError {
    /// A year cannot be closed.
    #[error(transparent)]
    Refused(#[from] Refusals),
    /// A reform does not fit its book.
    #[error(transparent)]
    Faults(#[from] BookFaults),
    /// The journal does not hold.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// What several rules would have done with the same years, item by item.
///
/// It holds behaviour fixed: nobody spends otherwise because the rule is another one. The ledger
/// that it is made from is not touched.
///
/// ```
#[doc = include_str!("../../../docs/aberwen.txt")]
/// use ringfence::law::RuleBook;
/// use ringfence::state::{Comparison, Rules};
///
/// // The empty book, under which everything lapses, and one that keeps what is ordered.
/// let (now, proposed) = (Rules::Book(RuleBook::empty()), Rules::Book(keeps_orders()));
/// let ledger = aberwen();
/// let years = ["2025-26".parse()?]; // open: no close is made anew, no entry is needed
/// let of: Comparison = ledger.compare(&[], &now, &[proposed], &years)?;
///
/// let [free, order] = of.rows.as_slice() else { panic!("two items") };
/// assert_eq!([order.lapsed_by_baseline, order.kept_by_reform], [order.amount; 2]);
/// assert_eq!([free.lapsed_by_baseline, free.lapsed_by_reform], [free.amount; 2]);
/// assert_eq!(order.difference.to_string(), "60000.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is no forecast, and it closes nothing: see [`Plan`].
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The baseline's name.
    pub baseline: String,
    /// The names of what is compared with it; of two books that have one
    /// name the later is `name (2)`.
    pub reforms: Vec<String>,
    /// One row for each item and reform.
    pub rows: Vec<ComparisonRow>,
}

/// One item under the baseline and under a reform.
///
/// What the reform keeps, lapses, reverts, re-provides, absorbs, makes a first call or leaves
/// undecided adds up to the amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonRow {
    /// The year.
    pub year: FinancialYear,
    /// The reform.
    pub reform: String,
    /// The item.
    pub item: String,
    /// Where it stands.
    pub line: Line,
    /// Who answers for the line and gains what lapses.
    pub accountable: BodyId,
    /// How much the item is under the reform; nought where only the baseline has it.
    pub amount: Money,
    /// What the baseline keeps.
    pub kept_by_baseline: Money,
    /// What the reform keeps.
    pub kept_by_reform: Money,
    /// What lapses under the baseline.
    pub lapsed_by_baseline: Money,
    /// What lapses under the reform.
    pub lapsed_by_reform: Money,
    /// What goes back to the funder under the reform.
    pub reverted_by_reform: Money,
    /// What the reform gives up this year and has next year.
    pub re_provided_by_reform: Money,
    /// The deficit that the accountable body meets under the reform; below nought.
    pub absorbed_by_reform: Money,
    /// The deficit that the reform takes from next year's money first; below nought.
    pub first_call_by_reform: Money,
    /// What the reform cannot decide: evidence is missing, or its clauses disagree.
    pub undecided: Money,
    /// Kept by the reform less kept by the baseline.
    pub difference: Money,
    /// Why under the baseline: see [`Plan::reason`]; *not there* where it has no such item.
    pub reason_of_baseline: String,
    /// Why under the reform.
    pub reason: String,
}

/// What became of each item, and why.
type Places = BTreeMap<(FinancialYear, Line, String), (Decision, String)>;

impl Rules {
    /// The book that results.
    ///
    /// ```
    /// use ringfence::law::{FaultCode, Reform, RuleBook};
    /// use ringfence::state::Rules;
    ///
    /// let reform = Reform::preset("bma-2017-attached")?;
    /// let over = RuleBook::preset("wales-2016")?; // it is a reform of bma-2017
    /// let no = Rules::Reformed { reform, over }.book().expect_err("it does not fit");
    /// assert_eq!(no.faults()[0].code, FaultCode::UnknownName);
    /// # Ok::<(), ringfence::law::PresetError>(())
    /// ```
    ///
    /// # Errors
    /// Where the reform does not fit its book.
    pub fn book(&self) -> Result<RuleBook, BookFaults> {
        match self {
            Rules::Book(book) => Ok(book.clone()),
            Rules::Reformed { reform, over } => reform.over(over),
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Rules::Book(book) => book.id(),
            Rules::Reformed { reform, .. } => reform.id(),
        }
    }
}

/// What a book is called beside others: a name that another book has gets a number.
fn name_beside(name: &str, book: &RuleBook, named: &[(String, RuleBook)]) -> String {
    let is_free = |name: &String| {
        let mut of_name = named.iter().filter(|(taken, _)| taken == name);
        of_name.all(|(_, other)| other.hash() == book.hash())
    };
    let numbered = (2_usize..).map(|number| format!("{name} ({number})"));
    let mut each = std::iter::once(name.to_owned()).chain(numbered);
    each.find(is_free).unwrap_or_default()
}

impl Ledger {
    /// What each of several rules would have done with the years asked for. Their closes are
    /// left out and made anew on copies; the later entries stand as posted, and what they then
    /// lack shows as unfunded. The ledger is not touched.
    ///
    /// ```
    #[doc = include_str!("../../../docs/aberwen.txt")]
    /// use ringfence::state::{CompareError, Rules};
    ///
    /// let (now, years) = (Rules::Book(keeps_orders()), ["2027-28".parse()?]);
    /// let no = aberwen().compare(&entries(), &now, &[now.clone()], &years);
    /// let Err(CompareError::Refused(no)) = no else { panic!("that year is not open") };
    /// assert_eq!(no.first().code(), "year_not_open");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// A year that is neither closed nor open; a reform that does not fit; a broken journal, or
    /// one that is not this ledger's.
    pub fn compare(
        &self,
        entries: &[Entry],
        baseline: &Rules,
        reforms: &[Rules],
        years: &[FinancialYear],
    ) -> Result<Comparison, CompareError> {
        let book = baseline.book()?;
        let before = self.decided_under(entries, &book, years)?;
        let (mut rows, mut named) = (Vec::new(), vec![(baseline.name().to_owned(), book)]);
        for reform in reforms {
            let book = reform.book()?;
            let after = self.decided_under(entries, &book, years)?;
            let name = name_beside(reform.name(), &book, &named);
            rows.extend(rows_of(&name, &before, &after));
            named.push((name, book));
        }
        let mut names = named.into_iter().map(|(name, _)| name);
        Ok(Comparison {
            baseline: names.next().unwrap_or_default(),
            reforms: names.collect(),
            rows,
        })
    }

    fn decided_under(
        &self,
        entries: &[Entry],
        book: &RuleBook,
        years: &[FinancialYear],
    ) -> Result<Places, CompareError> {
        let mut years = years.to_vec();
        years.sort();
        years.dedup();
        let mut places = Places::new();
        let closed = |year: &FinancialYear| self.last_closed.is_some_and(|last| *year <= last);
        let copy = match years.first().filter(|year| closed(year)) {
            Some(first) => Some(self.remade(entries, book, *first, &years, &mut places)?),
            None => None,
        };
        let ledger = copy.as_ref().unwrap_or(self);
        for year in years.iter().filter(|year| !closed(year)) {
            note(&ledger.plan_close(*year, book)?, &mut places);
        }
        Ok(places)
    }

    /// The ledger with the closes of some years made anew under a book.
    fn remade(
        &self,
        entries: &[Entry],
        book: &RuleBook,
        first: FinancialYear,
        years: &[FinancialYear],
        places: &mut Places,
    ) -> Result<Ledger, CompareError> {
        let mut copy = Ledger::new(self.header.clone());
        self.is_its_journal(entries)?;
        let (mut changed, mut closing, mut anew) = (false, None, false);
        for (place, entry) in entries.iter().enumerate() {
            let kind = self.entries[place].kind;
            if kind == ActKind::CloseYear {
                let stands = self.closes.iter().find(|it| it.entry == entry.number);
                let reversed = self.reopened.iter().find(|it| it.close == entry.number);
                closing = stands.map(|it| it.year).or(reversed.map(|it| it.year));
                // A close that was reversed is followed as it stands.
                anew = stands.is_some_and(|it| years.contains(&it.year));
            }
            let of_close = place > 0 && self.entries[place - 1].kind == ActKind::CloseYear;
            match kind {
                ActKind::CloseYear if anew && closing >= Some(first) => {
                    changed = true;
                    let year = closing.unwrap_or(first);
                    let plan = copy.plan_close(year, book)?;
                    note(&plan, places);
                    copy.close_anew(&plan, entry, self.entries[place].effective)?;
                }
                ActKind::OpenYear if anew && of_close => (closing, anew) = (None, false),
                ActKind::CloseYear if changed => {
                    let plan = copy.plan_close(closing.unwrap_or(first), &copy.rule_book())?;
                    copy.close_anew(&plan, entry, self.entries[place].effective)?;
                }
                ActKind::OpenYear if changed && of_close => {}
                _ if changed => copy.stand_as_posted(entry)?,
                _ => {
                    copy.follow(entry)?;
                }
            }
        }
        Ok(copy)
    }

    /// Closes and opens on a copy, whatever book is adopted and whatever the plan still asks:
    /// what it cannot decide stays behind.
    fn close_anew(
        &mut self,
        plan: &Plan,
        entry: &Entry,
        effective: chrono::NaiveDate,
    ) -> Result<(), CompareError> {
        for event in self.events_of_close(plan, &Closing::on(effective), self.head.recorded) {
            if event.act().kind() != ActKind::AdoptBook {
                self.apply(&event, entry.hash)?;
            }
        }
        Ok(())
    }

    /// Posts what an entry said as a fact: it takes what is there, else falls short.
    fn stand_as_posted(&mut self, entry: &Entry) -> Result<(), CompareError> {
        let header = serde_json::from_str(&entry.header).map_err(|fault| {
            let (entry, reason) = (entry.number, fault.to_string());
            JournalError::Unreadable {
                entry,
                part: "header",
                reason,
            }
        })?;
        let event = self.event_of_act(entry, &header)?;
        let draft = Draft {
            recorded: None,
            ..event.to_judge_again().into_owned()
        };
        let event = match self.check_as_fact(&draft) {
            Ok(Checked::Append(again)) => again.in_words_of(event),
            _ => {
                // Nothing is left for it to do; later entries keep their numbers.
                self.entries.push(Posted {
                    effective: event.effective,
                    recorded: self.head.recorded,
                    kind: draft.act.kind(),
                    purpose: None,
                    actual: false,
                    cost: None,
                    first_move: self.cells.moved.len() as u32,
                });
                self.head.entry += 1;
                return Ok(());
            }
        };
        self.apply(&event, entry.hash)?;
        Ok(())
    }
}

fn note(plan: &Plan, places: &mut Places) {
    for decision in &plan.decisions {
        let key = (plan.year, decision.line.clone(), decision.item.to_string());
        places.insert(key, (decision.clone(), plan.reason(decision)));
    }
}

fn rows_of(reform: &str, before: &Places, after: &Places) -> Vec<ComparisonRow> {
    let mut keys: Vec<_> = before.keys().chain(after.keys()).collect();
    keys.sort();
    keys.dedup();
    let row = |key: &(FinancialYear, Line, String)| {
        let (old, new) = (before.get(key), after.get(key));
        let reason = |of: Option<&(Decision, String)>| {
            of.map_or_else(|| "not there".to_owned(), |(_, reason)| reason.clone())
        };
        let (reason_of_baseline, reason) = (reason(old), reason(new));
        let (old, new) = (old.map(|(one, _)| one), new.map(|(one, _)| one));
        let any = new.or(old)?;
        let sum = |of: Option<&Decision>, outcome| {
            of.map_or(Money::ZERO, |one| one.disposal.sum_of(outcome))
        };
        let kept_by_baseline = sum(old, Outcome::RollOver);
        let kept_by_reform = sum(new, Outcome::RollOver);
        let open = new.filter(|one| !one.disposal.is_decided());
        let (year, line, item) = key.clone();
        Some(ComparisonRow {
            year,
            reform: reform.to_owned(),
            item,
            line,
            accountable: any.accountable.clone(),
            amount: new.map_or(Money::ZERO, |one| one.amount),
            kept_by_baseline,
            kept_by_reform,
            lapsed_by_baseline: sum(old, Outcome::Lapse),
            lapsed_by_reform: sum(new, Outcome::Lapse),
            reverted_by_reform: sum(new, Outcome::Revert),
            re_provided_by_reform: sum(new, Outcome::ReProvide),
            absorbed_by_reform: sum(new, Outcome::Absorb),
            first_call_by_reform: sum(new, Outcome::FirstCall),
            undecided: open.map_or(Money::ZERO, |one| one.amount),
            difference: kept_by_reform.checked_sub(kept_by_baseline)?,
            reason_of_baseline,
            reason,
        })
    };
    keys.into_iter().filter_map(row).collect()
}
