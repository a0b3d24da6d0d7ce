//! What a journal was at a moment.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ringfence::word::Hash;

use super::CheckpointError;
use super::note::{self, Signature};

/// What a journal was at a moment: how many entries it had, and the hash of the last. Published,
/// it shows later whether the journal still begins with what it was.
///
/// Its text is three lines, in the form of C2SP's `tlog-checkpoint`: the origin, the number of
/// entries, and the head in base64. Signed, an empty line and the signatures follow, in the form
/// of C2SP's `signed-note`; several may sign one checkpoint.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence_store::{Checkpoint, CheckpointError};
///
/// let genesis = Header::new("GBP")?.genesis(); // the head of a book without entries
/// let begun = Checkpoint::new(Checkpoint::ORIGIN, 0, genesis)?;
/// let text = begun.to_string();
/// assert!(text.starts_with("ringfence\n0\n"));
/// assert_eq!(text.parse(), Ok(begun));
///
/// let later: Checkpoint = text.replace("\n0\n", "\n1000\n").parse()?;
/// let cut = later.against(812, None);
/// assert_eq!(cut, Err(CheckpointError::Truncated { size: 1_000, has: 812 }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The third line is the head of a chain, not the root of a Merkle tree. Whoever holds the whole
/// journal, or an export of it, can show that it begins with what the checkpoint saw, and that of
/// two checkpoints one goes on from the other. It cannot be shown of one entry alone, and a
/// witness of the C2SP network cannot compare two checkpoints without the entries between them.
/// The chain alone cannot show that its end was cut off: a checkpoint kept elsewhere does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: Box<str>,
    size: u64,
    head: Hash,
    signatures: Vec<Signature>,
}

impl Checkpoint {
    /// The origin of a book whose keeper chose no other.
    pub const ORIGIN: &str = "ringfence";

    /// A checkpoint of a journal with so many entries; the head is the hash of the last, of a
    /// book without entries the genesis.
    ///
    /// The origin names the book to those who read: `aberwen.example/health`, for example.
    ///
    /// ```
    /// use ringfence::word::Hash;
    /// use ringfence_store::{Checkpoint, CheckpointError};
    ///
    /// let no = Checkpoint::new("", 0, Hash::of(&[])).expect_err("nobody's");
    /// assert!(matches!(no, CheckpointError::Unreadable { line: 1, .. }));
    /// ```
    ///
    /// # Errors
    /// Where the origin is not one line that says something.
    pub fn new(origin: &str, size: u64, head: Hash) -> Result<Checkpoint, CheckpointError> {
        if origin.is_empty() || origin.chars().any(char::is_control) {
            return Err(CheckpointError::unreadable(1, origin, ORIGIN_EXPECTED));
        }
        Ok(Checkpoint {
            origin: origin.into(),
            size,
            head,
            signatures: Vec::new(),
        })
    }

    /// Whose journal it is, in its keeper's words.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many entries the journal had.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hash of the last of them, or the genesis.
    pub fn head(&self) -> Hash {
        self.head
    }

    /// Who signed it, as they say: nothing of it is true until it is
    /// verified (`Checkpoint::verified_by`, with the feature `sign`).
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Compares a journal with it: how many entries the journal has, and the hash of its entry
    /// number [`size`](Checkpoint::size), of a size of 0 the genesis; nothing where it has no such
    /// entry. The entries themselves are verified elsewhere.
    ///
    /// ```
    #[doc = include_str!("../../docs/gov.txt")]
    /// use ringfence_store::CheckpointError;
    ///
    /// let mut book = aberwen()?;
    /// let published = book.checkpoint("aberwen")?;
    /// book.post(&upland()?)?;
    /// let [gov, upland] = book.entries()?.try_into().expect("two entries");
    /// assert_eq!(published.against(2, Some(gov.hash)), Ok(())); // it has grown
    /// let no = published.against(2, Some(upland.hash));
    /// assert!(matches!(no, Err(CheckpointError::Rewritten { entry: 1, .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`CheckpointError::Truncated`], [`CheckpointError::Missing`] or
    /// [`CheckpointError::Rewritten`].
    pub fn against(&self, head_entry: u64, hash_at: Option<Hash>) -> Result<(), CheckpointError> {
        let size = self.size;
        if head_entry < size {
            let has = head_entry;
            return Err(CheckpointError::Truncated { size, has });
        }
        match hash_at {
            None => Err(CheckpointError::Missing { entry: size }),
            Some(found) if found != self.head => Err(CheckpointError::Rewritten {
                entry: size,
                expected: self.head,
                found,
            }),
            Some(_) => Ok(()),
        }
    }

    /// The three lines that are signed.
    pub(super) fn body(&self) -> String {
        let head = STANDARD.encode(self.head.0);
        format!("{}\n{}\n{head}\n", self.origin, self.size)
    }

    /// Adds a signature, in place of an earlier one of the same key.
    #[cfg(feature = "sign")]
    pub(super) fn with(mut self, signature: Signature) -> Checkpoint {
        self.signatures.retain(|it| !it.is_of_key_of(&signature));
        self.signatures.push(signature);
        self
    }
}

const ORIGIN_EXPECTED: &str = "the name of the book on one line, such as ringfence";
const SIZE_EXPECTED: &str = "the number of entries in digits, without leading zeros, such as 1000";
const HEAD_EXPECTED: &str = "the head: the 32 bytes of a hash in base64, which is 44 characters";
const EMPTY_EXPECTED: &str = "the end, or an empty line before the signatures";

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Checkpoint, CheckpointError> {
        let mut lines = note::lines_of(text)?.into_iter();
        let mut next = |line, expected| {
            lines
                .next()
                .ok_or_else(|| CheckpointError::ends(line, expected))
        };
        // Line by line, so that the first that is wrong is told.
        let mut read = Checkpoint::new(next(1, ORIGIN_EXPECTED)?, 0, Hash([0; 32]))?;
        let size = next(2, SIZE_EXPECTED)?;
        read.size =
            size_of(size).ok_or_else(|| CheckpointError::unreadable(2, size, SIZE_EXPECTED))?;
        let head = next(3, HEAD_EXPECTED)?;
        read.head =
            head_of(head).ok_or_else(|| CheckpointError::unreadable(3, head, HEAD_EXPECTED))?;
        match lines.next() {
            None => return Ok(read),
            Some("") => read.signatures = note::signatures_of(5, &lines.collect::<Vec<_>>())?,
            Some(more) => return Err(CheckpointError::unreadable(4, more, EMPTY_EXPECTED)),
        }
        Ok(read)
    }
}

fn size_of(text: &str) -> Option<u64> {
    let has_digits_only = text.bytes().all(|byte| byte.is_ascii_digit());
    let leads_with_zero = text.len() > 1 && text.starts_with('0');
    if !has_digits_only || leads_with_zero {
        return None;
    }
    text.parse().ok()
}

fn head_of(text: &str) -> Option<Hash> {
    let bytes = STANDARD.decode(text).ok()?;
    Some(Hash(bytes.try_into().ok()?))
}

impl fmt::Display for Checkpoint {
    /// Its text, as it is published: each line ends with a line feed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.body())?;
        if !self.signatures.is_empty() {
            f.write_str("\n")?;
        }
        for signature in &self.signatures {
            writeln!(f, "{signature}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of C2SP's `tlog-checkpoint`, with the signature that stands there.
    const OF_C2SP: &str = "example.com/behind-the-sofa\n20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        — example.com/behind-the-sofa \
        Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhc\
        yv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    #[test]
    fn the_published_example_reads_and_comes_back() {
        let read: Checkpoint = OF_C2SP.parse().expect("the example of the form");
        assert_eq!(read.origin(), "example.com/behind-the-sofa");
        assert_eq!(read.size(), 20_852_163);
        let head = "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62";
        assert_eq!(read.head().to_string(), head);
        let [signature] = read.signatures() else {
            panic!("it has one signature")
        };
        assert_eq!(signature.name().as_str(), "example.com/behind-the-sofa");
        assert_eq!(signature.key_id(), 0x033d_e0ae);
        assert_eq!(read.to_string(), OF_C2SP);
    }

    #[test]
    fn a_malformed_text_is_refused_with_its_line() {
        let head = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
        let good = format!("ringfence\n12\n{head}\n");
        assert!(good.parse::<Checkpoint>().is_ok());
        let cases = [
            (String::new(), 1),
            ("\n".to_owned(), 1),
            (format!("\n12\n{head}\n"), 1),
            (format!("ring\tfence\n12\n{head}\n"), 1),
            (format!("\u{feff}ringfence\n12\n{head}\n"), 1),
            (good.replace('\n', "\r\n"), 1),
            ("ringfence\n".to_owned(), 2),
            (good.replace("12", ""), 2),
            (good.replace("12", "012"), 2),
            (good.replace("12", "+12"), 2),
            (good.replace("12", "1 2"), 2),
            (good.replace("12", "18446744073709551616"), 2),
            ("ringfence\n12\n".to_owned(), 3),
            (good.trim_end().to_owned(), 3),
            (good.replace("q2I=", "q2J="), 3), // bits that no hash has
            (good.replace("q2I=", "q2I"), 3),
            (good.replace("CsUY", ""), 3),
            (format!("{good}more\n"), 4),
            (format!("{good}\n"), 5),
            (format!("{good}\nsigned\n"), 5),
            (format!("{good}\n— aber wen AAAAAAA=\n"), 5),
            (format!("{good}\n— aber+wen AAAAAAA=\n"), 5),
            (format!("{good}\n— aberwen AAAAA===\n"), 5),
            (format!("{good}\n— aberwen AAAAAA==\n"), 5), // four bytes: an id and no signature
            (format!("{good}\n— aberwen AAAAAAA=\n\n"), 6),
            (format!("{good}\n— aberwen AAAAAAA=\n— aberwen\n"), 6),
        ];
        for (text, place) in cases {
            match text.parse::<Checkpoint>() {
                Err(CheckpointError::Unreadable { line, .. }) => {
                    assert_eq!(line, place, "{text:?}")
                }
                other => panic!("{text:?} gives {other:?}"),
            }
        }
    }

    #[test]
    fn a_journal_is_compared_at_the_size_of_the_checkpoint() {
        let (head, other) = (Hash::of(&[b"812"]), Hash::of(&[b"813"]));
        let seen = Checkpoint::new("aberwen", 812, head).expect("a checkpoint");
        assert_eq!(seen.against(812, Some(head)), Ok(()));
        assert_eq!(seen.against(813, Some(head)), Ok(()));
        let (size, has) = (812, 811);
        assert_eq!(
            seen.against(811, None),
            Err(CheckpointError::Truncated { size, has })
        );
        let rewritten = CheckpointError::Rewritten {
            entry: 812,
            expected: head,
            found: other,
        };
        assert_eq!(seen.against(813, Some(other)), Err(rewritten));
        let missing = CheckpointError::Missing { entry: 812 };
        assert_eq!(seen.against(813, None), Err(missing));
    }

    #[test]
    fn what_stands_against_it_is_a_sentence() {
        let (size, has) = (1_000, 812);
        let said = CheckpointError::Truncated { size, has }.to_string();
        assert!(said.contains("has 812 of 1,000 entries"), "{said}");
        let said = "ringfence\n12\n"
            .parse::<Checkpoint>()
            .expect_err("no head");
        assert!(said.to_string().starts_with("line 3 of the checkpoint"));
        let said = Checkpoint::new("a\nb", 0, Hash([0; 32])).expect_err("two lines");
        assert!(said.to_string().contains("\"a\\nb\""), "{said}");
    }
}
