//! Laws of order: what may change places.

use ringfence::journal::act::Allocate;
use ringfence::journal::{Act, Draft, Refusals};
use ringfence::law::RuleBook;
use ringfence::noun::{BodyId, Recurrence, StreamId};
use ringfence::state::{Closing, Ledger};
use ringfence::word::{FinancialYear, Money};
use ringfence_store::{Book, MemoryStore};

use super::walk::{in_words, positions, post_to};
use super::{Seen, Tally, Watch, walk};
use crate::generate::{History, id};
use crate::model::Model;

/// Law 20: two entries that share no line, project, commitment, key or limit may change places.
pub fn never_order_of_independent_entries_matters(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut Independent::default()])
}

/// Law 33: an opening notice restates the base, whether it comes before the close or after.
pub fn never_a_base_counts_twice(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut BaseOnce])
}

/// Remembers the draft before.
#[derive(Default)]
pub(super) struct Independent {
    last: Option<(Draft, Ledger)>,
}

impl Watch for Independent {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let last = self.last.take();
        let Seen::Draft {
            draft,
            before,
            verdict: Ok(_),
            ..
        } = seen
        else {
            return;
        };
        self.last = Some((draft.clone(), before.clone()));
        let Some((earlier, ledger)) = last else {
            return;
        };
        let apart = touches(&earlier.act).zip(touches(&draft.act));
        if !apart.is_some_and(|(one, other)| one.is_apart_from(&other, model)) {
            return;
        }
        let mut swapped = ledger;
        for it in [draft, &earlier] {
            if let Err(no) = post_to(&mut swapped, it) {
                panic!(
                    "{no} for {}, once {} came first",
                    in_words(&earlier),
                    in_words(draft)
                );
            }
        }
        assert_eq!(
            positions(&swapped),
            positions(book.ledger()),
            "{}",
            in_words(draft)
        );
    }
}

/// What an act touches: the bodies whose lines it moves on a stream.
struct Touched {
    stream: StreamId,
    bodies: Vec<BodyId>,
}

impl Touched {
    fn is_apart_from(&self, other: &Touched, model: &Model) -> bool {
        let shared = self.bodies.iter().any(|body| other.bodies.contains(body));
        let mut lines = self
            .lines()
            .flat_map(|one| other.lines().map(move |it| (one, it)));
        let limited = lines.any(|(one, other)| model.share_a_term(one, other));
        (self.stream != other.stream || !shared) && !limited
    }

    fn lines(&self) -> impl Iterator<Item = (&BodyId, &StreamId)> + Clone {
        self.bodies.iter().map(|body| (body, &self.stream))
    }
}

/// What an act touches, where it names no project, promise or entry that others may share.
fn touches(act: &Act) -> Option<Touched> {
    let touched = |stream: &StreamId, bodies: &[&BodyId]| {
        let bodies = bodies.iter().map(|body| (*body).clone()).collect();
        Some(Touched {
            stream: stream.clone(),
            bodies,
        })
    };
    match act {
        Act::Release(it) => touched(&it.stream, &[&it.to]),
        Act::Hold(it) if it.project.is_none() => touched(&it.stream, &[&it.body]),
        Act::Commit(it) if it.project.is_none() && it.hold.is_none() => {
            touched(&it.stream, &[&it.body])
        }
        Act::Spend(it) if it.project.is_none() && it.commitment.is_none() => {
            touched(it.stream.as_ref()?, &[it.body.as_ref()?])
        }
        Act::Vire(it) if it.to_stream.is_none() => touched(&it.stream, &[&it.from, &it.to]),
        Act::Allocate(it) => {
            let above = ["upland", "seaward", "aberwen"].map(id);
            let mut bodies = vec![&it.to];
            bodies.extend(above.iter());
            touched(&it.stream, &bodies)
        }
        _ => None,
    }
}

/// Tries an opening notice on both sides of each close.
pub(super) struct BaseOnce;

impl Watch for BaseOnce {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let Seen::Close {
            plan,
            before,
            closing,
            ..
        } = seen
        else {
            return;
        };
        // A rule may look at the very base that the notice restates, at the notice, or at the day
        // on which it was recorded.
        let text = plan.book().text();
        let looks_at_it = ["line.base", "next.", "\"next\"", "year.known_to"];
        if looks_at_it.iter().any(|word| text.contains(word)) {
            return;
        }
        let next = plan.year().next();
        for to in ["upland", "north"] {
            let there = model
                .last_day(&id(to))
                .is_none_or(|last| closing.effective <= last);
            if !there || model.states_opening(&id(to), &id("cluster"), next) {
                continue;
            }
            let notice = opening_notice(to, next, closing);
            let mut early = before.clone();
            let posted = post_to(&mut early, &notice);
            // Where a year stands at the end of its range, a letter may be one too many.
            let too_many = |no: &Refusals| no.first().code() == "money_out_of_range";
            if posted.as_ref().is_err_and(too_many) {
                continue;
            }
            posted.expect("a letter may precede its year");
            let again = early
                .plan_close(plan.year(), plan.book())
                .expect("an open year");
            let mut late = book.ledger().clone();
            let posted = post_to(&mut late, &notice);
            let events = early.check_close(&again, closing);
            if events.as_ref().is_err_and(too_many) {
                let said = format!("{:?}", posted.as_ref().map(|it| it.entry));
                assert!(posted.is_err_and(|no| too_many(&no)), "{said}");
                continue;
            }
            posted.expect("a letter may follow the opening");
            for event in events.expect("a fresh plan") {
                let entry = early.entry_of(&event);
                early
                    .apply(&event, entry.hash)
                    .expect("what was checked can be applied");
            }
            assert_eq!(
                positions(&early),
                positions(&late),
                "an opening notice to {to} before the close (left) and after it (right)",
            );
        }
    }
}

fn opening_notice(to: &str, year: FinancialYear, closing: &Closing) -> Draft {
    let notice = Allocate {
        stream: id("cluster"),
        to: id(to),
        from: Some(id("aberwen")),
        year,
        amount: Money::new(12_345_678),
        full_year: None,
        recurrence: Recurrence::Recurrent,
        opening: true,
        actual: false,
        stated: None,
        confirms: None,
    };
    Draft::of(Act::Allocate(notice)).effective(closing.effective)
}
