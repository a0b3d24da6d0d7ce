//! Question 8: whether a ring-fenced pound went elsewhere, and how each floor and cap stands.

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::diverted::{Found, Looked, found};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::noun::{TermKind, Wording};
use crate::state::{Ledger, Origin, TermRead};
use crate::view::Cell;
use crate::view::term::read;
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 8,
    name: "ring_fence",
    title: "Ring-fence",
    wording: "How does each floor and ceiling stand, and has a ring-fenced pound gone to another \
              purpose, been recharged late, or paid for what was there before?",
    about: "A row for each floor and each cap that is in force in the year, then one for each \
            finding. A finding is something to look at, with its evidence; it is no verdict. \
            *cost_outside_purpose*: a project's cost is for another purpose than the project; \
            what is outside the purposes of a stream is refused and never comes to be. \
            *late_recharge*: a cost moved here from another stream on late_from or after it, \
            what waited in suspense apart. *funded_before*: a post committed in the year was \
            paid for by another stream before that, and before baseline where that is said; \
            the same post, or one of the same employer and role that ended no more than a year \
            away. So is a supplier whom another stream of the same board paid first for the same \
            purpose, by order or by cost, what waited in suspense or moved by a recharge apart: \
            a row for each body, stream and supplier. Names are compared as the journal has \
            them, without regard to case; one that is redacted, or left out, is not found. \
            *other_spend_fell*: under one board a stream cost more for a purpose than in the year \
            before, and another stream less for the same purpose by that sum, give or take \
            `within` in a hundred.",
    takes: &[
        Argument::Body,
        Argument::Stream,
        Argument::AsAt,
        Argument::LateFrom,
        Argument::Baseline,
        Argument::Within,
        Argument::Entries,
    ],
    columns: &[
        Derived::text("what", "floor, cap, or finding"),
        Derived::text("name", "the id of the floor or cap, or the kind of finding"),
        Derived::text("body", "whose; of other_spend_fell, the board that answers"),
        Derived::text("stream", "of which stream"),
        Derived::year("year", "of which year"),
        Derived::money("due", "what must be spent at least, or may be at most"),
        Derived::money(
            "amount",
            "of a floor what is spent, of a cap what is spent and committed, of a finding what it \
             is about",
        ),
        Derived::money(
            "room",
            "of a floor what is neither spent nor committed of it yet, of a cap what may still be; \
             below nought where a cap is exceeded",
        ),
        Derived::text(
            "state",
            "of a floor: met, on_track, at_risk, unreachable; of a cap: kept, exceeded; of a \
             finding: to be looked at",
        ),
        Derived::date(
            "since",
            "since when it is in force, or when it was found to begin",
        ),
        Derived::number("entry", "the entry that set it, or that it is about"),
        Derived::number("other_entry", "the entry that it is compared with"),
        Derived::text("says", "the finding in words"),
    ],
    adds_up: &[],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut rows = Rows::default();
    for kind in [TermKind::Floor, TermKind::Cap] {
        let mut all = read(ledger, kind, asking.as_at)?;
        all.retain(|it| it.year == year && asking.is_about(it.body, it.stream));
        all.sort_by_key(|it| (it.body, it.stream, it.id));
        for it in all {
            let lines = Origin::Lines(it.body.clone(), it.stream.clone(), year);
            rows.add(term(kind, &it), vec![Origin::Entry(it.entry), lines]);
        }
    }
    let twelfth = ledger.calendar().month_start(year, 11);
    let looked = Looked {
        of: asking.selection(year),
        year,
        late_from: asking.late_from.unwrap_or(twelfth),
        baseline: asking.baseline,
        within: asking.within.unwrap_or(20),
        entries: asking.entries,
    };
    for it in found(ledger, &looked)? {
        if asking.is_about(it.body, it.stream) {
            let cells = finding(&it, year);
            rows.add(cells, it.origins);
        }
    }
    if asking.entries.is_empty() {
        rows.note("Suppliers are looked for in the words of the journal, which was not given.");
    }
    Ok(rows)
}

fn term(kind: TermKind, it: &TermRead<'_>) -> Vec<Cell> {
    let known = |cell: Cell| match it.not_recorded {
        true => Cell::NotRecorded,
        false => cell,
    };
    let sum = |pence: i128| Cell::maybe(Money::narrow(pence), Cell::Money);
    let (amount, room, state) = match kind {
        TermKind::Floor => {
            let short = (it.due - it.told.used()).max(0);
            (it.told.spent, short, it.state.word())
        }
        TermKind::Cap => {
            let room = it.due - it.told.used();
            let state = if room < 0 { "exceeded" } else { "kept" };
            (it.told.used(), room, state)
        }
    };
    vec![
        Cell::words(kind.word()),
        Cell::words(it.id),
        Cell::words(it.body),
        Cell::words(it.stream),
        Cell::Year(it.year),
        sum(it.due),
        known(sum(amount)),
        known(sum(room)),
        known(Cell::words(state)),
        Cell::Date(it.since),
        Cell::Number(it.entry),
        Cell::Nothing,
        Cell::Nothing,
    ]
}

fn finding(it: &Found<'_>, year: FinancialYear) -> Vec<Cell> {
    vec![
        Cell::words("finding"),
        Cell::words(it.name),
        Cell::words(it.body),
        Cell::words(it.stream),
        Cell::Year(year),
        Cell::Nothing,
        Cell::maybe(Money::narrow(it.pence), Cell::Money),
        Cell::Nothing,
        Cell::words("to be looked at"),
        Cell::maybe(it.since, Cell::Date),
        Cell::maybe(it.entry, Cell::Number),
        Cell::maybe(it.other, Cell::Number),
        Cell::words(&it.says),
    ]
}
