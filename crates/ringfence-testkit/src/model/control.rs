//! How asks are held: what is in force on a day, and how far it lets them go.

use chrono::NaiveDate;
use ringfence::journal::act::{ChangeControl, Spend};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, ControlMode, Line, PromiseId, StreamId, Tolerance};
use ringfence::word::{FinancialYear, Percent, Rounding};

use super::date::Code;
use super::pound::{authority, pence};
use super::{Model, Pence, Place};

impl Model {
    pub(crate) fn change_control(
        &mut self,
        draft: &Draft,
        act: &ChangeControl,
    ) -> Result<(), Code> {
        self.known_stream(&act.stream)?;
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    /// What is in force on a day: the change of the latest day by then, of several on one day
    /// the last to be written.
    fn in_force(&self, stream: &StreamId, day: NaiveDate) -> (ControlMode, Tolerance) {
        let mut found = match self.streams.get(stream) {
            Some(named) => (named.control, named.tolerance),
            None => (ControlMode::Block, Tolerance::Nought),
        };
        let mut latest = None;
        for (_, entry) in self.standing() {
            let Some(draft) = &entry.draft else { continue };
            let Act::ChangeControl(act) = &draft.act else {
                continue;
            };
            let from = draft.effective;
            let in_time = from.is_some_and(|from| from <= day);
            if act.stream == *stream && in_time && from >= latest {
                latest = from;
                found = (act.control, act.tolerance);
            }
        }
        found
    }

    /// Whether asks are refused, advised against, or only recorded.
    pub(crate) fn mode(&self, stream: &StreamId, day: NaiveDate) -> ControlMode {
        self.in_force(stream, day).0
    }

    /// How far below nought a line of so much authority may be asked to go.
    pub(crate) fn tolerated(&self, stream: &StreamId, day: NaiveDate, authority: Pence) -> Pence {
        let part = |percent, round| part_of(authority.max(0), percent, round);
        match self.in_force(stream, day).1 {
            Tolerance::Nought => 0,
            Tolerance::Amount { amount } => pence(amount),
            Tolerance::Part { percent, round } => part(percent, round),
            Tolerance::Lesser {
                amount,
                percent,
                round,
            } => pence(amount).min(part(percent, round)),
            Tolerance::Greater {
                amount,
                percent,
                round,
            } => pence(amount).max(part(percent, round)),
        }
    }

    /// What tolerances leave on lines that there are.
    pub(crate) fn leeways(
        &self,
        lines: &[Line],
        year: FinancialYear,
        day: NaiveDate,
    ) -> Vec<(Line, Place, Pence)> {
        let mut all = Vec::new();
        for line in lines {
            let Some(pounds) = self.pounds.get(&(year, line.clone())) else {
                continue;
            };
            let below = self.pence(line, year, &Place::Free).min(0);
            let left = self.tolerated(&line.stream, day, authority(pounds)) + below;
            all.push((line.clone(), Place::Free, left.max(0)));
        }
        all
    }

    /// Whether costs wait on a stream until theirs is known; then nothing is asked of it.
    pub(crate) fn is_suspense(&self, stream: &StreamId) -> bool {
        self.streams.get(stream).is_some_and(|it| it.suspense)
    }

    /// On whose line a cost stands: in suspense, on that of the body that answers.
    pub(crate) fn bearer(&self, body: &BodyId, stream: &StreamId, day: NaiveDate) -> BodyId {
        let answers = self
            .accountable(body, day)
            .filter(|_| self.is_suspense(stream));
        answers.unwrap_or_else(|| body.clone())
    }

    pub(crate) fn may_be_asked(&self, stream: &StreamId) -> Result<(), Code> {
        let refused = self
            .is_suspense(stream)
            .then_some("suspense_takes_facts_only");
        refused.map_or(Ok(()), Err)
    }

    /// An ask goes beyond what there is: refused, noted down, or let be.
    pub(crate) fn beyond(
        &mut self,
        stream: &StreamId,
        day: NaiveDate,
        code: Code,
    ) -> Result<(), Code> {
        match self.mode(stream, day) {
            ControlMode::Block => return Err(code),
            ControlMode::Advise => self.advised.push((self.next, code)),
            ControlMode::Track => {}
        }
        Ok(())
    }

    /// What was said against an entry that was taken all the same.
    pub(crate) fn advice_of(&self, entry: u64) -> Vec<Code> {
        let all = self.advised.iter().filter(|(its, _)| *its == entry);
        all.map(|(_, code)| *code).collect()
    }

    /// What is left of a commitment's own tolerance in a year.
    pub(crate) fn tolerated_on(&self, id: &PromiseId, year: FinancialYear) -> Pence {
        let tolerance = self.acts().find_map(|(_, _, act)| match act {
            Act::Commit(act) if act.id == *id => act.tolerance.map(pence),
            _ => None,
        });
        let costs = self.standing().filter(|(_, entry)| {
            let act = entry.draft.as_ref().map(|draft| &draft.act);
            let of_it = match act {
                Some(Act::Spend(act)) => self.is_of(act, id),
                Some(Act::Recharge(act)) => act.commitment.as_ref() == Some(id),
                _ => false,
            };
            entry.year == Some(year) && of_it
        });
        let moves = costs.flat_map(|(_, entry)| &entry.moves);
        let beyond = moves.filter(|it| {
            it.to == Place::Spent && matches!(it.from, Place::Free | Place::Earmarked(_))
        });
        (tolerance.unwrap_or(0) - beyond.map(|it| it.pence).sum::<Pence>()).max(0)
    }

    fn is_of(&self, act: &Spend, id: &PromiseId) -> bool {
        let met = act.accrual.as_ref().and_then(|it| self.accruals.get(it));
        let of_accrual = met.and_then(|it| it.commitment.as_ref());
        act.commitment.as_ref().or(of_accrual) == Some(id)
    }
}

/// Adds sums to those of the same place of the same line, new ones last.
pub(crate) fn added(
    mut all: Vec<(Line, Place, Pence)>,
    more: Vec<(Line, Place, Pence)>,
) -> Vec<(Line, Place, Pence)> {
    all.retain(|(_, _, pence)| *pence > 0);
    for (line, place, pence) in more.into_iter().filter(|(_, _, pence)| *pence > 0) {
        let same = all.iter_mut().find(|it| it.0 == line && it.1 == place);
        match same {
            Some(found) => found.2 += pence,
            None => all.push((line, place, pence)),
        }
    }
    all
}

/// A part of a sum of nought or more, from the percentage as it is written.
pub(crate) fn part_of(sum: Pence, percent: Percent, round: Rounding) -> Pence {
    let written = percent.to_string();
    let number = written.trim_end_matches('%');
    let places = number.split_once('.').map_or(0, |(_, places)| places.len());
    let digits: Pence = number.replace('.', "").parse().expect("digits and a dot");
    let whole = (0..places + 2).fold(1, |whole, _| whole * 10);
    let (penny, rest) = (sum * digits / whole, sum * digits % whole);
    let up = match round {
        Rounding::Down => false,
        Rounding::Up => rest > 0,
        Rounding::HalfUp => rest * 2 >= whole,
        Rounding::HalfEven => rest * 2 > whole || (rest * 2 == whole && penny % 2 == 1),
    };
    penny + Pence::from(up)
}
