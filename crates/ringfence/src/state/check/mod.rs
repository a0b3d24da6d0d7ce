//! Judging a draft, in named stages: the draft alone, its key, the date, what it names, the
//! ring-fence, funds, delegation. The first refusal is always the same one.

mod accrue;
mod ahead;
mod allocate;
mod alone;
mod annual;
mod anticipated;
mod approval;
mod body;
mod case;
mod chain;
mod contribution;
mod control;
mod correct;
mod cost;
mod date;
mod fact;
mod fence;
mod give_back;
mod keep;
mod life;
mod mainstream;
mod naming;
mod outturn;
mod plan;
mod post;
mod prepay;
mod profile;
mod project;
mod re_provide;
mod recharge;
mod redact;
mod release;
mod reopen;
mod rules;
mod setup;
mod share;
mod spend;
mod suspense;
mod take_on;
mod term;
mod three_years;
mod vire;

pub(crate) use case::{Case, Changes, content_of_figures, content_of_words};
pub(crate) use project::Allowed;
pub(crate) use rules::{HeldTo, said_by};
