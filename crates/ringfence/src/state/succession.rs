//! What recurs on each line, and who takes it over when a body ends.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Ledger;
use super::index::At;
use super::record::{Body, Given, Stream};
use crate::noun::Recurrence;
use crate::word::{Calendar, FinancialYear, Money, Weights};

/// The end of a body: its last day, and who takes over.
#[derive(Clone, Debug)]
pub(crate) struct End {
    pub(crate) body: At<Body>,
    pub(crate) last: NaiveDate,
    /// The entry that says so.
    pub(crate) entry: u64,
    /// Who takes over, and by which weights; nobody where nobody was named.
    pub(crate) into: Vec<(At<Body>, u64)>,
}

/// What a base rests on: letters, and the ends of bodies in their order.
#[derive(Clone, Copy)]
pub(crate) struct Grounds<'n, 'e> {
    pub(crate) notices: &'n [Given],
    pub(crate) ends: &'e [End],
}

/// The recurrent line of a stream and a body.
pub(crate) type LineKey = (At<Stream>, At<Body>);

/// What one notice adds to a line each year; below nought where a virement takes it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// Its place among the notices.
    pub(crate) notice: usize,
    pub(crate) amount: i64,
    /// Whether a virement takes it away from here.
    pub(crate) gives: bool,
    /// Whose own money it is, where it is passed down.
    pub(crate) giver: Option<At<Body>>,
    /// Who had it in the year before, and who gave it then, where that was another body.
    pub(crate) was: [Option<At<Body>>; 2],
}

/// A share of what one notice gives each year, and between whom it goes.
#[derive(Clone, Copy)]
struct Portion {
    giver: Option<At<Body>>,
    to: At<Body>,
    amount: i64,
    /// Who received and who gave in the year before, where that was another body.
    was: [Option<At<Body>>; 2],
    /// On which of its two lines no opening notice replaces it: where it is taken, where it is
    /// given.
    stands: [bool; 2],
}

/// What recurs, line by line, of the notices that stand.
pub(crate) struct Recurring<'s> {
    notices: &'s [Given],
    ends: Vec<End>,
    calendar: Calendar,
    /// The places of a line's notices, each with the side on which it stands.
    parts: BTreeMap<LineKey, Vec<(usize, i64)>>,
    openings: BTreeSet<(LineKey, FinancialYear)>,
    /// The years with which something of it changes.
    turns: BTreeSet<FinancialYear>,
}

impl Ledger {
    /// The ends of bodies that count by a day, as known after an entry, in their order.
    pub(crate) fn endings(&self, as_at: Option<NaiveDate>, last_known: Option<u64>) -> Vec<End> {
        let mut all = Vec::new();
        for (at, body) in self.bodies.iter() {
            let said = self.ended_by(at, last_known);
            let counts = |on: NaiveDate| as_at.is_none_or(|day| on <= day);
            match said.filter(|it| counts(it.on)) {
                Some(it) => all.push(End {
                    body: at,
                    last: eve(it.on),
                    entry: it.entry,
                    into: it.into.clone(),
                }),
                None => all.extend(body.named_until.map(|last| End {
                    body: at,
                    last,
                    entry: body.entry,
                    into: Vec::new(),
                })),
            }
        }
        all.sort_by_key(|it| (it.last, it.entry));
        all
    }
}

/// The day before.
pub(crate) fn eve(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

impl<'s> Recurring<'s> {
    pub(crate) fn of(
        on: Grounds<'s, '_>,
        calendar: Calendar,
        stands: impl Fn(&Given) -> bool,
    ) -> Recurring<'s> {
        let mut all = Recurring {
            notices: on.notices,
            ends: on.ends.to_vec(),
            calendar,
            parts: BTreeMap::new(),
            openings: BTreeSet::new(),
            turns: BTreeSet::new(),
        };
        let recurs = |at: &usize| {
            let given = &on.notices[*at];
            given.recurrence == Recurrence::Recurrent && stands(given)
        };
        let mut order: Vec<usize> = (0..on.notices.len()).filter(recurs).collect();
        order.sort_by_key(|at| (on.notices[*at].year, *at));
        for at in order {
            all.stand(at);
        }
        for end in on.ends {
            let year = calendar.nearest_year(end.last);
            all.turns.insert(year.next());
        }
        all
    }

    /// A notice on its line, a virement on both of its lines.
    fn stand(&mut self, at: usize) {
        let given = &self.notices[at];
        if let (Some(_), Some(from)) = (given.virement, given.from) {
            let gives = self.parts.entry((given.stream, from)).or_default();
            gives.push((at, -1));
        }
        let line = (given.virement.unwrap_or(given.stream), given.to);
        self.parts.entry(line).or_default().push((at, 1));
        if given.opening {
            self.openings.insert((line, given.year));
            self.turns.insert(given.year);
        }
    }

    /// The places of all notices that stand.
    pub(crate) fn notices(&self) -> BTreeSet<usize> {
        let places = self.parts.values().flatten();
        places.map(|(at, _)| *at).collect()
    }

    /// Every line on which something recurs, or comes to once a body has ended.
    pub(crate) fn lines(&self) -> BTreeSet<LineKey> {
        let of_heirs = |(stream, body): &LineKey| {
            let all = self.heirs(*body).into_iter();
            let stream = *stream;
            all.map(move |heir| (stream, heir))
        };
        self.parts.keys().flat_map(of_heirs).collect()
    }

    /// A body and all who take over from it, the nearest first.
    pub(crate) fn heirs(&self, body: At<Body>) -> Vec<At<Body>> {
        self.related(body, |end, of| {
            let its = end.body == of;
            let heirs = end.into.iter().filter(move |_| its);
            heirs.map(|(heir, _)| *heir).collect()
        })
    }

    /// A body and all from whom it takes over, the nearest first.
    pub(crate) fn forebears(&self, body: At<Body>) -> Vec<At<Body>> {
        self.related(body, |end, of| {
            let takes = end.into.iter().any(|(heir, _)| *heir == of);
            takes.then_some(end.body).into_iter().collect()
        })
    }

    fn related(
        &self,
        body: At<Body>,
        next: impl Fn(&End, At<Body>) -> Vec<At<Body>>,
    ) -> Vec<At<Body>> {
        let mut all = vec![body];
        let mut place = 0;
        while let Some(of) = all.get(place).copied() {
            for end in &self.ends {
                for one in next(end, of) {
                    if !all.contains(&one) {
                        all.push(one);
                    }
                }
            }
            place += 1;
        }
        all
    }

    /// What of a line's is in force in a year: an opening notice, up to those of a last year,
    /// replaces what earlier years brought, never a notice of its own year. What a body had goes
    /// to those who take over from it, and where nobody does, it ends with who gives or who takes.
    pub(crate) fn held(
        &self,
        (stream, body): LineKey,
        year: FinancialYear,
        last_opening: FinancialYear,
    ) -> Vec<Held> {
        let mut all: Vec<Held> = Vec::new();
        for one in self.forebears(body) {
            let parts = self
                .parts
                .get(&(stream, one))
                .map_or(&[][..], Vec::as_slice);
            for (notice, sign) in parts.iter().copied() {
                let given = &self.notices[notice];
                if given.year > year || (given.year == year && one != body) {
                    continue;
                }
                for it in self.portions(notice, year, last_opening) {
                    all.extend(it.on(body, (notice, sign), given.virement.is_none()));
                }
            }
        }
        together(all)
    }

    /// The same, whoever had it in the year before.
    pub(crate) fn held_in_all(&self, line: LineKey, year: FinancialYear) -> Vec<Held> {
        let all = self.held(line, year, year).into_iter();
        let was = [None; 2];
        together(all.map(|it| Held { was, ..it }).collect())
    }

    /// The shares of a notice in a year, as ends and opening notices left them year by year.
    fn portions(
        &self,
        notice: usize,
        year: FinancialYear,
        last_opening: FinancialYear,
    ) -> Vec<Portion> {
        let given = &self.notices[notice];
        let mut all = vec![Portion {
            giver: given.from,
            to: given.to,
            amount: given.full_year.pence(),
            was: [None; 2],
            stands: [true; 2],
        }];
        if given.year >= year {
            return all;
        }
        let first = given.year.next();
        let turns = self.turns.range(first..year).copied();
        for at in [first].into_iter().chain(turns).chain([year]) {
            let begins = self.calendar.first_day(at);
            for end in self.ends.iter().filter(|end| end.last < begins) {
                all = all
                    .iter()
                    .flat_map(|it| it.passed_on(end, at == year))
                    .collect();
            }
            if at <= last_opening {
                for one in &mut all {
                    self.restate(one, given, at);
                }
            }
        }
        all
    }

    fn restate(&self, one: &mut Portion, given: &Given, year: FinancialYear) {
        let states = |line| self.openings.contains(&(line, year));
        one.stands[0] &= !states((given.virement.unwrap_or(given.stream), one.to));
        if let (Some(_), Some(giver)) = (given.virement, one.giver) {
            one.stands[1] &= !states((given.stream, giver));
        }
    }
}

impl Portion {
    /// What it is on a line of a body, on the one side or the other.
    fn on(&self, body: At<Body>, (notice, sign): (usize, i64), is_given: bool) -> Option<Held> {
        let [whose, stands] = match sign {
            1 => [self.to == body, self.stands[0]],
            _ => [self.giver == Some(body), self.stands[1]],
        };
        let [taker, giver] = self.was;
        let was = match (is_given, sign) {
            (true, _) => [taker, giver],
            (false, 1) => [taker, None],
            (false, _) => [giver, None],
        };
        (whose && stands).then_some(Held {
            notice,
            amount: self.amount * sign,
            gives: sign < 0,
            giver: self.giver.filter(|_| is_given),
            was,
        })
    }

    /// What becomes of it once a body has ended; `is_now` where that is this year's doing.
    fn passed_on(self, end: &End, is_now: bool) -> Vec<Portion> {
        let sides = [Some(self.to), self.giver].map(|it| it == Some(end.body));
        if sides == [false; 2] {
            return vec![self];
        }
        let weights: Vec<u64> = end.into.iter().map(|(_, weight)| *weight).collect();
        let Ok(weights) = Weights::new(&weights) else {
            return Vec::new();
        };
        let whole = Money::from_pence(self.amount).unwrap_or(Money::ZERO);
        let parts = whole.split(&weights).into_iter().zip(&end.into);
        let passed = parts.map(|(part, (heir, _))| {
            let mut one = self;
            one.amount = part.pence();
            if sides[0] {
                one.to = *heir;
            }
            if sides[1] {
                one.giver = Some(*heir);
            }
            for (was, had) in one.was.iter_mut().zip(sides) {
                *was = was.or((had && is_now).then_some(end.body));
            }
            one
        });
        passed.collect()
    }
}

/// What is of the same notice, side and giver is one.
fn together(all: Vec<Held>) -> Vec<Held> {
    let mut one_each: Vec<Held> = Vec::new();
    for it in all {
        let same = |other: &&mut Held| {
            let of = |it: &Held| (it.notice, it.gives, it.giver, it.was);
            of(other) == of(&it)
        };
        match one_each.iter_mut().find(same) {
            Some(other) => other.amount += it.amount,
            None => one_each.push(it),
        }
    }
    one_each
}
