//! Drafts about posts.

use chrono::Days;
use ringfence::journal::Act;
use ringfence::journal::act::{ChangeCost, Fill, Post, RecordVacancy};
use ringfence::noun::{BodyId, Party, PostId, PromiseId};

use super::country::id;
use super::legal::Speaker;

impl Speaker<'_> {
    /// A commitment for every year that pays for a post; one in four names another employer than
    /// the post may have.
    fn commit_for_a_post(&self) -> Act {
        let mut act = self.commit_every_year();
        let board: BodyId = id("upland");
        let employer = match self.choice.kind % 4 {
            0 => Some(id("seaward")),
            1 => None,
            _ => Some(board.clone()),
        };
        if let Act::Commit(it) = &mut act {
            it.post = Some(Box::new(Post {
                id: id(&format!("job-{}", self.choice.which % 4)),
                employer,
                role: self.choice.sum.is_multiple_of(3).then(|| id("pharmacist")),
                wte: "0.6".parse().ok(),
                payer: self.choice.sum.is_multiple_of(5).then_some(board),
            }));
        }
        act
    }

    /// Somebody comes; or nobody is there, since a day that may lie behind, mostly with an end
    /// that is not known yet.
    pub(super) fn about_a_post(&self) -> Act {
        if self.choice.twist / 4 % 8 < 3 {
            return self
                .change_of_cost()
                .unwrap_or_else(|| self.commit_for_a_post());
        }
        let Some(post) = self.post() else {
            return self.commit_for_a_post();
        };
        match self.choice.twist / 4 % 8 {
            3 => return self.commit_for_a_post(),
            4 | 5 => return Act::Fill(Fill { post }),
            _ => {}
        }
        let start = self.day - Days::new(u64::from(self.choice.other % 64));
        let end = (self.choice.other % 4 == 1).then(|| start + Days::new(20));
        let attributable_to = match self.choice.sum % 3 {
            0 => None,
            1 => Some(Party::Nobody),
            _ => Some(Party::Body(self.body())),
        };
        Act::RecordVacancy(RecordVacancy {
            post,
            cause: id("recruitment"),
            attributable_to,
            start,
            end,
        })
    }

    /// Another annual sum of a recurrent commitment, less or more; one time in eight of any.
    fn change_of_cost(&self) -> Option<Act> {
        let any = self.choice.other.is_multiple_of(8);
        let all = self.model.promises.iter();
        let all = all.filter(|(_, it)| any || it.is_recurrent());
        let all: Vec<PromiseId> = all.map(|(id, _)| id.clone()).collect();
        let id = self.one_of(&all, self.choice.which)?;
        let now = self.model.annual_by(&id, self.model.next);
        let annual = self.part_of(now * 6);
        Some(Act::ChangeCost(ChangeCost { id, annual }))
    }

    fn post(&self) -> Option<PostId> {
        self.one_of(&self.model.posts(), self.choice.which)
    }
}
