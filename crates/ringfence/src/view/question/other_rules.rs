//! Question 20: what another rule would have done.

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::law::RuleBook;
use crate::noun::{Line, Wording};
use crate::state::{Ledger, Rules};
use crate::view::{Cell, compared};
use crate::word::FinancialYear;

pub(super) const QUESTION: Question = Question {
    number: 20,
    name: "other_rules",
    title: "What other rules would have done",
    wording: "What would another rule have done with what the year leaves behind?",
    about: "A row for each item and each of the rules that are asked, beside the book that closed \
            the year, else the one in force; without rules, beside the book under which nothing \
            is kept. What a reform keeps, lapses, reverts, re-provides, absorbs, makes a first \
            call or leaves undecided adds up to the amount.",
    takes: &[
        Argument::Body,
        Argument::Stream,
        Argument::Rules,
        Argument::Entries,
    ],
    columns: &[
        Derived::year("year", "the year"),
        Derived::text("reform", "the rules that are asked"),
        Derived::text("item", "the item"),
        Derived::text("body", "whose line"),
        Derived::text("stream", "of which stream"),
        Derived::year("vintage", "the year in which its money was first given"),
        Derived::text("recurrence", "recurrent or non-recurrent"),
        Derived::text(
            "accountable",
            "who answers for the line and has what lapses",
        ),
        Derived::money(
            "amount",
            "how much the item is; a deficit stands below nought",
        ),
        Derived::money("kept_by_baseline", "what the baseline keeps"),
        Derived::money("kept_by_reform", "what the reform keeps"),
        Derived::money("lapsed_by_baseline", "what lapses under the baseline"),
        Derived::money("lapsed_by_reform", "what lapses under the reform"),
        Derived::money("reverted_by_reform", "what goes back to the funder"),
        Derived::money(
            "re_provided_by_reform",
            "what is given up and given again next year",
        ),
        Derived::money(
            "absorbed_by_reform",
            "the deficit that the accountable body meets",
        ),
        Derived::money(
            "first_call_by_reform",
            "the deficit that next year's money meets first",
        ),
        Derived::money("undecided", "what waits for evidence, or for one answer"),
        Derived::money("difference", "kept_by_reform − kept_by_baseline"),
        Derived::text(
            "reason_of_baseline",
            "the rule and clauses that took something of it",
        ),
        Derived::text("reason", "the same under the reform"),
    ],
    adds_up: &[],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut rows = Rows::default();
    let closing = ledger.closing_book(year);
    let is_open = closing.is_none();
    if is_open && !ledger.open_years().contains(&year) {
        rows.note(format!(
            "{year} is neither closed nor open: it leaves nothing behind."
        ));
        return Ok(rows);
    }
    if !is_open && asking.entries.is_empty() {
        rows.note("A close is made anew from the journal, which was not given.");
        return Ok(rows);
    }
    let baseline = closing.unwrap_or_else(|| ledger.rule_book());
    let nothing = [Rules::Book(RuleBook::empty())];
    let rules = if asking.rules.is_empty() {
        &nothing
    } else {
        asking.rules
    };
    let baseline = Rules::Book((*baseline).clone());
    let of = ledger.compare(asking.entries, &baseline, rules, &[year])?;
    for row in &of.rows {
        debug_assert_eq!(row.year, year);
    }
    let table = compared(&of);
    for row in table.rows {
        let text = |place: usize| row[place].to_string();
        let line = line_of(&row);
        let Some(line) = line.filter(|it| asking.is_about(&it.body, &it.stream)) else {
            continue;
        };
        let origins = ledger.origins_of_item(&text(2), &line, year);
        rows.add(row, origins);
    }
    table.notes.into_iter().for_each(|note| rows.note(note));
    rows.note(format!("The baseline is {}.", of.baseline));
    Ok(rows)
}

fn line_of(row: &[Cell]) -> Option<Line> {
    let Cell::Year(vintage) = row[5] else {
        return None;
    };
    Some(Line {
        body: row[3].text()?.parse().ok()?,
        stream: row[4].text()?.parse().ok()?,
        vintage,
        recurrence: Wording::from_word(row[6].text()?)?,
    })
}
