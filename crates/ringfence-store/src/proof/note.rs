//! The form of a signed text: lines, names of keys, signatures.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use super::CheckpointError;

/// One signature under a checkpoint: the key it names, and bytes that only that key can have made
/// of those three lines.
///
/// ```
/// use ringfence_store::Checkpoint;
///
/// let text = "ringfence\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\
///     — aberwen.example/health t+B4ZAAAAAA=\n";
/// let signed: Checkpoint = text.parse()?;
/// let [signature] = signed.signatures() else { panic!("it has one") };
/// assert_eq!(signature.name().as_str(), "aberwen.example/health");
/// assert_eq!(signature.key_id(), 0xb7e0_7864);
/// # Ok::<(), ringfence_store::CheckpointError>(())
/// ```
///
/// It proves nothing by itself: the name may be anybody's, until a key that one trusts verifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    name: KeyName,
    key_id: u32,
    bytes: Vec<u8>,
}

impl Signature {
    #[cfg(feature = "sign")]
    pub(super) fn new(name: KeyName, key_id: u32, bytes: Vec<u8>) -> Signature {
        Signature {
            name,
            key_id,
            bytes,
        }
    }

    /// The name of the key.
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// The key's short id, which tells two keys of one name apart.
    pub fn key_id(&self) -> u32 {
        self.key_id
    }

    #[cfg(feature = "sign")]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    #[cfg(feature = "sign")]
    pub(super) fn is_of_key_of(&self, other: &Signature) -> bool {
        (&self.name, self.key_id) == (&other.name, other.key_id)
    }

    fn read(line: &str) -> Option<Signature> {
        let (name, text) = line.strip_prefix("— ")?.split_once(' ')?;
        let name = name.parse().ok()?;
        let bytes = STANDARD.decode(text).ok()?;
        let (key_id, bytes) = bytes.split_first_chunk()?;
        if bytes.is_empty() {
            return None;
        }
        Some(Signature {
            name,
            key_id: u32::from_be_bytes(*key_id),
            bytes: bytes.to_vec(),
        })
    }
}

impl fmt::Display for Signature {
    /// Its line, without the line feed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.key_id.to_be_bytes().to_vec();
        bytes.extend(&self.bytes);
        write!(f, "— {} {}", self.name, STANDARD.encode(bytes))
    }
}

/// The name of a key: who signs, such as `aberwen.example/health`. Not empty, without spaces and
/// without a plus.
///
/// ```
/// use ringfence_store::KeyName;
///
/// assert!("aberwen.example/health".parse::<KeyName>().is_ok());
/// assert!("Aberwen Health".parse::<KeyName>().is_err());
/// ```
///
/// It is not the key: two keys may have one name, and only their ids differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyName(Box<str>);

/// Why something is not the name of a key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{found:?} is not the name of a key: write it without spaces and without +, such as \
     aberwen.example/health"
)]
pub struct KeyNameError {
    /// What was written, cut short.
    pub found: String,
}

impl KeyName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KeyName {
    type Err = KeyNameError;

    fn from_str(text: &str) -> Result<KeyName, KeyNameError> {
        let is_out = |it: char| it.is_whitespace() || it.is_control() || it == '+';
        if text.is_empty() || text.chars().any(is_out) {
            let found = text.chars().take(60).collect();
            return Err(KeyNameError { found });
        }
        Ok(KeyName(text.into()))
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// More signatures than anybody needs; the form wants at least 16 to be read.
const MOST_SIGNATURES: usize = 64;
const LINE_EXPECTED: &str = "a line that ends with a line feed, without other control characters \
     and without a byte-order mark";
const SIGNATURE_EXPECTED: &str =
    "a signature: — (a long dash), the name of a key, and its bytes in base64, one space between";
const FEWER_EXPECTED: &str = "at most 64 signatures";

/// The lines of a text, each without its line feed.
pub(super) fn lines_of(text: &str) -> Result<Vec<&str>, CheckpointError> {
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let place = lines.len() + 1;
        let refused = || CheckpointError::unreadable(place, line, LINE_EXPECTED);
        let whole = line.strip_suffix('\n').ok_or_else(refused)?;
        if whole.chars().any(|it| it.is_control() || it == '\u{feff}') {
            return Err(refused());
        }
        lines.push(whole);
    }
    Ok(lines)
}

/// The signatures in lines, of which the first has a place in the whole text.
pub(super) fn signatures_of(
    first: usize,
    lines: &[&str],
) -> Result<Vec<Signature>, CheckpointError> {
    if lines.is_empty() {
        return Err(CheckpointError::ends(first, SIGNATURE_EXPECTED));
    }
    if let Some(line) = lines.get(MOST_SIGNATURES) {
        let place = first + MOST_SIGNATURES;
        return Err(CheckpointError::unreadable(place, line, FEWER_EXPECTED));
    }
    let read = |(at, line): (usize, &&str)| {
        let refused = || CheckpointError::unreadable(first + at, line, SIGNATURE_EXPECTED);
        Signature::read(line).ok_or_else(refused)
    };
    lines.iter().enumerate().map(read).collect()
}
