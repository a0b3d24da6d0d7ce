//! Taking words away.

use serde::{Deserialize, Serialize};

/// Takes the words of entries away, for a reason: a person asked for it, or they should never have
/// been written. Their figures stay as they are, and so does the chain.
///
/// ```
/// use ringfence::journal::act::Redact;
/// use ringfence::journal::{ActKind, Draft, FieldValue};
///
/// let fields = [("entries", "12; 7"), ("reason", "asked for under data protection law")];
/// let fields = fields.map(|(name, text)| (name.to_owned(), FieldValue::Text(text.to_owned())));
/// let draft = Draft::read(ActKind::Redact, &fields).expect("both are there");
/// assert_eq!(draft.act.redacts(), [7, 12]);
/// ```
///
/// It corrects nothing: that is a [`Correct`](super::Correct).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redact {
    /// The numbers of the entries whose words go: at least one, each once, in order.
    pub entries: Vec<u64>,
}
