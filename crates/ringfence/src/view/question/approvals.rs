//! Question 11: who approved what, and what was spent without a project that was approved.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::journal::ActKind;
use crate::journal::act::Approval;
use crate::state::{ApprovalRead, Ledger, Origin};
use crate::view::Cell;
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 11,
    name: "approvals",
    title: "Approvals",
    wording: "Who approved each project, release and virement, within which limit and by which \
              clause, and what was spent with no approval?",
    about: "A row for each approval of a project, and each step of one, that counts in the year; \
            for what was promised or spent for projects beyond what was approved by its day; for \
            each virement and each release of the year on each line that it touches, in the order \
            of the journal; then for each body and stream what was spent for no project. Projects \
            are there where neither a body nor a stream is asked about. Who decided a virement or \
            a release, and what the rules said of each ask as it was made, under the book in \
            force then, are read from the journal, where it is given; whoever posts a fact asks \
            no rule. A limit is said in the words of its clause, which may hold the sum of a \
            year against it; a limit that is none of a sum, such as a quorum, is not shown.",
    takes: &[
        Argument::Body,
        Argument::Stream,
        Argument::AsAt,
        Argument::Entries,
    ],
    columns: &[
        Derived::text(
            "what",
            "approval, step (others have still to approve), without approval, virement, release, \
             or spent without a project",
        ),
        Derived::text("project", "the project"),
        Derived::text(
            "step",
            "the place in the project's chain of approval, where it has one",
        ),
        Derived::text(
            "body",
            "of an approval, which body approves; else whose line",
        ),
        Derived::text("stream", "of which stream"),
        Derived::date("effective", "when it counts"),
        Derived::text("sum", "once, each year, or added to the approval before"),
        Derived::money(
            "amount",
            "what is approved; what nobody had approved; what is vired or released into the \
             line, below nought out of it; what was spent for no project",
        ),
        Derived::text(
            "by",
            "who approved, as the approval says; of a virement or release who decided, as its \
             words say, else who posted it",
        ),
        Derived::number("present", "how many were present"),
        Derived::text("evidence", "the evidence of the approval"),
        Derived::number("entry", "the entry"),
        Derived::text(
            "clause",
            "the clause of each rule that it was held to: book, rule and label, `unset` where none \
             applied; nothing where no rule was asked",
        ),
        Derived::text(
            "limit",
            "of these rules each clause with the sum up to which it leaves what is asked, or with \
             the comparison of what was asked that would have got another answer",
        ),
    ],
    adds_up: &[],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut lines = Lines::default();
    if asking.body.is_none() && asking.stream.is_none() {
        projects(ledger, asking, year, &mut lines);
    }
    for it in ledger.asked_read(year, asking.as_at) {
        if !asking.is_about(&it.line.body, &it.line.stream) {
            continue;
        }
        let what = match it.kind {
            ActKind::Vire => "virement",
            _ => "release",
        };
        let mut cells = vec![Cell::words(what), Cell::Nothing, Cell::Nothing];
        cells.extend([Cell::words(&it.line.body), Cell::words(&it.line.stream)]);
        cells.extend([
            Cell::Date(ledger.effective_of(it.entry)),
            Cell::Nothing,
            Cell::maybe(Money::from_pence(it.pence).ok(), Cell::Money),
        ]);
        cells.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing]);
        let origin = Origin::On(it.entry, it.line.clone(), year);
        lines.add(cells, Some(it.entry), Asks::Rules, vec![origin]);
    }
    for ((body, stream), cost) in ledger.ledger_costs(year, asking.as_at) {
        if cost.unnamed == 0 || !asking.is_about(body, stream) {
            continue;
        }
        let mut cells = vec![
            Cell::words("spent without a project"),
            Cell::Nothing,
            Cell::Nothing,
        ];
        cells.extend([Cell::words(body), Cell::words(stream)]);
        cells.extend([
            Cell::Nothing,
            Cell::Nothing,
            Cell::maybe(Money::from_pence(cost.unnamed).ok(), Cell::Money),
        ]);
        cells.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing]);
        let origin = Origin::Unnamed(body.clone(), stream.clone(), year);
        lines.add(cells, None, Asks::Nobody, vec![origin]);
    }
    lines.rows(ledger, asking)
}

/// Whether the rules are asked of what a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    Rules,
    Nobody,
}

/// The rows, before it is looked up what the journal says of their entries.
#[derive(Default)]
struct Lines(Vec<Told>);

struct Told {
    cells: Vec<Cell>,
    entry: Option<u64>,
    asks: Asks,
    origins: Vec<Origin>,
}

/// Where it is said who approved.
const BY: usize = 8;

impl Lines {
    fn add(&mut self, cells: Vec<Cell>, entry: Option<u64>, asks: Asks, origins: Vec<Origin>) {
        self.0.push(Told {
            cells,
            entry,
            asks,
            origins,
        });
    }

    fn rows(self, ledger: &Ledger, asking: &Asking<'_>) -> Result<Rows, Unanswered> {
        let asks = self.0.iter().filter(|it| it.asks == Asks::Rules);
        let wanted: BTreeSet<u64> = asks.filter_map(|it| it.entry).collect();
        let mut rows = Rows::default();
        let ruled = match asking.entries.is_empty() {
            true => BTreeMap::new(),
            false => ledger.ruled_read(asking.entries, &wanted)?,
        };
        if asking.entries.is_empty() && !wanted.is_empty() {
            rows.note(
                "Who decided virements and releases, clauses and limits are read from the \
                       journal, which was not given.",
            );
        }
        for mut it in self.0 {
            let told = it.entry.and_then(|entry| ruled.get(&entry));
            if it.cells[BY] == Cell::Nothing {
                it.cells[BY] = Cell::maybe(told.and_then(|told| told.by.as_ref()), Cell::words);
            }
            let told = told.map(|told| &told.held);
            let clauses = told.map(|held| held.clauses.join("; "));
            let limits = told.map(|held| held.limits.join("; "));
            it.cells.push(Cell::maybe(it.entry, Cell::Number));
            it.cells.push(Cell::said(&clauses.unwrap_or_default()));
            it.cells.push(Cell::said(&limits.unwrap_or_default()));
            rows.add(it.cells, it.origins);
        }
        Ok(rows)
    }
}

/// The approvals that stand and count in the year, those of earlier years for every year too;
/// then what was promised or spent for projects beyond them.
fn projects(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear, lines: &mut Lines) {
    let calendar = ledger.calendar();
    let (first, last) = (calendar.first_day(year), calendar.last_day(year));
    let by_then = |day: NaiveDate| day <= last && asking.as_at.is_none_or(|until| day <= until);
    let mut all = ledger.approvals_read();
    all.retain(|it| it.corrected_by.is_none() && by_then(it.effective));
    all.sort_by_key(|it| it.entry);
    for it in all {
        let (sum, amount, counts) = match it.sum {
            Approval::Once { amount } => ("once", amount, it.effective >= first),
            Approval::Annual { annual, until, .. } => (
                "each year",
                annual,
                until.is_none_or(|until| until >= first),
            ),
        };
        if counts {
            let origins = [Origin::Entry(it.entry), Origin::Project(it.project.clone())];
            let cells = approval(&it, if it.adds { "added" } else { sum }, amount);
            lines.add(cells, Some(it.entry), Asks::Rules, origins.into());
        }
    }
    for (project, entry, day, pence) in ledger.unapproved_read() {
        if day < first || !by_then(day) {
            continue;
        }
        let mut cells = vec![Cell::words("without approval"), Cell::words(project)];
        cells.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Date(day)]);
        cells.extend([
            Cell::Nothing,
            Cell::maybe(Money::narrow(pence), Cell::Money),
        ]);
        cells.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing]);
        lines.add(cells, Some(entry), Asks::Nobody, vec![Origin::Entry(entry)]);
    }
}

fn approval(it: &ApprovalRead<'_>, sum: &str, amount: Money) -> Vec<Cell> {
    let what = if it.gives_room { "approval" } else { "step" };
    let step = it.step.map(|(place, of)| format!("{place} of {of}"));
    vec![
        Cell::words(what),
        Cell::words(it.project),
        Cell::maybe(step, Cell::words),
        Cell::maybe(it.body, Cell::words),
        Cell::maybe(it.stream, Cell::words),
        Cell::Date(it.effective),
        Cell::words(sum),
        Cell::Money(amount),
        Cell::said(it.by),
        Cell::maybe(it.present, |present| Cell::Number(present.into())),
        Cell::maybe(it.evidence, Cell::words),
    ]
}
