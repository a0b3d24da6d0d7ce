//! So many in a hundred, as people read it.

/// What a part is in a hundred of a whole, rounded half-even to a tenth; nothing where there is
/// no whole.
pub(super) fn share_of(part: i128, whole: i128) -> Option<String> {
    if whole <= 0 {
        return None;
    }
    let tenths = rounded(part * 1_000, whole);
    let sign = if tenths < 0 { "−" } else { "" };
    let size = tenths.unsigned_abs();
    Some(format!("{sign}{}.{}%", size / 10, size % 10))
}

fn rounded(top: i128, bottom: i128) -> i128 {
    let (whole, rest) = (top.div_euclid(bottom), top.rem_euclid(bottom));
    let up = match (rest * 2).cmp(&bottom) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => whole % 2 != 0,
        std::cmp::Ordering::Greater => true,
    };
    whole + i128::from(up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_a_tenth_half_to_the_even() {
        let share = |part, whole| share_of(part, whole);
        assert_eq!(share(1, 3).as_deref(), Some("33.3%"));
        assert_eq!(share(2, 3).as_deref(), Some("66.7%"));
        assert_eq!(share(1, 2_000).as_deref(), Some("0.0%")); // half of a tenth
        assert_eq!(share(3, 2_000).as_deref(), Some("0.2%"));
        assert_eq!(share(-1, 4).as_deref(), Some("−25.0%"));
        assert_eq!(share(1, 0), None);
    }
}
