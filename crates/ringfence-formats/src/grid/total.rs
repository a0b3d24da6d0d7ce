//! Words that say that a row is a total of others.

const TOTALS: [&str; 4] = ["total", "totals", "subtotal", "subtotals"];

/// Whether one of the words of a text says that its row is a total of others.
pub(crate) fn says_total(text: &str) -> bool {
    let is_total = |word: &str| TOTALS.iter().any(|total| word.eq_ignore_ascii_case(total));
    text.split(|it: char| !it.is_alphanumeric()).any(is_total)
}

/// The same where an id is expected, which may have the word in it: `total-care` is one, *Total*,
/// *sub-total* and *Total Powys* are none.
pub(crate) fn is_total(text: &str) -> bool {
    let text = text.trim();
    if text.contains(char::is_whitespace) {
        return says_total(text);
    }
    let letters = || text.chars().filter(|it| it.is_alphanumeric());
    TOTALS.iter().any(|total| {
        letters()
            .map(|it| it.to_ascii_lowercase())
            .eq(total.chars())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_totals_says_so_and_an_id_with_the_word_in_it_does_not() {
        for text in [
            "Total",
            "SUBTOTAL",
            "sub-total",
            "Grand total",
            "Total Powys",
            "Sub total:",
        ] {
            assert!(is_total(text), "{text}");
        }
        for text in ["total-care", "totally", "north", "", "triage"] {
            assert!(!is_total(text), "{text}");
        }
        assert!(says_total("5210-TOTAL") && !says_total("totality"));
    }
}
