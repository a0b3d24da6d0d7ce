//! Question 14: what becomes of each balance at the year end, by which clause, and who benefits.

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
    let mut table = decided(ledger, asking, year)?;
    let mut rows = Rows::default();
    let closing = ledger.closing_entry(year);
    let places = Places::of(&table);
    let mut last: Option<Line> = None;
    for mut row in std::mem::take(&mut table.rows) {
        // The items of a line come one after the other.
        let known = last.take().filter(|line| places.is_of(&row, line));
        let Some(line) = known.or_else(|| places.line(&row)) else {
            continue;
        };
        if asking.is_about(&line.body, &line.stream) {
            let item = places.text(&row, places.item);
            let mut origins = ledger.origins_of_item(item, &line, year);
            let project = ledger.project_of_item(item);
            let delays = project.map(|project| ledger.delays_read(project, year));
            let delays = delays.unwrap_or_default();
            origins.extend(delays.iter().map(|it| Origin::Entry(it.entry)));
            origins.extend(closing.map(|entry| Origin::On(entry, line.clone(), year)));
            let whose = benefits((ledger, &places), &row, &line);
            rows.add(places.cells(&mut row, (project, &delays), whose), origins);
        }
        last = Some(line);
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
struct Places {
    item: usize,
    body: usize,
    stream: usize,
    vintage: usize,
    recurrence: usize,
    accountable: usize,
    cause: usize,
    lapsed: usize,
    reverted: usize,
    /// For each column of the answer that the decisions have.
    each: Vec<Option<usize>>,
}

impl Places {
    fn of(table: &Table) -> Places {
        let found = |name: &str| table.columns.iter().position(|it| it.name == name);
        let place = |name: &str| found(name).expect("a column of the decisions");
        Places {
            item: place("item"),
            body: place("body"),
            stream: place("stream"),
            vintage: place("vintage"),
            recurrence: place("recurrence"),
            accountable: place("accountable"),
            cause: place("cause"),
            lapsed: place("lapsed"),
            reverted: place("reverted"),
            each: QUESTION.columns.iter().map(|it| found(it.name)).collect(),
        }
    }

    fn text<'r>(&self, row: &'r [Cell], place: usize) -> &'r str {
        row[place].text().unwrap_or_default()
    }

    /// The line of a row.
    fn line(&self, row: &[Cell]) -> Option<Line> {
        let Cell::Year(vintage) = row[self.vintage] else {
            return None;
        };
        Some(Line {
            body: self.text(row, self.body).parse().ok()?,
            stream: self.text(row, self.stream).parse().ok()?,
            vintage,
            recurrence: Wording::from_word(self.text(row, self.recurrence))?,
        })
    }

    fn is_of(&self, row: &[Cell], line: &Line) -> bool {
        self.text(row, self.body) == line.body.as_str()
            && self.text(row, self.stream) == line.stream.as_str()
            && row[self.vintage] == Cell::Year(line.vintage)
            && self.text(row, self.recurrence) == line.recurrence.word()
    }

    /// The fields of the answer, taken out of the row of decisions where that has them.
    fn cells(
        &self,
        row: &mut [Cell],
        (project, delays): (Option<&ProjectId>, &[DelayRead<'_>]),
        benefits: Cell,
    ) -> Vec<Cell> {
        let causes: Vec<String> = delays.iter().map(|it| it.cause.to_string()).collect();
        let whose = delays.iter().map(|it| {
            let party = it.party.map(ToString::to_string);
            party.unwrap_or_else(|| "not recorded".to_owned())
        });
        let whose: Vec<String> = whose.collect();
        let mut benefits = Some(benefits);
        let own = QUESTION.columns.iter().zip(&self.each);
        let cells = own.map(|(column, place)| match (column.name, place) {
            (_, Some(place)) => std::mem::replace(&mut row[*place], Cell::Nothing),
            ("project", None) => Cell::maybe(project, Cell::words),
            ("delay", None) if causes.is_empty() => {
                std::mem::replace(&mut row[self.cause], Cell::Nothing)
            }
            ("delay", None) => Cell::said(&causes.join(", ")),
            ("whose_delay", None) => Cell::said(&whose.join(", ")),
            _ => benefits.take().unwrap_or(Cell::Nothing),
        });
        cells.collect()
    }
}

/// Who has what lapses, and to whom goes back what reverts.
fn benefits((ledger, places): (&Ledger, &Places), row: &[Cell], line: &Line) -> Cell {
    let is_some = |place: usize| row[place].money().is_some_and(|sum| !sum.is_zero());
    let who = is_some(places.lapsed).then(|| row[places.accountable].to_string());
    let funder = is_some(places.reverted);
    let funder = funder.then(|| ledger.funder_read(&line.stream, &line.body).to_string());
    let all: Vec<String> = who.into_iter().chain(funder).collect();
    Cell::said(&all.join(", "))
}
