//! `ringfence plans` and `ringfence fixed-terms`: what is planned for years to come, and which
//! commitments outlive the base that is certain.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ringfence::law::RuleBook;
use ringfence::noun::{BodyId, StreamId};
use ringfence::state::Selection;
use ringfence::view;
use ringfence::word::FinancialYear;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::question::day;
use crate::rules::{Form, rules};
use crate::show::written;

/// What is asked of the plans of a folder.
#[derive(Debug, Args)]
pub(crate) struct Plans {
    #[command(flatten)]
    of: Asked,
    /// What is shown of them.
    #[arg(long, value_enum, default_value = "versions")]
    show: Shown,
    /// Of which year, where it is against what came of it; left out: the one that is open.
    #[arg(long)]
    year: Option<FinancialYear>,
}

/// Which fixed terms of a folder are asked about.
#[derive(Debug, Args)]
pub(crate) struct FixedTerms {
    #[command(flatten)]
    of: Asked,
    /// Rules that say for how long a base is confirmed: the name of a book or reform that comes
    /// with the library, or a file; left out: the book in force.
    #[arg(long, value_name = "RULES")]
    rules: Option<String>,
}

/// Whose, of which folder, and in which form.
#[derive(Debug, Args)]
struct Asked {
    /// A folder of CSV files.
    folder: PathBuf,
    /// Of one body.
    #[arg(long)]
    body: Option<BodyId>,
    /// Of one stream; a version of a plan is of all.
    #[arg(long)]
    stream: Option<StreamId>,
    /// As it stood at the end of a day.
    #[arg(long, value_name = "DAY")]
    as_at: Option<String>,
    /// How it is written.
    #[arg(long = "as", value_enum, default_value = "text")]
    form: Form,
}

/// What of plans is shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shown {
    /// Each version: its years, when it was due and published, and what it comes to.
    Versions,
    /// Each line of a version.
    Lines,
    /// What was planned of a year beside what came of it.
    Against,
}

impl Asked {
    fn selection(&self) -> Result<Selection, Failure> {
        Ok(Selection {
            body: self.body.clone(),
            stream: self.stream.clone(),
            as_at: day("as-at", self.as_at.as_ref())?,
            ..Selection::default()
        })
    }
}

/// The plans of a folder.
pub(crate) fn plans(asked: &Plans) -> Answer {
    said(planned(asked))
}

/// The commitments of a folder for a fixed term.
pub(crate) fn fixed_terms(asked: &FixedTerms) -> Answer {
    said(fixed(asked))
}

fn said(answer: Result<String, Failure>) -> Answer {
    match answer {
        Ok(text) => Answer::Well(text),
        Err(no) => Answer::Faults(format!("{no}\n")),
    }
}

fn planned(asked: &Plans) -> Result<String, Failure> {
    let loaded = Loaded::from(&asked.of.folder)?;
    let (ledger, of) = (loaded.book.ledger(), asked.of.selection()?);
    ledger.position(&of)?;
    let table = match asked.show {
        Shown::Versions => view::plans(ledger, &of),
        Shown::Lines => view::plan_lines(ledger, &of),
        Shown::Against => {
            let year = asked.year.or(ledger.open_year()).ok_or(Failure::NoYear)?;
            view::plan_against_actual(ledger, &of, year)?
        }
    };
    Ok(written(&table, asked.of.form))
}

fn fixed(asked: &FixedTerms) -> Result<String, Failure> {
    let loaded = Loaded::from(&asked.of.folder)?;
    let (ledger, of) = (loaded.book.ledger(), asked.of.selection()?);
    ledger.position(&of)?;
    let named = asked.rules.as_ref().map(|name| rules(name)).transpose()?;
    let book: Option<RuleBook> = named.map(|rules| rules.book()).transpose()?;
    let table = view::fixed_terms(ledger, &of, book.as_ref());
    Ok(written(&table, asked.of.form))
}
