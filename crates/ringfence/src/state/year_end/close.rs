//! Closing a year by its plan.

use chrono::NaiveDate;

use super::plan::{Decision, Plan};
use crate::journal::act::{AdoptBook, CloseYear, DecisionLine};
use crate::journal::{Act, ActorId, Draft, OutsideYear, Refusals, Rejection, Salt, Wanted};
use crate::noun::Wording;
use crate::state::Ledger;
use crate::state::check::Changes;
use crate::state::event::{Event, Said};
use crate::state::moves::Moves;
use crate::state::names::Named;
use crate::state::words::Words;

/// When the close of a year counts, when it was learned, and who closes.
///
/// It never counts before the last day of the year.
///
/// ```
#[doc = include_str!("../../../docs/aberwen.txt")]
/// use ringfence::state::Closing;
///
/// let mut ledger = aberwen();
/// let plan = ledger.plan_close("2025-26".parse()?, &keeps_orders())?;
/// let closing = Closing {
///     recorded: Some("2026-04-20".parse()?),
///     actor: Some("finance-upland".parse()?),
///     ..Closing::on("2026-03-31".parse()?)
/// };
/// // The adoption of the rule book, the close, and the opening of 2026-27.
/// assert_eq!(ledger.check_close(&plan, &closing)?.len(), 3);
///
/// let a_day_early = Closing::on("2026-03-30".parse()?);
/// let no = ledger.check_close(&plan, &a_day_early).expect_err("before the last day");
/// assert_eq!(no.first().code(), "effective_outside_year");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It does not say what becomes of the money: that is the [`Plan`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// When it counts: the last day of the year, or later.
    pub effective: NaiveDate,
    /// When it was learned; left out: the later of `effective` and the head's.
    pub recorded: Option<NaiveDate>,
    /// Who closes; left out: `not-stated`.
    pub actor: Option<ActorId>,
    /// The salts of the adoption, the close and the opening.
    pub salts: [Salt; 3],
}

impl Closing {
    /// A close that counts on a day.
    pub fn on(effective: NaiveDate) -> Closing {
        Closing {
            effective,
            recorded: None,
            actor: None,
            salts: [Salt::default(); 3],
        }
    }
}

impl Ledger {
    /// The events of a close: the adoption of its book where none is adopted, the close, and the
    /// opening of the next year. Nothing is changed.
    ///
    /// ```
    #[doc = include_str!("../../../docs/aberwen.txt")]
    /// use ringfence::state::Closing;
    /// # use ringfence::journal::ActKind;
    /// # use ringfence::state::Checked;
    ///
    /// let mut ledger = aberwen();
    /// let plan = ledger.plan_close("2025-26".parse()?, &keeps_orders())?;
    /// # let beds = "commitment=ward-6 | amount=20000 | effective=2025-11-28";
    /// # let beds = draft(ActKind::Spend, beds);
    /// # let Checked::Append(event) = ledger.check(&beds)? else { panic!("it is new") };
    /// # ledger.apply(&event, ledger.entry_of(&event).hash)?;
    /// // An invoice comes in after the plan was made.
    /// let closing = Closing::on("2026-03-31".parse()?);
    /// let no = ledger.check_close(&plan, &closing).expect_err("the plan did not see it");
    /// assert_eq!(no.first().code(), "plan_stale"); // plan again
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `recorded_before_head`, `year_already_closed`, `effective_outside_year`, `plan_stale`,
    /// `plan_blocked`, `other_book_adopted`, `money_out_of_range`.
    pub fn check_close(
        &self,
        plan: &Plan,
        closing: &Closing,
    ) -> Result<Vec<Event<'static>>, Refusals> {
        let recorded = closing
            .recorded
            .unwrap_or(closing.effective.max(self.head.recorded));
        self.may_close_by(plan, closing, recorded)?;
        let events = self.events_of_close(plan, closing, recorded);
        self.within_range(&events)?;
        Ok(events)
    }

    pub(crate) fn events_of_close(
        &self,
        plan: &Plan,
        closing: &Closing,
        recorded: NaiveDate,
    ) -> Vec<Event<'static>> {
        let next = plan.year.next();
        let mut events = Vec::with_capacity(3);
        if self.books.is_empty() && !plan.book.text().is_empty() {
            let (book, replaces) = (plan.book.text().to_owned(), None);
            let act = Act::AdoptBook(AdoptBook { book, replaces });
            events.push((act, closing.effective, Moves::default()));
        }
        let decisions = plan.decisions.iter().flat_map(decision_lines).collect();
        let close = CloseYear {
            year: plan.year,
            decisions,
            ended: plan.ended.clone(),
            gone_back: plan.gone_back.clone(),
            for_old: plan
                .carried
                .for_old
                .iter()
                .map(|it| self.line_of(it))
                .collect(),
        };
        events.push((
            Act::CloseYear(close),
            closing.effective,
            self.closing_moves(plan),
        ));
        let (open, moves) = self.opening(plan);
        let opens = self.calendar().first_day(next);
        let opens = opens.max(self.first_day_to_close(plan.year));
        events.push((Act::OpenYear(open), opens, moves));
        let actor = closing.actor.clone().unwrap_or_else(ActorId::not_stated);
        let event = |((act, effective, moves), salt): ((Act, NaiveDate, Moves), Salt)| {
            let draft = Draft {
                actor: Some(actor.clone()),
                salt,
                ..Draft::of(act)
            };
            let (said, named) = (Said::Own(Box::new(draft)), Named::default());
            Event {
                effective,
                recorded,
                said,
                named,
                moves,
                advice: Vec::new(),
                words: Words::There,
            }
        };
        let salts = &closing.salts[3 - events.len()..];
        events
            .into_iter()
            .zip(salts.iter().copied())
            .map(event)
            .collect()
    }

    fn may_close_by(
        &self,
        plan: &Plan,
        closing: &Closing,
        recorded: NaiveDate,
    ) -> Result<(), Refusals> {
        let (year, head) = (plan.year, self.head);
        let mut no = Vec::new();
        if recorded < head.recorded {
            no.push(Rejection::RecordedBeforeHead {
                recorded,
                head: head.recorded,
            });
        }
        if self.last_closed.is_some_and(|closed| year <= closed) {
            no.push(Rejection::YearAlreadyClosed { year });
        }
        let first = self.first_day_to_close(year);
        if closing.effective < first {
            no.push(Rejection::EffectiveOutsideYear(OutsideYear {
                effective: closing.effective,
                year,
                first,
                last: first,
            }));
        }
        if plan.head != head {
            no.push(Rejection::PlanStale {
                planned: plan.head.entry,
                head: head.entry,
            });
        }
        if !plan.blockers.is_empty() {
            let asks = plan.blockers.iter();
            let blockers = asks
                .map(|it| format!("{}: {}", it.item, it.missing))
                .collect();
            no.push(Rejection::PlanBlocked { year, blockers });
        }
        no.extend(self.other_book(&plan.book, Wanted::PlannedBy));
        Refusals::from_reasons(no).map_or(Ok(()), Err)
    }

    fn closing_moves(&self, plan: &Plan) -> Moves {
        let mut moves = Moves::default();
        let recalled = self.release_recalled(plan.year);
        for moved in plan
            .before
            .iter()
            .chain(&plan.carried.closing)
            .chain(&recalled)
        {
            moves.push(*moved);
        }
        moves
    }

    /// The sums of an opening stay money, as those of a draft do.
    fn within_range(&self, events: &[Event<'_>]) -> Result<(), Refusals> {
        let mut so_far = Changes::new();
        for event in events {
            let moves = event.moves.as_slice();
            if let Some(moved) = self.beyond_range(moves, &mut so_far) {
                let place = self.place(moved.cell.body, moved.cell.stream, Some(moved.cell.year));
                return Err(Refusals::of(Rejection::MoneyOutOfRange { place }));
            }
        }
        Ok(())
    }
}

fn decision_lines(decision: &Decision) -> Vec<DecisionLine> {
    let parts = decision.disposal.parts().iter();
    parts
        .map(|part| DecisionLine {
            item: decision.item.to_string(),
            kind: decision.kind.word().to_owned(),
            line: decision.line.clone(),
            outcome: part.outcome.name().to_owned(),
            amount: part.amount,
            cause: decision.cause(),
        })
        .collect()
}
