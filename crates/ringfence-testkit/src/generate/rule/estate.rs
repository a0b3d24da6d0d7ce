//! Bodies with money, and what each keeps it for: many items before one book.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::act::{Allocate, FactOf, Propose, RecordFact, Spend};
use ringfence::journal::{Act, Draft};
use ringfence::law::Value;
use ringfence::noun::{BaseRule, BodyKind, ControlMode, FactValue, Recurrence, ReleaseRule};
use ringfence::state::ItemKind;
use ringfence::word::FinancialYear;

use super::tape::Tape;
use super::{keeping, pool};
use crate::generate::country::{body, id, stream};
use crate::tree::{self, Tree};

/// Bodies of one country with money of two streams, each a line of its own of 2016-17, what of it
/// is kept for something or spent, and what somebody recorded of them: as plain data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estate {
    /// What each line was given, in pence, by body and stream.
    pub given: BTreeMap<(String, String), i64>,
    /// What is kept for something, in the order in which it was asked for.
    pub lots: Vec<Lot>,
    /// What each line spent.
    pub spent: BTreeMap<(String, String), i64>,
    /// Facts of a book's own as they were recorded.
    pub said: Vec<Said>,
}

/// Something that money of a line is kept for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// An earmark, a hold or a commitment.
    pub kind: ItemKind,
    /// The id of its project, hold or commitment.
    pub id: String,
    /// Of which body and stream.
    pub line: (String, String),
    /// From which day.
    pub day: NaiveDate,
    /// How much, in pence.
    pub pence: i64,
}

/// A fact of a book's own as it was recorded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its name, as rules write it.
    pub name: String,
    /// Of which body.
    pub body: String,
    /// Of which of its lines, where it is of a line.
    pub stream: Option<String>,
    /// Which vintage of that line, where it is of one.
    pub vintage: Option<FinancialYear>,
    /// From which day.
    pub day: NaiveDate,
    /// Who said it, where anybody is named.
    pub by: Option<String>,
    /// What it says; nothing where that is not known.
    pub value: Option<Value>,
}

/// The bodies, each with the one that answers for it.
pub(crate) const BODIES: [(&str, &str); 4] = [
    ("harbour", "upland"),
    ("upland", "upland"),
    ("north", "upland"),
    ("seaward", "seaward"),
];
const STREAMS: [&str; 2] = ["cluster", "winter"];
const SUMS: [i64; 7] = [100_000, 33_333, 10_000, 100_001, 7, 2_000_000, 50_000];
const DAYS: [&str; 5] = [
    "2016-04-01",
    "2016-10-01",
    "2016-10-02",
    "2017-02-28",
    "2017-03-31",
];
const SAID_ON: [&str; 4] = ["2016-04-01", "2016-10-01", "2017-03-31", "2017-04-01"];

/// Writes the estate that a row of numbers says, before a book.
pub(super) fn estate(numbers: &[u16], book: &Tree) -> Estate {
    let mut tape = Tape::of(numbers);
    let mut estate = Estate::default();
    let mut free: BTreeMap<(String, String), i64> = BTreeMap::new();
    for (body, _) in BODIES {
        for stream in STREAMS {
            if tape.below(3) != 2 || (free.is_empty() && body == BODIES[3].0) {
                let line = (body.to_owned(), stream.to_owned());
                free.insert(line, tape.pick(&SUMS));
            }
        }
    }
    estate.given = free.clone();
    let lines: Vec<(String, String)> = free.keys().cloned().collect();
    // The first of them opens the year.
    for number in 0..=tape.below(9) {
        let line = tape.pick(&lines);
        let left = free.get_mut(&line).expect("one of the lines");
        let pence = match tape.below(3) {
            0 => *left / 3,
            1 => tape.pick(&SUMS).min(*left),
            _ => *left,
        };
        if pence == 0 {
            continue;
        }
        *left -= pence;
        let kinds = [ItemKind::Commitment, ItemKind::Earmark, ItemKind::Hold];
        let day = pool::day(tape.pick(&DAYS));
        match tape.below(4) {
            3 => *estate.spent.entry(line).or_default() += pence,
            kind => estate.lots.push(Lot {
                kind: kinds[kind],
                id: format!("lot-{number}"),
                line,
                day,
                pence,
            }),
        }
    }
    estate.said = said_of(&mut tape, &lines, book);
    estate
}

/// The same, where some lines that keep nothing for anything spent more than they had.
pub(super) fn overspent(numbers: &[u16], over: &[u16], book: &Tree) -> Estate {
    let mut estate = estate(numbers, book);
    let mut tape = Tape::of(over);
    let lines = estate.given.keys();
    let bare = lines.filter(|line| estate.lots.iter().all(|lot| lot.line != **line));
    let bare: Vec<(String, String)> = bare.cloned().collect();
    for line in bare {
        if tape.below(3) != 0 {
            let pence = estate.free(&line) + tape.pick(&SUMS);
            *estate.spent.entry(line).or_default() += pence;
        }
    }
    // What covers ask of lines was often recorded without its value.
    let facts = tree::list_of(book, "fact").iter();
    let asked = facts.filter_map(|fact| tree::text_of(fact, "id"));
    let asked: Vec<&str> = asked
        .filter(|id| super::cover::OF_LINES.contains(id))
        .collect();
    let lines = Vec::from_iter(estate.given.keys().cloned());
    let count = if asked.is_empty() { 0 } else { tape.below(3) };
    for _ in 0..count {
        let (body, stream) = tape.pick(&lines);
        estate.said.push(Said {
            name: format!("own.{}", tape.pick(&asked)),
            body,
            stream: Some(stream),
            vintage: None,
            day: pool::day(SAID_ON[1]),
            by: None,
            value: None,
        });
    }
    estate
}

/// What somebody recorded of some lines and their bodies.
pub(super) fn said_of(tape: &mut Tape<'_>, lines: &[(String, String)], book: &Tree) -> Vec<Said> {
    let mut all = Vec::new();
    let mut unknowns = tape.pick(&[0, 1, 0, 2]);
    for fact in tree::list_of(book, "fact") {
        let name = format!("own.{}", tree::text_of(fact, "id").unwrap_or_default());
        let kind = super::kind_of(book, &name);
        for _ in 0..tape.below(6) {
            let (body, stream) = tape.pick(lines);
            let stream = (tree::text_of(fact, "of") == Some("line")).then_some(stream);
            let value = match unknowns > 0 && tape.below(3) == 0 {
                true => {
                    unknowns -= 1;
                    None
                }
                false => Some(pool::value(tape, kind)),
            };
            let vintages = [
                None,
                None,
                Some(Estate::year()),
                Some(Estate::year().previous()),
            ];
            let vintage = stream.is_some().then(|| tape.pick(&vintages)).flatten();
            all.push(Said {
                name: name.clone(),
                body,
                stream,
                vintage,
                day: pool::day(tape.pick(&SAID_ON)),
                by: pool::author(tape),
                value,
            });
        }
    }
    all
}

impl Estate {
    /// The year of its money.
    pub fn year() -> FinancialYear {
        FinancialYear::starting(2016).expect("a year that exists")
    }

    /// What of a line is free.
    pub fn free(&self, line: &(String, String)) -> i64 {
        let kept = self.lots.iter().filter(|lot| lot.line == *line);
        let kept: i64 = kept.map(|lot| lot.pence).sum();
        self.given.get(line).copied().unwrap_or(0) - kept - self.spent.get(line).unwrap_or(&0)
    }

    /// The drafts that come to it.
    pub fn drafts(&self) -> Vec<Draft> {
        let mut drafts = vec![body("aberwen", None, BodyKind::Government)];
        for board in ["upland", "seaward"] {
            drafts.push(body(board, Some("aberwen"), BodyKind::HealthBoard));
        }
        for cluster in ["harbour", "north"] {
            drafts.push(body(cluster, Some("upland"), BodyKind::Cluster));
        }
        let plain = (
            ControlMode::Block,
            ReleaseRule::NotRequired,
            BaseRule::Anticipated,
        );
        drafts.extend(STREAMS.map(|name| stream(name, plain)));
        let first = Self::year();
        let first = ringfence::word::Calendar::default().first_day(first);
        let given = self.given.iter();
        drafts.extend(given.map(|(line, pence)| gift(line, *pence).effective(first)));
        drafts.extend(self.lots.iter().flat_map(Lot::drafts));
        let spent = self.spent.iter();
        drafts.extend(spent.map(|(line, pence)| cost(line, *pence).effective(first)));
        drafts.extend(self.said.iter().map(Said::draft));
        drafts
    }
}

fn gift((body, stream): &(String, String), pence: i64) -> Draft {
    Draft::of(Act::Allocate(Allocate {
        stream: id(stream),
        to: id(body),
        from: Some(id("aberwen")),
        year: Estate::year(),
        amount: keeping::pounds(pence),
        full_year: None,
        recurrence: Recurrence::NonRecurrent,
        opening: false,
        actual: false,
        stated: None,
        confirms: None,
    }))
}

fn cost(line: &(String, String), pence: i64) -> Draft {
    Draft::of(Act::Spend(Spend {
        actual: true,
        ..keeping::spend(line, pence)
    }))
}

impl Lot {
    fn drafts(&self) -> Vec<Draft> {
        let (name, line, pence) = (&self.id, &self.line, self.pence);
        let act = match self.kind {
            ItemKind::Earmark => Act::Earmark(keeping::earmark(name, line, pence)),
            ItemKind::Hold => Act::Hold(keeping::hold(name, line, pence)),
            _ => Act::Commit(keeping::commit(name, line, pence)),
        };
        let project = (self.kind == ItemKind::Earmark).then(|| {
            Draft::of(Act::Propose(Propose {
                id: id(&self.id),
                body: id(&line.0),
                purpose: id("care"),
                proposed_by: None,
                chain: Vec::new(),
                scales: None,
            }))
        });
        let act = Draft::of(act).effective(self.day);
        let project = project.map(|draft| draft.effective(self.day));
        project.into_iter().chain([act]).collect()
    }
}

impl Said {
    /// The draft that records it.
    pub fn draft(&self) -> Draft {
        let body = id(&self.body);
        let of = match &self.stream {
            Some(stream) => FactOf::Line {
                stream: id(stream),
                body,
                vintage: self.vintage,
            },
            None => FactOf::Body { body },
        };
        let value = self.value.clone().map(|value| match value {
            Value::Money(sum) => FactValue::Money(sum),
            Value::Date(day) => FactValue::Date(day),
            Value::Year(year) => FactValue::Year(year),
            Value::Text(text) => FactValue::Text(id(&text)),
            Value::Whole(number) => FactValue::Whole(number),
            Value::Flag(flag) => FactValue::Flag(flag),
        });
        let fact = id(self.name.strip_prefix("own.").unwrap_or(&self.name));
        let mut draft = Draft::of(Act::RecordFact(RecordFact { fact, of, value }));
        draft.text.evidence = Some("what somebody wrote".into());
        draft.text.by = self.by.as_deref().map(Into::into);
        draft.effective(self.day)
    }
}
