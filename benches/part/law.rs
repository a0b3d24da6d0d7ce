//! A rule book of 200 rules, one for each stream, drawn by chance; the orders that it decides on;
//! and what must become of each, reckoned from what was drawn without reading the book.

use std::fmt::Write;

use chrono::{Days, NaiveDate};

use ringfence::law::Outcome;

use crate::draw::Draw;

pub(crate) const RULES: usize = 200;
pub(crate) const BODIES: usize = 50;
const EXCEPTIONS: usize = 5;
pub(crate) const COSTS: [&str; 4] = ["agency", "equipment", "non-pay", "pay"];
pub(crate) const OUTCOMES: [Outcome; 4] = [
    Outcome::RollOver,
    Outcome::Lapse,
    Outcome::Revert,
    Outcome::ReProvide,
];

/// An open order, as the year leaves it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    pub(crate) stream: usize,
    pub(crate) body: usize,
    pub(crate) pence: i64,
    /// The day of the year on which it was placed.
    pub(crate) day: u64,
    pub(crate) cost: usize,
    /// Whether it names the delayed project of its body.
    pub(crate) attached: bool,
}

/// When a clause applies.
#[derive(Clone, Copy, Debug)]
enum When {
    AtLeast(i64),
    Cost(usize),
    PlacedBefore(u64),
    /// It names a project that a delay held up which is not its body's: see [`late_by_board`].
    Delayed,
    LineAbove(i64),
    /// Small, or late, but never of this cost.
    Mixed(i64, u64, usize),
}

/// How much a clause takes.
#[derive(Clone, Copy, Debug)]
enum Much {
    All,
    AtMost(i64),
    /// So many hundredths, rounded down.
    Hundredths(i64),
    Above(i64),
    /// The parameter of the rule, or half of the item, rounded up: the less of both.
    Least(i64),
}

#[derive(Clone, Copy, Debug)]
struct Clause {
    when: When,
    much: Much,
    outcome: usize,
}

/// A rule: a base case, and exceptions of which each stands over the one before.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    base: usize,
    exceptions: [Clause; EXCEPTIONS],
}

/// Whether the delay of a body's project is put down to its board, and not to itself.
pub(crate) fn late_by_board(body: usize) -> bool {
    body.is_multiple_of(2)
}

pub(crate) fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 4, 1).expect("a day")
}

/// Draws the orders of a year: so many on each line.
pub(crate) fn orders(each_line: usize) -> Vec<Order> {
    let mut draw = Draw::from_seed(20_170_331);
    let mut orders = Vec::with_capacity(each_line * RULES * BODIES);
    for stream in 0..RULES {
        for body in 0..BODIES {
            orders.extend((0..each_line).map(|_| Order {
                stream,
                body,
                pence: 100 + draw.below(1_000_000) as i64,
                day: draw.below(365),
                cost: draw.below(COSTS.len() as u64) as usize,
                attached: draw.below(2) == 0,
            }));
        }
    }
    orders
}

/// Draws the rules.
pub(crate) fn rules() -> Vec<Rule> {
    let mut draw = Draw::from_seed(200);
    let rule = |_| Rule {
        base: draw.below(OUTCOMES.len() as u64) as usize,
        exceptions: std::array::from_fn(|_| clause(&mut draw)),
    };
    (0..RULES).map(rule).collect()
}

fn clause(draw: &mut Draw) -> Clause {
    let mut sum = |most: u64| 100 * draw.below(most / 100) as i64;
    let sums = [sum(1_000_000), sum(1_000_000), sum(20_000_000)];
    let (day, cost) = (draw.below(365), draw.below(COSTS.len() as u64) as usize);
    let when = match draw.below(6) {
        0 => When::AtLeast(sums[0]),
        1 => When::Cost(cost),
        2 => When::PlacedBefore(day),
        3 => When::Delayed,
        4 => When::LineAbove(sums[2]),
        _ => When::Mixed(sums[0], day, cost),
    };
    let much = match draw.below(5) {
        0 => Much::All,
        1 => Much::AtMost(sums[1]),
        2 => Much::Hundredths(draw.below(101) as i64),
        3 => Much::Above(sums[1]),
        _ => Much::Least(sums[1]),
    };
    let outcome = draw.below(OUTCOMES.len() as u64) as usize;
    Clause {
        when,
        much,
        outcome,
    }
}

impl Rule {
    /// What becomes of an order, by the places of the outcomes. `line` is what its line has
    /// committed, in pence.
    pub(crate) fn of(&self, order: &Order, line: i64) -> [i64; OUTCOMES.len()] {
        let mut parts = [0; OUTCOMES.len()];
        let mut left = order.pence;
        for clause in self.exceptions.iter().rev() {
            if clause.applies(order, line) {
                let taken = clause.takes(order).clamp(0, left);
                parts[clause.outcome] += taken;
                left -= taken;
            }
        }
        parts[self.base] += left;
        parts
    }
}

impl Clause {
    fn applies(&self, order: &Order, line: i64) -> bool {
        match self.when {
            When::AtLeast(sum) => order.pence >= sum,
            When::Cost(cost) => order.cost == cost,
            When::PlacedBefore(day) => order.day < day,
            When::Delayed => order.attached && late_by_board(order.body),
            When::LineAbove(sum) => line > sum,
            When::Mixed(sum, day, cost) => {
                (order.pence < sum || order.day >= day) && order.cost != cost
            }
        }
    }

    fn takes(&self, order: &Order) -> i64 {
        match self.much {
            Much::All => order.pence,
            Much::AtMost(sum) => sum,
            Much::Hundredths(of) => order.pence * of / 100,
            Much::Above(sum) => order.pence - sum,
            Much::Least(sum) => sum.min((order.pence + 1) / 2),
        }
    }
}

/// The rules as the text of a book.
pub(crate) fn text_of(rules: &[Rule]) -> String {
    let mut text = String::from("[book]\nid = \"drawn\"\ntitle = \"Drawn by chance\"\n");
    for (stream, rule) in rules.iter().enumerate() {
        write_rule(&mut text, stream, rule).expect("a text takes all that is written");
    }
    text
}

const CITE: &str = "cite = { assumption = \"Drawn by chance.\", by = \"the bench\" }\n";

fn write_rule(text: &mut String, stream: usize, rule: &Rule) -> std::fmt::Result {
    let of = &rule.exceptions;
    for (place, clause) in of.iter().enumerate() {
        if let Much::Least(sum) = clause.much {
            write!(
                text,
                "[[parameter]]\nid = \"p-{stream}-{place}\"\ntype = \"money\"\n\
                 [[parameter.value]]\nin_force_from = 2015-04-01\nvalue = \"{}\"\n{CITE}",
                pounds(sum)
            )?;
        }
    }
    write!(
        text,
        "[[rule]]\nid = \"r-{stream}\"\nquestion = \"roll_over\"\nstreams = [\"s-{stream}\"]\n\
         [[rule.value]]\nin_force_from = 2015-04-01\n{}{CITE}",
        outcome_of(rule.base)
    )?;
    for (place, clause) in of.iter().enumerate() {
        let over = match place.checked_sub(1) {
            Some(below) => format!("e-{below}"),
            None => "base".to_owned(),
        };
        write!(
            text,
            "[[rule.exception]]\nlabel = \"e-{place}\"\nover = \"{over}\"\n\
             in_force_from = 2015-04-01\nwhen = {}\namount = {}\n{}{CITE}",
            when_of(clause.when),
            much_of(clause.much, &format!("p-{stream}-{place}")),
            outcome_of(clause.outcome)
        )?;
    }
    Ok(())
}

fn outcome_of(place: usize) -> String {
    let to = if place == 0 {
        "to = \"same_line\"\n"
    } else {
        ""
    };
    format!("outcome = \"{}\"\n{to}", OUTCOMES[place].name())
}

fn when_of(when: When) -> String {
    let day = |day: u64| first_day() + Days::new(day);
    match when {
        When::AtLeast(sum) => {
            let sum = pounds(sum);
            format!("{{ fact = \"item.amount\", at_least = \"{sum}\" }}")
        }
        When::Cost(cost) => format!("{{ fact = \"commitment.cost\", is = \"{}\" }}", COSTS[cost]),
        When::PlacedBefore(by) => {
            format!(
                "{{ fact = \"commitment.placed_on\", before = {} }}",
                day(by)
            )
        }
        When::Delayed => "{ all = [ { fact = \"item.attached\", is = true }, \
             { any = \"delay\", where = { fact = \"delay.attributable_to\", \
             is_not = { fact = \"body.id\" } } } ] }"
            .to_owned(),
        When::LineAbove(sum) => {
            let sum = pounds(sum);
            format!("{{ fact = \"line.committed\", above = \"{sum}\" }}")
        }
        When::Mixed(sum, from, cost) => format!(
            "{{ all = [ {{ any = [ {{ fact = \"item.amount\", below = \"{}\" }}, \
             {{ fact = \"commitment.placed_on\", after = {} }} ] }}, \
             {{ not = {{ fact = \"commitment.cost\", is = \"{}\" }} }} ] }}",
            pounds(sum),
            day(from).pred_opt().expect("a day before"),
            COSTS[cost]
        ),
    }
}

fn much_of(much: Much, parameter: &str) -> String {
    match much {
        Much::All => "\"all\"".to_owned(),
        Much::AtMost(sum) => format!("\"{}\"", pounds(sum)),
        Much::Hundredths(of) => format!("{{ of = {of}, in = 100, round = \"down\" }}"),
        Much::Above(sum) => format!(
            "{{ excess = {{ fact = \"item.amount\" }}, above = \"{}\" }}",
            pounds(sum)
        ),
        Much::Least(_) => format!(
            "{{ least = [ {{ parameter = \"{parameter}\" }}, \
             {{ of = 1, in = 2, round = \"up\" }} ] }}"
        ),
    }
}

fn pounds(pence: i64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}
