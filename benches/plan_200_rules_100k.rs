//! How long does a book of 200 rules take to decide on 100,000 open items, on one core; how long
//! to say why of one of them; and does either grow with the items?

#[path = "part/draw.rs"]
mod draw;
#[path = "part/law.rs"]
mod law;
#[path = "part/measure.rs"]
mod measure;

use std::hint::black_box;
use std::time::Instant;

use chrono::Days;
use draw::Draw;
use law::{BODIES, COSTS, OUTCOMES, Order, RULES, Rule};
use measure::{Bound, Measured, hundredths, size_or};
use ringfence::journal::act::{
    AddBody, AddStream, Allocate, Approval, Approve, Commit, Propose, RecordDelay, Term,
};
use ringfence::journal::{Act, Draft, Header};
use ringfence::law::RuleBook;
use ringfence::noun::{
    BaseRule, BodyKind, ContributionRule, ControlMode, Party, Recurrence, ReleaseRule, StreamKind,
    Tolerance,
};
use ringfence::state::{Checked, Ledger, Plan};
use ringfence::word::{FinancialYear, Id, Money};

/// What the bound in seconds is said of.
const FULL: usize = 100_000;
const ROUNDS: usize = 7;
/// The small year has so many times fewer items, the large one so many times more.
const STEP: usize = 10;
const EXPLAINED: usize = 1_000;
/// A plan of the year, in hundredths of a millisecond.
const PLAN: Bound = Bound {
    now: 50_000,
    in_the_end: 50_000,
};
/// Why of one item, in hundredths of a microsecond.
const WHY: Bound = Bound {
    now: 100_000,
    in_the_end: 100_000,
};
const GROWTH: Bound = Bound {
    now: 150,
    in_the_end: 150,
};

/// A year to plan, and what must become of each item.
struct Year {
    ledger: Ledger,
    orders: Vec<Order>,
    /// What each line has committed, by stream and body.
    lines: Vec<i64>,
}

fn main() {
    let each_line = (size_or(FULL) / RULES / BODIES).max(STEP);
    let (rules, full) = (law::rules(), each_line * RULES * BODIES >= FULL);
    let text = law::text_of(&rules);
    let start = Instant::now();
    let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}"));
    let loaded = hundredths(start.elapsed().as_nanos(), 1_000_000);
    let years = [each_line / STEP, each_line, each_line * STEP].map(Year::of);
    println!(
        "plan_200_rules_100k: {} rules; {}, {} and {} items, {ROUNDS} rounds",
        RULES,
        years[0].orders.len(),
        years[1].orders.len(),
        years[2].orders.len()
    );
    println!(
        "  load:    {} ms for {} bytes",
        Measured::of([loaded]),
        text.len()
    );
    let plans = years.each_ref().map(|year| year.plan(&book));
    for (year, plan) in years.iter().zip(&plans) {
        year.agrees(plan, &rules);
    }
    let whole = plan_them(&years, &book);
    PLAN.hold("milliseconds of the plan", whole, full);
    let slowest = plans.each_ref().map(explain)[1];
    WHY.hold("microseconds of the slowest explanation", slowest, full);
}

/// Plans each year in turn; gives how long the middle one took.
fn plan_them(years: &[Year; 3], book: &RuleBook) -> u64 {
    let rounds: Vec<[u64; 3]> = (0..ROUNDS)
        .map(|_| {
            years.each_ref().map(|year| {
                let start = Instant::now();
                let plan = black_box(year.plan(black_box(book)));
                let took = start.elapsed();
                drop(plan);
                hundredths(took.as_nanos(), 1)
            })
        })
        .collect();
    for (place, year) in years.iter().enumerate() {
        let count = year.orders.len() as u64;
        let each = Measured::of(rounds.iter().map(|it| it[place] / count));
        println!("  plan:    {each} ns an item, of {count}");
    }
    let growth = |from: usize, to: usize| {
        let times = (years[to].orders.len() / years[from].orders.len()) as u128;
        let ratio = |it: &[u64; 3]| hundredths(u128::from(it[to]), u128::from(it[from]) * times);
        Measured::of(rounds.iter().map(ratio))
    };
    for (from, to) in [(0, 1), (1, 2)] {
        let grown = growth(from, to);
        println!("  growth:  {grown} of an item's time, of {STEP} times the items");
        GROWTH.hold(
            "growth of an item's time",
            grown.median,
            years[1].orders.len() >= FULL,
        );
    }
    let millis = Measured::of(rounds.iter().map(|it| it[1] / 1_000_000));
    println!("  plan:    {millis} ms for {} items", years[1].orders.len());
    millis.median
}

/// Explains items drawn at random; gives how long the slowest took, in hundredths of a
/// microsecond.
fn explain(plan: &Plan) -> u64 {
    let mut draw = Draw::from_seed(1_000);
    let took: Vec<u64> = (0..EXPLAINED)
        .map(|_| {
            let place = draw.below(plan.decisions().len() as u64) as usize;
            let decision = &plan.decisions()[place];
            // What else runs on the machine can only add: the least of three is its own time.
            let took = (0..3).map(|_| {
                let start = Instant::now();
                black_box(plan.explain(black_box(decision)));
                hundredths(start.elapsed().as_nanos(), 1_000)
            });
            let took = took.min().unwrap_or_default();
            let why = plan.explain(decision);
            assert!(why.arithmetic.adds_up(), "{}", decision.item);
            assert_eq!(why.result, decision.disposal);
            took
        })
        .collect();
    let slowest = took.iter().copied().max().unwrap_or_default();
    println!("  why:     {} µs an item", Measured::of(took));
    slowest
}

impl Year {
    fn of(each_line: usize) -> Year {
        let orders = law::orders(each_line);
        let mut lines = vec![0; RULES * BODIES];
        for order in &orders {
            lines[order.stream * BODIES + order.body] += order.pence;
        }
        let mut ledger = Ledger::new(Header::new("GBP").expect("three letters"));
        for draft in beginnings(&lines) {
            post(&mut ledger, &draft);
        }
        for (number, order) in orders.iter().enumerate() {
            post(&mut ledger, &placed(number, order));
        }
        Year {
            ledger,
            orders,
            lines,
        }
    }

    fn plan(&self, book: &RuleBook) -> Plan {
        self.ledger.plan_close(year(), book).expect("a plan")
    }

    /// Holds each decision against what was reckoned without the book.
    fn agrees(&self, plan: &Plan, rules: &[Rule]) {
        assert_eq!(plan.decisions().len(), self.orders.len());
        assert!(plan.blockers().is_empty());
        for decision in plan.decisions() {
            let name = decision.item.to_string();
            let number: usize = name.trim_start_matches("o-").parse().expect("an order");
            let order = &self.orders[number];
            let line = self.lines[order.stream * BODIES + order.body];
            let expected = rules[order.stream].of(order, line);
            let found = OUTCOMES.map(|outcome| decision.disposal.sum_of(outcome).pence());
            assert_eq!(found, expected, "{name}: {order:?}");
        }
    }
}

/// Who there is, what each line is given, and one delayed project for each body.
fn beginnings(lines: &[i64]) -> Vec<Draft> {
    let mut drafts = vec![
        body("aberwen", BodyKind::Government, None),
        body("upland", BodyKind::HealthBoard, Some("aberwen")),
    ];
    drafts.extend((0..BODIES).map(|it| body(&named("b", it), BodyKind::Cluster, Some("upland"))));
    for body in 0..BODIES {
        drafts.extend(delayed_project(body));
    }
    for stream in 0..RULES {
        let given = &lines[stream * BODIES..][..BODIES];
        drafts.push(new_stream(stream));
        drafts.push(allocate(stream, "upland", given.iter().sum()));
        for (body, pence) in given.iter().enumerate() {
            drafts.push(allocate(stream, &named("b", body), *pence));
        }
    }
    drafts
}

fn delayed_project(body: usize) -> [Draft; 3] {
    let project = id(&named("p", body));
    let by = if law::late_by_board(body) {
        id("upland")
    } else {
        id(&named("b", body))
    };
    [
        Act::Propose(Propose {
            id: id(&named("p", body)),
            body: id(&named("b", body)),
            purpose: id("access"),
            proposed_by: None,
            chain: Vec::new(),
            scales: None,
        }),
        Act::Approve(Approve {
            project: id(&named("p", body)),
            sum: Approval::Once {
                amount: money(Money::MAX.pence() / 2),
            },
            adds: false,
            body: None,
            stream: None,
            present: None,
        }),
        Act::RecordDelay(RecordDelay {
            project,
            cause: id("procurement"),
            attributable_to: Some(Party::Body(by)),
            start: law::first_day(),
            end: None,
        }),
    ]
    .map(|act| Draft::of(act).effective(law::first_day()))
}

fn placed(number: usize, order: &Order) -> Draft {
    let act = Act::Commit(Commit {
        id: id(&named("o", number)),
        stream: id(&named("s", order.stream)),
        body: id(&named("b", order.body)),
        project: order.attached.then(|| id(&named("p", order.body))),
        purpose: id("access"),
        term: Term::NonRecurrent {
            year: year(),
            amount: money(order.pence),
        },
        hold: None,
        vintage: None,
        cost: Some(id(COSTS[order.cost])),
        post: None,
        tolerance: None,
    });
    Draft::of(act).effective(law::first_day() + Days::new(order.day))
}

fn new_stream(stream: usize) -> Draft {
    Draft::of(Act::AddStream(AddStream {
        id: id(&named("s", stream)),
        purposes: vec![id("access")],
        parent: None,
        control: ControlMode::Block,
        tolerance: Tolerance::Nought,
        release: ReleaseRule::NotRequired,
        base: BaseRule::Continues,
        kind: StreamKind::Revenue,
        source: None,
        suspense: false,
        availability: None,
        contributions: ContributionRule::default(),
    }))
}

fn body(name: &str, kind: BodyKind, parent: Option<&str>) -> Draft {
    Draft::of(Act::AddBody(AddBody {
        id: id(name),
        kind,
        parent: parent.map(id),
        standing: None,
        from: None,
        until: None,
    }))
}

fn allocate(stream: usize, to: &str, pence: i64) -> Draft {
    let act = Act::Allocate(Allocate {
        stream: id(&named("s", stream)),
        to: id(to),
        from: None,
        year: year(),
        amount: money(pence),
        full_year: None,
        recurrence: Recurrence::NonRecurrent,
        opening: false,
        actual: false,
        stated: None,
        confirms: None,
    });
    Draft::of(act).effective(law::first_day())
}

fn post(ledger: &mut Ledger, draft: &Draft) {
    match ledger.check(draft) {
        Ok(Checked::Append(event)) => {
            let hash = ledger.head().hash;
            ledger.apply(&event, hash).expect("a checked event");
        }
        other => panic!("{draft:?}: {other:?}"),
    }
}

fn named(kind: &str, number: usize) -> String {
    format!("{kind}-{number}")
}

fn year() -> FinancialYear {
    FinancialYear::starting(2016).expect("a year")
}

fn id<Of>(text: &str) -> Id<Of> {
    text.parse().expect("a plain id")
}

fn money(pence: i64) -> Money {
    Money::from_pence(pence).expect("a sum within range")
}
