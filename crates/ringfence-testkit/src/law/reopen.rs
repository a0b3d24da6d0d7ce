//! Law 15, its second half: reopening reverses exactly what a close posted.

use std::collections::BTreeMap;

use ringfence::journal::Act;
use ringfence::law::RuleBook;
use ringfence::noun::{Line, Position};
use ringfence::word::FinancialYear;
use ringfence_store::{Book, MemoryStore};

use super::walk::positions;
use super::{Seen, Watch};
use crate::model::Model;

type Standings = BTreeMap<(FinancialYear, Line), Position>;

/// How a book stood before each close, and what it planned.
#[derive(Default)]
pub(super) struct ReopeningReverses {
    before: BTreeMap<FinancialYear, (Standings, Vec<String>)>,
}

impl Watch for ReopeningReverses {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        match seen {
            Seen::Close { plan, before, .. } => {
                let stood = (positions(before), super::close::in_short(plan));
                self.before.insert(plan.year(), stood);
            }
            Seen::Draft {
                draft,
                verdict: Ok(_),
                model_before,
                ..
            } => {
                if let Act::Reopen(it) = &draft.act
                    && model_before.is_closed(it.year)
                {
                    self.is_as_before(it.year, book, model);
                }
            }
            Seen::Draft { .. } | Seen::Planned { .. } => {}
        }
    }
}

impl ReopeningReverses {
    fn is_as_before(&self, year: FinancialYear, book: &Book<MemoryStore>, model: &Model) {
        let (stood, planned) = &self.before[&year];
        let stays = model.ahead.is_some();
        // What came since may be of a later year.
        let next = year.next();
        let same = |(its, _): &(FinancialYear, Line)| *its == year || (*its == next && !stays);
        let of = |all: &Standings| -> Standings {
            let all = all.iter().filter(|(spot, _)| same(spot));
            all.map(|(spot, it)| (spot.clone(), *it)).collect()
        };
        let now = of(&positions(book.ledger()));
        assert_eq!(now, of(stood), "{year}, opened again");
        assert!(!book.ledger().closed_years().contains(&year));
        if !stays {
            let again = book.ledger().plan_close(year, &RuleBook::empty());
            let again = again.expect("it is open");
            let items = |all: &[String]| -> Vec<String> {
                let name = |it: &String| it.split(' ').take(3).collect::<Vec<_>>().join(" ");
                all.iter().map(name).collect()
            };
            let found = super::close::in_short(&again);
            assert_eq!(items(&found), items(planned), "items of {year}");
        }
    }
}
