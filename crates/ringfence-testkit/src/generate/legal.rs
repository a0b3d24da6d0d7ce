//! Drafts that mostly hold.

use chrono::{Days, NaiveDate};
use ringfence::journal::act::{
    Allocate, Earmark, Hold, OpenYear, Propose, ReProvide, RecordDelay, Release,
};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, Line, Party, ProjectId, PurposeId, Recurrence, StreamId};
use ringfence::word::{FinancialYear, Money};

use super::Choice;
use super::country::{Country, id};
use crate::model::{Model, Pence, Place, authority};

/// Says one draft, for one choice and one state of the book.
pub(crate) struct Speaker<'a> {
    pub(super) choice: &'a Choice,
    pub(super) model: &'a Model,
    pub(super) year: FinancialYear,
    pub(super) day: NaiveDate,
}

impl<'a> Speaker<'a> {
    pub(crate) fn new(choice: &'a Choice, model: &'a Model) -> Speaker<'a> {
        let open = model.open.unwrap_or(Country::first_year());
        let ahead = model.ahead.filter(|_| choice.twist >= 128);
        let year = ahead.unwrap_or(open);
        let first = model.calendar.first_day(year);
        let last = model.calendar.last_day(year);
        let from = model.recorded.max(first);
        let day = (from + Days::new(u64::from(choice.days))).min(last);
        Speaker {
            choice,
            model,
            year,
            day,
        }
    }

    /// What some numbers of days stand for.
    fn of_its_own_kind(&self) -> Option<Draft> {
        Some(match self.choice.days {
            20 => self.life(),
            19 => self.three_years(),
            22 => self.shares(),
            21 => self.about_core_money(),
            18 => self.fact_of_a_book(),
            17 => self.how_it_turned_out(),
            16 => self.about_a_body(),
            15 if self.choice.kind % 4 == 2 => self.redaction(),
            15 => self.closed_year(),
            5..15 if self.choice.kind % 64 == 23 => self.life(),
            _ => return None,
        })
    }

    pub(crate) fn speak(&self) -> Draft {
        if let Some(draft) = self.of_its_own_kind() {
            return draft;
        }
        if self.choice.kind >= 252 {
            return self.open_ahead();
        }
        if self.choice.days == 14 && self.choice.kind % 4 == 3 {
            return self.term();
        }
        let act = match self.choice.kind % 64 {
            _ if self.choice.days == 12 => self.plan(),
            _ if self.choice.days == 13 => self.about_a_post(),
            _ if self.choice.kind >= 224 => self.cost(),
            0..6 => self.letter(),
            6..11 => self.passing_down(),
            11..15 => self.release(),
            15..18 => self.propose(),
            18..22 => self.approve(),
            22..24 => self.delay(),
            24..29 => self.earmark(),
            29..33 => self.hold(),
            33..40 => self.commit_once(),
            40..43 => self.commit_every_year(),
            43..49 => self.spend_on(),
            49..53 => self.spend_direct(),
            53..56 => self.decommit(),
            56..58 => self.give_up(),
            58..60 => self.vire(),
            60..62 => self.correct(),
            62 => self.record(),
            _ => self.set_up(),
        };
        self.in_full(act)
    }

    /// An act with its day, and the words and the key that go with it.
    fn in_full(&self, act: Act) -> Draft {
        let mut draft = Draft::of(act).effective(self.day);
        if let Act::AddBody(_) | Act::AddStream(_) = draft.act {
            draft.effective = None;
        }
        if let Act::Vire(_) | Act::ChangeControl(_) = draft.act {
            draft.text.notice = Some("letter of the funder".into());
        }
        if let Act::TakeOn(_) = draft.act {
            draft.text.source = Some("balances of the board's ledger".into());
        }
        if let Act::Forecast(_) = draft.act {
            draft.text.reason = Some("posts filled late".into());
        }
        if let Act::Recharge(_) = draft.act {
            draft.text.evidence = Some("journal of the general ledger".into());
        }
        if self.choice.sum.is_multiple_of(9) {
            draft.key = Some(id(&format!("key-{}", self.model.next)));
        }
        draft
    }

    /// Opens the year after the open one; one time in eight a day late, or one that is open.
    fn open_ahead(&self) -> Draft {
        let open = self.model.open.unwrap_or(Country::first_year());
        let year = if self.choice.which.is_multiple_of(8) {
            open
        } else {
            open.next()
        };
        let first = self.model.calendar.first_day(year);
        let late = u64::from(self.choice.other.is_multiple_of(8));
        Draft::of(Act::OpenYear(OpenYear { year })).effective(first + Days::new(late))
    }

    pub(super) fn one_of<T: Clone>(&self, all: &[T], at: u8) -> Option<T> {
        all.get(usize::from(at) % all.len().max(1)).cloned()
    }

    pub(super) fn body(&self) -> BodyId {
        let at = usize::from(self.choice.which) % Country::BODIES.len();
        id(Country::BODIES[at].0)
    }

    pub(super) fn stream(&self) -> StreamId {
        let at = usize::from(self.choice.other) % Country::STREAMS.len();
        id(Country::STREAMS[at])
    }

    pub(super) fn purpose(&self) -> PurposeId {
        let at = usize::from(self.choice.twist) % Country::PURPOSES.len();
        id(Country::PURPOSES[at])
    }

    pub(super) fn recurrence(&self) -> Recurrence {
        if self.choice.sum.is_multiple_of(2) {
            Recurrence::Recurrent
        } else {
            Recurrence::NonRecurrent
        }
    }

    /// So many hundredths of what there is, and a few odd pence; more than nought.
    pub(super) fn part_of(&self, there: Pence) -> Money {
        let hundredths = Pence::from(self.choice.sum % 100) + 1;
        let part = there.max(0) * hundredths / 300;
        money(part.max(1) + Pence::from(self.choice.days % 2))
    }

    pub(super) fn free_on(&self, lines: &[Line]) -> Pence {
        let free = self.model.free_of(lines, self.year);
        free.into_iter().map(|(_, _, pence)| pence).sum()
    }

    pub(super) fn free(&self, body: &BodyId, stream: &StreamId) -> Pence {
        self.free_on(&self.model.lines(body, stream, self.year))
    }

    pub(super) fn allocation(&self, amount: Money) -> Allocate {
        Allocate {
            stream: self.stream(),
            to: self.body(),
            from: None,
            year: self.year,
            amount,
            full_year: None,
            recurrence: self.recurrence(),
            opening: false,
            actual: false,
            stated: None,
            confirms: None,
        }
    }

    /// A letter of the source, to a board or straight to a cluster; now and then for next year,
    /// taking back, of nought, or an opening one.
    pub(super) fn notice(&self) -> Act {
        let sum = i32::from(self.choice.sum) * 40_001;
        let mut act = self.allocation(Money::new(sum));
        act.from = Some(id("aberwen"));
        match self.choice.twist % 16 {
            1 => act.year = self.year.next(),
            2 => act.amount = Money::new(-sum / 8),
            3 => act.amount = Money::ZERO,
            5 | 6 => self.restate(&mut act),
            7 if act.recurrence == Recurrence::Recurrent => {
                act.full_year = Some(Money::new(sum / 2));
            }
            8 if self.choice.days.is_multiple_of(2) => return self.re_provision(sum),
            _ => {}
        }
        Act::Allocate(act)
    }

    /// What leaves this year, now and then more than there is, and comes again in the next.
    fn re_provision(&self, sum: i32) -> Act {
        let (to, stream) = (self.body(), self.stream());
        let there = self.free(&to, &stream);
        let amount = match self.choice.which % 4 {
            0 => Money::new(sum.max(1)),
            _ => self.part_of(there),
        };
        let (year, stated) = (self.year, None);
        Act::ReProvide(ReProvide {
            stream,
            to,
            year,
            amount,
            stated,
        })
    }

    fn restate(&self, act: &mut Allocate) {
        act.opening = true;
        act.recurrence = Recurrence::Recurrent;
        if self.choice.days.is_multiple_of(3) {
            act.year = self.year.next();
        }
    }

    fn passing_down(&self) -> Act {
        let clusters = ["north", "harbour", "moor"];
        let to = self.one_of(&clusters, self.choice.which).unwrap_or("moor");
        let giver = if to == "moor" { "seaward" } else { "upland" };
        let stream = self.stream();
        let recurrence = self.recurrence();
        let line = Line {
            body: id(giver),
            stream: stream.clone(),
            vintage: self.year,
            recurrence,
        };
        let mut act = self.allocation(self.part_of(self.free_on(&[line])));
        (act.to, act.stream, act.recurrence) = (id(to), stream, recurrence);
        match self.choice.twist % 16 {
            1 => act.actual = true,
            2 => act.amount = act.amount.negated(),
            3 => self.restate_here(&mut act),
            _ => {}
        }
        Act::Allocate(act)
    }

    fn restate_here(&self, act: &mut Allocate) {
        act.opening = true;
        act.recurrence = Recurrence::Recurrent;
    }

    fn release(&self) -> Act {
        let (stream, to) = (id("winter"), self.body());
        let lines = self.model.lines(&to, &stream, self.year);
        let room: Pence = lines.iter().map(|line| self.unreleased(line)).sum();
        Act::Release(Release {
            stream,
            to,
            year: self.year,
            amount: self.part_of(room * 3),
            vintage: None,
        })
    }

    fn unreleased(&self, line: &Line) -> Pence {
        let positions = &self.model.pounds[&(self.year, line.clone())];
        let given = authority(positions);
        (given - self.model.pence(line, self.year, &Place::Released)).max(0)
    }

    pub(super) fn project(&self) -> Option<(ProjectId, Propose)> {
        let all: Vec<(ProjectId, Propose)> = self
            .model
            .projects
            .iter()
            .map(|(id, it)| (id.clone(), it.clone()))
            .collect();
        self.one_of(&all, self.choice.which)
    }

    fn delay(&self) -> Act {
        let Some((project, its)) = self.project() else {
            return self.propose();
        };
        let attributable_to = match self.choice.other % 4 {
            0 => Party::Nobody,
            1 => Party::Body(its.body),
            _ => Party::Body(id("upland")),
        };
        Act::RecordDelay(RecordDelay {
            project,
            cause: id("procurement"),
            attributable_to: Some(attributable_to).filter(|_| self.choice.sum % 32 != 1),
            start: self.day,
            end: None,
        })
    }

    fn earmark(&self) -> Act {
        let Some((project, its)) = self.project() else {
            return self.propose();
        };
        let stream = self.stream();
        let amount = self.part_of(self.free(&its.body, &stream));
        Act::Earmark(Earmark {
            project,
            body: its.body,
            stream,
            year: self.year,
            amount,
            vintage: None,
        })
    }

    /// A body and, one time in two, one of its projects that somebody approved.
    pub(super) fn for_whom(&self) -> (BodyId, Option<ProjectId>, PurposeId) {
        let approved = self.model.acts().filter_map(|(_, _, act)| match act {
            Act::Approve(act) => Some(act.project.clone()),
            _ => None,
        });
        let approved: Vec<ProjectId> = approved.collect();
        match self.one_of(&approved, self.choice.which) {
            Some(project) if self.choice.days.is_multiple_of(2) => {
                let its = &self.model.projects[&project];
                (its.body.clone(), Some(project), its.purpose.clone())
            }
            _ => (self.body(), None, self.purpose()),
        }
    }

    pub(super) fn hold(&self) -> Act {
        let (body, project, purpose) = self.for_whom();
        let stream = self.stream();
        let amount = self.part_of(self.free(&body, &stream));
        Act::Hold(Hold {
            id: id(&format!("hold-{}", self.model.next)),
            stream,
            body,
            project,
            purpose,
            year: self.year,
            amount,
            vintage: None,
        })
    }
}

/// Pence as money.
pub(crate) fn money(pence: Pence) -> Money {
    let narrow = i64::try_from(pence).expect("sums of the country are small");
    Money::from_pence(narrow).expect("sums of the country are small")
}
