//! Made-up books of one exception, for the tests of the law.

/// A book that keeps, by one exception with these keys, and lets the rest lapse; parameters and
/// facts go before its rule.
pub(crate) fn with_exception(lists: &str, keys: &str) -> String {
    format!(
        r#"
[book]
id = "made-up"
title = "For a test"
{lists}
[[rule]]
id = "r"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapse"
cite = {{ assumption = "made up", by = "the test" }}
[[rule.exception]]
label = "kept"
over = "base"
in_force_from = 2015-04-01
outcome = "roll_over"
to = "same_line"
cite = {{ assumption = "made up", by = "the test" }}
{keys}
"#
    )
}
