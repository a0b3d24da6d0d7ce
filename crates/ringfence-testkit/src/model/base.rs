//! The base: what comes again every year.

use ringfence::journal::Act;
use ringfence::noun::{Account, BaseRule, BodyId, Recurrence, StreamId};
use ringfence::word::{FinancialYear, Weights};

use super::give::from_outside;
use super::pound::pence;
use super::state::own_line;
use super::take_on::{is_base, whole_base};
use super::{Model, Move, Pence};
use crate::generate::money;

/// One side of one thing that comes again every year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseSide {
    /// The entry of which it is a side.
    entry: u64,
    pub(crate) body: BodyId,
    pub(crate) stream: StreamId,
    pub(crate) account: Account,
    /// What it adds to the line's authority.
    pub(crate) adds: Pence,
    /// Whose receipt it is the other side of.
    pub(crate) passed_to: Option<BodyId>,
    /// Between whom it goes; only the receiver, where it is new money.
    between: Vec<BodyId>,
}

impl Model {
    /// What earlier years bring to a year, restated by their opening notices: notices, passings
    /// down and virements, each as itself and all of its sides together. What a body had that has
    /// ended is now of those who took over, or of nobody.
    pub(crate) fn base_brought_to(&self, year: FinancialYear) -> Vec<BaseSide> {
        let Some(first) = self.first_year_named() else {
            return Vec::new();
        };
        let (mut all, mut at) = (Vec::new(), first);
        while at < year {
            all = self.handed_over(all, at);
            for (_, _, act) in self.acts() {
                if let Some((to, stream, of)) = whole_base(act)
                    && of == at
                {
                    for sides in &mut all {
                        sides.retain(|side| !is_restated(side, to, stream));
                    }
                }
            }
            all.extend(
                self.acts()
                    .map(|(number, _, act)| self.sides_of((number, act), at)),
            );
            at = at.next();
        }
        self.handed_over(all, year).concat()
    }

    /// What is there once a year begins, each end in its turn.
    fn handed_over(&self, mut all: Vec<Vec<BaseSide>>, year: FinancialYear) -> Vec<Vec<BaseSide>> {
        for (body, heirs) in self.ended_before(self.calendar.first_day(year)) {
            let each = all.into_iter();
            all = each
                .flat_map(|sides| handed_over_by(sides, &body, &heirs))
                .collect();
        }
        all
    }

    fn first_year_named(&self) -> Option<FinancialYear> {
        self.acts().filter_map(|(_, year, _)| year).min()
    }

    fn sides_of(&self, (entry, act): (u64, &Act), at: FinancialYear) -> Vec<BaseSide> {
        match act {
            Act::Allocate(act) if act.year == at && act.recurrence == Recurrence::Recurrent => {
                let full = pence(act.full_year.unwrap_or(act.amount));
                let source = self.source_of(&act.stream, &act.to);
                let giver = self.giver_of(act);
                let giver = giver.filter(|it| Some(it) != source.as_ref());
                let between: Vec<BodyId> = giver.iter().chain([&act.to]).cloned().collect();
                let side = |body: &BodyId, account, adds| BaseSide {
                    entry,
                    body: body.clone(),
                    stream: act.stream.clone(),
                    account,
                    adds,
                    passed_to: None,
                    between: between.clone(),
                };
                let mut sides = vec![side(&act.to, Account::Allocated, full)];
                if let Some(giver) = &giver {
                    let passed_to = Some(act.to.clone());
                    let passed = side(giver, Account::PassedDown, -full);
                    sides.push(BaseSide {
                        passed_to,
                        ..passed
                    });
                }
                sides
            }
            Act::TakeOn(act) if act.year == at && is_base(act) => vec![BaseSide {
                entry,
                body: act.body.clone(),
                stream: act.stream.clone(),
                account: Account::Allocated,
                adds: pence(act.full_year.unwrap_or(act.authority)),
                passed_to: None,
                between: vec![act.body.clone()],
            }],
            Act::Vire(act) if act.year == at && act.recurrence == Recurrence::Recurrent => {
                let to_stream = act.to_stream.as_ref().unwrap_or(&act.stream);
                let side = |body: &BodyId, stream: &StreamId, account, adds| BaseSide {
                    entry,
                    body: body.clone(),
                    stream: stream.clone(),
                    account,
                    adds,
                    passed_to: None,
                    between: vec![act.from.clone(), act.to.clone()],
                };
                let sum = pence(act.amount);
                vec![
                    side(&act.from, &act.stream, Account::ViredOut, -sum),
                    side(&act.to, to_stream, Account::ViredIn, sum),
                ]
            }
            _ => Vec::new(),
        }
    }

    /// Whether an opening notice of a line and year stands.
    pub(crate) fn states_opening(
        &self,
        to: &BodyId,
        stream: &StreamId,
        year: FinancialYear,
    ) -> bool {
        self.acts()
            .any(|(_, _, act)| whole_base(act) == Some((to, stream, year)))
    }

    /// Takes back what earlier years brought to a line, since its opening notice says it anew.
    pub(crate) fn restated(
        &self,
        to: &BodyId,
        stream: &StreamId,
        year: FinancialYear,
    ) -> Vec<Move> {
        let brought = self.brought.get(&year).cloned().unwrap_or_default();
        let mut moves = Vec::new();
        for side in brought {
            if is_restated(&side, to, stream) {
                let line = own_line(&side.body, &side.stream, year, Recurrence::Recurrent);
                moves.push(from_outside(&line, year, side.account, -side.adds));
            }
        }
        moves
    }

    /// What earlier years bring into a year, of streams whose base goes on.
    fn base_into(&self, year: FinancialYear) -> Vec<BaseSide> {
        let mut sides = self.base_brought_to(year);
        sides.retain(|side| {
            let stream = self.streams.get(&side.stream);
            let goes_on = stream.is_some_and(|it| it.base == BaseRule::Continues);
            side.adds != 0 && goes_on
        });
        sides
    }

    /// The same, but of lines whose opening notice came early.
    pub(crate) fn base_unstated(&self, year: FinancialYear) -> Vec<BaseSide> {
        let mut sides = self.base_into(year);
        sides.retain(|side| !self.is_stated(side, year));
        sides
    }

    /// What a year brings in as it opens: where an opening notice came early, that stands.
    pub(crate) fn opening_base(&mut self, year: FinancialYear) -> Vec<Move> {
        let sides = self.base_unstated(year);
        self.brought.insert(year, sides.clone());
        sides.iter().map(|side| brought_in(side, year, 1)).collect()
    }

    /// What a year brought in comes to what is now said of the years before it; a line whose
    /// opening notice stands keeps what that notice found.
    pub(crate) fn base_again(&mut self, year: FinancialYear) -> Vec<Move> {
        let before = self.brought.get(&year).cloned().unwrap_or_default();
        let now = self.base_unstated(year);
        let (stays, may_go): (Vec<_>, Vec<_>) = before
            .into_iter()
            .partition(|side| self.is_stated(side, year));
        let gone = may_go.iter().filter(|side| !now.contains(side));
        let gone = gone.map(|side| brought_in(side, year, -1));
        let new = now.iter().filter(|side| !may_go.contains(side));
        let new = new.map(|side| brought_in(side, year, 1));
        let moves = gone.chain(new).collect();
        self.brought.insert(year, [stays, now].concat());
        moves
    }

    /// Whether an opening notice of a year speaks of this.
    fn is_stated(&self, side: &BaseSide, year: FinancialYear) -> bool {
        self.acts().any(|(_, _, act)| {
            let said = whole_base(act).filter(|(_, _, of)| *of == year);
            said.is_some_and(|(to, stream, _)| is_restated(side, to, stream))
        })
    }
}

/// The sides of one thing once one of those between whom it goes has ended: a part for each heir.
fn handed_over_by(
    sides: Vec<BaseSide>,
    body: &BodyId,
    heirs: &[(BodyId, u64)],
) -> Vec<Vec<BaseSide>> {
    if !sides.iter().any(|side| side.between.contains(body)) {
        return vec![sides];
    }
    let weights: Vec<u64> = heirs.iter().map(|(_, weight)| *weight).collect();
    let Ok(weights) = Weights::new(&weights) else {
        return Vec::new();
    };
    let part = |place: usize, heir: &BodyId| {
        let named = |it: &BodyId| if it == body { heir.clone() } else { it.clone() };
        let each = sides.iter().map(|side| BaseSide {
            body: named(&side.body),
            passed_to: side.passed_to.as_ref().map(named),
            between: side.between.iter().map(named).collect(),
            adds: pence(money(side.adds).split(&weights)[place]),
            ..side.clone()
        });
        each.collect()
    };
    let heirs = heirs.iter().enumerate();
    heirs.map(|(place, (heir, _))| part(place, heir)).collect()
}

/// A side brought in, or taken back.
fn brought_in(side: &BaseSide, year: FinancialYear, times: Pence) -> Move {
    let line = own_line(&side.body, &side.stream, year, Recurrence::Recurrent);
    from_outside(&line, year, side.account, side.adds * times)
}

/// Whether an opening notice to a body speaks of this: all that its line received, and the other
/// side of what was passed down to it.
fn is_restated(side: &BaseSide, to: &BodyId, stream: &StreamId) -> bool {
    let received = side.body == *to && side.account != Account::PassedDown;
    side.stream == *stream && (received || side.passed_to.as_ref() == Some(to))
}
