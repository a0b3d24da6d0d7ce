//! What a plan says of an item, in the words of the model.

use ringfence::law::{Destination, DisposalPart, NamedLine, Outcome, Release};
use ringfence::noun::Line;
use ringfence::state::Plan;

use crate::model::{Decision, End, Item, ItemKind, Keep, Means};

/// What a plan says of an item of the model.
pub(super) fn decision_of(plan: &Plan, item: &Item) -> Decision {
    let found = plan
        .decisions()
        .iter()
        .find(|it| it.item.to_string() == item.id && it.line == item.line);
    let disposal = &found.expect("each item has its decision").disposal;
    let free = item.kind == ItemKind::Free;
    let parts = disposal.parts().iter();
    let parts = parts.map(|part| (end_of(part, item, free), part.amount.size()));
    Decision {
        parts: parts.collect(),
    }
}

fn end_of(part: &DisposalPart, item: &Item, free: bool) -> End {
    match part.outcome {
        Outcome::RollOver => End::RolledOver {
            keep: match &part.to {
                Some(Destination::Project) if !free => Keep::ForItsProject,
                Some(Destination::Line(named)) => Keep::OnALine(line_named(named, &item.line)),
                _ => Keep::AsItStands,
            },
            means: match part.release {
                Release::Whole => Means::Whole,
                Release::Undrawn => Means::AsDrawn,
            },
            asks: part.usage.into(),
        },
        Outcome::Lapse => End::Lapsed,
        Outcome::Revert => End::Reverted,
        Outcome::ReProvide => End::ReProvided,
        Outcome::Absorb => End::Absorbed,
        Outcome::FirstCall => End::FirstCall,
    }
}

/// What a rule leaves out of a line that it names is that of the item, and so is its vintage.
fn line_named(named: &NamedLine, own: &Line) -> Line {
    Line {
        body: named.body.clone().unwrap_or_else(|| own.body.clone()),
        stream: named.stream.clone().unwrap_or_else(|| own.stream.clone()),
        vintage: own.vintage,
        recurrence: named.recurrence.unwrap_or(own.recurrence),
    }
}
