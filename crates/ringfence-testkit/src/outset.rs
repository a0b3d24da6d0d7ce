//! What the book of a scenario is before its first entry.

use ringfence::journal::Header;
use ringfence::word::Calendar;
use toml::{Table, Value};

/// The header that `[given]` asks for: pounds and years from 1 April, unless it says otherwise.
pub(crate) fn header(given: Option<&Table>) -> Result<Header, String> {
    let said = |name: &str| given.and_then(|given| given.get(name));
    let currency = said("currency").and_then(Value::as_str).unwrap_or("GBP");
    let mut header = Header::new(currency).map_err(|fault| fault.to_string())?;
    if let Some(month) = said("first_month") {
        let number = month
            .as_integer()
            .and_then(|month| u8::try_from(month).ok());
        let calendar = number.and_then(Calendar::beginning_in_month);
        header.first_month = calendar.ok_or("first_month is the number of a month")?;
    }
    Ok(header)
}
