//! Money that another body adds.

use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, ContributionId, ContributionState, Line, StreamId};
use crate::word::{FinancialYear, Money, Percent};

/// Says how far a partner's contribution has come: what is expected of it, what was agreed, or
/// what was received now. It is said again, under the same id, as it comes further. It is never
/// a part of the allocation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribute {
    /// Its id.
    pub id: ContributionId,
    /// Who adds the money.
    pub partner: BodyId,
    /// The stream that it is added to.
    pub stream: StreamId,
    /// Whose line it is added to.
    pub body: BodyId,
    /// For which year.
    pub year: FinancialYear,
    /// How much is expected or agreed in all, or was received this time; more than nought.
    pub amount: Money,
    /// How far it has come.
    pub state: ContributionState,
    /// The partner's share in costs and in what is left, as last said. Left out, and never said:
    /// what its money is of the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Percent>,
}

/// What goes back to a partner when a year closes, as the close keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerLine {
    /// The contribution.
    pub id: ContributionId,
    /// Who added the money.
    pub partner: BodyId,
    /// Where it was left.
    pub line: Line,
    /// How much goes back.
    pub amount: Money,
}
