//! When money reached each stage on its way from a letter to a cost.

use chrono::NaiveDate;

use super::cell::PotKey;
use super::index::{At, Index};
use super::moves::Move;
use super::record::{Body, Project};
use super::{Ledger, Selection};
use crate::journal::ActKind;
use crate::noun::{Account, BodyId, ProjectId, ReleaseRule, StreamId};
use crate::word::FinancialYear;

/// A day on which something came, and its entry.
pub(crate) type Came = (NaiveDate, u64);

/// The first time that each thing came, of entries that stand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Firsts {
    pub(crate) given: Option<Came>,
    pub(crate) released: Option<Came>,
    pub(crate) earmarked: Option<Came>,
    pub(crate) held: Option<Came>,
    pub(crate) committed: Option<Came>,
    pub(crate) cost: Option<Came>,
}

/// The money of a body and stream in a year.
#[derive(Clone, Debug)]
pub(crate) struct PotRead<'l> {
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) year: FinancialYear,
    pub(crate) firsts: Firsts,
    /// What letters gave or took, what was passed down, and what was released: pence by day.
    pub(crate) given: Vec<(NaiveDate, i64)>,
    pub(crate) passed_down: Vec<(NaiveDate, i64)>,
    pub(crate) released: Vec<(NaiveDate, i64)>,
    /// The bodies above, the nearest first.
    pub(crate) above: Vec<&'l BodyId>,
    /// Who gives the stream as new money.
    pub(crate) source: &'l BodyId,
    pub(crate) needs_release: bool,
}

/// A project on its way.
#[derive(Clone, Debug)]
pub(crate) struct WayRead<'l> {
    pub(crate) id: &'l ProjectId,
    /// Whose line it first touched, and of which stream.
    pub(crate) line: Option<(&'l BodyId, &'l StreamId)>,
    pub(crate) proposed: Came,
    /// Whose project it is.
    pub(crate) body: &'l BodyId,
    /// Each approval that stands.
    pub(crate) approvals: Vec<ApprovedRead<'l>>,
    /// Whose approval is next, where it needs more.
    pub(crate) next: Option<&'l BodyId>,
    /// When somebody was first in one of its posts, and who employs; nothing where it has none.
    pub(crate) posts: Posts<'l>,
    pub(crate) firsts: Firsts,
    /// What was approved once, or what is approved each year: pence.
    pub(crate) approved: i64,
}

type Posts<'l> = Vec<(Option<Came>, &'l BodyId)>;

/// An approval on the way of a project.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ApprovedRead<'l> {
    pub(crate) came: Came,
    /// The body that approved, else whom it names.
    pub(crate) holder: &'l str,
    /// Whether others have to approve after it.
    pub(crate) is_step: bool,
}

#[derive(Default)]
struct Pot {
    firsts: Firsts,
    given: Vec<(NaiveDate, i64)>,
    passed_down: Vec<(NaiveDate, i64)>,
    released: Vec<(NaiveDate, i64)>,
}

#[derive(Default)]
struct Way {
    firsts: Firsts,
    line: Option<(Came, PotKey)>,
}

/// What every pot and project came to by a day.
struct Walk<'l> {
    ledger: &'l Ledger,
    /// Each pot with its key, those without a movement too.
    pots: Vec<(PotKey, Option<Pot>)>,
    /// Of each line its pot's place there.
    places: Vec<usize>,
    ways: Vec<Way>,
}

impl Firsts {
    fn note(&mut self, moved: &Move, kind: ActKind, came: Came) {
        let first = |place: &mut Option<Came>| {
            *place = Some(place.map_or(came, |before| before.min(came)));
        };
        let into = |account| moved.to == account && moved.amount > 0;
        if moved.from == Account::Allocated && moved.amount > 0 {
            first(&mut self.given);
        }
        if into(Account::Released) {
            first(&mut self.released);
        }
        if into(Account::Earmarked) && kind == ActKind::Earmark {
            first(&mut self.earmarked);
        }
        if into(Account::Held) && kind == ActKind::Hold {
            first(&mut self.held);
        }
        if into(Account::Committed) && kind == ActKind::Commit {
            first(&mut self.committed);
        }
        if moved.cost() > 0 {
            first(&mut self.cost);
        }
    }
}

impl Pot {
    fn note(&mut self, moved: &Move, kind: ActKind, came: Came) {
        self.firsts.note(moved, kind, came);
        let day = came.0;
        let given = -moved.change_of(Account::Allocated);
        let lists = [
            (given, &mut self.given),
            (moved.change_of(Account::PassedDown), &mut self.passed_down),
            (moved.change_of(Account::Released), &mut self.released),
        ];
        for (change, list) in lists {
            if change != 0 {
                list.push((day, change));
            }
        }
    }
}

impl<'l> Walk<'l> {
    fn of(ledger: &'l Ledger, of: &Selection) -> Walk<'l> {
        let last_known = ledger.last_known(of).unwrap_or(ledger.head.entry);
        let mut walk = Walk::begun(ledger);
        // Both are in the order of entries.
        let mut corrected = ledger.corrected.iter().peekable();
        for moved in &ledger.cells.moved {
            let entry = u64::from(moved.entry);
            let posted = &ledger.entries[entry as usize - 1];
            let by_then = of.as_at.is_none_or(|day| posted.effective <= day);
            let is_way =
                !super::apply::is_year_end(posted.kind) || posted.kind == ActKind::OpenYear;
            while corrected.next_if(|(of, _)| **of < entry).is_some() {}
            let by = corrected.peek().filter(|(of, _)| **of == entry);
            let reversed = by.is_some_and(|(_, by)| **by <= last_known);
            let stands = posted.kind != ActKind::Correct && !reversed;
            if by_then && entry <= last_known && is_way && stands {
                let place = walk.places[moved.cell.place()];
                let moved = ledger.cells.as_move(moved);
                walk.note((&moved, place), posted.kind, (posted.effective, entry));
            }
        }
        walk
    }

    /// Nothing is walked yet.
    fn begun(ledger: &'l Ledger) -> Walk<'l> {
        let (mut pots, mut found) = (Vec::new(), Index::default());
        let places = ledger.cells.iter().map(|(_, cell)| {
            let key = cell.key.pot();
            *found.entry(key).or_insert_with(|| {
                pots.push((key, None));
                pots.len() - 1
            })
        });
        let places = places.collect();
        let ways = ledger.projects.iter().map(|_| Way::default());
        Walk {
            ledger,
            pots,
            places,
            ways: ways.collect(),
        }
    }

    fn note(&mut self, (moved, place): (&Move, usize), kind: ActKind, came: Came) {
        let (pot, of) = &mut self.pots[place];
        of.get_or_insert_default().note(moved, kind, came);
        let promise = moved.promise.map(|at| &self.ledger.promises[at]);
        let project = moved.project.or_else(|| promise?.project);
        if let Some(project) = project.filter(|_| kind != ActKind::OpenYear) {
            let way = &mut self.ways[project.place()];
            way.firsts.note(moved, kind, came);
            let first = way.line.is_none_or(|(before, _)| came < before);
            if first {
                way.line = Some((came, *pot));
            }
        }
    }
}

impl Ledger {
    /// Every body and stream that had money in a year, and every project, with when each came to
    /// what by then; in the order of their names.
    pub(crate) fn stages_read(&self, of: &Selection) -> (Vec<PotRead<'_>>, Vec<WayRead<'_>>) {
        let walk = Walk::of(self, of);
        let asked = |pot: &PotKey| of.year.is_none_or(|year| year == pot.2);
        let pots = walk.pots.into_iter().filter(|(key, _)| asked(key));
        let pots = pots.filter_map(|(key, pot)| Some(self.pot_read(key, pot?)));
        let mut pots: Vec<PotRead<'_>> = pots.collect();
        pots.sort_by_key(|it| (it.body, it.stream, it.year));
        let mut ways = walk.ways;
        let stands = |entry: u64| self.counted(entry, of.as_at, self.last_known(of));
        let mut posts = self.posts_of_projects(&stands);
        let counted = self.projects.iter().filter(|(_, it)| stands(it.entry));
        let mut projects: Vec<WayRead<'_>> = counted
            .map(|(at, _)| {
                let way = std::mem::take(&mut ways[at.place()]);
                self.way_read(at, (way, posts.remove(&at).unwrap_or_default()), of)
            })
            .collect();
        projects.sort_by_key(|it| it.id);
        (pots, projects)
    }

    fn pot_read(&self, (body, stream, year): PotKey, pot: Pot) -> PotRead<'_> {
        let parent = |at: &At<Body>| self.bodies[*at].parent;
        let above = std::iter::successors(self.bodies[body].parent, parent);
        let of_stream = &self.streams[stream];
        PotRead {
            body: &self.bodies[body].id,
            stream: &of_stream.id,
            year,
            firsts: pot.firsts,
            given: pot.given,
            passed_down: pot.passed_down,
            released: pot.released,
            above: above.map(|at| &self.bodies[at].id).collect(),
            source: &self.bodies[self.source_of(stream, body)].id,
            needs_release: of_stream.release == ReleaseRule::Required,
        }
    }

    fn way_read<'l>(
        &'l self,
        at: At<Project>,
        (way, posts): (Way, Posts<'l>),
        of: &Selection,
    ) -> WayRead<'l> {
        let project = &self.projects[at];
        let last_known = self.last_known(of);
        let stands = |entry: u64| self.counted(entry, of.as_at, last_known);
        let approvals = project.approvals.iter().filter(|it| stands(it.entry));
        let came = |entry: u64| (self.effective_of(entry), entry);
        let line = way
            .line
            .map(|(_, (body, stream, _))| (&self.bodies[body].id, &self.streams[stream].id));
        let approved = self.approved_read(approvals.clone());
        WayRead {
            id: &project.id,
            line,
            proposed: came(project.entry),
            body: &self.bodies[project.body].id,
            next: self.next_approver(project, approvals.clone().count()),
            approvals: approvals
                .map(|it| ApprovedRead {
                    came: came(it.entry),
                    holder: it
                        .body
                        .map_or(it.by.name(), |at| self.bodies[at].id.as_str()),
                    is_step: it.is_step,
                })
                .collect(),
            posts,
            firsts: way.firsts,
            approved,
        }
    }

    /// Whose approval is next after so many; nothing where a round of the chain is whole, or where
    /// there is no chain and any approval is enough.
    fn next_approver<'l>(&'l self, project: &'l Project, given: usize) -> Option<&'l BodyId> {
        let place = given.checked_rem(project.chain.len())?;
        let waits = place > 0 || given == 0;
        waits.then(|| &self.bodies[project.chain[place]].id)
    }

    fn approved_read<'l>(
        &self,
        approvals: impl Iterator<Item = &'l super::record::Approved>,
    ) -> i64 {
        use crate::journal::act::Approval;
        approvals.filter(|it| !it.is_step).fold(0, |so_far, it| {
            let sum = match it.sum {
                Approval::Once { amount } => amount.pence(),
                Approval::Annual { annual, .. } => annual.pence(),
            };
            if it.adds {
                so_far.saturating_add(sum)
            } else {
                sum
            }
        })
    }

    /// The posts of each project: when somebody was first in each, and who employs.
    fn posts_of_projects(&self, stands: &impl Fn(u64) -> bool) -> Index<At<Project>, Posts<'_>> {
        let mut all: Index<At<Project>, Posts<'_>> = Index::default();
        for (_, post) in self.posts.iter() {
            let mut shares = post.shares.iter().filter(|it| stands(it.entry));
            let own = shares.find_map(|it| Some((it, self.promises[it.promise].project?)));
            let Some((share, project)) = own else {
                continue;
            };
            let body = self.promises[share.promise].body;
            let day = self.effective_of(share.entry);
            let employer = self.employer_of(post);
            let employer = employer.unwrap_or_else(|| self.accountable_on(body, day));
            let of_project = all.entry(project).or_default();
            of_project.push((post.first_filled(stands), &self.bodies[employer].id));
        }
        all
    }
}
