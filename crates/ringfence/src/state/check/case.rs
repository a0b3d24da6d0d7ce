//! One draft under judgement.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::Ledger;
use super::super::cell::CellKey;
use super::super::event::{Checked, Event, Receipt, Said};
use super::super::index::At;
use super::super::moves::{Move, Moves};
use super::super::names::Named;
use super::super::record::{Body, Stream};
use super::super::words::Words;
use crate::journal::act::Term;
use crate::journal::{Act, Advice, Draft, Refusals, Rejection, Text};
use crate::noun::Account;
use crate::word::{FinancialYear, Hash, Money};

/// No balance goes beyond a 32nd of the largest sum, so that the sum of a line's accounts is money.
const BOUND: Money = const { Money::MAX.part_of_32() };

/// Up to so many movements are summed without a map.
const FEW: usize = 4;

/// What several movements change on each account of a line, together.
pub(crate) type Changes = BTreeMap<(CellKey, Account), i64>;

/// One draft under judgement: what it says, what it names, and every no so far.
pub(crate) struct Case<'l, 'd> {
    pub(crate) ledger: &'l Ledger,
    pub(crate) draft: &'d Draft,
    pub(crate) named: Named,
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    /// The year whose lines it touches.
    pub(crate) year: Option<FinancialYear>,
    pub(crate) no: Vec<Rejection>,
    pub(crate) moves: Moves,
    /// What stands against it that is recorded all the same.
    pub(crate) advice: Vec<Advice>,
    pub(crate) stance: Stance,
}

/// Whether a draft is held to the money that is there, or stands as it was posted before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    Held,
    AsFact,
}

impl Ledger {
    /// Says what posting a draft would do, and changes nothing.
    ///
    /// ```
    #[doc = include_str!("../../../docs/aberwen.txt")]
    /// use ringfence::journal::ActKind;
    ///
    /// let day = "effective=2025-11-28";
    /// let rest = draft(ActKind::Spend, &format!("commitment=ward-6 | amount=60000.00 | {day}"));
    /// assert!(aberwen().check(&rest).is_ok());
    /// let more = draft(ActKind::Spend, &format!("commitment=ward-6 | amount=60000.01 | {day}"));
    /// let no = aberwen().check(&more).expect_err("a penny too much");
    /// assert_eq!(no.first().code(), "spend_exceeds_commitment");
    /// ```
    ///
    /// # Errors
    /// Every reason against it, in order of precedence; see [`Rejection`].
    pub fn check<'d>(&self, draft: &'d Draft) -> Result<Checked<'d>, Refusals> {
        self.judge(draft, Stance::Held)
    }

    /// What a draft that was accepted before does on another ledger, whatever is left there.
    pub(crate) fn check_as_fact<'d>(&self, draft: &'d Draft) -> Result<Checked<'d>, Refusals> {
        self.judge(draft, Stance::AsFact)
    }

    /// A draft before it is judged.
    pub(crate) fn case<'l, 'd>(&'l self, draft: &'d Draft, stance: Stance) -> Case<'l, 'd> {
        let undated = self.header.first_day;
        let effective = draft.effective.unwrap_or(undated);
        let head = self.head.recorded;
        let mut case = Case {
            ledger: self,
            draft,
            named: self.named(&draft.act, effective),
            effective,
            recorded: draft.recorded.unwrap_or_else(|| effective.max(head)),
            year: None,
            no: Vec::new(),
            moves: Moves::default(),
            advice: Vec::new(),
            stance,
        };
        case.year = case.year_of_the_act();
        case
    }

    fn judge<'d>(&self, draft: &'d Draft, stance: Stance) -> Result<Checked<'d>, Refusals> {
        if matches!(draft.act, Act::CloseYear(_)) {
            return Err(Refusals::of(Rejection::OnlyByPlan));
        }
        let mut case = self.case(draft, stance);
        case.look_at_the_draft_alone();
        if let Some(receipt) = case.look_at_its_key() {
            return Ok(Checked::Unchanged(receipt));
        }
        if let Some(receipt) = case.same_set_up().filter(|_| case.no.is_empty()) {
            return Ok(Checked::Unchanged(receipt));
        }
        case.look_at_the_date();
        case.look_at_what_it_names();
        if case.no.is_empty() {
            case.look_at_the_ring_fence();
            case.look_at_funds();
            case.look_at_ranges();
            case.look_at_terms();
            case.look_at_the_rules();
        }
        case.answer()
    }
}

impl<'d> Case<'_, 'd> {
    fn answer(self) -> Result<Checked<'d>, Refusals> {
        let Case {
            draft,
            named,
            effective,
            recorded,
            no,
            moves,
            advice,
            ..
        } = self;
        if let Some(refusals) = Refusals::from_reasons(no) {
            return Err(refusals);
        }
        let said = Said::Theirs(draft);
        Ok(Checked::Append(Event {
            effective,
            recorded,
            said,
            named,
            moves,
            advice,
            words: Words::There,
        }))
    }

    #[cold]
    pub(crate) fn refuse(&mut self, reason: Rejection) {
        self.no.push(reason);
    }

    fn look_at_its_key(&mut self) -> Option<Receipt> {
        let key = self.draft.key.as_ref()?;
        let keyed = self.ledger.worded.keys.find(key)?;
        let same_figures = content_of_figures(self.effective, &self.draft.act) == keyed.figures;
        let same = |words: Hash| words == content_of_words(&self.draft.text);
        if same_figures && keyed.words.is_none_or(same) {
            return Some(keyed.receipt);
        }
        let (key, entry) = (key.clone(), keyed.receipt.entry);
        self.refuse(Rejection::KeyConflict { key, entry });
        None
    }

    fn look_at_funds(&mut self) {
        match &self.draft.act {
            Act::Allocate(given) => self.look_at_allocation(given),
            Act::ReProvide(again) => self.look_at_re_provision(again),
            Act::Contribute(said) => self.look_at_contribution(said),
            Act::TakeOn(line) => self.look_at_taking_on(line),
            Act::Vire(vire) => self.look_at_virement(vire),
            Act::Release(release) => self.look_at_release(release),
            Act::StopProject(stop) => self.look_at_stopping(stop),
            Act::CompleteProject(_) => self.look_at_completing(),
            Act::Earmark(earmark) => self.look_at_earmark(earmark),
            Act::Hold(hold) => self.look_at_hold(hold),
            Act::Commit(commit) => self.look_at_commitment(commit),
            Act::Accrue(accrue) => self.look_at_accrual(accrue),
            Act::Spend(spend) => self.look_at_spend(spend),
            Act::Prepay(prepay) => self.look_at_prepayment(prepay),
            Act::UsePrepayment(used) => self.look_at_use(used),
            Act::Credit(credit) => self.look_at_credit(credit),
            Act::Recharge(it) => self.look_at_recharge(it),
            Act::ChangeCost(change) => self.look_at_the_change(change),
            Act::Mainstream(it) => self.look_at_mainstreaming(it),
            Act::Decommit(decommit) => self.look_at_decommitment(decommit),
            Act::GiveUp(give_up) => self.look_at_giving_up(give_up),
            Act::Correct(correct) => self.look_at_correction(correct),
            Act::EndBody(it) => self.look_at_the_base_left(it),
            Act::OpenYear(open) => self.look_at_the_opening_of(open.year),
            Act::Reopen(it) => self.look_at_reopening(it.year),
            _ => {}
        }
    }

    /// No balance may leave a range in which all its sums stay money.
    fn look_at_ranges(&mut self) {
        let moves = self.moves.as_slice();
        let beyond = match moves {
            [one] => Some(one).filter(|it| self.ledger.is_beyond(it, Move::change_of)),
            few if few.len() <= FEW => few.iter().find(|it| self.ledger.leaves_range(it, few)),
            many => self.ledger.beyond_range(many, &mut Changes::new()),
        };
        let beyond = beyond.map(|it| self.ledger.place(it.cell.body, it.cell.stream, self.year));
        let beyond = beyond.or_else(|| self.beyond_a_year());
        if let Some(place) = beyond {
            self.refuse(Rejection::MoneyOutOfRange { place });
        }
    }

    /// Whether something is recorded as having happened, whatever there is left.
    pub(crate) fn is_fact(&self, actual: bool) -> bool {
        actual || self.stance == Stance::AsFact
    }

    /// A sum for every year is one that a later year can hold.
    fn beyond_a_year(&self) -> Option<String> {
        let (sum, what) = match &self.draft.act {
            Act::Allocate(given) => (given.full_year?, given.to.to_string()),
            Act::TakeOn(line) => (line.full_year?, line.body.to_string()),
            Act::Commit(commit) => match commit.term {
                Term::Recurrent { annual, .. } => (annual, commit.id.to_string()),
                Term::NonRecurrent { .. } => return None,
            },
            Act::ChangeCost(change) => (change.annual, change.id.to_string()),
            _ => return None,
        };
        (sum.size() > BOUND).then_some(what)
    }

    pub(crate) fn stream(&self) -> At<Stream> {
        self.named
            .stream
            .expect("the naming stage found the stream")
    }

    pub(crate) fn body(&self) -> At<Body> {
        self.named.body.expect("the naming stage found the body")
    }
}

impl Ledger {
    /// The first of an entry's movements on an account whose balance leaves, once all of them are
    /// made, the range in which all sums are money. `so_far` sums the movements before them.
    pub(crate) fn beyond_range<'m>(
        &self,
        moves: &'m [Move],
        so_far: &mut Changes,
    ) -> Option<&'m Move> {
        for moved in moves {
            for account in [moved.from, moved.to] {
                let sum = so_far.entry((moved.cell, account)).or_default();
                *sum = sum.saturating_add(moved.change_of(account));
            }
        }
        let changed = |moved: &Move, account| so_far[&(moved.cell, account)];
        moves.iter().find(|moved| self.is_beyond(moved, changed))
    }

    /// The same of one of a few movements, which need no map.
    fn leaves_range(&self, moved: &Move, among: &[Move]) -> bool {
        self.is_beyond(moved, |moved, account| {
            let same_line = among.iter().filter(|it| it.cell == moved.cell);
            same_line.fold(0, |sum: i64, it| sum.saturating_add(it.change_of(account)))
        })
    }

    fn is_beyond(&self, moved: &Move, changed: impl Fn(&Move, Account) -> i64) -> bool {
        let cell = self.cells.find_of(moved).map(|at| &self.cells[at]);
        [moved.from, moved.to].into_iter().any(|account| {
            let stood = cell.map_or(0, |cell| cell.balance(account));
            let stands = stood.saturating_add(changed(moved, account));
            stands.unsigned_abs() > BOUND.pence().unsigned_abs()
        })
    }

    /// A body and stream in a year, as a message names them.
    #[cold]
    pub(crate) fn place(
        &self,
        body: At<Body>,
        stream: At<Stream>,
        year: Option<FinancialYear>,
    ) -> String {
        let (body, stream) = (&self.bodies[body].id, &self.streams[stream].id);
        match year {
            Some(year) => format!("{body}/{stream}, {year}"),
            None => format!("{body}/{stream}"),
        }
    }
}

/// The hash of what a draft says in figures and when it counts, its recorded date apart: what a
/// key compares.
pub(crate) fn content_of_figures(effective: NaiveDate, act: &Act) -> Hash {
    let effective = effective.to_string();
    let act = serde_json::to_vec(act).expect("an act is plain data");
    let size = |part: usize| (part as u64).to_be_bytes();
    Hash::of(&[&size(effective.len()), effective.as_bytes(), &act])
}

/// The hash of its words, their salt apart: what a key compares as long as they are there.
pub(crate) fn content_of_words(text: &Text) -> Hash {
    let text = serde_json::to_vec(text).expect("words are plain data");
    Hash::of(&[&text])
}
