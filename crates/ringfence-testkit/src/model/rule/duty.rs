//! Whether duties are met, for each value that what is missing might have.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ringfence::law::{DutyStatus, FactName, FactType, Group, Value};
use ringfence::word::{Calendar, FinancialYear, Money};

use super::ModelBook;
use super::complete::{Complete, Heard, every_text, might_be, stated};
use super::duty_line::{Line, lines_of, missing_of_lines};
use super::standing::in_force;
use super::value::Hearing;
use crate::generate::{Given, Recording, Tested, Turned, kind_of};
use crate::tree::{self, Tree};

/// How many ways of filling what is missing are tried at most.
const WAYS: usize = 80;

/// How a duty may stand: one answer, or several; and whether anything that it looks at is missing.
#[derive(Clone, Debug, Default)]
pub struct Standings {
    /// Each different answer once.
    pub each: Vec<DutyStatus>,
    /// What of the body's years and of the book's own facts has no value.
    pub open: bool,
}

impl ModelBook {
    /// How the duties that lie on a body stand, by the ids of their rules.
    pub fn duties(&self, tested: &Tested) -> BTreeMap<String, Standings> {
        let rules = tree::list_of(self.tree(), "rule").iter();
        let standings = rules.filter_map(|rule| {
            let last = Calendar::default().last_day(tested.year);
            let clause = in_force(tree::list_of(rule, "value").iter(), last)?;
            let lies = lies_on(rule, tested);
            let id = tree::text_of(rule, "id")?.to_owned();
            lies.then(|| (id, self.stands(rule, clause, tested)))
        });
        standings.collect()
    }

    fn stands(&self, rule: &Tree, clause: &Tree, tested: &Tested) -> Standings {
        let last = Calendar::default().last_day(tested.year);
        let first = tree::text_of(rule, "from").map(str::parse::<FinancialYear>);
        let begun = first.is_none_or(|first| first.is_ok_and(|first| first <= tested.year));
        if !begun || tested.today < last {
            return Standings {
                each: vec![DutyStatus::NotYetDue],
                open: false,
            };
        }
        let years = window(clause, tested);
        let own = own_of(clause, tested, last);
        let lines = lines_of(clause, tested);
        let gaps = self.gaps((&years, &own, &lines), tested);
        let ways: usize = gaps
            .iter()
            .fold(1, |all, gap| all.saturating_mul(gap.len().max(1)));
        let mut standings = Standings {
            each: Vec::new(),
            open: gaps.iter().any(|gap| gap.len() != 1),
        };
        let reached = RefCell::default();
        for way in (0..ways).step_by(ways / WAYS + 1) {
            let mut rest = way;
            let mut fill = gaps.iter().map(|gap| {
                let value = gap.get(rest % gap.len().max(1)).cloned();
                rest /= gap.len().max(1);
                value
            });
            let facts = filled(tested, (&years, &own, &lines), &mut fill);
            let hearing = Hearing {
                book: self.tree(),
                on: last,
                facts: &facts,
                records: BTreeMap::new(),
                reached: &reached,
            };
            let status = match hearing.holds(&clause["holds"]) {
                true => DutyStatus::Met,
                false => DutyStatus::NotMet {
                    shortfall: clause.get("shortfall").and_then(|of| hearing.missed_by(of)),
                },
            };
            if !standings.each.contains(&status) {
                standings.each.push(status);
            }
        }
        standings
    }

    /// What each figure of each year, and each own fact, might be: one value where it is known.
    fn gaps(&self, (years, own, lines): LookedAt<'_>, tested: &Tested) -> Vec<Vec<Value>> {
        let mut stated = stated(self.tree(), &Given::default());
        let figures = tested.outturns.iter();
        let figures = figures.flat_map(|it| [it.limit, it.cost, it.result]);
        stated.extend(figures.flatten().map(pounds));
        let known = tested.lines.iter().flat_map(|it| it.cells.values());
        stated.extend(known.flatten().cloned());
        let nobody = Given::default();
        let might = |name: &str, kind| might_be(name, kind, &[], &stated, &nobody);
        let sum = |known: Option<i64>| match known {
            Some(pence) => vec![pounds(pence)],
            None => might("outturn.cost", FactType::Money),
        };
        // Where the result is stated, the cost follows from the limit.
        let cost = |it: &Turned| sum(it.cost.or(it.result));
        let of_years = years.iter().flat_map(|it| [sum(it.limit), cost(it)]);
        let of_own = own.iter().flat_map(|its| {
            let name = &its.said.name;
            let value = match &its.said.value {
                Some(value) => vec![value.clone()],
                None => might(name, kind_of(self.tree(), name)),
            };
            let unsaid = its.unsaid.iter().map(|kind| might(name, *kind));
            [value].into_iter().chain(unsaid)
        });
        let of_lines = missing_of_lines(lines).map(|name| {
            let entry = name.entry();
            might_be(entry.name(), entry.kind, entry.words, &stated, &nobody)
        });
        of_years.chain(of_own).chain(of_lines).collect()
    }
}

impl<'t> Hearing<'t> {
    /// By how much a duty is missed: never below nought.
    fn missed_by(&self, of: &'t Tree) -> Option<Money> {
        self.worth(of, FactType::Money)?;
        let sum = self.number(of, FactType::Money).max(0);
        Money::from_pence(i64::try_from(sum).ok()?).ok()
    }
}

fn lies_on(rule: &Tree, tested: &Tested) -> bool {
    let among = |key: &str, word: &str| {
        let all = tree::list_of(rule, key).iter();
        all.map(Tree::as_str).any(|it| it == Some(word))
    };
    tree::text_of(rule, "bodies") == Some("any")
        || among("bodies", &tested.body)
        || among("kinds", &tested.kind)
}

/// The years that a duty looks at, the one tested first.
pub(super) fn years_of(clause: &Tree, tested: &Tested) -> impl Iterator<Item = FinancialYear> {
    let count = clause.get("window").and_then(Tree::as_integer).unwrap_or(1);
    let years = std::iter::successors(Some(tested.year), |year| Some(year.previous()));
    years.take(usize::try_from(count).unwrap_or(1))
}

/// The years that a duty looks at, as they were recorded last; of the others nothing is known.
fn window(clause: &Tree, tested: &Tested) -> Vec<Turned> {
    let found = years_of(clause, tested).map(|year| {
        let known = tested.outturns.iter().rfind(|it| it.year == year);
        known.copied().unwrap_or(Turned {
            year,
            limit: None,
            cost: None,
            result: None,
        })
    });
    found.collect()
}

/// What a duty looks at: years, own facts and lines.
type LookedAt<'l> = (&'l [Turned], &'l [Own], &'l [Line]);

/// A fact of the book's own, as a duty looks at it.
struct Own {
    said: Recording,
    /// Of one that nobody recorded: what the duty reads beside its value, the day from which it
    /// would count and who would say it.
    unsaid: Vec<FactType>,
}

/// The own facts that a duty reads. One that was never recorded by the last day is unknown, unless
/// the duty asks whether it was.
fn own_of(clause: &Tree, tested: &Tested, last: NaiveDate) -> Vec<Own> {
    let (mut words, mut asked) = (Vec::new(), BTreeSet::new());
    every_text(clause, &mut words);
    tree::each_table(&clause["holds"], &mut |table| {
        // The fact may stand for itself, or inside a value.
        let heads = ["fact", "recorded_on", "recorded_by"];
        let inside = heads.map(|head| table.get("value").and_then(|value| value.get(head)));
        let inside = inside.into_iter().flatten().next();
        let name = table.get("fact").or(inside).and_then(Tree::as_str);
        asked.extend(name.filter(|_| table.contains_key("recorded")));
    });
    let read: BTreeSet<&str> = words
        .into_iter()
        .filter(|it| it.starts_with("own."))
        .collect();
    let its = tested.own.iter();
    let its = its.filter(|it| read.contains(it.name.as_str()));
    let its = its.map(|said| Own {
        said: said.clone(),
        unsaid: Vec::new(),
    });
    let mut own: Vec<Own> = its.collect();
    for name in read {
        let by_then = |it: &Own| it.said.name == name && it.said.day <= last;
        if !own.iter().any(by_then) && !asked.contains(name) {
            let said = Recording {
                name: name.to_owned(),
                day: NaiveDate::MIN,
                by: None,
                value: None,
            };
            let heads = [
                ("recorded_on", FactType::Date),
                ("recorded_by", FactType::Text),
            ];
            let reads = |head: &str| {
                let mut found = 0;
                tree::each_table(clause, &mut |table| {
                    let its = |key: &str| table.get(key).and_then(Tree::as_str) == Some(name);
                    let of_one = table.contains_key("by") && (its("fact") || its("recorded_on"));
                    found += usize::from(its(head) || (of_one && head == "recorded_by"));
                });
                found > 0
            };
            let heads = heads.into_iter().filter(|(head, _)| reads(head));
            let unsaid = heads.map(|(_, kind)| kind).collect();
            own.insert(0, Own { said, unsaid });
        }
    }
    own
}

fn filled(
    tested: &Tested,
    (years, own, lines): LookedAt<'_>,
    fill: &mut dyn Iterator<Item = Option<Value>>,
) -> Complete {
    let mut sum = || match fill.next().flatten() {
        Some(Value::Money(sum)) => sum.pence(),
        _ => 0,
    };
    let mut records = Vec::new();
    for year in years {
        let (limit, mut cost) = (sum(), sum());
        if let Some(result) = year.result {
            cost = limit - result;
        }
        let cells = BTreeMap::from([
            (FactName::OutturnYear, Value::Year(year.year)),
            (FactName::OutturnLimit, pounds(limit)),
            (FactName::OutturnCost, pounds(cost)),
            (
                FactName::OutturnResult,
                pounds(year.result.unwrap_or(limit - cost)),
            ),
        ]);
        records.push((Group::Outturn, cells));
    }
    let own = own.iter().filter_map(|its| {
        let value = fill.next().flatten();
        let beside: Vec<Value> = its.unsaid.iter().filter_map(|_| fill.next()?).collect();
        let mut heard = Heard::of(&its.said, value?);
        for value in beside {
            match value {
                Value::Date(day) => heard.since = day,
                other => heard.by = Some(other.to_string()),
            }
        }
        Some(heard)
    });
    let own = own.collect();
    for line in lines {
        let whole = line.iter().filter_map(|(name, value)| {
            let value = match value {
                None => fill.next().flatten(),
                known => known.clone(),
            };
            Some((*name, value?))
        });
        records.push((Group::Ledger, whole.collect()));
    }
    Complete {
        own,
        facts: tested.of_body().into_iter().collect(),
        records,
    }
}

/// A sum of so many pence, or the end of what there is.
fn pounds(pence: i64) -> Value {
    let ends = (Money::MIN.pence(), Money::MAX.pence());
    let sum = Money::from_pence(pence.clamp(ends.0, ends.1));
    Value::Money(sum.expect("a sum in range"))
}
