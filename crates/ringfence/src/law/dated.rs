//! Values that count from a day on, and until one where they end.

use chrono::NaiveDate;

/// Something that counts from a day on.
pub(super) trait Dated {
    /// Its first day.
    fn first_day(&self) -> NaiveDate;

    /// Its last day, where it has one.
    fn last_day(&self) -> Option<NaiveDate>;

    fn has_begun(&self, on: NaiveDate) -> bool {
        self.first_day() <= on
    }

    fn has_ended(&self, on: NaiveDate) -> bool {
        self.last_day().is_some_and(|last| last < on)
    }

    /// Whether a day falls between its first and its last.
    fn is_in_force(&self, on: NaiveDate) -> bool {
        self.has_begun(on) && !self.has_ended(on)
    }
}

/// The value in force on a day: the latest that has begun, unless it has ended.
pub(super) fn in_force<'d, D: Dated>(
    all: impl IntoIterator<Item = &'d D>,
    on: NaiveDate,
) -> Option<&'d D> {
    let begun = all.into_iter().filter(|it| it.has_begun(on));
    let latest = begun.max_by_key(|it| it.first_day());
    latest.filter(|it| !it.has_ended(on))
}

/// What is in force on a day of each label, in the order in which the labels come first.
pub(super) fn of_each_label<D: Dated>(
    all: &[D],
    label: impl Fn(&D) -> &str,
    on: NaiveDate,
) -> Vec<&D> {
    let mut labels: Vec<&str> = Vec::new();
    for one in all {
        if !labels.contains(&label(one)) {
            labels.push(label(one));
        }
    }
    let latest = |wanted: &str| in_force(all.iter().filter(|one| label(one) == wanted), on);
    labels.into_iter().filter_map(latest).collect()
}
