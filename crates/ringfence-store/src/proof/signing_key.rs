//! The secret key of whoever keeps a book.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer;
use ringfence::word::Hash;

use super::{Checkpoint, KeyError, KeyName, Signature, VerifyingKey};

/// The secret key with which the keeper of a book signs its checkpoints (Ed25519).
///
/// The 32 secret bytes are the caller's: drawn once from a good source of random bytes
/// (`openssl rand -hex 32`), and kept where only the keeper can read. This library draws none.
///
/// ```
/// use ringfence_store::{Checkpoint, SigningKey};
///
/// let secret = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"; // not yours
/// let key = SigningKey::read("aberwen.example/health", secret)?;
/// let text = "ringfence\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
/// let signed = text.parse::<Checkpoint>()?.signed(&key);
///
/// // Whoever has the public half can tell.
/// let published = key.verifying_key().to_string();
/// assert!(published.starts_with("aberwen.example/health+b7e07864+"));
/// assert!(signed.verified_by(&published.parse()?).is_ok());
/// assert!(text.parse::<Checkpoint>()?.verified_by(&published.parse()?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not written out by any function of ours, nor shown by `Debug`.
#[derive(Clone)]
pub struct SigningKey {
    name: KeyName,
    key: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// A key of a name, from its secret bytes.
    ///
    /// ```
    /// use ringfence_store::{KeyError, SigningKey};
    ///
    /// let no = SigningKey::new("a name with spaces", &[7; 32]).expect_err("no key has one");
    /// assert!(matches!(no, KeyError::Name(_)));
    /// ```
    ///
    /// # Errors
    /// [`KeyError::Name`].
    pub fn new(name: &str, secret: &[u8; 32]) -> Result<SigningKey, KeyError> {
        Ok(SigningKey {
            name: name.parse()?,
            key: ed25519_dalek::SigningKey::from_bytes(secret),
        })
    }

    /// A key of a name, from its secret bytes as text: 64 hexadecimal digits, or 44 characters of
    /// base64. White space around them is left out.
    ///
    /// ```
    /// use ringfence_store::{KeyError, SigningKey};
    ///
    /// let no = SigningKey::read("aberwen.example/health", "password").expect_err("too short");
    /// assert_eq!(no, KeyError::Secret { characters: 8 });
    /// ```
    ///
    /// # Errors
    /// [`KeyError::Name`] or [`KeyError::Secret`], which does not repeat the secret.
    pub fn read(name: &str, secret: &str) -> Result<SigningKey, KeyError> {
        let secret = secret.trim();
        let from_hex = || Hash::from_hex(&secret.to_ascii_lowercase()).map(|it| it.0);
        let from_base64 = || <[u8; 32]>::try_from(STANDARD.decode(secret).ok()?).ok();
        let refused = || KeyError::Secret {
            characters: secret.chars().count(),
        };
        let bytes = from_hex().or_else(from_base64).ok_or_else(refused)?;
        SigningKey::new(name, &bytes)
    }

    /// The public half, for those who verify.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey::of(self.name.clone(), self.key.verifying_key())
    }

    /// Signs a text.
    pub(super) fn sign(&self, text: &str) -> Signature {
        let bytes = self.key.sign(text.as_bytes()).to_bytes().to_vec();
        let key_id = self.verifying_key().key_id();
        Signature::new(self.name.clone(), key_id, bytes)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Checkpoint {
    /// The same checkpoint with a signature of a key, beside those that it has.
    ///
    /// Only what one has verified should be signed, and never two that differ about one entry.
    #[must_use]
    pub fn signed(&self, key: &SigningKey) -> Checkpoint {
        self.clone().with(key.sign(&self.body()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key, the text and the signature in the documentation of the Go module
    /// `golang.org/x/mod/sumdb/note`: the secret bytes are those of its signer key.
    #[test]
    fn the_published_note_is_signed_alike() {
        let secret = "gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=";
        let in_hex = "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173";
        let text = "If you think cryptography is the answer to your problem,\n\
            then you don't know what your problem is.\n";
        let signature = "— PeterNeumann \
            x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ\
            SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
        let public = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        for secret in [secret, in_hex, &in_hex.to_uppercase()] {
            let key = SigningKey::read("PeterNeumann", secret).expect("a published key");
            assert_eq!(key.verifying_key().to_string(), public);
            assert_eq!(key.sign(text).to_string(), signature);
        }
    }

    /// Worked out with the Python package `cryptography` from the secret bytes 0 to 31.
    #[test]
    fn a_checkpoint_of_aberwen_is_signed_as_another_program_signs_it() {
        let secret = std::array::from_fn(|place| place as u8);
        let key = SigningKey::new("aberwen.example/health", &secret).expect("a key");
        let text = "ringfence\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
        let signed = text
            .parse::<Checkpoint>()
            .expect("three lines")
            .signed(&key);
        let expected = format!(
            "{text}\n— aberwen.example/health \
             t+B4ZMk8OsdApcfyJm0o9Grf+CfbcmVp8Aq6MiX1BuTV+7w0h35RP/tNOC/O\
             d0Hf8JfLsgwu+Y4lm6ldxfvMZF1CFQE=\n"
        );
        assert_eq!(signed.to_string(), expected);
        assert_eq!(
            signed.signed(&key),
            signed,
            "signed once more it is the same"
        );
        assert_eq!(expected.parse(), Ok(signed));
    }

    #[test]
    fn a_secret_is_neither_shown_nor_repeated() {
        let secret = "0f".repeat(32);
        let key = SigningKey::read("aberwen", &secret).expect("a key");
        assert!(!format!("{key:?}").contains("15, 15"));
        assert!(!format!("{key:?}").contains(&secret));
        let refused = SigningKey::read("aberwen", &secret[1..]).expect_err("63 digits");
        assert_eq!(refused, KeyError::Secret { characters: 63 });
        assert!(!refused.to_string().contains(&secret[1..]));
        let refused = SigningKey::read("aber wen", &secret).expect_err("a space");
        assert!(matches!(refused, KeyError::Name(_)));
    }
}
