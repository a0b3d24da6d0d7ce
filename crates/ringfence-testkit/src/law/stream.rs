//! One stream alone.

use std::collections::{BTreeMap, BTreeSet};

use ringfence::journal::act::{FactOf, OpenYear, ProfileOf};
use ringfence::journal::{Act, Draft};
use ringfence::law::{Destination, FactName, Group, Pot, RuleBook};
use ringfence::noun::{Counts, PostId, ProjectId, StreamId};
use ringfence::state::{Closing, Ledger, Plan};
use ringfence::word::FinancialYear;
use ringfence_store::{Book, MemoryStore};

use super::walk::{positions, post_to};
use super::{Seen, Watch};
use crate::generate::id;
use crate::model::Model;

/// Remembers what was accepted, and replays each stream from its own entries alone.
#[derive(Default)]
pub(super) struct OneStream {
    steps: Vec<Kept>,
    /// Streams that a virement or a recharge joined, or the approval that both used.
    joined: BTreeSet<StreamId>,
    /// Whether something joined all streams, those that come later, too.
    all_joined: bool,
    steps_since: usize,
}

enum Kept {
    Draft(u64, Box<Draft>, Option<StreamId>),
    Close(FinancialYear, Box<RuleBook>, Closing),
    /// A year that another stream's entries keep open, though the one before it is again.
    Open(Box<Draft>),
}

impl Watch for OneStream {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        match seen {
            Seen::Draft {
                draft,
                before,
                model_before,
                verdict: Ok(receipt),
            } => {
                if receipt.entry == before.head().entry + 1 {
                    let stream = self.stream_of(&draft.act, model_before);
                    self.join_by_recharge(&draft.act, stream.as_ref());
                    self.steps
                        .push(Kept::Draft(receipt.entry, Box::new(draft.clone()), stream));
                    self.join(&draft.act, model_before);
                    self.join_by_mainstreaming(receipt.entry, &draft.act, model);
                    self.steps.extend(kept_open(&draft.act, model));
                }
            }
            Seen::Draft { .. } | Seen::Planned { .. } => return,
            Seen::Close { plan, closing, .. } => {
                self.join_by_rules(plan, model);
                let rules = Box::new(plan.book().clone());
                self.steps
                    .push(Kept::Close(plan.year(), rules, closing.clone()));
            }
        }
        self.steps_since += 1;
        let closed = matches!(seen, Seen::Close { .. });
        if !self.all_joined && (closed || self.steps_since >= 40) {
            self.steps_since = 0;
            for stream in model.streams.keys().filter(|it| !self.joined.contains(*it)) {
                self.replay(stream, book.ledger());
            }
        }
    }
}

impl OneStream {
    fn join(&mut self, act: &Act, model: &Model) {
        if let Act::Vire(vire) = act
            && let Some(to) = vire.to_stream.as_ref().filter(|to| **to != vire.stream)
        {
            self.joined.extend([to.clone(), vire.stream.clone()]);
        }
        if let Some((_, term)) = act.stream_term()
            && term.counts == Counts::AnyStream
        {
            self.joined.extend(model.streams.keys().cloned());
        }
        if let Act::StopProject(stop) = act
            && !stop.keeps.is_empty()
        {
            // What it keeps is of streams that know nothing of each other.
            self.all_joined = true;
        }
        if let Some(project) = project_of(act) {
            let streams: BTreeSet<_> = self.streams_used_by(project).collect();
            if streams.len() > 1 {
                self.joined.extend(streams);
            }
        }
    }

    /// A cap over all streams of a rule joins them; so do a cover, a clause that keeps money on a
    /// line of another stream, and a rule that reads up to which day
    /// anything is recorded, as that is of the whole journal. One that reads how a post stood
    /// vacant joins those that pay for it.
    fn join_by_rules(&mut self, plan: &Plan, model: &Model) {
        let over_streams = |per: Pot| matches!(per, Pot::Body | Pot::Accountable | Pot::Nearest(_));
        let capped = plan.caps().any(|cap| over_streams(cap.result.per));
        let reads = |word: &str| plan.book().text().contains(word);
        let covered = plan.covers().next().is_some();
        if capped || covered || leaves_its_stream(plan) || reads(FactName::YearKnownTo.name()) {
            self.joined.extend(model.streams.keys().cloned());
        }
        if reads(Group::Slippage.name()) {
            let posts = model.posts();
            let paying = posts.iter().map(|post| self.streams_paying(post));
            let shared = paying.filter(|streams| streams.len() > 1).flatten();
            let shared = Vec::from_iter(shared);
            self.joined.extend(shared);
        }
    }

    /// What goes to core money joins its stream and the one that pays from then on.
    fn join_by_mainstreaming(&mut self, entry: u64, act: &Act, model: &Model) {
        if let Act::Mainstream(it) = act {
            let left = model.lines_left_by(entry).into_iter();
            self.joined.extend(left.map(|(_, stream)| stream));
            self.joined.insert(it.stream.clone());
        }
    }

    /// A cost that moves from one stream to another joins the two.
    fn join_by_recharge(&mut self, act: &Act, to: Option<&StreamId>) {
        if let Act::Recharge(it) = act {
            let from = it.entry.and_then(|entry| self.stream_of_entry(entry));
            if from.as_ref() != to {
                self.joined.extend(from.into_iter().chain(to.cloned()));
            }
        }
    }

    /// The streams of what is held to the approval of a project.
    fn streams_used_by(&self, project: &ProjectId) -> impl Iterator<Item = StreamId> {
        self.steps.iter().filter_map(move |kept| {
            let Kept::Draft(_, draft, stream) = kept else {
                return None;
            };
            let named = project_of(&draft.act);
            stream.clone().filter(|_| named == Some(project))
        })
    }

    /// The stream that an act is about; nothing for shared nouns.
    fn stream_of(&self, act: &Act, model: &Model) -> Option<StreamId> {
        let of_promise = |id| model.promises.get(id).map(|it| it.stream.clone());
        match act {
            Act::ChangeControl(it) => Some(it.stream.clone()),
            Act::SetFloor(it) | Act::SetCap(it) => Some(it.stream.clone()),
            Act::Anticipate(it) => Some(it.stream.clone()),
            Act::Contribute(it) => Some(it.stream.clone()),
            Act::Allocate(it) => Some(it.stream.clone()),
            Act::ReProvide(it) => Some(it.stream.clone()),
            Act::TakeOn(it) => Some(it.stream.clone()),
            Act::Vire(it) => Some(it.stream.clone()),
            Act::Release(it) => Some(it.stream.clone()),
            Act::Earmark(it) => Some(it.stream.clone()),
            Act::Hold(it) => Some(it.stream.clone()),
            Act::Commit(it) => Some(it.stream.clone()),
            Act::Accrue(it) => match &it.commitment {
                Some(id) => of_promise(id),
                None => it.stream.clone(),
            },
            Act::Spend(it) => match (&it.commitment, &it.accrual) {
                (Some(id), _) => of_promise(id),
                (None, Some(id)) => model.accruals.get(id).map(|it| it.stream.clone()),
                (None, None) => it.stream.clone(),
            },
            Act::AddPlanLine(it) => Some(it.stream.clone()),
            Act::Forecast(it) => Some(it.stream.clone()),
            Act::Profile(it) => match &it.of {
                ProfileOf::Line { stream, .. } => Some(stream.clone()),
                ProfileOf::Commitment { commitment } => of_promise(commitment),
            },
            Act::Fill(it) => Some(self.stream_that_pays(&it.post)),
            Act::RecordVacancy(it) => Some(self.stream_that_pays(&it.post)),
            Act::RecordFact(it) => match &it.of {
                FactOf::Line { stream, .. } => Some(stream.clone()),
                FactOf::Commitment { commitment: id } | FactOf::Hold { hold: id } => of_promise(id),
                FactOf::Body { .. } | FactOf::Project { .. } => None,
            },
            Act::ChangeCost(it) => of_promise(&it.id),
            Act::Mainstream(it) => Some(it.stream.clone()),
            Act::Decommit(it) => of_promise(&it.id),
            Act::GiveUp(it) => of_promise(&it.id),
            Act::Prepay(it) => self.stream_of_entry(it.entry?),
            Act::UsePrepayment(it) => model.stream_of_prepayment(&it.id),
            Act::Credit(it) => self.stream_of_entry(it.entry?),
            Act::Recharge(it) => match &it.commitment {
                Some(id) => of_promise(id),
                None => it.stream.clone(),
            },
            Act::Correct(it) => self.stream_of_entry(it.entry?),
            _ => None,
        }
    }

    /// A post may be paid for by several streams: who is in it moves nothing of any.
    fn stream_that_pays(&self, post: &PostId) -> StreamId {
        match Vec::from_iter(self.streams_paying(post)).as_slice() {
            [one] => one.clone(),
            _ => id("of-no-stream"),
        }
    }

    fn streams_paying(&self, post: &PostId) -> BTreeSet<StreamId> {
        let paying = self.steps.iter().filter_map(|kept| match kept {
            Kept::Draft(_, draft, stream) if post_of(&draft.act) == Some(post) => stream.clone(),
            _ => None,
        });
        paying.collect()
    }

    fn stream_of_entry(&self, number: u64) -> Option<StreamId> {
        self.steps.iter().find_map(|kept| match kept {
            Kept::Draft(entry, _, stream) if *entry == number => stream.clone(),
            _ => None,
        })
    }

    fn replay(&self, stream: &StreamId, whole: &Ledger) {
        let mut alone = Ledger::new(whole.header().clone());
        let mut numbers: BTreeMap<u64, u64> = BTreeMap::new();
        for kept in &self.steps {
            match kept {
                Kept::Draft(entry, draft, of) => {
                    if of.as_ref().is_some_and(|of| of != stream) {
                        continue;
                    }
                    let mut draft = (**draft).clone();
                    // What a partner gave to another stream is not there; a share moves nothing.
                    if let Act::Share(it) = &mut draft.act {
                        it.contributions.clear();
                    }
                    renumber(&mut draft.act, &numbers);
                    if matches!(&draft.act, Act::Redact(it) if it.entries.is_empty()) {
                        continue;
                    }
                    // Where nothing of this stream opened the year before, none is opened ahead.
                    if let Act::OpenYear(it) = &draft.act
                        && alone.open_year().map(FinancialYear::next) != Some(it.year)
                    {
                        return;
                    }
                    let posted = post_to(&mut alone, &draft);
                    let receipt = posted.expect("a stream's own entries need no other stream");
                    numbers.insert(*entry, receipt.entry);
                }
                Kept::Open(draft) => {
                    if alone.open_years().len() < 2 {
                        let opened = post_to(&mut alone, draft);
                        opened.expect("the next year opens ahead of the close");
                    }
                }
                // Where nothing of this stream opened the year, there is nothing to close.
                Kept::Close(year, ..) if alone.open_year() != Some(*year) => return,
                Kept::Close(year, rules, closing) => close_alone(&mut alone, *year, rules, closing),
            }
        }
        let of_stream = |ledger: &Ledger| {
            let mut all = positions(ledger);
            all.retain(|(_, line), _| line.stream == *stream);
            all
        };
        assert_eq!(
            of_stream(&alone),
            of_stream(whole),
            "{stream} alone and with the others"
        );
    }
}

/// Whether something of a stream is kept on a line of another.
fn leaves_its_stream(plan: &Plan) -> bool {
    let mut decided = plan.decisions().iter();
    decided.any(|decision| {
        let mut to = decision
            .disposal
            .parts()
            .iter()
            .filter_map(|it| it.to.as_ref());
        to.any(|to| match to {
            Destination::Line(named) => {
                let stream = named.stream.as_ref();
                stream.is_some_and(|stream| *stream != decision.line.stream)
            }
            Destination::SameLine | Destination::Project => false,
        })
    })
}

/// The project whose approval a cost or a promise of a cost uses.
fn project_of(act: &Act) -> Option<&ProjectId> {
    match act {
        Act::Commit(it) => it.project.as_ref(),
        Act::Spend(it) => it.project.as_ref(),
        Act::Accrue(it) => it.project.as_ref(),
        Act::Recharge(it) => it.project.as_ref(),
        _ => None,
    }
}

/// Names the entries by the numbers that they have here; of those whose words go, those that are.
fn renumber(act: &mut Act, numbers: &BTreeMap<u64, u64>) {
    let named = match act {
        Act::Redact(it) => {
            let here = it.entries.iter().filter_map(|old| numbers.get(old));
            it.entries = here.copied().collect();
            return;
        }
        Act::Correct(it) => it.entry.as_mut(),
        Act::Prepay(it) => it.entry.as_mut(),
        Act::Credit(it) => it.entry.as_mut(),
        Act::Recharge(it) => it.entry.as_mut(),
        _ => None,
    };
    if let Some(old) = named {
        *old = numbers.get(old).copied().unwrap_or(*old);
    }
}

/// The post that a commitment pays for.
fn post_of(act: &Act) -> Option<&PostId> {
    match act {
        Act::Commit(it) => it.post.as_ref().map(|post| &post.id),
        _ => None,
    }
}

/// What keeps the next year open once a closed one is opened again.
fn kept_open(act: &Act, model: &Model) -> Option<Kept> {
    let Act::Reopen(_) = act else { return None };
    let year = model.ahead?;
    let open = Draft::of(Act::OpenYear(OpenYear { year }));
    let open = open.effective(model.calendar.first_day(year));
    Some(Kept::Open(Box::new(open)))
}

fn close_alone(alone: &mut Ledger, year: FinancialYear, rules: &RuleBook, closing: &Closing) {
    let plan = alone
        .plan_close(year, rules)
        .expect("the year closed with the others, too");
    let events = alone
        .check_close(&plan, closing)
        .expect("the plan is fresh");
    for event in events {
        let entry = alone.entry_of(&event);
        alone
            .apply(&event, entry.hash)
            .expect("what was checked can be applied");
    }
}
