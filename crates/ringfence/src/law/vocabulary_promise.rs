//! The facts of the vocabulary that are of the year, the project and the commitment.

use super::vocabulary::{FactEntry, one};
use super::{FactName, FactType};
use FactName as F;
use FactType::{Date, Flag, Text, Year};

const RECURRENCE: &[&str] = &["recurrent", "non-recurrent"];
const STATES: &[&str] = &[
    "proposed",
    "approved",
    "in_delivery",
    "evaluated",
    "continued",
    "stopped",
    "completed",
];
const VERDICTS: &[&str] = &[
    "successful",
    "partly_successful",
    "unsuccessful",
    "inconclusive",
];

/// The year, the project and the commitment.
pub(super) const OF_PROMISE: [FactEntry; 13] = [
    one(
        (F::YearItself, "year.itself"),
        Year,
        "year",
        "the year that is being closed",
        "close",
    ),
    one(
        (F::YearFirstDay, "year.first_day"),
        Date,
        "day",
        "the first day of that year",
        "calendar",
    ),
    one(
        (F::YearLastDay, "year.last_day"),
        Date,
        "day",
        "the last day of that year",
        "calendar",
    ),
    one(
        (F::YearNext, "year.next"),
        Year,
        "year",
        "the year after it",
        "close",
    ),
    one(
        (F::YearKnownTo, "year.known_to"),
        Date,
        "day",
        "up to which day it is recorded what happened: that on which the last entry was recorded; \
         not of drafts, nor of duties",
        "journal",
    ),
    one(
        (F::ProjectId, "project.id"),
        Text,
        "id",
        "the project of the item",
        "drafts",
    ),
    one(
        (F::ProjectApproved, "project.approved"),
        Flag,
        "",
        "the project is approved",
        "approvals",
    ),
    one(
        (F::ProjectApprovedOn, "project.approved_on"),
        Date,
        "day",
        "the day of its last approval",
        "approvals",
    ),
    one(
        (F::ProjectState, "project.state"),
        Text,
        "one of its seven words",
        "how far it had come by the last day of the year, by its own steps: that its cost goes to \
         core money is none",
        "steps of the project",
    )
    .with_words(STATES),
    one(
        (F::ProjectVerdict, "project.verdict"),
        Text,
        "one of its four words",
        "what the last evaluation by the last day of the year came to; absent without one",
        "evaluations",
    )
    .with_words(VERDICTS),
    one(
        (F::CommitmentRecurrence, "commitment.recurrence"),
        Text,
        "recurrent or non-recurrent",
        "whether the commitment is recurrent",
        "drafts",
    )
    .with_words(RECURRENCE),
    one(
        (F::CommitmentCost, "commitment.cost"),
        Text,
        "kind of cost",
        "what the commitment buys",
        "drafts",
    ),
    one(
        (F::CommitmentPlacedOn, "commitment.placed_on"),
        Date,
        "day",
        "the day on which it was placed",
        "drafts",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noun::{ProjectState, Verdict, Wording};

    #[test]
    fn the_words_of_a_project_are_those_of_the_ledger() {
        let words = ProjectState::WORDS.iter().map(|(word, _)| *word);
        let steps: Vec<&str> = words.filter(|word| *word != "mainstreamed").collect();
        assert_eq!(STATES, steps);
        let verdicts = Verdict::WORDS.iter().map(|(word, _)| *word);
        assert_eq!(VERDICTS, Vec::from_iter(verdicts));
    }
}
