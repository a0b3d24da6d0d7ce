//! `ringfence committee-return`: what a board answers to the five questions of a committee.

use std::path::Path;

use ringfence::noun::{BodyId, StreamId};
use ringfence::view;
use ringfence_formats::committee_return_html;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::rules::Form;
use crate::show::{heading, printed};

/// The answers of a board of a folder, of one stream or of all that it was given.
pub(crate) fn committee_return(
    folder: &Path,
    board: &BodyId,
    stream: Option<&StreamId>,
    form: Form,
) -> Answer {
    match answers(folder, board, stream, form) {
        Ok(text) => Answer::Well(text),
        Err(no) => Answer::Faults(format!("{no}\n")),
    }
}

fn answers(
    folder: &Path,
    board: &BodyId,
    stream: Option<&StreamId>,
    form: Form,
) -> Result<String, Failure> {
    let loaded = Loaded::from(folder)?;
    let all = view::committee_return(loaded.book.ledger(), board, stream)?;
    Ok(match form {
        Form::Text => {
            let tables = all.answers.iter().map(|it| printed(&it.into()));
            format!(
                "{}\n{}",
                heading(&all.title),
                tables.collect::<Vec<_>>().join("\n")
            )
        }
        Form::Markdown => all.to_markdown(),
        Form::Html => committee_return_html(&all),
        Form::Json => serde_json::to_string_pretty(&all).expect("names and texts") + "\n",
    })
}
