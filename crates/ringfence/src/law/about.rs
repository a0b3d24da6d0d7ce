//! What a rule is asked about, and which facts it may therefore read.

use super::declared::{Declared, DeclaredOf};
use super::{FactName, Group};

/// What a rule is asked about: it decides which facts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    RollOver,
    Ask,
    /// A whole body and its years.
    Duty,
}

impl About {
    /// Whether there is such a fact of what is asked about.
    pub(super) fn knows(self, fact: FactName) -> bool {
        let (room, _) = fact.name().split_once('.').unwrap_or_default();
        if fact == FactName::YearKnownTo {
            return self == About::RollOver;
        }
        match self {
            About::RollOver => !matches!(room, "ask" | "earlier" | "outturn" | "ledger"),
            About::Ask => {
                let of_items = matches!(room, "item" | "line" | "slippage" | "notice");
                let of_bodies = matches!(room, "parent" | "given" | "next" | "forecast" | "member");
                let of_duties = matches!(room, "outturn" | "ledger");
                !of_items && !of_bodies && !of_duties
            }
            About::Duty => {
                let of_body = [
                    FactName::BodyId,
                    FactName::BodyKind,
                    FactName::BodyAccountable,
                ];
                matches!(room, "year" | "outturn" | "ledger") || of_body.contains(&fact)
            }
        }
    }

    /// Whether there are such records.
    pub(super) fn has(self, group: Group) -> bool {
        self.knows(group.first_fact())
    }

    /// Whether there is such a fact of the book's own.
    pub(super) fn knows_own(self, declared: &Declared) -> bool {
        self != About::Duty || declared.of == DeclaredOf::Body
    }

    /// Whether it may be said of an amount that it is all of what is asked about.
    pub(super) fn has_a_whole(self) -> bool {
        self != About::Duty
    }

    pub(super) fn expected(self) -> &'static str {
        match self {
            About::RollOver => {
                "a fact of an item at the year end: ask.… and earlier.… are of drafts, \
                 outturn.… and ledger.… of duties"
            }
            About::Ask => {
                "a fact of a draft: ask.… stands for item.…, body.… for line.…, and there is no \
                 parent, slippage, notice, given, next, forecast or member; outturn.… and \
                 ledger.… are of duties"
            }
            About::Duty => {
                "a fact of a whole body: body.id, body.kind, body.accountable, year.…, outturn.… \
                 or ledger.… over its group, or own.… of a body"
            }
        }
    }
}
