//! How what others wrote is to be read.

use std::collections::BTreeSet;

use super::{Aliases, ColumnMap, Written};
use crate::grid::Encoding;

/// How files are read that others wrote: what is declared, and what their headings and names
/// stand for. By default nothing is declared, and everything is as in `docs/drafts.md`.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Ways of writing that are read.
    pub written: BTreeSet<Written>,
    /// Their headings.
    pub columns: ColumnMap,
    /// Their names.
    pub aliases: Aliases,
}

impl Reading {
    /// How the text of CSV files is kept.
    pub(super) fn encoding(&self) -> Encoding {
        match self.written.contains(&Written::Windows1252) {
            true => Encoding::Windows1252,
            false => Encoding::Utf8,
        }
    }
}
