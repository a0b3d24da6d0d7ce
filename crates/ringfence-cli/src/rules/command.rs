//! What is asked of rules.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use ringfence::word::FinancialYear;

use super::{ask, check, compare, duties, explain, facts, list};
use crate::answer::Answer;
use crate::failure::Failure;

/// What is asked of rules.
///
/// Rules are named as one of the presets, or as a file that holds a book or a reform. A
/// reform's book is the file of its name beside it, or else a preset.
#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Read files of rules, and say all that is wrong with them.
    Check {
        /// Files that hold a book or a reform, TOML or JSON.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// A folder of CSV files: what the rules name is looked for in it.
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// List the books and reforms that come with the library.
    List,
    /// List the facts that a rule may read.
    Facts,
    /// Print the JSON Schema of files of rules, for editors.
    Schema,
    /// Say what becomes of an item at a year end, or what rules say of a draft that asks, by
    /// which clauses, and why.
    Explain {
        /// A folder of CSV files.
        folder: PathBuf,
        /// The item: `phones-order`, `earmark:<project>`, `free:<line>` and so on.
        #[arg(required_unless_present = "ask")]
        item: Option<String>,
        /// The year of the item; left out: the one that takes entries.
        #[arg(long)]
        year: Option<FinancialYear>,
        /// In place of an item, a draft that nobody has posted: what it asks for, then its fields
        /// as in the CSV files, such as `--ask commit id=o9 stream=cluster body=north …`.
        #[arg(
            long,
            num_args = 1..,
            value_names = ["KIND", "FIELD=VALUE"],
            conflicts_with_all = ["item", "year"]
        )]
        ask: Vec<String>,
        /// A preset or a file; left out: the book that the folder adopts.
        #[arg(long)]
        rules: Option<String>,
        /// How it is written.
        #[arg(long = "as", value_enum, default_value = "text")]
        form: Form,
    },
    /// Say how each duty of a book stands, body by body, beside what was published of it.
    Duties {
        /// A folder of CSV files.
        folder: PathBuf,
        /// A preset or a file; left out: the book that the folder adopts.
        #[arg(long)]
        rules: Option<String>,
        /// The year that is tested; left out: the one that takes entries.
        #[arg(long)]
        year: Option<FinancialYear>,
    },
    /// Compare what rules would have kept, over one year or several.
    Compare {
        /// A folder of CSV files.
        folder: PathBuf,
        /// A preset or a file.
        baseline: String,
        /// Presets or files.
        #[arg(required = true)]
        reforms: Vec<String>,
        /// A year, once or several times; left out: each that was closed or takes entries.
        #[arg(long)]
        year: Vec<FinancialYear>,
        /// Show each item, not only the sums of the bodies that answer.
        #[arg(long, conflicts_with = "by")]
        items: bool,
        /// Sum by these, such as `year,body`; left out: by the bodies that answer.
        #[arg(long, value_enum, value_delimiter = ',')]
        by: Vec<By>,
    },
}

/// What a comparison is summed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    Year,
    Board,
    Body,
    Stream,
    Line,
    Reason,
}

impl By {
    /// Its columns.
    pub(super) const fn columns(self) -> &'static [&'static str] {
        match self {
            By::Year => &["year"],
            By::Board => &["accountable"],
            By::Body => &["body"],
            By::Stream => &["stream"],
            By::Line => &["body", "stream", "vintage", "recurrence"],
            By::Reason => &["reason"],
        }
    }
}

/// How an explanation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Text,
    Markdown,
    Json,
    Html,
}

/// Answers one of them.
pub(crate) fn answer(command: &RulesCommand) -> Answer {
    let said = match command {
        RulesCommand::Check { files, folder } => return check::check(files, folder.as_deref()),
        RulesCommand::List => return Answer::Well(list::list()),
        RulesCommand::Facts => return Answer::Well(facts::facts()),
        RulesCommand::Schema => return Answer::Well(ringfence::law::schema()),
        RulesCommand::Explain {
            folder,
            item,
            year,
            ask,
            rules,
            form,
        } => match item {
            Some(item) => explain::explain(folder, item, *year, rules.as_deref(), *form),
            None => ask::explain(folder, ask, rules.as_deref(), *form),
        },
        RulesCommand::Duties {
            folder,
            rules,
            year,
        } => duties::duties(folder, rules.as_deref(), *year),
        RulesCommand::Compare {
            folder,
            baseline,
            reforms,
            year,
            items,
            by,
        } => {
            let shown = match (items, by.as_slice()) {
                (true, _) => compare::Shown::Items,
                (false, []) => compare::Shown::Boards,
                (false, by) => compare::Shown::Sums(by),
            };
            compare::compare(folder, (baseline, reforms), year, shown)
        }
    };
    said.map_or_else(
        |fault: Failure| Answer::Faults(format!("{fault}\n")),
        Answer::Well,
    )
}
