//! Why three items come to what they do.

use std::fmt::Write as _;

use super::compared::Planned;
use crate::failure::Failure;

/// A book and an item of the invented country.
const THREE: [(&str, &str); 3] = [
    ("wales-2016", "phones-order"),
    ("bma-2017", "phones-order"),
    ("bma-2017-attached", "screening-kit"),
];

/// The reasons of three decisions, in words.
pub(super) fn three(plans: &[Planned]) -> Result<String, Failure> {
    let mut text = String::new();
    for (name, item) in THREE {
        let planned = plans.iter().filter(|it| it.name == name);
        for explained in planned.flat_map(|it| it.plan.why(item)) {
            let gap = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}{item}, under {name}\n{explained}");
        }
    }
    if text.is_empty() {
        let folder = "aberwen".to_owned();
        return Err(Failure::Lacking {
            folder,
            what: "the items that are explained",
        });
    }
    Ok(text)
}
