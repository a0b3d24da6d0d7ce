//! Stage 3: the date.

use chrono::NaiveDate;

use super::super::index::At;
use super::super::names::Stance;
use super::super::record::Body;
use super::Case;
use crate::journal::act::{ProfileOf, Term};
use crate::journal::{Act, NotAlive, OutsideYear, Rejection};
use crate::word::FinancialYear;

impl Case<'_, '_> {
    /// The year whose lines an act touches, where it touches any.
    pub(crate) fn year_of_the_act(&self) -> Option<FinancialYear> {
        let calendar = self.ledger.calendar();
        match &self.draft.act {
            Act::PublishTotal(total) => Some(total.year),
            Act::MarkNotRecorded(mark) => Some(mark.year),
            Act::SetFloor(term) | Act::SetCap(term) => Some(term.year),
            Act::Anticipate(said) => Some(said.year),
            Act::Contribute(said) => Some(said.year),
            Act::Allocate(given) => Some(given.year),
            Act::ReProvide(again) => Some(again.year),
            Act::Vire(vire) => Some(vire.year),
            Act::Release(release) => Some(release.year),
            Act::Earmark(earmark) => Some(earmark.year),
            Act::Hold(hold) => Some(hold.year),
            Act::Commit(commit) => match commit.term {
                Term::NonRecurrent { year, .. } => Some(year),
                Term::Recurrent { start, .. } => {
                    let first = calendar.nearest_year(start);
                    Some(self.ledger.open_year.map_or(first, |open| open.max(first)))
                }
            },
            Act::Accrue(accrue) => Some(self.ledger.year_of_cost(accrue.year, self.effective)),
            Act::Spend(spend) => Some(self.ledger.year_of_cost(spend.year, self.effective)),
            Act::Recharge(it) => Some(self.ledger.year_of_cost(it.year, self.effective)),
            Act::UsePrepayment(_) | Act::Credit(_) | Act::ChangeCost(_) | Act::Mainstream(_) => {
                Some(self.ledger.year_of_cost(None, self.effective))
            }
            Act::Prepay(_) => {
                let cost = self.named.cost.filter(|_| self.named.body.is_some());
                let left = cost.map(|entry| self.ledger.cost_left(entry));
                left.and_then(|left| Some(left.first()?.cell.year))
            }
            Act::TakeOn(line) => Some(line.year),
            Act::Forecast(said) => Some(said.year),
            Act::Profile(said) => match &said.of {
                ProfileOf::Line { year, .. } => Some(*year),
                ProfileOf::Commitment { .. } => {
                    let promise = self.named.promise;
                    promise.map(|at| self.ledger.year_profiled(at, self.effective))
                }
            },
            Act::Decommit(_) | Act::GiveUp(_) => self.year_of_what_is_given_back(),
            Act::StopProject(_) | Act::CompleteProject(_) => {
                let any = self.ledger.open_year;
                any.map(|_| calendar.nearest_year(self.effective))
            }
            Act::MakeLegal(_) | Act::EndBody(_) | Act::Share(_) => {
                Some(calendar.nearest_year(self.effective))
            }
            _ => None,
        }
    }

    pub(crate) fn look_at_the_date(&mut self) {
        let head = self.ledger.head.recorded;
        if self.recorded < head {
            self.refuse(Rejection::RecordedBeforeHead {
                recorded: self.recorded,
                head,
            });
        }
        if let Some(year) = self.year {
            self.look_at_the_year(year);
        }
        match &self.draft.act {
            Act::OpenYear(open) => self.look_at_the_year_to_open(open),
            Act::EndBody(it) => self.look_at_the_end(it),
            Act::Share(it) => self.look_whether_parties_live(it),
            Act::Reopen(it) => self.look_at_the_year_to_reopen(it.year),
            Act::Sign(it) => self.look_at_the_year_to_sign(it.year),
            Act::Commit(commit) => {
                if let Some(post) = &commit.post {
                    self.look_whether_they_live(post);
                }
            }
            _ => {}
        }
        let named = [self.named.body, self.named.other];
        let lives = !matches!(
            self.draft.act,
            Act::AddBody(_)
                | Act::AddStream(_)
                | Act::MarkNotRecorded(_)
                | Act::RecordPopulation(_)
                | Act::RecordFact(_)
                | Act::RecordOutturn(_)
                | Act::EndBody(_)
        );
        for body in named.into_iter().flatten().filter(|_| lives) {
            self.look_whether_alive(body);
        }
    }

    /// What is said of a year may be said before it opens.
    fn may_precede_its_year(&self) -> bool {
        matches!(
            self.draft.act,
            Act::Allocate(_)
                | Act::ReProvide(_)
                | Act::Anticipate(_)
                | Act::Contribute(_)
                | Act::Profile(_)
                | Act::Forecast(_)
                | Act::SetFloor(_)
                | Act::SetCap(_)
                | Act::MakeLegal(_)
                | Act::EndBody(_)
                | Act::Share(_)
        )
    }

    pub(crate) fn look_at_the_year(&mut self, year: FinancialYear) {
        let calendar = self.ledger.calendar();
        let (stance, side) = (
            self.ledger.stance(year),
            calendar.side_of(year, self.effective),
        );
        if stance == Stance::Open && side.is_eq() {
            return;
        }
        let is_notice = self.may_precede_its_year();
        let is_record = matches!(
            self.draft.act,
            Act::PublishTotal(_) | Act::MarkNotRecorded(_)
        );
        match stance {
            Stance::Closed if !is_record => self.refuse(Rejection::YearAlreadyClosed { year }),
            Stance::NotOpen if !is_notice && !is_record => {
                self.refuse(Rejection::YearNotOpen {
                    year,
                    open: self.ledger.open_year,
                });
            }
            _ => {}
        }
        let too_early = side.is_lt() && !is_notice && !is_record;
        // No new asks after the last day; and what was received counts by its day.
        let ends_with_the_year = matches!(
            self.draft.act,
            Act::TakeOn(_)
                | Act::Vire(_)
                | Act::Release(_)
                | Act::Earmark(_)
                | Act::Hold(_)
                | Act::Commit(_)
                | Act::Accrue(_)
        );
        let too_late = side.is_gt() && ends_with_the_year;
        if too_early || too_late {
            let effective = self.effective;
            let (first, last) = (calendar.first_day(year), calendar.last_day(year));
            self.refuse(Rejection::EffectiveOutsideYear(OutsideYear {
                effective,
                year,
                first,
                last,
            }));
        }
    }

    pub(crate) fn look_whether_alive(&mut self, at: At<Body>) {
        let body = &self.ledger.bodies[at];
        // A cost that a body leaves behind is a cost all the same.
        let left_behind = match &self.draft.act {
            Act::Spend(spend) => spend.actual || self.named.accrual.is_some(),
            Act::Vire(vire) => self.goes_to_an_heir(at, vire),
            Act::Recharge(it) => it.actual || Some(at) != self.named.body,
            Act::Accrue(_) | Act::Prepay(_) | Act::UsePrepayment(_) | Act::Credit(_) => true,
            _ => false,
        };
        let over = body.until.is_some_and(|until| until < self.effective) && !left_behind;
        if self.effective < body.from || over {
            self.is_not_alive(at, self.effective, body.until);
        }
    }

    #[cold]
    pub(crate) fn is_not_alive(&mut self, at: At<Body>, on: NaiveDate, until: Option<NaiveDate>) {
        let body = &self.ledger.bodies[at];
        let heirs = self.ledger.successors_of(at, None).into_iter();
        self.refuse(Rejection::BodyNotAlive(NotAlive {
            body: body.id.to_string(),
            on,
            from: body.from,
            until,
            successors: heirs.map(ToString::to_string).collect(),
        }));
    }
}
