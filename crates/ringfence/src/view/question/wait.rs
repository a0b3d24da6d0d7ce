//! Money that waited: between the day on which it was there and the day on which it went on.

use chrono::NaiveDate;

/// Sums in pence, each with its day.
type Sums = [(NaiveDate, i64)];

/// How long money waited to go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wait {
    /// What went on, in pence.
    pub(super) went: i64,
    /// Whole pounds times days.
    pub(super) pound_days: u64,
}

impl Wait {
    /// How long what was passed down had been there: each pound of it comes from the latest letter
    /// that has it left.
    pub(super) fn to_pass_down(there: &Sums, went: &Sums) -> Wait {
        let (there, went) = (standing(there), standing(went));
        let mut left: Vec<(NaiveDate, i64)> = Vec::new();
        let mut later = there.into_iter().peekable();
        let (mut sum, mut pence_days) = (0_i64, 0);
        for (on, mut wanted) in went {
            sum = sum.saturating_add(wanted);
            while let Some(came) = later.next_if(|(day, _)| *day <= on) {
                left.push(came);
            }
            while let Some((since, waits)) = left.last_mut().filter(|_| wanted > 0) {
                let gone = wanted.min(*waits);
                pence_days += product(gone, *since, on);
                wanted -= gone;
                *waits -= gone;
                if *waits == 0 {
                    left.pop();
                }
            }
        }
        Wait {
            went: sum,
            pound_days: whole(pence_days),
        }
    }

    /// How long what was given waited to be released: what came first is released first, and what
    /// is not yet released waits until a last day.
    pub(super) fn to_release(there: &Sums, went: &Sums, until: NaiveDate) -> Wait {
        let went = standing(went);
        let sum = went.iter().fold(0_i64, |sum, it| sum.saturating_add(it.1));
        let mut releases = went.into_iter().filter(|(day, _)| *day <= until).peekable();
        let mut pence_days = 0;
        for (since, mut waits) in standing(there) {
            while waits > 0 {
                let Some((on, left)) = releases.peek_mut() else {
                    pence_days += product(waits, since, until);
                    break;
                };
                let gone = waits.min(*left);
                pence_days += product(gone, since, *on);
                waits -= gone;
                *left -= gone;
                if *left == 0 {
                    releases.next();
                }
            }
        }
        Wait {
            went: sum,
            pound_days: whole(pence_days),
        }
    }
}

fn product(pence: i64, since: NaiveDate, on: NaiveDate) -> i128 {
    i128::from(pence) * i128::from((on - since).num_days().max(0))
}

fn whole(pence_days: i128) -> u64 {
    u64::try_from(pence_days / 100).unwrap_or(u64::MAX)
}

/// By day, with what was taken back taken off what came last.
fn standing(sums: &Sums) -> Vec<(NaiveDate, i64)> {
    let mut sums = sums.to_vec();
    sums.sort_by_key(|(day, _)| *day);
    let mut all: Vec<(NaiveDate, i64)> = Vec::new();
    for (day, pence) in sums {
        if pence > 0 {
            all.push((day, pence));
            continue;
        }
        let mut off = pence.saturating_neg();
        while let Some(last) = all.last_mut().filter(|_| off > 0) {
            let taken = off.min(last.1);
            last.1 -= taken;
            off -= taken;
            if last.1 == 0 {
                all.pop();
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(of: &[(&str, i64)]) -> Vec<(NaiveDate, i64)> {
        let day = |text: &str| text.parse().expect("a day of the test");
        of.iter()
            .map(|(on, pounds)| (day(on), pounds * 100))
            .collect()
    }

    #[test]
    fn what_is_passed_down_comes_from_the_latest_letter_before_it() {
        let letters = sums(&[("2016-04-05", 300), ("2016-10-01", 10)]);
        let down = sums(&[("2016-04-20", 60), ("2016-10-03", 12)]);
        // 60 waited 15 days, 10 two days, and 2 from 5 April to 3 October 181 days.
        let wait = Wait::to_pass_down(&letters, &down);
        assert_eq!((wait.went, wait.pound_days), (7_200, 900 + 20 + 362));
    }

    #[test]
    fn what_is_not_released_waits_until_the_last_day() {
        let given = sums(&[("2016-04-20", 100), ("2016-10-14", 5)]);
        let released = sums(&[("2016-07-01", 20), ("2016-12-01", 20)]);
        let until = "2017-03-31".parse().expect("a day of the test");
        let wait = Wait::to_release(&given, &released, until);
        // 20 × 72, 20 × 225, 60 × 345 and 5 × 168 days.
        assert_eq!(wait.pound_days, 1_440 + 4_500 + 20_700 + 840);
        assert_eq!(wait.went, 4_000);
    }

    #[test]
    fn what_is_taken_back_never_waited() {
        let given = sums(&[("2016-04-20", 100), ("2016-04-30", -100)]);
        let until = "2017-03-31".parse().expect("a day of the test");
        assert_eq!(Wait::to_release(&given, &[], until), Wait::default());
    }
}
