//! The plan of a close.

use chrono::NaiveDate;

use super::decide::Carried;
use super::facts::YearFacts;
use super::item::{Item, ItemKind, ItemName};
use crate::journal::act::{EndedLine, PartnerLine};
use crate::journal::{Refusals, Rejection};
use crate::law::{
    CapReading, CapShares, CoverReading, CoverShares, Disposal, Explained, Facts, Outcome,
    RuleBook, SharedCap, SharedCover,
};
use crate::noun::{BodyId, Line, Wording};
use crate::state::names::Stance;
use crate::state::{Head, Ledger};
use crate::word::{FinancialYear, Money};

/// What a close would do with a year under a rule book: one decision for each item that the year
/// leaves behind, what it still asks, and who gains.
///
/// Making it changes nothing, and making it again gives the same. It is bound to the entry that it
/// was made on: once anything else is posted, closing by it is refused as `plan_stale`.
///
/// ```
#[doc = include_str!("../../../docs/aberwen.txt")]
/// use ringfence::state::Plan;
///
/// let ledger = aberwen();
/// let plan: Plan = ledger.plan_close("2025-26".parse()?, &keeps_orders())?;
/// assert!(plan.blockers().is_empty()); // it could be closed by
/// assert_eq!(plan.rolled_over().to_string(), "60000.00"); // what ward 6 ordered
/// assert_eq!(plan.lapsed().to_string(), "190000.00"); // what was free
/// assert_eq!(plan.benefits()[0].body.as_str(), "upland"); // who gains by that
///
/// let why = plan.why("ward-6");
/// assert!(why[0].to_string().starts_with("£60,000.00 rolls over"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not the close, and moves no money: see [`Ledger::check_close`].
#[derive(Clone, Debug)]
pub struct Plan {
    pub(crate) year: FinancialYear,
    pub(crate) book: RuleBook,
    pub(crate) head: Head,
    pub(super) last_day: NaiveDate,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) caps: Vec<SharedCap>,
    pub(crate) covers: Vec<SharedCover>,
    pub(crate) blockers: Vec<Blocker>,
    pub(crate) carried: Carried,
    pub(crate) before: Vec<crate::state::moves::Move>,
    pub(crate) ended: Vec<EndedLine>,
    pub(crate) gone_back: Vec<PartnerLine>,
}

/// What becomes of one item of money at the year end.
///
/// An item is an open commitment, a hold, an earmark, slippage, a free balance or a deficit of one
/// line. Each gets one decision, whose parts add up to it, or which says what is missing.
///
/// ```
#[doc = include_str!("../../../docs/aberwen.txt")]
/// use ringfence::law::Outcome;
/// use ringfence::state::ItemKind;
///
/// let plan = aberwen().plan_close("2025-26".parse()?, &keeps_orders())?;
/// let [order, free] = plan.decisions() else { panic!("two items") };
/// assert_eq!((order.item.to_string().as_str(), order.kind), ("ward-6", ItemKind::Commitment));
/// assert_eq!(order.disposal.sum_of(Outcome::RollOver), order.amount);
///
/// assert_eq!(free.item.to_string(), "free:upland/winter-care/2025-26/non-recurrent");
/// assert_eq!(free.disposal.sum_of(Outcome::Lapse), free.amount);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It says what, not why: the reasons are rebuilt by [`Plan::why`].
#[derive(Clone, Debug)]
pub struct Decision {
    /// The item.
    pub item: ItemName,
    /// What kind of money it is.
    pub kind: ItemKind,
    /// Where it stands.
    pub line: Line,
    /// The body that answers for the line.
    pub accountable: BodyId,
    /// The source of its stream, to which reverts what does.
    pub funder: BodyId,
    /// How much it is; below nought for a deficit.
    pub amount: Money,
    /// What becomes of it.
    pub disposal: Disposal,
    pub(crate) facts: Facts,
    /// What caps over several items left it.
    pub(crate) caps: Vec<CapReading>,
    /// What covers took of it, or gave it.
    pub(crate) covers: Vec<CoverReading>,
}

/// Something that a plan asks before the year can be closed.
///
/// What nobody recorded is never guessed. A plan that asks anything is refused by a close as a
/// whole.
///
/// ```
#[doc = include_str!("../../../docs/aberwen.txt")]
/// # let mut ledger = aberwen();
/// # let silent = draft(ringfence::journal::ActKind::MarkNotRecorded, "body=upland | \
/// #     stream=winter-care | year=2025-26 | what=spend | words=fully utilised");
/// # if let ringfence::state::Checked::Append(event) = ledger.check(&silent)? {
/// #     let entry = ledger.entry_of(&event);
/// #     ledger.apply(&event, entry.hash)?;
/// # }
/// // Somebody marked the spend of Upland as not recorded.
/// let plan = ledger.plan_close("2025-26".parse()?, &keeps_orders())?;
/// let [asked] = plan.blockers() else { panic!("one question") };
/// assert_eq!((asked.missing.as_str(), asked.works), ("spend", "record it, or correct the mark"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not a [`Rejection`]: that is what a draft or a close gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// The item, or the line.
    pub item: String,
    /// Where it stands.
    pub place: String,
    /// The fact that is missing, or the clauses that disagree.
    pub missing: String,
    /// What to do about it.
    pub works: &'static str,
}

impl Ledger {
    /// Plans the close of a year under a rule book, and changes nothing.
    ///
    /// ```
    #[doc = include_str!("../../../docs/aberwen.txt")]
    /// let no = aberwen().plan_close("2026-27".parse()?, &keeps_orders());
    /// let no = no.expect_err("2025-26 is open");
    /// assert_eq!(no.first().code(), "year_not_open");
    /// # Ok::<(), ringfence::word::YearError>(())
    /// ```
    ///
    /// # Errors
    /// `year_already_closed`, `year_not_open`, `years_close_in_order`; `fields_conflict` of the
    /// last year that exists, which no other follows.
    pub fn plan_close(&self, year: FinancialYear, book: &RuleBook) -> Result<Plan, Refusals> {
        self.may_close(year)?;
        let on = self.calendar().last_day(year);
        let working = self.work_out(year);
        let mut carried = Carried {
            unfunded: working.unfunded,
            ..Carried::default()
        };
        let mut decisions = Vec::with_capacity(working.items.len());
        let (sitting, mut known) = (book.sitting(on), YearFacts::of(self, year));
        for item in &working.items {
            let seat = sitting.seat(self.streams[item.cell.stream].id.as_str());
            let facts = known.of_item(item, seat);
            let disposal = sitting.dispose(seat, &facts);
            decisions.push(self.decision(item, disposal, facts));
        }
        let caps = self.apply_caps(&sitting, &mut known, &working.items, &mut decisions);
        let covers = self.apply_covers(&sitting, &mut known, &working.items, &mut decisions);
        let mut blockers = self.not_recorded_blockers(year);
        for (item, decision) in working.items.iter().zip(&decisions) {
            let missing = carried.carry_out(self, item, decision.disposal.parts());
            blockers.extend(blockers_of(decision, &missing));
        }
        let (book, head, before) = (book.clone(), self.head, working.moves);
        Ok(Plan {
            year,
            book,
            head,
            last_day: on,
            decisions,
            caps,
            covers,
            blockers,
            carried,
            before,
            ended: self.ended_with(year),
            gone_back: working.gone_back,
        })
    }

    fn may_close(&self, year: FinancialYear) -> Result<(), Refusals> {
        if year.next() == year {
            return Err(Refusals::of(Rejection::FieldsConflict {
                fields: "the last year that exists and its close",
                works: "close a year that another one follows",
            }));
        }
        let no = match self.stance(year) {
            Stance::Closed => Rejection::YearAlreadyClosed { year },
            Stance::NotOpen => Rejection::YearNotOpen {
                year,
                open: self.open_year,
            },
            Stance::Open => match self.open_year.filter(|open| *open < year) {
                Some(earlier) => Rejection::YearsCloseInOrder { year, earlier },
                None => return Ok(()),
            },
            Stance::First => {
                let years = self.cells.iter().map(|(_, cell)| cell.key.year);
                match years.min() {
                    Some(earlier) if earlier < year => {
                        Rejection::YearsCloseInOrder { year, earlier }
                    }
                    Some(_) => return Ok(()),
                    None => Rejection::YearNotOpen { year, open: None },
                }
            }
        };
        Err(Refusals::of(no))
    }

    fn decision(&self, item: &Item, disposal: Disposal, facts: Facts) -> Decision {
        let line = self.line_of(&item.cell);
        let accountable = self.accountable_read(&line.body, item.cell.year);
        let funder = self.source_of(item.cell.stream, item.cell.body);
        Decision {
            item: self.name_of(item, &line),
            kind: item.kind,
            line,
            accountable,
            funder: self.bodies[funder].id.clone(),
            amount: Money::from_pence(item.amount()).expect("a balance is within range"),
            disposal,
            facts,
            caps: Vec::new(),
            covers: Vec::new(),
        }
    }

    fn not_recorded_blockers(&self, year: FinancialYear) -> Vec<Blocker> {
        let marks = self
            .marks
            .iter()
            .filter(|mark| mark.year == year && !mark.withdrawn);
        let blocker = |mark: &crate::state::record::Mark| Blocker {
            item: format!("not-recorded:{}", self.place(mark.body, mark.stream, None)),
            place: self.place(mark.body, mark.stream, Some(year)),
            missing: mark.what.word().to_owned(),
            works: "record it, or correct the mark",
        };
        marks.map(blocker).collect()
    }
}

/// What a decision lacks: evidence, one answer, or the lines that it would roll money over to.
fn blockers_of(decision: &Decision, lines: &[String]) -> Vec<Blocker> {
    let blocker = |missing: &String, works| Blocker {
        item: decision.item.to_string(),
        place: decision.line.to_string(),
        missing: missing.clone(),
        works,
    };
    match &decision.disposal {
        Disposal::Decided { .. } => lines
            .iter()
            .map(|line| blocker(line, "set it up, or name another in the rule book"))
            .collect(),
        Disposal::NeedsEvidence { missing } => missing
            .iter()
            .map(|fact| blocker(fact, "record it with its evidence"))
            .collect(),
        Disposal::Conflict { labels } => {
            let both = format!("rules_conflict: {}", labels.join(" and "));
            vec![blocker(
                &both,
                "change the book so that one stands over the other",
            )]
        }
    }
}

impl Plan {
    /// The year that it closes.
    pub fn year(&self) -> FinancialYear {
        self.year
    }

    /// The rule book that it follows.
    pub fn book(&self) -> &RuleBook {
        &self.book
    }

    /// The entry that it was made on.
    pub fn head(&self) -> Head {
        self.head
    }

    /// What becomes of each item, in the order of the lines.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// The anticipated sums that end with the year, each with what was never confirmed, by id.
    pub fn ended(&self) -> &[EndedLine] {
        &self.ended
    }

    /// What goes back to partners: their shares of what is free on the lines that they added to.
    /// It goes first, and no rule decides on it.
    pub fn gone_back(&self) -> &[PartnerLine] {
        &self.gone_back
    }

    /// What it still asks.
    pub fn blockers(&self) -> &[Blocker] {
        &self.blockers
    }

    /// How much comes to an outcome, over the decisions chosen.
    pub fn sum_of(&self, outcome: Outcome, chosen: impl Fn(&Decision) -> bool) -> Money {
        let parts = self.decisions.iter().filter(|decision| chosen(decision));
        let sums = parts.map(|decision| decision.disposal.sum_of(outcome));
        Money::total(sums).unwrap_or(Money::ZERO)
    }

    /// How much is kept.
    pub fn rolled_over(&self) -> Money {
        self.sum_of(Outcome::RollOver, |_| true)
    }

    /// How much lapses.
    pub fn lapsed(&self) -> Money {
        self.sum_of(Outcome::Lapse, |_| true)
    }

    /// Why an item comes to what it does: one explanation for each line on which it stands.
    /// An item on several lines is named by its id, which shows all, or by
    /// `id@vintage/recurrence`.
    pub fn why(&self, item: &str) -> Vec<Explained<Disposal>> {
        let on = self.decisions.iter().filter(|decision| {
            let name = decision.item.to_string();
            let Line {
                vintage,
                recurrence,
                ..
            } = &decision.line;
            name == item || format!("{name}@{vintage}/{}", recurrence.word()) == item
        });
        on.map(|decision| self.explain(decision)).collect()
    }

    /// The reasons of one decision, rebuilt.
    pub fn explain(&self, decision: &Decision) -> Explained<Disposal> {
        let readings = (decision.caps.as_slice(), decision.covers.as_slice());
        self.book
            .roll_over_under(&decision.facts, self.last_day, readings)
    }

    /// How each cap over several items is shared out, and why, in the order in which they are
    /// applied.
    pub fn caps(&self) -> impl Iterator<Item = Explained<CapShares>> {
        let each = self.caps.iter();
        each.map(|cap| self.book.cap_shares(cap, self.last_day))
    }

    /// How one of them is shared out, and why; its name is `cap:<rule>/<label>/<pot>`.
    pub fn why_cap(&self, name: &str) -> Option<Explained<CapShares>> {
        let named = self.caps.iter().find(|cap| cap.shares.name == name)?;
        Some(self.book.cap_shares(named, self.last_day))
    }

    /// What each cover meets, and from what, in the order in which they are applied.
    pub fn covers(&self) -> impl Iterator<Item = Explained<CoverShares>> {
        let each = self.covers.iter();
        each.map(|cover| self.book.cover_shares(cover, self.last_day))
    }

    /// What one of them meets, and from what; its name is `cover:<rule>/<label>/<pot>`.
    pub fn why_cover(&self, name: &str) -> Option<Explained<CoverShares>> {
        let named = self.covers.iter().find(|it| it.shares.name == name)?;
        Some(self.book.cover_shares(named, self.last_day))
    }
}
