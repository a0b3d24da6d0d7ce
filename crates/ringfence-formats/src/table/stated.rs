//! Sums as their source stated them.

use ringfence::noun::{Stated, StatedUnit};
use ringfence::word::Money;

/// A sum in the unit and places in which it was stated: `£9.547m`, `£453 thousand`. A sum that
/// does not fit into these places is shown with as many more as it needs; without a unit it is
/// shown in pounds and pence.
///
/// ```
/// use ringfence::noun::{Stated, StatedUnit};
/// use ringfence_formats::stated_sum;
///
/// let millions = Stated { unit: StatedUnit::Millions, places: 3 };
/// assert_eq!(stated_sum("9547000".parse()?, Some(millions)), "£9.547m");
/// assert_eq!(stated_sum("9547000.01".parse()?, Some(millions)), "£9.54700001m");
/// assert_eq!(stated_sum("9547000".parse()?, None), "£9,547,000.00");
/// # Ok::<(), ringfence::word::MoneyError>(())
/// ```
pub fn stated_sum(sum: Money, stated: Option<Stated>) -> String {
    let Some(stated) = stated else {
        return sum.in_words();
    };
    let unit = match stated.unit {
        StatedUnit::Pounds => "",
        StatedUnit::Thousands => " thousand",
        StatedUnit::Millions => "m",
    };
    let (whole, exact) = parts_of(sum, stated.unit);
    let wanted = usize::from(stated.places);
    let places = format!("{exact:0<wanted$}");
    let sign = if sum.is_negative() { "−" } else { "" };
    let point = if places.is_empty() { "" } else { "." };
    format!("{sign}£{}{point}{places}{unit}", grouped(&whole))
}

/// How a sum is stated exactly in a unit: with as many places as it needs and no more.
///
/// ```
/// use ringfence::noun::StatedUnit;
/// use ringfence_formats::exactly_in;
///
/// assert_eq!(exactly_in("453000".parse()?, StatedUnit::Millions).places, 3);
/// assert_eq!(exactly_in("453000".parse()?, StatedUnit::Thousands).places, 0);
/// # Ok::<(), ringfence::word::MoneyError>(())
/// ```
pub fn exactly_in(sum: Money, unit: StatedUnit) -> Stated {
    let places = u8::try_from(parts_of(sum, unit).1.len()).unwrap_or(u8::MAX);
    Stated { unit, places }
}

/// The digits before the point, and those after it without trailing noughts.
fn parts_of(sum: Money, unit: StatedUnit) -> (String, String) {
    let zeros = match unit {
        StatedUnit::Pounds => 2,
        StatedUnit::Thousands => 5,
        StatedUnit::Millions => 8,
    };
    let pence = sum.size().pence().to_string();
    let digits = format!("{pence:0>width$}", width = zeros + 1);
    let (whole, places) = digits.split_at(digits.len() - zeros);
    (whole.to_owned(), places.trim_end_matches('0').to_owned())
}

fn grouped(whole: &str) -> String {
    let mut out = String::new();
    for (place, digit) in whole.chars().enumerate() {
        let left = whole.len() - place;
        if place > 0 && left.is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_shown_as_it_was_stated() {
        let shown = |text: &str, unit, places| {
            let sum = text.parse().expect("a sum of the test");
            stated_sum(sum, Some(Stated { unit, places }))
        };
        assert_eq!(shown("453000", StatedUnit::Thousands, 0), "£453 thousand");
        assert_eq!(shown("0", StatedUnit::Thousands, 0), "£0 thousand");
        assert_eq!(shown("-1000", StatedUnit::Millions, 3), "−£0.001m");
        assert_eq!(shown("1234567", StatedUnit::Pounds, 0), "£1,234,567");
        assert_eq!(
            shown("1234567000", StatedUnit::Thousands, 1),
            "£1,234,567.0 thousand"
        );
    }
}
