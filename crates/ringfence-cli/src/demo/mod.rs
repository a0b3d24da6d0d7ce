//! `ringfence demo`: two seeds, read as a finance officer would ask.

mod aberwen;
mod asked;
mod both;
mod compared;
mod duty;
mod evidence;
mod finding;
mod from_start;
mod gain;
mod letter;
mod question;
mod standing;
mod total;
mod wales;
mod why;
mod year_end;

pub(crate) use both::demo;
