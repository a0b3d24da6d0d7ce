//! Floor 5: the tables that people read.
//!
//! Each is a function of a ledger, a plan, a comparison or the journal's entries: it changes
//! nothing, and the same input gives the same [`Table`], row for row. Formats write tables, they
//! never make them.
//!
//! | asked | table |
//! |---|---|
//! | Where does the money stand? | [`positions`] |
//! | How did it come to that? | [`statement`] |
//! | How does a sum fall over its months? | [`profiles`] |
//! | What was to be spent by then, and what was? | [`months`] |
//! | What will have been spent, and who says so? | [`forecasts`] |
//! | What is planned for three years, and published in time? | [`plans`], [`plan_lines`] |
//! | What was planned of a year, and what came of it? | [`plan_against_actual`] |
//! | How did years of whole bodies turn out, and what was published of it? | [`outturns`] |
//! | Is each duty of a body met, by how much not, and what was published? | [`duties`] |
//! | What has moved since a month was submitted? | [`movement`] |
//! | How does this year's base become the next one's? | [`base_bridge`] |
//! | Which fixed terms outlive the base that is confirmed? | [`fixed_terms`] |
//! | What is wrong, and since when? | [`findings`] |
//! | Who gave what, by which letter? | [`notices`] |
//! | What is confirmed, what anticipated, recurrent and not? | [`allocation_schedule()`] |
//! | Does that agree with what was published? | [`totals`] |
//! | What is expected, and what came of it? | [`anticipated()`] |
//! | What do partners add, and what goes back? | [`contributions`] |
//! | Which posts are paid for, who is in them, what do they cost? | [`posts`] |
//! | What would stopping a stream leave to be paid, and by whom? | [`stopping`] |
//! | How far has each project come, and what was approved for it? | [`projects`], [`approvals`] |
//! | What was a project to reach, by when, and did it? | [`milestones`], [`measures`] |
//! | How much was released month by month, and when was it spent? | [`releases`] |
//! | Who bears which part of a joint project, and what is to be settled? | [`joint()`] |
//! | What went to core money, and what is free of it? | [`mainstreamed()`] |
//! | How do floors and caps stand? | [`floors`], [`caps`] |
//! | What is not recorded? | [`marks`] |
//! | What becomes of it at the year end, by which clause? | [`decisions`], [`decisions_of`] |
//! | Who gains? | [`who_benefits`], [`who_would_benefit`] |
//! | What would another rule have done? | [`compared`], [`compared_by_board`] |
//! | Who holds money, and who answers? | [`bodies`] |
//! | What does a board answer to the five questions of a committee? | [`committee_return()`] |
//! | What has each cluster of a sum? | [`apportion()`] |
//! | What does the journal say? | [`journal()`] |
//! | Any of the questions of a finance team? | [`answer`], [`questions`] |
//!
//! Sums are pounds. A figure that rests on what no source records is *not recorded*: never
//! nought, never a guess.

mod against_plan;
mod allocation_schedule;
mod anticipated;
mod apportion;
mod base;
mod benefit;
mod body;
mod bridge;
mod cell;
mod column;
mod committee_return;
mod compared;
mod contribution;
mod decision;
mod duty;
mod finding;
mod fixed_term;
mod forecast;
mod joint;
mod journal;
mod mainstreamed;
mod mark;
mod month;
mod movement;
mod notice;
mod outcome;
mod outturn;
mod position;
mod post;
mod profile;
mod project;
mod question;
mod release;
mod share;
mod statement;
mod stopping;
mod table;
mod term;
mod three_years;
mod total;
mod unrecorded;

pub use against_plan::plan_against_actual;
pub use allocation_schedule::allocation_schedule;
pub use anticipated::anticipated;
pub use apportion::{Apportion, Weighing, apportion};
pub use benefit::{who_benefits, who_would_benefit};
pub use body::bodies;
pub use bridge::base_bridge;
pub use cell::Cell;
pub use column::{Column, ColumnKind};
pub use committee_return::{CommitteeReturn, committee_return};
pub use compared::{compared, compared_by_board};
pub use contribution::contributions;
pub use decision::{decisions, decisions_of};
pub use duty::duties;
pub use finding::findings;
pub use fixed_term::fixed_terms;
pub use forecast::forecasts;
pub use joint::joint;
pub use journal::journal;
pub use mainstreamed::mainstreamed;
pub use mark::marks;
pub use month::months;
pub use movement::movement;
pub use notice::notices;
pub use outturn::outturns;
pub use position::positions;
pub use post::posts;
pub use profile::profiles;
pub use project::{approvals, measures, milestones, projects};
pub use question::{Answer, Argument, Asking, Derived, Question, Unanswered, answer, questions};
pub use release::releases;
pub use statement::statement;
pub use stopping::stopping;
pub use table::Table;
pub use term::{caps, floors};
pub use three_years::{plan_lines, plans};
pub use total::totals;
