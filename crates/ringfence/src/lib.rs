//! A ledger for public money that is given **for a purpose and for a period**. It says of every
//! pound where it stands and what may be done with it, what becomes of it at the year end and by
//! which clause, and what another rule would have done.
//!
//! **The main type is [`Ledger`](state::Ledger).** Everything else is a word that it speaks, a
//! question that it answers, or a way in.
//!
//! ```text
//! Draft ──check──▶ Event ──append──▶ Entry ──apply──▶ Ledger ──view──▶ Table
//! what someone     accepted by       numbered,        a fold of        rows for
//! says             the rules         chained, kept    the entries      people
//!    └──▶ Rejection (a value with a code, the numbers, and what would work)
//! ```
//!
//! # A yes and a no
//!
//! Aberwen is invented. Its government gives the board of Upland £250,000 for winter care, once;
//! Upland commits 60,000 of it and then asks for a penny more than is left.
//!
//! ```
//! use ringfence::journal::{ActKind, Draft, FieldFault, FieldValue, Header};
//! use ringfence::state::{Checked, Ledger, Selection};
//!
//! let mut ledger = Ledger::new(Header::new("GBP")?);
//! for (kind, fields) in [
//!     (ActKind::AddBody, "id=gov | kind=government"),
//!     (ActKind::AddBody, "id=upland | kind=health_board | parent=gov"),
//!     (ActKind::AddStream, "id=winter-care | purposes=beds;home-visits"),
//!     (ActKind::Allocate, "stream=winter-care | to=upland | year=2025-26 | amount=250000.00 | \
//!                          notice=letter of May | effective=2025-05-06"),
//!     (ActKind::Commit, "id=ward-6 | stream=winter-care | body=upland | purpose=beds | \
//!                        year=2025-26 | amount=60000.00 | effective=2025-10-01"),
//! ] {
//!     match ledger.check(&draft(kind, fields)?)? {
//!         Checked::Append(event) => {
//!             let entry = ledger.entry_of(&event); // what a store keeps before the ledger moves
//!             ledger.apply(&event, entry.hash)?;
//!         }
//!         Checked::Unchanged(_) => {} // the same was posted before
//!     }
//! }
//! let of_upland = Selection { body: Some("upland".parse()?), ..Selection::default() };
//! assert_eq!(ledger.position(&of_upland)?.available.to_string(), "190000.00");
//!
//! let nurses = "id=nurses | stream=winter-care | body=upland | purpose=home-visits | \
//!               year=2025-26 | effective=2025-11-03";
//! let all_of_it = draft(ActKind::Commit, &format!("{nurses} | amount=190000.00"))?;
//! assert!(ledger.check(&all_of_it).is_ok());
//! let a_penny_more = draft(ActKind::Commit, &format!("{nurses} | amount=190000.01"))?;
//! let no = ledger.check(&a_penny_more).expect_err("a penny too much");
//! assert_eq!(no.first().code(), "commitment_exceeds_available");
//! assert!(no.to_string().ends_with("Ask for £0.01 less, or vire first"));
//!
//! // A draft is read from named fields, as from a row of a file: every fault of it at once.
//! fn draft(kind: ActKind, fields: &str) -> Result<Draft, Faults> {
//!     let pairs = fields.split('|').filter_map(|field| field.split_once('='));
//!     let typed = |text: &str| FieldValue::Text(text.trim().to_owned());
//!     let fields: Vec<_> =
//!         pairs.map(|(name, value)| (name.trim().to_owned(), typed(value))).collect();
//!     Draft::read(kind, &fields).map_err(Faults)
//! }
//! # #[derive(Debug)]
//! # struct Faults(Vec<FieldFault>);
//! # impl std::fmt::Display for Faults {
//! #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
//! #         self.0.iter().try_for_each(|fault| writeln!(f, "{fault}"))
//! #     }
//! # }
//! # impl std::error::Error for Faults {}
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A program that keeps its journal need not write that `match`: the book of the crate
//! `ringfence-store` joins a ledger to a store, and checks, appends and applies in that order.
//!
//! Examples on other pages begin where this one ends: there `aberwen()` is this ledger, `entries()`
//! are its five entries, `draft` is this function, and `keeps_orders()` is a rule book that rolls
//! over what is ordered and lets the rest lapse, as in [a year in six steps](_chapters::guide).
//!
//! # Where things are
//!
//! Six floors. Each uses the floors below it and never one above.
//!
//! ```text
//! 5 views     tables that people read         nothing needs them
//! 4 state     the ledger now; check; close    asks the law, never the other way round
//! 3 journal   drafts, events, entries, chain  remembers which rule book decided
//! 2 law       rules, dates, reforms, reasons  sees plain facts, never the ledger
//! 1 noun      bodies, streams, commitments    no behaviour over time
//! 0 word      money, years, ids, citations    no idea that money can be given
//! ```
//!
//! | You want to | Begin at |
//! |---|---|
//! | say something | [`Draft::read`](journal::Draft::read) |
//! | know whether it is allowed | [`Ledger::check`](state::Ledger::check) |
//! | know where money stands | [`Ledger::position`](state::Ledger::position) |
//! | plan a year end | [`Ledger::plan_close`](state::Ledger::plan_close), [`Plan`](state::Plan) |
//! | know why an item comes to what it does | [`Plan::why`](state::Plan::why) |
//! | ask what another rule would have done | [`Ledger::compare`](state::Ledger::compare) |
//! | write a rule | [Write your own rule](_chapters::write_a_rule), then the page of [`law`] |
//! | ask what a finance team asks | [`view::answer`], [Questions](_chapters::questions) |
//! | rebuild a ledger from a journal | [`Ledger::replay`](state::Ledger::replay) |
//!
//! # When the answer is no
//!
//! A refusal is a value, never a crash: [`Rejection`](journal::Rejection) has a code that stays,
//! typed particulars, and a sentence for people. A draft with several faults always gets the
//! same first refusal; the others follow it. What to do about it depends on the code:
//!

#![forbid(unsafe_code)]
#![doc = include_str!("../docs/refused.md")]
//!
//! Apart from a refusal there is only [`JournalError`](journal::JournalError): the bytes of a
//! journal are not what was written, and no draft can cure that.
//!
//! # What is always true
//!
//! - No penny appears or disappears: each movement takes from one account of a line what it gives
//!   to another of the same line, so that a stream sums to nought at all times.
//! - The same entries give the same ledger on any machine. There is no clock here, no disk, no
//!   network, no thread and no random number; dates are given, never looked up.
//! - Money is whole pence within ±(10^18 − 1). There is no float, and no sum that can wrap.
//! - An entry is never edited and never removed; an error is reversed by another entry.
//! - A rule without a source does not load.
//!
//! # What it does not do
//!
//! It pays nothing and orders nothing. It is no general ledger; it is meant to agree with one.
//! It computes no VAT, and a book has one currency. It holds no names of persons in ids. It
//! judges nobody's fault, and when it compares two rules it holds behaviour fixed. It keeps no
//! bytes: that is for a store.
//!
//! # Chapters
//!
//! - [A year in six steps](_chapters::guide)
//! - [Design: the questions that a sceptic asks](_chapters::design)
//! - [Drafts: every kind and its fields](_chapters::drafts)
//! - [Rejections: every code](_chapters::rejections)
//! - [Write your own rule](_chapters::write_a_rule)
//! - [Rule books](law), and those that come with the library
//! - [Questions: what a finance team asks](_chapters::questions)
//! - [Glossary: one word, one thing](_chapters::glossary)

pub mod journal;
pub mod law;
pub mod noun;
pub mod state;
pub mod view;
pub mod word;

/// Chapters to read. There is nothing here to call, and nothing of it in a program.
#[cfg(any(doc, doctest))]
pub mod _chapters {
    #[doc = include_str!("../docs/guide.md")]
    pub mod guide {}

    #[doc = include_str!("../docs/design.md")]
    pub mod design {}

    #[doc = include_str!("../docs/drafts.md")]
    pub mod drafts {}

    #[doc = include_str!("../docs/rejections.md")]
    pub mod rejections {}

    #[doc = include_str!("../docs/write_a_rule.md")]
    pub mod write_a_rule {}

    #[doc = include_str!("../docs/questions.md")]
    pub mod questions {}

    #[doc = include_str!("../docs/glossary.md")]
    pub mod glossary {}

    #[doc = include_str!("../README.md")]
    pub mod readme {}
}
