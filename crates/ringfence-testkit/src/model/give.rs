//! Giving, releasing and moving authority.

use chrono::NaiveDate;
use ringfence::journal::Draft;
use ringfence::journal::act::{Allocate, Release, Vire};
use ringfence::noun::{Account, BodyId, ControlMode, Line, Recurrence, StreamId};
use ringfence::word::FinancialYear;

use super::date::{Code, Timing};
use super::pound::{authority, drawn, pence, pence_in};
use super::range::yearly_in_range;
use super::state::own_line;
use super::{Model, Move, Pence, Place};

impl Model {
    /// Whose giving is new money to a receiver.
    pub(crate) fn source_of(&self, stream: &StreamId, to: &BodyId) -> Option<BodyId> {
        let stated = self.streams.get(stream).and_then(|it| it.source.clone());
        stated.or_else(|| self.above(to).last().cloned())
    }

    /// Who gives, where a draft does not say.
    pub(crate) fn giver_of(&self, act: &Allocate) -> Option<BodyId> {
        let above = self.above(&act.to);
        act.from.clone().or_else(|| above.first().cloned())
    }

    pub(crate) fn allocate(
        &mut self,
        draft: &Draft,
        act: &Allocate,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let giver = self.giver_of(act);
        let from_source = giver.is_some() && giver == self.source_of(&act.stream, &act.to);
        self.date(act.year, day, Timing::Notice)?;
        let giver = giver.ok_or("unknown_body")?;
        self.alive(&[&act.to, &giver], day)?;
        self.known_stream(&act.stream)?;
        if !from_source && act.amount.is_zero() {
            return Err("amount_not_positive");
        }
        self.is_expected(act)?;
        if !self.above(&act.to).contains(&giver) {
            return Err("receiver_not_below_giver");
        }
        if act.opening && self.states_opening(&act.to, &act.stream, act.year) {
            return Err("opening_already_stated");
        }
        if !from_source && !act.actual {
            self.may_be_asked(&act.stream)?;
        }
        self.is_as_expected(act)?;
        act.full_year.map_or(Ok(()), yearly_in_range)?;
        let mut moves = if act.opening {
            self.restated(&act.to, &act.stream, act.year)
        } else {
            Vec::new()
        };
        let to = own_line(&act.to, &act.stream, act.year, act.recurrence);
        moves.push(from_outside(
            &to,
            act.year,
            Account::Allocated,
            pence(act.amount),
        ));
        if !from_source {
            let from = own_line(&giver, &act.stream, act.year, act.recurrence);
            moves.push(from_outside(
                &from,
                act.year,
                Account::PassedDown,
                -pence(act.amount),
            ));
            let adds: Pence = of_line(&moves, &from).map(|it| -it.pence).sum();
            let there = self.pence(&from, act.year, &Place::Free).max(0);
            let leeways = self.leeways(std::slice::from_ref(&from), act.year, day);
            let there: Pence = there + leeways.iter().map(|(_, _, left)| left).sum::<Pence>();
            if !act.actual && adds > 0 && adds > there {
                self.in_range_once_written(draft, act.year, &moves)?;
                self.beyond(&act.stream, day, "allocation_exceeds_available")?;
            }
        }
        self.write(Some(draft), Some(act.year), moves);
        Ok(())
    }

    pub(crate) fn release(
        &mut self,
        draft: &Draft,
        act: &Release,
        day: NaiveDate,
    ) -> Result<(), Code> {
        self.date(act.year, day, Timing::Ask)?;
        self.alive(&[&act.to], day)?;
        self.known_stream(&act.stream)?;
        self.may_be_asked(&act.stream)?;
        let lines = self.lines(&act.to, &act.stream, act.year);
        let lines = of_vintage(lines, act.vintage);
        let (mut left, mut moves) = (pence(act.amount), Vec::new());
        for line in &lines {
            let pounds = &self.pounds[&(act.year, line.clone())];
            let room = authority(pounds) - pence_in(pounds, &Place::Released);
            let part = left.min(room).max(0);
            left -= part;
            moves.push(released(line, act.year, part));
        }
        if left > 0 {
            const CODE: Code = "release_exceeds_authority";
            self.in_range_after(&moves)?;
            self.beyond(&act.stream, day, CODE)?;
            moves.push(released(lines.last().ok_or(CODE)?, act.year, left));
        }
        self.write(Some(draft), Some(act.year), moves);
        Ok(())
    }

    pub(crate) fn vire(&mut self, draft: &Draft, act: &Vire, day: NaiveDate) -> Result<(), Code> {
        self.date(act.year, day, Timing::Ask)?;
        if self.goes_to_an_heir(act) {
            self.begun(&[&act.from], day)?;
            self.alive(&[&act.to], day)?;
        } else {
            self.alive(&[&act.from, &act.to], day)?;
        }
        self.known_stream(&act.stream)?;
        let to_stream = act.to_stream.as_ref().unwrap_or(&act.stream);
        self.known_stream(to_stream)?;
        if *to_stream != act.stream && draft.text.notice.is_none() {
            return Err("virement_leaves_ring_fence");
        }
        self.may_be_asked(&act.stream)?;
        self.may_be_asked(to_stream)?;
        let lines = match act.recurrence {
            Recurrence::Recurrent => {
                vec![own_line(&act.from, &act.stream, act.year, act.recurrence)]
            }
            Recurrence::NonRecurrent => self.askable(&act.from, &act.stream, act.year),
        };
        let lines = match act.recurrence {
            Recurrence::Recurrent => lines,
            Recurrence::NonRecurrent => of_vintage(lines, act.vintage),
        };
        let wants = self.free_of(&lines, act.year);
        let (mut taken, short) = first_of(wants, pence(act.amount));
        let (within, lacking) = first_of(self.leeways(&lines, act.year, day), short);
        if lacking == 0 && self.mode(&act.stream, day) != ControlMode::Track {
            taken.extend(within);
        } else if short > 0 {
            self.beyond(&act.stream, day, "virement_exceeds_available")?;
            let spare = act.vintage.unwrap_or(act.year);
            let spare = own_line(&act.from, &act.stream, spare, act.recurrence);
            taken.push((lines.last().cloned().unwrap_or(spare), Place::Free, short));
        }
        let mut moves = Vec::new();
        for (line, _, part) in taken {
            let to = own_line(&act.to, to_stream, line.vintage, line.recurrence);
            moves.push(from_outside(&line, act.year, Account::ViredOut, -part));
            moves.push(from_outside(&to, act.year, Account::ViredIn, part));
        }
        self.write(Some(draft), Some(act.year), moves);
        Ok(())
    }

    /// What an entry left released above authority goes back, never below what was drawn.
    pub(crate) fn recall_release(&mut self, number: u64) {
        let Some(entry) = self.entries.get(&number).cloned() else {
            return;
        };
        if entry.reopens() {
            return;
        }
        let mut again = Vec::new();
        for it in entry.moves.iter().chain(&entry.restated) {
            let cuts = matches!(it.from, Place::Outside(_)) && it.pence < 0;
            if !cuts || !self.needs_release(&it.line.stream) {
                continue;
            }
            let pounds = &self.pounds[&(it.year, it.line.clone())];
            let kept = authority(pounds).max(drawn(pounds)).max(0);
            let above = pence_in(pounds, &Place::Released) - kept;
            if above > 0 {
                let back = released(&it.line, it.year, -above);
                self.shift(std::slice::from_ref(&back));
                again.push(back);
            }
        }
        if !again.is_empty() {
            let mut whole = (*entry).clone();
            let of_entry = |it: &Move| whole.year.is_none_or(|year| it.year == year);
            let (own, ahead): (Vec<Move>, Vec<Move>) = again.into_iter().partition(of_entry);
            whole.moves.extend(own);
            whole.restated.extend(ahead);
            self.entries.insert(number, whole.into());
        }
    }

    /// What is free on lines, line by line.
    pub(crate) fn free_of(&self, lines: &[Line], year: FinancialYear) -> Vec<(Line, Place, Pence)> {
        let free = |line: &Line| self.pence(line, year, &Place::Free).max(0);
        lines
            .iter()
            .map(|line| (line.clone(), Place::Free, free(line)))
            .collect()
    }
}

/// Takes a sum from places in order, and says what they fall short by.
pub(crate) fn first_of(
    places: Vec<(Line, Place, Pence)>,
    sum: Pence,
) -> (Vec<(Line, Place, Pence)>, Pence) {
    let (mut taken, mut left) = (Vec::new(), sum);
    for (line, place, there) in places {
        let part = there.min(left);
        if part > 0 {
            taken.push((line, place, part));
            left -= part;
        }
    }
    (taken, left)
}

pub(crate) fn of_vintage(lines: Vec<Line>, vintage: Option<FinancialYear>) -> Vec<Line> {
    let fits = |line: &Line| vintage.is_none_or(|wanted| line.vintage == wanted);
    lines.into_iter().filter(fits).collect()
}

/// Authority that came from outside; below nought: that went there.
pub(crate) fn from_outside(
    line: &Line,
    year: FinancialYear,
    account: Account,
    pence: Pence,
) -> Move {
    Move {
        line: line.clone(),
        year,
        from: Place::Outside(account),
        to: Place::Free,
        pence,
    }
}

pub(crate) fn released(line: &Line, year: FinancialYear, pence: Pence) -> Move {
    Move {
        line: line.clone(),
        year,
        from: Place::NotReleased,
        to: Place::Released,
        pence,
    }
}

fn of_line<'a>(moves: &'a [Move], line: &'a Line) -> impl Iterator<Item = &'a Move> {
    moves
        .iter()
        .filter(move |it| it.line == *line && it.from == Place::Outside(Account::PassedDown))
}
