//! The public key of whoever keeps a book.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ringfence::word::Hash;
use thiserror::Error;

use super::{Checkpoint, CheckpointError, KeyName, KeyNameError, Signature};

/// The public key with which anybody verifies the checkpoints of a book (Ed25519).
///
/// Its text is C2SP's `vkey`: the name, a short id in eight hexadecimal digits and the key in
/// base64, with `+` between them.
///
/// ```
/// use ringfence_store::{Checkpoint, VerifyingKey};
///
/// // The checksum database of Go publishes such checkpoints, and this key.
/// let key = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
/// let key: VerifyingKey = key.parse()?;
/// assert_eq!(key.name().as_str(), "sum.golang.org");
/// assert_eq!(key.key_id(), 0x033d_e0ae);
/// # Ok::<(), ringfence_store::KeyError>(())
/// ```
///
/// It says who signed, and nothing of whether one should trust them: one gets it from the keeper
/// by a way one trusts, not beside the checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyingKey {
    name: KeyName,
    key: ed25519_dalek::VerifyingKey,
}

/// Why something is not a key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// A name that no key has.
    #[error(transparent)]
    Name(#[from] KeyNameError),
    /// Not 32 secret bytes.
    #[error(
        "{characters} characters are not the 32 bytes of a secret key: write 64 hexadecimal \
         digits, or 44 characters of base64"
    )]
    Secret {
        /// How many characters there are; the secret is not repeated.
        characters: usize,
    },
    /// Not a public key.
    #[error("{found:?} is not a public key: {expected}")]
    Public {
        /// What was written, cut short.
        found: String,
        /// What would work.
        expected: &'static str,
    },
}

/// What the form calls an Ed25519 signature.
const ED25519: u8 = 1;

impl VerifyingKey {
    pub(super) fn of(name: KeyName, key: ed25519_dalek::VerifyingKey) -> VerifyingKey {
        VerifyingKey { name, key }
    }

    /// Whose key it is, in its owner's words.
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// Its short id, which tells two keys of one name apart: the first four bytes of a hash over
    /// name and key.
    pub fn key_id(&self) -> u32 {
        let name = self.name.as_str().as_bytes();
        let hash = Hash::of(&[name, b"\n", &[ED25519], self.key.as_bytes()]);
        let [a, b, c, d, ..] = hash.0;
        u32::from_be_bytes([a, b, c, d])
    }

    /// Name and id, to tell it in a sentence.
    fn told(&self) -> String {
        format!("{} ({:08x})", self.name, self.key_id())
    }

    fn verifies(&self, text: &str, signature: &Signature) -> bool {
        ed25519_dalek::Signature::from_slice(signature.bytes())
            .is_ok_and(|it| self.key.verify_strict(text.as_bytes(), &it).is_ok())
    }
}

impl FromStr for VerifyingKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<VerifyingKey, KeyError> {
        let refused = |expected| KeyError::Public {
            found: text.chars().take(120).collect(),
            expected,
        };
        let form = "write name+id+key, as its owner published it";
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(refused(form));
        };
        let name = name.parse()?;
        let Ok(bytes) = STANDARD.decode(key) else {
            return Err(refused("its last part is not base64"));
        };
        let Some((&ED25519, bytes)) = bytes.split_first() else {
            return Err(refused(
                "it is of another kind: only Ed25519, kind 1, is read",
            ));
        };
        let length = "its last part should hold 33 bytes: the kind and the key";
        let bytes = <&[u8; 32]>::try_from(bytes).map_err(|_| refused(length))?;
        let no_key = "its bytes are no key that one could trust";
        let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| refused(no_key))?;
        if key.is_weak() {
            return Err(refused(no_key));
        }
        let read = VerifyingKey { name, key };
        if format!("{:08x}", read.key_id()) != id {
            return Err(refused(
                "its id does not belong to its name and key: one of the three was mistyped",
            ));
        }
        Ok(read)
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![ED25519];
        bytes.extend(self.key.as_bytes());
        let key = STANDARD.encode(bytes);
        write!(f, "{}+{:08x}+{key}", self.name, self.key_id())
    }
}

impl Checkpoint {
    /// Verifies that a key has signed these three lines. Signatures of other keys are left aside.
    ///
    /// ```
    /// use ringfence_store::{Checkpoint, CheckpointError, SigningKey};
    ///
    /// let key = SigningKey::new("aberwen.example/health", &[7; 32])?; // not yours
    /// let text = "ringfence\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    /// let unsigned: Checkpoint = text.parse()?;
    /// let no = unsigned.verified_by(&key.verifying_key());
    /// assert!(matches!(no, Err(CheckpointError::NotSigned { .. })));
    /// assert_eq!(unsigned.signed(&key).verified_by(&key.verifying_key()), Ok(()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`CheckpointError::NotSigned`] or [`CheckpointError::BadSignature`].
    pub fn verified_by(&self, key: &VerifyingKey) -> Result<(), CheckpointError> {
        let own = |it: &&Signature| (it.name(), it.key_id()) == (&key.name, key.key_id());
        let of_key: Vec<&Signature> = self.signatures().iter().filter(own).collect();
        if of_key.is_empty() {
            return Err(CheckpointError::NotSigned {
                key: key.told(),
                signed: signers(self.signatures()),
            });
        }
        let body = self.body();
        if of_key.iter().all(|it| key.verifies(&body, it)) {
            return Ok(());
        }
        Err(CheckpointError::BadSignature { key: key.told() })
    }
}

fn signers(signatures: &[Signature]) -> String {
    let told = |it: &Signature| format!("{} ({:08x})", it.name(), it.key_id());
    let all: Vec<String> = signatures.iter().map(told).collect();
    match all.len() {
        0 => "no signature".to_owned(),
        1 => format!("a signature of {}", all[0]),
        _ => format!("signatures of {}", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A checkpoint that the checksum database of Go published, with its key: both stand in many
    /// places, and the Python package `cryptography` verifies the one by the other.
    const OF_GO: &str = "go.sum database tree\n63096908\n\
        8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=\n\n\
        — sum.golang.org \
        Az3gri/oVBN1jAhNZ/iS+W31psFAWRT20/GyrhpU6taFwulQGetBkH5S7wpG\
        XdS935jiIGiUUAXBVHzT/P6fYhqAmAk=\n";
    const KEY_OF_GO: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

    fn go() -> (Checkpoint, VerifyingKey) {
        let read = OF_GO.parse().expect("a published checkpoint");
        (read, KEY_OF_GO.parse().expect("a published key"))
    }

    #[test]
    fn a_published_checkpoint_verifies_by_the_published_key() {
        let (signed, key) = go();
        assert_eq!(key.to_string(), KEY_OF_GO);
        assert_eq!(signed.verified_by(&key), Ok(()));
    }

    #[test]
    fn a_changed_line_or_signature_does_not_verify() {
        let (_, key) = go();
        let bad = CheckpointError::BadSignature {
            key: "sum.golang.org (033de0ae)".to_owned(),
        };
        for (was, now) in [
            ("go.sum database tree", "go.sum database three"),
            ("63096908", "63096909"),
            ("8lHrQ", "8lHrR"),
            ("YhqAmAk=", "YhqAmAg="),
            ("YhqAmAk=\n", "YhqAmA==\n"), // a byte short
        ] {
            let changed: Checkpoint = OF_GO.replace(was, now).parse().expect("well formed");
            assert_eq!(changed.verified_by(&key), Err(bad.clone()), "{now}");
        }
        // One good signature does not make up for a bad one of the same key.
        let line = OF_GO.lines().last().expect("a signature");
        let both = format!("{OF_GO}{}\n", line.replace("YhqAmAk=", "YhqAmAg="));
        let both: Checkpoint = both.parse().expect("two signatures");
        assert_eq!(both.verified_by(&key), Err(bad));
    }

    #[test]
    fn another_name_or_id_is_another_key() {
        let (signed, key) = go();
        let of_note = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let other: VerifyingKey = of_note.parse().expect("a published key");
        let refused = signed.verified_by(&other).expect_err("it has not signed");
        let CheckpointError::NotSigned { signed: by, .. } = &refused else {
            panic!("{refused}")
        };
        assert_eq!(by, "a signature of sum.golang.org (033de0ae)");
        let renamed = OF_GO.replace("— sum.golang.org ", "— go ");
        let renamed: Checkpoint = renamed.parse().expect("well formed");
        let refused = renamed.verified_by(&key);
        assert!(matches!(refused, Err(CheckpointError::NotSigned { .. })));
    }

    #[test]
    fn no_part_and_no_change_of_a_key_is_a_key() {
        let refused = |text: &str| text.parse::<VerifyingKey>().is_err();
        for from in 0..KEY_OF_GO.len() {
            for to in from..=KEY_OF_GO.len() {
                let is_whole = from == 0 && to == KEY_OF_GO.len();
                assert!(is_whole || refused(&KEY_OF_GO[from..to]), "{from}..{to}");
            }
        }
        for place in 0..KEY_OF_GO.len() {
            let mut changed = KEY_OF_GO.as_bytes().to_vec();
            changed[place] += 1;
            let changed = String::from_utf8(changed).expect("ASCII");
            assert!(refused(&changed), "{changed}");
        }
        // With ids of their own: a longer key, and another kind, from the tests of the Go module.
        let longer = "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==";
        let kind = "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assert!(refused(longer) && refused(kind));
    }
}
