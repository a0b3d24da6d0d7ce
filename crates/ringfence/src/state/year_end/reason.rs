//! The reason of a decision in a word.

use super::plan::{Decision, Plan};
use crate::law::Disposal;

impl Plan {
    /// Which clauses took something of an item, the uppermost first: the rule and their labels,
    /// such as `project-roll-over/delayed-project, base`. Where no rule speaks of it, *no rule*;
    /// where it is not decided, what is missing or which clauses disagree.
    ///
    /// ```
    #[doc = include_str!("../../../docs/aberwen.txt")]
    /// let plan = aberwen().plan_close("2025-26".parse()?, &keeps_orders())?;
    /// let [order, free] = plan.decisions() else { panic!("two items") };
    /// assert_eq!(plan.reason(order), "winter/ordered");
    /// assert_eq!(plan.reason(free), "winter/base");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reason(&self, decision: &Decision) -> String {
        match &decision.disposal {
            Disposal::NeedsEvidence { missing } => {
                return format!("needs evidence: {}", missing.join(", "));
            }
            Disposal::Conflict { labels } => return format!("conflict: {}", labels.join(" and ")),
            Disposal::Decided { .. } => {}
        }
        let on = self.last_day;
        let readings = (decision.caps.as_slice(), decision.covers.as_slice());
        match self.book.takers(&decision.facts, on, readings) {
            Some((rule, labels)) => format!("{rule}/{}", labels.join(", ")),
            None => "no rule".to_owned(),
        }
    }
}
