//! `ringfence ask`: a question of a finance team, and the entries behind a row of its answer.

use std::path::{Path, PathBuf};

use clap::Args;
use ringfence::noun::{BodyId, StreamId};
use ringfence::state::Rules;
use ringfence::view::{self, Argument, Asking, questions};
use ringfence::word::FinancialYear;
use ringfence_store::PostError;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::rules::{Form, rules};
use crate::show::written;

/// What is asked of a folder.
#[derive(Debug, Args)]
pub(crate) struct Question {
    /// A folder of CSV files.
    folder: PathBuf,
    /// The question, by its name; left out: a list of them.
    name: Option<String>,
    /// Of which year; left out: the one that is open, the earlier of two.
    #[arg(long)]
    year: Option<FinancialYear>,
    /// Of one body.
    #[arg(long)]
    body: Option<BodyId>,
    /// Of one stream.
    #[arg(long)]
    stream: Option<StreamId>,
    /// As it stood at the end of a day.
    #[arg(long, value_name = "DAY")]
    as_at: Option<String>,
    /// How many days an order takes to be received.
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    lead_days: u16,
    /// How many years to come are looked at.
    #[arg(long, value_name = "YEARS")]
    years_ahead: Option<u16>,
    /// The last year whose recurrent base counts as confirmed.
    #[arg(long, value_name = "YEAR")]
    confirmed_to: Option<FinancialYear>,
    /// From which day a recharge counts as late.
    #[arg(long, value_name = "DAY")]
    late_from: Option<String>,
    /// By which day another stream must have paid for a post, or a supplier, that is found.
    #[arg(long, value_name = "DAY")]
    baseline: Option<String>,
    /// By how many in a hundred two sums may differ that are still found alike.
    #[arg(long, value_name = "PERCENT")]
    within: Option<u16>,
    /// The last day on which money may move.
    #[arg(long, value_name = "DAY")]
    cut_off: Option<String>,
    /// Rules to ask or to compare with: names of those that come with the library, or files.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    rules: Vec<String>,
    /// Show the entries behind a row instead, counted from 1.
    #[arg(long, value_name = "ROW")]
    trace: Option<usize>,
    /// Of that row only the entries behind one of its figures.
    #[arg(long, value_name = "COLUMN", requires = "trace")]
    figure: Option<String>,
    /// How it is written.
    #[arg(long = "as", value_enum, default_value = "text")]
    form: Form,
}

/// The answer, or the list of questions.
pub(crate) fn ask(of: &Question) -> Answer {
    let answered = match &of.name {
        Some(name) => answered(of, name),
        None => Ok(listed()),
    };
    match answered {
        Ok(text) => Answer::Well(text),
        Err(no) => Answer::Faults(format!("{no}\n")),
    }
}

fn listed() -> String {
    let each = questions().iter();
    let lines: Vec<String> = each
        .map(|it| format!("{}: {}\n", it.name, it.wording))
        .collect();
    lines.concat()
}

fn answered(of: &Question, name: &str) -> Result<String, Failure> {
    let rules: Vec<Rules> = of
        .rules
        .iter()
        .map(|it| rules(it))
        .collect::<Result<_, _>>()?;
    let loaded = Loaded::from(Path::new(&of.folder))?;
    let ledger = loaded.book.ledger();
    let reads = |it: &&view::Question| it.name == name && it.takes.contains(&Argument::Entries);
    let entries = match questions().iter().find(reads) {
        Some(_) => loaded.book.entries().map_err(PostError::from)?,
        None => Vec::new(),
    };
    let asking = Asking {
        year: of.year.or(ledger.open_year()),
        body: of.body.clone(),
        stream: of.stream.clone(),
        as_at: day("as-at", of.as_at.as_ref())?,
        lead_days: of.lead_days,
        years_ahead: of.years_ahead,
        confirmed_to: of.confirmed_to,
        late_from: day("late-from", of.late_from.as_ref())?,
        baseline: day("baseline", of.baseline.as_ref())?,
        within: of.within,
        cut_off: day("cut-off", of.cut_off.as_ref())?,
        rules: &rules,
        entries: &entries,
        ..Asking::of(name)
    };
    let answer = view::answer(ledger, &asking)?;
    let Some(row) = of.trace else {
        return Ok(written(&answer.table, of.form));
    };
    let place = row.checked_sub(1);
    let traced = place.and_then(|it| answer.trace(ledger, it, of.figure.as_deref()));
    let rows = answer.table.rows.len();
    let traced = traced.ok_or(Failure::NoRow { row, rows })?;
    Ok(written(&traced, of.form))
}

/// A day as it is written on the command line.
pub(crate) fn day<T: std::str::FromStr>(
    name: &'static str,
    said: Option<&String>,
) -> Result<Option<T>, Failure> {
    let no = |found: &String| Failure::NoDay {
        name,
        found: found.clone(),
    };
    said.map(|text| text.parse().map_err(|_| no(text)))
        .transpose()
}
