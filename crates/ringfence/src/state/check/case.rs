//! One draft under judgement.

use chrono::NaiveDate;

use super::super::Ledger;
use super::super::event::{Checked, Event, Receipt};
use super::super::index::At;
use super::super::moves::{Move, Moves};
use super::super::names::Named;
use super::super::record::{Body, Stream};
use crate::journal::{Act, ActorId, Draft, Refusals, Rejection, Text};
use crate::noun::{Account, ControlMode};
use crate::word::{FinancialYear, Hash, Money};

/// One draft under judgement: what it says, what it names, and every no so far.
pub(crate) struct Case<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) draft: &'a Draft,
    pub(crate) named: Named,
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    /// The year whose lines it touches.
    pub(crate) year: Option<FinancialYear>,
    pub(crate) no: Vec<Rejection>,
    pub(crate) moves: Moves,
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
    /// # Errors
    /// Every reason against it, in order of precedence; see [`Rejection`].
    pub fn check(&self, draft: &Draft) -> Result<Checked, Refusals> {
        self.judge(draft, Stance::Held)
    }

    /// What a draft that was accepted before does on another ledger, whatever is left there.
    pub(crate) fn check_as_fact(&self, draft: &Draft) -> Result<Checked, Refusals> {
        self.judge(draft, Stance::AsFact)
    }

    fn judge(&self, draft: &Draft, stance: Stance) -> Result<Checked, Refusals> {
        if matches!(draft.act, Act::CloseYear(_) | Act::OpenYear(_)) {
            return Err(Refusals::of(Rejection::OnlyByPlan));
        }
        let mut case = Case::of(self, draft, stance);
        case.look_at_the_draft_alone();
        if let Some(receipt) = case.look_at_its_key()? {
            return Ok(Checked::Unchanged(receipt));
        }
        if let Some(receipt) = case.same_set_up() {
            return Ok(Checked::Unchanged(receipt));
        }
        case.look_at_the_date();
        case.look_at_what_it_names();
        if case.no.is_empty() {
            case.look_at_the_ring_fence();
            case.look_at_funds();
            case.look_at_ranges();
        }
        case.answer()
    }
}

impl<'a> Case<'a> {
    fn of(ledger: &'a Ledger, draft: &'a Draft, stance: Stance) -> Case<'a> {
        let undated = ledger.header.first_day;
        let effective = draft.effective.unwrap_or(undated);
        let head = ledger.head.recorded;
        let recorded = draft.recorded.unwrap_or_else(|| effective.max(head));
        let named = ledger.named(&draft.act);
        let (no, moves) = (Vec::new(), Moves::default());
        let mut case = Case {
            ledger,
            draft,
            named,
            effective,
            recorded,
            year: None,
            no,
            moves,
            stance,
        };
        case.year = case.year_of_the_act();
        case
    }

    fn answer(self) -> Result<Checked, Refusals> {
        let Case {
            draft,
            named,
            effective,
            recorded,
            no,
            moves,
            ..
        } = self;
        if let Some(refusals) = Refusals::from_reasons(no) {
            return Err(refusals);
        }
        Ok(Checked::Append(Event {
            effective,
            recorded,
            actor: draft.actor.clone().unwrap_or_else(ActorId::not_stated),
            key: draft.key.clone(),
            act: draft.act.clone(),
            text: draft.text.clone(),
            salt: draft.salt,
            named,
            moves,
        }))
    }

    pub(crate) fn refuse(&mut self, reason: Rejection) {
        self.no.push(reason);
    }

    fn look_at_its_key(&mut self) -> Result<Option<Receipt>, Refusals> {
        let Some(key) = &self.draft.key else {
            return Ok(None);
        };
        let Some(keyed) = self.ledger.keys.get(key.as_str()) else {
            return Ok(None);
        };
        if keyed.content == content(&self.draft.act, &self.draft.text) {
            return Ok(Some(keyed.receipt));
        }
        let entry = keyed.receipt.entry;
        Err(Refusals::of(Rejection::KeyConflict {
            key: key.clone(),
            entry,
        }))
    }

    fn look_at_the_ring_fence(&mut self) {
        let Some(stream) = self.named.stream else {
            return;
        };
        let fence = &self.ledger.streams[stream];
        let purpose = match &self.draft.act {
            Act::Hold(hold) => Some(&hold.purpose),
            Act::Commit(commit) => Some(&commit.purpose),
            Act::Spend(spend) if spend.commitment.is_none() => spend.purpose.as_ref(),
            Act::Earmark(_) => self
                .named
                .project
                .map(|at| &self.ledger.projects[at].purpose),
            _ => None,
        };
        if let Some(purpose) = purpose.filter(|purpose| !fence.purposes.contains(purpose)) {
            self.no.push(Rejection::PurposeOutsideRingFence {
                purpose: purpose.to_string(),
                stream: fence.id.to_string(),
                purposes: fence.purposes.iter().map(ToString::to_string).collect(),
            });
        }
        let to_stream = self.named.to_stream.unwrap_or(stream);
        if to_stream != stream && self.draft.text.notice.is_none() {
            let to_stream = self.ledger.streams[to_stream].id.to_string();
            self.no.push(Rejection::VirementLeavesRingFence {
                stream: fence.id.to_string(),
                to_stream,
            });
        }
    }

    fn look_at_funds(&mut self) {
        match &self.draft.act {
            Act::Allocate(given) => self.look_at_allocation(given),
            Act::Vire(vire) => self.look_at_virement(vire),
            Act::Release(release) => self.look_at_release(release),
            Act::Approve(_) => {}
            Act::Earmark(earmark) => self.look_at_earmark(earmark),
            Act::Hold(hold) => self.look_at_hold(hold),
            Act::Commit(commit) => self.look_at_commitment(commit),
            Act::Spend(spend) => self.look_at_spend(spend),
            Act::Decommit(decommit) => self.look_at_decommitment(decommit),
            Act::GiveUp(give_up) => self.look_at_giving_up(give_up),
            Act::Correct(correct) => self.look_at_correction(correct),
            _ => {}
        }
    }

    /// No balance may leave a range in which all its sums stay money.
    fn look_at_ranges(&mut self) {
        let beyond = self
            .moves
            .iter()
            .find(|moved| !self.ledger.stays_in_range(moved));
        let beyond = beyond.map(|it| self.ledger.place(it.cell.body, it.cell.stream, self.year));
        if let Some(place) = beyond {
            self.refuse(Rejection::MoneyOutOfRange { place });
        }
    }

    /// Whether something is recorded as having happened, whatever there is left.
    pub(crate) fn is_fact(&self, actual: bool) -> bool {
        actual || self.stance == Stance::AsFact
    }

    pub(crate) fn stream(&self) -> At<Stream> {
        self.named
            .stream
            .expect("the naming stage found the stream")
    }

    pub(crate) fn body(&self) -> At<Body> {
        self.named.body.expect("the naming stage found the body")
    }

    pub(crate) fn is_blocked(&self, stream: At<Stream>) -> bool {
        self.stance == Stance::Held && self.ledger.streams[stream].control == ControlMode::Block
    }
}

impl Ledger {
    /// Whether the balances that a movement touches stay in a range in which all sums are money.
    pub(crate) fn stays_in_range(&self, moved: &Move) -> bool {
        const BOUND: i64 = Money::MAX.pence() / 32;
        let cell = self.cells.find(&moved.cell).map(|at| &self.cells[at]);
        let stood = |account: Account| cell.map_or(0, |cell| cell.balance(account));
        let from = stood(moved.from).saturating_sub(moved.amount);
        let to = stood(moved.to).saturating_add(moved.amount);
        from.abs() <= BOUND && to.abs() <= BOUND
    }

    /// A body and stream in a year, as a message names them.
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

/// The hash of what a draft says, its dates and salt apart: what a key compares.
pub(crate) fn content(act: &Act, text: &Text) -> Hash {
    let act = serde_json::to_vec(act).expect("an act is plain data");
    let text = serde_json::to_vec(text).expect("words are plain data");
    Hash::of(&[&(act.len() as u64).to_be_bytes(), &act, &text])
}
