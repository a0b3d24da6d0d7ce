//! What stands against something that is recorded all the same.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AgainstRule, Detail, Rejection, Shortfall};
use crate::word::Money;

/// What an ask goes beyond, on a stream whose control is `advise`, or against the advice of a
/// clause of the book in force: it is recorded, and this is said of it. It has the code and the
/// particulars that the refusal would have had.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::journal::ActKind;
/// use ringfence::state::Checked;
///
/// let mut ledger = aberwen();
/// let change = draft(ActKind::ChangeControl, "stream=winter-care | control=advise | \
///                                             reason=trial | effective=2025-11-01");
/// let Checked::Append(event) = ledger.check(&change)? else { panic!("it is new") };
/// ledger.apply(&event, ledger.entry_of(&event).hash)?;
///
/// let taxis = draft(ActKind::Commit, "id=taxis | stream=winter-care | body=upland | \
///                                     purpose=beds | year=2025-26 | amount=190000.01 | \
///                                     effective=2025-11-28");
/// let Checked::Append(event) = ledger.check(&taxis)? else { panic!("it is advised only") };
/// assert_eq!(event.advice()[0].code(), "commitment_exceeds_available");
/// assert_eq!(event.advice()[0].shortfall().short.to_string(), "0.01");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is no refusal: see [`Rejection`] for that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct Advice {
    instead_of: Rejection,
}

/// The form in which it stands in a journal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    code: String,
    place: String,
    asked: Money,
    available: Money,
    short: Money,
    /// What is kept there for old obligations only, where anything is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    for_old: Option<Money>,
    /// The clause of the book in force that advises, and where it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clause: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

impl Advice {
    /// What is said where a refusal for want of money would have been; nothing for any other.
    pub(crate) fn instead_of(refusal: Rejection) -> Option<Advice> {
        let is_of_money = shortfall_of(&refusal).is_some();
        is_of_money.then_some(Advice {
            instead_of: refusal,
        })
    }

    /// The code that the refusal would have had.
    pub fn code(&self) -> &'static str {
        self.instead_of.code()
    }

    /// The particulars, named and typed, as those of the refusal.
    pub fn details(&self) -> Vec<(&'static str, Detail)> {
        self.instead_of.details()
    }

    /// What was asked, what there is, and how much is lacking.
    pub fn shortfall(&self) -> &Shortfall {
        shortfall_of(&self.instead_of).expect("made of nothing else")
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = self.shortfall();
        let (asked, available) = (of.asked.in_words(), of.available.in_words());
        if let Rejection::RefusedByRule(rule) = &self.instead_of {
            let (clause, source) = (&rule.clause, &rule.source_of);
            let place = &of.place;
            return write!(
                f,
                "{asked} on {place} is recorded, but clause {clause} advises {available} ({source})"
            );
        }
        let short = of.short.in_words();
        write!(
            f,
            "{asked} on {} is recorded, but {available} is available: {short} is lacking",
            of.place
        )
    }
}

fn shortfall_of(refusal: &Rejection) -> Option<&Shortfall> {
    match refusal {
        Rejection::AllocationExceedsAvailable(of)
        | Rejection::VirementExceedsAvailable(of)
        | Rejection::EarmarkExceedsAvailable(of)
        | Rejection::HoldExceedsAvailable(of)
        | Rejection::MainstreamingExceedsRoom(of)
        | Rejection::CommitmentExceedsAvailable(of)
        | Rejection::SpendExceedsAvailable(of)
        | Rejection::SpendExceedsReleased(of)
        | Rejection::ReleaseExceedsAuthority(of) => Some(of),
        Rejection::RefusedByRule(it) => Some(&it.of),
        _ => None,
    }
}

impl From<Advice> for Written {
    fn from(advice: Advice) -> Written {
        let of = advice.shortfall().clone();
        let (clause, source) = match &advice.instead_of {
            Rejection::RefusedByRule(it) => (Some(it.clause.clone()), Some(it.source_of.clone())),
            _ => (None, None),
        };
        Written {
            clause,
            source,
            code: advice.code().to_owned(),
            place: of.place,
            asked: of.asked,
            available: of.available,
            short: of.short,
            for_old: Some(of.for_old).filter(|it| !it.is_zero()),
        }
    }
}

impl TryFrom<Written> for Advice {
    type Error = String;

    fn try_from(written: Written) -> Result<Advice, String> {
        let of = Shortfall {
            place: written.place,
            asked: written.asked,
            available: written.available,
            short: written.short,
            for_old: written.for_old.unwrap_or(Money::ZERO),
        };
        if let (Some(clause), Some(source_of)) = (written.clause, written.source) {
            let instead_of = Rejection::RefusedByRule(AgainstRule {
                clause,
                source_of,
                of,
            });
            return match written.code == instead_of.code() {
                true => Ok(Advice { instead_of }),
                false => Err(format!(
                    "{} is no code of an advice of a rule",
                    written.code
                )),
            };
        }
        let instead_of = match written.code.as_str() {
            "allocation_exceeds_available" => Rejection::AllocationExceedsAvailable(of),
            "virement_exceeds_available" => Rejection::VirementExceedsAvailable(of),
            "earmark_exceeds_available" => Rejection::EarmarkExceedsAvailable(of),
            "hold_exceeds_available" => Rejection::HoldExceedsAvailable(of),
            "mainstreaming_exceeds_room" => Rejection::MainstreamingExceedsRoom(of),
            "commitment_exceeds_available" => Rejection::CommitmentExceedsAvailable(of),
            "spend_exceeds_available" => Rejection::SpendExceedsAvailable(of),
            "spend_exceeds_released" => Rejection::SpendExceedsReleased(of),
            "release_exceeds_authority" => Rejection::ReleaseExceedsAuthority(of),
            other => return Err(format!("{other} is no code of an advice")),
        };
        Ok(Advice { instead_of })
    }
}
