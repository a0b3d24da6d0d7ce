//! What a duty reads of the ledger's lines, beside the model's positions.

use std::collections::{BTreeMap, BTreeSet};

use ringfence::law::{Fact, FactName, RuleBook, Value};
use ringfence::noun::Position;
use ringfence::state::{Ledger, Selection};
use ringfence::word::{FinancialYear, Money};
use ringfence_store::{Book, MemoryStore};

use super::{Seen, Watch};
use crate::model::Model;

/// At each close: the lines that a duty reads of the year are those of the model before the close,
/// each sum of them; and once the year is closed they are the same still.
pub(super) struct ReadsTheLines {
    book: RuleBook,
}

/// What a body's duty read: each fact of each record, with its entries.
type Read = BTreeMap<(String, usize, FactName), (Fact, Vec<u64>)>;

const SUMS: [&str; 18] = [
    "allocated",
    "contributed",
    "passed_down",
    "vired_in",
    "vired_out",
    "rolled_in",
    "re_provided",
    "first_call",
    "authority",
    "available",
    "earmarked",
    "held",
    "committed",
    "spent",
    "unspent",
    "released",
    "drawn",
    "net_allocated",
];

impl ReadsTheLines {
    pub(super) fn new() -> ReadsTheLines {
        let each = SUMS.map(|sum| format!("{{ fact = \"ledger.{sum}\", is = 1 }}"));
        let text = format!(
            "[book]\nid = \"lines\"\ntitle = \"Lines\"\n\
             [[rule]]\nid = \"lines\"\nquestion = \"duty\"\nbodies = \"any\"\n\
             [[rule.value]]\nin_force_from = 2000-04-01\n\
             cite = {{ assumption = \"Shows the lines.\", by = \"the testkit\" }}\n\
             holds = {{ all = \"ledger\", where = {{ all = [{}, \
             {{ fact = \"ledger.vintage\", is = \"2016-17\" }}, \
             {{ fact = \"ledger.recurrence\", is = \"recurrent\" }}] }} }}\n",
            each.join(", ")
        );
        let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        ReadsTheLines { book }
    }

    fn read(&self, ledger: &Ledger, year: FinancialYear) -> Read {
        let duties = ledger.duties(&self.book, &Selection::default(), year);
        let duties = duties.unwrap_or_else(|refusals| panic!("{refusals:?}"));
        let mut read = Read::new();
        for duty in duties {
            for fact in &duty.why.facts {
                if let Some(record) = fact.record {
                    let key = (duty.body.to_string(), record, fact.fact);
                    read.insert(key, (fact.value.clone(), fact.entries.clone()));
                }
            }
        }
        read
    }
}

impl Watch for ReadsTheLines {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        let Seen::Close {
            plan,
            before,
            model_before,
            ..
        } = seen
        else {
            return;
        };
        let read = self.read(before, plan.year());
        assert_eq!(
            read,
            self.read(book.ledger(), plan.year()),
            "after the close"
        );
        let lines = lines_of(model_before, plan.year());
        let records = read.keys().filter(|it| it.2 == FactName::LedgerStream);
        let mut its = BTreeSet::new();
        for (of, record, _) in records {
            let known = |name: FactName| match read.get(&(of.clone(), *record, name)) {
                Some((Fact::Known(value), _)) => Some(value.clone()),
                _ => None,
            };
            let line = [
                FactName::LedgerBody,
                FactName::LedgerStream,
                FactName::LedgerVintage,
                FactName::LedgerRecurrence,
            ];
            // Of a year without a line, and of one that only a mark speaks of, that is not known.
            let Some(line) = line.map(known).into_iter().collect::<Option<Vec<Value>>>() else {
                continue;
            };
            let line: Vec<String> = line.iter().map(Value::to_string).collect();
            let key = (line[0].clone(), line.join("/"));
            let position = &lines[&key];
            its.insert(key);
            for (sum, expected) in SUMS.into_iter().zip(sums_of(position)) {
                let name = FactName::find(&format!("ledger.{sum}")).expect("a sum of a line");
                // What rests on what is not recorded is not known.
                if let Some(found) = known(name) {
                    assert_eq!(found, Value::Money(expected), "{sum} of {line:?} for {of}");
                }
            }
        }
        // No duty is asked of a body that ended before the year; one in law answered for itself.
        let tested: BTreeSet<&String> = read.keys().map(|(body, _, _)| body).collect();
        let of_tested = lines.iter().filter(|(key, _)| tested.contains(&key.0));
        let unread = of_tested.filter(|(key, _)| !its.contains(*key));
        let unread: Vec<_> = unread.collect();
        assert!(
            unread.is_empty(),
            "each line is read of who answers for it: {unread:?}"
        );
    }
}

/// Where the lines of a year stand by the model, by body and line.
fn lines_of(model: &Model, year: FinancialYear) -> BTreeMap<(String, String), Position> {
    let all = model.positions().into_iter();
    let its = all.filter(|((of, _), _)| *of == year);
    its.map(|((_, line), position)| ((line.body.to_string(), line.to_string()), position))
        .collect()
}

fn sums_of(of: &Position) -> [Money; 18] {
    let less = |sum: Money, other: Money| sum.checked_sub(other).expect("in range");
    [
        of.allocated,
        of.contributed,
        of.passed_down,
        of.vired_in,
        of.vired_out,
        of.rolled_in,
        of.re_provided,
        of.first_call,
        of.authority,
        of.available,
        of.earmarked,
        of.held,
        of.committed,
        of.spent,
        less(of.authority, of.spent),
        of.released,
        of.drawn,
        less(of.allocated, of.passed_down),
    ]
}
