//! The words along a side of a table.

use super::layout::AllocationLayout;

/// What the words beside a row or over a column stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A body, a stream or a year, as an id.
    Part(String),
    /// The sum of all parts.
    Total,
    /// The sum of the parts since the last such sum.
    Subtotal,
    /// Nothing that is read.
    LeftOut,
}

/// The words beside a row or over a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// The row or column, the first of which is 0.
    pub(super) at: usize,
    /// The words, without marks of footnotes.
    pub(super) words: String,
    /// The marks of footnotes.
    pub(super) marks: Vec<String>,
    /// What they stand for.
    pub(super) meaning: Meaning,
}

impl Heading {
    pub(super) fn of(at: usize, text: &str, layout: &AllocationLayout) -> Heading {
        let whole = text.trim();
        // A name that somebody gave, mark and all, is a name.
        let (words, marks) = match layout.names.contains_key(whole) {
            true => (whole, Vec::new()),
            false => without_marks(whole),
        };
        let is_among = |list: &[String]| list.iter().any(|it| it.trim() == words);
        let meaning = if is_among(&layout.left_out) {
            Meaning::LeftOut
        } else if is_among(&layout.subtotals) {
            Meaning::Subtotal
        } else if is_among(&layout.totals) {
            Meaning::Total
        } else {
            let named = layout.names.get(words).map(String::as_str);
            Meaning::Part(named.unwrap_or(words).to_owned())
        };
        let words = words.to_owned();
        Heading {
            at,
            words,
            marks,
            meaning,
        }
    }
}

/// A text, and the marks of footnotes that stood at its end: `*`, `†`, `²`, `[1]`, or `(1)` and
/// `(a)` after something else.
pub(super) fn without_marks(text: &str) -> (&str, Vec<String>) {
    let (mut left, mut marks) = (text.trim(), Vec::new());
    while let Some(start) = mark_at_end(left) {
        marks.insert(0, left[start..].to_owned());
        left = left[..start].trim_end();
    }
    (left, marks)
}

/// Where the last mark of a text begins, if it ends with one and is not all mark.
fn mark_at_end(text: &str) -> Option<usize> {
    let last = text.chars().next_back()?;
    let start = match last {
        '*' | '†' | '‡' | '§' | '¶' | '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' => {
            text.len() - last.len_utf8()
        }
        ']' => text.rfind('[')?,
        ')' => text.rfind('(')?,
        _ => return None,
    };
    let inside = text[start..].trim_matches(['[', ']', '(', ')']);
    let is_digits = inside.len() <= 2 && inside.bytes().all(|it| it.is_ascii_digit());
    let is_letter = inside.len() == 1 && inside.bytes().all(|it| it.is_ascii_lowercase());
    let is_mark = !matches!(last, ']' | ')') || (!inside.is_empty() && (is_digits || is_letter));
    (start > 0 && is_mark).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_footnotes_are_taken_off_and_names_in_brackets_are_not() {
        let marks = |text| {
            let (left, marks) = without_marks(text);
            (left.to_owned(), marks.join(" "))
        };
        for (text, left, found) in [
            ("Powys*", "Powys", "*"),
            ("Powys (1)", "Powys", "(1)"),
            ("453 [2]†", "453", "[2] †"),
            ("1,234²", "1,234", "²"),
            ("Upland (a)", "Upland", "(a)"),
            ("Betsi Cadwaladr (north)", "Betsi Cadwaladr (north)", ""),
            ("(500)", "(500)", ""),
            ("(5)", "(5)", ""),
            ("2016-17", "2016-17", ""),
            ("*", "*", ""),
            ("()", "()", ""),
            ("", "", ""),
        ] {
            assert_eq!(marks(text), (left.to_owned(), found.to_owned()), "{text}");
        }
    }
}
