//! The state of a ledger as bytes, so that a long journal need not be followed anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Error, SeqAccess, Visitor};
use serde::ser::SerializeTuple;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Ledger;
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
use super::kept_form::{HeadForm, as_advice, as_sorted};
use super::kept_row::as_rows;
use super::late::Late;
use super::ledger::{Adopted, Posted};
use super::mainstream::Mainstreamed;
use super::outturn::Outturn;
use super::planned::Planned;
use super::post::Post;
use super::profiled::Profiled;
use super::record::{Agreed, Body, Given, Mark, Project, Promise, Stream, Total};
use super::redaction::Worded;
use super::term::{Recharged, SetTerm};
use super::year_end::{Closed, Reopened};
use crate::journal::{Advice, Header};
use crate::noun::CostKind;
use crate::word::{FinancialYear, Hash, Money};

impl Ledger {
    /// Writes the state of this ledger in a form of serde: all that its entries came to, and the
    /// head that it stands for. Read back by [`read_state`](Ledger::read_state) it is as if the
    /// entries had been followed anew, and it goes on as this one does.
    ///
    /// The same entries always give the same bytes in a format. The format is the caller's, such
    /// as `postcard`: a binary one, which need not say of itself what stands where.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::state::Ledger;
    ///
    /// let ledger = aberwen();
    /// let to = postcard::ser_flavors::AllocVec::new();
    /// let mut to = postcard::Serializer { output: to };
    /// ledger.write_state(&mut to)?;
    /// let bytes = postcard::ser_flavors::Flavor::finalize(to.output)?;
    ///
    /// let mut from = postcard::Deserializer::from_bytes(&bytes);
    /// let again = Ledger::read_state(&mut from)?;
    /// assert_eq!(again.head(), ledger.head());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// It is no journal: nobody can audit it, and another version of this crate may refuse it.
    /// Whoever keeps it keeps the journal, too.
    ///
    /// # Errors
    /// Those of the format.
    pub fn write_state<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut pair = to.serialize_tuple(2)?;
        pair.serialize_element(&FORM)?;
        pair.serialize_element(&State(self))?;
        pair.end()
    }

    /// Reads a state that [`write_state`](Ledger::write_state) wrote.
    ///
    /// **These bytes are trusted as far as whoever kept them.** A journal is verified as it is
    /// followed; a state is not, and false bytes may give a ledger with false figures. So whoever
    /// reads one compares first the hash of its bytes with one that was kept elsewhere, and then
    /// the head of the ledger with that of the journal. Where either differs, or the bytes are
    /// none that can be read, the journal is followed: it always gives the same.
    ///
    /// ```
    /// use ringfence::state::Ledger;
    ///
    /// let mut of_another_version = postcard::Deserializer::from_bytes(&[1]);
    /// assert!(Ledger::read_state(&mut of_another_version).is_err()); // then follow the journal
    /// ```
    ///
    /// # Errors
    /// Those of the format; where it is of another form than this version writes; and where a
    /// number leads to nothing that is there.
    pub fn read_state<'de, D: Deserializer<'de>>(from: D) -> Result<Ledger, D::Error> {
        let mut ledger = from.deserialize_tuple(2, Numbered)?;
        ledger.cells.place_all();
        match ledger.leads_astray() {
            None => Ok(ledger),
            Some(what) => Err(D::Error::custom(format_args!(
                "{what} of this state leads to something that is not there: follow the journal"
            ))),
        }
    }
}

/// The number of this form: raised whenever what a ledger remembers changes, so that what another
/// version wrote is refused and not misread.
const FORM: u32 = 3;

struct State<'l>(&'l Ledger);

impl Serialize for State<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        LedgerForm::serialize(self.0, to)
    }
}

struct Again(Ledger);

impl<'de> Deserialize<'de> for Again {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Again, D::Error> {
        LedgerForm::deserialize(from).map(Again)
    }
}

/// Reads the number of the form, and the state only where it is this one.
struct Numbered;

impl<'de> Visitor<'de> for Numbered {
    type Value = Ledger;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the state of a ledger in the form {FORM}")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Ledger, A::Error> {
        let cut = |place| A::Error::invalid_length(place, &"a number and a state");
        let form: u32 = from.next_element()?.ok_or_else(|| cut(0))?;
        if form != FORM {
            return Err(A::Error::custom(format_args!(
                "this state has the form {form}, and {FORM} is read: follow the journal"
            )));
        }
        let Again(ledger) = from.next_element()?.ok_or_else(|| cut(1))?;
        Ok(ledger)
    }
}

/// Each field of a [`Ledger`], so that none is forgotten: what is not here does not compile.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Ledger")]
struct LedgerForm {
    header: Header,
    bodies: Register<Body>,
    streams: Register<Stream>,
    projects: Register<Project>,
    promises: Register<Promise>,
    for_old: BTreeSet<CellKey>,
    agreed: Vec<Agreed>,
    #[serde(with = "as_sorted")]
    costs: Index<At<Promise>, CostKind>,
    cost_kinds: Register<KindNamed>,
    #[serde(with = "as_sorted")]
    tolerances: Index<At<Promise>, Money>,
    annuals: BTreeMap<u64, Vec<Annual>>,
    mainstreamed: BTreeMap<u64, Mainstreamed>,
    #[serde(with = "as_sorted")]
    changed: Index<At<Promise>, Vec<u64>>,
    posts: Register<Post>,
    #[serde(with = "as_sorted")]
    post_of: Index<At<Promise>, At<Post>>,
    accruals: Register<Accrual>,
    #[serde(with = "as_sorted")]
    latest_accruals: Index<At<Promise>, At<Accrual>>,
    #[serde(with = "as_sorted")]
    settlements: Index<u64, At<Accrual>>,
    prepayments: Register<Prepayment>,
    taken_off: BTreeMap<u64, Vec<TakenOff>>,
    along: BTreeMap<u64, Vec<Along>>,
    charged: BTreeMap<(At<Promise>, CellKey), i64>,
    late: BTreeMap<u64, Late>,
    totals: Register<Total>,
    anticipated: Register<Anticipated>,
    contributions: Register<Contribution>,
    recharged: BTreeMap<u64, Recharged>,
    terms: Register<SetTerm>,
    marks: Vec<Mark>,
    forecasts: Vec<Foreseen>,
    plans: Register<Planned>,
    facts: BTreeMap<Subject, Vec<Recorded>>,
    outturns: Vec<Outturn>,
    frozen: Register<Frozen>,
    line_profiles: BTreeMap<PotKey, Vec<Profiled>>,
    promise_profiles: BTreeMap<At<Promise>, Vec<Profiled>>,
    notices: Vec<Given>,
    #[serde(with = "as_sorted")]
    notices_to: Index<At<Body>, Vec<usize>>,
    carried: Vec<Carried>,
    taken_on: BTreeMap<CellKey, Vec<u64>>,
    cells: Cells,
    #[serde(with = "as_rows")]
    entries: Vec<Posted>,
    #[serde(with = "as_sorted")]
    set_up: Index<u64, Hash>,
    worded: Worded,
    corrected: BTreeMap<u64, u64>,
    #[serde(with = "as_advice")]
    advised: Index<u64, Vec<Advice>>,
    ends: Vec<(u64, At<Promise>)>,
    books: Vec<Adopted>,
    book_in_force: Hash,
    book_asks: bool,
    open_year: Option<FinancialYear>,
    ahead: Option<FinancialYear>,
    last_closed: Option<FinancialYear>,
    closes: Vec<Closed>,
    reopened: Vec<Reopened>,
    #[serde(with = "HeadForm")]
    head: Head,
}
