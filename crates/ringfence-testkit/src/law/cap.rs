//! Caps over several items: each claim and share, anew by the model.

use std::collections::BTreeMap;

use ringfence::law::{
    CapReading, CapShares, CoverRole, Explained, Outcome, Pot, RuleBook, Verdict,
};
use ringfence::noun::Line;
use ringfence::state::{Decision, Ledger, Plan};
use ringfence::word::Money;
use ringfence_store::{Book, MemoryStore};

use super::walk::{item_key, positions};
use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::{Item, ItemKind, Model, Pence, Turn, shared_out};

/// Laws 4 and 22 of caps and covers: what is claimed of a cap is kept by it or is above it, its
/// reasons add up, and no item keeps more than the last cap left it; what sources give to a cover
/// is what those that want it have. Of the books that this page knows every share is worked out
/// anew.
pub fn always_a_cap_is_shared_out(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut SharedOut])
}

pub(super) struct SharedOut;

impl Watch for SharedOut {
    fn see(&mut self, seen: Seen<'_>, _: &Book<MemoryStore>, _: &Model) {
        let Seen::Close {
            plan,
            before,
            model_before,
            ..
        } = seen
        else {
            return;
        };
        for why in plan.caps() {
            adds_up(&why);
        }
        for why in plan.covers() {
            super::rule::gives_what_is_had(&why);
        }
        for decision in plan.decisions() {
            keeps_no_more(plan, decision);
        }
        if let Some(caps) = caps_of(plan.book()) {
            shares_anew(&caps, plan, before, model_before);
        }
    }
}

pub(super) fn adds_up(why: &Explained<CapShares>) {
    let of = &why.result;
    assert!(why.arithmetic.adds_up(), "{why}");
    assert!(why.citation().is_some(), "{why}");
    assert!(
        of.missing.is_empty(),
        "a plan that closes asks nothing of {why}"
    );
    let [Some(amount), Some(claimed), Some(kept)] = [of.amount, of.claimed, of.kept] else {
        // Only what binds nowhere may stay unknown.
        let whole = of.claims.iter().all(|claim| claim.share == claim.claim);
        return assert!(whole && of.kept == of.claimed, "{why}");
    };
    let sum = |each: &dyn Fn(&ringfence::law::CapClaim) -> i64| -> i64 {
        of.claims.iter().map(each).sum()
    };
    let known = "known once all is";
    let shares = sum(&|claim| claim.share.expect(known).pence());
    assert_eq!(shares, kept.pence(), "{why}");
    assert_eq!(
        sum(&|claim| claim.claim.expect(known).pence()),
        claimed.pence(),
        "{why}"
    );
    assert_eq!(kept, claimed.min(amount), "{why}");
    for claim in &of.claims {
        assert!(claim.share <= claim.claim, "{why}");
        assert!(claim.claim.expect(known).is_positive(), "{why}");
    }
}

/// What an item keeps is what the last cap left it and what no cap counts.
pub(super) fn keeps_no_more(plan: &Plan, decision: &Decision) {
    let why = plan.explain(decision);
    let counted = |cap: &&CapReading| cap.counts != Verdict::False;
    for cap in why.caps.iter().filter(|cap| !counted(cap)) {
        let says = cap.condition.as_ref().map(|it| it.verdict);
        assert_eq!(
            (says, cap.claim, cap.share),
            (Some(Verdict::False), None, None),
            "{why}"
        );
    }
    for cap in why.caps.iter().filter(counted) {
        assert!(cap.share <= cap.claim, "{why}");
        let own = plan
            .why_cap(&cap.name)
            .expect("a cap has its own explanation");
        let item = decision.item.to_string();
        let listed = own
            .result
            .claims
            .iter()
            .filter(|it| it.item.starts_with(&item));
        let mut listed = listed.filter(|it| it.share == cap.share && it.claim == cap.claim);
        assert!(listed.next().is_some(), "{item} in {own}");
    }
    let last = why.caps.iter().rfind(counted);
    if let Some(cap) = last.filter(|cap| cap.share < cap.claim) {
        let kept = cap.outcomes.iter().map(|it| decision.disposal.sum_of(*it));
        // Covers come after caps: what they take was kept until then.
        let given = why.covers.iter().filter_map(|cover| match &cover.role {
            CoverRole::Gives { of, gave, .. } if cap.outcomes.contains(of) => Some(*gave),
            _ => None,
        });
        assert!(Money::total(kept.chain(given)) >= cap.share, "{why}");
        let bound = why.bound.as_deref().unwrap_or_default();
        assert!(bound.contains(&cap.cap), "{why}");
    }
}

/// A cap as this page reads it out of a book.
struct CapOf {
    per: Pot,
    /// How much of an item it counts.
    counts: fn(&Item, Pence) -> Pence,
    /// How much it is, of what its pot did not spend.
    amount: fn(Pence) -> Pence,
    turn: fn(&Model, &Item, &Plan) -> Turn,
}

/// How much of an item is kept where there is no cap, and the caps.
struct BookOf {
    kept: fn(&Item) -> Pence,
    caps: [CapOf; 2],
}

fn caps_of(book: &RuleBook) -> Option<BookOf> {
    let pro_rata = |_: &Model, _: &Item, _: &Plan| (0, None);
    match book.id() {
        "capped-in-turn" => Some(BookOf {
            kept: |item| Pence::from(item.amount.pence()),
            caps: [
                CapOf {
                    per: Pot::Line,
                    counts: |_, left| left,
                    amount: |unspent| (unspent.max(0) * 2 + 2) / 3,
                    turn: pro_rata,
                },
                CapOf {
                    per: Pot::Stream,
                    counts: |_, left| left,
                    amount: |unspent| unspent.max(0) / 3,
                    turn: |model, item, plan| match model.came(item, plan.year()) {
                        None => (1, None),
                        came => (0, came),
                    },
                },
            ],
        }),
        "capped-up-the-tree" => Some(BookOf {
            kept: |item| {
                let whole = Pence::from(item.amount.pence());
                if is_promised(item) {
                    whole
                } else {
                    whole * 3 / 4
                }
            },
            caps: [
                CapOf {
                    per: Pot::Body,
                    counts: |item, left| if is_promised(item) { 0 } else { left },
                    amount: |unspent| unspent.max(0) / 2,
                    turn: pro_rata,
                },
                CapOf {
                    per: Pot::Accountable,
                    counts: |_, left| left,
                    amount: |unspent| (unspent.max(0) + 2) / 3,
                    turn: |_, item, _| match item.kind {
                        ItemKind::Commitment(_) => (1, None),
                        ItemKind::Hold(_) => (2, None),
                        _ => (3, None),
                    },
                },
            ],
        }),
        _ => None,
    }
}

fn is_promised(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Commitment(_) | ItemKind::Hold(_))
}

fn shares_anew(of: &BookOf, plan: &Plan, before: &Ledger, model: &Model) {
    let year = plan.year();
    let mut items = model.items(year);
    items.retain(|item| item.kind != ItemKind::Deficit);
    items.sort_by(|a, b| (&a.id, &a.line).cmp(&(&b.id, &b.line)));
    let mut left: Vec<Pence> = items.iter().map(of.kept).collect();
    let mut unspent: BTreeMap<String, Pence> = BTreeMap::new();
    for cap in &of.caps {
        for ((its, line), it) in positions(before) {
            if its == year {
                let sum = it.authority.pence() - it.spent.pence();
                let pot = pot_of(cap.per, &line, model, plan);
                *unspent.entry(pot).or_default() += Pence::from(sum);
            }
        }
        let mut pots: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            let pot = pot_of(cap.per, &item.line, model, plan);
            pots.entry(pot).or_default().push(at);
        }
        for (pot, its) in pots {
            let claim = |at: &usize| {
                let item = &items[*at];
                ((cap.turn)(model, item, plan), (cap.counts)(item, left[*at]))
            };
            let claims: Vec<(Turn, Pence)> = its.iter().map(claim).collect();
            let amount = (cap.amount)(unspent.get(&pot).copied().unwrap_or(0));
            for ((at, (_, claim)), share) in
                its.iter().zip(&claims).zip(shared_out(amount, &claims))
            {
                left[*at] -= claim - share;
            }
        }
    }
    let kept = items
        .iter()
        .zip(left)
        .map(|(item, kept)| (item_key(item), kept));
    let kept: BTreeMap<(String, String), Pence> = kept.collect();
    for decision in plan.decisions() {
        let key = (decision.item.to_string(), decision.line.to_string());
        let said = Pence::from(decision.disposal.sum_of(Outcome::RollOver).pence());
        let wanted = kept.get(&key).copied().unwrap_or(0);
        assert_eq!(
            said,
            wanted,
            "{} of {year}: {}",
            decision.item,
            plan.explain(decision)
        );
    }
}

fn pot_of(per: Pot, line: &Line, model: &Model, plan: &Plan) -> String {
    let last = model.calendar.last_day(plan.year());
    match per {
        Pot::Line => format!("line {line}"),
        Pot::Body => format!("body {}", line.body),
        Pot::Stream => format!("stream {}", line.stream),
        Pot::Nearest(_) => unreachable!("no book of this page"),
        Pot::Accountable => {
            let answers = model.accountable(&line.body, last);
            format!(
                "accountable {}",
                answers.unwrap_or_else(|| line.body.clone())
            )
        }
    }
}
