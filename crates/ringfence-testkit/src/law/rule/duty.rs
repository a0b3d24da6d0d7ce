//! Duties: tests of bodies over windows of years.

use std::collections::BTreeSet;

use ringfence::journal::act::{AddBody, RecordOutturn};
use ringfence::journal::{Act, Draft, Header};
use ringfence::law::{DutyStatus, FactName, RuleBook, Value};
use ringfence::noun::BodyKind;
use ringfence::state::{Ledger, Selection};
use ringfence::word::{Calendar, FinancialYear, Money};

use super::BookTally;
use crate::generate::{Tested, id};
use crate::law::walk::post_to;
use crate::model::ModelBook;
use crate::tree::{self, Tree};

/// Laws 22 and 23 of duties: each that lies on the body, and no other, answers as the model
/// foretells; a year of its window that nobody recorded, or a fact without a value, is asked for
/// where it could change the answer; and nothing else is.
pub fn always_a_duty_looks_at_its_window(book: &RuleBook, tested: &Tested) -> BookTally {
    let mut tally = BookTally::default();
    let foretold = ModelBook::of(book).duties(tested);
    let said = book.duties(&tested.facts(), tested.today);
    let shown = || format!("{said:#?}\n{foretold:#?}\n{tested:?}\n{}", book.text());
    assert_eq!(
        said,
        book.duties(&tested.facts(), tested.today),
        "asked again"
    );
    assert_eq!(said.len(), foretold.len(), "{}", shown());
    for why in &said {
        let rule = why.rule.as_deref().unwrap_or_default();
        let Some(standing) = foretold.get(rule) else {
            panic!("{rule} does not lie on it: {}", shown());
        };
        assert!(why.arithmetic.adds_up(), "{}", shown());
        let asks =
            matches!(&why.result, DutyStatus::NeedsEvidence { missing } if !missing.is_empty());
        let alike = standing
            .each
            .iter()
            .all(|it| it.name() == why.result.name());
        let right = match standing.each.as_slice() {
            [one] if !standing.open => *one == why.result,
            // By how much it is missed may not be known where it is clear that it is.
            _ => asks || alike,
        };
        assert!(right, "{rule}: {}", shown());
        tally.count(match (&why.result, standing.each.len()) {
            (DutyStatus::NeedsEvidence { .. }, 1) => "asked though no way that was tried differs",
            (DutyStatus::NeedsEvidence { .. }, _) => "asked what matters",
            (status, 1) if standing.open => match status {
                DutyStatus::Met => "met whatever is missing",
                _ => "missed whatever is missing",
            },
            (status, _) => status.name(),
        });
    }
    tally
}

/// Law 13 of duties: where a duty is a floor, so much cost of its years together against what reads
/// no cost, a penny more of cost of any year never worsens how it stands.
pub fn always_a_floor_is_monotone(book: &RuleBook, tested: &Tested) -> BookTally {
    let mut tally = BookTally::default();
    let floors = floors_of(book);
    let years = 0..tested.outturns.len();
    for (at, by) in years.flat_map(|at| [1, 66_667].map(|by| (at, by))) {
        let mut more = tested.clone();
        let turned = &mut more.outturns[at];
        // Of a year that is known by its result, more cost is a lower one.
        turned.result = turned.result.map(|result| result - by);
        turned.cost = turned.cost.map(|cost| cost + by);
        compare_floors(book, (tested, &more), (&floors, "outturn.cost"), &mut tally);
    }
    let lines = 0..tested.lines.len();
    for (at, by) in lines.flat_map(|at| [1, 66_667].map(|by| (at, by))) {
        let mut more = tested.clone();
        let spent = more.lines[at].cells.get_mut(&FactName::LedgerSpent);
        if let Some(Some(Value::Money(spent))) = spent {
            *spent = Money::from_pence(spent.pence() + by).expect("a sum in range");
        }
        compare_floors(book, (tested, &more), (&floors, "ledger.spent"), &mut tally);
    }
    tally
}

/// Floors stand no worse after than before.
fn compare_floors(
    book: &RuleBook,
    (before, after): (&Tested, &Tested),
    (floors, on): (&[(String, String)], &str),
    tally: &mut BookTally,
) {
    let [old, new] = [before, after].map(|it| book.duties(&it.facts(), it.today));
    for (was, is) in old.iter().zip(&new) {
        let rule = was.rule.as_deref().unwrap_or_default();
        if !floors.iter().any(|(id, sum)| id == rule && sum == on) {
            continue;
        }
        let (old, new) = (rank(&was.result), rank(&is.result));
        assert!(old <= new, "{was}\nthen {is}\n{before:?}\n{}", book.text());
        let of_lines = on == "ledger.spent";
        tally.count(if of_lines { "floor on lines" } else { "floor" });
        if old < new {
            tally.count("floor reached");
        }
    }
}

fn rank(status: &DutyStatus) -> u8 {
    match status {
        DutyStatus::NotMet { .. } => 0,
        DutyStatus::NeedsEvidence { .. } => 1,
        DutyStatus::Met => 2,
        DutyStatus::NotYetDue => 3,
    }
}

/// The rules of which each value is a floor on one sum of cost, and nothing else, with that sum.
fn floors_of(book: &RuleBook) -> Vec<(String, String)> {
    let tree = tree::read(book.text()).unwrap_or_else(|| tree::table([]));
    let rules = tree::list_of(&tree, "rule").iter();
    let floors = rules.filter_map(|rule| {
        let id = tree::text_of(rule, "id")?;
        let each = tree::list_of(rule, "value").iter().map(floor_on);
        let each: BTreeSet<Option<&str>> = each.collect();
        match each.into_iter().collect::<Vec<_>>().as_slice() {
            [Some(sum)] => Some((id.to_owned(), (*sum).to_owned())),
            _ => None,
        }
    });
    floors.collect()
}

/// The sum that a value is a floor on.
fn floor_on(value: &Tree) -> Option<&str> {
    let holds = &value["holds"];
    let left = holds.get("value")?;
    let sum = tree::text_of(left.get("sum")?, "fact")?;
    let reads_it = |of: &Tree| {
        let text = of.to_string();
        text.contains(sum) || text.contains("outturn.result")
    };
    let plain = left.get("where").is_none_or(|when| !reads_it(when));
    let mut least = ["at_least", "above"].into_iter();
    let least = least.find_map(|key| holds.get(key))?;
    let is_cost = matches!(sum, "outturn.cost" | "ledger.spent");
    (is_cost && plain && !reads_it(least)).then_some(sum)
}

/// Law 5 (windows): where a part of one year's limit is given in the next one instead, a window
/// that holds only one of the two years moves by exactly it, and one that holds both, or neither,
/// does not move.
///
/// Each year of the body has a limit and a cost, and a duty of each length from one year to five
/// says by how much it is missed: always by something, so that it shows how its window moves.
pub fn always_re_provision_keeps_the_total(tested: &Tested, pence: i64) {
    let from = tested.year.previous();
    // A limit does not go below nought.
    let pence = pence.rem_euclid(figures_of(tested, from).0 + 1);
    let books: Vec<RuleBook> = (1..=5).map(window_of).collect();
    let mut ledger = ledger_of(tested);
    let years: Vec<FinancialYear> = years_about(from).collect();
    let before = missed(&ledger, &books, &years);
    for (year, sum) in [(from, -pence), (from.next(), pence)] {
        let (limit, cost) = figures_of(tested, year);
        turn_out(&mut ledger, year, (limit + sum, cost));
    }
    let after = missed(&ledger, &books, &years);
    for (window, (before, after)) in before.iter().zip(&after).enumerate() {
        for (year, (before, after)) in years.iter().zip(before.iter().zip(after)) {
            let holds = |of: FinancialYear| {
                let mut each = std::iter::successors(Some(*year), |it| Some(it.previous()));
                each.by_ref().take(window + 1).any(|it| it == of)
            };
            let moved = match (holds(from), holds(from.next())) {
                (true, false) => pence,
                (false, true) => -pence,
                _ => 0,
            };
            let found = after - before;
            assert_eq!(found, moved, "{} years to {year}: {tested:?}", window + 1);
        }
    }
}

/// Years on both sides of two of which a part moves, each with four years before it.
fn years_about(from: FinancialYear) -> impl Iterator<Item = FinancialYear> {
    let first = from.previous();
    std::iter::successors(Some(first), |year| Some(year.next())).take(8)
}

const ALWAYS: i64 = 1_000_000_000_000;

fn window_of(years: i64) -> RuleBook {
    let text = format!(
        "[book]\nid = \"window\"\ntitle = \"A window\"\n\
         [[rule]]\nid = \"window\"\nquestion = \"duty\"\nbodies = \"any\"\n\
         [[rule.value]]\nin_force_from = 2000-04-01\nwindow = {years}\n\
         cite = {{ assumption = \"Shows how a window moves.\", by = \"the testkit\" }}\n\
         holds = {{ value = {{ sum = {{ fact = \"outturn.cost\" }}, over = \"outturn\" }}, \
         below = {{ minus = [{{ sum = {{ fact = \"outturn.limit\" }}, over = \"outturn\" }}, \
         {sum}] }} }}\n\
         shortfall = {{ plus = [{sum}, {{ minus = [\
         {{ sum = {{ fact = \"outturn.cost\" }}, over = \"outturn\" }}, \
         {{ sum = {{ fact = \"outturn.limit\" }}, over = \"outturn\" }}] }}] }}\n",
        sum = ALWAYS / 100,
    );
    RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}\n{text}"))
}

/// How a year turned out: as it was recorded last, else with nothing at all.
fn figures_of(tested: &Tested, year: FinancialYear) -> (i64, i64) {
    let known = tested.outturns.iter().rfind(|it| it.year == year);
    let figures = known.map(|it| (it.limit.unwrap_or(0), it.cost.unwrap_or(0)));
    figures.unwrap_or((0, 0))
}

/// A ledger that has a body, and how each year about the one that is tested turned out.
fn ledger_of(tested: &Tested) -> Ledger {
    let mut ledger = Ledger::new(Header::new("GBP").expect("a currency"));
    let body = Act::AddBody(AddBody {
        id: id(BODY),
        kind: BodyKind::HealthBoard,
        parent: None,
        standing: None,
        from: None,
        until: None,
    });
    posted(&mut ledger, &Draft::of(body));
    let mut year = tested.year.previous().previous();
    for _ in 0..4 {
        year = year.previous();
    }
    for _ in 0..12 {
        turn_out(&mut ledger, year, figures_of(tested, year));
        year = year.next();
    }
    ledger
}

const BODY: &str = "upland";

fn turn_out(ledger: &mut Ledger, year: FinancialYear, (limit, cost): (i64, i64)) {
    let sum = |pence: i64| Some(Money::from_pence(pence).expect("a sum in range"));
    let act = RecordOutturn {
        body: id(BODY),
        year,
        limit: sum(limit),
        cost: sum(cost),
        result: None,
        status: None,
        stated: None,
    };
    let mut draft = Draft::of(Act::RecordOutturn(act));
    draft.text.source = Some("accounts".into());
    let later = FinancialYear::starting(2030).expect("a year that exists");
    posted(
        ledger,
        &draft.effective(Calendar::default().first_day(later)),
    );
}

/// By how much each window to each year is missed, in pence.
fn missed(ledger: &Ledger, books: &[RuleBook], years: &[FinancialYear]) -> Vec<Vec<i64>> {
    let of = |book: &RuleBook, year: FinancialYear| {
        let duties = ledger.duties(book, &Selection::default(), year);
        let duties = duties.unwrap_or_else(|refusals| panic!("{refusals:?}"));
        match duties.as_slice() {
            [one] => match one.why.result {
                DutyStatus::NotMet {
                    shortfall: Some(sum),
                } => sum.pence(),
                ref other => panic!("{other:?} of {year}"),
            },
            others => panic!("{others:?} of {year}"),
        }
    };
    let of_book = |book: &RuleBook| years.iter().map(|year| of(book, *year)).collect();
    books.iter().map(of_book).collect()
}

fn posted(ledger: &mut Ledger, draft: &Draft) {
    if let Err(refusals) = post_to(ledger, draft) {
        panic!("{refusals:?}: {draft:?}");
    }
}
