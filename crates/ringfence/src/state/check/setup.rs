//! Set-up drafts: naming the same thing again changes nothing.

use super::Case;
use crate::journal::act::{AddBody, AddStream, AdoptBook};
use crate::journal::{Act, Mismatch, Rejection, Wanted};
use crate::law::RuleBook;
use crate::noun::{AccrualId, PrepaymentId, TotalId};
use crate::state::event::Receipt;

impl Case<'_, '_> {
    /// The old receipt, where a set-up draft says again what already stands.
    pub(crate) fn same_set_up(&self) -> Option<Receipt> {
        let entry = match &self.draft.act {
            Act::AddBody(body) if self.is_same_body(body) => {
                self.ledger.bodies[self.named.body?].entry
            }
            Act::AddStream(stream) if self.is_same_stream(stream) => {
                self.ledger.streams[self.named.stream?].entry
            }
            Act::AdoptBook(adopt) => {
                let adopted = self.ledger.books.last()?;
                (adopted.book.text() == adopt.book).then_some(adopted.entry)?
            }
            _ => return None,
        };
        self.ledger.receipt_of(entry)
    }

    /// A book takes the place of one with another id only where it says so.
    pub(crate) fn look_at_the_book_in_force(&mut self, adopt: &AdoptBook) {
        let Ok(book) = RuleBook::read(&adopt.book) else {
            return;
        };
        let in_force = self.ledger.books.last().map(|it| it.book.id());
        let no = match (in_force, &adopt.replaces) {
            (Some(id), Some(replaces)) if id != replaces => {
                Some(Rejection::DoesNotMatch(Mismatch {
                    field: "replaces",
                    found: replaces.clone(),
                    expected: id.to_owned(),
                    of: "the book in force".to_owned(),
                }))
            }
            (None, Some(_)) => Some(Rejection::FieldsConflict {
                fields: "book and replaces",
                works: "leave replaces out, no book is in force yet",
            }),
            (Some(id), None) if id != book.id() => self.ledger.other_book(&book, Wanted::Adopted),
            _ => None,
        };
        no.into_iter().for_each(|no| self.refuse(no));
    }

    fn is_same_body(&self, body: &AddBody) -> bool {
        let Some(known) = self.named.body.map(|at| &self.ledger.bodies[at]) else {
            return false;
        };
        let parent = known.parent.map(|at| &self.ledger.bodies[at].id);
        known.kind == body.kind
            && parent == body.parent.as_ref()
            && known.standing == body.standing.unwrap_or_else(|| body.kind.usual_standing())
            && known.from == body.from.unwrap_or(self.effective)
            && known.named_until == body.until
            && self.is_same_name(&known.name, body.id.as_str(), known.entry)
    }

    fn is_same_stream(&self, stream: &AddStream) -> bool {
        let Some(at) = self.named.stream else {
            return false;
        };
        let known = &self.ledger.streams[at];
        let source = known.source.map(|at| &self.ledger.bodies[at].id);
        known.purposes == stream.purposes
            && (known.control.mode, known.release) == (stream.control, stream.release)
            && known.control.tolerance == stream.tolerance
            && (known.base, known.kind) == (stream.base, stream.kind)
            && source == stream.source.as_ref()
            && known.parent.map(|at| &self.ledger.streams[at].id) == stream.parent.as_ref()
            && known.suspense == stream.suspense
            && known.contributions == stream.contributions
            && known.availability == stream.availability
            && self.is_same_name(&known.name, stream.id.as_str(), known.entry)
    }

    /// Whether a draft gives a thing the name that it has; one that is gone cannot be compared.
    fn is_same_name(&self, known: &str, id: &str, entry: u64) -> bool {
        let said = self.draft.text.name.as_deref().unwrap_or(id);
        known == said || self.ledger.is_wordless(entry)
    }

    pub(crate) fn id_is_free_for_a_body(&mut self) {
        if let Some(known) = self.named.body.map(|at| &self.ledger.bodies[at]) {
            self.taken(known.id.to_string(), "a body", known.entry);
        }
    }

    pub(crate) fn id_is_free_for_a_stream(&mut self) {
        if let Some(known) = self.named.stream.map(|at| &self.ledger.streams[at]) {
            self.taken(known.id.to_string(), "a stream", known.entry);
        }
    }

    pub(crate) fn id_is_free_for_a_project(&mut self) {
        if let Some(known) = self.named.project.map(|at| &self.ledger.projects[at]) {
            self.taken(known.id.to_string(), "a project", known.entry);
        }
    }

    pub(crate) fn id_is_free_for_a_promise(&mut self) {
        if let Some(at) = self.named.promise {
            let (known, entry) = (&self.ledger.promises[at], self.ledger.agreed_of(at).entry);
            self.taken(known.id.to_string(), "a commitment or hold", entry);
        }
    }

    pub(crate) fn id_is_free_for_an_accrual(&mut self, id: &AccrualId) {
        if let Some(at) = self.ledger.accruals.find(id) {
            let entry = self.ledger.accruals[at].entry;
            self.taken(id.to_string(), "an accrual", entry);
        }
    }

    pub(crate) fn id_is_free_for_a_prepayment(&mut self, id: &PrepaymentId) {
        if let Some(at) = self.ledger.prepayments.find(id) {
            let entry = self.ledger.prepayments[at].entry;
            self.taken(id.to_string(), "a prepayment", entry);
        }
    }

    pub(crate) fn id_is_free_for_a_total(&mut self, id: &TotalId) {
        if let Some(at) = self.ledger.totals.find(id) {
            self.taken(
                id.to_string(),
                "a published total",
                self.ledger.totals[at].entry,
            );
        }
    }

    pub(crate) fn taken(&mut self, id: String, what: &'static str, entry: u64) {
        self.refuse(Rejection::IdTaken { id, what, entry });
    }
}
