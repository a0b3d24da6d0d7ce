//! `ringfence template`: an empty workbook to fill in.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use ringfence_formats::{SeedFile, UnknownKind, template_of};

use crate::answer::Answer;

/// Write an empty workbook with a sheet for each kind of draft.
#[derive(Debug, Args)]
pub(crate) struct Template {
    /// The file that is to be, such as ours.xlsx.
    path: PathBuf,
    /// A sheet of it, such as spends; left out: all.
    #[arg(long = "sheet", value_parser = kind)]
    sheets: Vec<SeedFile>,
}

fn kind(word: &str) -> Result<SeedFile, UnknownKind> {
    SeedFile::of_named_kind(word)
}

/// Writes the workbook to a new file.
pub(crate) fn template(asked: &Template) -> Answer {
    let path = asked.path.display();
    let bytes = match template_of(&asked.sheets) {
        Ok(bytes) => bytes,
        Err(fault) => return Answer::Faults(format!("{path}: {fault}\n")),
    };
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&asked.path);
    match file.and_then(|mut file| file.write_all(&bytes)) {
        Ok(()) => Answer::Well(format!("{path}: written, to be filled in\n")),
        Err(fault) => Answer::Faults(format!("{path}: {fault}\n")),
    }
}
