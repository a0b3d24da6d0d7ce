//! Rules by their name: a preset, or a file.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use ringfence::law::{Reform, RuleBook, RuleFile};
use ringfence::state::Rules;

use crate::failure::Failure;

/// The rules of a name: a file where there is one of that name, else a preset.
pub(crate) fn rules(name: &str) -> Result<Rules, Failure> {
    let path = Path::new(name);
    if path.is_file() || path.components().count() > 1 || path.extension().is_some() {
        return rules_in(path);
    }
    if Reform::presets().any(|reform| reform == name) {
        let reform = Reform::preset(name)?;
        let over = RuleBook::preset(reform.base())?;
        return Ok(Rules::Reformed { reform, over });
    }
    Ok(Rules::Book(RuleBook::preset(name)?))
}

/// The rules of a file; what a reform changes must fit the book that it is laid over.
pub(super) fn rules_in(path: &Path) -> Result<Rules, Failure> {
    let rules = match read(path)? {
        RuleFile::Book(book) => Rules::Book(book),
        RuleFile::Reform(reform) => {
            let over = book_of(&reform, path)?;
            Rules::Reformed { reform, over }
        }
    };
    rules.book().map_err(|faults| in_file(path, &faults))?;
    Ok(rules)
}

/// The book that a reform names: the file of that name beside it, or else a preset.
fn book_of(reform: &Reform, path: &Path) -> Result<RuleBook, Failure> {
    for kind in ["toml", "json"] {
        let beside = path.with_file_name(format!("{}.{kind}", reform.base()));
        if beside.is_file() && beside != path {
            return match read(&beside)? {
                RuleFile::Book(book) => Ok(book),
                RuleFile::Reform(_) => Err(Failure::NoBook {
                    file: beside.display().to_string(),
                }),
            };
        }
    }
    Ok(RuleBook::preset(reform.base())?)
}

fn read(path: &Path) -> Result<RuleFile, Failure> {
    let file = || path.display().to_string();
    let text = fs::read_to_string(path).map_err(|fault| match fault.kind() {
        ErrorKind::InvalidData => Failure::NoText { file: file() },
        _ => Failure::Unreadable {
            file: file(),
            fault,
        },
    })?;
    RuleFile::read(&text).map_err(|faults| in_file(path, &faults))
}

fn in_file(path: &Path, faults: &ringfence::law::BookFaults) -> Failure {
    let file = path.display();
    let each = faults
        .faults()
        .iter()
        .map(|fault| format!("{file}: {fault}"));
    Failure::Rules(each.collect::<Vec<_>>().join("\n"))
}
