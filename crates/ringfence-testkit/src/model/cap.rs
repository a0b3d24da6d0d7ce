//! A cap over several items, shared out the slow way.

use chrono::NaiveDate;
use ringfence::word::FinancialYear;

use super::item::kind_of;
use super::{Item, ItemKind, Model, Pence, Place};

/// Whose turn it is first; those of one turn share.
pub type Turn = (u8, Option<(NaiveDate, u64)>);

/// What each has of a cap: the turns one after the other, those of one turn by what they claim.
/// Claims come in the order of their names: odd pence go to the largest part left over, then to
/// the earlier name.
pub fn shared_out(cap: Pence, claims: &[(Turn, Pence)]) -> Vec<Pence> {
    let mut shares = vec![0; claims.len()];
    let mut left = cap.max(0);
    let mut turns: Vec<Turn> = claims.iter().map(|(turn, _)| *turn).collect();
    turns.sort();
    turns.dedup();
    for turn in turns {
        let its: Vec<usize> = (0..claims.len())
            .filter(|at| claims[*at].0 == turn)
            .collect();
        let wanted: Pence = its.iter().map(|at| claims[*at].1).sum();
        if wanted <= left {
            its.iter().for_each(|at| shares[*at] = claims[*at].1);
            left -= wanted;
            continue;
        }
        let mut rests = Vec::new();
        let mut given = 0;
        for at in its {
            shares[at] = left * claims[at].1 / wanted;
            given += shares[at];
            rests.push((left * claims[at].1 % wanted, at));
        }
        rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, at) in rests.into_iter().take((left - given) as usize) {
            shares[at] += 1;
        }
        left = 0;
    }
    shares
}

impl Model {
    /// When an item's money was last kept for it, and by which entry; nothing where it is free.
    pub fn came(&self, item: &Item, year: FinancialYear) -> Option<(NaiveDate, u64)> {
        match &item.kind {
            ItemKind::Commitment(id) | ItemKind::Hold(id) | ItemKind::Slippage(id) => {
                Some((self.placed_on(id), self.promises[id].entry))
            }
            ItemKind::Earmark(_) => {
                let ties = self.standing().filter(|(_, entry)| {
                    let ties = entry.moves.iter().any(|it| {
                        let here = it.line == item.line && it.year == year && it.pence > 0;
                        here && it.from == Place::Free
                            && kind_of(&it.to).as_ref() == Some(&item.kind)
                    });
                    ties && !entry.reopens()
                });
                let days = ties.filter_map(|(number, entry)| {
                    let day = entry.draft.as_ref()?.effective?;
                    Some((day, number))
                });
                Some(days.max().unwrap_or((self.calendar.first_day(year), 0)))
            }
            ItemKind::Free | ItemKind::Deficit => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_equal_claims_share_a_pound_and_the_first_has_the_odd_penny() {
        let one = ((0, None), 100);
        assert_eq!(shared_out(100, &[one, one, one]), [34, 33, 33]);
        assert_eq!(shared_out(300, &[one, one, one]), [100, 100, 100]);
        assert_eq!(shared_out(-1, &[one]), [0]);
    }
}
