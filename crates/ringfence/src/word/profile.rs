//! How a year's sum falls over its months.

use chrono::{Datelike, Days, NaiveDate};

use super::share::{Rounding, divided};
use super::{Calendar, FinancialYear, Money};

/// How an annual sum falls over the months of a year: equal twelfths of the months that it
/// covers, a part month by its days. Month m is cumulative(m) − cumulative(m−1), the cumulative
/// rounded half-even, so that the months add up to the year.
///
/// ```
/// use ringfence::word::{Calendar, Money, Profile};
///
/// let year = "2016-17".parse().unwrap();
/// let from_august = Profile::covering("2016-08-15".parse().unwrap(), None);
/// let part_year = from_august.year_sum("48000".parse().unwrap(), year, Calendar::default());
/// assert_eq!(part_year.to_string(), "30193.55");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    start: NaiveDate,
    end: Option<NaiveDate>,
}

impl Profile {
    /// From a first day to a last day, both included; without an end it goes on.
    pub const fn covering(start: NaiveDate, end: Option<NaiveDate>) -> Profile {
        Profile { start, end }
    }

    /// Its first day.
    pub(crate) const fn start(self) -> NaiveDate {
        self.start
    }

    /// Whether it covers a day.
    pub(crate) fn covers(self, day: NaiveDate) -> bool {
        self.start <= day && self.end.is_none_or(|end| day <= end)
    }

    /// The part of it from one day to another.
    pub(crate) fn part(self, first: NaiveDate, last: NaiveDate) -> Option<Profile> {
        let (start, end) = (
            self.start.max(first),
            self.end.map_or(last, |end| end.min(last)),
        );
        (start <= end).then(|| Profile::covering(start, Some(end)))
    }

    /// What falls in a year.
    pub fn year_sum(self, annual: Money, year: FinancialYear, calendar: Calendar) -> Money {
        cost_of(&[(self, annual)], year, calendar, 12)
    }

    /// What falls in each of the twelve months of a year.
    pub fn months(self, annual: Money, year: FinancialYear, calendar: Calendar) -> [Money; 12] {
        let mut before = Money::ZERO;
        Profile::fallen(&[(self, annual)], year, calendar).map(|so_far| {
            let this = so_far
                .checked_sub(before)
                .expect("both within the annual sum");
            before = so_far;
            this
        })
    }

    /// What of several stretches, of which no two share a day, falls to the end of each of the
    /// twelve months of a year.
    pub(crate) fn fallen(
        stretches: &[(Profile, Money)],
        year: FinancialYear,
        calendar: Calendar,
    ) -> [Money; 12] {
        let mut fine = [0_i128; 12];
        for (of, annual) in stretches {
            let mut so_far = 0;
            for (month, sum) in fine.iter_mut().enumerate() {
                let first = calendar.month_start(year, month as u32);
                so_far += i128::from(of.fine_month(first));
                *sum += i128::from(annual.pence()) * so_far;
            }
        }
        fine.map(whole_pence)
    }

    /// The same where a month weighs more than another: each stretch costs what it would, and a
    /// part month weighs by its days. Where no month that is covered weighs anything, it falls as
    /// if nothing had been said.
    pub(crate) fn fallen_by(
        weights: &[u32; 12],
        stretches: &[(Profile, Money)],
        year: FinancialYear,
        calendar: Calendar,
    ) -> [Money; 12] {
        let mut fallen = [0; 12];
        for place in 0..stretches.len() {
            let so_far = |to: usize| cost_of(&stretches[..to], year, calendar, 12).pence();
            let sum = i128::from(so_far(place + 1)) - i128::from(so_far(place));
            let days: [i128; 12] = std::array::from_fn(|month| {
                let first = calendar.month_start(year, month as u32);
                stretches[place].0.fine_month(first).into()
            });
            let mut each: [i128; 12] =
                std::array::from_fn(|month| days[month] * i128::from(weights[month]));
            if each.iter().sum::<i128>() == 0 {
                each = days;
            }
            let whole = each.iter().sum::<i128>().max(1);
            let mut fell = 0;
            for (month, of_it) in each.iter().enumerate() {
                fell += of_it;
                fallen[month] += divided(sum * fell, whole, Rounding::HalfEven);
            }
        }
        fallen.map(|pence| Money::narrow(pence).expect("no more than the largest annual sum"))
    }

    /// What several stretches, of which no two share a day, cost in a year together: each at its
    /// own annual sum, rounded once.
    pub(crate) fn year_sum_of(
        stretches: &[(Profile, Money)],
        year: FinancialYear,
        calendar: Calendar,
    ) -> Money {
        cost_of(stretches, year, calendar, 12)
    }

    /// How much of the first months of a year is covered, in fine parts of a month.
    pub(super) fn fine_months(self, year: FinancialYear, calendar: Calendar, to: u32) -> u32 {
        let months = (0..to).map(|month| self.fine_month(calendar.month_start(year, month)));
        months.sum()
    }

    /// How much of a month is covered, in fine parts of it.
    fn fine_month(self, first: NaiveDate) -> u32 {
        let (covered, days) = self.covered(first);
        covered * (FINE / days)
    }

    /// How many days of a month are covered, and how many it has.
    fn covered(self, first: NaiveDate) -> (u32, u32) {
        let days = u32::from(first.num_days_in_month());
        let last = first
            .checked_add_days(Days::new(u64::from(days) - 1))
            .unwrap_or(first);
        let from = self.start.max(first);
        let to = self.end.map_or(last, |end| end.min(last));
        let covered = (to - from).num_days() + 1;
        (u32::try_from(covered).unwrap_or(0), days)
    }
}

/// So many fine parts has a month: whatever its days, each is a whole number of them.
const FINE: u32 = 28 * 29 * 30 * 31;

fn cost_of(
    stretches: &[(Profile, Money)],
    year: FinancialYear,
    calendar: Calendar,
    to: u32,
) -> Money {
    let fine = |(of, annual): &(Profile, Money)| {
        i128::from(annual.pence()) * i128::from(of.fine_months(year, calendar, to))
    };
    whole_pence(stretches.iter().map(fine).sum())
}

/// What comes to so many fine parts of a month in twelve months' pence.
fn whole_pence(fine: i128) -> Money {
    let sum = divided(fine, i128::from(FINE) * 12, Rounding::HalfEven);
    Money::narrow(sum).expect("no more than the largest annual sum")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(start: &str, end: Option<&str>) -> Profile {
        let day = |text: &str| text.parse().expect("a date of the test");
        Profile::covering(day(start), end.map(day))
    }

    fn sum(annual: i32, start: &str, end: Option<&str>) -> i64 {
        let year = FinancialYear::starting(2016).expect("a year");
        profile(start, end)
            .year_sum(Money::new(annual), year, Calendar::default())
            .pence()
    }

    #[test]
    fn a_part_year_is_its_months_and_days() {
        assert_eq!(sum(4_800_000, "2016-08-01", None), 3_200_000);
        assert_eq!(sum(4_800_000, "2016-08-15", None), 3_019_355);
        assert_eq!(sum(4_800_000, "2015-01-01", None), 4_800_000);
        assert_eq!(sum(4_800_000, "2017-04-01", None), 0);
        assert_eq!(sum(4_800_000, "2016-04-01", Some("2016-04-15")), 200_000);
        assert_eq!(sum(4_800_000, "2015-01-01", Some("2016-03-31")), 0);
    }

    #[test]
    fn stretches_are_rounded_once() {
        // A pound a year: a twelfth is 8⅓ pence, two of them are 16⅔.
        let year = FinancialYear::starting(2016).expect("a year");
        let month = |start, end| (profile(start, Some(end)), Money::new(100));
        let both = [
            month("2016-05-01", "2016-05-31"),
            month("2016-09-01", "2016-09-30"),
        ];
        let together = Profile::year_sum_of(&both, year, Calendar::default());
        assert_eq!(together, Money::new(17));
        assert_eq!(sum(100, "2016-05-01", Some("2016-05-31")), 8);
    }

    #[test]
    fn months_add_up_to_the_year() {
        let year = FinancialYear::starting(2016).expect("a year");
        let odd = profile("2016-05-07", Some("2017-02-11"));
        let months = odd.months(Money::new(1_000_001), year, Calendar::default());
        let whole = odd.year_sum(Money::new(1_000_001), year, Calendar::default());
        assert_eq!(Money::total(months), Some(whole));
        assert_eq!(months[0], Money::ZERO);
        assert_eq!(months[11], Money::ZERO);
    }
}
