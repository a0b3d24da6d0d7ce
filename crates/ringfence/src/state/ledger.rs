//! The ledger now.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU16;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::accrual::Accrual;
use super::along::Along;
use super::annual::Annual;
use super::anticipated::Anticipated;
use super::base::Carried;
use super::cell::{CellKey, Cells, PotKey};
use super::contribution::Contribution;
use super::cost::{Prepayment, TakenOff};
use super::cost_kind::KindNamed;
use super::event::Head;
use super::fact::{Recorded, Subject};
use super::forecast::{Foreseen, Frozen};
use super::index::{At, Index, Register};
use super::late::Late;
use super::mainstream::Mainstreamed;
use super::outturn::Outturn;
use super::planned::Planned;
use super::post::Post;
use super::profiled::Profiled;
use super::record::{Agreed, Body, Given, Mark, Project, Promise, Stream, Total};
use super::redaction::Worded;
use super::term::{Recharged, SetTerm};
use super::year_end::{Closed, Reopened};
use crate::journal::{ActKind, Advice, Header, OtherBook, Rejection, Wanted};
use crate::law::RuleBook;
use crate::noun::CostKind;
use crate::word::{Calendar, FinancialYear, Hash, Money};

/// The ledger now: a fold of the journal. It says of every pound where it stands, and judges
/// what may be done with it.
///
/// It is pure: it reads no clock and no disk, and the same entries give the same ledger on any
/// machine. A draft is judged by [`check`](Ledger::check), which changes nothing; what was
/// accepted is moved in by [`apply`](Ledger::apply), which decides nothing.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert_eq!(ledger.head().entry, 0);
/// assert!(ledger.positions(&Selection::default())?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It keeps no bytes: a book of `ringfence-store` joins it to a store.
#[derive(Clone, Debug)]
pub struct Ledger {
    pub(crate) header: Header,
    pub(crate) bodies: Register<Body>,
    pub(crate) streams: Register<Stream>,
    pub(crate) projects: Register<Project>,
    pub(crate) promises: Register<Promise>,
    /// The lines of which nothing new may be asked.
    pub(crate) for_old: BTreeSet<CellKey>,
    /// What was agreed of each, by its number.
    pub(crate) agreed: Vec<Agreed>,
    /// What kind of cost a commitment is, where it says so.
    pub(crate) costs: Index<At<Promise>, CostKind>,
    /// The kinds of cost that entries named of their own.
    pub(crate) cost_kinds: Register<KindNamed>,
    /// By how much the cost of a commitment in a year may exceed what is committed, where it says.
    pub(crate) tolerances: Index<At<Promise>, Money>,
    /// The changes of what recurrent commitments cost, by their entries: one, or as many as went
    /// to core money.
    pub(crate) annuals: BTreeMap<u64, Vec<Annual>>,
    /// What went to core money, by its entry.
    pub(crate) mainstreamed: BTreeMap<u64, Mainstreamed>,
    /// The entries that changed what a commitment costs.
    pub(crate) changed: Index<At<Promise>, Vec<u64>>,
    pub(crate) posts: Register<Post>,
    /// The post that a commitment pays for, where it says so.
    pub(crate) post_of: Index<At<Promise>, At<Post>>,
    pub(crate) accruals: Register<Accrual>,
    /// The last of the accruals of a commitment, settled or not.
    pub(crate) latest_accruals: Index<At<Promise>, At<Accrual>>,
    /// Which entry settled which accrual.
    pub(crate) settlements: Index<u64, At<Accrual>>,
    pub(crate) prepayments: Register<Prepayment>,
    /// What was taken off the cost of a spend, by its entry.
    pub(crate) taken_off: BTreeMap<u64, Vec<TakenOff>>,
    /// What of a cost went along with the money that a close kept, by its entry.
    pub(crate) along: BTreeMap<u64, Vec<Along>>,
    /// What costs of a promise took from what was free of a line; less
    /// what moved to the money kept for it.
    pub(crate) charged: BTreeMap<(At<Promise>, CellKey), i64>,
    /// Which entries take back the cost of an earlier year.
    pub(crate) late: BTreeMap<u64, Late>,
    pub(crate) totals: Register<Total>,
    pub(crate) anticipated: Register<Anticipated>,
    pub(crate) contributions: Register<Contribution>,
    /// What recharges moved, by their entries and those that reverse them.
    pub(crate) recharged: BTreeMap<u64, Recharged>,
    /// Floors and caps of streams.
    pub(crate) terms: Register<SetTerm>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) forecasts: Vec<Foreseen>,
    /// Plans for three years, each version.
    pub(crate) plans: Register<Planned>,
    /// Facts that rule books declare.
    pub(crate) facts: BTreeMap<Subject, Vec<Recorded>>,
    /// How years of bodies turned out.
    pub(crate) outturns: Vec<Outturn>,
    /// Months that were frozen.
    pub(crate) frozen: Register<Frozen>,
    /// How the money of the lines of a body and stream in a year was said to fall.
    pub(crate) line_profiles: BTreeMap<PotKey, Vec<Profiled>>,
    /// How the sum of a commitment was said to fall.
    pub(crate) promise_profiles: BTreeMap<At<Promise>, Vec<Profiled>>,
    pub(crate) notices: Vec<Given>,
    /// The places of a body's notices.
    pub(crate) notices_to: Index<At<Body>, Vec<usize>>,
    pub(crate) carried: Vec<Carried>,
    /// The entries that took a line on; of several that were reversed, each.
    pub(crate) taken_on: BTreeMap<CellKey, Vec<u64>>,
    pub(crate) cells: Cells,
    pub(crate) entries: Vec<Posted>,
    /// The hashes of set-up entries, whose receipts may be asked for again.
    pub(crate) set_up: Index<u64, Hash>,
    /// What keys stand for, and whose words are gone.
    pub(crate) worded: Worded,
    pub(crate) corrected: BTreeMap<u64, u64>,
    /// What was advised against which entry.
    pub(crate) advised: Index<u64, Vec<Advice>>,
    /// Which entry ended which promise.
    pub(crate) ends: Vec<(u64, At<Promise>)>,
    pub(crate) books: Vec<Adopted>,
    /// The hash of the rule book in force.
    pub(crate) book_in_force: Hash,
    /// Whether it has a rule about what drafts ask for.
    pub(crate) book_asks: bool,
    /// The year that takes entries; where two do, the earlier.
    pub(crate) open_year: Option<FinancialYear>,
    /// The year after it, where somebody opened that before the close.
    pub(crate) ahead: Option<FinancialYear>,
    pub(crate) last_closed: Option<FinancialYear>,
    /// The years that stand closed, in order.
    pub(crate) closes: Vec<Closed>,
    /// The years that were opened again, in the order of the journal.
    pub(crate) reopened: Vec<Reopened>,
    pub(crate) head: Head,
}

/// What the ledger remembers of each entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posted {
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    pub(crate) kind: ActKind,
    /// What it is for, where it says so: the place in its stream's purposes, counted from 1.
    pub(crate) purpose: Option<NonZeroU16>,
    /// Whether it came from the general ledger.
    pub(crate) actual: bool,
    /// What kind of cost it is, where it says so of its own.
    pub(crate) cost: Option<At<KindNamed>>,
    pub(crate) first_move: u32,
}

/// A rule book that was adopted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Adopted {
    pub(crate) entry: u64,
    pub(crate) book: Arc<RuleBook>,
}

impl Ledger {
    /// A ledger with nothing in it.
    pub fn new(header: Header) -> Ledger {
        Ledger {
            head: Head::before_any(&header),
            header,
            bodies: Register::default(),
            streams: Register::default(),
            projects: Register::default(),
            promises: Register::default(),
            for_old: BTreeSet::new(),
            agreed: Vec::new(),
            costs: Index::default(),
            cost_kinds: Register::default(),
            tolerances: Index::default(),
            annuals: BTreeMap::new(),
            mainstreamed: BTreeMap::new(),
            changed: Index::default(),
            posts: Register::default(),
            post_of: Index::default(),
            accruals: Register::default(),
            latest_accruals: Index::default(),
            settlements: Index::default(),
            prepayments: Register::default(),
            taken_off: BTreeMap::new(),
            along: BTreeMap::new(),
            charged: BTreeMap::new(),
            late: BTreeMap::new(),
            totals: Register::default(),
            anticipated: Register::default(),
            contributions: Register::default(),
            recharged: BTreeMap::new(),
            terms: Register::default(),
            marks: Vec::new(),
            forecasts: Vec::new(),
            plans: Register::default(),
            facts: BTreeMap::new(),
            outturns: Vec::new(),
            frozen: Register::default(),
            line_profiles: BTreeMap::new(),
            promise_profiles: BTreeMap::new(),
            notices: Vec::new(),
            notices_to: Index::default(),
            carried: Vec::new(),
            taken_on: BTreeMap::new(),
            cells: Cells::default(),
            entries: Vec::new(),
            set_up: Index::default(),
            worded: Worded::default(),
            corrected: BTreeMap::new(),
            advised: Index::default(),
            ends: Vec::new(),
            books: Vec::new(),
            book_in_force: RuleBook::empty().hash(),
            book_asks: false,
            open_year: None,
            ahead: None,
            last_closed: None,
            closes: Vec::new(),
            reopened: Vec::new(),
        }
    }

    /// What the book was before its first entry.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The last entry.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The year that takes entries, once there is one; of two, the earlier.
    pub fn open_year(&self) -> Option<FinancialYear> {
        self.open_year
    }

    /// The years that take entries, in order: two, where the next was opened before the close.
    pub fn open_years(&self) -> Vec<FinancialYear> {
        self.open_year.into_iter().chain(self.ahead).collect()
    }

    /// The years that were closed, in order.
    pub fn closed_years(&self) -> Vec<FinancialYear> {
        self.closes.iter().map(|closed| closed.year).collect()
    }

    /// The years that were signed, in order: nobody opens them again.
    pub fn signed_years(&self) -> Vec<FinancialYear> {
        let signed = self.closes.iter().filter(|closed| closed.signed.is_some());
        signed.map(|closed| closed.year).collect()
    }

    /// The rule book in force; the empty one where none was adopted.
    pub fn rule_book(&self) -> Arc<RuleBook> {
        self.books
            .last()
            .map_or_else(|| Arc::new(RuleBook::empty()), |it| it.book.clone())
    }

    pub(crate) fn calendar(&self) -> Calendar {
        self.header.first_month
    }

    pub(crate) fn book_hash(&self) -> Hash {
        self.book_in_force
    }

    /// Why another book than the one in force does not do.
    pub(crate) fn other_book(&self, book: &RuleBook, wanted: Wanted) -> Option<Rejection> {
        let in_force = self.books.last()?;
        let (adopted, planned) = (in_force.book.hash(), book.hash());
        let other = OtherBook {
            adopted,
            planned,
            replaces: in_force.book.id().to_owned(),
            other: book.id().to_owned(),
            wanted,
        };
        (adopted != planned).then_some(Rejection::OtherBookAdopted(other))
    }

    /// What was agreed of a promise.
    pub(crate) fn agreed_of(&self, promise: At<Promise>) -> &Agreed {
        &self.agreed[promise.place()]
    }

    pub(crate) fn effective_of(&self, entry: u64) -> NaiveDate {
        self.entries[entry as usize - 1].effective
    }
}
