//! Forms of words, years and sums in a kept state. They are for bytes that say nothing of
//! themselves: whoever reads knows what comes next, so that no field is ever left out.

use serde::{Deserialize, Serialize};

use chrono::NaiveDate;

use super::event::Head;
use crate::journal::act::Term;
use crate::word::{FinancialYear, Hash, Money};

/// By its own text in JSON: for what leaves fields out in a journal.
pub(crate) mod as_json {
    use std::borrow::Cow;

    use serde::de::{DeserializeOwned, Error as _};
    use serde::ser::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<T: Serialize, S: Serializer>(it: &T, to: S) -> Result<S::Ok, S::Error> {
        let text = serde_json::to_string(it).map_err(S::Error::custom)?;
        to.serialize_str(&text)
    }

    pub(crate) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
        from: D,
    ) -> Result<T, D::Error> {
        let text = Cow::<'de, str>::deserialize(from)?;
        serde_json::from_str(&text).map_err(D::Error::custom)
    }
}

/// By its word.
pub(crate) mod as_word {
    use std::borrow::Cow;

    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::noun::Wording;

    pub(crate) fn serialize<T: Wording, S: Serializer>(it: &T, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(it.word())
    }

    pub(crate) fn deserialize<'de, T: Wording, D: Deserializer<'de>>(
        from: D,
    ) -> Result<T, D::Error> {
        let word = Cow::<'de, str>::deserialize(from)?;
        T::from_word(&word).ok_or_else(|| D::Error::custom("not a word of ours"))
    }
}

/// A year by the calendar year in which it begins.
pub(crate) mod as_first_year {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::word::FinancialYear;

    pub(crate) fn serialize<S: Serializer>(it: &FinancialYear, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u16(it.first_calendar_year())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<FinancialYear, D::Error> {
        let year = FinancialYear::starting(u16::deserialize(from)?);
        year.ok_or_else(|| D::Error::custom("not a year"))
    }
}

/// A sum in pence.
pub(crate) mod as_pence {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::word::Money;

    pub(crate) fn serialize<S: Serializer>(it: &Money, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(it.pence())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Money, D::Error> {
        Money::from_pence(i64::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// An index in the order of its keys, so that a ledger has one form.
pub(crate) mod as_sorted {
    use std::hash::Hash;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::state::index::Index;

    pub(crate) fn serialize<K: Ord + Serialize, V: Serialize, S: Serializer>(
        index: &Index<K, V>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let mut all: Vec<(&K, &V)> = index.iter().collect();
        all.sort_unstable_by(|one, other| one.0.cmp(other.0));
        to.collect_map(all)
    }

    pub(crate) fn deserialize<'de, K, V, D>(from: D) -> Result<Index<K, V>, D::Error>
    where
        K: Eq + Hash + Deserialize<'de>,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Index::deserialize(from)
    }
}

/// What was advised against which entry, as it stands in a journal.
pub(crate) mod as_advice {
    use std::collections::BTreeMap;

    use serde::{Deserializer, Serializer};

    use crate::journal::Advice;
    use crate::state::index::Index;

    type Advised = Index<u64, Vec<Advice>>;

    pub(crate) fn serialize<S: Serializer>(index: &Advised, to: S) -> Result<S::Ok, S::Error> {
        let all: BTreeMap<&u64, &Vec<Advice>> = index.iter().collect();
        super::as_json::serialize(&all, to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Advised, D::Error> {
        super::as_json::deserialize(from)
    }
}

/// What somebody promises, with nothing left out.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Term")]
pub(crate) enum TermForm {
    NonRecurrent {
        #[serde(with = "as_first_year")]
        year: FinancialYear,
        #[serde(with = "as_pence")]
        amount: Money,
    },
    Recurrent {
        #[serde(with = "as_pence")]
        annual: Money,
        start: NaiveDate,
        end: Option<NaiveDate>,
    },
}

/// The last entry.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Head")]
pub(crate) struct HeadForm {
    entry: u64,
    hash: Hash,
    recorded: NaiveDate,
}
