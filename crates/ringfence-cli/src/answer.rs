//! What the command says, and how it ends.

/// A text, and whether all is well.
#[derive(Debug)]
pub(crate) enum Answer {
    /// All is well.
    Well(String),
    /// A folder has faults.
    Faults(String),
    /// The command was called wrongly.
    CalledWrongly(String),
}
