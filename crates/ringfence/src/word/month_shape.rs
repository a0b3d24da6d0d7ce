//! How a year's sum falls over its months, as somebody states it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::share::{Rounding, divided};
use super::{Calendar, FinancialYear, Money, Profile};

/// How a year's sum falls over its twelve months, where that is stated. Where it is not, the sum
/// falls in equal twelfths.
///
/// Month m is cumulative(m) − cumulative(m−1), the cumulative rounded half-even, so that the
/// months add up to the sum, to the penny. Amounts are in proportion to one another: they go on
/// to say how the sum falls after it has changed.
///
/// ```
/// use ringfence::word::{Calendar, Money, MonthShape};
///
/// // £100.00 in twelfths: £8.33 to the end of April, £16.67 to the end of May.
/// let (sum, year) = (Money::new(10_000), "2016-17".parse().unwrap());
/// let to = |month| MonthShape::fallen(None, sum, year, Calendar::default(), month);
/// assert_eq!([1, 2, 12].map(|month| to(month).to_string()), ["8.33", "16.67", "100.00"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MonthShape {
    /// By weights, from the first month of the year to the twelfth.
    Weights {
        /// Twelve whole numbers, with `;` between them; not all nought.
        weights: [u32; 12],
    },
    /// By sums, from the first month of the year to the twelfth.
    Amounts {
        /// Twelve sums, with `;` between them; nought or more, and together the whole sum.
        amounts: [Money; 12],
    },
    /// In equal months between two days, a part month by its days.
    Term {
        /// The first day.
        start: NaiveDate,
        /// The last day; left out: to the end of the year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<NaiveDate>,
    },
}

impl MonthShape {
    /// What of a year's sum falls in its first months, up to so many; without a shape, so many
    /// twelfths.
    pub fn fallen(
        shape: Option<&MonthShape>,
        sum: Money,
        year: FinancialYear,
        calendar: Calendar,
        months: u32,
    ) -> Money {
        let months = months.min(12);
        let (top, bottom) = match shape {
            None => (months.into(), 12),
            Some(shape) => shape.part(year, calendar, months),
        };
        let fallen = divided(i128::from(sum.pence()) * top, bottom, Rounding::HalfEven);
        Money::narrow(fallen).expect("a part of the sum")
    }

    /// Whether any of a year's sum can fall at all.
    pub(crate) fn reaches(&self, year: FinancialYear, calendar: Calendar) -> bool {
        match self {
            MonthShape::Term { start, end } => {
                Profile::covering(*start, *end).fine_months(year, calendar, 12) > 0
            }
            MonthShape::Weights { .. } | MonthShape::Amounts { .. } => true,
        }
    }

    /// Which part of a sum falls in the first months: a fraction of whole numbers. What can fall
    /// nowhere falls at the end.
    fn part(&self, year: FinancialYear, calendar: Calendar, months: u32) -> (i128, i128) {
        let first = months as usize;
        let (top, bottom) = match self {
            MonthShape::Weights { weights } => {
                let sum = |of: &[u32]| of.iter().map(|it| i128::from(*it)).sum();
                (sum(&weights[..first]), sum(weights))
            }
            MonthShape::Amounts { amounts } => {
                let sum = |of: &[Money]| of.iter().map(|it| i128::from(it.pence())).sum();
                (sum(&amounts[..first]), sum(amounts))
            }
            MonthShape::Term { start, end } => {
                let term = Profile::covering(*start, *end);
                let fine = |to| i128::from(term.fine_months(year, calendar, to));
                (fine(months), fine(12))
            }
        };
        if bottom > 0 {
            (top, bottom)
        } else {
            (i128::from(months == 12), 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fallen(shape: &MonthShape, pence: i32) -> [i64; 12] {
        let year = FinancialYear::starting(2016).expect("a year");
        let to = |month| {
            MonthShape::fallen(
                Some(shape),
                Money::new(pence),
                year,
                Calendar::default(),
                month,
            )
        };
        std::array::from_fn(|at| to(at as u32 + 1).pence())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day of the test")
    }

    #[test]
    fn half_a_penny_goes_to_the_even_one() {
        let twelfths = MonthShape::Weights { weights: [1; 12] };
        assert_eq!(
            fallen(&twelfths, 6),
            [0, 1, 2, 2, 2, 3, 4, 4, 4, 5, 6, 6],
            "0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5 and 6 pence"
        );
        assert_eq!(fallen(&twelfths, -6)[..3], [0, -1, -2]);
    }

    #[test]
    fn a_part_month_counts_by_its_days() {
        // From 16 September: 15 of 30 days, then two whole months: 0.5 : 1 : 1.
        let term = MonthShape::Term {
            start: day("2016-09-16"),
            end: Some(day("2016-11-30")),
        };
        let months = fallen(&term, 25_000);
        assert_eq!(months[4..9], [0, 5_000, 15_000, 25_000, 25_000]);
    }

    #[test]
    fn what_can_fall_nowhere_falls_at_the_end() {
        let year = FinancialYear::starting(2016).expect("a year");
        let (start, end) = (day("2017-04-01"), None);
        let later = MonthShape::Term { start, end };
        assert!(!later.reaches(year, Calendar::default()));
        assert_eq!(fallen(&later, 100)[10..], [0, 100]);
    }
}
