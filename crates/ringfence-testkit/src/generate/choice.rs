//! Choices, and what they say where a book stands.

use proptest::collection::vec;
use proptest::prelude::*;
use ringfence::journal::act::PublishTotal;
use ringfence::journal::{Act, Draft};
use ringfence::word::Money;

use super::country::{Country, id};
use super::legal::Speaker;
use super::malformed::malformed;
use super::spoil::spoilt;
use crate::model::Model;

/// A handful of small integers that say one draft.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// What kind of draft.
    pub kind: u8,
    /// Which one of those that fit.
    pub which: u8,
    /// Which other one.
    pub other: u8,
    /// How much, in hundredths of what there is.
    pub sum: u8,
    /// How many days later; 12 is what is planned or taken on, 13 is about posts, 14 may be about a
    /// floor or a cap, 15 is about a closed year or takes words away, 16 about a body, 17 about how
    /// its year turned out, 18 about a fact that a random book declares, 19 about a plan for three
    /// years, 20 a step of a project, 21 about what goes to core money, 22 about shares.
    pub days: u8,
    /// Whether and how it is spoilt: a third of them are.
    pub twist: u8,
}

/// A history as plain numbers: the drafts of three years, with a close after each of the first
/// two, by the book of that number. In each year somebody plans its close too early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The drafts of each year.
    pub years: [Vec<Choice>; 3],
    /// By which book the first two years close.
    pub books: [u8; 2],
    /// Before which draft of each year its close is planned too early, where it has so many.
    pub early: [u8; 3],
}

impl std::fmt::Debug for Choice {
    /// On one line, so that a failing history can be read.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Choice {
            kind,
            which,
            other,
            sum,
            days,
            twist,
        } = self;
        write!(f, "[{kind} {which} {other} {sum} {days} {twist}]")
    }
}

/// Any choice.
pub fn any_choice() -> impl Strategy<Value = Choice> {
    let numbers = (
        any::<u8>(),
        any::<u8>(),
        any::<u8>(),
        any::<u8>(),
        0..16_u8,
        any::<u8>(),
    );
    numbers.prop_map(|(kind, which, other, sum, days, twist)| Choice {
        kind,
        which,
        other,
        sum,
        days,
        twist,
    })
}

/// Any history of 30 to 200 drafts over three years, those of the outset counted.
pub fn any_history() -> impl Strategy<Value = History> {
    (history_without_plans(), plans()).prop_map(|(history, plans)| history.with(plans))
}

/// The same, in which much is said of plans for three years.
pub fn any_history_with_plans() -> impl Strategy<Value = History> {
    let said = any_choice().prop_map(|choice| Choice { days: 19, ..choice });
    let much = vec((0..3_usize, any::<u8>(), said), 12..40);
    (history_without_plans(), much).prop_map(|(history, plans)| history.with(plans))
}

/// Of every three histories one states plans for three years: in which year, before which draft.
fn plans() -> impl Strategy<Value = Vec<(usize, u8, Choice)>> {
    let said = any_choice().prop_map(|choice| Choice { days: 19, ..choice });
    let some = vec((0..3_usize, any::<u8>(), said), 2..16);
    prop_oneof![2 => Just(Vec::new()), 1 => some]
}

fn history_without_plans() -> impl Strategy<Value = History> {
    let years = [
        vec(any_choice(), 3..60),
        vec(any_choice(), 3..60),
        vec(any_choice(), 3..60),
    ];
    let early = [0..64_u8, 0..64, 0..64];
    let more = (bodies_change(), projects_live(), goes_to_core(), shares());
    let parts = (years, any::<[u8; 2]>(), early, more);
    parts.prop_map(|(years, books, early, (changes, lives, core, shares))| {
        let history = History {
            years,
            books,
            early,
        };
        let history = history.with(changes).with(lives);
        history.with(core).with(shares)
    })
}

/// The same, in which somebody records what random rule books read.
pub fn any_history_with_facts() -> impl Strategy<Value = History> {
    let fact = any_choice().prop_map(|choice| Choice { days: 18, ..choice });
    let facts = vec((0..2_usize, any::<u8>(), fact), 0..12);
    let parts = (history_without_plans(), facts, plans());
    parts.prop_map(|(history, facts, plans)| history.with(facts).with(plans))
}

impl History {
    /// With more drafts: in which year, before which draft.
    fn with(mut self, more: Vec<(usize, u8, Choice)>) -> History {
        for (year, place, choice) in more {
            let its = &mut self.years[year];
            its.insert(usize::from(place) % (its.len() + 1), choice);
        }
        self
    }
}

/// In one history of three, what becomes of bodies and how their years turned out: in which year,
/// before which draft.
fn bodies_change() -> impl Strategy<Value = Vec<(usize, u8, Choice)>> {
    let days = prop_oneof![4 => Just(16_u8), 1 => Just(17)];
    let change = (any_choice(), days).prop_map(|(choice, days)| Choice { days, ..choice });
    let some = vec((0..3_usize, any::<u8>(), change), 1..6);
    prop_oneof![2 => Just(Vec::new()), 1 => some]
}

/// In one history of two, steps of projects: in which year, before which draft.
fn projects_live() -> impl Strategy<Value = Vec<(usize, u8, Choice)>> {
    let step = any_choice().prop_map(|choice| Choice { days: 20, ..choice });
    let some = vec((0..3_usize, any::<u8>(), step), 4..24);
    prop_oneof![1 => Just(Vec::new()), 1 => some]
}

/// In one history of three, what goes to core money, and what that needs before: in which year,
/// before which draft.
fn goes_to_core() -> impl Strategy<Value = Vec<(usize, u8, Choice)>> {
    let change = any_choice().prop_map(|choice| Choice { days: 21, ..choice });
    let some = vec((0..3_usize, any::<u8>(), change), 4..14);
    prop_oneof![2 => Just(Vec::new()), 1 => some]
}

/// In one history of three, shares of joint projects: in which year, before which draft.
fn shares() -> impl Strategy<Value = Vec<(usize, u8, Choice)>> {
    let change = any_choice().prop_map(|choice| Choice { days: 22, ..choice });
    let some = vec((0..3_usize, any::<u8>(), change), 1..8);
    prop_oneof![2 => Just(Vec::new()), 1 => some]
}

/// Any draft that the model would take.
pub fn legal_draft(model: &Model) -> impl Strategy<Value = Draft> + use<> {
    let model = model.clone();
    any_choice().prop_map(move |choice| {
        let said = Speaker::new(&choice, &model).speak();
        let taken = model.clone().post(&said).is_ok();
        if taken { said } else { always_legal(&model) }
    })
}

/// What a choice says where a model stands; a third of it is spoilt.
pub fn draft_of(choice: &Choice, model: &Model) -> Draft {
    let said = with_words(Speaker::new(choice, model).speak(), choice, model);
    if choice.twist % 64 == 8 {
        malformed(said, choice, model)
    } else if choice.twist.is_multiple_of(4) {
        spoilt(said, choice, model)
    } else {
        said
    }
}

/// Words of its own that no other entry has, where nothing else stands and no rule reads them.
fn with_words(mut draft: Draft, choice: &Choice, model: &Model) -> Draft {
    if let Act::AddBody(_) | Act::AddStream(_) | Act::AdoptBook(_) = draft.act {
        return draft;
    }
    let say = |what: &str| Some(format!("{what} of entry {}.", model.next_entry()).into());
    let text = &mut draft.text;
    text.name = text.name.take().or_else(|| say("the name"));
    text.dated = text.dated.take().or_else(|| say("the date"));
    text.words = text.words.take().or_else(|| say("the words"));
    text.note = text.note.take().or_else(|| say("the note"));
    text.counterparty = text.counterparty.take().or_else(|| say("the supplier"));
    if let Act::RecordDelay(_) = draft.act
        && choice.which.is_multiple_of(2)
    {
        draft.text.evidence = say("the minutes");
    }
    draft
}

/// A published total is taken at any time.
fn always_legal(model: &Model) -> Draft {
    let year = model.open_year().unwrap_or(Country::first_year());
    Draft::of(Act::PublishTotal(PublishTotal {
        id: id(&format!("total-{}", model.next_entry())),
        stream: id(Country::STREAMS[0]),
        year,
        amount: Money::new(1),
        stated: None,
        difference: None,
    }))
    .effective(model.calendar.first_day(year))
}
