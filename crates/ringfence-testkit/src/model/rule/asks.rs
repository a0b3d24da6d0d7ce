//! Who keeps a record of what was asked for in a year, and says what a book says of the next ask.

use std::collections::BTreeMap;

use ringfence::law::{Answer, AskKind, AskQuestion, FactName, Group, Value};
use ringfence::word::Money;

use super::ModelBook;
use super::complete::{Complete, Heard, might_be, stated};
use super::of_estate::{answering, days};
use crate::generate::{Ask, BODIES, Estate, Given, SUMS_OF_ASK, Said, kind_of};

/// How many ways of filling what is missing are tried at most.
const WAYS: usize = 60;

/// What was let pass and stands, what was recorded, and the book.
#[derive(Clone)]
pub struct Desk {
    book: ModelBook,
    /// What each line was given, in pence.
    given: i64,
    passed: Vec<Passed>,
    said: Vec<Said>,
}

/// An ask that was let pass, and its entry; corrected or not.
#[derive(Clone, Debug)]
struct Passed {
    ask: Ask,
    entry: u64,
    stands: Stands,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Yes,
    TakenBack,
}

impl std::fmt::Debug for Desk {
    /// Without the book, which is long.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Desk");
        shown
            .field("passed", &self.passed)
            .field("said", &self.said);
        shown.finish_non_exhaustive()
    }
}

impl Desk {
    /// A desk before a year in which each line was given so much, in pence.
    pub fn of(book: ModelBook, given: i64) -> Desk {
        let (passed, said) = (Vec::new(), Vec::new());
        Desk {
            book,
            given,
            passed,
            said,
        }
    }

    /// Somebody recorded something.
    pub fn say(&mut self, said: &Said) {
        self.said.push(said.clone());
    }

    /// An ask was let pass.
    pub fn pass(&mut self, ask: &Ask, entry: u64) {
        self.passed.push(Passed {
            ask: ask.clone(),
            entry,
            stands: Stands::Yes,
        });
    }

    /// Takes back one of those that stand, and says which entry it was.
    pub fn take_back(&mut self, which: usize) -> Option<u64> {
        let mut standing = self.passed.iter_mut().filter(|it| it.stands == Stands::Yes);
        let found = standing.nth(which)?;
        found.stands = Stands::TakenBack;
        Some(found.entry)
    }

    /// What the book may say of an ask, question by question: one answer, or several where what is
    /// missing could make a difference.
    pub fn answers(&self, ask: &Ask) -> BTreeMap<AskQuestion, Vec<Answer>> {
        let mut answers: BTreeMap<AskQuestion, Vec<Answer>> = BTreeMap::new();
        self.each_way(ask, |facts| {
            for (question, answer) in self.book.asked(ask.kind.name(), facts, ask.day) {
                let known = answers.entry(question).or_default();
                if !known.contains(&answer) {
                    known.push(answer);
                }
            }
        });
        answers
    }

    /// Whether something that was recorded without a value could be read.
    pub fn is_open(&self) -> bool {
        self.said.iter().any(|said| said.value.is_none())
    }

    /// Law 12, by hand: what was let pass of this ask's kind, body and stream and stands, itself
    /// among it, against the limit of its day. Nothing where the book has no limit on it; else by
    /// how much it is passed, for the least limit that there could be. An absent one is nought.
    pub fn beyond_limit(&self, ask: &Ask) -> Option<i128> {
        let limit = self.book.limit_on(ask.kind.name(), ask.day)?;
        let least = self.least(ask, limit).unwrap_or(0);
        Some(self.with(ask) - least)
    }

    /// The same of the sum above which only the board approves: nothing is above an absent one.
    pub fn beyond_tier(&self, ask: &Ask) -> Option<i128> {
        let tier = self.book.tier_of(ask.kind.name())?;
        Some(self.with(ask) - self.least(ask, tier)?)
    }

    /// What was let pass of the kind of an ask, itself among it.
    fn with(&self, ask: &Ask) -> i128 {
        let earlier: i128 = self.earlier(ask).map(|it| i128::from(it.pence)).sum();
        earlier + i128::from(ask.pence)
    }

    fn least(&self, ask: &Ask, limit: &crate::tree::Tree) -> Option<i128> {
        let mut all = Vec::new();
        self.each_way(ask, |facts| {
            all.extend(self.book.sum_before(limit, facts, ask.day));
        });
        all.into_iter().min()
    }

    /// What was asked for before of the same kind, body and stream, and stands.
    fn earlier<'d>(&'d self, ask: &'d Ask) -> impl Iterator<Item = &'d Ask> {
        let standing = self.passed.iter().filter(|it| it.stands == Stands::Yes);
        let standing = standing.map(|it| &it.ask);
        standing.filter(|it| it.kind == ask.kind && it.line == ask.line)
    }

    fn each_way(&self, ask: &Ask, mut each: impl FnMut(&Complete)) {
        let stated = stated(self.book.tree(), &Given::default());
        let its = |said: &&Said| {
            let of_line = said.stream.as_deref();
            let of_line = of_line.is_none_or(|stream| stream == ask.line.1);
            said.body == ask.line.0 && of_line && said.vintage.is_none()
        };
        let own: Vec<&Said> = self.said.iter().filter(its).collect();
        let gaps = own.iter().map(|said| match &said.value {
            Some(value) => vec![value.clone()],
            None => {
                let kind = kind_of(self.book.tree(), &said.name);
                might_be(&said.name, kind, &[], &stated, &Given::default())
            }
        });
        let gaps: Vec<Vec<Value>> = gaps.collect();
        let ways: usize = gaps.iter().map(|each| each.len().max(1)).product();
        let mut facts = self.facts_of(ask);
        for way in (0..ways).step_by(ways / WAYS + 1) {
            let mut rest = way;
            let filled = own.iter().zip(&gaps).filter_map(|(said, values)| {
                let count = values.len().max(1);
                let value = values.get(rest % count)?.clone();
                rest /= count;
                Some(Heard {
                    name: said.name.clone(),
                    day: said.day,
                    since: said.day,
                    by: said.by.clone(),
                    value,
                })
            });
            facts.own = filled.collect();
            each(&facts);
        }
    }

    fn facts_of(&self, ask: &Ask) -> Complete {
        let text = |words: &str| Value::Text(words.into());
        let (body, stream) = &ask.line;
        let (first, last) = days();
        let mut facts = BTreeMap::from([
            (FactName::AskKind, text(ask.kind.name())),
            (FactName::AskAmount, pounds(ask.pence.into())),
            (FactName::AskOn, Value::Date(ask.day)),
            (FactName::BodyId, text(body)),
            (FactName::StreamId, text(stream)),
            (FactName::BodyAccountable, text(answering(body))),
            (FactName::YearItself, Value::Year(Estate::year())),
            (FactName::YearFirstDay, Value::Date(first)),
            (FactName::YearLastDay, Value::Date(last)),
        ]);
        // Who approves is the body that does, where the draft says nothing else.
        let body_itself = Some(body.as_str()).filter(|_| ask.kind == AskKind::Approve);
        let by = ask.by.as_deref().or(body_itself);
        facts.extend(by.map(|by| (FactName::AskBy, text(by))));
        if ask.kind == AskKind::Vire {
            facts.insert(FactName::AskToBody, text(&ask.to));
            facts.insert(FactName::AskToStream, text(stream));
        } else {
            facts.insert(FactName::AskPurpose, text("care"));
        }
        if matches!(ask.kind, AskKind::Vire | AskKind::Commit | AskKind::Approve) {
            facts.insert(FactName::AskRecurrence, text("non-recurrent"));
        }
        for scope in ["body", "accountable", "stream"] {
            for name in SUMS_OF_ASK {
                let sum = self.sum(scope, name, ask);
                let fact = FactName::find(&format!("{scope}.{name}"));
                facts.extend(fact.map(|fact| (fact, pounds(sum))));
            }
        }
        let record = |it: &Ask| {
            let cells = BTreeMap::from([
                (FactName::EarlierOn, Value::Date(it.day)),
                (FactName::EarlierAmount, pounds(it.pence.into())),
            ]);
            (Group::Earlier, cells)
        };
        Complete {
            facts,
            records: self.earlier(ask).map(record).collect(),
            own: Vec::new(),
        }
    }

    fn sum(&self, scope: &str, name: &str, ask: &Ask) -> i128 {
        let (body, stream) = &ask.line;
        let within = |its: &str, of: &str| {
            let body = match scope {
                "body" => its == body,
                "accountable" => answering(its) == answering(body),
                _ => true,
            };
            body && of == stream
        };
        let bodies = BODIES.iter().filter(|(its, _)| within(its, stream));
        let given = i128::from(self.given) * bodies.count() as i128;
        let standing = || {
            let all = self.passed.iter().filter(|it| it.stands == Stands::Yes);
            all.map(|it| &it.ask)
        };
        let kept = |kind: AskKind| -> i128 {
            let its = standing().filter(|it| it.kind == kind && within(&it.line.0, &it.line.1));
            its.map(|it| i128::from(it.pence)).sum()
        };
        let vired_in = || -> i128 {
            let its =
                standing().filter(|it| it.kind == AskKind::Vire && within(&it.to, &it.line.1));
            its.map(|it| i128::from(it.pence)).sum()
        };
        match name {
            "allocated" => given,
            "authority" => given + vired_in() - kept(AskKind::Vire),
            "committed" => kept(AskKind::Commit),
            "held" => kept(AskKind::Hold),
            "earmarked" => kept(AskKind::Earmark),
            "spent" => kept(AskKind::Spend),
            "vired_in" => vired_in(),
            _ => kept(AskKind::Vire),
        }
    }
}

fn pounds(pence: i128) -> Value {
    let pence = i64::try_from(pence).expect("a sum in range");
    Value::Money(Money::from_pence(pence).expect("a sum in range"))
}
