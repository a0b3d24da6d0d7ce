//! What somebody declares about the way in which others write.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use ringfence::word::nearest;
use thiserror::Error;

/// A way of writing that is read where it is declared, and refused where it is not: nothing is
/// guessed.
///
/// ```
/// use ringfence_formats::Written;
///
/// assert_eq!("brackets_minus".parse(), Ok(Written::BracketsMinus));
/// let no = "brackets".parse::<Written>().unwrap_err();
/// assert!(no.to_string().contains("brackets_minus"), "{no}");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Written {
    /// `£1,234.10`.
    Thousands,
    /// `(500.00)`.
    BracketsMinus,
    /// `500.00-`.
    TrailingMinus,
    /// `500.00 CR` below nought.
    CrMinus,
    /// `500.00 DR` below nought.
    DrMinus,
    /// `-` for nought.
    DashNil,
    /// `05/04/2016`.
    DayFirst,
    /// `2016/17`.
    YearSlash,
    /// `1617`.
    YearShort,
    /// `FY17`.
    YearEnding,
    /// Hidden rows and sheets.
    Hidden,
    /// Merged cells.
    MergedDown,
    /// Text in Windows-1252.
    Windows1252,
}

/// What is declared.
pub(super) type Declared = BTreeSet<Written>;

impl Written {
    /// Each with its word, and what is meant where it is declared.
    pub const WORDS: [(&'static str, Written, &'static str); 13] = [
        (
            "thousands",
            Written::Thousands,
            "£1,234.10: a pound sign stands before, and commas part the thousands",
        ),
        (
            "brackets_minus",
            Written::BracketsMinus,
            "(500.00): brackets mean a minus",
        ),
        (
            "trailing_minus",
            Written::TrailingMinus,
            "500.00-: a minus may stand behind",
        ),
        (
            "cr_minus",
            Written::CrMinus,
            "500.00 CR: CR means a minus, DR none",
        ),
        (
            "dr_minus",
            Written::DrMinus,
            "500.00 DR: DR means a minus, CR none",
        ),
        ("dash_nil", Written::DashNil, "-: a dash alone means nought"),
        (
            "day_first",
            Written::DayFirst,
            "05/04/2016: the day stands first, then the month",
        ),
        (
            "year_slash",
            Written::YearSlash,
            "2016/17: a slash or a long dash stands within a year",
        ),
        (
            "year_short",
            Written::YearShort,
            "1617: four digits name two years that follow each other",
        ),
        (
            "year_ending",
            Written::YearEnding,
            "FY17: a year is named by the one in which it ends",
        ),
        (
            "hidden",
            Written::Hidden,
            "rows and sheets that are hidden are read as those in sight",
        ),
        (
            "merged_down",
            Written::MergedDown,
            "a word that stands in a merged cell holds for each of its cells; a number does not",
        ),
        (
            "windows_1252",
            Written::Windows1252,
            "CSV files that are not UTF-8 are Windows-1252",
        ),
    ];

    /// The word by which it is declared.
    pub fn word(self) -> &'static str {
        Written::WORDS[self as usize].0
    }

    /// What is meant where it is declared.
    pub fn meaning(self) -> &'static str {
        Written::WORDS[self as usize].2
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that declares nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("written: found {found:?}; expected {expected}")]
pub struct WrittenError {
    found: String,
    expected: String,
}

impl FromStr for Written {
    type Err = WrittenError;

    fn from_str(word: &str) -> Result<Written, WrittenError> {
        let known = Written::WORDS.iter().find(|(it, ..)| *it == word);
        known.map(|(_, written, _)| *written).ok_or_else(|| {
            let words = Written::WORDS.map(|(word, ..)| word);
            let near = nearest(word, words.iter().copied());
            let all = || ringfence::word::one_of(&words);
            WrittenError {
                found: word.to_owned(),
                expected: near.map_or_else(all, |word| format!("{word}?")),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_writing_stands_at_its_place_among_the_words() {
        for (at, (word, written, _)) in Written::WORDS.into_iter().enumerate() {
            assert_eq!((written as usize, written.word()), (at, word));
        }
    }
}
