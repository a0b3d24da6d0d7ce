//! The parts of a promise, as they are taken.

use ringfence::noun::{Line, PromiseId, PromiseKind};
use ringfence::word::FinancialYear;

use super::pound::Origin;
use super::state::Part;
use super::{Model, Move, Pence, Place};

impl Model {
    /// Writes down what a promise took as its next parts; what is added to what stands last goes
    /// into that part.
    pub(crate) fn kept_in_parts(
        &mut self,
        id: &PromiseId,
        year: FinancialYear,
        taken: Vec<(Line, Place, Pence)>,
    ) -> Vec<Move> {
        let mut moves = Vec::new();
        let stood = self.promises[id].parts.len();
        for (line, from, pence) in taken {
            let origin = self.origin_of(&from);
            let promise = self
                .promises
                .get_mut(id)
                .expect("the promise was just named");
            let parts = &promise.parts;
            let last = parts.last().filter(|_| parts.len() == stood);
            let goes_on =
                last.is_some_and(|it| (&it.line, it.year, &it.origin) == (&line, year, &origin));
            let number = parts.len() - usize::from(goes_on);
            let to = match promise.kind {
                PromiseKind::Commitment => Place::Committed(id.clone(), number),
                PromiseKind::Hold => Place::Held(id.clone(), number),
            };
            if !goes_on {
                promise.parts.push(Part {
                    line: line.clone(),
                    year,
                    origin,
                    turn: number,
                });
            }
            moves.push(Move {
                line,
                year,
                from,
                to,
                pence,
            });
        }
        moves
    }

    /// Where money goes back to: a hold is passed by.
    fn origin_of(&self, place: &Place) -> Origin {
        match place {
            Place::Earmarked(project) => Origin::Earmark(project.clone()),
            Place::Held(id, number) => self.promises[id].parts[*number].origin.clone(),
            _ => Origin::Free,
        }
    }
}
