//! What a draft says of a post.

use super::super::index::At;
use super::super::post::Post;
use super::super::query::misnamed;
use super::Case;
use crate::journal::act::{self, Fill, RecordVacancy};
use crate::journal::{Act, InPost, Mismatch, Rejection};
use crate::noun::{Party, PostId};

impl Case<'_, '_> {
    pub(crate) fn look_at_what_it_says_of_posts(&mut self) {
        match &self.draft.act {
            Act::ChangeCost(change) => {
                self.needs_commitment(change.id.as_str());
                self.look_whether_its_cost_may_change();
            }
            Act::Fill(fill) => self.look_at_what_is_filled(fill),
            Act::RecordVacancy(it) => self.look_at_what_is_vacant(it),
            _ => {}
        }
    }

    /// Who employs and who pays is there on the day.
    pub(crate) fn look_whether_they_live(&mut self, said: &act::Post) {
        for id in [&said.employer, &said.payer].into_iter().flatten() {
            if let Some(body) = self.ledger.bodies.find(id) {
                self.look_whether_alive(body);
            }
        }
    }

    /// A commitment says nothing else of a post than those before it.
    pub(crate) fn look_at_the_post(&mut self, said: &act::Post) {
        let ledger = self.ledger;
        for id in [&said.employer, &said.payer].into_iter().flatten() {
            self.needs_body(ledger.bodies.find(id), id.as_str());
        }
        let Some(post) = ledger.posts.find(&said.id).map(|at| &ledger.posts[at]) else {
            return;
        };
        let employer = ledger
            .employer_of(post)
            .map(|at| ledger.bodies[at].id.as_str());
        let found = said.employer.as_ref().map(|id| id.as_str());
        self.says_the_same("employer", (found, employer), &said.id);
        let role = ledger.role_of(post).map(|id| id.as_str());
        let found = said.role.as_ref().map(|id| id.as_str());
        self.says_the_same("role", (found, role), &said.id);
    }

    fn says_the_same(
        &mut self,
        field: &'static str,
        (found, expected): (Option<&str>, Option<&str>),
        post: &PostId,
    ) {
        if let (Some(found), Some(expected)) = (found, expected)
            && found != expected
        {
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field,
                found: found.to_owned(),
                expected: expected.to_owned(),
                of: format!("post {post}"),
            }));
        }
    }

    /// Nobody is in the post on the day.
    fn look_at_what_is_filled(&mut self, fill: &Fill) {
        let ledger = self.ledger;
        let Some(at) = self.needs_post(&fill.post) else {
            return;
        };
        let counts = |entry| ledger.counts_still(entry);
        if let Some(filled) = ledger.posts[at].in_post_since(self.effective, counts) {
            self.refuse(Rejection::PostNotVacant(InPost {
                post: fill.post.to_string(),
                entry: filled.entry,
            }));
        }
    }

    fn look_at_what_is_vacant(&mut self, vacancy: &RecordVacancy) {
        self.needs_post(&vacancy.post);
        if let Some(Party::Body(body)) = &vacancy.attributable_to {
            self.needs_body(self.ledger.bodies.find(body), body.as_str());
        }
    }

    fn needs_post(&mut self, id: &PostId) -> Option<At<Post>> {
        let found = self.ledger.posts.find(id);
        if found.is_none() {
            let ids = self.ledger.posts.iter().map(|(_, post)| post.id.as_str());
            let named = misnamed(id.as_str(), ids);
            self.refuse(Rejection::UnknownPost(named));
        }
        found
    }
}
