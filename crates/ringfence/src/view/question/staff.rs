//! Question 7: who is paid for, who is in post, and what share of spend is pay.

use std::collections::BTreeMap;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::noun::BodyId;
use crate::state::{CostRead, Ledger, MonthStanding, Origin, Selection, StaffRead};
use crate::view::share::share_of;
use crate::view::{Cell, ColumnKind};
use crate::word::{FinancialYear, Money, Wte};

pub(super) const QUESTION: Question = Question {
    number: 7,
    name: "staff",
    title: "Staff",
    wording: "Who is paid for, who is in post, who is missing and why, by whom are they employed, \
              and what share of spend is pay?",
    about: "For each employer a row for each month, up to that of as_at, and one, without a month, \
            for the year so far. An employer is the body in law that employs; the spend beside it \
            is that of all bodies for which it answers at the year's end, on any stream but \
            suspense. A post counts with each commitment that pays for it.",
    takes: &[Argument::Body, Argument::AsAt],
    columns: &[
        Derived::text("employer", "the body in law that employs"),
        Derived::number("month", "the month of the year; 13 where it has cost"),
        Derived::date("until", "its last day, or as_at in it"),
        Derived::number("posts", "commitments that pay for a post on that day"),
        Derived::number(
            "unstated",
            "those of them that do not say how much of a post",
        ),
        Derived::new(
            "wte",
            ColumnKind::Wte,
            "how much of full-time posts is paid for",
        ),
        Derived::new("in_post", ColumnKind::Wte, "how much of that is filled"),
        Derived::new("vacant", ColumnKind::Wte, "wte − in_post"),
        Derived::money("funded", "what the commitments were to cost in the month"),
        Derived::money(
            "vacancy",
            "what of that the days were to cost on which nobody was in a post",
        ),
        Derived::text(
            "causes",
            "vacancy by its recorded cause and whom it is put down to; not said, where nobody did",
        ),
        Derived::money("pay", "spent on the kinds of cost pay and agency"),
        Derived::money("agency", "of that, on agency"),
        Derived::money("unnamed", "spent without saying on which kind of cost"),
        Derived::money("spent", "all that was spent"),
        Derived::text("pay_share", "pay in a hundred of spent, rounded to a tenth"),
    ],
    adds_up: &[],
    rows,
};

/// The figures of an employer in a month, or in all of them.
#[derive(Clone, Debug, Default)]
struct Figures {
    posts: u64,
    unstated: u64,
    wte: u32,
    in_post: u32,
    funded: i128,
    vacancy: i128,
    causes: BTreeMap<String, i128>,
    pay: i128,
    agency: i128,
    unnamed: i128,
    spent: i128,
}

/// The thirteen periods of a year, and the year so far.
type Months = [Figures; 14];

const SO_FAR: usize = 13;

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut employers: BTreeMap<&BodyId, (Months, Vec<Origin>)> = BTreeMap::new();
    let is_asked = |employer: &BodyId| asking.body.as_ref().is_none_or(|it| it == employer);
    let months = match asking.as_at {
        Some(day) => ledger.months_to(year, Some(day), None) as usize,
        None => 12,
    };
    let staff = ledger.staff_read(year, asking.as_at);
    for post in staff.iter().filter(|it| is_asked(it.employer)) {
        let (figures, origins) = employers.entry(post.employer).or_default();
        employ(post, months, figures);
        origins.push(Origin::Promise(post.commitment.clone()));
    }
    let of = Selection {
        year: Some(year),
        as_at: asking.as_at,
        ..Selection::default()
    };
    let costs = ledger.costs_read(&of);
    for cost in costs.iter().filter(|it| is_asked(it.accountable)) {
        if ledger.is_suspense_read(cost.stream) {
            continue;
        }
        let (figures, origins) = employers.entry(cost.accountable).or_default();
        spend(cost, figures);
        // The costs of a line come one after the other.
        let line = Origin::Lines(cost.body.clone(), cost.stream.clone(), year);
        if origins.last() != Some(&line) {
            origins.push(line);
        }
    }
    let mut rows = Rows::default();
    let ends = ledger.period_ends(year);
    for (employer, (figures, origins)) in employers {
        for (place, of) in figures.iter().enumerate() {
            let closing = place == 12 && of.spent != 0;
            if place < months || closing || place == SO_FAR {
                let until = ends.get(place).copied();
                let until = until.map(|it| asking.as_at.map_or(it, |day| it.min(day)));
                let month = (place != SO_FAR).then_some(place as u64 + 1);
                let mut cells = vec![
                    Cell::words(employer),
                    Cell::maybe(month, Cell::Number),
                    Cell::maybe(until, Cell::Date),
                ];
                cells.extend(of.cells());
                rows.add(cells, origins.clone());
            }
        }
    }
    Ok(rows)
}

fn employ(post: &StaffRead<'_>, months: usize, figures: &mut Months) {
    for month in 0..months {
        let stands = post.stands[month];
        let places = if month + 1 == months {
            vec![month, SO_FAR]
        } else {
            vec![month]
        };
        for place in places {
            figures[place].stand(post.wte, stands);
        }
        for place in [month, SO_FAR] {
            let of = &mut figures[place];
            of.funded += i128::from(post.funded[month].pence());
            for vacant in &post.vacant {
                let pence = i128::from(vacant.sums[month].pence());
                let cause = vacant.cause.unwrap_or("not said");
                let whose = vacant.attributable_to;
                let cause = match whose {
                    Some(whose) => format!("{cause} ({whose})"),
                    None => cause.to_owned(),
                };
                of.vacancy += pence;
                if pence != 0 {
                    *of.causes.entry(cause).or_default() += pence;
                }
            }
        }
    }
}

fn spend(cost: &CostRead<'_>, figures: &mut Months) {
    let kind = cost.kind.map(|it| it.as_str());
    for place in [usize::from(cost.period) - 1, SO_FAR] {
        let of = &mut figures[place];
        of.spent += cost.pence;
        match kind {
            Some("pay") => of.pay += cost.pence,
            Some("agency") => {
                of.pay += cost.pence;
                of.agency += cost.pence;
            }
            Some(_) => {}
            None => of.unnamed += cost.pence,
        }
    }
}

impl Figures {
    fn stand(&mut self, wte: Option<Wte>, stands: MonthStanding) {
        if stands == MonthStanding::NotPaidFor {
            return;
        }
        let hundredths = wte.map_or(0, Wte::hundredths);
        self.posts += 1;
        self.unstated += u64::from(wte.is_none());
        self.wte = self.wte.saturating_add(hundredths);
        if stands == MonthStanding::InPost {
            self.in_post = self.in_post.saturating_add(hundredths);
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let sum = |pence: i128| Cell::maybe(Money::narrow(pence), Cell::Money);
        let wte = |hundredths: u32| Cell::Wte(Wte::of_hundredths(hundredths));
        let causes = self.causes.iter().map(|(cause, pence)| {
            let pounds = Money::narrow(*pence).map_or_else(String::new, Money::in_words);
            format!("{cause} {pounds}")
        });
        let causes: Vec<String> = causes.collect();
        vec![
            Cell::Number(self.posts),
            Cell::Number(self.unstated),
            wte(self.wte),
            wte(self.in_post),
            wte(self.wte - self.in_post),
            sum(self.funded),
            sum(self.vacancy),
            Cell::said(&causes.join("; ")),
            sum(self.pay),
            sum(self.agency),
            sum(self.unnamed),
            sum(self.spent),
            Cell::maybe(share_of(self.pay, self.spent), Cell::Text),
        ]
    }
}
