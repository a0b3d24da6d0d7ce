//! Drafts that are wrong in themselves, and sums at the end of what a line can hold.

use chrono::{Days, NaiveDate};
use ringfence::journal::act::{AddBody, AdoptBook, Allocate, Approval, CloseYear, Spend, Term};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{Account, BodyKind, Recurrence};
use ringfence::word::Money;

use super::Choice;
use super::country::id;
use super::legal::{Speaker, money};
use super::spoil::each_sum;
use crate::model::{Model, Pence, Place};

/// The most that a state of a line holds, in pence.
const MOST: Pence = 31_249_999_999_999_999;

/// The same draft with a fault of its form; or another one, where a draft of its kind cannot
/// have that fault.
pub(crate) fn malformed(mut draft: Draft, choice: &Choice, model: &Model) -> Draft {
    let speaker = Speaker::new(choice, model);
    match choice.other % 8 {
        0 => draft.effective = None,
        1 => draft.act = lacking(&speaker),
        2 => draft.act = backwards(draft.act, &speaker),
        3 => draft.act = below_itself(&speaker),
        4 => draft.act = without_a_plan(&speaker),
        5 => {
            draft.act = Act::AdoptBook(AdoptBook {
                book: broken(choice),
                replaces: None,
            })
        }
        6 => draft.act = at_the_end(draft.act, &speaker),
        _ => draft.act = every_year(draft.act, &speaker),
    }
    draft
}

/// A direct spend that leaves out one of what it needs.
fn lacking(speaker: &Speaker<'_>) -> Act {
    let mut act = speaker.spend_direct();
    if let Act::Spend(it) = &mut act {
        leave_out(it, speaker.choice.days % 3);
    }
    act
}

fn leave_out(spend: &mut Spend, which: u8) {
    match which {
        0 => spend.stream = None,
        1 => spend.body = None,
        _ => spend.purpose = None,
    }
}

/// What it is about ends the day before it starts.
fn backwards(mut act: Act, speaker: &Speaker<'_>) -> Act {
    let before = |day: NaiveDate| Some(day - Days::new(1));
    match &mut act {
        Act::RecordDelay(it) => it.end = before(it.start),
        Act::RecordVacancy(it) => it.end = before(it.start),
        Act::Approve(it) => {
            let annual = speaker.part_of(1_000_000);
            let from = speaker.choice.days.is_multiple_of(2).then_some(speaker.day);
            let until = before(speaker.day);
            it.sum = Approval::Annual {
                annual,
                from,
                until,
            };
        }
        Act::Commit(it) => {
            let (annual, start) = (speaker.part_of(1_000_000), speaker.day);
            let end = before(start);
            it.term = Term::Recurrent { annual, start, end };
        }
        _ => {
            let from = speaker.choice.days.is_multiple_of(2).then_some(speaker.day);
            let until = before(speaker.day);
            act = Act::AddBody(AddBody {
                from,
                until,
                ..a_body("meadow", "upland")
            });
        }
    }
    act
}

fn a_body(name: &str, parent: &str) -> AddBody {
    AddBody {
        id: id(name),
        kind: BodyKind::Cluster,
        parent: Some(id(parent)),
        standing: None,
        from: None,
        until: None,
    }
}

/// A body below itself; now and then below one that is below it.
fn below_itself(speaker: &Speaker<'_>) -> Act {
    let body = match speaker.choice.days % 4 {
        0 => a_body("upland", "north"),
        1 => a_body("upland", "upland"),
        _ => a_body("meadow", "meadow"),
    };
    Act::AddBody(body)
}

fn without_a_plan(speaker: &Speaker<'_>) -> Act {
    let (decisions, ended, gone_back) = (Vec::new(), Vec::new(), Vec::new());
    Act::CloseYear(CloseYear {
        year: speaker.year,
        decisions,
        ended,
        gone_back,
        for_old: Vec::new(),
    })
}

/// A rule book that breaks off, at its first table or at a later one.
fn broken(choice: &Choice) -> String {
    let start = "[book]\nid = \"torn\"\ntitle = \"A torn book\"\nversion = \"1\"\n";
    match choice.days % 3 {
        0 => "[book".to_owned(),
        1 => format!("{start}\n[[rule\n"),
        _ => format!("{start}\n[[rule]\nid = \"all\"\n"),
    }
}

/// A sum that just fits, or is a penny too much, or is the largest that there is. What has no
/// sum becomes a letter of the source.
fn at_the_end(mut act: Act, speaker: &Speaker<'_>) -> Act {
    let has_a_sum = matches!(
        act,
        Act::Vire(_)
            | Act::Release(_)
            | Act::Earmark(_)
            | Act::Hold(_)
            | Act::Commit(_)
            | Act::ChangeCost(_)
            | Act::Spend(_)
            | Act::TakeOn(_)
            | Act::Allocate(_)
    );
    if !has_a_sum {
        act = speaker.notice();
    }
    let room = match &act {
        Act::Allocate(it) => room_for(it, speaker.model),
        _ => MOST,
    };
    each_sum(&mut act, |_| just_about(room, speaker.choice));
    act
}

fn just_about(most: Pence, choice: &Choice) -> Money {
    match choice.days % 4 {
        0 => money(most),
        1 | 2 => money(most + 1),
        _ => Money::MAX,
    }
}

/// How much more can be given to a line.
fn room_for(given: &Allocate, model: &Model) -> Pence {
    let line = ringfence::noun::Line {
        body: given.to.clone(),
        stream: given.stream.clone(),
        vintage: given.year,
        recurrence: given.recurrence,
    };
    let allocated = -model.pence(&line, given.year, &Place::Outside(Account::Allocated));
    MOST - allocated.max(model.pence(&line, given.year, &Place::Free))
}

/// A small sum now that comes again at the end of what a later year can hold.
fn every_year(act: Act, speaker: &Speaker<'_>) -> Act {
    let yearly = just_about(MOST, speaker.choice);
    if let Act::Commit(mut it) = act {
        let (start, end) = (speaker.day, None);
        it.term = Term::Recurrent {
            annual: yearly,
            start,
            end,
        };
        return Act::Commit(it);
    }
    let mut notice = speaker.notice();
    if let Act::Allocate(it) = &mut notice {
        it.recurrence = Recurrence::Recurrent;
        it.full_year = Some(yearly);
    }
    notice
}
