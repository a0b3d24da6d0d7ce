//! Particulars of a rejection that are more than a name or a sum.

use chrono::NaiveDate;
use thiserror::Error;

use super::Shortfall;
use crate::word::{FinancialYear, Hash, Money};

/// A day that cannot count in its year.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{effective} cannot count in {year} here: write a day from {first} to {last}")]
pub struct OutsideYear {
    /// The effective date.
    pub effective: NaiveDate,
    /// The year.
    pub year: FinancialYear,
    /// The first day that could.
    pub first: NaiveDate,
    /// The last day of the year.
    pub last: NaiveDate,
}

/// A body that is not there on a day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{body} is not there on {on}: name {}, or a day from {from} to {}",
        there_instead(successors),
        until.map_or_else(|| "no end".to_owned(), |day| day.to_string()))]
pub struct NotAlive {
    /// The body.
    pub body: String,
    /// The day.
    pub on: NaiveDate,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub until: Option<NaiveDate>,
    /// Who takes over from it.
    pub successors: Vec<String>,
}

/// A body that has ended, and by which entry.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{body} has ended, by entry {entry}: correct that entry first")]
pub struct AlreadyEnded {
    /// The body.
    pub body: String,
    /// The entry that ended it.
    pub entry: u64,
}

/// A giver and a receiver that does not stand below it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{to} does not stand below {from}: money is passed down the tree; else use vire")]
pub struct NotBelow {
    /// Who would give.
    pub from: String,
    /// Who would receive.
    pub to: String,
}

/// A plan that is published, and by which entry.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("plan {plan} was published by entry {entry}: add a plan that replaces it")]
pub struct Published {
    /// The plan.
    pub plan: String,
    /// The entry that published it.
    pub entry: u64,
}

/// A post in which somebody is, and since which entry.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("somebody is in post {post} since entry {entry}: record the vacancy first")]
pub struct InPost {
    /// The post.
    pub post: String,
    /// The entry that filled it.
    pub entry: u64,
}

/// A project of which nothing recurs on other money, on a day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "no recurrent commitment of project {project} runs on {on} on other money: name another day, \
     or another stream"
)]
pub struct NothingRuns {
    /// The project.
    pub project: String,
    /// The day.
    pub on: NaiveDate,
}

fn there_instead(successors: &[String]) -> String {
    match successors {
        [] => "a body that is".to_owned(),
        some => format!("who takes over ({})", some.join(", ")),
    }
}

/// Another rule book than the one in force, to plan by or to adopt.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{replaces} is the book in force ({adopted}), and not {other} ({planned}): {}",
        self.works())]
pub struct OtherBook {
    /// The hash of the book in force.
    pub adopted: Hash,
    /// The hash of the other.
    pub planned: Hash,
    /// The id of the book in force, as an adoption names it to take its place.
    pub replaces: String,
    /// The id of the other.
    pub other: String,
    /// Whether it should be adopted, or planned by.
    pub wanted: Wanted,
}

/// What another book than the one in force is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// To be adopted.
    Adopted,
    /// To close a year by.
    PlannedBy,
}

impl OtherBook {
    fn works(&self) -> String {
        let OtherBook {
            replaces, other, ..
        } = self;
        match self.wanted {
            Wanted::Adopted => format!(
                "put the rules of both into one book and adopt that, or adopt {other} with \
                 replaces={replaces}, and the rules of {replaces} hold no more"
            ),
            Wanted::PlannedBy if replaces == other => format!("adopt this {other} first"),
            Wanted::PlannedBy => {
                format!("plan by {replaces}, or adopt {other} with replaces={replaces} first")
            }
        }
    }
}

/// A field that says something else than what it names.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field} is {found} here, but {of} says {expected}: write that")]
pub struct Mismatch {
    /// The field.
    pub field: &'static str,
    /// What the draft says.
    pub found: String,
    /// What stands against it.
    pub expected: String,
    /// The thing named.
    pub of: String,
}

/// What rests on an entry that should be reversed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("entry {entry} cannot be reversed while {state} of {place} rests on it{}: give {} back \
         first",
        first.map_or_else(String::new, |it| format!(" since entry {it}")), short.in_words())]
pub struct Resting {
    /// The entry.
    pub entry: u64,
    /// The state that would fall short.
    pub state: &'static str,
    /// Where, or for which project.
    pub place: String,
    /// The first entry that rests on it, where it is an approval or a cost.
    pub first: Option<u64>,
    /// By how much.
    pub short: Money,
}

/// A year that was never closed, or is open again.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{year} is not closed{}: close it first",
        closed.map_or_else(String::new, |it| format!(" ({it} is the last that is)")))]
pub struct YearNotClosed {
    /// The year.
    pub year: FinancialYear,
    /// The last year that is closed.
    pub closed: Option<FinancialYear>,
}

/// A year that was signed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{year} was signed by entry {entry}: correct what is wrong in an open year")]
pub struct YearSigned {
    /// The year.
    pub year: FinancialYear,
    /// The entry that signed it.
    pub entry: u64,
}

/// A year that stands before another one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{later} was closed or opened since the close of {year}: reopen it first where it is \
         closed, else correct what is wrong in an open year"
)]
pub struct YearBefore {
    /// The year to reopen.
    pub year: FinancialYear,
    /// The later one, which was closed or opened since.
    pub later: FinancialYear,
}

/// A close on which something rests.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{year} cannot be reopened while {state} of {place} rests on its close{}: give {} back \
         first, or correct what is wrong in an open year",
        first.map_or_else(String::new, |it| format!(" since entry {it}")), short.in_words())]
pub struct YearRestedOn {
    /// The year.
    pub year: FinancialYear,
    /// The state that would fall short.
    pub state: &'static str,
    /// Where.
    pub place: String,
    /// The first entry since the close that takes from it.
    pub first: Option<u64>,
    /// By how much.
    pub short: Money,
}

/// What was asked for a project beyond its approval.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("project {project}: {} asked beyond its approval of {}, of which {} is left. \
         Ask for {} less, or approve more", of.asked.in_words(), approved.in_words(),
        of.available.in_words(), of.short.in_words())]
pub struct BeyondApproval {
    /// The project.
    pub project: String,
    /// What was approved.
    pub approved: Money,
    /// What was asked and what is left.
    pub of: Shortfall,
}

/// A floor that an ask would put out of reach.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("floor {floor}: {} must be spent, for which {} would be left. Take {} less",
        due.in_words(), left.in_words(), short.in_words())]
pub struct OutOfReach {
    /// The floor.
    pub floor: String,
    /// How much must be spent.
    pub due: Money,
    /// What is spent and what still could be, after it.
    pub left: Money,
    /// By how much that falls short.
    pub short: Money,
    /// The entry that set it.
    pub entry: u64,
}

/// An ask beyond a cap.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("cap {cap}: {} asked beyond {}, of which {} is left. Ask for {} less",
        of.asked.in_words(), allowed.in_words(), of.available.in_words(),
        of.short.in_words())]
pub struct BeyondCap {
    /// The cap.
    pub cap: String,
    /// How much may be committed and spent.
    pub allowed: Money,
    /// What was asked and what is left.
    pub of: Shortfall,
    /// The entry that set it.
    pub entry: u64,
}

/// An opening that was stated before.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("entry {entry} states the opening of {line} for {year}: correct that one")]
pub struct OpeningStated {
    /// The line.
    pub line: String,
    /// The year.
    pub year: FinancialYear,
    /// The entry that states it.
    pub entry: u64,
}

/// Something that stands on a line already.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "entry {entry} stands on {place} already: a line is taken on before anything else. Post what \
     it lacks as a notice or a cost"
)]
pub struct StandsAlready {
    /// The line and the year.
    pub place: String,
    /// The entry.
    pub entry: u64,
}

/// An entry that is not there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no entry {entry}: the last one is {head}")]
pub struct NoSuchEntry {
    /// The number, or the key, that was named.
    pub entry: String,
    /// The number of the last entry.
    pub head: u64,
}

/// An entry that cannot be reversed by itself.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("entry {entry} ({kind}) is not corrected by a reversal: {works}")]
pub struct NotCorrectable {
    /// The entry.
    pub entry: u64,
    /// Its kind.
    pub kind: &'static str,
    /// What would work.
    pub works: &'static str,
}

/// A purpose outside its stream's.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{purpose} is outside the ring-fence of {stream}, which is for {}: name one of these, or \
         another stream", purposes.join(", "))]
pub struct OutsideFence {
    /// The purpose asked for.
    pub purpose: String,
    /// The stream.
    pub stream: String,
    /// What it is for.
    pub purposes: Vec<String>,
}
