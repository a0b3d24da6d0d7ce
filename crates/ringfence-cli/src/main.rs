//! The `ringfence` command: a thin face of the library.
//!
//! `ringfence demo` shows the two seeds; `ringfence check` reads a folder of CSV files, or a
//! workbook such as `ringfence template` makes, and says everything that is wrong with it;
//! `ringfence ask` answers what a finance team asks; `ringfence plans` and `ringfence fixed-terms`
//! look at years to come; `ringfence verify`, `checkpoint`, `snapshot`, `export` and `import` keep
//! a book; `ringfence rules` reads, explains and compares files of rules. It ends with 0 where all
//! is well, 1 where something has faults, 2 where it was called wrongly or could not write.

#![forbid(unsafe_code)]

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod answer;
mod check;
mod committee;
mod demo;
mod failure;
mod journal;
mod loaded;
mod plan;
mod question;
mod rules;
mod show;
mod template;
mod tree;

use answer::Answer;
use ringfence::noun::{BodyId, StreamId};
use rules::{Form, RulesCommand};

/// A ledger for public money that is given for a purpose and for a period.
#[derive(Debug, Parser)]
#[command(name = "ringfence", version, arg_required_else_help = true)]
#[command(
    after_help = "It ends with 0 where all is well, 1 where something has faults, 2 where \
                        it was called wrongly."
)]
struct Called {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show the seeds in a folder.
    Demo {
        /// The folder.
        #[arg(default_value = "seeds")]
        folder: PathBuf,
    },
    /// Read a folder of CSV files, a workbook or JSON lines, and say all that is wrong with it.
    Check {
        /// The folder, or the file.
        folder: PathBuf,
    },
    /// Say what a board answers to the five questions that a committee put to every board: when
    /// it was told, when the money came, how it was released, what was allocated and what spent.
    CommitteeReturn {
        /// A folder of CSV files.
        folder: PathBuf,
        /// The board.
        board: BodyId,
        /// Of one stream; left out: of all that it was given.
        #[arg(long)]
        stream: Option<StreamId>,
        /// How it is written.
        #[arg(long = "as", value_enum, default_value = "text")]
        form: Form,
    },
    /// Ask what a finance team asks: each question by its name, one table each.
    Ask(question::Question),
    /// Show three-year plans: their versions, their lines, or what came of them.
    Plans(plan::Plans),
    /// Show the commitments for a fixed term beside the base that is confirmed for them.
    FixedTerms(plan::FixedTerms),
    /// Read a whole book anew, and say all that stands against it.
    Verify(journal::Verify),
    /// Say what a journal is now, to be published: three lines that nobody can change unseen.
    Checkpoint(journal::Published),
    /// Write a book to a new file that can be mailed.
    Snapshot(journal::Copied),
    /// Write the journal of a book to a new file of JSON Lines, with the same bytes and hashes.
    Export(journal::Copied),
    /// Make a new book of a journal that was exported.
    Import(journal::Copied),
    /// Write an empty workbook with a sheet for each kind of draft, to fill in and check.
    Template(template::Template),
    /// Read, explain and compare files of rules.
    #[command(subcommand)]
    Rules(RulesCommand),
}

fn main() -> ExitCode {
    let answer = match Called::parse().command {
        Command::Demo { folder } => demo::demo(&folder),
        Command::Check { folder } => check::check(&folder),
        Command::CommitteeReturn {
            folder,
            board,
            stream,
            form,
        } => committee::committee_return(&folder, &board, stream.as_ref(), form),
        Command::Ask(asked) => question::ask(&asked),
        Command::Plans(asked) => plan::plans(&asked),
        Command::FixedTerms(asked) => plan::fixed_terms(&asked),
        Command::Verify(asked) => journal::verify(&asked),
        Command::Checkpoint(asked) => journal::checkpoint(&asked),
        Command::Snapshot(asked) => journal::snapshot(&asked),
        Command::Export(asked) => journal::export(&asked),
        Command::Import(asked) => journal::import(&asked),
        Command::Template(asked) => template::template(&asked),
        Command::Rules(command) => rules::answer(&command),
    };
    let (code, written) = match answer {
        Answer::Well(text) => (0, io::stdout().write_all(text.as_bytes())),
        Answer::Faults(text) => (1, io::stderr().write_all(text.as_bytes())),
    };
    match written {
        Ok(()) => ExitCode::from(code),
        // Whoever reads has seen enough: `ringfence demo | head`.
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(code),
        Err(_) => ExitCode::from(2),
    }
}
