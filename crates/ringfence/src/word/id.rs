//! Names that machines and people share.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// The id of one kind of thing: a body's cannot be given where a stream's is asked.
///
/// 1 to 64 characters: letters without accents, digits, `-`, `_` and `.`, the first a letter or
/// a digit. It is never the name of a person.
///
/// ```
/// use ringfence::noun::BodyId;
///
/// let id: BodyId = "north-powys".parse()?;
/// assert_eq!(id.as_str(), "north-powys");
/// assert!("North Powys".parse::<BodyId>().is_err());
/// # Ok::<(), ringfence::word::IdError>(())
/// ```
pub struct Id<Of> {
    text: Arc<str>,
    /// A hash of the text, made once: an id is looked up far more often than it is read.
    hash: u64,
    of: PhantomData<fn() -> Of>,
}

/// Why something is not an id.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{found:?} is not an id: write 1 to 64 letters, digits, '-', '_' or '.', beginning with a \
     letter or digit, such as {nearest:?}"
)]
pub struct IdError {
    /// What was written.
    pub found: String,
    /// The nearest id to it.
    pub nearest: String,
}

impl<Of> Id<Of> {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The id as a text that is shared, not copied.
    pub(crate) fn text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// A quick hash of the text.
    pub(crate) fn quick_hash(&self) -> u64 {
        self.hash
    }
}

/// Whether a text is one that an id may have.
pub(crate) fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let first = text.bytes().next();
    let begins_well = first.is_some_and(|byte| byte.is_ascii_alphanumeric());
    begins_well && text.len() <= 64 && text.bytes().all(allowed)
}

/// A quick hash of a short text. Ids are the book's own, so that nobody gains by collisions.
pub(crate) fn quick_hash_of(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]);
    words.fold(text.len() as u64, |hash, word| {
        mixed(hash ^ u64::from_le_bytes(*word))
    })
}

/// Spreads every bit over all: both halves of a wide product. The upper bits of the lower half
/// alone would not do, since texts that count up differ in a few bits of two words.
pub(crate) fn mixed(word: u64) -> u64 {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let product = u128::from(word ^ MIX) * u128::from(MIX);
    (product as u64) ^ ((product >> 64) as u64)
}

fn nearest_id(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let dashed: String = text
        .trim()
        .chars()
        .map(|c| {
            if plain(c) {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .take(64)
        .collect();
    let begun = dashed.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    if begun.is_empty() {
        "an-id".to_owned()
    } else {
        begun.to_owned()
    }
}

impl<Of> FromStr for Id<Of> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Id<Of>, IdError> {
        if is_id(text) {
            return Ok(Id {
                text: text.into(),
                hash: quick_hash_of(text),
                of: PhantomData,
            });
        }
        Err(IdError {
            found: text.chars().take(80).collect(),
            nearest: nearest_id(text),
        })
    }
}

impl<Of> Clone for Id<Of> {
    fn clone(&self) -> Id<Of> {
        Id {
            text: self.text.clone(),
            hash: self.hash,
            of: PhantomData,
        }
    }
}

impl<Of> PartialEq for Id<Of> {
    fn eq(&self, other: &Id<Of>) -> bool {
        self.hash == other.hash && (Arc::ptr_eq(&self.text, &other.text) || self.text == other.text)
    }
}

impl<Of> Eq for Id<Of> {}

impl<Of> PartialOrd for Id<Of> {
    fn partial_cmp(&self, other: &Id<Of>) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<Of> Ord for Id<Of> {
    fn cmp(&self, other: &Id<Of>) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl<Of> Hash for Id<Of> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<Of> fmt::Debug for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.text, f)
    }
}

impl<Of> Serialize for Id<Of> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de, Of> Deserialize<'de> for Id<Of> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Id<Of>, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_count_up_have_hashes_of_their_own() {
        let hash = |number: u32| quick_hash_of(&format!("order-{number:06}"));
        let mut hashes: Vec<u64> = (0..100_000).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 100_000);
    }

    #[test]
    fn an_id_is_plain_or_refused_with_the_nearest() {
        assert!("CDM.2016_a-1".parse::<Id<()>>().is_ok());
        assert!("x".repeat(64).parse::<Id<()>>().is_ok());
        for text in ["", "-x", "a b", "free:x", "a/b", "é", &"x".repeat(65)] {
            let refused = text.parse::<Id<()>>().expect_err("not an id");
            assert!(
                refused.nearest.parse::<Id<()>>().is_ok(),
                "{text} → {}",
                refused.nearest
            );
        }
    }
}
