//! A set of facts, asked often.

use super::FactName;

/// The facts that a rule reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FactSet([u64; 4]);

impl FactSet {
    pub(super) fn of(names: impl IntoIterator<Item = FactName>) -> FactSet {
        let mut set = FactSet::default();
        for name in names {
            let place = name as usize;
            set.0[place / 64] |= 1 << (place % 64);
        }
        set
    }

    /// Whether a fact is one of them.
    pub(crate) fn has(&self, name: FactName) -> bool {
        let place = name as usize;
        self.0[place / 64] & (1 << (place % 64)) != 0
    }

    /// Whether one of several facts is.
    pub(crate) fn has_any(&self, names: impl IntoIterator<Item = FactName>) -> bool {
        names.into_iter().any(|name| self.has(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_has_its_place_in_a_set() {
        let all: Vec<FactName> = super::super::vocabulary()
            .iter()
            .map(|it| it.fact)
            .collect();
        for name in &all {
            let set = FactSet::of([*name]);
            let found: Vec<_> = all.iter().filter(|other| set.has(**other)).collect();
            assert_eq!(found, [name]);
        }
        assert!(!FactSet::default().has_any(all));
    }
}
