//! What a rule on the base says, in English.

use super::base_rule::BaseClause;

/// `the base of the 2 years after the one that a notice states counts as confirmed`.
pub(super) fn clause(of: &BaseClause) -> String {
    let years = match of.confirmed_years {
        0 => {
            return "only the base that a notice states for the year itself is confirmed"
                .to_owned();
        }
        1 => "year".to_owned(),
        several => format!("{several} years"),
    };
    format!("the base of the {years} after the one that a notice states counts as confirmed")
}
