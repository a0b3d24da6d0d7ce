//! Bytes as text.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use ringfence::noun::Wording;

use super::GridFault;

/// How the text of a CSV file is kept as bytes.
///
/// UTF-16 is known by its mark and read as such. Bytes without a mark are UTF-8 unless somebody
/// who knows says otherwise: of Windows-1252 nothing tells it from its neighbours, and it has no
/// ŵ and no ŷ.
///
/// ```
/// use ringfence_formats::{Encoding, Grid};
///
/// let grid = Grid::of_csv("a.csv", b"cost\n\xa35\n", Encoding::Windows1252)?;
/// assert_eq!(grid.rows[1].cells[0].text(), Some("£5"));
/// # Ok::<(), ringfence_formats::GridFault>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    #[default]
    Utf8,
    /// What Excel in Western Europe saves as plain CSV; bytes that are UTF-8 are read as that.
    Windows1252,
}

impl Wording for Encoding {
    const WORDS: &'static [(&'static str, Encoding)] = &[
        ("utf-8", Encoding::Utf8),
        ("windows-1252", Encoding::Windows1252),
    ];
}

impl Encoding {
    /// Bytes as UTF-8 without a mark; where they are to be UTF-8, they may still not be.
    pub(crate) fn decoded<'b>(
        self,
        file: &str,
        bytes: &'b [u8],
    ) -> Result<Cow<'b, [u8]>, GridFault> {
        let utf16 = match bytes {
            [0xff, 0xfe, rest @ ..] => Some((UTF_16LE, rest)),
            [0xfe, 0xff, rest @ ..] => Some((UTF_16BE, rest)),
            _ => None,
        };
        if let Some((form, rest)) = utf16 {
            let text = form.decode_without_bom_handling_and_without_replacement(rest);
            let file = file.to_owned();
            return text.map(into_bytes).ok_or(GridFault::Utf16 { file });
        }
        if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
            return Ok(Cow::Borrowed(rest));
        }
        Ok(match self {
            Encoding::Utf8 => Cow::Borrowed(bytes),
            // What is UTF-8 is hardly anything else, and is what people save beside it.
            Encoding::Windows1252 if std::str::from_utf8(bytes).is_ok() => Cow::Borrowed(bytes),
            Encoding::Windows1252 => into_bytes(WINDOWS_1252.decode_without_bom_handling(bytes).0),
        })
    }
}

fn into_bytes(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}
