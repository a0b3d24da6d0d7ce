//! A file of rules: a book, or a reform of one.

use super::node::{Node, NodeKind};
use super::{BookFaults, Reform, RuleBook};

/// What a file of rules holds.
///
/// ```
/// use ringfence::law::RuleFile;
///
/// let faults = RuleFile::read("[reform]\nid = \"wider\"\n").expect_err("it lacks much");
/// assert!(faults.to_string().contains("reform.name"), "{faults}");
/// let faults = RuleFile::read("[book]\nid = \"plain\"\n").expect_err("it lacks a title");
/// assert!(faults.to_string().contains("book.title"), "{faults}");
/// ```
#[derive(Clone, Debug)]
pub enum RuleFile {
    /// A rule book.
    Book(RuleBook),
    /// A reform, which is laid over a book.
    Reform(Reform),
}

impl RuleFile {
    /// Reads a reform where the text has a table `reform`, else a book: JSON where it begins
    /// with `{`, else TOML.
    ///
    /// ```
    /// use ringfence::law::{FaultCode, RuleFile};
    ///
    /// let no = RuleFile::read("[book\n").expect_err("neither TOML nor JSON");
    /// assert_eq!((no.faults()[0].line, no.faults()[0].code), (Some(1), FaultCode::Syntax));
    /// ```
    ///
    /// # Errors
    /// Every fault of the text at once, each with its line and key.
    pub fn read(text: &str) -> Result<RuleFile, BookFaults> {
        let is_reform = match Node::read(text)?.kind {
            NodeKind::Table(entries) => entries.iter().any(|(key, _)| key == "reform"),
            _ => false,
        };
        if is_reform {
            Ok(RuleFile::Reform(Reform::read(text)?))
        } else {
            Ok(RuleFile::Book(RuleBook::read(text)?))
        }
    }
}
