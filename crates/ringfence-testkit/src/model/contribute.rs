//! What partners add, and what goes back to them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ringfence::journal::act::Contribute;
use ringfence::journal::{Act, Draft};
use ringfence::noun::{
    Account, BodyId, ContributionId, ContributionRule, ContributionState, Line, Recurrence,
    StreamId,
};
use ringfence::word::{FinancialYear, Percent};

use super::date::{Code, Timing};
use super::give::from_outside;
use super::pound::{authority, pence};
use super::state::own_line;
use super::{Model, Move, Pence, Place};

/// A hundred in a hundred, in millionths.
const WHOLE: Pence = 1_000_000;

impl Model {
    pub(crate) fn contribute(
        &mut self,
        draft: &Draft,
        act: &Contribute,
        day: NaiveDate,
    ) -> Result<(), Code> {
        self.date(act.year, day, Timing::Notice)?;
        self.alive(&[&act.body, &act.partner], day)?;
        self.known_stream(&act.stream)?;
        let ever = self.entries.values().filter_map(|it| it.draft.as_ref());
        for said in ever {
            if let Act::Contribute(it) = &said.act
                && it.id == act.id
                && (&it.partner, &it.stream, &it.body, it.year)
                    != (&act.partner, &act.stream, &act.body, act.year)
            {
                return Err("does_not_match");
            }
        }
        if let Some(share) = act.share {
            let here = |it: &&Contribute| {
                let same = (&it.stream, &it.body, it.year) == (&act.stream, &act.body, act.year);
                same && it.id != act.id
            };
            let ids: BTreeSet<_> = self.contributed().filter(here).map(|it| &it.id).collect();
            let others = ids.into_iter().filter_map(|id| self.share_said(id));
            if others.sum::<Pence>() + millionths(share) > WHOLE {
                return Err("does_not_match");
            }
        }
        let before = self.counts(&act.id);
        let number = self.next;
        self.write(Some(draft), Some(act.year), Vec::new());
        let more = self.counts(&act.id) - before;
        self.note(number, added(act, more));
        Ok(())
    }

    /// What was said of contributions and stands, oldest first.
    pub(crate) fn contributed(&self) -> impl Iterator<Item = &Contribute> {
        self.acts().filter_map(|(_, _, act)| match act {
            Act::Contribute(it) => Some(it),
            _ => None,
        })
    }

    /// The share that was last said of a contribution, in millionths.
    fn share_said(&self, id: &ContributionId) -> Option<Pence> {
        let said = self.contributed().filter(|it| it.id == *id);
        said.filter_map(|it| it.share).last().map(millionths)
    }

    /// How much of a contribution can be spent.
    pub(crate) fn counts(&self, id: &ContributionId) -> Pence {
        let said: Vec<&Contribute> = self.contributed().filter(|it| it.id == *id).collect();
        let of = |state| said.iter().filter(move |it| it.state == state);
        let received: Pence = of(ContributionState::Received)
            .map(|it| pence(it.amount))
            .sum();
        let agreed = of(ContributionState::Agreed).next_back();
        let agreed = agreed.map_or(0, |it| pence(it.amount));
        let stream = said.last().and_then(|it| self.streams.get(&it.stream));
        match stream.map(|it| it.contributions) {
            Some(ContributionRule::Agreed) => received.max(agreed),
            _ => received,
        }
    }

    /// Takes back one thing that was said of a contribution, by the entry after it.
    pub(crate) fn no_longer_said(&self, number: u64) -> Option<Vec<Move>> {
        let entry = self.entries.get(&number)?;
        let Act::Contribute(act) = &entry.draft.as_ref()?.act else {
            return None;
        };
        let mut without = self.clone();
        without.corrected.insert(number, self.next);
        let change = without.counts(&act.id) - self.counts(&act.id);
        Some(added(act, change))
    }

    /// Moves pence by an entry that is written already.
    fn note(&mut self, number: u64, moves: Vec<Move>) {
        self.shift(&moves);
        let mut entry = (*self.entries[&number]).clone();
        entry.moves.extend(moves);
        self.entries.insert(number, entry.into());
    }

    /// What goes back to partners as a year ends: of what is free on a line, each as its money
    /// was a part of all that the line had.
    pub fn goes_back(&self, year: FinancialYear) -> BTreeMap<(String, Line), Pence> {
        let mut bare = self.clone();
        bare.lay_bare(year);
        bare.shares_back(year)
    }

    fn shares_back(&self, year: FinancialYear) -> BTreeMap<(String, Line), Pence> {
        let mut all = BTreeMap::new();
        let mut pools: BTreeMap<(&BodyId, &StreamId), Vec<&Line>> = BTreeMap::new();
        let lines = self.pounds.keys().filter(|(its, _)| *its == year);
        for line in lines.map(|(_, line)| line).filter(|it| it.vintage == year) {
            pools
                .entry((&line.body, &line.stream))
                .or_default()
                .push(line);
        }
        for ((body, stream), mut lines) in pools {
            lines.sort_by_key(|line| line.recurrence);
            let free = |line: &Line| self.pence(line, year, &Place::Free);
            let mut left: Vec<Pence> = lines.iter().map(|line| free(line)).collect();
            let (pot, mut partners) = (left.iter().sum::<Pence>(), BTreeMap::new());
            for it in self.contributed() {
                let counts = self.counts(&it.id);
                if (&it.body, &it.stream, it.year) == (body, stream, year) && counts > 0 {
                    partners.insert(it.id.to_string(), (counts, self.share_said(&it.id)));
                }
            }
            if pot <= 0 {
                continue;
            }
            let theirs: Pence = partners.values().map(|(counts, _)| *counts).sum();
            let has = |line: &&Line| authority(&self.pounds[&(year, (*line).clone())]);
            let own = (lines.iter().map(has).sum::<Pence>() - theirs).max(0);
            let parts = parts_of(pot, &partners.values().copied().collect::<Vec<_>>(), own);
            for (id, mut part) in partners.into_keys().zip(parts) {
                for (line, there) in lines.iter().zip(&mut left) {
                    let gives = part.min((*there).max(0));
                    (*there, part) = (*there - gives, part - gives);
                    if gives != 0 {
                        all.insert((id.clone(), (*line).clone()), gives);
                    }
                }
            }
        }
        all
    }

    /// Gives partners their shares.
    pub(crate) fn give_back(&mut self, year: FinancialYear) {
        for ((_, line), part) in self.shares_back(year) {
            self.shift(&[from_outside(&line, year, Account::Reverted, -part)]);
        }
    }
}

/// First those who said a share, none more than it added; then the others, as their money is.
fn parts_of(free: Pence, partners: &[(Pence, Option<Pence>)], own: Pence) -> Vec<Pence> {
    let mut left = WHOLE;
    let mut said = Vec::new();
    for (_, share) in partners {
        let share = share.unwrap_or(0).min(left);
        left -= share;
        said.push(share);
    }
    let first = shared(free, &said, left);
    let most = first.iter().zip(partners);
    let first: Vec<Pence> = most.map(|(part, (counts, _))| *part.min(counts)).collect();
    let by_money = partners.iter().map(|(counts, share)| match share {
        Some(_) => 0,
        None => *counts,
    });
    let rest = free - first.iter().sum::<Pence>();
    let others: Vec<Pence> = by_money.collect();
    let nobody = own + others.iter().sum::<Pence>() == 0;
    let second = shared(if nobody { 0 } else { rest }, &others, own);
    first
        .iter()
        .zip(second)
        .map(|(one, two)| one + two)
        .collect()
}

/// A percentage as it is written, in millionths.
fn millionths(percent: Percent) -> Pence {
    let written = percent.to_string();
    let number = written.trim_end_matches('%');
    let (whole, places) = number.split_once('.').unwrap_or((number, ""));
    format!("{whole}{places:0<4}").parse().expect("digits")
}

/// The parts of a sum for several, the rest being the owner's. A penny that does not divide goes
/// to whom it falls nearest, the earlier first, the owner last.
fn shared(sum: Pence, partners: &[Pence], own: Pence) -> Vec<Pence> {
    let mut weights = partners.to_vec();
    weights.push(own);
    let all: Pence = weights.iter().sum();
    let mut parts: Vec<Pence> = weights.iter().map(|it| sum * it / all.max(1)).collect();
    let mut odd = sum - parts.iter().sum::<Pence>();
    let mut given = vec![false; weights.len()];
    while odd > 0 {
        let rest = |at: usize| sum * weights[at] % all.max(1);
        let next = (0..weights.len()).filter(|at| !given[*at]);
        let next = next.fold(None, |best: Option<usize>, at| match best {
            Some(best) if rest(best) >= rest(at) => Some(best),
            _ => Some(at),
        });
        let Some(next) = next else { break };
        given[next] = true;
        parts[next] += 1;
        odd -= 1;
    }
    parts.pop();
    parts
}

fn added(act: &Contribute, more: Pence) -> Vec<Move> {
    let once = Recurrence::NonRecurrent;
    let line = own_line(&act.body, &act.stream, act.year, once);
    let moved = from_outside(&line, act.year, Account::Contributed, more);
    Vec::from_iter((more != 0).then_some(moved))
}
