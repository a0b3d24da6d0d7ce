//! What somebody says.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Act;
use crate::word::{Id, hex, read_hex};

/// Marks an id as an actor's.
#[derive(Debug)]
pub enum OfActor {}

/// Who says something, as an id: a role or an account, never a name.
pub type ActorId = Id<OfActor>;

impl ActorId {
    /// What stands where nobody is named.
    pub fn not_stated() -> ActorId {
        "not-stated".parse().expect("a plain id")
    }
}

/// Marks an id as a key.
#[derive(Debug)]
pub enum OfKey {}

/// A key that the sender chooses, so that the same draft sent twice is posted once.
pub type Key = Id<OfKey>;

/// What somebody says: one act, its two dates, who says it, and its words.
///
/// ```
/// use ringfence::journal::act::AddBody;
/// use ringfence::journal::{Act, Draft};
/// use ringfence::noun::BodyKind;
///
/// let body = AddBody {
///     id: "gov".parse()?,
///     kind: BodyKind::Government,
///     parent: None,
///     standing: None,
///     from: None,
///     until: None,
/// };
/// let draft = Draft::of(Act::AddBody(body)).named("Government of Aberwen");
/// assert_eq!(draft.text.name.as_deref(), Some("Government of Aberwen"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is nothing until it is checked and posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// When it counts; what names no date holds from the book's first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<NaiveDate>,
    /// When it was learned; left out: the later of `effective` and the head's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<NaiveDate>,
    /// Who says it; left out: `not-stated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<ActorId>,
    /// The sender's key, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// The figures.
    pub act: Act,
    /// The words.
    #[serde(default)]
    pub text: Text,
    /// Keeps the hash of the words from being guessed; the binding or the store draws it.
    #[serde(default)]
    pub salt: Salt,
}

/// The words of an entry: they may be redacted, the figures never.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Arc<str>>,
    /// The letter or notice it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Arc<str>>,
    /// How the source gives the day, where it does not state one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Arc<str>>,
    /// Who decided: a meeting, a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Arc<str>>,
    /// An invoice or order number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Arc<str>>,
    /// Who is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterparty: Option<Arc<str>>,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Arc<str>>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
    /// The source's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Arc<str>>,
    /// Where the figure was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Arc<str>>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Arc<str>>,
}

/// Sixteen bytes drawn for one entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

impl Draft {
    /// A draft of an act, with nothing else said.
    pub fn of(act: Act) -> Draft {
        Draft {
            effective: None,
            recorded: None,
            actor: None,
            key: None,
            act,
            text: Text::default(),
            salt: Salt::default(),
        }
    }

    /// The same draft, counting from a day.
    #[must_use]
    pub fn effective(mut self, day: NaiveDate) -> Draft {
        self.effective = Some(day);
        self
    }

    /// The same draft, learned on a day.
    #[must_use]
    pub fn recorded(mut self, day: NaiveDate) -> Draft {
        self.recorded = Some(day);
        self
    }

    /// The same draft under a key.
    #[must_use]
    pub fn keyed(mut self, key: Key) -> Draft {
        self.key = Some(key);
        self
    }

    /// The same draft with a name.
    #[must_use]
    pub fn named(mut self, name: &str) -> Draft {
        self.text.name = Some(name.into());
        self
    }
}

impl Serialize for Salt {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex(&self.0))
    }
}

impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Salt, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        read_hex(&text)
            .map(Salt)
            .ok_or_else(|| serde::de::Error::custom("not a salt in hexadecimal"))
    }
}
