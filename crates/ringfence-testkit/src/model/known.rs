//! What is known of an item at a year end, as a rule book reads it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::act::Approval;
use ringfence::journal::{Act, Draft};
use ringfence::law::{FactName, Group, Value};
use ringfence::noun::{Line, ProjectId, PromiseId, PromiseKind, Recurrence, Wording};
use ringfence::word::{FinancialYear, Money};

use super::pound::money;
use super::state::own_line;
use super::sums::NAMES;
use super::{Item, ItemKind, Model, Place};
use crate::generate::Given;
use crate::tree::{self, Tree};

/// What a notice gave a line of new money, less where it took something back.
struct Notice {
    line: Line,
    side: Side,
    cells: Cells,
}

/// Which side of a re-provision it is; any other notice gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Gives,
    Takes,
}

/// The cells of a record of a group.
pub(super) type Cells = BTreeMap<FactName, Option<Value>>;

impl Model {
    /// What is known of an item of a year, as a book reads it; but not how its post stood vacant.
    pub(crate) fn given_of(&self, item: &Item, year: FinancialYear, book: &Tree) -> Given {
        let mut given = Given::default();
        given.facts.extend(self.facts_of_line(&item.line, year));
        given.facts.extend(self.sums_about(&item.line, year));
        self.set_item(&mut given.facts, item);
        for (group, records) in [
            (Group::Notice, self.notices_of_line(&item.line)),
            (Group::Given, self.notices_of_body(&item.line, year)),
            (Group::Next, self.notices_ahead(&item.line, year)),
            (Group::Forecast, self.forecasts_about(&item.line, year)),
            (Group::Member, self.members_about(&item.line, year)),
        ] {
            let records = records.into_iter();
            given.records.extend(records.map(|cells| (group, cells)));
        }
        if let Some(project) = self.project_of(item) {
            self.set_project(&mut given, &project, year);
        }
        for fact in tree::list_of(book, "fact") {
            self.set_own(&mut given, item, fact);
        }
        given
    }

    fn facts_of_line(&self, line: &Line, year: FinancialYear) -> Cells {
        let (first, last) = (self.calendar.first_day(year), self.calendar.last_day(year));
        let age = year.first_calendar_year() - line.vintage.first_calendar_year();
        let (body, stream) = (&self.bodies[&line.body], &self.streams[&line.stream]);
        let answers = self.accountable(&line.body, last);
        let mut facts = BTreeMap::from([
            (FactName::BodyId, text(&line.body)),
            (FactName::BodyKind, text(body.kind.word())),
            (
                FactName::BodyAccountable,
                text(answers.as_ref().unwrap_or(&line.body)),
            ),
            (FactName::StreamId, text(&line.stream)),
            (FactName::StreamKind, text(stream.kind.word())),
            (FactName::LineVintage, Some(Value::Year(line.vintage))),
            (FactName::LineRecurrence, text(line.recurrence.word())),
            (FactName::LineAge, Some(Value::Whole(age.into()))),
            // It was rolled over at each year end since.
            (FactName::LineHops, Some(Value::Whole(age.into()))),
            (FactName::LineBase, sum(self.base_of(line, year))),
            (FactName::YearItself, Some(Value::Year(year))),
            (FactName::YearFirstDay, Some(Value::Date(first))),
            (FactName::YearLastDay, Some(Value::Date(last))),
            (FactName::YearNext, Some(Value::Year(year.next()))),
            (FactName::YearKnownTo, Some(Value::Date(self.recorded))),
        ]);
        if let Some(word) = &stream.availability {
            facts.insert(FactName::StreamAvailability, text(word));
        }
        if let Some(above) = &body.parent {
            facts.insert(FactName::ParentId, text(above));
            facts.insert(FactName::ParentKind, text(self.bodies[above].kind.word()));
        }
        if let Some(day) = self.last_cost_of(line, year) {
            facts.insert(FactName::LineLastSpentOn, Some(Value::Date(day)));
        }
        facts
    }

    /// What recurs of a line in the next year, as that would be brought forward now: an opening
    /// notice that came early takes its place.
    fn base_of(&self, line: &Line, year: FinancialYear) -> Money {
        let own = line.recurrence == Recurrence::Recurrent && line.vintage == year;
        let sides = self.base_unstated(year.next()).into_iter();
        let its = sides.filter(|it| own && (&it.body, &it.stream) == (&line.body, &line.stream));
        money(its.map(|side| side.adds).sum())
    }

    fn last_cost_of(&self, line: &Line, year: FinancialYear) -> Option<NaiveDate> {
        let costs = self.standing().filter(|(number, entry)| {
            let charged = entry.moves.iter().any(|it| {
                let here = it.line == *line && it.year == year && it.pence > 0;
                here && matches!(it.to, Place::Spent | Place::Accrued(..))
            });
            charged || self.moved_to(*number).any(|to| to == (line, year))
        });
        let drafts = costs.filter_map(|(_, entry)| entry.draft.as_ref());
        let corrects = |draft: &&Draft| matches!(draft.act, Act::Correct(_));
        let drafts = drafts.filter(|draft| !corrects(draft));
        drafts.filter_map(|draft| draft.effective).max()
    }

    fn set_item(&self, facts: &mut Cells, item: &Item) {
        let amount = match item.kind {
            ItemKind::Deficit => item.amount.negated(),
            _ => item.amount,
        };
        let named = match &item.kind {
            ItemKind::Commitment(_) => "commitment",
            ItemKind::Hold(_) => "hold",
            ItemKind::Earmark(_) => "earmark",
            ItemKind::Slippage(_) => "slippage",
            ItemKind::Free => "free",
            ItemKind::Deficit => "deficit",
        };
        facts.insert(FactName::ItemId, text(&item.id));
        facts.insert(FactName::ItemKind, text(named));
        facts.insert(FactName::ItemAmount, sum(amount));
        if self.project_of(item).is_some() {
            facts.insert(FactName::ItemTied, sum(item.tied));
        }
        let Some(id) = promise_of(item) else { return };
        let promise = &self.promises[id];
        let attached = Value::Flag(promise.project.is_some());
        facts.insert(FactName::ItemAttached, Some(attached));
        if promise.kind == PromiseKind::Hold {
            return;
        }
        let recurrence = match promise.is_recurrent() {
            true => Recurrence::Recurrent,
            false => Recurrence::NonRecurrent,
        };
        facts.insert(FactName::CommitmentRecurrence, text(recurrence.word()));
        let placed = Value::Date(self.placed_on(id));
        facts.insert(FactName::CommitmentPlacedOn, Some(placed));
        let entry = self.entries.get(&promise.entry);
        if let Some(Act::Commit(act)) = entry.and_then(|it| Some(&it.draft.as_ref()?.act))
            && let Some(cost) = &act.cost
        {
            facts.insert(FactName::CommitmentCost, text(cost));
        }
    }

    pub(super) fn project_of(&self, item: &Item) -> Option<ProjectId> {
        match &item.kind {
            ItemKind::Earmark(project) => Some(project.clone()),
            _ => self.promises[promise_of(item)?].project.clone(),
        }
    }

    fn set_project(&self, given: &mut Given, project: &ProjectId, year: FinancialYear) {
        let last = self.calendar.last_day(year);
        given.facts.insert(FactName::ProjectId, text(project));
        let mut first = None;
        let drafts = self.standing();
        let drafts = drafts.filter_map(|(number, it)| Some((number, it.draft.as_ref()?)));
        for (number, draft) in drafts {
            match &draft.act {
                Act::Approve(it) if it.project == *project => {
                    if !self.is_last_of_its_round(number, project) {
                        continue;
                    }
                    let Some(day) = draft.effective.filter(|day| *day <= last) else {
                        continue;
                    };
                    first = first.or(Some(day));
                    let from = match it.sum {
                        Approval::Annual { from, .. } => from.unwrap_or(day).max(day),
                        Approval::Once { .. } => day,
                    };
                    let mut cells = Cells::from([(FactName::ApprovalOn, Some(Value::Date(from)))]);
                    if let Some(by) = &draft.text.by {
                        cells.insert(FactName::ApprovalBy, text(by));
                    }
                    given.records.push((Group::Approval, cells));
                }
                Act::RecordDelay(it) if it.project == *project && it.start <= last => {
                    let evidence = Value::Flag(draft.text.evidence.is_some());
                    let party = it.attributable_to.as_ref();
                    let mut cells = Cells::from([
                        (FactName::DelayCause, text(&it.cause)),
                        (FactName::DelayAttributableTo, party.and_then(text)),
                        (FactName::DelayStart, Some(Value::Date(it.start))),
                        (FactName::DelayEvidence, Some(evidence)),
                    ]);
                    if let Some(end) = it.end {
                        cells.insert(FactName::DelayEnd, Some(Value::Date(end)));
                    }
                    given.records.push((Group::Delay, cells));
                }
                _ => {}
            }
        }
        let approved = Value::Flag(first.is_some());
        given
            .facts
            .insert(FactName::ProjectApproved, Some(approved));
        if let Some(day) = first {
            let day = Some(Value::Date(day));
            given.facts.insert(FactName::ProjectApprovedOn, day);
        }
        let begins = match first {
            Some(_) => "approved",
            None => "proposed",
        };
        self.set_life(&mut given.facts, (project, begins), last);
    }

    /// What became of a project by a day, and what was found of it.
    fn set_life(&self, facts: &mut Cells, (project, begins): (&ProjectId, &str), last: NaiveDate) {
        let mut state = begins;
        let by_then = self.said().filter(|it| it.0.effective <= Some(last));
        for (_, act) in by_then {
            let (of, word) = match act {
                Act::StartProject(it) => (&it.project, "in_delivery"),
                Act::Evaluate(it) => (&it.project, "evaluated"),
                Act::ContinueProject(it) => (&it.project, "continued"),
                Act::StopProject(it) => (&it.project, "stopped"),
                Act::CompleteProject(it) => (&it.project, "completed"),
                _ => continue,
            };
            if of != project {
                continue;
            }
            state = word;
            if let Act::Evaluate(it) = act {
                let verdict = text(it.verdict.word());
                facts.insert(FactName::ProjectVerdict, verdict);
            }
        }
        facts.insert(FactName::ProjectState, text(state));
    }

    /// The drafts that stand, oldest first.
    pub(super) fn said(&self) -> impl Iterator<Item = (&Draft, &Act)> {
        let drafts = self.standing().filter_map(|(_, it)| it.draft.as_ref());
        drafts.map(|draft| (draft, &draft.act))
    }

    /// The notices that stand, oldest first; what was taken on has no day.
    fn notices(&self) -> Vec<Notice> {
        let mut all = Vec::new();
        for (draft, act) in self.said() {
            let on = draft.effective.map(Value::Date);
            let mut add = |line: Line, on, (amount, side)| {
                let cells = Cells::from([
                    (FactName::GivenEffective, on),
                    (FactName::GivenAmount, sum(amount)),
                    (FactName::GivenRecurrence, text(line.recurrence.word())),
                ]);
                all.push(Notice { line, side, cells });
            };
            match act {
                Act::Allocate(it) => {
                    let line = own_line(&it.to, &it.stream, it.year, it.recurrence);
                    add(line, on, (it.amount, Side::Gives));
                }
                Act::ReProvide(it) => {
                    let once = Recurrence::NonRecurrent;
                    let of = |year| own_line(&it.to, &it.stream, year, once);
                    add(of(it.year), on.clone(), (it.amount.negated(), Side::Takes));
                    add(of(it.year.next()), on, (it.amount, Side::Gives));
                }
                Act::TakeOn(it) if it.vintage() == it.year => {
                    let line = own_line(&it.body, &it.stream, it.year, it.recurrence);
                    add(line, None, (it.authority, Side::Gives));
                }
                _ => {}
            }
        }
        all
    }

    /// Those that gave a line its money. What a re-provision takes may come from several lines.
    fn notices_of_line(&self, line: &Line) -> Vec<Cells> {
        let its = self
            .notices()
            .into_iter()
            .filter(|it| it.line == *line && it.side == Side::Gives);
        its.map(|mut it| {
            let named = [
                (FactName::GivenEffective, FactName::NoticeEffective),
                (FactName::GivenAmount, FactName::NoticeAmount),
            ];
            let named = named.map(|(of, name)| (name, it.cells.remove(&of).flatten()));
            Cells::from(named)
        })
        .collect()
    }

    fn notices_of_body(&self, line: &Line, year: FinancialYear) -> Vec<Cells> {
        let its = self.notices().into_iter().filter(|it| {
            let its = (&it.line.body, &it.line.stream, it.line.vintage);
            its == (&line.body, &line.stream, year)
        });
        its.map(|it| it.cells).collect()
    }

    /// The same of the year after it.
    fn notices_ahead(&self, line: &Line, year: FinancialYear) -> Vec<Cells> {
        let its = self.notices_of_body(line, year.next()).into_iter();
        its.map(|mut cells| {
            let named = [
                (FactName::GivenEffective, FactName::NextEffective),
                (FactName::GivenAmount, FactName::NextAmount),
                (FactName::GivenRecurrence, FactName::NextRecurrence),
            ];
            let named = named.map(|(of, name)| (name, cells.remove(&of).flatten()));
            Cells::from(named)
        })
        .collect()
    }

    fn members_about(&self, line: &Line, year: FinancialYear) -> Vec<Cells> {
        const OF_MEMBERS: [&str; 7] = [
            "allocated",
            "net_allocated",
            "authority",
            "available",
            "committed",
            "spent",
            "unspent",
        ];
        let bodies = self.answered_with(line, year);
        let members = bodies.into_iter().map(|body| {
            let named = &self.bodies[&body];
            let mut cells = Cells::from([
                (FactName::MemberId, text(&body)),
                (FactName::MemberKind, text(named.kind.word())),
            ]);
            if let Some(above) = &named.parent {
                cells.insert(FactName::MemberParent, text(above));
            }
            let sums = self.sums_of(year, |its| its.body == body && its.stream == line.stream);
            for (name, pence) in NAMES.iter().zip(sums) {
                let fact = FactName::find(&format!("member.{name}"));
                let fact = fact.filter(|_| OF_MEMBERS.contains(name));
                cells.extend(fact.map(|fact| (fact, sum(pence))));
            }
            cells
        });
        members.collect()
    }
}

pub(super) fn promise_of(item: &Item) -> Option<&PromiseId> {
    match &item.kind {
        ItemKind::Commitment(id) | ItemKind::Hold(id) | ItemKind::Slippage(id) => Some(id),
        _ => None,
    }
}

fn text(words: impl ToString) -> Option<Value> {
    Some(Value::Text(words.to_string().into()))
}

fn sum(of: Money) -> Option<Value> {
    Some(Value::Money(of))
}
