//! Posts: who is in them, and who is not.

use chrono::NaiveDate;
use ringfence::journal::act::{Commit, Fill, Post, RecordVacancy};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, Party, PostId};

use super::Model;
use super::date::Code;

impl Model {
    /// Whose line a commitment is on, who employs and who pays.
    pub(crate) fn who_is_named<'a>(&self, act: &'a Commit) -> Vec<&'a BodyId> {
        let post = act.post.as_ref();
        let employer = post.and_then(|it| it.employer.as_ref());
        let payer = post.and_then(|it| it.payer.as_ref());
        let all = [Some(&act.body), employer, payer];
        all.into_iter().flatten().collect()
    }

    /// What standing commitments say of a post, in the order of the journal.
    fn said_of<'a>(&'a self, post: &'a PostId) -> impl Iterator<Item = &'a Post> {
        self.acts().filter_map(move |(_, _, act)| match act {
            Act::Commit(act) => act.post.as_deref().filter(|it| it.id == *post),
            _ => None,
        })
    }

    /// Whether a commitment says of its post what those before it say.
    pub(crate) fn fits_its_post(&self, act: &Commit) -> Result<(), Code> {
        let Some(said) = &act.post else { return Ok(()) };
        let employer = self.said_of(&said.id).find_map(|it| it.employer.clone());
        let role = self.said_of(&said.id).find_map(|it| it.role.clone());
        let other_employer =
            said.employer.is_some() && employer.is_some() && said.employer != employer;
        let other_role = said.role.is_some() && role.is_some() && said.role != role;
        if other_employer || other_role {
            return Err("does_not_match");
        }
        Ok(())
    }

    /// Every post that was ever named.
    pub(crate) fn posts(&self) -> Vec<PostId> {
        let drafts = self.entries.values().filter_map(|it| it.draft.as_ref());
        let mut all: Vec<PostId> = drafts
            .filter_map(|draft| match &draft.act {
                Act::Commit(act) => act.post.as_ref().map(|it| it.id.clone()),
                _ => None,
            })
            .collect();
        all.sort();
        all.dedup();
        all
    }

    fn known_post(&self, post: &PostId) -> Result<(), Code> {
        let known = self.posts().contains(post);
        known.then_some(()).ok_or("unknown_post")
    }

    /// The days from which somebody is in a post, each with its entry.
    fn fills(&self, post: &PostId) -> Vec<(NaiveDate, u64)> {
        let its = self.standing().filter_map(|(number, entry)| {
            let draft = entry.draft.as_ref()?;
            match &draft.act {
                Act::Fill(act) if act.post == *post => Some((draft.effective?, number)),
                _ => None,
            }
        });
        its.collect()
    }

    /// Whether somebody came on or before a day and is not known to be away on it.
    fn is_in_post(&self, post: &PostId, day: NaiveDate) -> bool {
        let fills = self.fills(post);
        let away = self.acts().any(|(number, _, act)| match act {
            Act::RecordVacancy(it) if it.post == *post => {
                let began = it.start <= day && it.end.is_none_or(|end| day <= end);
                let back = fills.iter().any(|(on, by)| {
                    *on <= day && (*on > it.start || (*on == it.start && *by > number))
                });
                began && !back
            }
            _ => false,
        });
        fills.iter().any(|(on, _)| *on <= day) && !away
    }

    pub(crate) fn fill(&mut self, draft: &Draft, act: &Fill, day: NaiveDate) -> Result<(), Code> {
        self.known_post(&act.post)?;
        if self.is_in_post(&act.post, day) {
            return Err("post_not_vacant");
        }
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    pub(crate) fn vacancy(&mut self, draft: &Draft, act: &RecordVacancy) -> Result<(), Code> {
        if let Some(Party::Body(body)) = &act.attributable_to {
            self.known_body(body)?;
        }
        self.known_post(&act.post)?;
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }
}
