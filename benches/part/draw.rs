//! Numbers that look drawn by chance and are the same in every run.

/// A linear congruential generator, with the constants of Knuth's MMIX.
#[derive(Clone, Debug)]
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn from_seed(seed: u64) -> Draw {
        Draw(seed)
    }

    /// A number below an edge: the upper half of the state, which is the better one.
    pub(crate) fn below(&mut self, edge: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 32) % edge
    }
}
