//! The digits of the numbers of Excel.

/// A number as Excel shows it in full, without an exponent.
///
/// # Errors
/// More digits than the 15 that Excel keeps, in a number so large that pennies would be among
/// those that are left out: the number as the file has it.
#[expect(
    clippy::disallowed_types,
    reason = "Excel keeps doubles: only their digits are read, nothing is reckoned"
)]
pub(super) fn digits_of(number: f64) -> Result<String, String> {
    let written = number.to_string();
    let wholes = written.trim_start_matches('-').split('.').next();
    let wholes = wholes.unwrap_or_default().trim_start_matches('0').len();
    if significant(&written) <= DIGITS {
        return Ok(if written == "-0" {
            "0".to_owned()
        } else {
            written
        });
    }
    if wholes > DIGITS - PLACES {
        return Err(written);
    }
    Ok(expanded(&format!("{number:.*e}", DIGITS - 1)))
}

/// Excel keeps so many digits of a number, and shows noughts after them.
const DIGITS: usize = 15;

/// A number of more digits is taken where so many places are left: a penny, and one to show that
/// there is more.
const PLACES: usize = 3;

/// How many digits it has without the noughts at either end.
fn significant(written: &str) -> usize {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// `-3.00000000000000e-1` as `-0.3`.
fn expanded(written: &str) -> String {
    let (mantissa, exponent) = written.split_once('e').expect("an exponent was asked for");
    let exponent: i32 = exponent.parse().expect("the exponent of a double");
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let point = usize::try_from(exponent + 1).unwrap_or(0);
    let noughts = usize::try_from(-(exponent + 1)).unwrap_or(0);
    let (wholes, rest) = digits.split_at(point.min(digits.len()));
    let rest = format!("{}{rest}", "0".repeat(noughts));
    let rest = rest.trim_end_matches('0');
    let wholes = if wholes.is_empty() { "0" } else { wholes };
    match rest {
        "" => format!("{sign}{wholes}"),
        rest => format!("{sign}{wholes}.{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_to_the_15_digits_that_excel_shows() {
        let read = |number: &str| digits_of(number.parse().expect("a double"));
        let is = |number: &str, shown: &str| assert_eq!(read(number).as_deref(), Ok(shown));
        is("1234.5", "1234.5");
        is("-0", "0");
        is("1e20", "100000000000000000000");
        is("0.30000000000000004", "0.3"); // 0.1 + 0.2
        is("-1.1500000000000001", "-1.15");
        is("33.333333333333336", "33.3333333333333");
        is("5.551115123125783e-17", "0.0000000000000000555111512312578"); // 0.1 + 0.2 - 0.3
        is("0.0019999999999999996", "0.002");
        is("999.99999999999989", "1000");
    }

    #[test]
    fn a_number_whose_pennies_excel_would_leave_out_is_not_taken() {
        let read = |number: &str| digits_of(number.parse().expect("a double"));
        // Twelve digits before the point leave three; thirteen would leave two.
        assert_eq!(
            read("123456789012.34567"),
            Ok("123456789012.346".to_owned())
        );
        assert_eq!(
            read("1234567890123.4567"),
            Err("1234567890123.4568".to_owned())
        );
        assert_eq!(read("1234567890123.45"), Ok("1234567890123.45".to_owned()));
        assert_eq!(
            read("12345678901234567"),
            Err("12345678901234568".to_owned())
        );
    }
}
