//! What a journal was at a moment, in three lines that can be published and signed.

mod checkpoint;
mod checkpoint_error;
mod note;
#[cfg(feature = "sign")]
mod signing_key;
#[cfg(feature = "sign")]
mod verifying_key;

pub use checkpoint::Checkpoint;
pub use checkpoint_error::CheckpointError;
pub use note::{KeyName, KeyNameError, Signature};
#[cfg(feature = "sign")]
pub use signing_key::SigningKey;
#[cfg(feature = "sign")]
pub use verifying_key::{KeyError, VerifyingKey};
