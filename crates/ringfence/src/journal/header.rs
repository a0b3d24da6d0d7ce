//! What a book is before its first entry.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::word::{Calendar, Hash};

/// What a book is before its first entry: its currency, its calendar and its first day.
///
/// ```
/// use ringfence::journal::Header;
///
/// let header = Header::new("GBP")?;
/// assert_eq!(header.first_day.to_string(), "1900-01-01");
/// assert!(Header::new("pounds").is_err());
/// # Ok::<(), ringfence::journal::HeaderError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The one currency of the book, in three capital letters; it has two places.
    pub currency: String,
    /// The month in which its years begin.
    pub first_month: Calendar,
    /// From this day on its bodies and streams hold.
    pub first_day: NaiveDate,
}

/// Why something is not a book's header.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HeaderError {
    /// Not a currency.
    #[error("{found:?} is not a currency: write three capital letters such as GBP")]
    NotACurrency {
        /// What was written.
        found: String,
    },
}

impl Header {
    /// A header with years from 1 April, from 1900-01-01 on.
    ///
    /// ```
    /// use ringfence::journal::{Header, HeaderError};
    ///
    /// let no = Header::new("gbp").expect_err("small letters");
    /// assert_eq!(no, HeaderError::NotACurrency { found: "gbp".to_owned() });
    /// ```
    ///
    /// # Errors
    /// Where the currency is not three capital letters.
    pub fn new(currency: &str) -> Result<Header, HeaderError> {
        if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(HeaderError::NotACurrency {
                found: currency.chars().take(20).collect(),
            });
        }
        let first_day = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN);
        Ok(Header {
            currency: currency.to_owned(),
            first_month: Calendar::default(),
            first_day,
        })
    }

    /// The same header with another first day.
    #[must_use]
    pub fn from_day(mut self, first_day: NaiveDate) -> Header {
        self.first_day = first_day;
        self
    }

    /// Its text, byte for byte as the genesis hashes it and as a store keeps it.
    ///
    /// ```
    /// use ringfence::journal::Header;
    ///
    /// let text = r#"{"currency":"GBP","first_month":4,"first_day":"1900-01-01"}"#;
    /// assert_eq!(Header::new("GBP")?.json(), text);
    /// # Ok::<(), ringfence::journal::HeaderError>(())
    /// ```
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("a header is plain data")
    }

    /// The hash on which the first entry stands.
    pub fn genesis(&self) -> Hash {
        let text = self.json();
        Hash::of(&[
            b"ringfence/book/v1",
            &(text.len() as u64).to_be_bytes(),
            text.as_bytes(),
        ])
    }
}
