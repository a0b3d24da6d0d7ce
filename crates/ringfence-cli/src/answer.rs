//! What the command says, and how it ends.

/// A text, and whether all is well.
#[derive(Debug)]
pub(crate) enum Answer {
    /// All is well.
    Well(String),
    /// Something that was read has faults.
    Faults(String),
}
