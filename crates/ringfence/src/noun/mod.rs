//! Floor 1.
/// b
#[derive(Debug)]
pub enum B {}
/// Id of a body.
pub type BodyId = crate::word::Id<B>;
