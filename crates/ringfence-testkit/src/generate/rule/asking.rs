//! What is asked for in a year, before a book about it: asks, corrections, and what is recorded.

use chrono::NaiveDate;
use ringfence::journal::act::{Correct, Propose, Vire};
use ringfence::journal::{Act, Draft};
use ringfence::law::AskKind;
use ringfence::noun::Recurrence;

use super::estate::{BODIES, Said, said_of};
use super::pool;
use super::tape::Tape;
use super::{Estate, ask, keeping};
use crate::generate::country::id;
use crate::tree::Tree;

/// What happens in a year, step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Somebody asks for something.
    Ask(Ask),
    /// The so-manieth ask that was let pass is taken back.
    Correct(usize),
    /// Somebody records a fact of the book's own.
    Say(Said),
}

/// Something that a draft asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What.
    pub kind: AskKind,
    /// Of which body and stream; of a virement those that give.
    pub line: (String, String),
    /// Who receives a virement, within the stream.
    pub to: String,
    /// How much, in pence.
    pub pence: i64,
    /// From which day.
    pub day: NaiveDate,
    /// Who decided it.
    pub by: Option<String>,
    /// The id of its commitment, hold or project.
    pub id: String,
}

const STREAMS: [&str; 2] = ["cluster", "winter"];
const SUMS: [i64; 8] = [
    100_000, 33_333, 10_000, 1, 100_001, 50_000, 1_234_567, 66_667,
];
const DAYS: [&str; 5] = [
    "2016-04-01",
    "2016-10-01",
    "2016-09-30",
    "2017-03-01",
    "2017-03-31",
];

/// Writes the steps that a row of numbers says, before a book.
pub(super) fn steps(numbers: &[u16], book: &Tree) -> Vec<Step> {
    let mut tape = Tape::of(numbers);
    let line = |tape: &mut Tape<'_>| {
        // Most of it is asked of one line, so that it comes together.
        let body = tape.pick(&[0, 0, 0, 1, 2]);
        let stream = tape.pick(&[0, 0, 1]);
        (BODIES[body].0.to_owned(), STREAMS[stream].to_owned())
    };
    let lines = [
        ("harbour", "cluster"),
        ("upland", "cluster"),
        ("harbour", "winter"),
    ];
    let lines = lines.map(|(body, stream)| (body.to_owned(), stream.to_owned()));
    let said = said_of(&mut tape, &lines, book);
    let mut steps: Vec<Step> = said.into_iter().map(Step::Say).collect();
    let kinds = [tape.pick(&ask::KINDS), tape.pick(&ask::KINDS)];
    for number in 0..2 + tape.below(12) {
        let step = match tape.below(6) {
            5 => Step::Correct(tape.below(8)),
            _ => Step::Ask(Ask {
                kind: tape.pick(&kinds),
                line: line(&mut tape),
                to: "seaward".to_owned(),
                pence: tape.pick(&SUMS),
                day: pool::day(tape.pick(&DAYS)),
                by: match tape.below(4) {
                    0 => None,
                    role => Some(ask::ROLES[role - 1].to_owned()),
                },
                id: format!("ask-{number}"),
            }),
        };
        let place = match tape.one_in(4) {
            // Before something is recorded, too.
            true => tape.below(steps.len() + 1),
            false => steps.len(),
        };
        steps.insert(place, step);
    }
    steps
}

impl Ask {
    /// The draft that asks for it.
    pub fn draft(&self) -> Draft {
        let (name, line, pence) = (&self.id, &self.line, self.pence);
        let act = match self.kind {
            AskKind::Commit => Act::Commit(keeping::commit(name, line, pence)),
            AskKind::Hold => Act::Hold(keeping::hold(name, line, pence)),
            AskKind::Earmark => Act::Earmark(keeping::earmark(name, line, pence)),
            AskKind::Spend => Act::Spend(keeping::spend(line, pence)),
            AskKind::Approve => Act::Approve(keeping::approve(name, line, pence)),
            _ => Act::Vire(Vire {
                stream: id(&line.1),
                from: id(&line.0),
                to: id(&self.to),
                to_stream: None,
                year: Estate::year(),
                amount: keeping::pounds(pence),
                recurrence: Recurrence::NonRecurrent,
                vintage: None,
            }),
        };
        let mut draft = Draft::of(act).effective(self.day);
        draft.text.by = self.by.as_deref().map(Into::into);
        draft
    }

    /// The project that has to be there for an earmark and for an approval.
    pub fn project(&self) -> Option<Draft> {
        let act = Propose {
            id: id(&self.id),
            body: id(&self.line.0),
            purpose: id("care"),
            proposed_by: None,
            chain: Vec::new(),
            scales: None,
        };
        let needed = matches!(self.kind, AskKind::Earmark | AskKind::Approve);
        needed.then(|| Draft::of(Act::Propose(act)).effective(self.day))
    }
}

/// The draft that takes an entry back.
pub(crate) fn correction(entry: u64) -> Draft {
    let act = Act::Correct(Correct {
        entry: Some(entry),
        posted_as: None,
    });
    Draft::of(act).effective(pool::day(DAYS[4]))
}
