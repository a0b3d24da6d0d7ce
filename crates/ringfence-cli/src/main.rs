//! The `ringfence` command: a thin face of the library.
//!
//! `ringfence demo [folder]` shows the two seeds; `ringfence check <folder>` reads a folder of
//! CSV files and says everything that is wrong with it. It ends with 0 where all is well, 1 where
//! a folder has faults, 2 where it was called wrongly or could not write.

use std::io::{self, Write};
use std::process::ExitCode;

mod answer;
mod check;
mod demo;
mod failure;
mod loaded;
mod show;
mod tree;

use answer::Answer;

const USAGE: &str = "\
ringfence: a ledger for public money that is given for a purpose and for a period

  ringfence demo [folder]    show the seeds in a folder (left out: seeds)
  ringfence check <folder>   read a folder of CSV files, and say all that is wrong with it
  ringfence help             say this

It ends with 0 where all is well, 1 where a folder has faults, 2 where it was called wrongly.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|it| it.to_string_lossy().into_owned())
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answer = match arguments.as_slice() {
        ["demo"] => demo::demo("seeds".as_ref()),
        ["demo", folder] => demo::demo(folder.as_ref()),
        ["check", folder] => check::check(folder.as_ref()),
        ["help" | "--help" | "-h"] => Answer::Well(USAGE.to_owned()),
        _ => Answer::CalledWrongly(USAGE.to_owned()),
    };
    let (code, written) = match answer {
        Answer::Well(text) => (0, io::stdout().write_all(text.as_bytes())),
        Answer::Faults(text) => (1, io::stderr().write_all(text.as_bytes())),
        Answer::CalledWrongly(text) => (2, io::stderr().write_all(text.as_bytes())),
    };
    match written {
        Ok(()) => ExitCode::from(code),
        // Whoever reads has seen enough: `ringfence demo | head`.
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(code),
        Err(_) => ExitCode::from(2),
    }
}
