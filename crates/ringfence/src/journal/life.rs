//! Particulars of a rejection in the life of a project.

use chrono::NaiveDate;
use thiserror::Error;

use super::Detail;
use crate::word::Money;

/// A project that is over, where something new is asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "project {project} is {state} since {since} (entry {entry}): ask it of another project, \
         or correct that entry first"
)]
pub struct ProjectOver {
    /// The project.
    pub project: String,
    /// How it ended.
    pub state: &'static str,
    /// From which day.
    pub since: NaiveDate,
    /// The entry that ended it.
    pub entry: u64,
}

/// A step that does not follow what a project is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("project {project} is {state}{}, and this needs one that is {} by {on}",
        since.map_or_else(String::new, |day| format!(" since {day}")), needs.join(" or "))]
pub struct NotReady {
    /// The project.
    pub project: String,
    /// What it is.
    pub state: &'static str,
    /// Since when, where something happened.
    pub since: Option<NaiveDate>,
    /// What it would have to be, one of them.
    pub needs: Vec<String>,
    /// The day on which the draft counts.
    pub on: NaiveDate,
}

/// What is still open for a project that should be done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("project {project} still has {}: settle or give back these first, or stop it",
        open.join(", "))]
pub struct StillOpen {
    /// The project.
    pub project: String,
    /// Its open commitments and holds.
    pub open: Vec<String>,
}

/// An approval that is not the next of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the approval of {next} is the next that project {project} needs{}, and {}",
        since.map_or_else(String::new, |day| format!(", from {day} on")),
        given.as_ref().map_or_else(|| "the draft names no body".to_owned(),
            |body| format!("this is of {body} on {on}")))]
pub struct OutOfTurn {
    /// The project.
    pub project: String,
    /// The body whose approval is next.
    pub next: String,
    /// The day of the step before it.
    pub since: Option<NaiveDate>,
    /// The body that the draft names.
    pub given: Option<String>,
    /// The day on which the draft counts.
    pub on: NaiveDate,
}

/// More approved than an earlier step of a chain agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} is approved for project {project}, and {body} agreed to {} (entry {entry}): approve \
         {} less, or correct that entry and begin anew", asked.in_words(), agreed.in_words(),
        short.in_words())]
pub struct AboveStep {
    /// The project.
    pub project: String,
    /// What is approved.
    pub asked: Money,
    /// What the earlier step agreed to.
    pub agreed: Money,
    /// By how much that is less.
    pub short: Money,
    /// The body of that step.
    pub body: String,
    /// Its entry.
    pub entry: u64,
}

/// A step of a project that should be reversed while a later one stands.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "entry {entry} is not reversed while a later step of project {project} stands: correct \
         entry {later} ({kind}) first"
)]
pub struct LaterStep {
    /// The entry.
    pub entry: u64,
    /// The project.
    pub project: String,
    /// The later step.
    pub later: u64,
    /// Its kind.
    pub kind: &'static str,
}

type Details = Vec<(&'static str, Detail)>;

fn text(value: impl ToString) -> Detail {
    Detail::Text(value.to_string())
}

impl ProjectOver {
    pub(super) fn details(&self) -> Details {
        vec![
            ("project", text(&self.project)),
            ("state", text(self.state)),
            ("since", Detail::Date(self.since)),
            ("entry", Detail::Number(self.entry)),
        ]
    }
}

impl NotReady {
    pub(super) fn details(&self) -> Details {
        let mut all = vec![
            ("project", text(&self.project)),
            ("state", text(self.state)),
            ("needs", Detail::Texts(self.needs.clone())),
            ("on", Detail::Date(self.on)),
        ];
        all.extend(self.since.map(|day| ("since", Detail::Date(day))));
        all
    }
}

impl StillOpen {
    pub(super) fn details(&self) -> Details {
        vec![
            ("project", text(&self.project)),
            ("open", Detail::Texts(self.open.clone())),
        ]
    }
}

impl OutOfTurn {
    pub(super) fn details(&self) -> Details {
        let mut all = vec![
            ("project", text(&self.project)),
            ("next", text(&self.next)),
            ("on", Detail::Date(self.on)),
        ];
        all.extend(self.since.map(|day| ("since", Detail::Date(day))));
        all.extend(self.given.as_ref().map(|body| ("given", text(body))));
        all
    }
}

impl AboveStep {
    pub(super) fn details(&self) -> Details {
        vec![
            ("project", text(&self.project)),
            ("asked", Detail::Money(self.asked)),
            ("agreed", Detail::Money(self.agreed)),
            ("short", Detail::Money(self.short)),
            ("body", text(&self.body)),
            ("entry", Detail::Number(self.entry)),
        ]
    }
}

impl LaterStep {
    pub(super) fn details(&self) -> Details {
        vec![
            ("entry", Detail::Number(self.entry)),
            ("project", text(&self.project)),
            ("later", Detail::Number(self.later)),
            ("kind", text(self.kind)),
        ]
    }
}
