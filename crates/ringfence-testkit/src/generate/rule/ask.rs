//! Random rules about what drafts ask for: ceilings of a year, approvers by amount, and others.

use ringfence::law::{AskKind, FactType};

use super::pool;
use super::writer::{Place, Writer};
use crate::tree::{self, Tree};

/// What the drafts before a random book ask for.
pub(super) const KINDS: [AskKind; 6] = [
    AskKind::Commit,
    AskKind::Hold,
    AskKind::Earmark,
    AskKind::Spend,
    AskKind::Vire,
    AskKind::Approve,
];
/// Who may approve.
pub(super) const ROLES: [&str; 3] = ["director", "board", "harbour"];
const FROM: [&str; 4] = ["2010-04-01", "2016-10-01", "2017-03-01", "2016-04-01"];

impl Writer<'_> {
    /// A yearly ceiling on one kind, approvers by amount of one, and rules at random on all others.
    pub(super) fn ask_rules(&mut self) -> Vec<Tree> {
        let limited = self.tape.pick(&KINDS);
        let tiered = self.tape.pick(&KINDS);
        let virement = limited == AskKind::Vire && self.tape.below(2) == 1;
        let mut rules = Vec::new();
        let limit = self.limit();
        let question = if virement { "virement" } else { "control" };
        rules.push(self.ask_rule(("limit", question), &[limited], limit));
        let tiers = self.tiers();
        rules.push(self.ask_rule(("tiers", "approval"), &[tiered], tiers));
        let others = |kind: AskKind| KINDS.into_iter().filter(move |it| *it != kind);
        let of_control: Vec<AskKind> = match virement {
            true => KINDS.to_vec(),
            false => others(limited).collect(),
        };
        let clauses = self.ask_clauses("control");
        rules.push(self.ask_rule(("others", "control"), &of_control, clauses));
        let clauses = self.ask_clauses("approval");
        let untiered: Vec<AskKind> = others(tiered).collect();
        rules.push(self.ask_rule(("signs", "approval"), &untiered, clauses));
        if !virement {
            let clauses = self.ask_clauses("virement");
            rules.push(self.ask_rule(("moves", "virement"), &[AskKind::Vire], clauses));
        }
        rules
    }

    fn ask_rule(
        &mut self,
        (id, question): (&str, &str),
        kinds: &[AskKind],
        (values, exceptions): (Vec<Tree>, Vec<Tree>),
    ) -> Tree {
        let mut rule = tree::table([
            ("id", tree::text(id)),
            ("question", tree::text(question)),
            ("streams", tree::text("any")),
            ("value", Tree::Array(values)),
        ]);
        if question != "virement" {
            let kinds = kinds.iter().map(|kind| tree::text(kind.name()));
            tree::put(&mut rule, "drafts", Tree::Array(kinds.collect()));
        }
        if !exceptions.is_empty() {
            tree::put(&mut rule, "exception", Tree::Array(exceptions));
        }
        rule
    }

    /// No more in a year than a limit that may change within it, or may not be known.
    fn limit(&mut self) -> (Vec<Tree>, Vec<Tree>) {
        let count = 1 + self.tape.below(2);
        let each = (0..count).map(|number| {
            let limit = self.limit_of_year();
            let mut value = self.dated(FROM[number]);
            let up_to = Tree::Array(vec![limit, earlier()]);
            tree::put(&mut value, "outcome", tree::text("refuse"));
            tree::put(&mut value, "up_to", tree::table([("minus", up_to)]));
            value
        });
        (each.collect(), Vec::new())
    }

    /// Some may approve up to a sum of the year, above it others.
    fn tiers(&mut self) -> (Vec<Tree>, Vec<Tree>) {
        let by = |writer: &mut Self| {
            let count = 1 + writer.tape.below(2);
            let each = (0..count).map(|_| tree::text(writer.tape.pick(&ROLES)));
            Tree::Array(each.collect())
        };
        let mut base = self.dated(FROM[0]);
        tree::put(&mut base, "outcome", tree::text("approval"));
        let of_base = by(self);
        tree::put(&mut base, "by", of_base);
        if self.tape.below(2) == 1 {
            tree::put(
                &mut base,
                "up_to",
                self.stated(FactType::Money, Place::Amount),
            );
        }
        let mut large = self.dated(FROM[0]);
        let limit = self.limit_of_year();
        let sum = Tree::Array(vec![fact("ask.amount"), earlier()]);
        let sum = tree::table([("plus", sum)]);
        let when = tree::table([("value", sum), ("above", limit)]);
        for (key, value) in [
            ("label", tree::text("large")),
            ("over", tree::text("base")),
            ("when", when),
            ("outcome", tree::text("approval")),
            ("by", tree::text(ROLES[1])),
        ] {
            tree::put(&mut large, key, value);
        }
        (vec![base], vec![large])
    }

    fn limit_of_year(&mut self) -> Tree {
        match self.tape.below(4) {
            1 => match self.parameter_of(FactType::Money) {
                Some(id) => tree::table([("parameter", tree::text(&id))]),
                None => self.stated(FactType::Money, Place::Amount),
            },
            2 => match self.own_of(FactType::Money) {
                Some(name) => fact(&name),
                None => self.stated(FactType::Money, Place::Amount),
            },
            3 => tree::table([
                ("of", Tree::Integer(self.tape.pick(&[1, 3, 7]))),
                ("in", Tree::Integer(10_000)),
                ("round", tree::text("down")),
                ("from", fact("body.allocated")),
            ]),
            _ => self.stated(FactType::Money, Place::Amount),
        }
    }

    fn ask_clauses(&mut self, question: &str) -> (Vec<Tree>, Vec<Tree>) {
        let mut base = self.dated(FROM[0]);
        self.put_ask(&mut base, question);
        let mut values = vec![base];
        if self.tape.one_in(3) {
            let mut later = self.dated(FROM[1]);
            self.put_ask(&mut later, question);
            values.push(later);
        }
        let count = self.tape.below(4);
        let each = (0..count).map(|place| {
            let from = self.tape.pick(&FROM);
            let mut exception = self.dated(from);
            let over = match self.tape.below(place + 2) {
                at if at < place => format!("e{at}"),
                _ => "base".to_owned(),
            };
            let label = format!("e{place}");
            tree::put(&mut exception, "label", tree::text(&label));
            tree::put(&mut exception, "over", tree::text(&over));
            let when = self.condition(2);
            tree::put(&mut exception, "when", when);
            self.put_ask(&mut exception, question);
            exception
        });
        (values, each.collect())
    }

    /// What a clause answers.
    fn put_ask(&mut self, clause: &mut Tree, question: &str) {
        let outcomes = match question {
            "approval" => ["allow", "approval", "approval", "needs_evidence"],
            _ => ["allow", "refuse", "advise", "needs_evidence"],
        };
        let outcome = self.tape.pick(&outcomes);
        tree::put(clause, "outcome", tree::text(outcome));
        if outcome != "allow" && (outcome == "needs_evidence" || self.tape.below(3) != 0) {
            let up_to = self.value(FactType::Money, 2, Place::Amount);
            tree::put(clause, "up_to", up_to);
        }
        match outcome {
            "approval" => {
                let by = match self.tape.below(3) {
                    0 => tree::text(self.tape.pick(&ROLES)),
                    1 => Tree::Array(vec![
                        tree::text(self.tape.pick(&ROLES)),
                        self.value(FactType::Text, 1, Place::Any),
                    ]),
                    _ => self.value(FactType::Text, 1, Place::Any),
                };
                tree::put(clause, "by", by);
            }
            "needs_evidence" => tree::put(clause, "asks", tree::text("a plan")),
            _ => {}
        }
    }

    fn dated(&mut self, from: &str) -> Tree {
        tree::table([
            ("in_force_from", tree::day(pool::day(from))),
            ("cite", self.cite()),
        ])
    }
}

fn fact(name: &str) -> Tree {
    tree::table([("fact", tree::text(name))])
}

/// What was asked for before, in all.
fn earlier() -> Tree {
    tree::table([
        ("sum", fact("earlier.amount")),
        ("over", tree::text("earlier")),
    ])
}
