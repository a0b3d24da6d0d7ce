//! Question 9: how long from a letter to a cost, and at whose desk.

use chrono::NaiveDate;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::desk::{self, Desks, Waited};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use super::wait::Wait;
use crate::noun::{BodyId, StreamId};
use crate::state::{Came, Ledger, Origin, PotRead, WayRead};
use crate::view::{Cell, ColumnKind};
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 9,
    name: "delay",
    title: "From letter to cost",
    wording: "How long did it take from the letter to approval, to release, to an order or a post \
              filled, to the first cost, and at whose desk did it wait?",
    about: "Two kinds of case, stage by stage. *money*: that of a body and stream in the year, \
            from notified to available, released, committed and first_cost. *project*: each \
            that was proposed by the year's end and had no cost before the year, from proposed \
            to each step of its chain (step_approved), approved (the first approval that \
            stands, and each other before the first order), earmarked or held, committed, \
            in_post (where it has posts) and first_cost. A stage not yet reached is a row, \
            too: it has waited until the day of the answer, and what stands behind it is not \
            yet begun. A stage that nothing shows and that a later one has passed is left out. \
            Then, as *holder*, for each holder and stage all of these cases together, by holder \
            and in the order of stages: those that still wait count with the days so far. With \
            few cases each is shown; of fewer than five no middle is said. The first stage of a \
            case, which nothing stands before, waited at no desk.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text("case", "money, project, or holder"),
        Derived::text("body", "whose line, or whose project"),
        Derived::text("stream", "of which stream"),
        Derived::text("project", "the project, where it is one"),
        Derived::text("stage", "what was reached or is waited for"),
        Derived::text(
            "holder",
            "at whose desk it was until then: the funder notifies, the body above passes down and \
             releases, an approver approves, an employer fills, the body does the rest",
        ),
        Derived::date("since", "when the stage before was reached"),
        Derived::date(
            "on",
            "when this one was; without an answer it is waited for",
        ),
        Derived::number(
            "days",
            "from since to on, or to the day of the answer; 0 where it came before the stage \
             before; of a holder in all",
        ),
        Derived::text(
            "state",
            "reached; early, where it came before the stage before; waiting; or not in the year, \
             where the year of the money has passed",
        ),
        Derived::money(
            "amount",
            "of money: what letters gave in the year, at available what was passed down; of a \
             project: what is approved",
        ),
        Derived::number(
            "pound_days",
            "pounds times days, rounded down: at available what was passed down, from the latest \
             letter that had it left; at released what was given and not passed down, the oldest \
             released first, and what is not yet released until the day of the answer or the \
             year's end; of a holder in all",
        ),
        Derived::new(
            "entry",
            ColumnKind::Number,
            "the entry that reached the stage",
        ),
        Derived::number("reached", "of a holder, how many cases reached the stage"),
        Derived::number(
            "waiting",
            "of a holder, how many have not reached it yet, or did not in the year",
        ),
        Derived::number("longest", "of a holder, the most days of one case"),
        Derived::number(
            "middle",
            "of a holder with five cases or more, the days of the middle one; of an even number \
             the lesser of the two",
        ),
    ],
    adds_up: &[],
    rows,
};

/// A stage of a case: what it is called, at whose desk it was, and when it came.
struct Stage<'l> {
    name: &'static str,
    holder: Option<&'l str>,
    came: Option<Came>,
    wait: Option<Wait>,
}

/// Whose case it is, and what it is about.
struct Case<'l> {
    kind: &'static str,
    body: &'l BodyId,
    stream: Option<&'l StreamId>,
    project: Option<&'l str>,
    amount: i64,
    origin: Origin,
    /// The day of the answer, and the last on which the money may still be used.
    today: NaiveDate,
    last: Option<NaiveDate>,
}

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let of = asking.selection(year);
    let today = ledger.day_asked(&of);
    let (pots, ways) = ledger.stages_read(&of);
    let calendar = ledger.calendar();
    let (first, last) = (calendar.first_day(year), calendar.last_day(year));
    let mut shown = Shown::default();
    for pot in pots.iter().filter(|it| asking.is_about(it.body, it.stream)) {
        money(&pots, pot, (today, last), &mut shown);
    }
    for way in &ways {
        let is_asked = match way.line {
            Some((body, stream)) => asking.is_about(body, stream),
            None => asking.body.as_ref().is_none_or(|it| it == way.body) && asking.stream.is_none(),
        };
        let begun = way.proposed.0 <= last;
        let over = way.firsts.cost.is_some_and(|(day, _)| day < first);
        if is_asked && begun && !over {
            project(way, today, &mut shown);
        }
    }
    let Shown { mut rows, desks } = shown;
    desks.show(&mut rows);
    Ok(rows)
}

/// The rows so far, and what they add to each desk.
#[derive(Default)]
struct Shown {
    rows: Rows,
    desks: Desks,
}

/// The money of a body and stream: given by whom above, and when.
fn money(
    pots: &[PotRead<'_>],
    pot: &PotRead<'_>,
    (today, last): (NaiveDate, NaiveDate),
    shown: &mut Shown,
) {
    let is_giver = |it: &&PotRead<'_>| it.stream == pot.stream && !it.passed_down.is_empty();
    let above = pot.above.iter();
    let giver = above.filter_map(|id| pots.iter().filter(is_giver).find(|it| it.body == *id));
    let giver = giver.into_iter().next();
    let until = today.min(last);
    let holder = giver.map_or(pot.source, |it| it.body).as_str();
    let given: i64 = pot.given.iter().map(|(_, pence)| pence).sum();
    let case = Case {
        kind: "money",
        body: pot.body,
        stream: Some(pot.stream),
        project: None,
        amount: given,
        origin: Origin::Lines(pot.body.clone(), pot.stream.clone(), pot.year),
        today,
        last: Some(last),
    };
    let firsts = &pot.firsts;
    let mut stages = Vec::new();
    if let Some(giver) = giver {
        stages.push(stage("notified", giver.source.as_str(), giver.firsts.given));
        stages.push(Stage {
            wait: Some(Wait::to_pass_down(&giver.given, &pot.given)),
            ..stage("available", holder, firsts.given)
        });
    } else {
        stages.push(stage("notified", pot.source.as_str(), firsts.given));
    }
    if pot.needs_release {
        let down = pot.passed_down.iter();
        let down = down.map(|(day, pence)| (*day, pence.saturating_neg()));
        let own: Vec<(NaiveDate, i64)> = pot.given.iter().copied().chain(down).collect();
        stages.push(Stage {
            wait: Some(Wait::to_release(&own, &pot.released, until)),
            ..stage("released", holder, firsts.released)
        });
    }
    stages.push(stage("committed", pot.body.as_str(), firsts.committed));
    stages.push(stage("first_cost", pot.body.as_str(), firsts.cost));
    if firsts.given.is_some() {
        show(&case, &stages, shown);
    }
}

fn project(way: &WayRead<'_>, today: NaiveDate, shown: &mut Shown) {
    let case = Case {
        kind: "project",
        body: way.line.map_or(way.body, |(body, _)| body),
        stream: way.line.map(|(_, stream)| stream),
        project: Some(way.id.as_str()),
        amount: way.approved,
        origin: Origin::Project(way.id.clone()),
        today,
        last: None,
    };
    let body = way.body.as_str();
    let firsts = &way.firsts;
    let own = |name: &'static str, came: Option<Came>| stage(name, body, came);
    let mut stages = vec![own("proposed", Some(way.proposed))];
    let asked = firsts.committed.into_iter().chain(firsts.cost).min();
    let approvals = way.approvals.iter().enumerate();
    let approvals = approvals.filter(|(place, it)| {
        *place == 0 || it.is_step || asked.is_none_or(|asked| it.came < asked)
    });
    stages.extend(approvals.map(|(_, it)| {
        let name = if it.is_step {
            "step_approved"
        } else {
            "approved"
        };
        stage(name, it.holder, Some(it.came))
    }));
    if way.next.is_some() || way.approvals.is_empty() {
        stages.push(Stage {
            holder: way.next.map(|it| it.as_str()),
            ..own("approved", None)
        });
    }
    for (name, came) in [("earmarked", firsts.earmarked), ("held", firsts.held)] {
        if came.is_some() {
            stages.push(own(name, came));
        }
    }
    stages.push(own("committed", firsts.committed));
    let filled = way.posts.iter();
    stages.extend(filled.map(|(came, employer)| stage("in_post", employer.as_str(), *came)));
    stages.push(own("first_cost", firsts.cost));
    show(&case, &stages, shown);
}

fn stage<'l>(name: &'static str, holder: &'l str, came: Option<Came>) -> Stage<'l> {
    Stage {
        name,
        holder: Some(holder),
        came,
        wait: None,
    }
}

/// A row for each stage that was reached, and for the first that was not.
fn show(case: &Case<'_>, stages: &[Stage<'_>], shown: &mut Shown) {
    let last_reached = stages.iter().rposition(|it| it.came.is_some());
    let mut before: Option<NaiveDate> = None;
    for (place, stage) in stages.iter().enumerate() {
        let passed = last_reached.is_some_and(|last| place < last);
        if stage.came.is_none() && passed {
            continue;
        }
        if let Some(waited) = waited(case, stage, before) {
            shown.desks.add(&waited, &case.origin);
        }
        let cells = row(case, stage, before);
        shown.rows.add(cells, vec![case.origin.clone()]);
        match stage.came {
            Some((day, _)) => before = before.max(Some(day)),
            None => return,
        }
    }
}

/// How long a stage was waited for, where another stands before it.
fn waited<'s>(
    case: &Case<'_>,
    stage: &'s Stage<'_>,
    before: Option<NaiveDate>,
) -> Option<Waited<'s>> {
    let until = case.last.map_or(case.today, |last| case.today.min(last));
    let end = stage.came.map_or(until, |(day, _)| day);
    Some(Waited {
        holder: stage.holder,
        stage: stage.name,
        days: (end - before?).num_days().max(0).unsigned_abs(),
        came: match stage.came {
            Some(_) => desk::Came::Reached,
            None => desk::Came::NotYet,
        },
        pound_days: stage.wait.as_ref().map(|it| it.pound_days),
    })
}

fn row(case: &Case<'_>, stage: &Stage<'_>, before: Option<NaiveDate>) -> Vec<Cell> {
    let until = case.last.map_or(case.today, |last| case.today.min(last));
    let on = stage.came.map(|(day, _)| day);
    let days = waited(case, stage, before).map(|it| it.days);
    let state = match (on, before) {
        (Some(on), Some(since)) if on < since => "early",
        (Some(_), _) => "reached",
        (None, _) if until < case.today => "not in the year",
        (None, _) => "waiting",
    };
    let amount = match &stage.wait {
        Some(wait) if stage.name == "available" => wait.went,
        _ => case.amount,
    };
    vec![
        Cell::words(case.kind),
        Cell::words(case.body),
        Cell::maybe(case.stream, Cell::words),
        Cell::maybe(case.project, Cell::words),
        Cell::words(stage.name),
        Cell::maybe(stage.holder, Cell::said),
        Cell::maybe(before, Cell::Date),
        Cell::maybe(on, Cell::Date),
        Cell::maybe(days, Cell::Number),
        Cell::words(state),
        Cell::maybe(Money::from_pence(amount).ok(), Cell::Money),
        Cell::maybe(stage.wait.as_ref().map(|it| it.pound_days), Cell::Number),
        Cell::maybe(stage.came.map(|(_, entry)| entry), Cell::Number),
        Cell::Nothing,
        Cell::Nothing,
        Cell::Nothing,
        Cell::Nothing,
    ]
}
