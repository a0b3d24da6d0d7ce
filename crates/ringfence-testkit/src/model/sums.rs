//! The sums that rules read, of the lines of a year.

use std::collections::{BTreeMap, BTreeSet};

use ringfence::law::{FactName, Value};
use ringfence::noun::{BodyId, Line, Position};
use ringfence::word::{FinancialYear, Money};

use super::{Model, Pence};

/// What each sum is called, after its scope.
pub(super) const NAMES: [&str; 18] = [
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
    "released",
    "drawn",
    "unspent",
    "net_allocated",
];

impl Model {
    /// The sums of every scope about a line.
    pub(super) fn sums_about(
        &self,
        line: &Line,
        year: FinancialYear,
    ) -> BTreeMap<FactName, Option<Value>> {
        let above = self.bodies[&line.body].parent.as_ref();
        let members = self.answered_with(line, year);
        let stream = |its: &Line| its.stream == line.stream;
        let scopes = [
            ("line", self.sums_of(year, |its| its == line)),
            (
                "body",
                self.sums_of(year, |its| stream(its) && its.body == line.body),
            ),
            (
                "accountable",
                self.sums_of(year, |its| stream(its) && members.contains(&its.body)),
            ),
            ("stream", self.sums_of(year, stream)),
            (
                "parent",
                self.sums_of(year, |its| stream(its) && Some(&its.body) == above),
            ),
        ];
        let mut facts = BTreeMap::new();
        for (scope, sums) in scopes {
            if scope == "parent" && above.is_none() {
                continue;
            }
            for (name, sum) in NAMES.iter().zip(sums) {
                let fact = FactName::find(&format!("{scope}.{name}"));
                let fact = fact.expect("a sum of the vocabulary");
                facts.insert(fact, Some(Value::Money(sum)));
            }
        }
        facts
    }

    /// The bodies with lines of a stream in a year for which the same body answers.
    pub(super) fn answered_with(&self, line: &Line, year: FinancialYear) -> BTreeSet<BodyId> {
        let last = self.calendar.last_day(year);
        let answers = |body: &BodyId| self.accountable(body, last).unwrap_or_else(|| body.clone());
        let wanted = answers(&line.body);
        let lines = self.pounds.keys().filter(|(its, _)| *its == year);
        let lines = lines.filter(|(_, its)| its.stream == line.stream);
        let bodies = lines.map(|(_, its)| its.body.clone());
        bodies.filter(|body| answers(body) == wanted).collect()
    }

    /// What the lines of a year come to, in the order of [`NAMES`]; what is beyond the range of
    /// money is its end.
    pub(super) fn sums_of(
        &self,
        year: FinancialYear,
        wanted: impl Fn(&Line) -> bool,
    ) -> [Money; 18] {
        let mut sums = [0; 18];
        for ((its, line), position) in self.positions() {
            if its == year && wanted(&line) {
                for (sum, more) in sums.iter_mut().zip(each_of(&position)) {
                    *sum += more;
                }
            }
        }
        let ends = [Money::MIN, Money::MAX].map(|end| Pence::from(end.pence()));
        sums.map(|sum: Pence| {
            let pence = sum.clamp(ends[0], ends[1]);
            let pence = i64::try_from(pence).expect("within the range of money");
            Money::from_pence(pence).expect("within the range of money")
        })
    }
}

fn each_of(it: &Position) -> [Pence; 18] {
    let stood = [
        it.allocated,
        it.contributed,
        it.passed_down,
        it.vired_in,
        it.vired_out,
        it.rolled_in,
        it.re_provided,
        it.first_call,
        it.authority,
        it.available,
        it.earmarked,
        it.held,
        it.committed,
        it.spent,
        it.released,
        it.drawn,
    ];
    let pence = |sum: Money| Pence::from(sum.pence());
    let mut all = [0; 18];
    for (place, sum) in stood.into_iter().enumerate() {
        all[place] = pence(sum);
    }
    all[16] = pence(it.authority) - pence(it.spent);
    all[17] = pence(it.allocated) - pence(it.passed_down);
    all
}
