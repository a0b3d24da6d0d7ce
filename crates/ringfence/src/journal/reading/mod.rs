//! From fields to drafts: the one place that knows how each field is called. Columns of a file,
//! keywords of Python and cells of a sheet all come this way.

mod body;
mod control;
mod cost;
mod draft;
mod fact;
mod fields;
mod life;
mod mainstream;
mod money;
mod outturn;
mod plan;
mod post;
mod profile;
mod project;
mod promise;
mod redact;
mod setup;
mod share;
mod take_on;
mod term;
mod three_years;
