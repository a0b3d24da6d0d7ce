//! Question 14: what becomes of each balance at the year end, by which clause, and who benefits.

use std::collections::BTreeMap;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::law::RuleBook;
use crate::noun::{Line, ProjectId, Wording};
use crate::state::{DelayRead, Ledger, Origin};
use crate::view::{Cell, Table, decisions, decisions_of};
use crate::word::FinancialYear;

pub(super) const QUESTION: Question = Question {
    number: 14,
    name: "year_end",
    title: "Year end",
    wording: "What becomes of each unspent balance and each over-spend: tied to which project, \
              whose delay, what is kept, what lapses, who benefits, by which clause?",
    about: "A row for each item that the year leaves behind on each line, in the order of the \
            plan. Of a closed year it is what the close did; its clauses are rebuilt from the \
            journal, where that is given. Of an open year it is what a close would do under the \
            book in force, or under the first of the rules that are asked.",
    takes: &[
        Argument::Body,
        Argument::Stream,
        Argument::Rules,
        Argument::Entries,
    ],
    columns: &[
        Derived::text(
            "item",
            "the item: a commitment or hold by its id, else what it is and of",
        ),
        Derived::text(
            "kind",
            "commitment, hold, earmark, slippage, free or deficit",
        ),
        Derived::text("body", "whose line"),
        Derived::text("stream", "of which stream"),
        Derived::year("vintage", "the year in which its money was first given"),
        Derived::text("recurrence", "recurrent or non-recurrent"),
        Derived::text(
            "project",
            "the project that it is tied to, or that it names",
        ),
        Derived::text(
            "delay",
            "the causes of that project's delays that touch the year",
        ),
        Derived::text("whose_delay", "whom each is put down to; or not recorded"),
        Derived::money(
            "amount",
            "how much the item is; a deficit stands below nought",
        ),
        Derived::text("outcome", "what becomes of it"),
        Derived::money("kept", "what rolls over"),
        Derived::money("lapsed", "what lapses"),
        Derived::money("reverted", "what goes back to the funder"),
        Derived::money("re_provided", "what is given up and given again next year"),
        Derived::money("absorbed", "the deficit that the accountable body meets"),
        Derived::money(
            "first_call",
            "the deficit that next year's money meets first",
        ),
        Derived::text("benefits", "who has what lapses, or what reverts"),
        Derived::text(
            "missing",
            "the evidence that is missing, or the clauses that disagree",
        ),
        Derived::text("book", "the rule book"),
        Derived::text("rule", "the rule"),
        Derived::text("clause", "the clause that decides"),
        Derived::text("source", "its source"),
    ],
    adds_up: &[],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let table = decided(ledger, asking, year)?;
    let mut rows = Rows::default();
    let closing = ledger.closing_entry(year);
    let places = Places::of(&table);
    for row in &table.rows {
        let Some(line) = line_of(&places, row) else {
            continue;
        };
        if !asking.is_about(&line.body, &line.stream) {
            continue;
        }
        let item = places.text(row, "item");
        let mut origins = ledger.origins_of_item(item, &line, year);
        let project = ledger.project_of_item(item);
        let delays = project.map(|project| ledger.delays_read(project, year));
        let delays = delays.unwrap_or_default();
        origins.extend(delays.iter().map(|it| Origin::Entry(it.entry)));
        origins.extend(closing.map(|entry| Origin::On(entry, line.clone(), year)));
        let cells = cells(ledger, (&places, row), &line, (project, &delays));
        rows.add(cells, origins);
    }
    table.notes.iter().for_each(|note| rows.note(note));
    Ok(rows)
}

/// The decisions of a plan, or of a close with or without its clauses.
fn decided(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Table, Unanswered> {
    let said = asking.rules.first().map(|rules| rules.book());
    let said: Option<RuleBook> = said.transpose()?;
    let Some(closing) = ledger.closing_book(year) else {
        let book = said.unwrap_or_else(|| RuleBook::clone(&ledger.rule_book()));
        return match ledger.plan_close(year, &book) {
            Ok(plan) => Ok(decisions(&plan)),
            Err(no) => {
                let mut table = decisions_of(ledger, year);
                table.note(format!("It cannot be planned: {no}."));
                Ok(table)
            }
        };
    };
    if asking.entries.is_empty() {
        let mut table = decisions_of(ledger, year);
        table.note("Its clauses are rebuilt from the journal, which was not given.");
        return Ok(table);
    }
    let book = said.unwrap_or_else(|| RuleBook::clone(&closing));
    match ledger.before_close(asking.entries, year)? {
        Some(before) => Ok(decisions(&before.plan_close(year, &book)?)),
        None => Ok(decisions_of(ledger, year)),
    }
}

/// Where the columns of the decisions stand, looked up once.
struct Places(BTreeMap<&'static str, usize>);

impl Places {
    fn of(table: &Table) -> Places {
        let columns = table.columns.iter().enumerate();
        Places(
            columns
                .map(|(place, column)| (column.name, place))
                .collect(),
        )
    }

    fn cell(&self, row: &[Cell], column: &str) -> Cell {
        let place = self.0.get(column);
        place.map_or(Cell::Nothing, |place| row[*place].clone())
    }

    fn text<'r>(&self, row: &'r [Cell], column: &str) -> &'r str {
        let place = self.0.get(column);
        place
            .and_then(|place| row[*place].text())
            .unwrap_or_default()
    }
}

/// The line of a row of decisions.
fn line_of(places: &Places, row: &[Cell]) -> Option<Line> {
    let Cell::Year(vintage) = places.cell(row, "vintage") else {
        return None;
    };
    Some(Line {
        body: places.text(row, "body").parse().ok()?,
        stream: places.text(row, "stream").parse().ok()?,
        vintage,
        recurrence: Wording::from_word(places.text(row, "recurrence"))?,
    })
}

fn cells(
    ledger: &Ledger,
    (places, row): (&Places, &[Cell]),
    line: &Line,
    (project, delays): (Option<&ProjectId>, &[DelayRead<'_>]),
) -> Vec<Cell> {
    let cell = |name: &str| places.cell(row, name);
    let causes: Vec<String> = delays.iter().map(|it| it.cause.to_string()).collect();
    let whose = delays.iter().map(|it| {
        let party = it.party.map(ToString::to_string);
        party.unwrap_or_else(|| "not recorded".to_owned())
    });
    let whose: Vec<String> = whose.collect();
    let said = match causes.is_empty() {
        true => places.text(row, "cause").to_owned(),
        false => causes.join(", "),
    };
    let mut cells = Vec::with_capacity(QUESTION.columns.len());
    let named = ["item", "kind", "body", "stream", "vintage", "recurrence"];
    cells.extend(named.map(cell));
    cells.push(Cell::maybe(project, Cell::words));
    cells.extend([Cell::said(&said), Cell::said(&whose.join(", "))]);
    let parts = [
        "amount",
        "outcome",
        "kept",
        "lapsed",
        "reverted",
        "re_provided",
        "absorbed",
        "first_call",
    ];
    cells.extend(parts.map(cell));
    let sums = [cell("lapsed"), cell("reverted")];
    cells.push(benefits(ledger, line, sums, &cell("accountable")));
    cells.extend(["missing", "book", "rule", "clause", "source"].map(cell));
    cells
}

/// Who has what lapses, and to whom goes back what reverts.
fn benefits(ledger: &Ledger, line: &Line, sums: [Cell; 2], accountable: &Cell) -> Cell {
    let is_some = |cell: &Cell| cell.money().is_some_and(|sum| !sum.is_zero());
    let [lapsed, reverted] = sums.map(|cell| is_some(&cell));
    let who = lapsed.then(|| accountable.to_string());
    let funder = reverted.then(|| ledger.funder_read(&line.stream, &line.body).to_string());
    let all: Vec<String> = who.into_iter().chain(funder).collect();
    Cell::said(&all.join(", "))
}
