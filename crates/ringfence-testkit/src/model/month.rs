//! What a yearly sum costs in one year.

use chrono::{Datelike, Days, NaiveDate};
use ringfence::word::{Calendar, FinancialYear};

use super::Pence;

/// A number that the days of any month divide.
pub(super) const FINE: Pence = 28 * 29 * 30 * 31;

/// What an annual sum costs in a year that it covers in part: a twelfth for each whole month,
/// and of a part month so much as its days are of the month's. Half a penny goes to the even one.
pub fn part_year(
    annual: Pence,
    (start, end): (NaiveDate, Option<NaiveDate>),
    year: FinancialYear,
    calendar: Calendar,
) -> Pence {
    let mut fine_months = 0;
    let mut day = calendar.first_day(year);
    while day <= calendar.last_day(year) {
        if start <= day && end.is_none_or(|end| day <= end) {
            fine_months += FINE / Pence::from(day.num_days_in_month());
        }
        day = day + Days::new(1);
    }
    half_even(annual * fine_months, FINE * 12)
}

pub(super) fn half_even(top: Pence, bottom: Pence) -> Pence {
    let (whole, rest) = (top.div_euclid(bottom), top.rem_euclid(bottom));
    let up = rest * 2 > bottom || (rest * 2 == bottom && whole % 2 != 0);
    whole + Pence::from(up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tour_costs_eight_twelfths() {
        let year = FinancialYear::starting(2016).expect("a year");
        let day = |text: &str| text.parse().expect("a day of the test");
        let cost = |start| part_year(4_800_000, (day(start), None), year, Calendar::default());
        assert_eq!(cost("2016-08-01"), 3_200_000);
        assert_eq!(cost("2016-08-15"), 3_019_355);
        assert_eq!(cost("2015-01-01"), 4_800_000);
    }
}
