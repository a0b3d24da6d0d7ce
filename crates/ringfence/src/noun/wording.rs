//! Closed lists of words that people write and files hold.

/// A closed list of words: how each value is written, in one place.
///
/// ```
/// use ringfence::noun::{ControlMode, Wording};
///
/// assert_eq!(ControlMode::from_word("block"), Some(ControlMode::Block));
/// assert_eq!(ControlMode::Block.word(), "block");
/// ```
pub trait Wording: Sized + Copy + PartialEq + 'static {
    /// Every value with its word, in the order in which people list them.
    const WORDS: &'static [(&'static str, Self)];

    /// The value of a word, where it is one of the list.
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(written, _)| *written == word)
            .map(|(_, value)| *value)
    }

    /// How the value is written.
    fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, value)| *value == self)
            .map_or("", |(written, _)| *written)
    }
}
