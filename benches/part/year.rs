//! A year of Aberwen: 64 clusters with five streams each, and a run of postings, with the sums
//! that they must come to kept beside them.

use std::sync::OnceLock;

use chrono::{Days, NaiveDate};
use ringfence::journal::act::{AddBody, AddStream, Allocate, Commit, Decommit, Spend, Term};
use ringfence::journal::{Act, Draft, Header};
use ringfence::noun::{
    BaseRule, BodyId, BodyKind, ContributionRule, ControlMode, Position, PromiseId, PurposeId,
    Recurrence, ReleaseRule, StreamId, StreamKind, Tolerance,
};
use ringfence::state::{Checked, Ledger, Selection};
use ringfence::word::{FinancialYear, Id, Money};

use crate::draw::Draw;

pub(crate) const CLUSTERS: usize = 64;
const BOARDS: usize = 7;
const STREAMS: [&str; 5] = ["cluster", "core", "digital", "estates", "winter-care"];
/// What each cluster gets of each stream: one hundred million pounds.
pub(crate) const GIVEN: i64 = 10_000_000_000;
/// The states of a line that postings move between, as places in a flat list of balances.
const STATES: usize = 3;
const AVAILABLE: usize = 0;
const COMMITTED: usize = 1;
const SPENT: usize = 2;
/// How many states all lines have together.
pub(crate) const LINE_STATES: usize = CLUSTERS * STREAMS.len() * STATES;

/// The names of the country, made once: who is given an id again is given the same one.
struct Names {
    bodies: Vec<BodyId>,
    streams: Vec<StreamId>,
    purpose: PurposeId,
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| Names {
        bodies: (1..=CLUSTERS)
            .map(|number| id(&format!("cluster-{number:02}")))
            .collect(),
        streams: STREAMS.iter().map(|name| id(name)).collect(),
        purpose: id("access"),
    })
}

/// One draft, and the movement that it must come to.
#[derive(Debug)]
pub(crate) struct Posting {
    pub(crate) draft: Draft,
    pub(crate) shift: Shift,
}

/// A movement between two places of a flat list of balances, and of the order it is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shift {
    from: u32,
    to: u32,
    /// Where the order's own open balance stands; that of no order is the last place.
    order: u32,
    pence: i64,
    ordered: i64,
}

impl Shift {
    /// Moves the amount in a flat list of balances: all that a bare array does.
    #[inline]
    pub(crate) fn book(self, balances: &mut [i64]) {
        balances[self.from as usize] -= self.pence;
        balances[self.to as usize] += self.pence;
        balances[self.order as usize] += self.ordered;
    }
}

/// An order that is still open.
#[derive(Clone, Debug)]
struct Order {
    id: PromiseId,
    place: usize,
    line: usize,
    ordered: i64,
    open: i64,
}

/// An act, its line, its order (0 for none), the states it moves between, and how much.
type Drawn = (Act, usize, usize, [usize; 2], i64);

/// Draws postings: a tenth commit, a twentieth decommit, the rest spend, four in five of them
/// against any of the open orders. It keeps the sums itself, without a ledger.
#[derive(Clone, Debug)]
pub(crate) struct Year {
    draw: Draw,
    orders: Vec<Order>,
    order_count: usize,
    done: usize,
    size: usize,
    balances: Vec<i64>,
}

impl Year {
    /// A year of so many postings.
    pub(crate) fn of_size(size: usize) -> Year {
        // The states of each line, then a place for no order, then one for each order.
        let mut balances = vec![0; LINE_STATES + 1 + size];
        for line in balances[..LINE_STATES].chunks_exact_mut(STATES) {
            line[AVAILABLE] = GIVEN;
        }
        Year {
            draw: Draw::from_seed(20_160_401),
            orders: Vec::with_capacity(size / 8),
            order_count: 0,
            done: 0,
            size,
            balances,
        }
    }

    /// What each state of each line must stand at, in one flat list, then each order.
    pub(crate) fn balances(&self) -> &[i64] {
        &self.balances
    }

    /// The next postings; fewer than asked for at the end of the year.
    pub(crate) fn next(&mut self, count: usize) -> Vec<Posting> {
        let count = count.min(self.size - self.done);
        let postings: Vec<Posting> = (0..count).map(|_| self.next_posting()).collect();
        for posting in &postings {
            posting.shift.book(&mut self.balances);
        }
        postings
    }

    fn next_posting(&mut self) -> Posting {
        let kind = self.draw.below(20);
        let (act, line, order, [from, to], pence) = match kind {
            _ if self.orders.is_empty() => self.commit(),
            0 | 1 => self.commit(),
            2 => self.settle(COMMITTED, AVAILABLE),
            3..=5 => self.spend_directly(),
            _ => self.settle(COMMITTED, SPENT),
        };
        let place = |state: usize| line * STATES + state;
        let shift = Shift {
            from: u32::try_from(place(from)).expect("a few hundred lines"),
            to: u32::try_from(place(to)).expect("a few hundred lines"),
            order: u32::try_from(LINE_STATES + order).expect("fewer orders than postings"),
            pence,
            ordered: match (order, to) {
                (0, _) => 0,
                (_, COMMITTED) => pence,
                _ => -pence,
            },
        };
        let days = u64::try_from(self.done * 365 / self.size).expect("a day of the year");
        self.done += 1;
        let mut draft = Draft::of(act).effective(first_day() + Days::new(days));
        if to == SPENT {
            draft.text.reference = Some(format!("INV-{:07}", self.done).into());
        }
        Posting { draft, shift }
    }

    fn commit(&mut self) -> Drawn {
        let line = self.any_line();
        let pence = self.pence_from(100_000, 5_000_000);
        self.order_count += 1;
        let id: PromiseId = id(&format!("order-{:06}", self.order_count));
        let amount = money(pence);
        let act = Act::Commit(Commit {
            id: id.clone(),
            stream: stream_of(line),
            body: body_of(line),
            project: None,
            purpose: names().purpose.clone(),
            term: Term::NonRecurrent {
                year: year(),
                amount,
            },
            hold: None,
            vintage: None,
            cost: None,
            post: None,
            tolerance: None,
        });
        self.orders.push(Order {
            id,
            place: self.order_count,
            line,
            ordered: pence,
            open: pence,
        });
        (act, line, self.order_count, [AVAILABLE, COMMITTED], pence)
    }

    /// A spend of an order, or the giving back of a part of it.
    fn settle(&mut self, from: usize, to: usize) -> Drawn {
        let place = self.draw.below(self.orders.len() as u64) as usize;
        let ordered = self.orders[place].ordered;
        let pence = self.pence_from(1, ordered / 4).min(self.orders[place].open);
        let order = &mut self.orders[place];
        order.open -= pence;
        let (id, at, line) = (order.id.clone(), order.place, order.line);
        if order.open == 0 {
            self.orders.swap_remove(place);
        }
        let act = if to == SPENT {
            Act::Spend(Spend {
                commitment: Some(id),
                ..self.spend(pence)
            })
        } else {
            Act::Decommit(Decommit {
                id,
                amount: Some(money(pence)),
            })
        };
        (act, line, at, [from, to], pence)
    }

    fn spend_directly(&mut self) -> Drawn {
        let line = self.any_line();
        let pence = self.pence_from(100, 200_000);
        let act = Act::Spend(Spend {
            stream: Some(stream_of(line)),
            body: Some(body_of(line)),
            purpose: Some(names().purpose.clone()),
            ..self.spend(pence)
        });
        (act, line, 0, [AVAILABLE, SPENT], pence)
    }

    fn spend(&self, pence: i64) -> Spend {
        Spend {
            commitment: None,
            accrual: None,
            part: false,
            stream: None,
            body: None,
            project: None,
            purpose: None,
            year: None,
            amount: money(pence),
            is_final: false,
            actual: false,
            vintage: None,
            cost: None,
        }
    }

    fn any_line(&mut self) -> usize {
        self.draw.below((CLUSTERS * STREAMS.len()) as u64) as usize
    }

    fn pence_from(&mut self, least: i64, most: i64) -> i64 {
        least + self.draw.below(most.abs_diff(least) + 1) as i64
    }

    /// Every line as a selection of its body, stream and year.
    pub(crate) fn selections(&self) -> Vec<Selection> {
        let line = |line: usize| Selection {
            body: Some(body_of(line)),
            stream: Some(stream_of(line)),
            year: Some(year()),
            ..Selection::default()
        };
        (0..CLUSTERS * STREAMS.len()).map(line).collect()
    }
}

fn body_of(line: usize) -> BodyId {
    names().bodies[line / STREAMS.len()].clone()
}

fn stream_of(line: usize) -> StreamId {
    names().streams[line % STREAMS.len()].clone()
}

/// A ledger in which every cluster has its money and nothing is posted yet; it also says which
/// drafts led there.
pub(crate) fn begun() -> (Ledger, Vec<Draft>) {
    let header = Header::new("GBP").expect("three letters");
    let mut ledger = Ledger::new(header);
    let drafts = beginnings();
    for draft in &drafts {
        let checked = ledger.check(draft).expect("a legal beginning");
        let Checked::Append(event) = checked else {
            unreachable!("nothing is said twice");
        };
        let hash = ledger.entry_of(&event).hash;
        ledger.apply(&event, hash).expect("a checked event");
    }
    (ledger, drafts)
}

fn beginnings() -> Vec<Draft> {
    let mut drafts = vec![body("aberwen", BodyKind::Government, None)];
    let boards: Vec<String> = (1..=BOARDS).map(|it| format!("board-{it}")).collect();
    for board in &boards {
        drafts.push(body(board, BodyKind::HealthBoard, Some("aberwen")));
    }
    for (place, cluster) in names().bodies.iter().enumerate() {
        let parent = &boards[place % BOARDS];
        drafts.push(body_named(cluster.clone(), BodyKind::Cluster, Some(parent)));
    }
    for stream in &names().streams {
        drafts.push(Draft::of(Act::AddStream(AddStream {
            id: stream.clone(),
            purposes: vec![names().purpose.clone()],
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
        })));
        for board in &boards {
            drafts.push(given(stream, &id(board), GIVEN * CLUSTERS as i64));
        }
        for cluster in &names().bodies {
            drafts.push(given(stream, cluster, GIVEN));
        }
    }
    drafts
}

fn body(name: &str, kind: BodyKind, parent: Option<&str>) -> Draft {
    body_named(id(name), kind, parent)
}

fn body_named(id: BodyId, kind: BodyKind, parent: Option<&str>) -> Draft {
    Draft::of(Act::AddBody(AddBody {
        id,
        kind,
        parent: parent.map(crate::year::id),
        standing: None,
        from: None,
        until: None,
    }))
}

fn given(stream: &StreamId, to: &BodyId, pence: i64) -> Draft {
    let act = Act::Allocate(Allocate {
        stream: stream.clone(),
        to: to.clone(),
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
    Draft::of(act).effective(first_day())
}

/// Holds the ledger's answers against sums kept without it, line by line.
pub(crate) fn agree(ledger: &Ledger, lines: &[Selection], balances: &[i64]) {
    for (line, expected) in lines.iter().zip(balances.chunks_exact(STATES)) {
        let position = ledger.position(line).expect("a line of the year");
        let Position {
            available,
            committed,
            spent,
            authority,
            ..
        } = position;
        let found = [available, committed, spent].map(Money::pence);
        assert_eq!(found, *expected, "{line:?}");
        assert_eq!(authority.pence(), GIVEN, "{line:?}");
    }
}

/// The first day of the year.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 4, 1).expect("a day")
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
