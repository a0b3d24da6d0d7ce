//! What a history says, in words.

use ringfence::law::RuleBook;
use ringfence_store::{Book, MemoryStore};

use super::walk::in_words;
use super::{Seen, Watch, walk};
use crate::generate::{History, opening_drafts};
use crate::model::Model;

/// What a history says, draft by draft, as far as it goes before a law is broken.
pub fn said(history: &History, books: &[RuleBook]) -> Vec<String> {
    let mut listener = Listener::default();
    let walked = std::panic::AssertUnwindSafe(|| walk(history, books, &mut [&mut listener]));
    let broken = std::panic::catch_unwind(walked).is_err();
    let mut said = listener
        .said
        .split_off(opening_drafts().len().min(listener.said.len()));
    said.push(if broken {
        "here it breaks".to_owned()
    } else {
        "to its end".to_owned()
    });
    said
}

#[derive(Default)]
struct Listener {
    said: Vec<String>,
}

impl Watch for Listener {
    fn see(&mut self, seen: Seen<'_>, _: &Book<MemoryStore>, _: &Model) {
        self.said.push(match seen {
            Seen::Planned { .. } => return,
            Seen::Draft {
                draft,
                verdict: Ok(receipt),
                ..
            } => {
                format!("{}: {}", receipt.entry, in_words(draft))
            }
            Seen::Draft {
                verdict: Err(refusals),
                ..
            } => {
                format!("refused: {}", refusals.first().code())
            }
            Seen::Close { plan, .. } => format!("closed {} by {}", plan.year(), plan.book().id()),
        });
    }
}
