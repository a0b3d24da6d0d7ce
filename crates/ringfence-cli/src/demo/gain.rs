//! Who gains by what lapses, and who meets what was overspent.

use ringfence::state::Benefit;
use ringfence::word::Money;
use ringfence_formats::{Align, Table};

use super::compared::Planned;
use crate::show::{NOTHING, pounds};
use crate::tree::{Branch, Tree};

/// What falls to each accountable body, over all streams, under each plan.
pub(super) fn gains(plans: &[Planned], tree: &Tree) -> Table {
    let title = "Who gains by what lapses, and meets what was overspent: all streams";
    let mut table = Table::new(title);
    table.columns(["who answers", "from"], Align::Left);
    table.columns(plans.iter().map(|it| it.name.as_str()), Align::Right);
    let answers = |branch: &&Branch| {
        let mut benefits = plans.iter().flat_map(|it| it.plan.benefits());
        benefits.any(|benefit| benefit.body == branch.id)
    };
    for branch in tree.bodies.iter().filter(answers) {
        let mut name = tree.name_of(branch.id.as_str());
        for (from, part) in PARTS {
            let sums = plans.iter().map(|it| pounds(sum_of(it, branch, part)));
            let sums: Vec<String> = sums.collect();
            if sums.iter().any(|sum| sum != NOTHING) {
                table.row([name.to_owned(), from.to_owned()].into_iter().chain(sums));
                name = "";
            }
        }
    }
    table
}

type Part = fn(&Benefit) -> Money;

const PARTS: [(&str, Part); 4] = [
    ("its own lines", |benefit| benefit.own),
    ("bodies it answers for", |benefit| benefit.fell_in),
    ("overspends that it meets", |benefit| benefit.met.negated()),
    ("all told", |benefit| benefit.net),
];

fn sum_of(planned: &Planned, branch: &Branch, part: Part) -> Money {
    let benefits = planned.plan.benefits();
    let own = benefits
        .iter()
        .filter(|benefit| benefit.body == branch.id)
        .map(part);
    Money::total(own).unwrap_or(Money::MAX)
}
