//! Names of facts and their entries in the vocabulary.

use std::fmt;

use serde::{Serialize, Serializer};

use super::vocabulary::{FactEntry, VOCABULARY};
use super::{FactName, Group};

impl FactName {
    /// Its entry in the vocabulary.
    pub fn entry(self) -> &'static FactEntry {
        &VOCABULARY[self as usize]
    }

    /// Its name, as a rule writes it.
    pub fn name(self) -> &'static str {
        self.entry().name()
    }

    /// The group it belongs to, where an item may have several.
    pub fn group(self) -> Option<Group> {
        self.entry().group
    }

    /// The fact of this name, if there is one.
    pub fn find(name: &str) -> Option<FactName> {
        VOCABULARY
            .iter()
            .find(|entry| entry.name() == name)
            .map(|entry| entry.fact)
    }
}

impl fmt::Display for FactName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for FactName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}
