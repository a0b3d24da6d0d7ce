//! Writing the pieces of an entry.

use serde::Serialize;

/// Writes plain data as JSON, one piece after the other in one place: a text that grew as it was
/// written would be moved several times, and leave gaps of all sizes behind.
pub(crate) struct Pen(Vec<u8>);

/// Most pieces are shorter.
const USUAL: usize = 1_000;

impl Pen {
    pub(crate) fn new() -> Pen {
        Pen(Vec::with_capacity(USUAL))
    }

    /// A piece, in no more memory than it takes.
    pub(crate) fn written<T: Serialize>(&mut self, piece: &T) -> Box<str> {
        self.0.clear();
        serde_json::to_writer(&mut self.0, piece).expect("a piece is plain data");
        std::str::from_utf8(&self.0).expect("JSON is text").into()
    }
}
