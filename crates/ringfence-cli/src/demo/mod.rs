//! `ringfence demo`: two seeds, read as a finance officer would ask.

mod aberwen;
mod compared;
mod evidence;
mod letter;
mod standing;
mod total;
mod wales;
mod why;
mod year_end;

use std::path::Path;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::loaded::Loaded;

/// Shows both seeds of a folder.
pub(crate) fn demo(seeds: &Path) -> Answer {
    match shown(seeds) {
        Ok(text) => Answer::Well(text),
        Err(failure) => Answer::Faults(format!("{failure}\n")),
    }
}

fn shown(seeds: &Path) -> Result<String, Failure> {
    let wales = Loaded::from(&seeds.join("wales"))?;
    let aberwen = Loaded::from(&seeds.join("aberwen"))?;
    Ok(format!(
        "{}\n{}",
        wales::shown(&wales)?,
        aberwen::shown(&aberwen)?
    ))
}
