//! The drafts of changes: recharges first, then what is more, then what is less.

use std::collections::BTreeMap;

use ringfence::journal::act::{Credit, Recharge, Spend};
use ringfence::journal::{Act, Draft, Key};
use ringfence::word::{Calendar, Money};

use super::actuals::PlannedActual;
use super::change::Change;
use super::fault::ActualsFault;
use super::posted::{Cost, CostName, Origin, Posted, key_of};
use super::{Actuals, CostCode, Target};
use crate::Faults;

/// Drafts under way, and the costs that they may take from.
pub(super) struct Drafting<'a> {
    actuals: &'a Actuals<'a>,
    calendar: Calendar,
    posted: Posted,
    /// By place and line, so that a line asks for the costs of others only where it needs them.
    places: BTreeMap<Target, BTreeMap<CostCode, Vec<usize>>>,
    /// The first row of each line of the extract.
    rows: BTreeMap<&'a CostCode, usize>,
    drafts: Vec<PlannedActual>,
    /// Lines whose earlier entries can no longer be told apart.
    gone: Vec<Origin>,
}

const MOVED: &str = "the map of the general ledger places it elsewhere";
const LESS: &str = "the general ledger states less than was posted";

impl<'a> Drafting<'a> {
    pub(super) fn new(
        actuals: &'a Actuals<'a>,
        posted: Posted,
        calendar: Calendar,
    ) -> Drafting<'a> {
        let mut drafting = Drafting {
            actuals,
            calendar,
            places: BTreeMap::new(),
            rows: actuals.extract.first_rows(),
            drafts: Vec::new(),
            gone: Vec::new(),
            posted,
        };
        for at in 0..drafting.posted.costs.len() {
            drafting.place(at);
        }
        drafting
    }

    /// The drafts of all changes, in the order in which they are posted.
    pub(super) fn drafts_of(
        mut self,
        changes: &[Change],
        faults: &mut Faults<ActualsFault>,
    ) -> Vec<PlannedActual> {
        let mut rest: Vec<Change> = changes.to_vec();
        for change in &mut rest {
            self.recharge(change);
        }
        for change in &rest {
            for (target, pence) in change.places.iter().filter(|(_, pence)| **pence > 0) {
                self.spend(&change.origin, target, *pence);
            }
        }
        for change in &rest {
            for (target, pence) in change.places.iter().filter(|(_, pence)| **pence < 0) {
                let from = self.costs_at(target, &change.origin, -pence);
                self.credit(change, from, (-pence, target.to_string()), faults);
            }
            if change.off_by_hand > 0 {
                let from = self.costs_by_hand(&change.origin);
                let place = "what was moved by hand".to_owned();
                self.credit(change, from, (change.off_by_hand, place), faults);
            }
        }
        for Origin { code, period } in std::mem::take(&mut self.gone) {
            faults.add(ActualsFault::WordsGone { code, period });
        }
        self.drafts
    }

    /// Moves what is less at one place to where it is more, of the line's own costs.
    fn recharge(&mut self, change: &mut Change) {
        let places: Vec<(Target, i64)> = change.places.clone().into_iter().collect();
        let less = places.iter().filter(|(_, pence)| *pence < 0);
        for (from, _) in less {
            let more = places.iter().filter(|(_, pence)| *pence > 0);
            for (to, _) in more {
                if self.may_move(from, to) {
                    self.move_between(change, from, to);
                }
            }
        }
        change.places.retain(|_, pence| *pence != 0);
    }

    /// Whether a cost may move by recharge: to another line or project, and as the same kind of
    /// cost, which goes along with it.
    fn may_move(&self, from: &Target, to: &Target) -> bool {
        let waits = |it: &Target| {
            let mut suspense = self.posted.suspense.iter();
            suspense.any(|(stream, _)| *stream == it.stream)
        };
        let elsewhere = from.body != to.body && !waits(to);
        let moves = from.stream != to.stream || from.project != to.project || elsewhere;
        moves && from.cost == to.cost
    }

    fn move_between(&mut self, change: &mut Change, from: &Target, to: &Target) {
        let at = |change: &Change, target| change.places.get(target).copied().unwrap_or(0);
        for place in self.of_line(from, &change.origin.code) {
            let cost = &self.posted.costs[place];
            let asked = (-at(change, from)).min(at(change, to));
            let amount = asked.min(cost.left);
            let own = cost.origin == change.origin && !cost.by_hand;
            if !own || cost.year != self.actuals.period.year || amount <= 0 {
                continue;
            }
            *change.places.entry(from.clone()).or_insert(0) += amount;
            *change.places.entry(to.clone()).or_insert(0) -= amount;
            let (entry, posted_as) = named(&cost.named);
            self.posted.costs[place].left -= amount;
            let act = Act::Recharge(Recharge {
                entry,
                posted_as,
                commitment: None,
                stream: Some(to.stream.clone()),
                body: Some(to.body.clone()),
                project: to.project.clone(),
                purpose: Some(to.purpose.clone()),
                year: Some(self.actuals.period.year),
                amount: money(amount),
                actual: true,
                vintage: None,
            });
            self.add(&change.origin, act, (MOVED, None));
            self.landed(&change.origin, to, amount);
        }
    }

    fn spend(&mut self, origin: &Origin, target: &Target, pence: i64) {
        let act = Act::Spend(Spend {
            commitment: None,
            accrual: None,
            part: false,
            stream: Some(target.stream.clone()),
            body: Some(target.body.clone()),
            project: target.project.clone(),
            purpose: Some(target.purpose.clone()),
            year: Some(self.actuals.period.year),
            amount: money(pence),
            is_final: false,
            actual: true,
            vintage: None,
            cost: target.cost.clone(),
        });
        self.add(origin, act, ("", None));
        self.landed(origin, target, pence);
    }

    /// Takes a sum off costs of the source: those of the same line first, the latest year first.
    fn credit(
        &mut self,
        change: &Change,
        from: Vec<usize>,
        (asked, place): (i64, String),
        faults: &mut Faults<ActualsFault>,
    ) {
        let origin = &change.origin;
        let moves = change.places.values().any(|pence| *pence > 0);
        let reason = if moves { MOVED } else { LESS };
        let mut rest = asked;
        for at in from {
            let cost = self.posted.costs[at].clone();
            let amount = rest.min(cost.left);
            if amount <= 0 {
                continue;
            }
            rest -= amount;
            self.posted.costs[at].left -= amount;
            let (entry, posted_as) = named(&cost.named);
            let act = Act::Credit(Credit {
                entry,
                posted_as,
                amount: money(amount),
            });
            self.add(origin, act, (reason, Some(&cost)));
        }
        if rest > 0 {
            faults.add(ActualsFault::BelowNought {
                at: self.actuals.extract.at(&origin.code).into(),
                code: origin.code.clone(),
                period: origin.period,
                asked: money(asked),
                left: money(asked - rest),
                place: place.into(),
                source_name: self.actuals.source.as_str().into(),
            });
        }
    }

    fn of_line(&self, target: &Target, code: &CostCode) -> Vec<usize> {
        let of_target = self.places.get(target);
        let own = of_target.and_then(|it| it.get(code));
        own.cloned().unwrap_or_default()
    }

    /// The costs at a place from which a line takes a sum, in the order in which it does: its own,
    /// then those of others.
    fn costs_at(&self, target: &Target, origin: &Origin, asked: i64) -> Vec<usize> {
        let mut own = self.of_line(target, &origin.code);
        self.in_order(&mut own, origin);
        let left = own.iter().map(|at| i128::from(self.posted.costs[*at].left));
        if left.sum::<i128>() >= i128::from(asked) {
            return own;
        }
        let all = self.places.get(target).into_iter().flatten();
        let others = all.filter(|(code, _)| **code != origin.code);
        let mut others: Vec<usize> = others.flat_map(|(_, at)| at).copied().collect();
        self.in_order(&mut others, origin);
        own.extend(others);
        own
    }

    fn in_order(&self, places: &mut Vec<usize>, origin: &Origin) {
        let costs = &self.posted.costs;
        let last_day = self.actuals.period.last_day(self.calendar);
        places.retain(|at| costs[*at].year <= self.actuals.period.year && !costs[*at].by_hand);
        places.sort_by_key(|at| {
            let cost = &costs[*at];
            // What counts after the period is taken last: it would date the credit out of it.
            let after = cost.effective > last_day;
            let later = std::cmp::Reverse((cost.year, cost.origin.period == origin.period, *at));
            (after, later)
        });
    }

    fn costs_by_hand(&self, origin: &Origin) -> Vec<usize> {
        let costs = self.posted.costs.iter().enumerate();
        let own = costs.filter(|(_, cost)| cost.by_hand && cost.origin == *origin);
        own.map(|(at, _)| at).rev().collect()
    }

    /// A cost of this batch stands at a place, under the key of the draft before.
    fn landed(&mut self, origin: &Origin, target: &Target, pence: i64) {
        let Some(key) = self.drafts.last().and_then(|it| it.draft.key.clone()) else {
            return;
        };
        self.posted.costs.push(Cost {
            named: CostName::Key(key),
            origin: origin.clone(),
            target: Some(target.clone()),
            by_hand: false,
            year: self.actuals.period.year,
            effective: self.actuals.period.cost_day(self.calendar),
            left: pence,
        });
        self.place(self.posted.costs.len() - 1);
    }

    fn place(&mut self, at: usize) {
        let cost = &self.posted.costs[at];
        if let Some(target) = cost.target.clone() {
            let of_target = self.places.entry(target).or_default();
            of_target
                .entry(cost.origin.code.clone())
                .or_default()
                .push(at);
        }
    }

    fn add(&mut self, origin: &Origin, act: Act, (reason, off): (&str, Option<&Cost>)) {
        let actuals = self.actuals;
        let period = actuals.period;
        let (last, cost_day) = (
            period.last_day(self.calendar),
            period.cost_day(self.calendar),
        );
        // A credit is of the year of its day, and within it never before the cost that it lessens.
        let day = off.map_or(cost_day, |cost| {
            last.max(cost.effective)
                .min(self.calendar.last_day(period.year))
        });
        let mut draft = Draft::of(act).effective(day).keyed(self.key_for(origin));
        draft.recorded = actuals.recorded;
        draft.actor = actuals.actor.clone();
        let extract = actuals.extract;
        let evidence = match &extract.sheet {
            None => extract.file.clone(),
            Some(sheet) => format!("{}, sheet {sheet:?}", extract.file),
        };
        let text = &mut draft.text;
        text.source = Some(actuals.source.trim().into());
        text.dated = Some(origin.period.to_string().into());
        text.reference = Some(origin.code.cost_centre.as_str().into());
        text.note = Some(origin.code.subjective.as_str().into());
        text.evidence = Some(evidence.into());
        text.reason = Some(reason).filter(|it| !it.is_empty()).map(Into::into);
        let row = self.rows.get(&origin.code).copied();
        let file = extract.file.clone();
        self.drafts.push(PlannedActual { draft, file, row });
    }

    /// The key of the next draft of a line.
    fn key_for(&mut self, origin: &Origin) -> Key {
        let times = self.posted.times.entry(origin.clone()).or_insert(0);
        *times += 1;
        let key = key_of(self.actuals.source.trim(), origin, *times);
        if self.posted.keys.contains(&key) && !self.gone.contains(origin) {
            self.gone.push(origin.clone());
        }
        key
    }
}

fn named(cost: &CostName) -> (Option<u64>, Option<Key>) {
    match cost {
        CostName::Entry(entry) => (Some(*entry), None),
        CostName::Key(key) => (None, Some(key.clone())),
    }
}

/// A sum that is a part of sums that there are.
fn money(pence: i64) -> Money {
    Money::from_pence(pence).unwrap_or(Money::MAX)
}
